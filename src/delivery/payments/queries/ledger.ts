import type { CalendarDate } from '#src/core/time.ts';
import type { Words } from '#src/core/words.ts';
import { callCodes } from '#src/funding/calls/queries.ts';
import { sectorsOf } from '#src/partnership/programme/queries.ts';
import type { Listed } from '#src/plumbing/listing.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { sql } from 'kysely';
import { isUuid } from '../queries.ts';
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

/** Calls that have money in the ledger, with their official codes. */
export async function ledgerCalls(db: Reader): Promise<{ id: string; code: string }[]> {
  const { rows } = await sql<{ id: string; code: string }>`select c.id, c.code from ${callCodes} c
    where exists (select from ledger_groups g where g.call_id = c.id) order by c.id`.execute(db as never);
  return rows;
}

/** What the values are called that a list of postings can be narrowed to. */
export type LedgerNames = {
  calls: readonly { id: string; code: string }[];
  sectors: readonly { id: string; name: Words }[];
  /** The project and the beneficiary that the list is narrowed to, where they have a name. */
  application: { id: string; name: string } | null;
  organisation: { id: string; name: string } | null;
};

/** `whole`: for who reads all of the ledger; others learn no name but those of the lines that they see. */
export async function ledgerNames(db: Reader, programmeId: string, { rows, state }: Listed<PostingRow>, whole: boolean): Promise<LedgerNames> {
  const named = async (id: string | undefined, shown: string | null | undefined, read: (id: string) => Promise<{ name: string } | undefined>) => {
    if (id === undefined || !isUuid(id)) return null;
    const name = shown ?? (whole ? (await read(id))?.name : undefined);
    return name === undefined ? null : { id, name };
  };
  const { application, organisation } = state.filters;
  return {
    calls: await ledgerCalls(db),
    sectors: await sectorsOf(db, programmeId),
    application: await named(application, rows[0]?.project, (id) =>
      db.selectFrom('applications').select('acronym as name').where('id', '=', id).executeTakeFirst(),
    ),
    organisation: await named(organisation, rows[0]?.beneficiary, (id) =>
      db.selectFrom('organisations').select('legal_name as name').where('id', '=', id).executeTakeFirst(),
    ),
  };
}
