import type { Area } from '#src/core/floors.ts';
import { sum, type Cents } from '#src/core/money.ts';
import type { CalendarDate, Instant } from '#src/core/time.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { sql, type RawBuilder } from 'kysely';
import { creditKinds, figures, type AccountKind, type Figure } from './accounts.ts';

/** Which accounts. `at`: as it stood at the end of that day; without it, as it stands. */
export type LedgerFilter = {
  kinds?: readonly AccountKind[];
  programme?: string;
  call?: string;
  application?: string;
  organisation?: string;
  spoke?: number;
  sector?: string;
  region?: string;
  south?: boolean;
  at?: CalendarDate;
};

export const dimensions = ['kind', 'programme', 'call', 'application', 'organisation', 'spoke', 'sector', 'region', 'south'] as const;
export type Dimension = (typeof dimensions)[number];
export type BalanceRow<D extends Dimension> = {
  [K in D]: K extends 'kind' ? AccountKind : K extends 'spoke' ? number | null : K extends 'south' ? boolean | null : string | null;
} & {
  cents: Cents;
};

const columns: Record<Dimension, RawBuilder<unknown>> = {
  kind: sql`g.kind`,
  programme: sql`g.programme_id`,
  call: sql`g.call_id`,
  application: sql`a.application_id`,
  organisation: sql`a.organisation_id`,
  spoke: sql`g.spoke`,
  sector: sql`g.sector`,
  region: sql`g.region`,
  south: sql`g.south`,
};

const conditions = ({ kinds, at: _at, ...rest }: LedgerFilter): RawBuilder<unknown>[] => [
  ...(kinds ? [sql`g.kind = any(${kinds as AccountKind[]})`] : []),
  ...Object.entries(rest).flatMap(([name, value]) => (value === undefined ? [] : [sql`${columns[name as Dimension]} = ${value}`])),
];

const where = (all: readonly RawBuilder<unknown>[]) => (all.length > 0 ? sql`where ${sql.join(all, sql` and `)}` : sql``);

/** As its account grows: what a credit account holds counts the other way. */
const grown = (cents: RawBuilder<unknown>) => sql`case when g.kind = any(${creditKinds}) then -(${cents}) else ${cents} end`;

/**
 * What the rows of sums are joined as `b`: accounts where the question is of an application or organisation, groups where it is not; on a date, whole
 * months before it and the postings of its month.
 */
function source(filter: LedgerFilter, by: readonly Dimension[]): RawBuilder<unknown> {
  const fine = filter.application !== undefined || filter.organisation !== undefined || by.includes('application') || by.includes('organisation');
  const { at } = filter;
  if (fine) {
    const sums = at ? sql`ledger_postings b on b.account_id = a.id and b.posted_on <= ${at}::date` : sql`ledger_balances b on b.account_id = a.id`;
    return sql`ledger_accounts a join ledger_groups g on g.id = a.group_id join ${sums}`;
  }
  if (!at) return sql`ledger_groups g join ledger_group_balances b on b.group_id = g.id`;
  return sql`ledger_groups g join (
      select group_id, cents from ledger_group_months where month < date_trunc('month', ${at}::date)
      union all
      select a.group_id, p.cents from ledger_postings p join ledger_accounts a on a.id = p.account_id
        where p.posted_on >= date_trunc('month', ${at}::date) and p.posted_on <= ${at}::date) b on b.group_id = g.id`;
}

/** The balance of all accounts that the filter leaves, each as it grows, in cents. */
export async function balance(db: Reader, filter: LedgerFilter): Promise<Cents> {
  const { rows } = await sql<{ cents: Cents }>`select coalesce(sum(${grown(sql`b.cents`)}), 0)::bigint as cents
    from ${source(filter, [])} ${where(conditions(filter))}`.execute(db as never);
  return rows[0]!.cents;
}

