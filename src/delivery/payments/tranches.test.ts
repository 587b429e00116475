import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Actor } from '#src/core/actor.ts';
import { AppError } from '#src/core/errors.ts';
import { sum } from '#src/core/money.ts';
import { statementXml, type ExampleMovement } from '#src/house/seed/statement.ts';
import { act } from '#src/plumbing/house.ts';
import { balancesOf } from '#src/plumbing/ledger/read.ts';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { fundedWorld } from '../../../test/factories/funded.ts';
import { accepted, confirmedAccount, OWN_IBAN, throughLead, validPapers } from '../../../test/factories/paid.ts';
import { pageTexts } from '../../../test/pdf/check.ts';
import { decideBooking, proposeBooking } from './actions/bookings.ts';
import { makeBatch, reconcile } from './actions/bank.ts';
import { decideOrder, proposeOrder } from './actions/orders.ts';
import { cutAccepted } from './actions/recoveries.ts';
import { decideTranche, proposeTranches } from './actions/tranches.ts';
import { ofTranche, paperOf } from './queries/paper.ts';
import { candidatesFor } from './queries/bookings.ts';
import { trancheById } from './queries/instructions.ts';
import { codesOf } from '../../../test/factories/refused.ts';

// One transfer to the lead for each tranche, and the ledger by beneficiary.

const LEAD_IBAN = 'IT60 X054 2811 1010 0000 0123 456';
let t: TestHouse;
let world: Awaited<ReturnType<typeof fundedWorld>>;
let payer: Actor;
let officer: Actor;

beforeEach(async () => {
  t = await testHouse({ at: '2024-08-01T08:00:00.000Z' });
  world = await fundedWorld(t.house, { change: throughLead });
  payer = await world.person('Pia Paga', [{ role: 'payer', scope: null }]);
  officer = await world.person('Olga Ufficio', [{ role: 'office', scope: null }]);
  for (const [organisationId, iban] of [
    [null, OWN_IBAN],
    [world.university, LEAD_IBAN],
  ] as const)
    await confirmedAccount(t.house, organisationId, iban, [officer, payer]);
});
afterEach(() => t.end());

const propose = (key: string | null = null) => proposeTranches(t.house, officer, world.projectId, key);
const approve = (id: string) => decideTranche(t.house, payer, id, { outcome: 'approved', refusal: '' });
const file = async (id: string) => (await trancheById(t.house.db, id))!;
const accept = (organisation: string, cents: number, key: string) => accepted(t.house, world.applicationId, organisation, cents, key);
let n = 0;
const bank = (movements: readonly ExampleMovement[]) =>
  reconcile(t.house, payer, { fileName: 'e.xml', bytes: new TextEncoder().encode(statementXml(`T${++n}`, '2024-08-05', OWN_IBAN, movements)) });
const send = () => makeBatch(t.house, payer, { executeOn: t.house.clock().toISOString().slice(0, 10) });
const transfersIn = async (batch: string): Promise<[string, number][]> => {
  const { sha256 } = await t.house.db.selectFrom('payment_batches').select('sha256').where('id', '=', batch).executeTakeFirstOrThrow();
  const xml = Buffer.from(await t.house.files.get(sha256)).toString();
  return [...xml.matchAll(/<EndToEndId>(.*?)<.*?<InstdAmt[^>]*>(.*?)</gs)].map((m) => [m[1]!, Math.round(Number(m[2]) * 100)]);
};
const balances = async (organisation: string, ...kinds: string[]) =>
  Object.fromEntries(
    (await balancesOf(t.house.db, [world.applicationId]))
      .filter((b) => b.organisation === organisation && kinds.includes(b.kind) && b.cents !== 0)
      .map((b) => [b.kind, b.cents]),
  );
const money = ['payable', 'advance', 'ordered', 'paid', 'withLead'];

