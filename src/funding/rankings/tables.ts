import type { Json } from '#src/plumbing/database/database.ts';
import type { Generated } from 'kysely';

export type RankingsRow = {
  id: Generated<string>;
  call_id: string;
  number: number;
  kind: 'provisional' | 'final' | 'scrolled';
  act_ref: string;
  bundle: string;
  hash: string;
  published_at: string;
  published_by: string | null;
};

export type RankingPlacesRow = {
  ranking_id: string;
  application_id: string;
  position: number | null;
  state: 'funded' | 'eligibleNotFunded' | 'belowThreshold' | 'excluded' | 'renounced';
  points: number | null;
  grant_cents: number;
  why: Json;
};

/** `outcome` is null until it is answered. */
export type RankingRequestsRow = {
  id: Generated<string>;
  call_id: string;
  ranking_id: string;
  application_id: string;
  reasons: string;
  asked_at: string;
  asked_by: string | null;
  outcome: 'rejected' | 'points' | 'admitted' | 'excluded' | null;
  answer: string | null;
  act_ref: string | null;
  decided_at: string | null;
  decided_by: string | null;
};

export type RankingCorrectionsRow = {
  application_id: string;
  call_id: string;
  request_id: string;
  outcome: 'points' | 'admitted' | 'excluded';
  points: Json | null;
  premiums: Json | null;
};

export type DrawCommitmentsRow = {
  call_id: string;
  commitment: string;
  secret: string;
  recorded_at: string;
  recorded_by: string | null;
};

export type RenunciationsRow = {
  kind: Generated<'renunciation' | 'revocation'>;
  application_id: string;
  call_id: string;
  renounced_on: string;
  act_ref: string;
  recorded_at: string;
  recorded_by: string | null;
};

declare module '#src/plumbing/database/database.ts' {
  interface Database {
    rankings: RankingsRow;
    ranking_places: RankingPlacesRow;
    renunciations: RenunciationsRow;
    ranking_requests: RankingRequestsRow;
    ranking_corrections: RankingCorrectionsRow;
    draw_commitments: DrawCommitmentsRow;
  }
}
