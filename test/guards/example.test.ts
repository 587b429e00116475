import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { atLeastShare } from '#src/core/money.ts';
import { regions } from '#src/core/regions.ts';
import { rankFile, verifyFile } from '#src/house/commands/rank.ts';
import { projectRoot } from '#src/house/root.ts';
import type { TestHouse } from '../database.ts';
import { EXAMPLE_AT, exampleHouse } from '../example.ts';
import { openDoors, type Visitor } from '../factories/visitors.ts';

// The figures that the partnership published, arrived at by the engine from the example's rows: none of them is written anywhere as a figure.

let t: TestHouse;
let office: Visitor;
let nobody: Visitor;
beforeAll(async () => {
  t = await exampleHouse();
  const doorway = await openDoors(t.house);
  office = await doorway.as('office');
  nobody = await doorway.as(null);
});
afterAll(() => t?.end());

const rows = async <R>(query: string, values: unknown[] = []): Promise<R[]> => (await t.house.pool.query(query, values)).rows as R[];
const row = async <R>(query: string, values: unknown[] = []): Promise<R> => (await rows<R>(query, values))[0]!;

/** What a ranking of a call funds, of how much. */
const ranked = (callId: string, kind: string) =>
  row<{ budget: number; funded: number; cents: number }>(
    `select (select sum((p->>'cents')::bigint) from jsonb_array_elements(v.definition->'pots') p)
        + (select coalesce(sum((a->>'cents')::bigint), 0) from jsonb_array_elements(v.definition->'acts') a where a->>'kind' = 'budgetRaise') as budget,
      (select count(*)::int from ranking_places p where p.ranking_id = r.id and p.state = 'funded') as funded,
      (select sum(grant_cents)::bigint from ranking_places p where p.ranking_id = r.id) as cents
    from rankings r join lateral (select definition from call_versions where call_id = r.call_id and published_at <= r.published_at order by number desc limit 1) v on true
    where r.call_id = $1 and r.kind = $2`,
    [callId, kind],
  );

const awarded = (callId: string) =>
  row<{ projects: number; cents: number; enterprises: number; bodies: number }>(
    `select count(distinct a.id)::int as projects, sum(b.aid_cents)::bigint as cents,
      (count(distinct b.organisation_id) filter (where o.kind = 'enterprise'))::int as enterprises, (count(distinct b.organisation_id) filter (where o.kind in ('university', 'researchBody')))::int as bodies
    from awards a join award_beneficiaries b on b.award_id = a.id join organisations o on o.id = b.organisation_id where a.call_id = $1`,
    [callId],
  );

test('call 02/2024: fewer than 14 at 3 M€, exactly 14 research bodies at 5.52 M€', async () => {
  const final = await ranked('02-2024', 'final');
  expect(final.budget).toBe(300_000_000);
  expect(final.funded).toBeLessThan(14);
  expect(final.cents).toBeLessThanOrEqual(300_000_000);
  expect(await ranked('02-2024', 'scrolled')).toEqual({ budget: 552_000_000, funded: 14, cents: 552_000_000 });
  expect(await awarded('02-2024')).toEqual({ projects: 14, cents: 552_000_000, enterprises: 0, bodies: 14 });
});

test('call 01/2024: fewer than 45 at 15 M€, exactly 45 projects of 87 enterprises and 12 research bodies at 16 M€', async () => {
  const final = await ranked('01-2024', 'final');
  expect(final.budget).toBe(1_500_000_000);
  expect(final.funded).toBeLessThan(45);
  expect(final.cents).toBeLessThanOrEqual(1_500_000_000);
  expect(await ranked('01-2024', 'scrolled')).toEqual({ budget: 1_600_000_000, funded: 45, cents: 1_600_000_000 });
  expect(await awarded('01-2024')).toEqual({ projects: 45, cents: 1_600_000_000, enterprises: 87, bodies: 12 });
});

test('money balances: place, award, beneficiaries and decrees say the same cents', async () => {
  expect(await row('select count(*)::int as projects, sum(grant_cents)::bigint as cents from awards')).toEqual({ projects: 59, cents: 2_152_000_000 });
  expect(await rows('select a.id from awards a where a.grant_cents <> (select sum(aid_cents) from award_beneficiaries b where b.award_id = a.id)')).toEqual([]);
  expect(
    await rows(
      "select a.id from awards a join lateral (select id from rankings r where r.call_id = a.call_id order by number desc limit 1) r on true left join ranking_places p on p.ranking_id = r.id and p.application_id = a.application_id and p.state = 'funded' where p.grant_cents is distinct from a.grant_cents",
    ),
  ).toEqual([]);
  const decreed = await rows<{ call: string; cents: number }>(
    "select call_id as call, sum((x->>'grantCents')::bigint)::bigint as cents from decrees, jsonb_array_elements(content->'awards') x group by 1 order by 1",
  );
  expect(decreed).toEqual([
    { call: '01-2024', cents: 1_600_000_000 },
    { call: '02-2024', cents: 552_000_000 },
  ]);
  expect(
    await rows(
      'select a.id from awards a join submissions s on s.application_id = a.application_id and s.superseded_at is null where a.grant_cents > s.grant_cents',
    ),
  ).toEqual([]);
});

