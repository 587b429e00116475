import { euros, number as showNumber } from '#src/core/money.ts';
import { romeDate, romeLocal } from '#src/core/time.ts';
import { weightLimit } from '#src/core/weight.ts';
import type { Locale } from '#src/core/words.ts';
import { heavySaid, type LimitOf } from '#src/plumbing/heavy.ts';
import type { ComponentChildren, VNode } from 'preact';
import { useId } from 'preact/hooks';
import { useCopy, useHref, usePage } from './context.ts';
import { uiCopy } from './copy.ts';
import { attributes, Field, FieldErrors, useField, type FieldProps } from './form.tsx';
import { Icon } from './icon.tsx';

export type TextFieldProps = FieldProps & {
  type?: 'text' | 'email' | 'tel' | 'url' | 'password' | 'search';
  inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | 'url';
  spellcheck?: boolean;
  maxLength?: number;
};

export function TextField(props: TextFieldProps) {
  const { type = 'text', inputMode, spellcheck, maxLength } = props;
  return (
    <Field
      {...props}
      draw={(f) => (
        <input
          {...attributes(f, props)}
          class="m-input"
          type={type as 'text'}
          value={type === 'password' ? '' : f.text}
          inputMode={inputMode}
          spellcheck={spellcheck}
          maxLength={maxLength}
        />
      )}
    />
  );
}

export type TextAreaProps = FieldProps & {
  rows?: number;
  /** The limit in characters. It is said, and counted where the script is loaded; never enforced by cutting what is typed. */ limit?: number;
};

export function TextArea(props: TextAreaProps) {
  const t = useCopy(uiCopy);
  const { locale } = usePage();
  const { rows = 6, limit } = props;
  return (
    <Field
      {...props}
      extraHint={limit === undefined ? undefined : t.atMost(showNumber(limit, locale))}
      draw={(f) => (
        <textarea
          {...attributes(f, props)}
          class="m-input"
          rows={rows}
          data-limit={limit}
          data-left={limit && t.left}
          data-over={limit && t.over}
          value={f.text}
        />
      )}
    />
  );
}

export type NumberFieldProps = FieldProps & { unit?: string; whole?: boolean };

/** A figure as people type it: no spinner, no wheel accidents; the schema reads and checks it. */
export function NumberField(props: NumberFieldProps) {
  return (
    <Field
      width="s"
      {...props}
      draw={(f) => (
        <WithUnit unit={props.unit}>
          {<input {...attributes(f, props)} class="m-input m-figures" type="text" inputMode={props.whole ? 'numeric' : 'decimal'} value={f.text} />}
        </WithUnit>
      )}
    />
  );
}

/** Euros, in Italian or English notation. A number among the values is cents; text is shown again as it was typed. */
export function MoneyField(props: FieldProps) {
  const t = useCopy(uiCopy);
  const { locale } = usePage();
  return (
    <Field
      width="m"
      {...props}
      extraHint={t.moneyHint}
      draw={(f, value) => (
        <WithUnit unit="€">
          {
            <input
              {...attributes(f, props)}
              class="m-input m-figures"
              type="text"
              inputMode="decimal"
              value={typeof value === 'number' ? typed(value, locale) : f.text}
            />
          }
        </WithUnit>
      )}
    />
  );
}

/** Euros in a cell of a table, whose headings say what they are of: the label is heard, not seen. */
export function MoneyCell(props: { name: string; label: string }) {
  const { locale } = usePage();
  const { drawn, value, reasons } = useField(props);
  return (
    <>
      <label class="visually-hidden" for={drawn.id}>
        {props.label}
      </label>
      <FieldErrors id={drawn.id} reasons={reasons} />
      <input
        {...attributes(drawn, props)}
        class="m-input m-figures"
        type="text"
        inputMode="decimal"
        size={11}
        value={typeof value === 'number' ? typed(value, locale) : drawn.text}
      />
    </>
  );
}

