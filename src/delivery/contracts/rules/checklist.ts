import { reason, type Reason } from '#src/core/decision.ts';
import { euros, type Cents } from '#src/core/money.ts';
import { addMonths, addDays, romeInstant, type CalendarDate, type Instant } from '#src/core/time.ts';
import type { Call, ContractDocument } from '#src/funding/calls/schema.ts';
import type { Deggendorf, DocumentState } from '../states.ts';

/** What the checklist has to know of a member. */
export type ContractMember = {
  id: string;
  name: string;
  role: 'lead' | 'partner';
  kind: string;
  ownership: string;
  region: string;
  eligibleCents: Cents;
  aidCents: Cents;
  car: string | null;
  cor: string | null;
  registeredOn: CalendarDate | null;
  deggendorf: Deggendorf | null;
  deMinimisCents: Cents | null;
};

/** A document that is there: a file, or what a register answered. */
export type HandedIn = {
  id: string;
  document: string;
  organisation: string | null;
  fileName: string | null;
  sha256: string | null;
  bytes: number | null;
  reference: string | null;
  validUntil: CalendarDate | null;
  /** What its signatures are worth, where the call asks for some. */
  signature: { outcome: 'valid' | 'invalid' | 'unsigned' } | null;
  handedInAt: Instant;
  handedInBy: string | null;
  refusedAt: Instant | null;
  refusedReason: string | null;
};

/** One line of the checklist: what is asked, of whom, and what is there. `member` is null for the project as a whole. */
export type Line<Row extends HandedIn = HandedIn> = { document: ContractDocument; member: ContractMember | null; row: Row | null; state: DocumentState };

const concerns: Record<ContractDocument['when'], (m: ContractMember, all: readonly ContractMember[]) => boolean> = {
  always: () => true,
  enterprise: (m) => m.kind === 'enterprise',
  privateBody: (m) => m.ownership === 'private',
  researchBody: (m) => m.kind === 'university' || m.kind === 'researchBody',
  ats: (_, all) => all.length > 1,
  // Aid to who sells goods or services; research bodies are funded for what is not economic.
  stateAid: (m) => m.kind === 'enterprise',
};

/** Whom each document is asked of, in the call's order. */
export function asked(call: Pick<Call, 'contract'>, members: readonly ContractMember[]): { document: ContractDocument; member: ContractMember | null }[] {
  return (call.contract.documents ?? []).flatMap((document): { document: ContractDocument; member: ContractMember | null }[] => {
    const of = members.filter((m) => concerns[document.when](m, members) && (document.aboveCents === undefined || m.aidCents > document.aboveCents));
    if (document.of === 'eachMember') return of.map((member) => ({ document, member }));
    return of.length > 0 ? [{ document, member: null }] : [];
  });
}

/** Where a document stands on a day. A signature that does not hold is as good as none. */
export function stateOf(document: ContractDocument, row: HandedIn | null, today: CalendarDate): DocumentState {
  if (!row) return 'missing';
  if (row.refusedAt !== null) return 'refused';
  if (row.validUntil !== null && row.validUntil < today) return 'expired';
  if (document.signature === 'digital' && row.sha256 !== null && row.signature?.outcome !== 'valid') return 'badSignature';
  return 'in';
}

export const checklist = <Row extends HandedIn>(
  call: Pick<Call, 'contract'>,
  members: readonly ContractMember[],
  rows: readonly Row[],
  today: CalendarDate,
): Line<Row>[] =>
  asked(call, members).map(({ document, member }) => {
    const row = rows.find((r) => r.document === document.id && r.organisation === (member?.id ?? null)) ?? null;
    return { document, member, row, state: stateOf(document, row, today) };
  });

/** What still stands between a contract, or a payment, and its documents; each with the source that asks for it. */
export const documentReasons = (lines: readonly Line[], before: ContractDocument['before']): Reason[] =>
  lines
    .filter((l) => l.document.before === before && l.state !== 'in')
    .map((l) =>
      reason(
        `contract.document.${l.state}`,
        { title: l.document.title, of: l.member?.name ?? '', until: l.row?.validUntil ?? '' },
        { source: l.document.source },
      ),
    );

const rna = { ref: 'D.M. 31 maggio 2017, n. 115, artt. 8 e 9 (Registro nazionale degli aiuti di Stato)', status: 'inferred' } as const;
const deggendorf = { ref: 'Reg. (UE) 651/2014, art. 1, par. 4 (Deggendorf)', status: 'sourced' } as const;

/** What the rules of State aid want of each enterprise before it is granted anything. */
export const aidReasons = (members: readonly ContractMember[]): Reason[] =>
  members
    .filter((m) => m.kind === 'enterprise')
    .flatMap((m) => [
      ...(m.car === null || m.cor === null || m.registeredOn === null ? [reason('contract.registerMissing', { of: m.name }, { source: rna })] : []),
      ...(m.deggendorf === null ? [reason('contract.deggendorfMissing', { of: m.name }, { source: deggendorf })] : []),
      ...(m.deggendorf === 'pending' ? [reason('contract.deggendorfPending', { of: m.name }, { source: deggendorf })] : []),
    ]);

/** The last day of a project of so many months that starts on this day. */
export const endsOn = (startsOn: CalendarDate, months: number): CalendarDate => addDays(addMonths(startsOn, months), -1);

/** The project must end by the day that the call names, if it names one. */
export function durationReasons(call: Pick<Call, 'rules'>, startsOn: CalendarDate, months: number): Reason[] {
  const last = endsOn(startsOn, months);
  return call.rules.flatMap((rule) =>
    rule.rule === 'duration' && rule.endsBy !== undefined && last > rule.endsBy
      ? [reason('contract.endsTooLate', { endsOn: last, endsBy: rule.endsBy, months }, { source: rule.source })]
      : [],
  );
}

/** The last instant of the term: the end of that day in Rome. */
export const termEnds = (dueOn: CalendarDate): Instant => romeInstant(`${dueOn}T23:59:59`);

/** Within the last second of the term is in time. */
export const inTerm = (dueOn: CalendarDate, at: Instant): boolean => Date.parse(at) < Date.parse(termEnds(dueOn)) + 1000;

export const amount = (cents: Cents): { it: string; en: string } => ({ it: euros(cents, 'it'), en: euros(cents, 'en') });
