import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Actor } from '#src/core/actor.ts';
import { act } from '#src/plumbing/house.ts';
import { lines } from '#src/plumbing/ledger/events.ts';
import { post } from '#src/plumbing/ledger/post.ts';
import { balance, balancesOf } from '#src/plumbing/ledger/read.ts';
import { finishProject } from '#src/delivery/projects/actions/begin.ts';
import { statementXml, type ExampleMovement } from '#src/house/seed/statement.ts';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { runningProject, validPapers } from '../../../test/factories/paid.ts';
import { fundedWorld } from '../../../test/factories/funded.ts';
import { decideAccount, proposeAccount } from './actions/accounts.ts';
import { demandValid, makeBatch, reconcile } from './actions/bank.ts';
import { decideOrder, proposeOrder } from './actions/orders.ts';
import { proposeBooking, decideBooking } from './actions/bookings.ts';
import { closeProject, closeWhenDone } from './actions/closing.ts';
import { southAfterClosing } from './queries/closing.ts';
import { addAct } from '#src/funding/calls/actions.ts';
import { currentVersion } from '#src/funding/calls/queries.ts';
import { potOf } from '#src/funding/rankings/queries/pot.ts';
import { cutAccepted, planInstalments, recoverAll } from './actions/recoveries.ts';
import { settleProject } from './actions/settle.ts';
import { moneyOfProject, nextPayments } from './queries.ts';
import { codesOf, reasonsOf } from '../../../test/factories/refused.ts';

const IBAN = 'IT60X0542811101000000123456';
const OWN = 'IT40S0542811101000000123456';

let t: TestHouse;
let world: Awaited<ReturnType<typeof fundedWorld>>;
let payer: Actor;
let officer: Actor;

beforeEach(async () => {
  t = await testHouse({ at: '2024-08-01T08:00:00.000Z' });
  world = await fundedWorld(t.house);
  payer = await world.person('Pia Paga', [{ role: 'payer', scope: null }]);
  officer = await world.person('Olga Ufficio', [{ role: 'office', scope: null }]);
  await validPapers(t.house, world.projectId, { but: ['guarantee'] });
  for (const [organisationId, iban] of [
    [null, OWN],
    [world.university, IBAN],
    [world.enterprise, 'DE89370400440532013000'],
  ] as const) {
    const id = await proposeAccount(t.house, officer, { organisationId, iban, holder: 'Titolare', reason: 'Comunicazione' });
    await decideAccount(t.house, payer, id, { outcome: 'confirmed', refusal: '' });
  }
});
afterEach(() => t.end());

const accept = (organisation: string, cents: number, key: string, application = world.applicationId) =>
  act(t.house, null, 'report.accept', 'report/1', async (d) => {
    await post(d, {
      key,
      kind: 'report.accepted',
      subject: 'report/1',
      on: d.at.slice(0, 10),
      lines: lines.acceptance({ application, organisation }, cents),
    });
    await d.record({ kind: 'report.accepted', subject: 'report/1' });
  });

/** The report on the last period, accepted. */
const lastReport = () =>
  t.house.pool.query(
    `insert into reports (project_id, number, from_on, until_on, due_on, state, technical, milestones, revision, opened_at, submitted_at, late, content, sha256, decided_at, outcome)
     values ($1, 9, '2025-01-15', '2025-07-14', '2025-09-12', 'accepted', '', '', 0, now(), now(), false, '{}', '', now(), '{}')`,
    [world.projectId],
  );

/** A further project that the same body leads, in the same call. */
async function anotherProject(organisation: string, cents: number) {
  const applicationId = await world.submission(organisation, 'Università di prova');
  const projectId = await runningProject(t.house, applicationId);
  await t.house.pool.query(
    `insert into project_members (project_id, organisation_id, role, kind, ownership, region, eligible_cents, aid_cents, joined_on)
     values ($1, $2, 'lead', 'university', 'public', 'lombardy', $3, $3, '2024-07-10')`,
    [projectId, organisation, cents],
  );
  await act(t.house, null, 'award.commit', `applications/${applicationId}`, async (d) => {
    const where = { programme: world.call.programme, call: world.callId };
    const who = { application: applicationId, organisation, spoke: 5, sector: null, region: 'lombardy' };
    const common = { key: `award/${applicationId}`, kind: 'award.committed', subject: `applications/${applicationId}`, on: '2024-06-28' };
    await post(d, { ...common, lines: lines.commitment(where, who, cents) });
    await d.record({ kind: 'award.committed', subject: `applications/${applicationId}` });
  });
  await validPapers(t.house, projectId);
  return { applicationId, projectId };
}

