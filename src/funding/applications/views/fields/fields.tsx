import type { FormField } from '#src/funding/calls/schema.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { Fragment, type VNode } from 'preact';
import { CheckboxGroup, RadioGroup, SelectField } from '#src/ui/choices.tsx';
import { DateField, NumberField, TextArea, TextField } from '#src/ui/fields.tsx';
import { useForm } from '#src/ui/form.tsx';
import { answersCopy } from '../../copy/answers.ts';
import type { FormSection } from '../../proposal.ts';
import type { Application } from '../../queries/application.ts';
import { charLimit, isAsked, type Around } from '../../rules/answers.ts';
import { answersTyped } from '../../rules/typed.ts';
import { useHiddenNote } from '../blind.tsx';
import { DocumentPlace } from './document.tsx';
import { RichTextField } from './rich.tsx';
import { TableField } from './table.tsx';

/** The application that the fields belong to, as far as they show it. Without an id it is none: the form is only looked at. */
export type FieldsOf = Pick<Application, 'version' | 'proposal'> & { id: string | null };

export type FieldsProps = {
  section: FormSection;
  application: FieldsOf;
  /** What stands beside a field, such as what others saved meanwhile. */
  note?: (field: FormField) => string | undefined;
  /** Puts more around a field: its version, links about it. */
  wrap?: (field: FormField, drawn: VNode) => VNode;
};

/**
 * Every field of a section, inside a `Form` that holds its values (`sectionValues` at first, what was typed after a refusal).
 * Fields that are not asked are there but hidden, so that what was written in them is kept.
 */
export function Fields({ section, application, note, wrap = (_field, drawn) => drawn }: FieldsProps) {
  const { asset } = usePage();
  const typed = useForm().form.values;
  const { call } = application.version;
  const answers = { ...application.proposal.answers, [section.id]: answersTyped(section, application.proposal.answers[section.id], typed) };
  return (
    <>
      {section.fields.map((field) => {
        const drawn = wrap(field, <AnswerField field={field} application={application} {...(note?.(field) && { note: note(field)! })} />);
        if (!field.when) return <Fragment key={field.id}>{drawn}</Fragment>;
        const here = section.fields.some((f) => f.id === field.when!.field);
        return (
          <div
            key={field.id}
            class="m-when"
            hidden={!isAsked(call.form, answers, field)}
            {...(here && { 'data-when': field.when.field, 'data-when-values': JSON.stringify(field.when.oneOf) })}
          >
            {drawn}
          </div>
        );
      })}
      {section.fields.some((f) => f.when || f.kind === 'table') && <script type="module" src={asset('fields.js')} />}
      {section.fields.some((f) => f.kind === 'richText') && <script type="module" src={asset('richtext.js')} />}
    </>
  );
}

export type AnswerFieldProps = { field: FormField; application: FieldsOf; note?: string };

/** One field of the form, to be filled in: its input as its kind asks for it. */
export function AnswerField({ field, application, note }: AnswerFieldProps) {
  const t = useCopy(answersCopy);
  const { locale } = usePage();
  const hiddenNote = useHiddenNote(application.version.call);
  const hint = [hiddenNote(field.id), field.help?.[locale], field.kind === 'choices' && howMany(field, t), note].filter(Boolean).join(' ');
  const common = { name: field.id, label: field.label[locale], required: field.required, ...(hint && { hint }) };
  const options = (field.options ?? []).map((o) => ({ value: o.id, label: o.label[locale] }));
  switch (field.kind) {
    case 'text':
      return <TextField {...common} {...((field.maxChars ?? 0) <= 60 && field.maxChars && { width: 'm' as const })} />;
    case 'longText':
      return <TextArea {...common} limit={charLimit(field)!} rows={rowsFor(field)} />;
    case 'richText':
      return <RichTextField {...common} limit={charLimit(field)!} rows={rowsFor(field)} />;
    case 'choice':
      return options.length <= 6 ? <RadioGroup {...common} options={options} /> : <SelectField {...common} options={options} />;
    case 'choices':
      return (
        <>
          {/* No box ticked sends nothing: this says that the question was there. */}
          <input type="hidden" name={field.id} value="" />
          <CheckboxGroup {...common} name={`${field.id}[]`} options={options} />
        </>
      );
    case 'number':
      return <NumberField {...common} {...(field.unit && { unit: field.unit[locale] })} />;
    case 'date':
      return <DateField {...common} />;
    case 'table':
      return <TableField field={field} application={application} {...(hint && { hint })} />;
    case 'document':
      return <DocumentPlace field={field} application={application} />;
  }
}

const rowsFor = (field: FormField): number => (charLimit(field)! > 2000 ? 12 : 7);

function howMany({ atLeast = 0, atMost }: FormField, t: { choicesBetween: (min: number, max: number | null) => string }): string | undefined {
  return atLeast === 0 && atMost === undefined ? undefined : t.choicesBetween(atLeast, atMost ?? null);
}

/** What the fields may refer to, as it is stored. */
export const aroundOf = ({ version, proposal }: Pick<FieldsOf, 'version' | 'proposal'>): Around & { facts: Application['proposal']['facts'] } => ({
  form: version.call.form,
  answers: proposal.answers,
  facts: proposal.facts,
});
