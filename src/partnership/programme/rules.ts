import { percentOf, type Cents, type Percent } from '#src/core/money.ts';
import type { Gender } from './states.ts';

/** What must at least go to the South: a share of the public funds. */
export const southFloor = (publicCents: Cents, floor: Percent): Cents => percentOf(publicCents, floor);

export type ExampleResearcher = { founder: string; spoke: number; gender: Gender; birthYear: number; newlyHired: boolean };

/**
 * Synthetic researchers, the same for the same arguments: `perFounder` of each, about half of them in the Spokes that their body
 * leads and the rest spread over all. Nobody real is meant.
 */
export function exampleResearchers(
  seed: string,
  perFounder: Readonly<Record<string, number>>,
  spokes: readonly { number: number; lead: string }[],
): ExampleResearcher[] {
  const draw = generator(seed);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(draw() * of.length)]!;
  const numbers = spokes.map((s) => s.number);
  return Object.entries(perFounder)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([founder, count]) => {
      const own = spokes.filter((s) => s.lead === founder).map((s) => s.number);
      return Array.from({ length: count }, (): ExampleResearcher => {
        const newlyHired = draw() < 0.34;
        return {
          founder,
          spoke: own.length > 0 && draw() < 0.5 ? pick(own) : pick(numbers),
          gender: draw() < 0.46 ? 'f' : draw() < 0.985 ? 'm' : 'x',
          birthYear: newlyHired ? 1985 + Math.floor(draw() * 15) : 1958 + Math.floor(draw() * 38),
          newlyHired,
        };
      });
    });
}

/** Numbers from 0 up to 1, in a sequence that the seed alone decides (FNV-1a into mulberry32). */
function generator(seed: string): () => number {
  let state = 0x811c9dc5;
  for (let i = 0; i < seed.length; i++) state = Math.imul(state ^ seed.charCodeAt(i), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
