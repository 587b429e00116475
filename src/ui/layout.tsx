import type { Locale, Words } from '#src/core/words.ts';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { href, Page, useCopy, useHref, usePage, type PageContext } from './context.ts';
import { uiCopy } from './copy.ts';
import { Icon } from './icon.tsx';
import { arc, Breadcrumb, type Crumb } from './head.tsx';

export type NavItem = { href: string; label: string; current?: boolean };

/** What the frame says about the partnership: data of `programmes/`. */
export type ProgrammeMark = { acronym: string; name: Words; projectCode: string; cup: string };

export type PageProps = {
  context: PageContext;
  /** Without the site's name. */
  title: string;
  view: VNode;
  programme: ProgrammeMark;
  description?: string | undefined;
  /** The whole width, for large tables. */
  wide?: boolean | undefined;
  nav?: readonly NavItem[];
  trail?: readonly Crumb[];
  /** Links of the signed-in person's menu, before the button to sign out. */
  account?: readonly NavItem[];
  /** A form came back with errors: the title says so first. */
  failed?: boolean | undefined;
  /** Loads the small optional script. */
  script?: boolean | undefined;
  /** Keep it out of search engines. */
  unlisted?: boolean | undefined;
  /** The address that the language switch keeps, where it is not the one asked (a form that came back). */
  address?: string | undefined;
  links?: Partial<FrameLinks>;
};

export type FrameLinks = { signIn: string; signOut: string; privacy: string; accessibility: string; verify: string; api: string; source: string };

const defaultLinks: FrameLinks = {
  signIn: '/sign-in',
  signOut: '/sign-out',
  privacy: '/privacy',
  accessibility: '/accessibility',
  verify: '/verify',
  api: '/api',
  source: '/source',
};

/** A whole page as HTML. */
export function renderPage(props: PageProps): string {
  return `<!doctype html>${renderToString(
    <Page.Provider value={props.context}>
      <Layout {...props} />
    </Page.Provider>,
  )}`;
}

