import { afterAll, beforeAll, expect, test } from 'vitest';
import { statements } from '#src/plumbing/database/database.ts';
import type { Door } from '#src/plumbing/http/door.ts';
import { personas } from '#src/partnership/identity/personas.ts';
import type { TestHouse } from '../database.ts';
import { exampleHouse } from '../example.ts';
import { openDoors, type Doorway, type Visitor } from '../factories/visitors.ts';

// A page runs the same statements for few rows and for many. Two copies of the example: one as it is, one cut down to a few rows of everything.

type Place = { t: TestHouse; doorway: Doorway; visitors: Visitor[] };
let many: Place;
let few: Place;

beforeAll(async () => {
  many = await open(async () => undefined);
  few = await open(cutDown);
});
afterAll(async () => {
  await many?.t.end();
  await few?.t.end();
});

async function open(change: (t: TestHouse) => Promise<void>): Promise<Place> {
  const t = await exampleHouse();
  await change(t);
  const doorway = await openDoors(t.house);
  const visitors = [await doorway.as(null)];
  for (const p of personas) visitors.push(await doorway.as(p.id));
  return { t, doorway, visitors };
}

/** In whose name the example's applications are written; signs in to nothing. */
const scribe = '00000000-0000-4000-8000-000000000100';

/** Two applications of each call stay, of those led by a persona first, and of everything else what they need; foreign keys say what goes with what. */
async function cutDown({ house }: TestHouse) {
  const client = await house.pool.connect();
  const run = (query: string) => client.query(query);
  try {
    await run("set session_replication_role = 'replica'");
    await run(`delete from applications a where a.id not in (
      select id from (select a.id, row_number() over (partition by a.call_id order by (w.id is null), (exists (select from organisation_people p where p.organisation_id = a.lead_id and p.person_id <> '${scribe}')) desc, (exists (select from review_assignments r where r.application_id = a.id and r.person_id::text like '%000005')) desc, a.id) as n from applications a left join awards w on w.application_id = a.id) x where n <= 2)`);
    await run('delete from partnership_projects where code not in (select code from partnership_projects order by code limit 2)');
    await run('delete from researchers where id not in (select id from researchers order by id limit 3)');
    await run('delete from roadshow_stops where number > 2');
    const keys = (
      await run(`select c.conrelid::regclass::text as child, c.confrelid::regclass::text as parent,
      (select string_agg(format('c.%I = p.%I', ca.attname, pa.attname), ' and ') from unnest(c.conkey, c.confkey) k(ck, pk) join pg_attribute ca on ca.attrelid = c.conrelid and ca.attnum = ck join pg_attribute pa on pa.attrelid = c.confrelid and pa.attnum = pk) as matches,
      (select string_agg(format('c.%I is not null', ca.attname), ' and ') from unnest(c.conkey) ck join pg_attribute ca on ca.attrelid = c.conrelid and ca.attnum = ck) as filled
      from pg_constraint c where c.contype = 'f' and c.connamespace = 'public'::regnamespace`)
    ).rows as { child: string; parent: string; matches: string; filled: string }[];
    // Those that triggers hold (migration 0048).
    const held = (child: string, column: string, parent: string, key = 'id') =>
      keys.push({ child, parent, matches: `c.${column} = p.${key}`, filled: `c.${column} is not null` });
    held('submissions', 'application_id', 'applications');
    held('submissions', 'sha256', 'frozen_texts', 'sha256');
    held('submission_members', 'organisation_id', 'organisations');
    for (let gone = 1; gone > 0;) {
      gone = 0;
      for (const { child, parent, matches, filled } of keys)
        gone += (await run(`delete from ${child} c where ${filled} and not exists (select from ${parent} p where ${matches})`)).rowCount ?? 0;
    }
    // What is known of organisations beside their applications: accounts, and who represents them.
    await run('delete from bank_accounts where organisation_id is not null and organisation_id not in (select organisation_id from project_members)');
    await run(`delete from organisation_people where person_id = '${scribe}'`);
    const named = keys.filter((k) => k.parent === 'organisations').map((k) => `not exists (select from ${k.child} c where ${k.matches})`);
    await run(`delete from organisations p where example and ${named.join(' and ')}`);
    await run("delete from people where id::text > '00000000-0000-4000-8000-000000000220' and id not in (select person_id from call_experts)");
  } finally {
    await client.query('reset session_replication_role');
    client.release();
  }
}

