import { euros, inCsv } from '#src/core/money.ts';
import type { Listed, ListSpec } from '#src/plumbing/listing.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { ActionButton } from '#src/ui/buttons.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { EmptyState, StatusChip } from '#src/ui/parts.tsx';
import { Reasons } from '#src/ui/reasons.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { paymentsCopy } from '../copy.ts';
import { transfersCopy } from '../copy/transfers.ts';
import type { MoneyRow, NextPayment } from '../queries.ts';
import { orderKinds } from '../states.ts';
import { PayBy, PaymentTabs } from './frame.tsx';

const kinds = [...orderKinds, 'none'] as const;

/** A row of the queue; `may` is no column of the database. */
export type QueueRow = MoneyRow & { may: string };

export const queueSpec: ListSpec<QueueRow> = {
  columns: [
    { key: 'acronym', label: paymentsCopy.project, searched: true },
    { key: 'beneficiary', label: paymentsCopy.beneficiary, searched: true },
    { key: 'callCode', label: paymentsCopy.call, searched: true },
    {
      key: 'kind',
      label: paymentsCopy.payment,
      filter: { kind: 'choice', options: kinds.map((value) => ({ value, label: paymentsCopy[value] })) },
      csv: (r, locale) => paymentsCopy[r.kind][locale],
    },
    { key: 'dueCents', label: paymentsCopy.due, numeric: true, csv: (r) => inCsv(r.dueCents) },
    { key: 'payBy', label: paymentsCopy.payBy },
    { key: 'may', label: paymentsCopy.may, sort: false },
  ],
  order: '-dueCents',
  key: 'id',
};

export function QueuePage({ listed, next, office }: { listed: Listed<QueueRow>; next: ReadonlyMap<string, NextPayment>; office: boolean }) {
  const t = useCopy(paymentsCopy);
  const tr = useCopy(transfersCopy);
  const { locale } = usePage();
  const path = useHref();
  return (
    <>
      <PageHead title={t.payments} lead={t.lead} />
      <PaymentTabs current="queue" />
      <Section>
        <DataTable
          listed={listed}
          spec={queueSpec}
          caption={t.queue}
          captionHidden
          rowHref={(r) => `/projects/${r.projectId}/money`}
          cells={{
            callCode: (r) => <span class="m-nowrap">{r.callCode}</span>,
            kind: (r) => t[r.kind],
            dueCents: (r) => euros(r.dueCents, locale),
            payBy: (r) => <PayBy on={r.payBy} running />,
            may: (r) => {
              const n = next.get(r.id);
              if (!n) return null;
              if (r.openOrderId) return <a href={path(`/payments/orders/${r.openOrderId}`)}>{r.openOrder}</a>;
              return n.decision.ok ? (
                office ? (
                  r.throughLead ? (
                    <ActionButton small action={`/projects/${r.projectId}/money/tranche`}>
                      {tr.propose} <span class="visually-hidden">{r.acronym}</span>
                    </ActionButton>
                  ) : (
                    <ActionButton small action="/payments/orders" fields={{ project: r.projectId, organisation: r.organisationId }}>
                      {t.propose} <span class="visually-hidden">{r.beneficiary}</span>
                    </ActionButton>
                  )
                ) : (
                  <StatusChip tone="good">{t.yes}</StatusChip>
                )
              ) : (
                <details>
                  <summary>
                    {t.notYet}: {t.why.toLowerCase()} <span class="visually-hidden">({r.beneficiary})</span>
                  </summary>
                  <Reasons reasons={n.decision.reasons} />
                </details>
              );
            },
          }}
          empty={<EmptyState title={t.noQueue}>{t.noQueueMore}</EmptyState>}
        />
      </Section>
    </>
  );
}
