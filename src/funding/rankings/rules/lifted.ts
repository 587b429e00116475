import { reason, type Reason } from '#src/core/decision.ts';
import type { RankedApplication, RankingInput } from './input.ts';
import { playLists } from './lists.ts';
import { compareBy, type Scored } from './order.ts';
import { prepare, standingOf, type Prepared } from './rank.ts';
import { pointsOf, scoreOf, unitsOf } from './scores.ts';

/** What leads on from a place where the money is not enough: the least points more, if any number of them is. */
type Further = (prepared: Prepared, at: number) => Reason[];

/**
 * Below a threshold: would it have been funded had it just reached all that it misses? Criteria and the total are lifted to their thresholds, premiums to what
 * the call asks of them; the rounds are played again with it in its new place. Nothing is said where the draw decides around the line.
 */
export function reachedAll({ input, below, ...prepared }: Prepared, { application }: Scored, further: Further): Reason[] {
  const { call, seed } = input;
  if (call.ranking.tieBand) return [];
  const missed = below.get(application.id)!;
  const lifted: Scored = { application, score: liftedScore(input, application, missed) };
  const compare = compareBy(call.ranking.tieBreaks, seed);
  const at = prepared.eligible.filter((o) => compare(o.scored, lifted) < 0).length;
  const eligible = prepared.eligible.toSpliced(at, 0, { scored: lifted, decidedBy: null });
  const standing = prepared.standing.toSpliced(at, 0, standingOf(application, prepared.lists));
  return placed({ ...prepared, input, below, eligible, standing }, at, 'rank.change.reached', further);
}

function liftedScore({ call }: RankingInput, application: RankedApplication, missed: readonly Reason[]): Scored['score'] {
  const { criteria, totalThreshold, aggregation, premiumCap } = call.evaluation;
  const units = (points: number) => unitsOf(points, aggregation.decimals);
  const before = scoreOf(call, application);
  const low = criteria.filter((c, i) => before.criteria[i]!.units < units(c.threshold));
  const raised = <T extends { points: Record<string, number> }>(given: T): T => ({
    ...given,
    points: { ...given.points, ...Object.fromEntries(low.map((c) => [c.id, c.threshold])) },
  });
  const { reviews, consensus } = application;
  const score = scoreOf(call, { ...application, reviews: reviews.map(raised), consensus: consensus && raised(consensus) });
  const premiums = score.premiums.map((p) => {
    const use = call.ranking.premiums?.find((u) => u.premium === p.id);
    const premium = call.evaluation.premiums.find((x) => x.id === p.id)!;
    const gate = units(use?.atLeast ?? (premium.kind === 'judged' ? premium.max : premium.points));
    if (!use || use.use === 'bonus' || p.reached >= gate) return p;
    return { ...p, reached: gate, units: use.use === 'gate' ? 0 : Math.min(gate, use.cap === undefined ? gate : units(use.cap)) };
  });
  const { thresholds } = call.ranking;
  const asked = missed.some((r) => r.code === 'rank.below.premiumPoints') ? units(thresholds!.premiumPoints!) : 0;
  const premium = Math.max(
    asked,
    Math.min(
      premiums.reduce((sum, p) => sum + p.units, 0),
      units(premiumCap),
    ),
  );
  const merit = Math.max(score.merit, units(totalThreshold) - (thresholds?.total === 'withPremiums' ? premium : 0));
  return { ...score, premiums, premium, merit, total: merit + premium };
}

/** Funded there or not, with its points and place; where not, how many points more would do. */
function placed(prepared: Prepared, at: number, code: string, further: Further): Reason[] {
  const { eligible, standing, lists, rounds, input } = prepared;
  const { decimals } = input.call.evaluation.aggregation;
  const { application, score } = eligible[at]!.scored;
  const where = { total: pointsOf(score.total, decimals), position: at + 1 };
  if (!standing[at]!.on.includes(true)) return [reason(`${code}.noList`, where)];
  if (playLists(standing, lists, rounds, input.call.ranking).grants.has(application.id)) return [reason(`${code}.funded`, where)];
  return [reason(`${code}.notFunded`, where), ...further(prepared, at)];
}

/**
 * Not admitted: what it missed, with the figures of the check, and whether it would have been funded with that put right. Where nobody has judged it, the
 * points from which it would have been.
 */
export function ifAdmitted(
  input: RankingInput,
  id: string,
  { below, further }: { below: (prepared: Prepared, id: string) => Reason[]; further: Further },
): Reason[] {
  const excluded = input.applications.find((a) => a.id === id && a.screening.outcome === 'excluded');
  if (!excluded) return [];
  const missed = excluded.screening.reasons.map(({ params, source }) => {
    const figure = (names: readonly string[]) => names.map((name) => params[name]).find((value) => typeof value === 'number' && value > 0);
    const [cents, count] = [figure(['moveCents', 'missingCents', 'overCents']), figure(['missing', 'over'])] as [number | undefined, number | undefined];
    const more = source ? { source } : {};
    if (cents !== undefined) return reason('rank.change.admit.cents', { cents }, more);
    return count === undefined ? reason('rank.change.admit', {}, more) : reason('rank.change.admit.count', { count }, more);
  });
  const rule = missed.length > 0 ? missed : [reason('rank.change.admit', {})];
  if (input.call.ranking.tieBand) return rule;
  const admitted: RankedApplication = { ...excluded, screening: { outcome: 'admitted', reasons: [] } };
  const judged = excluded.reviews.length > 0 || excluded.consensus !== null;
  const applications = judged ? input.applications.map((a) => (a.id === id ? admitted : a)) : input.applications;
  const prepared = prepare({ ...input, applications });
  if (!judged) return [...rule, ...fromPoints(prepared, admitted)];
  const at = prepared.eligible.findIndex((o) => o.scored.application.id === id);
  return [...rule, ...(at < 0 ? below(prepared, id) : placed(prepared, at, 'rank.change.admitted', further))];
}

/** The points with which somebody whom nobody has judged would be funded: higher up it never fares worse, so the lowest place that will do is found by halves. */
function fromPoints({ eligible, standing, lists, rounds, input }: Prepared, application: RankedApplication): Reason[] {
  const { evaluation, ranking } = input.call;
  const { decimals } = evaluation.aggregation;
  const me = standingOf(application, lists);
  if (!me.on.includes(true)) return [reason('rank.change.admitted.anyNoList')];
  const isFunded = (k: number) => playLists(standing.toSpliced(k, 0, me), lists, rounds, ranking).grants.has(application.id);
  if (!isFunded(0)) return [reason('rank.change.noPoints')];
  if (isFunded(eligible.length)) return [reason('rank.change.admitted.anyPoints')];
  let [good, bad] = [0, eligible.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isFunded(middle)) good = middle;
    else bad = middle;
  }
  const total = eligible[good]!.scored.score.total + 1;
  const most = evaluation.criteria.reduce((n, c) => n + c.max * c.weight, 0) + evaluation.premiumCap;
  if (total > unitsOf(most, decimals)) return [reason('rank.change.noPoints')];
  return [reason('rank.change.admitted.from', { total: pointsOf(total, decimals), position: good + 1 })];
}
