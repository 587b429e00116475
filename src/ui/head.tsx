import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { useCopy, useHref } from './context.ts';
import { uiCopy } from './copy.ts';
import { ExampleBadge } from './reasons.tsx';

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
  /** Marks the whole page as being of example data. */
  example?: boolean;
  trail?: readonly Crumb[];
  children?: ComponentChildren;
};

/** A code such as MICS-2026-000012 is not broken at its dashes. */
const codesWhole = (title: string): ComponentChildren =>
  title.split(/([A-Z]+(?:-[A-Z0-9]+)*-\d{2,}(?:-\d+)*)/).map((part, i) => (i % 2 === 1 ? <span class="m-whole-code">{part}</span> : part));

/** The top of every page: the one `h1`. Spans the whole width when it is a direct child of the page's view. */
export function PageHead({ title, kicker, lead, status, actions, example, trail, children }: PageHeadProps) {
  return (
    <header class="m-head m-full">
      <div class="m-inner">
        {trail && <Breadcrumb trail={trail} />}
        <div class="m-head-row">
          <div class="m-head-text">
            {kicker && <p class="m-kicker">{kicker}</p>}
            <h1>{typeof title === 'string' ? codesWhole(title) : title}</h1>
            {(status || example) && (
              <p class="m-head-status">
                {status} {example && <ExampleBadge />}
              </p>
            )}
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
export const WithAside = ({
  children,
  aside,
  stays = false,
  across = false,
}: {
  children: ComponentChildren;
  aside: ComponentChildren;
  stays?: boolean;
  /** Above, side by side: what comes under it takes the whole width. */
  across?: boolean;
}) => (
  <div class={`m-with-aside${stays ? ' m-stays' : ''}${across ? ' m-across' : ''}`}>
    {across && <div class="m-aside">{aside}</div>}
    <div class="m-flow">{children}</div>
    {!across && <div class="m-aside m-flow">{aside}</div>}
  </div>
);

/** Running text: a comfortable measure. */
export const Prose = ({ children }: { children: ComponentChildren }) => <div class="m-prose">{children}</div>;
