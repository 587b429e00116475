import type { Reader } from '#src/plumbing/database/database.ts';
import type { DraftValue } from '../editor/chapters.ts';
import { currentVersion, type CallVersion } from '../queries.ts';

/** A call in the editor: what is being written, and what is published, if anything. */
export type Editing = {
  callId: string;
  /** What the forms start from: the draft or, where there is none, the version in force. */
  value: DraftValue;
  revision: number;
  /** Is there a draft, or would the next save start one? */
  drafted: boolean;
  version: CallVersion | undefined;
};

/** Two statements. Undefined when there is no such call. */
export async function editing(db: Reader, callId: string): Promise<Editing | undefined> {
  const [row, version] = [
    await db.selectFrom('calls').select(['draft', 'revision']).where('id', '=', callId).executeTakeFirst(),
    await currentVersion(db, callId),
  ];
  const draft = row?.draft as DraftValue | null | undefined;
  const value = draft ?? (version?.call as DraftValue | undefined);
  return row && value ? { callId, value, revision: row.revision, drafted: Boolean(draft), version } : undefined;
}

export type KeptDraft = { revision: number; origin: string; restoredFrom: number | null; savedAt: string; savedBy: string | null };

const kept = ['revision', 'origin', 'restored_from as restoredFrom', 'saved_at as savedAt'] as const;

/** The newest drafts of one call, the newest first. */
export function draftHistory(db: Reader, callId: string, most = 200): Promise<KeptDraft[]> {
  return db
    .selectFrom('call_drafts as d')
    .leftJoin('people as p', 'p.id', 'd.saved_by')
    .select([...kept, 'p.name as savedBy'])
    .where('call_id', '=', callId)
    .orderBy('revision', 'desc')
    .limit(most)
    .execute();
}

/** One kept draft, with the one before it. */
export async function keptDraft(
  db: Reader,
  callId: string,
  revision: number,
): Promise<(KeptDraft & { value: DraftValue; before: DraftValue | null }) | undefined> {
  const rows = await db
    .selectFrom('call_drafts as d')
    .leftJoin('people as p', 'p.id', 'd.saved_by')
    .select([...kept, 'definition', 'p.name as savedBy'])
    .where('call_id', '=', callId)
    .where('revision', '<=', revision)
    .orderBy('revision', 'desc')
    .limit(2)
    .execute();
  const [row, before] = rows;
  if (!row || row.revision !== revision) return undefined;
  const { definition, ...rest } = row;
  return { ...rest, value: definition as DraftValue, before: (before?.definition as DraftValue | undefined) ?? null };
}
