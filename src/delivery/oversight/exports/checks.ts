import { checkCup, checkFiscalCode, checkVatNumber } from '#src/core/codes.ts';
import { isRegion } from '#src/core/regions.ts';

/** One row of a dataset, by the keys of its columns, with `id` and `project`. */
export type Row = { id: string; project: string } & Record<string, unknown>;

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
const wrong = (...found: readonly (string | false)[]): string[] => found.filter((f): f is string => f !== false);

/** What a row lacks before it can be handed in: codes, in the order of its columns; their words are in `columns.ts`. Pure. */
export const checkRow = {
  beneficiary: (r: Row): string[] =>
    wrong(
      !checkCup(text(r['cup'])).ok && 'cup',
      text(r['fiscalCode']) === '' ? 'fiscalCodeMissing' : !checkFiscalCode(text(r['fiscalCode'])).ok && 'fiscalCodeWrong',
      r['bodyKind'] === 'enterprise' && (text(r['vatNumber']) === '' ? 'vatMissing' : !checkVatNumber(text(r['vatNumber'])).ok && 'vatWrong'),
      r['bodyKind'] === 'enterprise' && text(r['sizeClass']) === '' && 'sizeMissing',
      !isRegion(text(r['workRegion'])) && 'regionMissing',
      Number(r['peopleCount']) === 0 && 'nobodyNamed',
    ),
  project: (r: Row): string[] =>
    wrong(
      !checkCup(text(r['cup'])).ok && 'cup',
      (r['trlFrom'] === null || r['trlTo'] === null) && 'trlMissing',
      r['trlFrom'] !== null && r['trlTo'] !== null && Number(r['trlTo']) < Number(r['trlFrom']) && 'trlFalls',
      Number(r['acceptedCents']) > Number(r['aidCents']) && 'acceptedAboveGrant',
    ),
  cost: (r: Row): string[] =>
    wrong(
      text(r['fiscalCode']) === '' && 'fiscalCodeMissing',
      r['costKind'] === 'cost' && text(r['lineCup']) !== text(r['cup']) && 'lineCup',
      r['costKind'] === 'cost' && (text(r['supplierVat']) === '' || text(r['invoiceNumber']) === '') && 'invoiceMissing',
    ),
  person: (r: Row): string[] =>
    wrong(
      text(r['gender']) === '' && 'genderMissing',
      r['birthYear'] === null && 'birthYearMissing',
      ['', 'toHire', 'notStated'].includes(text(r['contractKind'])) && 'contractMissing',
      !isRegion(text(r['workRegion'])) && 'regionMissing',
    ),
  register: (r: Row): string[] =>
    wrong(
      (text(r['rnaCar']) === '' || text(r['rnaCor']) === '' || !r['rnaOn']) && 'rnaMissing',
      text(r['deggendorf']) === '' ? 'deggendorfMissing' : r['deggendorf'] === 'pending' && 'deggendorfPending',
    ),
  milestone: (r: Row): string[] =>
    wrong(r['due'] === true && !r['metOn'] && 'itemLate', Boolean(r['metOn']) && text(r['evidenceSha256']) === '' && 'evidenceMissing'),
  target: (r: Row): string[] => wrong(r['stale'] === true && 'valueMissing'),
};
