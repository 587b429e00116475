import { euros, sum, inCsv } from '#src/core/money.ts';
import { speak, type Locale } from '#src/core/words.ts';
import { costCategoryWords, regionWords, researchTypeWords, upperFirst } from '#src/funding/calls/copy/vocabulary.ts';
import type { CostCategory, ResearchType } from '#src/funding/calls/vocabulary.ts';
import { StackedBar } from '#src/ui/charts.tsx';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { uiCopy } from '#src/ui/copy.ts';
import { Section } from '#src/ui/head.tsx';
import { Icon } from '#src/ui/icon.tsx';
import { GroupedTable } from '#src/ui/groupedTable.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { projectCopy } from '../copy.ts';
import type { BudgetLine, ProjectFile } from '../queries.ts';
import { ProjectHead } from './head.tsx';

const namesIn = (locale: Locale) => ({
  category: ({ category }: Pick<BudgetLine, 'category'>) => upperFirst((costCategoryWords[category as CostCategory] ?? { it: category, en: category })[locale]),
  researchType: ({ researchType }: BudgetLine) =>
    upperFirst((researchTypeWords[researchType as ResearchType] ?? { it: researchType, en: researchType })[locale]),
});

/** The cells of the budget as lines of a file, each with its beneficiary. Amounts in euros with a decimal comma. */
export function budgetFile(project: ProjectFile, budget: readonly BudgetLine[], locale: Locale): string[][] {
  const t = speak(projectCopy, locale);
  const names = namesIn(locale);
  return [
    [t.organisation, t.category, t.researchType, t.amount],
    ...project.members.flatMap((m) =>
      budget.filter((b) => b.organisationId === m.id).map((b) => [m.name, names.category(b), names.researchType(b), inCsv(b.cents)]),
    ),
  ];
}

/** The approved budget: who is granted what, and each cell. */
export function BudgetPage({ project, budget }: { project: ProjectFile; budget: readonly BudgetLine[] }) {
  const t = useCopy(projectCopy);
  const { locale } = usePage();
  const ui = useCopy(uiCopy);
  const path = useHref();
  const names = namesIn(locale);
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
              return { label: names.category({ category: c }), value: cents, said: euros(cents, locale) };
            })}
          />
        )}
        {budget.length > 0 && (
          <p class="m-list-head">
            <a class="m-csv" href={`${path(`/projects/${project.id}/budget`)}?format=csv`} download="">
              <Icon name="download" /> {ui.csv}
            </a>
          </p>
        )}
        <GroupedTable
          caption={t.budget}
          captionHidden
          columns={[{ label: t.category }, { label: t.researchType }, { label: t.amount, numeric: true }]}
          groups={project.members.map((m) => {
            const own = budget.filter((b) => b.organisationId === m.id);
            return {
              heading: m.name,
              sum: euros(sum(own.map((b) => b.cents)), locale),
              rows: own.map((b) => [names.category(b), names.researchType(b), euros(b.cents, locale)]),
            };
          })}
          total={[t.total, '', euros(sum(budget.map((b) => b.cents)), locale)]}
        />
      </Section>
    </>
  );
}
