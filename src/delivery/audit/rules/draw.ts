import { split, sum, type Cents, type Percent } from '#src/core/money.ts';
import { sha256 } from '#src/core/sha256.ts';
import type { DrawnAs, MethodKind, StratifyBy } from '../states.ts';
import { expansion, reliability, type Confidence } from './confidence.ts';

/** One item of a population: what it is worth, and in which stratum it lies (empty where there are none). */
export type Unit = { id: string; cents: Cents; stratum: string };

/** How a sample is drawn, as data. Percentages are of the value of the population. */
export type Method = {
  kind: MethodKind;
  by: StratifyBy | null;
  /** How many items; null: worked out from the three that follow (monetary unit sampling only). */
  size: number | null;
  confidence: Confidence;
  materiality: Percent;
  expected: Percent;
};

export type Drawn = { id: string; as: DrawnAs };

/**
 * How many items monetary unit sampling needs: n = RF / (tolerable − expected × expansion), both as parts of the value of the population. Null when
 * the error that is expected leaves no room below the one that is tolerable: no sample is large enough.
 */
export function monetarySize({ confidence, materiality, expected }: Pick<Method, 'confidence' | 'materiality' | 'expected'>): number | null {
  const room = (materiality - expected * expansion(confidence)) / 100;
  return room <= 1e-9 ? null : Math.ceil(Math.round((reliability(0, confidence) / room) * 1e6) / 1e6);
}

/** How many are drawn of so many: never more than there are. */
export const sizeOf = (method: Method, units: number): number | null => {
  const asked = method.size ?? monetarySize(method);
  return asked === null ? null : Math.min(asked, units);
};

/** All of them in the order that the seed gives: by the SHA-256 of `seed:id`, whatever the order in which they came. */
const shuffled = (seed: string, units: readonly Unit[]): Unit[] =>
  units
    .map((unit) => ({ unit, draw: sha256(`${seed}:${unit.id}`) }))
    .toSorted((a, b) => (a.draw < b.draw ? -1 : a.draw > b.draw ? 1 : 0))
    .map(({ unit }) => unit);

export const strataOf = (units: readonly Unit[]): [string, Unit[]][] =>
  [...Map.groupBy(units, (u) => u.stratum)].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));

/** How many of each stratum: in proportion to its items, at least two where it has them, never more than it has. */
export function allocation(size: number, counts: readonly number[]): number[] {
  const all = counts.reduce((a, b) => a + b, 0);
  if (all === 0) return counts.map(() => 0);
  const least = counts.map((n) => Math.min(2, n));
  const want = Math.min(all, Math.max(size, sum(least)));
  const share = split(want, counts).map((n, i) => Math.min(counts[i]!, Math.max(least[i]!, n)));
  // What the floors took is given back by the strata that have most above theirs; what the ceilings left goes where there is room.
  for (let over = sum(share) - want; over !== 0; over += over > 0 ? -1 : 1) {
    const room = share.map((n, i) => (over > 0 ? n - least[i]! : counts[i]! - n));
    share[room.indexOf(Math.max(...room))]! += over > 0 ? -1 : 1;
  }
  return share;
}

/** Items as large as the interval are always looked into; what they leave has a smaller interval, until none is left that is. */
export function certainOf(units: readonly Unit[], size: number): { certain: Unit[]; rest: Unit[]; left: number } {
  let certain: Unit[] = [];
  let rest = units.filter((u) => u.cents > 0);
  let left = Math.min(size, rest.length);
  for (;;) {
    const total = BigInt(sum(rest.map((u) => u.cents)));
    const large = left === 0 ? [] : rest.filter((u) => BigInt(u.cents) * BigInt(left) >= total);
    if (large.length === 0) return { certain, rest, left };
    certain = [...certain, ...large];
    rest = rest.filter((u) => !large.includes(u));
    left = Math.min(Math.max(0, left - large.length), rest.length);
  }
}

