import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadAssets, type Assets } from '#src/house/assets.ts';
import type { Door } from '#src/plumbing/http/door.ts';
import type { TestHouse } from '../database.ts';
import { exampleHouse } from '../example.ts';
import { openDoors, ORIGIN, type Doorway } from '../factories/visitors.ts';
import { readMarkup } from './markup.ts';

// Every page that anybody may open, as somebody opens it who never was here: no cookie, no script, nothing kept.

const LIMIT = 100 * 1024;

let t: TestHouse;
let doorway: Doorway;
let assets: Assets;
const folder = mkdtempSync(join(tmpdir(), 'mics-assets-'));
let addresses: string[];

beforeAll(async () => {
  t = await exampleHouse();
  const { buildAssets } = (await import(join(import.meta.dirname, '../../bin/assets.mjs'))) as { buildAssets: (into: string) => Promise<unknown> };
  await buildAssets(folder);
  assets = loadAssets(folder);
  doorway = await openDoors(t.house, assets);
  addresses = await publicAddresses(doorway.doors);
});
afterAll(async () => {
  await t?.end();
  rmSync(folder, { recursive: true, force: true });
});

/** Public doors that are no pages: for machines, on to another site, and a PDF. */
const noPages = ['/healthz', '/readyz', '/sign-in/provider', '/decrees/:id'];

/** Each public page at one or more addresses that exist. A new page with a parameter has to be given some here. */
async function publicAddresses(doors: readonly Door[]): Promise<string[]> {
  const one = async (query: string) => ((await t.house.pool.query(query)).rows[0] as { id: string }).id;
  const known: Record<string, string[]> = {
    '/spokes/:number': ['/spokes/1', '/spokes/8'],
    '/partners/:id': [
      `/partners/${await one("select organisation_id as id from founding_partners where role = 'public' limit 1")}`,
      `/partners/${await one("select organisation_id as id from award_beneficiaries where role = 'lead' limit 1")}`,
    ],
    '/calls/:callId': ['/calls/01-2024', '/calls/02-2024', '/calls/02-2024-copia', '/calls/03-2026'],
    '/calls/:callId/versions': ['/calls/01-2024/versions', '/calls/03-2026/versions'],
    '/calls/:callId/versions/:number': ['/calls/02-2024/versions/1', '/calls/02-2024/versions/3'],
    '/calls/:callId/ranking': [
      '/calls/01-2024/ranking',
      '/calls/02-2024/ranking',
      '/calls/02-2024/ranking?version=1',
      '/calls/02-2024/ranking?page=2&sort=-points&state=funded',
      '/calls/03-2026/ranking',
    ],
    '/calls/:callId/ranking/:applicationId': [
      `/calls/02-2024/ranking/${await one("select application_id as id from awards where call_id = '02-2024' limit 1")}`,
      `/calls/01-2024/ranking/${await one("select p.application_id as id from ranking_places p join rankings r on r.id = p.ranking_id where r.call_id = '01-2024' and p.state = 'excluded' limit 1")}`,
    ],
    '/calls/:callId/awards': ['/calls/01-2024/awards', '/calls/02-2024/awards', '/calls/03-2026/awards'],
    '/partners': ['/partners', '/partners?counted=enterprise&page=2', '/partners?q=zzz'],
    '/projects': ['/projects', '/projects?origin=call&sort=-grantCents'],
    '/sign-in': ['/sign-in', '/sign-in?done=signed-out&next=/account'],
    '/sign-up/verification': ['/sign-up/verification?token=x'],
    '/password/reset': ['/password/reset?token=x'],
  };
  const pages = doors.filter((d) => d.method === 'GET' && d.access === 'public' && !d.path.startsWith('/api/') && !noPages.includes(d.path));
  const without = pages.filter((d) => d.path.includes(':') && !known[d.path]).map((d) => d.path);
  expect(without).toEqual([]);
  return [...pages.flatMap((d) => known[d.path] ?? [d.path]), '/no-such-page'];
}

/** A passkey needs a script to be offered at all (WebAuthn); without it sign-in is whole. The gallery shows the parts as forms wear them. */
const scripted: Record<string, readonly string[]> = { '/sign-in': ['passkey.js'], '/gallery': ['enhance.js'] };

const both = (path: string): { locale: 'it' | 'en'; address: string; other: string }[] => {
  const english = path === '/' ? '/en' : `/en${path}`;
  return [
    { locale: 'it', address: path, other: english },
    { locale: 'en', address: english, other: path },
  ];
};

const statement = { it: "Finanziato dall'Unione europea – NextGenerationEU", en: 'Funded by the European Union – NextGenerationEU' };

type Sent = { status: number; html: string; bytes: number };
async function fetched(address: string): Promise<Sent> {
  const answer = await doorway.ask('GET', address, { headers: { 'accept-encoding': 'gzip' } });
  const body = Buffer.from(await answer.arrayBuffer());
  return {
    status: answer.status,
    bytes: body.byteLength,
    html: (answer.headers.get('content-encoding') === 'gzip' ? gunzipSync(body) : body).toString('utf8'),
  };
}

