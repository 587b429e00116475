import { afterAll, beforeAll, expect, test } from 'vitest';
import { personas } from '#src/partnership/identity/personas.ts';
import type { TestHouse } from '../database.ts';
import { exampleHouse } from '../example.ts';
import { openDoors, type Doorway, type Visitor } from '../factories/visitors.ts';

// Whatever a page links to opens for the person whom the page was drawn for.

let t: TestHouse;
let doorway: Doorway;
beforeAll(async () => {
  t = await exampleHouse();
  doorway = await openDoors(t.house);
});
afterAll(() => t?.end());

/** How many addresses of one shape are opened. */
const OF_A_SHAPE = 2;

/** An address without what makes it one of many: ids, numbers, months, the values of its filters. */
function shapeOf(address: string): string {
  const [path = '', query = ''] = address.split('?');
  const steps = path.replace(/\/(calls|templates|targets)\/[^/]+/g, '/$1/:').replace(/\/([0-9a-f-]{32,}|\d[\d-]*)(?=\/|$)/g, '/:');
  return `${steps}?${[...new Set(new URLSearchParams(query).keys())].sort().join('&')}`;
}

const linksOf = (html: string): string[] =>
  [...html.matchAll(/ (?:href|src)="(\/[^"#]*)/g)]
    .map((m) => m[1]!.replaceAll('&amp;', '&'))
    .filter((a) => !a.startsWith('/assets/') && !/^\/en(\/|$)/.test(a));

/** All that can be reached from the first page: the addresses that did not open, each with the page that named it. */
async function walk(visitor: Visitor): Promise<{ opened: number; dead: string[] }> {
  const waiting: [address: string, from: string][] = [['/', '']];
  const known = new Set(['/']);
  const shapes = new Map<string, number>();
  const dead: string[] = [];
  let opened = 0;
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const [address, from] = next;
    const shape = shapeOf(address);
    const seen = shapes.get(shape) ?? 0;
    if (seen >= OF_A_SHAPE) continue;
    shapes.set(shape, seen + 1);
    const answer = await visitor.get(address, { accept: 'text/html' });
    opened++;
    const text = await answer.text();
    if (answer.status >= 400) dead.push(`${answer.status} ${address} on ${from}`);
    const to = answer.headers.get('location');
    const html = answer.status === 200 && (answer.headers.get('content-type') ?? '').startsWith('text/html');
    for (const link of to?.startsWith('/') ? [to.replace(/#.*/, '')] : html ? linksOf(text) : [])
      if (!known.has(link)) {
        known.add(link);
        waiting.push([link, address]);
      }
  }
  return { opened, dead };
}

test.each([null, ...personas.map((p) => p.id)])('%s: every link opens', async (persona) => {
  const { opened, dead } = await walk(await doorway.as(persona));
  expect(dead).toEqual([]);
  expect(opened).toBeGreaterThan(100);
});
