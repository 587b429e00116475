import { personas } from '#src/partnership/identity/personas.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { statements } from '#src/plumbing/database/database.ts';
import type { TestHouse } from '../database.ts';
import { exampleHouse } from '../example.ts';
import { openDoors, type Doorway, type Visitor } from '../factories/visitors.ts';
import { handedInInstead } from '../factories/frozen.ts';

// Two worlds that differ only in what is hidden from a person are the same to that person: every list, count, search, order, export and answer, to the byte,
// and with as many statements, so that the work behind an answer tells nothing either.

const CALL = '02-2024-copia';
type World = { t: TestHouse; doorway: Doorway };
let here: World;
let there: World;

/** The proposal whose content is hidden from whoever has something to do with it. */
let hidden: { id: string; acronym: string; title: string };
const SECRET = { acronym: 'ZQXWV', title: 'Un titolo che nessuno deve poter indovinare' };

const rowsOf = async <R>({ t }: World, query: string, values: unknown[] = []): Promise<R[]> => (await t.house.pool.query(query, values)).rows as R[];
const personOf = (persona: string) => personas.find((p) => p.id === persona)!;

beforeAll(async () => {
  const open = async (): Promise<World> => {
    const t = await exampleHouse();
    return { t, doorway: await openDoors(t.house) };
  };
  here = await open();
  there = await open();
  [hidden] = (await rowsOf<typeof hidden>(
    here,
    `select a.id, s.acronym, s.title from submissions s join applications a on a.id = s.application_id
     join screening_decisions d on d.submission_id = s.id and d.superseded_at is null and d.outcome = 'admitted'
     where s.call_id = $1 and s.superseded_at is null and not exists (
       select from application_members m join organisation_people p on p.organisation_id = m.organisation_id where m.application_id = a.id)
     order by s.protocol limit 1`,
    [CALL],
  )) as [typeof hidden];
  // In both worlds the chair and the auditor have something to do with it.
  for (const world of [here, there])
    for (const persona of ['chair', 'auditor']) {
      const { personId } = personOf(persona);
      await world.t.house.pool.query(`insert into experts (person_id, region, gender) values ($1, 'lazio', 'x') on conflict do nothing`, [personId]);
      await world.t.house.pool.query(
        `insert into conflicts (application_id, person_id, kind, detail, found_at) values ($1, $2, 'office', 'Ha diretto il progetto precedente', '2024-03-20T10:00:00Z')`,
        [hidden.id, personId],
      );
    }
});
afterAll(async () => {
  await here?.t.end();
  await there?.t.end();
});

/** What is changed in the other world only. What a persona wrote stays, so that each persona can be asked what the others’ secrets look like. */
const own = personas.map((p) => p.personId);
const changes = {
  /** What the hidden proposal says, and what was said of it. */
  async proposal({ t: { house } }: World) {
    await house.pool.query('update applications set acronym = $2, title = $3 where id = $1', [hidden.id, SECRET.acronym, SECRET.title]);
    await handedInInstead(house, hidden.id, (was) => {
      const says = (text: string, what: string, instead: string) => text.replaceAll(JSON.stringify(what), JSON.stringify(instead));
      return JSON.parse(says(says(JSON.stringify(was), hidden.acronym, SECRET.acronym), hidden.title, SECRET.title)) as typeof was;
    });
    await house.pool.query(
      `update review_scores s set points = 0, typed = '0', motivation = 'Un giudizio che nessuno deve leggere' from review_assignments r
       where r.id = s.assignment_id and r.application_id = $1 and s.points is not null and r.person_id <> all($2::uuid[])`,
      [hidden.id, own],
    );
  },
  /** What the experts of the call think while it is being evaluated. */
  judgements: ({ t: { house } }: World) =>
    house.pool.query(
      `update review_scores s set points = 0, typed = '0', motivation = 'Un giudizio che nessuno deve leggere' from review_assignments r
       join applications a on a.id = r.application_id where r.id = s.assignment_id and a.call_id = $1 and s.points is not null and r.person_id <> all($2::uuid[])`,
      [CALL, own],
    ),
  /** Who the experts are. */
  names: ({ t: { house } }: World) =>
    house.pool.query(
      `update people set name = 'Nome Nascosto ' || right(id::text, 4) where id in (select person_id from call_experts) and id <> all($1::uuid[])`,
      [own],
    ),
  /** What others are writing. */
  drafts: ({ t: { house } }: World) =>
    house.pool.query(
      `update applications a set acronym = 'BOZZA', title = 'Una bozza di altri' where a.state = 'draft' and a.created_by <> all($1::uuid[]) and not exists (
         select from application_members m join organisation_people p on p.organisation_id = m.organisation_id where m.application_id = a.id and p.person_id = any($1::uuid[]))`,
      [own],
    ),
};

