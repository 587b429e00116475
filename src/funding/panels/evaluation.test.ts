import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#src/core/actor.ts';
import { AppError } from '#src/core/errors.ts';
import { admitTogether, decideScreening } from '#src/funding/screening/actions.ts';
import { statements } from '#src/plumbing/database/database.ts';
import { act } from '#src/plumbing/house.ts';
import { list } from '#src/plumbing/listing.ts';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { runJobs } from '../../../test/jobs.ts';
import { AFTER_DEADLINE, evaluationWorld, eventsOf, type World } from '../../../test/factories/evaluation.ts';
import { assignReviewers, proposeAssignment, releaseAssignment } from '#src/funding/reviews/actions/assignment.ts';
import { declareConflicts } from '#src/funding/conflicts/actions/declare.ts';
import { reachConsensus } from './actions/consensus.ts';
import { addExperts } from '#src/funding/experts/actions/experts.ts';
import { registerExpert } from '#src/funding/experts/actions/profile.ts';
import { recordReviews, refuseReview, saveReview, submitReview } from '#src/funding/reviews/actions/reviews.ts';
import { declarationDesk } from '#src/funding/conflicts/desk.ts';
import { assignmentDesk } from '#src/funding/reviews/assigning.ts';
import { reviewDesk } from '#src/funding/reviews/desk.ts';
import { panelDesk } from './desk.ts';
import { submittedReviews } from '#src/funding/reviews/queries.ts';
import { consensusByApplication, evaluationProgress } from './queries.ts';
import { assignedList, assignedSpec } from '#src/funding/reviews/queries/assignment.ts';
import { expertsList, expertsSpec } from '#src/funding/experts/queries/experts.ts';
import { panelList, panelSpec } from './queries/panel.ts';
import { assignmentsOf, myReviews, myReviewsSpec } from '#src/funding/reviews/queries/reviews.ts';
import { entryOfInput } from '#src/funding/reviews/rules/entries.ts';
import type { ProfileInput } from '#src/funding/experts/schema.ts';

let t: TestHouse;
let world: World;
beforeEach(async () => {
  t = await testHouse({ at: AFTER_DEADLINE });
  world = await evaluationWorld(t.house);
});
afterEach(() => t.end());

const NOW = AFTER_DEADLINE;
const outcomeOf = async (work: Promise<unknown>): Promise<[string, string[]] | 'done'> =>
  work.then(
    () => 'done' as const,
    (e: unknown) => {
      if (!(e instanceof AppError)) throw e;
      return [e.kind, e.reasons.map((r) => r.code)];
    },
  );
const notFoundFor = ['notFound', ['notFound']];
const profile = (more: Partial<ProfileInput> = {}): ProfileInput => ({
  employerId: null,
  region: 'lombardy',
  gender: 'f',
  spokes: [5],
  sectors: ['clothing'],
  keywords: '',
  ...more,
});
const good = 'Convincente e ben documentata, con obiettivi chiari, metodo solido e risultati che si possono misurare.';
const whole = (points: number, social = 1) => ({
  points: { excellence: points, impact: points, implementation: points, team: Math.min(points, 15) },
  premiums: { social },
  motivations: { excellence: good, impact: good, implementation: good, team: good },
});
const all = new URL('http://x/');
const asking = (actor: Actor | null) => ({ db: t.house.db, ports: t.house.ports, actor, now: NOW });

/** Admitted proposals of as many universities, and experts who have declared no conflict. */
async function evaluation(proposals: number, experts: number) {
  const organisations: string[] = [];
  const applications: string[] = [];
  for (let i = 0; i < proposals; i++) {
    organisations.push(await world.organisation(`Università ${i + 1}`));
    applications.push(await world.submission(organisations[i]!, `Università ${i + 1}`, { acronym: `PRJ${i + 1}` }));
  }
  await admitTogether(t.house, world.office, world.callId, applications);
  const people: Actor[] = [];
  for (let i = 0; i < experts; i++) people.push(await world.person(`Esperto ${i + 1}`, [{ role: 'expert', scope: null }]));
  await addExperts(
    t.house,
    world.office,
    world.callId,
    people.map((p) => ({ email: p.email, maxLoad: 8, profile: profile() })),
  );
  return { organisations, applications, people };
}

const declareAll = async (people: readonly Actor[]) => {
  for (const p of people) await declareConflicts(t.house, p, world.callId, { answers: {}, noneElse: true, confidentiality: true });
};

