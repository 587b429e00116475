import type { Decision } from '#src/core/decision.ts';
import { showInstant } from '#src/core/time.ts';
import { speak, type Locale } from '#src/core/words.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { ActionButton, ConfirmDetails, SubmitRow } from '#src/ui/buttons.tsx';
import { DateField, TextArea, TextField } from '#src/ui/fields.tsx';
import { Form } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { EmptyState } from '#src/ui/parts.tsx';
import { Reasons } from '#src/ui/reasons.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { editorCopy } from '../../copy/editor.ts';
import { callPages } from '../../copy/pages.ts';
import { isChapter } from '../../editor/chapters.ts';
import type { Difference } from '../../editor/compare.ts';
import type { Editing, KeptDraft } from '../../queries/drafts.ts';
import type { Call } from '../../schema.ts';
import { ComparisonSections, Differences } from './differences.tsx';
import { EditHead } from './overview.tsx';

function originWords({ origin, restoredFrom }: KeptDraft, locale: Locale): string {
  const t = speak(editorCopy, locale);
  if (isChapter(origin)) return t[origin];
  return origin === 'restored' ? t.originRestored(restoredFrom ?? 0) : origin === 'new' ? t.originNew : origin === 'copy' ? t.originCopy : t.originFile;
}

/** Every draft that was kept, the newest first. */
export function HistoryPage({ call, drafts, edit }: { call: Editing; drafts: readonly KeptDraft[]; edit: Decision }) {
  const t = useCopy(editorCopy);
  const path = useHref();
  const { locale } = usePage();
  const [, last] = drafts;
  return (
    <>
      <EditHead call={call} title={t.history} lead={t.historyLead} />
      {last && call.drafted && (
        <ActionButton
          action={`/calls/${call.callId}/drafts/${last.revision}/restoration`}
          fields={{ revision: String(call.revision) }}
          decision={edit}
          tone="secondary"
        >
          {t.undo}
        </ActionButton>
      )}
      {drafts.length === 0 ? (
        <EmptyState title={t.noHistory} />
      ) : (
        <PlainTable
          caption={t.history}
          captionHidden
          columns={[{ label: t.draft }, { label: t.savedAt }, { label: t.by }, { label: t.what }]}
          rows={drafts.map((d) => [
            <a href={path(`/calls/${call.callId}/drafts/${d.revision}`)}>{t.savedAs(d.revision)}</a>,
            showInstant(d.savedAt, locale),
            d.savedBy ?? '',
            originWords(d, locale),
          ])}
        />
      )}
    </>
  );
}

export type DraftPageProps = { call: Editing; draft: KeptDraft; sinceBefore: readonly Difference[] | null; toNow: readonly Difference[]; edit: Decision };

/** One kept draft: what it changed, and what bringing it back would change. */
export function KeptDraftPage({ call, draft, sinceBefore, toNow, edit }: DraftPageProps) {
  const t = useCopy(editorCopy);
  const p = useCopy(callPages);
  const { locale } = usePage();
  const base = `/calls/${call.callId}`;
  return (
    <>
      <PageHead
        title={t.savedAs(draft.revision)}
        lead={`${originWords(draft, locale)}. ${showInstant(draft.savedAt, locale)}${draft.savedBy ? `, ${draft.savedBy}` : ''}`}
        trail={[
          { label: p.calls, href: '/calls' },
          { label: t.edit, href: `${base}/edit` },
          { label: t.history, href: `${base}/drafts` },
          { label: t.savedAs(draft.revision) },
        ]}
      />
      {draft.revision !== call.revision && (
        <ActionButton action={`${base}/drafts/${draft.revision}/restoration`} fields={{ revision: String(call.revision) }} decision={edit}>
          {t.restore}
        </ActionButton>
      )}
      <Section title={t.againstBefore} id="before">
        {sinceBefore === null ? <p>{t.firstDraft}</p> : <Differences differences={sinceBefore} before={t.wordsBefore} after={t.wordsAfter} />}
      </Section>
      {draft.revision !== call.revision && (
        <Section title={t.againstNow} id="now">
          <Differences differences={toNow} before={t.savedAs(draft.revision)} after={t.savedAs(call.revision)} />
        </Section>
      )}
    </>
  );
}

/** What a correction would change. */
export function ComparisonPage({ call, differences, before, after }: { call: Editing; differences: readonly Difference[]; before: Call; after: Call | null }) {
  const t = useCopy(editorCopy);
  return (
    <>
      <EditHead call={call} title={t.comparison} lead={t.comparisonLead(call.version!.number)} />
      <ComparisonSections differences={differences} before={before} after={after} />
    </>
  );
}

export type AmendmentProps = {
  call: Editing;
  form: Again;
  decision: Decision;
  discard: Decision;
  differences: readonly Difference[];
  before: Call;
  after: Call | null;
  today: string;
};

/** The act that publishes the correction, after what it changes. */
export function AmendmentPage({ call, form, decision, discard, differences, before, after, today }: AmendmentProps) {
  const t = useCopy(editorCopy);
  const p = useCopy(callPages);
  const base = `/calls/${call.callId}`;
  return (
    <>
      <EditHead call={call} title={t.publishVersion} lead={t.publishVersionLead} />
      <ComparisonSections differences={differences} before={before} after={after} />
      <Section title={t.publishVersion} id="act">
        {!decision.ok && form.reasons.length === 0 ? (
          <div class="m-why">
            <Reasons reasons={decision.reasons} />
          </div>
        ) : (
          <Form action={`${base}/amendment`} form={form.reasons.length > 0 ? form : { values: { on: today, ...form.values }, reasons: [] }} guardUnsaved>
            <input type="hidden" name="seen" value={call.version!.number} />
            <input type="hidden" name="revision" value={call.revision} />
            <TextField name="ref" label={p.actRef} hint={p.actRefHint} required />
            <DateField name="on" label={p.actOn} required />
            <TextArea name="textIt" label={p.rectifyIt} required rows={4} limit={4000} />
            <TextArea name="textEn" label={p.rectifyEn} required rows={4} limit={4000} />
            <SubmitRow label={t.publishVersion} tone="danger" />
          </Form>
        )}
      </Section>
      <ConfirmDetails summary={t.discard} consequences={[t.discardConsequence]} decision={discard}>
        <ActionButton action={`${base}/amendment/withdrawal`} tone="danger">
          {t.discard}
        </ActionButton>
      </ConfirmDetails>
    </>
  );
}
