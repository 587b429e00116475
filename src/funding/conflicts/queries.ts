import { romeDate } from '#src/core/time.ts';
import { currentVersion } from '#src/funding/calls/queries.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { sql, type RawBuilder } from 'kysely';
import { groundOf, involvedIn, type Across, type Involved } from './queries/graph.ts';
import { conflictsIn, type Found } from './rules/graph.ts';
import { conflictTerms } from './rules/terms.ts';
import type { ConflictKind } from './states.ts';

export type FoundNow = { found: Found; bars: boolean; names: ReadonlyMap<string, string> };

/** What the registers show at this moment of these people, of the kinds that the call looks at; by default of everyone with a part in deciding under it. */
export async function conflictsNow({ db, ports }: Across, callId: string, now: Date | string, of?: readonly Involved[]): Promise<FoundNow[]> {
  const version = await currentVersion(db, callId);
  if (!version) return [];
  const { effect, lookBackYears } = conflictTerms(version.call);
  const people = of ?? (await involvedIn({ db, ports }, callId));
  const { edges, names } = await groundOf({ db, ports }, callId, people);
  const found = conflictsIn(edges, { persons: people.map((p) => p.id), on: romeDate(typeof now === 'string' ? now : now.toISOString()), lookBackYears });
  // Who only competes is no finding for each pair: the office sees it from the proposals in which their organisations take part.
  return found
    .filter((f) => effect[f.kind] === 'bars' || (effect[f.kind] === 'shown' && f.kind !== 'competitor'))
    .map((f) => ({ found: f, bars: effect[f.kind] === 'bars', names }));
}

export type MachineConflict = { applicationId: string; personId: string };

/** Pairs that the registers bar at this moment, kept as a finding already or not; what was set aside is not among them. */
export async function machineConflicts({ db, ports }: Across, callId: string): Promise<MachineConflict[]> {
  const { rows } = await sql<{ key: string }>`
    select concat_ws(' ', f.application_id, f.person_id, f.kind, f.via) as key from conflict_findings f join conflict_waivers w on w.finding_id = f.id
    where f.call_id = ${callId} and f.ended_at is null and w.state = 'confirmed'`.execute(db as never);
  const waived = new Set(rows.map((r) => r.key));
  return (await conflictsNow({ db, ports }, callId, new Date()))
    .filter(({ found: f, bars }) => bars && !waived.has([f.proposal, f.person, f.kind, f.via].join(' ')))
    .map(({ found: f }) => ({ applicationId: f.proposal, personId: f.person }));
}

/** The proposals of a call that the registers bar each of these people from, whether they have a part in it yet or not. */
export async function barredOf(
  across: Across,
  callId: string,
  people: readonly { id: string; name: string }[],
  now: string,
): Promise<Map<string, Set<string>>> {
  const found = await conflictsNow(
    across,
    callId,
    now,
    people.map(({ id, name }) => ({ id, name, roles: [] })),
  );
  const barred = Map.groupBy(
    found.filter((f) => f.bars),
    (f) => f.found.person,
  );
  return new Map([...barred].map(([person, of]) => [person, new Set(of.map((f) => f.found.proposal))]));
}

export type DeclarationRow = { applicationId: string; protocol: string; members: string[]; conflicts: { kind: ConflictKind; detail: string }[] };

/** What an expert is shown to declare on: who takes part in each proposal that is not excluded. No title, no acronym, no content. */
export async function declarationRows({ db, ports }: Across, callId: string, personId: string): Promise<DeclarationRow[]> {
  const { rows } = await sql<DeclarationRow>`
    select s.application_id as "applicationId", s.protocol,
      (select json_agg(m->>'name' order by (m->>'role' = 'lead') desc, ord) from jsonb_array_elements(f.text::jsonb #> '{facts,members}') with ordinality as t(m, ord)) as members,
      coalesce((select json_agg(json_build_object('kind', c.kind, 'detail', c.detail) order by c.kind) from conflicts c where c.application_id = s.application_id and c.person_id = ${personId}), '[]') as conflicts
    from submissions s
    join frozen_texts f on f.sha256 = s.sha256
    where s.call_id = ${callId} and s.superseded_at is null and not ${ports.isExcluded(sql.ref('s.id'))}
    order by s.protocol`.execute(db as never);
  return rows;
}

export type Viewer = { id: string; organisationIds: readonly string[] };

/** SQL for: this person has something to do with the proposal of the submission under this name in the query. */
export const concerns = ({ id, organisationIds }: Viewer, submission = 's'): RawBuilder<boolean> => {
  const application = sql.ref(`${submission}.application_id`);
  const known = sql`exists (select 1 from conflicts c where c.application_id = ${application} and c.person_id = ${id})`;
  return organisationIds.length === 0
    ? sql`${known}`
    : sql`(${known} or exists (select 1 from submission_members m where m.submission_id = ${sql.ref(`${submission}.id`)} and m.organisation_id = any(${organisationIds}::uuid[])))`;
};

/** The applications of a call that this person has something to do with. One statement. */
export async function concernedApplications(db: Reader, callId: string, viewer: Viewer): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select s.application_id as id from submissions s where s.call_id = ${callId} and s.superseded_at is null and ${concerns(viewer)}`.execute(db as never);
  return new Set(rows.map((r) => r.id));
}

/** Of these applications, those that this person has something to do with. */
export async function concerning(db: Reader, viewer: Viewer, applicationIds: readonly string[]): Promise<Set<string>> {
  if (applicationIds.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select s.application_id as id from submissions s
    where s.application_id = any(${applicationIds}::uuid[]) and s.superseded_at is null and ${concerns(viewer)}`.execute(db as never);
  return new Set(rows.map((r) => r.id));
}

/** Who has something to do with which of these applications. */
export async function conflictedPeople(db: Reader, applicationIds: readonly string[]): Promise<Map<string, Set<string>>> {
  if (applicationIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('conflicts')
    .select(['application_id as application', 'person_id as person'])
    .where('application_id', 'in', applicationIds)
    .execute();
  return new Map([...Map.groupBy(rows, (r) => r.application)].map(([id, of]) => [id, new Set(of.map((r) => r.person))]));
}

export type Uncovered = { callId: string; role: 'office' | 'chair'; proposals: number };

/** Roles in which nobody is left without a conflict, and on how many proposals; which ones they are is nobody's to know here. */
export async function uncoveredRoles(db: Reader, callIds: readonly string[]): Promise<Uncovered[]> {
  if (callIds.length === 0) return [];
  const { rows } = await sql<Uncovered>`
    with holders as (
      select c.id as call_id, g.role, g.person_id from unnest(${callIds}::text[]) c(id)
      join role_grants g on g.role in ('office', 'chair') and g.revoked_at is null and (g.scope is null or g.scope = c.id)
    )
    select s.call_id as "callId", r.role, count(*)::int as proposals
    from submissions s join (select distinct call_id, role from holders) r on r.call_id = s.call_id
    where s.superseded_at is null and not exists (
      select 1 from holders h where h.call_id = s.call_id and h.role = r.role
        and not exists (select 1 from conflicts c where c.application_id = s.application_id and c.person_id = h.person_id))
    group by 1, 2 order by 1, 2`.execute(db as never);
  return rows;
}
