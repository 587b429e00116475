import { number } from '#src/core/money.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { PageHead } from '#src/ui/head.tsx';
import { Callout } from '#src/ui/parts.tsx';
import { FactList } from '#src/ui/plainTable.tsx';
import { submissionCopy } from '../copy/submission.ts';
import { applicationsCopy } from '../copy/words.ts';
import type { Application } from '../queries/application.ts';
import { toTheSecond } from '../receiptPdf.ts';
import { addressOf } from './parts.tsx';

/** For who waits without holding the line: where the application stands in the queue, and that nothing more has to be done. */
export function WaitingPage({ application, arrivedAt, ahead }: { application: Application; arrivedAt: Date; ahead: number }) {
  const t = useCopy(applicationsCopy);
  const w = useCopy(submissionCopy);
  const { locale } = usePage();
  const name = application.proposal.acronym || application.proposal.title || t.untitled;
  return (
    <>
      <PageHead
        title={w.waitingTitle}
        lead={w.waitingLead}
        trail={[{ label: t.myApplications, href: '/applications' }, { label: name, href: addressOf(application.id) }, { label: w.waitingTitle }]}
      />
      <FactList
        facts={[
          { label: w.exactRome, value: <strong>{toTheSecond(arrivedAt.toISOString(), locale)}</strong> },
          { label: w.waitingAhead, value: number(ahead, locale) },
        ]}
      />
      <Callout tone="info" title={w.countsTitle}>
        <p>{w.countsText}</p>
      </Callout>
    </>
  );
}
