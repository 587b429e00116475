import { addMonths, showDate } from '#src/core/time.ts';
import type { Locale } from '#src/core/words.ts';
import { useId } from 'preact/hooks';
import { answerCopy } from './answerCopy.ts';
import { DataBehind } from './charts.tsx';
import { useCopy, usePage } from './context.ts';
import { PlainTable } from './plainTable.tsx';

/** A date on a bar: `kind` is which table it comes from, `number` its row there. */
export type GanttMark = { label: string; month: number; kind: number; number: number };
export type GanttBar = { label: string; from: number; until: number; marks: readonly GanttMark[] };

export type GanttProps = {
  title: string;
  /** How long the project is; longer where a bar goes on. */
  months: number;
  /** The first day of the project, where it is known: the table then says calendar months. */
  startsOn?: string | null;
  bars: readonly GanttBar[];
  /** What the kinds of marks are called, for the legend. */
  kinds?: readonly string[];
  /** A line on this day, where it lies within the months; it needs `startsOn`. */
  today?: { on: string; label: string };
  /** The same data stands beside the picture already. */
  noTable?: boolean;
};

const ROW = 56;
const TOP = 44;
/** The line that today's word has above the quarters: beside their names it would meet one on a narrow screen. */
const ABOVE = 18;

/** Bars over months, drawn by the server. Widths are shares of the whole, so that the text keeps its size on every screen and on paper. */
export function Gantt({ title, months, startsOn = null, bars, kinds = [], today, noTable }: GanttProps) {
  const t = useCopy(answerCopy);
  const { locale } = usePage();
  const id = useId();
  const drawn = bars.filter((b) => Number.isInteger(b.from) && b.from >= 1 && b.until >= b.from);
  const marks = drawn.flatMap((b) => b.marks);
  const last = Math.min(240, Math.max(1, months, ...drawn.map((b) => b.until), ...marks.map((m) => m.month)));
  const at = (month: number) => `${(((Math.min(month, last + 1) - 1) / last) * 100).toFixed(3)}%`;
  const wide = (n: number) => `${((n / last) * 100).toFixed(3)}%`;
  const every = last <= 12 ? 1 : last <= 24 ? 2 : last <= 36 ? 3 : 12;
  const now = today && startsOn !== null ? sinceStart(startsOn, today.on) : -1;
  const above = now >= 0 && now <= last ? ABOVE : 0;
  const height = above + TOP + drawn.length * ROW;
  const quarters = Array.from({ length: Math.ceil(last / 3) }, (_, i) => i);
  const quartersEvery = quarters.length <= 12 ? 1 : 4;
  const said = (month: number) => (startsOn === null ? t.month(month) : `${t.month(month)} (${calendarMonth(startsOn, month, locale)})`);
  return (
    <figure class="m-chart m-gantt">
      <figcaption>{title}</figcaption>
      <svg width="100%" height={height} role="img" aria-labelledby={`${id}-t ${id}-d`}>
        <title id={`${id}-t`}>{title}</title>
        <desc id={`${id}-d`}>{t.ganttMore(drawn.length, last, marks.length)}</desc>
        {quarters.map((q) => (
          <g key={q}>
            {q % 2 === 0 && <rect class="m-gantt-quarter" x={at(q * 3 + 1)} y={above} width={wide(Math.min(3, last - q * 3))} height={height - above} />}
            {q % quartersEvery === 0 && (
              <text class="m-gantt-label" x={at(q * 3 + 1)} dx="4" y={above + 15}>
                {t.quarter(q + 1)}
              </text>
            )}
          </g>
        ))}
        {Array.from({ length: last }, (_, i) => i + 1).map(
          (month) =>
            (month - 1) % every === 0 && (
              <g key={month}>
                <line class="m-gantt-line" x1={at(month)} x2={at(month)} y1={above + 22} y2={height} />
                <text class="m-gantt-month" x={at(month)} dx="4" y={above + 36}>
                  {month}
                </text>
              </g>
            ),
        )}
        {today && above > 0 && <Today {...today} at={now} last={last} height={height} />}
        {drawn.map((bar, i) => {
          const y = above + TOP + i * ROW;
          const late = (bar.from - 1) / last > 0.5;
          return (
            <g key={i}>
              <text class="m-bar-label" x={at(late ? bar.until + 1 : bar.from)} y={y + 16} text-anchor={late ? 'end' : 'start'}>
                {shortened(bar.label)}
              </text>
              <rect class="m-bar m-bar-accent" x={at(bar.from)} y={y + 24} width={wide(bar.until - bar.from + 1)} height="18" rx="2" />
              {bar.marks.map((mark, k) => (
                // The end of the month is when it is due; of two at once the second stands before the first.
                <svg key={k} x={at(mark.month + 1)} y={y + 33} overflow="visible">
                  <g transform={`translate(${-22 * bar.marks.slice(0, k).filter((m) => m.month === mark.month).length - (mark.month >= last ? 11 : 0)} 0)`}>
                    <Mark kind={mark.kind} />
                    <text class="m-gantt-number" y="4.500" text-anchor="middle">
                      {mark.number}
                    </text>
                  </g>
                </svg>
              ))}
            </g>
          );
        })}
      </svg>
      {marks.length > 0 && (
        <ul class="m-legend">
          {kinds.map((kind, k) =>
            marks.some((m) => m.kind === k) ? (
              <li key={k}>
                <svg width="24" height="24" aria-hidden="true">
                  <g transform="translate(12 12)">
                    <Mark kind={k} />
                  </g>
                </svg>
                <span>
                  {kind} ({t.numbersInMarks})
                </span>
              </li>
            ) : null,
          )}
        </ul>
      )}
      {!noTable && (
        <DataBehind>
          <PlainTable
            caption={title}
            captionHidden
            columns={[{ label: t.activity }, { label: t.fromMonth }, { label: t.untilMonth }, ...(marks.length > 0 ? [{ label: t.marks }] : [])]}
            rows={drawn.map((b) => [
              b.label,
              said(b.from),
              said(b.until),
              ...(marks.length > 0 ? [b.marks.map((m) => `${kinds[m.kind] ?? ''} ${m.number}. ${m.label}, ${said(m.month)}`.trim()).join('; ')] : []),
            ])}
          />
        </DataBehind>
      )}
    </figure>
  );
}

