import type { Instant } from '#src/core/time.ts';
import type { Locale } from '#src/core/words.ts';
import { regionIds, region } from '#src/core/regions.ts';
import { concerns, type Viewer } from '#src/funding/conflicts/queries.ts';
import type { Across } from '#src/funding/conflicts/queries/graph.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { ListSpec } from '#src/plumbing/listing.ts';
import { sql, type SelectQueryBuilder } from 'kysely';
import { expertWords } from '../copy/experts.ts';
import type { ReviewsCounted } from '../ports.ts';
import { services, type Gender, type Service } from '../states.ts';

export type ExpertRow = {
  personId: string;
  pseudonym: string;
  name: string;
  employer: string | null;
  region: string;
  gender: Gender;
  spokes: string;
  declared: 'yes' | 'no';
  conflicts: number;
  load: number;
  submitted: number;
  maxLoad: number;
  service: Service;
};

export const expertsSpec: ListSpec<ExpertRow> = {
  columns: [
    { key: 'pseudonym', label: expertWords.pseudonym, searched: true },
    { key: 'name', label: expertWords.name, searched: true },
    { key: 'employer', label: expertWords.employer, searched: true, filter: { kind: 'text' } },
    { key: 'region', label: expertWords.region, filter: { kind: 'choice', options: regionIds.map((value) => ({ value, label: region(value).name })) } },
    {
      key: 'gender',
      label: expertWords.gender,
      filter: { kind: 'choice', options: (['f', 'm', 'x'] as const).map((value) => ({ value, label: expertWords[`gender_${value}`] })) },
    },
    { key: 'spokes', label: expertWords.spokes, sort: false },
    {
      key: 'declared',
      label: expertWords.declared,
      filter: {
        kind: 'choice',
        options: [
          { value: 'yes', label: expertWords.declaredYes },
          { value: 'no', label: expertWords.declaredNo },
        ],
      },
    },
    { key: 'conflicts', label: expertWords.conflicts, numeric: true },
    { key: 'load', label: expertWords.load, numeric: true },
    { key: 'submitted', label: expertWords.submitted, numeric: true },
    { key: 'maxLoad', label: expertWords.maxLoad, numeric: true },
    {
      key: 'service',
      label: expertWords.service,
      filter: { kind: 'choice', options: services.map((value) => ({ value, label: expertWords[`service_${value}`] })) },
    },
  ],
  order: 'pseudonym',
  key: 'personId',
};

/** The experts of one call with their work, as far as the viewer may know of it; for who runs and watches the evaluation only. */
export function expertsList({ db, ports }: Across, callId: string, viewer: Viewer): SelectQueryBuilder<never, never, ExpertRow> {
  const count = (...states: ReviewsCounted['states']) => ports.reviewsCounted({ person: sql.ref('ce.person_id'), call: sql.ref('ce.call_id'), states, viewer });
  return db
    .selectFrom('call_experts as ce')
    .innerJoin('experts as x', 'x.person_id', 'ce.person_id')
    .innerJoin('people as p', 'p.id', 'ce.person_id')
    .leftJoin('organisations as o', 'o.id', 'x.employer_id')
    .where('ce.call_id', '=', callId)
    .select([
      'ce.person_id as personId',
      'ce.pseudonym',
      'p.name',
      'o.legal_name as employer',
      'x.region',
      'x.gender',
      'ce.max_load as maxLoad',
      sql<Service>`case when ce.ended_at is null then 'serving' else 'released' end`.as('service'),
      sql<string>`array_to_string(x.spokes, ', ')`.as('spokes'),
      sql<
        'yes' | 'no'
      >`case when exists (select 1 from conflict_declarations d where d.call_id = ce.call_id and d.person_id = ce.person_id) then 'yes' else 'no' end`.as(
        'declared',
      ),
      sql<number>`(select count(distinct c.application_id)::int from conflicts c join submissions s on s.application_id = c.application_id and s.superseded_at is null
        where s.call_id = ce.call_id and c.person_id = ce.person_id and not ${concerns(viewer)})`.as('conflicts'),
      count('assigned', 'submitted').as('load'),
      count('submitted').as('submitted'),
    ]) as never;
}

/** One expert of a call, serving or released. `invitation`: the one that they accepted, if nobody was invited in its place. */
export type CallExpert = {
  personId: string;
  pseudonym: string;
  name: string;
  email: string;
  locale: Locale;
  maxLoad: number;
  ended: { at: Instant; why: string; by: string; self: boolean } | null;
  invitation: { id: string; inviter: string } | null;
};

