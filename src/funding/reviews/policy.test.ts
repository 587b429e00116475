import { describe, expect, test } from 'vitest';
import type { Actor, RoleGrant } from '#src/core/actor.ts';
import type { Decision } from '#src/core/decision.ts';
import { can, type OwnReview, type PanelCase, type Stage } from './policy.ts';

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
  const no = 'review.officeOnly';
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
  expect(said(can.addExperts(office, { ranked: true }))).toBe('review.ranked');
});

test('who proposes and releases an assignment', () => {
  const no = 'review.officeOrChair';
  expect(table((a) => can.proposeAssignment(a, stage, after))).toEqual({
    office: 'yes',
    auditor: no,
    chair: 'yes',
    chairOfAll: 'yes',
    otherChair: no,
    expert: no,
    applicant: no,
    nobody: no,
  });
  expect(said(can.proposeAssignment(office, stage, before))).toBe('review.callOpen');
  expect(said(can.proposeAssignment(office, { ...stage, ranked: true }, after))).toBe('review.ranked');
  expect(said(can.releaseAssignment(chair, stage, after, { feasible: true, fits: true }))).toBe('yes');
  expect(said(can.releaseAssignment(chair, stage, after, { feasible: true, fits: false }))).toBe('review.runOutdated');
  expect(said(can.releaseAssignment(chair, stage, after, { feasible: false, fits: false }))).toBe('review.runInfeasible');
});

test('who declares', () => {
  expect(said(can.seeDeclaration(false))).toBe('notFound');
  expect(said(can.declare(false, stage, after))).toBe('notFound');
  expect(said(can.declare(true, stage, before))).toBe('review.callOpen');
  expect(said(can.declare(true, { ...stage, ranked: true }, after))).toBe('review.ranked');
  expect(said(can.declare(true, stage, after))).toBe('yes');
});

describe('one review', () => {
  const own: OwnReview = { personId: 'expert', state: 'assigned', admitted: true, ranked: false };
  test.each([
    ['assigned', own, ['yes', 'yes', 'yes', 'yes']],
    ['submitted', { ...own, state: 'submitted' }, ['yes', 'review.submittedAlready', 'review.submittedAlready', 'review.submittedAlready']],
    ['given back', { ...own, state: 'declined' }, ['notFound', 'notFound', 'notFound', 'notFound']],
    ['no longer admitted', { ...own, admitted: false }, ['yes', 'review.notAdmitted', 'review.notAdmitted', 'yes']],
    ['after the ranking', { ...own, ranked: true }, ['yes', 'review.ranked', 'review.ranked', 'review.ranked']],
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
      office: 'review.chairOnly',
      auditor: 'review.chairOnly',
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
    ['with a review missing', { ...it, submitted: 2 }, 'review.reviewsMissing'],
    ['without reviews', { ...it, assigned: 0, submitted: 0, diverging: false }, 'review.reviewsMissing review.notDiverging'],
    ['where the experts agree', { ...it, diverging: false }, 'review.notDiverging'],
    ['after the ranking', { ...it, ranked: true }, 'review.ranked'],
  ])('%s', (_, given, expected) => expect(said(can.agree(chair, given))).toBe(expected));
});
