import { notFound } from '#src/core/errors.ts';
import type { Cents } from '#src/core/money.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { ProposalDocument } from './proposal.ts';
import { isUuid } from './schema.ts';
import type { Snapshot } from './snapshot.ts';

/** One submitted application as later rooms list it: what was handed in, not what was written since. */
export type SubmittedApplication = {
  applicationId: string;
  submissionId: string;
  protocol: string;
  submittedAt: string;
  acronym: string;
  title: string;
  leadId: string;
  leadName: string;
  mainSpoke: number | null;
  sector: string | null;
  eligibleCents: Cents;
  grantCents: Cents;
  southGrantCents: Cents;
};

/** The submissions that count (not replaced, not withdrawn) under one call, as a query to be listed or executed. */
export function submittedApplications(db: Reader, callId: string) {
  return db
    .selectFrom('submissions')
    .innerJoin('applications', 'applications.id', 'submissions.application_id')
    .innerJoin('organisations', 'organisations.id', 'applications.lead_id')
    .select([
      'applications.id as applicationId',
      'submissions.id as submissionId',
      'submissions.protocol',
      'submissions.submitted_at as submittedAt',
      'submissions.acronym',
      'submissions.title',
      'applications.lead_id as leadId',
      'organisations.legal_name as leadName',
      'submissions.main_spoke as mainSpoke',
      'submissions.sector',
      'submissions.eligible_cents as eligibleCents',
      'submissions.grant_cents as grantCents',
      'submissions.south_grant_cents as southGrantCents',
    ])
    .where('submissions.call_id', '=', callId)
    .where('submissions.superseded_at', 'is', null);
}

const frozen = [
  'id as submissionId',
  'application_id as applicationId',
  'call_id as callId',
  'call_version_id as callVersionId',
  'protocol',
  'submitted_at as submittedAt',
  'submissions.sha256',
  'frozen_texts.text as snapshot',
] as const;

const submissionsFrozen = (db: Reader) => db.selectFrom('submissions').innerJoin('frozen_texts', 'frozen_texts.sha256', 'submissions.sha256').select(frozen);

export type CurrentSubmission = {
  submissionId: string;
  applicationId: string;
  callId: string;
  callVersionId: string;
  protocol: string;
  submittedAt: string;
  sha256: string;
  snapshot: Snapshot;
};

/** The submission that counts, with its snapshot; not found when there is none. */
export async function currentSubmission(db: Reader, applicationId: string): Promise<CurrentSubmission> {
  const row = isUuid(applicationId)
    ? await submissionsFrozen(db).where('application_id', '=', applicationId).where('superseded_at', 'is', null).executeTakeFirst()
    : undefined;
  if (!row) throw notFound();
  return { ...row, snapshot: JSON.parse(row.snapshot) as Snapshot };
}

/** All current submissions of a call with their snapshots, by protocol: what a ranking is computed from. One statement. */
export async function submissionsWithSnapshots(db: Reader, callId: string): Promise<CurrentSubmission[]> {
  const rows = await submissionsFrozen(db).where('call_id', '=', callId).where('superseded_at', 'is', null).orderBy('protocol').execute();
  return rows.map((row) => ({ ...row, snapshot: JSON.parse(row.snapshot) as Snapshot }));
}

/** A document that was handed in with the submission that counts, to be read from the file store by its hash. */
export async function submittedDocument(db: Reader, applicationId: string, sha256: string): Promise<ProposalDocument> {
  const { snapshot } = await currentSubmission(db, applicationId);
  const document = snapshot.documents.find((d) => d.sha256 === sha256);
  if (!document) throw notFound();
  return document;
}
