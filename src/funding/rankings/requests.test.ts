import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#src/core/actor.ts';
import { canonical, hashOf, sha256 } from '#src/core/canonical.ts';
import { AppError } from '#src/core/errors.ts';
import { addDays } from '#src/core/time.ts';
import { adoptDecree } from '#src/funding/awards/actions.ts';
import { awardOf, awardTotalsOfCall, endedGrants } from '#src/funding/awards/queries.ts';
import { decideScreening } from '#src/funding/screening/actions.ts';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { AFTER_DEADLINE, evaluationWorld, eventsOf, type World } from '../../../test/factories/evaluation.ts';
import { commitDraw, publishRanking, recordRenunciation } from './actions.ts';
import { answerRequest, askReview } from './actions/requests.ts';
import { can } from './policy.ts';
import { latestRanking, placeSpecFor } from './queries.ts';
import { requestFor } from './queries/requests.ts';
import { rank } from './rules/rank.ts';

let t: TestHouse;
let world: World;
let lead: Actor;
let ids: { first: string; second: string; out: string };
const reasons = 'Il criterio dell’impatto è stato letto in modo diverso dal bando.';
const answer = 'La commissione ha riletto la proposta e conferma quanto scritto.';
const points = (n: number) => ({ excellence: n, impact: n, implementation: 20, team: 12 });
const all = (n: number) => ({ ...points(n), 'premium.social': 1 });
const codesOf = async (work: Promise<unknown>): Promise<[string, string[]] | 'done'> =>
  work.then(
    () => 'done' as const,
    (e: unknown) => {
      if (!(e instanceof AppError)) throw e;
      return [e.kind, e.reasons.map((r) => r.code)];
    },
  );

/** Two proposals of 200,000 euros judged by the panel, one excluded, and money for one. */
beforeEach(async () => {
  t = await testHouse({ at: AFTER_DEADLINE });
  world = await evaluationWorld(t.house, {
    change: (call) => ({
      ...call,
      acts: [],
      pots: [{ ...call.pots[0]!, cents: 20_000_000 }],
      evaluation: { ...call.evaluation, reviewsPerProposal: 0 },
      ranking: { ...call.ranking, quotas: [] },
    }),
  });
  const [uno, due, tre] = [await world.organisation('Uno'), await world.organisation('Due'), await world.organisation('Tre')];
  ids = {
    first: await world.submission(uno, 'Uno'),
    second: await world.submission(due, 'Due'),
    out: await world.submission(tre, 'Tre', { documents: ['application'] }),
  };
  lead = await world.person('Dina Due', [{ role: 'applicant', scope: null }], [due]);
  const entry = { outcome: 'admitted' as const, verified: ['all'], reasons: [], written: '', reserve: '', note: '' };
  await decideScreening(t.house, world.office, world.callId, ids.first, entry);
  await decideScreening(t.house, world.office, world.callId, ids.second, entry);
  await decideScreening(t.house, world.office, world.callId, ids.out, { ...entry, outcome: 'excluded', reasons: ['document.proposal'] });
  for (const [application, n] of [
    [ids.first, 27],
    [ids.second, 25],
  ] as const)
    await t.house.writer
      .insertInto('consensus_reports')
      .values({
        application_id: application,
        points: JSON.stringify(points(n)),
        premiums: JSON.stringify({ social: 1 }),
        report: answer,
        decided_at: AFTER_DEADLINE,
        decided_by: world.office.id,
      } as never)
      .execute();
});
afterEach(() => t.end());

const publish = (kind: 'provisional' | 'final' | 'scrolled') => publishRanking(t.house, world.office, world.callId, kind, `Atto ${kind}`);
const day = (n: number) => t.setClock(`${addDays(AFTER_DEADLINE.slice(0, 10), n)}T11:00:00.000Z`);
const states = async () => Object.fromEntries((await latestRanking(t.house.db, world.callId))!.bundle.ranking.places.map((p) => [p.application, p.state]));
const respond = (request: string, outcome: 'rejected' | 'points' | 'admitted' | 'excluded', given: Record<string, number> = {}) =>
  answerRequest(t.house, world.office, world.callId, request, { outcome, answer, ref: 'Verbale 7', points: given });

