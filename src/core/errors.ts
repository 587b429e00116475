import type { Decision, Reason } from './decision.ts';

/** The six ways in which a request is refused; one table (`plumbing/http/refusals.ts`) turns them into HTTP. */
export type ErrorKind = 'invalid' | 'signIn' | 'forbidden' | 'notFound' | 'conflict' | 'unavailable';

/** An expected refusal on its way out of an action. Anything else that is thrown is a bug. */
export class AppError extends Error {
  readonly kind: ErrorKind;
  readonly reasons: readonly Reason[];
  constructor(kind: ErrorKind, reasons: readonly Reason[] = []) {
    super(`${kind}: ${reasons.map((r) => r.code).join(', ')}`);
    this.name = 'AppError';
    this.kind = kind;
    this.reasons = reasons;
  }
}

/** What you may not see does not exist: same answer, same words. */
export const notFound = () => new AppError('notFound', [{ code: 'notFound', params: {} }]);

/** Throws the decision's reasons unless it is a yes. */
export function demand(decision: Decision, kind: ErrorKind = 'forbidden'): void {
  if (!decision.ok) throw new AppError(kind, decision.reasons);
}

/** As `demand`, and what one may not see is not found. */
export function demandSeen(decision: Decision): void {
  if (!decision.ok && decision.reasons.some((r) => r.code === 'notFound')) throw notFound();
  demand(decision);
}

/** For reading: whatever the reasons, what one may not see is not found. */
export const see = (decision: Decision): void => {
  if (!decision.ok) throw notFound();
};
