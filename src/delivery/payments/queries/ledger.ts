import type { CalendarDate } from '#src/core/time.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { postingsOf, type PostingRow } from './postings.ts';

export type EntryFile = {
  id: number;
  key: string;
  kind: string;
  subject: string;
  on: CalendarDate;
  recordedAt: string;
  reverses: number | null;
  reversedBy: number | null;
  lines: PostingRow[];
  /** The deeds of the same instant on the same subject, in the log. */
  events: { kind: string; who: string | null }[];
};

export async function entryFile(db: Reader, id: string): Promise<EntryFile | undefined> {
  const number = Number(id);
  if (!Number.isSafeInteger(number) || number < 1) return undefined;
  const entry = await db
    .selectFrom('ledger_entries as e')
    .leftJoin('ledger_entries as r', 'r.reverses', 'e.id')
    .select(['e.id', 'e.key', 'e.kind', 'e.subject', 'e.posted_on as on', 'e.recorded_at as recordedAt', 'e.reverses', 'r.id as reversedBy'])
    .where('e.id', '=', number)
    .executeTakeFirst();
  if (!entry) return undefined;
  const events = await db
    .selectFrom('evidence_events as v')
    .leftJoin('people as w', 'w.id', 'v.actor')
    .select(['v.kind', 'w.name as who'])
    .where('v.subject', '=', entry.subject)
    .where('v.at', '=', entry.recordedAt)
    .orderBy('v.id')
    .execute();
  return { ...entry, lines: await postingsOf(db, number), events };
}

/** Calls that have money in the ledger. */
export async function ledgerCalls(db: Reader): Promise<string[]> {
  const rows = await db.selectFrom('ledger_groups').select('call_id').distinct().where('call_id', 'is not', null).orderBy('call_id').execute();
  return rows.map((r) => r.call_id!);
}
