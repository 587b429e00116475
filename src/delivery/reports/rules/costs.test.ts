import { expect, test } from 'vitest';
import { readCall } from '../../../../test/factories/proposal.ts';
import { checkLines, invoiceKey, type Claims, type CostLine, type Frame } from './costs.ts';
import { mayAttest } from './sources.ts';

const call = readCall('02-2024');
const CUP = 'D43C22003120001';
const frame: Frame = {
  call,
  project: { cup: CUP, costsFrom: '2024-07-10', endsOn: '2025-07-14' },
  period: { number: 1, from: '2024-07-15', until: '2025-01-14' },
  times: new Map(),
  attested: new Set(),
};
const none: Claims = { invoices: new Map(), files: new Map(), otherYears: new Map() };
let n = 0;
const line = (more: Partial<CostLine> = {}): CostLine => ({
  id: `l${++n}`,
  organisationId: 'a',
  category: 'materials',
  description: 'Resine',
  supplier: 'Fornitore S.r.l.',
  supplierVat: '12345678903',
  invoiceNumber: `${n}/A`,
  invoiceOn: '2024-09-02',
  paidOn: '2024-10-01',
  paymentRef: 'CRO 1',
  cents: 100_00,
  cup: CUP,
  fileSha256: `${n}`.padStart(64, '0'),
  ...more,
});
const said = (lines: CostLine[], f: Partial<Frame> = {}, claims: Partial<Claims> = {}) =>
  [...checkLines({ ...frame, ...f }, lines, { ...none, ...claims }).values()].flat().map((p) => [p.level, p.code, p.at]);
const one = (more: Partial<CostLine>, f: Partial<Frame> = {}) => said([line(more)], f);

test('a line with everything on it has nothing wrong', () => {
  expect(said([line(), line()])).toEqual([]);
});

test('a cost lies on its partner’s side of the day on which another took over', () => {
  const day = '2024-10-01';
  const times = (organisationId: string, time: object) => ({ times: new Map([[organisationId, { name: 'A', joinedOn: null, leftOn: null, ...time }]]) });
  const left = times('a', { leftOn: day });
  const joined = times('a', { joinedOn: day });
  expect([one({ invoiceOn: '2024-09-30' }, left), one({ invoiceOn: day }, joined), one({ invoiceOn: day }, times('b', { leftOn: day }))]).toEqual([[], [], []]);
  expect(one({ invoiceOn: day }, left)).toEqual([['refused', 'reports.line.memberLeft', 'invoiceOn']]);
  expect(one({ invoiceOn: '2024-09-30' }, joined)).toEqual([['refused', 'reports.line.memberNotYet', 'invoiceOn']]);
});

test('each rule by itself', () => {
  expect(one({ category: 'personnel' })).toEqual([['refused', 'reports.line.personnel', 'category']]);
  expect(one({ category: 'indirect' })).toEqual([['refused', 'reports.line.flatRate', 'category']]);
  expect(one({ category: 'other' })).toEqual([['refused', 'reports.line.category', 'category']]);
  expect(one({ cents: 0 })).toEqual([['refused', 'reports.line.amount', 'cents']]);
  expect(one({ invoiceOn: '2024-07-09' })).toEqual([['refused', 'reports.line.tooEarly', 'invoiceOn']]);
  expect(one({ invoiceOn: '2024-07-10', paidOn: '2024-07-10' })).toEqual([]);
  expect(one({ invoiceOn: '2025-01-15', paidOn: '2025-01-14' })).toEqual([['refused', 'reports.line.afterPeriod', 'invoiceOn']]);
  expect(one({ paidOn: null })).toEqual([['refused', 'reports.line.notPaid', 'paidOn']]);
  expect(one({ paidOn: '2025-01-15' })).toEqual([['refused', 'reports.line.paidLater', 'paidOn']]);
  expect(one({ paidOn: '2024-07-01' })).toEqual([['refused', 'reports.line.paidTooEarly', 'paidOn']]);
  expect(one({ paymentRef: ' ' })).toEqual([['refused', 'reports.line.paymentRef', 'paymentRef']]);
  expect(one({ cup: '' })).toEqual([['refused', 'reports.line.cupMissing', 'cup']]);
  expect(one({ cup: 'd43c 2200 3120 001' })).toEqual([]);
  expect(one({ cup: 'D43C22003120002' })).toEqual([['refused', 'reports.line.cupOther', 'cup']]);
  expect(one({ fileSha256: null })).toEqual([['refused', 'reports.line.noFile', 'file']]);
  expect(one({ fileSha256: null }, { attested: new Set(['a']) })).toEqual([]);
  const second = { period: { number: 2, from: '2025-01-15', until: '2025-07-14' } };
  expect(one({ paidOn: '2024-12-01' }, second)).toEqual([['flagged', 'reports.line.paidEarlier', 'paidOn']]);
});

test('an invoice counts once, however it is spelt: here, in another report, in another year', () => {
  const first = line({ supplierVat: 'IT 12345678903', invoiceNumber: '7 / a' });
  const again = line({ supplierVat: '12345678903', invoiceNumber: '7/A' });
  expect(invoiceKey(first)).toBe('12345678903|7/A|2024');
  expect(said([first, again])).toEqual([['refused', 'reports.line.usedHere', 'invoiceNumber']]);
  const other = { project: 'MICS-2024-000009', report: 1 };
  expect(checkLines(frame, [again], { ...none, invoices: new Map([['12345678903|7/A|2024', other]]) }).get(again.id)).toEqual([
    {
      level: 'refused',
      code: 'reports.line.usedElsewhere',
      params: { number: '7/A', vat: '12345678903', ...other },
      at: 'invoiceNumber',
      source: { ref: 'Circolare RGS 13/2024: divieto di doppio finanziamento', status: 'sourced' },
    },
  ]);
  expect(said([again], {}, { otherYears: new Map([['12345678903|7/A', other]]) })).toEqual([['flagged', 'reports.line.otherYear', 'invoiceNumber']]);
});

test('a file counts once, here and in another report', () => {
  const sha = 'f'.repeat(64);
  expect(said([line({ fileSha256: sha }), line({ fileSha256: sha })])).toEqual([['refused', 'reports.line.fileHere', 'file']]);
  expect(said([line({ fileSha256: sha })], {}, { files: new Map([[sha, { project: 'P', report: 2 }]]) })).toEqual([
    ['refused', 'reports.line.fileElsewhere', 'file'],
  ]);
});

test('public universities and research bodies attest; others hand their documents in', () => {
  expect(mayAttest({ kind: 'university', ownership: 'public' })).toBe(true);
  expect(mayAttest({ kind: 'researchBody', ownership: 'public' })).toBe(true);
  expect(mayAttest({ kind: 'university', ownership: 'private' })).toBe(false);
  expect(mayAttest({ kind: 'publicBody', ownership: 'public' })).toBe(false);
});