/** The statement that `balancesBy` runs, for lists that are made of it. */
export function balancesQuery<const D extends Dimension>(by: readonly D[], filter: LedgerFilter = {}): RawBuilder<BalanceRow<D>> {
  const named = sql.join(by.map((d) => sql`${columns[d]} as ${sql.ref(d)}`));
  const grouped = sql.join(by.map((d) => columns[d]));
  return sql<BalanceRow<D>>`select ${named}, sum(${grown(sql`b.cents`)})::bigint as cents
    from ${source(filter, by)} ${where(conditions(filter))} group by ${grouped} having sum(${grown(sql`b.cents`)}) <> 0 order by ${grouped}`;
}

/** The same by some of their dimensions; only those with something in them, in the order of the dimensions. */
export async function balancesBy<const D extends Dimension>(db: Reader, by: readonly D[], filter: LedgerFilter = {}): Promise<BalanceRow<D>[]> {
  return (await balancesQuery(by, filter).execute(db as never)).rows;
}

/** What is granted in the South and in all, of what the filter leaves. */
export const grantedArea = (db: Reader, filter: Omit<LedgerFilter, 'kinds' | 'south'>): Promise<Area> => areaOf(db, 'committed', filter);

/** A kind of account, in the South and in all. */
export async function areaOf(db: Reader, kind: AccountKind, filter: Omit<LedgerFilter, 'kinds' | 'south'>): Promise<Area> {
  const rows = await balancesBy(db, ['south'], { ...filter, kinds: [kind] });
  return { allCents: sum(rows.map((r) => r.cents)), southCents: sum(rows.filter((r) => r.south === true).map((r) => r.cents)) };
}

export type Figures = Record<Figure, Cents>;

/** Sums balances by kind into the figures of the product. */
export function figuresOf(rows: readonly { kind: AccountKind; cents: Cents }[]): Figures {
  const of = new Map<AccountKind, Cents>();
  for (const { kind, cents } of rows) of.set(kind, (of.get(kind) ?? 0) + cents);
  return Object.fromEntries(Object.entries(figures).map(([name, kinds]) => [name, kinds.reduce((n, k) => n + (of.get(k) ?? 0), 0)])) as Figures;
}

/** The figures of what the filter leaves, in one statement. */
export const ledgerFigures = async (db: Reader, filter: Omit<LedgerFilter, 'kinds'> = {}): Promise<Figures> =>
  figuresOf(await balancesBy(db, ['kind'], filter));

/** All balances of the accounts of some applications, by application, organisation and kind; missing ones are nothing. */
export async function balancesOf(
  db: Reader,
  applications: readonly string[],
): Promise<{ application: string; organisation: string; kind: AccountKind; cents: Cents }[]> {
  if (applications.length === 0) return [];
  const { rows } = await sql<{ application: string; organisation: string; kind: AccountKind; cents: Cents }>`select a.application_id as application,
      a.organisation_id as organisation, g.kind, sum(${grown(sql`b.cents`)})::bigint as cents
    from ledger_accounts a join ledger_groups g on g.id = a.group_id join ledger_balances b on b.account_id = a.id
    where a.application_id = any(${[...applications]}::uuid[]) group by 1, 2, 3 order by 1, 2, 3`.execute(db as never);
  return rows;
}

/** How much was added to accounts in each month, by kind and month: what a chart over time is drawn from. */
export async function movements(
  db: Reader,
  filter: Omit<LedgerFilter, 'application' | 'organisation' | 'at'>,
): Promise<{ kind: AccountKind; month: CalendarDate; cents: Cents }[]> {
  const { rows } = await sql<{ kind: AccountKind; month: CalendarDate; cents: Cents }>`select g.kind, b.month, sum(${grown(sql`b.cents`)})::bigint as cents
    from ledger_groups g join ledger_group_months b on b.group_id = g.id ${where(conditions(filter))} group by g.kind, b.month order by b.month, g.kind`.execute(
    db as never,
  );
  return rows;
}

