import { speak, type Locale } from '#src/core/words.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Instant } from '#src/core/time.ts';
import { assignmentWords } from './copy/assignment.ts';
import { divergenceWords } from './copy/divergence.ts';
import { watchWords } from './copy/watch.ts';

type Letter = { locale: Locale; name: string; call: Call; count: number; due: Instant | null; origin: string };

const addressIn = (origin: string, locale: Locale, path = '/reviews'): string => `${origin}${locale === 'en' ? '/en' : ''}${path}`;

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

type Divergence = Pick<Letter, 'locale' | 'name' | 'call' | 'origin'> & {
  by: 'expert' | 'panel';
  applicationId: string;
  protocol: string;
  acronym: string;
  scores: readonly { expert: string; points: number }[];
  spread: number;
  limit: number;
  assigned: number;
};

/** Tells who settles it that experts stand further apart than the call allows. */
export function divergenceLetter({ locale, name, call, origin, by, ...of }: Divergence): { subject: string; text: string } {
  const t = speak(divergenceWords, locale);
  const code = call.officialCode;
  return {
    subject: by === 'expert' ? t.subjectExpert(code) : t.subjectPanel(code),
    text: [
      t.dear(name),
      t.found(of.protocol, of.acronym, code),
      [...of.scores.map((s) => t.score(s.expert, s.points)), t.spread(of.spread, of.limit, call.evaluation.source.ref)].join('\n'),
      by === 'expert' ? t.doExpert : t.doPanel(of.scores.length, of.assigned),
      addressIn(origin, locale, by === 'expert' ? `/calls/${call.id}/assignment` : `/calls/${call.id}/panel/${of.applicationId}`),
    ].join('\n\n'),
  };
}
