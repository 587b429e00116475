import { reason, type Reason, type Source } from '#src/core/decision.ts';
import type { Cents } from '#src/core/money.ts';
import type { CalendarDate } from '#src/core/time.ts';
import { rulesNamed } from '#src/funding/calls/rules/groups.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { CostCategory } from '#src/funding/calls/vocabulary.ts';
import { proofSource, twiceSource } from './sources.ts';

/** One cost that is not personnel, as it was typed. `cup` is the code as it stands on the proof. */
export type CostLine = {
  id: string;
  organisationId: string;
  category: CostCategory;
  description: string;
  supplier: string;
  supplierVat: string;
  invoiceNumber: string;
  invoiceOn: CalendarDate;
  paidOn: CalendarDate | null;
  paymentRef: string;
  cents: Cents;
  cup: string;
  fileSha256: string | null;
};

export type MemberTime = { name: string; joinedOn: CalendarDate | null; leftOn: CalendarDate | null };

/** What all lines of a report are checked against. `attested`: members that attest their controls instead of handing documents in. */
export type Frame = {
  call: Call;
  project: { cup: string; costsFrom: CalendarDate; endsOn: CalendarDate };
  period: { number: number; from: CalendarDate; until: CalendarDate };
  /** Partners that joined later, or left: a cost lies on their side of that day. */
  times: ReadonlyMap<string, MemberTime>;
  attested: ReadonlySet<string>;
};

/** Invoices and files that reports which were handed in hold already, by key, with the code of the project that they stand in. */
export type Claims = {
  invoices: ReadonlyMap<string, { project: string; report: number }>;
  files: ReadonlyMap<string, { project: string; report: number }>;
  /** The same supplier and number in another year: numbers may begin anew each January. */
  otherYears: ReadonlyMap<string, { project: string; report: number }>;
};

/** `refused`: mended before the report is handed in; `flagged`: told to who hands in and to the office. */
export type LineProblem = Reason & { level: 'refused' | 'flagged' };

const plain = (text: string): string => text.toUpperCase().replace(/\s+/g, '');

/** VAT id and number of an invoice in one spelling: `12345678901|12/A`. */
export const invoiceStem = (line: Pick<CostLine, 'supplierVat' | 'invoiceNumber'>): string =>
  `${plain(line.supplierVat).replace(/^IT(?=\d{11}$)/, '')}|${plain(line.invoiceNumber)}`;

/** What an invoice is known by in the whole programme: its supplier, its number and its year. */
export const invoiceKey = (line: Pick<CostLine, 'supplierVat' | 'invoiceNumber' | 'invoiceOn'>): string => `${invoiceStem(line)}|${line.invoiceOn.slice(0, 4)}`;

const refused = (problem: Reason): LineProblem => ({ ...problem, level: 'refused' });
const flagged = (problem: Reason): LineProblem => ({ ...problem, level: 'flagged' });

/**
 * What is wrong with each line; lines without a problem are not in the answer. One pass over all lines, in time proportional to their number: each key
 * is looked up, none is compared with every other.
 */
export function checkLines(frame: Frame, lines: readonly CostLine[], claims: Claims): Map<string, LineProblem[]> {
  const found = new Map<string, LineProblem[]>();
  const checks = checker(frame);
  const keys = new Map<string, number>();
  const files = new Map<string, number>();
  lines.forEach((line, i) => {
    const problems = checks(line);
    const key = invoiceKey(line);
    const other = claims.invoices.get(key);
    const first = keys.get(key);
    const at = 'invoiceNumber';
    const what = { number: line.invoiceNumber, vat: line.supplierVat };
    if (other) problems.push(refused(reason('reports.line.usedElsewhere', { ...what, ...other }, { at, source: twiceSource })));
    else if (first !== undefined) problems.push(refused(reason('reports.line.usedHere', { ...what, line: first + 1 }, { at, source: twiceSource })));
    else {
      keys.set(key, i);
      const year = claims.otherYears.get(invoiceStem(line));
      if (year) problems.push(flagged(reason('reports.line.otherYear', { ...what, ...year }, { at, source: twiceSource })));
    }
    if (line.fileSha256 !== null) {
      const taken = claims.files.get(line.fileSha256);
      const same = files.get(line.fileSha256);
      if (taken) problems.push(refused(reason('reports.line.fileElsewhere', { ...taken }, { at: 'file', source: twiceSource })));
      else if (same !== undefined) problems.push(refused(reason('reports.line.fileHere', { line: same + 1 }, { at: 'file', source: twiceSource })));
      else files.set(line.fileSha256, i);
    }
    if (problems.length > 0) found.set(line.id, problems);
  });
  return found;
}

