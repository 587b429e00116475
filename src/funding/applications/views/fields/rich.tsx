import { number } from '#src/core/money.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { uiCopy } from '#src/ui/copy.ts';
import { FieldErrors, Hint, Optional, useField, type FieldProps } from '#src/ui/form.tsx';
import { Icon } from '#src/ui/icon.tsx';
import { answersCopy } from '../../copy/answers.ts';

const Numbers = () => (
  <svg class="m-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d="M9 5h13v1H9zm0 6.500h13v1H9zM9 18h13v1H9zM4 3h1.500v5h-1V4H4zm-1 7h3v2.200L4.300 14H6v1H3v-1.400l2-2V11H3zm0 6h3v5H3v-1h2v-1H3.500v-1H5v-1H3z" />
  </svg>
);

/** The marks that the toolbar sets, with what a keyboard does besides. */
const marks = [
  { mark: 'bold', face: <strong>B</strong>, keys: 'Control+B' },
  { mark: 'italic', face: <em>I</em>, keys: 'Control+I' },
  { mark: 'heading', face: 'T' },
  { mark: 'bullets', face: <Icon name="list" /> },
  { mark: 'numbers', face: <Numbers /> },
  { mark: 'link', face: <Icon name="link" />, keys: 'Control+K' },
] as const;

/** A plain text area that takes a few marks; the script adds a toolbar, a preview and a count of what the reader will see. */
export function RichTextField(props: Pick<FieldProps, 'name' | 'label' | 'hint' | 'required'> & { limit: number; rows: number }) {
  const t = useCopy(answersCopy);
  const u = useCopy(uiCopy);
  const { locale } = usePage();
  const limit = u.atMost(number(props.limit, locale));
  const { drawn, reasons } = useField(props, limit);
  return (
    <div class={`m-field${reasons.length > 0 ? ' m-invalid' : ''}`} data-rich data-link-text={t.linkText} data-nothing={t.nothingWritten}>
      <label for={drawn.id}>
        {props.label}
        {!props.required && <Optional />}
      </label>
      <Hint id={drawn.id}>{[props.hint, limit, t.richHint].filter(Boolean).join(' ')}</Hint>
      <FieldErrors id={drawn.id} reasons={reasons} />
      <div class="m-rich-tools" role="toolbar" aria-label={t.tools} aria-controls={drawn.id} hidden>
        {marks.map(({ mark, face, ...more }) => (
          <button key={mark} type="button" data-mark={mark} aria-label={t[mark]} title={t[mark]} aria-keyshortcuts={'keys' in more ? more.keys : undefined}>
            <span aria-hidden="true">{face}</span>
          </button>
        ))}
        <button type="button" data-preview aria-pressed="false" class="m-rich-switch">
          {t.preview}
        </button>
      </div>
      <textarea
        id={drawn.id}
        name={drawn.name}
        class="m-input"
        rows={props.rows}
        required={props.required || undefined}
        aria-describedby={drawn.describedBy}
        aria-invalid={drawn.invalid}
        data-rich-limit={props.limit}
        data-left={u.left}
        data-over={u.over}
        value={drawn.text}
      />
      <div class="m-rich m-rich-preview" tabIndex={0} role="region" aria-label={t.preview} hidden />
    </div>
  );
}
