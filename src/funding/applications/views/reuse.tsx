import type { Decision } from '#src/core/decision.ts';
import { number } from '#src/core/money.ts';
import { showDate } from '#src/core/time.ts';
import type { FormField } from '#src/funding/calls/schema.ts';
import { textWords } from '#src/partnership/organisations/copy/profile.ts';
import type { StoredDocument } from '#src/partnership/organisations/queries/register.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { Paragraphs } from '#src/ui/answer.tsx';
import { RichText } from '#src/ui/richText.tsx';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { Button, SubmitRow } from '#src/ui/buttons.tsx';
import { RadioGroup, SelectField } from '#src/ui/choices.tsx';
import { ErrorSummary, filled, Form } from '#src/ui/form.tsx';
import { Section } from '#src/ui/head.tsx';
import { Alert, Callout, EmptyState, LinkButton } from '#src/ui/parts.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { dossierCopy } from '../copy/dossier.ts';
import type { FormSection } from '../proposal.ts';
import type { Application } from '../queries/application.ts';
import type { Earlier, Reusable } from '../queries/reuse.ts';
import type { NotCopied } from '../rules/reuse.ts';
import { asText, charLimit, refusesDraft } from '../rules/answers.ts';
import { addressOf, ApplicationHead, ReadOnly } from './parts.tsx';

export const reusableFields = (sections: readonly FormSection[]): { section: FormSection; field: FormField }[] =>
  sections.flatMap((section) => section.fields.filter((f) => ['text', 'longText', 'richText'].includes(f.kind)).map((field) => ({ section, field })));

export type ReuseProps = {
  application: Application;
  editable: Decision;
  section: FormSection;
  field: FormField;
  candidates: readonly Reusable[];
  form: Again | undefined;
};

/** The current text of one field, and beside it each that was written before. */
export function ReusePage({ application, editable, section, field, candidates, form }: ReuseProps) {
  const d = useCopy(dossierCopy);
  const { locale } = usePage();
  const current = asText(application.proposal.answers[section.id]?.[field.id]);
  const base = application.answerVersions[section.id]?.[field.id] ?? 0;
  const choices = reusableFields(application.version.call.form.sections);
  return (
    <>
      <ApplicationHead application={application} step={d.reuse} lead={d.reuseLead} />
      {form && <ErrorSummary form={form} />}
      <Form action={addressOf(application.id, 'reuse')} method="get" id="which" form={filled({ field: `${section.id}.${field.id}` })} label={d.whichField}>
        <SelectField
          name="field"
          label={d.whichField}
          required
          width="l"
          empty={null}
          options={choices.map((c) => ({ value: `${c.section.id}.${c.field.id}`, label: `${c.section.title[locale]}: ${c.field.label[locale]}` }))}
        />
        <SubmitRow label={d.chooseField} tone="secondary">
          <LinkButton href={`${addressOf(application.id, `sections/${section.id}`)}#f-${field.id}`} tone="plain">
            {d.backToSection}
          </LinkButton>
        </SubmitRow>
      </Form>
      <ReadOnly editable={editable} />
      {candidates.length === 0 && (
        <EmptyState
          title={d.noCandidates}
          action={<LinkButton href={`/organisations/${application.leadId}/texts`}>{d.fromProfile(application.leadName)}</LinkButton>}
        >
          {d.noCandidatesMore}
        </EmptyState>
      )}
      {candidates.map((candidate, i) => (
        <Section
          key={candidate.key}
          title={`${i + 1}. ${titleOf(candidate, d)}`}
          id={`candidate-${i}`}
          lead={d.writtenOn(showDate(candidate.updatedAt, locale))}
        >
          <div class="m-beside">
            <div>
              <h3>{d.current}</h3>
              <Said field={field} text={current} />
            </div>
            <div>
              <h3>{candidate.from === 'profile' ? textWords[candidate.kind][locale] : candidate.label[locale]}</h3>
              <Said field={field} text={candidate.text} />
            </div>
          </div>
          {editable.ok && (
            <PutForm application={application} place={{ section: section.id, field }} candidate={candidate} current={current} base={base} index={i} />
          )}
        </Section>
      ))}
    </>
  );
}

type Sources = { fromProfile: (organisation: string) => string; fromApplication: (name: string, call: string) => string };
const titleOf = (candidate: Reusable, d: Sources): string =>
  candidate.from === 'profile' ? d.fromProfile(candidate.organisation) : d.fromApplication(candidate.name, candidate.callCode);

const Said = ({ field, text }: { field: FormField; text: string }) => {
  const d = useCopy(dossierCopy);
  return text === '' ? <p class="m-hint">{d.empty}</p> : field.kind === 'richText' ? <RichText text={text} /> : <Paragraphs text={text} />;
};

type PutProps = { application: Application; place: { section: string; field: FormField }; candidate: Reusable; current: string; base: number; index: number };

