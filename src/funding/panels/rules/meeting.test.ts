import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkRuling, checkSeats, counting, spoiled, type PanelSize, type Seated } from './meeting.ts';
import { itemOutcomes, seats } from '../states.ts';

const size: PanelSize = { min: 3, max: 5, source: { ref: 'Bando, art. 9', status: 'sourced' } };
const people = fc.uniqueArray(fc.record({ personId: fc.nat(9).map(String), role: fc.constantFrom(...seats), present: fc.boolean() }), {
  selector: (p) => p.personId,
  maxLength: 8,
});
const away = fc.uniqueArray(fc.nat(9).map(String)).map((ids) => new Set(ids));

test('no decided item counts a person who left, has a conflict, is absent or has no vote; nor is one decided by fewer than the call wants', () => {
  fc.assert(
    fc.property(people, away, fc.constantFrom(...itemOutcomes), fc.nat(6), fc.nat(6), (room: Seated[], out, outcome, against, abstained) => {
      const counted = counting(room, out);
      for (const id of counted) {
        const person = room.find((p) => p.personId === id)!;
        expect([out.has(id), person.present, person.role === 'secretary']).toEqual([false, true, false]);
      }
      const decided = checkRuling(size, counted.length, { outcome, decision: 'Si decide.', against, abstained }, true).ok;
      if (decided && outcome !== 'postponed') {
        expect(counted.length).toBeGreaterThanOrEqual(size.min);
        expect(counted.length - against - abstained).toBeGreaterThan(against);
      }
      expect(spoiled([{ outcome, deciders: counted, away: out }])).toBe(0);
    }),
  );
});

test('whoever leaves after they counted spoils the decision', () => {
  const item = { outcome: 'asIs' as const, deciders: ['a', 'b', 'c'] };
  expect(
    spoiled([
      { ...item, away: new Set(['b']) },
      { ...item, away: new Set(['z']) },
      { ...item, outcome: null, away: new Set(['a']) },
    ]),
  ).toBe(1);
});

test.each([
  [2, 1],
  [3, 0],
  [5, 0],
  [6, 1],
])('a panel of %i with a vote: %i reasons', (n, reasons) => {
  const room = [{ role: 'secretary' as const }, { role: 'chair' as const }, ...Array.from({ length: n - 1 }, () => ({ role: 'member' as const }))];
  expect(checkSeats(size, room)).toHaveLength(reasons);
});

test.each([
  ['in good order', 3, {}, true, []],
  ['without a quorum', 2, {}, true, ['panel.noQuorum']],
  ['without a majority', 4, { against: 2 }, true, ['panel.noMajority']],
  ['by more votes than people', 3, { against: 2, abstained: 2 }, true, ['panel.tooManyVotes']],
  ['as agreed before there is a report', 3, { outcome: 'agreed' as const }, false, ['panel.consensusFirst']],
  ['without saying what', 3, { decision: ' ' }, true, ['panel.decisionMissing']],
  ['to be postponed, by nobody', 0, { outcome: 'postponed' as const, decision: '' }, false, []],
  ['to be postponed, with votes', 0, { outcome: 'postponed' as const, against: 1 }, false, ['panel.votesOfPostponed']],
])('decided %s', (_, counted, more, report, codes) => {
  const decision = checkRuling(size, counted, { outcome: 'asIs', decision: 'Si decide.', against: 0, abstained: 0, ...more }, report);
  expect(decision.ok ? [] : decision.reasons.map((r) => r.code)).toEqual(codes);
});
