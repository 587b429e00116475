import { reason, type Reason } from '../decision.ts';
import { bestSet } from './bestSet.ts';
import { clashIn, measure, type Clash, type Market } from './clash.ts';
import { BARRED, Matching } from './matching.ts';
import type { Part } from './parts.ts';
import { partsOf, type Problem } from './problem.ts';
import { Search } from './search.ts';
import { irreducible, smallest } from './smallest.ts';

/** What the reasons name. `rules` are the groups' own names; `pins` are pairs of positions. */
export type Names = { proposals: readonly string[]; reviewers: readonly string[]; rules: readonly string[] };
/** May this reviewer review this proposal, if they may review at all? */
type Open = (proposal: number, reviewer: number) => boolean;
type Pin = readonly [proposal: number, reviewer: number];

/** The effort of one question in the search for a smallest set of group rules that clash. */
const QUESTION = 2e7;
/** So many questions are asked at most to prove that a set is the smallest: of sums, of one proposal by itself, and of the search. */
const PROOF = { sums: 20_000, alone: 4_000, search: 60 };
/** What would free a proposal is looked for where so few cannot stand alone. */
const EXPLAINED = 20;

/** A set is called the smallest only if that is proven; the reason says so where it is not. */
const unproven = (proven: boolean): { irreducible?: true } => (proven ? {} : { irreducible: true });

/** Everything that is wrong with the pins themselves. */
export function pinClashes({ scores, demands, reviewers, pinned = [] }: Problem, names: Names): Reason[] {
  const load = new Map<number, number>();
  const found: Reason[] = [];
  pinned.forEach((set, p) => {
    for (const r of set) {
      load.set(r, (load.get(r) ?? 0) + 1);
      if (scores[p * reviewers + r] === BARRED) found.push(reason('assign.pinnedBarred', { proposal: names.proposals[p]!, reviewer: names.reviewers[r]! }));
    }
    if (set.length > demands.reviews[p]!)
      found.push(
        reason('assign.tooManyPinned', { proposal: names.proposals[p]!, reviewers: set.map((r) => names.reviewers[r]!), needed: demands.reviews[p]! }),
      );
  });
  for (const [r, pins] of load) {
    const proposals = pinned.flatMap((set, p) => (set.includes(r) ? [names.proposals[p]!] : []));
    if (pins > demands.most[r]!) found.push(reason('assign.pinnedBeyondLoad', { reviewer: names.reviewers[r]!, proposals, most: demands.most[r]! }));
  }
  return found;
}

/** Proposals that too few may review, whatever else. */
export function proposalsWithTooFew({ scores, demands, reviewers }: Problem, names: Names): Reason[] {
  return names.proposals.flatMap((proposal, p) => {
    const row = scores.subarray(p * reviewers, (p + 1) * reviewers);
    const available = row.reduce((n, score) => n + Number(score !== BARRED), 0);
    const needed = demands.reviews[p]!;
    if (available >= needed) return [];
    const unbar = names.reviewers.filter((_, r) => row[r] === BARRED && demands.most[r]! > 0).slice(0, needed - available);
    return [reason('assign.tooFewReviewers', { proposal, available, needed, unbar })];
  });
}

/** Why reviews and loads do not come together, groups apart: by Hall's theorem, with as few pins as it takes. */
export function clashes(problem: Problem, names: Names): Reason[] {
  const all = (problem.pinned ?? []).flatMap((set, p) => set.map((r): Pin => [p, r]));
  const impossible = (pins: readonly Pin[]) => clashIn(capacityMarket(problem, pins)) !== undefined || clashIn(workMarket(problem, pins)) !== undefined;
  const pins = all.length > 0 && impossible([]) ? [] : irreducible(all, impossible);
  const pinned: Record<string, readonly string[]> = pins.length > 0 ? { pinned: pins.map(([p, r]) => `${names.proposals[p]!}/${names.reviewers[r]!}`) } : {};
  const capacity = capacityMarket(problem, pins);
  const work = workMarket(problem, pins);
  const short = smallestClash(capacity);
  const idle = smallestClash(work);
  return [
    ...(short
      ? [
          reason('assign.notEnoughCapacity', {
            proposals: pick(names.proposals, short.demanders),
            reviewers: pick(names.reviewers, short.suppliers),
            needed: short.needed,
            available: short.available,
            ...remedies(capacity, short, names.proposals, names.reviewers),
            ...pinned,
            ...unproven(short.proven),
          }),
        ]
      : []),
    ...(idle
      ? [
          reason('assign.notEnoughWork', {
            reviewers: pick(names.reviewers, idle.demanders),
            proposals: pick(names.proposals, idle.suppliers),
            needed: idle.needed,
            available: idle.available,
            less: idle.needed - idle.available,
            ...pinned,
            ...unproven(idle.proven),
          }),
        ]
      : []),
  ];
}

