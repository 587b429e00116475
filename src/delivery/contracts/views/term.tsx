import { showDate, type CalendarDate } from '#src/core/time.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { Countdown } from '#src/ui/course.tsx';
import { StatusChip } from '#src/ui/parts.tsx';
import { contractCopy } from '../copy.ts';
import { inTerm, termEnds } from '../rules/checklist.ts';
import type { ContractState } from '../states.ts';

/** The last day to sign; while it runs, how long is left. */
export function Term({ dueOn, state }: { dueOn: CalendarDate; state: ContractState }) {
  const t = useCopy(contractCopy);
  const { locale, now } = usePage();
  return (
    <>
      {showDate(dueOn, locale)}{' '}
      {state === 'offered' && (inTerm(dueOn, now) ? <Countdown to={termEnds(dueOn)} /> : <StatusChip tone="bad">{t.late}</StatusChip>)}
    </>
  );
}
