import { euros, number, sum } from '#src/core/money.ts';
import { showDate } from '#src/core/time.ts';
import type { Programme } from '#src/partnership/programme/queries.ts';
import type { Listed, ListSpec } from '#src/plumbing/listing.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { Countdown } from '#src/ui/course.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Actions, EmptyState, LinkButton, StatusChip } from '#src/ui/parts.tsx';
import { SourceNote } from '#src/ui/reasons.tsx';
import { FactList, PlainTable } from '#src/ui/plainTable.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { exportsCopy } from '../exports/copy.ts';
import { problemWords } from '../exports/columns.ts';
import { datasets, type Dataset } from '../exports/datasets.ts';
import type { Row } from '../exports/checks.ts';
import { HandOverSection } from './handovers.tsx';
import type { IndicatorRow, Missing, Summary } from '../exports/queries.ts';
import type { Measured } from '../rules/indicators.ts';
import { dueOn, type HalfYear } from '../rules/halfYears.ts';

const trailOf = (t: { parent: string; title: string }, more?: string) => [
  { label: t.parent, href: '/oversight' },
  ...(more === undefined ? [{ label: t.title }] : [{ label: t.title, href: '/oversight/exports' }, { label: more }]),
];

function HalfYearForm({ half, halves }: { half: HalfYear; halves: readonly HalfYear[] }) {
  const t = useCopy(exportsCopy);
  const { url } = usePage();
  const path = useHref();
  return (
    <form class="m-toolbar" method="get" action={path(url.pathname)} aria-label={t.halfYear}>
      <div class="m-filters-grid">
        <div class="m-field">
          <label for="half">{t.halfYear}</label>
          <select id="half" name="half" class="m-input m-select">
            {halves.map((h) => (
              <option key={h} value={h} selected={h === half}>
                {t.halfYearSaid(h.slice(0, 4), h.slice(5))}
              </option>
            ))}
          </select>
        </div>
      </div>
      <button class="m-button m-primary m-small" type="submit">
        <span>{t.choose}</span>
      </button>
    </form>
  );
}

export type ExportsProps = {
  half: HalfYear;
  halves: readonly HalfYear[];
  summaries: readonly Summary[];
  indicators: readonly IndicatorRow[];
  programme: Programme;
  /** May the reader hand it over? */
  freezes: boolean;
};

export function ExportsPage({ half, halves, summaries, indicators, programme, freezes }: ExportsProps) {
  const t = useCopy(exportsCopy);
  const { locale } = usePage();
  const path = useHref();
  const due = dueOn(half);
  const known = programme.about.indicators;
  const missing = summaries.reduce((n, s) => n + s.problems, 0);
  const link = (name: string, format: string) => (
    <a href={path(`/oversight/exports/${name}.${format}?half=${half}`)} download>
      {format === 'csv' ? t.csv : t.xlsx}
    </a>
  );
  /** Sums by what a figure is called, in their order; what is nothing is left to the file. */
  const among = (measured: readonly Measured[], named: (m: Measured) => string) =>
    [...new Set(measured.filter((m) => m.value > 0).map(named))]
      .map((name) => `${name} ${number(sum(measured.filter((m) => named(m) === name).map((m) => Math.round(m.value * 100))) / 100, locale)}`)
      .join(', ');
  return (
    <>
      <PageHead
        trail={trailOf(t)}
        title={t.title}
        lead={t.lead}
        actions={
          <LinkButton href="/oversight/handovers" tone="secondary">
            {t.handovers}
          </LinkButton>
        }
      />
      <HalfYearForm half={half} halves={halves} />
      <FactList
        facts={[
          {
            label: t.due,
            value: (
              <>
                {showDate(due, locale)} <Countdown to={`${due}T22:00:00.000Z`} />
              </>
            ),
            note: <SourceNote source={{ ref: t.dueSource, status: 'sourced' }} />,
          },
          {
            label: t.problems,
            value:
              missing === 0 ? (
                <StatusChip tone="good">{t.nothingMissing}</StatusChip>
              ) : (
                <a href={path(`/oversight/exports/check?half=${half}`)}>{number(missing, locale)}</a>
              ),
          },
        ]}
      />
      <Section title={t.files} id="files">
        {summaries.every((s) => s.rows === 0) ? (
          <EmptyState title={t.noProjects} />
        ) : (
          <>
            <PlainTable
              caption={t.files}
              captionHidden
              columns={[{ label: t.file }, { label: t.rows, numeric: true }, { label: t.problems, numeric: true }, { label: t.download }]}
              rows={summaries.map((s) => [
                <a key="name" href={path(`/oversight/exports/${s.dataset}?half=${half}`)}>
                  {t[s.dataset]}
                </a>,
                number(s.rows, locale),
                s.problems === 0 ? (
                  '0'
                ) : (
                  <a key="problems" href={path(`/oversight/exports/check?half=${half}&dataset=${s.dataset}`)}>
                    {number(s.problems, locale)}
                  </a>
                ),
                <span key="files">
                  {link(s.dataset, 'csv')} · {link(s.dataset, 'xlsx')}
                </span>,
              ])}
            />
            <Actions>
              <LinkButton href={`/oversight/exports/all.xlsx?half=${half}`} download icon="download">
                {t.everything}
              </LinkButton>
            </Actions>
          </>
        )}
      </Section>
      {freezes && <HandOverSection half={half} problems={missing} />}
      {known && (
        <Section title={t.indicators} id="indicators" lead={t.indicatorsLead}>
          <PlainTable
            caption={t.indicators}
            captionHidden
            columns={[{ label: t.number }, { label: t.indicator }, { label: t.unit }, { label: t.value, numeric: true }]}
            rows={indicators.map(({ number: n, measured }) => {
              const i = known.list.find((x) => x.number === n)!;
              const counted = i.counts !== 'none';
              const total = measured.reduce((n, m) => n + m.value, 0);
              return [
                String(n),
                i.title[locale],
                i.unit[locale],
                counted ? (
                  <span key="value">
                    {number(Math.round(total * 100) / 100, locale)}
                    {total > 0 && (
                      <span class="m-hint">
                        {' '}
                        ({among(measured, (m) => t[m.group as 'total'])}
                        {measured.some((m) => m.age) && `; ${among(measured, (m) => t[m.age ?? 'ageNotStated'])}`})
                      </span>
                    )}
                  </span>
                ) : (
                  '0'
                ),
              ];
            })}
          />
          <p class="m-hint">{t.agesHow}</p>
          <p>
            <SourceNote source={known.source} /> {link('indicators', 'csv')} · {link('indicators', 'xlsx')}
          </p>
        </Section>
      )}
    </>
  );
}

