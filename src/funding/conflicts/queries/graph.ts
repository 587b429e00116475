import { romeDate, type CalendarDate } from '#src/core/time.ts';
import type { Role } from '#src/core/actor.ts';
import { allTies, namedOrganisations } from '#src/partnership/organisations/queries/names.ts';
import { resolver } from '#src/partnership/organisations/rules/resolve.ts';
import { array } from '#src/plumbing/database/arrays.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { sql } from 'kysely';
import type { Edge } from '../rules/graph.ts';
import { publicationEdges } from '../rules/publications.ts';

export type Involved = { id: string; name: string; roles: (Role | 'expertOfCall')[] };

/** Everyone with a part in deciding under a call: its experts, officers, chairs, auditors and the leaders of Spokes. One statement. */
export async function involvedIn(db: Reader, callId: string): Promise<Involved[]> {
  const { rows } = await sql<Involved>`
    select p.id, p.name, json_agg(distinct i.role) as roles
    from (
      select person_id, 'expertOfCall' as role from call_experts where call_id = ${callId}
      union all
      select person_id, role from role_grants
      where revoked_at is null and ((role in ('office', 'chair', 'auditor') and (scope is null or scope = ${callId})) or role = 'spokeLeader')
    ) i join people p on p.id = i.person_id
    group by p.id, p.name order by p.id`.execute(db as never);
  return rows;
}

/** What is known of who is tied to whom, and what each node is called. */
export type Ground = { edges: Edge[]; names: ReadonlyMap<string, string> };

type Submitted = {
  applicationId: string;
  callId: string;
  protocol: string;
  submittedAt: string;
  members: string[];
  /** Who created it, confirmed and handed it in. */
  people: string[];
};

/** Eight statements, whatever the size. Names that experts wrote are read by the resolver; one that it is not certain of ties nobody. */
export async function groundOf(db: Reader, callId: string, people: readonly Involved[]): Promise<Ground> {
  const ids = people.map((p) => p.id);
  const { rows } = await sql<Submitted & { people: (string | null)[] }>`
    select s.application_id as "applicationId", s.call_id as "callId", s.protocol, s.submitted_at as "submittedAt",
      array_agg(m.organisation_id) as members, array_agg(m.confirmed_by) || a.created_by || s.submitted_by as people
    from submissions s join applications a on a.id = s.application_id join submission_members m on m.submission_id = s.id
    where s.superseded_at is null group by s.id, a.id`.execute(db as never);
  const submitted = rows.map((s): Submitted => ({ ...s, people: [...new Set(s.people.filter((p) => p !== null))] }));
  const employers = await db
    .selectFrom('experts')
    .select(['person_id as person', 'employer_id as organisation'])
    .where('employer_id', 'is not', null)
    .where('person_id', 'in', orNobody(ids))
    .execute();
  const acting = await db.selectFrom('organisation_people').select(['person_id as person', 'organisation_id as organisation', 'since']).execute();
  const employments = await db
    .selectFrom('expert_employments')
    .select(['person_id as person', 'organisation_id as organisation', 'organisation_name as written', 'from_on as fromOn', 'until_on as untilOn'])
    .where('person_id', 'in', orNobody(ids))
    .execute();
  const publications = await db
    .selectFrom('expert_publications')
    .select(['person_id as person', 'doi', 'title', 'year', 'coauthors'])
    .orderBy('person_id')
    .orderBy('place')
    .execute();
  const register = await namedOrganisations(db);
  const ties = await allTies(db);
  const resolve = resolver(register);
  const meant = new Set([...ids, ...acting.map((a) => a.person), ...publications.map((p) => p.person), ...submitted.flatMap((s) => s.people)]);
  const { rows: known } = await sql<{ id: string; name: string }>`select id, name from people where id = any(${array.uuid([...meant])}::uuid[])`.execute(
    db as never,
  );
  const names = new Map([...register.map((o) => [o.id, o.names[0]!] as const), ...known.map((p) => [p.id, p.name] as const)]);
  for (const s of submitted) names.set(s.applicationId, s.protocol);
  const published = publicationEdges(publications.map((p) => ({ ...p, name: names.get(p.person)! })));
  for (const [node, title] of published.names) names.set(node, title);
  const employed = employments.flatMap(({ organisation, written, ...rest }) => {
    const whose = organisation ? { found: 'one' as const, id: organisation } : resolve(written);
    return whose.found === 'one' ? [{ ...rest, organisation: whose.id }] : [];
  });
  const edges: Edge[] = [
    ...employers.map((e): Edge => ({ kind: 'works', from: e.person, to: e.organisation! })),
    ...employed.map((e): Edge => ({ kind: 'works', from: e.person, to: e.organisation, fromOn: e.fromOn, untilOn: e.untilOn })),
    // Since when is when it was said here, not when it began.
    ...acting.map((a): Edge => ({ kind: 'acts', from: a.person, to: a.organisation })),
    ...ties.map((t): Edge => ({ kind: t.kind, from: t.childId, to: t.parentId, fromOn: t.fromOn, untilOn: t.untilOn })),
    ...published.edges,
    ...submitted.flatMap((s): Edge[] =>
      s.callId === callId
        ? [
            ...s.members.map((m): Edge => ({ kind: 'takesPart', from: m, to: s.applicationId })),
            ...s.people.map((p): Edge => ({ kind: 'wrote', from: p, to: s.applicationId })),
          ]
        : s.people.map((p): Edge => ({ kind: 'shared', from: p, to: s.applicationId, untilOn: romeDate(s.submittedAt) })),
    ),
  ];
  return { edges, names };
}

/** SQL knows no empty list. */
const orNobody = (ids: readonly string[]): string[] => (ids.length > 0 ? [...new Set(ids)] : ['00000000-0000-0000-0000-000000000000']);

/** As a path is kept: with the names of what it goes through. */
export type KeptStep = { kind: Edge['kind']; back: boolean; name: string; fromOn: CalendarDate | null; untilOn: CalendarDate | null };
