import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assign, type Instance } from '../assignment.ts';
import { readInstance } from './read.ts';

async function* inPieces(text: string, size: number) {
  const bytes = new TextEncoder().encode(text);
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
}

const read = (text: string, size = 7) => readInstance(inPieces(text, size));
const score = fc.oneof(
  fc.constant(null),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -9999, max: 9999 }).map((n) => n / 1000),
);

test('reads what JSON.parse reads, wherever the pieces are cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(score)),
      fc.array(fc.record({ id: fc.string(), reviews: fc.nat() })),
      fc.integer({ min: 1, max: 20 }),
      fc.constantFrom(0, 1),
      async (scores, proposals, size, indent) => {
        const given = { version: 1, objective: 'fair', before: 'scores', scores, proposals, reviewers: [], note: { scores: '[1' } };
        const found = await read(JSON.stringify(given, null, indent), size);
        expect(found.scores.map((row) => Array.from(row, (n) => (Number.isNaN(n) ? null : n! + 0)))).toEqual(
          scores.map((row) => row.map((n) => (n === null ? null : n + 0))),
        );
        expect({ ...found, scores: 0 }).toEqual({ ...given, scores: 0 });
      },
    ),
  );
});

test.each([
  '{"scores": 3}',
  '{"scores": [3]}',
  '{"scores": [[1,]]}',
  '{"scores": [[01]]}',
  '{"scores": [["1"]]}',
  '{"scores": [[1]',
  '[]',
  '{"scores": [[1.]]}',
  '{"scores":[],"scores":[]}',
  '{"scores": [[1 2]]}',
  '{"scores": [[1],,[2]]}',
  '{"scores": [[1][2]]}',
  '{"scores": [[1],]}',
  '{"scores": [[-]]}',
  '{"scores": [[.5]]}',
  '{"scores": [[[1]]]}',
])('is no instance: %s', async (text) => {
  await expect(read(text)).rejects.toThrow(SyntaxError);
});

test('assigned from its bytes as from the object', async () => {
  const given: Instance = {
    version: 1,
    objective: 'total',
    proposals: [{ id: 'p', reviews: 1 }],
    reviewers: [
      { id: 'a', min: 0, max: 1 },
      { id: 'b', min: 0, max: 1 },
    ],
    scores: [[0.1, null]],
  };
  expect(assign(await read(JSON.stringify(given)))).toEqual(assign(given));
});