/** A proposal that cannot meet the groups' rules even on its own, or else a part of the reviewers that is asked for more than it may give. Quick. */
export function simpleGroupClashes(problem: Problem, names: Names, isOpen: Open): Reason[] {
  const fallen = names.proposals.flatMap((_, p) => (problem.demands.reviews[p] === 0 || standsAlone(problem, p, partsOf(problem, p)) ? [] : [p]));
  const alone = fallen.map((p, i) => {
    const proposal = names.proposals[p]!;
    const all = halves(partsOf(problem, p));
    const fails = (some: readonly Part[]) => !standsAlone(problem, p, some);
    const { elements: rules, proven } = smallest(all, irreducible(all, fails), fails, i < EXPLAINED ? PROOF.alone : 0);
    return reason('assign.groupsUnmet', {
      proposal,
      rules: rules.flatMap((part) => say(part, names)),
      needed: problem.demands.reviews[p]!,
      ...(i < EXPLAINED ? ways(problem, p, names, isOpen) : {}),
      ...unproven(proven),
    });
  });
  if (alone.length > 0) return alone;
  for (const part of allParts(problem)) {
    if (part.least === 0 || canServe(problem, part)) continue;
    const market = partMarket(problem, part);
    const clash = smallestClash(market);
    if (!clash) continue;
    return [
      reason('assign.groupCapacity', {
        group: names.rules[part.rule]!,
        part: part.name,
        proposals: pick(names.proposals, clash.demanders),
        reviewers: pick(names.reviewers, clash.suppliers),
        needed: clash.needed,
        available: clash.available,
        ...remedies(market, clash, names.proposals, names.reviewers),
        ...unproven(clash.proven),
      }),
    ];
  }
  return [];
}

function say(part: Part, names: Names): string[] {
  return [
    ...(part.least > 0 ? [`${names.rules[part.rule]!}: ${part.name} ≥ ${part.least}`] : []),
    ...(part.most < Infinity ? [`${names.rules[part.rule]!}: ${part.name} ≤ ${part.most}`] : []),
  ];
}

/** Can a part of the reviewers give every proposal as many as it must have of it? */
function canServe(problem: Problem, part: Part): boolean {
  const { scores, demands, proposals, reviewers } = problem;
  const matching = new Matching(proposals, reviewers, {
    reviews: demands.reviews.map((n, p) => (n > 0 && partsOf(problem, p).includes(part) ? part.least : 0)),
    least: new Int32Array(reviewers),
    most: demands.most,
  });
  const row = new Float64Array(reviewers);
  for (let p = 0; p < proposals; p++) {
    for (let r = 0; r < reviewers; r++) row[r] = part.isMember[r] && scores[p * reviewers + r] !== BARRED ? 0 : BARRED;
    if (!matching.setRow(p, row, 0)) return false;
  }
  return matching.solve(true);
}

/**
 * Proposals and rules that clash where nothing simple does, found by leaving out one after the other, and the fewest where that costs little: without the reviewers' minimums it is
 * proposals and rules, else (all proposals) rules and minimums.
 */
export function groupClash(problem: Problem, names: Names): Reason {
  type Element = { proposal: number } | { part: Half } | { minimumOf: number };
  const parts = allParts(problem).flatMap((whole) => halves([whole]).map((part): Element => ({ part: { ...part, whole } })));
  const wanting = Array.from(problem.demands.reviews.keys()).filter((p) => problem.demands.reviews[p]! > 0);
  const isOf = (some: readonly Element[]) => ({
    kept: some.flatMap((e) => ('proposal' in e ? [e.proposal] : [])),
    parts: some.flatMap((e) => ('part' in e ? [e.part] : [])),
    least: some.flatMap((e) => ('minimumOf' in e ? [e.minimumOf] : [])),
  });
  const all = [...parts, ...wanting.map((proposal): Element => ({ proposal }))];
  const clashesWithoutMinimums = impossible(problem, isOf(all)) === true;
  const among = clashesWithoutMinimums
    ? all
    : [...parts, ...Array.from(problem.demands.least.keys()).flatMap((r): Element[] => (problem.demands.least[r]! > 0 ? [{ minimumOf: r }] : []))];
  const ask = (some: readonly Element[]) => impossible(problem, clashesWithoutMinimums ? isOf(some) : { ...isOf(some), kept: wanting });
  const found = irreducible(among, (some) => ask(some) === true);
  const { elements, proven } = smallest(among, found, ask, PROOF.search);
  const { kept, parts: rules, least } = isOf(elements);
  return reason('assign.groupsClash', {
    proposals: pick(names.proposals, kept),
    rules: rules.flatMap((part) => say(part, names)),
    minimums: pick(names.reviewers, least),
    ...unproven(proven),
  });
}

