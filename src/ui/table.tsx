import { number as showNumber } from '#src/core/money.ts';
import type { Locale } from '#src/core/words.ts';
import { parameter, type Column, type Listed, type ListSpec, type ListState } from '#src/plumbing/listing.ts';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { href, useCopy, useHref, usePage } from './context.ts';
import { uiCopy } from './copy.ts';
import { Icon } from './icon.tsx';
import { Steps } from './course.tsx';
import { EmptyState, Pager } from './parts.tsx';
import { boxed } from './plainTable.tsx';

export type DataTableProps<Row> = {
  listed: Listed<Row>;
  spec: ListSpec<Row>;
  caption: string;
  /** How a column's cell is drawn, where the value itself would not do. */
  cells?: { [K in keyof Row]?: (row: Row) => ComponentChildren };
  /** Columns that filter, sort and go into the CSV without being shown. */
  hidden?: readonly (string & keyof Row)[];
  /** Our own address of a row; its first column becomes the link. */
  rowHref?: (row: Row) => string | null;
  /** What to say when there is nothing at all (with filters set, the list says so itself). */
  empty?: ComponentChildren;
  /** `137 domande`; the plain count of results otherwise. */
  counted?: (total: number, shown: string) => string;
  /** Keep the caption for screen readers, where a heading above says the same. */
  captionHidden?: boolean;
  noCsv?: boolean;
  /** With the script loaded, filters apply when chosen; the form says so. */
  autosubmit?: boolean;
  /** Shown after the rows: sums. One cell per shown column. */
  totals?: { [K in keyof Row]?: ComponentChildren };
};

/** A list whose whole state is its address: order, filters, search, page, CSV. On a narrow screen every row reads as a card. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { listed, spec, caption, hidden = [], rowHref, totals } = props;
  const t = useCopy(uiCopy);
  const { locale, url } = usePage();
  const path = useHref();
  const columns = spec.columns.filter((c) => !hidden.includes(c.key));
  const drawn: { [K in keyof Row]?: (row: Row) => ComponentChildren } = props.cells ?? {};
  const sums: { [K in keyof Row]?: ComponentChildren } = totals ?? {};
  const { state } = listed;
  const at = address(url, spec, state, locale);
  const narrowed = state.q !== '' || Object.keys(state.filters).length > 0;
  const from = (state.page - 1) * listed.pageSize + 1;
  const shown = showNumber(listed.total, locale);
  return (
    <div class="m-list">
      {(listed.total > 0 || narrowed) && <Toolbar {...props} />}
      {narrowed && <Chips spec={spec} state={state} at={at} />}
      {listed.total > 0 && (
        <div class="m-list-head">
          <p class="m-count">
            <strong>{listed.steps ? t.rowsHere(shown) : props.counted ? props.counted(listed.total, shown) : t.results(listed.total, shown)}</strong>
            {listed.pages > 1 && `, ${t.rowsShown(showNumber(from, locale), showNumber(Math.min(from + listed.rows.length - 1, listed.total), locale))}`}
          </p>
          {!props.noCsv && (
            <a class="m-csv" href={at({ format: 'csv' })} download="">
              <Icon name="download" /> {t.csv}
            </a>
          )}
        </div>
      )}
      {listed.rows.length === 0 ? (
        narrowed ? (
          <EmptyState title={t.nothingFound} action={<a href={at({ q: '', ...cleared(spec) })}>{t.removeAll}</a>}>
            {t.nothingFoundText}
          </EmptyState>
        ) : (
          (props.empty ?? <EmptyState title={t.nothing} />)
        )
      ) : (
        <div class="m-table-room">
          <table class="m-table m-cards" role="table">
            <caption class={props.captionHidden ? 'visually-hidden' : undefined}>{caption}</caption>
            <thead role="rowgroup">
              <tr role="row">
                {columns.map((c) => (
                  <Head key={c.key} column={c} state={state} at={at} />
                ))}
              </tr>
            </thead>
            <tbody role="rowgroup">
              {listed.rows.map((row, i) => {
                const target = rowHref?.(row);
                return (
                  <tr role="row" key={String(row[spec.key] ?? i)}>
                    {columns.map((c, j) => {
                      const shownAs = drawn[c.key]?.(row) ?? plain(c, row, locale, t);
                      const content = j === 0 && target ? <a href={path(target)}>{shownAs}</a> : shownAs;
                      return j === 0 ? (
                        <th key={c.key} role="rowheader" scope="row" data-label={c.label[locale]} class={c.numeric ? 'm-figures' : undefined}>
                          {content}
                        </th>
                      ) : (
                        <td key={c.key} role="cell" data-label={c.label[locale]} class={c.numeric ? 'm-figures' : undefined}>
                          {boxed(content)}
                        </td>
                      );
                    })}
                  </tr>
                );
              })}
            </tbody>
            {totals && (
              <tfoot role="rowgroup">
                <tr role="row">
                  {columns.map((c, j) =>
                    j === 0 ? (
                      <th key={c.key} role="rowheader" scope="row">
                        {sums[c.key] ?? t.total}
                      </th>
                    ) : (
                      <td
                        key={c.key}
                        role="cell"
                        data-label={sums[c.key] === undefined ? undefined : c.label[locale]}
                        class={c.numeric ? 'm-figures' : undefined}
                      >
                        {sums[c.key]}
                      </td>
                    ),
                  )}
                </tr>
              </tfoot>
            )}
          </table>
        </div>
      )}
      {listed.steps ? (
        <Steps before={listed.steps.before && at(listed.steps.before)} after={listed.steps.after && at(listed.steps.after)} />
      ) : (
        <Pager page={state.page} pages={listed.pages} hrefOf={(page) => at({ page: String(page) }, true)} />
      )}
    </div>
  );
}

type At = (change: Record<string, string>, keepPage?: boolean) => string;

/** The list's address with something changed; what is not the list's own stays as it is. An empty value is left out. */
function address<Row>(url: URL, spec: ListSpec<Row>, state: ListState, locale: Locale): At {
  return (change, keepPage) => {
    const next = new URLSearchParams([...url.searchParams].filter(([name]) => !ours(spec, name)));
    const all: Record<string, string> = {
      ...state.filters,
      q: state.q,
      sort: state.sort === spec.order ? '' : state.sort,
      page: keepPage && state.page > 1 ? String(state.page) : '',
      ...change,
    };
    if (all['page'] === '1') all['page'] = '';
    for (const [name, value] of Object.entries(all)) if (value) next.set(parameter(spec, name), value);
    const query = next.toString();
    return `${href(locale, url.pathname)}${query && `?${query}`}${placeOf(spec)}`;
  };
}

