import type { Decision } from '#src/core/decision.ts';
import { euros, percent, inCsv } from '#src/core/money.ts';
import { showBriefDate } from '#src/core/time.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import type { Listed, ListSpec } from '#src/plumbing/listing.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { fresh } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { EmptyState } from '#src/ui/parts.tsx';
import { FactList, PlainTable } from '#src/ui/plainTable.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { paymentsCopy } from '../copy.ts';
import { closingCopy } from '../copy/closing.ts';
import { transfersCopy } from '../copy/transfers.ts';
import type { OrderFile, OrderRow } from '../queries/lists.ts';
import { orderKinds, orderStates } from '../states.ts';
import { TransfersSection, type TransfersProps } from './transfers.tsx';
import { DecisionForm } from './decide.tsx';
import { PayBy, PaymentTabs, StateChip } from './frame.tsx';
import { InstructionHead, running, useInstructionFacts } from './instruction.tsx';

export const orderSpec: ListSpec<OrderRow> = {
  columns: [
    { key: 'code', label: paymentsCopy.code, searched: true },
    { key: 'acronym', label: paymentsCopy.project, searched: true },
    { key: 'beneficiary', label: paymentsCopy.beneficiary, searched: true },
    { key: 'callCode', label: paymentsCopy.call, searched: true },
    {
      key: 'kind',
      label: paymentsCopy.payment,
      filter: { kind: 'choice', options: orderKinds.map((value) => ({ value, label: paymentsCopy[value] })) },
      csv: (r, locale) => paymentsCopy[r.kind][locale],
    },
    { key: 'netCents', label: paymentsCopy.amount, numeric: true, csv: (r) => inCsv(r.netCents) },
    { key: 'payBy', label: paymentsCopy.payBy },
    { key: 'paidOn', label: paymentsCopy.paidOn },
    {
      key: 'state',
      label: paymentsCopy.state,
      filter: { kind: 'choice', options: orderStates.map((value) => ({ value, label: paymentsCopy[value] })) },
      csv: (r, locale) => paymentsCopy[r.state][locale],
    },
    { key: 'proposedAt', label: paymentsCopy.proposedOn },
  ],
  order: '-proposedAt',
  key: 'id',
};

/** `ofProject`: where the page says already of which project and call all of them are. */
export function OrderTable({ listed, caption, ofProject }: { listed: Listed<OrderRow>; caption: string; ofProject?: boolean }) {
  const t = useCopy(paymentsCopy);
  const tr = useCopy(transfersCopy);
  const { locale } = usePage();
  return (
    <DataTable
      listed={listed}
      spec={orderSpec}
      caption={caption}
      captionHidden
      hidden={ofProject ? ['acronym', 'callCode'] : ['proposedAt']}
      rowHref={(r) => (r.trancheId ? `/payments/tranches/${r.id}` : `/payments/orders/${r.id}`)}
      cells={{
        code: (r) => <span class="m-nowrap">{r.code}</span>,
        beneficiary: (r) => (
          <>
            {r.beneficiary}
            {r.trancheId && <span class="m-fact-note">{tr.toLead(r.shares)}</span>}
          </>
        ),
        callCode: (r) => <span class="m-nowrap">{r.callCode}</span>,
        kind: (r) => t[r.kind],
        netCents: (r) => euros(r.netCents, locale),
        payBy: (r) => <PayBy on={r.payBy} running={running(r.state)} />,
        paidOn: (r) => (r.paidOn ? showBriefDate(r.paidOn, locale) : '–'),
        state: (r) => <StateChip state={r.state} />,
        proposedAt: (r) => showBriefDate(r.proposedAt, locale),
      }}
      empty={<EmptyState title={t.noOrders} />}
    />
  );
}

export function OrdersPage({ listed }: { listed: Listed<OrderRow> }) {
  const t = useCopy(paymentsCopy);
  return (
    <>
      <PageHead title={t.orders} />
      <PaymentTabs current="orders" />
      <Section>
        <OrderTable listed={listed} caption={t.orders} />
      </Section>
    </>
  );
}

export type OrderPageProps = { order: OrderFile; transfers: Omit<TransfersProps, 'form'> | null; decide: Decision; form?: Again };

/** One order: what it comes to and why, who proposed and decided it, and where it is. */
export function OrderPage({ order: o, transfers, decide, form = fresh }: OrderPageProps) {
  const t = useCopy(paymentsCopy);
  const { locale } = usePage();
  const path = useHref();
  const money = (cents: unknown) => euros(Number(cents ?? 0), locale);
  const c = useCopy(closingCopy);
  const tr = useCopy(transfersCopy);
  const facts = useInstructionFacts(o);
  const p = o.computation.position;
  const kept = (o.computation.claims ?? []).filter((k) => k.reference);
  const amounts: [string, number][] = [
    [`${t[o.kind]}: ${t.gross.toLowerCase()}`, o.grossCents],
    [t.interestForDelay, o.interestCents],
    [t.keptInterest, -o.offsetInterestCents],
    [t.keptCapital, -o.offsetCents],
  ];
  return (
    <>
      <InstructionHead
        of={o}
        title={t.order(o.code)}
        lead={`${o.beneficiary}, ${money(o.netCents)}`}
        paper={o.trancheId === null ? `/payments/orders/${o.id}/paper` : null}
      />
      <Section title={t.computation}>
        <PlainTable
          caption={t.computation}
          captionHidden
          compact
          columns={[{ label: t.what }, { label: t.amount, numeric: true }]}
          rows={amounts.filter(([, cents], i) => i === 0 || cents !== 0).map(([label, cents]) => [label, money(cents)])}
          total={[t.net, money(o.netCents)]}
        />
        <FactList
          columns
          facts={[
            { label: t.granted, value: money(p['aidCents']) },
            { label: t.acceptedAid, value: money(p['acceptedCents']) },
            { label: t.paidSoFar, value: money(p['paidCents']) },
            { label: t.recoveredSoFar, value: money(p['recoveredCents']) },
            { label: t.advanceLeft, value: money(p['advanceCents']) },
            { label: t.heldBack, value: money(p['retainedCents']) },
            {
              label: t.plan,
              value: t.cap(percent(o.computation.plan.interimUpTo, locale)),
              note: t.advanceShare(percent(o.computation.plan.advancePercent, locale)),
            },
          ]}
        />
      </Section>
      <Section>
        <FactList
          facts={[
            ...kept.map((k) => ({
              label: c.keptFor,
              value: <a href={path(`/payments/recoveries/${k.id}`)}>{k.reference}</a>,
              note: `${k.acronym}, ${money(k.capitalCents + k.interestCents)}`,
            })),
            ...(o.trancheId
              ? [
                  {
                    label: tr.shareOf,
                    value: (
                      <a class="m-nowrap" href={path(`/payments/tranches/${o.trancheId}`)}>
                        {o.tranche}
                      </a>
                    ),
                  },
                ]
              : []),
            ...facts,
          ]}
        />
      </Section>
      {transfers && <TransfersSection {...transfers} form={form} />}
      {o.state === 'proposed' && (
        <Section title={t.decision} id="decision">
          <DecisionForm decide={decide} action={`/payments/orders/${o.id}/decision`} form={form} yes={{ value: 'approved', label: t.approve }}>
            <p>{t.approveEffects(money(o.netCents), o.beneficiary)}</p>
          </DecisionForm>
        </Section>
      )}
    </>
  );
}
