import type { Source } from '#src/core/decision.ts';
import { rulesNamed } from '#src/funding/calls/rules/groups.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { CutReason } from '../states.ts';

/** Proofs of a cost: invoice, traceable payment, CUP on every document. */
export const proofSource: Source = { ref: 'Rendicontazione Progetti; Università di Milano: CUP e tracciabilità su ogni documento di spesa', status: 'sourced' };
/** No cost is paid for twice. */
export const twiceSource: Source = { ref: 'Circolare RGS 13/2024: divieto di doppio finanziamento', status: 'sourced' };
const conflictSource: Source = { ref: 'Circolare RGS 13/2024: conflitto di interessi', status: 'sourced' };
/** State universities and public research bodies attest their controls and hand in check-lists instead of the documents. */
export const attestationSource: Source = { ref: 'D.L. 13/2023: attestazione dei controlli e check-list in luogo dei documenti', status: 'sourced' };

/** The source of each reason for which an officer cuts a line; some are the call's own rules. */
export function cutSource(call: Call, why: CutReason): Source {
  const reporting = call.delivery!.reporting.source;
  switch (why) {
    case 'outsidePeriod':
      return rulesNamed(call, 'costsCountFrom')[0]?.source ?? reporting;
    case 'notEligible':
      return rulesNamed(call, 'categories')[0]?.source ?? reporting;
    case 'usedTwice':
      return twiceSource;
    case 'conflict':
      return conflictSource;
    case 'notProven':
    case 'notPaid':
    case 'cupMissing':
      return proofSource;
    case 'notPertinent':
    case 'amount':
      return reporting;
  }
}

/** Bodies that attest instead of handing documents in: universities and research bodies in public hands. */
export const mayAttest = (member: { kind: string; ownership: string }): boolean =>
  member.ownership === 'public' && (member.kind === 'university' || member.kind === 'researchBody');