/** Can these proposals not all be served under these rules, with the minimums of these reviewers? Undefined where the search ended before it was told. */
function impossible(
  problem: Problem,
  { kept, parts, least }: { kept: readonly number[]; parts: readonly Half[]; least: readonly number[] },
): boolean | undefined {
  if (kept.length === 0) return false;
  const { reviewers, scores, demands } = problem;
  const pinned = kept.map((p) => problem.pinned?.[p] ?? []);
  const part: Problem = {
    reviewers,
    proposals: kept.length,
    scores: Float64Array.from({ length: kept.length * reviewers }, (_, i) => {
      const score = scores[kept[Math.floor(i / reviewers)]! * reviewers + (i % reviewers)]!;
      return score === BARRED ? BARRED : 0;
    }),
    demands: {
      reviews: Int32Array.from(kept, (p) => demands.reviews[p]!),
      least: Int32Array.from(demands.least, (n, r) => (least.includes(r) ? n : 0)),
      most: demands.most,
    },
    parts: kept.map((p) => parts.filter(({ whole }) => partsOf(problem, p).includes(whole))),
    pinned,
  };
  const loose = new Matching(part.proposals, reviewers, part.demands);
  if (!kept.every((_, i) => loose.setRow(i, part.scores, i * reviewers, 1, pinned[i])) || !loose.solve()) return true;
  const start = kept.map((_, i) => Int32Array.from(loose.of(i)));
  const tried = new Search(part).run(0, start, { firstOnly: true, effort: QUESTION });
  return tried.reviewersOf ? false : tried.exhausted || undefined;
}

/** Every part that some proposal is under, once. */
const allParts = (problem: Problem): Part[] => [...new Set(problem.parts?.flat())];

/** One bound of a part, which says for whom it is. */
type Half = Part & { whole: Part };

/** A part that is both bounded below and above is two rules. */
function halves(parts: readonly Part[]): Part[] {
  return parts.flatMap((part) => [...(part.least > 0 ? [{ ...part, most: Infinity }] : []), ...(part.most < Infinity ? [{ ...part, least: 0 }] : [])]);
}

/** Can the rules be met by those who may review this proposal and may review at all? @param more somebody beside them, whoever it is */
function standsAlone({ scores, reviewers, demands, pinned }: Problem, p: number, parts: readonly Part[], more?: number): boolean {
  const given = pinned?.[p] ?? [];
  const items = more === undefined ? [] : [{ reviewer: more, net: 0, score: 0 }];
  for (let r = 0; r < reviewers; r++)
    if (r !== more && scores[p * reviewers + r] !== BARRED && demands.most[r]! > 0 && !given.includes(r)) items.push({ reviewer: r, net: 0, score: 0 });
  return bestSet({ items, places: demands.reviews[p]! - given.length, threshold: 0, parts, given }).net > -Infinity;
}

/**
 * What would free a proposal that cannot meet its rules by itself; any one of these is enough: a review more for one of `raise`, who has none left; opening a
 * pair of `unbar`; or one more expert who belongs to the parts of `invite`, and to no other (`[]` for anybody else, null where one is not enough).
 */
