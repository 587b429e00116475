import type { Instant } from '#src/core/time.ts';
import { regionIds, region } from '#src/core/regions.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { ListSpec } from '#src/plumbing/listing.ts';
import { sql, type SelectQueryBuilder } from 'kysely';
import { expertWords } from '../copy/experts.ts';
import type { ConflictKind, Gender } from '../states.ts';

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
  ],
  order: 'pseudonym',
  key: 'personId',
};

/** The experts of one call with their work; for the office and the chair only. */
export function expertsList(db: Reader, callId: string): SelectQueryBuilder<never, never, ExpertRow> {
  const count = (state: string) =>
    sql<number>`(select count(*)::int from review_assignments r join applications a on a.id = r.application_id where a.call_id = ce.call_id and r.person_id = ce.person_id and ${sql.raw(state)})`;
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
      sql<string>`array_to_string(x.spokes, ', ')`.as('spokes'),
      sql<'yes' | 'no'>`case when ce.declared_at is null then 'no' else 'yes' end`.as('declared'),
      sql<number>`(select count(distinct c.application_id)::int from conflicts c join applications a on a.id = c.application_id where a.call_id = ce.call_id and c.person_id = ce.person_id)`.as(
        'conflicts',
      ),
      count(`r.state <> 'declined'`).as('load'),
      count(`r.state = 'submitted'`).as('submitted'),
    ]) as never;
}

export type CallExpert = { pseudonym: string; maxLoad: number; declaredAt: Instant | null; declaredFor: string[] };

export function callExpert(db: Reader, callId: string, personId: string): Promise<CallExpert | undefined> {
  return db
    .selectFrom('call_experts')
    .select(['pseudonym', 'max_load as maxLoad', 'declared_at as declaredAt', 'declared_for as declaredFor'])
    .where('call_id', '=', callId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
}

export type MachineConflict = { applicationId: string; personId: string; kind: 'employer' | 'member'; detail: string };

/**
 * Conflicts that can be told from the register alone, before anyone has seen a title: the expert's employer takes part in the proposal, or the expert
 * acts for an organisation that does. Members are those of the frozen submission. One statement.
 */
export async function machineConflicts(db: Reader, callId: string, personId: string | null = null): Promise<MachineConflict[]> {
  const { rows } = await sql<MachineConflict>`
    with members as (
      select s.application_id, (m->>'id')::uuid as organisation_id, m->>'name' as name
      from submissions s cross join lateral jsonb_array_elements(s.snapshot::jsonb #> '{facts,members}') m
      where s.call_id = ${callId} and s.superseded_at is null
    ), known as (
      select m.application_id, e.person_id, 'employer' as kind, m.name
      from members m join experts x on x.employer_id = m.organisation_id join call_experts e on e.person_id = x.person_id and e.call_id = ${callId}
      union
      select m.application_id, e.person_id, 'member', m.name
      from members m join organisation_people op on op.organisation_id = m.organisation_id join call_experts e on e.person_id = op.person_id and e.call_id = ${callId}
    )
    select application_id as "applicationId", person_id as "personId", kind, string_agg(name, ', ' order by name) as detail
    from known where ${personId}::uuid is null or person_id = ${personId}::uuid
    group by 1, 2, 3 order by 1, 2, 3`.execute(db as never);
  return rows;
}

export type DeclarationRow = { applicationId: string; protocol: string; members: string[]; conflicts: { kind: ConflictKind; detail: string }[] };

/** What an expert is shown to declare on: who takes part in each proposal that is not excluded. No title, no acronym, no content. */
export async function declarationRows(db: Reader, callId: string, personId: string): Promise<DeclarationRow[]> {
  const { rows } = await sql<DeclarationRow>`
    select s.application_id as "applicationId", s.protocol,
      (select json_agg(m->>'name' order by (m->>'role' = 'lead') desc, ord) from jsonb_array_elements(s.snapshot::jsonb #> '{facts,members}') with ordinality as t(m, ord)) as members,
      coalesce((select json_agg(json_build_object('kind', c.kind, 'detail', c.detail) order by c.kind) from conflicts c where c.application_id = s.application_id and c.person_id = ${personId}), '[]') as conflicts
    from submissions s
    left join screening_decisions d on d.submission_id = s.id and d.superseded_at is null
    where s.call_id = ${callId} and s.superseded_at is null and coalesce(d.outcome, 'admitted') <> 'excluded'
    order by s.protocol`.execute(db as never);
  const machine = await machineConflicts(db, callId, personId);
  return rows.map((row) => ({
    ...row,
    conflicts: [
      ...row.conflicts,
      ...machine
        .filter((m) => m.applicationId === row.applicationId && !row.conflicts.some((c) => c.kind === m.kind))
        .map(({ kind, detail }) => ({ kind, detail })),
    ],
  }));
}

export type Profile = { employerId: string | null; region: string; gender: Gender; spokes: number[]; sectors: string[]; keywords: string };

export function profileOf(db: Reader, personId: string): Promise<Profile | undefined> {
  return db
    .selectFrom('experts')
    .select(['employer_id as employerId', 'region', 'gender', 'spokes', 'sectors', 'keywords'])
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

export type ExpertCall = { callId: string; code: string; closesAt: Instant; declaredAt: Instant | null };

/** The calls that a person is an expert of, the last to close first. */
export async function callsOfExpert(db: Reader, personId: string): Promise<ExpertCall[]> {
  const { rows } = await sql<ExpertCall>`
    select e.call_id as "callId", v.definition->>'officialCode' as code, v.closes_at as "closesAt", e.declared_at as "declaredAt"
    from call_experts e join lateral (select definition, closes_at from call_versions where call_id = e.call_id order by number desc limit 1) v on true
    where e.person_id = ${personId} order by v.closes_at desc, e.call_id`.execute(db as never);
  return rows;
}
