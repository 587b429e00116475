import { expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../root.ts';
import { detailIn } from './verifyDetails.ts';

test('every detail that a check gives is said in Italian, too', () => {
  const sources = ['src/funding/rankings/verify.ts', 'src/house/commands/receipt.ts'].map((path) => readFileSync(join(projectRoot, path), 'utf8')).join('\n');
  // Texts of more than one word, in quotation marks or with values: whatever a check may say.
  const said = [...sources.matchAll(/(?:detail: |\? |: |failed\(|return )(['`])((?:(?!\1).)* (?:(?!\1).)*)\1/g)]
    .map((m) => m[2]!)
    .filter((text) => !/^#?src|import/.test(text) && !text.includes("join('.')"))
    .filter((text) => !text.startsWith(', '))
    .map((text) =>
      text
        .replace(/\$\{trustedKey[^}]*\}/, '')
        .replace(/\$\{key(?:Name\([^)]*\))?\}/g, 'key 239cba06cf8469f4…')
        .replace(/\$\{(?:index|head\.size|again\.places\.length)\}/g, '12')
        .replace(/\$\{[^}]*\}/g, 'x'),
    );
  expect(said.length).toBeGreaterThan(15);
  expect(said.filter((text) => !text.startsWith('key x') && text !== 'a key that cannot be read' && detailIn(text, 'it').text === text)).toEqual([]);
});

test('values stay, what no one wrote for readers says that it is English, and English is as it was', () => {
  expect(detailIn('event 3 of 12 under root 0123456789abcdef…', 'it')).toEqual({ text: 'riga 3 di 12, sotto la radice 0123456789abcdef…', lang: undefined });
  expect(detailIn('mics-ranking-bundle/1', 'it')).toEqual({ text: 'mics-ranking-bundle/1', lang: undefined });
  expect(detailIn('seed: Invalid input: expected string', 'it')).toEqual({ text: 'seed: Invalid input: expected string', lang: 'en' });
  expect(detailIn('24 places computed again', 'en')).toEqual({ text: '24 places computed again', lang: undefined });
});
