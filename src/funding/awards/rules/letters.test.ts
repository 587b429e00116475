import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeStates } from '#src/funding/rankings/states.ts';
import { lettersDue, type Standing } from './letters.ts';

const standing = (application: string, state: Standing['state'], grantCents = 0): Standing => ({ application, state, grantCents });

test('each outcome has its letter', () => {
  expect(
    lettersDue(
      placeStates.map((s) => standing(s, s)),
      [],
    ).map((l) => l.letter),
  ).toEqual(['funded', 'notFunded', 'belowThreshold', 'leftOut', 'grantEnded']);
});

test('a later decree writes to those for whom it changes something', () => {
  const before = [standing('a', 'funded', 5), standing('b', 'eligibleNotFunded'), standing('c', 'excluded'), standing('d', 'funded', 3)];
  const now = [standing('a', 'renounced'), standing('b', 'funded', 4), standing('c', 'excluded'), standing('d', 'funded', 5)];
  expect(lettersDue(now, before)).toEqual([
    { application: 'a', letter: 'grantEnded' },
    { application: 'b', letter: 'funded' },
    { application: 'd', letter: 'funded' },
  ]);
});

test('at first everybody gets one; the same ranking again writes to nobody', () => {
  const places = fc.uniqueArray(fc.record({ application: fc.uuid(), state: fc.constantFrom(...placeStates), grantCents: fc.nat(9) }), {
    selector: (p) => p.application,
  });
  fc.assert(
    fc.property(places, (now) => {
      expect(lettersDue(now, []).map((l) => l.application)).toEqual(now.map((p) => p.application));
      expect(lettersDue(now, now)).toEqual([]);
    }),
  );
});
