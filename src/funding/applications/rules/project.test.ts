import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeProject, type ProjectPart } from './project.ts';

const part: ProjectPart = {
  mainSpoke: 3,
  spokes: [3],
  sector: 'clothing',
  startsOn: '2026-06-01',
  durationMonths: 12,
  wideDissemination: true,
  mayPublishResults: false,
};

test('two who change different fields both get what they changed', () => {
  const now = { ...part, durationMonths: 14 };
  expect(mergeProject(part, { ...part, sector: 'furniture' }, now)).toEqual({ merged: { ...now, sector: 'furniture' }, clash: [] });
});

test('one field changed by both to two things is a clash, to the same thing it is none', () => {
  const now = { ...part, durationMonths: 14, spokes: [2, 3] };
  expect(mergeProject(part, { ...part, durationMonths: 10, spokes: [3, 2] }, now).clash).toEqual(['durationMonths']);
});

test('alone, what was typed is what is saved; untouched, what stands now stands', () => {
  const any = fc.record({
    mainSpoke: fc.option(fc.integer({ min: 1, max: 8 })),
    spokes: fc.uniqueArray(fc.integer({ min: 1, max: 8 })),
    sector: fc.option(fc.constantFrom('a', 'b')),
    startsOn: fc.option(fc.constantFrom('2026-01-01', '2026-02-01')),
    durationMonths: fc.option(fc.nat({ max: 3 })),
    wideDissemination: fc.boolean(),
    mayPublishResults: fc.boolean(),
  });
  fc.assert(
    fc.property(any, any, (seen, other) => {
      const sorted = (p: ProjectPart) => ({ ...p, spokes: [...p.spokes].sort() });
      const alone = mergeProject(seen, other, seen);
      expect([sorted(alone.merged), alone.clash]).toEqual([sorted(other), []]);
      expect(mergeProject(seen, seen, other)).toEqual({ merged: other, clash: [] });
    }),
  );
});
