import { euros, millions, number, percent, sum } from '#src/core/money.ts';
import { isRegion, type RegionId } from '#src/core/regions.ts';
import type { Source } from '#src/core/decision.ts';
import { addDays, addMonths, showMonth } from '#src/core/time.ts';
import type { Listed } from '#src/plumbing/listing.ts';
import { BarChart } from '#src/ui/charts.tsx';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import type { ComponentChildren } from 'preact';
import { RegionMap } from '#src/ui/map.tsx';
import { Progress } from '#src/ui/course.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Callout, EmptyState, FigureRow, LinkButton, Tabs } from '#src/ui/parts.tsx';
import { SourceNote } from '#src/ui/reasons.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { TimeChart } from '#src/ui/timeChart.tsx';
import { oversightCopy } from '../copy.ts';
import { breakdowns, overviewSpec, type Breakdown, type Month, type OverviewRow, type Team, type Totals } from '../queries.ts';
import { standing, type Standing } from '#src/core/floors.ts';
import { Narrow, type Choices } from './narrow.tsx';

export type Floors = { south: number; women: { percent: number; source: Source } | undefined; southHires: { percent: number; source: Source } | undefined };

export type OverviewProps = {
  totals: Totals;
  floors: Floors;
  forecast: { south: { cents: number; pace: number }; other: { cents: number; pace: number } } | null;
  team: Team;
  by: Breakdown;
  listed: Listed<OverviewRow>;
  /** All rows of the breakdown, for the picture. */
  rows: readonly OverviewRow[];
  months: readonly Month[];
  choices: Choices;
  /** Null for who sees all. */
  spokes: readonly number[] | null;
  exports: boolean;
};