export const missingSpec: ListSpec<Missing> = {
  columns: [
    { key: 'projectCode', label: exportsCopy.project, searched: true },
    { key: 'dataset', label: exportsCopy.file, filter: { kind: 'choice', options: datasets.map((d) => ({ value: d.id, label: exportsCopy[d.id] })) } },
    { key: 'row', label: exportsCopy.rows, searched: true },
    {
      key: 'what',
      label: exportsCopy.what,
      filter: { kind: 'choice', options: Object.entries(problemWords).map(([value, label]) => ({ value, label })) },
      csv: (r, locale) => problemWords[r.what][locale],
    },
  ],
  order: 'projectCode',
  key: 'id',
};

export function CheckPage({ half, halves, listed }: { half: HalfYear; halves: readonly HalfYear[]; listed: Listed<Missing> }) {
  const t = useCopy(exportsCopy);
  return (
    <>
      <PageHead trail={trailOf(t, t.check)} title={t.check} lead={t.checkLead} />
      <HalfYearForm half={half} halves={halves} />
      <DataTable
        listed={listed}
        spec={missingSpec}
        caption={t.check}
        captionHidden
        rowHref={(r) => `/projects/${r.project}`}
        empty={<EmptyState title={t.nothingMissing} />}
      />
    </>
  );
}

export const datasetSpec = ({ columns }: Dataset): ListSpec<Row> => ({
  columns: columns.map((c) => ({
    key: c.key,
    label: c.label,
    ...(c.kind === 'text' && { searched: true as const }),
    ...((c.kind === 'cents' || c.kind === 'number') && { numeric: true as const }),
  })),
  order: columns.some((c) => c.key === 'projectCode') ? 'projectCode' : columns[0]!.key,
  key: 'id',
});

export function DatasetPage({ dataset, half, halves, listed }: { dataset: Dataset; half: HalfYear; halves: readonly HalfYear[]; listed: Listed<Row> }) {
  const t = useCopy(exportsCopy);
  const { locale } = usePage();
  const cells = Object.fromEntries(
    dataset.columns.flatMap((c) =>
      c.kind === 'cents'
        ? [[c.key, (r: Row) => euros(Number(r[c.key] ?? 0), locale)] as const]
        : c.kind === 'number'
          ? [[c.key, (r: Row) => (r[c.key] === null ? '–' : String(Number(r[c.key])))] as const]
          : [],
    ),
  );
  return (
    <>
      <PageHead trail={trailOf(t, t[dataset.id])} title={t[dataset.id]} lead={t.asFile} />
      <HalfYearForm half={half} halves={halves} />
      <div class="m-as-file">
        <DataTable listed={listed} spec={datasetSpec(dataset)} caption={t[dataset.id]} captionHidden cells={cells as never} noCsv />
      </div>
      <Section title={t.columns} id="columns">
        <PlainTable
          caption={t.columns}
          captionHidden
          columns={[{ label: t.columnName }, { label: t.meaning }]}
          rows={dataset.columns.map((c) => [c.label[locale], c.meaning[locale]])}
        />
      </Section>
    </>
  );
}
