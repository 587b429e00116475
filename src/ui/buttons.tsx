import type { Decision } from '#src/core/decision.ts';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { useCopy, useHref } from './context.ts';
import { uiCopy } from './copy.ts';
import { Icon, type IconName } from './icon.tsx';
import { Reasons } from './reasons.tsx';

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
        {consequences.length > 0 && (
          <ul class="m-consequences">
            {consequences.map((c, i) => (
              <li key={i}>{c}</li>
            ))}
          </ul>
        )}
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
