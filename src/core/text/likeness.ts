import type { Terms } from './terms.ts';

/** In how many of a number of texts each term stands. Plain data: kept with what was computed from it. */
export type Statistics = { documents: number; frequency: Readonly<Record<string, number>> };

export function statisticsOf(texts: readonly Terms[]): Statistics {
  const frequency: Record<string, number> = Object.create(null);
  for (const terms of texts) for (const term of terms.keys()) frequency[term] = (frequency[term] ?? 0) + 1;
  return { documents: texts.length, frequency };
}

/** A text as weights of its terms, whole numbers, and their length squared: products of them are exact and the same on every machine. */
export type Vector = { weights: ReadonlyMap<string, number>; square: number };

const SCALE = 100;

/** Weight: how often (each further time counts less) by how rare. A term that every text holds weighs almost nothing, never quite. */
export function vectorOf(terms: Terms, { documents, frequency }: Statistics): Vector {
  const weights = new Map<string, number>();
  let square = 0;
  for (const [term, count] of terms) {
    const among = Math.min(documents, Object.hasOwn(frequency, term) ? frequency[term]! : 1);
    const rarity = Math.log(1 + (documents - among + 0.5) / (among + 0.5));
    const weight = Math.max(1, Math.round(SCALE * (1 + Math.log(count)) * rarity));
    weights.set(term, weight);
    square += weight * weight;
  }
  return { weights, square };
}

/** The cosine of two texts, 0 to 1; 0 where either is empty. */
export function likeness(one: Vector, other: Vector): number {
  const [few, many] = one.weights.size <= other.weights.size ? [one.weights, other.weights] : [other.weights, one.weights];
  let dot = 0;
  for (const [term, weight] of few) dot += weight * (many.get(term) ?? 0);
  return cosine(dot, one, other);
}

function cosine(dot: number, one: Vector, other: Vector): number {
  return dot === 0 ? 0 : Math.min(1, dot / Math.sqrt(one.square * other.square));
}

/** The likeness of each of one list with each of another, term by term instead of pair by pair. */
export function likenesses(rows: readonly Vector[], columns: readonly Vector[]): number[][] {
  const holders = new Map<string, [column: number, weight: number][]>();
  columns.forEach(({ weights }, column) => {
    for (const [term, weight] of weights) {
      const list = holders.get(term);
      if (list) list.push([column, weight]);
      else holders.set(term, [[column, weight]]);
    }
  });
  return rows.map((row) => {
    const dots = new Float64Array(columns.length);
    for (const [term, weight] of row.weights) for (const [column, other] of holders.get(term) ?? []) dots[column]! += weight * other;
    return Array.from(dots, (dot, column) => cosine(dot, row, columns[column]!));
  });
}

/** What each common term adds to the likeness, as a share of it; the largest first, equal ones by name. */
export function sharesOf(one: Vector, other: Vector): { term: string; share: number }[] {
  const products = [...one.weights].flatMap(([term, weight]) => (other.weights.has(term) ? [{ term, product: weight * other.weights.get(term)! }] : []));
  const dot = products.reduce((sum, p) => sum + p.product, 0);
  return products.sort((a, b) => b.product - a.product || (a.term < b.term ? -1 : 1)).map(({ term, product }) => ({ term, share: product / dot }));
}
