import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agreementOf, bandAround, severityOf, type Rating } from './reliability.ts';
import { fQuantile } from './reliability/fDistribution.ts';

/** Table 2 of Shrout and Fleiss (1979): six targets, four judges. */
const published: Rating[] = [
  [9, 2, 5, 8],
  [6, 1, 3, 2],
  [8, 4, 6, 8],
  [7, 1, 2, 6],
  [10, 5, 6, 9],
  [6, 2, 4, 7],
].flatMap((row, s) => row.map((value, j) => ({ subject: `s${s}`, judge: `j${j}`, value })));

const round = (n: number, digits = 3) => Math.round(n * 10 ** digits) / 10 ** digits;

test.each([
  // Tables of the F distribution, 95 and 97.5 per cent.
  [0.95, 5, 10, 3.326],
  [0.95, 1, 1, 161.448],
  [0.975, 5, 18, 3.382],
  [0.975, 18, 5, 6.362],
  [0.975, 10, 20, 2.774],
  [0.5, 7, 7, 1],
])('F(%d; %d, %d) is %d', (p, a, b, value) => expect(round(fQuantile(p, a, b))).toBe(value));

describe('agreement', () => {
  test('the published example: ICC(1,1) .17, ICC(1,4) .44, between -.13 and .72', () => {
    const agreement = agreementOf(published)!;
    expect([agreement.subjects, agreement.ratings, agreement.perSubject]).toEqual([6, 24, 4]);
    expect([round(agreement.single, 2), round(agreement.average, 2), round(agreement.low, 2), round(agreement.high, 2)]).toEqual([0.17, 0.44, -0.13, 0.72]);
    // Mean squares as printed there: 11.24 between targets, 6.26 within.
    expect(round(agreement.within, 2)).toBe(6.26);
  });

  test.each([
    ['nobody judged', []],
    ['one subject', published.filter((r) => r.subject === 's0')],
    ['one judge each', published.filter((r) => r.judge === 'j0')],
    ['all the same', published.map((r) => ({ ...r, value: 5 }))],
  ])('%s: nothing can be said', (_, ratings) => expect(agreementOf(ratings)).toBeNull());

  test('judges who give the same agree wholly', () => {
    const same = published.map((r) => ({ ...r, value: Number(r.subject.slice(1)) }));
    expect(agreementOf(same)).toMatchObject({ single: 1, average: 1, low: 1, high: 1, within: 0 });
  });

  const ratings = fc.array(
    fc.record({ subject: fc.constantFrom('a', 'b', 'c', 'd'), judge: fc.constantFrom('x', 'y', 'z'), value: fc.integer({ min: 0, max: 100 }) }),
    {
      minLength: 2,
      maxLength: 12,
    },
  );
  const once = (list: Rating[]) => list.filter((r, i) => list.findIndex((o) => o.subject === r.subject && o.judge === r.judge) === i);

  test('moving or stretching all totals changes no agreement, and moves no severity but by the stretch', () => {
    fc.assert(
      fc.property(ratings, fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 5 }), (list, by, times) => {
        const given = once(list);
        const moved = given.map((r) => ({ ...r, value: r.value * times + by }));
        const [a, b] = [agreementOf(given), agreementOf(moved)];
        expect(b === null).toBe(a === null);
        if (a && b) {
          expect(b.single).toBeCloseTo(a.single, 8);
          expect(a.low).toBeLessThanOrEqual(a.single + 1e-9);
          expect(a.high).toBeGreaterThanOrEqual(a.single - 1e-9);
          expect(a.single).toBeLessThanOrEqual(1);
        }
        severityOf(moved).forEach((s, i) => {
          const before = severityOf(given)[i]!;
          if (before.shift === null) expect(s.shift).toBeNull();
          else expect(s.shift).toBeCloseTo(before.shift * times, 8);
        });
      }),
    );
  });
});

test('severity: beside the others of the same subjects', () => {
  expect(
    severityOf([
      { subject: 'p1', judge: 'E01', value: 80 },
      { subject: 'p1', judge: 'E02', value: 70 },
      { subject: 'p1', judge: 'E03', value: 60 },
      { subject: 'p2', judge: 'E01', value: 50 },
      { subject: 'p2', judge: 'E02', value: 50 },
      { subject: 'p3', judge: 'E03', value: 90 },
    ]),
  ).toEqual([
    { judge: 'E01', ratings: 2, compared: 2, shift: 7.5, error: 7.5, lowest: 50, middle: 65, highest: 80 },
    { judge: 'E02', ratings: 2, compared: 2, shift: 0, error: 0, lowest: 50, middle: 60, highest: 70 },
    { judge: 'E03', ratings: 2, compared: 1, shift: -15, error: null, lowest: 60, middle: 75, highest: 90 },
  ]);
});

test('the band: no larger difference than twice its error', () => {
  const line = { subject: 'l', value: 70, judges: 3 };
  const scores = [line, ...[73, 73.3, 67, 66.7, 90].map((value, i) => ({ subject: `p${i}`, value, judges: 3 }))];
  // Variance 4: the error of a difference is √(4·2/3) = 1.633, times 1.96 is 3.2.
  expect(bandAround(line, scores, 4).map((s) => s.value)).toEqual([70, 73, 67]);
  expect(bandAround(line, scores, 0).map((s) => s.value)).toEqual([70]);
});
