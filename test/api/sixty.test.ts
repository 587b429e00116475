import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { romeInstant } from '#src/core/time.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { RankingBundle } from '#src/funding/rankings/bundle.ts';
import { rankFile, verifyFile } from '#src/house/commands/rank.ts';
import { personas } from '#src/partnership/identity/personas.ts';
import { seedPeople } from '#src/partnership/identity/actions.ts';
import { testHouse, type TestHouse } from '../database.ts';
import { naiveRanking } from '../factories/naiveRanking.ts';
import { several, type Visitor } from '../factories/visitors.ts';
import { runJobs } from '../jobs.ts';
import { begin, instantsOf, later, readCall, register, signedIn, submit, write, type RankingTold, type World } from './script.ts';

/**
 * The example call with sixty experts and a hundred and twenty proposals, from the invitations to a ranking that is verified without the house.
 * Everything is done through the API; only the accounts of the people are there before, and the secret of each letter is read out of the outgoing mail.
 */
const PROPOSALS = 120;
const EXPERTS = 60;
/** Not a score of the published call: enough money for forty grants. */
const POT = 2_000_000_000;
const source = { ref: 'Regola di prova', status: 'example' as const };

const call: Call = (() => {
  const published = readCall('02-2024');
  return {
    ...published,
    acts: [],
    pots: [{ ...published.pots[0]!, cents: POT }],
    evaluation: {
      ...published.evaluation,
      reviewDays: 30,
      assignment: {
        minLoad: 4,
        rules: [
          { rule: 'bothGenders', source },
          { rule: 'onePerOrganisation', source },
          { rule: 'outsideRegion', source },
        ],
        source,
      },
    },
  };
})();
const base = `/api/calls/${call.id}`;

const acronymOf = (i: number) => `P${String(i + 1).padStart(3, '0')}`;
const regionOf = (i: number) => (i % 3 === 0 ? 'campania' : 'veneto');

/** Half a point less for each that follows, taken from the criteria in turn by their weight. */
const turns = ['excellence', 'impact', 'implementation', 'excellence', 'impact', 'implementation', 'team', 'excellence', 'impact', 'implementation'].concat([
  'excellence',
  'impact',
  'implementation',
  'team',
  'excellence',
  'impact',
  'implementation',
  'excellence',
  'impact',
  'team',
]);
function merit(i: number): Record<string, number> {
  const points: Record<string, number> = { excellence: 30, impact: 30, implementation: 25, team: 15 };
  for (let n = 0; n < i; n++) points[turns[n % turns.length]!]! -= 0.5;
  return points;
}

type Expert = { visitor: Visitor; name: string; email: string; gender: 'f' | 'm'; region: string; employerId: string };

let t: TestHouse;
let w: World;
const folder = mkdtempSync(join(tmpdir(), 'mics-sixty-'));
const applications: string[] = [];
const leads: string[] = [];
const experts: Expert[] = [];

beforeAll(async () => {
  t = await testHouse({ at: '2024-01-10T09:00:00.000Z' });
  w = await begin(t);
});
afterAll(async () => {
  await t?.end();
  rmSync(folder, { recursive: true, force: true });
});

const people = Array.from({ length: EXPERTS + 2 }, (_, i) => ({
  personId: `00000000-0000-4000-8000-0000000a${String(i).padStart(4, '0')}`,
  name: `Esperta Prova ${i + 1}`,
  email: `sessanta.${i}@example.org`,
  grants: [],
}));
const regions = ['lombardy', 'lazio', 'apulia', 'tuscany', 'piedmont', 'sicily'] as const;

async function secretOf(email: string): Promise<string> {
  const { rows } = await t.house.pool.query<{ body: string }>(
    "select body from mail_messages where recipient = $1 and key like 'expert.invited/%' order by id desc",
    [email],
  );
  return /expert-invitations\/([\w-]{43})/.exec(rows[0]!.body)![1]!;
}

const invite = (person: (typeof people)[number], replaces: string | null = null) =>
  w.office.json<{ id: string }>('POST', `${base}/experts/invitations`, {
    email: person.email,
    name: person.name,
    maxLoad: call.evaluation.maxLoad,
    replyBy: '2024-03-28',
    replaces,
  });

