import type { Call } from '../schema.ts';

/** Equal as data, whatever the order in which members were written. */
function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false;
  const [x, y] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = [...new Set([...Object.keys(x), ...Object.keys(y)])];
  return keys.every((key) => same(x[key], y[key]));
}

/** How proposals are judged: what applicants relied on when they wrote theirs. Numbers of experts and panels are the office's to arrange. */
const judging = ({ evaluation: e, ranking: r }: Call) => [
  e.criteria,
  e.totalThreshold,
  e.aggregation,
  e.premiums,
  e.premiumCap,
  e.divergence,
  e.onDivergence,
  r.tieBreaks,
  r.quotas,
  r.partialFunding,
  r.whenMoneyEnds,
  r.lists,
  r.premiums,
  r.thresholds,
  r.draw,
  r.tieBand,
];

/** Which protected parts differ between the call in force and a correction of it; acts are not counted. */
export function changedParts(before: Call, after: Call): { any: boolean; judging: boolean; identity: boolean; money: boolean; deadline: boolean } {
  const identity = (c: Call) => [c.id, c.programme, c.format, c.kind, c.officialCode];
  return {
    any: !same({ ...before, acts: [] }, { ...after, acts: [] }),
    judging: !same(judging(before), judging(after)),
    identity: !same(identity(before), identity(after)),
    money: !same(before.pots, after.pots),
    deadline: before.dates.closesAt !== after.dates.closesAt || before.dates.publishedOn !== after.dates.publishedOn,
  };
}
