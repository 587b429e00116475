import { reason, type Reason } from '#src/core/decision.ts';
import { checkReview, MAX_TEXT, type Entry, type Grid } from '#src/funding/reviews/rules/review.ts';

/** The shortest report that says why the panel agreed on these points. */
export const MIN_REPORT = 80;

/** What the panel still has to give: points on the scale for everything, and a report. Its motivations are the report. */
export function checkConsensus(grid: Grid, entry: Entry): Reason[] {
  const noMotivations: Grid = { ...grid, criteria: grid.criteria.map((c) => ({ ...c, motivation: { required: false, minChars: 0 } })) };
  const points = checkReview(noMotivations, { items: entry.items, summary: '' });
  const length = entry.summary.trim().length;
  if (entry.summary.length > MAX_TEXT) return [...points, reason('form.tooLong', { max: MAX_TEXT }, { at: 'report' })];
  return length < MIN_REPORT
    ? [...points, reason('panel.reportTooShort', { min: MIN_REPORT, length, missing: MIN_REPORT - length }, { at: 'report' })]
    : points;
}
