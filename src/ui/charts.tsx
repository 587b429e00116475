import { number as showNumber } from '#src/core/money.ts';
import { scaleLinear } from 'd3-scale';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { useCopy, useHref, usePage } from './context.ts';
import { uiCopy } from './copy.ts';
import { PlainTable } from './plainTable.tsx';

/** The same figures as a table, one click away from every picture. */
export function DataBehind({ children, open }: { children: ComponentChildren; open?: boolean }) {
  const t = useCopy(uiCopy);
  return (
    <details class="m-behind" open={open}>
      <summary>{t.asTable}</summary>
      {children}
    </details>
  );
}

export type Bar = {
  label: string;
  value: number;
  /** The value in words, where the number alone would not do. */ said?: string;
  href?: string;
  tone?: 'accent' | 'warm' | 'quiet';
};

export type BarChartProps = {
  title: string;
  /** What the picture shows, for those who do not see it: the finding, not the shape. */
  description: string;
  bars: readonly Bar[];
  /** How a value reads; the plain number otherwise. */
  show?: (value: number) => string;
  threshold?: { value: number; label: string };
  /** What the bars are, and what is measured: the table's two headings. */
  headings?: readonly [string, string];
  max?: number;
  /** Keep the title for screen readers, where a heading above says the same. */
  captionHidden?: boolean;
};

/** Bars fill at most this much of the width. */
const MOST = 74;

/** How far bars reach, such that the longest figure has room at their end on the narrowest screen: 288 pixels, of which a digit takes 7.6. */
const reachFor = (said: readonly string[]): number => Math.min(MOST, Math.floor(100 - (Math.max(0, ...said.map((s) => s.length)) * 7.6 + 10) / 2.88));

/** As much of the width as a figure takes on a phone, where it takes most. */
const FIGURE = 20;

/** Horizontal bars. Lengths are shares of the width, so that text keeps its size on every screen. */
export function BarChart({ title, description, bars, show, threshold, headings, max, captionHidden }: BarChartProps) {
  const t = useCopy(uiCopy);
  const { locale } = usePage();
  const path = useHref();
  const id = useId();
  const said = (b: Bar) => b.said ?? show?.(b.value) ?? showNumber(b.value, locale);
  const top = max ?? Math.max(0, threshold?.value ?? 0, ...bars.map((b) => b.value));
  const x = scaleLinear()
    .domain([0, top || 1])
    .range([0, reachFor(bars.map(said))])
    .clamp(true);
  const pc = (value: number) => `${x(value).toFixed(2)}%`;
  const mark = threshold ? x(threshold.value) : -1;
  /** A figure stands at the end of its bar, or behind the mark that would go through it. */
  const figureAt = (value: number) => (mark >= x(value) && mark - x(value) < FIGURE ? `${mark.toFixed(2)}%` : pc(value));
  let y = threshold ? 28 : 0;
  const rows = bars.map((bar) => {
    const lines = wrapped(bar.label, 44);
    const at = y;
    y += lines.length * 20 + 40;
    return { bar, lines, at };
  });
  return (
    <figure class="m-chart">
      <figcaption class={captionHidden ? 'visually-hidden' : undefined}>{title}</figcaption>
      <svg width="100%" height={y} role="img" aria-labelledby={`${id}-t ${id}-d`}>
        <title id={`${id}-t`}>{title}</title>
        <desc id={`${id}-d`}>{description}</desc>
        {threshold && (
          <text class="m-threshold-label" x={pc(threshold.value)} y="15" text-anchor={x(threshold.value) > 50 ? 'end' : 'start'}>
            {threshold.label}
          </text>
        )}
        {rows.map(({ bar, lines, at }) => {
          const barAt = at + lines.length * 20 + 2;
          return (
            <g key={bar.label}>
              {lines.map((line, i) => (
                <text key={i} class="m-bar-label" x="0" y={at + 15 + i * 20}>
                  {line}
                </text>
              ))}
              <rect class={`m-bar m-bar-${bar.tone ?? 'accent'}`} x="0" y={barAt} width={pc(bar.value)} height="18" rx="2" />
              {threshold && <Mark at={pc(threshold.value)} from={barAt - 5} to={barAt + 23} />}
              <text class="m-bar-value" x={figureAt(bar.value)} dx="8" y={barAt + 14}>
                {said(bar)}
              </text>
            </g>
          );
        })}
      </svg>
      <DataBehind>
        <PlainTable
          caption={title}
          captionHidden
          compact
          columns={[{ label: headings?.[0] ?? t.item }, { label: headings?.[1] ?? t.value, numeric: true }]}
          rows={[
            ...bars.map((b) => [b.href ? <a href={path(b.href)}>{b.label}</a> : b.label, said(b)]),
            ...(threshold ? [[threshold.label, show?.(threshold.value) ?? showNumber(threshold.value, locale)]] : []),
          ]}
        />
      </DataBehind>
    </figure>
  );
}

