import type { VNode } from 'preact';

/** What a handler answers. The house draws pages into the layout; handlers never touch headers of their own. */
export type Reply =
  | ({ kind: 'page'; title: string; view: VNode; status: number } & Omit<PageOptions, 'status'>)
  | { kind: 'redirect'; to: string; cookies?: readonly string[] }
  | { kind: 'json'; body: unknown; status: number; cookies?: readonly string[] }
  | { kind: 'file'; body: Uint8Array | string; type: string; name: string; inline?: boolean }
  | { kind: 'response'; response: Response };

export type PageOptions = {
  status?: number;
  /** For search engines and shared links. */
  description?: string;
  /** Tables that need the whole width. */
  wide?: boolean;
  /** Where the page stands; the last entry is the page itself. */
  trail?: readonly { label: string; href?: string }[];
  /** A form came back with errors: the title says so first. */
  failed?: boolean;
  /** Loads the small optional script (counters, unsaved changes). */
  script?: boolean;
  /** Where the language switch leads, if not to the address asked (a form that came back after a POST). */
  address?: string;
  /** The page leads on by itself after so many seconds, without script. */
  refresh?: { seconds: number; to: string };
  /** The same bytes for everyone who is not signed in: may be kept with an ETag. */
  cache?: 'public';
};

/** A page: its title (without the site's name) and its content. */
export const page = (title: string, view: VNode, options: PageOptions = {}): Reply => ({
  kind: 'page',
  title,
  view,
  status: options.status ?? 200,
  ...options,
});

/** 303 See Other, to an address without language prefix; the house adds it. After a successful POST. */
export const seeOther = (to: string, cookies?: readonly string[]): Reply => ({ kind: 'redirect', to, ...(cookies && { cookies }) });

export const json = (body: unknown, status = 200, cookies?: readonly string[]): Reply => ({ kind: 'json', body, status, ...(cookies && { cookies }) });

export const file = (body: Uint8Array | string, type: string, name: string, inline = false): Reply => ({ kind: 'file', body, type, name, inline });
