import type { Actor } from '#src/core/actor.ts';
import { canonical, hashOf } from '#src/core/canonical.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { can } from '../policy.ts';
import { sameChapter, withChapter, type ChapterId, type DraftValue } from '../editor/chapters.ts';
import { moved, type Move } from '../editor/moves.ts';
import type { Raw } from '../editor/form.ts';
import { skeleton, type Beginning } from '../editor/skeleton.ts';
import { currentVersion } from '../queries.ts';

type Locked = { draft: DraftValue; revision: number };

/** Keeps a draft as the next revision; the earlier ones stay. Drafts may be incomplete: the check says what they lack. */
export async function keepDraft(
  { tx, at }: Deed,
  actor: Actor | null,
  callId: string,
  revision: number,
  definition: unknown,
  how: { origin: string; restoredFrom?: number },
): Promise<void> {
  const text = canonical(definition);
  await tx.updateTable('calls').set({ draft: text, revision }).where('id', '=', callId).execute();
  await tx
    .insertInto('call_drafts')
    .values({
      call_id: callId,
      revision,
      definition: text,
      origin: how.origin,
      restored_from: how.restoredFrom ?? null,
      saved_at: at,
      saved_by: actor?.id ?? null,
    })
    .execute();
}

/** The draft under lock: the one that is kept or, after publication, the version in force from which a correction starts. */
async function locked({ tx }: Deed, callId: string): Promise<Locked> {
  const row = await tx.selectFrom('calls').select(['draft', 'revision']).where('id', '=', callId).forUpdate().executeTakeFirst();
  const draft = (row?.draft as DraftValue | null | undefined) ?? ((await currentVersion(tx, callId))?.call as DraftValue | undefined);
  if (!row || !draft) throw notFound();
  return { draft, revision: row.revision };
}

/** The draft as it was when the form was opened: that revision or, where none was kept, what was published. */
async function asSeen({ tx }: Deed, callId: string, seen: number, now: Locked): Promise<DraftValue> {
  if (seen === now.revision) return now.draft;
  const kept = await tx.selectFrom('call_drafts').select('definition').where('call_id', '=', callId).where('revision', '=', seen).executeTakeFirst();
  return (kept?.definition as DraftValue | undefined) ?? ((await currentVersion(tx, callId))?.call as DraftValue | undefined) ?? {};
}

export type ChapterSaved = { callId: string; chapter: ChapterId; seen: number; raw: Raw; move: Move | null };

/**
 * Keeps one chapter as the form says it, and does what the pressed button asks. Two people may work on different chapters at once. Where
 * somebody else has changed the same chapter in between nothing is kept: the form comes back with both beside each other.
 */
export function saveChapter(
  house: House,
  actor: Actor | null,
  { callId, chapter, seen, raw, move }: ChapterSaved,
): Promise<{ revision: number; shows: string }> {
  return act(house, actor, 'call.edit', `call/${callId}`, async (deed) => {
    demand(can.edit(actor, callId));
    const now = await locked(deed, callId);
    if (!sameChapter(chapter, await asSeen(deed, callId, seen, now), now.draft))
      throw new AppError('conflict', [reason('call.draftChangedMeanwhile', { revision: now.revision })]);
    const typed = withChapter(now.draft, chapter, raw);
    const { draft, shows } = move ? moved(typed, move) : { draft: typed, shows: '' };
    const revision = now.revision + 1;
    await keepDraft(deed, actor, callId, revision, draft, { origin: chapter });
    await deed.record({ kind: 'call.edited', subject: `call/${callId}`, body: { revision, chapter, hash: hashOf(draft) } });
    return { revision, shows };
  });
}

/** Begins a call in the browser: empty, or from a copy of a published one. Returns its id. */
export function beginCall(house: House, actor: Actor | null, beginning: Beginning): Promise<string> {
  const { id, from } = beginning;
  return act(house, actor, 'call.begin', `call/${id}`, async (deed) => {
    demand(can.draft(actor, id));
    const { tx, at } = deed;
    if (await tx.selectFrom('calls').select('id').where('id', '=', id).executeTakeFirst())
      throw new AppError('conflict', [reason('call.idTaken', { call: id }, { at: 'id' })]);
    const source = from === null ? undefined : await currentVersion(tx, from);
    if (from !== null && !source) throw new AppError('invalid', [reason('call.noSuchCall', { call: from }, { at: 'from' })]);
    const draft = skeleton(beginning, house.settings.programme, at, source?.call);
    await tx
      .insertInto('calls')
      .values({ id, programme_id: house.settings.programme, draft: null, created_at: at, created_by: actor?.id ?? null })
      .execute();
    await keepDraft(deed, actor, id, 1, draft, { origin: from === null ? 'new' : 'copy' });
    await deed.record({ kind: 'call.begun', subject: `call/${id}`, body: { from, hash: hashOf(draft) } });
    return id;
  });
}

/** Brings back an earlier draft as the newest; what stood in between stays in the history. */
export function restoreDraft(house: House, actor: Actor | null, callId: string, wanted: number, seen: number): Promise<number> {
  return act(house, actor, 'call.restoreDraft', `call/${callId}`, async (deed) => {
    demand(can.edit(actor, callId));
    const now = await locked(deed, callId);
    if (seen !== now.revision) throw new AppError('conflict', [reason('call.draftChangedMeanwhile', { revision: now.revision })]);
    const kept = await deed.tx.selectFrom('call_drafts').select('definition').where('call_id', '=', callId).where('revision', '=', wanted).executeTakeFirst();
    if (!kept) throw notFound();
    const revision = now.revision + 1;
    await keepDraft(deed, actor, callId, revision, kept.definition, { origin: 'restored', restoredFrom: wanted });
    await deed.record({ kind: 'call.draftRestored', subject: `call/${callId}`, body: { revision, from: wanted } });
    return revision;
  });
}

/** Gives up the correction of a published call; the draft stays in the history. */
export function discardDraft(house: House, actor: Actor | null, callId: string): Promise<void> {
  return act(house, actor, 'call.discardDraft', `call/${callId}`, async (deed) => {
    demand(can.edit(actor, callId));
    const row = await deed.tx.selectFrom('calls').select(['draft', 'revision']).where('id', '=', callId).forUpdate().executeTakeFirst();
    if (!row || row.draft === null || !(await currentVersion(deed.tx, callId))) throw notFound();
    await deed.tx
      .updateTable('calls')
      .set({ draft: null, revision: row.revision + 1 })
      .where('id', '=', callId)
      .execute();
    await deed.record({ kind: 'call.draftDiscarded', subject: `call/${callId}`, body: { revision: row.revision } });
  });
}
