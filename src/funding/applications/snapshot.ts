import type { Finding } from '#src/core/decision.ts';
import type { Cents } from '#src/core/money.ts';
import type { ProposalFacts } from '#src/funding/calls/facts.ts';

/**
 * What was submitted, frozen: canonical JSON of this is stored, hashed and receipted. Later rooms read this, never the live draft.
 * Amounts in whole cents. `findings` are the rules as they were looked at then; `aid` is what the call grants on these costs.
 */
export type Snapshot = {
  format: 'mics-application/1';
  application: string;
  call: { id: string; version: number; hash: string };
  acronym: string;
  title: string;
  /** Section id → field id → what was written. */
  answers: Record<string, Record<string, string>>;
  facts: ProposalFacts;
  documents: readonly { document: string; organisation: string | null; fileName: string; bytes: number; sha256: string }[];
  findings: readonly Finding[];
  aid: SnapshotAid;
};

export type SnapshotAid = {
  eligibleCents: Cents;
  grantCents: Cents;
  /** The part of the grant of members whose place of implementation is in the South. */
  southGrantCents: Cents;
  members: readonly { id: string; eligibleCents: Cents; aidCents: Cents }[];
};
