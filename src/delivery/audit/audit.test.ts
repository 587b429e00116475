import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#src/core/actor.ts';
import { canonical, sha256 } from '#src/core/canonical.ts';
import { list } from '#src/plumbing/listing.ts';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { fundedWorld } from '../../../test/factories/funded.ts';
import { acceptedReport } from '../../../test/factories/reported.ts';
import { delimitSystemic, topUpSample } from './actions/topUp.ts';
import { closeSample, drawSample, noteFinding } from './actions/samples.ts';
import { can } from './policy.ts';
import { itemsOf } from './queries/populations.ts';
import {
  allItems,
  estimateOf,
  roundsOf,
  sampleById,
  samplesFor,
  type SampleContent,
  type SampleOutcome,
  type SampleRow,
  type TopUpContent,
} from './queries/samples.ts';
import { draw, drawAll } from './rules/draw.ts';
import type { SampleInput } from './schema.ts';
import { sampleSpec } from './views/samples.tsx';
import { codesOf } from '../../../test/factories/refused.ts';

let t: TestHouse;
let world: Awaited<ReturnType<typeof fundedWorld>>;
let auditor: Actor;
let office: Actor;
const amounts = [600_00, 300_00, 50_00, 30_00, 20_00];

beforeAll(async () => {
  t = await testHouse({ at: '2025-03-01T10:00:00.000Z' });
  world = await fundedWorld(t.house);
  auditor = await world.person('Aldo Revisore', [{ role: 'auditor', scope: null }]);
  office = await world.person('Olga Ufficio', [{ role: 'office', scope: null }]);
  await acceptedReport(t.house, world.projectId, world.university, amounts, '2025-02-20T09:00:00Z');
});
afterAll(() => t.end());

const input = (over: Partial<SampleInput> = {}): SampleInput => ({
  title: 'Controllo di prova',
  population: 'costs',
  call: '',
  spoke: null,
  from: '',
  until: '',
  method: 'monetary',
  by: '',
  size: 3,
  confidence: 95,
  materiality: 2,
  expected: 0,
  seed: 'Lotto, ruota di Roma, 28 febbraio 2025: 12 34 56 78 90',
  ...over,
});
const events = (kind: string) => t.house.db.selectFrom('evidence_events').selectAll().where('kind', '=', kind).orderBy('id').execute();

test('a population is what was accepted, narrowed by call, Spoke and period', async () => {
  const filters = { programme: world.call.programme, call: null, spoke: null, from: null, until: null };
  const values = async (over: object, population: 'costs' | 'projects' | 'payments' = 'costs') =>
    (await itemsOf(t.house.db, population, { ...filters, ...over })).map((i) => i.cents).toSorted((a, b) => b - a);
  expect(await values({})).toEqual(amounts);
  expect(await values({ spoke: 5, call: world.callId, from: '2025-02-20', until: '2025-02-20' })).toEqual(amounts);
  expect([await values({ spoke: 6 }), await values({ from: '2025-02-21' }), await values({ programme: 'other' })]).toEqual([[], [], []]);
  expect([await values({}, 'projects'), await values({}, 'payments')]).toEqual([[1_000_00], []]);
});

test('a sample is stored with all that it was drawn from, and anyone draws it again', async () => {
  const id = await drawSample(t.house, auditor, input(), 'key-1');
  const sample = (await sampleById(t.house.db, id))!;
  expect([sample.code, sample.populationItems, sample.populationCents, sample.items, sample.open]).toEqual(['MICS-A-2025-000001', 5, 1_000_00, 3, 3]);
  const content = JSON.parse(sample.content) as SampleContent;
  expect([sha256(sample.content), canonical(content)]).toEqual([sample.sha256, sample.content]);
  const items = await allItems(t.house.db, id);
  expect(draw(content.seed, content.units, content.method).map((d) => d.id)).toEqual(items.map((i) => i.item));
  expect(items.map((i) => [i.cents, i.drawnAs]).slice(0, 2)).toEqual([
    [600_00, 'certain'],
    [300_00, 'certain'],
  ]);
  const [event] = await events('audit.sampleDrawn');
  expect(JSON.parse(event!.body)).toMatchObject({
    code: sample.code,
    seed: content.seed,
    seedFrom: 'given',
    populationSha256: sample.populationSha256,
    sha256: sample.sha256,
  });
  expect(await drawSample(t.house, auditor, input(), 'key-1')).toBe(id);
  // Without a seed of one's own, the root that the log was last signed with.
  const other = (await sampleById(t.house.db, await drawSample(t.house, auditor, input({ seed: '' }), null)))!;
  const head = await t.house.db.selectFrom('evidence_heads').select('root').orderBy('size').executeTakeFirstOrThrow();
  expect([other.seedFrom, other.seed, other.code]).toEqual(['log', head.root, 'MICS-A-2025-000002']);
});