/** The same, assigned. */
async function assigned(proposals = 2, experts = 3) {
  const made = await evaluation(proposals, experts);
  await declareAll(made.people);
  await assignReviewers(t.house, world.office, world.callId);
  const assignments = await assignmentsOf(t.house.db, world.callId);
  const of = (person: Actor, application = made.applications[0]!) => assignments.find((a) => a.personId === person.id && a.applicationId === application)!.id;
  const chair = await world.person('Clara Presidente', [{ role: 'chair', scope: world.callId }]);
  return { ...made, assignments, of, chair };
}

describe('experts', () => {
  test('get pseudonyms in order, keep them, and take a new load', async () => {
    const { people } = await evaluation(1, 3);
    const again = await addExperts(t.house, world.office, world.callId, [{ email: people[1]!.email, maxLoad: 2 }]);
    expect(again.map((e) => e.pseudonym)).toEqual(['E02']);
    const late = await world.person('Ultima', [{ role: 'expert', scope: world.callId }]);
    expect((await addExperts(t.house, world.office, world.callId, [{ email: late.email, maxLoad: 8, profile: profile() }])).map((e) => e.pseudonym)).toEqual([
      'E04',
    ]);
    const { rows } = await list(t.house.db, expertsList(t.house, world.callId, world.office), expertsSpec, all);
    expect(rows.map((r) => [r.pseudonym, r.name, r.maxLoad, r.declared, r.load])).toEqual([
      ['E01', 'Esperto 1', 8, 'no', 0],
      ['E02', 'Esperto 2', 2, 'no', 0],
      ['E03', 'Esperto 3', 8, 'no', 0],
      ['E04', 'Ultima', 8, 'no', 0],
    ]);
  });

  test('added at the same moment get different pseudonyms', async () => {
    const people: Actor[] = [];
    for (let i = 0; i < 5; i++) people.push(await world.person(`Esperto ${i}`, [{ role: 'expert', scope: null }]));
    const added = await Promise.all(people.map((p) => addExperts(t.house, world.office, world.callId, [{ email: p.email, maxLoad: 8, profile: profile() }])));
    expect(added.map(([e]) => e!.pseudonym).sort()).toEqual(['E01', 'E02', 'E03', 'E04', 'E05']);
  });

  test('named twice in a list are one; an empty list adds nobody', async () => {
    const { people } = await evaluation(1, 1);
    const twice = [
      { email: people[0]!.email, maxLoad: 3 },
      { email: people[0]!.email, maxLoad: 4 },
    ];
    expect((await addExperts(t.house, world.office, world.callId, twice)).map((e) => e.pseudonym)).toEqual(['E01']);
    expect(await addExperts(t.house, world.office, world.callId, [])).toEqual([]);
    const { rows } = await list(t.house.db, expertsList(t.house, world.callId, world.office), expertsSpec, all);
    expect(rows.map((r) => r.maxLoad)).toEqual([4]);
  });

  test('have to be registered people with the role, a profile and a load that the call allows', async () => {
    const stranger = await world.person('Senza Ruolo');
    const elsewhere = await world.person('Di Altro Bando', [{ role: 'expert', scope: 'another' }]);
    const bare = await world.person('Senza Profilo', [{ role: 'expert', scope: null }]);
    const add = (email: string, more = {}) => outcomeOf(addExperts(t.house, world.office, world.callId, [{ email, maxLoad: 8, profile: profile(), ...more }]));
    expect(await add('nobody@example.org')).toEqual(['invalid', ['expert.personUnknown']]);
    expect(await add(stranger.email)).toEqual(['invalid', ['expert.notAnExpert']]);
    expect(await add(elsewhere.email)).toEqual(['invalid', ['expert.notAnExpert']]);
    expect(await add(bare.email, { profile: undefined })).toEqual(['invalid', ['expert.profileMissing']]);
    expect(await add(bare.email, { maxLoad: 9 })).toEqual(['invalid', ['expert.loadTooHigh']]);
    expect(await outcomeOf(addExperts(t.house, bare, world.callId, [{ email: bare.email, maxLoad: 8, profile: profile() }]))).toEqual([
      'forbidden',
      ['expert.officeOnly'],
    ]);
    await registerExpert(t.house, bare, profile());
    expect(await add(bare.email, { profile: undefined })).toBe('done');
    expect(await outcomeOf(registerExpert(t.house, stranger, profile()))).toEqual(['forbidden', ['expert.expertOnly']]);
  });
});

