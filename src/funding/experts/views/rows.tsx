import { rowsTyped } from '#src/funding/applications/rules/typed.ts';
import { useForm } from '#src/ui/form.tsx';
import { Rows } from '#src/ui/rows.tsx';
import type { ComponentChildren } from 'preact';

/** `list`: the id of a datalist. `kept`: sent along unseen, shown as a remark under the row. */
export type RowColumn = { id: string; label: string; kind: 'text' | 'date' | 'long' | 'kept'; required?: boolean; list?: string; figures?: boolean };

type RowsFieldProps = { name: string; label: string; hint?: ComponentChildren; columns: readonly RowColumn[]; most: number };

/** Rows of plain cells. */
export function RowsField({ name, label, hint, columns, most }: RowsFieldProps) {
  const { values } = useForm().form;
  const rows = rowsTyped({ id: name, columns }, values).filter((r) => !r.removed && Object.values(r.cells).some((c) => c.trim() !== ''));
  const kept = columns.filter((c) => c.kind === 'kept');
  const remarks = (row: string) => {
    const said = kept.map((c) => ({ ...c, at: `${name}.${row}.${c.id}` })).filter((c) => String(values[c.at] ?? '') !== '');
    if (said.length === 0) return null;
    return said.map((c) => (
      <p class="m-hint" key={c.id}>
        <input type="hidden" name={c.at} value={String(values[c.at])} />
        {c.label} {String(values[c.at])}
      </p>
    ));
  };
  return (
    <Rows
      name={name}
      label={label}
      optional
      hint={hint}
      columns={columns.filter((c) => c.kind !== 'kept').map((c) => ({ ...c, long: c.kind === 'long' }))}
      written={rows.map((r) => r.id)}
      blanks={Math.max(0, Math.min(most - rows.length, 2))}
      most={most}
      remarks={remarks}
      input={(column, { native, text }) =>
        column.long ? (
          <textarea {...native} class="m-input" rows={2} value={text} />
        ) : (
          <input
            {...native}
            class={column.figures ? 'm-input m-figures' : 'm-input'}
            type={column.kind === 'date' ? 'date' : 'text'}
            inputMode={column.figures ? 'numeric' : undefined}
            list={column.list}
            value={text}
          />
        )
      }
    />
  );
}
