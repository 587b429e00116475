import { reason } from '#src/core/decision.ts';
import { notFound } from '#src/core/errors.ts';
import { romeDate } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, page, seeOther, type Reply } from '#src/plumbing/http/reply.ts';
import { fieldId, fresh } from '#src/ui/form.tsx';
import { z } from 'zod';
import { amendCall } from '../actions.ts';
import { beginCall, discardDraft, restoreDraft, saveChapter } from '../actions/drafts.ts';
import { checkCall, problemsIn, type Problem } from '../check.ts';
import { editorCopy } from '../copy/editor.ts';
import { chapterFields, chapterIds, chapterOf, chapterOfDraft, isChapter, withChapter, type ChapterId } from '../editor/chapters.ts';
import { differences } from '../editor/compare.ts';
import { readMove } from '../editor/moves.ts';
import { can } from '../policy.ts';
import { draftHistory, editing, keptDraft, type Editing } from '../queries/drafts.ts';
import { callSchema, type Call } from '../schema.ts';
import { ChapterPage } from '../views/edit/chapter.tsx';
import { placeInWords } from '../views/edit/fields.tsx';
import { AmendmentPage, ComparisonPage, HistoryPage, KeptDraftPage } from '../views/edit/history.tsx';
import { codeOf, EditOverview } from '../views/edit/overview.tsx';

type AnyAsk = Ask<unknown>;
const words = (ask: AnyAsk) => speak(editorCopy, ask.locale);
const idOf = (ask: AnyAsk) => ask.params['callId'] ?? '';
const readers = { anyOf: ['office', 'auditor'] } as const;
const office = { anyOf: ['office'] } as const;

/** The call in the editor, for those who may see its drafts; not found for anyone else. */
async function load(ask: AnyAsk): Promise<Editing> {
  const call = await editing(ask.house.db, idOf(ask));
  if (!call || !can.readDraft(ask.actor, call.callId).ok) throw notFound();
  return call;
}

const titled = (call: Editing, title: string) => `${title}, ${codeOf(call)}`;
const countsOf = (problems: readonly Problem[]) =>
  Object.fromEntries(chapterIds.map((id) => [id, problems.filter((p) => chapterOf(p.at) === id).length])) as Record<ChapterId, number>;
const asReasons = (problems: readonly Problem[], chapter: ChapterId) =>
  problems.filter((p) => chapterOf(p.at) === chapter).map((p) => reason('call.problem', { place: placeInWords(p.at), message: p.message }, { at: p.at }));

/** A draft as a call, when nothing is wrong with it. Acts are the published call's. */
const completed = ({ value, version }: Editing): Call | null => {
  const read = callSchema.safeParse(version ? { ...value, acts: version.call.acts } : value);
  return read.success ? read.data : null;
};

async function chapterPage(ask: AnyAsk, again?: Again): Promise<Reply> {
  const chapter = ask.params['chapter'] ?? '';
  if (!isChapter(chapter)) throw notFound();
  const call = await load(ask);
  const query = ask.url.searchParams;
  const shown = again ? withChapter(call.value, chapter, again.values) : call.value;
  const problems = problemsIn(shown, ask.locale);
  const reasons = again ? again.reasons : query.has('check') || query.has('saved') ? asReasons(problems, chapter) : [];
  const stale = again?.reasons.some((r) => r.code === 'call.draftChangedMeanwhile') === true;
  return page(
    titled(call, words(ask)[chapter]),
    <ChapterPage
      call={call}
      chapter={chapter}
      shown={shown}
      form={{ values: chapterFields(chapter, shown), reasons: query.has('saved') && !query.has('check') ? [] : reasons }}
      counts={countsOf(problems)}
      edit={can.edit(ask.actor, call.callId)}
      open={query.get('open') ?? ''}
      saved={query.has('saved') && !again}
      stale={stale ? differences(chapterOfDraft(chapter, call.value), chapterOfDraft(chapter, shown)) : null}
    />,
    { address: `/calls/${call.callId}/edit/${chapter}`, script: true },
  );
}

