import type { Decision, Reason } from '#src/core/decision.ts';
import { euros, number as showNumber } from '#src/core/money.ts';
import { romeDate, romeLocal } from '#src/core/time.ts';
import type { Locale } from '#src/core/words.ts';
import type { Again, RawInput } from '#src/plumbing/http/door.ts';
import { createContext, type ComponentChildren, type VNode } from 'preact';
import { useContext, useId } from 'preact/hooks';
import { useCopy, useHref, usePage } from './context.ts';
import { uiCopy } from './copy.ts';
import { Icon, type IconName } from './icon.tsx';
import { Reasons, SourceNote } from './reasons.tsx';

/** A form before anyone has typed: nothing to show again. */
export const fresh: Again = { values: {}, reasons: [] };

/** A form that starts from what is stored. */
export const filled = (values: RawInput): Again => ({ values, reasons: [] });

const FormState = createContext<{ form: Again; id: string }>({ form: fresh, id: 'f' });

/** What the form around was sent with and why it was refused. */
export const useForm = () => useContext(FormState);

/** The id of a field's input: what an error in the summary links to. */
export const fieldId = (name: string, formId = 'f') => `${formId}-${name.replace(/[^\w-]+/g, '-').replace(/-+$/, '')}`;

export type FormProps = {
  /** Our own address, without the language prefix. */
  action: string;
  /** What was typed and why it was refused; fields inside find their own share of it. */
  form?: Again;
  /** Prefix of the fields' ids, when a page holds two forms with fields of the same name. */
  id?: string;
  method?: 'post' | 'get';
  /** Holds a file field. */
  multipart?: boolean;
  /** The script, where it is loaded, warns before changes are lost. */
  guardUnsaved?: boolean;
  /** Draw the summary elsewhere, with `ErrorSummary`. */
  noSummary?: boolean;
  label?: string;
  class?: string;
  /** For an island: `data-` attributes. */
  data?: Readonly<Record<string, string>>;
  children?: ComponentChildren;
};

/** A form that works without script: a plain POST, its errors summed up at the top, a key so that it cannot happen twice. */
export function Form({ action, form = fresh, id = 'f', method = 'post', multipart, guardUnsaved, noSummary, label, class: name, data, children }: FormProps) {
  const path = useHref();
  return (
    <FormState.Provider value={{ form, id }}>
      <form
        class={name ? `m-form ${name}` : 'm-form'}
        action={path(action)}
        method={method}
        enctype={multipart ? 'multipart/form-data' : undefined}
        noValidate
        aria-label={label}
        data-once={method === 'post' ? '' : undefined}
        data-guard={guardUnsaved ? '' : undefined}
        {...data}
      >
        {method === 'post' && <input type="hidden" name="idempotencyKey" value={crypto.randomUUID()} />}
        {!noSummary && <ErrorSummary />}
        {children}
      </form>
    </FormState.Provider>
  );
}

/** Every reason for which a form was refused; those of a field lead to it. Takes the focus when the page opens. */
export function ErrorSummary(props: { form?: Again; formId?: string }) {
  const state = useContext(FormState);
  const t = useCopy(uiCopy);
  const { explain } = usePage();
  const heading = useId();
  const { reasons } = props.form ?? state.form;
  if (reasons.length === 0) return null;
  return (
    <div class="m-errors" role="alert" tabIndex={-1} autofocus aria-labelledby={heading}>
      <h2 id={heading}>
        <Icon name="error" size="l" />
        {t.errorTitle(reasons.length)}
      </h2>
      <p>{t.errorLead}</p>
      <ul>
        {reasons.map((r, i) => (
          <li key={i}>
            {r.at ? <a href={`#${fieldId(r.at, props.formId ?? state.id)}`}>{explain(r)}</a> : explain(r)} {r.source && <SourceNote source={r.source} />}
          </li>
        ))}
      </ul>
    </div>
  );
}

type Width = 'xs' | 's' | 'm' | 'l';

