import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { assignCommand } from './assign.ts';

const instance = {
  version: 1,
  objective: 'fair',
  proposals: [
    { id: 'p1', reviews: 1 },
    { id: 'p2', reviews: 1 },
  ],
  reviewers: [
    { id: 'a', min: 0, max: 1 },
    { id: 'b', min: 0, max: 1 },
  ],
  scores: [
    [0.5, 0.25],
    [0.5, null],
  ],
};

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'assign-'))));
afterAll(() => rm(folder, { recursive: true }));

async function assigned(given: unknown, ...more: string[]) {
  const file = join(folder, 'instance.json');
  await writeFile(file, typeof given === 'string' ? given : JSON.stringify(given));
  return assignCommand([file, ...more]);
}

test('an answer has pairs, figures, their bounds, the proof and the time; the same in a file', async () => {
  const { exit, out, words } = await assigned(instance);
  const answer = {
    version: 1,
    pairs: [
      ['p1', 'b'],
      ['p2', 'a'],
    ],
    total: 0.75,
    minimum: 0.25,
    bound: { total: 0.75, minimum: 0.25 },
    optimal: true,
  };
  expect({ exit, out, words }).toEqual({ exit: 0, out: { ...answer, seconds: expect.any(Number) as number }, words: undefined });
  const file = join(folder, 'out.json');
  expect(await assigned(instance, '--out', file)).toEqual({ exit: 0, words: [`written to ${file}`] });
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ ...answer, seconds: expect.any(Number) as number });
});

test('where there is none it says what clashes and what would free it, and is a no', async () => {
  const both = { ...instance, scores: [[0.5, null], instance.scores[1]] };
  expect(await assigned(both)).toEqual({
    exit: 1,
    out: {
      infeasible: [
        {
          code: 'assign.notEnoughCapacity',
          params: { proposals: ['p1', 'p2'], reviewers: ['a'], needed: 2, available: 1, missing: 1, raise: ['a'], unbar: ['p1/b'] },
        },
      ],
    },
    words: ['Proposals p1, p2 need 2 reviews, but the experts who may review them (a) can do only 1. Enough would be: 1 more review among a, or opening p1/b.'],
  });
});

test('what the search could neither find nor exclude is no refusal: it says the bounds and the gap', async () => {
  const hard = {
    ...instance,
    objective: 'total',
    proposals: ['p1', 'p2', 'p3', 'p4'].map((id) => ({ id, reviews: 2 })),
    reviewers: ['a', 'b', 'c'].map((id) => ({ id, min: 0, max: 4 })),
    scores: Array.from({ length: 4 }, () => [1, 1, 0]),
    groups: [{ of: 'reviewers', by: 'gender', members: { f: ['c'], m: ['a', 'b'] }, atLeast: { f: 1 } }],
  };
  const file = join(folder, 'hard.json');
  await writeFile(file, JSON.stringify(hard));
  const { exit, out, words } = await assignCommand([file], 1);
  expect([exit, Object.keys(out as object)]).toEqual([1, ['version', 'undecided', 'bound', 'gap']]);
  expect(out).toMatchObject({ bound: { total: 8, minimum: 1 }, gap: { unmet: 4, of: 4 } });
  expect(words).toEqual([
    'No assignment was found within the limit of the search, nor a proof that there is none. If there is one, its sum is 8 at most and the least lucky proposal has 1 at most. Gap: in the best one without these rules, 4 of 4 proposals do not meet them. Loosen a rule or a load, and try again.',
  ]);
  expect((await published()).safeParse(out).success).toBe(true);
  expect(await assignCommand([file])).toMatchObject({ exit: 0, out: { total: 4, optimal: true } });
});

const published = async () =>
  z.fromJSONSchema(JSON.parse(await readFile('docs/formats/assignment-answer.schema.json', 'utf8')) as z.core.JSONSchema.JSONSchema);

test('answers are as their published schema says', async () => {
  const schema = await published();
  for (const given of [instance, { ...instance, scores: [[0.5, null], instance.scores[1]] }])
    expect(schema.safeParse((await assigned(given)).out).success).toBe(true);
  expect(schema.safeParse({ infeasible: [] }).success).toBe(false);
});

test.each<[string, unknown, string]>([
  ['a file that ends early', JSON.stringify(instance).slice(0, -6), 'the scores do not end'],
  ['not a number', JSON.stringify(instance).replace('0.25', 'NaN'), 'row 1 of the scores: “NaN” is no number'],
  ['beyond all numbers', JSON.stringify(instance).replace('0.25', '1e999'), 'the score of p1 and b is no number'],
  ['no objective', { ...instance, objective: undefined }, 'the objective is undefined: "fair" or "total" is expected'],
  ['no proposals', { ...instance, proposals: undefined }, 'proposals: a list is expected'],
  ['an id that is no text', { ...instance, reviewers: [instance.reviewers[0], { id: 2, min: 0, max: 1 }] }, 'reviewers: number 2 has no id that is a text'],
  ['an id twice', { ...instance, proposals: [instance.proposals[0], instance.proposals[0]] }, 'proposals: the id p1 appears twice'],
  ['no maximum', { ...instance, reviewers: [instance.reviewers[0], { id: 'b', min: 0 }] }, 'b: min is 0 and max is undefined: counts are expected'],
  ['a row too few', { ...instance, scores: [[0.5, 0.25]] }, '1 rows of scores for 2 proposals'],
  ['a column too few', { ...instance, scores: [[0.5, 0.25], [0.5]] }, 'row 2 of the scores, p2, has 1 for 2 reviewers'],
  ['half a pair', { ...instance, extension: 1, pinned: [['p1']] }, 'pinned: ["p1"] is no pair of a proposal and a reviewer'],
  ['a group that is no list', { ...instance, groups: {} }, 'groups: a list of rules is expected'],
  ['a rule without members', { ...instance, groups: [{ of: 'reviewers', by: 'gender' }] }, 'gender: members by group are expected'],
  [
    'a bound that no rule has',
    { ...instance, groups: [{ of: 'reviewers', by: 'gender', members: { f: ['a'] }, least: {} }] },
    'gender: least is no part of a rule',
  ],
])('bad input, and where: %s', async (_what, given, message) => {
  const { exit, out } = await assigned(given);
  expect([exit, (out as { error: string }).error]).toEqual([2, `${join(folder, 'instance.json')}: ${message}`]);
});

test('bad arguments', async () => {
  expect((await assignCommand([])).words).toEqual(['a file is expected']);
  expect((await assignCommand(['a', 'b'])).words).toEqual(['a b: one file is expected']);
  expect((await assignCommand(['a', '--out'])).words).toEqual(['--out: a file is expected']);
  expect((await assigned(instance, '--out', join(folder, 'no/where'))).exit).toBe(2);
  expect((await assignCommand([join(folder, 'none.json')])).exit).toBe(2);
});
