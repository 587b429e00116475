import type { Reason } from '#src/core/decision.ts';
import { speak, type Locale } from '#src/core/words.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { say, screeningWords } from './copy.ts';
import type { ScreeningOutcome } from './states.ts';

type Letter = { locale: Locale; name: string; protocol: string; acronym: string; call: Call; outcome: ScreeningOutcome; reasons: readonly Reason[] };

/** The letter that tells an applicant the outcome of the admission check, in the language that they chose. */
export function screeningLetter({ locale, name, protocol, acronym, call, outcome, reasons }: Letter): { subject: string; text: string } {
  const t = speak(screeningWords, locale);
  const what = { code: call.officialCode, title: call.title[locale], protocol, acronym };
  const because = reasons.map((r) => `- ${say(r, locale)}${r.source ? ` (${r.source.ref})` : ''}`);
  const body = outcome === 'admitted' ? [t.letterAdmitted(what)] : [t.letterExcluded(what), because.join('\n'), t.letterRemedies];
  return {
    subject: outcome === 'admitted' ? t.letterAdmittedSubject(what) : t.letterExcludedSubject(what),
    text: [t.letterDear(name), ...body, t.letterClose].join('\n\n'),
  };
}
