import { romeDate, showDate, showInstant, type CalendarDate } from '#src/core/time.ts';
import { currentDeadline } from '#src/funding/calls/rules/calendar.ts';
import type { AskedDocument } from '#src/funding/calls/rules/documents.ts';
import { documentsAsked } from '#src/funding/calls/rules/documents.ts';
import type { StoredDocument } from '#src/partnership/organisations/queries/register.ts';
import { endingsOf, opensInBrowser } from '#src/plumbing/inspection.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { uiCopy } from '#src/ui/copy.ts';
import { ActionButton, SubmitRow } from '#src/ui/buttons.tsx';
import { DateField, FileField } from '#src/ui/fields.tsx';
import { Form, fresh } from '#src/ui/form.tsx';
import { Icon } from '#src/ui/icon.tsx';
import { Progress } from '#src/ui/course.tsx';
import { Section, WithAside } from '#src/ui/head.tsx';
import { Actions, Callout, LinkButton, StatusChip } from '#src/ui/parts.tsx';
import { Reasons, SourceNote } from '#src/ui/reasons.tsx';
import { SignatureResult } from '#src/ui/signature.tsx';
import { dossierCopy } from '../copy/dossier.ts';
import { documentsCopy } from '../copy/documents.ts';
import { applicationsCopy } from '../copy/words.ts';
import type { HandedInDocument } from '../queries/application.ts';
import type { Binder } from '../rules/representatives.ts';
import { acceptedFor, signatureWrong, slotOf, slotOfAsked, tooHeavy } from '../rules/documents.ts';
import { BlindDocuments } from './blind.tsx';
import { addressOf, ApplicationHead, Deadline, ReadOnly, SavedNote, Steps, weight, type StepProps } from './parts.tsx';

/** Every document that is asked for, in its place: what is there, and a form to hand it in. */
export type DocumentsProps = StepProps & {
  /** May the person hand in documents of this member, or of the whole application (null)? */
  mayPut: (organisation: string | null) => boolean;
  /** Example mode: there is a way to sign. */
  tryOut: boolean;
  /** Whose signatures count, by organisation. */
  representatives: ReadonlyMap<string, readonly Binder[]>;
  /** What the reader's organisations keep that will have ended at the deadline. */
  ending: readonly StoredDocument[];
};

export function DocumentsPage({ application, examination, editable, form, saved, mayPut, representatives, ending, tryOut }: DocumentsProps) {
  const d = useCopy(documentsCopy);
  const t = useCopy(applicationsCopy);
  const { locale, asset } = usePage();
  const { call } = application.version;
  const { facts, documents } = application.proposal;
  const asked = documentsAsked(call, facts);
  const slots = new Set(asked.map(slotOfAsked));
  const stray = documents.filter((d) => !slots.has(slotOf(d.document, d.organisation)));
  const bytes = documents.reduce((n, d) => n + d.bytes, 0);
  const limit = call.documentsTogether;
  const heavy = tooHeavy(call, documents);
  const digital = asked.some((a) => a.document.signature === 'digital');
  const lastDay = romeDate(currentDeadline(call));
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
            {tryOut && digital && (
              <Callout
                tone="info"
                title={d.tryOutLink}
                actions={
                  <LinkButton href="/example/signature" tone="secondary" small>
                    {d.tryOutLink}
                  </LinkButton>
                }
              >
                <p>{d.tryOut}</p>
              </Callout>
            )}
            {editable.ok && <LinkButton href={addressOf(application.id, 'submission')}>{t.goSubmit}</LinkButton>}
            <LinkButton href={addressOf(application.id, 'reuse/documents')} tone="plain">
              {dossierCopy.attach[locale]}
            </LinkButton>
            {ending.length > 0 && <KeptEnding ending={ending} application={application} />}
          </>
        }
      >
        <ReadOnly editable={editable} />
        <BlindDocuments call={call} />
        {asked.length === 0 && <p>{t.noDocuments}</p>}
        {digital && <p class="m-hint">{d.codeFrom}</p>}
        {asked.map((a) => (
          <Slot
            key={slotOfAsked(a)}
            asked={a}
            application={application}
            there={documents.find((d) => slotOf(d.document, d.organisation) === slotOfAsked(a))}
            editable={mayPut(a.member?.id ?? null)}
            signers={representatives.get(a.member?.id ?? application.leadId) ?? []}
            lastDay={lastDay}
            form={form}
          />
        ))}
        {stray.length > 0 && (
          <Section title={t.noLongerAsked} id="stray" lead={t.noLongerAskedMore}>
            {stray.map((d) => (
              <FileLine key={d.id} id={application.id} document={d} removable={mayPut(d.organisation)} />
            ))}
          </Section>
        )}
      </WithAside>
      <script type="module" src={asset('upload.js')} />
    </>
  );
}

