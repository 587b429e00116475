import type { ComponentChildren, JSX } from 'preact';
import { useCopy } from './context.ts';
import { FieldErrors, fieldId, Optional, useField, useForm } from './form.tsx';
import { Icon } from './icon.tsx';
import { rowsCopy } from './rowsCopy.ts';

/** `long`: below the others, across the whole width. `kind` is also the class of its cells, `m-cell-<kind>`. */
export type RowsColumn = {
  id: string;
  kind: string;
  label: string;
  unit?: string | undefined;
  required?: boolean | undefined;
  long?: boolean;
  figures?: boolean;
};

/** What every input of a cell carries, and what was typed in it. */
export type CellInput = { native: { id: string; name: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }; text: string };

type Common<C extends RowsColumn> = {
  name: string;
  columns: readonly C[];
  input: (column: C, cell: CellInput) => JSX.Element;
  /** Said below a long cell's input. */
  help?: (column: C) => string | undefined;
  /** Said below a whole row, with what is sent along unseen. */
  remarks?: (row: string) => ComponentChildren;
};

export type RowsProps<C extends RowsColumn> = Common<C> & {
  label: string;
  optional?: boolean;
  hint?: ComponentChildren;
  /** Ids of the rows that say something, in their order. */
  written: readonly string[];
  /** Rows to be filled in by whoever has no script. */
  blanks: number;
  most?: number | undefined;
  foot?: ComponentChildren;
  /** Attributes for what the script does beside adding, moving and removing. */
  script?: Record<`data-${string}`, string | undefined>;
  /** Before the table, and after it. */
  before?: ComponentChildren;
  children?: ComponentChildren;
};

/** Stands for the id of a row that the script will add. */
const NEW_ROW = 'newrow';

/** Rows of cells, sent as `name.<row>.<column>`. The script adds, moves and removes them; without it there are blank rows, places and boxes to tick. */
export function Rows<C extends RowsColumn>({ label, optional, hint, written, blanks, most, foot, script, before, children, ...row }: RowsProps<C>) {
  const t = useCopy(rowsCopy);
  const state = useForm();
  const { name, columns } = row;
  const id = fieldId(name, state.id);
  const reasons = state.form.reasons.filter((r) => r.at === name);
  const drawn = [
    ...written.map((r) => ({ id: r, blank: false })),
    ...Array.from({ length: blanks }, () => ({ id: crypto.randomUUID().slice(0, 8), blank: true })),
  ];
  return (
    <fieldset
      class={`m-field m-rows${reasons.length > 0 ? ' m-invalid' : ''}`}
      aria-describedby={`${id}-hint`}
      data-rows={name}
      data-rows-max={most}
      data-added={t.added}
      data-removed={t.removed}
      data-moved={t.moved}
      {...script}
    >
      <legend id={id} tabIndex={-1}>
        {label}
        {optional && <Optional />}
      </legend>
      {before}
      <div class="m-hint" id={`${id}-hint`}>
        {hint} <span data-no-script>{t.rowsHint}</span>
      </div>
      <FieldErrors id={id} reasons={reasons} />
      <div class="m-rows-box">
        <table class="m-rows-table" role="table">
          <thead role="rowgroup">
            <tr role="row">
              <th role="columnheader" scope="col">
                {t.rowNumber}
              </th>
              {columns
                .filter((c) => !c.long)
                .map((c) => (
                  <th key={c.id} role="columnheader" scope="col" class={c.figures ? 'm-figures' : undefined}>
                    <Heading column={c} />
                  </th>
                ))}
              <th role="columnheader" scope="col">
                <span class="visually-hidden">{t.actions}</span>
              </th>
            </tr>
          </thead>
          {drawn.map((r, i) => (
            <Row key={r.id} {...row} id={r.id} number={i + 1} blank={r.blank} />
          ))}
          {foot}
        </table>
      </div>
      <template data-new-row>
        <table>
          <Row {...row} id={NEW_ROW} number={0} blank={false} />
        </table>
      </template>
      <p class="m-rows-add">
        <button type="button" class="m-button m-secondary m-small" data-add hidden>
          <Icon name="plus" />
          <span>
            {t.addRow}
            <span class="visually-hidden">: {label}</span>
          </span>
        </button>
      </p>
      <p class="visually-hidden" aria-live="polite" data-said />
      {children}
    </fieldset>
  );
}