const balances = async (organisation: string) =>
  Object.fromEntries(
    (await balancesOf(t.house.db, [world.applicationId])).filter((b) => b.organisation === organisation && b.cents !== 0).map((b) => [b.kind, b.cents]),
  );

const order = (id: string) => t.house.db.selectFrom('payment_orders').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

let statementNumber = 0;
const movement = (cents: number, side: 'DBIT' | 'CRDT', id: string | null, on: string, said = ''): ExampleMovement => ({
  cents,
  side,
  ...(id && { id }),
  on,
  said,
});
const statement = (movements: readonly ExampleMovement[], id = `S${++statementNumber}`, iban = OWN) =>
  new TextEncoder().encode(statementXml(id, '2024-08-05', iban, movements));
const read = (bytes: Uint8Array) => reconcile(t.house, payer, { fileName: 'estratto.xml', bytes });

/** Proposes, approves, sends and pays the next payment on a day. */
async function pay(organisation: string, on: string): Promise<string> {
  const id = await proposeOrder(t.house, officer, world.projectId, organisation, null);
  await decideOrder(t.house, payer, id, { outcome: 'approved', refusal: '' });
  const { state, code, net_cents } = await order(id);
  if (state === 'approved') {
    await makeBatch(t.house, payer, { executeOn: t.house.clock().toISOString().slice(0, 10) });
    await read(statement([movement(net_cents, 'DBIT', code, on)]));
  }
  return id;
}

test('an advance: proposed by one, approved by another, sent, paid once the bank says so', async () => {
  const id = await proposeOrder(t.house, officer, world.projectId, world.university, 'once');
  expect(await proposeOrder(t.house, officer, world.projectId, world.university, 'once')).toBe(id);
  expect(await codesOf(proposeOrder(t.house, officer, world.projectId, world.university, 'twice'))).toEqual(['payments.openOrder']);
  expect(await order(id)).toMatchObject({
    code: 'MICS-P-2024-000001',
    kind: 'advance',
    state: 'proposed',
    gross_cents: 6_000_000,
    net_cents: 6_000_000,
    cup: 'D43C22003120001',
  });
  expect(await codesOf(decideOrder(t.house, officer, id, { outcome: 'approved', refusal: '' }))).toEqual(['payments.payerOnly', 'payments.twoPeople']);
  await decideOrder(t.house, payer, id, { outcome: 'approved', refusal: '' });
  expect(await codesOf(decideOrder(t.house, payer, id, { outcome: 'approved', refusal: '' }))).toEqual(['payments.decidedAlready']);
  expect(await balances(world.university)).toEqual({ committed: 20_000_000, advance: 6_000_000, ordered: 6_000_000 });
  const batch = await makeBatch(t.house, payer, { executeOn: '2024-08-02' });
  expect(await codesOf(makeBatch(t.house, payer, { executeOn: '2024-08-02' }))).toEqual(['payments.nothingApproved']);
  const kept = await t.house.db.selectFrom('payment_batches').selectAll().where('id', '=', batch).executeTakeFirstOrThrow();
  expect(kept).toMatchObject({ message_id: 'MICS-B-2024-000001', orders: 1, cents: 6_000_000, debtor_iban: OWN });
  const sent = Buffer.from(await t.house.files.get(kept.sha256)).toString();
  expect(sent).toContain('<EndToEndId>MICS-P-2024-000001</EndToEndId>');
  await expect(demandValid(sent.replace('<PmtMtd>TRF<', '<PmtMtd>XXX<'))).rejects.toThrow('the file for the bank is not as its schema says');
  const bytes = statement([movement(6_000_000, 'DBIT', 'MICS-P-2024-000001', '2024-08-05')]);
  expect(await read(bytes)).toMatchObject({ fresh: 1, known: 0 });
  expect(await read(bytes)).toMatchObject({ fresh: 0, known: 1 });
  expect(await balances(world.university)).toEqual({ committed: 20_000_000, advance: 6_000_000, paid: 6_000_000 });
  const mails = await t.house.db.selectFrom('mail_messages').select('subject').where('key', 'like', `order/${id}/%`).execute();
  expect(mails).toEqual([{ subject: 'PROVA: pagamento eseguito' }]);
});