test('what cannot be drawn is refused with the reason', async () => {
  const refused = (over: Partial<SampleInput>, actor = auditor) => codesOf(drawSample(t.house, actor, input(over), null));
  expect(await refused({}, office)).toEqual(['audit.auditorOnly']);
  expect(await refused({ method: 'stratified' })).toEqual(['audit.strataMissing']);
  expect(await refused({ method: 'simple', size: null })).toEqual(['audit.sizeMissing']);
  expect(await refused({ size: null, expected: 1.25 })).toEqual(['audit.noRoom']);
  expect(await refused({ from: '2026-01-01' })).toEqual(['audit.emptyPopulation']);
  expect(await refused({ call: 'none' })).toEqual(['form.invalid']);
  const scoped = await world.person('Sara Revisora', [{ role: 'auditor', scope: 'elsewhere' }]);
  expect(await refused({}, scoped)).toEqual(['audit.auditorOnly']);
  const seen = async (actor: Actor) => (await list<SampleRow>(t.house.db, samplesFor(actor) as never, sampleSpec, new URL('http://x/'))).total;
  expect([await seen(auditor), await seen(office), await seen(scoped), await seen(world.lead)]).toEqual([2, 2, 0, 0]);
  expect([can.readAll(auditor).ok, can.readAll(office).ok, can.readAll(world.lead).ok, can.readAll(null).ok]).toEqual([true, true, false, false]);
});

test('findings are noted, the error is estimated for the whole, and closing freezes both', async () => {
  const id = await drawSample(t.house, auditor, input({ title: 'Da chiudere' }), null);
  const items = await allItems(t.house.db, id);
  const note = (number: number, outcome: 'conform' | 'irregular', cents = 0, finding = '') =>
    noteFinding(t.house, auditor, id, number, { outcome, nature: '', cents, finding });
  expect(await codesOf(note(1, 'irregular', 600_01, 'Fattura non quietanzata'))).toEqual(['audit.errorAmount']);
  expect(await codesOf(note(1, 'irregular', 60_00, 'no'))).toEqual(['audit.whyIrregular']);
  expect(await codesOf(note(1, 'conform', 5))).toEqual(['audit.conformAmount']);
  expect(await codesOf(noteFinding(t.house, office, id, 1, { outcome: 'conform', nature: '', cents: 0, finding: '' }))).toEqual(['audit.auditorOnly']);
  const involved = await world.person('Ivo Revisore', [{ role: 'auditor', scope: null }], [world.university]);
  expect(await codesOf(noteFinding(t.house, involved, id, 1, { outcome: 'conform', nature: '', cents: 0, finding: '' }))).toEqual(['audit.ownOrganisation']);
  expect(await codesOf(closeSample(t.house, auditor, id, 'Nulla da rilevare.'))).toEqual(['audit.itemsFirst']);
  await note(1, 'irregular', 60_00, 'Fattura pagata solo in parte');
  await note(2, 'conform');
  await note(3, 'irregular', items[2]!.cents / 10, 'Importo senza prova');
  await closeSample(t.house, auditor, id, 'Errore sopra il tollerabile.');
  const closed = (await sampleById(t.house.db, id))!;
  const outcome = JSON.parse(closed.outcome!) as SampleOutcome;
  // 60 € for certain, and a tenth of the interval of 100 €.
  expect([outcome.estimate.likelyCents, outcome.estimate.verdict, outcome.sample]).toEqual([70_00, 'material', closed.sha256]);
  expect(sha256(closed.outcome!)).toBe(closed.outcomeSha256);
  expect(await codesOf(note(2, 'irregular', 1, 'Troppo tardi per questo'))).toEqual(['audit.closed']);
  expect(await codesOf(closeSample(t.house, auditor, id, 'Ancora una volta.'))).toEqual(['audit.closed']);
  expect((await events('audit.findingNoted')).length).toBe(3);
  expect(JSON.parse((await events('audit.sampleClosed'))[0]!.body)).toMatchObject({ likelyCents: 70_00, sha256: closed.outcomeSha256 });
});