export function Heading({ column }: { column: RowsColumn }) {
  return (
    <>
      {column.label}
      {column.unit && ` (${column.unit})`}
      {!column.required && <Optional />}
    </>
  );
}

type RowProps<C extends RowsColumn> = Common<C> & { id: string; number: number; blank: boolean };

/** Short cells side by side, then each long text across the whole width. */
function Row<C extends RowsColumn>({ remarks, id, number: n, blank, ...cells }: RowProps<C>) {
  const t = useCopy(rowsCopy);
  const state = useForm();
  const { name, columns } = cells;
  const at = (column: string) => `${name}.${id}.${column}`;
  const place = fieldId(at('_order'), state.id);
  const remove = fieldId(at('_remove'), state.id);
  const short = columns.filter((c) => !c.long);
  const long = columns.filter((c) => c.long);
  const reasonsAt = (column: string) => state.form.reasons.filter((r) => r.at === at(column));
  // A narrow cell has no room for words: what is wrong with the short ones stands below them all.
  const refused = short.some((c) => reasonsAt(c.id).length > 0);
  const remarked = remarks?.(id);
  return (
    <tbody role="rowgroup" data-row={id} data-blank={blank || undefined}>
      <tr role="row">
        <th role="rowheader" scope="row" data-number>
          {n}
        </th>
        {short.map((c) => (
          <td key={c.id} role="cell" class={`m-cell-${c.kind}`}>
            <Cell {...cells} column={c} at={at(c.id)} number={n} />
          </td>
        ))}
        <td role="cell" class="m-rows-actions" rowSpan={1 + (refused ? 1 : 0) + long.length + (remarked ? 1 : 0)}>
          <div class="m-rows-plain" data-no-script>
            <label for={place}>
              {t.place}
              <span class="visually-hidden">, {t.row(n)}</span>
            </label>
            <input id={place} class="m-input" type="text" inputMode="numeric" name={at('_order')} value={String(n)} />
            {!blank && (
              <span class="m-rows-remove">
                <input id={remove} type="checkbox" name={at('_remove')} value="on" />
                <label for={remove}>
                  {t.removeRow}
                  <span class="visually-hidden">, {t.row(n)}</span>
                </label>
              </span>
            )}
          </div>
          <div class="m-rows-buttons" data-buttons hidden>
            {(
              [
                ['up', 'arrow-up'],
                ['down', 'arrow-down'],
                ['removeRow', 'close'],
              ] as const
            ).map(([does, icon]) => (
              <button key={does} type="button" data-does={does} title={t[does]}>
                <Icon name={icon} />
                <span class="visually-hidden">
                  {t[does]}, <span data-row-said>{t.row(n)}</span>
                </span>
              </button>
            ))}
          </div>
        </td>
      </tr>
      {refused && (
        <tr role="row">
          <td role="cell" />
          <td role="cell" colSpan={short.length} class="m-cell-errors">
            {short.map((c) => (
              <FieldErrors key={c.id} id={fieldId(at(c.id), state.id)} reasons={reasonsAt(c.id)} />
            ))}
          </td>
        </tr>
      )}
      {long.map((c) => (
        <tr role="row" key={c.id}>
          <td role="cell" />
          <td role="cell" colSpan={short.length} class="m-cell-longText">
            <Cell {...cells} column={c} at={at(c.id)} number={n} />
          </td>
        </tr>
      ))}
      {remarked && (
        <tr role="row">
          <td role="cell" />
          <td role="cell" colSpan={short.length}>
            {remarked}
          </td>
        </tr>
      )}
    </tbody>
  );
}

function Cell<C extends RowsColumn>({ column, at, number: n, input, help }: Common<C> & { column: C; at: string; number: number }) {
  const t = useCopy(rowsCopy);
  const { drawn, reasons } = useField({ name: at });
  const native = { id: drawn.id, name: at, 'aria-describedby': drawn.describedBy, 'aria-invalid': drawn.invalid };
  const helped = column.long && help?.(column);
  return (
    <div class={reasons.length > 0 ? 'm-cell m-cell-bad' : 'm-cell'}>
      <label for={drawn.id}>
        <Heading column={column} />
        <span class="visually-hidden">
          , <span data-row-said>{t.row(n)}</span>
        </span>
      </label>
      {input(column, { native, text: drawn.text })}
      {helped && <p class="m-hint">{helped}</p>}
      {column.long && <FieldErrors id={drawn.id} reasons={reasons} />}
    </div>
  );
}
