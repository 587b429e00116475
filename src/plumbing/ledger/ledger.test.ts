import { afterAll, beforeAll, expect, test } from 'vitest';
import { act, type Deed } from '#src/plumbing/house.ts';
import { evaluationWorld } from '../../../test/factories/evaluation.ts';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { commit } from './commitments.ts';
import { lines } from './events.ts';
import { post, reverse, type NewEntry } from './post.ts';
import { balance, balancesBy, entriesOf, entryById, ledgerFigures } from './read.ts';

let t: TestHouse;
let where: { programme: string; call: string };
let who: { application: string; organisation: string };
const place = { spoke: 5, sector: null, region: 'campania' };
const common = { kind: 'test.posted', subject: 'test/1', on: '2024-07-10' };

const deed = <T>(work: (d: Deed) => Promise<T>): Promise<T> =>
  act(t.house, null, 'test.post', 'test/1', async (d) => {
    const result = await work(d);
    await d.record({ kind: 'test.posted', subject: 'test/1' });
    return result;
  });
const posted = (entry: Omit<NewEntry, keyof typeof common> & Partial<NewEntry>) => deed((d) => post(d, { ...common, ...entry }));

beforeAll(async () => {
  t = await testHouse({ at: '2024-07-10T10:00:00.000Z' });
  const world = await evaluationWorld(t.house);
  const organisation = await world.organisation('Impresa di prova');
  where = { programme: world.call.programme, call: world.callId };
  who = { application: await world.submission(organisation, 'Impresa di prova'), organisation };
  await posted({ key: 'pot', on: '2024-01-18', lines: lines.allotment(where.programme, where.call, 300_00) });
  await posted({ key: 'award', on: '2024-06-30', lines: lines.commitment(where, { ...who, ...place }, 100_00) });
});
afterAll(() => t.end());

test('a balance is asked for by any dimension, on any day', async () => {
  const { db } = t.house;
  expect(await balance(db, { kinds: ['pot'] })).toBe(200_00);
  expect(await balance(db, { kinds: ['pot'], at: '2024-06-29' })).toBe(300_00);
  expect(await balance(db, { kinds: ['pot'], at: '2024-06-30' })).toBe(200_00);
  expect(await balance(db, { kinds: ['committed'], south: true })).toBe(100_00);
  expect(await balance(db, { kinds: ['committed'], south: false })).toBe(0);
  expect(await balance(db, { kinds: ['committed'], organisation: who.organisation, at: '2024-06-29' })).toBe(0);
  expect(await balance(db, { kinds: ['committed'], organisation: who.organisation, at: '2024-06-30' })).toBe(100_00);
  expect(await balancesBy(db, ['kind', 'region'], { kinds: ['committed', 'pot'] })).toEqual([
    { kind: 'committed', region: 'campania', cents: 100_00 },
    { kind: 'pot', region: null, cents: 200_00 },
  ]);
  expect((await ledgerFigures(db, { call: where.call })).planned).toBe(300_00);
});

test('the same key answers the same entry; with other lines it throws', async () => {
  const once = await posted({ key: 'accept/1', lines: lines.acceptance(who, 40_00) });
  expect(await posted({ key: 'accept/1', lines: lines.acceptance(who, 40_00) })).toEqual({ id: once.id, fresh: false });
  await expect(posted({ key: 'accept/1', lines: lines.acceptance(who, 40_01) })).rejects.toThrow('ledger: accept/1 was posted with other lines');
  expect(await balance(t.house.db, { kinds: ['accepted'], ...who })).toBe(40_00);
});

test('an account of a beneficiary takes its dimensions from what was committed to it', async () => {
  expect(await balancesBy(t.house.db, ['kind', 'call', 'spoke', 'region', 'south'], { kinds: ['accepted', 'owed'] })).toEqual([
    { kind: 'accepted', call: where.call, spoke: 5, region: 'campania', south: true, cents: 40_00 },
    { kind: 'owed', call: where.call, spoke: 5, region: 'campania', south: true, cents: 40_00 },
  ]);
  const nobody = { application: who.application, organisation: '00000000-0000-4000-8000-000000000001' };
  await expect(posted({ key: 'nobody', lines: lines.acceptance(nobody, 1) })).rejects.toThrow(
    `ledger: nothing is committed to ${nobody.organisation} of ${nobody.application}`,
  );
});

test('a reversal says what it reverses, and comes once', async () => {
  await posted({ key: 'accept/wrong', lines: lines.acceptance(who, 7) });
  const back = await deed((d) => reverse(d, { ...common, key: 'accept/wrong/back', of: 'accept/wrong' }));
  const entry = (await entryById(t.house.db, back.id))!;
  expect((await entryById(t.house.db, entry.reverses!))!.reversedBy).toBe(back.id);
  expect(entry.lines.map(({ account, debitCents, creditCents }) => [account, debitCents, creditCents])).toEqual([
    ['accepted', null, 7],
    ['owed', 7, null],
  ]);
  expect(await balance(t.house.db, { kinds: ['accepted'], ...who })).toBe(40_00);
  await expect(deed((d) => reverse(d, { ...common, key: 'again', of: 'accept/wrong' }))).rejects.toThrow('ledger_entries_reverses_uq');
});

