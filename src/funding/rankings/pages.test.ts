import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Actor } from '#src/core/actor.ts';
import { addDays } from '#src/core/time.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { currentVersion } from '#src/funding/calls/queries.ts';
import { decideScreening } from '#src/funding/screening/actions.ts';
import { frame } from '#src/house/frame.tsx';
import { web } from '#src/house/web.ts';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { AFTER_DEADLINE, evaluationWorld, type World } from '../../../test/factories/evaluation.ts';
import { readCall } from '../../../test/factories/proposal.ts';
import { publishRanking, recordRenunciation } from './actions.ts';
import { rankingApi } from './api.ts';
import { latestRanking, rankingInput } from './queries.ts';
import { rankingDoors } from './routes.tsx';
import { rank } from './rules/rank.ts';
import { moversOf, type Mover } from './rules/whatIf.ts';

let t: TestHouse;
let world: World;
let app: ReturnType<typeof web>;
let asks: Actor | null = null;
let ids: { first: string; second: string };
let leads: string[];

/** Two proposals of 200,000 euros and money for one; the ranking publishes no more than `publishes`. */
async function open(publishes: Call['ranking']['publishes'], blind: Call['evaluation']['blind'] = 'single', more: (call: Call) => Call = (call) => call) {
  world = await evaluationWorld(t.house, {
    change: (call) =>
      more({
        ...call,
        acts: [],
        pots: [{ ...call.pots[0]!, cents: 20_000_000 }],
        evaluation: { ...call.evaluation, blind, reviewsPerProposal: 0 },
        ranking: { ...call.ranking, publishes },
      }),
  });
  leads = [await world.organisation('Ateneo Uno'), await world.organisation('Ateneo Due')];
  ids = {
    first: await world.submission(leads[0]!, 'Ateneo Uno', { acronym: 'LARICE' }),
    second: await world.submission(leads[1]!, 'Ateneo Due', { acronym: 'OLMO' }),
  };
  for (const [id, n] of [
    [ids.first, 27.5],
    [ids.second, 25],
  ] as const) {
    await decideScreening(t.house, world.office, world.callId, id, { outcome: 'admitted', verified: ['all'], reasons: [], written: '', reserve: '', note: '' });
    await t.house.writer
      .insertInto('consensus_reports')
      .values({
        application_id: id,
        points: JSON.stringify({ excellence: n, impact: n, implementation: 20, team: 12 }),
        premiums: JSON.stringify({ social: 1 }),
        report: 'Relazione della commissione sul punteggio concordato.',
        decided_at: AFTER_DEADLINE,
        decided_by: world.office.id,
      } as never)
      .execute();
  }
}

beforeEach(async () => {
  t = await testHouse({ at: AFTER_DEADLINE });
  app = web({
    house: t.house,
    doors: [...rankingDoors, ...rankingApi],
    identify: () => Promise.resolve(asks),
    assets: { address: (name) => `/assets/${name}`, serve: () => new Response('') },
    frame: frame({ acronym: 'MICS', name: { it: 'MICS', en: 'MICS' }, projectCode: 'P', cup: 'C' }),
  });
});
afterEach(() => t.end());

const get = async (who: Actor | null, path: string, fields?: Record<string, string>) => {
  asks = who;
  const answer = await app.request(`http://localhost${path}`, fields ? { method: 'POST', body: new URLSearchParams(fields) } : {});
  return { status: answer.status, text: await answer.text() };
};
const publish = (kind: 'provisional' | 'final' | 'scrolled') => publishRanking(t.house, world.office, world.callId, kind, `Atto ${kind}`);
const day = (n: number) => t.setClock(`${addDays(AFTER_DEADLINE.slice(0, 10), n)}T11:00:00.000Z`);
const everything = ['protocol', 'title', 'lead', 'region', 'points', 'grant', 'state'] as const;

test('everyone reads what the call publishes and no more: in the list, on a place, by the API', async () => {
  await open(['protocol']);
  await publish('provisional');
  const base = `/calls/${world.callId}/ranking`;
  const seen = await Promise.all([get(null, base), get(null, `${base}/${ids.first}`), get(null, `/api${base}`), get(null, `${base}?format=csv&sort=-points`)]);
  for (const { status, text } of seen) {
    expect(status).toBe(200);
    for (const hidden of ['LARICE', 'Ateneo', '>88<', '"total"', ';88;', 'Ammessa', '"state"', 'linePoints', 'broughtIn', 'Lombardia'])
      expect(text).not.toContain(hidden);
  }
  for (const { text } of [seen[1]!, seen[3]!]) expect(text).not.toContain('200.000');
  expect((await get(world.office, base)).text).toContain('LARICE');
});

