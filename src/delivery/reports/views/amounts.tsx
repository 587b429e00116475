import { euros } from '#src/core/money.ts';
import { costCategoryWords, upperFirst } from '#src/funding/calls/copy/vocabulary.ts';
import { StackedBar } from '#src/ui/charts.tsx';
import { useCopy, usePage } from '#src/ui/context.ts';
import { Section } from '#src/ui/head.tsx';
import { EmptyState } from '#src/ui/parts.tsx';
import { SourceNote } from '#src/ui/reasons.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { reportCopy } from '../copy.ts';
import type { Scope } from '../queries/lines.ts';
import type { Report } from '../queries/report.ts';
import type { Situation } from '../queries/situation.ts';

/** What a report comes to by category and member: a picture, and tables with every cut and its source. */
export function Amounts({ report, now, scope }: { report: Report; now: Situation; scope: Scope }) {
  const t = useCopy(reportCopy);
  const { locale } = usePage();
  const mine = (id: string) => scope === 'all' || scope.includes(id);
  const { settlement } = now;
  const name = (id: string) => report.project.members.find((m) => m.organisationId === id)?.name ?? '';
  const categories = settlement.categories.filter((c) => mine(c.organisationId));
  const members = settlement.members.filter((m) => mine(m.organisationId) && m.reportedCents > 0);
  if (categories.length === 0)
    return (
      <Section title={t.totals} id="amounts">
        <EmptyState title={t.noAmounts} />
      </Section>
    );
  const money = (cents: number) => euros(cents, locale);
  const accepted = report.state === 'accepted' ? t.admitted : t.wouldBe;
  const sum = (pick: (m: (typeof members)[number]) => number) => members.reduce((n, m) => n + pick(m), 0);
  return (
    <Section title={t.totals} id="amounts" lead={t.totalsLead}>
      <StackedBar
        title={accepted}
        description={categories.map((c) => `${costCategoryWords[c.category][locale]} ${money(c.acceptedCents)}`).join(', ')}
        max={Math.max(
          1,
          sum((m) => m.reportedCents),
        )}
        parts={byCategory(categories).map(([category, cents]) => ({
          label: upperFirst(costCategoryWords[category][locale]),
          value: cents,
          said: money(cents),
        }))}
        show={money}
      />
      <PlainTable
        caption={t.totals}
        captionHidden
        columns={[
          { label: t.category },
          { label: t.member },
          { label: t.reported, numeric: true },
          { label: accepted, numeric: true },
          { label: t.cut, numeric: true },
          { label: t.why },
        ]}
        rows={categories.map((c) => [
          `${upperFirst(costCategoryWords[c.category][locale])}${c.how === 'flatRate' ? ` (${t.flatRate})` : ''}`,
          name(c.organisationId),
          money(c.reportedCents),
          money(c.acceptedCents),
          c.reportedCents === c.acceptedCents ? '–' : money(c.reportedCents - c.acceptedCents),
          <>
            {c.officeCutCents > 0 && `${t.officeCut}: ${money(c.officeCutCents)}`}
            {c.ruleCuts.map((r) => (
              <div key={r.why}>
                {t[r.why]}: {money(r.cents)} <SourceNote source={r.source} />
              </div>
            ))}
            {c.officeCutCents === 0 && c.ruleCuts.length === 0 && '–'}
          </>,
        ])}
      />
      <PlainTable
        caption={t.aid}
        columns={[{ label: t.member }, { label: t.reported, numeric: true }, { label: accepted, numeric: true }, { label: t.aid, numeric: true }]}
        rows={members.map((m) => [name(m.organisationId), money(m.reportedCents), money(m.acceptedCents), money(m.aidCents)])}
        total={[t.total, money(sum((m) => m.reportedCents)), money(sum((m) => m.acceptedCents)), money(sum((m) => m.aidCents))]}
      />
    </Section>
  );
}

function byCategory(categories: Situation['settlement']['categories']) {
  const sums = new Map<(typeof categories)[number]['category'], number>();
  for (const c of categories) sums.set(c.category, (sums.get(c.category) ?? 0) + c.acceptedCents);
  return [...sums];
}
