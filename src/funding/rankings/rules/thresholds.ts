import { reason, type Reason } from '#src/core/decision.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Scored } from './order.ts';
import { pointsOf, unitsOf } from './scores.ts';

/**
 * What a proposal misses: thresholds of criteria, of the total, and what the call asks of premiums. The total looks at merit alone, so that
 * premiums never lift a proposal over it, unless the call says so.
 */
export function shortfalls(call: Call, { score }: Scored): Reason[] {
  const { criteria, totalThreshold, aggregation, source, premiums } = call.evaluation;
  const { thresholds, premiums: uses = [] } = call.ranking;
  const { decimals } = aggregation;
  const points = (units: number) => pointsOf(units, decimals);
  const missing = criteria.flatMap((c, i) => {
    const { units } = score.criteria[i]!;
    return units >= unitsOf(c.threshold, decimals)
      ? []
      : [reason('rank.below.criterion', { criterion: c.title, points: points(units), threshold: c.threshold }, { source: c.source })];
  });
  const looked = thresholds?.total === 'withPremiums' ? score.total : score.merit;
  if (looked < unitsOf(totalThreshold, decimals))
    missing.push(
      reason(
        thresholds?.total === 'withPremiums' ? 'rank.below.totalWithPremiums' : 'rank.below.total',
        { points: points(looked), threshold: totalThreshold },
        { source },
      ),
    );
  for (const use of uses) {
    if (use.use === 'bonus') continue;
    const premium = premiums.find((p) => p.id === use.premium)!;
    const threshold = use.atLeast ?? (premium.kind === 'judged' ? premium.max : premium.points);
    const { reached } = score.premiums.find((p) => p.id === use.premium)!;
    if (reached < unitsOf(threshold, decimals))
      missing.push(reason('rank.below.gate', { premium: premium.title, points: points(reached), threshold }, { source: use.source }));
  }
  if (thresholds?.premiumPoints !== undefined && score.premium < unitsOf(thresholds.premiumPoints, decimals))
    missing.push(reason('rank.below.premiumPoints', { points: points(score.premium), threshold: thresholds.premiumPoints }, { source: thresholds.source }));
  const count = score.premiums.filter((p) => p.reached > 0).length;
  if (thresholds?.premiumCount !== undefined && count < thresholds.premiumCount)
    missing.push(reason('rank.below.premiumCount', { count, threshold: thresholds.premiumCount }, { source: thresholds.source }));
  return missing;
}
