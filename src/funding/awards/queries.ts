import type { Cents } from '#src/core/money.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { sql } from 'kysely';

export type AwardTotals = { projects: number; grantCents: Cents; enterprises: number; researchBodies: number };

const counts = (db: Reader) =>
  db
    .selectFrom('awards')
    .innerJoin('calls', 'calls.id', 'awards.call_id')
    .innerJoin('award_beneficiaries as b', 'b.award_id', 'awards.id')
    .select([
      sql<number>`count(distinct awards.id)::int`.as('projects'),
      sql<number>`coalesce(sum(b.aid_cents), 0)::bigint`.as('grantCents'),
      sql<number>`(count(distinct b.organisation_id) filter (where b.kind = 'enterprise'))::int`.as('enterprises'),
      sql<number>`(count(distinct b.organisation_id) filter (where b.kind in ('university', 'researchBody')))::int`.as('researchBodies'),
    ]);

/** What the calls of a programme have awarded: projects, money, distinct beneficiaries by kind. */
export async function awardTotals(db: Reader, programmeId: string): Promise<AwardTotals> {
  return counts(db).where('calls.programme_id', '=', programmeId).executeTakeFirstOrThrow();
}

/** The same of one call. */
export async function awardTotalsOfCall(db: Reader, callId: string): Promise<AwardTotals> {
  return counts(db).where('awards.call_id', '=', callId).executeTakeFirstOrThrow();
}

export type BeneficiaryRow = {
  id: string;
  protocol: string;
  acronym: string;
  title: string;
  beneficiary: string;
  organisationId: string;
  role: string;
  kind: string;
  region: string;
  eligibleCents: Cents;
  aidCents: Cents;
};

/** One row per beneficiary of each award of a call (D.Lgs. 33/2013, artt. 26–27: who, how much, for what). */
export function beneficiaries(db: Reader, callId: string) {
  return db
    .selectFrom('award_beneficiaries as b')
    .innerJoin('awards', 'awards.id', 'b.award_id')
    .innerJoin('applications', 'applications.id', 'awards.application_id')
    .innerJoin('submissions', (j) => j.onRef('submissions.application_id', '=', 'applications.id').on('submissions.superseded_at', 'is', null))
    .innerJoin('organisations', 'organisations.id', 'b.organisation_id')
    .select([
      sql<string>`awards.id || '/' || b.organisation_id`.as('id'),
      'submissions.protocol',
      'applications.acronym',
      'applications.title',
      'organisations.legal_name as beneficiary',
      'organisations.id as organisationId',
      'b.role',
      'b.kind',
      'b.region',
      'b.eligible_cents as eligibleCents',
      'b.aid_cents as aidCents',
    ])
    .where('awards.call_id', '=', callId);
}

export async function grantsByRegion(db: Reader, callId: string): Promise<{ region: string; cents: Cents }[]> {
  return db
    .selectFrom('award_beneficiaries as b')
    .innerJoin('awards', 'awards.id', 'b.award_id')
    .select(['b.region', sql<number>`sum(b.aid_cents)::bigint`.as('cents')])
    .where('awards.call_id', '=', callId)
    .groupBy('b.region')
    .orderBy('cents', 'desc')
    .execute();
}

export type DecreeRow = { id: string; callId: string; rankingId: string; year: number; number: number; adoptedAt: string; sha256: string | null };

export function decreesOfCall(db: Reader, callId: string): Promise<DecreeRow[]> {
  return db
    .selectFrom('decrees')
    .select(['id', 'call_id as callId', 'ranking_id as rankingId', 'year', 'number', 'adopted_at as adoptedAt', 'sha256'])
    .where('call_id', '=', callId)
    .orderBy('adopted_at')
    .execute();
}

export async function decreeById(db: Reader, id: string): Promise<DecreeRow | undefined> {
  if (!/^[0-9a-f-]{36}$/.test(id)) return undefined;
  return db
    .selectFrom('decrees')
    .select(['id', 'call_id as callId', 'ranking_id as rankingId', 'year', 'number', 'adopted_at as adoptedAt', 'sha256'])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The award of one application, if there is one. */
export async function awardOf(db: Reader, applicationId: string): Promise<{ grantCents: Cents; decreeId: string; year: number; number: number } | undefined> {
  return db
    .selectFrom('awards')
    .innerJoin('decrees', 'decrees.id', 'awards.decree_id')
    .select(['awards.grant_cents as grantCents', 'decrees.id as decreeId', 'decrees.year', 'decrees.number'])
    .where('awards.application_id', '=', applicationId)
    .executeTakeFirst();
}
