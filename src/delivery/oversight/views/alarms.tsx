import { number, percent } from '#src/core/money.ts';
import { romeDate, showDate, type CalendarDate } from '#src/core/time.ts';
import type { Listed, ListSpec } from '#src/plumbing/listing.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { PageHead, Section } from '#src/ui/head.tsx';
import { EmptyState, FigureRow, StatusChip } from '#src/ui/parts.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { alarmsCopy as w } from '../alarms/copy.ts';
import { placeOf, type AlarmRow } from '../alarms/queries.ts';
import { alarmKinds, type AlarmKind, type Share } from '../rules/alarms.ts';

export const alarmSpec: ListSpec<AlarmRow> = {
  columns: [
    { key: 'acronym', label: w.project, searched: true },
    {
      key: 'kind',
      label: w.kind,
      filter: { kind: 'choice', options: alarmKinds.map((value) => ({ value, label: w[value] })) },
      csv: (r, locale) => w[r.kind][locale],
    },
    { key: 'about', label: w.about, searched: true },
    { key: 'spoke', label: w.spoke, numeric: true },
    { key: 'dueOn', label: w.due },
  ],
  order: 'dueOn',
  key: 'id',
  pageSize: 50,
};

function Due({ on }: { on: CalendarDate }) {
  const t = useCopy(w);
  const { locale, now } = usePage();
  const days = Math.round((Date.parse(on) - Date.parse(romeDate(now))) / 86_400_000);
  return (
    <>
      {showDate(on, locale)} <StatusChip tone={days < 0 ? 'bad' : 'warn'}>{days < 0 ? t.late(-days) : t.soon(days)}</StatusChip>
    </>
  );
}

export type AlarmsProps = { shares: readonly Share[]; counts: ReadonlyMap<AlarmKind, number>; kinds: readonly AlarmKind[]; listed: Listed<AlarmRow> };

/** Everything across the rooms that asks for action: shares below their floors, terms that are over, guarantees about to end. */
export function AlarmsPage({ shares, counts, kinds, listed }: AlarmsProps) {
  const t = useCopy(w);
  const { locale } = usePage();
  const path = useHref();
  const shown = kinds.filter((k) => (counts.get(k) ?? 0) > 0);
  return (
    <>
      <PageHead trail={[{ label: t.parent, href: '/oversight' }, { label: t.title }]} title={t.title} lead={t.lead} />
      <Section title={t.shares} id="shares">
        {shares.length === 0 ? (
          <p>{t.noShares}</p>
        ) : (
          <PlainTable
            caption={t.shares}
            captionHidden
            columns={[{ label: t.share }, { label: t.now, numeric: true }, { label: t.floor, numeric: true }, { label: t.standing }]}
            rows={shares.map((s) => [
              <a key="share" href={path(`/oversight#${s.at}`)}>
                {t[s.kind]}
              </a>,
              s.share === null ? '–' : percent(s.share, locale),
              percent(s.floor, locale),
              <StatusChip key="standing" tone={s.met ? 'good' : 'bad'}>
                {s.met ? t.met : t.broken}
              </StatusChip>,
            ])}
          />
        )}
      </Section>
      <Section title={t.terms} id="terms">
        {shown.length === 0 ? (
          <EmptyState title={t.nothing} />
        ) : (
          <>
            <FigureRow
              label={t.terms}
              figures={shown.map((k) => ({
                value: number(counts.get(k) ?? 0, locale),
                label: t[`${k}Count`](counts.get(k) ?? 0),
                href: `/oversight/alarms?kind=${k}#terms`,
              }))}
            />
            <DataTable
              listed={listed}
              spec={alarmSpec}
              caption={t.terms}
              captionHidden
              rowHref={placeOf}
              cells={{ kind: (r) => t[`${r.kind}Count`](1), about: (r) => r.about || '–', dueOn: (r) => <Due on={r.dueOn} /> }}
            />
          </>
        )}
      </Section>
    </>
  );
}