test('all 59 projects had two reports accepted, and each beneficiary was paid what each of them comes to', async () => {
  const projects = await rows<{ acronym: string; accepted: number; unpaid: number }>(
    `select p.acronym, (select count(*)::int from reports r where r.project_id = p.id and r.state = 'accepted' and r.number in (1, 2)) as accepted,
      (select count(*)::int from project_members m where m.project_id = p.id and (
        (select count(*) from payment_orders o where o.project_id = p.id and o.organisation_id = m.organisation_id and o.state = 'paid' and o.gross_cents > 0) <> 2
        or (select sum(o.gross_cents) from payment_orders o where o.project_id = p.id and o.organisation_id = m.organisation_id and o.state = 'paid')
          is distinct from (select sum(a.aid_cents) from report_aid a join reports r on r.id = a.report_id
            where r.project_id = p.id and r.number in (1, 2) and a.organisation_id = m.organisation_id))) as unpaid
    from projects p`,
  );
  expect(projects.length).toBe(59);
  expect(projects.filter((p) => p.accepted !== 2 || p.unpaid !== 0)).toEqual([]);
  // Each period was paid after its report was accepted, and before the example was filled.
  expect(
    await rows(
      `select p.acronym, o.code from payment_orders o join projects p on p.id = o.project_id where o.state = 'paid' and (o.paid_on > $1::timestamptz::date
        or (select count(*) from reports r where r.project_id = p.id and r.decided_at < o.proposed_at) <
          (select count(*) from payment_orders b where b.project_id = p.id and b.organisation_id = o.organisation_id and b.code <= o.code))`,
      [EXAMPLE_AT],
    ),
  ).toEqual([]);
});

test('and eight were prolonged as the call allows: a third report to write, to check, or accepted with its balance to approve', async () => {
  expect(
    await rows(
      `select r.state, count(distinct p.id)::int as projects, count(o.id)::int as orders, string_agg(distinct o.state, ' ') as "orderState", min(r.due_on - $1::timestamptz::date) > 0 as "inTime"
      from reports r join projects p on p.id = r.project_id left join payment_orders o on o.project_id = p.id and o.state <> 'paid' where r.number > 2 group by 1 order by 1`,
      [EXAMPLE_AT],
    ),
  ).toEqual([
    { state: 'accepted', projects: 2, orders: 4, orderState: 'proposed', inTime: false },
    { state: 'open', projects: 2, orders: 0, orderState: null, inTime: true },
    { state: 'submitted', projects: 4, orders: 0, orderState: null, inTime: true },
  ]);
  expect(
    await row(
      `select count(*)::int as n, bool_and(a.state = 'signed' and d.signature->>'outcome' = 'valid') as signed, bool_and(p.ends_on = (p.starts_on + interval '18 months' - interval '1 day')::date) as longer
      from project_variations v join projects p on p.id = v.project_id join contract_addenda a on a.contract_id = p.contract_id and a.variation = v.number
      join contract_documents d on d.contract_id = p.contract_id and d.sha256 is not null and d.document_id like '$addendum%' and d.removed_at is null where v.kind = 'extension' and v.state = 'approved'`,
    ),
  ).toEqual({ n: 8, signed: true, longer: true });
  // What waits is all in time: nobody had the office wait for a year.
  expect(
    await rows(
      "select state, count(*)::int as n, min(due_on) > $1::timestamptz::date as \"inTime\" from project_variations where state in ('requested', 'toSign', 'agreed') group by 1",
      [EXAMPLE_AT],
    ),
  ).toEqual([{ state: 'requested', n: 1, inTime: true }]);
});

test('no invoice is in two reports of the example', async () => {
  expect(await rows("select invoice_number, count(*) from report_lines where invoice_number <> '' group by 1 having count(*) > 1")).toEqual([]);
});

