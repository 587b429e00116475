import type { Decision } from '#src/core/decision.ts';
import { euros, sum } from '#src/core/money.ts';
import { showDate, showInstant } from '#src/core/time.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { fresh } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Callout, LinkButton } from '#src/ui/parts.tsx';
import { FactList, PlainTable } from '#src/ui/plainTable.tsx';
import { paymentsCopy } from '../copy.ts';
import { paperCopy } from '../copy/paper.ts';
import { transfersCopy } from '../copy/transfers.ts';
import type { TrancheFile } from '../queries/instructions.ts';
import type { EntrustedOrder } from '../queries/transfers.ts';
import { DecisionForm } from './decide.tsx';
import { iban, PayBy, StateChip } from './frame.tsx';
import { running } from './orders.tsx';
import { PassedOnSection } from './transfers.tsx';

export type TranchePageProps = { tranche: TrancheFile; entrusted: readonly EntrustedOrder[]; decide: Decision; form?: Again };

/** One transfer to the lead: what of it is whose, who proposed and decided it, where it is, and what the lead has passed on. */
export function TranchePage({ tranche: o, entrusted, decide, form = fresh }: TranchePageProps) {
  const t = useCopy(paymentsCopy);
  const tr = useCopy(transfersCopy);
  const paper = useCopy(paperCopy);
  const { locale } = usePage();
  const path = useHref();
  const money = (cents: number) => euros(cents, locale);
  const total = (of: (s: TrancheFile['shares'][number]) => number) => money(sum(o.shares.map(of)));
  return (
    <>
      <PageHead
        title={tr.tranche(o.code)}
        kicker={o.acronym}
        status={<StateChip state={o.state} />}
        lead={tr.trancheLead(money(o.netCents), o.lead)}
        trail={[{ label: t.orders, href: '/payments/orders' }, { label: o.code }]}
        actions={
          <>
            <LinkButton href={`/payments/tranches/${o.id}/paper`} tone="secondary">
              {paper.paper}
            </LinkButton>
            <LinkButton href={`/projects/${o.projectId}/money`} tone="secondary">
              {t.money(o.acronym)}
            </LinkButton>
          </>
        }
      />
      {o.state === 'refused' && (
        <Callout tone="bad" title={t.refusedBecause}>
          {o.refusal}
        </Callout>
      )}
      <Section title={tr.shares} lead={tr.sharesLead}>
        <PlainTable
          caption={tr.shares}
          captionHidden
          columns={[
            { label: t.beneficiary },
            { label: tr.share },
            { label: t.gross, numeric: true },
            { label: tr.late, numeric: true },
            { label: tr.kept, numeric: true },
            { label: tr.net, numeric: true },
            { label: t.state },
          ]}
          rows={o.shares.map((s) => [
            s.beneficiary,
            <a class="m-nowrap" href={path(`/payments/orders/${s.id}`)}>
              {s.code}
            </a>,
            money(s.grossCents),
            money(s.interestCents),
            money(0 - s.keptCents),
            money(s.netCents),
            <StateChip state={s.state} />,
          ])}
          total={[t.net, '', total((s) => s.grossCents), total((s) => s.interestCents), total((s) => -s.keptCents), money(o.netCents), '']}
        />
      </Section>
      <Section>
        <FactList
          facts={[
            { label: t.payment, value: t[o.kind] },
            { label: t.account, value: `${iban(o.iban)} (${o.holder})` },
            { label: t.cup, value: o.cup },
            { label: t.reasons, value: o.reasons },
            { label: t.payBy, value: <PayBy on={o.payBy} running={running(o.state)} /> },
            { label: t.proposedBy, value: o.proposedByName, note: showInstant(o.proposedAt, locale) },
            { label: t.decidedBy, value: o.decidedByName, note: o.decidedAt ? showInstant(o.decidedAt, locale) : undefined },
            { label: t.bankFile, value: o.batchId ? <a href={path(`/payments/batches/${o.batchId}`)}>{o.messageId}</a> : null },
            { label: t.paidOn, value: o.paidOn ? showDate(o.paidOn, locale) : null },
          ]}
        />
      </Section>
      {entrusted.length > 0 && <PassedOnSection lead={o.lead} orders={entrusted} />}
      {o.state === 'proposed' && (
        <Section title={t.decision} id="decision">
          <DecisionForm decide={decide} action={`/payments/tranches/${o.id}/decision`} form={form} yes={{ value: 'approved', label: t.approve }}>
            <p>{tr.approveEffects(money(o.netCents), o.lead, o.shares.length)}</p>
          </DecisionForm>
        </Section>
      )}
    </>
  );
}