export function OverviewPage({ totals: all, floors, forecast, team, by, listed, rows, months, choices, spokes, exports }: OverviewProps) {
  const t = useCopy(oversightCopy);
  const { locale, url } = usePage();
  const path = useHref();
  const money = (cents: number) => euros(cents, locale);
  const kept = (change: Record<string, string>) => {
    const next = new URLSearchParams([...url.searchParams].filter(([name]) => ['call', 'spoke', 'sector', 'region', 'by'].includes(name)));
    for (const [name, value] of Object.entries(change)) next.set(name, value);
    return `/oversight?${next.toString()}`;
  };
  // Every amount leads to its entries; a leader finds those of their own Spokes there.
  const narrowed = [...url.searchParams].filter(([name, value]) => ['call', 'spoke', 'sector', 'region'].includes(name) && value !== '');
  const entriesOf = (account: string, more: Record<string, string> = {}) =>
    `/ledger/entries?${new URLSearchParams({ account, ...Object.fromEntries(narrowed), ...more })}`;
  /** An amount, which opens into its entries. */
  const opened = (account: string, cents: number, more: Record<string, string> = {}) =>
    cents !== 0 ? <a href={path(entriesOf(account, more))}>{money(cents)}</a> : money(cents);
  /** What a row is of; `-` is what is not stated. */
  const of = (r: OverviewRow) => ({ [by]: r.id || '-' });
  // What is claimed is in no account: it opens into the reports that claim it, for whoever sees it.
  const claimsOf = (more: Record<string, string> = {}) => `/oversight/reported?${new URLSearchParams({ ...Object.fromEntries(narrowed), ...more })}`;
  const reported = sum(rows.map((r) => r.reportedCents));
  const chart = (call: string | null) => `/ledger${call ? `?${new URLSearchParams({ call })}` : ''}`;
  // Money that nobody was granted yet is of a call, and of no Spoke, sector or region.
  const planned = narrowed.some(([name]) => name !== 'call') ? entriesOf('committed') : chart(url.searchParams.get('call'));
  const last = months.at(-1);
  return (
    <>
      <PageHead
        title={t.title}
        lead={spokes === null ? t.lead : t.leadSpokes(spokes.map((n) => `Spoke ${n}`).join(', '))}
        actions={
          <>
            <LinkButton href="/oversight/alarms" tone="secondary">
              {t.alarms}
            </LinkButton>
            {exports && (
              <LinkButton href="/oversight/exports" tone="secondary">
                {t.exports}
              </LinkButton>
            )}
            {spokes === null && (
              <LinkButton href="/oversight/what-if" tone="secondary">
                {t.whatIf}
              </LinkButton>
            )}
          </>
        }
      />
      <Narrow choices={choices} by={by} />
      <FigureRow
        label={t.title}
        figures={[
          ...(spokes === null && all.endowment > 0 ? [{ value: millions(all.endowment, locale), label: t.endowment, href: chart(null) }] : []),
          ...(spokes === null ? [{ value: millions(all.planned, locale), label: t.planned, href: planned }] : []),
          { value: millions(all.committed, locale), label: t.committed, href: entriesOf('committed') },
          ...(reported > 0 ? [{ value: millions(reported, locale), label: t.reported, href: claimsOf() }] : []),
          { value: millions(all.accepted, locale), label: t.accepted, href: entriesOf('accepted') },
          { value: millions(all.paid, locale), label: t.paid, href: entriesOf('paid') },
          ...(all.due > 0 ? [{ value: millions(all.due, locale), label: t.due, href: entriesOf('payable') }] : []),
          ...(all.toRecover > 0 ? [{ value: millions(all.toRecover, locale), label: t.toRecover, href: entriesOf('receivable') }] : []),
        ]}
      />
      <South whatIf={spokes === null} all={all} floor={floors.south} forecast={forecast} opened={opened} />
      <Women team={team} floors={floors} />
      <Section title={t.breakdown} id="detail">
        <Tabs label={t.by} tabs={breakdowns.map((b) => ({ label: t[b], href: `${kept({ by: b })}#detail`, current: b === by }))} />
        {rows.length === 0 ? (
          <EmptyState title={t.nothing} />
        ) : (
          <>
            <Picture by={by} rows={rows} narrowed={(id) => `${kept({ [by]: id })}#detail`} />
            <DataTable
              listed={listed}
              spec={overviewSpec(by)}
              caption={t.byPicture(t[by])}
              captionHidden
              cells={{
                committedCents: (r) => opened('committed', r.committedCents, of(r)),
                reportedCents: (r) => (r.reportedCents === 0 ? money(0) : <a href={path(claimsOf(of(r)))}>{money(r.reportedCents)}</a>),
                acceptedCents: (r) => opened('accepted', r.acceptedCents, of(r)),
                paidCents: (r) => opened('paid', r.paidCents, of(r)),
                southCents: (r) => opened('committed', r.southCents, { ...of(r), south: 'yes' }),
                southShare: (r) => (r.southShare === null ? '–' : percent(r.southShare, locale)),
              }}
              {...(by !== 'organisation' && { rowHref: (r: OverviewRow) => (r.id === '' ? null : `${kept({ [by]: r.id, by: 'organisation' })}#detail`) })}
            />
          </>
        )}
      </Section>
      {last && (
        <Section title={t.overTime} id="time">
          <TimeChart
            title={t.overTimePicture}
            description={t.overTimeFinding(money(last.committedCents), money(last.acceptedCents), money(last.paidCents))}
            days={months.map((m) => m.month)}
            series={[
              { label: t.committed, values: months.map((m) => m.committedCents), tone: 'accent' },
              { label: t.accepted, values: months.map((m) => m.acceptedCents), tone: 'warm' },
              { label: t.paid, values: months.map((m) => m.paidCents), tone: 'quiet' },
            ]}
            show={(v) => millions(v, locale)}
            said={(day) => showMonth(day, locale)}
            heading={t.month}
            opens={(i, day) => entriesOf(['committed', 'accepted', 'paid'][i]!, { at: addDays(addMonths(day, 1), -1) })}
          />
        </Section>
      )}
    </>
  );
}

