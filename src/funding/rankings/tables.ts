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

export type RenunciationsRow = {
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
  }
}