test('a hundred and twenty proposals are handed in and admitted', { timeout: 120_000 }, async () => {
  t.setClock(romeInstant(`${call.dates.publishedOn}T09:00`));
  await w.office.json('POST', '/api/calls', call);
  await w.office.json('POST', `${base}/publication`);
  t.setClock('2024-02-15T09:00:00.000Z');
  const draft = (i: number) => write(w.research, call, { acronym: acronymOf(i), members: [{ kind: 'university', region: regionOf(i), euros: 500_000 }] });
  const drafts = await several(
    Array.from({ length: PROPOSALS }, (_, i) => i),
    draft,
  );
  for (const [i, draft] of drafts.entries()) {
    expect([draft.missing, draft.allowed['submit']]).toEqual([[], { ok: true }]);
    applications.push(draft.id);
    leads.push((draft.draft as unknown as { members: { organisationId: string }[] }).members[0]!.organisationId);
    await submit(w.research, draft.id, `submit-${acronymOf(i)}`);
  }
  t.setClock(instantsOf(call).after);
  expect(await w.office.json('POST', `${base}/screening`, { applications, confirmed: true })).toEqual({ admitted: PROPOSALS });
});

test('sixty experts are invited by letter; two refuse and are replaced; the others accept and declare', { timeout: 60_000 }, async () => {
  await seedPeople(t.house, people);
  const employers = await several(
    Array.from({ length: 15 }, (_, i) => i),
    (i) => register(w.enterprise, { kind: 'university', region: regions[i % regions.length]! }),
  );
  const sent = await several(people.slice(0, EXPERTS), (person) => invite(person), 1);
  for (const [n, kind] of [
    [10, 'unavailable'],
    [20, 'expertise'],
  ] as const) {
    const secret = await secretOf(people[n]!.email);
    expect(await w.nobody.json('POST', `/api/expert-invitations/${secret}/refusal`, { kind, reason: '' })).toEqual({ refused: true });
    expect((await w.nobody.refused('POST', `/api/expert-invitations/${secret}/refusal`, { kind: 'nonsense' })).status).toBe(422);
  }
  await invite(people[EXPERTS]!, sent[10]!.id);
  await invite(people[EXPERTS + 1]!, sent[20]!.id);
  expect(
    (await w.office.refused('POST', `${base}/experts/invitations`, { email: people[0]!.email, name: 'x y', maxLoad: 2, replyBy: '2024-03-28' })).codes,
  ).toEqual(['expertInvitation.openAlready']);

  for (const [i, person] of people.entries()) {
    if (i === 10 || i === 20) continue;
    const visitor = await signedIn(w.doorway, person.personId);
    const secret = await secretOf(person.email);
    const letter = await visitor.json<{ state: string; allowed: { accept: { ok: boolean } } }>('GET', `/api/expert-invitations/${secret}`);
    expect([letter.state, letter.allowed.accept]).toEqual(['sent', { ok: true }]);
    const accept = (more: object) => visitor.send('POST', `/api/expert-invitations/${secret}/acceptance`, more);
    if (i === 0) expect((await accept({})).status).toBe(422);
    // The first six work for the applicant of a proposal each.
    const expert = {
      visitor,
      name: person.name,
      email: person.email,
      gender: i % 2 === 0 ? ('f' as const) : ('m' as const),
      region: regions[i % 5]!,
      employerId: i < 6 ? leads[i]! : employers[i % 15]!,
    };
    const profile = {
      employerId: expert.employerId,
      region: expert.region,
      gender: expert.gender,
      spokes: [1 + (i % 8), 5],
      sectors: ['automation'],
      keywords: 'materiali, processi',
    };
    expect((await accept({ profile })).status).toBe(201);
    experts.push(expert);
  }
  await runJobs(t.house);
  expect((await w.office.json<{ total: number }>('GET', `${base}/experts/invitations?state=accepted`)).total).toBe(EXPERTS);
  expect((await w.office.json<{ total: number }>('GET', `${base}/experts/invitations?state=refused`)).total).toBe(2);

  // Who works for an applicant has no such proposal to declare on: the house knows. Experts 7 to 12 declare one each.
  for (const [i, { visitor }] of experts.entries()) {
    const { proposals } = await visitor.json<{ proposals: { applicationId: string }[] }>('GET', `${base}/conflicts`);
    const own = i >= 6 && i < 12 ? applications[i]! : null;
    expect(proposals.map((p) => p.applicationId)).toContain(own ?? applications[100]!);
    await visitor.json('POST', `${base}/conflicts`, {
      answers: own ? { [own]: { conflict: true, detail: 'Ho lavorato con il capofila nel 2023.' } } : {},
      noneElse: true,
      confidentiality: true,
    });
  }
});

const assigned: { id: string; acronym: string; expert: number }[] = [];

