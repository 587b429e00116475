import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '#src/core/errors.ts';
import { list } from '#src/plumbing/listing.ts';
import { act } from '#src/plumbing/house.ts';
import { statements } from '#src/plumbing/database/database.ts';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { AFTER_DEADLINE, evaluationWorld, eventsOf, type World } from '../../../test/factories/evaluation.ts';
import { admitTogether, decideMany, decideScreening } from './actions.ts';
import { inOrder, screeningCase, screeningDesk } from './desk.ts';
import { screeningOutcomes } from './queries.ts';
import { queueSpec, screeningQueue } from './queries/queue.ts';
import { decisionInput, type DecisionInput } from './schema.ts';

let t: TestHouse;
let world: World;
beforeEach(async () => {
  t = await testHouse({ at: AFTER_DEADLINE });
  world = await evaluationWorld(t.house);
});
afterEach(() => t.end());

const entry = (more: Partial<DecisionInput> = {}): DecisionInput => ({
  outcome: 'admitted',
  verified: ['all'],
  reasons: [],
  written: '',
  reserve: '',
  note: '',
  ...more,
});
const codesOf = async (work: Promise<unknown>): Promise<[string, string[]] | 'done'> =>
  work.then(
    () => 'done' as const,
    (e: unknown) => {
      if (!(e instanceof AppError)) throw e;
      return [e.kind, e.reasons.map((r) => r.code)];
    },
  );

async function twoSubmissions() {
  const [uno, due] = [await world.organisation('Università Uno'), await world.organisation('Università Due')];
  return { uno, due, a: await world.submission(uno, 'Università Uno'), b: await world.submission(due, 'Università Due', { documents: ['application'] }) };
}

