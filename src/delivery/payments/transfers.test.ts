import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#src/core/actor.ts';
import { alarms } from '#src/delivery/oversight/alarms/queries.ts';
import { statementXml } from '#src/house/seed/statement.ts';
import { balancesOf } from '#src/plumbing/ledger/read.ts';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { fundedWorld } from '../../../test/factories/funded.ts';
import { confirmedAccount, OWN_IBAN, throughLead, validPapers } from '../../../test/factories/paid.ts';
import { makeBatch, reconcile } from './actions/bank.ts';
import { decideTranche, proposeTranches } from './actions/tranches.ts';
import { declareTransfer, withdrawTransfer } from './actions/transfers.ts';
import { moneyOfProject, nextPayments } from './queries.ts';
import { entrustedIn, leadMoneyOf, transfersOf } from './queries/transfers.ts';
import { codesOf, reasonsOf } from '../../../test/factories/refused.ts';

// A call that pays through the lead: all goes to its account, it passes on and shows it.

const LEAD_IBAN = 'IT60X0542811101000000123456';
let t: TestHouse;
let world: Awaited<ReturnType<typeof fundedWorld>>;
let payer: Actor;
let officer: Actor;

beforeAll(async () => {
  t = await testHouse({ at: '2024-08-01T08:00:00.000Z' });
  world = await fundedWorld(t.house, { change: throughLead });
  payer = await world.person('Pia Paga', [{ role: 'payer', scope: null }]);
  officer = await world.person('Olga Ufficio', [{ role: 'office', scope: null }]);
  await validPapers(t.house, world.projectId);
  await account(null, OWN_IBAN);
});
afterAll(() => t.end());

const account = (organisationId: string | null, iban: string) => confirmedAccount(t.house, organisationId, iban, [officer, payer]);

const balances = async (organisation: string) =>
  Object.fromEntries(
    (await balancesOf(t.house.db, [world.applicationId]))
      .filter((b) => b.organisation === organisation && ['paid', 'entrusted', 'withLead', 'passedOn'].includes(b.kind) && b.cents !== 0)
      .map((b) => [b.kind, b.cents]),
  );
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const given = (cents: number, on: string) => ({ cents, on, file: { fileName: 'contabile.png', bytes: png } });
const read = (id: string, movements: Parameters<typeof statementXml>[3]) =>
  reconcile(t.house, payer, { fileName: 'e.xml', bytes: new TextEncoder().encode(statementXml(id, '2024-08-05', OWN_IBAN, movements)) });