test('every proposal gets three experts, free of conflicts and by the rules of the call', { timeout: 60_000 }, async () => {
  type Outcome = { pairs: number; minimum: number; total: number; proven: { bound: { minimum: number; total: number }; optimal: boolean } };
  const proposed = await w.chair.json<{ run: string; feasible: boolean; outcome: Outcome }>('POST', `${base}/assignment`, { objective: 'fair' });
  expect([proposed.feasible, proposed.outcome.pairs]).toEqual([true, 3 * PROPOSALS]);
  const { minimum, total, proven } = proposed.outcome;
  expect(proven).toEqual({ bound: { minimum, total }, optimal: true });
  const released = await w.chair.json('POST', `${base}/assignment/release`, { run: proposed.run });
  // Released once: asked again it answers the same and gives nobody anything more.
  expect(await w.chair.json('POST', `${base}/assignment/release`, { run: proposed.run })).toEqual(released);
  for (const [expert, { visitor }] of experts.entries()) {
    const { reviews } = await visitor.json<{ reviews: { id: string; acronym: string }[] }>('GET', '/api/reviews?state=assigned');
    expect(reviews.length).toBeGreaterThanOrEqual(4);
    expect(reviews.length).toBeLessThanOrEqual(call.evaluation.maxLoad);
    for (const { id, acronym } of reviews) assigned.push({ id, acronym, expert });
  }
  expect(assigned).toHaveLength(3 * PROPOSALS);
  const apart = Object.groupBy(assigned, (a) => a.acronym);
  const broken = Object.entries(apart).filter(([acronym, three]) => {
    const of = three!.map((r) => experts[r.expert]!);
    const at = Number(acronym.slice(1)) - 1;
    const different = <T>(key: (e: Expert) => T) => new Set(of.map(key)).size;
    const free = three!.every((r) => r.expert !== at || at >= 12);
    return of.length !== 3 || !free || different((e) => e.gender) !== 2 || different((e) => e.employerId) !== 3 || of.every((e) => e.region === regionOf(at));
  });
  expect(broken).toEqual([]);
});

/** The proposal of which the first expert thinks far less. */
const APART = 59;

test('three hundred and sixty reviews are submitted, each once', { timeout: 120_000 }, async () => {
  const first = assigned.find((a) => a.acronym === acronymOf(APART))!;
  const seen = new Map<string, number>();
  const planned = assigned.map((a) => {
    const nth = seen.get(a.acronym) ?? 0;
    seen.set(a.acronym, nth + 1);
    const points = merit(Number(a.acronym.slice(1)) - 1);
    // Two of three are half a point apart in opposite directions: the mean is that of the plan.
    if (points['excellence']! < 30 && nth > 0) points['excellence']! += nth === 1 ? 0.5 : -0.5;
    return { ...a, points: a === first ? { excellence: 15, impact: 15, implementation: 12.5, team: 7.5 } : points };
  });
  expect((await w.office.refused('POST', `${base}/rankings`, { kind: 'provisional', ref: 'Decreto di prova' })).codes).toEqual(['ranking.reviewsMissing']);
  await several([...planned.entries()], async ([n, { id, acronym, expert, points }]) => {
    const { visitor } = experts[expert]!;
    const motivations = Object.fromEntries(
      call.evaluation.criteria.map((c) => [
        c.id,
        `Sul criterio ${c.id} la proposta ${acronym} è giudicata con i punti indicati: prova automatica, senza altro significato.`,
      ]),
    );
    const given = { points, premiums: { social: 1 }, motivations, summary: 'Prova.' };
    // Every sixth is saved first, as the page does while one types, and submitted as saved.
    const early = n % 6 === 0;
    const { revision } = early ? await visitor.json<{ revision: number }>('POST', `/api/reviews/${id}`, { revision: 1, ...given }) : { revision: 1 };
    await visitor.json('POST', `/api/reviews/${id}/submission`, { revision, ...(!early && given) }, { 'idempotency-key': `review-${id}` });
  });
  const again = await experts[first.expert]!.visitor.send(
    'POST',
    `/api/reviews/${first.id}/submission`,
    { revision: 2 },
    { 'idempotency-key': `review-${first.id}` },
  );
  expect(again.status).toBe(201);
  const { progress } = await w.chair.json<{ progress: Record<string, number> }>('GET', `${base}/panel`);
  expect(progress).toMatchObject({ admitted: PROPOSALS, wanted: 360, submitted: 360 });
});

