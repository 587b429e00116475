import { percent as showPercent, shareOf as exactShare, type Cents } from '#src/core/money.ts';
import { isRegion, region, type RegionId } from '#src/core/regions.ts';
import { shareGroupWords } from '#src/funding/calls/copy/vocabulary.ts';
import type { MemberFacts } from '#src/funding/calls/facts.ts';
import { costOf, type EligibleCosts } from '#src/funding/calls/rules/eligibleCosts.ts';
import { BarChart } from '#src/ui/charts.tsx';
import { useCopy, usePage } from '#src/ui/context.ts';
import { RegionMap } from '#src/ui/map.tsx';
import { Section } from '#src/ui/head.tsx';
import { EmptyState } from '#src/ui/parts.tsx';
import { SourceNote } from '#src/ui/reasons.tsx';
import { consortiumCopy } from '../../copy/consortium.ts';
import type { LimitShares } from '../../rules/consortium.ts';

/** Of nothing, everyone bears nothing. */
export const shareOf = (cents: Cents, total: Cents): number => (total === 0 ? 0 : exactShare(cents, total));

/** Everyone's share of the eligible cost, once as a whole and once beside each limit of the call. */
export function Shares({ limits, members, costs }: { limits: readonly LimitShares[]; members: readonly MemberFacts[]; costs: EligibleCosts }) {
  const t = useCopy(consortiumCopy);
  const { locale } = usePage();
  const show = (value: number) => showPercent(value, locale);
  const all = members.map((m) => ({ label: m.name, value: shareOf(costOf(costs, m.id), costs.totalCents) }));
  const said = (bars: readonly { label: string; value: number }[]) => t.sharesSaid(bars.map((b) => `${b.label} ${show(b.value)}`).join('; '));
  return (
    <Section title={t.shares} id="shares" lead={t.sharesLead}>
      {costs.totalCents === 0 ? (
        <EmptyState title={t.noShares} />
      ) : (
        <>
          <BarChart title={t.allShares} description={said(all)} bars={all} show={show} max={100} headings={[t.participant, t.share]} />
          {limits.map((limit) => {
            const bars = limit.parts.map((p) => {
              const value = shareOf(p.cents, limit.totalCents);
              const over = limit.kind === 'max' ? value > limit.percent : value < limit.percent;
              return { label: p.member?.name ?? t.together, value, tone: over ? ('warm' as const) : ('accent' as const) };
            });
            const title = (limit.kind === 'max' ? t.limitMax : t.limitMin)(shareGroupWords[limit.of][locale].replace(/,$/, ''), show(limit.percent));
            return (
              <div key={limit.id}>
                {limit.applies && bars.length > 0 ? (
                  <BarChart
                    title={title}
                    description={said(bars)}
                    bars={bars}
                    show={show}
                    max={100}
                    threshold={{ value: limit.percent, label: t.threshold(show(limit.percent)) }}
                    headings={[t.participant, t.share]}
                  />
                ) : (
                  <p>
                    <strong>{title}.</strong> {t.notApplied}
                  </p>
                )}
                <p>
                  <SourceNote source={limit.source} />
                </p>
              </div>
            );
          })}
        </>
      )}
    </Section>
  );
}

/** Where the project is carried out: participants by region. */
export function Places({ members }: { members: readonly MemberFacts[] }) {
  const t = useCopy(consortiumCopy);
  const { locale } = usePage();
  const values: Partial<Record<RegionId, number>> = {};
  for (const m of members) if (isRegion(m.region)) values[m.region] = (values[m.region] ?? 0) + 1;
  const list = Object.entries(values).map(([id, n]) => `${region(id as RegionId).name[locale]} ${n}`);
  if (list.length === 0) return null;
  return <RegionMap title={t.map} description={t.mapSaid(list.join(', '))} values={values} heading={t.members} />;
}