/** What a browser takes over the wire for one asset, styles with whatever they name. */
async function weight(address: string): Promise<number> {
  const answer = assets.serve(address.replace('/assets/', ''), 'gzip');
  expect([address, answer.status]).toEqual([address, 200]);
  return (await answer.arrayBuffer()).byteLength;
}

test('every page is whole, in its language, with what the funder asks for, without a script', async () => {
  const wrong: string[] = [];
  for (const path of addresses) {
    for (const { locale, address, other } of both(path)) {
      const { status, html } = await fetched(address);
      const { elements, wrong: markup } = readMarkup(html);
      const of = (tag: string) => elements.filter((e) => e.tag === tag);
      const say = (ok: boolean, what: string) => ok || wrong.push(`${address}: ${what}`);
      for (const m of new Set(markup)) wrong.push(`${address}: ${m}`);
      say(status === (path === '/no-such-page' ? 404 : 200), `status ${status}`);
      say(of('html')[0]?.attributes['lang'] === locale, `lang ${of('html')[0]?.attributes['lang']}`);
      say(of('h1').length === 1 && of('h1')[0]!.text.trim() !== '', `${of('h1').length} h1`);
      const titles = of('title').filter((e) => e.parents.includes('head'));
      say(titles.length === 1 && titles[0]!.text.endsWith(' · MICS'), `title ${titles.map((e) => e.text).join()}`);
      say(of('main').length === 1, 'main');
      const scripts = of('script').map((e) => e.attributes['src']);
      say(
        scripts.every((src) => (scripted[path.split('?')[0]!] ?? []).some((name) => src === assets.address(name))),
        `scripts ${scripts.join()}`,
      );
      say(!/\son[a-z]+="|javascript:|\sstyle="/.test(html), 'a handler or style in the markup');
      const emblem = elements.find((e) => e.tag === 'img' && e.attributes['src'] === assets.address('eu-emblem.svg'));
      say((emblem?.attributes['alt'] ?? '') !== '', 'no emblem');
      say(
        of('p').some((p) => p.text === statement[locale] && p.parents.includes('footer')),
        'no funding statement',
      );
      say(
        of('dd').some((d) => d.text === 'PE00000004'),
        'no project code',
      );
      say(
        of('dd').some((d) => d.text === 'D43C22003120001'),
        'no CUP',
      );
      const switchTo = elements.find((e) => e.tag === 'a' && e.attributes['hreflang'] === (locale === 'it' ? 'en' : 'it'));
      say(switchTo?.attributes['href'] === kept(other), `the other language is at ${switchTo?.attributes['href']}`);
      const alternates = Object.fromEntries(
        of('link')
          .filter((l) => l.attributes['rel'] === 'alternate')
          .map((l) => [l.attributes['hreflang'], l.attributes['href']]),
      );
      say(alternates[locale === 'it' ? 'en' : 'it'] === `${ORIGIN}${kept(other)}`, `alternate ${JSON.stringify(alternates)}`);
      const headings = elements.filter((e) => /^h[1-6]$/.test(e.tag)).map((e) => Number(e.tag[1]));
      const jump = headings.findIndex((h, i) => i > 0 && h > headings[i - 1]! + 1);
      say(jump < 0, `h${headings[jump]} after h${headings[jump - 1]}`);
    }
  }
  expect(wrong).toEqual([]);
});

/** Forms that came from a link keep neither its token nor its notice in the language switch. */
const kept = (address: string): string =>
  address
    .replace('/sign-up/verification?token=x', '/sign-in')
    .replace('/password/reset?token=x', '/password/forgotten')
    .replace(/\/sign-in\?.*$/, '/sign-in');

