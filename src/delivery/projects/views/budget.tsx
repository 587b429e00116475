import { euros, sum } from '#src/core/money.ts';
import { costCategoryWords, regionWords, researchTypeWords, upperFirst } from '#src/funding/calls/copy/vocabulary.ts';
import type { CostCategory, ResearchType } from '#src/funding/calls/vocabulary.ts';
import { StackedBar } from '#src/ui/charts.tsx';
import { useCopy, usePage } from '#src/ui/context.ts';
import { Section } from '#src/ui/head.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { projectCopy } from '../copy.ts';
import type { BudgetLine, ProjectFile } from '../queries.ts';
import { ProjectHead } from './head.tsx';

/** The approved budget: who is granted what, and each cell. */
export function BudgetPage({ project, budget }: { project: ProjectFile; budget: readonly BudgetLine[] }) {
  const t = useCopy(projectCopy);
  const { locale } = usePage();
  const categoryName = (c: string) => upperFirst((costCategoryWords[c as CostCategory] ?? { it: c, en: c })[locale]);
  const typeName = (r: string) => upperFirst((researchTypeWords[r as ResearchType] ?? { it: r, en: r })[locale]);
  const nameOf = (id: string) => project.members.find((m) => m.id === id)?.name ?? '';
  const categories = [...new Set(budget.map((b) => b.category))];
  return (
    <>
      <ProjectHead project={project} part="budget" all />
      <Section title={t.members} id="members">
        <PlainTable
          caption={t.members}
          captionHidden
          columns={[{ label: t.organisation }, { label: t.region }, { label: t.eligible, numeric: true }, { label: t.aid, numeric: true }]}
          rows={project.members.map((m) => [
            <>
              {m.name}
              {m.leftOn && ` (${t.leftOn(m.leftOn)})`}
            </>,
            regionWords(m.region)[locale],
            euros(m.eligibleCents, locale),
            euros(m.aidCents, locale),
          ])}
          total={[t.total, '', euros(sum(project.members.map((m) => m.eligibleCents)), locale), euros(sum(project.members.map((m) => m.aidCents)), locale)]}
        />
      </Section>
      <Section title={t.budget} id="cells">
        {budget.length > 0 && (
          <StackedBar
            title={t.byCategory}
            description={t.byCategory}
            show={(cents) => euros(cents, locale)}
            totalSaid={euros(sum(budget.map((b) => b.cents)), locale)}
            parts={categories.map((c) => {
              const cents = sum(budget.filter((b) => b.category === c).map((b) => b.cents));
              return { label: categoryName(c), value: cents, said: euros(cents, locale) };
            })}
          />
        )}
        <PlainTable
          caption={t.budget}
          captionHidden
          columns={[{ label: t.organisation }, { label: t.category }, { label: t.researchType }, { label: t.amount, numeric: true }]}
          rows={budget.map((b) => [nameOf(b.organisationId), categoryName(b.category), typeName(b.researchType), euros(b.cents, locale)])}
          total={[t.total, '', '', euros(sum(budget.map((b) => b.cents)), locale)]}
        />
      </Section>
    </>
  );
}
