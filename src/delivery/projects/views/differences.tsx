import { euros } from '#src/core/money.ts';
import { showDate } from '#src/core/time.ts';
import { costCategoryWords, researchTypeWords, upperFirst } from '#src/funding/calls/copy/vocabulary.ts';
import type { CostCategory, ResearchType } from '#src/funding/calls/vocabulary.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { GroupedTable } from '#src/ui/groupedTable.tsx';
import { EmptyState } from '#src/ui/parts.tsx';
import { projectCopy } from '../copy.ts';
import type { Difference } from '../rules/differences.ts';

const isAmount = (d: Difference): boolean => d.field === 'cents' || d.field === 'aidCents' || d.field === 'eligibleCents';

/** Two plans side by side, only what differs, by what it is about. */
export function Differences({ found, caption, labels }: { found: readonly Difference[]; caption: string; labels?: readonly [string, string] }) {
  const t = useCopy(projectCopy);
  const { locale } = usePage();
  // Amounts alone stand figure under figure.
  const amounts = found.every(isAmount);
  const shown = (d: Difference, value: string | number | null) => {
    if (value === null) return '–';
    if (isAmount(d)) return euros(Number(value), locale);
    if (d.field === 'endsOn') return showDate(String(value), locale);
    if (d.field === 'there') return value === 'lead' ? t.leadName : value === 'former' ? t.former : t['part.member'];
    return String(value);
  };
  const cell = (d: Difference) =>
    [costCategoryWords[d.subject[1] as CostCategory]?.[locale] ?? d.subject[1], researchTypeWords[d.subject[2] as ResearchType]?.[locale] ?? d.subject[2]].join(
      ', ',
    );
  const row = (d: Difference) => upperFirst(d.part === 'budget' ? cell(d) : d.field === 'months' ? t.months : t[`field.${d.field}`]);
  const heading = (d: Difference) => [t[`part.${d.part}`], d.subject[0]].filter(Boolean).join(' · ');
  const groups = [...new Set(found.map(heading))];
  return (
    <GroupedTable
      caption={caption}
      captionHidden
      columns={[{ label: t.subject }, { label: labels?.[0] ?? t.before, numeric: amounts }, { label: labels?.[1] ?? t.after, numeric: amounts }]}
      groups={groups.map((of) => ({
        heading: of,
        rows: found.filter((d) => heading(d) === of).map((d) => [row(d), shown(d, d.before), shown(d, d.after)]),
      }))}
      empty={<EmptyState title={t.noChanges} />}
    />
  );
}
