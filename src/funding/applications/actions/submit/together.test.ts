import { canonical } from '#src/core/canonical.ts';
import type { Actor } from '#src/core/actor.ts';
import type { AppError } from '#src/core/errors.ts';
import type { Ended } from '#src/plumbing/house.ts';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { aCompleteDraft, allDocuments, anOrganisation, aPerson, applicationsScene, openCall, pdf } from '../../../../../test/factories/applications.ts';
import { testHouse, type TestHouse } from '../../../../../test/database.ts';
import { applicationById } from '../../queries/application.ts';
import { frozenText, receiptsOf, type Receipt } from '../../queries/lists.ts';
import { ask } from '#src/plumbing/database/trip.ts';
import { readyRows } from '../../queries/ready.ts';
import { uploadDocument } from '../documents.ts';
import { startApplication } from '../start.ts';
import { submitApplication } from '../submit.ts';
import { withdrawApplication } from '../withdraw.ts';
import { handInTogether, type Submission } from './batch.ts';
import { Intake } from './intake.ts';
import { sweepFrozen } from './frozen.ts';
import { examineAhead } from './ready.ts';
import { readTicket, writeTicket } from './ticket.ts';

const at = '2026-02-10T10:00:00.000Z';
let t: TestHouse;
let s: Awaited<ReturnType<typeof applicationsScene>>;
beforeAll(async () => {
  t = await testHouse({ at });
  s = await applicationsScene(t.house);
});
afterAll(() => t.end());

let n = 0;
async function aDraft(name = `Impresa ${++n}`): Promise<{ id: string; actor: Actor; organisationId: string }> {
  const organisation = await anOrganisation(t.house, name, 'enterprise');
  const actor = await aPerson(t.house, `Persona ${name}`, [], [organisation.id]);
  return { id: await aCompleteDraft(t.house, actor, s.call, organisation.id), actor, organisationId: organisation.id };
}
const entry = (id: string, actor: Actor, more: Partial<Submission> = {}): Submission => ({
  applicationId: id,
  who: actor,
  arrivedAt: at,
  idempotencyKey: `together-${++n}`,
  at,
  ...more,
});
const together = (...entries: Submission[]) => handInTogether(t.house, entries, async () => undefined);
const told = (ended: Ended<Receipt>) =>
  'done' in ended ? ended.done.protocol.slice(-6) : 'refused' in ended ? ended.refused.reasons.map((r) => r.code).join() : Object.keys(ended)[0];