test('commitments move by the difference only', async () => {
  const wanted = (key: string, cents: number, region = 'campania') =>
    deed((d) =>
      commit(d, { ...where, ...common }, [
        { application: who.application, key, committed: cents === 0 ? [] : [{ organisation: who.organisation, cents, ...place, region }] },
      ]),
    );
  await wanted('commit/1', 100_00);
  expect(await t.house.db.selectFrom('ledger_entries').select('id').where('key', '=', 'commit/1').execute()).toEqual([]);
  await wanted('commit/2', 120_00);
  expect(await balance(t.house.db, { kinds: ['pot'] })).toBe(180_00);
  await wanted('commit/3', 120_00, 'lazio');
  expect(await balancesBy(t.house.db, ['region'], { kinds: ['committed'] })).toEqual([{ region: 'lazio', cents: 120_00 }]);
  await wanted('commit/4', 100_00);
  expect(await balance(t.house.db, { kinds: ['pot'] })).toBe(200_00);
  expect((await entriesOf(t.house.db, { kinds: ['committed'] }, { limit: 2 })).map((l) => [l.key, l.debitCents, l.creditCents])).toEqual([
    ['commit/4', 100_00, null],
    ['commit/4', null, 120_00],
  ]);
});

const raw = async (statements: readonly string[]) => {
  const client = await t.house.pool.connect();
  try {
    await client.query('begin');
    for (const s of statements) await client.query(s);
    await client.query('commit');
    return 'kept';
  } catch (error) {
    await client.query('rollback');
    return (error as { constraint?: string }).constraint ?? (error as Error).message;
  } finally {
    client.release();
  }
};
const entry = (key: string, count: number) =>
  `insert into ledger_entries (key, kind, subject, posted_on, recorded_at, lines) values ('${key}', 'raw', 'raw', '2024-07-01', now(), ${count})`;
const line = (key: string, n: number, count: number, cents: number, on = '2024-07-01') =>
  `insert into ledger_postings (entry_id, line, lines, posted_on, account_id, cents)
   select id, ${n}, ${count}, '${on}', (select min(id) from ledger_accounts) + ${n % 2}, ${cents} from ledger_entries where key = '${key}'`;

test('the database itself refuses what does not balance, over several statements too', async () => {
  expect(await raw([entry('r1', 2), line('r1', 1, 2, 5), line('r1', 2, 2, -4)])).toBe('ledger_entries_balanced');
  expect(await raw([entry('r2', 2), line('r2', 1, 2, 5)])).toBe('ledger_entries_balanced');
  expect(await raw([entry('r3', 2)])).toBe('ledger_entries_balanced');
  expect(await raw([entry('r4', 1), line('r4', 1, 1, 5)])).toBe('ledger_entries_lines_ck');
  expect(await raw([entry('r5', 2), line('r5', 1, 2, 5), line('r5', 2, 2, -5), entry('r6', 2), line('r6', 1, 2, 5), line('r6', 2, 2, 5)])).toBe(
    'ledger_entries_balanced',
  );
  expect(await raw([entry('r7', 2), line('r7', 1, 2, 5), 'select 1', line('r7', 2, 2, -5)])).toBe('kept');
  // A whole entry takes no more lines, whether they balance or not, and its day is that of its lines.
  expect(await raw([line('r7', 3, 2, 5), line('r7', 4, 2, -5)])).toBe('ledger_postings_line_ck');
  expect(await raw([line('r7', 3, 4, 5), line('r7', 4, 4, -5)])).toBe('ledger_postings_entry_fk');
  expect(await raw([entry('r8', 2), line('r8', 1, 2, 5, '2024-07-02'), line('r8', 2, 2, -5)])).toBe('ledger_postings_entry_fk');
});

test('nothing of it can be changed or taken away', async () => {
  for (const table of [
    'ledger_entries',
    'ledger_postings',
    'ledger_accounts',
    'ledger_groups',
    'ledger_balances',
    'ledger_group_balances',
    'ledger_group_months',
  ]) {
    const column = table === 'ledger_entries' ? 'kind' : table === 'ledger_groups' ? 'sector' : table === 'ledger_accounts' ? 'group_id' : 'cents';
    expect([table, await raw([`update ${table} set ${column} = ${column}`])]).toEqual([table, 'ledger_append_only']);
    expect([table, await raw([`delete from ${table}`])]).toEqual([table, 'ledger_append_only']);
    expect([table, await raw([`truncate ${table} cascade`])]).toEqual([table, 'ledger_append_only']);
  }
});

test('deeds at the same time do not wait for each other’s sums, and none is lost', async () => {
  const before = await balance(t.house.db, { kinds: ['accepted'], ...who });
  const client = await t.house.pool.connect();
  try {
    await client.query('begin');
    await client.query(entry('slow', 2));
    const account = `(select a.id from ledger_accounts a join ledger_groups g on g.id = a.group_id where g.kind = `;
    await client.query(`insert into ledger_postings (entry_id, line, lines, posted_on, account_id, cents)
      select e.id, 1, 2, date '2024-07-01', ${account} 'accepted' and g.region = 'campania'), 3 from ledger_entries e where key = 'slow'
      union all select e.id, 2, 2, date '2024-07-01', ${account} 'owed' and g.region = 'campania'), -3 from ledger_entries e where key = 'slow'`);
    await Promise.all([1, 2, 3].map((n) => posted({ key: `fast/${n}`, lines: lines.acceptance(who, n) })));
    expect(await balance(t.house.db, { kinds: ['accepted'], ...who })).toBe(before + 6);
    await client.query('commit');
  } finally {
    client.release();
  }
  expect(await balance(t.house.db, { kinds: ['accepted'], ...who })).toBe(before + 9);
});