const addressesFor = async (persona: string | null): Promise<string[]> => {
  const { personId } = persona ? personOf(persona) : { personId: null };
  const ids = async (query: string, values: unknown[] = []) => (await rowsOf<{ id: string }>(here, query, values)).map((r) => r.id);
  const applications = [
    hidden.id,
    ...(await ids('select application_id as id from submissions where call_id = $1 and application_id <> $2 order by protocol limit 1', [CALL, hidden.id])),
    ...(await ids(`select id from applications where state = 'draft' order by id limit 1`)),
  ];
  const reviews = [
    ...(await ids('select id from review_assignments where application_id = $1 order by id limit 1', [hidden.id])),
    ...(await ids('select id from review_assignments where person_id = $1 order by id limit 1', [personId])),
  ];
  // The log and its keys are of each world: they hold the fingerprints of all that was done in it. In the discussion the experts of one proposal read each
  // other, once they have handed in; its room's tests say who does not.
  const doors = here.doorway.doors.filter(
    (d) =>
      d.method === 'GET' &&
      !d.path.includes('*') &&
      !/live|sign-in|sign-up|auth|openapi|\/api$|example|gallery|evidence|verify|receipt|discussion/.test(d.path),
  );
  const queries = ['', `?q=${hidden.acronym}`, `?q=${SECRET.acronym}`, '?sort=-acronym', '?format=csv'];
  return doors.flatMap(({ path }) => {
    const params = [...path.matchAll(/:(\w+)/g)].map((m) => m[1]!);
    if (params.length === 0) return queries.map((q) => path + q);
    const at = path.replace(':callId', CALL);
    if (params.length === 1 && params[0] === 'callId') return queries.map((q) => at + q);
    if (params.length > 2 || (params.length === 2 && params[0] !== 'callId')) return [];
    const candidates = /reviews\/:id/.test(path) ? reviews : /:(applicationId|id)\b/.test(at) ? applications : /:number/.test(at) ? ['1'] : [];
    return candidates.map((id) => at.replace(/:\w+/, id));
  });
};

/** What an address answers: status, kind and every byte, but for a form's own key and the names of its blank rows. */
const answerOf = async (visitor: Visitor, address: string): Promise<string> => {
  const answer = await visitor.get(address);
  const body = Buffer.from(await answer.arrayBuffer()).toString('latin1');
  const blank = [...body.matchAll(/data-row="([0-9a-f]{8})" data-blank/g)].map((m) => m[1]!);
  const told = blank.reduce((text, row) => text.replaceAll(row, 'row'), body.replace(/(name="idempotencyKey" value|data-key)="[^"]+"/g, ''));
  return `${answer.status} ${answer.headers.get('content-type')} ${answer.headers.get('location')}\n${told}`;
};

async function differences(persona: string | null): Promise<string[]> {
  const [a, b] = [await here.doorway.as(persona), await there.doorway.as(persona)];
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

test('the change is one: the office, from whom nothing of it is hidden, sees it', async () => {
  await changes.proposal(there);
  const seen = await differences('office');
  expect(seen.some((d) => d.includes(`/calls/${CALL}/panel`))).toBe(true);
  expect(seen.some((d) => d.includes('format=csv'))).toBe(true);
});

test('who has something to do with a proposal sees nothing of it: the chair and the auditor', async () => {
  expect([...(await differences('chair')), ...(await differences('auditor'))]).toEqual([]);
});

test('nobody outside learns what is proposed, what is thought of it, or by whom; nor do applicants, nor one expert of another', async () => {
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