const lastNumber = async () => Number((await t.house.pool.query('select coalesce(max(last_number), 0) as n from protocol_years where year = 2026')).rows[0].n);
const waitsForALock = () =>
  vi.waitFor(async () => {
    const { rows } = await t.house.pool.query("select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
    expect(rows).toHaveLength(1);
  });
const number = (i: number) => String(i).padStart(6, '0');

describe('several in one transaction', () => {
  test('each is decided for itself: numbers go to those that are done, in order, and every refusal is recorded', async () => {
    const [a, b, c] = [await aDraft(), await aDraft(), await aDraft()];
    const unfinished = await startApplication(t.house, s.applicant, { callId: 'test-call', organisationId: s.lead.id });
    const before = await lastNumber();
    const ended = await together(
      entry(a.id, a.actor),
      entry(unfinished, s.applicant),
      entry(b.id, s.applicant),
      entry(c.id, c.actor, { arrivedAt: '2026-02-20T11:00:00.001Z' }),
      entry(
        b.id.replace(/^./, (x) => (x === '0' ? '1' : '0')),
        b.actor,
      ),
    );
    expect(ended.map(told).map((x) => (x?.includes('answerMissing') ? 'incomplete' : x))).toEqual([
      number(before + 1),
      'incomplete',
      'notFound',
      'application.late',
      'notFound',
    ]);
    expect(await lastNumber()).toBe(before + 1);
    const { rows } = await t.house.pool.query(
      "select body::jsonb ->> 'kind' as kind from evidence_events where kind = 'application.submit.refused' and at = $1 order by id desc limit 4",
      [at],
    );
    expect(rows.map((r) => r.kind).reverse()).toEqual(['invalid', 'notFound', 'conflict', 'notFound']);
    expect((await together(entry(c.id, c.actor), entry(b.id, b.actor))).map(told)).toEqual([number(before + 2), number(before + 3)]);
  });

  test('limits count those of the same transaction, and a replaced submission makes room', async () => {
    const one = await aDraft('Limite');
    const other = await aCompleteDraft(t.house, one.actor, s.call, one.organisationId);
    for (const ahead of [false, true]) {
      if (ahead) await examineAhead(t.house);
      const third = await aCompleteDraft(t.house, one.actor, s.call, one.organisationId);
      if (!ahead) await t.house.pool.query('delete from application_ready');
      const ended = await together(entry(other, one.actor), entry(third, one.actor));
      const first = ahead ? third : other;
      expect(ended.map(told)[ahead ? 1 : 0]).toMatch(/^\d{6}$/);
      expect(ended.map(told)[ahead ? 0 : 1]).toMatch(ahead ? /withdrawn/ : /proposalsPerApplicant/);
      await withdrawApplication(t.house, one.actor, first);
    }
  });

  test('the same key gives the same receipt, through whichever way it comes', async () => {
    const d = await aDraft();
    const first = await submitApplication(t.house, d.actor, d.id, { arrivedAt: new Date(at), idempotencyKey: 'same-key-together' });
    const [again] = await together(entry(d.id, d.actor, { idempotencyKey: 'same-key-together', arrivedAt: '2026-02-21T12:00:00.000Z' }));
    expect(again).toEqual({ unchanged: first });
    expect(await receiptsOf(t.house.db, d.id)).toEqual([first]);
  });

  test('who is not signed in any more is turned away without a trace', async () => {
    const d = await aDraft();
    const { rows } = await t.house.pool.query(
      "insert into sessions (person_id, token, expires_at) values ($1, 'open-token', now() + interval '1 day'), ($1, 'over-token', now() - interval '1 second') returning id",
      [d.actor.id],
    );
    expect(rows).toHaveLength(2);
    const events = async () => Number((await t.house.pool.query('select count(*) as n from evidence_events')).rows[0].n);
    const before = await events();
    const [over] = await together(entry(d.id, d.actor, { who: { session: 'over-token' } }));
    expect('turnedAway' in over! && over.turnedAway.kind).toBe('signIn');
    expect(await events()).toBe(before);
    const [open] = await together(entry(d.id, d.actor, { who: { session: 'open-token' } }));
    expect('done' in open! && open.done.submittedBy).toBe(d.actor.name);
  });

  test('at the turn of the year in Rome each year counts for itself', async () => {
    const call = await openCall(t.house, s.office, 'new-years-eve', (c) => ({ ...c, dates: { ...c.dates, closesAt: '2027-06-30T12:00' } }));
    const make = async () => {
      const organisation = await anOrganisation(t.house, `Capodanno ${++n}`, 'enterprise');
      const actor = await aPerson(t.house, `Capodanno ${n}`, [], [organisation.id]);
      return { actor, id: await aCompleteDraft(t.house, actor, call, organisation.id, { startsOn: '2027-09-01' }) };
    };
    const [a, b, c] = [await make(), await make(), await make()];
    const last = await lastNumber();
    const ended = await together(
      entry(a.id, a.actor, { arrivedAt: '2026-12-31T22:59:59.999Z' }),
      entry(b.id, b.actor, { arrivedAt: '2026-12-31T23:00:00.000Z' }),
      entry(c.id, c.actor, { arrivedAt: '2026-12-31T23:00:00.001Z' }),
    );
    expect(ended.map((e) => ('done' in e ? e.done.protocol : e))).toEqual([`MICS-2026-${number(last + 1)}`, 'MICS-2027-000001', 'MICS-2027-000002']);
  });

  test('an unexpected error in one undoes it alone', async () => {
    const [a, b] = [await aDraft(), await aDraft()];
    await t.house.pool.query(
      `create function break_one() returns trigger language plpgsql as $$ begin if new.application_id = '${a.id}' then raise exception 'broken'; end if; return new; end $$;
       create trigger break_one before insert on submissions for each row execute function break_one()`,
    );
    const last = await lastNumber();
    const [first, second] = await Promise.allSettled(
      [a, b].map((d) => submitApplication(t.house, d.actor, d.id, { arrivedAt: new Date(at), idempotencyKey: `broken-${++n}` })),
    );
    await t.house.pool.query('drop trigger break_one on submissions; drop function break_one()');
    expect(first!.status).toBe('rejected');
    expect((first as PromiseRejectedResult).reason.message).toBe('broken');
    expect((second as PromiseFulfilledResult<Receipt>).value.protocol).toBe(`MICS-2026-${number(last + 1)}`);
    expect((await applicationById(t.house.db, a.id))!.state).toBe('draft');
  });
});

describe('the second that closes a call', () => {
  // Two days after the clocks went forward, and two after they went back; and in the hour that comes twice.
  test.each([
    ['2026-03-31T12:00', '2026-03-31T10:00:00.000Z'],
    ['2026-10-27T12:00', '2026-10-27T11:00:00.000Z'],
    ['2026-03-29T03:30', '2026-03-29T01:30:00.000Z'],
    ['2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
  ])('%s in Rome', async (closesAt, instant) => {
    const call = await openCall(t.house, s.office, `closes-${closesAt.slice(5, 10)}`, (c) => ({ ...c, dates: { ...c.dates, closesAt } }));
    const by = (ms: number) => new Date(Date.parse(instant) + ms).toISOString();
    for (const [ms, ok] of [
      [-1, true],
      [0, true],
      [1, false],
    ] as const) {
      const organisation = await anOrganisation(t.house, `Scadenza ${++n}`, 'enterprise');
      const actor = await aPerson(t.house, `Scadenza ${n}`, [], [organisation.id]);
      const id = await aCompleteDraft(t.house, actor, call, organisation.id, { startsOn: '2027-01-01' });
      const [ended] = await together(entry(id, actor, { arrivedAt: by(ms), at: by(9000) }));
      expect(['done' in ended!, 'refused' in ended! && (ended.refused as AppError).reasons[0]!.code]).toEqual([ok, ok ? false : 'application.late']);
      if (ok) expect((await receiptsOf(t.house.db, id))[0]!.submittedAt).toBe(by(ms));
    }
  });
});

describe('examined ahead', () => {
  const isReady = async (id: string) => (await ask(t.house.db, readyRows([id])))[0].some((r) => r.id === id);

  test('gives the very text and receipt that looking at it now gives', async () => {
    const [a, b] = [await aDraft('Prima'), await aDraft('Dopo')];
    await examineAhead(t.house);
    expect(await isReady(a.id)).toBe(true);
    await t.house.pool.query('delete from application_ready where application_id = $1', [b.id]);
    await together(entry(a.id, a.actor), entry(b.id, b.actor));
    const plain = async (d: { id: string; organisationId: string }, name: string) =>
      canonical(JSON.parse((await frozenText(t.house.db, d.id, (await receiptsOf(t.house.db, d.id))[0]!.protocol))!))
        .replaceAll(d.id, 'ID')
        .replaceAll(d.organisationId, 'ORG')
        .replaceAll(name, 'NAME')
        .replace(/"checkedAt":"[^"]*"/g, '')
        .replace(/"sha256":"[0-9a-f]{64}"/g, '');
    expect(await plain(a, 'Prima')).toBe(await plain(b, 'Dopo'));
    for (const d of [a, b]) {
      const receipt = (await receiptsOf(t.house.db, d.id))[0]!;
      const { rows } = await t.house.pool.query(
        "select encode(sha256(convert_to(f.text, 'UTF8')), 'hex') as h from submissions s join frozen_texts f on f.sha256 = s.sha256 where s.protocol = $1",
        [receipt.protocol],
      );
      expect(rows[0].h).toBe(receipt.sha256);
    }
  });

  test('a document that is handed in leaves its draft frozen, as a later look would freeze it', async () => {
    const d = await aDraft('Firmata');
    const frozen = async () =>
      (await t.house.pool.query('select text, sha256, members from application_ready join frozen_texts using (sha256) where application_id = $1', [d.id]))
        .rows[0];
    expect(await isReady(d.id)).toBe(true);
    const atOnce = await frozen();
    await t.house.pool.query('delete from application_ready where application_id = $1', [d.id]);
    await examineAhead(t.house);
    expect(await frozen()).toEqual(atOnce);
    expect(atOnce.text).toContain('"outcome":"valid"');
  });

  test('a name that changes while a document comes in is not frozen as it was', async () => {
    const d = await aDraft('Ridenominata');
    const renaming = await t.house.pool.connect();
    await renaming.query('begin');
    await renaming.query("update organisations set legal_name = 'Nome Nuovo S.r.l.' where id = $1", [d.organisationId]);
    const uploaded = allDocuments(t.house, d.actor, d.id);
    // The upload waits for the stamp that the renaming holds, and reads only then.
    await waitsForALock();
    await renaming.query('commit');
    renaming.release();
    await uploaded;
    const { rows } = await t.house.pool.query('select text from application_ready join frozen_texts using (sha256) where application_id = $1', [d.id]);
    expect([await isReady(d.id), rows[0].text.includes('Nome Nuovo S.r.l.')]).toEqual([true, true]);
  });

  test('what ended while a document was looked at takes none', async () => {
    const d = await aDraft();
    const other = await t.house.pool.connect();
    await other.query('begin');
    await other.query("update applications set state = 'withdrawn' where id = $1", [d.id]);
    const uploaded = allDocuments(t.house, d.actor, d.id).then(
      () => [],
      (e: AppError) => e.reasons.map((r) => r.code),
    );
    await waitsForALock();
    await other.query('commit');
    other.release();
    expect(new Set(await uploaded)).toEqual(new Set(['application.withdrawn']));
  });

  test('documents that come in at once are each there once, whoever else is refused', async () => {
    const drafts = await Promise.all(['Uno', 'Due', 'Tre', 'Quattro'].map((name) => aDraft(name)));
    const stranger = (await aDraft('Estranea')).actor;
    const asked = (await applicationById(t.house.db, drafts[0]!.id))!.proposal.documents[0]!;
    const hand = (actor: Actor, id: string, n: number) =>
      uploadDocument(t.house, actor, id, { document: asked.document, organisation: null, fileName: `${n}.pdf`, bytes: pdf(`Copia ${n}`) }).then(
        () => 'done',
        (e: AppError) => e.kind,
      );
    const ended = await Promise.all([
      ...drafts.map((d, i) => hand(d.actor, d.id, i)),
      hand(drafts[0]!.actor, drafts[0]!.id, 9),
      hand(stranger, drafts[1]!.id, 8),
    ]);
    expect(ended).toEqual(['done', 'done', 'done', 'done', 'done', 'notFound']);
    for (const d of drafts) {
      const { rows } = await t.house.pool.query(
        'select count(*)::int as n, count(*) filter (where removed_at is null)::int as live from application_documents where application_id = $1 and document_id = $2',
        [d.id, asked.document],
      );
      expect(rows).toEqual([{ n: d === drafts[0] ? 3 : 2, live: 1 }]);
    }
  });

  test('any change of what is frozen makes it count for nothing', async () => {
    const d = await aDraft('Cambiata');
    const app = `application_id = '${d.id}'`;
    const org = `id = '${d.organisationId}'`;
    const changes = [
      `update applications set title = title || '!' where id = '${d.id}'`,
      `update applications set answers = answers || '{"x": {}}' where id = '${d.id}'`,
      `update applications set duration_months = 11 where id = '${d.id}'`,
      `update application_members set region = 'lazio' where ${app}`,
      `update application_costs set cents = cents + 1 where ${app}`,
      `update application_staff set heads = heads + 1 where ${app}`,
      `update application_documents set removed_at = now() where ${app}`,
      `update application_documents set removed_at = null, signature = signature || '{"outcome":"invalid"}' where ${app}`,
      `update organisations set legal_name = legal_name || ' Nuova' where ${org}`,
      `update organisations set size_class = 'large' where ${org}`,
      `insert into founding_partners (programme_id, organisation_id, role) values ('mics', '${d.organisationId}', 'industrial')`,
      `delete from application_members where ${app}`,
    ];
    for (const change of changes) {
      await examineAhead(t.house);
      const before = (await t.house.pool.query(`select stamp from application_stamps where ${app}`)).rows[0].stamp;
      await t.house.pool.query(change);
      const after = (await t.house.pool.query(`select stamp from application_stamps where ${app}`)).rows[0].stamp;
      expect([change, after === before]).toEqual([change, false]);
      expect([change, await isReady(d.id)]).toEqual([change, false]);
    }
    // What the frozen form does not say changes nothing.
    await examineAhead(t.house);
    const before = (await t.house.pool.query(`select stamp from application_stamps where ${app}`)).rows[0].stamp;
    await t.house.pool.query(`update applications set revision = revision + 1, updated_at = now() where id = '${d.id}'`);
    expect((await t.house.pool.query(`select stamp from application_stamps where ${app}`)).rows[0].stamp).toBe(before);
  });

  test('a frozen text is what its hash says and does not change; what nobody refers to is thrown away when it is old', async () => {
    const d = await aDraft();
    const text = async () => (await t.house.pool.query('select sha256 from application_ready where application_id = $1', [d.id])).rows[0].sha256 as string;
    const there = async () => (await t.house.pool.query('select sha256 from frozen_texts where sha256 = any($1)', [all])).rows.map((r) => r.sha256 as string);
    const all: string[] = [];
    const next = async (title: string) => {
      await t.house.pool.query('update applications set title = $2 where id = $1', [d.id, title]);
      await examineAhead(t.house);
      all.push(await text());
    };
    await next('Prima');
    await together(entry(d.id, d.actor));
    await t.house.pool.query("update applications set state = 'draft' where id = $1", [d.id]);
    await next('Seconda');
    await next('Terza');
    expect(new Set(await there())).toEqual(new Set(all));
    await t.house.pool.query('update frozen_texts set kept_on = current_date - 2 where sha256 = any($1)', [all]);
    await sweepFrozen(t.house);
    expect(new Set(await there())).toEqual(new Set([all[0], all[2]]));
    const refused = async (statement: string) =>
      t.house.pool.query(statement, [all[0]]).then(
        () => null,
        (e: { constraint?: string; message: string }) => e.constraint ?? e.message,
      );
    expect(await refused("insert into frozen_texts (sha256, text) select repeat('0', 64), text from frozen_texts where sha256 = $1")).toBe(
      'frozen_texts_sha256_ck',
    );
    expect(await refused("update frozen_texts set text = text || ' ' where sha256 = $1")).toBe('what was frozen does not change');
    expect(await refused('delete from frozen_texts where sha256 = $1')).toBe('submissions_frozen_fk');
  });

  test('is not examined twice', async () => {
    const d = await aDraft();
    await t.house.pool.query(`update applications set title = title || '!' where id = '${d.id}'`);
    expect(await examineAhead(t.house)).toBeGreaterThan(0);
    expect(await examineAhead(t.house)).toBe(0);
  });
});

describe('the queue', () => {
  const waiting = () => new Intake(t.house, 4);

  test('lets in as many as may wait, then those whose turn it is, the earliest first', async () => {
    const drafts = await Promise.all(Array.from({ length: 7 }, () => aDraft()));
    const intake = waiting();
    const orders = drafts.map(() => intake.takeOrder());
    const last = await lastNumber();
    // They come back in another order than they first came.
    const four = [3, 1, 0, 2].map((i) =>
      intake
        .submit(entry(drafts[i]!.id, drafts[i]!.actor, { arrivedAt: new Date(Date.parse(at) + i).toISOString() }), orders[i]!)
        .then((r) => [i, r.protocol.slice(-6)] as const),
    );
    expect(orders.slice(4).map((o) => intake.admits(o))).toEqual([false, false, false]);
    expect(intake.secondsUntil(orders[6]!)).toBeGreaterThan(0);
    expect((await Promise.all(four)).sort((a, b) => a[0] - b[0]).map(([, p]) => p)).toEqual([1, 2, 3, 4].map((i) => number(last + i)));
    expect(orders.slice(4).map((o) => intake.admits(o))).toEqual([true, true, true]);
  });

  test('what waits without a line is handed in, and its outcome told', async () => {
    const d = await aDraft();
    const intake = waiting();
    intake.park('ticket', entry(d.id, d.actor), intake.takeOrder());
    expect(intake.outcomeOf('ticket')).toEqual({ state: 'waiting', order: 1 });
    while (intake.outcomeOf('ticket')!.state === 'waiting') await new Promise((done) => setTimeout(done, 10));
    expect(intake.outcomeOf('ticket')).toMatchObject({ state: 'done', receipt: { applicationId: d.id } });
    expect(intake.outcomeOf('another')).toBeNull();
  });

  test('a ticket holds for its application, its session and an hour', () => {
    const arrivedAt = new Date(at);
    const id = '00000000-0000-4000-8000-000000000001';
    const ticket = writeTicket('secret', { arrivedAt, order: 7 }, id, 'session');
    expect(readTicket('secret', ticket, id, 'session', arrivedAt)).toEqual({ arrivedAt, order: 7, here: true });
    expect(readTicket('secret', ticket, id, 'session', new Date(Date.parse(at) + 60 * 60_000))).not.toBeNull();
    expect(readTicket('secret', ticket, id, 'session', new Date(Date.parse(at) + 60 * 60_000 + 1))).toBeNull();
    expect(readTicket('secret', ticket, id, 'other', arrivedAt)).toBeNull();
    expect(readTicket('secret', ticket, '00000000-0000-4000-8000-000000000002', 'session', arrivedAt)).toBeNull();
    expect(readTicket('other', ticket, id, 'session', arrivedAt)).toBeNull();
    expect(readTicket('secret', ticket.replace('.7.', '.1.'), id, 'session', arrivedAt)).toBeNull();
    expect(readTicket('secret', 'x', id, 'session', arrivedAt)).toBeNull();
  });
});