export type FieldProps = {
  name: string;
  label: ComponentChildren;
  hint?: ComponentChildren;
  /** Fields that are not required say so in words. */
  required?: boolean;
  /** Only outside a `Form`, or to override it. */
  form?: Again;
  autocomplete?: string;
  /** Shown, not to be changed. */
  readOnly?: boolean;
  width?: Width;
};

type Drawn = { id: string; name: string; text: string; texts: readonly string[]; describedBy: string | undefined; invalid: true | undefined };

export function useField(props: { name: string; form?: Again; hint?: ComponentChildren }, extraHint?: ComponentChildren) {
  const state = useContext(FormState);
  const form = props.form ?? state.form;
  const id = fieldId(props.name, state.id);
  const reasons = form.reasons.filter((r) => r.at === props.name);
  const hasHint = Boolean(props.hint) || Boolean(extraHint);
  const describedBy = [hasHint && `${id}-hint`, reasons.length > 0 && `${id}-error`].filter(Boolean).join(' ') || undefined;
  const value = form.values[props.name];
  const drawn: Drawn = { id, name: props.name, text: asText(value), texts: asTexts(value), describedBy, invalid: reasons.length > 0 ? true : undefined };
  return { drawn, value, reasons };
}

function asText(value: unknown): string {
  if (Array.isArray(value)) return asText(value[0]);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

const asTexts = (value: unknown): readonly string[] => (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]).map(asText);

export function Hint({ id, children }: { id: string; children?: ComponentChildren }) {
  return children ? (
    <div class="m-hint" id={`${id}-hint`}>
      {children}
    </div>
  ) : null;
}

export function FieldErrors({ id, reasons }: { id: string; reasons: readonly Reason[] }) {
  const t = useCopy(uiCopy);
  const { explain } = usePage();
  if (reasons.length === 0) return null;
  return (
    <div class="m-field-error" id={`${id}-error`}>
      {reasons.map((r, i) => (
        <p key={i}>
          <Icon name="error" />
          <span>
            <span class="visually-hidden">{t.error} </span>
            {explain(r)}
          </span>
        </p>
      ))}
    </div>
  );
}

export function Optional() {
  const t = useCopy(uiCopy);
  return <span class="m-optional"> ({t.optional})</span>;
}

/** A label, its hint, its errors and one native input. */
function Field(props: FieldProps & { extraHint?: ComponentChildren; draw: (field: Drawn, value: unknown) => VNode }) {
  const { drawn, value, reasons } = useField(props, props.extraHint);
  return (
    <div class={`m-field${reasons.length > 0 ? ' m-invalid' : ''}${props.width ? ` m-w-${props.width}` : ''}`}>
      <label for={drawn.id}>
        {props.label}
        {!props.required && <Optional />}
      </label>
      <Hint id={drawn.id}>{props.hint && props.extraHint ? [props.hint, ' ', props.extraHint] : (props.hint ?? props.extraHint)}</Hint>
      <FieldErrors id={drawn.id} reasons={reasons} />
      {props.draw(drawn, value)}
    </div>
  );
}

/** What every native input of ours carries. */
const attributes = (f: Drawn, p: FieldProps) => ({
  id: f.id,
  name: f.name,
  required: p.required || undefined,
  readOnly: p.readOnly || undefined,
  autocomplete: p.autocomplete,
  'aria-describedby': f.describedBy,
  'aria-invalid': f.invalid,
});

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

/** Cents as the reader would type them, `1.234,56` or `1,234.56`. */
const typed = (cents: number, locale: Locale) => euros(cents, locale).replace(/[^\d.,-]/g, '');

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

export type Option = { value: string; label: string };
export type OptionGroup = { label: string; options: readonly Option[] };
export type SelectFieldProps = FieldProps & {
  options: readonly (Option | OptionGroup)[];
  /** What the empty choice says; `null` leaves it out. */ empty?: string | null;
};

