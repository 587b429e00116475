import { reason, type Reason } from '#src/core/decision.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { RequestOutcome } from '../states.ts';

/** Points that the panel decided on review: of every criterion and every judged premium, as the call's scale has them. */
export function pointsProblems(call: Call, outcome: RequestOutcome, points: Record<string, number>): Reason[] {
  if (outcome !== 'points' && outcome !== 'admitted') return [];
  const asked = judgedItems(call);
  if (asked.some((c) => points[c.id] === undefined)) return [reason('ranking.request.pointsNeeded')];
  return asked.flatMap(({ id, title, max, step }) => {
    const value = points[id]!;
    return value >= 0 && value <= max && Number.isInteger(Math.round((value / step) * 1e6) / 1e6)
      ? []
      : [reason('ranking.request.badPoints', { criterion: title, max, step }, { at: `points.${id}` })];
  });
}

/** What the panel gives points to: the criteria, then the premiums that are judged. A premium stands under `premium.` and its id. */
export const judgedItems = (call: Call) => [
  ...call.evaluation.criteria.map(({ id, title, max, step }) => ({ id, title, max, step })),
  ...call.evaluation.premiums.flatMap((p) => (p.kind === 'judged' ? [{ id: `premium.${p.id}`, title: p.title, max: p.max, step: p.step }] : [])),
];

/** Does the answer change anything? An excluded proposal cannot be excluded again, nor an admitted one admitted. */
export function changesSomething(outcome: RequestOutcome, excluded: boolean): boolean {
  return outcome === 'rejected' || (outcome === 'admitted' ? excluded : !excluded);
}

export function splitPoints(points: Record<string, number>): { points: Record<string, number>; premiums: Record<string, number> } {
  const of = (premium: boolean) =>
    Object.fromEntries(Object.entries(points).flatMap(([id, value]) => (id.startsWith('premium.') === premium ? [[premium ? id.slice(8) : id, value]] : [])));
  return { points: of(false), premiums: of(true) };
}
