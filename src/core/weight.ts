import type { Locale } from './words.ts';

/**
 * How much a file weighs, said beside its limit: in the limit's own unit, whether that counts in thousands or in 1024s, so that a round limit is said
 * round. Rounded up (the limit itself down) to hundredths: a file above its limit never reads like one that keeps it.
 */
export function weightBeside(bytes: number, limit: number, locale: Locale): string {
  const base = limit % 10_000 === 0 ? 1000 : 1024;
  const least = Math.min(bytes, limit);
  const [unit, size] = least >= base ** 2 ? ['MB', base ** 2] : least >= base ? ['kB', base] : [locale === 'en' && bytes !== 1 ? 'bytes' : 'byte', 1];
  const round = bytes > limit ? Math.ceil : Math.floor;
  const value = round((bytes * 100) / size) / 100;
  return `${value.toLocaleString(locale === 'it' ? 'it-IT' : 'en-GB', { maximumFractionDigits: 2, useGrouping: 'always' } as Intl.NumberFormatOptions)} ${unit}`;
}

/** A limit on files, in words. */
export const weightLimit = (limit: number, locale: Locale): string => weightBeside(limit, limit, locale);
