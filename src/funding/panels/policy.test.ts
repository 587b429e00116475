import { describe, expect, test } from 'vitest';
import type { Actor, RoleGrant } from '#src/core/actor.ts';
import type { Decision } from '#src/core/decision.ts';
import { can as ofConflicts } from '#src/funding/conflicts/policy.ts';
import { can as ofExperts, type Stage } from '#src/funding/experts/policy.ts';
import { can as ofReviews, type OwnReview } from '#src/funding/reviews/policy.ts';
import { can as ofPanels, type DiscussionCase, type MeetingCase, type PanelCase } from './policy.ts';
import { meetingMoves, meetingStates } from './states.ts';

/** The policies of the whole evaluation, room by room. */
const can = { ...ofExperts, ...ofConflicts, ...ofReviews, ...ofPanels };

const actor = (id: string, ...grants: RoleGrant[]): Actor => ({ id, name: id, email: `${id}@example.org`, locale: 'it', grants, organisationIds: [] });
const office = actor('office', { role: 'office', scope: null });
const auditor = actor('auditor', { role: 'auditor', scope: null });
const chair = actor('chair', { role: 'chair', scope: 'c1' });
const chairOfAll = actor('chairAll', { role: 'chair', scope: null });
const otherChair = actor('otherChair', { role: 'chair', scope: 'c2' });
const expert = actor('expert', { role: 'expert', scope: null });
const otherExpert = actor('otherExpert', { role: 'expert', scope: null });
const applicant = actor('applicant', { role: 'applicant', scope: null });
const everyone = { office, auditor, chair, chairOfAll, otherChair, expert, applicant, nobody: null };

const stage: Stage = { callId: 'c1', closesAt: '2024-02-21T11:00:00.000Z', ranked: false };
const after = '2024-02-22T00:00:00.000Z';
const before = '2024-02-21T11:00:00.000Z';
const said = (decision: Decision) => (decision.ok ? 'yes' : decision.reasons.map((r) => r.code).join(' '));
const table = (ask: (actor: Actor | null) => Decision) => Object.fromEntries(Object.entries(everyone).map(([name, who]) => [name, said(ask(who))]));

test('who sees experts by name, and the panel', () => {
  const expected = {
    office: 'yes',
    auditor: 'yes',
    chair: 'yes',
    chairOfAll: 'yes',
    otherChair: 'notFound',
    expert: 'notFound',
    applicant: 'notFound',
    nobody: 'notFound',
  };
  expect(table((a) => can.seeExperts(a, 'c1'))).toEqual(expected);
  expect(table((a) => can.seePanel(a, 'c1'))).toEqual(expected);
  expect(table((a) => can.seePanelCase(a, { callId: 'c1', conflicted: false }))).toEqual(expected);
  expect(new Set(Object.values(table((a) => can.seePanelCase(a, { callId: 'c1', conflicted: true }))))).toEqual(new Set(['notFound']));
});

test('who adds experts', () => {
  const no = 'expert.officeOnly';
  expect(table((a) => can.addExperts(a, stage))).toEqual({
    office: 'yes',
    auditor: no,
    chair: no,
    chairOfAll: no,
    otherChair: no,
    expert: no,
    applicant: no,
    nobody: no,
  });
  expect(said(can.addExperts(office, { ranked: true }))).toBe('evaluation.ranked');
});

test('who proposes and releases an assignment', () => {
  const no = 'review.officeOrChair';
  expect(table((a) => can.proposeAssignment(a, stage, after, { tied: false }))).toEqual({
    office: 'yes',
    auditor: no,
    chair: 'yes',
    chairOfAll: 'yes',
    otherChair: no,
    expert: no,
    applicant: no,
    nobody: no,
  });
  expect(said(can.proposeAssignment(office, stage, before, { tied: false }))).toBe('evaluation.callOpen');
  expect(said(can.proposeAssignment(office, { ...stage, ranked: true }, after, { tied: false }))).toBe('evaluation.ranked');
  expect(said(can.releaseAssignment(chair, stage, after, { tied: false, feasible: true, fits: true }))).toBe('yes');
  expect(said(can.releaseAssignment(chair, stage, after, { tied: false, feasible: true, fits: false }))).toBe('review.runOutdated');
  expect(said(can.releaseAssignment(chair, stage, after, { tied: false, feasible: false, fits: false }))).toBe('review.runInfeasible');
});

