import type { Decision } from '#src/core/decision.ts';
import { euros, inCsv } from '#src/core/money.ts';
import { showBriefDate, showDate, showInstant } from '#src/core/time.ts';
import { paymentsCopy } from '#src/delivery/payments/copy.ts';
import type { OrderFile } from '#src/delivery/payments/queries/lists.ts';
import { orderKinds } from '#src/delivery/payments/states.ts';
import type { Listed, ListSpec } from '#src/plumbing/listing.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { ActionButton } from '#src/ui/buttons.tsx';
import { size } from '#src/ui/fields.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { EmptyState, LinkButton } from '#src/ui/parts.tsx';
import { Reasons } from '#src/ui/reasons.tsx';
import { FactList, PlainTable } from '#src/ui/plainTable.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { auditCopy } from '../copy.ts';
import { packCopy as w } from '../copy/pack.ts';
import type { Delivery, PaymentRow } from '../queries/evidence.ts';
import { AuditTabs } from './frame.tsx';

export const paymentSpec: ListSpec<PaymentRow> = {
  columns: [
    { key: 'code', label: w.order, searched: true },
    { key: 'acronym', label: w.project, searched: true },
    { key: 'beneficiary', label: w.beneficiary, searched: true },
    { key: 'callCode', label: w.call, searched: true },
    {
      key: 'kind',
      label: w.payment,
      filter: { kind: 'choice', options: orderKinds.map((value) => ({ value, label: paymentsCopy[value] })) },
      csv: (r, locale) => paymentsCopy[r.kind][locale],
    },
    { key: 'netCents', label: w.net, numeric: true, csv: (r) => inCsv(r.netCents) },
    { key: 'paidOn', label: w.paidOn },
    { key: 'deliveries', label: w.deliveries, numeric: true },
  ],
  order: '-paidOn',
  key: 'id',
};

export function PaymentsPage({ listed }: { listed: Listed<PaymentRow> }) {
  const t = useCopy(w);
  const { locale } = usePage();
  return (
    <>
      <PageHead title={t.payments} lead={t.paymentsLead} />
      <AuditTabs current="payments" />
      <Section>
        <DataTable
          listed={listed}
          spec={paymentSpec}
          caption={t.payments}
          captionHidden
          rowHref={(r) => `/audit/payments/${r.id}`}
          cells={{
            code: (r) => <span class="m-nowrap">{r.code}</span>,
            callCode: (r) => <span class="m-nowrap">{r.callCode}</span>,
            kind: (r) => paymentsCopy[r.kind][locale],
            netCents: (r) => euros(r.netCents, locale),
            paidOn: (r) => showBriefDate(r.paidOn, locale),
          }}
          empty={<EmptyState title={t.noPayments} />}
        />
      </Section>
    </>
  );
}

/** The evidence of one payment: what it is, the archive, who got it. */
export function PaymentPage({ order: o, deliveries, receive }: { order: OrderFile; deliveries: readonly Delivery[]; receive: Decision }) {
  const t = useCopy(w);
  const a = useCopy(auditCopy);
  const { locale } = usePage();
  const last = deliveries[0]?.contents;
  return (
    <>
      <PageHead
        title={t.packOf(o.code)}
        kicker={o.acronym}
        lead={`${o.beneficiary}, ${euros(o.netCents, locale)}`}
        trail={[{ label: a.title, href: '/audit' }, { label: t.payments, href: '/audit/payments' }, { label: o.code }]}
        actions={
          <LinkButton href={`/payments/orders/${o.id}`} tone="secondary">
            {t.openOrder}
          </LinkButton>
        }
      />
      <Section>
        <FactList
          facts={[
            { label: t.payment, value: paymentsCopy[o.kind][locale] },
            { label: t.paidOn, value: o.paidOn ? showDate(o.paidOn, locale) : null },
            { label: t.proposed, value: o.proposedByName, note: showInstant(o.proposedAt, locale) },
            { label: t.decided, value: o.decidedByName, note: o.decidedAt ? showInstant(o.decidedAt, locale) : undefined },
            { label: t.reasons, value: o.reasons },
          ]}
        />
        <p>{t.downloadLead}</p>
        {receive.ok ? (
          <ActionButton action={`/audit/payments/${o.id}/deliveries`} icon="download">
            {t.download}
          </ActionButton>
        ) : (
          <Reasons reasons={receive.reasons} />
        )}
      </Section>
      <Section title={t.deliveries} id="deliveries">
        {deliveries.length === 0 ? (
          <p>{t.noDeliveries}</p>
        ) : (
          <PlainTable
            caption={t.deliveries}
            captionHidden
            columns={[{ label: t.when }, { label: t.who }, { label: t.size, numeric: true }, { label: t.fingerprint }]}
            rows={deliveries.map((d) => [showInstant(d.deliveredAt, locale), d.person, size(d.bytes, locale), <code class="m-hash">{d.sha256}</code>])}
          />
        )}
      </Section>
      {last && (
        <Section title={t.lastContents} id="contents">
          <PlainTable
            caption={t.lastContents}
            captionHidden
            columns={[{ label: t.file }, { label: t.holds }, { label: t.size, numeric: true }]}
            rows={last.files.map((f) => [<code class="m-hash">{f.name}</code>, t[`what.${f.what}`], size(f.bytes, locale)])}
          />
        </Section>
      )}
    </>
  );
}
