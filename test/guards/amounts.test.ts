import { afterAll, beforeAll, expect, test } from 'vitest';
import { euros, millions, sum } from '#src/core/money.ts';
import { accountKinds, type AccountKind } from '#src/plumbing/ledger/accounts.ts';
import type { TestHouse } from '../database.ts';
import { exampleHouse } from '../example.ts';
import { openDoors, type Visitor } from '../factories/visitors.ts';

// Every amount of the overview is a link, and the rows that it leads to come to that amount, to the cent.

let t: TestHouse;
let office: Visitor;
let leader: Visitor;
let payer: Visitor;
beforeAll(async () => {
  t = await exampleHouse();
  const doorway = await openDoors(t.house);
  [office, leader, payer] = await Promise.all([doorway.as('office'), doorway.as('spoke-leader'), doorway.as('payer')]);
});
afterAll(() => t?.end());

const plain = (html: string) => html.replaceAll('&nbsp;', ' ').replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ').replaceAll('&amp;', '&');
const said = (text: string) =>
  plain(text)
    .replace(/<[^>]*>/g, '')
    .trim();

type Amount = { text: string; href: string };
const links = /<a href="(\/(?:ledger\/entries|oversight\/reported)\?[^"]*)"[^>]*>((?:(?!<\/a>).)*)<\/a>/gs;

/** The amounts of a page that lead to rows, and those in its tables and bars that lead nowhere. */
function amountsOf(html: string): { linked: Amount[]; dead: string[] } {
  const main = plain(html.slice(html.indexOf('<main')));
  const linked = [...main.matchAll(links)].map(([, href, inside]) => ({
    href: href!,
    // A figure says its value, and then what it is.
    text: said(/<span class="m-figure-value">(.*?)<\/span>/s.exec(inside!)?.[1] ?? inside!),
  }));
  // What is left of the tables once the links are out: names and shares. The table behind a picture of bars says what the list under it says.
  const rest = main.replaceAll(links, '').replaceAll(/<figure class="m-chart(?! m-time).*?<\/figure>/gs, '');
  const cells = [...rest.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, inside]) => said(inside!));
  return { linked, dead: cells.filter((c) => c.includes('€') && !/^0 M?€$/.test(c)) };
}

const sums = new Map<string, number>();
/** What the rows of an address come to: the CSV holds them all. */
async function sumOf(visitor: Visitor, href: string): Promise<number> {
  const known = `${visitor.persona} ${href}`;
  if (!sums.has(known)) {
    const answer = await visitor.get(`${href}&format=csv`);
    expect([href, answer.status]).toEqual([href, 200]);
    const [head, ...lines] = (await answer.text())
      .replace(/^\uFEFF/, '')
      .trimEnd()
      .split('\r\n')
      .map((line) => [...line.matchAll(/(?:^|;)("(?:[^"]|"")*"|[^;]*)/g)].map((m) => m[1]!));
    const cents = (name: string) => sum(lines.map((l) => Math.round(Number(l[head!.indexOf(name)]!.replace(',', '.')) * 100)));
    const account = new URL(href, 'http://x').searchParams.get('account') as AccountKind | null;
    const side = account && accountKinds[account].nature === 'credit' ? -1 : 1;
    sums.set(known, (account ? side * (cents('Dare') - cents('Avere')) : cents('Contributo')) || 0);
  }
  return sums.get(known)!;
}

async function holds(visitor: Visitor, path: string): Promise<number> {
  const { linked, dead } = amountsOf(await (await visitor.get(path)).text());
  expect([path, dead]).toEqual([path, []]);
  for (const { href, text } of linked) {
    const cents = await sumOf(visitor, href);
    const says = [euros(cents, 'it'), millions(cents, 'it')].map(plain);
    expect([path, href, says.includes(text) ? text : says]).toEqual([path, href, text]);
  }
  return linked.length;
}

test.each(['spoke', 'sector', 'region', 'call', 'organisation'])('by %s, every amount opens into rows that come to it', async (by) => {
  expect(await holds(office, `/oversight?by=${by}`)).toBeGreaterThan(20);
});

test.each(['call=02-2024', 'call=01-2024&region=campania', 'sector=clothing', 'spoke=6', 'region=lombardy'])(
  'narrowed to %s, it opens into rows of that alone',
  async (narrowed) => {
    expect(await holds(office, `/oversight?by=region&${narrowed}`)).toBeGreaterThan(5);
  },
);

test('the leader of a Spoke opens the money of that Spoke, and none of another', async () => {
  expect(await holds(leader, '/oversight?by=organisation')).toBeGreaterThan(10);
  const rows = async (visitor: Visitor, path: string) => (await (await visitor.get(`${path}&format=csv`)).text()).trimEnd().split('\r\n').length - 1;
  const all = await rows(office, '/ledger/entries?account=committed');
  const own = await rows(leader, '/ledger/entries?account=committed');
  expect([own > 0, own < all, await rows(leader, '/ledger/entries?account=pot'), await rows(leader, '/ledger/entries?spoke=3')]).toEqual([true, true, 0, 0]);
  expect(own).toBe(await rows(office, '/ledger/entries?account=committed&spoke=6'));
  for (const path of ['/ledger', '/ledger/entries/1']) expect([path, (await leader.get(path)).status]).toEqual([path, 403]);
});

test('who pays sees what is claimed, and reads no reports', async () => {
  const html = await (await payer.get('/oversight/reported')).text();
  expect(html).toContain('€');
  expect(html).not.toContain('href="/reports/');
  expect(await (await office.get('/oversight/reported')).text()).toContain('href="/reports/');
});
