import type { Reason } from '#src/core/decision.ts';
import type { Locale } from '#src/core/words.ts';
import { rankingReasons } from '#src/funding/rankings/copy/reasons.ts';
import { say } from '#src/funding/screening/copy.ts';

/** A reason of the ranking, or of the admission check before it, in words, with its source. */
export function sayOutcome(reason: Reason, locale: Locale): string {
  const said = rankingReasons[reason.code]?.[locale];
  const words = said === undefined ? say(reason, locale) : typeof said === 'string' ? said : said(reason.params as never);
  return reason.source ? `${words} (${reason.source.ref})` : words;
}