describe('conflicts', () => {
  test('the register’s are found before anything is shown: the employer’s, and of whom one acts for', async () => {
    const { organisations, applications } = await evaluation(3, 0);
    const employed = await world.person('Dipendente', [{ role: 'expert', scope: null }]);
    const acting = await world.person('Delegato', [{ role: 'expert', scope: null }], [organisations[1]!]);
    await addExperts(t.house, world.office, world.callId, [
      { email: employed.email, maxLoad: 8, profile: profile({ employerId: organisations[0]! }) },
      { email: acting.email, maxLoad: 8, profile: profile() },
    ]);
    await runJobs(t.house);
    const rows = await t.house.db.selectFrom('conflicts').select(['application_id', 'person_id', 'kind', 'detail', 'found_by']).orderBy('kind').execute();
    expect(rows).toEqual([
      { application_id: applications[0], person_id: employed.id, kind: 'employer', detail: 'Università 1', found_by: null },
      { application_id: applications[1], person_id: acting.id, kind: 'member', detail: 'Università 2', found_by: null },
    ]);
    await registerExpert(t.house, acting, profile({ employerId: organisations[2]! }));
    await runJobs(t.house);
    expect(await t.house.db.selectFrom('conflicts').select('kind').where('person_id', '=', acting.id).orderBy('kind').execute()).toEqual([
      { kind: 'employer' },
      { kind: 'member' },
    ]);
  });

  test('are declared on organisations alone: no title, no acronym', async () => {
    const { people } = await evaluation(2, 1);
    const { rows } = await declarationDesk(asking(people[0]!), world.callId);
    expect(rows.map((r) => r.members)).toEqual([['Università 1'], ['Università 2']]);
    expect(JSON.stringify(rows)).not.toMatch(/PRJ|Titolo/);
    expect(await outcomeOf(declarationDesk(asking(world.office), world.callId))).toEqual(notFoundFor);
    expect(await outcomeOf(declarationDesk(asking(null), world.callId))).toEqual(notFoundFor);
  });

  test('each proposal wants an answer, and a yes its detail', async () => {
    const { people, applications } = await evaluation(2, 1);
    const declare = (answers: Record<string, { conflict: boolean; detail: string }>, noneElse = false) =>
      outcomeOf(declareConflicts(t.house, people[0]!, world.callId, { answers, noneElse, confidentiality: true }));
    expect(await declare({})).toEqual(['invalid', ['conflict.answerMissing', 'conflict.answerMissing']]);
    expect(await declare({ [applications[0]!]: { conflict: true, detail: 'x' } }, true)).toEqual(['invalid', ['conflict.detailTooShort']]);
    expect(await declare({ [world.office.id]: { conflict: false, detail: '' } }, true)).toEqual(notFoundFor);
    expect(await declare({ [applications[0]!]: { conflict: true, detail: 'Progetto comune nel 2023' } }, true)).toBe('done');
    expect(await t.house.db.selectFrom('conflicts').select(['application_id', 'kind', 'detail']).execute()).toEqual([
      { application_id: applications[0], kind: 'declared', detail: 'Progetto comune nel 2023' },
    ]);
    expect(await eventsOf(t.house, 'conflicts.declared')).toMatchObject([
      { subject: `expert/${people[0]!.id}`, body: { conflicts: [applications[0]], confidentiality: true } },
    ]);
  });

  test('bar the pair from every assignment, declared before or after', async () => {
    const { people, applications, organisations } = await evaluation(2, 4);
    await registerExpert(t.house, people[0]!, profile({ employerId: organisations[0]! }));
    await declareConflicts(t.house, people[1]!, world.callId, {
      answers: { [applications[1]!]: { conflict: true, detail: 'Pubblicazioni comuni' } },
      noneElse: true,
      confidentiality: true,
    });
    await declareAll([people[0]!, people[2]!, people[3]!]);
    await assignReviewers(t.house, world.office, world.callId);
    const pairs = async () => (await assignmentsOf(t.house.db, world.callId)).map((a) => `${a.applicationId}/${a.pseudonym}`).sort();
    expect(await pairs()).toEqual(
      [...['E02', 'E03', 'E04'].map((e) => `${applications[0]}/${e}`), ...['E01', 'E03', 'E04'].map((e) => `${applications[1]}/${e}`)].sort(),
    );
    await declareConflicts(t.house, people[2]!, world.callId, {
      answers: { [applications[0]!]: { conflict: true, detail: 'Emerso in seguito' } },
      noneElse: true,
      confidentiality: true,
    });
    const given = (
      await t.house.db
        .selectFrom('review_assignments')
        .select('id')
        .where('person_id', '=', people[2]!.id)
        .where('application_id', '=', applications[0]!)
        .executeTakeFirstOrThrow()
    ).id;
    expect(await outcomeOf(reviewDesk(asking(people[2]!), given))).toEqual(notFoundFor);
    await runJobs(t.house);
    expect(await pairs()).not.toContain(`${applications[0]}/E03`);
    expect(await outcomeOf(assignReviewers(t.house, world.office, world.callId))).toEqual(['conflict', ['assign.tooFewReviewers']]);
  });

  test('who has not declared is given nothing; nor what came after the declaration', async () => {
    const { people, applications } = await evaluation(1, 4);
    const late = await world.submission(await world.organisation('Università Tardi'), 'Università Tardi', { documents: [] });
    await decideScreening(t.house, world.office, world.callId, late, {
      outcome: 'excluded',
      verified: [],
      reasons: ['document.proposal'],
      written: '',
      note: '',
    });
    expect(await outcomeOf(assignReviewers(t.house, world.office, world.callId))).toEqual(['conflict', ['review.noExperts']]);
    await declareAll(people.slice(0, 3));
    await assignReviewers(t.house, world.office, world.callId);
    expect((await assignmentsOf(t.house.db, world.callId)).map((a) => [a.applicationId, a.pseudonym])).toEqual(
      ['E01', 'E02', 'E03'].map((e) => [applications[0], e]),
    );
    await decideScreening(t.house, world.office, world.callId, late, {
      outcome: 'admitted',
      verified: ['all'],
      reasons: [],
      written: '',
      note: 'Ricorso accolto dalla commissione.',
    });
    expect(await outcomeOf(assignReviewers(t.house, world.office, world.callId))).toEqual(['conflict', ['assign.tooFewReviewers']]);
    await declareAll(people.slice(0, 3));
    expect(await outcomeOf(assignReviewers(t.house, world.office, world.callId))).toBe('done');
  });
});