function PutForm({ application, place: { section, field }, candidate, current, base, index }: PutProps) {
  const d = useCopy(dossierCopy);
  const { locale } = usePage();
  if (candidate.text === current) return <p class="m-hint">{d.sameAsNow}</p>;
  if (refusesDraft(field, candidate.text, '').length > 0)
    return <Callout tone="warn">{d.tooLong(number(candidate.text.length, locale), number(charLimit(field) ?? 0, locale))}</Callout>;
  const appended = current !== '' && refusesDraft(field, `${current}\n\n${candidate.text}`, '').length === 0;
  return (
    <Form action={addressOf(application.id, 'reuse')} id={`c${index}`} form={filled({ how: 'replace' })} label={`${d.put} (${index + 1})`}>
      <input type="hidden" name="section" value={section} />
      <input type="hidden" name="field" value={field.id} />
      <input type="hidden" name="candidate" value={candidate.key} />
      <input type="hidden" name="base" value={base} />
      {current === '' ? (
        <input type="hidden" name="how" value="replace" />
      ) : (
        <RadioGroup
          name="how"
          label={d.current}
          required
          inline
          options={[{ value: 'replace', label: d.replace }, ...(appended ? [{ value: 'append', label: d.append }] : [])]}
        />
      )}
      <SubmitRow label={d.put} tone="secondary" />
    </Form>
  );
}

export type StoredProps = {
  application: Application;
  /** Each place for which a member of the reader's keeps documents that will be valid at the deadline. */
  places: readonly { document: string; organisation: string | null; title: string; of: string; stored: readonly StoredDocument[] }[];
  form: Again | undefined;
  done: boolean;
};

/** What the reader's organisations keep, to be handed in without uploading it again. */
export function StoredPage({ application, places, form, done }: StoredProps) {
  const d = useCopy(dossierCopy);
  const { locale } = usePage();
  const path = useHref();
  return (
    <>
      <ApplicationHead application={application} step={d.storedDocuments} lead={d.attachLead} />
      {done && <Alert tone="good" title={d.attached} />}
      {form && <ErrorSummary form={form} />}
      {places.length === 0 ? (
        <EmptyState title={d.noStored}>{d.noCandidatesMore}</EmptyState>
      ) : (
        <PlainTable
          caption={d.storedDocuments}
          captionHidden
          columns={[{ label: d.attachTo }, { label: d.of }, { label: d.document }, { label: d.validUntil }, { label: d.attachDo }]}
          rows={places.flatMap((place) =>
            place.stored.map((s) => [
              place.title,
              place.of,
              <a href={path(`/organisations/${s.organisationId}/documents/${s.id}`)}>{s.title}</a>,
              s.validUntil ? showDate(s.validUntil, locale) : d.noEnd,
              <form class="m-action" method="post" action={path(addressOf(application.id, 'reuse/documents'))} data-once="">
                <input type="hidden" name="idempotencyKey" value={crypto.randomUUID()} />
                <input type="hidden" name="document" value={place.document} />
                <input type="hidden" name="organisation" value={place.organisation ?? ''} />
                <input type="hidden" name="stored" value={s.id} />
                <Button tone="secondary" small>
                  {d.attachDo} <span class="visually-hidden">{s.title}</span>
                </Button>
              </form>,
            ]),
          )}
        />
      )}
      <p>
        <LinkButton href={addressOf(application.id, 'documents')} tone="secondary">
          {d.document}
        </LinkButton>
      </p>
    </>
  );
}

export type CopyProps = {
  application: Application;
  editable: Decision;
  earlier: readonly Earlier[];
  form: Again | undefined;
  outcome: { copied: number; notCopied: readonly NotCopied[] } | null;
};

/** From which earlier application answers are copied; then what was and what was not. */
export function CopyPage({ application, editable, earlier, form, outcome }: CopyProps) {
  const d = useCopy(dossierCopy);
  const { locale } = usePage();
  return (
    <>
      <ApplicationHead application={application} step={d.copyFrom} lead={d.copyFromLead} />
      <ReadOnly editable={editable} />
      {outcome && (
        <>
          <Alert tone="good" title={d.copiedCount(outcome.copied)} />
          {outcome.notCopied.length > 0 && (
            <PlainTable
              caption={d.notCopied}
              columns={[{ label: d.whichField }, { label: d.why }]}
              rows={outcome.notCopied.map((n) => [n.label[locale], d[n.why]])}
            />
          )}
          <p>
            <LinkButton href={addressOf(application.id)}>{d.application}</LinkButton>
          </p>
        </>
      )}
      {earlier.length === 0 ? (
        <EmptyState title={d.nothingEarlier} />
      ) : (
        editable.ok && (
          <Form action={addressOf(application.id, 'reuse/application')} {...(form && { form })}>
            <SelectField
              name="from"
              label={d.copyWhich}
              required
              width="l"
              options={earlier.map((e) => ({ value: e.id, label: `${e.name} (${e.callCode}), ${showDate(e.updatedAt, locale)}` }))}
            />
            <SubmitRow label={d.copyDo} tone={outcome ? 'secondary' : 'primary'} />
          </Form>
        )
      )}
    </>
  );
}