test('who declares', () => {
  expect(said(can.seeDeclaration(false))).toBe('notFound');
  expect(said(can.declare(false, stage, after))).toBe('notFound');
  expect(said(can.declare(true, stage, before))).toBe('evaluation.callOpen');
  expect(said(can.declare(true, { ...stage, ranked: true }, after))).toBe('evaluation.ranked');
  expect(said(can.declare(true, stage, after))).toBe('yes');
});

describe('one review', () => {
  const own: OwnReview = { personId: 'expert', state: 'assigned', admitted: true, ranked: false, conflicted: false };
  test.each([
    ['assigned', own, ['yes', 'yes', 'yes', 'yes']],
    ['submitted', { ...own, state: 'submitted' }, ['yes', 'review.submittedAlready', 'review.submittedAlready', 'review.submittedAlready']],
    ['given back', { ...own, state: 'declined' }, ['notFound', 'notFound', 'notFound', 'notFound']],
    ['no longer admitted', { ...own, admitted: false }, ['yes', 'review.notAdmitted', 'review.notAdmitted', 'yes']],
    ['of what one has something to do with', { ...own, conflicted: true }, ['notFound', 'notFound', 'notFound', 'notFound']],
    [
      'submitted before a conflict came up',
      { ...own, state: 'submitted', conflicted: true },
      ['yes', 'review.submittedAlready', 'review.submittedAlready', 'review.submittedAlready'],
    ],
    ['after the ranking', { ...own, ranked: true }, ['yes', 'evaluation.ranked', 'evaluation.ranked', 'evaluation.ranked']],
  ] as const)('%s: read, write, submit, refuse', (_, review, expected) => {
    expect([can.read, can.write, can.submit, can.refuse].map((ask) => said(ask(expert, review)))).toEqual(expected);
  });
  test.each([
    ['another expert', otherExpert],
    ['the office', office],
    ['the chair', chair],
    ['an applicant', applicant],
    ['nobody', null],
  ])('of someone else, for %s: not found', (_, who) => {
    expect([can.read, can.write, can.submit, can.refuse].map((ask) => said(ask(who, own)))).toEqual(Array.from({ length: 4 }, () => 'notFound'));
  });
});

describe('a consensus', () => {
  const it: PanelCase = { ...stage, conflicted: false, assigned: 3, submitted: 3, diverging: true };
  test('is the chair’s', () => {
    expect(table((a) => can.agree(a, it))).toEqual({
      office: 'panel.chairOnly',
      auditor: 'panel.chairOnly',
      chair: 'yes',
      chairOfAll: 'yes',
      otherChair: 'notFound',
      expert: 'notFound',
      applicant: 'notFound',
      nobody: 'notFound',
    });
  });
  test.each([
    ['with a conflict', { ...it, conflicted: true }, 'notFound'],
    ['with a review missing', { ...it, submitted: 2 }, 'panel.reviewsMissing'],
    ['without reviews', { ...it, assigned: 0, submitted: 0, diverging: false }, 'panel.reviewsMissing panel.notDiverging'],
    ['where the experts agree', { ...it, diverging: false }, 'panel.notDiverging'],
    ['after the ranking', { ...it, ranked: true }, 'evaluation.ranked'],
  ])('%s', (_, given, expected) => expect(said(can.agree(chair, given))).toBe(expected));
});

