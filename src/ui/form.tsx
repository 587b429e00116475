import type { Reason } from '#src/core/decision.ts';
import type { Again, RawInput } from '#src/plumbing/http/door.ts';
import { type ComponentChildren, createContext, type VNode } from 'preact';
import { useContext, useId } from 'preact/hooks';
import { useCopy, useHref, usePage } from './context.ts';
import { uiCopy } from './copy.ts';
import { Icon } from './icon.tsx';
import { SourceNote } from './reasons.tsx';

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
        {!noSummary && <ErrorSummary of={children} />}
        {children}
      </form>
    </FormState.Provider>
  );
}

/** What the fields are called that stand in a form as they are, by their names. */
function labelsIn(children: ComponentChildren, found = new Map<string, string>()): ReadonlyMap<string, string> {
  if (Array.isArray(children)) for (const child of children as ComponentChildren[]) labelsIn(child, found);
  else if (typeof children === 'object' && children !== null && 'props' in children) {
    const { name, label, children: inside } = (children as VNode<{ name?: unknown; label?: unknown }>).props;
    if (typeof name === 'string' && typeof label === 'string') found.set(name, label);
    labelsIn(inside, found);
  }
  return found;
}

/**
 * Every reason for which a form was refused; those of a field lead to it, and what is said of any field is said with its name. Takes the focus when the
 * page opens. `of`: the fields.
 */
export function ErrorSummary(props: { form?: Again; formId?: string; of?: ComponentChildren }) {
  const state = useContext(FormState);
  const t = useCopy(uiCopy);
  const { explain } = usePage();
  const heading = useId();
  const { reasons, values } = props.form ?? state.form;
  if (reasons.length === 0) return null;
  const labels = labelsIn(props.of);
  const said = (r: Reason) => [r.code.startsWith('form.') && labels.get(r.at!), explain(r)].filter(Boolean).join(' – ');
  return (
    <div class="m-errors" role="alert" tabIndex={-1} autofocus aria-labelledby={heading}>
      <h2 id={heading}>
        <Icon name="error" size="l" />
        {t.errorTitle(reasons.length)}
      </h2>
      {/* What was too big to be read is not here again. */}
      {Object.keys(values).length > 0 && <p>{t.errorLead}</p>}
      <ul>
        {reasons.map((r, i) => (
          <li key={i}>
            {r.at ? <a href={`#${fieldId(r.at, props.formId ?? state.id)}`}>{said(r)}</a> : explain(r)} {r.source && <SourceNote source={r.source} />}
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

/** A hint that another sentence follows ends as one. */
const ended = (hint: ComponentChildren): ComponentChildren => (typeof hint === 'string' && !/[.:!?…]$/.test(hint) ? `${hint}.` : hint);

/** A label, its hint, its errors and one native input. */
export function Field(props: FieldProps & { extraHint?: ComponentChildren; draw: (field: Drawn, value: unknown) => VNode }) {
  const { drawn, value, reasons } = useField(props, props.extraHint);
  return (
    <div class={`m-field${reasons.length > 0 ? ' m-invalid' : ''}${props.width ? ` m-w-${props.width}` : ''}`}>
      <label for={drawn.id}>
        {props.label}
        {!props.required && <Optional />}
      </label>
      <Hint id={drawn.id}>{props.hint && props.extraHint ? [ended(props.hint), ' ', props.extraHint] : (props.hint ?? props.extraHint)}</Hint>
      <FieldErrors id={drawn.id} reasons={reasons} />
      {props.draw(drawn, value)}
    </div>
  );
}

/** What every native input of ours carries. */
export const attributes = (f: Drawn, p: FieldProps) => ({
  id: f.id,
  name: f.name,
  required: p.required || undefined,
  readOnly: p.readOnly || undefined,
  autocomplete: p.autocomplete,
  'aria-describedby': f.describedBy,
  'aria-invalid': f.invalid,
});