export async function callExpert(db: Reader, callId: string, personId: string): Promise<CallExpert | undefined> {
  const { rows } = await sql<Omit<CallExpert, 'ended'> & { at: Instant | null; why: string; by: string; self: boolean }>`
    select e.person_id as "personId", e.pseudonym, p.name, p.email, p.locale, e.max_load as "maxLoad",
      e.ended_at as at, e.ended_why as why, b.name as by, e.ended_by = e.person_id as self,
      (select json_build_object('id', i.id, 'inviter', by.email) from expert_invitations i join people by on by.id = i.invited_by
        where i.call_id = e.call_id and i.person_id = e.person_id and i.state = 'accepted' and not exists (select 1 from expert_invitations n where n.replaces = i.id)
        order by i.answered_at desc limit 1) as invitation
    from call_experts e join people p on p.id = e.person_id left join people b on b.id = e.ended_by
    where e.call_id = ${callId} and e.person_id = ${personId}`.execute(db as never);
  if (!rows[0]) return undefined;
  const { at, why, by, self, ...expert } = rows[0];
  return { ...expert, ended: at === null ? null : { at, why, by, self } };
}

/** Who runs this call for the office, by e-mail. */
export async function officeOf(db: Reader, callId: string): Promise<string[]> {
  const { rows } = await sql<{ email: string }>`
    select p.email from people p where exists (select 1 from role_grants g
      where g.person_id = p.id and g.role = 'office' and g.revoked_at is null and (g.scope is null or g.scope = ${callId})) order by p.email`.execute(
    db as never,
  );
  return rows.map((r) => r.email);
}

export type Profile = {
  employerId: string | null;
  region: string;
  gender: Gender;
  spokes: number[];
  sectors: string[];
  keywords: string;
  languages: string[];
  cv: string;
  orcid: string | null;
  availableFrom: string | null;
  availableUntil: string | null;
  mostAtOnce: number | null;
};

export function profileOf(db: Reader, personId: string): Promise<Profile | undefined> {
  return db
    .selectFrom('experts')
    .select([
      'employer_id as employerId',
      'region',
      'gender',
      'spokes',
      'sectors',
      'keywords',
      'languages',
      'cv',
      'orcid',
      'available_from as availableFrom',
      'available_until as availableUntil',
      'most_at_once as mostAtOnce',
    ])
    .where('person_id', '=', personId)
    .executeTakeFirst();
}

/** What the profile's choices are: organisations by name, and the programme's Spokes and sectors. */
export async function profileChoices(db: Reader, programmeId: string) {
  const organisations = await db
    .selectFrom('organisations')
    .select(['id', 'legal_name as name'])
    .orderBy(sql`lower(legal_name)`)
    .orderBy('id')
    .execute();
  const spokes = await db
    .selectFrom('spokes')
    .select(['number', 'title_it as it', 'title_en as en'])
    .where('programme_id', '=', programmeId)
    .orderBy('number')
    .execute();
  const sectors = await db
    .selectFrom('sectors')
    .select(['id', 'name_it as it', 'name_en as en'])
    .where('programme_id', '=', programmeId)
    .orderBy('id')
    .execute();
  return { organisations, spokes, sectors };
}
export type ProfileChoices = Awaited<ReturnType<typeof profileChoices>>;

/** `ranked`: its evaluation is over. */
export type ExpertCall = { callId: string; code: string; closesAt: Instant; declaredAt: Instant | null; ranked: boolean };

/** The calls that a person serves as an expert, the last to close first. */
export async function callsOfExpert(db: Reader, personId: string): Promise<ExpertCall[]> {
  const { rows } = await sql<ExpertCall>`
    select e.call_id as "callId", v.definition->>'officialCode' as code, v.closes_at as "closesAt", d.declared_at as "declaredAt",
      exists (select 1 from evidence_events v where v.kind = 'ranking.published' and v.body::jsonb->>'call' = e.call_id) as ranked
    from call_experts e left join conflict_declarations d on d.call_id = e.call_id and d.person_id = e.person_id join lateral (select definition, closes_at from call_versions where call_id = e.call_id order by number desc limit 1) v on true
    where e.person_id = ${personId} and e.ended_at is null order by v.closes_at desc, e.call_id`.execute(db as never);
  return rows;
}