test('the API says the price of each list with money of its own, as far as the call publishes it', async () => {
  const source = { ref: 'Prova', status: 'example' as const };
  const lists = (call: Call): Call => ({
    ...call,
    pots: [call.pots[0]!, { ...call.pots[0]!, id: 'isole' }],
    ranking: {
      ...call.ranking,
      lists: [
        {
          id: 'isole',
          title: { it: 'Isole', en: 'Islands' },
          pots: ['isole'],
          takes: [{ by: 'region', regions: ['sicily', 'sardinia'], counts: 'largest' }],
          source,
        },
        { id: 'altre', title: { it: 'Altre', en: 'Others' }, pots: [call.pots[0]!.id], takes: [], source },
      ],
    },
  });
  const prices = async () => (JSON.parse((await get(null, `/api/calls/${world.callId}/ranking`)).text) as { ranking: { prices?: unknown } }).ranking.prices;
  await open([...everything], 'single', lists);
  await publish('provisional');
  const leftOut = { broughtIn: [], leftOut: [ids.second], inCents: 0, outCents: 20_000_000, inPoints: null, outPoints: 87 };
  expect(await prices()).toEqual({
    quotas: [],
    lists: [
      { list: null, budgetCents: 40_000_000, ...leftOut },
      { list: 'isole', budgetCents: 20_000_000, ...leftOut },
    ],
  });
});

test('pressed twice, a ranking is published once and both presses lead to it; pressed in another tab, or with another act, it is refused', async () => {
  await open([...everything]);
  const base = `/calls/${world.callId}`;
  const press = (key: string, ref = 'Decreto n. 7') => get(world.office, `${base}/rankings`, { kind: 'provisional', ref, idempotencyKey: key });
  const both = await Promise.all([press('key-of-one-tab'), press('key-of-one-tab')]);
  expect([...both, await press('key-of-one-tab')].map((a) => a.status)).toEqual([303, 303, 303]);
  expect([(await press('key-of-another')).status, (await press('key-of-one-tab', 'Decreto n. 8')).status]).toEqual([409, 409]);
  expect((await t.house.db.selectFrom('rankings').select('act_ref').execute()).map((r) => r.act_ref)).toEqual(['Decreto n. 7']);
});

test('who has something to do with a proposal neither prepares the ranking nor tries it out nor decides it', async () => {
  await open([...everything]);
  const base = `/calls/${world.callId}/ranking`;
  const own = { ...world.office, organisationIds: [leads[1]!] };
  const chair = await world.person('Clara Presidente', [{ role: 'chair', scope: world.callId }]);
  await t.house.writer
    .insertInto('application_members')
    .values({ application_id: ids.second, organisation_id: leads[1]!, role: 'lead', position: 1, region: 'lombardy' } as never)
    .execute();
  const shut = async (who: Actor) => (await Promise.all([`${base}/preview`, `${base}/what-if`].map((path) => get(who, path)))).map((a) => a.status);
  expect([await shut(world.office), await shut(chair)]).toEqual([
    [200, 200],
    [200, 200],
  ]);
  await t.house.writer
    .insertInto('experts')
    .values({ person_id: chair.id, employer_id: null, region: 'lazio', gender: 'f', spokes: [], sectors: [], keywords: '', example: true } as never)
    .execute();
  await t.house.writer
    .insertInto('conflicts')
    .values({ application_id: ids.first, person_id: chair.id, kind: 'declared', detail: '', found_by: null, found_at: AFTER_DEADLINE } as never)
    .execute();
  expect([await shut(own), await shut(chair)]).toEqual([
    [403, 403],
    [403, 403],
  ]);
  const told = await get(own, `${base}/preview`);
  expect([told.text.includes('qualcun altro'), told.text.includes('OLMO'), told.text.includes('LARICE')]).toEqual([true, false, false]);
  await expect(publishRanking(t.house, own, world.callId, 'provisional', 'Atto')).rejects.toMatchObject({ reasons: [{ code: 'ranking.involved' }] });
  await publish('provisional');
  expect((await get(own, `/calls/${world.callId}/ranking-requests`)).status).toBe(403);
  expect((await get(null, `${base}/preview`)).status).not.toBe(200);
});

