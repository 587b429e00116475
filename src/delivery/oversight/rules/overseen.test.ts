import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sharesOf, type ShareKind } from './alarms.ts';
import { changesOf, type Rows } from './changes.ts';

test('what changed: rows that came or went, and every cell that differs', () => {
  const before: Rows = [
    { id: 'a', cents: 1, name: 'x' },
    { id: 'b', cents: 2, name: null },
    { id: 'c', cents: 3, name: 'z' },
  ];
  const after: Rows = [
    { id: 'd', cents: 4, name: 'n' },
    { id: 'c', cents: 3, name: 'z' },
    { id: 'b', cents: 5, name: 'y', other: 1 },
  ];
  expect(changesOf(before, after, ['cents', 'name'])).toEqual([
    { id: 'a', row: 'a', what: 'removed', column: '', before: null, after: null },
    { id: 'b/cents', row: 'b', what: 'changed', column: 'cents', before: 2, after: 5 },
    { id: 'b/name', row: 'b', what: 'changed', column: 'name', before: null, after: 'y' },
    { id: 'd', row: 'd', what: 'added', column: '', before: null, after: null },
  ]);
});

test('nothing changes between the same rows, whatever their order; turned round, what was added was removed', () => {
  const rows = fc.uniqueArray(fc.record({ id: fc.string({ minLength: 1 }), n: fc.nat(3) }), { selector: (r) => r.id });
  fc.assert(
    fc.property(rows, rows, (a, b) => {
      expect(changesOf(a, a.toReversed(), ['n'])).toEqual([]);
      const count = (x: Rows, y: Rows, what: string) => changesOf(x, y, ['n']).filter((c) => c.what === what).length;
      expect([count(a, b, 'added'), count(a, b, 'changed')]).toEqual([count(b, a, 'removed'), count(b, a, 'changed')]);
    }),
  );
});

test('a share without a floor, or of nothing, is no alarm', () => {
  const none = { southCommitted: null, southAccepted: null, southPaid: null, southForecast: null, womenTeam: null, womenHired: null, southHired: null };
  const of = (parts: Partial<Record<ShareKind, { part: number; whole: number }>>, women: number | null = 40) =>
    sharesOf({ ...none, ...parts }, { south: 40, women, southHires: 30 }).map((s) => [s.kind, s.at, s.share, s.floor, s.met, s.shortOf]);
  expect(
    of({ southCommitted: { part: 39, whole: 100 }, southPaid: { part: 0, whole: 0 }, womenTeam: { part: 2, whole: 4 }, southHired: { part: 1, whole: 4 } }),
  ).toEqual([
    ['southCommitted', 'south', 39, 40, false, 1],
    ['womenTeam', 'people', 50, 40, true, 0],
    ['southHired', 'people', 25, 30, false, 1],
  ]);
  expect(of({ womenTeam: { part: 2, whole: 4 } }, null)).toEqual([]);
});
