import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { counted } from '#src/core/counts.ts';
import { locales } from '#src/core/words.ts';
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

/** What a text names: properties, quoted words, shorthands, and the shapes of names put together (`role_${role}`, `${name}${ok ? 'Ok' : 'Bad'}`). */
function named(text: string): { names: Set<string>; shapes: RegExp[] } {
  const names = new Set([...text.matchAll(/\.(\w+)|'([\w.]+)'|\b(\w+)(?=\s*[,}])/g)].map((m) => (m[1] ?? m[2] ?? m[3])!));
  const shapes = [...text.matchAll(/`((?:[\w.]|\$\{[^{}`]*\})*\$\{(?:[\w.]|\$\{|[^{}`]*\})*)`/g)].flatMap(([, template]) => {
    const shape = template!.replace(/\$\{([^}]*)\}/g, (_, inner: string) => `(${[...inner.matchAll(/'(\w+)'/g)].map((m) => m[1]).join('|') || '.*'})`);
    return /^[(.*)]*$/.test(shape) ? [] : [new RegExp(`^${shape}$`)];
  });
  return { names, shapes };
}

test('no words are kept that nothing says', () => {
  const files = sources();
  const copies = files.flatMap(({ path, text }) =>
    [...text.matchAll(/const (\w+) = copy\(\{\n([\s\S]*?)\n\}\);/g)].map(([, name, body]) => ({ path, name: name!, body: body! })),
  );
  const rest = new Map(files.map(({ path, text }) => [path, copies.filter((c) => c.path === path).reduce((left, c) => left.replace(c.body, ''), text)]));
  const roomOf = (path: string) => path.split('/').slice(0, 3).join('/');
  const unsaid = copies.flatMap(({ path, name, body }) => {
    const users = [...rest]
      .filter(([other, text]) => roomOf(other) === roomOf(path) || other.startsWith('src/core/') || new RegExp(`\\b${name}\\b`).test(text))
      .map(([, text]) => text);
    const { names, shapes } = named(users.join('\n'));
    const keys = [...body.matchAll(/^ {2}(?:'([\w.]+)'|(\w+)): /gm)].map((m) => (m[1] ?? m[2])!);
    return keys.filter((key) => !names.has(key) && !shapes.some((shape) => shape.test(key))).map((key) => `${path} ${name}.${key}`);
  });
  expect(copies.length).toBeGreaterThan(30);
  expect(unsaid).toEqual([]);
});

/** Several of what the pages count, as words: `giorni`, `days`. What is said the same of one is left out. */
const several = Object.fromEntries(
  locales.map((l) => [l, Object.values(counted).flatMap((of) => (of[l](1).slice(2) === of[l](2).slice(2) ? [] : [of[l](2).slice(2)]))]),
);

/** What an entry says when all that it is given is one: as a number, as shown, or as the parameters of a reason. */
function sayings(say: (...args: never[]) => string): string[] {
  const given = [1, '1'].flatMap((one) => [one, new Proxy({}, { get: (_, key) => (key === Symbol.toPrimitive ? () => one : one) })]);
  return given.flatMap((one) => {
    try {
      return [String(say(...(Array.from({ length: 8 }, () => one) as never[])))].filter((text) => !/undefined|NaN|\[object/.test(text));
    } catch {
      return [];
    }
  });
}

test('one is followed by one: no words stay several when their number is one', async () => {
  const wrong: string[] = [];
  let heard = 0;
  for (const { path } of sources().filter((s) => /\/(copy|reasons)(\/|\.ts$)|[cC]opy\.ts$/.test(s.path) && !s.path.endsWith('.tsx'))) {
    const parts = Object.values((await import(pathToFileURL(path).href)) as object).filter((part) => typeof part === 'object' && part !== null);
    for (const [key, words] of parts.flatMap((part) => Object.entries(part as object)))
      for (const l of locales) {
        const said = typeof words?.[l] === 'function' ? sayings(words[l]) : [];
        heard += said.length;
        const after = new RegExp(`(?<![\\d.,/])\\b1 (${several[l]!.join('|')})\\b`, 'u');
        if (said.length > 0 && said.every((text) => after.test(text))) wrong.push(`${path} ${key}: ${after.exec(said[0]!)![0]}`);
      }
  }
  expect(heard).toBeGreaterThan(2000);
  expect(wrong).toEqual([]);
});