/** One posting with its entry and account; `cents` as the account grows is `debit` or `credit`. */
export type LedgerLine = {
  id: string;
  entryId: number;
  key: string;
  kind: string;
  subject: string;
  on: CalendarDate;
  recordedAt: Instant;
  account: AccountKind;
  call: string | null;
  application: string | null;
  organisation: string | null;
  debitCents: Cents | null;
  creditCents: Cents | null;
};

const lineColumns = sql`p.entry_id || '/' || p.line as id, e.id as "entryId", e.key, e.kind, e.subject, e.posted_on as on, e.recorded_at as "recordedAt",
  g.kind as account, g.call_id as call, a.application_id as application, a.organisation_id as organisation,
  case when p.cents > 0 then p.cents end as "debitCents", case when p.cents < 0 then -p.cents end as "creditCents"`;
const lineSource = sql`ledger_postings p join ledger_entries e on e.id = p.entry_id join ledger_accounts a on a.id = p.account_id join ledger_groups g on g.id = a.group_id`;

/** Postings to the accounts that the filter leaves, newest first, a page at a time. */
export async function entriesOf(db: Reader, filter: LedgerFilter, { limit = 50, offset = 0 } = {}): Promise<LedgerLine[]> {
  const all = [...conditions(filter), ...(filter.at ? [sql`p.posted_on <= ${filter.at}::date`] : [])];
  const { rows } = await sql<LedgerLine>`select ${lineColumns} from ${lineSource} ${where(all)}
    order by p.posted_on desc, p.entry_id desc, p.line limit ${limit} offset ${offset}`.execute(db as never);
  return rows;
}

export type LedgerEntry = Omit<LedgerLine, 'id' | 'account' | 'call' | 'application' | 'organisation' | 'debitCents' | 'creditCents'> & {
  reverses: number | null;
  reversedBy: number | null;
  lines: LedgerLine[];
};

/** One entry with its postings. */
export async function entryById(db: Reader, id: number): Promise<LedgerEntry | undefined> {
  if (!Number.isSafeInteger(id) || id < 1) return undefined;
  const { rows } = await sql<LedgerLine & { reverses: number | null; reversedBy: number | null }>`select ${lineColumns}, e.reverses,
      (select r.id from ledger_entries r where r.reverses = e.id) as "reversedBy" from ${lineSource} where e.id = ${id} order by p.line`.execute(db as never);
  const first = rows[0];
  if (!first) return undefined;
  const { entryId, key, kind, subject, on, recordedAt, reverses, reversedBy } = first;
  return { entryId, key, kind, subject, on, recordedAt, reverses, reversedBy, lines: rows };
}

/**
 * For a list of beneficiaries: a lateral `l` with one column for each of these kinds, `l.payable`, as it grows, of the application and organisation that
 * the two columns name. `left join lateral ${beneficiarySums(…)} l on true`.
 */
export const beneficiarySums = (application: string, organisation: string, kinds: readonly AccountKind[]): RawBuilder<unknown> =>
  sums(sql`a.application_id = ${sql.ref(application)} and a.organisation_id = ${sql.ref(organisation)}`, kinds);

/** The same of all beneficiaries of an application together. */
export const applicationSums = (application: string, kinds: readonly AccountKind[]): RawBuilder<unknown> =>
  sums(sql`a.application_id = ${sql.ref(application)}`, kinds);

const sums = (whose: RawBuilder<unknown>, kinds: readonly AccountKind[]): RawBuilder<unknown> =>
  sql`(select ${sql.join(
    kinds.map((k) => sql`coalesce(sum(${grown(sql`b.cents`)}) filter (where g.kind = ${sql.lit(k)}), 0)::bigint as ${sql.ref(k)}`),
  )} from ledger_accounts a join ledger_groups g on g.id = a.group_id join ledger_balances b on b.account_id = a.id where ${whose})`;
