import type { CalendarDate } from '#src/core/time.ts';
import { useId } from 'preact/hooks';
import { DataBehind } from './charts.tsx';
import { useHref, usePage } from './context.ts';
import { PlainTable } from './plainTable.tsx';

/** One line: its value at each of the chart's days, in their order. */
export type Series = { label: string; values: readonly number[]; tone: 'accent' | 'warm' | 'quiet' };

export type TimeChartProps = {
  title: string;
  /** What the picture shows, for those who do not see it: the finding, not the shape. */
  description: string;
  /** Days in order, at most a few dozen. */
  days: readonly CalendarDate[];
  series: readonly Series[];
  show: (value: number) => string;
  /** How a day reads. */
  said: (day: CalendarDate) => string;
  /** What the first column of the table is. */
  heading: string;
  /** Our own address of what a value of a line on a day is made of: the table leads there. */
  opens?: (series: number, day: CalendarDate) => string;
};

const [WIDTH, HEIGHT] = [720, 240];

/** Values that stand until they change, as steps over time; every line differs in its stroke too, not in colour alone. */
export function TimeChart({ title, description, days, series, show, said, heading, opens }: TimeChartProps) {
  const id = useId();
  const { locale } = usePage();
  const address = useHref();
  const value = (v: number, line: number, day: CalendarDate) => (opens && v !== 0 ? <a href={address(opens(line, day))}>{show(v)}</a> : show(v));
  if (days.length === 0) return null;
  const at = days.map((d) => Date.parse(d));
  const span = Math.max(1, at.at(-1)! - at[0]!);
  const top = Math.max(1, ...series.flatMap((s) => s.values));
  const x = (i: number) => (((at[i]! - at[0]!) / span) * (WIDTH - 8) + 4).toFixed(1);
  const y = (v: number) => (HEIGHT - (v / top) * (HEIGHT - 8)).toFixed(1);
  const path = (values: readonly number[]) => values.map((v, i) => (i === 0 ? `M${x(0)} ${y(v)}` : `H${x(i)}V${y(v)}`)).join('');
  return (
    <figure class="m-chart m-time">
      <figcaption>{title}</figcaption>
      <ul class="m-legend" lang={locale}>
        {series.map((s) => (
          <li key={s.label}>
            <svg width="28" height="12" aria-hidden="true">
              <path class={`m-line m-line-${s.tone}`} d="M0 6H28" />
            </svg>
            {s.label}
          </li>
        ))}
      </ul>
      <p class="m-time-top" aria-hidden="true">
        {show(top)}
      </p>
      <svg class="m-time-plot" viewBox={`0 0 ${WIDTH} ${HEIGHT + 4}`} preserveAspectRatio="none" role="img" aria-labelledby={`${id}-t ${id}-d`}>
        <title id={`${id}-t`}>{title}</title>
        <desc id={`${id}-d`}>{description}</desc>
        <path class="m-axis" d={`M4 ${HEIGHT + 2}H${WIDTH - 4}`} />
        {series.map((s) => (
          <path key={s.label} class={`m-line m-line-${s.tone}`} d={path(s.values)} />
        ))}
      </svg>
      <p class="m-time-ends" aria-hidden="true">
        <span>{said(days[0]!)}</span>
        <span>{said(days.at(-1)!)}</span>
      </p>
      <DataBehind>
        <PlainTable
          caption={title}
          captionHidden
          columns={[{ label: heading }, ...series.map((s) => ({ label: s.label, numeric: true }))]}
          rows={days.map((d, i) => [said(d), ...series.map((s, line) => value(s.values[i] ?? 0, line, d))])}
        />
      </DataBehind>
    </figure>
  );
}
