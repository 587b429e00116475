import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#src/core/actor.ts';
import { assign } from '#src/core/assignment.ts';
import { AppError } from '#src/core/errors.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { declareConflicts } from '#src/funding/conflicts/actions/declare.ts';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { AFTER_DEADLINE, evaluationWorld, eventsOf, readyToAssign, type World } from '../../../test/factories/evaluation.ts';
import { adjustAssignment, assignReviewers, decideOnPair, liftPair, proposeAssignment, releaseAssignment } from './actions/assignment.ts';
import { recordReview } from './actions/reviews.ts';
import { adjustDesk, assignmentDesk, comparisonDesk, runDesk } from './assigning.ts';
import { runsOf } from './queries/runs.ts';
import { assignmentsOf } from './queries/reviews.ts';
import { adjusted } from './rules/adjust.ts';

let t: TestHouse;
let world: World;
const source = { ref: 'Prova', status: 'example' as const };
const begin = async (more: Partial<Call['evaluation']> = {}) => {
  world = await evaluationWorld(t.house, { change: (call) => ({ ...call, evaluation: { ...call.evaluation, ...more } }) });
};
beforeEach(async () => void (t = await testHouse({ at: AFTER_DEADLINE })));
afterEach(() => t.end());

const codesOf = async (work: Promise<unknown>): Promise<string[] | 'done'> =>
  work.then(
    () => 'done' as const,
    (e: unknown) => {
      if (!(e instanceof AppError)) throw e;
      return e.reasons.map((r) => r.code);
    },
  );
const asking = (actor: Actor | null) => ({ db: t.house.db, ports: t.house.ports, actor, now: t.house.clock().toISOString() });
/** What is done later is later. */
const later = () => t.setClock(new Date(t.house.clock().getTime() + 60_000).toISOString());
const whyNot = 'Lo ha chiesto la commissione.';

const pairsOf = async (run: string): Promise<string[]> => {
  const [found] = await runsOf(t.house.db, world.callId, [run]);
  return (found!.result as { pairs: [string, string][] }).pairs.map(String);
};

describe('pairs that people decide on', () => {
  test('hold in what is proposed, with who decided and why, until they are lifted', async () => {
    await begin();
    const { applications, people } = await readyToAssign(t.house, world, { proposals: 2, experts: 5, profileOf: (i) => ({ spokes: i < 3 ? [5] : [] }) });
    const [p] = applications as [string];
    const free = await proposeAssignment(t.house, world.office, world.callId);
    expect((await pairsOf(free.run)).includes(`${p},${people[4]!.id}`)).toBe(false);
    await decideOnPair(t.house, world.office, world.callId, { proposal: p, expert: people[4]!.id, kind: 'pinned', reason: whyNot });
    later();
    await decideOnPair(t.house, world.office, world.callId, { proposal: p, expert: people[0]!.id, kind: 'barred', reason: whyNot });
    const { run } = await proposeAssignment(t.house, world.office, world.callId);
    const pairs = await pairsOf(run);
    expect([pairs.includes(`${p},${people[4]!.id}`), pairs.includes(`${p},${people[0]!.id}`)]).toEqual([true, false]);
    const { decided, runs } = await assignmentDesk(asking(world.office), world.callId);
    expect(decided.map((d) => [d.acronym, d.expert, d.kind, d.reason, d.by])).toEqual([
      ['PRJ1', 'E05', 'pinned', whyNot, 'Ugo Ufficio'],
      ['PRJ1', 'E01', 'barred', whyNot, 'Ugo Ufficio'],
    ]);
    expect(runs.map((r) => r.number)).toEqual([2, 1]);
    expect(await codesOf(decideOnPair(t.house, world.office, world.callId, { proposal: p, expert: people[0]!.id, kind: 'pinned', reason: whyNot }))).toEqual([
      'review.pairStands',
    ]);
    // What was excluded since cannot be released.
    expect(await codesOf(releaseAssignment(t.house, world.office, world.callId, free.run))).toEqual(['review.runOutdated']);
    for (const d of decided) await liftPair(t.house, world.office, world.callId, d.id);
    expect(await codesOf(liftPair(t.house, world.office, world.callId, decided[0]!.id))).toEqual(['review.pairLifted']);
    const again = await proposeAssignment(t.house, world.office, world.callId);
    expect(await pairsOf(again.run)).toEqual(await pairsOf(free.run));
    expect((await eventsOf(t.house, 'assignment.pinned', 'assignment.barred', 'assignment.pairLifted')).map((e) => e.kind)).toEqual([
      'assignment.pinned',
      'assignment.barred',
      'assignment.pairLifted',
      'assignment.pairLifted',
    ]);
  });

  test('never put an expert where there is a conflict; strangers and other calls find nothing', async () => {
    await begin();
    const { applications, people } = await readyToAssign(t.house, world, { proposals: 1, experts: 4 });
    const [ada] = people as [Actor];
    await declareConflicts(t.house, ada, world.callId, {
      answers: { [applications[0]!]: { conflict: true, detail: 'Parente del responsabile' } },
      noneElse: true,
      confidentiality: true,
    });
    const pair = { proposal: applications[0]!, expert: ada.id, kind: 'pinned' as const, reason: whyNot };
    expect(await codesOf(decideOnPair(t.house, world.office, world.callId, pair))).toEqual(['review.pairConflicted']);
    expect(await codesOf(decideOnPair(t.house, ada, world.callId, pair))).toEqual(['notFound']);
    expect(await codesOf(decideOnPair(t.house, world.office, world.callId, { ...pair, proposal: world.versionId }))).toEqual(['notFound']);
  });
});

