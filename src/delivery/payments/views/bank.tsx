import { ibanInGroups } from '#src/core/codes.ts';
import type { Decision } from '#src/core/decision.ts';
import { euros, inCsv } from '#src/core/money.ts';
import { showDate, showInstant } from '#src/core/time.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import type { Listed, ListSpec } from '#src/plumbing/listing.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { DateField, FileField } from '#src/ui/fields.tsx';
import { Form, fresh } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { EmptyState, LinkButton, StatusChip, type Tone } from '#src/ui/parts.tsx';
import { FactList } from '#src/ui/plainTable.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { paymentsCopy } from '../copy.ts';
import { can } from '../policy.ts';
import type { BatchRow, MovementRow, OrderRow, StatementRow } from '../queries/lists.ts';
import { STATEMENT_MAX_BYTES } from '../schema.ts';
import { movementOutcomes, type MovementOutcome } from '../states.ts';
import { PaymentTabs, sentHref } from './frame.tsx';
import { OrderTable } from './orders.tsx';

export const batchSpec: ListSpec<BatchRow> = {
  columns: [
    { key: 'messageId', label: paymentsCopy.message, searched: true },
    { key: 'madeAt', label: paymentsCopy.made },
    { key: 'executeOn', label: paymentsCopy.executeOn },
    { key: 'orders', label: paymentsCopy.ordersInIt, numeric: true },
    { key: 'paid', label: paymentsCopy.paidOfThem, numeric: true },
    { key: 'cents', label: paymentsCopy.amount, numeric: true, csv: (r) => inCsv(r.cents) },
  ],
  order: '-madeAt',
  key: 'id',
};

type Ready = { orders: number; cents: number; iban: string | null; holder: string | null };

export function BatchesPage({ listed, ready, make, form = fresh }: { listed: Listed<BatchRow>; ready: Ready; make: Decision; form?: Again }) {
  const t = useCopy(paymentsCopy);
  const { locale } = usePage();
  return (
    <>
      <PageHead title={t.batches} lead={ready.orders > 0 ? t.readyLead(ready.orders, euros(ready.cents, locale)) : t.nothingReady} />
      <PaymentTabs current="batches" />
      {make.ok && ready.orders > 0 && (
        <Section title={t.makeBatchTitle} id="new">
          <FactList facts={[{ label: t.payer, value: ready.iban ? `${ibanInGroups(ready.iban)} (${ready.holder})` : null }]} />
          <Form action="/payments/batches" form={form}>
            <DateField name="executeOn" label={t.executeOn} required />
            <SubmitRow label={t.makeBatch} />
          </Form>
        </Section>
      )}
      <Section>
        <DataTable
          listed={listed}
          spec={batchSpec}
          caption={t.batches}
          captionHidden
          rowHref={(r) => `/payments/batches/${r.id}`}
          cells={{
            madeAt: (r) => showInstant(r.madeAt, locale),
            executeOn: (r) => showDate(r.executeOn, locale),
            cents: (r) => euros(r.cents, locale),
          }}
          empty={<EmptyState title={t.noBatches} />}
        />
      </Section>
    </>
  );
}

export function BatchPage({ batch, listed }: { batch: BatchRow & { debtorName: string; debtorIban: string }; listed: Listed<OrderRow> }) {
  const t = useCopy(paymentsCopy);
  const { locale, actor } = usePage();
  return (
    <>
      <PageHead
        title={t.batch(batch.messageId)}
        lead={euros(batch.cents, locale)}
        trail={[{ label: t.batches, href: '/payments/batches' }, { label: batch.messageId }]}
        actions={
          can.bank(actor).ok && (
            <LinkButton href={`/payments/batches/${batch.id}/file`} icon="download" download>
              {t.download}
            </LinkButton>
          )
        }
      />
      <Section>
        <FactList
          facts={[
            { label: t.made, value: showInstant(batch.madeAt, locale) },
            { label: t.executeOn, value: showDate(batch.executeOn, locale) },
            { label: t.payer, value: `${ibanInGroups(batch.debtorIban)} (${batch.debtorName})` },
            { label: 'SHA-256', value: <code class="m-break">{batch.sha256}</code>, note: t.batchNote },
          ]}
        />
      </Section>
      <Section title={t.ordersInIt}>
        <OrderTable listed={listed} caption={t.ordersInIt} />
      </Section>
    </>
  );
}

export const statementSpec: ListSpec<StatementRow> = {
  columns: [
    { key: 'statementId', label: paymentsCopy.statementId, searched: true },
    { key: 'createdOn', label: paymentsCopy.ofDay },
    { key: 'iban', label: paymentsCopy.account, searched: true },
    { key: 'movements', label: paymentsCopy.movements, numeric: true },
    { key: 'open', label: paymentsCopy.unbooked, numeric: true },
    { key: 'uploadedAt', label: paymentsCopy.readOn },
  ],
  order: '-uploadedAt',
  key: 'id',
};

