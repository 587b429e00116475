import { reason, type Reason, type Source } from '#src/core/decision.ts';
import { AppError } from '#src/core/errors.ts';
import { weightBeside, weightLimit } from '#src/core/weight.ts';
import type { Locale } from '#src/core/words.ts';

/** Who sets a limit: the call for what it asks for; this system for all other files, and for all that travels in one request. */
export type LimitOf = 'call' | 'system' | 'request';

type Heavy = {
  /** Its own size; null where it was broken off on its way, and nobody knows. */
  bytes: number | null;
  maxBytes: number;
  /** The call's rule, if it is the call that sets the limit. */
  source?: Source | undefined;
  /** Which of several it is. */
  file?: string;
};

/** A file that is too big: its own size beside the limit, and whose limit that is. */
export const heavyFile = ({ bytes, maxBytes, source, file }: Heavy): Reason =>
  reason(
    'form.fileTooBig',
    { bytes, maxBytes, of: source ? 'call' : 'system', ...(file !== undefined && { file }) },
    { at: 'file', ...(source && { source }) },
  );

/** All that was sent at once, the fields and what surrounds them counted. */
export const heavyRequest = (bytes: number | null, maxBytes: number): Reason => reason('form.fileTooBig', { bytes, maxBytes, of: 'request' }, { at: 'file' });

/** Refuses a file before its bytes are taken, unless it keeps the limit. */
export function demandLight(file: { size: number }, maxBytes: number): void {
  if (file.size > maxBytes) throw new AppError('invalid', [heavyFile({ bytes: file.size, maxBytes })]);
}

const changes: Record<LimitOf, Record<Locale, string>> = {
  call: {
    it: 'fissato dal bando per questo documento. Ridurre il file, per esempio con scansioni a risoluzione più bassa; il limite cambia solo con una rettifica del bando.',
    en: 'set by the call for this document. Make the file smaller, for example with scans of a lower resolution; the limit changes only by a correction of the call.',
  },
  system: {
    it: 'fissato da questo sistema, non dal bando né dal programma. Ridurre il file o dividerlo; il limite cambia solo con una nuova versione del sistema.',
    en: 'set by this system, not by the call or the programme. Make the file smaller or divide it; the limit changes only with a new version of the system.',
  },
  request: {
    it: 'fissato da questo sistema, non dal bando né dal programma. Ridurre i file o inviarli uno alla volta; il limite cambia solo con una nuova versione del sistema.',
    en: 'set by this system, not by the call or the programme. Make the files smaller or send them one at a time; the limit changes only with a new version of the system.',
  },
};

/** In words, its own size given in words: where script runs, a page says it before the file has travelled. */
export function heavySaid({ own, maxBytes, of, file }: { own: string; maxBytes: number; of: LimitOf; file?: string | undefined }, locale: Locale): string {
  const what = {
    it: of === 'request' ? 'Quanto inviato' : file === undefined ? 'Il file' : `«${file}»`,
    en: of === 'request' ? 'What was sent' : file === undefined ? 'The file' : `“${file}”`,
  }[locale];
  const most = {
    it: `il massimo${of === 'request' ? ' in un solo invio' : ''} è ${weightLimit(maxBytes, 'it')}`,
    en: `at most ${weightLimit(maxBytes, 'en')}${of === 'request' ? ' at once' : ''}`,
  }[locale];
  return `${what} ${locale === 'it' ? 'pesa' : 'is'} ${own}: ${most}, ${changes[of][locale]}`;
}

/** The size as it is known: `12,4 MB`, or more than the limit. */
export function ownWeight(bytes: number | null, maxBytes: number, locale: Locale): string {
  if (bytes !== null) return weightBeside(bytes, maxBytes, locale);
  return `${locale === 'it' ? 'più di' : 'more than'} ${weightLimit(maxBytes, locale)}`;
}