function Slot({
  asked,
  application,
  there,
  editable,
  signers,
  lastDay,
  form,
}: { asked: AskedDocument; there: HandedInDocument | undefined; editable: boolean; signers: readonly Binder[]; lastDay: CalendarDate } & Pick<
  StepProps,
  'application' | 'form'
>) {
  const t = useCopy(applicationsCopy);
  const d = useCopy(documentsCopy);
  const u = useCopy(uiCopy);
  const { locale } = usePage();
  const path = useHref();
  const { document, member } = asked;
  const slot = slotOfAsked(asked);
  const part = `document-${slot.replaceAll('.', '-')}`;
  const refused = form && form.values['document'] === document.id && (form.values['organisation'] || null) === (member?.id ?? null);
  const uploadData = {
    'data-upload': path(addressOf(application.id, 'uploads')),
    'data-sending': d.sending,
    'data-progress': d.progress,
    'data-pause': d.pause,
    'data-resume': d.resume,
    'data-cancel': d.cancel,
    'data-paused': d.paused,
    'data-broken': d.broken,
    'data-failed': d.failed,
    'data-source': u.sourceOf,
  };
  const digital = document.signature === 'digital';
  const wrong = there && signatureWrong(asked, there);
  const title = member ? `${document.title[locale]}: ${member.name}` : document.title[locale];
  return (
    <Section title={title} id={part}>
      <p>
        {there ? (
          <StatusChip tone={wrong ? 'warn' : 'good'}>{wrong ? `${t.present}: ${d.notSubmittable.toLowerCase()}` : t.present}</StatusChip>
        ) : document.required ? (
          <StatusChip tone="warn">{t.absent}</StatusChip>
        ) : (
          <StatusChip>{t.notGiven}</StatusChip>
        )}
      </p>
      {document.help && <p>{document.help[locale]}</p>}
      <p class="m-hint">
        {[document.required ? t.required : t.optional, ...(digital ? [t.signedDigitally] : []), document.repairable ? t.repairable : t.notRepairable].join(
          '. ',
        )}
        . <SourceNote source={document.source} />
      </p>
      {digital && <Signers signers={signers} organisation={member ?? { id: application.leadId, name: application.leadName }} />}
      {there?.validUntil &&
        (there.validUntil < lastDay ? (
          <Callout tone="warn">{d.endsBefore(showDate(there.validUntil, locale), showDate(lastDay, locale))}</Callout>
        ) : (
          <p class="m-hint">{d.validUntil(showDate(there.validUntil, locale))}</p>
        ))}
      {there && <FileLine id={application.id} document={there} removable={editable} signed={digital} />}
      {wrong && document.badSignature === 'toScreening' && <p>{d.toScreening}</p>}
      {editable && (
        <Form action={addressOf(application.id, 'documents')} id={part} form={refused ? form : fresh} multipart label={title} data={uploadData}>
          <input type="hidden" name="document" value={document.id} />
          <input type="hidden" name="organisation" value={member?.id ?? ''} />
          <FileField name="file" label={t.file} accept={endingsOf(acceptedFor(document))} hint={t.atMost(weight(document.maxBytes, locale))} required />
          {document.validity && (
            <DateField
              name="validUntil"
              label={d.validityAsked}
              hint={document.validity === 'atDeadline' ? d.validAtDeadline(showDate(lastDay, locale)) : d.validStated}
              required
            />
          )}
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

/** Who has to sign, where the code comes from that says so, and where to give it. */
function Signers({ signers, organisation }: { signers: readonly Binder[]; organisation: { id: string; name: string } }) {
  const d = useCopy(documentsCopy);
  const { actor } = usePage();
  const path = useHref();
  const said = { register: d.fromRegister, account: d.fromAccount };
  const names = signers.map((s) => `${s.name} (${s.codeFrom ? said[s.codeFrom] : d.codeMissing})`).join(', ');
  const unknown = signers.length === 0 || signers.some((s) => s.fiscalCode === null);
  const own = actor?.organisationIds.includes(organisation.id);
  return (
    <p class="m-hint">
      {signers.length > 0 ? d.signerIs(names) : d.signerUnknown}{' '}
      {unknown &&
        (own ? (
          <>
            <a href={path(`/organisations/${organisation.id}/representatives`)}>{d.addCode(organisation.name)}</a>
            {signers.some((s) => s.fiscalCode === null && s.account?.id === actor?.id) && (
              <>
                {'; '}
                <a href={path('/account')}>{d.ownCode}</a>
              </>
            )}
          </>
        ) : (
          d.addElsewhere(organisation.name)
        ))}
    </p>
  );
}

function KeptEnding({ ending, application }: Pick<DocumentsProps, 'ending' | 'application'>) {
  const d = useCopy(documentsCopy);
  const { locale } = usePage();
  const path = useHref();
  const nameOf = (id: string) => application.memberNames?.[id] ?? application.leadName;
  return (
    <Callout tone="warn" title={d.keptEnds}>
      <ul>
        {ending.map((s) => (
          <li key={s.id}>{d.keptLine(s.title, nameOf(s.organisationId), showDate(s.validUntil!, locale))}</li>
        ))}
      </ul>
      <p>{d.keptMore}</p>
      {[...new Set(ending.map((s) => s.organisationId))].map((id) => (
        <p key={id}>
          <a href={path(`/organisations/${id}/documents`)}>{d.keptWhere(nameOf(id))}</a>
        </p>
      ))}
    </Callout>
  );
}

function FileLine({
  id,
  document,
  removable,
  signed,
}: {
  id: string;
  document: HandedInDocument;
  removable: boolean;
  /** Its signature counts. */ signed?: boolean;
}) {
  const t = useCopy(applicationsCopy);
  const d = useCopy(documentsCopy);
  const { locale } = usePage();
  const path = useHref();
  const opened = opensInBrowser(document.mediaType);
  return (
    <>
      <p>
        <Icon name="file" /> <a href={path(addressOf(id, `documents/${document.sha256}`))}>{document.fileName}</a>, {weight(document.bytes, locale)},{' '}
        <time dateTime={document.uploadedAt} title={showInstant(document.uploadedAt, locale)}>
          {t.uploadedOn(document.uploadedAt)}
        </time>{' '}
        {(opened || document.fileName.endsWith('.p7m')) && (
          <a href={path(`${addressOf(id, `documents/${document.sha256}`)}?${opened ? 'open' : 'content'}=1`)} target="_blank" rel="noopener">
            {opened ? d.open : d.envelopeContent}
            <span class="visually-hidden">
              {' '}
              {document.fileName}, {d.opensApart}
            </span>
          </a>
        )}
      </p>
      {document.signature && <SignatureResult signature={document.signature} label={document.fileName} />}
      {signed && !document.signature && (
        <p>
          <StatusChip tone="warn">{d.notChecked}</StatusChip>
        </p>
      )}
      {removable && (
        <Actions>
          {signed && (!document.signature || document.signature.outcome !== 'valid' || document.signature.notes.length > 1) && (
            <ActionButton action={addressOf(id, `documents/${document.id}/signature`)} tone="plain" small>
              {d.recheck}
              <span class="visually-hidden"> {document.fileName}</span>
            </ActionButton>
          )}
          <ActionButton action={addressOf(id, `documents/${document.id}/removal`)} tone="plain" icon="close" small>
            {t.remove}
            <span class="visually-hidden"> {document.fileName}</span>
          </ActionButton>
        </Actions>
      )}
    </>
  );
}
