import { useCopy } from '#src/ui/context.ts';
import { StatusChip, type Tone } from '#src/ui/parts.tsx';
import { callPages } from '../copy/pages.ts';
import { type CallPhase } from '../rules/calendar.ts';

const tones: Record<CallPhase, Tone> = { open: 'good', upcoming: 'info', closed: 'neutral' };

export function PhaseChip({ phase }: { phase: CallPhase | 'draft' }) {
  const t = useCopy(callPages);
  const said = { open: t.phaseOpen, upcoming: t.phaseUpcoming, closed: t.phaseClosed, draft: t.phaseDraft }[phase];
  return <StatusChip tone={phase === 'draft' ? 'warn' : tones[phase]}>{said}</StatusChip>;
}
