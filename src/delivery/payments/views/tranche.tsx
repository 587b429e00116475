import type { Decision } from '#src/core/decision.ts';
import { euros, sum } from '#src/core/money.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { fresh } from '#src/ui/form.tsx';
import { Section } from '#src/ui/head.tsx';
import { FactList, PlainTable } from '#src/ui/plainTable.tsx';
import { paymentsCopy } from '../copy.ts';
import { transfersCopy } from '../copy/transfers.ts';
import type { TrancheFile } from '../queries/instructions.ts';
import type { EntrustedOrder } from '../queries/transfers.ts';
import { DecisionForm } from './decide.tsx';
import { StateChip } from './frame.tsx';
import { InstructionHead, useInstructionFacts } from './instruction.tsx';
import { PassedOnSection } from './transfers.tsx';

export type TranchePageProps = { tranche: TrancheFile; entrusted: readonly EntrustedOrder[]; decide: Decision; form?: Again };

/** One transfer to the lead: what of it is whose, who proposed and decided it, where it is, and what the lead has passed on. */
export function TranchePage({ tranche: o, entrusted, decide, form = fresh }: TranchePageProps) {
  const t = useCopy(paymentsCopy);
  const tr = useCopy(transfersCopy);
  const facts = useInstructionFacts(o);
  const { locale } = usePage();
  const path = useHref();
  const money = (cents: number) => euros(cents, locale);
  const total = (of: (s: TrancheFile['shares'][number]) => number) => money(sum(o.shares.map(of)));
  return (
    <>
      <InstructionHead of={o} title={tr.tranche(o.code)} lead={tr.trancheLead(money(o.netCents), o.lead)} paper={`/payments/tranches/${o.id}/paper`} />
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
        <FactList facts={[{ label: t.payment, value: t[o.kind] }, ...facts]} />
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
