import { hasRole } from '#src/core/actor.ts';
import { personas } from '#src/partnership/identity/personas.ts';
import type { Door } from '#src/plumbing/http/door.ts';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { TestHouse } from '../database.ts';
import { exampleHouse } from '../example.ts';
import { openDoors, ORIGIN, type Doorway } from '../factories/visitors.ts';
import { bodyFor } from './bodies.ts';

let t: TestHouse;
let doorway: Doorway;
const cookies = new Map<string, string>();
const bugs: string[] = [];

beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation((...said) => void bugs.push(said.map(String).join(' ').slice(0, 300)));
  t = await exampleHouse();
  doorway = await openDoors(t.house);
  for (const id of ['office', 'applicant-enterprise', 'expert']) cookies.set(id, await doorway.cookieOf(id));
});
afterEach(() => expect(bugs.splice(0)).toEqual([]));
afterAll(() => {
  vi.restoreAllMocks();
  return t.end();
});

/** Doors whose form comes back when it is refused: what a person types is at stake there. */
const forms = (): Door[] => doorway.doors.filter((d) => d.method === 'POST' && 'again' in d && d.again !== undefined);

/** Who would use the form, and an address of it that they may see. */
async function places(): Promise<{ door: Door; persona: string; path: string }[]> {
  const one = async (query: string) => ((await t.house.pool.query(query)).rows[0] as { id: string }).id;
  const draft = await one("select id from applications where state = 'draft'");
  const expert = personas.find((p) => p.id === 'expert')!.personId;
  const review = await one(`select id from review_assignments where person_id = '${expert}' and state = 'assigned' limit 1`);
  const copied = await one(
    "select application_id as id from review_assignments r join applications a on a.id = r.application_id where a.call_id = '02-2024-copia' limit 1",
  );
  const organisation = await one("select lead_id as id from applications where state = 'draft'");
  const known: Record<string, string> = { callId: '02-2024-copia', applicationId: copied, section: 'idea', chapter: 'texts' };
  return forms().flatMap((door) => {
    const persona = ['applicant-enterprise', 'expert', 'office'].find((p) => comesIn(door, p) && likely(door, p)) ?? 'office';
    const path = door.path.replace(
      /:(\w+)/g,
      (_all, name: string) =>
        known[name] ??
        (/\/reviews\//.test(door.path) ? review : /\/people\//.test(door.path) ? expert : /\/organisations\//.test(door.path) ? organisation : draft),
    );
    return [{ door, persona, path: path.replace('/calls/02-2024-copia/applications', '/calls/03-2026/applications') }];
  });
}

const comesIn = ({ access }: Door, persona: string): boolean => {
  const { grants } = personas.find((p) => p.id === persona)!;
  return access === 'public' || access === 'signedIn' || hasRole({ grants } as Parameters<typeof hasRole>[0], ...access.anyOf);
};
const likely = (door: Door, persona: string): boolean =>
  persona === 'expert'
    ? /reviews|conflicts/.test(door.path)
    : persona === 'applicant-enterprise'
      ? !/reviews|conflicts|people|calls\/:callId\/(?!applications)/.test(door.path)
      : true;

async function post(path: string, persona: string, fields: Record<string, string>): Promise<{ status: number; html: string }> {
  const answer = await doorway.fetch(
    new Request(`${ORIGIN}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: cookies.get(persona)!, origin: ORIGIN, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields),
    }),
  );
  return { status: answer.status, html: await answer.text() };
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const texts = (door: Door): Record<string, string> => {
  const body = bodyFor(door);
  return body instanceof FormData
    ? {}
    : Object.fromEntries(
        Object.entries(body)
          .filter((e): e is [string, string] => typeof e[1] === 'string' || typeof e[1] === 'number')
          .map(([k, v]) => [k, String(v)]),
      );
};

/** Fields that nobody types: they are in the page already. */
const hidden = new Set(['kind', 'seen', 'revision', 'run', 'application', 'document', 'organisation', 'outcome']);

test('there are forms to look at', () => {
  expect(forms().length).toBeGreaterThan(20);
});

test('an empty form, a huge one, and one full of markup come back as a page or go on, and never as a bug', { timeout: 120_000 }, async () => {
  const wrong: string[] = [];
  for (const { door, persona, path } of await places()) {
    const body = texts(door);
    const tried: [string, Record<string, string>][] = [
      ['empty', {}],
      ['huge', Object.fromEntries(Object.keys(body).map((k) => [k, 'x'.repeat(200_000)]))],
      ['markup', Object.fromEntries(Object.keys(body).map((k) => [k, '"><script>alert(1)</script>']))],
      ['wrong type', Object.fromEntries(Object.keys(body).map((k) => [`${k}[]`, 'x']))],
    ];
    for (const [name, fields] of tried) {
      const { status, html } = await post(path, persona, fields);
      if (status >= 500 && status !== 503) wrong.push(`${name} ${persona} ${path}: ${status}`);
      if (html.includes('<script>alert')) wrong.push(`${name} ${path}: the markup came back as markup`);
    }
  }
  expect(wrong).toEqual([]);
});

test('a refused form holds what was typed', { timeout: 120_000 }, async () => {
  const lost: string[] = [];
  let seen = 0;
  for (const { door, persona, path } of await places()) {
    const typed = Object.fromEntries(Object.entries(texts(door)).map(([k, v], i) => [k, hidden.has(k) ? v : `Testo & "${i}" <b>`]));
    const { status, html } = await post(path, persona, typed);
    if (status !== 422) continue;
    seen++;
    for (const [name, value] of Object.entries(typed)) {
      const field = new RegExp(`<(?:input|textarea)[^>]*name="${name.replaceAll('.', '\\.')}"[^>]*`).exec(html)?.[0];
      if (!field || /type="(?:hidden|password|file|radio|checkbox|date|datetime-local)"/.test(field)) continue;
      if (!html.includes(escaped(value))) lost.push(`${path} ${name}`);
    }
    // Where the form is still offered: a page that has nothing left to decide shows none.
    if (!(bodyFor(door) instanceof FormData) && new RegExp(`<form[^>]*action="${path}"[^>]*method="post"`).test(html) && !/role="alert"/.test(html))
      lost.push(`${path}: no summary of what was wrong`);
  }
  expect(lost).toEqual([]);
  expect(seen).toBeGreaterThan(12);
});
