import { afterAll, beforeAll, expect, test } from 'vitest';
import { readMigrations } from '#src/plumbing/database/migrations.ts';
import { migrationsFolder } from '#src/house/open.ts';
import { balance, balancesBy } from '#src/plumbing/ledger/read.ts';
import { exampleHouse } from '../example.ts';
import type { TestHouse } from '../database.ts';

let t: TestHouse;
beforeAll(async () => {
  t = await exampleHouse();
}, 180_000);
afterAll(() => t.end());

const rows = async (text: string) => (await t.house.pool.query(text)).rows as Record<string, unknown>[];

test('every entry of the example comes to zero', async () => {
  expect(await rows('select entry_id from ledger_postings group by entry_id having sum(cents) <> 0')).toEqual([]);
  expect(await rows('select sum(cents)::bigint as n from ledger_postings')).toEqual([{ n: 0 }]);
  expect(await rows('select count(*)::int > 50 as there from ledger_entries')).toEqual([{ there: true }]);
});

test('kept sums are the sums of the postings', async () => {
  expect(
    await rows(`select account_id from (select account_id, cents from ledger_balances union all select account_id, -cents from ledger_postings) x
      group by account_id having sum(cents) <> 0`),
  ).toEqual([]);
  const groups = `select a.group_id, date_trunc('month', p.posted_on)::date as month, -p.cents as cents from ledger_postings p join ledger_accounts a on a.id = p.account_id`;
  expect(
    await rows(
      `select group_id from (select group_id, month, cents from ledger_group_months union all ${groups}) x group by group_id, month having sum(cents) <> 0`,
    ),
  ).toEqual([]);
  expect(
    await rows(
      `select group_id from (select group_id, cents from ledger_group_balances union all select group_id, cents from (${groups}) g) x group by group_id having sum(cents) <> 0`,
    ),
  ).toEqual([]);
});

test('the endowment is the programme’s, the pots are the calls’, and what is committed is what was awarded, to the cent', async () => {
  const { db } = t.house;
  expect(await rows('select id as programme, public_cents + private_cents as cents from programmes')).toEqual([
    { programme: 'mics', cents: await balance(db, { kinds: ['endowment', 'cofinancing'] }) },
  ]);
  expect(await balancesBy(db, ['call'], { kinds: ['pot', 'committed'] })).toEqual(
    await rows('select distinct on (call_id) call_id as call, pot_cents as cents from call_versions order by call_id, number desc'),
  );
  const awarded = await rows(`select w.application_id as application, b.organisation_id as organisation, b.region, b.aid_cents as cents
    from awards w join award_beneficiaries b on b.award_id = w.id where b.aid_cents > 0
      and not exists (select from renunciations x where x.application_id = w.application_id) order by 1, 2, 3`);
  expect(awarded.length).toBeGreaterThan(50);
  expect(await balancesBy(db, ['application', 'organisation', 'region'], { kinds: ['committed'] })).toEqual(awarded);
});

test('a database from before the ledger gets the same balances', async () => {
  const { db, pool } = t.house;
  const read = () => balancesBy(db, ['kind', 'call', 'application', 'organisation', 'region', 'spoke', 'sector']);
  const wanted = ['committed', 'pot', 'available', 'promised', 'endowment', 'cofinancing'];
  const before = (await read()).filter((r) => wanted.includes(r.kind));
  await pool.query(
    'drop table ledger_postings, ledger_entries, ledger_balances, ledger_group_balances, ledger_group_months, ledger_accounts, ledger_groups cascade',
  );
  for (const name of ['slot', 'keep_sums', 'entry_balances', 'is_append_only', 'sums_are_kept']) await pool.query(`drop function ledger_${name} cascade`);
  await pool.query(readMigrations(migrationsFolder).find((m) => m.name.endsWith('_ledger.sql'))!.sql);
  expect(await read()).toEqual(before);
});