function Picture({ by, rows, narrowed }: { by: Breakdown; rows: readonly OverviewRow[]; narrowed: (id: string) => string }) {
  const t = useCopy(oversightCopy);
  const { locale } = usePage();
  const show = (v: number) => millions(v, locale);
  const sorted = rows.toSorted((a, b) => b.committedCents - a.committedCents);
  const finding = t.byFinding(sorted[0]!.label, show(sorted[0]!.committedCents));
  if (by === 'region')
    return (
      <RegionMap
        title={t.byPicture(t[by])}
        description={finding}
        values={Object.fromEntries(rows.filter((r) => isRegion(r.id)).map((r) => [r.id, r.committedCents])) as Partial<Record<RegionId, number>>}
        show={show}
        mark={(v) => number(Math.round(v / 10_000_000) / 10, locale)}
        heading={t.committed}
        regionHref={narrowed}
      />
    );
  const shown = by === 'organisation' ? sorted.slice(0, 12) : sorted;
  return (
    <BarChart
      title={t.byPicture(t[by])}
      description={finding}
      bars={shown.map((r) => ({ label: r.label, value: r.committedCents, ...(r.id && by !== 'organisation' && { href: narrowed(r.id) }) }))}
      show={show}
      headings={[t[by], t.committed]}
    />
  );
}

const toneOf = (s: Standing) => (s.share === null ? 'accent' : s.met ? 'good' : 'bad');

type SouthProps = {
  whatIf: boolean;
  all: Totals;
  floor: number;
  forecast: OverviewProps['forecast'];
  opened: (account: string, cents: number, more?: Record<string, string>) => ComponentChildren;
};

function South({ all, floor, forecast, whatIf, opened }: SouthProps) {
  const t = useCopy(oversightCopy);
  const { locale } = usePage();
  const bar = (label: string, s: Standing, account?: string) => (
    <Progress
      key={label}
      label={label}
      value={s.share ?? 0}
      said={s.share === null ? '–' : percent(s.share, locale)}
      threshold={{ value: floor, said: t.floor(percent(floor, locale)) }}
      tone={toneOf(s)}
      note={
        account ? (
          <>
            {opened(account, s.part, { south: 'yes' })} {t.outOf} {opened(account, s.whole)}
          </>
        ) : (
          t.ofAmounts(euros(s.part, locale), euros(s.whole, locale))
        )
      }
    />
  );
  const of = (figure: 'committed' | 'accepted' | 'paid') => standing(all.south[figure], all[figure], floor);
  const committed = of('committed');
  const ahead = forecast && standing(forecast.south.cents, forecast.south.cents + forecast.other.cents, floor);
  const risk = !committed.met ? { title: t.floorBroken, short: committed.shortOf } : ahead && !ahead.met ? { title: t.floorRisk, short: ahead.shortOf } : null;
  return (
    <Section title={t.south} id="south" lead={t.southLead}>
      {risk && (
        <Callout tone="warn" title={risk.title} actions={whatIf && <LinkButton href="/oversight/what-if">{t.seeWhatIf}</LinkButton>}>
          <p>{t.shortOf(euros(risk.short, locale))}</p>
        </Callout>
      )}
      {bar(t.committed, committed, 'committed')}
      {bar(t.accepted, of('accepted'), 'accepted')}
      {bar(t.paid, of('paid'), 'paid')}
      {forecast && ahead && (
        <>
          {bar(t.forecast, ahead)}
          <p class="m-hint">{t.forecastHow(percent(forecast.south.pace, locale), percent(forecast.other.pace, locale))}</p>
        </>
      )}
    </Section>
  );
}

function Women({ team, floors }: { team: Team; floors: Floors }) {
  const t = useCopy(oversightCopy);
  const { locale } = usePage();
  const bar = (label: string, part: number, whole: number, floor: { percent: number; source: Source } | undefined) => {
    const s = standing(part, whole, floor?.percent ?? 0);
    return (
      <Progress
        key={label}
        label={label}
        value={s.share ?? 0}
        said={s.share === null ? '–' : percent(s.share, locale)}
        {...(floor && { threshold: { value: floor.percent, said: t.floor(percent(floor.percent, locale)) } })}
        tone={toneOf(s)}
        note={
          <>
            {t.ofAmounts(String(part), String(whole))} {floor && <SourceNote source={floor.source} />}
          </>
        }
      />
    );
  };
  return (
    <Section title={t.women} id="people" lead={t.womenLead}>
      {team.people === 0 ? (
        <EmptyState title={t.nobody} />
      ) : (
        <>
          {bar(t.womenTeam, team.women, team.stated, floors.women)}
          {bar(t.womenHired, team.hiredWomen, team.hiredStated, floors.women)}
          {bar(t.southHired, team.hiredSouth, team.hired, floors.southHires)}
        </>
      )}
    </Section>
  );
}
