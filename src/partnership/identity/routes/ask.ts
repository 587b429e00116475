import { notFound } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import type { Ask } from '#src/plumbing/http/door.ts';
import { identityCopy } from '../copy.ts';

/** The room's words in the language of the request. */
export const words = (ask: Ask<unknown>) => speak(identityCopy, ask.locale);

/** An id of a path; what is none does not exist. */
export function idOf(ask: Ask<unknown>, name: string): string {
  const id = ask.params[name] ?? '';
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw notFound();
  return id;
}
