import type { Locale, Words } from '#src/core/words.ts';
import { sql, type SelectQueryBuilder } from 'kysely';
import type { Database, Reader } from './database/database.ts';

/** One column of a list. `key` is the name of the query's output column. */
export type Column<Row> = {
  key: string & keyof Row;
  label: Words;
  /** Can be sorted by; true unless said otherwise. */
  sort?: false;
  /** A choice of values, or contains-text. `among`: the column is a list, and the value chosen is one of it. */
  filter?: { kind: 'choice'; options: readonly { value: string; label: Words }[]; among?: true } | { kind: 'text' };
  /** Searched by the free-text box. */
  searched?: true;
  /** Right-aligned figures. */
  numeric?: true;
  /** How it reads in the CSV, where it differs from the raw value (cents as euros). One of a choice reads as on the page anyway. */
  csv?: (row: Row, locale: Locale) => string | number | null;
};

export type ListSpec<Row> = {
  columns: readonly Column<Row>[];
  /** `-points` is descending. */ order: string;
  /** Breaks ties, so that pages never overlap; the row's id. */ key: string & keyof Row;
  pageSize?: number;
  /** Where a page has another list beside this one: what its parameters begin with, `?experts.sort=-shift`. */
  name?: string;
};

/** What a parameter of the list is called in the address. */
export const parameter = ({ name }: { name?: string }, key: string): string => (name ? `${name}.${key}` : key);

/** What the address says about a list: `?sort=-points&state=admitted&q=tessile&page=2`. */
export type ListState = { sort: string; filters: Record<string, string>; q: string; page: number; csv: boolean };

/** `steps`: a list too long to be counted, read from one row on; the query strings that lead to what stands before and after. `total` is then what is shown. */
export type Listed<Row> = {
  rows: Row[];
  total: number;
  state: ListState;
  pages: number;
  pageSize: number;
  steps?: { before: Record<string, string> | null; after: Record<string, string> | null };
};

/** Reads the list's state from the address; unknown columns and nonsense are ignored, never an error. */
export function listState<Row>(url: URL, spec: ListSpec<Row>): ListState {
  const said = (key: string) => url.searchParams.get(parameter(spec, key));
  const asked = said('sort') ?? '';
  const column = spec.columns.find((c) => c.key === asked.replace(/^-/, '') && c.sort !== false);
  const filters: Record<string, string> = {};
  for (const c of spec.columns) {
    const value = said(c.key)?.trim();
    if (!c.filter || !value) continue;
    if (c.filter.kind === 'choice' && !c.filter.options.some((o) => o.value === value)) continue;
    filters[c.key] = value.slice(0, 200);
  }
  const page = Number(said('page') ?? '1');
  return {
    sort: column ? asked : spec.order,
    filters,
    q: (said('q') ?? '').trim().slice(0, 200),
    page: Number.isSafeInteger(page) && page >= 1 && page < 1_000_000 ? page : 1,
    csv: said('format') === 'csv',
  };
}

/** Two statements, whatever the size: the count and the page. As CSV: all rows that the filters leave. */
export async function list<Row>(db: Reader, query: SelectQueryBuilder<Database, never, Row>, spec: ListSpec<Row>, url: URL): Promise<Listed<Row>> {
  const state = listState(url, spec);
  const pageSize = spec.pageSize ?? 25;
  const searched = spec.columns.filter((c) => c.searched).map((c) => sql.ref(`t.${c.key}`));
  const wheres = [
    ...Object.entries(state.filters).map(([key, value]) => {
      const { filter } = spec.columns.find((c) => c.key === key)!;
      if (filter!.kind === 'text') return sql`${sql.ref(`t.${key}`)}::text ilike ${like(value)}`;
      return filter!.among ? sql`${value} = any(${sql.ref(`t.${key}`)}::text[])` : sql`${sql.ref(`t.${key}`)}::text = ${value}`;
    }),
    ...(state.q && searched.length > 0 ? [sql`concat_ws(' ', ${sql.join(searched)}) ilike ${like(state.q)}`] : []),
  ];
  const where = wheres.length > 0 ? sql`where ${sql.join(wheres, sql` and `)}` : sql``;
  const descending = state.sort.startsWith('-');
  const order = sql`order by ${sql.ref(`t.${state.sort.replace(/^-/, '')}`)} ${sql.raw(descending ? 'desc nulls last' : 'asc nulls last')}, ${sql.ref(`t.${spec.key}`)}`;
  const source = query as unknown as Parameters<typeof sql>[1];
  const total = (await sql<{ n: number }>`select count(*)::int as n from (${source}) as t ${where}`.execute(db as never)).rows[0]!.n;
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const page = Math.min(state.page, pages);
  const limit = state.csv ? sql`` : sql`limit ${pageSize} offset ${(page - 1) * pageSize}`;
  const { rows } = await sql<Row>`select * from (${source}) as t ${where} ${order} ${limit}`.execute(db as never);
  return { rows, total, state: { ...state, page }, pages, pageSize };
}