/** A list beside another one is gone back to; its section has its name. */
const placeOf = ({ name }: { name?: string }): string => (name ? `#${name}` : '');

const ours = <Row,>(spec: ListSpec<Row>, name: string) =>
  ['q', 'sort', 'page', 'format', 'before', 'after'].some((key) => parameter(spec, key) === name) ||
  spec.columns.some((c) => c.filter && parameter(spec, c.key) === name);

const cleared = <Row,>(spec: ListSpec<Row>): Record<string, string> => Object.fromEntries(spec.columns.filter((c) => c.filter).map((c) => [c.key, '']));

type T = { noValue: string; yes: string; no: string };

function plain<Row>(column: Column<Row>, row: Row, locale: Locale, t: T): ComponentChildren {
  const value = row[column.key] as unknown;
  if (value === null || value === undefined || value === '')
    return (
      <span class="m-none">
        <span aria-hidden="true">–</span>
        <span class="visually-hidden">{t.noValue}</span>
      </span>
    );
  if (column.filter?.kind === 'choice') return column.filter.options.find((o) => o.value === String(value))?.label[locale] ?? String(value);
  if (typeof value === 'number') return column.numeric ? showNumber(value, locale) : String(value);
  if (typeof value === 'boolean') return value ? t.yes : t.no;
  return String(value);
}

function Head<Row>({ column, state, at }: { column: Column<Row>; state: ListState; at: At }) {
  const { locale } = usePage();
  const label = column.label[locale];
  const figures = column.numeric ? 'm-figures' : undefined;
  if (column.sort === false)
    return (
      <th role="columnheader" scope="col" class={figures}>
        {label}
      </th>
    );
  const order = state.sort === column.key ? 'ascending' : state.sort === `-${column.key}` ? 'descending' : undefined;
  return (
    <th role="columnheader" scope="col" class={figures} aria-sort={order ?? 'none'}>
      <a class="m-sort" href={at({ sort: order === 'ascending' ? `-${column.key}` : column.key })}>
        <span>{label}</span>
        <svg class="m-sort-mark" viewBox="0 0 10 16" aria-hidden="true">
          <path class={order === 'ascending' ? 'm-on' : undefined} d="M5 1l4 5H1z" />
          <path class={order === 'descending' ? 'm-on' : undefined} d="M5 15l4-5H1z" />
        </svg>
      </a>
    </th>
  );
}

