import type { Decision } from '#src/core/decision.ts';
import { number } from '#src/core/money.ts';
import type { FormColumn, FormField } from '#src/funding/calls/schema.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { RadioGroup } from '#src/ui/choices.tsx';
import { FileField, TextArea } from '#src/ui/fields.tsx';
import { filled, Form } from '#src/ui/form.tsx';
import { Section } from '#src/ui/head.tsx';
import { Actions, LinkButton } from '#src/ui/parts.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { answersCopy } from '../copy/answers.ts';
import type { FormSection } from '../proposal.ts';
import type { Application } from '../queries/application.ts';
import { asRows, charLimit } from '../rules/answers.ts';
import { mayWrite } from './section.tsx';
import { addressOf, ApplicationHead, ReadOnly } from './parts.tsx';

export const IMPORT_BYTES = 1_048_576;

export type TableImportProps = { application: Application; editable: Decision; section: FormSection; field: FormField; form: Again | undefined };

/** Rows of one table of the form, from a spreadsheet. */
export function TableImportPage({ application, editable, section, field, form }: TableImportProps) {
  const t = useCopy(answersCopy);
  const { locale } = usePage();
  const address = addressOf(application.id, `sections/${section.id}/tables/${field.id}`);
  const back = `${addressOf(application.id, `sections/${section.id}`)}#f-${field.id}`;
  const there = asRows(application.proposal.answers[section.id]?.[field.id]).length;
  const base = application.answerVersions[section.id]?.[field.id] ?? 0;
  const before = form?.values['base'];
  return (
    <>
      <ApplicationHead application={application} step={`${t.importRows}: ${field.label[locale]}`} lead={t.importLead} />
      <ReadOnly editable={editable} />
      {mayWrite(editable, form) && (
        <Form action={address} multipart form={form ?? filled({ how: 'append' })} guardUnsaved>
          {/* Who replaces the rows replaces those that were there when the page was drawn. */}
          <input type="hidden" name="base" value={typeof before === 'string' ? before : String(base)} />
          <TextArea name="rows" label={t.pasteHere} rows={8} />
          <FileField name="file" label={t.orFile} hint={t.orFileHint} accept=".csv,.tsv,.txt,text/csv,text/plain" maxBytes={IMPORT_BYTES} />
          {there > 0 && (
            <RadioGroup
              name="how"
              label={t.rowsThere}
              required
              options={[
                { value: 'append', label: t.keepThem(there) },
                { value: 'replace', label: t.replaceThem },
              ]}
            />
          )}
          <SubmitRow label={t.importNow} decision={editable}>
            <LinkButton href={back} tone="plain">
              {t.backToTable}
            </LinkButton>
          </SubmitRow>
        </Form>
      )}
      <Section title={t.columnsTitle} lead={t.columnsLead} id="columns">
        <PlainTable
          caption={t.columnsTitle}
          captionHidden
          columns={[{ label: t.column }, { label: t.whatGoesIn }, { label: t.must }]}
          rows={(field.columns ?? []).map((c) => [
            <strong key={c.id}>{c.label[locale]}</strong>,
            goesIn(c, application, t, locale),
            c.required ? t.mustYes : t.mustNo,
          ])}
        />
        <p class="m-hint">{t.asCsvMore}</p>
        <Actions>
          <LinkButton href={`${address}?format=csv`} tone="secondary" icon="download">
            {t.asCsv}
          </LinkButton>
        </Actions>
      </Section>
    </>
  );
}

function goesIn(column: FormColumn, { version, proposal }: Application, t: ReturnType<typeof useCopy<typeof answersCopy>>, locale: 'it' | 'en'): string {
  const { min, max } = column;
  const shown = (n: number | undefined) => (n === undefined ? null : number(n, locale));
  switch (column.kind) {
    case 'number':
      return t.goesNumber(column.unit?.[locale] ?? '') + (min === undefined && max === undefined ? '' : t.goesBetween(shown(min), shown(max)));
    case 'date':
      return t.goesDate;
    case 'month':
      return t.goesMonth;
    case 'choice':
      return t.goesOneOf((column.options ?? []).map((o) => o.label[locale]).join(', '));
    case 'member':
      return t.goesMember(proposal.facts.members.map((m) => m.name).join(', '));
    case 'row':
      return t.goesRow(version.call.form.sections.flatMap((s) => s.fields).find((f) => f.id === column.of)?.label[locale] ?? '');
    default:
      return t.goesText(number(charLimit(column) ?? 0, locale));
  }
}
