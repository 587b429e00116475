import type { Cents } from '#src/core/money.ts';
import type { CalendarDate, Instant } from '#src/core/time.ts';

export const kinds = [
  'order',
  'report',
  'lines',
  'timesheet',
  'proof',
  'attachment',
  'contract',
  'document',
  'ranking',
  'ledger',
  'bankFile',
  'statement',
  'log',
] as const;
export type Kind = (typeof kinds)[number];

/** One file of a pack under its fingerprint. */
export type PackFile = { name: string; what: Kind; sha256: string; bytes: number };

/** What a pack holds; stands in it as `index.json` and is kept with the delivery. `missing` are files on record that the store no longer has. */
export type PackIndex = {
  format: 'mics-payment-evidence/1';
  order: string;
  madeAt: Instant;
  files: readonly PackFile[];
  missing: readonly { name: string; sha256: string }[];
};

/** What was handed in under any name, as a name that every system unpacks: letters, digits, point, hyphen, and never too long. */
export function fileName(name: string): string {
  const bare = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w.-]+/g, '-')
    .replace(/^[.-]+/, '');
  const dot = bare.lastIndexOf('.');
  const end = dot > 0 ? bare.slice(dot).slice(0, 12) : '';
  return `${(dot > 0 ? bare.slice(0, dot) : bare).slice(0, 60) || 'file'}${end}`;
}

/** The fingerprints as `sha256sum -c` reads them. */
export const sums = (files: readonly PackFile[]): string => files.map((f) => `${f.sha256}  ${f.name}\n`).join('');

/** The reports that an order pays for: accepted until it was proposed, and after the beneficiary's order before it. A balance is for all that came before. */
export function reportsOf<R extends { decidedAt: Instant | null }>(
  order: { kind: string; proposedAt: Instant; previousAt: Instant | null },
  reports: readonly R[],
): R[] {
  const until = reports.filter((r) => r.decidedAt !== null && r.decidedAt <= order.proposedAt);
  const since = order.previousAt === null || order.kind === 'balance' ? until : until.filter((r) => r.decidedAt! > order.previousAt!);
  return order.kind === 'advance' ? [] : since;
}

/** A line of the bank's statement. */
export type Movement = {
  statementId: string;
  line: number;
  bookedOn: CalendarDate;
  direction: string;
  cents: Cents;
  endToEndId: string | null;
  sha256: string;
  fileName: string;
};