/** Search and filters: one GET form. */
function Toolbar<Row>({ spec, listed: { state }, caption, autosubmit }: DataTableProps<Row>) {
  const t = useCopy(uiCopy);
  const { locale, url } = usePage();
  const path = useHref();
  const id = useId();
  const filters = spec.columns.filter((c) => c.filter);
  const sortable = spec.columns.filter((c) => c.sort !== false);
  const kept = [...url.searchParams].filter(([name]) => !ours(spec, name));
  const searched = spec.columns.some((c) => c.searched);
  return (
    <form
      class="m-toolbar"
      role="search"
      aria-label={caption}
      method="get"
      action={`${path(url.pathname)}${placeOf(spec)}`}
      data-autosubmit={autosubmit ? '' : undefined}
    >
      {kept.map(([name, value], i) => (
        <input key={i} type="hidden" name={name} value={value} />
      ))}
      {searched && (
        <div class="m-search">
          <label for={`${id}-q`}>{t.search}</label>
          <div class="m-search-box">
            <input id={`${id}-q`} class="m-input" type="search" name={parameter(spec, 'q')} value={state.q} />
            <button class="m-button m-secondary" type="submit">
              <Icon name="search" />
              <span>{t.search}</span>
            </button>
          </div>
        </div>
      )}
      {(filters.length > 0 || sortable.length > 0) && (
        <details class="m-filters" open={Object.keys(state.filters).length > 0}>
          <summary>
            <Icon name="funnel" />
            <span>{t.filtersAndOrder}</span>
          </summary>
          <div class="m-filters-body">
            {autosubmit && <p class="m-hint">{t.appliesAtOnce}</p>}
            <div class="m-filters-grid">
              {filters.map((c) => (
                <div class="m-field" key={c.key}>
                  <label for={`${id}-${c.key}`}>
                    {c.label[locale]}
                    {c.filter!.kind === 'text' && <span class="m-optional"> ({t.contains})</span>}
                  </label>
                  {c.filter!.kind === 'choice' ? (
                    <select id={`${id}-${c.key}`} name={parameter(spec, c.key)} class="m-input m-select">
                      <option value="">{t.any}</option>
                      {c.filter!.options.map((o) => (
                        <option key={o.value} value={o.value} selected={state.filters[c.key] === o.value}>
                          {o.label[locale]}
                        </option>
                      ))}
                    </select>
                  ) : (
                    <input id={`${id}-${c.key}`} name={parameter(spec, c.key)} class="m-input" type="text" value={state.filters[c.key] ?? ''} />
                  )}
                </div>
              ))}
              <div class="m-field">
                <label for={`${id}-sort`}>{t.orderBy}</label>
                <select id={`${id}-sort`} name={parameter(spec, 'sort')} class="m-input m-select">
                  {sortable.flatMap((c) =>
                    [c.key as string, `-${c.key}`].map((value) => (
                      <option key={value} value={value} selected={state.sort === value}>
                        {c.label[locale]}, {value.startsWith('-') ? t.descending : t.ascending}
                      </option>
                    )),
                  )}
                </select>
              </div>
            </div>
            <button class="m-button m-primary m-small" type="submit">
              <span>{t.apply}</span>
            </button>
          </div>
        </details>
      )}
    </form>
  );
}

function Chips<Row>({ spec, state, at }: { spec: ListSpec<Row>; state: ListState; at: At }) {
  const t = useCopy(uiCopy);
  const { locale } = usePage();
  const chips = [
    ...(state.q ? [{ name: 'q', said: `“${state.q}”` }] : []),
    ...Object.entries(state.filters).map(([key, value]) => {
      const column = spec.columns.find((c) => c.key === key)!;
      const shown = column.filter!.kind === 'choice' ? (column.filter!.options.find((o) => o.value === value)?.label[locale] ?? value) : `“${value}”`;
      return { name: key, said: `${column.label[locale]}${column.label[locale].endsWith('?') ? '' : ':'} ${shown}` };
    }),
  ];
  return (
    <div class="m-chips">
      <p class="visually-hidden">{t.activeFilters}</p>
      <ul>
        {chips.map((c) => (
          <li key={c.name}>
            <a class="m-chip" href={at({ [c.name]: '' })}>
              <span class="visually-hidden">{t.removeFilter('')}</span>
              <span>{c.said}</span>
              <Icon name="close" />
            </a>
          </li>
        ))}
        {chips.length > 1 && (
          <li>
            <a class="m-chip-all" href={at({ q: '', ...cleared(spec) })}>
              {t.removeAll}
            </a>
          </li>
        )}
      </ul>
    </div>
  );
}
