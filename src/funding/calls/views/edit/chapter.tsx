import type { Decision } from '#src/core/decision.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { Form } from '#src/ui/form.tsx';
import { Alert, Callout, LinkButton, Tabs } from '#src/ui/parts.tsx';
import { Reasons } from '#src/ui/reasons.tsx';
import { editorCopy } from '../../copy/editor.ts';
import { chapterIds, partsOf, type ChapterId, type DraftValue } from '../../editor/chapters.ts';
import type { Difference } from '../../editor/compare.ts';
import type { Editing } from '../../queries/drafts.ts';
import { Differences } from './differences.tsx';
import { Place } from './fields.tsx';
import { EditHead } from './overview.tsx';

export type ChapterProps = {
  call: Editing;
  chapter: ChapterId;
  /** What the form shows: the draft's chapter, or what was typed when it comes back. */
  shown: DraftValue;
  form: Again;
  /** How many complaints the check has about each chapter. */
  counts: Record<ChapterId, number>;
  edit: Decision;
  open: string;
  saved: boolean;
  /** Somebody else's save of the same chapter: where it differs from what was typed. */
  stale: readonly Difference[] | null;
};

/** One chapter of the call as a form. */
export function ChapterPage({ call, chapter, shown, form, counts, edit, open, saved, stale }: ChapterProps) {
  const t = useCopy(editorCopy);
  const here = `/calls/${call.callId}/edit/${chapter}`;
  return (
    <>
      <EditHead call={call} title={t[chapter]} />
      <Tabs
        label={t.chapters}
        tabs={chapterIds.map((id) => ({
          label: t[id],
          href: `/calls/${call.callId}/edit/${id}`,
          current: id === chapter,
          ...(counts[id] > 0 && { count: counts[id] }),
        }))}
      />
      {saved && form.reasons.length === 0 && (
        <Alert tone="good" title={`${t.saved} ${t.savedAs(call.revision)}.`}>
          {t.savedPoints(counts[chapter])}
        </Alert>
      )}
      {call.version && ['evaluation', 'ranking'].includes(chapter) && <Callout tone="warn">{t.locked}</Callout>}
      {stale && (
        <Alert
          tone="warn"
          title={t.staleTitle}
          actions={
            <LinkButton href={here} tone="secondary" small>
              {t.takeTheirs}
            </LinkButton>
          }
        >
          <p>{t.staleLead}</p>
          <Differences differences={stale} before={t.theirs} after={t.mine} />
        </Alert>
      )}
      {edit.ok ? (
        <Form action={here} form={form} guardUnsaved>
          {/* Enter in a field saves; it never moves or removes the first entry. */}
          <button type="submit" class="visually-hidden" tabIndex={-1} aria-hidden="true">
            {t.save}
          </button>
          <input type="hidden" name="revision" value={call.revision} />
          {partsOf(chapter).map((part) => (
            <Place key={part.key} schema={part.of} path={part.key} value={shown[part.key]} presence={part.presence} open={open} />
          ))}
          <SubmitRow label={t.saveNext} name="next" value="on">
            <button type="submit" class="m-button m-secondary">
              <span>{t.save}</span>
            </button>
          </SubmitRow>
        </Form>
      ) : (
        <Reasons reasons={edit.reasons} />
      )}
    </>
  );
}
