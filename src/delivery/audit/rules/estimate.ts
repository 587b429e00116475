import { percentOf, shareOf, sum, type Cents, type Percent } from '#src/core/money.ts';
import type { Nature, Verdict } from '../states.ts';
import { deviate, reliability } from './confidence.ts';
import { certainOf, strataOf, type Method, type Unit } from './draw.ts';

export type Estimate = {
  /** What was found in the items of the sample. */
  foundCents: Cents;
  /** Of the most likely error, what is known of systemic errors. */
  systemicCents: Cents;
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

/** Mean per unit of a stratum of N items of which n were looked into: N · Σe/n, and N²·s²/n for the precision. Looked into whole it adds no doubt. */
export const ofStratum = (N: number, n: number, total: number, deviation: number): { likely: number; variance: number } =>
  N === n ? { likely: total, variance: 0 } : { likely: (N * total) / n, variance: (N * deviation) ** 2 / n };

/** Mean per unit, stratum by stratum: z · √Σ N²·s²/n, without a correction for small populations, as the guidance has it. */
function perUnit(units: readonly Unit[], errors: ReadonlyMap<string, Cents>, z: number): Parts {
  let likely = 0;
  let variance = 0;
  for (const [, of] of strataOf(units)) {
    const found = of.flatMap((u) => errors.get(u.id) ?? []);
    if (found.length === 0) continue;
    const part = ofStratum(of.length, found.length, sum(found), deviationOf(found));
    likely += part.likely;
    variance += part.variance;
  }
  return { likely, precision: z * Math.sqrt(variance) };
}

function deviationOf(found: readonly Cents[]): number {
  const mean = sum(found) / found.length;
  return found.length < 2 ? 0 : Math.sqrt(found.reduce((a, e) => a + (e - mean) ** 2, 0) / (found.length - 1));
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

/** What was found in one item of the sample; nothing where all is in order. */
export type Found = { cents: Cents; nature: Nature | null };

const randomOf = (found: ReadonlyMap<string, Found>): Map<string, Cents> => new Map([...found].map(([id, f]) => [id, f.nature === 'systemic' ? 0 : f.cents]));

const parts = (units: readonly Unit[], errors: ReadonlyMap<string, Cents>, method: Method): Parts => {
  const stratified = method.kind === 'stratified' ? units : units.map((u) => ({ ...u, stratum: '' }));
  return method.kind === 'monetary' ? perEuro(units, errors, method, errors.size) : perUnit(stratified, errors, deviate(method.confidence));
};

/**
 * What the findings say of the whole population. `systemicCents` is what systemic errors come to in all of it, which is known: it is added as it is, and the
 * errors of that kind in the sample are left out of what chance is estimated from. Null while it is not known: all errors then count as chance.
 *
 * Material: already the most likely error is above what is tolerable. Acceptable: not even with what chance may add. In between more has to be looked into.
 */
export function estimate(units: readonly Unit[], found: ReadonlyMap<string, Found>, method: Method, systemicCents: Cents | null = null): Estimate {
  const errors = systemicCents === null ? new Map([...found].map(([id, f]) => [id, f.cents])) : randomOf(found);
  const { likely, precision } = parts(units, errors, method);
  const populationCents = sum(units.map((u) => u.cents));
  const [likelyCents, precisionCents] = [Math.min(populationCents, Math.round(likely) + (systemicCents ?? 0)), Math.round(precision)];
  const upperCents = Math.min(populationCents, likelyCents + precisionCents);
  const tolerableCents = percentOf(populationCents, method.materiality);
  return {
    foundCents: sum([...found.values()].map((f) => f.cents)),
    systemicCents: systemicCents ?? 0,
    likelyCents,
    precisionCents,
    upperCents,
    populationCents,
    tolerableCents,
    rate: shareOf(likelyCents, populationCents),
    verdict: likelyCents > tolerableCents ? 'material' : upperCents <= tolerableCents ? 'acceptable' : 'inconclusive',
  };
}

/**
 * How many items, in all, would decide it if those to come are like those that were seen: the precision shrinks with the square root of the sample (with the
 * sample, by monetary units) and has to fit between the error found and the tolerable one. Never more than there are.
 */
export function decisiveSize(units: readonly Unit[], e: Estimate, method: Method, items: number): number {
  const room = e.tolerableCents - e.likelyCents;
  const factor = room <= 0 ? Infinity : e.precisionCents / room;
  return Math.min(units.length, Math.max(items + 1, Math.ceil(items * (method.kind === 'monetary' ? factor : factor ** 2))));
}