/** The checks that look at one line alone, with the rules of the call looked up once. */
function checker({ call, project, period, times, attested }: Frame): (line: CostLine) => LineProblem[] {
  const categories = rulesNamed(call, 'categories');
  const flatRates = rulesNamed(call, 'flatRate');
  const starts: Source = rulesNamed(call, 'costsCountFrom')[0]?.source ?? call.delivery!.reporting.source;
  const periods = call.delivery!.reporting.source;
  const variations = call.delivery!.variations.source;
  return (line) => {
    const problems: LineProblem[] = [];
    const refuse = (code: Reason) => problems.push(refused(code));
    const { category } = line;
    const notAmong = categories.find((r) => !r.among.includes(category));
    const flat = flatRates.find((r) => r.category === category);
    if (category === 'personnel') refuse(reason('reports.line.personnel', {}, { at: 'category', source: periods }));
    else if (flat) refuse(reason('reports.line.flatRate', { category, percent: flat.percent }, { at: 'category', source: flat.source }));
    else if (notAmong) refuse(reason('reports.line.category', { category }, { at: 'category', source: notAmong.source }));
    if (!(Number.isSafeInteger(line.cents) && line.cents > 0)) refuse(reason('reports.line.amount', {}, { at: 'cents' }));
    if (line.invoiceOn < project.costsFrom)
      refuse(reason('reports.line.tooEarly', { on: line.invoiceOn, from: project.costsFrom }, { at: 'invoiceOn', source: starts }));
    if (line.invoiceOn > period.until)
      refuse(reason('reports.line.afterPeriod', { on: line.invoiceOn, until: period.until }, { at: 'invoiceOn', source: periods }));
    const time = times.get(line.organisationId);
    if (time?.leftOn && line.invoiceOn >= time.leftOn)
      refuse(reason('reports.line.memberLeft', { member: time.name, on: line.invoiceOn, leftOn: time.leftOn }, { at: 'invoiceOn', source: variations }));
    if (time?.joinedOn && line.invoiceOn < time.joinedOn)
      refuse(reason('reports.line.memberNotYet', { member: time.name, on: line.invoiceOn, joinedOn: time.joinedOn }, { at: 'invoiceOn', source: variations }));
    if (line.paidOn === null) refuse(reason('reports.line.notPaid', {}, { at: 'paidOn', source: proofSource }));
    else {
      if (line.paidOn > period.until) refuse(reason('reports.line.paidLater', { on: line.paidOn, until: period.until }, { at: 'paidOn', source: periods }));
      if (line.paidOn < project.costsFrom)
        refuse(reason('reports.line.paidTooEarly', { on: line.paidOn, from: project.costsFrom }, { at: 'paidOn', source: starts }));
      else if (line.paidOn < period.from && period.number > 1)
        problems.push(flagged(reason('reports.line.paidEarlier', { on: line.paidOn, from: period.from }, { at: 'paidOn', source: periods })));
    }
    if (line.paymentRef.trim() === '') refuse(reason('reports.line.paymentRef', {}, { at: 'paymentRef', source: proofSource }));
    if (plain(line.cup) === '') refuse(reason('reports.line.cupMissing', { cup: project.cup }, { at: 'cup', source: proofSource }));
    else if (plain(line.cup) !== project.cup)
      refuse(reason('reports.line.cupOther', { given: line.cup, cup: project.cup }, { at: 'cup', source: proofSource }));
    if (line.fileSha256 === null && !attested.has(line.organisationId)) refuse(reason('reports.line.noFile', {}, { at: 'file', source: proofSource }));
    return problems;
  };
}
