import type { Source } from '#src/core/decision.ts';

export const samplingSource: Source = { ref: 'Commissione europea, EGESIF_16-0014-01, §§ 6.1–6.3 (metodi di campionamento)', status: 'inferred' };

/** Levels of confidence with the deviate of the normal distribution (two-sided) and the expansion factor of an expected error. */
const levels = {
  60: { z: 0.842, expansion: 1.1 },
  70: { z: 1.036, expansion: 1.2 },
  80: { z: 1.282, expansion: 1.3 },
  90: { z: 1.645, expansion: 1.5 },
  95: { z: 1.96, expansion: 1.6 },
} as const;

export type Confidence = keyof typeof levels;
export const confidences = Object.keys(levels).map(Number) as Confidence[];
export const isConfidence = (value: number): value is Confidence => value in levels;

export const deviate = (confidence: Confidence): number => levels[confidence].z;
export const expansion = (confidence: Confidence): number => levels[confidence].expansion;

/** How likely it is to meet at most `errors` where `mean` are expected (Poisson). */
function atMost(errors: number, mean: number): number {
  let term = Math.exp(-mean);
  let total = term;
  for (let k = 1; k <= errors; k++) total += term *= mean / k;
  return total;
}

/** The reliability factor: how many errors one must expect in the sample for `errors` or fewer to be this unlikely. With none at 95 %, 3.00. */
export function reliability(errors: number, confidence: Confidence): number {
  const risk = 1 - confidence / 100;
  let [low, high] = [0, 10 + 4 * (errors + 1)];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (atMost(errors, middle) > risk) low = middle;
    else high = middle;
  }
  return high;
}
