import type { Decision } from '#src/core/decision.ts';
import { euros, sum } from '#src/core/money.ts';
import { showDate, showInstant } from '#src/core/time.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { ConfirmDetails, SubmitRow } from '#src/ui/buttons.tsx';
import { DateField, FileField, MoneyField, TextArea } from '#src/ui/fields.tsx';
import { Form, fresh } from '#src/ui/form.tsx';
import { Section } from '#src/ui/head.tsx';
import { EmptyState, StatusChip } from '#src/ui/parts.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { transfersCopy } from '../copy/transfers.ts';
import type { EntrustedOrder, TransferRow } from '../queries/transfers.ts';
import { TRANSFER_PROOF_MAX_BYTES } from '../schema.ts';
import { PayBy } from './frame.tsx';

const leftOf = (o: EntrustedOrder): number => o.entrustedCents - o.passedCents;

/** What the lead received for each partner, what it has passed on, and by when the rest. */
export function PassedOnSection({ lead, orders }: { lead: string; orders: readonly EntrustedOrder[] }) {
  const t = useCopy(transfersCopy);
  const { locale } = usePage();
  const path = useHref();
  const money = (cents: number) => euros(cents, locale);
  return (
    <Section title={t.title} id="passedOn" lead={t.lead(lead)}>
      {orders.length === 0 ? (
        <EmptyState title={t.nothingYet} />
      ) : (
        <PlainTable
          caption={t.title}
          captionHidden
          columns={[
            { label: t.partner },
            { label: t.order },
            { label: t.received, numeric: true },
            { label: t.passed, numeric: true },
            { label: t.withLead, numeric: true },
            { label: t.passBy },
          ]}
          rows={orders.map((o) => [
            o.partner,
            <a class="m-nowrap" href={path(`/payments/orders/${o.orderId}#transfers`)}>
              {o.code}
            </a>,
            money(o.entrustedCents),
            money(o.passedCents),
            money(leftOf(o)),
            leftOf(o) === 0 ? <StatusChip tone="good">{t.done}</StatusChip> : <PayBy on={o.passBy} running />,
          ])}
          total={[
            t.total,
            '',
            money(sum(orders.map((o) => o.entrustedCents))),
            money(sum(orders.map((o) => o.passedCents))),
            money(sum(orders.map(leftOf))),
            '',
          ]}
        />
      )}
    </Section>
  );
}

export type TransfersProps = { order: EntrustedOrder; transfers: readonly TransferRow[]; may: Decision; form?: Again };

/** The transfers that the lead declared of one order, and the form for the next. */
export function TransfersSection({ order, transfers, may, form = fresh }: TransfersProps) {
  const t = useCopy(transfersCopy);
  const { locale } = usePage();
  const path = useHref();
  const left = leftOf(order);
  const again = form.values['on'] !== undefined || form.values['cents'] !== undefined;
  return (
    <Section title={t.title} id="transfers" lead={t.lead(order.lead)}>
      {transfers.length === 0 ? (
        <EmptyState title={t.none} />
      ) : (
        <PlainTable
          caption={t.title}
          captionHidden
          columns={[{ label: t.on }, { label: t.amount, numeric: true }, { label: t.proof }, { label: t.declared }, { label: '' }]}
          rows={transfers.map((r) => [
            showDate(r.on, locale),
            euros(r.cents, locale),
            <a class="m-break" href={path(`/payments/transfers/${r.id}/file`)}>
              {r.fileName}
            </a>,
            <>
              {r.declaredBy}
              <br />
              <small>{showInstant(r.declaredAt, locale)}</small>
            </>,
            r.withdrawnAt ? (
              <>
                <StatusChip tone="neutral">{t.withdrawn}</StatusChip> {r.withdrawal || t.cameBack}
              </>
            ) : may.ok ? (
              <ConfirmDetails summary={t.withdraw} consequences={[t.withdrawEffect]}>
                <Form action={`/payments/transfers/${r.id}/withdrawal`} form={fresh} id={`withdraw-${r.id}`}>
                  <TextArea name="reason" label={t.why} rows={2} required />
                  <SubmitRow label={t.withdraw} tone="danger" />
                </Form>
              </ConfirmDetails>
            ) : (
              ''
            ),
          ])}
          total={[t.withLead, euros(left, locale), '', '', left > 0 ? <PayBy on={order.passBy} running /> : <StatusChip tone="good">{t.done}</StatusChip>]}
        />
      )}
      {may.ok && left > 0 && (
        <ConfirmDetails calm summary={t.declare} consequences={[]} open={again || transfers.length === 0}>
          <Form action={`/payments/orders/${order.orderId}/transfers`} form={again ? form : fresh} id="declare" multipart>
            <DateField name="on" label={t.on} required />
            <MoneyField name="cents" label={t.amount} hint={t.amountHint(euros(left, locale))} required />
            <FileField name="file" label={t.proof} hint={t.proofHint} accept=".pdf,.p7m,.jpg,.jpeg,.png" maxBytes={TRANSFER_PROOF_MAX_BYTES} required />
            <SubmitRow label={t.declare} />
          </Form>
        </ConfirmDetails>
      )}
    </Section>
  );
}