describe('a request for review', () => {
  test('is asked by the lead, once, within the days of the provisional ranking', async () => {
    const ask = (actor: Actor | null, id = ids.second) => askReview(t.house, actor, world.callId, id, reasons);
    expect(await codesOf(ask(lead))).toEqual(['notFound', ['notFound']]);
    await publish('provisional');
    expect(await codesOf(ask(lead, ids.first))).toEqual(['forbidden', ['ranking.request.notYours']]);
    day(15);
    expect(await codesOf(ask(lead))).toEqual(['conflict', ['ranking.request.late']]);
    day(14);
    await ask(lead);
    expect(await codesOf(ask(lead))).toEqual(['conflict', ['ranking.request.already']]);
    expect(await eventsOf(t.house, 'ranking.reviewAsked')).toMatchObject([{ subject: `applications/${ids.second}`, body: { ranking: 1 } }]);
  });

  test('waits before the final ranking; rejected, it changes nothing and is told', async () => {
    await publish('provisional');
    const request = await askReview(t.house, lead, world.callId, ids.second, reasons);
    day(16);
    expect(await codesOf(publish('final'))).toEqual(['conflict', ['ranking.openRequests']]);
    await t.house.writer.updateTable('people').set({ locale: 'en' }).where('id', '=', lead.id).execute();
    await respond(request, 'rejected');
    expect(await codesOf(respond(request, 'rejected'))).toEqual(['conflict', ['ranking.request.decided']]);
    const before = await states();
    await publish('final');
    expect(await states()).toEqual(before);
    const [mail] = await t.house.db.selectFrom('mail_messages').selectAll().where('key', '=', `ranking.request/${request}`).execute();
    expect([mail!.recipient, mail!.subject]).toEqual([lead.email, 'Bando 02/2024: answer to the request for review']);
    expect(mail!.body).toContain(
      `Rejected\n\n${answer}\n\nAct: Verbale 7\n\nThe proposal in the ranking: ${t.house.settings.origin}/en/calls/${world.callId}/ranking/${ids.second}\n`,
    );
  });

  test('upheld on points, the next ranking is computed with them, and the first stays as it was', async () => {
    await publish('provisional');
    const first = (await latestRanking(t.house.db, world.callId))!;
    const request = await askReview(t.house, lead, world.callId, ids.second, reasons);
    expect(await codesOf(respond(request, 'points'))).toEqual(['conflict', ['ranking.request.pointsNeeded']]);
    expect(await codesOf(respond(request, 'points', all(30.3)))).toEqual(['conflict', ['ranking.request.badPoints', 'ranking.request.badPoints']]);
    await respond(request, 'points', all(29));
    day(16);
    await publish('final');
    expect(await states()).toEqual({ [ids.second]: 'funded', [ids.first]: 'eligibleNotFunded', [ids.out]: 'excluded' });
    expect((await requestFor(t.house.db, first.id, ids.second))!.outcome).toBe('points');
    const final = (await latestRanking(t.house.db, world.callId))!;
    expect(rank(final.bundle)).toEqual(final.bundle.ranking);
    expect(first.bundle.ranking.places[0]!.application).toBe(ids.first);
  });

  test('an excluded proposal is admitted with points of the panel, an admitted one excluded', async () => {
    const owner = await world.person(
      'Tea Tre',
      [{ role: 'applicant', scope: null }],
      [(await t.house.db.selectFrom('applications').select('lead_id').where('id', '=', ids.out).executeTakeFirstOrThrow()).lead_id],
    );
    await publish('provisional');
    const [a, b] = [await askReview(t.house, owner, world.callId, ids.out, reasons), await askReview(t.house, lead, world.callId, ids.second, reasons)];
    expect(await codesOf(respond(a, 'excluded'))).toEqual(['conflict', ['ranking.request.nothingToChange']]);
    await respond(a, 'admitted', all(30));
    await respond(b, 'excluded');
    day(16);
    await publish('final');
    expect(await states()).toEqual({ [ids.out]: 'funded', [ids.first]: 'eligibleNotFunded', [ids.second]: 'excluded' });
  });

  test('nobody but the office answers, and never who asked', async () => {
    const at = 'provisional' as const;
    expect(can.answer(lead, { outcome: null, askedBy: null }, at, false)).toMatchObject({ ok: false, reasons: [{ code: 'ranking.officeOnly' }] });
    expect(can.answer(world.office, { outcome: null, askedBy: world.office.id }, at, false)).toMatchObject({
      ok: false,
      reasons: [{ code: 'ranking.request.fourEyes' }],
    });
    expect(can.answer(world.office, { outcome: null, askedBy: lead.id }, at, false)).toEqual({ ok: true });
    expect(can.answer(world.office, { outcome: null, askedBy: lead.id }, at, true)).toMatchObject({ ok: false, reasons: [{ code: 'ranking.involved' }] });
  });
});

