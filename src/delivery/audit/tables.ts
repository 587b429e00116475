import type { Cents } from '#src/core/money.ts';
import type { Json } from '#src/plumbing/database/database.ts';
import type { Generated } from 'kysely';
import type { DrawnAs, Nature, Outcome, Population, SampleState } from './states.ts';

/** A sample that was drawn. `content` is the canonical text of population, filters, method, seed and what was drawn; `outcome` that of the findings and the estimate. */
export type AuditSamplesRow = {
  id: Generated<string>;
  code: string;
  title: string;
  population: Population;
  call_id: string | null;
  spoke: number | null;
  from_on: string | null;
  until_on: string | null;
  method: Json;
  seed: string;
  seed_from: 'log' | 'given';
  state: SampleState;
  population_items: number;
  population_cents: Cents;
  population_sha256: string;
  content: string;
  sha256: string;
  drawn_at: string;
  drawn_by: string;
  outcome: string | null;
  outcome_sha256: string | null;
  conclusion: string | null;
  systemic_cents: Cents | null;
  systemic_how: string | null;
  closed_at: string | null;
  closed_by: string | null;
  idempotency_key: string | null;
};

/** One item of a sample as it was called that day, and what was found in it. */
export type AuditSampleItemsRow = {
  sample_id: string;
  number: number;
  item: string;
  report_id: string | null;
  project_id: string;
  drawn_as: DrawnAs;
  stratum: string;
  cents: Cents;
  label: string;
  acronym: string;
  beneficiary: string;
  happened_on: string | null;
  outcome: Outcome | null;
  error_cents: Generated<Cents>;
  finding: Generated<string>;
  nature: Nature | null;
  round: Generated<number>;
  noted_at: string | null;
  noted_by: string | null;
};

/** A round by which a sample was topped up; `content` is the canonical text of it. */
export type AuditTopupsRow = {
  sample_id: string;
  round: number;
  more: number;
  content: string;
  sha256: string;
  drawn_at: string;
  drawn_by: string;
};

/** Who got the evidence of a payment, when, under which fingerprint. */
export type AuditPacksRow = {
  id: Generated<string>;
  order_id: string;
  person_id: string;
  delivered_at: string;
  sha256: string;
  bytes: number;
  contents: Json;
};

declare module '#src/plumbing/database/database.ts' {
  interface Database {
    audit_samples: AuditSamplesRow;
    audit_sample_items: AuditSampleItemsRow;
    audit_topups: AuditTopupsRow;
    audit_packs: AuditPacksRow;
  }
}
