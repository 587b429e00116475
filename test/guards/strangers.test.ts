import type { Actor } from '#src/core/actor.ts';
import { hasRole } from '#src/core/actor.ts';
import { personas } from '#src/partnership/identity/personas.ts';
import type { Door } from '#src/plumbing/http/door.ts';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { TestHouse } from '../database.ts';
import { exampleHouse } from '../example.ts';
import { openDoors, ORIGIN, several, type Doorway, type Visitor } from '../factories/visitors.ts';
import { bodyFor } from './bodies.ts';

let t: TestHouse;
let doorway: Doorway;
let visitors: Visitor[];

/** What the house logged as a bug. */
const bugs: string[] = [];

beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation((...said) => void bugs.push(said.map(String).join(' ').slice(0, 300)));
  t = await exampleHouse();
  doorway = await openDoors(t.house);
  visitors = [await doorway.as(null)];
  for (const p of personas) visitors.push(await doorway.as(p.id));
});
afterEach(() => expect(bugs.splice(0)).toEqual([]));
afterAll(() => {
  vi.restoreAllMocks();
  return t.end();
});

const isApi = (door: Door) => door.path.startsWith('/api/');
const named = (door: Door) => `${door.method} ${door.path}`;
const paramsOf = (door: Door) => [...door.path.matchAll(/:(\w+)/g)].map((m) => m[1]!);
const somewhere = (door: Door) => door.path.replace(/:\w+/g, randomUUID()).replace('*', 'x');
const actorOf = (visitor: Visitor): Actor | null => {
  const p = personas.find((x) => x.id === visitor.persona);
  return p ? { id: p.personId, name: p.name, email: p.email, locale: 'it', grants: p.grants, organisationIds: [] } : null;
};

const comesIn = (visitor: Visitor, { access }: Door): boolean =>
  access === 'public' || (visitor.persona !== null && (access === 'signedIn' || hasRole(actorOf(visitor), ...access.anyOf)));

/** What a door refused with, whatever it wanted to say it in. */
const askedFor = { accept: 'application/json' };

test('every door that is not public turns a stranger away', async () => {
  const stranger = visitors[0]!;
  const wrong: string[] = [];
  for (const door of doorway.doors.filter((d) => d.access !== 'public')) {
    const path = somewhere(door);
    const answer = await stranger.send(door.method, path, door.method === 'GET' ? undefined : {});
    const said = `${answer.status} ${answer.headers.get('location') ?? answer.headers.get('content-type')}`;
    const next = encodeURIComponent(door.method === 'GET' ? path : '/');
    if (said !== (isApi(door) ? '401 application/problem+json; charset=utf-8' : `303 /sign-in?next=${next}`)) wrong.push(`${named(door)}: ${said}`);
  }
  expect(wrong).toEqual([]);
});

test('every door for a role turns away whoever does not hold it', async () => {
  const closed = doorway.doors.flatMap((door) =>
    visitors.slice(1).flatMap((visitor) => (typeof door.access === 'object' && !hasRole(actorOf(visitor), ...door.access.anyOf) ? [{ door, visitor }] : [])),
  );
  expect(closed.length).toBeGreaterThan(300);
  const answers = await several(closed, async ({ door, visitor }) => {
    const { status, codes } = await visitor.refused(door.method, somewhere(door), door.method === 'GET' ? undefined : {}, askedFor);
    return `${status} ${codes}` === '403 forbidden.role' ? '' : `${visitor.persona} ${named(door)}: ${status} ${codes}`;
  });
  expect(answers.filter(Boolean)).toEqual([]);
});

