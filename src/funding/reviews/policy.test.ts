import { expect, test } from 'vitest';
import { can } from './policy.ts';

test('names of experts are learnt only under open review, after a ranking, by who takes part in the proposal', () => {
  const kinds = ['open', 'single', 'double'] as const;
  const all = kinds.flatMap((blind) => [true, false].flatMap((ranked) => [true, false].map((takesPart) => ({ blind, ranked, takesPart }))));
  expect(all.length).toBe(12);
  expect(all.filter((it) => can.learnNames(it).ok)).toEqual([{ blind: 'open', ranked: true, takesPart: true }]);
});