/** A threshold across a bar, with a light edge so that it shows on dark ones. */
const Mark = ({ at, from, to }: { at: string; from: number; to: number }) => (
  <>
    <line class="m-halo" x1={at} x2={at} y1={from} y2={to} />
    <line class="m-threshold" x1={at} x2={at} y1={from} y2={to} />
  </>
);

/** Breaks a label between words into lines of at most about `limit` characters, three at most. */
function wrapped(label: string, limit: number): string[] {
  const lines: string[] = [];
  for (const word of label.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < limit) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  if (lines.length <= 3) return lines;
  return [...lines.slice(0, 2), `${lines[2]!.slice(0, limit - 1)}…`];
}

/** `foot`: a few characters under the column, where there are few enough columns to read them. */
export type ColumnBar = { label: string; value: number; href?: string; quiet?: boolean; foot?: string };

export type ColumnChartProps = {
  title: string;
  description: string;
  columns: readonly ColumnBar[];
  headings: readonly [string, string];
  threshold?: { value: number; label: string };
  show?: (value: number) => string;
};

/** Many values side by side in their order, with a line across: a ranking at a glance. The names stand in the table behind it. */
export function ColumnChart({ title, description, columns, headings, threshold, show }: ColumnChartProps) {
  const { locale } = usePage();
  const path = useHref();
  const id = useId();
  const [width, base] = [1000, 220];
  const y = scaleLinear()
    .domain([0, Math.max(1, threshold?.value ?? 0, ...columns.map((c) => c.value))])
    .range([base, 24]);
  const step = width / Math.max(1, columns.length);
  const said = (value: number) => show?.(value) ?? showNumber(value, locale);
  return (
    <figure class="m-chart">
      <figcaption>{title}</figcaption>
      {threshold && <p class="m-chart-line">{`${threshold.label}: ${said(threshold.value)}`}</p>}
      <svg viewBox={`0 0 ${width} ${base}`} width="100%" height={base} preserveAspectRatio="none" role="img" aria-labelledby={`${id}-t ${id}-d`}>
        <title id={`${id}-t`}>{title}</title>
        <desc id={`${id}-d`}>{description}</desc>
        {columns.map((c, i) => (
          <rect
            key={i}
            class={c.quiet ? 'm-bar m-bar-quiet' : 'm-bar m-bar-accent'}
            x={(i * step + step * 0.14).toFixed(1)}
            width={(step * 0.72).toFixed(1)}
            y={y(c.value).toFixed(1)}
            height={(base - y(c.value)).toFixed(1)}
          >
            <title>{`${c.label}: ${said(c.value)}`}</title>
          </rect>
        ))}
        <line class="m-axis" x1="0" x2={width} y1={base} y2={base} />
        {threshold && <line class="m-threshold" x1="0" x2={width} y1={y(threshold.value)} y2={y(threshold.value)} />}
      </svg>
      {columns.some((c) => c.foot) && (
        <div class="m-column-feet" aria-hidden="true">
          {columns.map((c, i) => (
            <span key={i}>
              <strong>{said(c.value)}</strong>
              {c.foot}
            </span>
          ))}
        </div>
      )}
      <DataBehind>
        <PlainTable
          caption={title}
          captionHidden
          columns={[{ label: headings[0] }, { label: headings[1], numeric: true }]}
          rows={columns.map((c) => [c.href ? <a href={path(c.href)}>{c.label}</a> : c.label, said(c.value)])}
        />
      </DataBehind>
    </figure>
  );
}

