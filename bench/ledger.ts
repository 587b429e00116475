import { regions } from '#src/core/regions.ts';
import { migrationsFolder } from '#src/house/open.ts';
import { connect, type Tx } from '#src/plumbing/database/database.ts';
import { temporaryCluster } from '#src/plumbing/database/embedded.ts';
import { migrate } from '#src/plumbing/database/migrations.ts';
import { lines } from '#src/plumbing/ledger/events.ts';
import { postAll, type NewEntry } from '#src/plumbing/ledger/post.ts';
import { balance, balancesBy, entriesOf, ledgerFigures, movements, type LedgerFilter } from '#src/plumbing/ledger/read.ts';
import { addDays } from '#src/core/time.ts';
import { postingsPage } from '#src/delivery/payments/queries/postings.ts';
import { postingSpec } from '#src/delivery/payments/views/ledger.tsx';

/**
 * Loads entries (1,000,000 unless another number is given) through `postAll`, and prints how long each kind of balance takes: median and slowest of
 * 30, beside the plain sum over the postings in the same run.
 */
const ENTRIES = Number(process.argv[2] ?? 1_000_000);
const RUNS = 30;
const CALLS = 4;
const ORGANISATIONS = 200;
const PER_GRANT = 97;

const cluster = await temporaryCluster();
const { db, pool, end } = connect(cluster.url, 4);
try {
  await migrate(pool, migrationsFolder);
  const applications = await world();
  const started = performance.now();
  const posted = await load(applications);
  const seconds = (performance.now() - started) / 1000;
  print({ figure: 'entries posted a second', value: Math.round(posted / seconds), unit: '1/s', entries: posted });
  await pool.query('vacuum analyze');
  const { rows } = await pool.query('select (select count(*)::int from ledger_postings) as postings, (select count(*)::int from ledger_accounts) as accounts');
  print({ figure: 'postings', value: rows[0].postings, unit: 'rows', accounts: rows[0].accounts });
  await measure(applications);
} finally {
  await end();
  await cluster.stop();
}

function print(figure: Record<string, unknown>) {
  console.log(JSON.stringify({ bench: 'ledger', ...figure }));
}

async function world(): Promise<{ application: string; organisation: string; call: string; spoke: number; sector: string; region: string }[]> {
  const grants = Math.ceil(ENTRIES / PER_GRANT);
  await pool.query(`insert into programmes (id, acronym, name_it, name_en, funder, mission_it, mission_en, project_code, cup, public_cents, private_cents,
    south_floor_percent, about, imported_hash) values ('mics', 'M', 'M', 'M', 'M', 'M', 'M', 'M', 'M', 1, 1, 40, '{}', '')`);
  await pool.query(`insert into calls (id, programme_id, created_at) select 'call-' || n, 'mics', now() from generate_series(0, $1::int - 1) n`, [CALLS]);
  await pool.query(
    `insert into organisations (legal_name, kind, ownership, region, city, example) select 'O' || n, 'university', 'public', 'lombardy', 'Milano', true from generate_series(1, $1::int) n`,
    [ORGANISATIONS],
  );
  const organisations = (await pool.query<{ id: string }>('select id from organisations')).rows.map((r) => r.id);
  await pool.query(`insert into people (name, email, example) values ('P', 'p@example.org', true)`);
  // An application of a call that was never published: only its id counts here.
  await pool.query('alter table applications disable trigger all');
  await pool.query(
    `set session_replication_role = replica; insert into applications (call_id, call_version_id, state, lead_id, acronym, title, main_spoke, spokes, sector, created_by, created_at, updated_at)
     select 'call-' || n % ${CALLS}, gen_random_uuid(), 'submitted', '${organisations[0]}', 'A', 'T', 1 + n % 8, '{1}', 'clothing', (select id from people limit 1), now(), now()
     from generate_series(1, ${grants}) n; set session_replication_role = origin`,
  );
  const found = (await pool.query<{ id: string; call_id: string; main_spoke: number }>('select id, call_id, main_spoke from applications')).rows;
  const sectors = ['clothing', 'furniture', 'automation'];
  return found.map((a, i) => ({
    application: a.id,
    organisation: organisations[i % ORGANISATIONS]!,
    call: a.call_id,
    spoke: a.main_spoke,
    sector: sectors[i % 3]!,
    region: regions[i % 20]!.id,
  }));
}

async function load(grants: Awaited<ReturnType<typeof world>>): Promise<number> {
  let count = 0;
  const start = '2024-01-01';
  const common = { subject: 'bench', kind: 'bench' };
  await send(
    Array.from({ length: CALLS }, (_, n) => ({ ...common, key: `pot/${n}`, on: start, lines: lines.allotment('mics', `call-${n}`, 10_000_000_000_00) })),
  );
  for (let at = 0; at < grants.length; at += 20) {
    const some = grants.slice(at, at + 20);
    await send(
      some.map((g) => ({ ...common, key: `a/${g.application}`, on: start, lines: lines.commitment({ programme: 'mics', call: g.call }, g, 100_000_00) })),
    );
    await send(
      some.flatMap((g, i) =>
        Array.from({ length: Math.floor((PER_GRANT - 1) / 4) }, (_, n): NewEntry[] => {
          const on = addDays(start, (n * 40 + i * 7 + at) % 1000);
          const cents = 1000 + n;
          const entry = (what: string, booked: NewEntry['lines']) => ({ ...common, key: `${what}/${g.application}/${n}`, on, lines: booked });
          const who = { programme: 'mics', ...g };
          return [
            entry('accept', fill(lines.acceptance(g, cents), who)),
            entry('settle', fill(lines.settlement(g, { due: cents - 100, absorbed: 0, retained: 100 }), who)),
            entry('order', fill(lines.order(g, { due: cents - 100 }), who)),
            entry('pay', fill(lines.payment(g, cents - 100), who)),
          ];
        }).flat(),
      ),
    );
  }
  return count;

  async function send(entries: readonly NewEntry[]) {
    count += entries.length;
    await db.transaction().execute((tx) => postAll({ tx: tx as unknown as Tx, at: '2026-01-01T00:00:00.000Z' }, entries));
  }
}

