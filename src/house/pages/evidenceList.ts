import type { Reader } from '#src/plumbing/database/database.ts';
import { like, listState, type Listed, type ListSpec } from '#src/plumbing/listing.ts';
import { sql, type RawBuilder } from 'kysely';
import { mentions } from './unseen.ts';

export type EventRow = { id: number; at: string; kind: string; subject: string; who: string | null; body: string; place: number | null };

/** What the list can be sorted by. */
const columns: Record<string, RawBuilder<unknown>> = {
  at: sql`evidence_events.at`,
  kind: sql`evidence_events.kind`,
  subject: sql`evidence_events.subject`,
  who: sql`(select name from people where id = evidence_events.actor)`,
  place: sql`evidence_events.leaf_index`,
};

/** What a line says, for the search: all of it but who did it. */
const said = sql`(evidence_events.kind || ' ' || evidence_events.subject || ' ' || evidence_events.body)`;

/**
 * Lines that have the words, or whose doer's name has them. What the log says is made by machines and mostly ASCII: where the words are ASCII, folding only
 * that is several times as fast, and this is done for every line of the log.
 */
function matches(q: string): RawBuilder<boolean> {
  // eslint-disable-next-line no-control-regex
  const plain = /^[\x00-\x7f]*$/.test(q);
  const text = plain ? sql`lower(${said} collate "C") like ${like(q.toLowerCase())}` : sql`${said} ilike ${like(q)}`;
  return sql`(${text} or evidence_events.actor in (select id from people where name ilike ${like(q)}))`;
}

/**
 * The log without the lines about what this person has something to do with: their places are missing, and nothing else is told of them. It is read once
 * a page, in one statement, which counts the lines and picks those of the page; only these are read in full. A person from whom nothing is hidden, which
 * the page says, pays nothing for what is.
 */
export async function eventsPage(db: Reader, spec: ListSpec<EventRow>, url: URL, unseen: readonly string[]): Promise<Listed<EventRow>> {
  const state = listState(url, spec);
  const pageSize = spec.pageSize ?? 25;
  const key = state.sort.replace(/^-/, '');
  const wheres = [
    ...Object.entries(state.filters).map(([name, value]) => sql`evidence_events.${sql.ref(name)} ilike ${like(value)}`),
    ...(state.q === '' ? [] : [matches(state.q)]),
    ...(unseen.length === 0 ? [] : [mentions(unseen, false)]),
  ];
  const order = (by: string, id: string) => sql.raw(`order by ${by} ${state.sort.startsWith('-') ? 'desc' : 'asc'} nulls last, ${id}`);
  const place = state.csv
    ? sql``
    : sql`limit ${pageSize} offset least(${(state.page - 1) * pageSize}::bigint, greatest(c.n - 1, 0) / ${pageSize} * ${pageSize})`;
  const { rows } = await sql<EventRow & { total: number }>`
    with found as materialized (
      select evidence_events.id, ${columns[key]!} as by from evidence_events ${wheres.length === 0 ? sql`` : sql`where ${sql.join(wheres, sql` and `)}`})
    select c.n::int as total, e.id, e.at, e.kind, e.subject, w.name as who, e.body, e.leaf_index as place
    from (select count(*) as n from found) c
    cross join lateral (select id, by from found ${order('by', 'id')} ${place}) f
    join evidence_events e on e.id = f.id left join people w on w.id = e.actor ${order('f.by', 'f.id')}`.execute(db as never);
  const total = rows[0]?.total ?? 0;
  const pages = Math.max(1, Math.ceil(total / pageSize));
  return { rows: rows.map(({ total: _total, ...row }) => row), total, state: { ...state, page: Math.min(state.page, pages) }, pages, pageSize };
}
