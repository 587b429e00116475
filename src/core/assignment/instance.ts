import type { GroupRule, Instance } from '../assignment.ts';
import type { Names } from './infeasible.ts';
import { BARRED, type Demands } from './matching.ts';
import type { Part } from './parts.ts';
import type { Problem } from './problem.ts';

/** Throws a `RangeError` that says where the instance is not what it must be, or contradicts itself. */
export function check({ version, objective, proposals, reviewers, scores, groups = [], extension, pinned = [], barred = [] }: Instance): void {
  if (version !== 1) wrong(`version ${said(version)} is unknown: 1 is expected`);
  if (extension !== undefined && extension !== 1 && extension !== 2) wrong(`extension ${said(extension)} is unknown: 1 or 2 is expected`);
  if (objective !== 'fair' && objective !== 'total') wrong(`the objective is ${said(objective)}: "fair" or "total" is expected`);
  const knownProposals = idsOf('proposals', proposals);
  const known = idsOf('reviewers', reviewers);
  for (const { id, reviews } of proposals) if (!isCount(reviews)) wrong(`${id}: reviews is ${said(reviews)}: a count is expected`);
  for (const { id, min, max } of reviewers) {
    if (!isCount(min) || !isCount(max)) wrong(`${id}: min is ${said(min)} and max is ${said(max)}: counts are expected`);
    if (min > max) wrong(`${id}: min ${min} is above max ${max}`);
  }
  for (const [name, pairs] of Object.entries({ pinned, barred })) {
    if (!Array.isArray(pairs)) wrong(`${name}: a list of pairs is expected`);
    for (const pair of pairs) {
      if (!Array.isArray(pair) || pair.length !== 2) wrong(`${name}: ${said(pair)} is no pair of a proposal and a reviewer`);
      if (!knownProposals.has(pair[0]) || !known.has(pair[1])) wrong(`${name}: unknown pair ${pair.join(', ')}`);
    }
  }
  if (!Array.isArray(groups)) wrong('groups: a list of rules is expected');
  for (const group of groups) checkGroup(group, known, knownProposals);
  const needs = [pinned.length > 0 && 'pinned', barred.length > 0 && 'barred', groups.some((g) => g.atMost !== undefined) && 'atMost'].filter(Boolean);
  if (needs.length > 0 && extension === undefined) wrong(`${needs.join(', ')}: "extension": 1 is expected beside`);
  if (groups.some((g) => g.proposals !== undefined) && extension !== 2) wrong('groups of some proposals only: "extension": 2 is expected beside');
  if (!Array.isArray(scores)) wrong('scores: a list of rows is expected');
  if (scores.length !== proposals.length) wrong(`${scores.length} rows of scores for ${proposals.length} proposals`);
  scores.forEach((row, p) => {
    if (row.length !== reviewers.length) wrong(`row ${p + 1} of the scores, ${proposals[p]!.id}, has ${row.length} for ${reviewers.length} reviewers`);
  });
}

function checkGroup(group: GroupRule, known: ReadonlySet<string>, knownProposals: ReadonlySet<string>): void {
  if (typeof group !== 'object' || group === null) wrong(`groups: ${said(group)} is no rule`);
  const { of, by, members, atLeast = {}, atMost = {}, proposals = [], ...others } = group;
  if (of !== 'reviewers') wrong(`groups of ${said(of)} are unknown: "reviewers" is expected`);
  if (typeof by !== 'string') wrong(`groups: by is ${said(by)}: a name is expected`);
  for (const name of Object.keys(others)) wrong(`${by}: ${name} is no part of a rule`);
  if (!Array.isArray(proposals)) wrong(`${by}: proposals is no list`);
  for (const id of proposals) if (!knownProposals.has(id)) wrong(`unknown proposal ${said(id)} in ${by}`);
  if (!isTable(members)) wrong(`${by}: members by group are expected`);
  for (const [name, ids] of Object.entries(members)) {
    if (!Array.isArray(ids)) wrong(`${by}: the members of ${name} are no list`);
    for (const id of ids) if (!known.has(id)) wrong(`unknown reviewer ${said(id)} in ${by}`);
  }
  if (!isTable(atLeast) || (typeof atMost !== 'number' && !isTable(atMost))) wrong(`${by}: bounds by group are expected`);
  for (const [name, n] of [...Object.entries(atLeast), ...(typeof atMost === 'number' ? [] : Object.entries(atMost))]) {
    if (!isCount(n)) wrong(`${by}: the bound of ${name} is ${said(n)}: a count is expected`);
    if (!Object.hasOwn(members, name)) wrong(`${by}: no members for ${name}`);
  }
  if (typeof atMost === 'number' && !isCount(atMost)) wrong(`${by}: atMost is ${atMost}: a count is expected`);
}

function idsOf(name: string, list: readonly { id: string }[]): Set<string> {
  if (!Array.isArray(list)) wrong(`${name}: a list is expected`);
  const found = new Set<string>();
  list.forEach((each: unknown, i) => {
    const id = (each as { id?: unknown } | null)?.id;
    if (typeof id !== 'string') return wrong(`${name}: number ${i + 1} has no id that is a text`);
    if (found.has(id)) wrong(`${name}: the id ${id} appears twice`);
    found.add(id);
  });
  return found;
}

const isCount = (n: unknown): boolean => Number.isSafeInteger(n) && Number(n) >= 0;
const isTable = (it: unknown): boolean => typeof it === 'object' && it !== null && !Array.isArray(it);
const said = (it: unknown): string => String(JSON.stringify(it)).slice(0, 40);

