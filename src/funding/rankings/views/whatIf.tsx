import { euros, millions, number, percent } from '#src/core/money.ts';
import { trailOf } from './words.ts';
import type { Reason } from '#src/core/decision.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { BarChart } from '#src/ui/charts.tsx';
import { useCopy, usePage } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { DateField, MoneyField, NumberField } from '#src/ui/fields.tsx';
import { Form } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Actions, EmptyState, FigureRow, LinkButton } from '#src/ui/parts.tsx';
import { Reasons } from '#src/ui/reasons.tsx';
import { rankingCopy } from '../copy.ts';
import { listTitleOf } from '../rules/lists.ts';
import type { MovedList } from '../queries/moved.ts';
import type { Ranking } from '../rules/rank.ts';
import { Moved } from './moved.tsx';
import { daysOf, gatesOf, potNow, type Mover } from '../rules/whatIf.ts';

export type WhatIfProps = {
  call: Call;
  now: Ranking | null;
  after: Ranking | null;
  movers: readonly Mover[];
  moved: MovedList;
  values: Record<string, string | number>;
  reasons: readonly Reason[];
  notReady: readonly Reason[];
};

/** Sliding budgets, thresholds and reserves before a ranking is published. A plain GET form; the script draws sliders and asks as they move. */
export function WhatIfPage({ call, now, after, movers, moved, values, reasons, notReady }: WhatIfProps) {
  const t = useCopy(rankingCopy);
  const { locale, asset } = usePage();
  // Points and percentages as the reader writes them; money is written so by its field.
  const typed = Object.fromEntries(
    Object.entries(values).map(([name, v]) => [name, typeof v === 'number' && !name.startsWith('pot.') ? number(v, locale) : v]),
  );
  const most = call.evaluation.criteria.reduce((n, c) => n + c.max * c.weight, 0);
  const days = daysOf(call);
  return (
    <>
      <PageHead title={t.whatIf} kicker={call.officialCode} lead={t.whatIfLead} trail={trailOf(call, t, [{ label: t.whatIf }])} />
      {!now ? (
        <Section title={t.notReady}>
          <Reasons reasons={notReady} />
        </Section>
      ) : (
        <>
          <Form action={`/calls/${call.id}/ranking/what-if`} method="get" form={{ values: typed, reasons }} label={t.whatIf} data={{ 'data-what-if': '' }}>
            <div class="m-trial">
              {call.pots.map((p) => (
                <div data-slide={`${potNow(call, p.id) * 2 || 100_000_000}`} data-step="1000000" data-cents="" key={p.id}>
                  <MoneyField name={`pot.${p.id}`} label={call.pots.length === 1 ? t.budget : p.title[locale]} required />
                </div>
              ))}
              <div data-slide={most} data-step="0.5">
                <NumberField name="total" label={t.totalThreshold} required />
              </div>
              {call.evaluation.criteria.map((c) => (
                <div data-slide={c.max} data-step={c.step} key={c.id}>
                  <NumberField name={`threshold.${c.id}`} label={t.thresholdOf(c.title[locale])} required />
                </div>
              ))}
              {values['premiumPoints'] !== undefined && (
                <div data-slide={call.evaluation.premiumCap} data-step="0.5">
                  <NumberField name="premiumPoints" label={t.premiumPoints} required />
                </div>
              )}
              {values['premiumCount'] !== undefined && (
                <div data-slide={call.evaluation.premiums.length} data-step="1">
                  <NumberField name="premiumCount" label={t.premiumCount} required />
                </div>
              )}
              {gatesOf(call).map(({ premium, most: top }) => (
                <div data-slide={top} data-step={premium.kind === 'judged' ? premium.step : 0.5} key={premium.id}>
                  <NumberField name={`gate.${premium.id}`} label={t.gateOf(premium.title[locale])} required />
                </div>
              ))}
              {call.ranking.quotas.map((q) => (
                <div data-slide="100" data-step="1" key={q.id}>
                  <NumberField name={`reserve.${q.id}`} label={t.reserveOf(listTitleOf(call, q.list)?.[locale] ?? '')} unit="%" required />
                </div>
              ))}
              {days.reserves.map((d) => (
                <div data-slide-days={d.on} key={d.id}>
                  <DateField name={`reserveFrom.${d.id}`} label={t.reserveFrom(listTitleOf(call, d.list)?.[locale] ?? '')} required />
                </div>
              ))}
              {days.lists.map((d) => (
                <div data-slide-days={d.on} key={d.id}>
                  <DateField name={`listFrom.${d.id}`} label={t.listFrom(d.title[locale])} required />
                </div>
              ))}
            </div>
            <SubmitRow label={t.compute}>
              <LinkButton href={`/calls/${call.id}/ranking/what-if`} tone="secondary">
                {t.startAgain}
              </LinkButton>
            </SubmitRow>
          </Form>
          <div id="movers" class="m-flow" aria-live="polite">
            {after && <Movers now={now} after={after} movers={movers} moved={moved} call={call} />}
          </div>
          <script type="module" src={asset('whatIf.js')} />
        </>
      )}
      <Actions>
        <LinkButton href={`/calls/${call.id}/ranking/preview`} tone="secondary">
          {t.preview}
        </LinkButton>
      </Actions>
    </>
  );
}

type MoversProps = { now: Ranking; after: Ranking; movers: readonly Mover[]; moved: MovedList; call: Call };

function Movers({ now, after, movers, moved, call }: MoversProps) {
  const t = useCopy(rankingCopy);
  const { locale } = usePage();
  const funded = (r: Ranking) => r.places.filter((p) => p.state === 'funded').length;
  const drawn = movers.filter((m) => m.move !== 'changes').slice(0, 30);
  return (
    <>
      <Section>
        <FigureRow
          figures={[
            { value: number(funded(after), locale), label: t.fundedCount(funded(after)), note: `${t.now}: ${number(funded(now), locale)}` },
            { value: millions(after.grantedCents, locale), label: t.granted, note: `${t.now}: ${euros(now.grantedCents, locale)}` },
            { value: millions(after.leftCents, locale), label: t.left, note: `${t.now}: ${euros(now.leftCents, locale)}` },
            {
              value: percent(after.grantedCents === 0 ? 0 : Math.round((after.southGrantedCents / after.grantedCents) * 1000) / 10, locale),
              label: t.south,
              note: `${t.now}: ${euros(now.southGrantedCents, locale)}`,
            },
          ]}
        />
      </Section>
      <Section title={t.movers} id="moved">
        {movers.length === 0 ? (
          <EmptyState title={t.noMovers} />
        ) : (
          <>
            {drawn.length > 0 && (
              <BarChart
                title={t.whatIfChart}
                description={t.movers}
                bars={drawn.map((m) => ({
                  label: `${m.title}, ${t[m.move as 'comes' | 'goes']}`,
                  value: Math.max(m.now.grantCents, m.after.grantCents),
                  tone: m.move === 'comes' ? 'accent' : 'warm',
                }))}
                show={(cents) => euros(cents, locale)}
                headings={[t.acronym, t.grant]}
              />
            )}
            <Moved call={call} moved={moved} />
          </>
        )}
      </Section>
    </>
  );
}
