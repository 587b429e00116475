import { canonical } from '#src/core/canonical.ts';
import { projectRoot } from '#src/house/root.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bundleOf } from './bundle.ts';
import { readBundle, verifyBundle } from './verify.ts';

/**
 * Bundles as they were published once, never written again: the first from a house with its evidence log (format 1), the second with lists, a
 * settled order of rounds and money that went on from its day (format 2). Whatever the engine becomes, they give the same bytes.
 */
test.each([
  ['first', '0b17ab34d8e0e2033845bdab35e604077e2b6bcc146ec36af103cc75403fca48', {}],
  ['second', 'd25a6c313e215bcfd19cb059091eb04115a900d7b2c2a334777b7d49f4d46e67', { allowUnlogged: true }],
])('the bundle %s verifies as on its day', (name, hash, trust) => {
  const stored: unknown = JSON.parse(readFileSync(join(projectRoot, `test/factories/bundles/${name}.json`), 'utf8'));
  expect(verifyBundle(stored, trust)).toMatchObject({ ok: true });
  const read = readBundle(stored);
  if (!read.ok) throw new Error(read.problems.join());
  const again = bundleOf(read.bundle, read.bundle.kind);
  expect([again.rankingHash, canonical(again.ranking)]).toEqual([hash, canonical(read.bundle.ranking)]);
});