describe('who is away for more than half of the term', () => {
  test('gets nothing new and is said so; what they have stays theirs', async () => {
    await begin({ reviewDays: 10 });
    const { people } = await readyToAssign(t.house, world, { proposals: 1, experts: 4 });
    const [ada] = people as [Actor];
    const away = (from: string, until: string) =>
      t.house.pool.query('insert into expert_absences (person_id, from_on, until_on) values ($1, $2, $3)', [ada.id, from, until]);
    const has = async () => (await pairsOf((await proposeAssignment(t.house, world.office, world.callId)).run)).some((pair) => pair.endsWith(ada.id));
    const today = t.house.clock().toISOString().slice(0, 10);
    const day = (n: number) => new Date(Date.parse(today) + n * 86_400_000).toISOString().slice(0, 10);
    const others = people.slice(1).map((p) => p.id);
    await t.house.pool.query('update experts set spokes = $2 where person_id = $1', [ada.id, [5]]);
    await away(day(0), day(3));
    later();
    const { loads } = await assignmentDesk(asking(world.office), world.callId);
    expect(loads.map((l) => l.away)).toEqual([false, false, false, false]);
    await away(day(5), day(9));
    expect((await assignmentDesk(asking(world.office), world.callId)).loads.map((l) => l.away)).toEqual([true, false, false, false]);
    expect(await has()).toBe(false);
    later();
    const { run } = await proposeAssignment(t.house, world.office, world.callId);
    expect((await pairsOf(run)).map((pair) => pair.split(',')[1]!).sort()).toEqual(others.sort());
  });
});