describe('one decision', () => {
  test('is kept with its checklist, recorded, and told to the applicant', async () => {
    const { a } = await twoSubmissions();
    await decideScreening(t.house, world.office, world.callId, a, entry());
    expect(await screeningOutcomes(t.house.db, world.callId)).toEqual(new Map([[a, { outcome: 'admitted', reasons: [] }]]));
    const [row] = await t.house.db.selectFrom('screening_decisions').selectAll().execute();
    expect(row).toMatchObject({ outcome: 'admitted', decided_by: world.office.id, decided_at: AFTER_DEADLINE });
    expect(row!.checklist.every((l: { met: boolean }) => l.met)).toBe(true);
    expect(await eventsOf(t.house, 'application.admitted')).toEqual([
      { kind: 'application.admitted', subject: `applications/${a}`, body: expect.objectContaining({ decision: row!.id, reasons: [] }) },
    ]);
    const [mail] = await t.house.db.selectFrom('mail_messages').selectAll().execute();
    const [letter] = await t.house.db.selectFrom('letters').selectAll().execute();
    expect(letter).toMatchObject({ kind: 'admitted', protocol: 'MICS-U-2024-000001', recipients: 1, application_id: a });
    expect([mail!.recipient, mail!.key]).toEqual([world.applicant.email, `letter/${letter!.id}/${world.applicant.id}`]);
    expect(mail!.body).toContain('è ammessa alla valutazione degli esperti');
  });

  test('an exclusion says its reasons to the applicant, never the note', async () => {
    const { b } = await twoSubmissions();
    await decideScreening(
      t.house,
      world.office,
      world.callId,
      b,
      entry({ outcome: 'excluded', reasons: ['document.proposal'], note: 'Parlarne con la responsabile' }),
    );
    const [mail] = await t.house.db.selectFrom('mail_messages').selectAll().execute();
    expect(mail!.body).toContain('manca. Non è sanabile dopo la scadenza.');
    expect(mail!.body).toContain('L. 241/1990');
    expect(mail!.body).not.toContain('responsabile');
  });

  test('is replaced, and the earlier one stays', async () => {
    const { a } = await twoSubmissions();
    const first = await decideScreening(t.house, world.office, world.callId, a, entry());
    await decideScreening(t.house, world.office, world.callId, a, entry({ outcome: 'excluded', written: 'La firma è di persona non titolata.', seen: first }));
    const rows = await t.house.db.selectFrom('screening_decisions').select(['outcome', 'superseded_at']).orderBy('superseded_at').execute();
    expect(rows).toEqual([
      { outcome: 'admitted', superseded_at: AFTER_DEADLINE },
      { outcome: 'excluded', superseded_at: null },
    ]);
  });

  test('two officers: the second is told', async () => {
    const { a } = await twoSubmissions();
    await decideScreening(t.house, world.office, world.callId, a, entry({ seen: '' }));
    expect(await codesOf(decideScreening(t.house, world.office, world.callId, a, entry({ seen: '' })))).toEqual(['conflict', ['form.stale']]);
  });

  test('the same key twice is one decision and one letter, even at the same moment', async () => {
    const { a } = await twoSubmissions();
    const ids = await Promise.all([1, 2, 3].map(() => decideScreening(t.house, world.office, world.callId, a, entry(), 'same-key-1')));
    expect(new Set(ids).size).toBe(1);
    expect(await t.house.db.selectFrom('screening_decisions').select('id').execute()).toHaveLength(1);
    expect(await t.house.db.selectFrom('mail_messages').select('id').execute()).toHaveLength(1);
  });

  test('a refusal leaves nothing but its line in the log', async () => {
    const { a } = await twoSubmissions();
    expect(await codesOf(decideScreening(t.house, world.office, world.callId, a, entry({ outcome: 'excluded' })))).toEqual([
      'invalid',
      ['screening.reasonNeeded'],
    ]);
    expect(await t.house.db.selectFrom('screening_decisions').select('id').execute()).toEqual([]);
    expect(await eventsOf(t.house, 'screening.decide.refused')).toEqual([
      { kind: 'screening.decide.refused', subject: `applications/${a}`, body: { kind: 'invalid', reasons: ['screening.reasonNeeded'] } },
    ]);
  });

  test('an officer of a member organisation neither decides nor sees it', async () => {
    const { uno, a, b } = await twoSubmissions();
    const partial = await world.person('Olga Parziale', [{ role: 'office', scope: null }], [uno]);
    expect(await codesOf(decideScreening(t.house, partial, world.callId, a, entry()))).toEqual(['notFound', ['notFound']]);
    const asking = { db: t.house.db, actor: partial, callId: world.callId, now: AFTER_DEADLINE };
    expect(await codesOf(screeningCase(asking, a))).toEqual(['notFound', ['notFound']]);
    expect((await screeningCase(asking, b)).decision.ok).toBe(true);
    expect((await screeningDesk(asking)).inOrder.map((x) => x.applicationId)).not.toContain(a);
  });

  test('stands once a review is in, or a ranking is out', async () => {
    const { a, b } = await twoSubmissions();
    await decideScreening(t.house, world.office, world.callId, a, entry());
    await act(t.house, null, 'review.submit', `evaluation/${a}`, ({ record }) => record({ kind: 'review.submitted', subject: `evaluation/${a}` }));
    expect(await codesOf(decideScreening(t.house, world.office, world.callId, a, entry()))).toEqual(['conflict', ['screening.reviewed']]);
    await act(t.house, null, 'ranking.publish', `call/${world.callId}`, ({ record }) =>
      record({ kind: 'ranking.published', subject: 'ranking/1', body: { call: world.callId } }),
    );
    expect(await codesOf(decideScreening(t.house, world.office, world.callId, b, entry()))).toEqual(['conflict', ['screening.ranked']]);
  });

  test('is not found for who may not see it, and under another call', async () => {
    const { a } = await twoSubmissions();
    expect(await codesOf(decideScreening(t.house, world.applicant, world.callId, a, entry()))).toEqual(['notFound', ['notFound']]);
    expect(await codesOf(decideScreening(t.house, world.office, 'another', a, entry()))).toEqual(['notFound', ['notFound']]);
    expect(await codesOf(decideScreening(t.house, world.office, world.callId, world.office.id, entry()))).toEqual(['notFound', ['notFound']]);
  });
});

