import type { Cents } from '#src/core/money.ts';
import type { CalendarDate } from '#src/core/time.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { AccountKind } from '#src/plumbing/ledger/accounts.ts';
import { sql, type SelectQueryBuilder } from 'kysely';

/** One posting as the pages of the ledger show it. */
export type PostingRow = {
  id: string;
  entryId: number;
  on: CalendarDate;
  account: AccountKind;
  event: string;
  call: string | null;
  project: string | null;
  application: string | null;
  beneficiary: string | null;
  organisation: string | null;
  spoke: string | null;
  sector: string | null;
  region: string | null;
  south: 'yes' | 'no' | null;
  debitCents: Cents | null;
  creditCents: Cents | null;
};

/** Postings until a day, with the names of what they are about. */
export const postings = (at: CalendarDate | null): SelectQueryBuilder<never, never, PostingRow> =>
  sql`select p.entry_id || '/' || p.line as id, p.entry_id as "entryId", p.posted_on as on, g.kind as account, e.kind as event, g.call_id as call,
      x.acronym as project, a.application_id::text as application, o.legal_name as beneficiary, a.organisation_id::text as organisation, g.spoke::text as spoke,
      g.sector, g.region, case when g.south then 'yes' when not g.south then 'no' end as south,
      case when p.cents > 0 then p.cents end as "debitCents", case when p.cents < 0 then -p.cents end as "creditCents"
    from ledger_postings p join ledger_entries e on e.id = p.entry_id join ledger_accounts a on a.id = p.account_id join ledger_groups g on g.id = a.group_id
    left join applications x on x.id = a.application_id left join organisations o on o.id = a.organisation_id
    ${at === null ? sql`` : sql`where p.posted_on <= ${at}::date`}` as never;

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
  const { rows } = await sql<PostingRow>`select * from (${postings(null) as never}) t where t."entryId" = ${number} order by t.id`.execute(db as never);
  const events = await db
    .selectFrom('evidence_events as v')
    .leftJoin('people as w', 'w.id', 'v.actor')
    .select(['v.kind', 'w.name as who'])
    .where('v.subject', '=', entry.subject)
    .where('v.at', '=', entry.recordedAt)
    .orderBy('v.id')
    .execute();
  return { ...entry, lines: rows, events };
}

/** Calls that have money in the ledger. */
export async function ledgerCalls(db: Reader): Promise<string[]> {
  const rows = await db.selectFrom('ledger_groups').select('call_id').distinct().where('call_id', 'is not', null).orderBy('call_id').execute();
  return rows.map((r) => r.call_id!);
}