test('a wrong amount pays nothing; a foreign account and a broken file are refused whole', async () => {
  const id = await proposeOrder(t.house, officer, world.projectId, world.university, null);
  await decideOrder(t.house, payer, id, { outcome: 'approved', refusal: '' });
  await makeBatch(t.house, payer, { executeOn: '2024-08-02' });
  await read(statement([movement(5_999_999, 'DBIT', 'MICS-P-2024-000001', '2024-08-05'), movement(100, 'DBIT', 'COMMISSIONI', '2024-08-05')]));
  expect((await order(id)).state).toBe('sent');
  expect(await t.house.db.selectFrom('bank_movements').select(['line', 'outcome', 'order_id']).orderBy('line').execute()).toEqual([
    { line: 1, outcome: 'partial', order_id: id },
    { line: 2, outcome: 'unmatched', order_id: null },
  ]);
  expect(await codesOf(read(statement([], 'X', IBAN)))).toEqual(['payments.otherAccount']);
  expect(await codesOf(read(new TextEncoder().encode('Data;Importo')))).toEqual(['payments.notXml']);
  const wrong = new TextDecoder()
    .decode(statement([movement(100, 'DBIT', null, '2024-08-05')], 'Y'))
    .replace('>1.00<', '>1,00<')
    .replace('>DBIT<', '>OUT<');
  const line = wrong.split('\n').findIndex((l) => l.includes('1,00')) + 1;
  expect(await reasonsOf(read(new TextEncoder().encode(wrong)))).toMatchObject([
    { code: 'payments.schema.value', at: 'file', params: { line, place: 'BkToCstmrStmt/Stmt/Ntry/Amt', value: '1,00' } },
    { code: 'payments.schema.choice', params: { line: line + 1, place: 'BkToCstmrStmt/Stmt/Ntry/CdtDbtInd', value: 'OUT', form: 'CRDT, DBIT' } },
  ]);
  expect(await t.house.db.selectFrom('bank_statements').select('statement_id').execute()).toHaveLength(1);
  // It came back after it was paid: due again as an advance.
  await read(statement([movement(6_000_000, 'DBIT', 'MICS-P-2024-000001', '2024-08-06')]));
  await read(statement([movement(6_000_000, 'CRDT', 'MICS-P-2024-000001', '2024-08-07')]));
  expect((await order(id)).state).toBe('returned');
  expect(await balances(world.university)).toEqual({ committed: 20_000_000 });
});

test('refused with a reason, and what was settled waits for the next order', async () => {
  await accept(world.university, 5_000_000, 'r1');
  const id = await proposeOrder(t.house, officer, world.projectId, world.university, null);
  expect(await codesOf(decideOrder(t.house, payer, id, { outcome: 'refused', refusal: '' }))).toEqual(['payments.sayWhy']);
  await decideOrder(t.house, payer, id, { outcome: 'refused', refusal: 'Manca il CUP sulla fattura' });
  expect(await order(id)).toMatchObject({ state: 'refused', refusal: 'Manca il CUP sulla fattura' });
  const again = await proposeOrder(t.house, officer, world.projectId, world.university, null);
  expect(await order(again)).toMatchObject({ kind: 'interim', gross_cents: 5_000_000, pay_by: (await order(id)).pay_by });
});

test('a private body gets no advance without a guarantee; a paper that has expired holds any payment', async () => {
  const next = async (on: string) =>
    (await nextPayments(t.house.db, await moneyOfProject(t.house.db, officer, world.projectId), on)).map((n) => [
      n.row.beneficiary,
      n.kind,
      n.grossCents,
      n.decision.ok ? [] : n.decision.reasons.map((r) => r.code),
    ]);
  expect(await next('2024-08-01')).toEqual([
    ['Università di prova', 'advance', 6_000_000, []],
    ['Impresa di prova S.r.l.', 'advance', 2_100_000, ['contract.document.missing', 'payments.noGuarantee']],
  ]);
  await validPapers(t.house, world.projectId);
  await t.house.pool.query("update contract_documents set valid_until = '2024-07-31' where document_id = 'durc' and organisation_id = $1", [world.university]);
  expect(await next('2024-07-31')).toEqual([
    ['Università di prova', 'advance', 6_000_000, []],
    ['Impresa di prova S.r.l.', 'advance', 2_100_000, []],
  ]);
  expect((await next('2024-08-01'))[0]).toEqual(['Università di prova', 'advance', 6_000_000, ['contract.document.expired']]);
});

