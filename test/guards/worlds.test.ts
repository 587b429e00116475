import { personas } from '#src/partnership/identity/personas.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sealEvidence } from '#src/plumbing/evidence/log.ts';
import { act } from '#src/plumbing/house.ts';
import { statements } from '#src/plumbing/database/database.ts';
import type { TestHouse } from '../database.ts';
import { exampleHouse } from '../example.ts';
import { openDoors, type Visitor } from '../factories/visitors.ts';
import { CALL, changesOf, elsewhere, hideOne, own, personOf, rowsOf, SECRET, tied, type Hidden, type World } from '../factories/worlds.ts';
import { makeDoubleBlind } from '../factories/blind.ts';
import { runJobs } from '../jobs.ts';
import { bodyFor } from './bodies.ts';

// Two worlds that differ only in what is hidden from a person are the same to that person: every list, count, search, order, export and answer, to the byte,
// and with as many statements, so that the work behind an answer tells nothing either.

type Own = World & { t: TestHouse };
let here: Own;
let there: Own;

/** The proposal whose content is hidden from whoever has something to do with it. */
let hidden: Hidden;
let changes: ReturnType<typeof changesOf>;

beforeAll(async () => {
  const open = async (): Promise<Own> => {
    const t = await exampleHouse();
    return { t, doorway: await openDoors(t.house) };
  };
  here = await open();
  there = await open();
  hidden = await hideOne(here, there);
  changes = changesOf(here, there, hidden);
});
afterAll(async () => {
  await here?.t.end();
  await there?.t.end();
});

/** Everybody signs in once: the page of an account lists its other sessions. */
const visitors = new Map<World, Map<string | null, Promise<Visitor>>>();
function visitor(world: World, persona: string | null): Promise<Visitor> {
  const known = visitors.get(world) ?? new Map<string | null, Promise<Visitor>>();
  visitors.set(world, known);
  const found = known.get(persona) ?? world.doorway.as(persona);
  known.set(persona, found);
  return found;
}

const addressesFor = async (persona: string | null): Promise<string[]> => {
  const { personId } = persona ? personOf(persona) : { personId: null };
  const ids = async (query: string, values: unknown[] = []) => (await rowsOf<{ id: string }>(here, query, values)).map((r) => r.id);
  const applications = [
    hidden.id,
    ...(await ids('select application_id as id from submissions where call_id = $1 and application_id <> $2 order by protocol limit 1', [CALL, hidden.id])),
    ...(await ids(`select id from applications where state = 'draft' order by id limit 1`)),
    ...(await ids(
      `select s.application_id as id from submissions s join submission_members m on m.submission_id = s.id join organisation_people p on p.organisation_id = m.organisation_id
       where p.person_id = $1 order by s.protocol limit 1`,
      [personId],
    )),
  ];
  const reviews = [
    ...(await ids('select id from review_assignments where application_id = $1 order by id limit 1', [hidden.id])),
    ...(await ids('select id from review_assignments where person_id = $1 order by id limit 1', [personId])),
  ];
  // In the discussion the experts of one proposal read each other, once they have handed in; its room's tests say who does not.
  const doors = here.doorway.doors.filter(
    (d) =>
      d.method === 'GET' &&
      !d.path.includes('*') &&
      !/live|sign-in|sign-up|auth|openapi|\/api$|example|gallery/.test(d.path) &&
      (tied.includes(persona ?? '') || !/discussion/.test(d.path)),
  );
  const queries = ['', `?q=${hidden.acronym}`, `?q=${SECRET.acronym}`, '?sort=-acronym', '?sort=-load', '?format=csv'];
  const experts = await ids('select person_id as id from call_experts where call_id = $1 order by pseudonym limit 4', [CALL]);
  const runs = await ids('select id from assignment_runs where call_id = $1 order by proposed_at limit 2', [CALL]);
  const findings = await ids('select id from conflict_findings where call_id = $1 order by id limit 2', [CALL]);
  const invitations = await ids('select id from expert_invitations where call_id = $1 order by id limit 1', [CALL]);
  return doors.flatMap(({ path }) => {
    const params = [...path.matchAll(/:(\w+)/g)].map((m) => m[1]!);
    if (params.length === 0) return queries.map((q) => path + q);
    const at = path.replace(':callId', CALL);
    if (params.length === 1 && params[0] === 'callId') return queries.map((q) => at + q);
    if (params.length > 2 || (params.length === 2 && params[0] !== 'callId')) return [];
    const candidates = candidatesFor(at);
    return candidates.map((id) => at.replace(/:\w+/, id));
  });

  /** What stands at the open place of an address. */
  function candidatesFor(at: string): string[] {
    if (/reviews\/:id/.test(at)) return reviews;
    if (/experts\/:(personId|expertId|id)\b|:(personId|expertId)\b/.test(at)) return experts;
    if (/runs\/:run/.test(at)) return runs;
    if (/conflicts-found\/:id/.test(at)) return findings;
    if (/invitations\/:(invitationId|id)/.test(at)) return invitations;
    if (/:(applicationId|id)\b/.test(at)) return applications;
    return /:number/.test(at) ? ['1'] : [];
  }
};

