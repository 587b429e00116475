import { speak, type Locale, type Words } from '#src/core/words.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { Button } from '#src/ui/buttons.tsx';
import { SelectField, CheckboxField, CheckboxGroup } from '#src/ui/choices.tsx';
import { DateField, DateTimeField, FieldSet, NumberField, TextArea, TextField } from '#src/ui/fields.tsx';
import { fieldId } from '#src/ui/form.tsx';
import type { z } from 'zod';
import { editorCopy } from '../../copy/editor.ts';
import { fieldHint, fieldLabel, valueLabel } from '../../copy/fields.ts';
import { ruleNameWords } from '../../copy/values.ts';
import { at, marker } from '../../editor/form.ts';
import { fieldsFor, inside, shapeOf, type Field, type Presence } from '../../editor/shape.ts';
import type { RuleName } from '../../vocabulary.ts';
import { nameOfEntry } from './names.ts';

/** One place of the call, drawn by its shape. */
export type PlaceProps = {
  schema: z.ZodType;
  path: string;
  value: unknown;
  presence?: Presence;
  /** The place that was just worked on or that a complaint leads to: what holds it is shown open. */
  open: string;
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const long = new Set(['summary', 'help', 'note', 'text', 'regime']);
const lastOf = (path: string) => path.slice(path.lastIndexOf('.') + 1);

export function Place({ schema, path, value, presence = inside(schema).presence, open }: PlaceProps) {
  const { locale } = usePage();
  const t = useCopy(editorCopy);
  const shape = shapeOf(schema, lastOf(path));
  const label = fieldLabel(path)[locale];
  const hint = fieldHint(path)?.[locale];
  const required = presence === 'required';
  const common = { name: path, label, hint, required };
  switch (shape.kind) {
    case 'object':
    case 'union': {
      if (!required && !isObject(value)) return <GiveButton path={path} label={label} />;
      const kinds = shape.kind === 'union' ? [...shape.options.keys()] : [];
      const fields = shape.kind === 'object' ? shape.fields : fieldsFor(shape, value);
      return (
        <FieldSet legend={label}>
          <Group path={path} fields={fields} value={value} open={open} kinds={kinds} on={shape.kind === 'union' ? shape.on : ''} />
          {!required && <Move does="take" path={path} tone="plain" label={t.take(label)} />}
        </FieldSet>
      );
    }
    case 'words':
      return <WordsPlace path={path} label={label} hint={hint} required={required} value={value} />;
    case 'list':
      return <ListPlace of={shape.of} path={path} value={value} label={label} hint={hint} presence={presence} open={open} />;
    case 'record':
      return <RecordPlace of={shape.of} path={path} value={value} label={label} hint={hint} presence={presence} open={open} />;
    case 'choices': {
      // What is chosen stands first, in its own order: the order of a list is part of the call.
      const chosen = Array.isArray(value) ? value.filter((v) => shape.values.includes(String(v))).map(String) : [];
      const inOrder = [...chosen, ...shape.values.filter((v) => !chosen.includes(v))];
      return <CheckboxGroup {...common} inline options={inOrder.map((v) => ({ value: v, label: valueLabel(path, v)[locale] }))} />;
    }
    case 'choice':
      return <SelectField {...common} options={shape.values.map((v) => ({ value: v, label: valueLabel(path, v)[locale] }))} />;
    case 'literal':
      return null;
    case 'boolean':
      return required ? (
        <CheckboxField {...common} value="true" />
      ) : (
        <SelectField
          {...common}
          options={[
            { value: 'true', label: t.yes },
            { value: 'false', label: t.no },
          ]}
        />
      );
    case 'number': {
      const unit = { none: undefined, percent: '%', cents: '€', megabytes: 'MB' }[shape.unit];
      return <NumberField {...common} whole={shape.whole && shape.unit === 'none'} {...(unit && { unit })} />;
    }
    case 'date':
      return <DateField {...common} />;
    case 'localTime':
      return <DateTimeField {...common} />;
    case 'json':
      return <TextArea {...common} rows={6} />;
    case 'slug':
      return <TextField {...common} width="m" spellcheck={false} />;
    default:
      return <TextField {...common} />;
  }
}

/** The fields of an object: what is not of its kind is left out until it holds something. */
function Group({
  path,
  fields,
  value,
  open,
  kinds,
  on,
}: {
  path: string;
  fields: readonly Field[];
  value: unknown;
  open: string;
  kinds: readonly string[];
  on: string;
}) {
  const { locale } = usePage();
  const held = isObject(value) ? value : {};
  const fixed = on === 'rule';
  return (
    <>
      <input type="hidden" name={marker(path)} value="1" />
      {on !== '' && fixed && <input type="hidden" name={at(path, on)} value={String(held[on] ?? '')} />}
      {on !== '' && !fixed && (
        <SelectField
          name={at(path, on)}
          label={fieldLabel(at(path, on))[locale]}
          required
          empty={null}
          options={kinds.map((k) => ({ value: k, label: valueLabel(at(path, on), k)[locale] }))}
        />
      )}
      {[...fields]
        .sort((a, b) => lastly.indexOf(a.key) - lastly.indexOf(b.key))
        .filter((f) => f.key !== on && (held[f.key] !== undefined || f.presence === 'required' || relevant(path, held['kind'], f.key)))
        .map((f) => (
          <Place key={f.key} schema={f.of} path={at(path, f.key)} value={held[f.key]} presence={f.presence} open={open} />
        ))}
    </>
  );
}

/** What a person looks at last stands last; the file keeps its own order. */
const lastly = ['note', 'source', 'dateSource', 'id'];

/** Which optional parts a field of the form, or a column of its tables, can have by its kind. */
const ofKind: Record<string, readonly string[]> = {
  text: ['maxChars'],
  longText: ['maxChars'],
  richText: ['maxChars'],
  number: ['min', 'max', 'unit'],
  choice: ['options'],
  choices: ['options', 'atLeast', 'atMost'],
  table: ['columns', 'minRows', 'maxRows', 'gantt'],
  document: ['document'],
  row: ['of'],
};
const always = ['help', 'when'];
const relevant = (path: string, kind: unknown, key: string): boolean =>
  !/\.(fields|columns)\.\d+$/.test(path) || always.includes(key) || (typeof kind === 'string' && (ofKind[kind]?.includes(key) ?? false));

function WordsPlace({ path, label, hint, required, value }: { path: string; label: string; hint: string | undefined; required: boolean; value: unknown }) {
  const t = useCopy(editorCopy);
  const held = isObject(value) ? value : {};
  const area = long.has(lastOf(path)) || Object.values(held).some((v) => typeof v === 'string' && (v.includes('\n') || v.length > 90));
  const draw = (locale: Locale, said: string) => {
    const props = { name: at(path, locale), label: `${label}, ${said}`, required, ...(locale === 'it' && { hint }) };
    return area ? <TextArea {...props} rows={3} /> : <TextField {...props} />;
  };
  return (
    <div class="m-pair" id={fieldId(path)} tabIndex={-1}>
      {draw('it', t.italian)}
      {draw('en', t.english)}
    </div>
  );
}

type ListProps = { of: z.ZodType; path: string; value: unknown; label: string; hint: string | undefined; presence: Presence; open: string };

function ListPlace({ of, path, value, label, hint, presence, open }: ListProps) {
  const t = useCopy(editorCopy);
  const { locale } = usePage();
  const items = Array.isArray(value) ? value : [];
  const shape = shapeOf(of);
  const fields = (item: unknown) => (shape.kind === 'object' ? shape.fields : shape.kind === 'union' ? fieldsFor(shape, item) : null);
  const kinds = shape.kind === 'union' ? [...shape.options.keys()] : [];
  const kindName = (k: string) =>
    (
      (shape.kind === 'union' && shape.on === 'rule' ? ruleNameWords[k as RuleName] : undefined) ??
      valueLabel(at(path, shape.kind === 'union' ? shape.on : ''), k)
    )[locale];
  return (
    <FieldSet legend={label} hint={hint}>
      <div id={fieldId(path)} tabIndex={-1}>
        {(Array.isArray(value) || presence === 'required') && <input type="hidden" name={marker(path)} value={items.length} />}
        {items.length === 0 && <p class="m-hint">{t.noEntries}</p>}
        {items.map((item, i) => {
          const own = at(path, i);
          const name = nameOfEntry(path, item, i, locale);
          const parts = fields(item);
          const moves = (
            <div class="m-actions m-item-moves">
              {i > 0 && <Move does="up" path={own} tone="plain" label={t.up} of={name} />}
              {i < items.length - 1 && <Move does="down" path={own} tone="plain" label={t.down} of={name} />}
              <Move does="drop" path={own} tone="plain" label={t.remove} of={name} />
            </div>
          );
          return parts ? (
            <details class="m-item" key={own} id={fieldId(own)} open={open === own || open.startsWith(`${own}.`) || undefined}>
              <summary>{name}</summary>
              <div class="m-item-body m-flow">
                <Group path={own} fields={parts} value={item} open={open} kinds={kinds} on={shape.kind === 'union' ? shape.on : ''} />
                {moves}
              </div>
            </details>
          ) : (
            <div class="m-item m-item-plain" key={own}>
              <Place schema={of} path={own} value={item} open={open} />
              {moves}
            </div>
          );
        })}
        {kinds.length > 0 ? (
          <AddOf path={path} kinds={kinds.map((k) => ({ value: k, label: kindName(k) }))} />
        ) : (
          <Move does="add" path={path} tone="secondary" label={t.add(label.toLowerCase())} />
        )}
      </div>
    </FieldSet>
  );
}

/** Names that the call gives to ids of its own. */
function RecordPlace({ of, path, value, label, hint, presence, open }: ListProps) {
  const t = useCopy(editorCopy);
  const entries = isObject(value) ? Object.entries(value) : [];
  return (
    <FieldSet legend={label} hint={hint}>
      <div id={fieldId(path)} tabIndex={-1}>
        {(isObject(value) || presence === 'required') && <input type="hidden" name={marker(path)} value={entries.length} />}
        {entries.map(([, item], i) => (
          <div class="m-item m-item-plain" key={i}>
            <TextField name={at(path, `${i}.key`)} label={fieldLabel('id')[usePage().locale]} required width="m" />
            <Place schema={of} path={at(path, `${i}.value`)} value={item} open={open} />
          </div>
        ))}
        <Move does="add" path={path} tone="secondary" label={t.add(label.toLowerCase())} />
      </div>
    </FieldSet>
  );
}

/** One of several kinds to add: a choice and a button, so that a form without script can do it. */
function AddOf({ path, kinds }: { path: string; kinds: readonly { value: string; label: string }[] }) {
  const t = useCopy(editorCopy);
  return (
    <div class="m-add">
      <SelectField name={`${path}~kind`} label={t.addKind} options={kinds} empty={null} required />
      <Move does="add" path={path} tone="secondary" label={t.addHere} of={fieldLabel(path)[usePage().locale]} />
    </div>
  );
}

const GiveButton = ({ path, label }: { path: string; label: string }) => (
  <div id={fieldId(path)} tabIndex={-1} class="m-actions">
    <Move does="give" path={path} tone="secondary" label={path.endsWith('.when') ? useCopy(editorCopy).giveCondition : useCopy(editorCopy).give(label)} />
  </div>
);

/** A button that sends the whole form and then changes its outline. */
function Move({ does, path, tone, label, of }: { does: string; path: string; tone: 'plain' | 'secondary'; label: string; of?: string }) {
  return (
    <Button name="do" value={`${does} ${path}`} tone={tone} small>
      {label}
      {of && <span class="visually-hidden"> ({of})</span>}
    </Button>
  );
}

/** `Regole 4, Percentuale`: a place of the file for people. */
export function placeInWords(path: string): Words {
  const said = (locale: Locale) => {
    const parts = path.split('.');
    return parts
      .map((part, i) =>
        /^\d+$/.test(part)
          ? null
          : {
              text:
                part === 'it' || part === 'en'
                  ? speak(editorCopy, locale)[part === 'it' ? 'italian' : 'english']
                  : fieldLabel(parts.slice(0, i + 1).join('.'))[locale],
              number: parts[i + 1],
            },
      )
      .filter((p) => p !== null)
      .map(({ text, number }) => (number !== undefined && /^\d+$/.test(number) ? `${text} ${Number(number) + 1}` : text))
      .join(', ');
  };
  return { it: said('it'), en: said('en') };
}