test('the whole life: advance, interim with the advance absorbed, balance held back, closed, the rest back to the pot', async () => {
  await pay(world.university, '2024-08-05');
  await accept(world.university, 10_000_000, 'r1');
  await settleProject(t.house, world.projectId);
  await settleProject(t.house, world.projectId);
  expect(await balances(world.university)).toEqual({ committed: 20_000_000, accepted: 10_000_000, advance: 3_000_000, payable: 7_000_000, paid: 6_000_000 });
  await pay(world.university, '2024-08-06');
  await accept(world.university, 9_000_000, 'r2');
  await settleProject(t.house, world.projectId);
  // 90 % of 200,000 is 180,000; 130,000 is out: 50,000 is due, and 27,000 of the advance are absorbed.
  expect(await balances(world.university)).toEqual({
    committed: 20_000_000,
    accepted: 19_000_000,
    advance: 300_000,
    payable: 5_000_000,
    retained: 1_300_000,
    paid: 13_000_000,
  });
  await pay(world.university, '2024-08-07');
  expect(await codesOf(closeProject(t.house, officer, world.projectId, ''))).toEqual(['payments.notClosed', 'payments.stillPending']);
  await lastReport();
  const last = await pay(world.university, '2024-08-08');
  expect(await order(last)).toMatchObject({ kind: 'balance', gross_cents: 1_000_000 });
  expect(await balances(world.university)).toEqual({ committed: 20_000_000, accepted: 19_000_000, paid: 19_000_000 });
  // Something is left, so that it does not close by itself; the partner, the auditor and a stranger do not close it.
  await closeWhenDone(t.house, world.projectId);
  expect(await codesOf(closeProject(t.house, world.partner, world.projectId, ''))).toEqual(['payments.officeOnly', 'payments.ownOrganisation']);
  const pot = await balance(t.house.db, { kinds: ['pot'] });
  // The enterprise in the South spent nothing: 25.93 % of what is granted is there now, nothing will be, so that it takes a reason.
  expect(await southAfterClosing(t.house.db, world.call.programme, world.applicationId)).toEqual({
    now: { southCents: 7_000_000, allCents: 27_000_000 },
    afterwards: { southCents: 0, allCents: 19_000_000 },
    floor: 40,
  });
  expect(await codesOf(closeProject(t.house, officer, world.projectId, ''))).toEqual(['payments.sayWhyFloor']);
  expect(await closeProject(t.house, officer, world.projectId, 'Il partner non ha rendicontato nulla')).toBe(8_000_000);
  expect(await potOf(t.house.db, world.callId)).toEqual({
    freeCents: pot + 8_000_000,
    returned: [{ kind: 'award.decommitted', entries: 1, cents: 8_000_000, finalCents: 8_000_000 }],
    reusableCents: 8_000_000,
  });
  // An act of the call gives it out anew, once and never more than came back.
  const version = (await currentVersion(t.house.db, world.callId))!.number;
  const again = (cents: number, seen: number) =>
    addAct(t.house, officer, world.callId, seen, { kind: 'returnedMoney', on: '2024-08-20', ref: 'Determina 12', pot: world.call.pots[0]!.id, cents });
  expect(await reasonsOf(again(8_000_001, version))).toMatchObject([
    { code: 'call.moreThanReturned', at: 'amount', params: { leftCents: 8_000_000, returnedCents: 8_000_000, usedCents: 0 } },
  ]);
  await again(3_000_000, version);
  await again(5_000_000, version + 1);
  expect(await codesOf(again(1, version + 2))).toEqual(['call.nothingReturned']);
  expect((await potOf(t.house.db, world.callId)).reusableCents).toBe(0);
  expect(await balance(t.house.db, { kinds: ['pot'] })).toBe(pot + 8_000_000);
  await finishProject(t.house, world.projectId);
  expect(await t.house.db.selectFrom('projects').select('state').executeTakeFirstOrThrow()).toEqual({ state: 'closed' });
  expect(await codesOf(closeProject(t.house, officer, world.projectId, ''))).toEqual(['payments.projectOver']);
  // Cut after the end: what is cut goes back the same way, once it has come back.
  await cutAccepted(t.house, officer, world.projectId, { organisationId: world.university, cents: 1_000_000, reason: 'Fattura doppia' }, 'k');
  expect(await codesOf(closeProject(t.house, officer, world.projectId, ''))).toEqual(['payments.claimsOpen']);
  await read(statement([movement(1_000_000, 'CRDT', null, '2024-08-01', 'MICS-R-2024-000001')]));
  expect(await closeProject(t.house, officer, world.projectId, '')).toBe(1_000_000);
  expect(await balances(world.university)).toMatchObject({ committed: 18_000_000, accepted: 18_000_000, paid: 19_000_000, recovered: 1_000_000 });
  expect(await balances(world.enterprise)).toEqual({});
});

