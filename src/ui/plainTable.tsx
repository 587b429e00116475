import type { ComponentChildren } from 'preact';
import { useCopy } from './context.ts';
import { uiCopy } from './copy.ts';
import { EmptyState } from './parts.tsx';

export type PlainColumn = { label: ComponentChildren; numeric?: boolean };

export type PlainTableProps = {
  caption: string;
  columns: readonly PlainColumn[];
  /** One list of cells per row; the first is its heading. */
  rows: readonly (readonly ComponentChildren[])[];
  /** The last row: sums. */
  total?: readonly ComponentChildren[];
  captionHidden?: boolean;
  /** What to say without rows. */
  empty?: ComponentChildren;
  /** Stay a table on a narrow screen, scrolled sideways (for grids of figures); cards otherwise. */
  scroll?: boolean;
  /** Stay a table on a narrow screen: two or three short columns. */
  compact?: boolean;
};

/** A small table that is neither sorted nor filtered. */
export function PlainTable({ caption, columns, rows, total, captionHidden, empty, scroll, compact }: PlainTableProps) {
  const t = useCopy(uiCopy);
  if (rows.length === 0) return <>{empty ?? <EmptyState title={t.nothing} />}</>;
  const label = (i: number) => (typeof columns[i]?.label === 'string' ? (columns[i].label as string) : undefined);
  const line = (cells: readonly ComponentChildren[], key: number) => (
    <tr role="row" key={key}>
      {cells.map((cell, i) =>
        i === 0 ? (
          <th key={i} role="rowheader" scope="row" data-label={label(i)}>
            {cell}
          </th>
        ) : (
          <td key={i} role="cell" data-label={label(i)} class={columns[i]?.numeric ? 'm-figures' : undefined}>
            {boxed(cell)}
          </td>
        ),
      )}
    </tr>
  );
  const table = (
    <table class={`m-table${scroll || compact ? '' : ' m-cards'}`} role="table">
      <caption class={captionHidden ? 'visually-hidden' : undefined}>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((c, i) => (
            <th key={i} role="columnheader" scope="col" class={c.numeric ? 'm-figures' : undefined}>
              {c.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">{rows.map(line)}</tbody>
      {total && <tfoot role="rowgroup">{line(total, 0)}</tfoot>}
    </table>
  );
  return scroll ? (
    <div class="m-scroll" role="region" aria-label={caption} tabIndex={0}>
      {table}
    </div>
  ) : (
    table
  );
}

export type Fact = { label: ComponentChildren; value: ComponentChildren; /** A remark under the value. */ note?: ComponentChildren };

/** Names and values, one under the other; in two columns where there is room. */
export function FactList({
  facts,
  columns,
  stacked,
}: {
  facts: readonly Fact[];
  /** Side by side in a grid of cells. */ columns?: boolean;
  /** The name above its value. */ stacked?: boolean;
}) {
  const t = useCopy(uiCopy);
  return (
    <dl class={`m-facts${columns ? ' m-facts-columns' : ''}${stacked || columns ? ' m-facts-stacked' : ''}`}>
      {facts.map((f, i) => (
        <div key={i}>
          <dt>{f.label}</dt>
          <dd>
            {f.value === null || f.value === undefined || f.value === '' ? <span class="m-none">{t.noValue}</span> : f.value}
            {f.note && <span class="m-fact-note">{f.note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The same under the name of the HTML element. */
export const DescriptionList = FactList;

/** Several things in one cell are one thing to the grid that a narrow screen makes of a row. */
export const boxed = (cell: ComponentChildren) => (typeof cell === 'object' && cell !== null ? <div>{cell}</div> : cell);