/** Months from the first day to another, with the part of the month that it lies in; negative before the first. */
function sinceStart(startsOn: string, on: string): number {
  let whole = 0;
  while (whole < 240 && addMonths(startsOn, whole + 1) <= on) whole++;
  const [from, to] = [Date.parse(addMonths(startsOn, whole)), Date.parse(addMonths(startsOn, whole + 1))];
  return whole + (Date.parse(on) - from) / (to - from);
}

function Today({ at, last, height, label, on }: { at: number; last: number; height: number; label: string; on: string }) {
  const { locale } = usePage();
  const x = `${((at / last) * 100).toFixed(3)}%`;
  return (
    <g>
      <title>{`${label}: ${showDate(on, locale)}`}</title>
      <line class="m-gantt-today" x1={x} x2={x} y1="18" y2={height} />
      <text class="m-gantt-label" x={x} dx={at / last > 0.85 ? -4 : 4} y="15" text-anchor={at / last > 0.85 ? 'end' : 'start'}>
        {label}
      </text>
    </g>
  );
}

/** Each kind of date has a shape of its own: colour alone would not tell them apart. */
function Mark({ kind }: { kind: number }) {
  if (kind % 3 === 0) return <path class="m-gantt-mark m-gantt-mark-0" d="M0-11 11 0 0 11-11 0Z" />;
  if (kind % 3 === 1) return <circle class="m-gantt-mark m-gantt-mark-1" r="9.500" />;
  return <rect class="m-gantt-mark m-gantt-mark-2" x="-9" y="-9" width="18" height="18" rx="2" />;
}

const shortened = (label: string): string => (label.length > 44 ? `${label.slice(0, 42).trimEnd()}…` : label);

/** The calendar month in which a month of the project begins. */
export function calendarMonth(startsOn: string, month: number, locale: Locale): string {
  return new Intl.DateTimeFormat(locale === 'it' ? 'it-IT' : 'en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${addMonths(startsOn, month - 1)}T00:00:00Z`),
  );
}