test('with nothing left a project closes by itself, once the balance is paid', async () => {
  await accept(world.university, 20_000_000, 'r1');
  await accept(world.enterprise, 7_000_000, 'r2');
  await lastReport();
  await settleProject(t.house, world.projectId);
  await closeWhenDone(t.house, world.projectId);
  const closed = () => t.house.db.selectFrom('evidence_events').select('kind').where('kind', '=', 'payment.closed').execute();
  expect(await closed()).toEqual([]);
  await pay(world.university, '2024-08-05');
  await pay(world.enterprise, '2024-08-05');
  await closeWhenDone(t.house, world.projectId);
  expect(await closed()).toHaveLength(1);
  await finishProject(t.house, world.projectId);
  await closeWhenDone(t.house, world.projectId);
  expect(await closed()).toHaveLength(1);
});

test('a movement that matched nothing is booked by hand: two people where money moves, exactly its amount, one where it is nothing of ours', async () => {
  const id = await proposeOrder(t.house, officer, world.projectId, world.university, null);
  await decideOrder(t.house, payer, id, { outcome: 'approved', refusal: '' });
  const { ids } = await read(
    statement([movement(6_000_000, 'DBIT', null, '2024-08-05'), movement(350, 'DBIT', null, '2024-08-05'), movement(6_000_000, 'CRDT', null, '2024-08-06')]),
  );
  const [statementId] = ids as [string];
  const say = (actor: Actor, line: number, about: { purpose: 'order' | 'recovery' | 'foreign'; id: string | null }) =>
    proposeBooking(t.house, actor, { statementId, line }, { about, reason: 'Lo dice la banca al telefono' });
  const ofOrder = { purpose: 'order', id } as const;
  const outcomes = async () => (await t.house.db.selectFrom('bank_movements').select('outcome').orderBy('line').execute()).map((m) => m.outcome);
  expect(await codesOf(say(officer, 1, ofOrder))).toEqual(['payments.orderNotSent']);
  await makeBatch(t.house, payer, { executeOn: '2024-08-02' });
  expect(await codesOf(say(officer, 2, ofOrder))).toEqual(['payments.notItsAmount']);
  expect(await codesOf(say(world.lead, 1, ofOrder))).toEqual(['payments.officeOrPayer']);
  const booking = await say(officer, 1, ofOrder);
  expect(await codesOf(say(payer, 1, ofOrder))).toEqual(['payments.bookingWaits']);
  expect(await codesOf(decideBooking(t.house, officer, booking, { outcome: 'booked', refusal: '' }))).toEqual(['payments.twoPeople']);
  expect(await codesOf(decideBooking(t.house, payer, booking, { outcome: 'refused', refusal: '' }))).toEqual(['payments.sayWhy']);
  expect(await balances(world.university)).toMatchObject({ ordered: 6_000_000 });
  await decideBooking(t.house, payer, booking, { outcome: 'booked', refusal: '' });
  expect(await balances(world.university)).toEqual({ committed: 20_000_000, advance: 6_000_000, paid: 6_000_000 });
  expect(await codesOf(say(payer, 1, ofOrder))).toEqual(['payments.bookedAlready']);
  await say(officer, 2, { purpose: 'foreign', id: null });
  expect(await outcomes()).toEqual(['paid', 'foreign', 'unmatched']);
  // It came back: booked to the same order, after a first look that was wrong.
  const wrong = await say(payer, 3, ofOrder);
  await decideBooking(t.house, officer, wrong, { outcome: 'refused', refusal: 'È di un altro' });
  const right = await say(payer, 3, ofOrder);
  await decideBooking(t.house, officer, right, { outcome: 'booked', refusal: '' });
  expect(await outcomes()).toEqual(['paid', 'foreign', 'returned']);
  expect(await balances(world.university)).toEqual({ committed: 20_000_000 });
});