export function StatementsPage({ listed, read, form = fresh }: { listed: Listed<StatementRow>; read: Decision; form?: Again }) {
  const t = useCopy(paymentsCopy);
  const { locale } = usePage();
  return (
    <>
      <PageHead title={t.statements} />
      <PaymentTabs current="statements" />
      {read.ok && (
        <Section title={t.upload} id="new">
          <Form action="/payments/statements" form={form} multipart>
            <FileField name="file" label={t.uploadFile} hint={t.uploadHint} accept=".xml" maxBytes={STATEMENT_MAX_BYTES} required />
            <SubmitRow label={t.read} />
          </Form>
        </Section>
      )}
      <Section>
        <DataTable
          listed={listed}
          spec={statementSpec}
          caption={t.statements}
          captionHidden
          rowHref={(r) => `/payments/statements/${r.id}`}
          cells={{
            createdOn: (r) => showDate(r.createdOn, locale),
            iban: (r) => <span class="m-nowrap">{ibanInGroups(r.iban)}</span>,
            open: (r) => (r.open > 0 ? <StatusChip tone="warn">{r.open}</StatusChip> : r.open),
            uploadedAt: (r) => showInstant(r.uploadedAt, locale),
          }}
          empty={<EmptyState title={t.noStatements} />}
        />
      </Section>
    </>
  );
}

export const outcomeTones: Record<MovementOutcome, Tone> = {
  paid: 'good',
  received: 'good',
  returned: 'bad',
  partial: 'warn',
  unmatched: 'warn',
  repeated: 'neutral',
  foreign: 'neutral',
};

export const movementSpec: ListSpec<MovementRow> = {
  columns: [
    { key: 'line', label: { it: 'N.', en: 'No.' } },
    { key: 'bookedOn', label: paymentsCopy.bookedOn },
    {
      key: 'direction',
      label: paymentsCopy.direction,
      filter: { kind: 'choice', options: (['debit', 'credit'] as const).map((value) => ({ value, label: paymentsCopy[value] })) },
      csv: (r, locale) => paymentsCopy[r.direction][locale],
    },
    { key: 'cents', label: paymentsCopy.amount, numeric: true, csv: (r) => inCsv(r.cents) },
    { key: 'endToEndId', label: paymentsCopy.endToEnd, searched: true },
    { key: 'party', label: paymentsCopy.party, searched: true },
    { key: 'remittance', label: paymentsCopy.remittance, searched: true },
    {
      key: 'outcome',
      label: paymentsCopy.outcome,
      filter: { kind: 'choice', options: movementOutcomes.map((value) => ({ value, label: paymentsCopy[`outcome_${value}`] })) },
      csv: (r, locale) => paymentsCopy[`outcome_${r.outcome}`][locale],
    },
  ],
  order: 'line',
  key: 'id',
  pageSize: 50,
};

export function StatementPage({ statement: s, listed }: { statement: StatementRow; listed: Listed<MovementRow> }) {
  const t = useCopy(paymentsCopy);
  const { locale } = usePage();
  const path = useHref();
  return (
    <>
      <PageHead
        title={t.statement(s.statementId)}
        lead={`${ibanInGroups(s.iban)}, ${showDate(s.createdOn, locale)}`}
        trail={[{ label: t.statements, href: '/payments/statements' }, { label: s.statementId }]}
      />
      <Section>
        <DataTable
          listed={listed}
          spec={movementSpec}
          caption={t.movements}
          captionHidden
          rowHref={(r) => `/payments/statements/${s.id}/movements/${r.line}`}
          cells={{
            bookedOn: (r) => showDate(r.bookedOn, locale),
            direction: (r) => t[r.direction],
            cents: (r) => euros(r.cents, locale),
            endToEndId: (r) => {
              const href = sentHref(r);
              return href ? <a href={path(href)}>{r.orderCode}</a> : (r.endToEndId ?? '–');
            },
            party: (r) => r.party ?? '–',
            remittance: (r) => (r.recoveryId ? <a href={path(`/payments/recoveries/${r.recoveryId}`)}>{r.reference}</a> : (r.remittance ?? '–')),
            outcome: (r) => (
              <>
                <StatusChip tone={outcomeTones[r.outcome]}>{t[`outcome_${r.outcome}`]}</StatusChip>
                {r.waiting && <span class="m-fact-note">{t.toConfirm}</span>}
                {r.outcome === 'partial' && r.orderCents !== null && <span class="m-fact-note">{t.expected(euros(r.orderCents, locale))}</span>}
              </>
            ),
          }}
        />
      </Section>
    </>
  );
}
