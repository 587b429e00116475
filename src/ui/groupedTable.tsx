import type { ComponentChildren } from 'preact';
import { useCopy } from './context.ts';
import { uiCopy } from './copy.ts';
import { EmptyState } from './parts.tsx';
import { boxed, type PlainColumn } from './plainTable.tsx';

export type Group = {
  heading: ComponentChildren;
  /** In the last column of the heading: what the rows come to. */
  sum?: ComponentChildren;
  /** One list of cells per row; the first is its heading. */
  rows: readonly (readonly ComponentChildren[])[];
};

export type GroupedTableProps = {
  caption: string;
  columns: readonly PlainColumn[];
  groups: readonly Group[];
  /** The last row: sums. */
  total?: readonly ComponentChildren[];
  captionHidden?: boolean;
  /** What to say without rows. */
  empty?: ComponentChildren;
};

/** A small table whose rows belong together in groups: what they share is said once, above them. Stays a table on a narrow screen: few, short columns. */
export function GroupedTable({ caption, columns, groups, total, captionHidden, empty }: GroupedTableProps) {
  const t = useCopy(uiCopy);
  const figures = (i: number) => (columns[i]?.numeric ? 'm-figures' : undefined);
  if (groups.every((g) => g.rows.length === 0)) return <>{empty ?? <EmptyState title={t.nothing} />}</>;
  const line = (cells: readonly ComponentChildren[], key: number) => (
    <tr role="row" key={key}>
      {cells.map((cell, i) =>
        i === 0 ? (
          <th key={i} role="rowheader" scope="row">
            {cell}
          </th>
        ) : (
          <td key={i} role="cell" class={figures(i)}>
            {boxed(cell)}
          </td>
        ),
      )}
    </tr>
  );
  return (
    <table class="m-table m-grouped" role="table">
      <caption class={captionHidden ? 'visually-hidden' : undefined}>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((c, i) => (
            <th key={i} role="columnheader" scope="col" class={figures(i)}>
              {c.label}
            </th>
          ))}
        </tr>
      </thead>
      {groups
        .filter((g) => g.rows.length > 0)
        .map((g, i) => (
          <tbody key={i} role="rowgroup">
            <tr role="row" class="m-group">
              <th role="rowheader" scope="rowgroup" colSpan={g.sum === undefined ? columns.length : columns.length - 1}>
                {g.heading}
              </th>
              {g.sum !== undefined && (
                <td role="cell" class={figures(columns.length - 1)}>
                  {g.sum}
                </td>
              )}
            </tr>
            {g.rows.map(line)}
          </tbody>
        ))}
      {total && <tfoot role="rowgroup">{line(total, 0)}</tfoot>}
    </table>
  );
}
