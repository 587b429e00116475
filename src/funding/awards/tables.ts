import type { Json } from '#src/plumbing/database/database.ts';
import type { Generated } from 'kysely';

export type DecreesRow = {
  id: Generated<string>;
  call_id: string;
  ranking_id: string;
  year: number;
  number: number;
  adopted_at: string;
  adopted_by: string | null;
  content: Json;
  sha256: string | null;
};

export type AwardsRow = {
  id: Generated<string>;
  application_id: string;
  call_id: string;
  decree_id: string;
  grant_cents: number;
  eligible_cents: number;
  awarded_at: string;
};

export type AwardBeneficiariesRow = {
  award_id: string;
  organisation_id: string;
  role: string;
  kind: string;
  region: string;
  eligible_cents: number;
  aid_cents: number;
};

declare module '#src/plumbing/database/database.ts' {
  interface Database {
    decrees: DecreesRow;
    awards: AwardsRow;
    award_beneficiaries: AwardBeneficiariesRow;
  }
}