/** The largest first. */
const always = (certain: readonly Unit[]): Drawn[] =>
  certain.toSorted((a, b) => b.cents - a.cents || (a.id < b.id ? -1 : 1)).map((u) => ({ id: u.id, as: 'certain' }));

/** Systematic selection along the euros of a shuffled list, from a start that the seed gives: an item is hit as often as its value says, here at most once. */
function monetary(seed: string, units: readonly Unit[], size: number): Drawn[] {
  const { certain, rest, left } = certainOf(units, size);
  const drawn: Drawn[] = always(certain);
  if (left === 0) return drawn;
  const total = BigInt(sum(rest.map((u) => u.cents)));
  const n = BigInt(left);
  let point = BigInt(`0x${sha256(`${seed}:start`)}`) % total;
  let upTo = 0n;
  for (const unit of shuffled(seed, rest)) {
    upTo += BigInt(unit.cents) * n;
    if (point >= upTo) continue;
    drawn.push({ id: unit.id, as: 'chance' });
    point += total;
  }
  return drawn;
}

/** The sample that this seed draws from these units by this method; the same whatever the order in which they are given. Of nothing, nothing. */
export function draw(seed: string, units: readonly Unit[], method: Method): Drawn[] {
  const size = sizeOf(method, units.length) ?? units.length;
  if (method.kind === 'monetary') return monetary(seed, units, size);
  const first = (of: readonly Unit[], n: number): Drawn[] =>
    shuffled(seed, of)
      .slice(0, n)
      .map((u) => ({ id: u.id, as: 'chance' }));
  if (method.kind === 'simple') return first(units, size);
  const groups = strataOf(units);
  const counts = allocation(
    size,
    groups.map(([, of]) => of.length),
  );
  return groups.flatMap(([, of], i) => first(of, counts[i]!));
}

/**
 * The next items where a sample of these decides nothing; the seed of the round is the seed and its number, so that anyone draws them again. Every item alike: the
 * order that the seed gave goes on. By monetary units the interval is that of the larger sample: what is now as large as it comes in, and chance chooses among
 * what nobody has drawn yet.
 */
export function topUp(seed: string, units: readonly Unit[], method: Method, before: readonly Drawn[], round: number, more: number): Drawn[] {
  const had = new Set(before.map((d) => d.id));
  const wanted = Math.min(units.length, had.size + more);
  const news = (drawn: readonly Drawn[]) => drawn.filter((d) => !had.has(d.id));
  if (method.kind === 'simple') return news(draw(seed, units, { ...method, size: wanted }));
  if (method.kind === 'stratified') {
    const groups = strataOf(units);
    const counts = allocation(
      wanted,
      groups.map(([, of]) => of.length),
    );
    return groups.flatMap(([, of], i) => {
      const there = of.filter((u) => had.has(u.id)).length;
      const next = shuffled(seed, of).filter((u) => !had.has(u.id));
      return next.slice(0, Math.max(0, counts[i]! - there)).map((u): Drawn => ({ id: u.id, as: 'chance' }));
    });
  }
  // The larger the sample the smaller its interval, and the more comes in for certain: until there is room for all of it.
  for (let size = wanted; ;) {
    const { certain, rest } = certainOf(units, size);
    const large = certain.filter((u) => !had.has(u.id));
    if (had.size + large.length > size) {
      size = had.size + large.length;
      continue;
    }
    const chance = monetary(
      `${seed}:${round}`,
      rest.filter((u) => !had.has(u.id)),
      size - had.size - large.length,
    );
    return [...always(large), ...chance.map((d): Drawn => ({ id: d.id, as: 'chance' }))];
  }
}

/** A sample with all its rounds, drawn again. */
export const drawAll = (seed: string, units: readonly Unit[], method: Method, rounds: readonly number[]): Drawn[] =>
  rounds.reduce((all: Drawn[], more, i) => [...all, ...topUp(seed, units, method, all, i + 1, more)], draw(seed, units, method));
