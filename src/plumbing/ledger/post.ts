import { sum, type Cents } from '#src/core/money.ts';
import type { CalendarDate } from '#src/core/time.ts';
import type { Tx } from '#src/plumbing/database/database.ts';
import type { Deed } from '#src/plumbing/house.ts';
import { sql } from 'kysely';
import { southOf, type AccountRef } from './accounts.ts';

/** Debit positive, credit negative. */
export type Line = { account: AccountRef; cents: Cents };

/**
 * What is to be posted. `key` makes it happen once; `kind` says what happened, in the past tense; `subject` is that of the event that the deed
 * records, so that the entry leads to it; `on` is the day that it counts for.
 */
export type NewEntry = { key: string; kind: string; subject: string; on: CalendarDate; lines: readonly Line[]; reverses?: number };

export type Posted = { id: number; /** False when the same entry was there already. */ fresh: boolean };

type Full = {
  kind: string;
  programme: string;
  call: string | null;
  application: string | null;
  organisation: string | null;
  spoke: number | null;
  sector: string | null;
  region: string | null;
  south: boolean | null;
};

/**
 * Posts one entry in the deed's transaction. The same key with the same lines answers the entry that is there; with others it throws, as do lines
 * that do not come to zero. Lines of nothing are left out, those of one account are added up.
 */
export async function post(deed: Deed, entry: NewEntry): Promise<Posted> {
  return (await postAll(deed, [entry]))[0]!;
}

/** Posts many in a constant number of statements. Entries of which nothing is left (all lines zero) must not be asked for. */
export async function postAll({ tx, at }: Pick<Deed, 'tx' | 'at'>, entries: readonly NewEntry[]): Promise<Posted[]> {
  if (entries.length === 0) return [];
  if (new Set(entries.map((e) => e.key)).size !== entries.length) throw new Error('ledger: the same key twice in one go');
  const ids = await accountIds(
    tx,
    entries.flatMap((e) => e.lines.map((l) => l.account)),
  );
  let next = 0;
  const wanted = entries.map((e) => {
    const byAccount = new Map<number, Cents>();
    for (const line of e.lines) {
      const account = ids[next++]!;
      byAccount.set(account, sum([byAccount.get(account) ?? 0, line.cents]));
    }
    const lines = [...byAccount].filter(([, cents]) => cents !== 0).sort(([a], [b]) => a - b);
    const total = sum(lines.map(([, cents]) => cents));
    if (lines.length < 2 || total !== 0) throw new Error(`ledger: ${e.key} has ${lines.length} lines that come to ${total} cents`);
    return { ...e, lines };
  });
  const rows = wanted.map((w) => ({ key: w.key, kind: w.kind, subject: w.subject, posted_on: w.on, lines: w.lines.length, reverses: w.reverses ?? null }));
  const made = await sql<{ id: number; key: string }>`insert into ledger_entries (key, kind, subject, posted_on, recorded_at, lines, reverses)
    select key, kind, subject, posted_on, ${at}::timestamptz, lines, reverses
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (key text, kind text, subject text, posted_on date, lines smallint, reverses bigint)
    on conflict (key) do nothing returning id, key`.execute(tx);
  const fresh = new Map(made.rows.map((r) => [r.key, r.id]));
  const postings = wanted.flatMap((w) => {
    const entry_id = fresh.get(w.key);
    if (entry_id === undefined) return [];
    return w.lines.map(([account_id, cents], i) => ({ entry_id, line: i + 1, lines: w.lines.length, posted_on: w.on, account_id, cents }));
  });
  if (postings.length > 0)
    await sql`insert into ledger_postings (entry_id, line, lines, posted_on, account_id, cents)
      select entry_id, line, lines, posted_on, account_id, cents from jsonb_to_recordset(${JSON.stringify(postings)}::jsonb)
        as r (entry_id bigint, line smallint, lines smallint, posted_on date, account_id bigint, cents bigint)`.execute(tx);
  const old = wanted.filter((w) => !fresh.has(w.key));
  const known = old.length > 0 ? await sameAsBefore(tx, old) : new Map<string, number>();
  return wanted.map((w) => ({ id: (fresh.get(w.key) ?? known.get(w.key))!, fresh: fresh.has(w.key) }));
}

/**
 * Posts the opposite of an entry, once: an entry is never taken away. `of` is its key.
 * @throws when there is no such entry
 */
export async function reverse(deed: Deed, { of, ...entry }: Omit<NewEntry, 'lines' | 'reverses'> & { of: string }): Promise<Posted> {
  const { rows } = await sql<
    Full & { id: number; cents: Cents }
  >`select e.id, g.kind, g.programme_id as programme, g.call_id as call, a.application_id as application,
      a.organisation_id as organisation, g.spoke, g.sector, g.region, g.south, p.cents
    from ledger_entries e join ledger_postings p on p.entry_id = e.id join ledger_accounts a on a.id = p.account_id join ledger_groups g on g.id = a.group_id
    where e.key = ${of} order by p.line`.execute(deed.tx);
  if (rows.length === 0) throw new Error(`ledger: no entry ${of} to reverse`);
  return post(deed, {
    ...entry,
    reverses: rows[0]!.id,
    lines: rows.map(({ id: _id, cents, ...account }) => ({ account: account as AccountRef, cents: -cents })),
  });
}