describe('a grant that ends', () => {
  test.each(['renunciation', 'revocation'] as const)('by %s counts no longer at once; the scroll funds the next, the decree takes note', async (kind) => {
    await publish('provisional');
    const end = () => recordRenunciation(t.house, world.office, world.callId, ids.first, { on: '2024-03-13', ref: 'Nota 3', kind });
    expect(await codesOf(end())).toEqual(['conflict', ['ranking.notFundedNow']]);
    day(16);
    await publish('final');
    await adoptDecree(t.house, world.office, world.callId);
    expect((await awardTotalsOfCall(t.house.db, world.callId)).grantCents).toBe(20_000_000);
    await end();
    expect(await codesOf(end())).toEqual(['conflict', ['ranking.endedAlready']]);
    expect((await awardTotalsOfCall(t.house.db, world.callId)).grantCents).toBe(0);
    expect(await awardOf(t.house.db, ids.first)).toBeUndefined();
    expect(await endedGrants(t.house.db, world.callId)).toMatchObject([{ applicationId: ids.first, kind, grantCents: 20_000_000 }]);
    await publish('scrolled');
    expect(await states()).toEqual({ [ids.first]: 'renounced', [ids.second]: 'funded', [ids.out]: 'excluded' });
    await adoptDecree(t.house, world.office, world.callId);
    expect(await awardOf(t.house.db, ids.second)).toMatchObject({ grantCents: 20_000_000 });
    expect(await endedGrants(t.house.db, world.callId)).toEqual([]);
  });

  test('is never decreed: the ranking scrolls first', async () => {
    await publish('provisional');
    day(16);
    await publish('final');
    await recordRenunciation(t.house, world.office, world.callId, ids.first, { on: '2024-03-13', ref: 'Nota 3' });
    expect(await codesOf(adoptDecree(t.house, world.office, world.callId))).toEqual(['conflict', ['award.scrollFirst']]);
  });
});

test('a draw is committed to once, before the deadline, and its secret makes the seed', async () => {
  const call = { ...world.call, ranking: { ...world.call.ranking, draw: { seed: 'committed' as const, source: world.call.ranking.source } } };
  await t.house.writer
    .insertInto('call_versions')
    .values({
      call_id: call.id,
      number: 2,
      definition: canonical(call),
      hash: hashOf(call),
      act_id: 'x',
      opens_at: '2024-01-23T00:00:00.000Z',
      closes_at: '2024-02-21T11:00:00.000Z',
      pot_cents: 20_000_000,
      published_at: '2024-01-24T00:00:00.000Z',
      published_by: null,
    })
    .execute();
  expect(await codesOf(commitDraw(t.house, world.office, call.id))).toEqual(['conflict', ['ranking.draw.tooLate']]);
  expect(await codesOf(publish('provisional'))).toEqual(['conflict', ['ranking.draw.missing']]);
  t.setClock('2024-02-01T11:00:00.000Z');
  expect(await codesOf(commitDraw(t.house, lead, call.id))).toEqual(['forbidden', ['ranking.draw.officeOnly']]);
  const commitment = await commitDraw(t.house, world.office, call.id);
  expect(await codesOf(commitDraw(t.house, world.office, call.id))).toEqual(['conflict', ['ranking.draw.already']]);
  expect(await eventsOf(t.house, 'draw.committed')).toEqual([{ kind: 'draw.committed', subject: `call/${call.id}`, body: { commitment } }]);
  t.setClock(AFTER_DEADLINE);
  await publish('provisional');
  const { bundle } = (await latestRanking(t.house.db, call.id))!;
  expect(sha256(bundle.draw!.secret)).toBe(commitment);
  expect(bundle.seed).toBe(sha256(`${bundle.draw!.secret}:${bundle.draw!.submissions}`));
  expect(rank(bundle)).toEqual(bundle.ranking);
});

test('a list shows everyone what the call publishes and no more: neither as a column nor to search or sort by', () => {
  expect(placeSpecFor(['protocol', 'state']).columns.map((c) => c.key)).toEqual(['position', 'protocol', 'state']);
});

test('trying out a ranking is for the office and the chair of that call', () => {
  const actor = (grants: Actor['grants']): Actor => ({ ...lead, grants });
  const may = (grants: Actor['grants']) => can.whatIf(actor(grants), '02-2024', false).ok;
  expect([
    may([{ role: 'office', scope: null }]),
    may([{ role: 'chair', scope: '02-2024' }]),
    may([{ role: 'chair', scope: '01-2024' }]),
    may([{ role: 'expert', scope: null }]),
    may([{ role: 'applicant', scope: null }]),
    may([{ role: 'auditor', scope: null }]),
  ]).toEqual([true, true, false, false, false, false]);
});
