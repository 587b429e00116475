import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { affinities, affinity, AFFINITY, explainAffinity, statisticsFor } from './affinity.ts';

const proposal = { mainSpoke: 5, spokes: [5, 6, 3, 1], sector: 'furniture', text: 'Riciclo di fibre tessili e recupero dei filati' };
const nobody = { spokes: [], sectors: [], keywords: '' };
const others = ['robot collaborativi', 'piastrelle e smalti', 'gemello digitale'].map((keywords) => ({ ...nobody, keywords }));
const statistics = statisticsFor(others, [proposal]);

describe('affinity', () => {
  test.each([
    ['nothing in common', nobody, 0],
    ['the main Spoke', { ...nobody, spokes: [5] }, AFFINITY.mainSpoke],
    ['three other Spokes count as two', { ...nobody, spokes: [1, 3, 6] }, AFFINITY.otherSpokesAtMost],
    ['the sector', { ...nobody, sectors: ['furniture'] }, AFFINITY.sector],
    ['the same words in another order', { ...nobody, keywords: 'filati, recupero, fibre, tessili, riciclo' }, AFFINITY.words],
    ['everything', { spokes: [5, 6, 3], sectors: ['furniture'], keywords: '', text: proposal.text }, 100],
  ])('%s', (_, expert, score) => expect(affinity(expert, proposal, statistics)).toBe(score));

  test('the parts add up to 100', () => {
    expect(AFFINITY.mainSpoke + AFFINITY.otherSpokesAtMost + AFFINITY.sector + AFFINITY.words).toBe(100);
  });

  test('an expert who writes in the other language is found', () => {
    const english = { ...nobody, keywords: 'textile recycling, yarns' };
    expect(affinity(english, proposal, statistics)).toBeGreaterThan(30);
    expect(affinity(others[0]!, proposal, statistics)).toBe(0);
  });

  const word = fc.constantFrom(...'lana seta vetro robot laser legno pelle carta rame oro wool glass wood di the'.split(' '));
  const words = fc.array(word, { maxLength: 12 }).map((w) => w.join(' '));
  const spokes = fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { maxLength: 4 });
  const expert = fc.record({ spokes, sectors: fc.subarray(['clothing', 'furniture']), keywords: words, text: words });
  const subject = fc.record({
    mainSpoke: fc.option(fc.integer({ min: 1, max: 8 })),
    spokes,
    sector: fc.option(fc.constantFrom('clothing', 'furniture')),
    text: words,
  });

  test('is a whole number from 0 to 100, the same alone, among all, and in its explanation', () => {
    fc.assert(
      fc.property(fc.array(expert, { minLength: 1, maxLength: 5 }), fc.array(subject, { minLength: 1, maxLength: 5 }), (experts, proposals) => {
        const known = statisticsFor(experts, proposals);
        const all = affinities(proposals, experts, known);
        proposals.forEach((p, i) =>
          experts.forEach((e, j) => {
            const score = affinity(e, p, known);
            expect(Number.isInteger(score) && score >= 0 && score <= 100).toBe(true);
            expect(all[i]![j]).toBe(score);
            const said = explainAffinity(e, p, known, Infinity);
            expect([said.total, said.mainSpoke + said.otherSpokes + said.sector + said.words]).toEqual([score, score]);
            expect(said.common.length > 0).toBe(said.words > 0);
          }),
        );
      }),
    );
  });

  test('says the words as each of the two wrote them', () => {
    const said = explainAffinity({ ...nobody, keywords: 'Yarns', text: 'Fibre' }, proposal, statistics);
    expect(said.common.map((c) => [c.inProposal, c.inExpertise])).toEqual([
      ['filati', 'yarns'],
      ['fibre', 'fibre'],
    ]);
    expect(said.common.reduce((sum, c) => sum + c.percent, 0)).toBe(100);
  });
});
