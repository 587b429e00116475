import { expect, test } from 'vitest';
import { sources } from './source.ts';

/** Reasons that are about who asks have names that say so. */
const aboutWho =
  /'[a-zA-Z]+\.(?:[a-zA-Z.]*[oO]nly|[a-zA-Z.]*officeOr\w+|own(?:Organisation|People\w*|Finding|Proposal)|(?:\w+\.)?(?:notYour\w*|fourEyes|sameEyes|twoPeople)|involved|other(?:Member|Office|Address)|releaseTied)'/;

test('what one may not do at all is refused as forbidden, what the state does not allow now as a conflict', () => {
  const wrong = sources()
    .filter(({ path }) => /\/policy(\.ts|\/[^/]+\.ts)$/.test(path))
    .flatMap(({ path, text }) =>
      text
        .split('unless(')
        .slice(1)
        // The reason of this one: the first text after it that is a code.
        .map((after) => /'[a-zA-Z]+\.[a-zA-Z.]+'/.exec(after.split(/\bonly\(/)[0]!)?.[0] ?? '')
        .filter((code) => aboutWho.test(code))
        .map((code) => `${path}: ${code}`),
    );
  expect(wrong).toEqual([]);
});

test('a file is refused for its size in one place, which says its own size beside the limit', () => {
  const places = ['src/plumbing/heavy.ts', 'src/plumbing/inspection.ts', 'src/ui/islands/enhance.ts'];
  const found = sources().flatMap(({ path, text }) =>
    /\.(?:size|byteLength) > (?:\w*(?:BYTES|[bB]ytes)\b|MOST\b)|'form\.fileTooBig',/.test(text) ? [path] : [],
  );
  expect(found.filter((path) => !places.includes(path))).toEqual([]);
});
