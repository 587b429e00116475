import { number as showNumber } from '#src/core/money.ts';
import type { ComponentChildren } from 'preact';
import { useCopy, useHref, usePage } from './context.ts';
import { uiCopy } from './copy.ts';
import type { ButtonTone } from './buttons.tsx';
import { arc } from './head.tsx';
import { Icon, type IconName } from './icon.tsx';

export const Actions = ({ children }: { children: ComponentChildren }) => <div class="m-actions">{children}</div>;

export type LinkButtonProps = { href: string; children: ComponentChildren; tone?: ButtonTone; icon?: IconName; small?: boolean; download?: boolean };

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function LinkButton({ href: to, children, tone = 'primary', icon, small, download }: LinkButtonProps) {
  const path = useHref();
  return (
    <a class={`m-button m-${tone}${small ? ' m-small' : ''}`} href={ownOrElse(path, to)} download={download ? '' : undefined}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </a>
  );
}

/** Our own addresses get the reader's language, others stay as they are. */
const ownOrElse = (path: (to: string) => string, to: string) => (to.startsWith('/') && !to.startsWith('//') ? path(to) : to);

/** A link for whom it opens; the same words for whom it does not. */
export function LinkIf({ href: to, children }: { href: string | false; children: ComponentChildren }) {
  const path = useHref();
  return to === false ? <>{children}</> : <a href={ownOrElse(path, to)}>{children}</a>;
}

export type FigureProps = {
  value: ComponentChildren;
  label: ComponentChildren;
  /** Leads to the rows that the figure counts. */ href?: string;
  note?: ComponentChildren;
};

const isLong = (value: ComponentChildren): boolean => typeof value === 'string' && value.length > 9;

/** One big number and what it counts; linked to the rows behind it. */
export function Figure({ value, label, href: to, note, long = isLong(value) }: FigureProps & { long?: boolean }) {
  const path = useHref();
  const inside = (
    <>
      <span class={`m-figure-value${long ? ' m-figure-long' : ''}`}>{value}</span> <span class="m-figure-label">{label}</span>
    </>
  );
  return (
    <div class="m-figure">
      {to ? <a href={ownOrElse(path, to)}>{inside}</a> : <p>{inside}</p>}
      {note && <p class="m-figure-note">{note}</p>}
    </div>
  );
}

/** Figures side by side, all of one size: a long one makes each of them smaller. */
export const FigureRow = ({ figures, label }: { figures: readonly FigureProps[]; label?: string }) => (
  <ul class="m-figures-row" aria-label={label}>
    {figures.map((f, i) => (
      <li key={i}>
        <Figure {...f} long={figures.some((other) => isLong(other.value))} />
      </li>
    ))}
  </ul>
);

export type Tone = 'neutral' | 'info' | 'good' | 'warn' | 'bad';

/** A state in one or two words. The colour only repeats them. */
export const StatusChip = ({ tone = 'neutral', children }: { tone?: Tone; children: ComponentChildren }) => (
  // A word or two stand on one line, wherever they are; more may break on a phone.
  <span class={`m-status m-tone-${tone}${typeof children === 'string' && children.length <= 18 ? ' m-brief' : ''}`}>{children}</span>
);

const calloutIcons: Record<Tone, IconName> = { neutral: 'info-circle', info: 'info-circle', good: 'check-circle', warn: 'warning-circle', bad: 'error' };

export type CalloutProps = {
  tone?: Tone;
  title?: ComponentChildren;
  children?: ComponentChildren;
  actions?: ComponentChildren;
  /** `status` for the outcome of what was just done, `alert` for what must be heard at once. */ role?: 'status' | 'alert';
};

export function Callout({ tone = 'info', title, children, actions, role }: CalloutProps) {
  return (
    <div class={`m-callout m-tone-${tone}`} role={role}>
      <Icon name={calloutIcons[tone]} size="l" />
      <div>
        {title && <p class="m-callout-title">{title}</p>}
        {children && <div class="m-callout-body">{children}</div>}
        {actions && <div class="m-actions">{actions}</div>}
      </div>
    </div>
  );
}

/** A callout that is announced. */
export const Alert = (props: Omit<CalloutProps, 'role'>) => <Callout {...props} role={props.tone === 'bad' || props.tone === 'warn' ? 'alert' : 'status'} />;

export type CardProps = {
  title: ComponentChildren;
  href?: string;
  kicker?: ComponentChildren;
  status?: ComponentChildren;
  children?: ComponentChildren;
  /** A last line: dates, an amount. */ meta?: ComponentChildren;
  actions?: ComponentChildren;
  level?: 2 | 3 | 4;
};

