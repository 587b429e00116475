import type { Source } from '#src/core/decision.ts';
import { addDays, romeDate, romeInstant, type CalendarDate, type Instant } from '#src/core/time.ts';

/** Days in which the office answers; silence is a refusal that can be appealed. */
export const ANSWER_DAYS = 30;
/** Days in which who is concerned may object, from the notice. */
export const OBJECTION_DAYS = 10;

export const answerSource: Source = { ref: 'L. 241/1990, art. 25, comma 4', status: 'inferred' };
export const objectionSource: Source = { ref: 'D.P.R. 184/2006, art. 3', status: 'inferred' };
export const deferralSource: Source = { ref: 'L. 241/1990, art. 24, comma 4; D.P.R. 184/2006, art. 9 (differimento)', status: 'inferred' };

/** The last day of the office's term. */
export const answerBy = (askedAt: Instant): CalendarDate => addDays(romeDate(askedAt), ANSWER_DAYS);

/** The last instant for an objection: the end of the tenth day, in Rome. */
export const objectionUntil = (notifiedAt: Instant): Instant => romeInstant(`${addDays(romeDate(notifiedAt), OBJECTION_DAYS)}T23:59:59`);

/** Whole days that are left, negative when the term is over. */
export const daysLeft = (due: CalendarDate, now: Instant): number => Math.round((Date.parse(due) - Date.parse(romeDate(now))) / 86_400_000);
