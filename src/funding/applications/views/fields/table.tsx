import { readNumber } from '#src/core/figures.ts';
import { number } from '#src/core/money.ts';
import type { FormColumn, FormField } from '#src/funding/calls/schema.ts';
import { GanttOf, isSummed, namedRows, sumOf } from '#src/ui/answer.tsx';
import { useCopy, usePage } from '#src/ui/context.ts';
import { uiCopy } from '#src/ui/copy.ts';
import { FieldErrors, fieldId, useField, useForm } from '#src/ui/form.tsx';
import { Icon } from '#src/ui/icon.tsx';
import { Fragment } from 'preact';
import { answersCopy } from '../../copy/answers.ts';
import { asRows, charLimit } from '../../rules/answers.ts';
import { rowsTyped } from '../../rules/typed.ts';
import { aroundOf, type FieldsOf } from './fields.tsx';

/** Stands for the id of a row that the script will add. */
const NEW_ROW = 'newrow';

/** Rows are added, moved and taken out by the script; without it by blank rows, their places and boxes to tick. */
export function TableField({ field, application, hint }: { field: FormField; application: FieldsOf; hint?: string }) {
  const t = useCopy(answersCopy);
  const { locale } = usePage();
  const state = useForm();
  const id = fieldId(field.id, state.id);
  const reasons = state.form.reasons.filter((r) => r.at === field.id);
  const rows = rowsTyped(field, state.form.values).filter((r) => !r.removed);
  const written = rows.filter((r) => Object.values(r.cells).some((c) => c.trim() !== ''));
  const { minRows = 0, maxRows = Infinity } = field;
  const blanks = Math.max(0, Math.min(maxRows - written.length, written.length === 0 ? Math.max(minRows, 2) : 2));
  const drawn = [
    ...written.map((r) => ({ id: r.id, blank: false })),
    ...Array.from({ length: blanks }, () => ({ id: crypto.randomUUID().slice(0, 8), blank: true })),
  ];
  const columns = field.columns ?? [];
  const short = columns.filter((c) => c.kind !== 'longText');
  const long = columns.filter((c) => c.kind === 'longText');
  const around = aroundOf(application);
  const stored = asRows(application.version.call.form.sections.map((s) => application.proposal.answers[s.id]?.[field.id]).find((a) => a !== undefined));
  const limits = minRows > 0 || field.maxRows !== undefined ? t.rowsBetween(minRows, field.maxRows ?? null) : undefined;
  const named = columns.find((c) => c.kind === 'text' || c.kind === 'longText');
  const rowProps = { field, short, long, application };
  return (
    <fieldset
      class={`m-field m-rows${reasons.length > 0 ? ' m-invalid' : ''}`}
      aria-describedby={`${id}-hint`}
      data-rows={field.id}
      data-rows-max={field.maxRows}
      data-rows-name={named?.id}
      data-added={t.added}
      data-removed={t.removed}
      data-moved={t.moved}
      data-pasted={t.pasted(0)}
      data-pasted-one={t.pasted(1)}
    >
      <legend id={id} tabIndex={-1}>
        {field.label[locale]}
      </legend>
      {/* A table without rows sends nothing else: this says that it was there. */}
      <input type="hidden" name={field.id} value="" />
      <div class="m-hint" id={`${id}-hint`}>
        {[hint, limits].filter(Boolean).join(' ')} <span data-no-script>{t.rowsHint}</span>
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
                <th key={c.id} role="columnheader" scope="col" class={c.kind === 'number' || c.kind === 'month' ? 'm-figures' : undefined}>
                  <Heading column={c} />
                </th>
              ))}
              <th role="columnheader" scope="col">
                <span class="visually-hidden">{t.actions}</span>
              </th>
            </tr>
          </thead>
          {drawn.map((row, i) => (
            <Row key={row.id} {...rowProps} id={row.id} number={i + 1} blank={row.blank} />
          ))}
          {short.some(isSummed) && <Totals columns={short} rows={written.map((r) => r.cells)} />}
        </table>
      </div>
      <template data-new-row>
        <table>
          <Row {...rowProps} id={NEW_ROW} number={0} blank={false} />
        </table>
      </template>
      <p class="m-rows-add">
        <button type="button" class="m-button m-secondary m-small" data-add hidden>
          <Icon name="plus" />
          <span>
            {t.addRow}
            <span class="visually-hidden">: {field.label[locale]}</span>
          </span>
        </button>
      </p>
      <p class="visually-hidden" aria-live="polite" data-said />
      {field.gantt && stored.length > 0 && (
        <>
          <GanttOf field={field} rows={stored} around={around} />
          <p class="m-hint">{t.ganttSaved}</p>
        </>
      )}
    </fieldset>
  );
}

function Heading({ column }: { column: FormColumn }) {
  const { locale } = usePage();
  const u = useCopy(uiCopy);
  return (
    <>
      {column.label[locale]}
      {column.unit && ` (${column.unit[locale]})`}
      {!column.required && <span class="m-optional"> ({u.optional})</span>}
    </>
  );
}