/** What was posted under these keys is what is asked for now. */
async function sameAsBefore(tx: Tx, wanted: readonly { key: string; lines: readonly (readonly [number, Cents])[] }[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: number; key: string; lines: [number, Cents][] }>`select e.id, e.key,
      jsonb_agg(jsonb_build_array(p.account_id, p.cents) order by p.account_id) as lines
    from ledger_entries e join ledger_postings p on p.entry_id = e.id where e.key = any(${wanted.map((w) => w.key)}) group by e.id, e.key`.execute(tx);
  const known = new Map(rows.map((r) => [r.key, r]));
  for (const w of wanted) {
    const there = known.get(w.key);
    if (!there || JSON.stringify(there.lines) !== JSON.stringify(w.lines)) throw new Error(`ledger: ${w.key} was posted with other lines`);
  }
  return new Map(rows.map((r) => [r.key, r.id]));
}

/** The accounts' ids in the order asked for; new ones are opened. */
async function accountIds(tx: Tx, refs: readonly AccountRef[]): Promise<number[]> {
  const full = await completed(tx, refs);
  const names = full.map((f) => JSON.stringify(f));
  const distinct = [...new Map(full.map((f, i) => [names[i]!, f])).values()];
  const shape = sql`jsonb_to_recordset(${JSON.stringify(distinct)}::jsonb) as r (kind text, programme text, call text, application uuid, organisation uuid,
    spoke int, sector text, region text, south boolean)`;
  const same = sql`g.kind = r.kind and g.programme_id = r.programme and g.call_id is not distinct from r.call and g.spoke is not distinct from r.spoke
    and g.sector is not distinct from r.sector and g.region is not distinct from r.region`;
  const find = async () => {
    const { rows } = await sql<Full & { id: number }>`select r.*, a.id from ${shape}
      join ledger_groups g on ${same}
      join ledger_accounts a on a.group_id = g.id and a.application_id is not distinct from r.application and a.organisation_id is not distinct from r.organisation`.execute(
      tx,
    );
    return new Map(rows.map(({ id, ...f }) => [JSON.stringify(f), id]));
  };
  let known = await find();
  if (known.size < distinct.length) {
    await sql`insert into ledger_groups (kind, programme_id, call_id, spoke, sector, region, south)
      select distinct kind, programme, call, spoke, sector, region, south from ${shape} on conflict on constraint ledger_groups_uq do nothing`.execute(tx);
    await sql`insert into ledger_accounts (group_id, application_id, organisation_id)
      select g.id, r.application, r.organisation from ${shape} join ledger_groups g on ${same} on conflict on constraint ledger_accounts_uq do nothing`.execute(
      tx,
    );
    known = await find();
  }
  return names.map((name) => {
    const id = known.get(name);
    if (id === undefined) throw new Error(`ledger: no account ${name}`);
    return id;
  });
}

/** A beneficiary's account takes what it does not say from what was committed to it: from where most is, or from the newest. */
async function completed(tx: Tx, refs: readonly AccountRef[]): Promise<Full[]> {
  const asked = refs.flatMap((r) => ('application' in r && r.application && (r.programme === undefined || r.region === undefined) ? [r.application] : []));
  const committed = new Map<string, Full>();
  if (asked.length > 0) {
    const { rows } = await sql<Full>`select distinct on (a.application_id, a.organisation_id) g.kind, g.programme_id as programme, g.call_id as call,
        a.application_id as application, a.organisation_id as organisation, g.spoke, g.sector, g.region, g.south
      from ledger_accounts a join ledger_groups g on g.id = a.group_id
      where g.kind = 'committed' and a.application_id = any(${[...new Set(asked)]}::uuid[])
      order by a.application_id, a.organisation_id, (select coalesce(sum(b.cents), 0) from ledger_balances b where b.account_id = a.id) desc, a.id desc`.execute(
      tx,
    );
    for (const row of rows) committed.set(`${row.application}/${row.organisation}`, row);
  }
  return refs.map((ref) => {
    const said = ref as Partial<Full>;
    const base = said.application ? committed.get(`${said.application}/${said.organisation}`) : undefined;
    const of = <K extends keyof Full>(key: K): Full[K] => (said[key] === undefined ? (base?.[key] ?? null) : said[key]) as Full[K];
    const programme = of('programme');
    if (!programme) throw new Error(`ledger: nothing is committed to ${said.organisation} of ${said.application}`);
    const region = of('region');
    return {
      kind: ref.kind,
      programme,
      call: of('call'),
      application: said.application ?? null,
      organisation: said.organisation ?? null,
      spoke: of('spoke'),
      sector: of('sector'),
      region,
      south: southOf(region),
    };
  });
}