test('every door that changes something refuses a form of another site', async () => {
  const cookies = new Map<string, string>();
  for (const p of personas) cookies.set(p.id, await doorway.cookieOf(p.id));
  const before = await eventCount();
  const wrong: string[] = [];
  for (const door of doorway.doors.filter((d) => d.method !== 'GET')) {
    const { access } = door;
    const persona = typeof access === 'object' ? personas.find((p) => p.grants.some((g) => access.anyOf.includes(g.role)))!.id : 'office';
    const cookie = cookies.get(persona)!;
    const fromElsewhere: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
      { origin: `${ORIGIN}.elsewhere.example` },
    ];
    for (const headers of fromElsewhere) {
      const answer = await doorway.ask(door.method, somewhere(door), { body: bodyFor(door), headers: { ...askedFor, ...headers, cookie } });
      const codes = ((await answer.json().catch(() => ({}))) as { reasons?: { code: string }[] }).reasons?.map((r) => r.code).join();
      if (answer.status !== 403 || codes !== 'form.crossOrigin') wrong.push(`${named(door)} ${JSON.stringify(headers)}: ${answer.status} ${codes}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(await eventCount()).toBe(before);
});

const eventCount = async () => Number((await t.house.pool.query('select count(*) as n from evidence_events')).rows[0].n);

/** Ids that name nothing: of another shape, unknown, unspeakable; then unending, out of a number's range, broken, of another alphabet. */
const nobody = ['x', randomUUID(), '%00'];
const nobodyAtAll = [...nobody, 'a'.repeat(6000), '99999999999', '%E0%A4%A', "'--", '%F0%9F%8F%9B'];
/** Who between them come through every door: for these all ids are tried, for the others the first, at doors closed to them one. */
const thorough = ['office', 'applicant-enterprise', 'expert', 'chair'];

test('ids that name nothing are not found, at every door and for everyone', async () => {
  const known = await knownIds();
  const asks = doorway.doors.flatMap((door) =>
    paramsOf(door).flatMap((_, i, params) =>
      visitors.flatMap((visitor) => {
        const ids = !comesIn(visitor, door) ? nobody.slice(0, 1) : thorough.includes(visitor.persona ?? '') ? nobodyAtAll : nobody;
        return ids.map((id) => ({
          door,
          visitor,
          path: door.path.replace(/:(\w+)/g, (_all, name: string) =>
            params.indexOf(name) === i ? id : params.indexOf(name) < i ? known(door, name, visitor) : randomUUID(),
          ),
        }));
      }),
    ),
  );
  expect(asks.length).toBeGreaterThan(3000);
  const answers = await several(asks, async ({ door, visitor, path }) => {
    const answer = await visitor.send(door.method, path, door.method === 'GET' ? undefined : bodyFor(door));
    if (answer.status === 404 || answer.status === turnsAway(visitor, door)) return '';
    return `${visitor.persona} ${named(door)} ${path.slice(0, 90)}: ${answer.status}`;
  });
  expect([...new Set(answers.filter(Boolean))]).toEqual([]);
}, 900_000);

/** How a door turns this visitor away, whatever the id; undefined for who may come in. */
function turnsAway(visitor: Visitor, door: Door): number | undefined {
  if (comesIn(visitor, door)) return deskOnly.includes(named(door)) && visitor.persona !== 'office' ? 403 : undefined;
  return visitor.persona !== null ? 403 : isApi(door) ? 401 : 303;
}

/** Doors that let everyone knock, so that the attempt is recorded, and refuse by role before they look at the id. */
const deskOnly = ['POST /people/:id/grants', 'POST /people/:id/grants/:grantId/revocation'];

/** For doors with several ids: the earlier ones exist, and this visitor may see them where anybody may. */
async function knownIds() {
  const one = async (query: string) => ((await t.house.pool.query(query)).rows[0] as { id: string }).id;
  const draft = await one("select id from applications where state = 'draft'");
  const copied = await one(
    "select application_id as id from review_assignments r join applications a on a.id = r.application_id where a.call_id = '02-2024-copia' limit 1",
  );
  const organisation = await one("select lead_id as id from applications where state = 'draft'");
  const reviews = new Map(
    (await t.house.pool.query('select distinct on (person_id) person_id, id from review_assignments order by person_id, id')).rows.map(
      (r: { person_id: string; id: string }) => [r.person_id, r.id],
    ),
  );
  return (door: Door, name: string, visitor: Visitor): string => {
    if (name === 'callId') return '02-2024-copia';
    if (name === 'applicationId') return copied;
    if (/\/people\/:id/.test(door.path)) return personas[1]!.personId;
    if (/\/organisations\/:id/.test(door.path)) return organisation;
    if (/\/reviews\/:id/.test(door.path)) return reviews.get(actorOf(visitor)?.id ?? '') ?? randomUUID();
    return draft;
  };
}

test('what cannot be written in the database is refused, never a bug', async () => {
  const office = visitors.find((v) => v.persona === 'office')!;
  const applicant = visitors.find((v) => v.persona === 'applicant-enterprise')!;
  const wrong: string[] = [];
  const lists = doorway.doors.filter((d) => d.method === 'GET' && paramsOf(d).every((p) => p === 'callId') && !d.path.includes('*'));
  for (const door of lists) {
    const path = door.path.replace(':callId', '02-2024');
    for (const query of [
      'q=%00&sort=-%00&page=99999999999999&lead=%00&kind=%00&subject=%00',
      'q=%F0%9F%8F%9B%25_%5C&page=1e99&version=99999999999&limit=99999999999',
      `q=${'x'.repeat(5000)}&page=-1&version=%00&done=%00&from=%00&token=%00&next=%00`,
      'format=csv&q=%00&callId=%00',
    ]) {
      const { status } = await office.get(`${path}?${query}`);
      if (status >= 500 && door.path !== '/sign-in/provider') wrong.push(`${named(door)}?${query.slice(0, 60)}: ${status}`);
    }
  }
  for (const visitor of [office, applicant]) {
    for (const door of doorway.doors.filter((d) => d.method !== 'GET' && paramsOf(d).length === 0 && d.path !== '/sign-out' && !d.path.includes('*'))) {
      const body = bodyFor(door);
      for (const field of Object.keys(body instanceof FormData ? {} : body)) {
        const { status } = await visitor.send(door.method, door.path, { ...body, [field]: 'a\u0000b' });
        if (status >= 500) wrong.push(`${visitor.persona} ${named(door)} ${field}: ${status}`);
      }
      for (const raw of ['', '[]', 'null', '{', '"x"', '{"__proto__":{"a":1}}']) {
        const { status } = await visitor.send(door.method, door.path, raw);
        if (status >= 500) wrong.push(`${named(door)} ${raw}: ${status}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

test('there is a body of the right shape for every door that takes one', () => {
  const wrong = doorway.doors.flatMap((door) => {
    if (!door.input || door.method === 'GET') return [];
    const body = bodyFor(door);
    const parsed = door.input.safeParse(body instanceof FormData ? Object.fromEntries(body) : body);
    return parsed.success ? [] : [`${named(door)}: ${parsed.error.issues.map((i) => i.path.join('.')).join()}`];
  });
  expect(wrong).toEqual([]);
});

test('a body without end is broken off, whether it says its length or not', async () => {
  const piece = new TextEncoder().encode('a'.repeat(1024 * 1024));
  const fetched = { json: 0, form: 0 };
  const endless = (kind: 'json' | 'form', head: string) =>
    new ReadableStream<Uint8Array>({
      pull(controller) {
        if (fetched[kind]++ === 0) controller.enqueue(new TextEncoder().encode(head));
        else controller.enqueue(piece);
      },
    });
  const send = async (type: string, body: BodyInit, headers: Record<string, string> = {}) => {
    const answer = await doorway.fetch(
      new Request(`${ORIGIN}/sign-in`, { method: 'POST', headers: { ...askedFor, 'content-type': type, ...headers }, body, duplex: 'half' } as RequestInit),
    );
    const [why] = ((await answer.json()) as { reasons: { code: string; params: Record<string, unknown> }[] }).reasons;
    return [answer.status, why!.code, why!.params['of'], why!.params['bytes']];
  };
  expect(await send('application/json', endless('json', '{"email":"'))).toEqual([422, 'form.fileTooBig', 'request', null]);
  expect(await send('multipart/form-data; boundary=x', endless('form', '--x\r\ncontent-disposition: form-data; name="email"\r\n\r\n'))).toEqual([
    422,
    'form.fileTooBig',
    'request',
    null,
  ]);
  expect(await send('application/json', '{}', { 'content-length': String(26 * 1024 * 1024) })).toEqual([422, 'form.fileTooBig', 'request', 27_262_976]);
  expect(Object.values(fetched).every((n) => n < 40)).toBe(true);
  const bundle = new FormData();
  bundle.set('file', new File(['{'.repeat(5_000_001)], 'graduatoria.json'));
  const page = await doorway.fetch(new Request(`${ORIGIN}/en/verify`, { method: 'POST', headers: { origin: ORIGIN }, body: bundle }));
  expect([page.status, (await page.text()).includes('The file is 5.01 MB: at most 5 MB, set by this system')]).toEqual([422, true]);
});
