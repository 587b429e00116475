import { number } from '#src/core/money.ts';
import type { CalendarDate } from '#src/core/time.ts';
import type { Listed, ListSpec } from '#src/plumbing/listing.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { PageHead, Section } from '#src/ui/head.tsx';
import { EmptyState, StatusChip } from '#src/ui/parts.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { sheetCopy } from '../copy.ts';
import { showMonth } from '../copy/mails.ts';
import type { Place, SheetRow } from '../queries/timesheets.ts';
import { monthsOf } from '../rules/periods.ts';
import { sheetStates } from '../states.ts';
import { sheetTones } from './sheet.tsx';

export const sheetSpec: ListSpec<SheetRow> = {
  columns: [
    { key: 'month', label: sheetCopy.month, csv: (row) => row.month.slice(0, 7), filter: { kind: 'text' } },
    { key: 'name', label: sheetCopy.person, searched: true },
    { key: 'organisation', label: sheetCopy.organisation, searched: true },
    { key: 'acronym', label: sheetCopy.project, searched: true },
    { key: 'code', label: sheetCopy.code, searched: true },
    { key: 'hours', label: sheetCopy.hours, numeric: true, csv: (row, locale) => number(row.hours, locale) },
    {
      key: 'state',
      label: sheetCopy.state,
      filter: { kind: 'choice', options: sheetStates.map((value) => ({ value, label: sheetCopy[value] })) },
      csv: (row, locale) => sheetCopy[row.state][locale],
    },
    {
      key: 'turn',
      label: sheetCopy.turn,
      filter: { kind: 'choice', options: (['yes', 'no'] as const).map((value) => ({ value, label: sheetCopy[value] })) },
      csv: (row, locale) => sheetCopy[row.turn][locale],
    },
  ],
  order: '-month',
  key: 'id',
};

/** What one fills in oneself, and every sheet that one may read. */
export function TimesheetsPage({ places, listed, today }: { places: readonly Place[]; listed: Listed<SheetRow>; today: CalendarDate }) {
  const t = useCopy(sheetCopy);
  const { locale } = usePage();
  return (
    <>
      <PageHead title={t.timesheets} lead={t.lead} />
      <Months places={places.filter((p) => p.own)} title={t.mine} id="mine" today={today} />
      <Section title={t.all} id="all">
        <DataTable
          listed={listed}
          spec={sheetSpec}
          caption={t.all}
          captionHidden
          hidden={['turn']}
          rowHref={(row) => `/timesheets/${row.workerId}/${row.month.slice(0, 7)}`}
          cells={{
            month: (row) => showMonth(row.month, locale),
            state: (row) => <StatusChip tone={sheetTones[row.state]}>{t[row.state]}</StatusChip>,
          }}
          empty={<EmptyState title={t.none}>{t.noneMore}</EmptyState>}
        />
      </Section>
      <Months places={places.filter((p) => !p.own)} title={t.ofOthers} id="others" today={today} />
    </>
  );
}

/** The months of these places that have begun, each a link to its sheet. */
function Months({ places, title, id, today }: { places: readonly Place[]; title: string; id: string; today: CalendarDate }) {
  const t = useCopy(sheetCopy);
  const begun = places.filter((p) => p.fromOn <= today);
  const blank = (place: Place) =>
    begunMonths(place, today).filter((month) => month.slice(0, 7) < today.slice(0, 7) && !place.sheets.some((s) => s.month === month)).length;
  if (begun.length === 0) return null;
  return (
    <Section title={title} id={id}>
      {begun.map((place) =>
        place.own ? (
          <div class="m-place" key={place.workerId}>
            <h3>
              {place.acronym} <small>{place.code}</small>
            </h3>
            <PlaceMonths place={place} today={today} />
          </div>
        ) : (
          <details class="m-place" key={place.workerId}>
            <summary>
              {place.name}, {place.acronym} <small>{place.code}</small> {blank(place) > 0 && <StatusChip tone="warn">{t.toFillOf(blank(place))}</StatusChip>}
            </summary>
            <PlaceMonths place={place} today={today} />
          </details>
        ),
      )}
    </Section>
  );
}

const begunMonths = (place: Place, today: CalendarDate): CalendarDate[] => monthsOf(place.fromOn, place.untilOn < today ? place.untilOn : today);

function PlaceMonths({ place, today }: { place: Place; today: CalendarDate }) {
  const path = useHref();
  const { locale } = usePage();
  const t = useCopy(sheetCopy);
  const stands = (month: CalendarDate) => {
    const state = place.sheets.find((s) => s.month === month)?.state;
    const over = month.slice(0, 7) < today.slice(0, 7);
    if (state === undefined || state === 'draft')
      return over ? <StatusChip tone="warn">{state ? t.toConfirm : t.toFill}</StatusChip> : <StatusChip tone="neutral">{state ? t.draft : t.runs}</StatusChip>;
    return <StatusChip tone={sheetTones[state]}>{t[state]}</StatusChip>;
  };
  return (
    <ul class="m-month-links">
      {begunMonths(place, today)
        .toReversed()
        .map((month) => (
          <li key={month}>
            <a href={path(`/timesheets/${place.workerId}/${month.slice(0, 7)}`)}>{showMonth(month, locale)}</a>
            {stands(month)}
          </li>
        ))}
    </ul>
  );
}
