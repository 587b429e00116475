import type { Reason } from '#src/core/decision.ts';
import { AppError } from '#src/core/errors.ts';

/** Why something is refused: all its reasons, none where it goes through. Anything but a refusal is thrown on. */
export async function reasonsOf(work: Promise<unknown>): Promise<readonly Reason[]> {
  try {
    await work;
    return [];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.reasons;
  }
}

/** The codes of the same. */
export const codesOf = async (work: Promise<unknown>): Promise<string[]> => (await reasonsOf(work)).map((r) => r.code);
