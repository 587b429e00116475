import type { Finding } from '#src/core/decision.ts';
import type { Cents } from '#src/core/money.ts';
import type { CalendarDate, Instant } from '#src/core/time.ts';
import type { ProposalFacts } from '#src/funding/calls/facts.ts';
import type { AgeBand, Contract, Gender } from './states.ts';
import type { CertificateReport, SignatureReport, SignerReport } from '#src/plumbing/signatures/report.ts';

/** A row of a table: its own id, then its cells by column. The id stays as long as the row does, whoever changes it. */
export type TableRow = { readonly id: string } & Readonly<Record<string, string>>;

/** One answer: a text (rich text as written, numbers with a point, dates as 2024-02-21), the options chosen, or the rows of a table. */
export type Answer = string | readonly string[] | readonly TableRow[];

/** What a file's signatures were worth when it was looked at last before the submission. */
export type SnapshotSignature = Pick<SignatureReport, 'format' | 'outcome' | 'checkedAt' | 'reasons' | 'notes'> & {
  signers: readonly (Pick<SignerReport, 'name' | 'fiscalCode' | 'organisation' | 'signedAt'> & { certificate: CertificateReport })[];
};

/** `signature` and `validUntil` only where the call asks for one, and not in what was submitted before signatures were looked at. */
export type SnapshotDocument = {
  document: string;
  organisation: string | null;
  fileName: string;
  bytes: number;
  sha256: string;
  /** The last day on which it is valid, where one was given. */
  validUntil?: CalendarDate | null;
  signature?: SnapshotSignature | null;
};

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
  answers: Record<string, Record<string, Answer>>;
  facts: ProposalFacts;
  documents: readonly SnapshotDocument[];
  /** Each member's staff, line by line; the counts in `facts` are their sums. Left out of what was handed in before there were lines. */
  staff?: readonly MemberStaff[];
  /** What the partners' legal representatives confirmed, where the call asks for it. */
  confirmations?: readonly Confirmation[];
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

/** People of one kind on one member's team. Gender and age are null where only plain counts were given. */
export type StaffLine = {
  profile: string;
  gender: Gender | null;
  age: AgeBand | null;
  contract: Contract;
  newHire: boolean;
  heads: number;
  personMonths: number | null;
  /** Those of them who are named; left out where nobody is. */
  people?: readonly { name: string; orcid: string | null }[];
};

export type MemberStaff = { organisation: string; lines: readonly StaffLine[] };

/** `sha256` is of the canonical text that was confirmed, kept beside the application. */
export type Confirmation = { organisation: string; person: string; personName: string; confirmedAt: Instant; sha256: string };
