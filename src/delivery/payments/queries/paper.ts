import { ibanInGroups } from '#src/core/codes.ts';
import { euros, sum, type Cents } from '#src/core/money.ts';
import { showDate, showInstant, type Instant } from '#src/core/time.ts';
import { speak, type Locale } from '#src/core/words.ts';
import { versionById } from '#src/funding/calls/queries.ts';
import { programmeHead } from '#src/funding/screening/queries/letters.ts';
import { renderPdf, type PdfDocument } from '#src/plumbing/documents/pdf.ts';
import type { House } from '#src/plumbing/house.ts';
import type { ProgrammeHead } from '#src/plumbing/letters/paper.ts';
import { paymentsCopy } from '../copy.ts';
import { paperCopy } from '../copy/paper.ts';
import type { ShareRow, TrancheFile } from './instructions.ts';
import type { OrderFile } from './lists.ts';

type Share = Pick<ShareRow, 'code' | 'beneficiary' | 'grossCents' | 'interestCents' | 'keptCents' | 'netCents'>;

/** What the bank is told at once: an order by itself, or a tranche with the shares that it brings to the lead. */
export type Ordered = Pick<
  TrancheFile,
  | 'code'
  | 'acronym'
  | 'kind'
  | 'state'
  | 'netCents'
  | 'cup'
  | 'reasons'
  | 'iban'
  | 'holder'
  | 'payBy'
  | 'proposedAt'
  | 'proposedByName'
  | 'decidedAt'
  | 'decidedByName'
  | 'refusal'
  | 'messageId'
  | 'paidOn'
  | 'returnedOn'
> & { payee: string; throughLead: boolean; shares: readonly Share[] };

export const ofTranche = (t: TrancheFile): Ordered => ({ ...t, payee: t.lead, throughLead: true });

export const ofOrder = (o: OrderFile): Ordered => ({
  ...o,
  payee: o.holder,
  throughLead: false,
  shares: [{ ...o, keptCents: o.offsetCents + o.offsetInterestCents }],
});

export type OrderPaper = { locale: Locale; programme: ProgrammeHead; example: boolean; call: string; ordered: Ordered };

/** Nobody was paid before the bank says so. */
const payeeLabel = (t: { payee: string; payable: string; beneficiaryOf: string }, { state }: Ordered): string =>
  state === 'paid' ? t.payee : state === 'refused' || state === 'returned' ? t.beneficiaryOf : t.payable;

/** A payment order on paper: what is paid to whom and why, whose it is, and the two people who answer for it. */
export function orderPaper({ locale, programme, example, call, ordered: o }: OrderPaper): PdfDocument {
  const t = speak(paperCopy, locale);
  const money = (cents: Cents) => euros(cents, locale);
  const total = (of: (s: Share) => Cents) => money(sum(o.shares.map(of)));
  const who = (name: string | null, when: Instant | null) => [name ?? '–', ...(when ? [showInstant(when, locale)] : [])].join(', ');
  return {
    locale,
    title: `${t.title} ${o.code}`,
    issuer: [`${programme.acronym}, ${programme.projectCode}`, `CUP ${programme.cup}`],
    number: `${call}, ${o.acronym}`,
    // Of the day on which it was decided: it reads the same whenever it is printed.
    at: o.decidedAt ?? o.proposedAt,
    foot: `${programme.acronym} · ${programme.projectCode} · CUP ${o.cup} · ${o.code}`,
    ...(example && { exampleNote: t.exampleNote }),
    blocks: [
      {
        kind: 'text',
        text: o.state === 'proposed' ? t.waits : o.state === 'refused' ? t.refused(o.refusal ?? '') : t.orders(money(o.netCents), o.payee),
      },
      ...(o.throughLead ? [{ kind: 'text' as const, text: t.throughLead(o.shares.length) }] : []),
      {
        kind: 'facts',
        facts: [
          [t.project, o.acronym],
          [t.call, call],
          ['CUP', o.cup],
          [t.payment, paymentsCopy[o.kind][locale]],
          [payeeLabel(t, o), o.payee],
          [t.account, `${ibanInGroups(o.iban)} (${o.holder})`],
          [t.reasons, o.reasons],
          ...(o.payBy ? [[t.payBy, showDate(o.payBy, locale)] as const] : []),
          [t.proposed, who(o.proposedByName, o.proposedAt)],
          ...(o.decidedAt ? [[o.state === 'refused' ? t.refusedBy : t.decided, who(o.decidedByName, o.decidedAt)] as const] : []),
          ...(o.messageId ? [[t.bankFile, o.messageId] as const] : []),
          ...(o.paidOn ? [[t.paidOn, showDate(o.paidOn, locale)] as const] : []),
          ...(o.returnedOn ? [[t.returnedOn, showDate(o.returnedOn, locale)] as const] : []),
        ],
      },
      { kind: 'heading', text: o.throughLead ? t.shares : t.amounts },
      {
        kind: 'table',
        caption: o.throughLead ? t.sharesIn : t.amountsIn,
        columns: [
          { label: t.beneficiary, share: 4 },
          { label: t.code, share: 3 },
          { label: t.gross, share: 2, numeric: true },
          { label: t.late, share: 2, numeric: true },
          { label: t.kept, share: 2, numeric: true },
          { label: t.net, share: 2, numeric: true },
        ],
        rows: o.shares.map((s) => [s.beneficiary, s.code, money(s.grossCents), money(s.interestCents), money(-s.keptCents), money(s.netCents)]),
        total: [t.total, '', total((s) => s.grossCents), total((s) => s.interestCents), total((s) => -s.keptCents), money(o.netCents)],
      },
    ],
  };
}

/** The paper of an order or a tranche of a project, as a PDF. */
export async function paperOf(house: House, locale: Locale, { projectId, ordered }: { projectId: string; ordered: Ordered }): Promise<Buffer> {
  const project = await house.db.selectFrom('projects').select('call_version_id').where('id', '=', projectId).executeTakeFirstOrThrow();
  const { call } = (await versionById(house.db, project.call_version_id))!;
  const programme = await programmeHead(house.db, call.programme);
  return Buffer.from(renderPdf(orderPaper({ locale, programme, example: call.example || house.settings.example, call: call.officialCode, ordered })));
}