test('money that came in without a reference is booked to its claim, never more than is asked', async () => {
  await accept(world.university, 10_000_000, 'r1');
  await pay(world.university, '2024-08-01');
  const claim = (await cutAccepted(t.house, officer, world.projectId, { organisationId: world.university, cents: 4_000_000, reason: 'Fatture doppie' }, 'k'))!;
  const { ids } = await read(
    statement([movement(4_000_001, 'CRDT', null, '2024-08-01'), movement(3_000_000, 'CRDT', null, '2024-08-01'), movement(5, 'DBIT', null, '2024-08-01')]),
  );
  const say = (line: number) =>
    proposeBooking(t.house, payer, { statementId: ids[0]!, line }, { about: { purpose: 'recovery', id: claim }, reason: 'Il nome è il loro' });
  expect(await codesOf(say(1))).toEqual(['payments.moreThanAsked']);
  expect(await codesOf(say(3))).toEqual(['payments.wentOut']);
  await decideBooking(t.house, officer, await say(2), { outcome: 'booked', refusal: '' });
  expect(await balances(world.university)).toMatchObject({ receivable: 1_000_000, recovered: 3_000_000 });
});

test('what has to come back on another project is kept from this one’s payment, if the office says so', async () => {
  await accept(world.university, 10_000_000, 'r1');
  await pay(world.university, '2024-08-01');
  await cutAccepted(t.house, officer, world.projectId, { organisationId: world.university, cents: 4_000_000, reason: 'Fatture doppie' }, 'k');
  const other = await anotherProject(world.university, 9_000_000);
  await accept(world.university, 5_000_000, 'r2', other.applicationId);
  const plain = await proposeOrder(t.house, officer, other.projectId, world.university, null);
  expect(await order(plain)).toMatchObject({ net_cents: 5_000_000, offset_cents: 0 });
  await decideOrder(t.house, payer, plain, { outcome: 'refused', refusal: 'Si compensa' });
  const kept = await proposeOrder(t.house, officer, other.projectId, world.university, null, 'allProjects');
  expect(await order(kept)).toMatchObject({ gross_cents: 5_000_000, offset_cents: 4_000_000, net_cents: 1_000_000 });
  await decideOrder(t.house, payer, kept, { outcome: 'approved', refusal: '' });
  // The claim's project was given back, the other has been paid so much.
  expect(await balances(world.university)).toMatchObject({ accepted: 6_000_000, paid: 10_000_000, recovered: 4_000_000 });
  const there = Object.fromEntries((await balancesOf(t.house.db, [other.applicationId])).filter((b) => b.cents !== 0).map((b) => [b.kind, b.cents]));
  expect(there).toEqual({ committed: 9_000_000, accepted: 5_000_000, paid: 4_000_000, ordered: 1_000_000 });
  expect(await t.house.db.selectFrom('recoveries').select('state').execute()).toEqual([{ state: 'closed' }]);
});

test('a cut after payment: a claim with interest, in instalments, kept from the next payment, the rest by the bank', async () => {
  await accept(world.university, 10_000_000, 'r1');
  await pay(world.university, '2024-08-05');
  t.setClock('2024-10-01T08:00:00.000Z');
  expect(await codesOf(cutAccepted(t.house, officer, world.projectId, { organisationId: world.university, cents: 10_000_001, reason: 'x' }, null))).toEqual([
    'payments.cutTooLarge',
  ]);
  const claim = (await cutAccepted(t.house, officer, world.projectId, { organisationId: world.university, cents: 4_000_000, reason: 'Fatture doppie' }, 'k'))!;
  // 57 days at the rate of the call from 5 August to 1 October.
  const percent = world.call.delivery!.payments.interest.find((r) => r.from <= '2024-08-05' && (r.until ?? '9') >= '2024-10-01')!.percent;
  const interest = Math.round((4_000_000 * percent * 57) / 36_500);
  expect(await t.house.db.selectFrom('recoveries').select(['reference', 'capital_cents', 'interest_cents', 'cause']).execute()).toEqual([
    { reference: 'MICS-R-2024-000001', capital_cents: 4_000_000, interest_cents: interest, cause: 'cut' },
  ]);
  await planInstalments(t.house, officer, claim, { count: 3, firstOn: '2024-11-01' });
  expect(await t.house.db.selectFrom('recovery_instalments').select(['due_on', 'cents']).orderBy('number').execute()).toEqual([
    { due_on: '2024-11-01', cents: 1_333_334 },
    { due_on: '2024-12-01', cents: 1_333_333 },
    { due_on: '2025-01-01', cents: 1_333_333 },
  ]);
  await accept(world.university, 1_000_000, 'r2');
  const kept = await pay(world.university, '2024-10-02');
  expect(await order(kept)).toMatchObject({
    state: 'paid',
    gross_cents: 1_000_000,
    offset_interest_cents: interest,
    offset_cents: 1_000_000 - interest,
    net_cents: 0,
  });
  const left = 4_000_000 - 1_000_000 + interest;
  expect(await balances(world.university)).toMatchObject({
    accepted: 7_000_000,
    paid: 11_000_000,
    receivable: left,
    recovered: 1_000_000 - interest,
    interestReceived: interest,
  });
  await read(statement([movement(left, 'CRDT', null, '2024-10-01', 'Restituzione MICS-R-2024-000001')]));
  expect(await t.house.db.selectFrom('recoveries').select(['state']).execute()).toEqual([{ state: 'closed' }]);
  const after = await balances(world.university);
  expect(after).toMatchObject({ accepted: 7_000_000, paid: 11_000_000, recovered: 4_000_000 });
  expect(after).not.toHaveProperty('receivable');
});

