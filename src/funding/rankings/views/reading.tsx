import { number as showNumber } from '#src/core/money.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { ColumnChart } from '#src/ui/charts.tsx';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { PageHead, Prose, Section } from '#src/ui/head.tsx';
import { EmptyState, FigureRow } from '#src/ui/parts.tsx';
import { ExampleBadge } from '#src/ui/reasons.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { placeStateWords } from '../copy.ts';
import { readingWords } from '../copy/reading.ts';
import { tenths, type Band, type Reading } from '../rules/reading.ts';

export type ReadingPageProps = { call: Call; reading: Reading | null };

/** What the scores are worth, for those who prepare and check a ranking. */
export function ReadingPage({ call, reading }: ReadingPageProps) {
  const t = useCopy(readingWords);
  const base = `/calls/${call.id}`;
  return (
    <>
      <PageHead
        title={t.reading}
        kicker={call.officialCode}
        lead={t.lead}
        trail={[
          { label: t.calls, href: '/calls' },
          { label: call.officialCode, href: base },
          { label: t.ranking, href: `${base}/ranking` },
          { label: t.reading },
        ]}
      >
        {call.example && <ExampleBadge />}
      </PageHead>
      {reading?.agreement ? <Read call={call} reading={reading} agreement={reading.agreement} /> : <EmptyState title={t.notYet}>{t.notYetMore}</EmptyState>}
    </>
  );
}

const gradeOf = (icc: number) => (icc < 0.5 ? 'poor' : icc <= 0.75 ? 'moderate' : icc <= 0.9 ? 'good' : 'excellent');

function Read({ call, reading, agreement }: { call: Call; reading: Reading; agreement: NonNullable<Reading['agreement']> }) {
  const t = useCopy(readingWords);
  const { locale } = usePage();
  const path = useHref();
  const shown = (value: number, digits = 2) => showNumber(Math.round(value * 10 ** digits) / 10 ** digits, locale);
  const signed = (value: number) => `${value > 0 ? '+' : value < 0 ? '−' : ''}${shown(Math.abs(value))}`;
  const most = call.evaluation.criteria.reduce((sum, c) => sum + c.max * c.weight, 0);
  const panel = `/calls/${call.id}/panel`;
  return (
    <>
      <Section title={t.agreement} id="agreement">
        <FigureRow
          label={t.agreement}
          figures={[
            { value: shown(agreement.average), label: t.mean(agreement.perSubject), href: '#experts' },
            { value: shown(agreement.single), label: t.one, note: t.interval(agreement.low, agreement.high), href: '#experts' },
            { value: showNumber(agreement.ratings, locale), label: t.reviews, note: t.ofProposals(agreement.subjects), href: panel },
            { value: shown(Math.sqrt(agreement.within), 1), label: t.deviation, href: panel },
          ]}
        />
        <Prose>
          <p>{t.graded(t[`grade_${gradeOf(agreement.average)}`])}</p>
          <p class="m-hint">{t.method}</p>
        </Prose>
      </Section>
      <Section title={t.distribution} id="totals">
        <ColumnChart
          title={t.distributionSaid}
          description={t.distribution}
          headings={[t.range, t.count]}
          columns={tenths(reading.totals, most).map((value, i) => {
            const [from, to] = [(most * i) / 10, (most * (i + 1)) / 10];
            return { label: t.between(from, to), value, foot: `${shown(from)}–${shown(to)}` };
          })}
        />
      </Section>
      <Section title={t.severity} id="experts" lead={t.severityLead}>
        <PlainTable
          scroll
          caption={t.severityTable}
          captionHidden
          columns={[
            { label: t.expert },
            { label: t.shift, numeric: true },
            { label: t.error, numeric: true },
            { label: t.marked },
            { label: t.compared, numeric: true },
            { label: t.lowest, numeric: true },
            { label: t.middle, numeric: true },
            { label: t.highest, numeric: true },
          ]}
          rows={reading.experts.map((e) => [
            e.judge,
            e.shift === null ? '–' : signed(e.shift),
            e.error === null ? '–' : shown(e.error),
            e.shift !== null && e.error !== null && Math.abs(e.shift) > 2 * e.error ? t.yes : t.no,
            e.compared,
            shown(e.lowest),
            shown(e.middle),
            shown(e.highest),
          ])}
        />
      </Section>
      {reading.bands.length === 0 && (
        <Section title={t.band} id="band">
          <EmptyState title={t.noLine}>{t.noLineMore}</EmptyState>
        </Section>
      )}
      {reading.bands.map((band) => (
        <Around
          key={band.list ?? ''}
          call={call}
          band={band}
          row={(near) => [
            near.position,
            <a href={path(`${panel}/${near.application}`)}>{near.title}</a>,
            near.protocol,
            shown(near.total),
            placeStateWords[near.state][locale],
            signed(near.apart),
            shown(near.margin),
          ]}
        />
      ))}
    </>
  );
}

function Around({ call, band, row }: { call: Call; band: Band; row: (near: Band['near'][number]) => Parameters<typeof PlainTable>[0]['rows'][number] }) {
  const t = useCopy(readingWords);
  const { locale } = usePage();
  const title = call.ranking.lists?.find((l) => l.id === band.list)?.title[locale];
  return (
    <Section
      title={title ? t.bandOf(title) : t.band}
      id={`band${band.list ? `-${band.list}` : ''}`}
      lead={t.bandLead(band.linePoints, band.near.length, band.errors)}
    >
      {band.applied && <p>{t.bandApplied}</p>}
      <PlainTable
        caption={title ? t.bandOf(title) : t.band}
        captionHidden
        columns={[
          { label: t.position },
          { label: t.acronym },
          { label: t.protocol },
          { label: t.points, numeric: true },
          { label: t.state },
          { label: t.apart, numeric: true },
          { label: t.margin, numeric: true },
        ]}
        rows={band.near.map(row)}
      />
    </Section>
  );
}