const rowsOf = async ({ t }: Place) =>
  (
    await t.house.pool.query(
      'select (select count(*)::int from applications) as applications, (select count(*)::int from organisations) as organisations, (select count(*)::int from review_assignments) as reviews, (select count(*)::int from ranking_places) as places, (select count(*)::int from partnership_projects) as projects',
    )
  ).rows[0] as Record<string, number>;

/** How many statements one visit runs. */
async function counted(visitor: Visitor, path: string): Promise<{ status: number; count: number }> {
  const before = statements.count;
  const answer = await visitor.get(path);
  await answer.text();
  return { status: answer.status, count: statements.count - before };
}

/** Pages of which there is one, or one for each call; of the calls one after its awards and one that is being evaluated. */
const overviews = (doors: readonly Door[]): string[] =>
  doors
    .filter((d) => d.method === 'GET' && !d.path.includes('*') && [...d.path.matchAll(/:(\w+)/g)].every((m) => m[1] === 'callId'))
    .flatMap((d) => (d.path.includes(':callId') ? ['02-2024', '01-2024', '02-2024-copia'].map((id) => d.path.replace(':callId', id)) : [d.path]))
    .filter((path) => !['/healthz', '/readyz', '/sign-in/provider', '/api/evidence/head'].includes(path));

test('few is few and many is many', async () => {
  const [small, large] = [await rowsOf(few), await rowsOf(many)];
  for (const [what, n] of Object.entries(large))
    expect([what, small[what]! > 0, n > 5 * small[what]! || (what === 'organisations' && n > 3 * small[what]!)]).toEqual([what, true, true]);
});

test('every list and every overview runs as many statements for few rows as for many', async () => {
  const told: Record<string, Record<string, number>> = {};
  const wrong: string[] = [];
  for (const path of overviews(many.doorway.doors)) {
    for (const [i, visitor] of many.visitors.entries()) {
      const large = await counted(visitor, path);
      if (large.status === 303 || large.status === 401 || large.status === 403) continue;
      const small = await counted(few.visitors[i]!, path);
      (told[path] ??= {})[visitor.persona ?? 'nobody'] = large.count;
      if (small.count !== large.count || small.status !== large.status)
        wrong.push(`${path} for ${visitor.persona}: ${small.count} statements for few rows (${small.status}), ${large.count} for many (${large.status})`);
    }
  }
  console.log(
    Object.entries(told)
      .map(
        ([path, counts]) =>
          `${path.padEnd(44)} ${[...Map.groupBy(Object.entries(counts), ([, n]) => n)].map(([n, who]) => (who.length > 5 ? `${n}` : `${n} (${who.map(([p]) => p).join(', ')})`)).join(', ')}`,
      )
      .join('\n'),
  );
  expect(wrong).toEqual([]);
  expect(Object.keys(told).length).toBeGreaterThan(60);
});

test('a list runs as many statements on every page, under every filter, and as a CSV', async () => {
  const office = many.visitors.find((v) => v.persona === 'office')!;
  const expert = many.visitors.find((v) => v.persona === 'expert')!;
  const wrong: string[] = [];
  const lists: [Visitor, string][] = [
    [office, '/applications'],
    [office, '/organisations'],
    [office, '/people'],
    [office, '/evidence'],
    [office, '/partners'],
    [office, '/projects'],
    [office, '/calls/01-2024/screening'],
    [office, '/calls/01-2024/panel'],
    [office, '/calls/01-2024/experts'],
    [office, '/calls/01-2024/assignment'],
    [office, '/calls/01-2024/ranking'],
    [office, '/calls/01-2024/awards'],
    [office, '/calls/02-2024-copia/meetings'],
    [office, '/access'],
    [office, '/access/log'],
    [office, '/oversight?by=organisation'],
    [office, '/audit'],
    [office, '/oversight/alarms'],
    [office, '/oversight/reported'],
    [office, '/oversight/handovers'],
    [office, '/audit/payments'],
    [office, '/oversight/exports/check?half=2025-1'],
    [office, '/oversight/exports/costs?half=2025-2'],
    [expert, '/reviews'],
  ];
  for (const [visitor, path] of lists) {
    const { count } = await counted(visitor, path);
    for (const query of ['page=2', 'q=a', 'page=3&q=o', 'q=nothing-is-called-so']) {
      const other = await counted(visitor, `${path}${path.includes('?') ? '&' : '?'}${query}`);
      if (other.count !== count) wrong.push(`${path}?${query}: ${other.count} instead of ${count}`);
    }
    const asCsv = await counted(visitor, `${path}${path.includes('?') ? '&' : '?'}format=csv`);
    if (asCsv.count > count) wrong.push(`${path}?format=csv: ${asCsv.count}, the page ${count}`);
  }
  expect(wrong).toEqual([]);
});