function ways(problem: Problem, p: number, names: Names, isOpen: Open): { raise: string[]; unbar: string[]; invite: string[] | null } {
  const { reviewers, demands, pinned } = problem;
  const parts = partsOf(problem, p);
  const others = Array.from({ length: reviewers }, (_, r) => r).filter((r) => !(pinned?.[p] ?? []).includes(r));
  const frees = (r: number) => standsAlone(problem, p, parts, r);
  const least = parts.filter((part) => part.least > 0);
  // One who is in no list: the first position beyond it.
  const joining = (some: readonly Part[]) => parts.map((part) => ({ ...part, isMember: Uint8Array.from([...part.isMember, some.includes(part) ? 1 : 0]) }));
  const helps = (some: readonly Part[]) => standsAlone(problem, p, joining(some), reviewers);
  const invite = [[], ...least.map((part) => [part]), ...least.flatMap((a, i) => least.slice(i + 1).map((b) => [a, b])), least].find(helps);
  return {
    raise: names.reviewers.filter((_, r) => others.includes(r) && isOpen(p, r) && demands.most[r]! === 0 && frees(r)),
    unbar: names.reviewers.flatMap((name, r) =>
      others.includes(r) && !isOpen(p, r) && demands.most[r]! > 0 && frees(r) ? [`${names.proposals[p]!}/${name}`] : [],
    ),
    invite: invite?.map((part) => `${names.rules[part.rule]!}: ${part.name} ≥ ${part.least}`) ?? null,
  };
}

function capacityMarket({ scores, demands, reviewers }: Problem, pins: readonly Pin[]): Market {
  const isPinned = new Set(pins.map(String));
  const demand = Array.from(demands.reviews);
  const capacity = Array.from(demands.most);
  for (const [p, r] of pins) {
    demand[p]! -= 1;
    capacity[r]! -= 1;
  }
  return { demand, capacity, open: (p, r) => scores[p * reviewers + r] !== BARRED && !isPinned.has(`${p},${r}`) };
}

function workMarket({ scores, demands, reviewers }: Problem, pins: readonly Pin[]): Market {
  const isPinned = new Set(pins.map(String));
  const demand = Array.from(demands.least);
  const capacity = Array.from(demands.reviews);
  for (const [p, r] of pins) {
    demand[r] = Math.max(0, demand[r]! - 1);
    capacity[p]! -= 1;
  }
  return { demand, capacity, open: (r, p) => scores[p * reviewers + r] !== BARRED && !isPinned.has(`${p},${r}`) };
}

function partMarket(problem: Problem, part: Part): Market {
  const { scores, demands, reviewers } = problem;
  return {
    demand: Array.from(demands.reviews, (n, p) => (n > 0 && partsOf(problem, p).includes(part) ? part.least : 0)),
    capacity: Array.from(demands.most, (most, r) => (part.isMember[r] ? most : 0)),
    open: (p, r) => part.isMember[r] === 1 && scores[p * reviewers + r] !== BARRED,
  };
}

/** The smaller of what is found from either end of the list, or a smaller one still where all that are smaller by one are few enough to be looked at. */
function smallestClash(market: Market): (Clash & { proven: boolean }) | undefined {
  const one = clashIn(market);
  if (!one) return undefined;
  const last = market.demand.length - 1;
  const turned = one.demanders.length <= 2 ? undefined : clashIn({ ...market, demand: market.demand.toReversed(), open: (i, j) => market.open(last - i, j) });
  const found = turned && turned.demanders.length < one.demanders.length ? turned.demanders.map((i) => last - i).reverse() : one.demanders;
  const wanting = market.demand.flatMap((n, i) => (n > 0 ? [i] : []));
  const clashes = (some: readonly number[]) => {
    const { needed, available } = measure(market, some);
    return needed > available;
  };
  const { elements, proven } = smallest(wanting, found, clashes, PROOF.sums);
  return { ...measure(market, elements), proven };
}

/**
 * What would free a clash: so many more reviews by those who could give more, or so many pairs that are barred now.
 * Either is enough (for this clash: no part of it clashes). None where there is none.
 */
function remedies({ capacity, open }: Market, { demanders, needed, available }: Clash, proposals: readonly string[], reviewers: readonly string[]) {
  const missing = needed - available;
  const degree = capacity.map((_, r) => demanders.filter((p) => open(p, r)).length);
  const room = degree.reduce((sum, n, r) => sum + Math.max(0, n - capacity[r]!), 0);
  const raise = room >= missing ? reviewers.filter((_, r) => degree[r]! > capacity[r]!) : [];
  const unbar: string[] = [];
  for (let r = 0; r < capacity.length && unbar.length < missing; r++) {
    for (let i = 0, spare = capacity[r]! - degree[r]!; i < demanders.length && spare > 0 && unbar.length < missing; i++) {
      if (open(demanders[i]!, r)) continue;
      unbar.push(`${proposals[demanders[i]!]!}/${reviewers[r]!}`);
      spare -= 1;
    }
  }
  return { missing, raise, unbar: unbar.length === missing ? unbar : [] };
}

const pick = (names: readonly string[], chosen: readonly number[]): string[] => chosen.map((i) => names[i]!);