/**
 * Of the log, what nobody can read anything from is left aside: roots, hashes of leaves and signatures, which hold all that was done, each leaf with a salt of its
 * own (decision 21), and the names of sessions. How many lines there are is told to everybody, and is the same in both worlds.
 */
const ofLog = /evidence|verify|receipt/;
const opaque = (text: string): string =>
  text
    .replace(/\b[0-9a-f]{32,64}\b/g, 'HASH')
    .replace(/[A-Za-z0-9+/]{43,}={0,2}/g, 'SIGNATURE')
    .replace(/(session\W+)[0-9a-f-]{36}/g, '$1SESSION');

/** What an address answers: status, kind and every byte, but for a form's own key and the names of its blank rows. */
const answerOf = async (visitor: Visitor, address: string): Promise<string> => {
  const answer = await visitor.get(address);
  const body = Buffer.from(await answer.arrayBuffer()).toString('latin1');
  const blank = [...body.matchAll(/data-row="([0-9a-f]{8})" data-blank/g)].map((m) => m[1]!);
  const told = blank.reduce((text, row) => text.replaceAll(row, 'row'), body.replace(/(name="idempotencyKey" value|data-key)="[^"]+"/g, ''));
  const shown = ofLog.test(address) ? opaque(told) : told;
  return `${answer.status} ${answer.headers.get('content-type')} ${answer.headers.get('location')}\n${shown}`;
};

async function differences(persona: string | null): Promise<string[]> {
  const [a, b] = [await visitor(here, persona), await visitor(there, persona)];
  const addresses = await addressesFor(persona);
  expect(addresses.length).toBeGreaterThan(150);
  const found: string[] = [];
  // One after the other: the statements of an answer are counted, so that the work behind it tells nothing either.
  for (const address of addresses) found.push(await different(address));
  return found.filter(Boolean);

  async function different(address: string): Promise<string> {
    const [one, other] = [await counted(a, address), await counted(b, address)];
    if (one.told === other.told) {
      if (one.statements === other.statements) return '';
      // What never changes is read once by the process and then kept: only the second look counts.
      const [again, there] = [await counted(a, address), await counted(b, address)];
      return again.statements === there.statements ? '' : `${persona} ${address}: ${again.statements} statements ≠ ${there.statements}`;
    }
    const at = [...one.told].findIndex((c, i) => c !== other.told[i]);
    return `${persona} ${address}: …${one.told.slice(Math.max(0, at - 60), at + 40)}… ≠ …${other.told.slice(Math.max(0, at - 60), at + 40)}…`;
  }
}

async function counted(visitor: Visitor, address: string): Promise<{ told: string; statements: number }> {
  const before = statements.count;
  const told = await answerOf(visitor, address);
  return { told, statements: statements.count - before };
}

test('what is hidden differs, and the office, from whom nothing of it is, sees that', async () => {
  for (const change of [changes.proposal, changes.numbers, changes.reviews, changes.evidence]) await change(there);
  const seen = await differences('office');
  const lists = [`/calls/${CALL}/panel`, `/calls/${CALL}/experts`, `/calls/${CALL}/assignment`, '/experts', '/api/experts', '/evidence?format=csv'];
  expect(lists.filter((l) => !seen.some((d) => d.startsWith(`office ${l}: `)))).toEqual([]);
  expect(seen.some((d) => d.includes('format=csv'))).toBe(true);
});

test.each(tied)(
  'who has something to do with a proposal sees nothing of it, not even how many reviews, findings and messages there are: %s',
  async (persona) => {
    expect(await differences(persona)).toEqual([]);
  },
);

test('what is refused about it is refused as if it were not there', async () => {
  const nowhere = '00000000-0000-4000-8000-0000000000ee';
  const review = (
    await rowsOf<{ id: string }>(here, 'select id from review_assignments where application_id = $1 and person_id <> all($2::uuid[]) order by id limit 1', [
      hidden.id,
      own,
    ])
  )[0]!.id;
  const doors = here.doorway.doors.filter((d) => d.method !== 'GET' && /:(applicationId|id)\b/.test(d.path) && !/auth|sign|example|upload/.test(d.path));
  const outsiders = [...tied, 'spoke-leader', 'applicant-research'];
  const found: string[] = [];
  for (const persona of outsiders) {
    const [a, b] = [await visitor(here, persona), await visitor(there, persona)];
    for (const door of doors) {
      const answer = async (visitor: Visitor, id: string) => {
        const at = door.path
          .replace(':callId', CALL)
          .replace(/:(applicationId|id)\b/, id)
          .replace(/:\w+/g, elsewhere(99));
        const said = await visitor.send(door.method as 'POST', at, bodyFor(door));
        const text = Buffer.from(await said.arrayBuffer()).toString('latin1');
        return `${said.status} ${text.replace(/(name="idempotencyKey" value|data-key)="[^"]+"/g, '').replaceAll(id, 'ID')}`;
      };
      for (const id of [hidden.id, review]) {
        const [one, other, none] = [await answer(a, id), await answer(b, id), await answer(a, nowhere)];
        if (one !== other || one !== none) found.push(`${persona} ${door.method} ${door.path}: ${[one, other, none].map((x) => x.slice(0, 160)).join(' ≠ ')}`);
      }
    }
  }
  expect(doors.length).toBeGreaterThan(100);
  expect(found).toEqual([]);
});

test('what is done with it sends who may not know of it no other mail', async () => {
  const sent = async (world: World) =>
    rowsOf(
      world,
      `select recipient, subject, body from mail_messages m where recipient in (select email from people where id = any($1::uuid[])) order by recipient, subject, body`,
      [[...tied, 'spoke-leader', 'applicant-enterprise', 'applicant-research'].map((p) => personOf(p).personId)],
    );
  const office = await visitor(there, 'office');
  const [stranger] = await rowsOf<{ id: string }>(
    there,
    `select person_id as id from call_experts where call_id = $1 and person_id <> all($2::uuid[]) order by 1 limit 1`,
    [CALL, own],
  );
  await office.json('POST', `/api/calls/${CALL}/conflicts-found`, { applicationId: hidden.id, personId: stranger!.id, reason: 'Emerso soltanto in seguito' });
  for (const world of [here, there]) await runJobs(world.t.house);
  expect(await sent(there)).toEqual(await sent(here));
});

/** Those who asked and acted above left lines of their own, in one log more than in the other. */
async function evenLogs(): Promise<void> {
  const sizeOf = async ({ t }: World) => (await sealEvidence(t.house))!.size;
  const [a, b] = [await sizeOf(here), await sizeOf(there)];
  const shorter = a < b ? here : there;
  for (let n = Math.abs(a - b); n > 0; n--) await act(shorter.t.house, null, 'log.even', 'log', ({ record }) => record({ kind: 'log.evened', subject: 'log' }));
  expect(await sizeOf(here)).toBe(await sizeOf(there));
}

test('nobody outside learns what is proposed, what is thought of it, or by whom; nor do applicants, nor one expert of another', async () => {
  await evenLogs();
  await changes.judgements(there);
  await changes.names(there);
  await changes.drafts(there);
  const reading = (await rowsOf<{ id: string }>(here, 'select person_id as id from review_assignments where application_id = $1', [hidden.id])).map(
    (r) => r.id,
  );
  const experts = ['expert', 'expert-2', 'expert-3'].filter((e) => !reading.includes(personOf(e).personId));
  expect(experts.length).toBeGreaterThan(0);
  for (const persona of [null, 'applicant-enterprise', 'applicant-research', 'spoke-leader', ...experts]) expect(await differences(persona)).toEqual([]);
});

test('an expert of a double-blind call never learns who proposes: two worlds that differ in nothing else are one to them', async () => {
  const [pair] = await rowsOf<{ person: string; id: string }>(
    here,
    `select r.person_id as person, r.application_id as id from review_assignments r join applications a on a.id = r.application_id
     where a.call_id = $1 and r.state <> 'declined' and r.person_id = any($2::uuid[]) order by r.id limit 1`,
    [CALL, ['expert', 'expert-2', 'expert-3'].map((e) => personOf(e).personId)],
  );
  const reader = personas.find((p) => p.personId === pair!.person)!.id;
  for (const world of [here, there]) {
    await makeDoubleBlind(world.t.house, CALL);
    await changes.newcomers(world);
  }
  await changes.proposers(there);
  await evenLogs();
  // The search looks for the names as they are now.
  [hidden] = (await rowsOf<typeof hidden>(here, 'select id, acronym, title from applications where id = $1', [pair!.id])) as [typeof hidden];
  expect(await differences(reader)).toEqual([]);
  const reviews = await rowsOf<{ id: string }>(here, 'select id from review_assignments where person_id = $1 order by id', [pair!.person]);
  const [a, b] = [await visitor(here, reader), await visitor(there, reader)];
  for (const { id } of reviews)
    for (const path of [`/reviews/${id}`, `/en/reviews/${id}/print`, `/api/reviews/${id}`]) expect(await answerOf(b, path)).toBe(await answerOf(a, path));
  // From the office nothing of it is hidden.
  expect(await answerOf(await visitor(there, 'office'), `/calls/${CALL}/panel`)).toContain('Chi propone altrove');
});
