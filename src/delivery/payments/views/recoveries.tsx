import type { Decision } from '#src/core/decision.ts';
import { euros, percent, inCsv } from '#src/core/money.ts';
import { showDate } from '#src/core/time.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import type { Listed, ListSpec } from '#src/plumbing/listing.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { DateField, NumberField } from '#src/ui/fields.tsx';
import { Form, fresh } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { EmptyState } from '#src/ui/parts.tsx';
import { FactList, PlainTable } from '#src/ui/plainTable.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { paymentsCopy } from '../copy.ts';
import type { RecoveryFile, RecoveryRow } from '../queries/lists.ts';
import { recoveryCauses, recoveryStates } from '../states.ts';
import { PayBy, PaymentTabs, StateChip } from './frame.tsx';

export const recoverySpec: ListSpec<RecoveryRow> = {
  columns: [
    { key: 'reference', label: paymentsCopy.reference, searched: true },
    { key: 'acronym', label: paymentsCopy.project, searched: true },
    { key: 'beneficiary', label: paymentsCopy.beneficiary, searched: true },
    {
      key: 'cause',
      label: paymentsCopy.cause,
      filter: { kind: 'choice', options: recoveryCauses.map((value) => ({ value, label: paymentsCopy[`cause_${value}`] })) },
      csv: (r, locale) => paymentsCopy[`cause_${r.cause}`][locale],
    },
    { key: 'capitalCents', label: paymentsCopy.capital, numeric: true, csv: (r) => inCsv(r.capitalCents) },
    { key: 'interestCents', label: paymentsCopy.interest, numeric: true, csv: (r) => inCsv(r.interestCents) },
    { key: 'openCents', label: paymentsCopy.openAmount, numeric: true, csv: (r) => inCsv(r.openCents) },
    { key: 'dueOn', label: paymentsCopy.dueOn },
    {
      key: 'state',
      label: paymentsCopy.state,
      filter: { kind: 'choice', options: recoveryStates.map((value) => ({ value, label: paymentsCopy[value] })) },
      csv: (r, locale) => paymentsCopy[r.state][locale],
    },
  ],
  order: 'dueOn',
  key: 'id',
};

export function RecoveryTable({ listed, caption }: { listed: Listed<RecoveryRow>; caption: string }) {
  const t = useCopy(paymentsCopy);
  const { locale } = usePage();
  return (
    <DataTable
      listed={listed}
      spec={recoverySpec}
      caption={caption}
      captionHidden
      rowHref={(r) => `/payments/recoveries/${r.id}`}
      cells={{
        reference: (r) => <span class="m-nowrap">{r.reference}</span>,
        cause: (r) => t[`cause_${r.cause}`],
        capitalCents: (r) => euros(r.capitalCents, locale),
        interestCents: (r) => euros(r.interestCents, locale),
        openCents: (r) => euros(r.openCents, locale),
        dueOn: (r) => <PayBy on={r.dueOn} running={r.state === 'open'} />,
        state: (r) => <StateChip state={r.state} />,
      }}
      empty={<EmptyState title={t.noRecoveries}>{t.noRecoveriesMore}</EmptyState>}
    />
  );
}

export function RecoveriesPage({ listed }: { listed: Listed<RecoveryRow> }) {
  const t = useCopy(paymentsCopy);
  return (
    <>
      <PageHead title={t.recoveries} />
      <PaymentTabs current="recoveries" />
      <Section>
        <RecoveryTable listed={listed} caption={t.recoveries} />
      </Section>
    </>
  );
}

/** One claim: what has to come back, how its interest was worked out, in which instalments it comes and what came. */
export function RecoveryPage({ recovery: r, plan, form = fresh, all }: { recovery: RecoveryFile; plan: Decision; form?: Again; all: boolean }) {
  const t = useCopy(paymentsCopy);
  const { locale } = usePage();
  const path = useHref();
  const money = (cents: number) => euros(cents, locale);
  return (
    <>
      <PageHead
        title={t.recovery(r.reference)}
        kicker={r.acronym}
        status={<StateChip state={r.state} />}
        lead={`${r.beneficiary}, ${t[`cause_${r.cause}`]}`}
        trail={[
          all ? { label: t.recoveries, href: '/payments/recoveries' } : { label: t.money(r.acronym), href: `/projects/${r.projectId}/money` },
          { label: r.reference },
        ]}
      />
      <Section>
        <FactList
          columns
          facts={[
            { label: t.capital, value: money(r.capitalCents) },
            { label: t.interest, value: money(r.interestCents), note: t.interestTo(r.interestTo) },
            { label: t.received, value: money(r.receivedCents) },
            { label: t.openAmount, value: money(r.openCents) },
            { label: t.dueOn, value: <PayBy on={r.dueOn} running={r.state === 'open'} /> },
            { label: t.openedOn, value: showDate(r.openedAt, locale) },
            ...(r.reason ? [{ label: t.why, value: r.reason }] : []),
          ]}
        />
      </Section>
      <Section title={t.howInterest}>
        <PlainTable
          caption={t.howInterest}
          captionHidden
          columns={[{ label: t.paidDay }, { label: t.capital, numeric: true }, { label: t.periods }, { label: t.interest, numeric: true }]}
          rows={r.from.map((f) => [
            showDate(f.on, locale),
            money(f.cents),
            f.interest.parts.map((p) => t.period(p.days, percent(p.percent, locale))).join('; ') || '–',
            money(f.interest.cents),
          ])}
        />
      </Section>
      <Section title={t.instalments}>
        <PlainTable
          caption={t.instalments}
          captionHidden
          compact
          columns={[{ label: t.instalment }, { label: t.dueOn }, { label: t.capital, numeric: true }]}
          rows={r.instalments.map((i) => [String(i.number), showDate(i.dueOn, locale), money(i.cents)])}
          empty={<p>{t.noInstalments}</p>}
        />
        {plan.ok && r.state === 'open' && (
          <Form action={`/payments/recoveries/${r.id}/instalments`} form={form} label={t.planInstalments}>
            <NumberField name="count" label={t.count} whole required width="xs" />
            <DateField name="firstOn" label={t.firstOn} required />
            <SubmitRow label={t.planInstalments} tone="secondary" />
          </Form>
        )}
      </Section>
      <Section title={t.receipts}>
        <PlainTable
          caption={t.receipts}
          captionHidden
          columns={[{ label: t.day }, { label: t.how }, { label: t.interest, numeric: true }, { label: t.capital, numeric: true }]}
          rows={r.receipts.map((x) => [
            showDate(x.on, locale),
            x.orderId && all ? <a href={path(`/payments/orders/${x.orderId}`)}>{t[`how_${x.how}`]}</a> : t[`how_${x.how}`],
            money(x.interestCents),
            money(x.capitalCents),
          ])}
          empty={<p>{t.noReceipts}</p>}
        />
      </Section>
    </>
  );
}
