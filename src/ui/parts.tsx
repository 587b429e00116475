import { number as showNumber } from '#src/core/money.ts';
import { showDate, showInstant, type CalendarDate, type Instant } from '#src/core/time.ts';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { useCopy, useHref, usePage } from './context.ts';
import { uiCopy } from './copy.ts';
import type { ButtonTone } from './form.tsx';
import { Icon, type IconName } from './icon.tsx';

export type Crumb = { label: string; href?: string };

/** Where the page stands. The last crumb is the page itself. */
export function Breadcrumb({ trail }: { trail: readonly Crumb[] }) {
  const t = useCopy(uiCopy);
  const path = useHref();
  return (
    <nav class="m-trail" aria-label={t.trail}>
      <ol>
        <li>
          <a href={path('/')}>{t.home}</a>
        </li>
        {trail.map((c, i) => (
          <li key={i}>
            {c.href && i < trail.length - 1 ? (
              <a href={path(c.href)}>{c.label}</a>
            ) : (
              <span aria-current={i === trail.length - 1 ? 'page' : undefined}>{c.label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

export type PageHeadProps = {
  title: ComponentChildren;
  /** A few words above the title: the kind of thing, its code. */
  kicker?: ComponentChildren;
  lead?: ComponentChildren;
  /** A `StatusChip` beside the title. */
  status?: ComponentChildren;
  actions?: ComponentChildren;
  trail?: readonly Crumb[];
  children?: ComponentChildren;
};

/** The top of every page: the one `h1`. Spans the whole width when it is a direct child of the page's view. */
export function PageHead({ title, kicker, lead, status, actions, trail, children }: PageHeadProps) {
  return (
    <header class="m-head m-full">
      <div class="m-inner">
        {trail && <Breadcrumb trail={trail} />}
        <div class="m-head-row">
          <div class="m-head-text">
            {kicker && <p class="m-kicker">{kicker}</p>}
            <h1>{title}</h1>
            {status && <p class="m-head-status">{status}</p>}
            {lead && <p class="m-lead">{lead}</p>}
          </div>
          {actions && <div class="m-head-actions">{actions}</div>}
        </div>
        {children}
      </div>
    </header>
  );
}

/** The opening of a public page: large words on the deep ground, what to do next, and an aside (key dates, a figure). */
export function Hero({
  title,
  kicker,
  lead,
  actions,
  aside,
  level = 1,
}: {
  title: ComponentChildren;
  kicker?: ComponentChildren;
  lead?: ComponentChildren;
  actions?: ComponentChildren;
  aside?: ComponentChildren;
  level?: 1 | 2;
}) {
  const Heading = `h${level}` as 'h1';
  return (
    <header class="m-hero m-full">
      <svg class="m-hero-ring" viewBox="0 0 400 400" aria-hidden="true">
        <g fill="none" stroke-width="44">
          <path d={arc(200, 168, 8, 112)} />
          <path d={arc(200, 168, 128, 232)} />
          <path class="m-warm" d={arc(200, 168, 248, 352)} />
        </g>
      </svg>
      <div class="m-inner m-hero-grid">
        <div>
          {kicker && <p class="m-kicker">{kicker}</p>}
          <Heading class="m-hero-title">{title}</Heading>
          {lead && <p class="m-lead">{lead}</p>}
          {actions && <div class="m-actions">{actions}</div>}
        </div>
        {aside && <div class="m-hero-aside">{aside}</div>}
      </div>
    </header>
  );
}

/** An arc of a circle, in degrees clockwise from the top. */
export function arc(centre: number, radius: number, from: number, to: number): string {
  const at = (deg: number) =>
    [centre + radius * Math.sin((deg * Math.PI) / 180), centre - radius * Math.cos((deg * Math.PI) / 180)].map((v) => v.toFixed(1)).join(' ');
  return `M${at(from)}A${radius} ${radius} 0 ${to - from > 180 ? 1 : 0} 1 ${at(to)}`;
}

export type SectionProps = {
  title?: ComponentChildren;
  id?: string;
  lead?: ComponentChildren;
  actions?: ComponentChildren;
  /** A tinted band over the whole width. */ band?: boolean;
  children?: ComponentChildren;
};

/** A part of a page, under an `h2`. */
export function Section({ title, id, lead, actions, band, children }: SectionProps) {
  const own = useId();
  const heading = id ? `${id}-title` : own;
  const inside = (
    <>
      {(title || actions) && (
        <div class="m-section-head">
          {title && <h2 id={heading}>{title}</h2>}
          {actions && <div class="m-actions">{actions}</div>}
        </div>
      )}
      {lead && <p class="m-section-lead">{lead}</p>}
      <div class="m-flow">{children}</div>
    </>
  );
  return (
    <section id={id} class={band ? 'm-section m-band m-full' : 'm-section'} aria-labelledby={title ? heading : undefined}>
      {band ? <div class="m-inner">{inside}</div> : inside}
    </section>
  );
}

/** A main column and an aside that comes after it on a narrow screen. `stays`: on a wide one the aside is wider and stays in sight while the rest is read. */
export const WithAside = ({ children, aside, stays = false }: { children: ComponentChildren; aside: ComponentChildren; stays?: boolean }) => (
  <div class={`m-with-aside${stays ? ' m-stays' : ''}`}>
    <div class="m-flow">{children}</div>
    <div class="m-aside m-flow">{aside}</div>
  </div>
);

/** Running text: a comfortable measure. */
export const Prose = ({ children }: { children: ComponentChildren }) => <div class="m-prose">{children}</div>;

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

export type Step = { label: string; state: 'done' | 'current' | 'todo'; href?: string; note?: ComponentChildren };

/** Where one is in a course of steps. On a narrow screen: the step in words, and the others as marks. */
export function Stepper({ steps, label }: { steps: readonly Step[]; label: string }) {
  const t = useCopy(uiCopy);
  const path = useHref();
  const now = steps.findIndex((s) => s.state === 'current');
  return (
    <nav class="m-stepper" aria-label={label}>
      {now >= 0 && (
        <p class="m-stepper-now" aria-hidden="true">
          {t.stepOf(now + 1, steps.length)}: <strong>{steps[now]!.label}</strong>
        </p>
      )}
      <ol>
        {steps.map((s, i) => (
          <li key={i} class={`m-step m-step-${s.state}`} aria-current={s.state === 'current' ? 'step' : undefined}>
            <span class="m-step-mark" aria-hidden="true">
              {s.state === 'done' ? <Icon name="check" /> : i + 1}
            </span>
            <span class="m-step-text">
              {s.href && s.state !== 'current' ? <a href={path(s.href)}>{s.label}</a> : <span>{s.label}</span>}
              <span class="visually-hidden"> ({t[s.state]})</span>
              {s.note && <small>{s.note}</small>}
            </span>
          </li>
        ))}
      </ol>
    </nav>
  );
}

export type TimelineEvent = {
  at: Instant | CalendarDate;
  title: ComponentChildren;
  children?: ComponentChildren;
  /** Past or to come; told from the clock unless said. */ state?: 'past' | 'now' | 'future';
  tone?: Tone;
};

/** Dated events in the order given. */
export function Timeline({ events, time }: { events: readonly TimelineEvent[]; /** Show the hour of instants too. */ time?: boolean }) {
  const t = useCopy(uiCopy);
  const { locale, now } = usePage();
  return (
    <ol class="m-timeline">
      {events.map((e, i) => {
        const state = e.state ?? (e.at < now.slice(0, e.at.length) ? 'past' : 'future');
        return (
          <li key={i} class={`m-event m-event-${state}${e.tone ? ` m-tone-${e.tone}` : ''}`}>
            <p class="m-event-at">
              <time dateTime={e.at}>{time && e.at.length > 10 ? showInstant(e.at, locale) : showDate(e.at, locale)}</time>
              <span class="visually-hidden"> ({t[state]})</span>
            </p>
            <p class="m-event-title">{e.title}</p>
            {e.children && <div class="m-event-body">{e.children}</div>}
          </li>
        );
      })}
    </ol>
  );
}

export type FigureProps = {
  value: ComponentChildren;
  label: ComponentChildren;
  /** Leads to the rows that the figure counts. */ href?: string;
  note?: ComponentChildren;
};

/** One big number and what it counts; linked to the rows behind it. */
export function Figure({ value, label, href: to, note }: FigureProps) {
  const path = useHref();
  const inside = (
    <>
      <span class="m-figure-value">{value}</span> <span class="m-figure-label">{label}</span>
    </>
  );
  return (
    <div class="m-figure">
      {to ? <a href={ownOrElse(path, to)}>{inside}</a> : <p>{inside}</p>}
      {note && <p class="m-figure-note">{note}</p>}
    </div>
  );
}

export const FigureRow = ({ figures, label }: { figures: readonly FigureProps[]; label?: string }) => (
  <ul class="m-figures-row" aria-label={label}>
    {figures.map((f, i) => (
      <li key={i}>
        <Figure {...f} />
      </li>
    ))}
  </ul>
);

export type Tone = 'neutral' | 'info' | 'good' | 'warn' | 'bad';

/** A state in one or two words. The colour only repeats them. */
export const StatusChip = ({ tone = 'neutral', children }: { tone?: Tone; children: ComponentChildren }) => (
  <span class={`m-status m-tone-${tone}`}>{children}</span>
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

/** Before and after, in a list too long to have numbered pages. */
export function Steps({ before, after }: { before: string | null; after: string | null }) {
  const t = useCopy(uiCopy);
  if (before === null && after === null) return null;
  return (
    <nav class="m-pager" aria-label={t.pages}>
      {before === null ? (
        <span class="m-pager-step" />
      ) : (
        <a class="m-pager-step" rel="prev" href={before}>
          <Icon name="chevron-left" />
          <span>{t.previous}</span>
        </a>
      )}
      {after === null ? (
        <span class="m-pager-step" />
      ) : (
        <a class="m-pager-step" rel="next" href={after}>
          <span>{t.next}</span>
          <Icon name="chevron-right" />
        </a>
      )}
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

export type ProgressProps = {
  label: ComponentChildren;
  value: number;
  max?: number;
  /** The value in words: `41,2 %`, `12 su 40`. */
  said: ComponentChildren;
  /** A floor or a ceiling to hold, marked on the bar. */
  threshold?: { value: number; said: ComponentChildren };
  tone?: 'accent' | 'good' | 'warn' | 'bad';
  note?: ComponentChildren;
};

/** A value against its whole, with the mark that it must reach or not pass. The words say all that the bar shows. */
export function Progress({ label, value, max = 100, said, threshold, tone = 'accent', note }: ProgressProps) {
  const at = (v: number) => `${(Math.min(Math.max(v / max, 0), 1) * 100).toFixed(2)}%`;
  return (
    <div class={`m-progress m-progress-${tone}`}>
      <p class="m-progress-label">
        <span>{label}</span> <strong>{said}</strong>
      </p>
      <svg width="100%" height="20" aria-hidden="true">
        <rect class="m-track" x="0" y="4" width="100%" height="12" rx="6" />
        <rect class="m-bar" x="0" y="4" width={at(value)} height="12" rx="6" />
        {threshold && (
          <svg x={at(threshold.value)} y="0" width="3" height="20" overflow="visible">
            <rect class="m-mark" x="-1.5" y="0" width="3" height="20" rx="1.5" />
          </svg>
        )}
      </svg>
      {(threshold || note) && (
        <p class="m-progress-note">
          {threshold && (
            <span class="m-progress-threshold">
              <span class="m-mark-key" aria-hidden="true" />
              {threshold.said}
            </span>
          )}
          {note && <span>{note}</span>}
        </p>
      )}
    </div>
  );
}

/** How much time is left, in words, as of the moment the page was drawn. */
export function Countdown({ to }: { to: Instant }) {
  const t = useCopy(uiCopy);
  const { locale, now } = usePage();
  const minutes = Math.floor((Date.parse(to) - Date.parse(now)) / 60_000);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)];
  const said =
    minutes < 0 ? t.ended : days > 0 ? t.stillDays(days, days < 7 ? hours : 0) : hours > 0 ? t.stillHours(hours, minutes % 60) : t.stillMinutes(minutes);
  return (
    <time class={`m-countdown${minutes < 0 ? ' m-countdown-over' : days < 3 ? ' m-countdown-soon' : ''}`} dateTime={to} title={showInstant(to, locale)}>
      <Icon name="clock" />
      <span>{said}</span>
    </time>
  );
}

export type KeyDate = { label: ComponentChildren; at: Instant | CalendarDate; note?: ComponentChildren };

/** The dates that matter, day first; the next one stands out. */
export function KeyDates({ dates }: { dates: readonly KeyDate[] }) {
  const { locale, now } = usePage();
  const next = dates.find((d) => d.at >= now.slice(0, d.at.length));
  return (
    <ul class="m-dates">
      {dates.map((d, i) => (
        <li key={i} class={d === next ? 'm-date-next' : d.at < now.slice(0, d.at.length) ? 'm-date-past' : undefined}>
          <time dateTime={d.at}>{d.at.length > 10 ? showInstant(d.at, locale) : showDate(d.at, locale)}</time>
          <span class="m-date-label">{d.label}</span>
          {d.note && <span class="m-date-note">{d.note}</span>}
        </li>
      ))}
    </ul>
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