test('no cheating: every funded proposal met every rule, and every place has its reviews', async () => {
  expect(
    await rows(
      "select s.protocol from submissions s join frozen_texts t on t.sha256 = s.sha256, jsonb_array_elements(t.text::jsonb->'findings') f where f->>'met' = 'false'",
    ),
  ).toEqual([]);
  expect(
    await rows(
      "select a.acronym from awards w join applications a on a.id = w.application_id where (select count(*) from review_assignments r where r.application_id = a.id and r.state = 'submitted') <> 3",
    ),
  ).toEqual([]);
  expect(
    await rows(
      "select a.acronym from awards w join applications a on a.id = w.application_id where not exists (select from screening_decisions d where d.application_id = a.id and d.outcome = 'admitted' and d.superseded_at is null)",
    ),
  ).toEqual([]);
  expect(
    await rows(
      'select a.acronym from review_assignments r join applications a on a.id = r.application_id join conflicts c on c.application_id = r.application_id and c.person_id = r.person_id',
    ),
  ).toEqual([]);
});

test('each call gives at least 40 % to the South, counted by place of implementation', async () => {
  const south = regions.filter((r) => r.south).map((r) => r.id);
  const shares = await rows<{ call: string; south: number; all: number }>(
    'select a.call_id as call, (sum(b.aid_cents) filter (where b.region = any($1)))::bigint as south, sum(b.aid_cents)::bigint as all from awards a join award_beneficiaries b on b.award_id = a.id group by 1 order by 1',
    [south],
  );
  expect(shares.map((s) => s.call)).toEqual(['01-2024', '02-2024']);
  expect(shares.filter((s) => !atLeastShare(s.south, s.all, 40))).toEqual([]);
});

test('every synthetic organisation, application and person says so; the founders are real, and the bodies that the programme names beside them', async () => {
  const { founders, organisations } = JSON.parse(readFileSync(join(projectRoot, 'programmes/mics/programme.json'), 'utf8')) as Record<
    string,
    { legalName: string }[]
  >;
  expect([founders!.length, organisations!.length]).toEqual([25, 11]);
  const real = (await rows<{ legal_name: string }>('select legal_name from organisations where not example')).map((r) => r.legal_name);
  expect(real.sort()).toEqual([...founders!, ...organisations!].map((o) => o.legalName).sort());
  expect(await rows('select legal_name from organisations where example and id in (select organisation_id from founding_partners)')).toEqual([]);
  expect(await rows('select id from applications where not example')).toEqual([]);
  expect(await rows('select name from people where not example')).toEqual([]);
  expect(await row('select count(*)::int as n, bool_and(example) as labelled from researchers')).toEqual({ n: 912, labelled: true });
});

type Counts = {
  enterprises: { founders: number; calls: number };
  bodies: { founders: number; calls: number };
  projects: { own: number; calls: number };
  researchers: number;
};

/** The partnership's figures, counted without any of the product's own queries. */
async function counted(): Promise<Counts> {
  const { projects: own, researchers } = await row<{ projects: number; researchers: number }>(
    'select (select count(*)::int from partnership_projects) as projects, (select count(*)::int from researchers) as researchers',
  );
  const founders = async (role: string) => (await row<{ n: number }>('select count(*)::int as n from founding_partners where role = $1', [role])).n;
  const fromCalls = async (kinds: string[]) =>
    (
      await row<{ n: number }>(
        'select count(distinct organisation_id)::int as n from award_beneficiaries b join organisations o on o.id = b.organisation_id where o.kind = any($1)',
        [kinds],
      )
    ).n;
  return {
    enterprises: { founders: await founders('industrial'), calls: await fromCalls(['enterprise']) },
    bodies: { founders: await founders('public'), calls: await fromCalls(['university', 'researchBody']) },
    projects: { own, calls: (await row<{ n: number }>('select count(*)::int as n from awards')).n },
    researchers,
  };
}

test('100 enterprises, 38 research bodies, 136 projects, over 900 researchers', async () => {
  const figures = await counted();
  expect(figures).toEqual({
    enterprises: { founders: 13, calls: 87 },
    bodies: { founders: 12, calls: 26 },
    projects: { own: 77, calls: 59 },
    researchers: 912,
  });
});

/** Each figure of the home page by the address that it leads to: the value and the note under it. */
async function shown(path: string): Promise<Record<string, [string, string | undefined]>> {
  const html = (await (await nobody.get(path)).text()).replaceAll('&nbsp;', ' ').replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ');
  const figures = html.matchAll(
    /<div class="m-figure"><a href="([^"]+)"><span class="m-figure-value">([^<]*)<\/span>.*?<\/a>(?:<p class="m-figure-note">([^<]*)<\/p>)?/g,
  );
  return Object.fromEntries([...figures].map(([, href, value, note]) => [href!.replace(/^\/en/, '').replaceAll('&amp;', '&'), [value!, note]]));
}

