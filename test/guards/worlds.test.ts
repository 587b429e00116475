import { personas } from '#src/partnership/identity/personas.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sealEvidence } from '#src/plumbing/evidence/log.ts';
import { act } from '#src/plumbing/house.ts';
import { statements } from '#src/plumbing/database/database.ts';
import type { TestHouse } from '../database.ts';
import { exampleHouse } from '../example.ts';
import { openDoors, type Doorway, type Visitor } from '../factories/visitors.ts';
import { makeDoubleBlind } from '../factories/blind.ts';
import { handedInInstead } from '../factories/frozen.ts';
import { runJobs } from '../jobs.ts';
import { bodyFor } from './bodies.ts';

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
  // In both worlds the chair, the auditor and a second officer have something to do with it.
  for (const world of [here, there])
    await world.t.house.pool.query(
      `insert into role_grants (person_id, role, scope, granted_by, granted_at) values ($1, 'office', null, null, '2024-01-10T10:00:00Z')`,
      [personOf('payer').personId],
    );
  for (const world of [here, there])
    for (const persona of tied) {
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

const elsewhere = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

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
  /** How many there are: what was found and said about the hidden proposal. */
  async numbers({ t: { house } }: World) {
    const strangers = [hidden.id, own];
    await house.pool.query(
      `insert into panel_messages (application_id, person_id, body, at) select $1, id, 'Ne parliamo fra noi', '2024-04-02T10:00:00Z' from people where id <> all($2::uuid[]) order by id limit 3`,
      strangers,
    );
    await house.pool.query(
      `insert into conflict_findings (call_id, application_id, person_id, kind, detail, path, found_at)
       select $3, $1, id, 'office', 'Trovato altrove', '[]', '2024-04-02T10:00:00Z' from people where id <> all($2::uuid[]) order by id limit 3`,
      [...strangers, CALL],
    );
  },
  /**
   * How many reviews of it there are: a stranger gave theirs back, two others have one. Their loads, and what may still be given to
   * them, all move; one more is known to have a conflict.
   */
  async reviews({ t: { house } }: World) {
    const strangers = [hidden.id, own];
    const { rows } = await house.pool.query<{ id: string }>(
      `select id from review_assignments where application_id = $1 and person_id <> all($2::uuid[]) order by id`,
      strangers,
    );
    expect(rows.length).toBeGreaterThan(0);
    await house.pool.query(
      `update review_assignments set state = 'declined', refusal_kind = 'unavailable', refusal = 'Non posso più', submitted_at = null, submission_key = null where id = any($1::uuid[])`,
      [rows.map((r) => r.id)],
    );
    const added = await house.pool.query(
      `insert into review_assignments (application_id, person_id, state, assigned_at, updated_at)
       select $1, e.person_id, 'assigned', '2024-04-02T10:00:00Z', '2024-04-02T10:00:00Z' from call_experts e
       where e.call_id = $3 and e.person_id <> all($2::uuid[]) and not exists (select from review_assignments r where r.application_id = $1 and r.person_id = e.person_id)
       order by e.person_id limit 2`,
      [...strangers, CALL],
    );
    expect(added.rowCount).toBe(2);
    await house.pool.query(
      `insert into conflicts (application_id, person_id, kind, detail, found_at)
       select $1, e.person_id, 'office', 'Trovato altrove', '2024-04-02T10:00:00Z' from call_experts e
       where e.call_id = $3 and e.person_id <> all($2::uuid[]) order by e.person_id desc limit 1`,
      [...strangers, CALL],
    );
  },
  /** What was done with it: the same number of lines in the log, others what they say. Both logs are sealed anew. */
  async evidence({ t: { house } }: World) {
    for (const { t } of [here, there]) {
      const body = t === there.t ? '{"altrove":true}' : '{}';
      const about = [`evaluation/${hidden.id}`, `applications/${hidden.id}`];
      for (const subject of about)
        await act(t.house, null, 'log.add', subject, ({ record }) =>
          record({ kind: 'review.noted', subject, body: JSON.parse(body) as Record<string, unknown> }),
        );
      await sealEvidence(t.house);
    }
    await house.pool.query('alter table evidence_events disable trigger user');
    await house.pool.query(
      `update evidence_events set kind = 'altrove.' || kind, body = '{"altrove":true}' where position($1 in subject) > 0 and actor <> all($2::uuid[])`,
      [hidden.id, own],
    );
    await house.pool.query('alter table evidence_events enable trigger user');
  },
  /** Organisations that nobody proposes with yet: the register shows them in both worlds. */
  newcomers: ({ t: { house } }: World) =>
    house.pool.query(
      `insert into organisations (id, legal_name, kind, ownership, size_class, region, city)
       select id, 'Chi propone altrove ' || n, 'enterprise', 'private', 'small', 'sicily', 'Altrove' from unnest($1::uuid[]) with ordinality as t (id, n)`,
      [Array.from({ length: 40 }, (_, i) => elsewhere(i + 1))],
    ),
  /** Who proposes under it: organisations, places, kinds, staff, grants, names of files, numbers, times and fingerprints, and what the team says of itself. */
  async proposers(world: World) {
    const rows = await rowsOf<{ id: string; n: number }>(
      world,
      `select application_id as id, row_number() over (order by protocol)::int as n from submissions where call_id = $1 and superseded_at is null`,
      [CALL],
    );
    for (const { id, n } of rows) {
      const lead = elsewhere(n);
      await handedInInstead(world.t.house, id, (was) => ({
        ...was,
        acronym: `ALTRO${n}`,
        title: `Un titolo altrove ${n}`,
        answers: {
          ...was.answers,
          identity: { ...was.answers['identity'], acronym: `ALTRO${n}`, title: `Un titolo altrove ${n}` },
          team: { teamExperience: 'Altrove', principalInvestigator: `Altra persona ${n}`, genderBalance: 'Altrove' },
        },
        facts: {
          ...was.facts,
          members: [
            {
              ...was.facts.members[0]!,
              id: lead,
              name: `Chi propone altrove ${n}`,
              region: 'sicily',
              kind: 'enterprise',
              size: 'small',
              costs: was.facts.members.flatMap((m) => m.costs),
              staff: { women: 9, men: 9, under40: 9, newHires: 0 },
            },
          ],
        },
        documents: was.documents.map((d) => ({ ...d, fileName: `altrove-${n}.pdf`, bytes: 77 })),
        aid: { ...was.aid, grantCents: 1, members: [] },
      }));
      await world.t.house.pool.query(
        `update submissions set acronym = $2, title = $3, protocol = $4, submitted_at = submitted_at - interval '1 day' where application_id = $1`,
        [id, `ALTRO${n}`, `Un titolo altrove ${n}`, `MICS-ALTRO-${n}`],
      );
      await world.t.house.pool.query('update applications set acronym = $2, title = $3, lead_id = $4 where id = $1', [
        id,
        `ALTRO${n}`,
        `Un titolo altrove ${n}`,
        lead,
      ]);
    }
  },
  /** What others are writing. */
  drafts: ({ t: { house } }: World) =>
    house.pool.query(
      `update applications a set acronym = 'BOZZA', title = 'Una bozza di altri' where a.state = 'draft' and a.created_by <> all($1::uuid[]) and not exists (
         select from application_members m join organisation_people p on p.organisation_id = m.organisation_id where m.application_id = a.id and p.person_id = any($1::uuid[]))`,
      [own],
    ),
};

/** Who asks of the hidden proposal what only others may read: their discussion, too, is asked for. */
const tied = ['chair', 'auditor', 'payer'];

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
  const lists = [`/calls/${CALL}/panel`, `/calls/${CALL}/experts`, `/calls/${CALL}/assignment`, '/experts', '/api/experts', '/evidence'];
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
