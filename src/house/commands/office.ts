import { AppError } from '#src/core/errors.ts';
import { appointFirstOffice } from '#src/partnership/identity/actions.ts';
import { readSettings } from '#src/plumbing/settings.ts';
import { explain } from '../explain.ts';
import { openHouse } from '../open.ts';
import type { Outcome } from './outcome.ts';

/** `npx mics office EMAIL`: names the first person of the office on a new system, in the evidence log like everything else. */
export async function officeCommand(args: string[]): Promise<Outcome> {
  const email = args[0];
  if (!email) return { exit: 2, words: ['an e-mail address is expected'] };
  const opened = await openHouse(readSettings());
  try {
    await appointFirstOffice(opened.house, email);
    return { exit: 0, out: { office: email } };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { exit: 1, out: { reasons: error.reasons }, words: error.reasons.map((r) => explain(r, 'en')) };
  } finally {
    await opened.close();
  }
}