test('a tranche is proposed once, whoever clicks twice, and decided as a whole by another person', async () => {
  await validPapers(t.house, world.projectId);
  const [first, second] = await Promise.all([propose('click'), propose('click')]);
  expect(second).toEqual(first);
  expect(await propose('click')).toEqual(first);
  expect(await codesOf(propose('again'))).toEqual(['payments.openOrder', 'payments.openOrder']);
  // Nobody pays one of its shares beside it.
  expect(await codesOf(proposeOrder(t.house, officer, world.projectId, world.enterprise, null))).toEqual(['payments.byTranche']);
  const [tranche, ...more] = await Promise.all(first.map(file));
  expect(more).toEqual([]);
  expect([tranche!.netCents, tranche!.state, tranche!.shares.map((s) => [s.code, s.beneficiary, s.netCents])]).toEqual([
    8_100_000,
    'proposed',
    [
      ['MICS-P-2024-000001-1', 'Università di prova', 6_000_000],
      ['MICS-P-2024-000001-2', 'Impresa di prova S.r.l.', 2_100_000],
    ],
  ]);
  expect(await codesOf(decideOrder(t.house, payer, tranche!.shares[1]!.id, { outcome: 'approved', refusal: '' }))).toEqual(['payments.decidedWithTranche']);
  expect(await codesOf(decideTranche(t.house, officer, tranche!.id, { outcome: 'approved', refusal: '' }))).toEqual([
    'payments.payerOnly',
    'payments.twoPeople',
  ]);
  expect(await codesOf(decideTranche(t.house, payer, tranche!.id, { outcome: 'refused', refusal: '' }))).toEqual(['payments.sayWhy']);
  await decideTranche(t.house, payer, tranche!.id, { outcome: 'refused', refusal: 'Conto sbagliato' });
  expect(await codesOf(approve(tranche!.id))).toEqual(['payments.decidedAlready']);
  expect(await balances(world.enterprise, ...money)).toEqual({});
  const [next] = await propose('click 2');
  const paper = await paperOf(t.house, 'it', { projectId: world.projectId, ordered: ofTranche(await file(next!)) });
  const [text] = pageTexts(paper);
  expect(text).not.toContain('Pagato a');
  for (const said of [
    'nulla è ancora disposto',
    'Da pagare a',
    '2 quote',
    'Università di prova',
    '60.000 €',
    'Impresa di prova S.r.l.',
    '21.000 €',
    '81.000 €',
    LEAD_IBAN,
  ])
    expect(text!.replaceAll('\u00a0', ' ')).toContain(said);
  const both = await Promise.all([codesOf(approve(next!)), codesOf(approve(next!))]);
  expect(both.flat()).toEqual(['payments.decidedAlready']);
  expect(await balances(world.enterprise, ...money)).toEqual({ advance: 2_100_000, ordered: 2_100_000 });
});

test('a share that may not be paid is left out and follows by itself; one that is kept whole needs no transfer', async () => {
  // The partner’s papers are missing; the lead’s share does not wait for it.
  await validPapers(t.house, world.projectId);
  await t.house.pool.query('delete from contract_documents where organisation_id = $1', [world.enterprise]);
  const [alone] = await propose();
  expect((await file(alone!)).shares.map((s) => [s.organisationId, s.netCents])).toEqual([[world.university, 6_000_000]]);
  await approve(alone!);
  await validPapers(t.house, world.projectId);
  const [later] = await propose();
  expect((await file(later!)).shares.map((s) => [s.organisationId, s.netCents])).toEqual([[world.enterprise, 2_100_000]]);
  await approve(later!);
  expect(await transfersIn(await send())).toEqual([
    ['MICS-P-2024-000001', 6_000_000],
    ['MICS-P-2024-000002', 2_100_000],
  ]);
  await bank([
    { cents: 6_000_000, side: 'DBIT', id: 'MICS-P-2024-000001', on: '2024-08-03' },
    { cents: 2_100_000, side: 'DBIT', id: 'MICS-P-2024-000002', on: '2024-08-03' },
  ]);
  t.setClock('2024-09-01T08:00:00.000Z');
  await accept(world.university, 5_000_000, 'u');
  await accept(world.enterprise, 3_000_000, 'e');
  const [interim] = await propose();
  await approve(interim!);
  const { netCents } = await file(interim!);
  expect(await transfersIn(await send())).toEqual([['MICS-P-2024-000003', netCents]]);
  await bank([{ cents: netCents, side: 'DBIT', id: 'MICS-P-2024-000003', on: '2024-09-05' }]);
  // The partner has to give back more than its next share: nothing of it is transferred.
  t.setClock('2024-10-01T08:00:00.000Z');
  await cutAccepted(t.house, officer, world.projectId, { organisationId: world.enterprise, cents: 2_000_000, reason: 'Fatture doppie di prova' }, null);
  await accept(world.university, 1_000_000, 'u2');
  await accept(world.enterprise, 500_000, 'e2');
  const [kept] = await propose();
  expect((await file(kept!)).shares.map((s) => [s.grossCents - s.keptCents, s.netCents])).toEqual([
    [700_000, 700_000],
    [0, 0],
  ]);
  await approve(kept!);
  expect((await file(kept!)).shares.map((s) => s.state)).toEqual(['approved', 'paid']);
  expect(await transfersIn(await send())).toEqual([['MICS-P-2024-000004', 700_000]]);
  await bank([{ cents: 700_000, side: 'DBIT', id: 'MICS-P-2024-000004', on: '2024-10-05' }]);
  expect((await file(kept!)).shares.map((s) => s.state)).toEqual(['paid', 'paid']);
  // It comes back: what was kept stays kept.
  await bank([{ cents: 700_000, side: 'CRDT', id: 'MICS-P-2024-000004', on: '2024-10-07' }]);
  expect((await file(kept!)).shares.map((s) => s.state)).toEqual(['returned', 'paid']);
});

