import { notFound } from '#src/core/errors.ts';
import type { Instant } from '#src/core/time.ts';
import type { Actor } from '#src/core/actor.ts';
import { isUuid } from '#src/funding/applications/schema.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { ListSpec } from '#src/plumbing/listing.ts';
import { sql, type SelectQueryBuilder } from 'kysely';
import { screeningWords } from '../copy.ts';
import { repairWords } from '../copy/repairs.ts';
import type { RepairItem } from '../rules/repairs.ts';
import type { SignatureSummary } from '../rules.ts';
import { repairStates, type RepairState } from '../states.ts';

export type GivenAnswer = {
  item: string;
  text: string | null;
  fileName: string | null;
  mediaType: string | null;
  bytes: number | null;
  sha256: string | null;
  signature: SignatureSummary | null;
  at: Instant;
  by: string;
};

export type RepairRequest = {
  id: string;
  callId: string;
  applicationId: string;
  submissionId: string;
  protocol: string;
  acronym: string;
  title: string;
  code: string;
  leadId: string;
  leadName: string;
  createdBy: string;
  items: RepairItem[];
  note: string;
  days: number;
  openedAt: Instant;
  openedBy: string;
  dueAt: Instant;
  state: RepairState;
  endedAt: Instant | null;
  receipt: string | null;
  receiptSha256: string | null;
  answers: GivenAnswer[];
};

function requests(db: Reader) {
  return db
    .selectFrom('repair_requests as r')
    .innerJoin('submissions as s', 's.id', 'r.submission_id')
    .innerJoin('applications as a', 'a.id', 'r.application_id')
    .innerJoin('organisations as o', 'o.id', 'a.lead_id')
    .innerJoin('people as p', 'p.id', 'r.opened_by')
    .innerJoin('call_versions as v', 'v.id', 's.call_version_id')
    .select(['r.id', 'r.call_id as callId', 'r.application_id as applicationId', 'r.submission_id as submissionId', 's.protocol', 's.acronym', 's.title'])
    .select(['a.lead_id as leadId', 'o.legal_name as leadName', 'a.created_by as createdBy', 'r.items', 'r.note', 'r.days', 'r.opened_at as openedAt'])
    .select(['p.name as openedBy', 'r.due_at as dueAt', 'r.state', 'r.ended_at as endedAt', 'r.receipt', 'r.receipt_sha256 as receiptSha256'])
    .select(sql<string>`v.definition ->> 'officialCode'`.as('code'));
}

async function withAnswers(db: Reader, rows: readonly Omit<RepairRequest, 'answers'>[]): Promise<RepairRequest[]> {
  if (rows.length === 0) return [];
  const given = await db
    .selectFrom('repair_answers as a')
    .innerJoin('people as p', 'p.id', 'a.given_by')
    .select(['a.request_id as request', 'a.item', 'a.text', 'a.file_name as fileName', 'a.media_type as mediaType', 'a.bytes', 'a.sha256', 'a.signature'])
    .select(['a.given_at as at', 'p.name as by'])
    .where(
      'a.request_id',
      'in',
      rows.map((r) => r.id),
    )
    .where('a.removed_at', 'is', null)
    .orderBy('a.item')
    .execute();
  return rows.map((r) => ({ ...r, answers: given.filter((g) => g.request === r.id).map(({ request: _request, ...answer }) => answer) }));
}

/** One request with what has come in for it; what has not been sent is its applicant's own. */
export async function repairById(db: Reader, id: string): Promise<RepairRequest> {
  const row = isUuid(id) ? await requests(db).where('r.id', '=', id).executeTakeFirst() : undefined;
  if (!row) throw notFound();
  return (await withAnswers(db, [row]))[0]!;
}

/** Every request on a submission, the newest first. */
export async function repairsOn(db: Reader, submissionId: string): Promise<RepairRequest[]> {
  return withAnswers(db, await requests(db).where('r.submission_id', '=', submissionId).orderBy('r.opened_at', 'desc').execute());
}

export type RepairRow = {
  id: string;
  acronym: string;
  protocol: string;
  code: string;
  lead: string;
  state: RepairState;
  dueAt: Instant;
  receipt: string | null;
};

export const repairsSpec: ListSpec<RepairRow> = {
  columns: [
    { key: 'acronym', label: screeningWords.acronym, searched: true },
    { key: 'protocol', label: screeningWords.protocol, searched: true },
    { key: 'code', label: repairWords.call },
    { key: 'lead', label: screeningWords.lead, searched: true },
    {
      key: 'state',
      label: repairWords.state,
      filter: { kind: 'choice', options: repairStates.map((value) => ({ value, label: repairWords[value] })) },
    },
    { key: 'dueAt', label: repairWords.dueAt },
    { key: 'receipt', label: repairWords.receipt },
  ],
  order: '-dueAt',
  key: 'id',
};

/** The requests that a person may answer or once answered. */
export function repairsOf(db: Reader, actor: Actor): SelectQueryBuilder<never, never, RepairRow> {
  return db
    .selectFrom('repair_requests as r')
    .innerJoin('submissions as s', 's.id', 'r.submission_id')
    .innerJoin('applications as a', 'a.id', 'r.application_id')
    .innerJoin('organisations as o', 'o.id', 'a.lead_id')
    .innerJoin('call_versions as v', 'v.id', 's.call_version_id')
    .select(['r.id', 's.acronym', 's.protocol', 'o.legal_name as lead', 'r.state', 'r.due_at as dueAt', 'r.receipt'])
    .select(sql<string>`v.definition ->> 'officialCode'`.as('code'))
    .where((eb) =>
      eb.or([eb('a.created_by', '=', actor.id), ...(actor.organisationIds.length > 0 ? [eb('a.lead_id', 'in', [...actor.organisationIds])] : [])]),
    ) as never;
}
