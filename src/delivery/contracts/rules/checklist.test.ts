import { expect, test } from 'vitest';
import { readCall } from '../../../../test/factories/proposal.ts';
import {
  aidReasons,
  asked,
  checklist,
  documentReasons,
  durationReasons,
  endsOn,
  inTerm,
  stateOf,
  termEnds,
  type ContractMember,
  type HandedIn,
} from './checklist.ts';
import { deed } from './deed.ts';

const call = readCall('01-2024');
const member = (id: string, more: Partial<ContractMember> = {}): ContractMember => ({
  id,
  name: id,
  role: 'partner',
  kind: 'enterprise',
  ownership: 'private',
  region: 'lombardy',
  eligibleCents: 30_000_000,
  aidCents: 15_000_000,
  car: null,
  cor: null,
  registeredOn: null,
  deggendorf: null,
  deMinimisCents: null,
  ...more,
});
const row = (document: string, organisation: string | null, more: Partial<HandedIn> = {}): HandedIn => ({
  id: document,
  document,
  organisation,
  fileName: 'a.pdf',
  sha256: 'a',
  bytes: 1,
  reference: null,
  validUntil: null,
  signature: { outcome: 'valid' },
  handedInAt: '2026-01-01T00:00:00.000Z',
  handedInBy: null,
  refusedAt: null,
  refusedReason: null,
  ...more,
});
const public_ = { kind: 'university', ownership: 'public' };

test('who is asked for what: private bodies, enterprises, an ATS, above 150,000 €', () => {
  const of = (members: ContractMember[]) => asked(call, members).map((a) => `${a.document.id} ${a.member?.id ?? ''}`.trim());
  expect(of([member('u', public_)])).toEqual(['durc u', 'noDoubleFunding u']);
  expect(of([member('e')])).toEqual(['durc e', 'beneficialOwner e', 'noDoubleFunding e', 'deggendorf e', 'guarantee e']);
  expect(of([member('e', { aidCents: 15_000_001 })])).toContain('antimafia e');
  expect(of([member('e'), member('u', public_)])).toContain('consortiumAgreement');
});

test('the state of a document: missing, refused, expired the day after, badly signed, there', () => {
  const [durc, owner] = [call.contract.documents!.find((d) => d.id === 'durc')!, call.contract.documents!.find((d) => d.id === 'beneficialOwner')!];
  const noted = row('durc', 'e', { sha256: null, signature: null, reference: 'INPS', validUntil: '2026-03-10' });
  expect([stateOf(durc, null, '2026-03-10'), stateOf(durc, noted, '2026-03-10'), stateOf(durc, noted, '2026-03-11')]).toEqual(['missing', 'in', 'expired']);
  expect(stateOf(owner, row('beneficialOwner', 'e', { signature: { outcome: 'unsigned' } }), '2026-03-10')).toBe('badSignature');
  expect(stateOf(owner, row('beneficialOwner', 'e', { refusedAt: '2026-03-01T00:00:00.000Z' }), '2026-03-10')).toBe('refused');
});

test('only what is needed before the signature keeps the offer back; each reason names its source', () => {
  const lines = checklist(call, [member('e')], [row('beneficialOwner', 'e')], '2026-03-10');
  expect(documentReasons(lines, 'signature').map((r) => [r.code, (r.params['title'] as { en: string }).en, r.source?.ref])).toEqual([
    ['contract.document.missing', 'Declaration of no double funding', 'Circolare RGS 13/2024'],
    ['contract.document.missing', 'Deggendorf declaration', 'Reg. (UE) 651/2014, art. 1, par. 4'],
  ]);
  expect(documentReasons(lines, 'everyPayment').length).toBe(1);
});

test('an enterprise is registered and owes no unlawful aid; a university is not asked', () => {
  expect(aidReasons([member('u', public_)])).toEqual([]);
  expect(aidReasons([member('e')]).map((r) => r.code)).toEqual(['contract.registerMissing', 'contract.deggendorfMissing']);
  const known = { car: '1', cor: '2', registeredOn: '2026-01-01' };
  expect(aidReasons([member('e', { ...known, deggendorf: 'pending' })]).map((r) => r.code)).toEqual(['contract.deggendorfPending']);
  expect(aidReasons([member('e', { ...known, deggendorf: 'repaid' })])).toEqual([]);
});

test('the last day, and the day by which the call wants the end', () => {
  expect([endsOn('2024-07-15', 12), endsOn('2024-01-31', 1), endsOn('2024-03-01', 12)]).toEqual(['2025-07-14', '2024-02-28', '2025-02-28']);
  const research = readCall('02-2024');
  expect(durationReasons(research, '2024-09-30', 12).map((r) => r.code)).toEqual([]);
  expect(durationReasons(research, '2024-10-02', 12).map((r) => [r.code, r.params['endsBy']])).toEqual([['contract.endsTooLate', '2025-09-30']]);
});

test('a term ends with its day in Rome, on both sides of the change of clocks', () => {
  expect([termEnds('2026-03-28'), termEnds('2026-03-29')]).toEqual(['2026-03-28T22:59:59.000Z', '2026-03-29T21:59:59.000Z']);
  expect([inTerm('2026-03-29', '2026-03-29T21:59:59.999Z'), inTerm('2026-03-29', '2026-03-29T22:00:00.000Z')]).toEqual([true, false]);
});

test('every clause of every call is filled in, in both languages', () => {
  for (const id of ['01-2024', '02-2024', '03-2026']) {
    const of = readCall(id);
    const made = deed(
      {
        at: '2026-03-10T12:00:00.000Z',
        call: { id, version: 1, code: of.officialCode, title: of.title },
        grantingBody: 'Ente',
        programme: { acronym: 'MICS', projectCode: 'P', cup: 'C' },
        application: 'a',
        protocol: 'P-1',
        acronym: 'ALFA',
        title: 'Titolo',
        cup: 'D43C22003120001',
        decree: { number: 1, year: 2026 },
        startsOn: '2026-04-01',
        endsOn: '2027-03-31',
        dueOn: '2026-03-30',
        signWithinDays: 20,
        grantCents: 1_000_000,
        eligibleCents: 2_000_000,
        members: [{ id: 'o', name: 'Capofila', role: 'lead', region: 'lazio', eligibleCents: 2_000_000, aidCents: 1_000_000, car: null, cor: null }],
        example: true,
      },
      of,
    );
    expect(made.clauses.length).toBe(of.contract.clauses!.length);
    for (const c of made.clauses) expect(`${c.text.it}${c.text.en}`).not.toMatch(/\{|undefined|null/);
    const said = made.clauses.find((c) => c.id === 'variations')?.text;
    if (of.delivery?.variations.extension) expect([said?.it, said?.en]).toEqual([expect.stringContaining(' 6 mesi '), expect.stringContaining(' 6 months ')]);
  }
});
