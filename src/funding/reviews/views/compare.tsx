import { number as showNumber } from '#src/core/money.ts';
import type { CallVersion } from '#src/funding/calls/queries.ts';
import { DataBehind } from '#src/ui/charts.tsx';
import { useCopy, usePage } from '#src/ui/context.ts';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Callout, LinkButton } from '#src/ui/parts.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { scaleLinear } from 'd3-scale';
import { useId } from 'preact/hooks';
import type { ComparisonDesk, Moved } from '../assigning.ts';
import { assignmentWords } from '../copy/assignment.ts';
import { Hidden, useHow, useTrail } from './run.tsx';

/** Two proposed assignments: the figures, who changes, the sums as a picture and as a table, the loads. */
export function ComparePage({ version, a, b, moved, loads, proposals, hidden }: Omit<ComparisonDesk, 'stage'> & { version: CallVersion }) {
  const t = useCopy(assignmentWords);
  const { locale } = usePage();
  const how = useHow();
  const { call, callId } = version;
  const n = (value: number | null) => (value === null ? '–' : showNumber(value, locale));
  const [x, y] = [a.outcome, b.outcome];
  const feasible = !('infeasible' in x) && !('infeasible' in y);
  const shared = moved.filter((m) => m.before !== null && m.after !== null);
  const [onlyA, onlyB] = [moved.filter((m) => m.after === null), moved.filter((m) => m.before === null)];
  const apart = onlyA.length + onlyB.length > 0;
  const row = (label: string, before: number, after: number, likened = true) => [label, n(before), n(after), likened ? signed(after - before, locale) : '–'];
  return (
    <>
      <PageHead
        title={t.compareTitle}
        kicker={call.officialCode}
        lead={t.compareLead(a.number, b.number)}
        trail={useTrail(version, { label: t.compareTitle })}
        actions={
          <>
            {[a, b].map((r) => (
              <LinkButton key={r.id} href={`/calls/${callId}/assignment/runs/${r.id}`} tone="secondary">
                {t.run(r.number)}
              </LinkButton>
            ))}
          </>
        }
      />
      <Hidden hidden={hidden} />
      {apart && <Callout tone="info">{t.otherProposals(onlyA.length, onlyB.length)}</Callout>}
      {!feasible ? (
        <Callout tone="warn">{t.compareInfeasible}</Callout>
      ) : (
        <>
          <Section id="figures">
            <PlainTable
              caption={t.compareTitle}
              captionHidden
              columns={[
                { label: t.figure },
                { label: `${t.run(a.number)} (${how(a)})`, numeric: true },
                { label: `${t.run(b.number)} (${how(b)})`, numeric: true },
                { label: t.change, numeric: true },
              ]}
              rows={[
                row(t.proposalsIn, proposals.before, proposals.after),
                row(t.pairs, x.pairs, y.pairs),
                row(t.sum, x.total, y.total, !apart),
                row(t.minimum, x.minimum, y.minimum, !apart),
                [t.affected, '', '', shared.length],
              ]}
            />
          </Section>
          {moved.length === 0 ? (
            <Callout tone="good">{t.compareNone}</Callout>
          ) : (
            <>
              <Section title={t.changes} id="changes">
                <PlainTable
                  caption={t.changes}
                  captionHidden
                  columns={[{ label: t.protocol }, { label: t.acronym }, { label: t.leaves }, { label: t.joins }]}
                  rows={moved.map((m) => [
                    m.protocol,
                    m.acronym,
                    m.before === null ? t.notThere : m.left.join(', ') || '–',
                    m.after === null ? t.notThere : m.joined.join(', ') || '–',
                  ])}
                />
              </Section>
              <Section title={t.sums} id="sums">
                <Sums moved={moved} a={a.number} b={b.number} />
              </Section>
              {loads.length > 0 && (
                <Section title={t.loads} id="loads">
                  <PlainTable
                    caption={t.loads}
                    captionHidden
                    columns={[
                      { label: t.expert },
                      { label: t.run(a.number), numeric: true },
                      { label: t.run(b.number), numeric: true },
                      { label: t.change, numeric: true },
                    ]}
                    rows={loads.map((l) => [l.expert, l.before, l.after, signed(l.after - l.before, locale)])}
                  />
                </Section>
              )}
            </>
          )}
        </>
      )}
    </>
  );
}

export const signed = (value: number, locale: 'it' | 'en'): string => (value === 0 ? '0' : `${value > 0 ? '+' : '−'}${showNumber(Math.abs(value), locale)}`);

/** From one sum to the other, a line each. Lengths are shares of the width, so that text keeps its size on every screen. */
function Sums({ moved, a, b }: { moved: readonly Moved[]; a: number; b: number }) {
  const t = useCopy(assignmentWords);
  const { locale } = usePage();
  const id = useId();
  const most = Math.max(1, ...moved.flatMap((m) => [m.before ?? 0, m.after ?? 0]));
  const x = scaleLinear().domain([0, most]).range([2, 96]);
  const sum = (v: number | null) => (v === null ? t.notThere : showNumber(v, locale));
  const pc = (v: number) => `${x(v).toFixed(2)}%`;
  const LINE = 44;
  return (
    <figure class="m-chart m-moves">
      <figcaption class="visually-hidden">{t.sums}</figcaption>
      <svg width="100%" height={moved.length * LINE} role="img" aria-labelledby={`${id}-t ${id}-d`}>
        <title id={`${id}-t`}>{t.sums}</title>
        <desc id={`${id}-d`}>{t.sumsPicture(moved.length)}</desc>
        {moved.map((m, i) => {
          const top = i * LINE;
          const { before: from, after: to } = m;
          return (
            <g key={m.protocol}>
              <text class="m-moves-label" x="0" y={top + 14}>
                {m.acronym}: {sum(from)} → {sum(to)}
              </text>
              <line class="m-moves-track" x1={pc(0)} x2={pc(most)} y1={top + 28} y2={top + 28} />
              {from !== null && to !== null && (
                <line class={to >= from ? 'm-moves-up' : 'm-moves-down'} x1={pc(from)} x2={pc(to)} y1={top + 28} y2={top + 28} />
              )}
              {from !== null && <circle class="m-moves-from" cx={pc(from)} cy={top + 28} r="6" />}
              {to !== null && <circle class="m-moves-to" cx={pc(to)} cy={top + 28} r="6" />}
            </g>
          );
        })}
      </svg>
      <p class="m-hint">{t.sumsPicture(moved.length)}</p>
      <DataBehind>
        <PlainTable
          caption={t.sums}
          captionHidden
          compact
          columns={[{ label: t.acronym }, { label: t.run(a), numeric: true }, { label: t.run(b), numeric: true }, { label: t.change, numeric: true }]}
          rows={moved.map((m) => [m.acronym, sum(m.before), sum(m.after), m.before === null || m.after === null ? '–' : signed(m.after - m.before, locale)])}
        />
      </DataBehind>
    </figure>
  );
}