type RowProps = {
  field: FormField;
  application: FieldsOf;
  short: readonly FormColumn[];
  long: readonly FormColumn[];
  id: string;
  number: number;
  blank: boolean;
};

/** Short cells side by side, then each long text across the whole width. */
function Row({ field, application, short, long, id, number: n, blank }: RowProps) {
  const t = useCopy(answersCopy);
  const state = useForm();
  const at = (column: string) => `${field.id}.${id}.${column}`;
  const place = fieldId(at('_order'), state.id);
  const remove = fieldId(at('_remove'), state.id);
  const reasonsAt = (column: string) => state.form.reasons.filter((r) => r.at === at(column));
  // A narrow cell has no room for words: what is wrong with the short ones stands below them all.
  const refused = short.some((c) => reasonsAt(c.id).length > 0);
  return (
    <tbody role="rowgroup" data-row={id} data-blank={blank || undefined}>
      <tr role="row">
        <th role="rowheader" scope="row" data-number>
          {n}
        </th>
        {short.map((c) => (
          <td key={c.id} role="cell" class={`m-cell-${c.kind}`}>
            <Cell column={c} name={at(c.id)} number={n} application={application} />
          </td>
        ))}
        <td role="cell" class="m-rows-actions" rowSpan={1 + (refused ? 1 : 0) + long.length}>
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
            <Cell column={c} name={at(c.id)} number={n} application={application} />
          </td>
        </tr>
      ))}
    </tbody>
  );
}

function Cell({ column, name, number: n, application }: { column: FormColumn; name: string; number: number; application: FieldsOf }) {
  const t = useCopy(answersCopy);
  const u = useCopy(uiCopy);
  const { locale } = usePage();
  const { drawn, reasons } = useField({ name });
  const native = {
    id: drawn.id,
    name,
    'aria-describedby': drawn.describedBy,
    'aria-invalid': drawn.invalid,
  };
  const choose = (options: readonly { id: string; label: string }[], more: object = {}) => (
    <select {...native} {...more} class="m-input m-select">
      <option value="">{u.choose}</option>
      {drawn.text !== '' && !options.some((o) => o.id === drawn.text) && (
        <option value={drawn.text} selected>
          {t.goneChoice}
        </option>
      )}
      {options.map((o) => (
        <option key={o.id} value={o.id} selected={o.id === drawn.text}>
          {o.label}
        </option>
      ))}
    </select>
  );
  const input = () => {
    switch (column.kind) {
      case 'longText':
        return <textarea {...native} class="m-input" rows={3} data-limit={charLimit(column)} data-left={u.left} data-over={u.over} value={drawn.text} />;
      case 'choice':
        return choose((column.options ?? []).map((o) => ({ id: o.id, label: o.label[locale] })));
      case 'member':
        return choose(application.proposal.facts.members.map((m) => ({ id: m.id, label: m.name })));
      case 'row':
        return choose(
          namedRows(aroundOf(application), column.of).map((r) => ({ id: r.id, label: r.name })),
          { 'data-rows-of': column.of },
        );
      case 'date':
        return <input {...native} class="m-input" type="date" value={drawn.text} />;
      case 'number':
      case 'month':
        return (
          <input
            {...native}
            class="m-input m-figures"
            type="text"
            inputMode={column.kind === 'month' ? 'numeric' : 'decimal'}
            value={drawn.text}
            data-sum={isSummed(column) ? column.id : undefined}
          />
        );
      default:
        return <input {...native} class="m-input" type="text" value={drawn.text} />;
    }
  };
  return (
    <div class={reasons.length > 0 ? 'm-cell m-cell-bad' : 'm-cell'}>
      <label for={drawn.id}>
        <Heading column={column} />
        <span class="visually-hidden">
          , <span data-row-said>{t.row(n)}</span>
        </span>
      </label>
      {input()}
      {column.help && column.kind === 'longText' && <p class="m-hint">{column.help[locale]}</p>}
      {column.kind === 'longText' && <FieldErrors id={drawn.id} reasons={reasons} />}
    </div>
  );
}

function Totals({ columns, rows }: { columns: readonly FormColumn[]; rows: readonly Record<string, string>[] }) {
  const u = useCopy(uiCopy);
  const { locale } = usePage();
  return (
    <tfoot role="rowgroup">
      <tr role="row">
        <th role="rowheader" scope="row">
          {u.total}
        </th>
        {columns.map((c) => (
          <td key={c.id} role="cell" class="m-figures">
            {isSummed(c) && (
              <Fragment>
                <span class="m-cell-name">
                  <Heading column={c} />
                  {': '}
                </span>
                <output data-total={c.id}>
                  {number(
                    sumOf(
                      c,
                      rows.map((r) => ({ [c.id]: readNumber(r[c.id] ?? '', c.unit) })),
                    ),
                    locale,
                  )}
                </output>
              </Fragment>
            )}
          </td>
        ))}
        <td role="cell" />
      </tr>
    </tfoot>
  );
}