/** With all dimensions, so that none has to be looked up. */
function fill(all: NewEntry['lines'], who: object): NewEntry['lines'] {
  return all.map((l) => ({ ...l, account: { ...who, ...l.account } }));
}

async function measure(grants: Awaited<ReturnType<typeof world>>) {
  const one = grants[Math.floor(grants.length / 2)]!;
  const paid: LedgerFilter = { kinds: ['paid'] };
  const asked: [string, LedgerFilter, (() => Promise<unknown>) | null][] = [
    ['paid, whole programme', paid, null],
    ['pot of a call', { kinds: ['pot'], call: 'call-1' }, null],
    ['paid, one Spoke', { ...paid, spoke: 3 }, null],
    ['paid, South', { ...paid, south: true }, null],
    ['paid, one region', { ...paid, region: 'campania' }, null],
    ['paid, one project', { ...paid, application: one.application }, null],
    ['paid, one partner', { ...paid, organisation: one.organisation }, null],
    ['paid, whole programme, on a day', { ...paid, at: '2025-06-17' }, null],
    ['paid, one partner, on a day', { ...paid, organisation: one.organisation, at: '2025-06-17' }, null],
    ['all figures of the programme', {}, () => ledgerFigures(db, {})],
    ['all kinds by Spoke and region', {}, () => balancesBy(db, ['kind', 'spoke', 'region'])],
    ['all kinds by partner', {}, () => balancesBy(db, ['kind', 'organisation'])],
    ['paid by month', paid, () => movements(db, paid)],
    ['newest 50 postings of an account kind', paid, () => entriesOf(db, paid)],
    ...pages(one).map(([figure, query]): [string, LedgerFilter, () => Promise<unknown>] => [
      `list of postings: ${figure}`,
      {},
      () => postingsPage(db, postingSpec, new URL(`http://x/ledger/entries?${query}`), null),
    ]),
  ];
  for (const [figure, filter, other] of asked) {
    const times = await timed(other ?? (() => balance(db, filter)), RUNS);
    const floor = other ? null : await timed(() => plain(filter), 3);
    print({
      figure,
      value: round(times[Math.floor(times.length / 2)]!),
      unit: 'ms',
      max: round(times.at(-1)!),
      ...(floor && { floor: round(floor[1]!), ratio: round(times[Math.floor(times.length / 2)]! / floor[1]!) }),
    });
    if (!other && (await balance(db, filter)) !== (await plain(filter))) throw new Error(`${figure}: not the sum of the postings`);
  }
}

/** Pages of the list of postings as the address asks for them. */
function pages(one: { application: string }): [string, string][] {
  return [
    ['newest', ''],
    ['oldest', 'sort=on'],
    ['from the middle on', 'after=2025-06-17.500000.1'],
    ['back from the middle', 'before=2025-06-17.500000.1'],
    ['of one kind of account', 'account=paid'],
    ['of all pots', 'account=pot'],
    ['of one call', 'call=call-1'],
    ['of one project', `application=${one.application}`],
    ['of a kind of entry that is nowhere', 'event=recovery.opened'],
    ['of a name that nobody has', 'q=nessuno'],
  ];
}

async function timed(work: () => Promise<unknown>, runs: number): Promise<number[]> {
  const all: number[] = [];
  for (let i = 0; i < runs; i++) {
    const from = performance.now();
    await work();
    all.push(performance.now() - from);
  }
  return all.sort((a, b) => a - b);
}

/** The floor: no kept sum, every posting read. */
async function plain(filter: LedgerFilter): Promise<number> {
  const { rows } = await pool.query<{ cents: number }>(
    `select coalesce(sum(case when g.kind in ('paid') then -p.cents else p.cents end), 0)::bigint as cents
     from ledger_postings p join ledger_accounts a on a.id = p.account_id join ledger_groups g on g.id = a.group_id
     where g.kind = any($1) and ($2::text is null or g.call_id = $2) and ($3::int is null or g.spoke = $3) and ($4::boolean is null or g.south = $4)
       and ($5::text is null or g.region = $5) and ($6::uuid is null or a.application_id = $6) and ($7::uuid is null or a.organisation_id = $7) and ($8::date is null or p.posted_on <= $8)`,
    [
      filter.kinds,
      filter.call ?? null,
      filter.spoke ?? null,
      filter.south ?? null,
      filter.region ?? null,
      filter.application ?? null,
      filter.organisation ?? null,
      filter.at ?? null,
    ],
  );
  return rows[0]!.cents;
}

function round(value: number) {
  return Math.round(value * 100) / 100;
}