test('where the findings decide nothing the sample is topped up: the draw goes on, once, and anyone draws all of it again', async () => {
  const id = await drawSample(t.house, auditor, input({ title: 'Da ampliare', method: 'simple', size: 2, materiality: 30 }), null);
  const note = (number: number, cents: number, nature: 'random' | 'systemic' = 'random') =>
    noteFinding(t.house, auditor, id, number, { outcome: cents > 0 ? 'irregular' : 'conform', nature, cents, finding: 'Importo senza prova' });
  const more = (round: number, actor = auditor) => topUpSample(t.house, actor, id, { round, more: 2 });
  expect(await codesOf(more(1))).toEqual(['audit.itemsFirst']);
  await note(1, 0);
  await note(2, 0);
  expect(await codesOf(more(1))).toEqual(['audit.decidedAcceptable']);
  const before = await allItems(t.house.db, id);
  await note(1, 20_00);
  const e = estimateOf((await sampleById(t.house.db, id))!, await allItems(t.house.db, id))!;
  // 5 × 10 €; 1.96 × 5 × 14.14 € ÷ √2; of 1,000 €, 300 € are tolerable.
  expect([e.likelyCents, e.precisionCents, e.verdict]).toEqual([50_00, 98_00, 'acceptable']);
  await t.house.pool.query(`update audit_samples set content = replace(content, '"materiality":30', '"materiality":10') where id = $1`, [id]);
  expect(await codesOf(more(1, office))).toEqual(['audit.auditorOnly']);
  expect(await codesOf(more(2))).toEqual(['form.stale']);
  await more(1);
  await more(1);
  const sample = (await sampleById(t.house.db, id))!;
  const [round] = await roundsOf(t.house.db, id);
  const items = await allItems(t.house.db, id);
  expect(items.map((i) => [i.number, i.round])).toEqual([
    [1, 0],
    [2, 0],
    [3, 1],
    [4, 1],
  ]);
  expect(items.slice(0, 2).map((i) => i.item)).toEqual(before.map((i) => i.item));
  const { seed, units, method } = JSON.parse(sample.content) as SampleContent;
  expect(drawAll(seed, units, method, [2]).map((d) => d.id)).toEqual(items.map((i) => i.item));
  const content = JSON.parse(round!.content) as TopUpContent;
  expect([content.sample, content.more, content.estimate.verdict, sha256(round!.content)]).toEqual([sample.sha256, 2, 'inconclusive', round!.sha256]);
  expect((await events('audit.sampleToppedUp')).length).toBe(1);

  // One error more, of a kind that all items share: known, it is added and not projected.
  const third = items[2]!;
  await note(3, Math.min(5_00, third.cents), 'systemic');
  await note(4, 0);
  expect(await codesOf(closeSample(t.house, auditor, id, 'Si chiude il campione.'))).toEqual(['audit.systemicFirst']);
  const delimit = (cents: number) => delimitSystemic(t.house, auditor, id, { cents, how: 'Stesso fornitore, cercato ovunque.' });
  expect(await codesOf(delimit(4_99))).toEqual(['audit.systemicBounds']);
  await delimit(12_00);
  await closeSample(t.house, auditor, id, 'Si chiude il campione.');
  const closed = (await sampleById(t.house.db, id))!;
  const outcome = JSON.parse(closed.outcome!) as SampleOutcome;
  // 5 × 20 € ÷ 4 by chance, and the 12 € that are known.
  expect([outcome.format, outcome.estimate.likelyCents, outcome.estimate.systemicCents, outcome.topUps]).toEqual([
    'mics-audit-outcome/2',
    37_00,
    12_00,
    [round!.sha256],
  ]);
  expect(estimateOf(closed, items)).toEqual(outcome.estimate);
});
