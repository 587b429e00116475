import { percentOf, shareOf, sum, type Cents, type Percent } from '#src/core/money.ts';
import type { Verdict } from '../states.ts';
import { deviate, reliability } from './confidence.ts';
import { certainOf, strataOf, type Method, type Unit } from './draw.ts';

export type Estimate = {
  /** What was found in the items of the sample. */
  foundCents: Cents;
  /** The most likely error of the whole population. */
  likelyCents: Cents;
  /** What chance may add to it at the level of confidence asked for. */
  precisionCents: Cents;
  /** Most likely error and precision: with this confidence the error is not larger. Never more than the population. */
  upperCents: Cents;
  populationCents: Cents;
  /** What of the population is tolerable. */
  tolerableCents: Cents;
  rate: Percent;
  verdict: Verdict;
};

type Parts = { likely: number; precision: number };

/** Mean per unit, stratum by stratum: N · ē, and z · √Σ N²·(1 − n/N)·s²/n. A stratum that was looked into whole adds no doubt. */
function perUnit(units: readonly Unit[], errors: ReadonlyMap<string, Cents>, z: number): Parts {
  let likely = 0;
  let variance = 0;
  for (const [, of] of strataOf(units)) {
    const found = of.flatMap((u) => errors.get(u.id) ?? []);
    const [N, n] = [of.length, found.length];
    if (n === 0) continue;
    const mean = found.reduce((a, b) => a + b, 0) / n;
    const spread = n < 2 ? 0 : found.reduce((a, e) => a + (e - mean) ** 2, 0) / (n - 1);
    likely += N === n ? found.reduce((a, b) => a + b, 0) : N * mean;
    variance += (N * N * (1 - n / N) * spread) / n;
  }
  return { likely, precision: z * Math.sqrt(variance) };
}

/**
 * Monetary unit sampling, conservative: what was found in the items that are always looked into, and interval × Σ (error ÷ value) of the others. The precision
 * is interval × RF(0), and what each error adds to it, the largest tainting first: (RF(i) − RF(i − 1) − 1) × interval × tainting.
 */
function perEuro(units: readonly Unit[], errors: ReadonlyMap<string, Cents>, method: Method, size: number): Parts {
  const { certain, rest, left } = certainOf(units, size);
  const exact = sum(certain.map((u) => errors.get(u.id) ?? 0));
  if (left === 0 || rest.length === left) return { likely: exact + sum(rest.map((u) => errors.get(u.id) ?? 0)), precision: 0 };
  const interval = sum(rest.map((u) => u.cents)) / left;
  const taintings = rest
    .flatMap((u) => {
      const error = errors.get(u.id) ?? 0;
      return error > 0 ? [error / u.cents] : [];
    })
    .toSorted((a, b) => b - a);
  const factor = (i: number) => reliability(i, method.confidence);
  const added = taintings.reduce((total, tainting, i) => total + (factor(i + 1) - factor(i) - 1) * interval * tainting, 0);
  return { likely: exact + interval * taintings.reduce((a, b) => a + b, 0), precision: interval * factor(0) + added };
}

/**
 * What the findings say of the whole population. `errors` holds an amount, nothing where all is in order, for each item of the sample.
 *
 * Material: already the most likely error is above what is tolerable. Acceptable: not even with what chance may add. In between more has to be looked into.
 */
export function estimate(units: readonly Unit[], errors: ReadonlyMap<string, Cents>, method: Method): Estimate {
  const stratified = method.kind === 'stratified' ? units : units.map((u) => ({ ...u, stratum: '' }));
  const parts = method.kind === 'monetary' ? perEuro(units, errors, method, errors.size) : perUnit(stratified, errors, deviate(method.confidence));
  const populationCents = sum(units.map((u) => u.cents));
  const [likelyCents, precisionCents] = [Math.min(populationCents, Math.round(parts.likely)), Math.round(parts.precision)];
  const upperCents = Math.min(populationCents, likelyCents + precisionCents);
  const tolerableCents = percentOf(populationCents, method.materiality);
  return {
    foundCents: sum(errors.values()),
    likelyCents,
    precisionCents,
    upperCents,
    populationCents,
    tolerableCents,
    rate: shareOf(likelyCents, populationCents),
    verdict: likelyCents > tolerableCents ? 'material' : upperCents <= tolerableCents ? 'acceptable' : 'inconclusive',
  };
}
