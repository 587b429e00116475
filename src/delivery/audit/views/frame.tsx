import { useCopy } from '#src/ui/context.ts';
import { StatusChip, Tabs, type Tone } from '#src/ui/parts.tsx';
import { auditCopy } from '../copy.ts';
import type { ItemRow } from '../queries/samples.ts';
import type { SampleState } from '../states.ts';

const pages = { samples: '/audit', payments: '/audit/payments' } as const;
export type AuditPage = keyof typeof pages;

/** The pages of the room, above each of them. */
export function AuditTabs({ current }: { current: AuditPage }) {
  const t = useCopy(auditCopy);
  return <Tabs label={t.pages} tabs={(Object.keys(pages) as AuditPage[]).map((p) => ({ label: t[p], href: pages[p], current: p === current }))} />;
}

export function SampleChip({ state }: { state: SampleState }) {
  const t = useCopy(auditCopy);
  return <StatusChip tone={state === 'closed' ? 'good' : 'warn'}>{t[`state.${state}`]}</StatusChip>;
}

const tones: Record<ItemRow['outcome'], Tone> = { open: 'warn', conform: 'good', irregular: 'bad' };
export function OutcomeChip({ outcome }: { outcome: ItemRow['outcome'] }) {
  const t = useCopy(auditCopy);
  return <StatusChip tone={tones[outcome]}>{outcome === 'open' ? t['outcome.open'] : t[outcome]}</StatusChip>;
}

/** An amount for a spreadsheet. */
export const inCsv = (cents: number): string => (cents / 100).toFixed(2);

/** A stratum as people read it. */
export const sayStratum = (by: string | null, stratum: string, t: { 'band.1': string; 'band.2': string; 'band.3': string; 'band.4': string }): string =>
  stratum === '' ? '–' : by === 'amount' ? t[`band.${stratum as '1'}`] : by === 'spoke' ? `Spoke ${stratum}` : stratum;
