import { sha256 } from '#src/core/sha256.ts';
import type { Percent } from '#src/core/money.ts';

/** How many lines the office looks into: `percent` of them, rounded up, never fewer than `atLeast` nor more than there are. */
export function sampleSize(lines: number, { percent, atLeast }: { percent: Percent; atLeast: number }): number {
  return Math.min(lines, Math.max(atLeast, Math.ceil(Math.round(lines * percent * 100) / 10_000)));
}

/**
 * The lines that are looked into: those with the smallest SHA-256 of `seed:id`. The seed is the fingerprint of the report as it was handed in, which
 * nobody can choose beforehand; from it anyone draws the same lines again.
 */
export function sampleOf(seed: string, ids: readonly string[], size: { percent: Percent; atLeast: number }): string[] {
  const drawn = ids.map((id) => ({ id, draw: sha256(`${seed}:${id}`) })).toSorted((a, b) => (a.draw < b.draw ? -1 : a.draw > b.draw ? 1 : 0));
  return drawn.slice(0, sampleSize(ids.length, size)).map((d) => d.id);
}
