import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { likeness, likenesses, sharesOf, statisticsOf, vectorOf } from './likeness.ts';
import { sameMeaning } from './meanings.ts';
import { root } from './roots.ts';
import { termOf, termsOf, tokens, wordsFor } from './terms.ts';

describe('roots', () => {
  test.each([
    ['numero e genere', 'tessile tessili'],
    ['numero e genere, con h', 'ceramica ceramiche ceramico ceramics ceramic'],
    ['plural and derivation', 'simulation simulations simulazione simulazioni'],
    ['aggettivo', 'digitale digitali digital digitally'],
    ['sostantivo in -ità', 'riparabile riparabilità riparabili'],
    ['-ability', 'sustainable sustainability'],
    ['spelling', 'photovoltaic photovoltaics fotovoltaico fotovoltaici'],
    ['spelling, ct and tt', 'electric elettrico elettrica elettrici'],
    ['-aggio, -amento', 'riciclo riciclaggio'],
    ['-ing', 'recycling recycled recycle'],
    ['y', 'polymer polymers polimeri polimero'],
  ])('%s', (_, words) => expect(new Set(words.split(' ').map((w) => root(tokens(w)[0]!))).size).toBe(1));

  test.each([
    ['rete', 'resto'],
    ['vela', 'velluto'],
    ['carta', 'carbonio'],
    ['laser', 'lana'],
  ])('%s is not %s', (a, b) => expect(root(a)).not.toBe(root(b)));

  test('are never empty and grow by one letter at most', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]{1,25}$/), (word) => {
        const stem = root(word);
        expect(stem.length).toBeGreaterThan(0);
        expect(stem.length).toBeLessThanOrEqual(word.length + 1);
      }),
    );
  });
});

describe('terms', () => {
  test('leave out stop words of both languages, numbers and single letters', () => {
    expect([...termsOf('Il riciclo dell’acciaio and the 2024 recycling of steel, a b')]).toEqual([
      ['ricicl', 2],
      ['aciaio', 2],
    ]);
  });

  test('two languages meet in what means the same', () => {
    for (const [it, en] of [
      ['legno', 'wood'],
      ['pelle', 'leather'],
      ['filiere', 'supply'],
      ['tessuti', 'fabrics'],
    ] as const)
      expect(termOf(it)).toBe(termOf(en));
  });

  test('no word means two things', () => {
    for (const [other, first] of sameMeaning) {
      expect([other, sameMeaning.has(first)]).toEqual([other, false]);
    }
  });

  test('words are given back as they were written', () => {
    expect(wordsFor('Qualità, qualità e PELLI').get(termOf('quality'))).toBe('qualità');
    expect(wordsFor('Qualità, qualità e PELLI').get(termOf('leather'))).toBe('pelli');
  });

  test('accents, case and what stands between words do not matter', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('Qualità', 'làser', 'dell’acqua', 'TESSUTI', 'energy'), { minLength: 1 }), (words) => {
        const plain = words.map((w) => w.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase());
        expect(termsOf(plain.join('; '))).toEqual(termsOf(words.join(' ')));
      }),
    );
  });
});

describe('likeness', () => {
  const word = fc.constantFrom(...'lana seta vetro robot laser legno pelle carta rame oro wool glass wood'.split(' '));
  const text = fc.array(word, { minLength: 1, maxLength: 12 });
  const corpus = fc.array(text, { minLength: 2, maxLength: 8 });

  test('is bounded, the same both ways and in any order of words, and whole for the same text', () => {
    fc.assert(
      fc.property(corpus, fc.integer({ min: 0, max: 7 }), (texts, seed) => {
        const statistics = statisticsOf(texts.map((t) => termsOf(t.join(' '))));
        const of = (words: readonly string[]) => vectorOf(termsOf(words.join(' ')), statistics);
        const [a, b] = [texts[seed % texts.length]!, texts[(seed + 1) % texts.length]!];
        const alike = likeness(of(a), of(b));
        expect(alike).toBeGreaterThanOrEqual(0);
        expect(alike).toBeLessThanOrEqual(1);
        expect(likeness(of(b), of(a))).toBe(alike);
        expect(likeness(of([...a].reverse()), of([...b].sort()))).toBe(alike);
        expect(likeness(of(a), of(a))).toBe(1);
        expect(alike === 0).toBe(!a.some((x) => b.some((y) => termOf(x) === termOf(y))));
      }),
    );
  });

  test('all pairs at once are the pairs one by one', () => {
    fc.assert(
      fc.property(corpus, corpus, (rows, columns) => {
        const statistics = statisticsOf([...rows, ...columns].map((t) => termsOf(t.join(' '))));
        const of = (words: readonly string[]) => vectorOf(termsOf(words.join(' ')), statistics);
        expect(likenesses(rows.map(of), columns.map(of))).toEqual(rows.map((r) => columns.map((c) => likeness(of(r), of(c)))));
      }),
    );
  });

  test('a rare word in common counts for more than a frequent one', () => {
    const statistics = statisticsOf(['lana vetro', 'lana rame', 'lana oro', 'lana seta'].map((t) => termsOf(t)));
    const of = (words: string) => vectorOf(termsOf(words), statistics);
    expect(likeness(of('lana vetro'), of('vetro oro'))).toBeGreaterThan(likeness(of('lana vetro'), of('lana oro')));
  });

  test('shares of the common words add up to one', () => {
    const statistics = statisticsOf([termsOf('lana vetro seta'), termsOf('lana robot')]);
    const shares = sharesOf(vectorOf(termsOf('lana vetro seta'), statistics), vectorOf(termsOf('seta vetro vetro oro'), statistics));
    expect(shares.map((s) => s.term)).toEqual(['vetr', 'set']);
    expect(shares.reduce((sum, s) => sum + s.share, 0)).toBeCloseTo(1, 12);
  });

  test('a word that JavaScript has a meaning for is a word', () => {
    const statistics = statisticsOf([termsOf('constructor prototype'), termsOf('constructor')]);
    expect(likeness(vectorOf(termsOf('constructor'), statistics), vectorOf(termsOf('constructor'), statistics))).toBe(1);
    expect(Object.keys(JSON.parse(JSON.stringify(statistics.frequency)) as object).length).toBe(2);
  });
});
