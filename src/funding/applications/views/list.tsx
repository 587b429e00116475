import { euros } from '#src/core/money.ts';
import { showInstant } from '#src/core/time.ts';
import type { CallVersion } from '#src/funding/calls/queries.ts';
import type { Listed } from '#src/plumbing/listing.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { PageHead } from '#src/ui/head.tsx';
import { EmptyState, FigureRow, LinkButton } from '#src/ui/parts.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { applicationsCopy } from '../copy/words.ts';
import { applicationsSpec, type ApplicationRow } from '../queries/lists.ts';
import { addressOf, StateChip } from './parts.tsx';

export type ListProps = {
  listed: Listed<ApplicationRow>;
  calls: readonly CallVersion[];
  /** The person watches over calls, beyond their own applications. */
  all: boolean;
  drafts: readonly { callId: string; drafts: number }[];
};

export function ApplicationsPage({ listed, calls, all, drafts }: ListProps) {
  const t = useCopy(applicationsCopy);
  const { locale } = usePage();
  const codeOf = (callId: string) => calls.find((c) => c.callId === callId)?.call.officialCode ?? callId;
  const title = all ? t.allApplications : t.myApplications;
  return (
    <>
      <PageHead
        trail={[{ label: title }]}
        title={title}
        lead={all ? t.allLead : t.myLead}
        actions={
          !all && (
            <LinkButton href="/calls" tone="secondary">
              {t.seeCalls}
            </LinkButton>
          )
        }
      />
      {drafts.length > 0 && <FigureRow figures={drafts.map((d) => ({ value: d.drafts, label: t.draftsOf(d.drafts), note: codeOf(d.callId) }))} />}
      <DataTable
        listed={listed}
        spec={applicationsSpec(calls)}
        caption={title}
        captionHidden
        hidden={all ? ['updatedAt'] : []}
        counted={t.counted}
        rowHref={(r) => addressOf(r.id)}
        empty={
          <EmptyState title={t.none} action={<LinkButton href="/calls">{t.seeCalls}</LinkButton>}>
            {t.noneMore}
          </EmptyState>
        }
        cells={{
          title: (r) => r.title || t.untitled,
          state: (r) => <StateChip state={r.state} />,
          submittedAt: (r) => r.submittedAt && showInstant(r.submittedAt, locale),
          updatedAt: (r) => showInstant(r.updatedAt, locale),
          grantCents: (r) => r.grantCents !== null && euros(r.grantCents, locale),
        }}
      />
    </>
  );
}
