/** Points of a review: compared and added as whole thousandths, so that 0.1 + 0.2 is 0.3 on the server and in the browser. */

type Scale = { max: number; step: number };

const thousandths = (points: number): number => Math.round(points * 1000);

/** The number that was typed, with comma or point; null when it is none. */
export function typedNumber(typed: string): number | null {
  const text = typed.trim().replace(',', '.');
  return /^-?\d{1,6}(\.\d{1,6})?$/.test(text) ? Number(text) : null;
}

export const isStep = ({ step }: Pick<Scale, 'step'>, points: number): boolean =>
  Math.abs(points * 1000 - thousandths(points)) < 1e-6 && thousandths(points) % thousandths(step) === 0;

/** Is this a number of points that the scale has: from 0 to `max` in steps of `step`? */
export const onScale = (scale: Scale, points: number): boolean => points >= 0 && thousandths(points) <= thousandths(scale.max) && isStep(scale, points);

/** What was typed, where it stands on the scale. */
export function pointsOf(scale: Scale, typed: string): number | null {
  const points = typedNumber(typed);
  return points !== null && onScale(scale, points) ? points : null;
}

export const weighted = (given: readonly { points: number | null; weight: number }[]): number =>
  given.reduce((sum, g) => sum + Math.round(thousandths(g.points ?? 0) * g.weight), 0) / 1000;

/** Between the lowest and the highest; null for fewer than two. */
export const spreadOf = (totals: readonly number[]): number | null =>
  totals.length < 2 ? null : (thousandths(Math.max(...totals)) - thousandths(Math.min(...totals))) / 1000;
