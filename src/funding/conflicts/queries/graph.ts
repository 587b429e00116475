import { romeDate, type CalendarDate } from '#src/core/time.ts';
import type { Role } from '#src/core/actor.ts';
import { allTies, namedOrganisations } from '#src/partnership/organisations/queries/names.ts';
import { resolver } from '#src/partnership/organisations/rules/resolve.ts';
import { array } from '#src/plumbing/database/arrays.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { House } from '#src/plumbing/house.ts';
import { sql } from 'kysely';
import { namedInSubmissions } from './named.ts';
import type { Edge } from '../rules/graph.ts';
import { contradicts, nodesOf, type Mention } from '../rules/identities.ts';
import { namesakes } from '../rules/names.ts';
import { publicationEdges } from '../rules/publications.ts';

export type Involved = { id: string; name: string; roles: (Role | 'expertOfCall')[] };

/** Where it is read, and whom to ask what only later rooms know. */
export type Across = { db: Reader } & Pick<House, 'ports'>;

/** Everyone with a part in deciding under a call: its experts and who is invited to be one, officers, chairs, auditors and the leaders of Spokes. One statement. */
export async function involvedIn({ db, ports }: Across, callId: string): Promise<Involved[]> {
  const { rows } = await sql<Involved>`
    select p.id, p.name, json_agg(distinct i.role) as roles
    from (
      select e.person_id, 'expertOfCall' as role from (${ports.expertsOf(callId, 'concerned')}) e
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

/**
 * A constant number of statements, whatever the size. Names of organisations that experts wrote are read by the resolver; one that it is not certain of ties nobody.
 * People whom a proposal or a project names are accounts where a code or an address says so; a name alone is a hint.
 */
export async function groundOf({ db, ports }: Across, callId: string, people: readonly Involved[]): Promise<Ground> {
  const ids = new Set(people.map((p) => p.id));
  const { rows } = await sql<Submitted & { people: (string | null)[] }>`
    select s.application_id as "applicationId", s.call_id as "callId", s.protocol, s.submitted_at as "submittedAt",
      array_agg(m.organisation_id) as members, array_agg(m.confirmed_by) || a.created_by || s.submitted_by
        || array(select w.person_id from application_people w where w.application_id = a.id and w.access = 'editor') as people
    from submissions s join applications a on a.id = s.application_id join submission_members m on m.submission_id = s.id
    where s.superseded_at is null group by s.id, a.id`.execute(db as never);
  const submitted = rows.map((s): Submitted => ({ ...s, people: [...new Set(s.people.filter((p) => p !== null))] }));
  const { experts, employments, publications } = await ports.expertGround(db, [...ids]);
  const acting = await db.selectFrom('organisation_people').select(['person_id as person', 'organisation_id as organisation', 'since']).execute();
  const register = await namedOrganisations(db);
  const ties = await allTies(db);
  const resolve = resolver(register);
  const named = (await namedInSubmissions(db)).flatMap(({ people: of, ...s }) => of.map((p) => ({ ...p, ...s, person: null, at: s.applicationId })));
  const teams = (await ports.teamsOfProjects(db)).map((m) => ({ ...m, orcid: null, at: m.project }));
  const meant = new Set([
    ...ids,
    ...experts.map((e) => e.person),
    ...acting.map((a) => a.person),
    ...publications.map((p) => p.person),
    ...submitted.flatMap((s) => s.people),
    ...teams.flatMap((m) => m.person ?? []),
  ]);
  const accounts = await accountsOf(db, meant, [...named, ...teams], new Map(experts.map((e) => [e.person, e.orcid])));
  const names = new Map(register.map((o) => [o.id, o.names[0]!]));
  for (const s of submitted) names.set(s.applicationId, s.protocol);
  for (const m of teams) names.set(m.project, m.title);

  const mentions = [...named, ...teams];
  const nodes = nodesOf([...mentions, ...accounts]);
  mentions.forEach((m, i) => nodes[i]!.forEach((node) => names.has(node) || names.set(node, m.name)));
  for (const a of accounts) names.set(a.person, a.name);
  const inCall = named.flatMap((m, i) => (m.callId === callId ? nodes[i]!.map((node) => ({ ...m, node })) : []));
  const published = publicationEdges([
    ...named.flatMap((m, i) => nodes[i]!.flatMap((person) => m.works.map((w) => ({ ...w, person, name: m.name, coauthors: [] })))),
    ...publications.map((p) => ({ ...p, name: names.get(p.person)! })),
  ]);
  for (const [node, title] of published.names) names.set(node, title);
  const employed = employments.flatMap(({ organisation, written, ...rest }) => {
    const whose = organisation ? { found: 'one' as const, id: organisation } : resolve(written);
    return whose.found === 'one' ? [{ ...rest, organisation: whose.id }] : [];
  });
  const edges: Edge[] = [
    ...experts.flatMap((e): Edge[] => (e.organisation && ids.has(e.person) ? [{ kind: 'works', from: e.person, to: e.organisation }] : [])),
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
    ...inCall.map((m): Edge => ({ kind: m.part === 'lead' ? 'leads' : 'named', from: m.node, to: m.applicationId })),
    ...named.flatMap((m, i): Edge[] =>
      m.callId === callId ? [] : nodes[i]!.map((node) => ({ kind: 'shared', from: node, to: m.applicationId, untilOn: romeDate(m.submittedAt) })),
    ),
    ...teams.flatMap((m, i): Edge[] =>
      nodes[named.length + i]!.map((node) => ({ kind: 'team', from: node, to: m.project, fromOn: m.fromOn, untilOn: m.untilOn })),
    ),
    ...namesakeEdges(
      inCall,
      accounts.filter((a) => ids.has(a.person)),
      new Set(accounts.map((a) => a.person)),
    ),
  ];
  return { edges, names };
}

type Account = Mention & { person: string };

/** The accounts of these people, and those whom a code or an address of a record names. */
async function accountsOf(
  db: Reader,
  ids: ReadonlySet<string>,
  records: readonly Omit<Mention, 'at' | 'person'>[],
  orcids: ReadonlyMap<string, string | null>,
): Promise<Account[]> {
  const said = (of: (m: (typeof records)[number]) => string | null) => [...new Set(records.flatMap((m) => of(m) ?? []))];
  const { rows } = await sql<{ person: string; name: string; email: string; fiscalCode: string | null }>`
    select id as person, name, lower(email) as email, fiscal_code as "fiscalCode" from people
    where id = any(${array.uuid([...ids])}::uuid[]) or lower(email) = any(${array.text(said((m) => m.email))}::text[]) or fiscal_code = any(${array.text(said((m) => m.fiscalCode))}::text[])
    order by id`.execute(db as never);
  return rows.map((p) => ({ ...p, orcid: orcids.get(p.person) ?? null, at: '' }));
}

/** Who is called like somebody whom a proposal names, unless codes tell them apart or it is known who that is. */
function namesakeEdges(named: readonly (Mention & { node: string })[], people: readonly Account[], accounts: ReadonlySet<string>): Edge[] {
  const alike = namesakes(people);
  return named
    .filter((m) => !accounts.has(m.node))
    .flatMap((m) =>
      alike(m.name)
        .filter((p) => !contradicts(m, p))
        .map((p): Edge => ({ kind: 'namesake', from: p.person, to: m.node })),
    );
}

/** As a path is kept: with the names of what it goes through. */
export type KeptStep = { kind: Edge['kind']; back: boolean; name: string; fromOn: CalendarDate | null; untilOn: CalendarDate | null };
