import { euros, inCsv } from '#src/core/money.ts';
import type { Listed, ListSpec } from '#src/plumbing/listing.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { PageHead, Section } from '#src/ui/head.tsx';
import { EmptyState, StatusChip } from '#src/ui/parts.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { paymentsCopy } from '../copy.ts';
import { closingCopy } from '../copy/closing.ts';
import type { ClosingRow } from '../queries/closing.ts';
import { PaymentTabs } from './frame.tsx';

export const closingSpec: ListSpec<ClosingRow> = {
  columns: [
    { key: 'acronym', label: paymentsCopy.project, searched: true },
    { key: 'code', label: paymentsCopy.code, searched: true },
    { key: 'callCode', label: paymentsCopy.call, searched: true },
    { key: 'leftCents', label: closingCopy.unspent, numeric: true, csv: (r) => inCsv(r.leftCents) },
    { key: 'pendingCents', label: closingCopy.pending, numeric: true, csv: (r) => inCsv(r.pendingCents) },
    { key: 'openReports', label: closingCopy.openReports, numeric: true },
    { key: 'openClaims', label: closingCopy.openClaims, numeric: true },
    { key: 'openVariations', label: closingCopy.openVariations, numeric: true },
    {
      key: 'ready',
      label: closingCopy.ready,
      filter: { kind: 'choice', options: (['yes', 'no'] as const).map((value) => ({ value, label: closingCopy[value] })) },
      csv: (r, locale) => closingCopy[r.ready][locale],
    },
  ],
  order: '-leftCents',
  key: 'id',
};

/** Projects whose last report was accepted, and what still keeps them from being closed. */
export function ClosingPage({ listed }: { listed: Listed<ClosingRow> }) {
  const t = useCopy(closingCopy);
  const { locale } = usePage();
  return (
    <>
      <PageHead title={t.toClose} lead={t.lead} />
      <PaymentTabs current="toClose" />
      <Section>
        <DataTable
          listed={listed}
          spec={closingSpec}
          caption={t.toClose}
          captionHidden
          rowHref={(r) => `/projects/${r.id}/money#closing`}
          cells={{
            code: (r) => <span class="m-nowrap">{r.code}</span>,
            callCode: (r) => <span class="m-nowrap">{r.callCode}</span>,
            leftCents: (r) => euros(r.leftCents, locale),
            pendingCents: (r) => euros(r.pendingCents, locale),
            ready: (r) => <StatusChip tone={r.ready === 'yes' ? 'good' : 'neutral'}>{t[r.ready]}</StatusChip>,
          }}
          empty={<EmptyState title={t.none} />}
        />
      </Section>
    </>
  );
}
