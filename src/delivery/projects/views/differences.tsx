import { euros } from '#src/core/money.ts';
import { showDate } from '#src/core/time.ts';
import { costCategoryWords, researchTypeWords } from '#src/funding/calls/copy/vocabulary.ts';
import type { CostCategory, ResearchType } from '#src/funding/calls/vocabulary.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { EmptyState } from '#src/ui/parts.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { projectCopy } from '../copy.ts';
import type { Difference } from '../rules/differences.ts';

const isAmount = (d: Difference): boolean => d.field === 'cents' || d.field === 'aidCents' || d.field === 'eligibleCents';

/** Two plans side by side, only what differs. */
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
  const subject = (d: Difference) =>
    d.part === 'budget'
      ? [
          d.subject[0],
          costCategoryWords[d.subject[1] as CostCategory]?.[locale] ?? d.subject[1],
          researchTypeWords[d.subject[2] as ResearchType]?.[locale] ?? d.subject[2],
        ].join(', ')
      : (d.subject[0] ?? '');
  const field = (d: Difference) => (d.field === 'months' ? t.months : t[`field.${d.field}`]);
  return (
    <PlainTable
      caption={caption}
      captionHidden
      columns={[{ label: t.subject }, { label: labels?.[0] ?? t.before, numeric: amounts }, { label: labels?.[1] ?? t.after, numeric: amounts }]}
      rows={found.map((d) => [`${t[`part.${d.part}`]}${subject(d) && ` ${subject(d)}`}: ${field(d)}`, shown(d, d.before), shown(d, d.after)])}
      empty={<EmptyState title={t.noChanges} />}
    />
  );
}