describe('an assignment', () => {
  test('is proposed, shown in names, released once, and told to the experts', async () => {
    const { people, applications } = await evaluation(2, 3);
    await declareAll(people);
    const { run, result } = await proposeAssignment(t.house, world.office, world.callId);
    expect(result).toMatchObject({ minimum: 90, bound: { minimum: 90 }, total: 180, optimal: true });
    const desk = await assignmentDesk(asking(world.office), world.callId);
    expect(desk.counts).toEqual({ admitted: 2, declared: 3, experts: 3, missing: 6 });
    expect(desk.run!.proposals.map((p) => [p.acronym, p.experts, p.affinity])).toEqual([
      ['PRJ1', ['E01', 'E02', 'E03'], 90],
      ['PRJ2', ['E01', 'E02', 'E03'], 90],
    ]);
    expect(desk.loads.map((l) => [l.pseudonym, l.now, l.added, l.most])).toEqual([
      ['E01', 0, 2, 8],
      ['E02', 0, 2, 8],
      ['E03', 0, 2, 8],
    ]);
    expect(await assignmentsOf(t.house.db, world.callId)).toEqual([]);
    expect(await releaseAssignment(t.house, world.office, world.callId, run)).toEqual({ assigned: 6 });
    expect(await releaseAssignment(t.house, world.office, world.callId, run)).toEqual({ assigned: 6 });
    expect(await assignmentsOf(t.house.db, world.callId)).toHaveLength(6);
    const mails = await t.house.db.selectFrom('mail_messages').select(['key', 'body']).where('key', 'like', 'assignment/%').execute();
    expect(mails).toHaveLength(3);
    expect(mails[0]!.body).toContain('2 proposte da valutare');
    expect(mails[0]!.body).not.toMatch(/PRJ|Università/);
    expect(await outcomeOf(proposeAssignment(t.house, world.office, world.callId))).toEqual(['conflict', ['review.nothingToAssign']]);
    expect(applications).toHaveLength(2);
  });

  test('without enough experts says which proposal lacks them', async () => {
    const { people } = await evaluation(1, 2);
    await declareAll(people);
    await proposeAssignment(t.house, world.office, world.callId);
    const { run, decisions } = await assignmentDesk(asking(world.office), world.callId);
    const protocol = (await t.house.db.selectFrom('submissions').select('protocol').executeTakeFirstOrThrow()).protocol;
    expect(run!.outcome).toEqual({ infeasible: [{ code: 'assign.tooFewReviewers', params: { proposal: protocol, available: 2, needed: 3, unbar: [] } }] });
    expect(decisions.release).toMatchObject({ ok: false, reasons: [{ code: 'review.runInfeasible' }] });
    expect(await outcomeOf(releaseAssignment(t.house, world.office, world.callId, run!.id))).toEqual(['conflict', ['review.runInfeasible']]);
  });

  test('is outdated by a conflict that came in between', async () => {
    const { people, applications } = await evaluation(1, 3);
    await declareAll(people);
    const { run } = await proposeAssignment(t.house, world.office, world.callId);
    await declareConflicts(t.house, people[0]!, world.callId, {
      answers: { [applications[0]!]: { conflict: true, detail: 'Emerso in seguito' } },
      noneElse: true,
      confidentiality: true,
    });
    expect(await outcomeOf(releaseAssignment(t.house, world.office, world.callId, run))).toEqual(['conflict', ['review.runOutdated']]);
  });

  test('two that are released at once do not add up', async () => {
    const { people } = await evaluation(1, 6);
    await declareAll(people);
    const runs = [await proposeAssignment(t.house, world.office, world.callId), await proposeAssignment(t.house, world.office, world.callId)];
    const outcomes = await Promise.all(runs.map(({ run }) => outcomeOf(releaseAssignment(t.house, world.office, world.callId, run))));
    expect(outcomes.filter((o) => o === 'done')).toHaveLength(1);
    expect(await assignmentsOf(t.house.db, world.callId)).toHaveLength(3);
  });

  test('a refused one is filled by another expert, and a conflict given as the reason stays', async () => {
    const { people, of, applications } = await assigned(1, 4);
    const [first] = await assignmentsOf(t.house.db, world.callId);
    const who = people.find((p) => p.id === first!.personId)!;
    await refuseReview(t.house, who, of(who), { kind: 'conflict', text: 'Ho scritto un articolo con il responsabile.' });
    await runJobs(t.house);
    expect(await t.house.db.selectFrom('conflicts').select(['application_id', 'person_id', 'kind']).execute()).toEqual([
      { application_id: applications[0], person_id: who.id, kind: 'declared' },
    ]);
    expect(await outcomeOf(reviewDesk(asking(who), of(who)))).toEqual(notFoundFor);
    expect(await outcomeOf(refuseReview(t.house, who, of(who), { kind: 'unavailable', text: 'Ancora una volta, per prova.' }))).toEqual(notFoundFor);
    await assignReviewers(t.house, world.office, world.callId);
    const after = await assignmentsOf(t.house.db, world.callId);
    expect(after).toHaveLength(3);
    expect(after.some((a) => a.personId === who.id)).toBe(false);
  });
});