test('a payment that comes late bears interest, paid with the next', async () => {
  await accept(world.university, 10_000_000, 'r1');
  const late = await pay(world.university, '2024-12-31');
  const { pay_by } = await order(late);
  expect(pay_by).toBe('2024-09-30');
  const owed = (await balances(world.university))['interestPayable']!;
  expect(owed).toBeGreaterThan(0);
  await accept(world.university, 1_000_000, 'r2');
  const next = await pay(world.university, '2024-08-09');
  expect(await order(next)).toMatchObject({ gross_cents: 1_000_000, interest_cents: owed, net_cents: 1_000_000 + owed });
  expect(await balances(world.university)).toMatchObject({ paid: 11_000_000, interestPaid: owed, lateInterest: owed });
});

test('revoked: all that was paid has to come back, what was not is owed no more; twice is once', async () => {
  await pay(world.university, '2024-08-05');
  await accept(world.university, 10_000_000, 'r1');
  await settleProject(t.house, world.projectId);
  await recoverAll(t.house, world.projectId, 'revocation');
  await recoverAll(t.house, world.projectId, 'revocation');
  const after = await balances(world.university);
  expect(after['interestReceivable']).toBe(after['interestIncome']);
  expect(after).toMatchObject({ receivable: 6_000_000, paid: 6_000_000 });
  expect(after).not.toHaveProperty('payable');
  expect(await t.house.db.selectFrom('recoveries').select(['cause', 'capital_cents']).execute()).toEqual([{ cause: 'revocation', capital_cents: 6_000_000 }]);
});

test('accounts: an IBAN that is none is refused, nobody confirms their own, the one before is replaced', async () => {
  const propose = (actor: Actor, iban: string) =>
    proposeAccount(t.house, actor, { organisationId: world.university, iban, holder: 'Università', reason: 'Cambio di tesoriere' });
  expect(await codesOf(propose(world.lead, 'IT60X0542811101000000123457'))).toEqual(['codes.iban.check']);
  expect(await codesOf(propose(world.partner, IBAN))).toEqual(['notFound']);
  const id = await propose(officer, 'FR1420041010050500013M02606');
  expect(await codesOf(propose(world.lead, IBAN))).toEqual(['payments.accountWaiting']);
  expect(await codesOf(decideAccount(t.house, officer, id, { outcome: 'confirmed', refusal: '' }))).toEqual(['payments.twoPeople']);
  await decideAccount(t.house, payer, id, { outcome: 'confirmed', refusal: '' });
  expect(
    await t.house.db
      .selectFrom('bank_accounts')
      .select(['iban', 'state'])
      .where('organisation_id', '=', world.university)
      .orderBy('proposed_at')
      .orderBy('state')
      .execute(),
  ).toEqual([
    { iban: 'FR1420041010050500013M02606', state: 'confirmed' },
    { iban: IBAN, state: 'replaced' },
  ]);
  const lastLetters = await t.house.db.selectFrom('mail_messages').select('subject').where('key', 'like', `account/${id}/%`).execute();
  expect(lastLetters).toEqual([{ subject: 'Nuovo conto corrente proposto' }]);
});
