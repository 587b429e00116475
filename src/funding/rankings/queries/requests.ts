import type { Reader } from '#src/plumbing/database/database.ts';
import type { ListSpec } from '#src/plumbing/listing.ts';
import { rankingCopy } from '../copy.ts';
import { requestOutcomes, type RequestOutcome } from '../states.ts';

export type RequestRow = {
  id: string;
  applicationId: string;
  protocol: string;
  acronym: string;
  lead: string;
  askedAt: string;
  outcome: RequestOutcome | null;
};

export const outcomeWords = {
  rejected: rankingCopy.rejected,
  points: rankingCopy['upheld.points'],
  admitted: rankingCopy['upheld.admitted'],
  excluded: rankingCopy['upheld.excluded'],
} as const;

export const requestSpec: ListSpec<RequestRow> = {
  columns: [
    { key: 'protocol', label: rankingCopy.protocol, searched: true },
    { key: 'acronym', label: rankingCopy.acronym, searched: true },
    { key: 'lead', label: rankingCopy.leadName, searched: true },
    { key: 'askedAt', label: rankingCopy.askedOn },
    {
      key: 'outcome',
      label: rankingCopy.outcome,
      filter: { kind: 'choice', options: requestOutcomes.map((value) => ({ value, label: outcomeWords[value] })) },
      csv: (row, locale) => (row.outcome ? outcomeWords[row.outcome] : rankingCopy.waiting)[locale],
    },
  ],
  order: 'askedAt',
  key: 'id',
  pageSize: 50,
};

/** The requests for review of a call as a list. */
export function requestsOf(db: Reader, callId: string) {
  return db
    .selectFrom('ranking_requests as r')
    .innerJoin('applications', 'applications.id', 'r.application_id')
    .innerJoin('organisations', 'organisations.id', 'applications.lead_id')
    .innerJoin('submissions', (j) => j.onRef('submissions.application_id', '=', 'applications.id').on('submissions.superseded_at', 'is', null))
    .select([
      'r.id',
      'r.application_id as applicationId',
      'submissions.protocol',
      'applications.acronym',
      'organisations.legal_name as lead',
      'r.asked_at as askedAt',
      'r.outcome',
    ])
    .where('r.call_id', '=', callId);
}

/** One request with its text and its answer. */
export function requestById(db: Reader, callId: string, id: string) {
  if (!/^[0-9a-f-]{36}$/.test(id)) return Promise.resolve(undefined);
  return db
    .selectFrom('ranking_requests as r')
    .innerJoin('people', 'people.id', 'r.asked_by')
    .innerJoin('rankings', 'rankings.id', 'r.ranking_id')
    .select([
      'r.id',
      'r.application_id as applicationId',
      'r.reasons',
      'r.asked_at as askedAt',
      'r.asked_by as askedBy',
      'people.name as askedByName',
      'people.email as askedByEmail',
      'people.locale as askedByLocale',
      'r.outcome',
      'r.answer',
      'r.act_ref as actRef',
      'r.decided_at as decidedAt',
      'rankings.number as rankingNumber',
    ])
    .where('r.call_id', '=', callId)
    .where('r.id', '=', id)
    .executeTakeFirst();
}

/** The request of one application on one ranking. */
export const requestFor = (db: Reader, rankingId: string, applicationId: string) =>
  db
    .selectFrom('ranking_requests')
    .select(['id', 'reasons', 'asked_at as askedAt', 'outcome', 'answer', 'act_ref as actRef', 'decided_at as decidedAt'])
    .where('ranking_id', '=', rankingId)
    .where('application_id', '=', applicationId)
    .executeTakeFirst();