describe('a review', () => {
  const entry = (points: Record<string, number | string>, motivations: Record<string, string> = {}) =>
    entryOfInput({ points, premiums: {}, motivations, summary: '' });

  test('a draft keeps everything, valid or not; two tabs are told apart', async () => {
    const { people, of } = await assigned();
    const id = of(people[0]!);
    const typed = entry({ excellence: '99', impact: 'boh', team: '12,5' }, { team: 'Bre' });
    expect(await saveReview(t.house, people[0]!, id, { revision: 1, entry: typed })).toEqual({ revision: 2 });
    const { review } = await reviewDesk(asking(people[0]!), id);
    expect([review.entry.items['excellence']!.typed, review.entry.items['impact']!.typed, review.entry.items['team']]).toEqual([
      '99',
      'boh',
      { typed: '12,5', motivation: 'Bre' },
    ]);
    expect(await t.house.db.selectFrom('review_scores').select(['item', 'points']).where('points', 'is not', null).execute()).toEqual([
      { item: 'team', points: 12.5 },
    ]);
    expect(await outcomeOf(saveReview(t.house, people[0]!, id, { revision: 1, entry: typed }))).toEqual(['conflict', ['form.stale']]);
    const races = await Promise.all([1, 2].map(() => outcomeOf(saveReview(t.house, people[0]!, id, { revision: 2, entry: typed }))));
    expect(races.filter((o) => o === 'done')).toHaveLength(1);
  });

  test('is submitted whole or not at all', async () => {
    const { people, of } = await assigned();
    const id = of(people[0]!);
    expect((await outcomeOf(submitReview(t.house, people[0]!, id)))[1]).toHaveLength(9);
    const short = { ...entryOfInput({ ...whole(12), motivations: { excellence: good, impact: good, implementation: good, team: 'breve' }, summary: '' }) };
    expect(await outcomeOf(submitReview(t.house, people[0]!, id, { revision: 1, entry: short }))).toEqual(['invalid', ['review.motivationTooShort']]);
    expect(await t.house.db.selectFrom('review_scores').select('item').execute()).toEqual([]);
    await saveReview(t.house, people[0]!, id, { revision: 1, entry: entryOfInput({ ...whole(12.5, 2), summary: '' }) });
    await submitReview(t.house, people[0]!, id);
    expect(await submittedReviews(t.house.db, world.callId)).toEqual(
      new Map([
        [expect.any(String), [{ expert: 'E01', points: { excellence: 12.5, impact: 12.5, implementation: 12.5, team: 12.5 }, premiums: { social: 2 } }]],
      ]),
    );
    expect(await outcomeOf(saveReview(t.house, people[0]!, id, { revision: 2, entry: short }))).toEqual(['conflict', ['review.submittedAlready']]);
    expect(await outcomeOf(refuseReview(t.house, people[0]!, id, { kind: 'unavailable', text: 'Troppo tardi per questo.' }))).toEqual([
      'conflict',
      ['review.submittedAlready'],
    ]);
  });

  test('the same key submits once; another one is told that it is done', async () => {
    const { people, of } = await assigned();
    const id = of(people[0]!);
    const submission = { revision: 1, entry: entryOfInput({ ...whole(12), summary: '' }), key: 'key-of-one-form' };
    const twice = await Promise.all([1, 2].map(() => outcomeOf(submitReview(t.house, people[0]!, id, submission))));
    expect(twice).toEqual(['done', 'done']);
    expect(await eventsOf(t.house, 'review.submitted')).toHaveLength(1);
    expect(await outcomeOf(submitReview(t.house, people[0]!, id, { ...submission, key: 'another-form-key' }))).toEqual([
      'conflict',
      ['review.submittedAlready'],
    ]);
  });

  test('of another is not found, whoever asks', async () => {
    const { people, of, chair } = await assigned();
    const id = of(people[0]!);
    for (const who of [people[1]!, world.office, chair, world.applicant]) {
      expect(await outcomeOf(reviewDesk(asking(who), id))).toEqual(notFoundFor);
      expect(await outcomeOf(saveReview(t.house, who, id, { revision: 1, entry: entry({}) }))).toEqual(notFoundFor);
      expect(await outcomeOf(submitReview(t.house, who, id, { entry: entryOfInput({ ...whole(12), summary: '' }) }))).toEqual(notFoundFor);
      expect(await outcomeOf(refuseReview(t.house, who, id, { kind: 'unavailable', text: 'Non è la mia valutazione.' }))).toEqual(notFoundFor);
    }
    expect(await outcomeOf(reviewDesk(asking(people[0]!), world.office.id))).toEqual(notFoundFor);
  });

  test('listed is readable and readable is listed, for every expert and assignment', async () => {
    const { people, assignments, applications } = await assigned(4, 5);
    const refused = assignments[0]!;
    await refuseReview(
      t.house,
      people.find((p) => p.id === refused.personId)!,
      refused.id,
      { kind: 'expertise', text: 'Non è il mio campo di studio.' },
    );
    for (const person of people) {
      const { rows } = await list(t.house.db, myReviews(t.house.db, person.id), myReviewsSpec, all);
      const readable = [];
      for (const a of assignments) if ((await outcomeOf(reviewDesk(asking(person), a.id))) === 'done') readable.push(a.id);
      expect(rows.map((r) => r.id).sort()).toEqual(readable.sort());
    }
    expect(applications).toHaveLength(4);
  });

  test('of a proposal no longer admitted is not wanted', async () => {
    const { people, of, applications } = await assigned();
    await decideScreening(t.house, world.office, world.callId, applications[0]!, {
      outcome: 'excluded',
      verified: [],
      reasons: [],
      written: 'Requisito venuto meno prima della valutazione.',
      note: '',
    });
    expect(await outcomeOf(submitReview(t.house, people[0]!, of(people[0]!), { entry: entryOfInput({ ...whole(12), summary: '' }) }))).toEqual([
      'conflict',
      ['review.notAdmitted'],
    ]);
  });

  test('once in, the admission stands; once ranked, nothing moves', async () => {
    const { people, of, applications } = await assigned();
    await recordReviews(t.house, people[0]!, [{ id: of(people[0]!), ...whole(12) }]);
    const exclude = { outcome: 'excluded' as const, verified: [], reasons: [], written: 'Requisito venuto meno dopo la valutazione.', note: '' };
    expect(await outcomeOf(decideScreening(t.house, world.office, world.callId, applications[0]!, exclude))).toEqual(['conflict', ['screening.reviewed']]);
    await act(t.house, null, 'ranking.publish', 'ranking/1', ({ record }) =>
      record({ kind: 'ranking.published', subject: 'ranking/1', body: { call: world.callId } }),
    );
    expect(await outcomeOf(submitReview(t.house, people[1]!, of(people[1]!), { entry: entryOfInput({ ...whole(12), summary: '' }) }))).toEqual([
      'conflict',
      ['evaluation.ranked'],
    ]);
    expect(await outcomeOf(proposeAssignment(t.house, world.office, world.callId))).toEqual(['conflict', ['evaluation.ranked']]);
  });

  test('many are recorded in one deed, all or none', async () => {
    const { people, assignments } = await assigned(2, 3);
    const mine = assignments.filter((a) => a.personId === people[0]!.id).map((a) => a.id);
    expect(
      await outcomeOf(
        recordReviews(t.house, people[0]!, [
          { id: mine[0]!, ...whole(12) },
          { id: mine[1]!, ...whole(12.3) },
        ]),
      ),
    ).toEqual(['invalid', ['review.pointsOffStep', 'review.pointsOffStep', 'review.pointsOffStep', 'review.pointsOffStep']]);
    expect(await submittedReviews(t.house.db, world.callId)).toEqual(new Map());
    expect(
      await recordReviews(
        t.house,
        people[0]!,
        mine.map((id) => ({ id, ...whole(12) })),
      ),
    ).toBe(2);
  });
});