async function amendmentPage(ask: AnyAsk, again?: Again): Promise<Reply> {
  const call = await load(ask);
  if (!call.version || !call.drafted) throw notFound();
  const after = completed(call);
  const now = ask.now.toISOString();
  const decision = after
    ? can.amend(ask.actor, call.version.call, after, now)
    : { ok: false as const, reasons: [reason('call.incomplete', { problems: problemsIn(call.value, ask.locale).length })] };
  return page(
    titled(call, words(ask).publishVersion),
    <AmendmentPage
      call={call}
      form={again ?? fresh}
      decision={decision}
      discard={can.edit(ask.actor, call.callId)}
      differences={differences({ ...call.version.call, acts: [] }, { ...call.value, acts: [] })}
      before={call.version.call}
      after={after}
      today={romeDate(ask.now)}
    />,
    { address: `/calls/${call.callId}/amendment` },
  );
}

const revision = z.coerce.number().int().min(1);
/** The whole form stays raw: the schema of the call itself reads it, and what it cannot read is kept as typed. */
const chapterInput = z.looseObject({ revision });
const beginInput = z.object({
  id: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9]+(?:[-.][A-Za-z0-9]+)*$/, 'call.badId')
    .max(60),
  officialCode: z.string().trim().min(1).max(120),
  titleIt: z.string().trim().min(1).max(300),
  titleEn: z.string().trim().min(1).max(300),
  from: z.string().trim().optional(),
});
const amendmentInput = z.object({
  seen: z.coerce.number().int(),
  revision,
  ref: z.string().trim().min(3).max(300),
  on: z.iso.date(),
  textIt: z.string().trim().min(1).max(4000),
  textEn: z.string().trim().min(1).max(4000),
});