export type Part = { label: string; value: number; said?: string };

export type StackedBarProps = {
  title: string;
  description: string;
  parts: readonly Part[];
  /** The whole, where the parts may not fill it: the most points that a score can reach. */
  max?: number;
  show?: (value: number) => string;
  /** A mark to reach: the points needed to be funded. */
  threshold?: { value: number; label: string };
  /** What the sum reads as; the number otherwise. */
  totalSaid?: string;
  headings?: readonly [string, string];
};

/** Parts of a whole in one bar: a score by criterion, a budget by chapter. The legend carries the figures. */
export function StackedBar({ title, description, parts, max, show, threshold, totalSaid, headings }: StackedBarProps) {
  const t = useCopy(uiCopy);
  const { locale } = usePage();
  const id = useId();
  const sum = parts.reduce((a, p) => a + p.value, 0);
  const said = (v: number) => show?.(v) ?? showNumber(v, locale);
  const x = scaleLinear()
    .domain([0, Math.max(max ?? sum, sum) || 1])
    .range([0, 100]);
  const pc = (v: number) => `${v.toFixed(2)}%`;
  let start = 0;
  return (
    <figure class="m-chart m-stack">
      <figcaption>
        <span>{title}</span> <strong>{totalSaid ?? (max === undefined ? said(sum) : `${said(sum)} / ${said(max)}`)}</strong>
      </figcaption>
      <svg width="100%" height={threshold ? 52 : 28} role="img" aria-labelledby={`${id}-t ${id}-d`}>
        <title id={`${id}-t`}>{title}</title>
        <desc id={`${id}-d`}>{description}</desc>
        <rect class="m-track" x="0" y="0" width="100%" height="28" rx="3" />
        {parts.map((p, i) => {
          const from = start;
          start += p.value;
          return <rect key={i} class={`m-part m-part-${(i % 6) + 1}`} x={pc(x(from))} y="0" width={pc(x(p.value))} height="28" />;
        })}
        {threshold && (
          <>
            <Mark at={pc(x(threshold.value))} from={0} to={34} />
            <text
              class="m-threshold-label"
              x={pc(x(threshold.value))}
              y="48"
              text-anchor={x(threshold.value) > 60 ? 'end' : x(threshold.value) < 20 ? 'start' : 'middle'}
            >
              {threshold.label}
            </text>
          </>
        )}
      </svg>
      <ul class="m-legend" aria-hidden="true">
        {parts.map((p, i) => (
          <li key={i}>
            <svg width="14" height="14">
              <rect class={`m-part-${(i % 6) + 1}`} width="14" height="14" rx="3" />
            </svg>
            <span>{p.label}</span> <strong>{p.said ?? said(p.value)}</strong>
          </li>
        ))}
      </ul>
      <DataBehind>
        <PlainTable
          caption={title}
          captionHidden
          compact
          columns={[{ label: headings?.[0] ?? t.item }, { label: headings?.[1] ?? t.value, numeric: true }]}
          rows={parts.map((p) => [p.label, p.said ?? said(p.value)])}
          total={[t.total, totalSaid ?? said(sum)]}
        />
      </DataBehind>
    </figure>
  );
}

/** A score by criterion is a stacked bar out of the most points. */
export const ScoreBar = StackedBar;