describe('the panel', () => {
  /** The first proposal diverges (30 against 5 on each), the second agrees. */
  async function reviewed() {
    const made = await assigned();
    const { people, of, applications } = made;
    for (const [i, person] of people.entries())
      await recordReviews(t.house, person, [
        { id: of(person), ...whole(i === 0 ? 25 : 5) },
        { id: of(person, applications[1]!), ...whole(10 + i) },
      ]);
    return made;
  }
  const agreement = (points = 15, report = 'La commissione ha riletto la proposta e concorda che il metodo è solido ma gli effetti sono sovrastimati.') => ({
    entry: entryOfInput({ ...whole(points), motivations: {}, summary: report }),
  });

  test('sees totals, spread and state in its matrix, and the progress', async () => {
    const { chair } = await reviewed();
    const { rows } = await list(t.house.db, panelList(world.callId, world.call.evaluation, chair) as never, panelSpec, all);
    expect(
      rows.map((r: Record<string, unknown>) => [r['acronym'], r['reviews'], r['assigned'], r['submitted'], r['lowest'], r['highest'], r['spread'], r['state']]),
    ).toEqual([
      ['PRJ1', 'E01 90; E02 20; E03 20', 3, 3, 20, 90, 70, 'diverging'],
      ['PRJ2', 'E01 40; E02 44; E03 48', 3, 3, 40, 48, 8, 'complete'],
    ]);
    expect(await evaluationProgress(t.house.db, world.callId)).toEqual({ admitted: 2, wanted: 6, assignments: 6, submitted: 6, pendingDivergences: 1 });
  });

  test('agrees on points where experts diverge, and may replace them', async () => {
    const { chair, applications } = await reviewed();
    await reachConsensus(t.house, chair, world.callId, applications[0]!, agreement());
    expect(await consensusByApplication(t.house.db, world.callId)).toEqual(
      new Map([[applications[0], { points: whole(15).points, premiums: { social: 1 }, report: agreement().entry.summary, decidedAt: NOW }]]),
    );
    expect((await evaluationProgress(t.house.db, world.callId)).pendingDivergences).toBe(0);
    expect(await outcomeOf(reachConsensus(t.house, chair, world.callId, applications[0]!, { ...agreement(), seen: '' }))).toEqual(['conflict', ['form.stale']]);
    expect(await outcomeOf(reachConsensus(t.house, chair, world.callId, applications[0]!, { ...agreement(12), seen: NOW }))).toBe('done');
    expect(await eventsOf(t.house, 'consensus.reached')).toHaveLength(2);
  });

  test('agrees on nothing else', async () => {
    const { chair, applications } = await reviewed();
    expect(await outcomeOf(reachConsensus(t.house, chair, world.callId, applications[1]!, agreement()))).toEqual(['conflict', ['panel.notDiverging']]);
    expect(await outcomeOf(reachConsensus(t.house, world.office, world.callId, applications[0]!, agreement()))).toEqual(['forbidden', ['panel.chairOnly']]);
    expect(await outcomeOf(reachConsensus(t.house, chair, world.callId, applications[0]!, agreement(15, 'Breve.')))).toEqual([
      'invalid',
      ['panel.reportTooShort'],
    ]);
    expect(await outcomeOf(reachConsensus(t.house, chair, world.callId, applications[0]!, agreement(15.3)))).toEqual([
      'invalid',
      Array.from({ length: 3 }, () => 'review.pointsOffStep'),
    ]);
    expect(await outcomeOf(reachConsensus(t.house, chair, 'another', applications[0]!, agreement()))).toEqual(notFoundFor);
  });

  test('waits for every review, and never shows a draft', async () => {
    const { chair, applications, people, of } = await assigned();
    await recordReviews(t.house, people[0]!, [{ id: of(people[0]!), ...whole(25) }]);
    await saveReview(t.house, people[1]!, of(people[1]!), {
      revision: 1,
      entry: entryOfInput({ ...whole(5), motivations: { excellence: 'SEGRETO' }, summary: '' }),
    });
    const { found, decision } = await panelDesk(asking(chair), world.callId, applications[0]!);
    expect(found.reviews.map((r) => r.expert)).toEqual(['E01']);
    expect(JSON.stringify(found)).not.toContain('SEGRETO');
    expect(decision).toMatchObject({
      ok: false,
      reasons: [{ code: 'panel.reviewsMissing', params: { assigned: 3, submitted: 1 } }, { code: 'panel.notDiverging' }].slice(0, 1),
    });
    const { rows } = await list(t.house.db, panelList(world.callId, world.call.evaluation, chair) as never, panelSpec, all);
    expect(rows.map((r: Record<string, unknown>) => [r['reviews'], r['state']])).toEqual([
      ['E01 90; E02 …; E03 …', 'incomplete'],
      ['E01 …; E02 …; E03 …', 'incomplete'],
    ]);
  });

  test('who has something to do with a proposal sees nothing of it, listed or read, on any page', async () => {
    const { organisations, applications, chair: impartial } = await reviewed();
    const related = await world.person('Presidente di Parte', [{ role: 'chair', scope: null }], [organisations[0]!]);
    const officer = await world.person('Ufficio di Parte', [{ role: 'office', scope: null }], [organisations[0]!]);
    for (const who of [impartial, related, officer, world.office]) {
      const listed = (await list(t.house.db, panelList(world.callId, world.call.evaluation, who) as never, panelSpec, all)).rows.map(
        (r: { applicationId: string }) => r.applicationId,
      );
      const assignedTo = (await list(t.house.db, assignedList(world.callId, world.call.evaluation, who) as never, assignedSpec, all)).rows.map(
        (r: { applicationId: string }) => r.applicationId,
      );
      const readable = [];
      for (const id of applications) if ((await outcomeOf(panelDesk(asking(who), world.callId, id))) === 'done') readable.push(id);
      expect(listed.sort()).toEqual(readable.sort());
      expect(assignedTo.sort()).toEqual(readable.sort());
      expect(readable).toHaveLength(who === related || who === officer ? 1 : 2);
    }
    expect(await outcomeOf(reachConsensus(t.house, related, world.callId, applications[0]!, agreement()))).toEqual(notFoundFor);
    for (const who of [world.applicant, null]) expect(await outcomeOf(panelDesk(asking(who), world.callId, applications[0]!))).toEqual(notFoundFor);
  });

  test('no page of the panel names an expert', async () => {
    const { chair, applications, people } = await reviewed();
    const { found } = await panelDesk(asking(chair), world.callId, applications[0]!);
    const text = JSON.stringify([found.reviews, found.consensus]);
    for (const p of people) expect(text).not.toMatch(new RegExp(`${p.name}|${p.id}|${p.email}`));
  });
});

test('queries for later rooms run the same number of statements for one proposal and for six', async () => {
  const counted = async (work: () => Promise<unknown>) => {
    const before = statements.count;
    await work();
    return statements.count - before;
  };
  const measure = async (): Promise<number[]> => [
    await counted(() => submittedReviews(t.house.db, world.callId)),
    await counted(() => consensusByApplication(t.house.db, world.callId)),
    await counted(() => evaluationProgress(t.house.db, world.callId)),
    await counted(() => assignmentDesk(asking(world.office), world.callId)),
    await counted(() => list(t.house.db, panelList(world.callId, world.call.evaluation, world.office) as never, panelSpec, all)),
  ];
  await evaluation(1, 1);
  const few = await measure();
  await evaluation(5, 4);
  expect(await measure()).toEqual(few);
  expect(few).toEqual([1, 1, 5, 23, 2]);
});