test('a trial stores nothing, and what it says is the ranking that the call would have with those data: budgets, thresholds, gates, reserves and days', async () => {
  const { source } = readCall('02-2024').ranking;
  await open([...everything], 'single', (call) => ({
    ...call,
    ranking: {
      ...call.ranking,
      premiums: [{ premium: 'social', use: 'both', atLeast: 1, source }],
      quotas: [{ ...call.ranking.quotas[0]!, form: 'hard', percent: 40, spillsFrom: '2024-06-30' }],
    },
  }));
  const rows = async () => {
    const { rows: tables } = await t.house.pool.query(
      "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1",
    );
    return Promise.all(
      (tables as { name: string }[]).map(async ({ name }) => `${name} ${(await t.house.pool.query(`select count(*)::int as n from "${name}"`)).rows[0].n}`),
    );
  };
  const version = (await currentVersion(t.house.db, world.callId))!;
  const real = async (call: Call) => rank(await rankingInput(t.house.db, { ...version, call }, t.house.clock().toISOString()));
  const quota = version.call.ranking.quotas[0]!;
  const withRanking = (more: Partial<Call['ranking']>): Call => ({ ...version.call, ranking: { ...version.call.ranking, ...more } });
  const gate = (atLeast: number) => withRanking({ premiums: [{ premium: 'social', use: 'both', atLeast, source }] });
  const excellence = version.call.evaluation.criteria.map((c) => (c.id === 'excellence' ? { ...c, threshold: 26 } : c));
  const trials: [asked: Record<string, string>, call: Call, moves: number][] = [
    [{}, version.call, 0],
    [{ 'gate.social': '1.5' }, gate(1.5), 2],
    [{ 'gate.social': '0,5' }, gate(0.5), 0],
    [{ [`reserveFrom.${quota.id}`]: '2024-03-01' }, withRanking({ quotas: [{ ...quota, spillsFrom: '2024-03-01' }] }), 1],
    [{ [`reserveFrom.${quota.id}`]: '2025-03-01' }, withRanking({ quotas: [{ ...quota, spillsFrom: '2025-03-01' }] }), 0],
    [
      { [`reserve.${quota.id}`]: '0', [`pot.${version.call.pots[0]!.id}`]: '400.000' },
      { ...withRanking({ quotas: [{ ...quota, percent: 0 }] }), pots: [{ ...version.call.pots[0]!, cents: 40_000_000 }] },
      2,
    ],
    [{ 'threshold.excellence': '26' }, { ...version.call, evaluation: { ...version.call.evaluation, criteria: excellence } }, 1],
  ];
  const before = await rows();
  expect(before.length).toBeGreaterThan(80);
  const now = await real(version.call);
  for (const [asked, call, moves] of trials) {
    const query = new URLSearchParams(asked).toString();
    const { status, text } = await get(world.office, `/api/calls/${world.callId}/ranking/what-if?${query}`);
    expect(status).toBe(200);
    const said = JSON.parse(text) as { after: Record<string, number>; movers: Mover[] };
    const then = await real(call);
    expect([said.movers, said.after]).toEqual([
      moversOf(now, then),
      { budgetCents: then.budgetCents, grantedCents: then.grantedCents, leftCents: then.leftCents, southGrantedCents: then.southGrantedCents },
    ]);
    expect([query, said.movers.length]).toEqual([query, moves]);
    const page = await get(world.office, `/calls/${world.callId}/ranking/what-if?${query}`);
    expect([page.status, page.text.includes('name="gate.social"'), page.text.includes(`name="reserveFrom.${quota.id}"`)]).toEqual([200, true, true]);
  }
  for (const [wrong, says] of [
    ['gate.social=0', 'Scrivere una cifra'],
    ['gate.social=9', 'Scrivere una cifra'],
    [`reserveFrom.${quota.id}=ieri`, 'Scrivere una data'],
  ] as const)
    expect((await get(world.office, `/calls/${world.callId}/ranking/what-if?${wrong}`)).text).toContain(says);
  expect(await rows()).toEqual(before);
});

test('a later ranking says what changed, an earlier one that it is superseded; a grant that ended is told before the list moves up', async () => {
  await open([...everything]);
  await publish('provisional');
  day(16);
  await publish('final');
  const base = `/calls/${world.callId}/ranking`;
  const end = { application: ids.first, kind: 'renunciation', ref: 'Nota 3 del beneficiario', on: '2030-01-01' };
  const late = await get(world.office, `/calls/${world.callId}/renunciations`, end);
  expect([late.status, late.text.includes('non può essere futura'), late.text.includes('Nota 3 del beneficiario')]).toEqual([409, true, true]);
  await recordRenunciation(t.house, world.office, world.callId, ids.first, { on: '2024-03-28', ref: 'Nota 3' });
  expect((await get(null, base)).text).toContain('rinuncia, 28 marzo 2024 (Nota 3)');
  await publish('scrolled');
  const newest = await get(null, base);
  expect([newest.text.includes('Nota 3)'), newest.text.includes('Che cosa cambia rispetto alla n. 2'), newest.text.includes('non è più in vigore')]).toEqual([
    false,
    true,
    false,
  ]);
  expect((await get(null, `${base}?version=2`)).text).toContain('non è più in vigore');
  const mails = await t.house.db.selectFrom('mail_messages').select(['key', 'subject', 'body']).where('key', 'like', 'ranking%').orderBy('queued_at').execute();
  const of = (kind: string) => mails.filter((m) => m.subject.includes(kind)).length;
  expect([of('provvisoria'), of('definitiva'), of('scorrimento'), of('rinuncia')]).toEqual([2, 2, 2, 1]);
  expect(mails[0]!.body).toContain('può chiedere il riesame fino al 27 marzo 2024');
});