describe('a meeting', () => {
  const it: MeetingCase = { callId: 'c1', ranked: false, state: 'planned', omitted: 0 };
  const no = 'panel.officeOrChair';
  const organisers = {
    office: 'yes',
    auditor: no,
    chair: 'yes',
    chairOfAll: 'yes',
    otherChair: 'notFound',
    expert: 'notFound',
    applicant: 'notFound',
    nobody: 'notFound',
  };
  test('is planned and held by the office or the chair', () => {
    expect(table((a) => can.planMeeting(a, stage))).toEqual(organisers);
    expect(said(can.planMeeting(office, { ...stage, ranked: true }))).toBe('evaluation.ranked');
    for (const move of ['change', 'open', 'conduct', 'close'] as const)
      expect(table((a) => can.move(a, { ...it, state: meetingMoves[move].from }, move))).toEqual(organisers);
  });
  test('moves from its own state only, and a closed one never', () => {
    const answers = Object.fromEntries(
      meetingStates.map((state) => [
        state,
        (['change', 'callOff', 'planAgain', 'open', 'conduct', 'close'] as const).filter((m) => can.move(chair, { ...it, state }, m).ok),
      ]),
    );
    expect(answers).toEqual({ planned: ['change', 'callOff', 'open'], calledOff: ['planAgain'], open: ['conduct', 'close'], closed: [] });
  });
  test('is closed by who may see all of it', () => {
    expect(said(can.move(chair, { ...it, state: 'open', omitted: 1 }, 'close'))).toBe('panel.closedByOthers');
    expect(said(can.move(chair, { ...it, state: 'open', omitted: 1 }, 'conduct'))).toBe('yes');
  });
  test.each([
    ['its chair', 'closed', 'chair', false, 'yes'],
    ['its secretary', 'closed', 'secretary', false, 'yes'],
    ['a member', 'closed', 'member', false, 'panel.signersOnly'],
    ['somebody else', 'closed', null, false, 'panel.signersOnly'],
    ['its chair twice', 'closed', 'chair', true, 'panel.signedAlready'],
    ['its chair too early', 'open', 'chair', false, 'panel.meetingState'],
  ] as const)('is signed by %s', (_, state, seat, signed, expected) => expect(said(can.sign(chair, { ...it, state }, { seat, signed }))).toBe(expected));
});

describe('a discussion', () => {
  const it: DiscussionCase = { callId: 'c1', ranked: false, conflicted: false, review: null, agreed: false, rapporteur: false };
  const four = (who: Actor | null, given: DiscussionCase) =>
    [can.readDiscussion, can.discuss, can.nameRapporteur, can.draftConsensus].map((ask) => said(ask(who, given)));
  const none = ['notFound', 'notFound', 'notFound', 'notFound'];
  test.each<[string, Actor | null, Partial<DiscussionCase>, string[]]>([
    ['an expert whose review is in', expert, { review: 'submitted' }, ['yes', 'yes', 'notFound', 'notFound']],
    ['the rapporteur', expert, { review: 'submitted', rapporteur: true }, ['yes', 'yes', 'notFound', 'yes']],
    ['the rapporteur whose review is not in', expert, { review: 'assigned', rapporteur: true }, none],
    ['an expert who has not submitted', expert, { review: 'assigned' }, none],
    ['an expert who gave it back', expert, { review: 'declined' }, none],
    ['an expert who is not assigned', expert, {}, none],
    ['an expert with a conflict', expert, { review: 'submitted', conflicted: true, rapporteur: true }, none],
    ['the office', office, {}, ['yes', 'panel.discussersOnly', 'panel.chairOnly', 'notFound']],
    ['an auditor', auditor, {}, ['yes', 'panel.discussersOnly', 'panel.chairOnly', 'notFound']],
    ['the chair', chair, {}, ['yes', 'yes', 'yes', 'notFound']],
    ['the chair with a conflict', chair, { conflicted: true }, none],
    ['another call’s chair', otherChair, {}, none],
    ['an applicant', applicant, { review: 'submitted', rapporteur: true }, none],
    ['nobody', null, {}, none],
    ['the chair after the consensus', chair, { agreed: true }, ['yes', 'panel.agreedAlready', 'panel.agreedAlready', 'notFound']],
    [
      'the rapporteur after the ranking',
      expert,
      { review: 'submitted', rapporteur: true, ranked: true },
      ['yes', 'evaluation.ranked', 'notFound', 'evaluation.ranked'],
    ],
  ])('for %s: read, discuss, name a rapporteur, draft', (_, who, more, expected) => expect(four(who, { ...it, ...more })).toEqual(expected));
});