test('another amount pays nothing; booked by hand a whole tranche is paid, by two people; it comes back whole', async () => {
  await validPapers(t.house, world.projectId);
  const [id] = await propose();
  await approve(id!);
  await send();
  const { ids } = await bank([
    { cents: 2_100_000, side: 'DBIT', id: 'MICS-P-2024-000001', on: '2024-08-03' },
    { cents: 8_100_000, side: 'DBIT', on: '2024-08-03', said: 'Disposizione' },
    { cents: 2_100_000, side: 'DBIT', id: 'MICS-P-2024-000001-2', on: '2024-08-03' },
  ]);
  const outcomes = async () =>
    (await t.house.db.selectFrom('bank_movements').select(['outcome', 'tranche_id', 'order_id']).orderBy('line').execute()).map((m) => [
      m.outcome,
      m.tranche_id,
      m.order_id,
    ]);
  expect(await outcomes()).toEqual([
    ['partial', id, null],
    ['unmatched', null, null],
    ['unmatched', null, null],
  ]);
  expect(await balances(world.enterprise, 'paid')).toEqual({});
  expect((await candidatesFor(t.house.db, { direction: 'debit', cents: 8_100_000 })).map((c) => [c.value, c.beneficiary])).toEqual([
    [`tranche/${id}`, 'Università di prova · Impresa di prova S.r.l.'],
  ]);
  expect(await candidatesFor(t.house.db, { direction: 'debit', cents: 2_100_000 })).toEqual([]);
  const key = (line: number) => ({ statementId: ids[0]!, line });
  const share = (await file(id!)).shares[1]!.id;
  const said = (line: number, purpose: 'order' | 'tranche', of: string) =>
    proposeBooking(t.house, officer, key(line), { about: { purpose, id: of }, reason: 'Lo dice la banca' });
  expect(await codesOf(said(3, 'order', share))).toEqual(['payments.orderNotSent']);
  expect(await codesOf(said(3, 'tranche', id!))).toEqual(['payments.notItsAmount']);
  const booking = await said(2, 'tranche', id!);
  expect(await codesOf(decideBooking(t.house, officer, booking, { outcome: 'booked', refusal: '' }))).toEqual(['payments.twoPeople']);
  await decideBooking(t.house, payer, booking, { outcome: 'booked', refusal: '' });
  expect((await outcomes())[1]).toEqual(['paid', id, null]);
  expect(await balances(world.enterprise, ...money)).toEqual({ advance: 2_100_000, paid: 2_100_000, withLead: 2_100_000 });
  expect(await balances(world.university, ...money)).toEqual({ advance: 6_000_000, paid: 6_000_000 });
  await bank([{ cents: 8_100_000, side: 'CRDT', id: 'MICS-P-2024-000001', on: '2024-08-09' }]);
  for (const organisation of [world.university, world.enterprise]) expect(await balances(organisation, ...money)).toEqual({});
  expect((await file(id!)).state).toBe('returned');
});

test('a call that pays each beneficiary by itself has no tranches', async () => {
  const other = await testHouse({ at: '2024-08-01T08:00:00.000Z' });
  const plain = await fundedWorld(other.house);
  const office = await plain.person('Olga Ufficio', [{ role: 'office', scope: null }]);
  await validPapers(other.house, plain.projectId);
  expect(await codesOf(proposeTranches(other.house, office, plain.projectId, null))).toEqual(['payments.eachByItself']);
  await other.end();
});

