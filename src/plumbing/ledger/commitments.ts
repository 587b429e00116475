import type { Cents } from '#src/core/money.ts';
import type { CalendarDate } from '#src/core/time.ts';
import type { Deed } from '#src/plumbing/house.ts';
import { sql } from 'kysely';
import type { Dimensions } from './accounts.ts';
import { lines } from './events.ts';
import { post, postAll, type Line, type NewEntry, type Posted } from './post.ts';

export type Commitment = { organisation: string; cents: Cents } & Dimensions;

/** What shall stand committed to each application; none: all of it goes back to the pot. */
export type CommitmentsWanted = { application: string; key: string; committed: readonly Commitment[] };

/**
 * Brings what is committed to these applications of one call to what it shall be, by the difference: a first award, a raise, another share between
 * partners, an end. Applications of which nothing changes get no entry.
 */
export async function commit(
  deed: Deed,
  where: { programme: string; call: string; kind: string; subject: string; on: CalendarDate },
  wanted: readonly CommitmentsWanted[],
): Promise<void> {
  const { programme, call, ...entry } = where;
  const { rows } = await sql<Commitment & { application: string }>`select a.application_id as application, a.organisation_id as organisation, g.spoke, g.sector,
      g.region, sum(b.cents)::bigint as cents
    from ledger_accounts a join ledger_groups g on g.id = a.group_id join ledger_balances b on b.account_id = a.id
    where g.kind = 'committed' and g.call_id = ${call} and a.application_id = any(${wanted.map((w) => w.application)}::uuid[])
    group by 1, 2, 3, 4, 5 having sum(b.cents) <> 0`.execute(deed.tx);
  const name = (c: Commitment) => JSON.stringify([c.organisation, c.spoke, c.sector, c.region]);
  const entries = wanted.flatMap(({ application, key, committed }): NewEntry[] => {
    const standing = rows.filter((r) => r.application === application);
    const target = new Map(committed.map((c) => [name(c), c.cents]));
    const before = new Map(standing.map((s) => [name(s), s.cents]));
    const all = new Map<string, Commitment>([...standing, ...committed].map((c) => [name(c), c]));
    const changed = [...all].flatMap(([id, { organisation, spoke, sector, region }]): Line[] => {
      const more = (target.get(id) ?? 0) - (before.get(id) ?? 0);
      return more === 0 ? [] : lines.commitment({ programme, call }, { application, organisation, spoke, sector, region }, more);
    });
    return changed.length === 0 ? [] : [{ ...entry, key, lines: changed }];
  });
  await postAll(deed, entries);
}

/** To the pot of a call or back; nothing is no entry. */
export async function allot(
  deed: Deed,
  { programme, call, cents, ...entry }: Omit<NewEntry, 'lines'> & { programme: string; call: string; cents: Cents },
): Promise<Posted | null> {
  return cents === 0 ? null : post(deed, { ...entry, lines: lines.allotment(programme, call, cents) });
}

/** Brings the endowment of a programme to what it shall be. */
export async function endow(
  deed: Deed,
  { programme, publicCents, privateCents, ...entry }: Omit<NewEntry, 'lines'> & { programme: string; publicCents: Cents; privateCents: Cents },
): Promise<Posted | null> {
  const { rows } = await sql<{ kind: string; cents: Cents }>`select g.kind, -sum(b.cents)::bigint as cents from ledger_groups g
    join ledger_group_balances b on b.group_id = g.id where g.programme_id = ${programme} and g.kind in ('endowment', 'cofinancing') group by g.kind`.execute(
    deed.tx,
  );
  const now = (kind: string) => rows.find((r) => r.kind === kind)?.cents ?? 0;
  const [more, moreOfPartners] = [publicCents - now('endowment'), privateCents - now('cofinancing')];
  return more === 0 && moreOfPartners === 0 ? null : post(deed, { ...entry, lines: lines.endowment(programme, more, moreOfPartners) });
}
