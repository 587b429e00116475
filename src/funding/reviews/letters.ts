import { speak, type Locale } from '#src/core/words.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Instant } from '#src/core/time.ts';
import { assignmentWords } from './copy/assignment.ts';
import { watchWords } from './copy/watch.ts';

type Letter = { locale: Locale; name: string; call: Call; count: number; due: Instant | null; origin: string };

const addressIn = (origin: string, locale: Locale): string => `${origin}${locale === 'en' ? '/en' : ''}/reviews`;

/** Tells an expert that reviews wait for them. It names no proposal and no applicant. */
export function assignmentLetter({ locale, name, call, count, due, origin }: Letter): { subject: string; text: string } {
  const t = speak(assignmentWords, locale);
  return {
    subject: t.letterSubject(call.officialCode),
    text: [
      t.letterDear(name),
      t.letterBody(count, call.officialCode, call.title[locale]),
      ...(due ? [t.letterDue(due)] : []),
      addressIn(origin, locale),
      t.letterClose,
    ].join('\n\n'),
  };
}

/** Reminds an expert of reviews that are due, or late. It names no proposal. */
export function reminderLetter({ locale, name, call, count, due, origin, now }: Letter & { now: Instant }): { subject: string; text: string } {
  const t = speak(watchWords, locale);
  const late = due !== null && due < now;
  return {
    subject: t.reminderSubject(call.officialCode),
    text: [
      t.letterDear(name),
      t.reminderBody(count, call.officialCode),
      ...(due === null ? [] : [late ? t.reminderLate(due) : t.reminderDue(due)]),
      t.reminderHelp,
      addressIn(origin, locale),
      t.letterClose,
    ].join('\n\n'),
  };
}

/** Tells an expert that a review is no longer theirs. */
export function takenBackLetter({ locale, name, call }: Pick<Letter, 'locale' | 'name' | 'call'>): { subject: string; text: string } {
  const t = speak(watchWords, locale);
  return { subject: t.takenBackSubject(call.officialCode), text: [t.letterDear(name), t.takenBackBody(call.officialCode), t.letterClose].join('\n\n') };
}
