import type { Decision } from '#src/core/decision.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { ActionButton, ConfirmDetails } from '#src/ui/buttons.tsx';
import { fieldId } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Actions, Callout, LinkButton, StatusChip } from '#src/ui/parts.tsx';
import { Icon } from '#src/ui/icon.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import type { Problem } from '../../check.ts';
import type { Chapter } from '../../copy/chapters.ts';
import { cautionWords } from '../../copy/blind.ts';
import { editorCopy } from '../../copy/editor.ts';
import { callPages } from '../../copy/pages.ts';
import { chapterIds, chapterOf, type ChapterId } from '../../editor/chapters.ts';
import type { Editing } from '../../queries/drafts.ts';
import { Lines } from '../lines.tsx';
import { placeInWords } from './fields.tsx';

export const codeOf = ({ value, callId }: Pick<Editing, 'value' | 'callId'>): string =>
  typeof value['officialCode'] === 'string' && value['officialCode'] !== '' ? value['officialCode'] : callId;

/** The head of every page of the editor. */
export function EditHead({ call, title, lead, chapter }: { call: Editing; title: string; lead?: string; chapter?: string }) {
  const t = useCopy(editorCopy);
  const p = useCopy(callPages);
  const inside = title !== t.edit;
  return (
    <PageHead
      title={title}
      kicker={codeOf(call)}
      lead={lead}
      status={
        call.version ? (
          <StatusChip tone={call.drafted ? 'warn' : 'neutral'}>
            {call.drafted ? t.publishVersion : p.inForce} · {p.version} {call.version.number}
          </StatusChip>
        ) : (
          <StatusChip tone="warn">{p.phaseDraft}</StatusChip>
        )
      }
      trail={[
        { label: p.calls, href: '/calls' },
        { label: codeOf(call), href: call.version ? `/calls/${call.callId}` : `/calls/${call.callId}/acts` },
        ...(inside ? [{ label: t.edit, href: `/calls/${call.callId}/edit` }] : []),
        { label: chapter ?? title },
      ]}
    />
  );
}

/** Where a complaint leads: its chapter, its field, opened. */
export const addressOfProblem = (callId: string, at: string): string | null => {
  const chapter = chapterOf(at);
  return chapter && `/calls/${callId}/edit/${chapter}?check=1&open=${encodeURIComponent(at)}#${fieldId(at)}`;
};

export type OverviewProps = {
  call: Editing;
  problems: readonly Problem[];
  /** What can be published and should be read again. */
  cautions: readonly Problem[];
  /** The call in words, when nothing is wrong with it. */
  words: readonly Chapter[] | null;
  decisions: { edit: Decision; publish: Decision };
};

/** The chapters, what is wrong in each, and the whole call in words. */
export function EditOverview({ call, problems, cautions, words, decisions }: OverviewProps) {
  const t = useCopy(editorCopy);
  const p = useCopy(callPages);
  const c = useCopy(cautionWords);
  const path = useHref();
  const of = (chapter: ChapterId) => problems.filter((x) => chapterOf(x.at) === chapter);
  const base = `/calls/${call.callId}`;
  return (
    <>
      <EditHead call={call} title={t.edit} lead={call.version ? t.editPublished : t.editLead} />
      <Section title={t.chapters} id="chapters">
        <PlainTable
          compact
          caption={t.chapters}
          captionHidden
          columns={[{ label: t.chapters }, { label: t.check }]}
          rows={chapterIds.map((id) => [
            <a href={path(`${base}/edit/${id}`)}>{t[id]}</a>,
            of(id).length === 0 ? <StatusChip tone="good">{t.inOrder}</StatusChip> : <StatusChip tone="warn">{t.toPutRight(of(id).length)}</StatusChip>,
          ])}
        />
        <Actions>
          {words && (
            <LinkButton href={`${base}/preview`} tone="secondary">
              {t.previewPublic}
            </LinkButton>
          )}
          {words && (
            <LinkButton href={`${base}/preview/form`} tone="secondary">
              {t.previewForm}
            </LinkButton>
          )}
          {call.version && (
            <LinkButton href={`${base}/comparison`} tone="secondary">
              {t.comparison}
            </LinkButton>
          )}
          <LinkButton href={`${base}/drafts`} tone="secondary">
            {t.history}
          </LinkButton>
          <LinkButton href={`${base}/draft`} tone="secondary" download>
            {t.exportJson}
          </LinkButton>
        </Actions>
      </Section>
      <Section title={t.check} id="check">
        {problems.length === 0 ? (
          <Callout tone="good">{t.checkGood}</Callout>
        ) : (
          <>
            <Callout tone="warn">{t.checkBad}</Callout>
            <ProblemList callId={call.callId} problems={problems} />
          </>
        )}
        {cautions.length > 0 && (
          <>
            <Callout tone="warn">{c.cautions}</Callout>
            <ProblemList callId={call.callId} problems={cautions} />
          </>
        )}
      </Section>
      <Section title={call.version ? t.publishVersion : p.publish} id="publish">
        {call.version ? (
          call.drafted ? (
            <Actions>
              <LinkButton href={`${base}/amendment`}>{t.publishVersion}</LinkButton>
            </Actions>
          ) : (
            <Callout title={t.noCorrection}>{t.noCorrectionMore}</Callout>
          )
        ) : (
          <ConfirmDetails summary={p.publish} consequences={[p.publishConsequences, p.publishNote]} decision={decisions.publish}>
            <ActionButton action={`${base}/publication`} tone="danger">
              {p.publish}
            </ActionButton>
          </ConfirmDetails>
        )}
      </Section>
      {words && (
        <Section title={t.inWords} id="words">
          {words.map((chapter) => (
            <section key={chapter.name}>
              <h3>{chapter.heading}</h3>
              <Lines lines={chapter.lines} />
            </section>
          ))}
        </Section>
      )}
      {!decisions.edit.ok && (
        <p class="m-hint">
          <Icon name="locked" /> {usePage().explain(decisions.edit.reasons[0]!)}
        </p>
      )}
    </>
  );
}

function ProblemList({ callId, problems }: { callId: string; problems: readonly Problem[] }) {
  const t = useCopy(editorCopy);
  const path = useHref();
  const { locale } = usePage();
  return (
    <ul class="m-problems">
      {problems.map((x, i) => {
        const to = addressOfProblem(callId, x.at);
        const place = placeInWords(x.at)[locale];
        return (
          <li key={i}>
            {to ? <a href={path(to)}>{place}</a> : `${t.elsewhere}, ${place}`}: {x.message}. <code>{x.path}</code>
          </li>
        );
      })}
    </ul>
  );
}
