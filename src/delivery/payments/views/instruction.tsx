import { ibanInGroups } from '#src/core/codes.ts';
import { showDate, showInstant } from '#src/core/time.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { PageHead } from '#src/ui/head.tsx';
import { Callout, LinkButton, LinkIf } from '#src/ui/parts.tsx';
import type { Fact } from '#src/ui/plainTable.tsx';
import { paymentsCopy } from '../copy.ts';
import { paperCopy } from '../copy/paper.ts';
import { can } from '../policy.ts';
import type { TrancheFile } from '../queries/instructions.ts';
import { PayBy, StateChip } from './frame.tsx';

/** What an order of payment and a tranche to the lead have in common: both are proposed, decided, sent to the bank and paid. */
type Instruction = Pick<
  TrancheFile,
  | 'code'
  | 'acronym'
  | 'projectId'
  | 'state'
  | 'refusal'
  | 'iban'
  | 'holder'
  | 'cup'
  | 'reasons'
  | 'payBy'
  | 'proposedByName'
  | 'proposedAt'
  | 'decidedByName'
  | 'decidedAt'
  | 'batchId'
  | 'messageId'
  | 'paidOn'
>;

export const running = (state: string) => state === 'proposed' || state === 'approved' || state === 'sent';

/** The head of its page, and why it was refused. `paper`: where its paper is; null for a share, whose tranche has one. */
export function InstructionHead({ of: o, title, lead, paper }: { of: Instruction; title: string; lead: string; paper: string | null }) {
  const t = useCopy(paymentsCopy);
  const words = useCopy(paperCopy);
  const { actor } = usePage();
  return (
    <>
      <PageHead
        title={title}
        kicker={o.acronym}
        status={<StateChip state={o.state} />}
        lead={lead}
        trail={[
          can.readAll(actor).ok ? { label: t.orders, href: '/payments/orders' } : { label: t.money(o.acronym), href: `/projects/${o.projectId}/money` },
          { label: o.code },
        ]}
        actions={
          <>
            {paper && (
              <LinkButton href={paper} tone="secondary">
                {words.paper}
              </LinkButton>
            )}
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
    </>
  );
}

/** Where the money goes, why and by when; who proposed and decided it, and where it is. */
export function useInstructionFacts(o: Instruction): Fact[] {
  const t = useCopy(paymentsCopy);
  const { locale, actor } = usePage();
  return [
    { label: t.account, value: `${ibanInGroups(o.iban)} (${o.holder})` },
    { label: t.cup, value: o.cup },
    { label: t.reasons, value: o.reasons },
    { label: t.payBy, value: <PayBy on={o.payBy} running={running(o.state)} /> },
    { label: t.proposedBy, value: o.proposedByName, note: showInstant(o.proposedAt, locale) },
    ...(o.decidedAt ? [{ label: t.decidedBy, value: o.decidedByName, note: showInstant(o.decidedAt, locale) }] : []),
    ...(o.batchId ? [{ label: t.bankFile, value: <LinkIf href={can.readAll(actor).ok && `/payments/batches/${o.batchId}`}>{o.messageId}</LinkIf> }] : []),
    ...(o.paidOn ? [{ label: t.paidOn, value: showDate(o.paidOn, locale) }] : []),
  ];
}
