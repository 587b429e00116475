import { answersCopy } from '#src/funding/applications/copy/answers.ts';
import { rowsTyped } from '#src/funding/applications/rules/typed.ts';
import { useCopy } from '#src/ui/context.ts';
import { FieldErrors, fieldId, Optional, useField, useForm } from '#src/ui/form.tsx';
import { Icon } from '#src/ui/icon.tsx';
import type { ComponentChildren } from 'preact';

/** `list`: the id of a datalist. `kept`: sent along unseen, shown as a remark under the row. */
export type RowColumn = { id: string; label: string; kind: 'text' | 'date' | 'long' | 'kept'; required?: boolean; list?: string; figures?: boolean };

/** Stands for the id of a row that the script will add. */
const NEW_ROW = 'newrow';

/** Rows of plain cells, sent as `name.<row>.<column>`. The script adds, moves and removes them; without it there are blank rows, places and boxes. */
export function RowsField({
  name,
  label,
  hint,
  columns,
  most,
}: {
  name: string;
  label: string;
  hint?: ComponentChildren;
  columns: readonly RowColumn[];
  most: number;
}) {
  const t = useCopy(answersCopy);
  const state = useForm();
  const id = fieldId(name, state.id);
  const reasons = state.form.reasons.filter((r) => r.at === name);
  const rows = rowsTyped({ id: name, columns }, state.form.values).filter((r) => !r.removed && Object.values(r.cells).some((c) => c.trim() !== ''));
  const blanks = Math.max(0, Math.min(most - rows.length, 2));
  const drawn = [
    ...rows.map((r) => ({ id: r.id, blank: false })),
    ...Array.from({ length: blanks }, () => ({ id: crypto.randomUUID().slice(0, 8), blank: true })),
  ];
  const short = columns.filter((c) => c.kind === 'text' || c.kind === 'date');
  return (
    <fieldset
      class={`m-field m-rows${reasons.length > 0 ? ' m-invalid' : ''}`}
      aria-describedby={`${id}-hint`}
      data-rows={name}
      data-rows-max={most}
      data-added={t.added}
      data-removed={t.removed}
      data-moved={t.moved}
    >
      <legend id={id} tabIndex={-1}>
        {label}
        <Optional />
      </legend>
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
              {short.map((c) => (
                <th key={c.id} role="columnheader" scope="col">
                  {c.label}
                  {!c.required && <Optional />}
                </th>
              ))}
              <th role="columnheader" scope="col">
                <span class="visually-hidden">{t.actions}</span>
              </th>
            </tr>
          </thead>
          {drawn.map((row, i) => (
            <Row key={row.id} name={name} columns={columns} id={row.id} number={i + 1} blank={row.blank} />
          ))}
        </table>
      </div>
      <template data-new-row>
        <table>
          <Row name={name} columns={columns} id={NEW_ROW} number={0} blank={false} />
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
    </fieldset>
  );
}

type RowProps = { name: string; columns: readonly RowColumn[]; id: string; number: number; blank: boolean };

function Row({ name, columns, id, number: n, blank }: RowProps) {
  const t = useCopy(answersCopy);
  const state = useForm();
  const at = (column: string) => `${name}.${id}.${column}`;
  const short = columns.filter((c) => c.kind === 'text' || c.kind === 'date');
  const long = columns.filter((c) => c.kind === 'long');
  const kept = columns.filter((c) => c.kind === 'kept');
  const reasonsAt = (column: string) => state.form.reasons.filter((r) => r.at === at(column));
  const refused = short.some((c) => reasonsAt(c.id).length > 0);
  const remarks = kept.map((c) => ({ ...c, text: String(state.form.values[at(c.id)] ?? '') })).filter((c) => c.text !== '');
  const place = fieldId(at('_order'), state.id);
  const remove = fieldId(at('_remove'), state.id);
  return (
    <tbody role="rowgroup" data-row={id} data-blank={blank || undefined}>
      <tr role="row">
        <th role="rowheader" scope="row" data-number>
          {n}
        </th>
        {short.map((c) => (
          <td key={c.id} role="cell" class={`m-cell-${c.kind}`}>
            <Cell column={c} name={at(c.id)} number={n} />
          </td>
        ))}
        <td role="cell" class="m-rows-actions" rowSpan={1 + (refused ? 1 : 0) + long.length + (remarks.length > 0 ? 1 : 0)}>
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
            <Cell column={c} name={at(c.id)} number={n} />
          </td>
        </tr>
      ))}
      {remarks.length > 0 && (
        <tr role="row">
          <td role="cell" />
          <td role="cell" colSpan={short.length}>
            {remarks.map((c) => (
              <p class="m-hint" key={c.id}>
                <input type="hidden" name={at(c.id)} value={c.text} />
                {c.label} {c.text}
              </p>
            ))}
          </td>
        </tr>
      )}
    </tbody>
  );
}

function Cell({ column, name, number: n }: { column: RowColumn; name: string; number: number }) {
  const t = useCopy(answersCopy);
  const { drawn, reasons } = useField({ name });
  const native = { id: drawn.id, name, 'aria-describedby': drawn.describedBy, 'aria-invalid': drawn.invalid };
  return (
    <div class={reasons.length > 0 ? 'm-cell m-cell-bad' : 'm-cell'}>
      <label for={drawn.id}>
        {column.label}
        {!column.required && <Optional />}
        <span class="visually-hidden">
          , <span data-row-said>{t.row(n)}</span>
        </span>
      </label>
      {column.kind === 'long' ? (
        <textarea {...native} class="m-input" rows={2} value={drawn.text} />
      ) : (
        <input
          {...native}
          class={column.figures ? 'm-input m-figures' : 'm-input'}
          type={column.kind === 'date' ? 'date' : 'text'}
          inputMode={column.figures ? 'numeric' : undefined}
          list={column.list}
          value={drawn.text}
        />
      )}
      {column.kind === 'long' && <FieldErrors id={drawn.id} reasons={reasons} />}
    </div>
  );
}
