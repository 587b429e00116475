import type { Cents } from '#src/core/money.ts';
import type { CalendarDate } from '#src/core/time.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { AccountKind } from '#src/plumbing/ledger/accounts.ts';
import { listState, type Listed, type ListSpec } from '#src/plumbing/listing.ts';
import { sql, type RawBuilder } from 'kysely';

/** One posting as the pages of the ledger show it. */
export type PostingRow = {
  id: string;
  entryId: number;
  line: number;
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

const columns = sql`p.entry_id || '/' || p.line as id, p.entry_id as "entryId", p.line, p.posted_on as on, g.kind as account, e.kind as event, g.call_id as call,
  x.acronym as project, a.application_id::text as application, o.legal_name as beneficiary, a.organisation_id::text as organisation, g.spoke::text as spoke,
  g.sector, g.region, case when g.south then 'yes' when not g.south then 'no' end as south,
  case when p.cents > 0 then p.cents end as "debitCents", case when p.cents < 0 then -p.cents end as "creditCents"`;
const names = sql`join ledger_entries e on e.id = p.entry_id join ledger_accounts a on a.id = p.account_id join ledger_groups g on g.id = a.group_id
  left join applications x on x.id = a.application_id left join organisations o on o.id = a.organisation_id`;

/** Every posting, for a query that narrows it down. */
export const allPostings: RawBuilder<PostingRow> = sql`select ${columns} from ledger_postings p ${names}`;

/** The postings of one entry. */
export async function postingsOf(db: Reader, entryId: number): Promise<PostingRow[]> {
  const { rows } = await sql<PostingRow>`select ${columns} from ledger_postings p ${names} where p.entry_id = ${entryId} order by p.line`.execute(db as never);
  return rows;
}

/** Up to this many accounts are each asked for their newest; beyond, postings are looked through by day, for many of them belong. */
const FEW = 1000;

const like = (text: string) => `%${text.replace(/[\\%_]/g, (c) => `\\${c}`)}%`;

/** In the address, what an account does not say: money of no sector. */
export const NOT_STATED = '-';

const columnNames: Record<string, string> = {
  call: 'g.call_id',
  spoke: 'g.spoke',
  sector: 'g.sector',
  region: 'g.region',
  application: 'a.application_id',
  organisation: 'a.organisation_id',
};

/** Which accounts the filters leave, said of `a` and `g`; null: all. */
function accountsOf(filters: Record<string, string>, q: string, spokes: readonly number[] | null): RawBuilder<unknown> | null {
  const said: RawBuilder<unknown>[] = Object.entries(filters).flatMap(([key, value]) => {
    const column = columnNames[key];
    if (column !== undefined && value === NOT_STATED) return [sql`${sql.ref(column)} is null`];
    switch (key) {
      case 'account':
        return [sql`g.kind = ${value}`];
      case 'spoke':
        return [sql`g.spoke = ${Number(value)}`];
      case 'south':
        return [sql`g.south = ${value === 'yes'}`];
      case 'call':
      case 'sector':
      case 'region':
        // A whole name is that one alone: `02-2024` is no `02-2024-copia`.
        return [
          sql`(${sql.ref(column!)} = ${value} or ${sql.ref(column!)} ilike ${like(value)}
            and not exists (select from ledger_groups g where ${sql.ref(column!)} = ${value}))`,
        ];
      case 'application':
      case 'organisation':
        return [
          /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)
            ? sql`${sql.ref(column!)} = ${value}::uuid`
            : sql`${sql.ref(column!)}::text ilike ${like(value)}`,
        ];
      default:
        return [];
    }
  });
  if (spokes !== null) said.push(sql`g.spoke = any(${[...spokes]}::int[])`);
  if (q !== '')
    said.push(sql`(a.application_id in (select id from applications where acronym ilike ${like(q)})
      or a.organisation_id in (select id from organisations where legal_name ilike ${like(q)}))`);
  return said.length === 0 ? null : sql.join(said, sql` and `);
}

type Place = { on: CalendarDate; entry: number; line: number };