describe('what is proposed', () => {
  test('is computed again from what it was computed from, and after a change by hand too', async () => {
    await begin();
    const { applications, people } = await readyToAssign(t.house, world, { proposals: 2, experts: 5, profileOf: (i) => ({ spokes: i < 4 ? [5] : [] }) });
    const first = await proposeAssignment(t.house, world.office, world.callId);
    const [p] = applications as [string];
    const out = (await pairsOf(first.run)).find((pair) => pair.startsWith(p))!.split(',')[1]!;
    const change = { proposal: p, out, into: people[4]!.id };
    const desk = await adjustDesk(asking(world.office), world.callId, first.run, change);
    expect(desk.cost).toMatchObject({
      sum: { before: 60, after: 40 },
      total: { before: 120, after: 100 },
      minimum: { before: 60, after: 40 },
      faults: [],
      warnings: [],
    });
    expect(desk.out.map((c) => c.affinity)).toEqual([20, 20, 20]);
    later();
    const { run } = await adjustAssignment(t.house, world.office, world.callId, first.run, { ...change, reason: whyNot });
    const [made, original] = await runsOf(t.house.db, world.callId);
    expect(assign(original!.instance, 6e8)).toEqual(original!.result);
    expect(adjusted(original!.instance, original!.result as never, made!.change!).result).toEqual(made!.result);
    expect([made!.id, made!.adjusts, made!.reason, made!.proposedBy]).toEqual([run, first.run, whyNot, 'Ugo Ufficio']);
    const { a, b, moved, loads } = await comparisonDesk(asking(world.office), world.callId, { a: first.run, b: run });
    expect([a.number, b.number, b.adjusts]).toEqual([1, 2, { number: 1, reason: whyNot }]);
    expect(moved.map((m) => [m.acronym, m.joined, m.before, m.after])).toEqual([['PRJ1', ['E05'], 60, 40]]);
    expect(loads.map((l) => l.after - l.before).sort()).toEqual([-1, 1]);
    expect((await comparisonDesk(asking(world.office), world.callId, { a: run, b: run })).moved).toEqual([]);
    await releaseAssignment(t.house, world.office, world.callId, run);
    expect((await assignmentsOf(t.house.db, world.callId)).some((r) => r.applicationId === p && r.personId === people[4]!.id)).toBe(true);
    expect(await codesOf(adjustAssignment(t.house, world.office, world.callId, run, { ...change, out: people[4]!.id, into: out, reason: whyNot }))).toEqual([
      'review.runReleased',
    ]);
    expect(await codesOf(releaseAssignment(t.house, world.office, world.callId, first.run))).toEqual(['review.runOutdated']);
    // A run that is about one of the proposals only: the other is not there, which is no sum of nought.
    await t.house.pool.query(`update review_assignments set state = 'declined', refusal_kind = 'expertise' where application_id = $1 and person_id = $2`, [
      p,
      people[4]!.id,
    ]);
    later();
    const next = await proposeAssignment(t.house, world.office, world.callId);
    const apart = await comparisonDesk(asking(world.office), world.callId, { a: run, b: next.run });
    expect(apart.proposals).toEqual({ before: 2, after: 1 });
    expect(apart.moved.map((m) => [m.acronym, m.before, m.after])).toEqual([
      ['PRJ1', 40, expect.any(Number)],
      ['PRJ2', 60, null],
    ]);
  });

  test('keeps to the rules of the call, and says in names which of them clash', async () => {
    await begin({
      assignment: {
        rules: [
          { rule: 'bothGenders', source },
          { rule: 'outsideRegion', source },
        ],
        source,
      },
    });
    const { applications, people } = await readyToAssign(t.house, world, {
      proposals: 1,
      experts: 4,
      profileOf: (i) => ({ gender: i === 3 ? 'm' : 'f', region: i === 2 ? 'lazio' : 'lombardy' }),
    });
    const { run } = await proposeAssignment(t.house, world.office, world.callId);
    expect((await pairsOf(run)).map((x) => x.split(',')[1])).toEqual(expect.arrayContaining([people[3]!.id, people[2]!.id]));
    const spare = (await pairsOf(run)).includes(`${applications[0]},${people[0]!.id}`) ? people[1]!.id : people[0]!.id;
    expect(
      await codesOf(
        adjustAssignment(t.house, world.office, world.callId, run, { proposal: applications[0]!, out: people[3]!.id, into: spare, reason: whyNot }),
      ),
    ).toEqual(['assign.groupTooFew']);
    await decideOnPair(t.house, world.office, world.callId, { proposal: applications[0]!, expert: people[3]!.id, kind: 'barred', reason: whyNot });
    later();
    await proposeAssignment(t.house, world.office, world.callId);
    const { run: last } = await assignmentDesk(asking(world.office), world.callId);
    expect(last!.outcome).toMatchObject({ infeasible: [{ code: 'assign.groupsUnmet', params: { rules: ['bothGenders: m ≥ 1'], needed: 3 } }] });
  });

  test('by someone who has nothing to do with any proposal; a chair who has sees nothing of it, in no figure', async () => {
    await begin();
    const { organisations, applications } = await readyToAssign(t.house, world, { proposals: 2, experts: 4 });
    const chair = await world.person('Clara', [{ role: 'chair', scope: world.callId }], [organisations[0]!]);
    expect(await codesOf(proposeAssignment(t.house, chair, world.callId))).toEqual(['review.ownProposal']);
    const { run } = await proposeAssignment(t.house, world.office, world.callId);
    await decideOnPair(t.house, world.office, world.callId, {
      proposal: applications[0]!,
      expert: (await pairsOf(run))[0]!.split(',')[1]!,
      kind: 'pinned',
      reason: whyNot,
    });
    const seen = await assignmentDesk(asking(chair), world.callId);
    expect([seen.hidden, seen.counts, seen.decided, seen.choices.proposals.length]).toEqual([
      true,
      { admitted: 1, declared: 4, experts: 4, missing: 3 },
      [],
      1,
    ]);
    expect(seen.run!.outcome).toEqual({ pairs: 3, total: 60, minimum: 60, proven: null });
    expect(seen.run!.proposals.map((p) => p.acronym)).toEqual(['PRJ2']);
    expect(seen.loads.reduce((n, l) => n + l.added, 0)).toBe(3);
    expect(await codesOf(adjustDesk(asking(chair), world.callId, run, { proposal: applications[0]!, out: undefined, into: undefined }))).toEqual(['notFound']);
    expect(await codesOf(releaseAssignment(t.house, chair, world.callId, run))).toEqual(['review.ownProposal']);
    expect(JSON.stringify(await runDesk(asking(chair), world.callId, run))).not.toContain('PRJ1');
  });
});