test('the home page shows them in both languages, as they are counted', async () => {
  const c = await counted();
  const cents = (await row<{ cents: number }>('select sum(aid_cents)::bigint as cents from award_beneficiaries')).cents;
  expect(cents).toBe(2_152_000_000);
  expect(await shown('/')).toEqual({
    '/about#endowment': ['125 M€', '114 M€ pubblici e 11 M€ privati'],
    '/about#south': ['40 %', 'almeno 45,6 M€'],
    '/partners?counted=enterprise': [
      String(c.enterprises.founders + c.enterprises.calls),
      `${c.enterprises.founders} dalla fondazione e ${c.enterprises.calls} dai bandi`,
    ],
    '/partners?counted=research': [String(c.bodies.founders + c.bodies.calls), `${c.bodies.founders} dalla fondazione e ${c.bodies.calls} dai bandi`],
    '/researchers': ['oltre 900', `${c.researchers} righe di esempio`],
    '/projects': [String(c.projects.own + c.projects.calls), `${c.projects.own} del partenariato e ${c.projects.calls} dai bandi`],
    '/projects?origin=call': ['21,52 M€', '21.520.000 €'],
    '/spokes': ['8', undefined],
    '/about#sectors': ['3', undefined],
    '/roadshow': ['11', undefined],
  });
  expect(await shown('/en')).toEqual({
    '/about#endowment': ['€125 M', '€114 M public and €11 M private'],
    '/about#south': ['40%', 'at least €45.6 M'],
    '/partners?counted=enterprise': ['100', '13 founders and 87 from the calls'],
    '/partners?counted=research': ['38', '12 founders and 26 from the calls'],
    '/researchers': ['over 900', '912 example rows'],
    '/projects': ['136', '77 of the partnership and 59 from the calls'],
    '/projects?origin=call': ['€21.52 M', '€21,520,000'],
    '/spokes': ['8', undefined],
    '/about#sectors': ['3', undefined],
    '/roadshow': ['11', undefined],
  });
});

test('every figure leads to as many rows as it says', async () => {
  const csvRows = async (path: string) => (await (await nobody.get(path)).text()).trimEnd().split('\r\n').length - 1;
  expect({
    enterprises: await csvRows('/partners?counted=enterprise&format=csv'),
    bodies: await csvRows('/partners?counted=research&format=csv'),
    projects: await csvRows('/projects?format=csv'),
    fromCalls: await csvRows('/projects?origin=call&format=csv'),
    beneficiaries: (await csvRows('/calls/01-2024/awards?format=csv')) + (await csvRows('/calls/02-2024/awards?format=csv')),
  }).toEqual({ enterprises: 100, bodies: 38, projects: 136, fromCalls: 59, beneficiaries: 87 + 12 + 14 });
});

test('every ranking can be computed again and verified from its bundle alone', async () => {
  const rankings = await rows<{ call: string; number: number; hash: string }>('select call_id as call, number, hash from rankings order by 1, 2');
  expect(rankings.map((r) => `${r.call} ${r.number}`)).toEqual(['01-2024 1', '01-2024 2', '01-2024 3', '02-2024 1', '02-2024 2', '02-2024 3']);
  const folder = mkdtempSync(join(tmpdir(), 'mics-bundles-'));
  try {
    for (const { call, number, hash } of rankings) {
      const path = join(folder, `${call}-${number}.json`);
      writeFileSync(path, await (await office.get(`/calls/${call}/rankings/${number}/bundle`)).text());
      expect((await rankFile([path])).out).toMatchObject({ rankingHash: hash });
      const { exit, out } = await verifyFile([path]);
      expect({ exit, failed: (out as { checks: { name: string; ok: boolean }[] }).checks.filter((c) => !c.ok) }).toEqual({ exit: 0, failed: [] });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('one call of the example asks for two officers: every decision has both, and one waits for the persona of the office', async () => {
  expect(await rows("select call_id from call_versions where (definition->'screening'->>'fourEyes')::boolean group by 1")).toEqual([
    { call_id: '02-2024-copia' },
  ]);
  expect(
    await rows(
      `select d.outcome, count(*)::int as n, bool_and(p.name = 'Giulia Ferraro' and d.decided_by <> d.proposed_by) as two
      from screening_decisions d join applications a on a.id = d.application_id left join people p on p.id = d.proposed_by where a.call_id = '02-2024-copia' group by 1 order by 1`,
    ),
  ).toEqual([
    { outcome: 'admitted', n: 8, two: true },
    { outcome: 'excluded', n: 1, two: true },
  ]);
  const { id, outcome } = await row<{ id: string; outcome: string }>(
    "select s.application_id as id, s.outcome from screening_proposals s join people p on p.id = s.proposed_by where s.state = 'open' and p.name = 'Seconda istruttrice sintetica'",
  );
  const page = await (await office.get(`/calls/02-2024-copia/screening/${id}`)).text();
  expect([outcome, page.includes(`action="/calls/02-2024-copia/screening/${id}/confirmation"`)]).toEqual(['admitted', true]);
});