export function Layout(props: PageProps) {
  const { title, view, programme, description, wide, failed, script, unlisted, nav = [], trail, address } = props;
  const { locale, url, asset, example } = usePage();
  const t = useCopy(uiCopy);
  const links = { ...defaultLinks, ...props.links };
  const here = address ?? url.pathname + url.search;
  const alternate = (to: Locale) => new URL(href(to, here), url.origin).href;
  return (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${failed ? `${t.errorInTitle} ` : ''}${title} · ${programme.acronym}`}</title>
        {description && <meta name="description" content={description} />}
        {unlisted && <meta name="robots" content="noindex" />}
        <meta name="theme-color" content="#0b3b3c" />
        <meta property="og:title" content={title} />
        {description && <meta property="og:description" content={description} />}
        <link rel="preload" href={asset('titillium-400.woff2')} as="font" type="font/woff2" crossorigin="anonymous" />
        <link rel="preload" href={asset('titillium-700.woff2')} as="font" type="font/woff2" crossorigin="anonymous" />
        <link rel="stylesheet" href={asset('mics.css')} />
        <link rel="icon" href={asset('favicon.svg')} type="image/svg+xml" />
        <link rel="alternate" hreflang="it" href={alternate('it')} />
        <link rel="alternate" hreflang="en" href={alternate('en')} />
        {script && <script type="module" src={asset('enhance.js')} />}
      </head>
      <body>
        <ul class="m-skip">
          <li>
            <a href="#content">{t.skipToContent}</a>
          </li>
          <li>
            <a href="#footer">{t.skipToFooter}</a>
          </li>
        </ul>
        {example && (
          <aside class="m-example" aria-label={t.exampleTitle}>
            <p>
              <strong>{t.exampleTitle}</strong> {t.exampleText}
            </p>
          </aside>
        )}
        <header class="m-top">
          <div class="m-slim">
            <div class="m-inner">
              <p class="m-slim-funder">
                <span>{t.ministry}</span>
                <span class="m-slim-plan">{t.recoveryPlan}</span>
              </p>
              <div class="m-slim-tools">
                <LanguageSwitch here={here} />
                <AccountMenu links={links} items={props.account ?? []} />
              </div>
            </div>
          </div>
          <div class="m-brand">
            <div class="m-inner">
              <BrandLink programme={programme} />
              {nav.length > 0 && (
                <>
                  <nav class="m-nav m-nav-row" aria-label={t.mainNav}>
                    <NavList nav={nav} />
                  </nav>
                  <details class="m-nav m-nav-fold">
                    <summary>
                      <Icon name="burger" />
                      <span>{t.menu}</span>
                    </summary>
                    <nav aria-label={t.mainNav}>
                      <NavList nav={nav} />
                    </nav>
                  </details>
                </>
              )}
            </div>
          </div>
        </header>
        <main id="content" class={wide ? 'm-main m-wide' : 'm-main'} tabIndex={-1}>
          {trail && <Breadcrumb trail={trail} />}
          {view}
        </main>
        <Footer programme={programme} links={links} />
      </body>
    </html>
  );
}

function NavList({ nav }: { nav: readonly NavItem[] }) {
  const path = useHref();
  return (
    <ul>
      {nav.map((item) => (
        <li key={item.href}>
          <a href={path(item.href)} aria-current={item.current ? 'page' : undefined}>
            {item.label}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Three arcs that close a circle: the three sectors of a Made in Italy that is circular. */
export const Mark = () => (
  <svg class="m-mark-ring" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
    <g fill="none" stroke-width="8">
      <path d={arc(24, 19, 8, 112)} />
      <path d={arc(24, 19, 128, 232)} />
      <path class="m-warm" d={arc(24, 19, 248, 352)} />
    </g>
  </svg>
);

function BrandLink({ programme }: { programme: ProgrammeMark }) {
  const { locale } = usePage();
  const path = useHref();
  return (
    <a class="m-brand-link" href={path('/')}>
      <Mark />
      <span>
        <strong>{programme.acronym}</strong> <span class="m-brand-name">{programme.name[locale]}</span>
      </span>
    </a>
  );
}

/** The same page in the other language; each language is named in itself. */
function LanguageSwitch({ here }: { here: string }) {
  const { locale } = usePage();
  const t = useCopy(uiCopy);
  const item = (to: Locale, short: string, name: string) => (
    <li>
      <a href={href(to, here)} hreflang={to} lang={to} aria-current={to === locale ? 'true' : undefined}>
        <abbr title={name}>{short}</abbr>
      </a>
    </li>
  );
  return (
    <nav class="m-lang" aria-label={t.language}>
      <ul>
        {item('it', 'IT', t.italian)}
        {item('en', 'EN', t.english)}
      </ul>
    </nav>
  );
}

function AccountMenu({ links, items }: { links: FrameLinks; items: readonly NavItem[] }) {
  const { actor } = usePage();
  const t = useCopy(uiCopy);
  const path = useHref();
  if (!actor)
    return (
      <a class="m-sign-in" href={path(links.signIn)}>
        <Icon name="user" />
        <span>{t.signIn}</span>
      </a>
    );
  return (
    <details class="m-user">
      <summary>
        <Icon name="user" />
        <span class="visually-hidden">{t.account}: </span>
        <span class="m-user-name">{actor.name}</span>
      </summary>
      <div class="m-user-menu">
        {items.length > 0 && <NavList nav={items} />}
        <form method="post" action={path(links.signOut)}>
          <button class="m-button m-secondary m-small" type="submit">
            <Icon name="logout" />
            <span>{t.signOut}</span>
          </button>
        </form>
      </div>
    </details>
  );
}

function Footer({ programme, links }: { programme: ProgrammeMark; links: FrameLinks }) {
  const { asset } = usePage();
  const t = useCopy(uiCopy);
  const path = useHref();
  return (
    <footer id="footer" class="m-foot" tabIndex={-1}>
      <div class="m-funders">
        <div class="m-inner">
          <div class="m-funder m-funder-eu">
            <img src={asset('eu-emblem.svg')} width="90" height="60" alt={t.europeanUnion} />
            <p>{t.funded}</p>
          </div>
          <p class="m-funder">
            <strong>{t.ministry}</strong>
            {t.ministryShort}
          </p>
          <p class="m-funder">
            <strong>{t.recoveryPlan}</strong>
            {t.recoveryPlanLong}. {t.mission}
          </p>
        </div>
      </div>
      <div class="m-foot-body">
        <div class="m-inner">
          <div class="m-foot-about">
            <BrandLink programme={programme} />
            <dl>
              <div>
                <dt>{t.projectCode}</dt>
                <dd>{programme.projectCode}</dd>
              </div>
              <div>
                <dt>{t.cup}</dt>
                <dd>{programme.cup}</dd>
              </div>
            </dl>
          </div>
          <nav aria-label={t.footerNav}>
            <ul>
              <li>
                <a href={path(links.privacy)}>{t.privacy}</a>
              </li>
              <li>
                <a href={path(links.accessibility)}>{t.accessibility}</a>
              </li>
              <li>
                <a href={path(links.verify)}>{t.verify}</a>
              </li>
              <li>
                <a href={path(links.api)}>{t.api}</a>
              </li>
              <li>
                <a href={links.source.startsWith('/') ? path(links.source) : links.source}>{t.source}</a>
              </li>
            </ul>
          </nav>
        </div>
      </div>
    </footer>
  );
}
