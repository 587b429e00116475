import { readNumber } from '#src/core/figures.ts';
import { number } from '#src/core/money.ts';
import type { FormColumn, FormField } from '#src/funding/calls/schema.ts';
import { GanttOf, isSummed, namedRows, sumOf } from '#src/ui/answer.tsx';
import { useCopy, usePage } from '#src/ui/context.ts';
import { uiCopy } from '#src/ui/copy.ts';
import { useForm } from '#src/ui/form.tsx';
import { Heading, Rows, type CellInput, type RowsColumn } from '#src/ui/rows.tsx';
import { Fragment } from 'preact';
import { answersCopy } from '../../copy/answers.ts';
import { asRows, charLimit } from '../../rules/answers.ts';
import { rowsTyped } from '../../rules/typed.ts';
import { aroundOf, type FieldsOf } from './fields.tsx';

type Column = RowsColumn & { of: FormColumn };

/** Rows are added, moved and taken out by the script; without it by blank rows, their places and boxes to tick. */
export function TableField({ field, application, hint }: { field: FormField; application: FieldsOf; hint?: string }) {
  const t = useCopy(answersCopy);
  const { locale } = usePage();
  const state = useForm();
  const rows = rowsTyped(field, state.form.values).filter((r) => !r.removed);
  const written = rows.filter((r) => Object.values(r.cells).some((c) => c.trim() !== ''));
  const { minRows = 0, maxRows = Infinity } = field;
  const columns = (field.columns ?? []).map((c): Column => ({
    id: c.id,
    kind: c.kind,
    label: c.label[locale],
    unit: c.unit?.[locale],
    required: c.required,
    long: c.kind === 'longText',
    figures: c.kind === 'number' || c.kind === 'month',
    of: c,
  }));
  const summed = columns.filter((c) => !c.long);
  const around = aroundOf(application);
  const stored = asRows(application.version.call.form.sections.map((s) => application.proposal.answers[s.id]?.[field.id]).find((a) => a !== undefined));
  const limits = minRows > 0 || field.maxRows !== undefined ? t.rowsBetween(minRows, field.maxRows ?? null) : undefined;
  const named = columns.find((c) => c.kind === 'text' || c.kind === 'longText');
  return (
    <Rows
      name={field.id}
      label={field.label[locale]}
      hint={[hint, limits].filter(Boolean).join(' ')}
      columns={columns}
      written={written.map((r) => r.id)}
      blanks={Math.max(0, Math.min(maxRows - written.length, written.length === 0 ? Math.max(minRows, 2) : 2))}
      most={field.maxRows}
      script={{ 'data-rows-name': named?.id, 'data-pasted': t.pasted(0), 'data-pasted-one': t.pasted(1) }}
      // A table without rows sends nothing else: this says that it was there.
      before={<input type="hidden" name={field.id} value="" />}
      input={(column, cell) => <Input column={column.of} cell={cell} application={application} />}
      help={(column) => column.of.help?.[locale]}
      foot={summed.some((c) => isSummed(c.of)) && <Totals columns={summed} rows={written.map((r) => r.cells)} />}
    >
      {field.gantt && stored.length > 0 && (
        <>
          <GanttOf field={field} rows={stored} around={around} />
          <p class="m-hint">{t.ganttSaved}</p>
        </>
      )}
    </Rows>
  );
}

function Input({ column, cell: { native, text }, application }: { column: FormColumn; cell: CellInput; application: FieldsOf }) {
  const t = useCopy(answersCopy);
  const u = useCopy(uiCopy);
  const { locale } = usePage();
  const choose = (options: readonly { id: string; label: string }[], more: object = {}) => (
    <select {...native} {...more} class="m-input m-select">
      <option value="">{u.choose}</option>
      {text !== '' && !options.some((o) => o.id === text) && (
        <option value={text} selected>
          {t.goneChoice}
        </option>
      )}
      {options.map((o) => (
        <option key={o.id} value={o.id} selected={o.id === text}>
          {o.label}
        </option>
      ))}
    </select>
  );
  switch (column.kind) {
    case 'longText':
      return <textarea {...native} class="m-input" rows={3} data-limit={charLimit(column)} data-left={u.left} data-over={u.over} value={text} />;
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
      return <input {...native} class="m-input" type="date" value={text} />;
    case 'number':
    case 'month':
      return (
        <input
          {...native}
          class="m-input m-figures"
          type="text"
          inputMode={column.kind === 'month' ? 'numeric' : 'decimal'}
          value={text}
          data-sum={isSummed(column) ? column.id : undefined}
        />
      );
    default:
      return <input {...native} class="m-input" type="text" value={text} />;
  }
}

function Totals({ columns, rows }: { columns: readonly Column[]; rows: readonly Record<string, string>[] }) {
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
            {isSummed(c.of) && (
              <Fragment>
                <span class="m-cell-name">
                  <Heading column={c} />
                  {': '}
                </span>
                <output data-total={c.id}>
                  {number(
                    sumOf(
                      c.of,
                      rows.map((r) => ({ [c.id]: readNumber(r[c.id] ?? '', c.of.unit) })),
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
