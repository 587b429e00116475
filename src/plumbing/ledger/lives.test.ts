import { afterAll, beforeAll, expect, test } from 'vitest';
import fc from 'fast-check';
import { addDays, type CalendarDate } from '#src/core/time.ts';
import { act } from '#src/plumbing/house.ts';
import { evaluationWorld } from '../../../test/factories/evaluation.ts';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { commit } from './commitments.ts';
import { lines } from './events.ts';
import { post, type NewEntry } from './post.ts';
import { balance, balancesOf, figuresOf } from './read.ts';

let t: TestHouse;
let world: Awaited<ReturnType<typeof evaluationWorld>>;
beforeAll(async () => {
  t = await testHouse({ at: '2024-07-10T10:00:00.000Z' });
  world = await evaluationWorld(t.house);
});
afterAll(() => t.end());

/** One step of the life of a grant; `part` of what is there to be taken, in parts of 1000. */
const steps = ['award', 'advance', 'accept', 'settle', 'pay', 'balance', 'cut', 'receive', 'offset', 'spendLess', 'end', 'passOn', 'takeBack'] as const;
const step = fc.record({ what: fc.constantFrom(...steps), part: fc.integer({ min: 1, max: 1000 }), days: fc.integer({ min: 0, max: 40 }) });

/**
 * The independent model: what somebody would write on one sheet of paper, without accounts. `claims` is what the beneficiary has earned, `got` what it
 * has received, `asked` what it has to give back.
 */
type Sheet = {
  granted: number;
  earned: number;
  unsettled: number;
  held: number;
  due: number;
  ahead: number;
  sent: number;
  got: number;
  asked: number;
  gaveBack: number;
  interest: number;
  interestGiven: number;
  /** Of what it has received, where that went to the lead: what is still there, what was passed on. */
  withLead: number;
  passed: number;
};
const blank = (): Sheet => ({
  granted: 0,
  earned: 0,
  unsettled: 0,
  held: 0,
  due: 0,
  ahead: 0,
  sent: 0,
  got: 0,
  asked: 0,
  gaveBack: 0,
  interest: 0,
  interestGiven: 0,
  withLead: 0,
  passed: 0,
});

