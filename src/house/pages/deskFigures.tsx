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

type Count = { n: number; label: string; href: string };

const waiting = (counts: readonly Count[]): Count[] => counts.filter((c) => c.n > 0);

/** How many wait, each figure leading to its rows. */
function Counts({ label, counts }: { label: string; counts: readonly Count[] }) {
  const { locale } = usePage();
  return <FigureRow label={label} figures={counts.map((c) => ({ value: number(c.n, locale), label: c.label, href: c.href }))} />;
}

/** Contracts that wait for a step; each figure leads to its rows. */
export function ContractFigures({ counts, office }: { counts: ContractCounts; office: boolean }) {
  const w = useCopy(contractCopy);
  const rows = waiting([
    ...(office ? [{ n: counts.preparing, label: w.deskPreparing, href: '/contracts?state=preparing' }] : []),
    ...(office ? [{ n: counts.deed, label: w.deskDeed(counts.deed), href: '/contracts?waits=deed' }] : []),
    { n: counts.late, label: w.deskLate(counts.late), href: '/contracts?waits=term' },
    { n: counts.addenda, label: w.deskAddenda, href: '/contracts?waits=addendum' },
    ...(office ? [] : [{ n: counts.mine, label: w.deskMine, href: '/contracts?state=offered' }]),
  ]);
  if (rows.length === 0) return null;
  return (
    <Section title={w.deskTitle} id="contracts">
      <Counts label={w.deskTitle} counts={rows} />
    </Section>
  );
}

/** Projects in which something is late, and requests that the office decides on. Who leads a Spoke finds its projects here, whatever waits. */
export function ProjectFigures({ counts, office, leader }: { counts: ProjectCounts; office: boolean; leader: boolean }) {
  const w = useCopy(projectCopy);
  const rows = waiting([
    ...(office ? [{ n: counts.requests, label: w.deskRequests(counts.requests), href: '/projects/funded?request=yes' }] : []),
    ...(leader ? [{ n: counts.running, label: w.deskRunning, href: '/projects/funded?state=running' }] : []),
    { n: counts.late, label: w.deskLate, href: '/projects/funded?late=yes' },
  ]);
  if (rows.length === 0 && !leader) return null;
  return (
    <Section title={w.deskTitle} id="projects">
      {rows.length > 0 && <Counts label={w.deskTitle} counts={rows} />}
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
  const rows = waiting([
    ...(office
      ? [{ n: counts.toCheck, label: w.deskCheck(counts.toCheck), href: '/reports?state=submitted&sort=checkDueOn' }]
      : [
          { n: counts.due, label: w.deskDue(counts.due), href: '/reports' },
          { n: counts.confirm, label: w.deskConfirm(counts.confirm), href: '/timesheets#mine' },
          { n: counts.countersign, label: w.deskCountersign(counts.countersign), href: '/timesheets?turn=yes' },
        ]),
    { n: counts.late + counts.checkLate, label: w.deskLate(counts.late + counts.checkLate), href: '/reports' },
    { n: counts.questions, label: w.deskQuestions(counts.questions), href: '/reports?sort=-openQuestions' },
  ]);
  return (
    <Section title={w.deskTitle} id="reports">
      {rows.length > 0 && <Counts label={w.deskTitle} counts={rows} />}
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
  const rows = waiting([
    { n: counts.toPay, label: w.deskToPay(counts.toPay), href: '/payments?sort=payBy' },
    { n: counts.toApprove, label: w.deskToApprove(counts.toApprove), href: '/payments/orders?state=proposed' },
    { n: counts.toSend, label: w.deskToSend(counts.toSend), href: '/payments/batches' },
    { n: counts.accounts, label: w.deskAccounts(counts.accounts), href: '/payments/accounts?state=proposed' },
    { n: counts.late, label: w.deskLate(counts.late), href: '/payments?sort=payBy' },
    { n: counts.bookings, label: w.deskBookings(counts.bookings), href: '/payments/statements?sort=-open' },
    { n: counts.toClose, label: w.deskToClose(counts.toClose), href: '/payments/closing?ready=yes' },
  ]);
  if (rows.length === 0) return null;
  return (
    <Section title={w.payments} id="payments">
      <Counts label={w.payments} counts={rows} />
    </Section>
  );
}

/** The officer's work on the admission check of one call; each figure leads to its rows. */
export function ScreeningFigures({ counts }: { counts: DeskCounts | undefined }) {
  const w = useCopy(workWords);
  if (!counts) return null;
  const to = (query: string) => `/calls/${counts.callId}/screening?${query}#queue`;
  const rows = waiting([
    { n: counts.mine, label: w.deskMine(counts.mine), href: to('owner=mine&todo=yes') },
    { n: counts.unassigned, label: w.deskUnassigned(counts.unassigned), href: to('owner=unassigned&todo=yes') },
    { n: counts.late, label: w.deskLate(counts.late), href: to('late=yes') },
    { n: counts.repaired, label: w.deskRepaired(counts.repaired), href: to('state=repaired') },
    { n: counts.expired, label: w.deskExpired(counts.expired), href: to('state=expired') },
    { n: counts.proposed, label: w.deskProposed(counts.proposed), href: to('state=proposed') },
  ]);
  return <Counts label={w.deskTitle} counts={rows} />;
}
