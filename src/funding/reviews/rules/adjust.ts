import type { Assignment, Instance } from '#src/core/assignment.ts';
import { costOf, exchanged, type Cost } from '#src/core/assignment/judge.ts';
import type { Reason } from '#src/core/decision.ts';

/** Pairs put in and taken out by hand. */
export type ByHand = { pin: readonly (readonly [string, string])[]; bar: readonly (readonly [string, string])[] };

export type Adjusted = {
  result: Assignment;
  before: Cost;
  after: Cost;
  /** What forbids it. */ faults: Reason[];
  /** What may be kept, knowingly. */ warnings: Reason[];
};

/** A proposal may be left with fewer or more experts than it wants: the others come, or are paid for, later. */
const tolerated = new Set(['assign.reviewsMissing', 'assign.reviewsTooMany', 'assign.belowLoad']);

/** The same assignment after a change by hand, nothing else moved, with what it costs and what it breaks. */
export function adjusted(instance: Instance, result: Assignment, change: ByHand): Adjusted {
  const { pairs, cost, faults } = exchanged(instance, result.pairs, change);
  const short = new Set(faults.filter((f) => f.code === 'assign.reviewsMissing').map((f) => f.params['proposal']));
  const bearable = (f: Reason) => tolerated.has(f.code) || (f.code === 'assign.groupTooFew' && short.has(f.params['proposal']!));
  const rows = new Map(instance.proposals.map((p, i) => [p.id, i]));
  const columns = new Map(instance.reviewers.map((r, i) => [r.id, i]));
  const inOrder = pairs.map(([p, r]): [string, string] => [p, r]).sort(([p, r], [q, s]) => rows.get(p)! - rows.get(q)! || columns.get(r)! - columns.get(s)!);
  const { total, minimum } = cost;
  const bound = { total: Math.max(result.bound.total, total), minimum: Math.max(result.bound.minimum, minimum) };
  return {
    result: { version: 1, pairs: inOrder, total, minimum, bound, optimal: false },
    before: costOf(instance, result.pairs),
    after: cost,
    faults: faults.filter((f) => !bearable(f)),
    warnings: faults.filter(bearable),
  };
}

/** The part of an instance that is about these proposals. */
export function about(instance: Instance, ids: ReadonlySet<string>): Instance {
  const keep = instance.proposals.map((p) => ids.has(p.id));
  const pairs = (of: Instance['pinned']) => of?.filter(([p]) => ids.has(p));
  return {
    ...instance,
    proposals: instance.proposals.filter((_, i) => keep[i]),
    scores: instance.scores.filter((_, i) => keep[i]),
    ...(instance.groups && { groups: instance.groups.map((g) => (g.proposals ? { ...g, proposals: g.proposals.filter((p) => ids.has(p)) } : g)) }),
    ...(instance.pinned && { pinned: pairs(instance.pinned) }),
    ...(instance.barred && { barred: pairs(instance.barred) }),
  };
}

/** What changes from one assignment to another, proposal by proposal; those with the same experts are not listed. A sum is null where the assignment is not about the proposal at all. */
export type Difference = { id: string; left: string[]; joined: string[]; before: number | null; after: number | null };

export function differencesBetween(a: Cost['perProposal'], b: Cost['perProposal']): Difference[] {
  const before = new Map(a.map((p) => [p.id, p]));
  const after = new Map(b.map((p) => [p.id, p]));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((id) => {
    const [x, y] = [before.get(id), after.get(id)];
    const left = (x?.reviewers ?? []).filter((e) => !y?.reviewers.includes(e));
    const joined = (y?.reviewers ?? []).filter((e) => !x?.reviewers.includes(e));
    return left.length + joined.length > 0 ? [{ id, left, joined, before: x?.sum ?? null, after: y?.sum ?? null }] : [];
  });
}