export const editDoors = (newPage: (ask: AnyAsk, again?: Again) => Promise<Reply>): Door[] => [
  door({
    method: 'POST',
    path: '/calls/new',
    access: office,
    does: 'call.begin',
    input: beginInput,
    again: newPage,
    async handler(ask) {
      const { from, ...rest } = ask.input;
      return seeOther(`/calls/${await beginCall(ask.house, ask.actor, { ...rest, from: from || null })}/edit`);
    },
  }),
  door({
    method: 'GET',
    path: '/calls/:callId/edit',
    access: readers,
    async handler(ask) {
      const call = await load(ask);
      const problems = problemsIn(call.value, ask.locale);
      const checked = problems.length === 0 ? checkCall(call.value) : null;
      return page(
        titled(call, words(ask).edit),
        <EditOverview
          call={call}
          problems={problems}
          words={checked?.ok ? checked.words[ask.locale] : null}
          cautions={checked?.ok ? checked.cautions[ask.locale] : []}
          decisions={{
            edit: can.edit(ask.actor, call.callId),
            publish:
              problems.length === 0
                ? can.publish(ask.actor, call.version !== undefined, call.callId)
                : { ok: false, reasons: [reason('call.incomplete', { problems: problems.length })] },
          }}
        />,
      );
    },
  }),
  door({ method: 'GET', path: '/calls/:callId/edit/:chapter', access: readers, handler: (ask) => chapterPage(ask) }),
  door({
    method: 'POST',
    path: '/calls/:callId/edit/:chapter',
    access: office,
    does: 'call.edit',
    input: chapterInput,
    again: chapterPage,
    async handler(ask) {
      const [callId, chapter] = [idOf(ask), ask.params['chapter'] ?? ''];
      if (!isChapter(chapter)) throw notFound();
      const asked = typeof ask.raw['do'] === 'string' ? readMove(ask.raw['do']) : null;
      const kind = asked && ask.raw[`${asked.path.join('.')}~kind`];
      const move = asked && { ...asked, kind: asked.kind ?? (typeof kind === 'string' ? kind : undefined) };
      const { shows } = await saveChapter(ask.house, ask.actor, { callId, chapter, seen: ask.input.revision, raw: ask.raw, move });
      const here = `/calls/${callId}/edit/${chapter}`;
      if (move) return seeOther(`${here}?open=${encodeURIComponent(shows)}#${fieldId(shows)}`);
      const next = chapterIds[chapterIds.indexOf(chapter) + 1];
      if (ask.raw['next'] === undefined) return seeOther(`${here}?saved=1`);
      return seeOther(next ? `/calls/${callId}/edit/${next}` : `/calls/${callId}/edit`);
    },
  }),
  door({
    method: 'GET',
    path: '/calls/:callId/drafts',
    access: readers,
    async handler(ask) {
      const call = await load(ask);
      const drafts = await draftHistory(ask.house.db, call.callId);
      return page(titled(call, words(ask).history), <HistoryPage call={call} drafts={drafts} edit={can.edit(ask.actor, call.callId)} />);
    },
  }),
  door({
    method: 'GET',
    path: '/calls/:callId/drafts/:revision',
    access: readers,
    async handler(ask) {
      const call = await load(ask);
      const wanted = Number(ask.params['revision']);
      const draft = Number.isSafeInteger(wanted) ? await keptDraft(ask.house.db, call.callId, wanted) : undefined;
      if (!draft) throw notFound();
      return page(
        titled(call, words(ask).savedAs(draft.revision)),
        <KeptDraftPage
          call={call}
          draft={draft}
          sinceBefore={draft.before && differences(draft.before, draft.value)}
          toNow={differences(draft.value, call.value)}
          edit={can.edit(ask.actor, call.callId)}
        />,
      );
    },
  }),
  door({
    method: 'POST',
    path: '/calls/:callId/drafts/:revision/restoration',
    access: office,
    does: 'call.restoreDraft',
    input: z.object({ revision }),
    async handler(ask) {
      const wanted = Number(ask.params['revision']);
      if (!Number.isSafeInteger(wanted)) throw notFound();
      await restoreDraft(ask.house, ask.actor, idOf(ask), wanted, ask.input.revision);
      return seeOther(`/calls/${idOf(ask)}/drafts`);
    },
  }),
  door({
    method: 'GET',
    path: '/calls/:callId/draft',
    access: readers,
    async handler(ask) {
      const call = await load(ask);
      return file(`${JSON.stringify(call.value, null, 2)}\n`, 'application/json', `${call.callId}.call.json`);
    },
  }),
  door({
    method: 'GET',
    path: '/calls/:callId/comparison',
    access: readers,
    async handler(ask) {
      const call = await load(ask);
      if (!call.version) throw notFound();
      return page(
        titled(call, words(ask).comparison),
        <ComparisonPage
          call={call}
          differences={differences({ ...call.version.call, acts: [] }, { ...call.value, acts: [] })}
          before={call.version.call}
          after={completed(call)}
        />,
      );
    },
  }),
  door({ method: 'GET', path: '/calls/:callId/amendment', access: readers, handler: (ask) => amendmentPage(ask) }),
  door({
    method: 'POST',
    path: '/calls/:callId/amendment',
    access: office,
    does: 'call.amend',
    input: amendmentInput,
    again: amendmentPage,
    async handler(ask) {
      const { textIt, textEn, ...rest } = ask.input;
      await amendCall(ask.house, ask.actor, idOf(ask), { ...rest, text: { it: textIt, en: textEn } });
      return seeOther(`/calls/${idOf(ask)}`);
    },
  }),
  door({
    method: 'POST',
    path: '/calls/:callId/amendment/withdrawal',
    access: office,
    does: 'call.discardDraft',
    async handler(ask) {
      await discardDraft(ask.house, ask.actor, idOf(ask));
      return seeOther(`/calls/${idOf(ask)}/edit`);
    },
  }),
];