test('the database refuses a tranche that is not the sum of its shares, or whose shares are apart', async () => {
  await validPapers(t.house, world.projectId);
  const [id] = await propose();
  const share = (await file(id!)).shares[0]!.id;
  const change = (statement: string) =>
    act(t.house, null, 'test.apart', `tranche/${id}`, async (deed) => {
      await t.house.pool.query(statement, [share]);
      await deed.record({ kind: 'test.apart', subject: `tranche/${id}` });
    });
  await expect(change('update payment_orders set net_cents = net_cents + 1, gross_cents = gross_cents + 1 where id = $1')).rejects.toThrow(
    'is not the sum of its shares',
  );
  await expect(change("update payment_orders set state = 'approved' where id = $1")).rejects.toThrow('is not the sum of its shares');
});

/** A generator that gives the same numbers for the same seed. */
function dice(seed: number) {
  let s = seed;
  return (below: number): number => {
    s = (s * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((s / 2_147_483_648) * below);
  };
}

test.each([1, 2, 3, 4])('random lives: each transfer is the sum of its shares, and the ledger has each beneficiary’s (seed %i)', async (seed) => {
  const roll = dice(seed * 7919);
  await validPapers(t.house, world.projectId);
  const partners = [world.university, world.enterprise];
  const grant: Record<string, number> = { [world.university]: 20_000_000, [world.enterprise]: 7_000_000 };
  const earned: Record<string, number> = {};
  // What the model believes was transferred and did not come back, and what was kept of payments, by beneficiary.
  const paid: Record<string, number> = {};
  const kept: Record<string, number> = {};
  let day = Date.parse('2024-08-01T08:00:00.000Z');
  for (let step = 0; step < 14; step++) {
    day += (1 + roll(9)) * 86_400_000;
    t.setClock(new Date(day).toISOString());
    const today = new Date(day).toISOString().slice(0, 10);
    const who = partners[roll(2)]!;
    const cents = 1 + roll(2_500_000);
    if (roll(3) > 0 && (earned[who] ?? 0) + cents <= grant[who]!) {
      await accept(who, cents, `${seed}/${step}`);
      earned[who] = (earned[who] ?? 0) + cents;
    }
    if (roll(4) === 0 && (earned[who] ?? 0) > 500_000) {
      const cut = 1 + roll(500_000);
      await cutAccepted(t.house, officer, world.projectId, { organisationId: who, cents: cut, reason: 'Taglio di prova' }, null);
      earned[who]! -= cut;
    }
    let ids: string[];
    try {
      ids = await propose(`${seed}/${step}`);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      continue;
    }
    const refused = roll(5) === 0;
    for (const id of ids) await decideTranche(t.house, payer, id, { outcome: refused ? 'refused' : 'approved', refusal: refused ? 'No' : '' });
    if (refused) continue;
    const tranches = await Promise.all(ids.map(file));
    const moving = tranches.filter((x) => x.netCents > 0).toSorted((a, b) => (a.code < b.code ? -1 : 1));
    for (const x of tranches) expect(x.netCents).toBe(sum(x.shares.map((s) => s.netCents)));
    for (const s of tranches.flatMap((x) => x.shares)) kept[s.organisationId] = (kept[s.organisationId] ?? 0) + s.keptCents;
    if (moving.length === 0) continue;
    expect(await transfersIn(await send())).toEqual(moving.map((x) => [x.code, x.netCents]));
    await bank(moving.map((x) => ({ cents: x.netCents, side: 'DBIT' as const, id: x.code, on: today })));
    for (const s of moving.flatMap((x) => x.shares)) paid[s.organisationId] = (paid[s.organisationId] ?? 0) + s.netCents;
    const back = roll(4) === 0 ? moving[roll(moving.length)] : undefined;
    if (back) {
      await bank([{ cents: back.netCents, side: 'CRDT', id: back.code, on: today }]);
      for (const s of back.shares) paid[s.organisationId]! -= s.netCents;
    }
    for (const p of partners) {
      const b = await balances(p, 'paid', 'interestPaid', 'ordered', 'withLead');
      expect([p, (b['paid'] ?? 0) + (b['interestPaid'] ?? 0), b['ordered'] ?? 0, b['withLead'] ?? 0]).toEqual([
        p,
        // What is kept counts as paid, and as given back.
        (paid[p] ?? 0) + (kept[p] ?? 0),
        0,
        p === world.university ? 0 : (paid[p] ?? 0),
      ]);
    }
  }
  expect(sum(Object.values(paid))).toBeGreaterThan(0);
  if (seed === 4) expect(sum(Object.values(kept))).toBeGreaterThan(0);
});
