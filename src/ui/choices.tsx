import type { ComponentChildren } from 'preact';
import { useCopy } from './context.ts';
import { uiCopy } from './copy.ts';
import { attributes, Field, FieldErrors, type FieldProps, Hint, Optional, useField } from './form.tsx';

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
