import { afterAll, beforeAll, expect, test } from 'vitest';
import { act } from '#src/plumbing/house.ts';
import { lines } from '#src/plumbing/ledger/events.ts';
import { post } from '#src/plumbing/ledger/post.ts';
import { sql } from 'kysely';
import { evaluationWorld } from '../../../../test/factories/evaluation.ts';
import { testHouse, type TestHouse } from '../../../../test/database.ts';
import { postingSpec } from '../views/ledger.tsx';
import { postingsPage } from './postings.ts';

let t: TestHouse;
let who: { application: string; organisation: string };
const spec = { ...postingSpec, pageSize: 7 };
const page = (query: string, at: string | null = null) => postingsPage(t.house.db, spec, new URL(`http://x/ledger/entries?${query}`), at);

beforeAll(async () => {
  t = await testHouse({ at: '2024-07-10T10:00:00.000Z' });
  const world = await evaluationWorld(t.house);
  const organisation = await world.organisation('Università di Prova');
  who = { application: await world.submission(organisation, 'Università di Prova'), organisation };
  const where = { programme: world.call.programme, call: world.callId };
  const place = { spoke: 5, sector: null, region: 'campania' };
  const days = ['2024-07-01', '2024-07-03', '2024-07-02'];
  await act(t.house, null, 'test.post', 'test', async (d) => {
    const common = { kind: 'award.committed', subject: 'test' };
    await post(d, { ...common, key: 'award', on: '2024-06-30', lines: lines.commitment(where, { ...who, ...place }, 1_000_00) });
    for (let n = 0; n < 20; n++)
      await post(d, {
        ...common,
        kind: n === 3 ? 'recovery.opened' : 'report.accepted',
        key: `a/${n}`,
        on: days[n % 3]!,
        lines: lines.acceptance(who, 100 + n),
      });
    await d.record({ kind: 'test.posted', subject: 'test' });
  });
});
afterAll(() => t.end());

/** Every page from the first on, by the links that the list gives, and back again. */
async function walk(query: string) {
  const forth: string[][] = [];
  const steps: (Record<string, string> | null)[] = [];
  let at: Record<string, string> | null = {};
  while (at !== null) {
    const found = await page(`${query}&${new URLSearchParams(at)}`);
    forth.push(found.rows.map((r) => r.id));
    steps.push(found.steps!.before);
    at = found.steps!.after;
  }
  const back: string[][] = [];
  for (let i = steps.length - 1; i > 0; i--) back.unshift((await page(`${query}&${new URLSearchParams(steps[i]!)}`)).rows.map((r) => r.id));
  expect(back).toEqual(forth.slice(0, -1));
  return forth.flat();
}

test.each([
  ['', 'true'],
  ['account=accepted', "g.kind = 'accepted'"],
  ['event=recovery.opened', "e.kind = 'recovery.opened'"],
  ['q=di prova', 'a.organisation_id is not null'],
  ['south=yes&spoke=5', 'g.spoke = 5'],
  ['q=nessuno', 'false'],
])('pages of %s hold every posting once, in the order of the ledger, forth and back', async (query, where) => {
  const { rows } = await sql<{ id: string }>`select p.entry_id || '/' || p.line as id from ledger_postings p join ledger_entries e on e.id = p.entry_id
    join ledger_accounts a on a.id = p.account_id join ledger_groups g on g.id = a.group_id where ${sql.raw(where)}
    order by p.posted_on desc, p.entry_id desc, p.line desc`.execute(t.house.writer);
  const expected = rows.map((r) => r.id);
  expect(await walk(query)).toEqual(expected);
  expect(await walk(`${query}&sort=on`)).toEqual(expected.toReversed());
  expect((await page(`${query}&format=csv`)).rows.map((r) => r.id)).toEqual(expected);
});

test('a day leaves out what came later; nonsense in the address is the first page', async () => {
  expect((await page('', '2024-06-30')).rows.map((r) => r.account).toSorted()).toEqual(['committed', 'pot']);
  expect((await page('after=2024-99-99.x')).rows).toEqual((await page('')).rows);
});
