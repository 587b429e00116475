import { atLeastShare } from './money.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { after, standing, toReach, floorFigures, takesFurther } from './floors.ts';

describe('a floor', () => {
  test.each([
    [40, 100, 40, { share: 40, met: true, shortOf: 0 }],
    [39, 100, 40, { share: 39, met: false, shortOf: 1 }],
    [39, 99, 40, { share: 39.39, met: false, shortOf: 1 }],
    [0, 0, 40, { share: null, met: true, shortOf: 0 }],
    // 40 % of the public money of the partnership.
    [4_560_000_000, 11_400_000_000, 40, { share: 40, met: true, shortOf: 0 }],
  ])('%s of %s against %s per cent', (part, whole, floor, expected) => {
    expect(standing(part, whole, floor)).toEqual({ part, whole, floor, ...expected });
  });

  test('what is missing, added to the part, meets it', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat(1e9), fc.integer({ min: 0, max: 100 }), (a, b, floor) => {
        const [part, whole] = [Math.min(a, b), Math.max(a, b)];
        const { shortOf, met } = standing(part, whole, floor);
        expect(met).toBe(shortOf === 0);
        expect(met).toBe(atLeastShare(part, whole, floor));
        expect(standing(part + shortOf, whole, floor).met).toBe(true);
        if (shortOf > 0) expect(standing(part + shortOf - 1, whole, floor).met).toBe(false);
      }),
    );
  });

  test('what remains reaches it with the least that is named, and with no cent less', () => {
    expect(toReach(40, { southCents: 300, allCents: 1000 }, 1000)).toEqual({ leastCents: 500, leastShare: 50, reachable: true, highestShare: 65 });
    expect(toReach(40, { southCents: 0, allCents: 1000 }, 500)).toEqual({ leastCents: 600, leastShare: 120, reachable: false, highestShare: 33.33 });
    expect(toReach(40, { southCents: 0, allCents: 0 }, 0)).toEqual({ leastCents: 0, leastShare: null, reachable: true, highestShare: null });
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat(1e9), fc.nat(1e9), fc.integer({ min: 0, max: 100 }), (a, b, remaining, floor) => {
        const now = { southCents: Math.min(a, b), allCents: Math.max(a, b) };
        const { leastCents, reachable } = toReach(floor, now, remaining);
        const spent = (south: number) => after(now, { southCents: south, allCents: remaining });
        const isMet = (south: number) => standing(spent(south).southCents, spent(south).allCents, floor).met;
        expect(isMet(Math.min(leastCents, remaining))).toBe(reachable);
        if (leastCents > 0) expect(isMet(leastCents - 1)).toBe(false);
      }),
    );
  });
});

test('a decision takes a share further from its floor when more is missing after it than before, and not when less is', () => {
  const of = (now: [number, number], afterwards: [number, number]) => {
    const it = {
      now: { southCents: now[0], allCents: now[1] },
      afterwards: { southCents: afterwards[0], allCents: afterwards[1] },
      floor: 40,
    };
    return [takesFurther(it), floorFigures(it).shortCents];
  };
  expect(of([400, 1000], [350, 950])).toEqual([true, 30]);
  expect(of([300, 1000], [300, 900])).toEqual([false, 60]);
  expect(of([300, 1000], [200, 900])).toEqual([true, 160]);
  expect(of([500, 1000], [450, 950])).toEqual([false, 0]);
});
