import { number } from '#src/core/money.ts';
import { workWords } from '#src/funding/screening/copy/work.ts';
import { type DeskCounts } from '#src/funding/screening/queries/queue.ts';
import { paymentsCopy } from '#src/delivery/payments/copy.ts';
import { type PaymentCounts } from '#src/delivery/payments/queries.ts';
import { reportCopy } from '#src/delivery/reports/copy.ts';
import { type ReportCounts } from '#src/delivery/reports/queries.ts';
import { contractCopy } from '#src/delivery/contracts/copy.ts';
import { type ContractCounts } from '#src/delivery/contracts/queries.ts';
import { projectCopy } from '#src/delivery/projects/copy.ts';
import { type ProjectCounts } from '#src/delivery/projects/queries.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { Section } from '#src/ui/head.tsx';
import { Actions, FigureRow, LinkButton } from '#src/ui/parts.tsx';

/** Contracts that wait for a step; each figure leads to its rows. */
export function ContractFigures({ counts, office }: { counts: ContractCounts; office: boolean }) {
  const w = useCopy(contractCopy);
  const { locale } = usePage();
  const rows = [
    ...(office ? [{ n: counts.preparing, label: w.deskPreparing, query: 'state=preparing' }] : []),
    ...(office ? [{ n: counts.deed, label: w.deskDeed(counts.deed), query: 'waits=deed' }] : []),
    { n: counts.late, label: w.deskLate(counts.late), query: 'waits=term' },
    { n: counts.addenda, label: w.deskAddenda, query: 'waits=addendum' },
    ...(office ? [] : [{ n: counts.mine, label: w.deskMine, query: 'state=offered' }]),
  ].filter((r) => r.n > 0);
  if (rows.length === 0) return null;
  return (
    <Section title={w.deskTitle} id="contracts">
      <FigureRow label={w.deskTitle} figures={rows.map((r) => ({ value: number(r.n, locale), label: r.label, href: `/contracts?${r.query}` }))} />
    </Section>
  );
}

/** Projects in which something is late, and requests that the office decides on. Who leads a Spoke finds its projects here, whatever waits. */
export function ProjectFigures({ counts, office, leader }: { counts: ProjectCounts; office: boolean; leader: boolean }) {
  const w = useCopy(projectCopy);
  const { locale } = usePage();
  const rows = [
    ...(office ? [{ n: counts.requests, label: w.deskRequests(counts.requests), query: 'request=yes' }] : []),
    ...(leader ? [{ n: counts.running, label: w.deskRunning, query: 'state=running' }] : []),
    { n: counts.late, label: w.deskLate, query: 'late=yes' },
  ].filter((r) => r.n > 0);
  if (rows.length === 0 && !leader) return null;
  return (
    <Section title={w.deskTitle} id="projects">
      {rows.length > 0 && (
        <FigureRow label={w.deskTitle} figures={rows.map((r) => ({ value: number(r.n, locale), label: r.label, href: `/projects/funded?${r.query}` }))} />
      )}
      {leader && (
        <Actions>
          <LinkButton href="/projects/watch">{w.watch}</LinkButton>
          <LinkButton href="/projects/funded" tone="secondary">
            {w.projects}
          </LinkButton>
        </Actions>
      )}
    </Section>
  );
}

/** Reports and months that wait for a step; each figure leads to its rows. Who only works on projects finds the way to their hours. */
export function ReportFigures({ counts, office }: { counts: ReportCounts; office: boolean }) {
  const w = useCopy(reportCopy);
  const { locale } = usePage();
  const rows = [
    ...(office
      ? [{ n: counts.toCheck, label: w.deskCheck(counts.toCheck), href: '/reports?state=submitted&sort=checkDueOn' }]
      : [
          { n: counts.due, label: w.deskDue(counts.due), href: '/reports' },
          { n: counts.confirm, label: w.deskConfirm(counts.confirm), href: '/timesheets#mine' },
          { n: counts.countersign, label: w.deskCountersign(counts.countersign), href: '/timesheets?turn=yes' },
        ]),
    { n: counts.late + counts.checkLate, label: w.deskLate(counts.late + counts.checkLate), href: '/reports' },
    { n: counts.questions, label: w.deskQuestions(counts.questions), href: '/reports?sort=-openQuestions' },
  ].filter((r) => r.n > 0);
  return (
    <Section title={w.deskTitle} id="reports">
      {rows.length > 0 && <FigureRow label={w.deskTitle} figures={rows.map((r) => ({ value: number(r.n, locale), label: r.label, href: r.href }))} />}
      {!office && (
        <Actions>
          <LinkButton href="/timesheets" tone="secondary">
            {w.deskHours}
          </LinkButton>
        </Actions>
      )}
    </Section>
  );
}

/** Money that waits for a step; each figure leads to its rows. */
export function PaymentFigures({ counts }: { counts: PaymentCounts }) {
  const w = useCopy(paymentsCopy);
  const { locale } = usePage();
  const rows = [
    { n: counts.toPay, label: w.deskToPay(counts.toPay), href: '/payments?sort=payBy' },
    { n: counts.toApprove, label: w.deskToApprove(counts.toApprove), href: '/payments/orders?state=proposed' },
    { n: counts.toSend, label: w.deskToSend(counts.toSend), href: '/payments/batches' },
    { n: counts.accounts, label: w.deskAccounts(counts.accounts), href: '/payments/accounts?state=proposed' },
    { n: counts.late, label: w.deskLate(counts.late), href: '/payments?sort=payBy' },
    { n: counts.bookings, label: w.deskBookings(counts.bookings), href: '/payments/statements?sort=-open' },
    { n: counts.toClose, label: w.deskToClose(counts.toClose), href: '/payments/closing?ready=yes' },
  ].filter((r) => r.n > 0);
  if (rows.length === 0) return null;
  return (
    <Section title={w.payments} id="payments">
      <FigureRow label={w.payments} figures={rows.map((r) => ({ value: number(r.n, locale), label: r.label, href: r.href }))} />
    </Section>
  );
}

/** The officer's work on the admission check of one call; each figure leads to its rows. */
export function ScreeningFigures({ counts }: { counts: DeskCounts | undefined }) {
  const w = useCopy(workWords);
  const { locale } = usePage();
  if (!counts) return null;
  const rows = [
    { n: counts.mine, label: w.deskMine(counts.mine), query: 'owner=mine&todo=yes' },
    { n: counts.unassigned, label: w.deskUnassigned(counts.unassigned), query: 'owner=unassigned&todo=yes' },
    { n: counts.late, label: w.deskLate(counts.late), query: 'late=yes' },
    { n: counts.repaired, label: w.deskRepaired(counts.repaired), query: 'state=repaired' },
    { n: counts.expired, label: w.deskExpired(counts.expired), query: 'state=expired' },
    { n: counts.proposed, label: w.deskProposed(counts.proposed), query: 'state=proposed' },
  ];
  return (
    <FigureRow
      label={w.deskTitle}
      figures={rows
        .filter((r) => r.n > 0)
        .map((r) => ({ value: number(r.n, locale), label: r.label, href: `/calls/${counts.callId}/screening?${r.query}#queue` }))}
    />
  );
}