test('the panel meets on the one where they are far apart, agrees on points, and signs its minutes', { timeout: 60_000 }, async () => {
  const diverging = applications[APART]!;
  expect((await w.office.refused('POST', `${base}/rankings`, { kind: 'provisional', ref: 'Decreto di prova' })).codes).toEqual(['ranking.divergences']);
  const idOf = (persona: string) => personas.find((p) => p.id === persona)!.personId;
  const three = assigned.filter((a) => a.acronym === acronymOf(APART)).map((a) => people.find((p) => p.email === experts[a.expert]!.email)!.personId);
  t.setClock('2024-04-08T08:00:00.000Z');
  const { id } = await w.chair.json<{ id: string }>('POST', `${base}/meetings`, {
    heldAt: '2024-04-10T10:00',
    place: 'Aula 1',
    chair: idOf('chair'),
    secretary: idOf('office'),
    members: three,
    agenda: [diverging],
  });
  const meeting = `${base}/meetings/${id}`;
  t.setClock('2024-04-10T08:00:00.000Z');
  await w.chair.json('POST', `${meeting}/opening`);
  await w.office.json('POST', `${meeting}/presence`, { present: [idOf('chair'), idOf('office'), ...three] });
  const report = 'La commissione, sentiti i tre esperti, ritiene fondato il giudizio dei due più favorevoli e lo fa proprio.';
  await w.chair.json('POST', `${base}/panel/${diverging}`, { points: merit(APART), premiums: { social: 1 }, report });
  const { items } = await w.chair.json<{ items: { id: string; revision: number }[] }>('GET', meeting);
  await w.chair.json('POST', `${meeting}/items/${items[0]!.id}`, {
    outcome: 'agreed',
    discussion: 'Si leggono le tre valutazioni.',
    decision: '',
    revision: items[0]!.revision,
  });
  const { sha256 } = await w.office.json<{ sha256: string }>('POST', `${meeting}/closing`);
  expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  for (const visitor of [w.chair, w.office]) {
    const minutes = Buffer.from(await (await visitor.get(`/calls/${call.id}/meetings/${id}/minutes`)).arrayBuffer());
    const { base64 } = await visitor.json<{ base64: string }>('POST', '/api/example/signature', { base64: minutes.toString('base64') });
    await visitor.json('POST', `${meeting}/signatures`, { base64 });
  }
  const { signed } = await w.chair.json<{ signed: { name: string }[] }>('GET', meeting);
  expect(signed.map((s) => s.name).sort()).toEqual(['Andrea Marchetti', 'Giulia Ferraro']);
});

test('the ranking is as an independent model has it, provisional and final, and its bundle verifies without the house', { timeout: 60_000 }, async () => {
  const publish = (kind: string) => w.office.json('POST', `${base}/rankings`, { kind, ref: `Decreto di prova (${kind})` });
  t.setClock('2024-04-15T09:00:00.000Z');
  expect(await publish('provisional')).toEqual({ number: 1 });
  expect((await w.office.refused('POST', `${base}/rankings`, { kind: 'final', ref: 'Decreto di prova' })).codes).toEqual(['ranking.tooEarly']);
  t.setClock(later(t.house.clock().toISOString(), 24 * (call.ranking.provisionalDays + 1)));
  expect(await publish('final')).toEqual({ number: 2 });
  const told = await w.nobody.json<RankingTold>('GET', `${base}/ranking`);
  const bundle = await w.auditor.json<RankingBundle>('GET', `${base}/rankings/2/bundle`);
  const naive = naiveRanking(bundle);
  expect(told.ranking.places.map((p) => [p.application, p.state, p.position, p.total, p.grantCents])).toEqual(
    told.ranking.places.map((p) => {
      const place = naive.get(p.application)!;
      return [p.application, place.state, place.position, place.total, place.cents];
    }),
  );
  // Half the cost of each is granted up to 500,000 €: forty grants, of which sixteen are the South's by the reserve, and more by merit.
  const funded = told.ranking.places.filter((p) => p.state === 'funded');
  expect([funded.length, told.ranking.grantedCents]).toEqual([40, POT]);
  expect(told.ranking.places.find((p) => p.title === acronymOf(0))).toMatchObject({ position: 1, total: 108, state: 'funded' });
  const path = join(folder, 'bundle.json');
  writeFileSync(path, JSON.stringify(bundle));
  expect((await rankFile([path])).out).toMatchObject({ rankingHash: told.hash });
  expect(await verifyFile([path])).toMatchObject({ exit: 0, out: { ok: true } });
  expect((await w.research.send('GET', `${base}/rankings/2/bundle`)).status).toBe(200);
  expect((await w.nobody.send('GET', `${base}/rankings/2/bundle`)).status).toBe(401);
});
