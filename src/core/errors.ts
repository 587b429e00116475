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

/** What kind of no it is: not found, a matter of who asks (`only`: forbidden), or of how things stand now (a conflict). */
function kindOf(reasons: readonly Reason[]): ErrorKind {
  if (reasons.some((r) => r.code === 'signIn')) return 'signIn';
  return reasons.some((r) => r.who) ? 'forbidden' : 'conflict';
}

/** Throws the decision's reasons unless it is a yes. What one may not see is not found. */
export function demand(decision: Decision, kind?: ErrorKind): void {
  if (decision.ok) return;
  if (decision.reasons.some((r) => r.code === 'notFound')) throw notFound();
  throw new AppError(kind ?? kindOf(decision.reasons), decision.reasons);
}

/** For reading: whatever the reasons, what one may not see is not found. */
export const see = (decision: Decision): void => {
  if (!decision.ok) throw notFound();
};