function wrong(what: string): never {
  throw new RangeError(what);
}

/** The order that the solver sees does not depend on the order of the lists, so its answer does not either. */
export type Sorted = Instance & { columns: readonly number[] };

export function inOrderOfIds(instance: Instance): Sorted {
  const order = (items: readonly { id: string }[]) => items.map((_, i) => i).sort((a, b) => (items[a]!.id < items[b]!.id ? -1 : 1));
  const rows = order(instance.proposals);
  const columns = order(instance.reviewers);
  return {
    ...instance,
    proposals: rows.map((i) => instance.proposals[i]!),
    reviewers: columns.map((i) => instance.reviewers[i]!),
    scores: rows.map((i) => instance.scores[i]!),
    columns,
  };
}

function demandsOf({ proposals, reviewers }: Sorted): Demands {
  return {
    reviews: Int32Array.from(proposals, (p) => p.reviews),
    least: Int32Array.from(reviewers, (r) => Math.min(r.min, proposals.length + 1)),
    most: Int32Array.from(reviewers, (r) => Math.min(r.max, proposals.length + 1)),
  };
}

/** Beyond this, sums (of scores times a weight, on the way to a proof) would no longer be exact. */
const LARGEST_SUM = 2 ** 52 / 1024;

/** Scores as whole numbers, `score × scale`, barred ones as minus infinity. A reviewer who may read nothing is barred too. */
export function wholeScores({ proposals, reviewers, scores, columns }: Sorted): { scores: Float64Array; scale: number } {
  const width = reviewers.length;
  const whole = new Float64Array(proposals.length * width);
  let largest = 0;
  const mayRead = Uint8Array.from(reviewers, (r) => Number(r.max > 0));
  for (let p = 0; p < proposals.length; p++) {
    const row = scores[p]!;
    for (let r = 0; r < width; r++) {
      const score = row[columns[r]!];
      const barred = score === null || score === undefined || Number.isNaN(score) || mayRead[r] === 0;
      if (!barred && !Number.isFinite(score)) wrong(`the score of ${proposals[p]!.id} and ${reviewers[r]!.id} is no number`);
      whole[p * width + r] = barred ? BARRED : score;
      if (!barred) largest = Math.max(largest, Math.abs(score));
    }
  }
  const reviews = proposals.reduce((sum, p) => sum + p.reviews, 0);
  const fits = (digits: number) => largest * 10 ** digits * Math.max(1, reviews) <= LARGEST_SUM;
  if (!fits(0)) wrong('scores are too large to be added up exactly');
  let most = 0;
  while (most < 9 && fits(most + 1)) most += 1;
  let [digits, scale] = [0, 1];
  for (let i = 0; i < whole.length && digits < most; i++) {
    const score = whole[i]!;
    while (digits < most && score !== BARRED && Math.round(score * scale) / scale !== score) scale = 10 ** ++digits;
  }
  for (let i = 0; i < whole.length; i++) whole[i] = Math.round(whole[i]! * scale);
  return { scores: whole, scale };
}

export function problemOf(sorted: Sorted, scores: Float64Array): { problem: Problem; names: Names } {
  const { proposals, reviewers, groups = [], pinned = [], barred = [] } = sorted;
  const rowOf = new Map(proposals.map((p, i) => [p.id, i]));
  const columnOf = new Map(reviewers.map((r, i) => [r.id, i]));
  for (const [p, r] of barred) scores[rowOf.get(p)! * reviewers.length + columnOf.get(r)!] = BARRED;
  const pins = proposals.map((): number[] => []);
  for (const [p, r] of pinned) {
    const set = pins[rowOf.get(p)!]!;
    if (!set.includes(columnOf.get(r)!)) set.push(columnOf.get(r)!);
  }
  for (const set of pins) set.sort((a, b) => a - b);
  const partsBy = groups.map(({ members, atLeast = {}, atMost = {} }, rule) =>
    Object.keys(members)
      .sort()
      .flatMap((name): Part[] => {
        const least = atLeast[name] ?? 0;
        const most = typeof atMost === 'number' ? atMost : (atMost[name] ?? Infinity);
        const isMember = new Uint8Array(reviewers.length);
        for (const id of members[name]!) isMember[columnOf.get(id)!] = 1;
        return least > 0 || (most < Infinity && new Set(members[name]).size > most) ? [{ rule, name, least, most, isMember }] : [];
      }),
  );
  const problem: Problem = {
    scores,
    demands: demandsOf(sorted),
    proposals: proposals.length,
    reviewers: reviewers.length,
    ...(partsBy.every((parts) => parts.length === 0) ? {} : { parts: partsOfEach(proposals, groups, partsBy) }),
    pinned: pins,
  };
  return { problem, names: { proposals: proposals.map((p) => p.id), reviewers: reviewers.map((r) => r.id), rules: groups.map((g) => g.by) } };
}

/** The parts of each proposal: of all rules that are for every proposal or name it. Those under the same rules share a list. */
function partsOfEach(proposals: readonly { id: string }[], groups: readonly GroupRule[], partsBy: readonly (readonly Part[])[]): (readonly Part[])[] {
  const named = groups.map((g) => (g.proposals ? new Set(g.proposals) : undefined));
  const lists = new Map<string, readonly Part[]>();
  return proposals.map(({ id }) => {
    const rules = [...groups.keys()].filter((i) => named[i]?.has(id) ?? true);
    const key = rules.join();
    if (!lists.has(key))
      lists.set(
        key,
        rules.flatMap((i) => partsBy[i]!),
      );
    return lists.get(key)!;
  });
}
