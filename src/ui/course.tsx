import { type CalendarDate, type Instant, showDate, showInstant } from '#src/core/time.ts';
import type { ComponentChildren } from 'preact';
import { useCopy, useHref, usePage } from './context.ts';
import { uiCopy } from './copy.ts';
import { Icon } from './icon.tsx';
import type { Tone } from './parts.tsx';

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
