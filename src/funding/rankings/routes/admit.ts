import type { Decision } from '#src/core/decision.ts';
import { AppError, notFound } from '#src/core/errors.ts';

/** Lets through whom the decision lets through. Who only has to abstain is told so; for everyone else there is nothing here. */
export function admit(decision: Decision): void {
  if (decision.ok) return;
  if (decision.reasons.every((r) => r.code === 'ranking.involved')) throw new AppError('forbidden', decision.reasons);
  throw notFound();
}
