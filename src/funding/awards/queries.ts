import { after, less, type Area } from '#src/core/floors.ts';
import type { Cents } from '#src/core/money.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { grantedArea } from '#src/plumbing/ledger/read.ts';
import { sql } from 'kysely';

export type AwardTotals = { projects: number; grantCents: Cents; enterprises: number; researchBodies: number };

/** Awards that stand: a grant that was given or taken back counts no longer, though only the next decree takes note of it. */
const standing = sql<boolean>`not exists (select 1 from renunciations x where x.application_id = awards.application_id)`;

const counts = (db: Reader) =>
  db
    .selectFrom('awards')
    .where(standing)
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
    .where('awards.call_id', '=', callId)
    .where(standing);
}

export type EndedGrant = {
  applicationId: string;
  protocol: string;
  acronym: string;
  kind: 'renunciation' | 'revocation';
  on: string;
  ref: string;
  grantCents: Cents;
};

/** Grants of a call that were awarded and then ended; what a decree has taken note of already is no award any more. */
export function endedGrants(db: Reader, callId: string): Promise<EndedGrant[]> {
  return db
    .selectFrom('renunciations as r')
    .innerJoin('awards', 'awards.application_id', 'r.application_id')
    .innerJoin('submissions', (j) => j.onRef('submissions.application_id', '=', 'r.application_id').on('submissions.superseded_at', 'is', null))
    .select([
      'r.application_id as applicationId',
      'submissions.protocol',
      'submissions.acronym',
      'r.kind',
      'r.renounced_on as on',
      'r.act_ref as ref',
      'awards.grant_cents as grantCents',
    ])
    .where('r.call_id', '=', callId)
    .orderBy('r.renounced_on')
    .execute();
}

export async function grantsByRegion(db: Reader, callId: string): Promise<{ region: string; cents: Cents }[]> {
  return db
    .selectFrom('award_beneficiaries as b')
    .innerJoin('awards', 'awards.id', 'b.award_id')
    .select(['b.region', sql<number>`sum(b.aid_cents)::bigint`.as('cents')])
    .where('awards.call_id', '=', callId)
    .where(standing)
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
    .where(standing)
    .executeTakeFirst();
}

/** Grants that a ranking funds and that have ended since, and awards of the call that it no longer funds. */
export async function endings(db: Reader, callId: string, rankingId: string): Promise<{ ended: number; toEnd: number }> {
  const { rows } = await sql<{ ended: number; toEnd: number }>`select
    (select count(*)::int from ranking_places p join renunciations r on r.application_id = p.application_id
      where p.ranking_id = ${rankingId} and p.state = 'funded') as ended,
    (select count(*)::int from awards a where a.call_id = ${callId} and not exists (
      select 1 from ranking_places p where p.ranking_id = ${rankingId} and p.application_id = a.application_id and p.state = 'funded')) as "toEnd"`.execute(
    db as never,
  );
  return rows[0]!;
}

/**
 * What a decree on this ranking would make of the money of the whole programme: granted now, and granted then, with the part of the South by place of
 * implementation. A grant in part counts in the same proportion. In cents.
 */
export async function shareAfterDecree(db: Reader, programme: string, callId: string, rankingId: string): Promise<{ now: Area; afterwards: Area }> {
  const { rows } = await sql<Area>`
    select coalesce(sum(p.grant_cents), 0)::bigint as "allCents",
      coalesce(sum(case when s.grant_cents > 0 then p.grant_cents * s.south_grant_cents::numeric / s.grant_cents end), 0)::bigint as "southCents"
    from ranking_places p join submissions s on s.application_id = p.application_id and s.superseded_at is null
    where p.ranking_id = ${rankingId} and p.state = 'funded'`.execute(db as never);
  const [now, own] = [await grantedArea(db, { programme }), await grantedArea(db, { programme, call: callId })];
  return { now, afterwards: after(less(now, own), rows[0]!) };
}

/** Women, and all of whom it is stated, in the teams that proposals promise. */
export type Heads = { women: number; stated: number };

type Counted = Heads & { granted: boolean; funded: boolean; callId: string; own: boolean };

/** The teams that proposals of the programme promise: of those that hold a grant, that this ranking funds, and of one application by itself. */
async function promisedTeams(db: Reader, programme: string, { rankingId, application }: { rankingId?: string; application?: string }) {
  const { rows } = await sql<Counted>`
    with of as (
      select s.application_id, s.sha256, s.call_id,
        exists (select from awards where awards.application_id = s.application_id and ${standing}) as granted,
        exists (select from ranking_places p where p.ranking_id = ${rankingId ?? null}::uuid and p.application_id = s.application_id and p.state = 'funded') as funded
      from submissions s join calls c on c.id = s.call_id and c.programme_id = ${programme} where s.superseded_at is null)
    select o.granted, o.funded, o.call_id as "callId", o.application_id is not distinct from ${application ?? null}::uuid as own,
      sum((m -> 'staff' ->> 'women')::int)::int as women, sum((m -> 'staff' ->> 'women')::int + (m -> 'staff' ->> 'men')::int)::int as stated
    from of o join frozen_texts t on t.sha256 = o.sha256, jsonb_array_elements(t.text::jsonb -> 'facts' -> 'members') m
    where o.granted or o.funded group by 1, 2, 3, 4`.execute(db as never);
  return (which: (row: Counted) => boolean): Heads =>
    rows.filter(which).reduce((all, { women, stated }) => ({ women: all.women + women, stated: all.stated + stated }), { women: 0, stated: 0 });
}

/** What a decree on this ranking would make of the share of women in the teams of the whole programme, as the proposals promise them. */
export async function womenAfterDecree(db: Reader, programme: string, callId: string, rankingId: string): Promise<{ now: Heads; afterwards: Heads }> {
  const of = await promisedTeams(db, programme, { rankingId });
  return { now: of((r) => r.granted), afterwards: of((r) => (r.granted && r.callId !== callId) || r.funded) };
}

/** The same promised shares, when the grant of one application ends. */
export async function womenPromisedWithout(db: Reader, programme: string, application: string): Promise<{ now: Heads; afterwards: Heads }> {
  const of = await promisedTeams(db, programme, { application });
  return { now: of((r) => r.granted), afterwards: of((r) => r.granted && !r.own) };
}
