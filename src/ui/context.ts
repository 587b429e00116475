import type { Actor } from '#src/core/actor.ts';
import type { Reason } from '#src/core/decision.ts';
import type { Instant } from '#src/core/time.ts';
import { speak, type Copy, type Locale } from '#src/core/words.ts';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** What every component may ask about the page it is drawn on. */
export type PageContext = {
  locale: Locale;
  /** The address as asked, without the language prefix. */
  url: URL;
  now: Instant;
  actor: Actor | null;
  /** Example mode: synthetic data, said on every page. */
  example: boolean;
  /** A reason in the reader's words. Never throws: an unknown code is shown as itself. */
  explain: (reason: Reason) => string;
  /** The asset's address with its content hash. */
  asset: (name: string) => string;
};

export const Page = createContext<PageContext>(null as unknown as PageContext);

export const usePage = () => useContext(Page);

/** The room's words in the reader's language. */
export const useCopy = <C extends Copy>(entries: C) => speak(entries, usePage().locale);

/** An address of ours in the reader's language: `/calls` or `/en/calls`. */
export const href = (locale: Locale, path: string): string => (locale === 'en' ? `/en${path === '/' ? '' : path}` : path);

export const useHref = () => {
  const { locale } = usePage();
  return (path: string) => href(locale, path);
};
