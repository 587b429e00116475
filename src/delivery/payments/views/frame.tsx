import { showBriefDate, type CalendarDate, romeDate } from '#src/core/time.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { StatusChip, Tabs, type Tone } from '#src/ui/parts.tsx';
import { paymentsCopy } from '../copy.ts';
import { daysBetween } from '../rules/interest.ts';

const pages = {
  queue: '/payments',
  orders: '/payments/orders',
  batches: '/payments/batches',
  statements: '/payments/statements',
  recoveries: '/payments/recoveries',
  toClose: '/payments/closing',
  accounts: '/payments/accounts',
  ledger: '/ledger',
} as const;
export type PaymentPage = keyof typeof pages;

/** The pages of the room, above each of them. */
export function PaymentTabs({ current }: { current: PaymentPage }) {
  const t = useCopy(paymentsCopy);
  return <Tabs label={t.pages} tabs={(Object.keys(pages) as PaymentPage[]).map((p) => ({ label: t[p], href: pages[p], current: p === current }))} />;
}

const tones: Record<string, Tone> = {
  proposed: 'warn',
  approved: 'info',
  sent: 'info',
  paid: 'good',
  confirmed: 'good',
  refused: 'bad',
  returned: 'bad',
  replaced: 'neutral',
  open: 'warn',
  closed: 'good',
};
type State = 'proposed' | 'approved' | 'refused' | 'sent' | 'paid' | 'returned' | 'confirmed' | 'replaced' | 'open' | 'closed';

export function StateChip({ state }: { state: State }) {
  const t = useCopy(paymentsCopy);
  return <StatusChip tone={tones[state] ?? 'neutral'}>{t[state]}</StatusChip>;
}

/** A day by which something has to be paid, and how far it is. */
export function PayBy({ on, running }: { on: CalendarDate | null; running: boolean }) {
  const t = useCopy(paymentsCopy);
  const { locale, now } = usePage();
  if (on === null) return <>–</>;
  const left = daysBetween(romeDate(now), on);
  return (
    <>
      {showBriefDate(on, locale)}
      {running && (
        <>
          {' '}
          <StatusChip tone={left < 0 ? 'bad' : left <= 10 ? 'warn' : 'neutral'}>{left < 0 ? t.late(-left) : t.left(left)}</StatusChip>
        </>
      )}
    </>
  );
}

/** The page of what a movement is of: an order, or a whole tranche. */
export const sentHref = (m: { orderId: string | null; trancheId: string | null }): string | null =>
  m.trancheId ? `/payments/tranches/${m.trancheId}` : m.orderId ? `/payments/orders/${m.orderId}` : null;