test.each(['open', 'single', 'double'] as const)('%s review: experts are named to who takes part in their own proposal, or to nobody', async (blind) => {
  await open([...everything], blind);
  const named = async (name: string, applications: string[]) => {
    const { id } = await world.person(name);
    await t.house.writer
      .insertInto('experts')
      .values({ person_id: id, employer_id: null, region: 'lazio', gender: 'f', spokes: [], sectors: [], keywords: '', example: true } as never)
      .execute();
    await t.house.writer
      .insertInto('call_experts')
      .values({ call_id: world.callId, person_id: id, pseudonym: `E${name.length}`, max_load: 5, added_at: AFTER_DEADLINE } as never)
      .execute();
    for (const application of applications)
      await t.house.pool.query(
        `with review as (insert into review_assignments (application_id, person_id, state, assigned_at, updated_at, submitted_at)
           values ($1, $2, 'submitted', $3, $3, $3) returning id)
         insert into review_scores (assignment_id, item, typed, points)
         select id, item, '12', 12 from review, unnest(array['excellence', 'impact', 'implementation', 'team']) item
         union all select id, 'premium/social', '1', 1 from review`,
        [application, id, AFTER_DEADLINE],
      );
  };
  await named('Zoe Esperta', [ids.first, ids.second]);
  await named('Aldo Valutatore', [ids.first]);
  await named('Rita Terza', [ids.second]);
  const partner = await world.organisation('Ente Socio');
  const { id: submission } = await t.house.db.selectFrom('submissions').select('id').where('application_id', '=', ids.first).executeTakeFirstOrThrow();
  await t.house.writer
    .insertInto('submission_members')
    .values({ submission_id: submission, organisation_id: partner, role: 'partner', confirmed_by: null })
    .execute();
  const [lead, member, other] = [leads[0]!, partner, leads[1]!].map((id): Actor => ({ ...world.applicant, organisationIds: [id] }));
  const base = `/calls/${world.callId}/ranking`;
  const whoReads = async (path: string) =>
    Promise.all(
      [lead!, member!, other!, world.office, null].map(
        async (who) => (await get(who, path)).text.match(/Zoe Esperta|Aldo Valutatore|Rita Terza|\bE1[015]\b/g) ?? [],
      ),
    );
  const nobody = [[], [], [], [], []];
  // Before the ranking is published there is nothing to read.
  expect(await whoReads(`/api${base}/${ids.first}/experts`)).toEqual(nobody);
  await publish('provisional');
  const both = ['Aldo Valutatore', 'Zoe Esperta'];
  const own = blind === 'open' ? [both, both, [], [], []] : nobody;
  expect(await whoReads(`${base}/${ids.first}`)).toEqual(own);
  expect(await whoReads(`/api${base}/${ids.first}/experts`)).toEqual(own);
  expect(await whoReads(`/api${base}/${ids.second}/experts`)).toEqual(blind === 'open' ? [[], [], ['Rita Terza', 'Zoe Esperta'], [], []] : nobody);
  for (const path of [base, `/api${base}`, `${base}?format=csv`]) expect(await whoReads(path)).toEqual(nobody);
  expect((await get(lead!, `/api${base}/${ids.first}/experts`)).status).toBe(blind === 'open' ? 200 : 404);
  // Nor does the bundle: who knows Zoe from the first would find her again in the second. Who runs the call reads her as one person.
  const { bundle } = (await latestRanking(t.house.db, world.callId))!;
  const experts = [ids.first, ids.second].map((id) => bundle.applications.find((a) => a.id === id)!.reviews.map((r) => r.expert));
  expect(experts).toEqual(
    blind === 'open'
      ? [
          ['E1', 'E2'],
          ['E1', 'E2'],
        ]
      : [
          ['E11', 'E15'],
          ['E10', 'E11'],
        ],
  );
  const read = JSON.parse((await get(world.office, `/api${base}/scores`)).text) as { experts: { judge: string }[] };
  expect(read.experts.map((e) => e.judge).sort()).toEqual(['E10', 'E11', 'E15']);
});
