import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkLines, invoiceKey, type Claims, type CostLine, type Frame } from '#src/delivery/reports/rules/costs.ts';
import { importColumns, readRows, textCell } from '#src/delivery/reports/rules/import.ts';
import { personnelLines, type DayHours, type Worker } from '#src/delivery/reports/rules/rates.ts';
import { settle } from '#src/delivery/reports/rules/settlement.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { readDelimited } from '#src/core/delimited.ts';
import { readXlsx, writeXlsx } from '#src/plumbing/xlsx.ts';
import { throughTheDatabase } from './report-check/database.ts';

const LINES = 10_000;
/** Invoices that other reports of the programme hold already. */
const CLAIMED = 100_000;
const RUNS = 5;

const call = JSON.parse(readFileSync(join(process.cwd(), 'calls/02-2024/call.json'), 'utf8')) as Call;
const CUP = 'D43C22003120001';
const frame: Frame = {
  call,
  project: { cup: CUP, costsFrom: '2024-07-10', endsOn: '2025-07-14' },
  period: { number: 1, from: '2024-07-15', until: '2025-01-14' },
  times: new Map(),
  attested: new Set(),
};

let state = 20_240_715;
const below = (n: number): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * n);
};
const day = (n: number): string => `2024-${String(8 + (n % 4)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}`;

/** One line in twenty has something wrong with it: another CUP, an invoice that is there twice, no payment. */
function lines(): CostLine[] {
  return Array.from({ length: LINES }, (_, i) => ({
    id: `l${i}`,
    organisationId: `o${i % 5}`,
    category: (['materials', 'equipment', 'licences', 'consultancy'] as const)[below(4)]!,
    description: `Fornitura ${i}`,
    supplier: `Fornitore ${i % 300}`,
    supplierVat: String(10_000_000_000 + (i % 300)),
    invoiceNumber: i % 60 === 0 ? '1/A' : `${i}/A`,
    invoiceOn: day(i),
    paidOn: i % 61 === 0 ? null : day(i + 7),
    paymentRef: `TRN ${i}`,
    cents: 10_000 + below(1_000_000),
    cup: i % 62 === 0 ? 'D43C22003120002' : CUP,
    fileSha256: String(i).padStart(64, '0'),
  }));
}

function claims(): Claims {
  const invoices = new Map<string, { project: string; report: number }>();
  const files = new Map<string, { project: string; report: number }>();
  for (let i = 0; i < CLAIMED; i++) {
    invoices.set(invoiceKey({ supplierVat: String(20_000_000_000 + (i % 999)), invoiceNumber: String(i), invoiceOn: '2024-05-01' }), {
      project: 'P',
      report: 1,
    });
    files.set(String(i).padStart(64, 'f'), { project: 'P', report: 1 });
  }
  return { invoices, files, otherYears: new Map() };
}

const workers: Worker[] = Array.from({ length: 50 }, (_, i) => ({
  id: `w${i}`,
  organisationId: `o${i % 5}`,
  kind: 'university',
  band: 'medium',
  hourCents: null,
}));
const hours: DayHours[] = Array.from({ length: 12_000 }, (_, i) => ({
  workerId: `w${i % 50}`,
  workPackage: `wp-${i % 3}`,
  day: day(i),
  quarters: 1 + below(10),
}));

function median(work: () => unknown): number {
  const times = Array.from({ length: RUNS }, () => {
    const from = performance.now();
    work();
    return performance.now() - from;
  }).toSorted((a, b) => a - b);
  return times[Math.floor(RUNS / 2)]! / 1000;
}

const round = (seconds: number): number => Math.round(seconds * 1e5) / 1e5;
const print = (figure: string, value: number, floor: number) =>
  console.log(JSON.stringify({ bench: 'report-check', figure, value: round(value), unit: 's', floor: round(floor), ratio: Math.round(value / floor) }));

const all = lines();
const taken = claims();
/** The floor: the same lines gone through once, in canonical text. */
const walked = median(() => all.map((l) => JSON.stringify(l).length));

const checked = checkLines(frame, all, taken);
if (checked.size === 0) throw new Error('nothing was found wrong');
print(
  `check ${LINES.toLocaleString('en')} cost lines beside ${CLAIMED.toLocaleString('en')} claimed invoices`,
  median(() => checkLines(frame, all, taken)),
  walked,
);
print(
  `price ${hours.length.toLocaleString('en')} days of hours`,
  median(() => personnelLines(call.delivery!.reporting.personnel, workers, hours)),
  walked,
);
print(
  `settle ${LINES.toLocaleString('en')} lines of five members`,
  median(() =>
    settle({
      call,
      members: Array.from({ length: 5 }, (_, i) => ({ organisationId: `o${i}`, eligibleCents: 100_000_000_000, aidCents: 70_000_000_000, aidBeforeCents: 0 })),
      budget: Array.from({ length: 5 }, (_, i) => ({ organisationId: `o${i}`, category: 'materials' as const, cents: 60_000_000_000 })),
      before: [],
      lines: all.map((l) => ({ ...l, cutCents: 0 })),
    }),
  ),
  walked,
);
const rows = [
  importColumns.costs.map((c) => c.label.it),
  ...all.map((l) => [
    'materiali',
    l.description,
    l.supplier,
    l.supplierVat,
    l.invoiceNumber,
    l.invoiceOn,
    l.paidOn ?? '',
    l.paymentRef,
    (l.cents / 100).toFixed(2),
    l.cup,
  ]),
];
const csv = rows.map((r) => r.join(';')).join('\r\n');
const book = writeXlsx('Costi', rows, '2024-11-01T00:00:00.000Z');
print(
  `read ${LINES.toLocaleString('en')} lines of a CSV, cell by cell`,
  median(() =>
    readRows(
      'costs',
      readDelimited(csv).map((r) => r.map(textCell)),
    ),
  ),
  walked,
);
print(
  `read ${LINES.toLocaleString('en')} lines of a workbook, cell by cell`,
  median(() => readRows('costs', readXlsx(book))),
  walked,
);
/** A file of good lines, so that the whole of it is taken in. */
const good = [
  rows[0]!.join(';'),
  ...all.map((l, i) => ['materiali', l.description, l.supplier, l.supplierVat, `${i}/A`, day(i), day(i + 7), l.paymentRef, '10.00', CUP].join(';')),
].join('\r\n');
const { upload, read, take, check } = await throughTheDatabase(good, LINES);
const named = `${LINES.toLocaleString('en')} lines of a CSV through the database`;
print(`${named}: handed in`, upload, walked);
print(`${named}: read and checked`, read, walked);
print(`${named}: checked again and taken in`, take, walked);
print(`${named}: the report checked with them`, check, walked);
print(`${named}: all of it`, upload + read + take + check, walked);