/** The same of rows that are computed and not stored: a list in memory, sorted, filtered and paged as the others are. `spec.order` may be no column: then they stand as they came. */
export function listRows<Row>(all: readonly Row[], spec: ListSpec<Row>, url: URL): Listed<Row> {
  const state = listState(url, spec);
  const pageSize = spec.pageSize ?? 25;
  const text = (row: Row, key: keyof Row) => String(row[key] ?? '');
  const holds = (whole: string, part: string) => whole.toLowerCase().includes(part.toLowerCase());
  const searched = spec.columns.filter((c) => c.searched);
  const left = all.filter(
    (row) =>
      Object.entries(state.filters).every(([key, value]) => {
        const { filter } = spec.columns.find((c) => c.key === key)!;
        if (filter!.kind === 'text') return holds(text(row, key as keyof Row), value);
        return filter!.among ? (row[key as keyof Row] as readonly string[]).includes(value) : text(row, key as keyof Row) === value;
      }) &&
      (state.q === '' || searched.length === 0 || holds(searched.map((c) => text(row, c.key)).join(' '), state.q)),
  );
  // An order that is no column of the list: as the rows came.
  const ordered = spec.columns.some((c) => c.key === state.sort.replace(/^-/, ''));
  const by = state.sort.replace(/^-/, '') as keyof Row;
  const turn = state.sort.startsWith('-') ? -1 : 1;
  const compared = (a: unknown, b: unknown): number => (typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b)));
  const inOrder = (a: Row, b: Row): number => {
    const [x, y] = [a[by], b[by]];
    // What has no value stands last, whatever the order.
    if ((x ?? null) === null || (y ?? null) === null) return Number((x ?? null) === null) - Number((y ?? null) === null) || compared(a[spec.key], b[spec.key]);
    return turn * compared(x, y) || compared(a[spec.key], b[spec.key]);
  };
  const rows = ordered ? left.toSorted(inOrder) : left;
  const pages = Math.max(1, Math.ceil(rows.length / pageSize));
  const page = Math.min(state.page, pages);
  const shown = state.csv ? rows : rows.slice((page - 1) * pageSize, page * pageSize);
  return { rows: shown, total: rows.length, state: { ...state, page }, pages, pageSize };
}

const collator = new Intl.Collator('it', { numeric: true });

/** A text as a pattern for `like`: anything that holds it. */
export const like = (text: string): string => `%${text.replace(/[\\%_]/g, (c) => `\\${c}`)}%`;

/** The list as CSV (RFC 4180, semicolons and a byte-order mark, as Italian spreadsheets expect); formulas are defused. */
export function csv<Row>(spec: ListSpec<Row>, rows: readonly Row[], locale: Locale): string {
  return csvText([
    spec.columns.map((c) => c.label[locale]),
    ...rows.map((row) => spec.columns.map((c) => (c.csv ? c.csv(row, locale) : read(c, row[c.key], locale)))),
  ]);
}

/** One of a choice reads as on the page. */
function read<Row>({ filter }: Column<Row>, value: unknown, locale: Locale): unknown {
  if (filter?.kind !== 'choice' || filter.among) return value;
  return filter.options.find((o) => o.value === String(value))?.label[locale] ?? value;
}

/** Any lines as CSV, as `csv` writes them. */
export const csvText = (lines: readonly (readonly unknown[])[]): string => `\uFEFF${lines.map((l) => l.map(cell).join(';')).join('\r\n')}\r\n`;

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