test('the whole goes to the lead’s account, and what is the partner’s is passed on with proof', async () => {
  // Only the lead's account counts.
  const rows = await moneyOfProject(t.house.db, officer, world.projectId);
  const before = await nextPayments(t.house.db, rows, '2024-08-01');
  expect(before.map((n) => !n.decision.ok && n.decision.reasons.find((r) => r.code === 'payments.noAccount')?.params)).toEqual([
    { beneficiary: 'Università di prova' },
    { beneficiary: 'Università di prova' },
  ]);
  await account(world.university, LEAD_IBAN);
  const [tranche, ...more] = await proposeTranches(t.house, officer, world.projectId, 'once');
  expect(more).toEqual([]);
  // On its way to the lead for another: a lead does not leave with it.
  const held = async () => ((m) => [m.orders.map((o) => o.cents), m.withLeadCents])(await leadMoneyOf(t.house.db, world.projectId));
  expect(await held()).toEqual([[2_100_000], 0]);
  await decideTranche(t.house, payer, tranche!, { outcome: 'approved', refusal: '' });
  expect(await held()).toEqual([[2_100_000], 0]);
  const orders = await t.house.db.selectFrom('payment_orders').select(['id', 'code', 'organisation_id', 'net_cents', 'reasons']).orderBy('code').execute();
  expect(Object.fromEntries(orders.map((o) => [o.organisation_id, o.net_cents]))).toEqual({ [world.university]: 6_000_000, [world.enterprise]: 2_100_000 });
  const [own, others] = [orders.find((o) => o.organisation_id === world.university)!, orders.find((o) => o.organisation_id === world.enterprise)!];
  expect(others.reasons).toMatch(/ anticipo per Impresa di prova S\.r\.l\.$/);
  const batch = await makeBatch(t.house, payer, { executeOn: '2024-08-02' });
  const { sha256 } = await t.house.db.selectFrom('payment_batches').select('sha256').where('id', '=', batch).executeTakeFirstOrThrow();
  const sent = Buffer.from(await t.house.files.get(sha256)).toString();
  // One transfer, of both shares.
  expect([...sent.matchAll(/<EndToEndId>(.*?)<|<InstdAmt[^>]*>(.*?)<|<CdtrAcct>.*?<IBAN>(.*?)<|<Ustrd>(.*?)</gs)].map((m) => m.slice(1).find(Boolean))).toEqual(
    ['MICS-P-2024-000001', '81000.00', LEAD_IBAN, expect.stringMatching(/^CUP D43C22003120001 \S+ anticipo, 2 quote$/)],
  );
  expect(await codesOf(declareTransfer(t.house, world.lead, others.id, given(1, '2024-08-01'), null))).toEqual(['payments.notThroughLead']);
  await read('S1', [{ cents: 8_100_000, side: 'DBIT', id: 'MICS-P-2024-000001' }]);
  // The lead is told once, of all that is not its own; the partner of its share.
  const mails = await t.house.db.selectFrom('mail_messages').select(['body']).where('key', 'like', '%/passOn/%').execute();
  expect(mails.map((m) => m.body.replaceAll(/[\u00a0\u202f]/g, ' '))).toEqual([
    expect.stringMatching(
      /bonifico di 81\.000 €\. Le quote:\n- Università di prova: 60\.000 €\n- Impresa di prova S\.r\.l\.: 21\.000 €\n\n21\.000 € vanno trasferiti ai partner entro il 20 agosto 2024\./,
    ),
  ]);
  expect(await balances(world.university)).toEqual({ paid: own.net_cents });
  expect(await balances(world.enterprise)).toEqual({ paid: others.net_cents, entrusted: others.net_cents, withLead: others.net_cents });

  t.setClock('2024-08-12T08:00:00.000Z');
  expect(await codesOf(declareTransfer(t.house, world.lead, own.id, given(1, '2024-08-10'), null))).toEqual(['payments.notThroughLead']);
  expect(await codesOf(declareTransfer(t.house, world.partner, others.id, given(1, '2024-08-10'), null))).toEqual(['payments.leadOnly']);
  expect(await reasonsOf(declareTransfer(t.house, world.lead, others.id, given(others.net_cents + 1, '2024-08-04'), null))).toMatchObject([
    { code: 'payments.beforePaid', at: 'on', params: { paidOn: '2024-08-05' } },
    { code: 'payments.moreThanWithLead', at: 'cents', params: { leftCents: others.net_cents, passedCents: 0 } },
  ]);
  expect(
    await codesOf(declareTransfer(t.house, world.lead, others.id, { ...given(1, '2024-08-10'), file: { fileName: 'x.pdf', bytes: Buffer.from('no') } }, null)),
  ).toEqual(['form.fileType']);
  const heavy = declareTransfer(
    t.house,
    world.lead,
    others.id,
    { ...given(1, '2024-08-10'), file: { fileName: 'x.pdf', bytes: Buffer.alloc(5_000_001) } },
    null,
  );
  expect(await reasonsOf(heavy)).toMatchObject([{ code: 'form.fileTooBig', params: { bytes: 5_000_001, maxBytes: 5_000_000, of: 'system' } }]);
  const first = await declareTransfer(t.house, world.lead, others.id, given(1_000_000, '2024-08-10'), 'k');
  expect(await declareTransfer(t.house, world.lead, others.id, given(1_000_000, '2024-08-10'), 'k')).toBe(first);
  expect(await balances(world.enterprise)).toEqual({
    paid: others.net_cents,
    entrusted: others.net_cents,
    withLead: others.net_cents - 1_000_000,
    passedOn: 1_000_000,
  });
  expect(await held()).toEqual([[], others.net_cents - 1_000_000]);
  expect(await entrustedIn(t.house.db, world.projectId)).toMatchObject([
    { orderId: others.id, partner: 'Impresa di prova S.r.l.', passBy: '2024-08-20', entrustedCents: others.net_cents, passedCents: 1_000_000 },
  ]);
  const late = async (today: string) =>
    (await alarms(['transferLate'], { programme: world.call.programme, spokes: null }, today).execute(t.house.writer)).rows.map((r) => [
      r.ref,
      r.about,
      r.dueOn,
    ]);
  expect(await late('2024-08-20')).toEqual([]);
  expect(await late('2024-08-21')).toEqual([[others.id, 'Impresa di prova S.r.l.', '2024-08-20']]);
  // Declared by mistake: taken back, once, and declared again to the last cent.
  await withdrawTransfer(t.house, world.lead, first, 'Importo sbagliato');
  expect(await codesOf(withdrawTransfer(t.house, world.lead, first, 'Importo sbagliato'))).toEqual(['payments.withdrawnAlready']);
  t.setClock('2024-08-12T09:00:00.000Z');
  await declareTransfer(t.house, world.lead, others.id, given(others.net_cents, '2024-08-11'), null);
  expect(await balances(world.enterprise)).toEqual({ paid: others.net_cents, entrusted: others.net_cents, passedOn: others.net_cents });
  expect(await late('2024-09-30')).toEqual([]);
  // The programme's transfer came back: so did what was said to have been passed on.
  await read('S2', [{ cents: 8_100_000, side: 'CRDT', id: 'MICS-P-2024-000001', on: '2024-08-12' }]);
  expect(await balances(world.enterprise)).toEqual({});
  expect(await balances(world.university)).toEqual({});
  expect((await transfersOf(t.house.db, others.id)).map((x) => [x.cents, x.withdrawnAt !== null, x.withdrawal])).toEqual([
    [1_000_000, true, 'Importo sbagliato'],
    [others.net_cents, true, ''],
  ]);
});
