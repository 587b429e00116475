import { showInstant } from '#src/core/time.ts';
import type { AskedDocument } from '#src/funding/calls/rules/documents.ts';
import { documentsAsked } from '#src/funding/calls/rules/documents.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { ActionButton, FileField, Form, fresh, SubmitRow } from '#src/ui/form.tsx';
import { Icon } from '#src/ui/icon.tsx';
import { LinkButton, Progress, Section, StatusChip, WithAside } from '#src/ui/parts.tsx';
import { Reasons, SourceNote } from '#src/ui/reasons.tsx';
import { applicationsCopy } from '../copy/words.ts';
import type { HandedInDocument } from '../queries/application.ts';
import { slotOf, slotOfAsked, tooHeavy } from '../rules.ts';
import { addressOf, ApplicationHead, Deadline, ReadOnly, SavedNote, Steps, weight, type StepProps } from './shared.tsx';

/** Every document that is asked for, in its place: what is there, and a form to hand it in. */
export function DocumentsPage({ application, examination, editable, form, saved }: StepProps) {
  const t = useCopy(applicationsCopy);
  const { locale } = usePage();
  const { call } = application.version;
  const { facts, documents } = application.proposal;
  const asked = documentsAsked(call, facts);
  const slots = new Set(asked.map(slotOfAsked));
  const stray = documents.filter((d) => !slots.has(slotOf(d.document, d.organisation)));
  const bytes = documents.reduce((n, d) => n + d.bytes, 0);
  const limit = call.documentsTogether;
  const heavy = tooHeavy(call, documents);
  return (
    <>
      <ApplicationHead application={application} step="documents" lead={t.documentsLead} />
      <Steps application={application} examination={examination} current="documents" />
      <SavedNote application={application} examination={examination} saved={saved} />
      <WithAside
        aside={
          <>
            <Deadline call={call} />
            {limit && (
              <>
                <Progress
                  label={t.weight}
                  value={bytes}
                  max={limit.maxBytes}
                  said={t.weightOf(weight(bytes, locale), weight(limit.maxBytes, locale))}
                  tone={heavy.length > 0 ? 'bad' : 'accent'}
                />
                {heavy.length > 0 ? (
                  <Reasons reasons={heavy} />
                ) : (
                  <p>
                    <SourceNote source={limit.source} />
                  </p>
                )}
              </>
            )}
            {editable.ok && <LinkButton href={addressOf(application.id, 'submission')}>{t.goSubmit}</LinkButton>}
          </>
        }
      >
        <ReadOnly editable={editable} />
        {asked.length === 0 && <p>{t.noDocuments}</p>}
        {asked.map((a) => (
          <Slot
            key={slotOfAsked(a)}
            asked={a}
            application={application}
            there={documents.find((d) => slotOf(d.document, d.organisation) === slotOfAsked(a))}
            editable={editable}
            form={form}
          />
        ))}
        {stray.length > 0 && (
          <Section title={t.noLongerAsked} id="stray" lead={t.noLongerAskedMore}>
            {stray.map((d) => (
              <FileLine key={d.id} id={application.id} document={d} removable={editable.ok} />
            ))}
          </Section>
        )}
      </WithAside>
    </>
  );
}

function Slot({
  asked,
  application,
  there,
  editable,
  form,
}: { asked: AskedDocument; there: HandedInDocument | undefined } & Pick<StepProps, 'application' | 'editable' | 'form'>) {
  const t = useCopy(applicationsCopy);
  const { locale } = usePage();
  const { document, member } = asked;
  const slot = slotOfAsked(asked);
  const part = `document-${slot.replaceAll('.', '-')}`;
  const refused = form && form.values['document'] === document.id && (form.values['organisation'] || null) === (member?.id ?? null);
  const title = member ? `${document.title[locale]}: ${member.name}` : document.title[locale];
  return (
    <Section title={title} id={part}>
      <p>
        {there ? (
          <StatusChip tone="good">{t.present}</StatusChip>
        ) : document.required ? (
          <StatusChip tone="warn">{t.absent}</StatusChip>
        ) : (
          <StatusChip>{t.notGiven}</StatusChip>
        )}
      </p>
      {document.help && <p>{document.help[locale]}</p>}
      <p class="m-hint">
        {[
          document.required ? t.required : t.optional,
          ...(document.signature === 'digital' ? [t.signedDigitally] : []),
          document.repairable ? t.repairable : t.notRepairable,
        ].join('. ')}
        . <SourceNote source={document.source} />
      </p>
      {there && <FileLine id={application.id} document={there} removable={editable.ok} />}
      {editable.ok && (
        <Form action={addressOf(application.id, 'documents')} id={part} form={refused ? form : fresh} multipart label={title}>
          <input type="hidden" name="document" value={document.id} />
          <input type="hidden" name="organisation" value={member?.id ?? ''} />
          <FileField name="file" label={t.file} accept=".pdf" hint={t.atMost(weight(document.maxBytes, locale))} required />
          <SubmitRow
            label={
              <>
                {there ? t.replace : t.upload}
                <span class="visually-hidden">: {title}</span>
              </>
            }
            tone="secondary"
            icon="upload"
            small
          />
        </Form>
      )}
    </Section>
  );
}

function FileLine({ id, document, removable }: { id: string; document: HandedInDocument; removable: boolean }) {
  const t = useCopy(applicationsCopy);
  const { locale } = usePage();
  const path = useHref();
  return (
    <>
      <p>
        <Icon name="file" /> <a href={path(addressOf(id, `documents/${document.sha256}`))}>{document.fileName}</a>, {weight(document.bytes, locale)},{' '}
        <time dateTime={document.uploadedAt} title={showInstant(document.uploadedAt, locale)}>
          {t.uploadedOn(document.uploadedAt)}
        </time>
      </p>
      {removable && (
        <ActionButton action={addressOf(id, `documents/${document.id}/removal`)} tone="plain" icon="close" small>
          {t.remove}
          <span class="visually-hidden"> {document.fileName}</span>
        </ActionButton>
      )}
    </>
  );
}