test('experts too far apart call a further one, where the call says so', async () => {
  await begin({ onDivergence: 'expert' });
  const { applications } = await readyToAssign(t.house, world, { proposals: 2, experts: 5 });
  await assignReviewers(t.house, world.office, world.callId);
  const good = 'Convincente e ben documentata, con obiettivi chiari, metodo solido e risultati che si possono misurare.';
  const give = async (person: Actor, id: string, points: number) =>
    recordReview(t.house, person, {
      id,
      points: { excellence: points, impact: points, implementation: points, team: points },
      premiums: { social: 1 },
      motivations: { excellence: good, impact: good, implementation: good, team: good },
    });
  const mine = (await assignmentsOf(t.house.db, world.callId)).filter((a) => a.applicationId === applications[0]);
  const people = await Promise.all(mine.map((a) => t.house.db.selectFrom('people').selectAll().where('id', '=', a.personId).executeTakeFirstOrThrow()));
  for (const [i, a] of mine.entries())
    await give({ ...people[i]!, grants: [{ role: 'expert', scope: null }], organisationIds: [] } as unknown as Actor, a.id, i === 0 ? 0 : 15);
  expect((await assignmentDesk(asking(world.office), world.callId)).counts.missing).toBe(1);
  later();
  const { run } = await proposeAssignment(t.house, world.office, world.callId);
  const { run: shown } = await assignmentDesk(asking(world.office), world.callId);
  expect(shown!.proposals.map((p) => [p.acronym, p.experts.length])).toEqual([['PRJ1', 4]]);
  expect(await releaseAssignment(t.house, world.office, world.callId, run)).toEqual({ assigned: 1 });
  expect((await assignmentDesk(asking(world.office), world.callId)).counts.missing).toBe(0);
});
