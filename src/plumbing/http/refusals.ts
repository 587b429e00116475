import type { ErrorKind } from '#src/core/errors.ts';
import { AppError } from '#src/core/errors.ts';

/** The one table from refusals to HTTP. */
export const statusOf: Record<ErrorKind, 401 | 403 | 404 | 409 | 422 | 503> = {
  invalid: 422,
  signIn: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  unavailable: 503,
};

/**
 * Named database constraints that a race can still hit become reasons; anything else stays a bug.
 * Rooms register theirs beside their tables: `constraintReasons.set('<table>_<column>_uq', { code, at })`.
 */
export const constraintReasons = new Map<string, { code: string; at?: string }>();

/** The server of the database is away, starting or ending: to be tried again, and no fault of what was asked. */
export function isConnectionLost(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (typeof code === 'string') return /^(08...|57P0[123]|53300|ECONN(REFUSED|RESET|ABORTED)|EPIPE|ENOENT|ETIMEDOUT)$/.test(code);
  return (
    typeof message === 'string' && /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/.test(message)
  );
}

export function asRefusal(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  // An address that is no id, a character that no text can hold: what is asked for is not there.
  const state = (error as { code?: unknown } | null)?.code;
  if (state === '22P02' || state === '22021' || state === '22003') return new AppError('notFound', [{ code: 'notFound', params: {} }]);
  if (isConnectionLost(error)) return new AppError('unavailable', [{ code: 'database.away', params: {} }]);
  const constraint = (error as { constraint?: unknown } | null)?.constraint;
  const known = typeof constraint === 'string' ? constraintReasons.get(constraint) : undefined;
  return known ? new AppError('conflict', [{ code: known.code, params: {}, at: known.at }]) : null;
}
