import { number as showNumber } from '#src/core/money.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { ColumnChart } from '#src/ui/charts.tsx';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { PageHead, Prose, Section } from '#src/ui/head.tsx';
import { EmptyState, FigureRow } from '#src/ui/parts.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { readingWords } from '../copy/reading.ts';
import { bandName, bandSpec, severitySpec, type ReadingLists } from '../queries/reading.ts';
import { tenths, type Reading } from '../rules/reading.ts';
import { PlaceChip } from './place.tsx';

export type ReadingPageProps = { call: Call; reading: Reading | null; lists: ReadingLists | null };

/** What the scores are worth, for those who prepare and check a ranking. */
export function ReadingPage({ call, reading, lists }: ReadingPageProps) {
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
        example={call.example}
      />
      {reading?.agreement && lists ? (
        <Read call={call} reading={reading} lists={lists} agreement={reading.agreement} />
      ) : (
        <EmptyState title={t.notYet}>{t.notYetMore}</EmptyState>
      )}
    </>
  );
}

const gradeOf = (icc: number) => (icc < 0.5 ? 'poor' : icc <= 0.75 ? 'moderate' : icc <= 0.9 ? 'good' : 'excellent');

type ReadProps = { call: Call; reading: Reading; lists: ReadingLists; agreement: NonNullable<Reading['agreement']> };

function Read({ call, reading, lists, agreement }: ReadProps) {
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
            { value: showNumber(agreement.ratings, locale), label: t.reviews(agreement.ratings), note: t.ofProposals(agreement.subjects), href: panel },
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
        <DataTable
          listed={lists.experts}
          spec={severitySpec}
          caption={t.severityTable}
          captionHidden
          counted={t.countedExperts}
          cells={{
            shift: (e) => (e.shift === null ? '–' : signed(e.shift)),
            error: (e) => (e.error === null ? '–' : shown(e.error)),
            lowest: (e) => shown(e.lowest),
            middle: (e) => shown(e.middle),
            highest: (e) => shown(e.highest),
          }}
        />
      </Section>
      {reading.bands.length === 0 && (
        <Section title={t.band} id="band">
          <EmptyState title={t.noLine}>{t.noLineMore}</EmptyState>
        </Section>
      )}
      {lists.bands.map(({ band, listed }) => {
        const title = call.ranking.lists?.find((l) => l.id === band.list)?.title[locale];
        const heading = title ? t.bandOf(title) : t.band;
        return (
          <Section key={band.list ?? ''} title={heading} id={bandName(band)} lead={t.bandLead(band.linePoints, band.near.length, band.errors)}>
            {band.applied && <p>{t.bandApplied}</p>}
            <DataTable
              listed={listed}
              spec={bandSpec(band)}
              caption={heading}
              captionHidden
              counted={t.countedProposals}
              cells={{
                title: (near) => <a href={path(`${panel}/${near.application}`)}>{near.title}</a>,
                protocol: (near) => <span class="m-nowrap">{near.protocol}</span>,
                total: (near) => shown(near.total),
                state: (near) => <PlaceChip state={near.state} />,
                apart: (near) => signed(near.apart),
                margin: (near) => shown(near.margin),
              }}
            />
          </Section>
        );
      })}
    </>
  );
}
