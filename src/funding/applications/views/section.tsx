import type { Decision } from '#src/core/decision.ts';
import type { Locale } from '#src/core/words.ts';
import type { FormField } from '#src/funding/calls/schema.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { Button, DateField, filled, Form, NumberField, RadioGroup, SelectField, SubmitRow, TextArea, TextField } from '#src/ui/form.tsx';
import { LinkButton, WithAside } from '#src/ui/parts.tsx';
import { SourceNote } from '#src/ui/reasons.tsx';
import { applicationsCopy } from '../copy/words.ts';
import type { FormSection } from '../rules.ts';
import { SectionAnswers } from './dossier.tsx';
import { addressOf, ApplicationHead, Deadline, joined, ReadOnly, revisionOf, SavedNote, Steps, useStored, type StepProps } from './shared.tsx';

/** One section of the call's own form. */
export function SectionPage({ section, ...props }: StepProps & { section: FormSection }) {
  const { application, examination, editable, form, saved } = props;
  const t = useCopy(applicationsCopy);
  const { locale } = usePage();
  const stored = useStored(form);
  const step = `sections/${section.id}`;
  const answers = application.proposal.answers[section.id] ?? {};
  return (
    <>
      <ApplicationHead application={application} step={step} lead={section.help?.[locale]} />
      <Steps application={application} examination={examination} current={step} />
      <SavedNote application={application} examination={examination} saved={saved} />
      <WithAside
        aside={
          <>
            <Deadline call={application.version.call} />
            <p>
              <SourceNote source={application.version.call.form.source} />
            </p>
          </>
        }
      >
        {mayWrite(editable, form) ? (
          <Form action={addressOf(application.id, step)} form={form ?? filled(shownAnswers(section, answers, locale))} guardUnsaved>
            <input type="hidden" name="revision" value={revisionOf(application, form)} />
            {section.fields.map((field) => (
              <AnswerField key={field.id} field={field} stored={stored(field.id, answers[field.id] ?? '')} />
            ))}
            <SaveRow cancel={addressOf(application.id)} decision={editable} />
          </Form>
        ) : (
          <>
            <ReadOnly editable={editable} />
            <SectionAnswers section={section} answers={answers} />
          </>
        )}
        {editable.ok && section.fields.every((f) => !f.required) && <p class="m-hint">{t.optional}</p>}
      </WithAside>
    </>
  );
}

/** Numbers are kept with a point and shown as the reader writes them. */
const shownAnswers = (section: FormSection, answers: Record<string, string>, locale: Locale) =>
  Object.fromEntries(
    section.fields.map((f) => [f.id, f.kind === 'number' && locale === 'it' ? (answers[f.id] ?? '').replace('.', ',') : (answers[f.id] ?? '')]),
  );

function AnswerField({ field, stored }: { field: FormField; stored: string | undefined }) {
  const { locale } = usePage();
  const hint = joined(field.help?.[locale], stored);
  const common = { name: field.id, label: field.label[locale], required: field.required, ...(hint && { hint }) };
  const options = (field.options ?? []).map((o) => ({ value: o.id, label: o.label[locale] }));
  switch (field.kind) {
    case 'text':
      return <TextField {...common} {...((field.maxChars ?? 0) <= 60 && field.maxChars && { width: 'm' as const })} />;
    case 'longText':
      return <TextArea {...common} limit={field.maxChars ?? 20_000} rows={(field.maxChars ?? 20_000) > 2000 ? 12 : 7} />;
    case 'choice':
      return options.length <= 6 ? <RadioGroup {...common} options={options} /> : <SelectField {...common} options={options} />;
    case 'number':
      return <NumberField {...common} {...(field.unit && { unit: field.unit[locale] })} />;
    case 'date':
      return <DateField {...common} />;
  }
}

/** A form that was sent is shown again even when it came too late: what was typed in it can then be copied elsewhere. */
export const mayWrite = (editable: Decision, form: Again | undefined): boolean => editable.ok || form !== undefined;

export function SaveRow({ cancel, stay, decision }: { cancel: string; stay?: string; decision: Decision }) {
  const t = useCopy(applicationsCopy);
  return (
    <SubmitRow label={t.saveAndGoOn} decision={decision}>
      {decision.ok && (
        <Button tone="secondary" name="next" value="stay">
          {stay ?? t.save}
        </Button>
      )}
      <LinkButton href={cancel} tone="plain">
        {t.cancel}
      </LinkButton>
    </SubmitRow>
  );
}
