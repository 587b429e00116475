import { expect, test } from 'vitest';
import { allReasons } from '#src/house/explain.ts';
import { sources } from './source.ts';

/** Codes that the code can give: what `reason`, `unless` and literal reasons name. */
function codes(): string[] {
  const found = new Set<string>();
  for (const { text, path } of sources()) {
    if (/\/copy(\/|\.tsx?$)/.test(path)) continue;
    for (const m of text.matchAll(/\breason\(\s*'([^']+)'|\bunless\((?:[^'`]|'[^']*'(?!\s*[,)]))*?,\s*'([a-zA-Z]+\.[\w.]+)'|\bcode: '([^']+)'/g))
      found.add((m[1] ?? m[2] ?? m[3])!);
    for (const m of text.matchAll(/\b(?:z\.[^;\n]*?)(?:message|error): '([a-z]+\.[\w.]+)'/gi)) found.add(m[1]!);
  }
  return [...found].filter((c) => c !== 'custom' && !c.includes('$')).sort();
}

test('every reason that the code can give has words in both languages', () => {
  expect(codes().filter((c) => !(c in allReasons))).toEqual([]);
});

test('both languages say something, and not the same', () => {
  const same = Object.entries(allReasons)
    .filter(([, w]) => typeof w.it === 'string' && (w.it === w.en || w.it.trim() === '' || String(w.en).trim() === ''))
    .map(([code]) => code);
  expect(same).toEqual([]);
});