/** Cents as the reader would type them, `1.234,56` or `1,234.56`. */
export const typed = (cents: number, locale: Locale) => euros(cents, locale).replace(/[^\d.,-]/g, '');

function WithUnit({ unit, children }: { unit: string | undefined; children: VNode }) {
  return unit ? (
    <div class="m-with-unit">
      {children}
      <span class="m-unit">{unit}</span>
    </div>
  ) : (
    children
  );
}

/** A calendar date; an instant among the values is shown as its date in Rome. */
export function DateField(props: FieldProps & { min?: string; max?: string }) {
  return (
    <Field
      width="s"
      {...props}
      draw={(f) => (
        <input {...attributes(f, props)} class="m-input" type="date" min={props.min} max={props.max} value={isInstant(f.text) ? romeDate(f.text) : f.text} />
      )}
    />
  );
}

/** Wall-clock time in Rome, `2024-02-21T12:00`; an instant among the values is shown so. Read it with `romeInstant`. */
export function DateTimeField(props: FieldProps) {
  const t = useCopy(uiCopy);
  return (
    <Field
      width="m"
      {...props}
      extraHint={t.romeTime}
      draw={(f) => <input {...attributes(f, props)} class="m-input" type="datetime-local" value={isInstant(f.text) ? romeLocal(f.text) : f.text} />}
    />
  );
}

const isInstant = (text: string) => /^\d{4}-\d\d-\d\dT.*Z$/.test(text);

export type FileFieldProps = Omit<FieldProps, 'readOnly' | 'autocomplete'> & {
  /** `.pdf,.p7m` */ accept?: string;
  maxBytes?: number;
  /** Who sets `maxBytes`, if not this system. */ limitOf?: LimitOf;
  multiple?: boolean;
  current?: { href: string; name: string };
};

export function FileField(props: FileFieldProps) {
  const t = useCopy(uiCopy);
  const path = useHref();
  const { locale } = usePage();
  const heaviest = props.maxBytes && {
    'data-max': props.maxBytes,
    // What only the browser knows is put in there: how much the file weighs and, of several, which.
    'data-heavy': heavySaid({ own: '#own', maxBytes: props.maxBytes, of: props.limitOf ?? 'system', file: props.multiple ? '#file' : undefined }, locale),
  };
  const said = [
    props.accept &&
      t.fileTypes(
        props.accept
          .split(',')
          .filter((a) => !a.includes('/'))
          .map((a) => a.trim().replace(/^\./, '').toUpperCase())
          .join(', '),
      ),
    props.maxBytes && t.fileSize(weightLimit(props.maxBytes, locale)),
  ]
    .filter(Boolean)
    .join(' ');
  return (
    <Field
      {...props}
      extraHint={said || undefined}
      draw={(f) => (
        <>
          {props.current && (
            <p class="m-file-now">
              <Icon name="file" /> {t.fileNow} <a href={path(props.current.href)}>{props.current.name}</a>
            </p>
          )}
          <input {...attributes(f, props)} class="m-input m-file" type="file" accept={props.accept} multiple={props.multiple} {...heaviest} />
        </>
      )}
    />
  );
}

/** `10 MB`, `640 kB`. */
export function size(bytes: number, locale: 'it' | 'en'): string {
  return bytes >= 1_000_000 ? `${showNumber(Math.round(bytes / 100_000) / 10, locale)} MB` : `${showNumber(Math.max(1, Math.round(bytes / 1000)), locale)} kB`;
}

/** Fields that belong together, under one legend. */
export function FieldSet({
  legend,
  hint,
  children,
  columns,
}: {
  legend: ComponentChildren;
  hint?: ComponentChildren;
  columns?: boolean;
  children?: ComponentChildren;
}) {
  const id = useId();
  return (
    <fieldset class="m-fieldset" aria-describedby={hint ? id : undefined}>
      <legend>{legend}</legend>
      {hint && (
        <p class="m-hint" id={id}>
          {hint}
        </p>
      )}
      <div class={columns ? 'm-columns' : undefined}>{children}</div>
    </fieldset>
  );
}