/** `2024-07-01.123.2`: the posting that a page goes on from. */
function placeOf(text: string | null): Place | null {
  const [, on, entry, line] = /^(\d{4}-\d\d-\d\d)\.(\d{1,15})\.(\d{1,4})$/.exec(text ?? '') ?? [];
  return on === undefined || Number.isNaN(Date.parse(on)) ? null : { on, entry: Number(entry), line: Number(line) };
}
const said = (r: PostingRow): string => `${r.on}.${r.entryId}.${r.line}`;

/**
 * A page of postings, the newest first unless the address asks for the oldest. No page is counted and none is skipped over: each goes on from the
 * posting where the other ended, so that a page costs the same in a ledger of any length. As CSV: all. `spokes`: of these alone; null is of all.
 */
export async function postingsPage(
  db: Reader,
  spec: ListSpec<PostingRow>,
  url: URL,
  at: CalendarDate | null,
  spokes: readonly number[] | null = null,
): Promise<Listed<PostingRow>> {
  const state = listState(url, spec);
  const pageSize = spec.pageSize ?? 50;
  const [after, before] = [placeOf(url.searchParams.get('after')), placeOf(url.searchParams.get('before'))];
  const newest = state.sort.startsWith('-');
  // Going back is reading the other way round.
  const back = before !== null;
  const down = newest !== back;
  const from = before ?? after;
  const limit = state.csv ? sql`` : sql`limit ${pageSize + 1}`;
  const order = down ? sql`posted_on desc, entry_id desc, line desc` : sql`posted_on, entry_id, line`;
  const of = (p: string): RawBuilder<unknown>[] => [
    ...(at === null ? [] : [sql`${sql.ref(`${p}.posted_on`)} <= ${at}::date`]),
    ...(from === null || state.csv
      ? []
      : [
          sql`(${sql.ref(`${p}.posted_on`)}, ${sql.ref(`${p}.entry_id`)}, ${sql.ref(`${p}.line`)}) ${sql.raw(down ? '<' : '>')} (${from.on}::date, ${from.entry}::bigint, ${from.line}::smallint)`,
        ]),
    ...(state.filters['event'] === undefined
      ? []
      : [sql`exists (select from ledger_entries k where k.id = ${sql.ref(`${p}.entry_id`)} and k.kind = ${state.filters['event']})`]),
  ];
  const where = (all: readonly RawBuilder<unknown>[]) => (all.length === 0 ? sql`` : sql`where ${sql.join(all, sql` and `)}`);
  const accounts = accountsOf(state.filters, state.q, spokes);
  const few =
    accounts === null
      ? null
      : (
          await sql<{ id: number }>`select a.id from ledger_accounts a join ledger_groups g on g.id = a.group_id where ${accounts} limit ${FEW + 1}`.execute(
            db as never,
          )
        ).rows.map((r) => r.id);
  const source =
    few === null
      ? sql`(select p.* from ledger_postings p ${where(of('p'))} order by ${order} ${limit})`
      : few.length <= FEW
        ? sql`(select p.* from unnest(${few}::bigint[]) as one(id) cross join lateral
            (select p.* from ledger_postings p where p.account_id = one.id ${sql.join([sql``, ...of('p')], sql` and `)} order by ${order} ${limit}) p order by ${order} ${limit})`
        : sql`(select p.* from ledger_postings p join ledger_accounts a on a.id = p.account_id join ledger_groups g on g.id = a.group_id
            where ${sql.join([accounts!, ...of('p')], sql` and `)} order by ${order} ${limit})`;
  const { rows } =
    await sql<PostingRow>`select ${columns} from ${source} p ${names} order by ${sql.raw(down ? 'p.posted_on desc, p.entry_id desc, p.line desc' : 'p.posted_on, p.entry_id, p.line')}`.execute(
      db as never,
    );
  const more = !state.csv && rows.length > pageSize;
  const shown = more ? rows.slice(0, pageSize) : rows;
  if (back) shown.reverse();
  const [first, last] = [shown[0], shown.at(-1)];
  return {
    rows: shown,
    total: shown.length,
    state,
    pages: 1,
    pageSize,
    steps: {
      before: first && (back ? more : after !== null) ? { before: said(first) } : null,
      after: last && (back || more) ? { after: said(last) } : null,
    },
  };
}
