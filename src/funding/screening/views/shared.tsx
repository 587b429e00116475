import { useCopy } from '#src/ui/context.ts';
import { StatusChip, type Tone } from '#src/ui/parts.tsx';
import { screeningWords } from '../copy.ts';
import { repairWords } from '../copy/repairs.ts';
import type { RepairState, ScreeningState } from '../states.ts';

export const tones: Record<ScreeningState, Tone> = {
  waiting: 'info',
  repair: 'neutral',
  repaired: 'warn',
  expired: 'warn',
  proposed: 'warn',
  admitted: 'good',
  admittedWithReserve: 'warn',
  excluded: 'bad',
};

export function OutcomeChip({ state }: { state: ScreeningState }) {
  const t = useCopy(screeningWords);
  return <StatusChip tone={tones[state]}>{t[state]}</StatusChip>;
}

const repairTones: Record<RepairState, Tone> = { open: 'warn', answered: 'good', expired: 'bad', cancelled: 'neutral' };

export function RepairChip({ state }: { state: RepairState }) {
  const t = useCopy(repairWords);
  return <StatusChip tone={repairTones[state]}>{t[state]}</StatusChip>;
}