describe('many at once', () => {
  test('only those with every machine line met are offered, and admitted', async () => {
    const { a, b } = await twoSubmissions();
    const asking = { db: t.house.db, actor: world.office, callId: world.callId, now: AFTER_DEADLINE };
    const { version } = await screeningCase(asking, a);
    expect((await inOrder(asking, version)).map((x) => x.applicationId)).toEqual([a]);
    expect(await codesOf(admitTogether(t.house, world.office, world.callId, [a, b]))).toEqual(['invalid', ['screening.notInOrder']]);
    expect(await screeningOutcomes(t.house.db, world.callId)).toEqual(new Map());
    expect(await admitTogether(t.house, world.office, world.callId, [a])).toBe(1);
    expect(await admitTogether(t.house, world.office, world.callId, [a])).toBe(0);
    expect(await t.house.db.selectFrom('mail_messages').select('id').execute()).toHaveLength(1);
    expect(await codesOf(admitTogether(t.house, world.office, world.callId, []))).toEqual(['invalid', ['screening.noneChosen']]);
  });

  test('a list of decisions is all or nothing', async () => {
    const { a, b } = await twoSubmissions();
    expect(
      await codesOf(
        decideMany(t.house, world.office, world.callId, [
          { applicationId: a, ...entry() },
          { applicationId: b, ...entry() },
        ]),
      ),
    ).toEqual(['invalid', ['screening.noteNeeded']]);
    expect(
      await decideMany(t.house, world.office, world.callId, [
        { applicationId: a, ...entry() },
        { applicationId: b, ...entry({ outcome: 'excluded', reasons: ['document.proposal'] }) },
      ]),
    ).toBe(2);
    expect([...(await screeningOutcomes(t.house.db, world.callId))].map(([id, o]) => [id, o.outcome]).sort()).toEqual(
      [
        [a, 'admitted'],
        [b, 'excluded'],
      ].sort(),
    );
  });
});

test('the queue counts working days since the deadline and filters by outcome, in two statements', async () => {
  const { a, b } = await twoSubmissions();
  await decideScreening(t.house, world.office, world.callId, a, entry());
  t.setClock('2024-03-20T11:00:00.000Z');
  const version = { callId: world.callId, call: world.call, closesAt: '2024-02-21T11:00:00.000Z' };
  const query = () => screeningQueue(t.house.db, { version, viewer: world.office, now: '2024-03-20T11:00:00.000Z' });
  const before = statements.count;
  const all = await list(t.house.db, query(), queueSpec, new URL('http://x/?sort=-days'));
  expect(statements.count - before).toBe(2);
  expect(all.rows.map((r) => [r.applicationId, r.state, r.days, r.owner, r.dueOn, r.late])).toEqual([
    [b, 'waiting', 20, 'unassigned', '2024-03-07', 'yes'],
    [a, 'admitted', 15, 'unassigned', '2024-03-07', 'no'],
  ]);
  // Easter Monday is none of them.
  const later = screeningQueue(t.house.db, { version, viewer: world.office, now: '2024-04-02T11:00:00.000Z' });
  expect((await list(t.house.db, later, queueSpec, new URL('http://x/?sort=-days'))).rows.map((r) => r.days)).toEqual([28, 15]);
  const waiting = await list(t.house.db, query(), queueSpec, new URL('http://x/?state=waiting&late=yes&owner=unassigned'));
  expect(waiting.rows.map((r) => r.applicationId)).toEqual([b]);
});

test('a form and a JSON body give the same decision', () => {
  const form = decisionInput.parse({ outcome: 'excluded', verified: 'content', reasons: ['a', 'b'], written: '', note: '', seen: '' });
  expect(form).toEqual({ outcome: 'excluded', verified: ['content'], reasons: ['a', 'b'], written: '', reserve: '', note: '', seen: '' });
  expect(decisionInput.parse({ outcome: 'admitted', verified: ['all'] })).toEqual({
    outcome: 'admitted',
    verified: ['all'],
    reasons: [],
    written: '',
    reserve: '',
    note: '',
  });
});