describe('weight', () => {
  test('a first visit takes less than 100 KB, fonts and pictures among them', async () => {
    const css = assets.address('mics.css');
    const stylesheet = await assets.serve(css.replace('/assets/', ''), '').text();
    const named = [...new Set([...stylesheet.matchAll(/url\("?\.\/([^")]+)"?\)/g)].map((m) => `/assets/${m[1]}`))];
    const heavy: string[] = [];
    let heaviest = { address: '', bytes: 0 };
    for (const path of addresses) {
      for (const { address } of both(path)) {
        const { html, bytes } = await fetched(address);
        const wanted = new Set([...[...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((m) => m[1]!), ...named]);
        expect([address, [...wanted].some((w) => w === css)]).toEqual([address, true]);
        let total = bytes;
        for (const asset of wanted) total += await weight(asset);
        if (total > heaviest.bytes) heaviest = { address, bytes: total };
        if (total >= LIMIT) heavy.push(`${address}: ${total}`);
      }
    }
    console.log(`heaviest page: ${heaviest.address}, ${heaviest.bytes} bytes with everything it names`);
    expect(heavy).toEqual([]);
  });
});

test('every link of every public page leads to a page that is there', async () => {
  const links = new Map<string, string>();
  // The gallery's links belong to pages that it invents.
  for (const path of addresses.filter((a) => a !== '/gallery' && a !== '/no-such-page')) {
    for (const { address } of both(path)) {
      for (const e of readMarkup((await fetched(address)).html).elements) {
        const href = e.tag === 'a' ? e.attributes['href'] : undefined;
        if (href?.startsWith('/') && !links.has(href.split('#')[0]!)) links.set(href.split('#')[0]!, address);
      }
    }
  }
  const wrong: string[] = [];
  // One address of each shape is enough: a list's pages, orders and filters are all one door.
  const shapes = new Map(
    [...links].map(([href, from]) => [
      href.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, ':id').replace(/\?.*/, (q) => `?${[...new URLSearchParams(q).keys()].join()}`),
      { href, from },
    ]),
  );
  for (const { href, from } of shapes.values()) {
    const { status, headers } = await doorway.ask('GET', href);
    const known = status === 200 || (status === 303 && /^(\/en)?\/sign-in/.test(headers.get('location') ?? ''));
    if (!known) wrong.push(`${from} → ${href}: ${status}`);
  }
  expect(wrong).toEqual([]);
});

test('an anchor in another page is there', async () => {
  const pages = new Map<string, Set<string>>();
  const idsOf = async (address: string) => {
    if (!pages.has(address)) pages.set(address, new Set(readMarkup((await fetched(address)).html).elements.flatMap((e) => e.attributes['id'] ?? [])));
    return pages.get(address)!;
  };
  const wrong = new Set<string>();
  for (const path of addresses) {
    for (const e of readMarkup((await fetched(path)).html).elements) {
      const [address, anchor] = e.tag === 'a' ? (e.attributes['href'] ?? '').split('#') : [];
      if (address?.startsWith('/') && anchor && addresses.includes(address) && !(await idsOf(address)).has(anchor)) wrong.add(`${path} → ${address}#${anchor}`);
    }
  }
  expect([...wrong]).toEqual([]);
});

/** Rows that somebody may see, for the doors that are not public. */
async function knownRows() {
  const one = async (query: string) => ((await t.house.pool.query(query)).rows[0] as { id: string }).id;
  const draft = await one("select id from applications where state = 'draft'");
  const awarded = await one("select a.id from applications a join organisation_people o on o.organisation_id = a.lead_id where a.call_id = '01-2024' limit 1");
  const copied = await one(
    "select application_id as id from review_assignments r join applications a on a.id = r.application_id where a.call_id = '02-2024-copia' and r.state = 'submitted' limit 1",
  );
  const organisation = await one("select lead_id as id from applications where state = 'draft'");
  const review = (state: string) =>
    one(`select id from review_assignments where state = '${state}' and person_id = '00000000-0000-4000-8000-000000000005' limit 1`);
  const reviews = [await review('assigned'), await review('submitted')];
  return (path: string): string[] =>
    path.startsWith('/applications/:id')
      ? [draft, awarded].map((id) => path.replace(':id', id).replace(':section', 'identity'))
      : path.startsWith('/reviews/:id')
        ? reviews.map((id) => path.replace(':id', id))
        : path.startsWith('/organisations/:id')
          ? [path.replace(':id', organisation)]
          : path.startsWith('/people/:id')
            ? [path.replace(':id', '00000000-0000-4000-8000-000000000003')]
            : path.includes(':applicationId')
              ? [path.replace(':callId', '02-2024-copia').replace(':applicationId', copied)]
              : path.includes(':callId')
                ? ['02-2024', '02-2024-copia', '03-2026'].map((id) => path.replace(':callId', id))
                : [path];
}

test('the pages of those who are signed in are whole too', async () => {
  const rows = await knownRows();
  const closed = doorway.doors.filter(
    (d) => d.method === 'GET' && d.access !== 'public' && !d.path.startsWith('/api/') && !/:(sha256|protocol|number)/.test(d.path),
  );
  const wrong = new Set<string>();
  const seen = new Set<string>();
  for (const persona of ['office', 'applicant-enterprise', 'expert', 'chair', 'auditor', 'spoke-leader']) {
    const visitor = await doorway.as(persona);
    for (const door of closed) {
      for (const path of rows(door.path)) {
        for (const address of [path, `/en${path}`]) {
          const answer = await visitor.get(address);
          if (!answer.headers.get('content-type')?.startsWith('text/html')) continue;
          if (answer.status === 200) seen.add(door.path);
          const { elements, wrong: markup } = readMarkup(await answer.text());
          for (const m of markup) wrong.add(`${persona} ${address}: ${m}`);
          const h1 = elements.filter((e) => e.tag === 'h1').length;
          if (h1 !== 1) wrong.add(`${persona} ${address}: ${h1} h1`);
          if (![200, 403, 404].includes(answer.status)) wrong.add(`${persona} ${address}: ${answer.status}`);
        }
      }
    }
  }
  expect([...wrong]).toEqual([]);
  // A draft of a call and what only one persona has are all among them.
  expect(closed.map((d) => d.path).filter((p) => !seen.has(p))).toEqual(['/calls/:callId/preview']);
});