test('random lives of grants: the ledger says what a sheet of paper says, on every day', async () => {
  let life = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (all) => {
      const n = ++life;
      const organisation = await world.organisation(`Beneficiario ${n}`);
      const who = { application: await world.submission(organisation, `Beneficiario ${n}`), organisation };
      const where = { programme: world.call.programme, call: world.callId };
      const sheet = blank();
      const pot = await balance(t.house.db, { kinds: ['pot'] });
      const past: { on: CalendarDate; got: number }[] = [];
      let on = '2024-07-01';
      let count = 0;
      const book = (kind: string, booked: NewEntry['lines']) =>
        act(t.house, null, 'test.post', 'test', async (d) => {
          await post(d, { key: `life/${n}/${++count}`, kind, subject: 'test', on, lines: booked });
          await d.record({ kind: 'test.posted', subject: 'test' });
        });
      const grant = async (cents: number) => {
        await act(t.house, null, 'test.post', 'test', async (d) => {
          const committed = cents === 0 ? [] : [{ organisation, cents, spoke: 1 + (n % 8), sector: null, region: n % 2 ? 'apulia' : 'veneto' }];
          await commit(d, { ...where, kind: 'award', subject: 'test', on }, [{ application: who.application, key: `life/${n}/${++count}`, committed }]);
          await d.record({ kind: 'test.posted', subject: 'test' });
        });
        sheet.granted = cents;
      };
      await grant(1_000_00 + n);
      for (const { what, part, days } of all) {
        on = addDays(on, days);
        const some = (whole: number) => Math.floor((whole * part) / 1000);
        if (what === 'award') await grant(sheet.granted + part);
        else if (what === 'end') await grant(0);
        else if (what === 'spendLess') await grant(sheet.granted - some(Math.max(0, sheet.granted - sheet.earned)));
        else if (what === 'advance') {
          const cents = some(sheet.granted);
          if (cents === 0) continue;
          await book('order', lines.order(who, { advance: cents }));
          sheet.ahead += cents;
          sheet.sent += cents;
        } else if (what === 'accept') {
          const cents = some(Math.max(0, sheet.granted - sheet.earned));
          if (cents === 0) continue;
          await book('accept', lines.acceptance(who, cents));
          sheet.earned += cents;
          sheet.unsettled += cents;
        } else if (what === 'settle') {
          if (sheet.unsettled === 0) continue;
          const absorbed = Math.min(sheet.ahead, some(sheet.unsettled));
          const retained = Math.floor((sheet.unsettled - absorbed) / 10);
          const due = sheet.unsettled - absorbed - retained;
          await book('settle', lines.settlement(who, { due, absorbed, retained }));
          Object.assign(sheet, { unsettled: 0, ahead: sheet.ahead - absorbed, held: sheet.held + retained, due: sheet.due + due });
        } else if (what === 'balance') {
          if (sheet.held === 0) continue;
          await book('release', lines.settlement(who, { due: sheet.held, absorbed: 0, retained: 0, released: sheet.held }));
          Object.assign(sheet, { held: 0, due: sheet.due + sheet.held });
        } else if (what === 'pay') {
          if (sheet.due > 0) {
            await book('order', lines.order(who, { due: sheet.due }));
            Object.assign(sheet, { due: 0, sent: sheet.sent + sheet.due });
          }
          if (sheet.sent === 0) continue;
          // Every other grant is of a call that pays its lead.
          await book('pay', [...lines.payment(who, sheet.sent), ...(n % 2 === 0 ? lines.entrusting(who, sheet.sent) : [])]);
          if (n % 2 === 0) sheet.withLead += sheet.sent;
          Object.assign(sheet, { sent: 0, got: sheet.got + sheet.sent });
        } else if (what === 'passOn' || what === 'takeBack') {
          const cents = what === 'passOn' ? some(sheet.withLead) : -some(sheet.passed);
          if (cents === 0) continue;
          await book(what, lines.passingOn(who, cents));
          Object.assign(sheet, { withLead: sheet.withLead - cents, passed: sheet.passed + cents });
        } else if (what === 'cut') {
          let left = some(sheet.earned);
          if (left === 0) continue;
          const take = (from: number) => {
            const taken = Math.min(left, from);
            left -= taken;
            return taken;
          };
          const cut = { owed: take(sheet.unsettled), retained: take(sheet.held), payable: take(sheet.due), paid: 0 };
          cut.paid = left;
          await book('cut', lines.cut(who, cut));
          sheet.earned -= cut.owed + cut.retained + cut.payable + cut.paid;
          sheet.unsettled -= cut.owed;
          sheet.held -= cut.retained;
          sheet.due -= cut.payable;
          sheet.asked += cut.paid;
          if (cut.paid > 0) {
            await book('interest', lines.interest(who, part));
            sheet.interest += part;
          }
        } else if (what === 'receive') {
          const [capital, interest] = [some(sheet.asked), some(sheet.interest)];
          if (capital + interest === 0) continue;
          await book('receive', lines.receipt(who, capital, interest));
          Object.assign(sheet, { asked: sheet.asked - capital, gaveBack: sheet.gaveBack + capital });
          Object.assign(sheet, { interest: sheet.interest - interest, interestGiven: sheet.interestGiven + interest });
        } else {
          const capital = Math.min(sheet.asked, sheet.due);
          if (capital === 0) continue;
          await book('offset', lines.offset(who, who, capital));
          Object.assign(sheet, { asked: sheet.asked - capital, gaveBack: sheet.gaveBack + capital, due: sheet.due - capital, got: sheet.got + capital });
        }
        past.push({ on, got: sheet.got });
      }
      const rows = await balancesOf(t.house.db, [who.application]);
      const of = (kind: string) => rows.find((r) => r.kind === kind)?.cents ?? 0;
      expect({
        granted: of('committed'),
        earned: of('accepted'),
        unsettled: of('owed'),
        held: of('retained'),
        due: of('payable'),
        ahead: of('advance'),
        sent: of('ordered'),
        got: of('paid'),
        asked: of('receivable'),
        gaveBack: of('recovered'),
        interest: of('interestReceivable'),
        interestGiven: of('interestReceived'),
        withLead: of('withLead'),
        passed: of('passedOn'),
      }).toEqual(sheet);
      expect(of('entrusted')).toBe(sheet.withLead + sheet.passed);
      expect(figuresOf(rows)).toMatchObject({ committed: sheet.granted, due: sheet.due, paid: sheet.got, recovered: sheet.gaveBack });
      expect(await balance(t.house.db, { kinds: ['pot'] })).toBe(pot - sheet.granted);
      // On any day of the past: the last line of the sheet until then.
      for (const day of new Set(past.map((p) => p.on)))
        expect(await balance(t.house.db, { kinds: ['paid'], application: who.application, at: day })).toBe(past.findLast((p) => p.on <= day)!.got);
      const { rows: sums } = await t.house.pool.query('select sum(cents)::bigint as n from ledger_balances');
      expect(sums[0].n).toBe(0);
    }),
    { numRuns: 60 },
  );
  // Months of groups, as the dashboards read them, agree with the postings on every month's end.
  const { rows } = await t.house.pool.query<{ cents: number; at: string }>(
    `select sum(-p.cents)::bigint as cents, m::date as at from generate_series(date '2024-06-30', date '2025-12-31', interval '45 days') m
      join ledger_postings p on p.posted_on <= m join ledger_accounts a on a.id = p.account_id join ledger_groups g on g.id = a.group_id and g.kind = 'paid' group by m`,
  );
  for (const { cents, at } of rows) expect([at, await balance(t.house.db, { kinds: ['paid'], at })]).toEqual([at, cents]);
}, 60_000);