test('a detail runs as many statements whatever its size', async () => {
  const office = many.visitors.find((v) => v.persona === 'office')!;
  const ids = async (query: string) => (await many.t.house.pool.query(query)).rows.map((r: { id: string }) => r.id);
  // One more meeting and one more request for access, much larger than those of the example.
  await many.t.house.pool.query(`
    with m as (insert into panel_meetings (call_id, number, state, held_at, place, planned_at, planned_by)
      select call_id, number + 1, 'planned', held_at + interval '1 day', place, planned_at, planned_by from panel_meetings order by number desc limit 1 returning id, call_id)
    insert into panel_meeting_items (meeting_id, application_id, position)
    select m.id, a.id, row_number() over (order by a.id) from m join applications a on a.call_id = m.call_id join screening_decisions d on d.application_id = a.id and d.outcome = 'admitted'`);
  await many.t.house.pool.query(`
    with r as (insert into access_requests (call_id, application_id, reason, asked_at, asked_by, due_on, state, decision, answer, decided_at, decided_by, pack, pack_sha256)
      select r.call_id, a.id, reason, asked_at, asked_by, due_on, r.state, decision, answer, decided_at, decided_by, pack, pack_sha256
      from access_requests r join lateral (select id from applications a where a.call_id = r.call_id and a.id <> r.application_id and a.state = 'submitted' order by id limit 1) a on true limit 1 returning id, application_id, call_id)
    insert into access_parties (request_id, application_id, notified_at)
    select r.id, a.id, now() from r join applications a on a.call_id = r.call_id and a.id <> r.application_id and a.state = 'submitted' limit 12`);
  const alike: Record<string, string[]> = {
    meeting: (await ids("select id from panel_meetings where state = 'planned' order by number")).map((id) => `/calls/02-2024-copia/meetings/${id}`),
    access: (await ids('select id from access_requests order by id')).map((id) => `/access/${id}`),
    application: (
      await ids(
        'select distinct on (n) application_id as id from (select application_id, count(*) as n from application_members group by 1) x join applications a on a.id = x.application_id where a.state = $$submitted$$ and a.call_id = $$01-2024$$ order by n, application_id',
      )
    ).flatMap((id) => [`/applications/${id}`]),
    dossier: (
      await ids(
        'select distinct on (n) application_id as id from (select application_id, count(*) as n from application_members group by 1) x join applications a on a.id = x.application_id where a.state = $$submitted$$ and a.call_id = $$01-2024$$ order by n, application_id',
      )
    ).map((id) => `/applications/${id}/dossier`),
    case: (await ids('select application_id as id from submissions where call_id = $$01-2024$$ order by id limit 8')).map(
      (id) => `/calls/01-2024/screening/${id}`,
    ),
    panel: (
      await ids(
        'select distinct application_id as id from review_assignments r join applications a on a.id = r.application_id where a.call_id = $$02-2024-copia$$',
      )
    ).map((id) => `/calls/02-2024-copia/panel/${id}`),
    partner: (await ids('select distinct organisation_id as id from award_beneficiaries order by 1 limit 5')).map((id) => `/partners/${id}`),
    spoke: [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `/spokes/${n}`),
    organisation: (await ids('select id from organisations order by id limit 6')).map((id) => `/organisations/${id}`),
  };
  for (const [what, paths] of Object.entries(alike)) {
    const counts: number[] = [];
    // What never changes (a published version of a call) is read once by a process, and then kept: the first visit is not counted.
    await counted(office, paths[0]!);
    for (const path of paths) {
      const { status, count } = await counted(office, path);
      expect([path, status]).toEqual([path, 200]);
      counts.push(count);
    }
    expect([what, paths.length > 1, new Set(counts).size]).toEqual([what, true, 1]);
  }
});