export function SelectField(props: SelectFieldProps) {
  const t = useCopy(uiCopy);
  const { options, empty = t.choose } = props;
  return (
    <Field
      {...props}
      draw={(f) => {
        const draw = (o: Option) => (
          <option key={o.value} value={o.value} selected={o.value === f.text}>
            {o.label}
          </option>
        );
        const { readOnly: _never, ...native } = attributes(f, props);
        return (
          <select {...native} class="m-input m-select">
            {empty !== null && <option value="">{empty}</option>}
            {options.map((o) =>
              'options' in o ? (
                <optgroup key={o.label} label={o.label}>
                  {o.options.map(draw)}
                </optgroup>
              ) : (
                draw(o)
              ),
            )}
          </select>
        );
      }}
    />
  );
}

export type Choice = Option & { hint?: ComponentChildren; disabled?: boolean };
export type ChoiceGroupProps = Omit<FieldProps, 'width' | 'readOnly'> & { options: readonly Choice[]; inline?: boolean };

/** One of several. */
export const RadioGroup = (props: ChoiceGroupProps) => <Choices {...props} type="radio" />;

/** Any of several; the values arrive as a list. */
export const CheckboxGroup = (props: ChoiceGroupProps) => <Choices {...props} type="checkbox" />;

function Choices(props: ChoiceGroupProps & { type: 'radio' | 'checkbox' }) {
  const { drawn, reasons } = useField(props);
  return (
    <fieldset
      class={`m-field m-choices${reasons.length > 0 ? ' m-invalid' : ''}`}
      aria-describedby={drawn.describedBy}
      {...(props.type === 'radio' && { role: 'radiogroup', 'aria-invalid': drawn.invalid })}
    >
      <legend>
        {props.label}
        {!props.required && <Optional />}
      </legend>
      <Hint id={drawn.id}>{props.hint}</Hint>
      <FieldErrors id={drawn.id} reasons={reasons} />
      <div class={props.inline ? 'm-inline' : undefined}>
        {props.options.map((o, i) => {
          const id = i === 0 ? drawn.id : `${drawn.id}-${i}`;
          return (
            <div class="m-check" key={o.value}>
              <input
                type={props.type}
                id={id}
                name={props.name}
                value={o.value}
                checked={drawn.texts.includes(o.value)}
                required={(props.type === 'radio' && props.required) || undefined}
                disabled={o.disabled || undefined}
                aria-describedby={o.hint ? `${id}-more` : undefined}
                aria-invalid={props.type === 'checkbox' ? drawn.invalid : undefined}
              />
              <label for={id}>{o.label}</label>
              {o.hint && (
                <div class="m-hint" id={`${id}-more`}>
                  {o.hint}
                </div>
              )}
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}

export type CheckboxFieldProps = Omit<FieldProps, 'width' | 'readOnly'> & { value?: string };

/** One statement, ticked or not; ticked it arrives as `on`. */
export function CheckboxField(props: CheckboxFieldProps) {
  const { drawn, value, reasons } = useField(props);
  const own = props.value ?? 'on';
  return (
    <div class={`m-field${reasons.length > 0 ? ' m-invalid' : ''}`}>
      <FieldErrors id={drawn.id} reasons={reasons} />
      <div class="m-check">
        <input
          type="checkbox"
          id={drawn.id}
          name={props.name}
          value={own}
          checked={value === true || drawn.texts.includes(own) || drawn.text === 'true'}
          required={props.required || undefined}
          aria-describedby={drawn.describedBy}
          aria-invalid={drawn.invalid}
        />
        <label for={drawn.id}>
          {props.label}
          {!props.required && <Optional />}
        </label>
        <Hint id={drawn.id}>{props.hint}</Hint>
      </div>
    </div>
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
  multiple?: boolean;
  current?: { href: string; name: string };
};

export function FileField(props: FileFieldProps) {
  const t = useCopy(uiCopy);
  const path = useHref();
  const { locale } = usePage();
  const heaviest = props.maxBytes && { 'data-max': props.maxBytes, 'data-heavy': t.fileHeavy(size(props.maxBytes, locale)) };
  const said = [
    props.accept &&
      t.fileTypes(
        props.accept
          .split(',')
          .filter((a) => !a.includes('/'))
          .map((a) => a.trim().replace(/^\./, '').toUpperCase())
          .join(', '),
      ),
    props.maxBytes && t.fileSize(size(props.maxBytes, locale)),
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

export type ButtonTone = 'primary' | 'secondary' | 'danger' | 'plain';

export type ButtonProps = {
  children: ComponentChildren;
  tone?: ButtonTone;
  icon?: IconName;
  name?: string;
  value?: string;
  /** A no draws the button as unavailable and says why, in words, next to it. */
  decision?: Decision;
  small?: boolean;
  /** Submits to another address of ours. */
  formAction?: string;
};

const buttonClass = (tone: ButtonTone, small?: boolean) => `m-button m-${tone}${small ? ' m-small' : ''}`;

/** A submit button; refused by a `Decision`, it stays reachable, does nothing and explains itself. */
export function Button({ children, tone = 'primary', icon, name, value, decision, small, formAction }: ButtonProps) {
  const id = useId();
  const t = useCopy(uiCopy);
  const path = useHref();
  const face = (
    <>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </>
  );
  if (decision && !decision.ok)
    return (
      <div class="m-refused">
        <button type="button" class={buttonClass(tone, small)} aria-disabled="true" aria-describedby={id}>
          <Icon name="locked" />
          <span>{children}</span>
        </button>
        <div class="m-why" id={id}>
          <p>{t.notNow}</p>
          <Reasons reasons={decision.reasons} />
        </div>
      </div>
    );
  return (
    <button type="submit" class={buttonClass(tone, small)} name={name} value={value} formaction={formAction && path(formAction)}>
      {face}
    </button>
  );
}

/** The end of a form: the button that sends it, then the ways out. */
export function SubmitRow({ label, children, ...button }: Omit<ButtonProps, 'children'> & { label: ComponentChildren; children?: ComponentChildren }) {
  return (
    <div class="m-submit">
      <Button {...button}>{label}</Button>
      {children}
    </div>
  );
}

export type ActionButtonProps = Omit<ButtonProps, 'name' | 'value' | 'formAction'> & {
  /** Our own address that it posts to. */ action: string;
  fields?: Record<string, string>;
};

/** One deed, one button: a POST form of its own. */
export function ActionButton({ action, fields = {}, ...button }: ActionButtonProps) {
  const path = useHref();
  if (button.decision && !button.decision.ok) return <Button {...button} />;
  return (
    <form class="m-action" method="post" action={path(action)} data-once="">
      <input type="hidden" name="idempotencyKey" value={crypto.randomUUID()} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button {...button} />
    </form>
  );
}

export type ConfirmDetailsProps = {
  /** What the closed disclosure says: the deed. */
  summary: ComponentChildren;
  /** What will happen, in plain words. */
  consequences: readonly ComponentChildren[];
  /** A no shows the reasons instead of the form. */
  decision?: Decision;
  open?: boolean;
  /** Nothing that is lost: it is only out of the way. */
  calm?: boolean;
  /** The form itself: fields and a `SubmitRow` with tone `danger`. */
  children: ComponentChildren;
};

/** A deed that is hard to undo: opened on purpose, with its consequences before its button. */
export function ConfirmDetails({ summary, consequences, decision, open, calm = false, children }: ConfirmDetailsProps) {
  const t = useCopy(uiCopy);
  return (
    <details class={`m-confirm${calm ? ' m-calm' : ''}`} open={open}>
      <summary>
        {!calm && <Icon name="warning-circle" />}
        <span>{summary}</span>
      </summary>
      <div class="m-confirm-body">
        <ul class="m-consequences">
          {consequences.map((c, i) => (
            <li key={i}>{c}</li>
          ))}
        </ul>
        {decision && !decision.ok ? (
          <div class="m-why">
            <p>{t.notNow}</p>
            <Reasons reasons={decision.reasons} />
          </div>
        ) : (
          children
        )}
      </div>
    </details>
  );
}
