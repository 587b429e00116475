import { speak, type Locale } from '#src/core/words.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { assignmentWords } from './copy/assignment.ts';

type Letter = { locale: Locale; name: string; call: Call; count: number; origin: string };

/** Tells an expert that reviews wait for them. It names no proposal and no applicant. */
export function assignmentLetter({ locale, name, call, count, origin }: Letter): { subject: string; text: string } {
  const t = speak(assignmentWords, locale);
  const address = `${origin}${locale === 'en' ? '/en' : ''}/reviews`;
  return {
    subject: t.letterSubject(call.officialCode),
    text: [t.letterDear(name), t.letterBody(count, call.officialCode, call.title[locale]), address, t.letterClose].join('\n\n'),
  };
}