/** One thing among its kind; with an address, the whole card leads there. */
export function Card({ title, href: to, kicker, status, children, meta, actions, level = 3 }: CardProps) {
  const path = useHref();
  const Heading = `h${level}` as 'h3';
  return (
    <article class={to ? 'm-card m-card-linked' : 'm-card'}>
      {(kicker || status) && (
        <div class="m-card-top">
          {kicker && <p class="m-card-kicker">{kicker}</p>}
          {status}
        </div>
      )}
      <Heading class="m-card-title">{to ? <a href={ownOrElse(path, to)}>{title}</a> : title}</Heading>
      {children && <div class="m-card-body">{children}</div>}
      {meta && <p class="m-card-meta">{meta}</p>}
      {actions && <div class="m-actions m-card-actions">{actions}</div>}
    </article>
  );
}

/** Cards side by side, as many as fit. */
export const CardGrid = ({ cards, wide }: { cards: readonly CardProps[]; /** Two to a row at most. */ wide?: boolean }) => (
  <ul class={wide ? 'm-grid m-grid-wide' : 'm-grid'}>
    {cards.map((c, i) => (
      <li key={i}>
        <Card {...c} />
      </li>
    ))}
  </ul>
);

/** Nothing here, why, and what can be done about it. */
export const EmptyState = ({ title, children, action }: { title: ComponentChildren; children?: ComponentChildren; action?: ComponentChildren }) => (
  <div class="m-empty">
    <svg viewBox="0 0 64 64" aria-hidden="true">
      <g fill="none" stroke-width="5">
        <path d={arc(32, 24, 8, 112)} />
        <path d={arc(32, 24, 128, 232)} />
        <path class="m-warm" d={arc(32, 24, 248, 352)} />
      </g>
    </svg>
    <p class="m-empty-title">{title}</p>
    {children && <p>{children}</p>}
    {action && <div class="m-empty-action">{action}</div>}
  </div>
);

export type Tab = { label: string; href: string; current?: boolean; count?: number };

/** Views of one thing, each with an address of its own. */
export function Tabs({ tabs, label }: { tabs: readonly Tab[]; label: string }) {
  const path = useHref();
  const { locale } = usePage();
  return (
    <nav class="m-tabs" aria-label={label}>
      <ul>
        {tabs.map((tab) => (
          <li key={tab.href}>
            <a href={path(tab.href)} aria-current={tab.current ? 'page' : undefined}>
              {tab.label}
              {tab.count !== undefined && <span class="m-tab-count">{showNumber(tab.count, locale)}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export type PagerProps = { page: number; pages: number; hrefOf: (page: number) => string };

/** Page x of y. `hrefOf` answers the whole address, language included. Nothing to draw for one page. */
export function Pager({ page, pages, hrefOf }: PagerProps) {
  const t = useCopy(uiCopy);
  const { locale } = usePage();
  if (pages <= 1) return null;
  const near = [...new Set([1, page - 1, page, page + 1, pages])].filter((p) => p >= 1 && p <= pages).sort((a, b) => a - b);
  const shown = (p: number) => showNumber(p, locale);
  return (
    <nav class="m-pager" aria-label={t.pages}>
      {page > 1 ? (
        <a class="m-pager-step" rel="prev" href={hrefOf(page - 1)}>
          <Icon name="chevron-left" />
          <span>{t.previous}</span>
        </a>
      ) : (
        <span class="m-pager-step" />
      )}
      <p class="m-pager-now">{t.pageOf(shown(page), shown(pages))}</p>
      <ol>
        {near.map((p, i) => (
          <li key={p}>
            {i > 0 && p - near[i - 1]! > 1 && (
              <span class="m-pager-gap" aria-hidden="true">
                …
              </span>
            )}
            <a href={hrefOf(p)} aria-current={p === page ? 'page' : undefined} aria-label={t.page(shown(p))}>
              {shown(p)}
            </a>
          </li>
        ))}
      </ol>
      {page < pages ? (
        <a class="m-pager-step" rel="next" href={hrefOf(page + 1)}>
          <span>{t.next}</span>
          <Icon name="chevron-right" />
        </a>
      ) : (
        <span class="m-pager-step" />
      )}
    </nav>
  );
}

export type FileLink = { href: string; name: string; /** `PDF, 240 kB`. */ note?: ComponentChildren };

/** Documents to download. */
export function Files({ files }: { files: readonly FileLink[] }) {
  const path = useHref();
  return (
    <ul class="m-files">
      {files.map((f) => (
        <li key={f.href}>
          <Icon name="file" size="l" />
          <span>
            <a href={ownOrElse(path, f.href)}>{f.name}</a>
            {f.note && <small>{f.note}</small>}
          </span>
        </li>
      ))}
    </ul>
  );
}
