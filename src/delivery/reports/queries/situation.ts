import type { Reader } from '#src/plumbing/database/database.ts';
import { completeness, type Item } from '../rules/completeness.ts';
import { checkLines, type Frame, type LineProblem } from '../rules/costs.ts';
import type { ReportDue } from '../rules/dues.ts';
import { personnelLines, type PersonnelLine } from '../rules/rates.ts';
import { mayAttest } from '../rules/sources.ts';
import { settle, type FoundLine, type Settlement, type SettlementInput } from '../rules/settlement.ts';
import { asCost, claimsOf, linesOf, type Line, type Scope } from './lines.ts';
import { duesOf } from './dues.ts';
import { budgetOf, workersOf, type ProjectWorker } from './project.ts';
import { acceptedBefore, type Report } from './report.ts';
import { countersignedHours, waitingSheets, type SignedHours } from './timesheets.ts';

export type PricedPersonnel = PersonnelLine & { name: string; sheet: string };

/** A report as it stands now: its lines with what is wrong, its personnel from countersigned hours, what it lacks, what it would come to. */
export type Situation = {
  lines: Line[];
  problems: Map<string, LineProblem[]>;
  personnel: PricedPersonnel[];
  /** The days of the sheets that the personnel is made of. */
  days: readonly SignedHours[];
  items: Item[];
  dues: ReportDue[];
  settlement: Settlement;
  /** What `settle` was given, without the call. */
  input: Omit<SettlementInput, 'call'>;
};

/**
 * Everything about a report, in the same number of statements whatever its size. While it is written its personnel is computed from the countersigned
 * timesheets; once handed in, it is among the lines. `scope` leaves out what concerns other members; what the report comes to is of all of them.
 */
export async function situationOf(db: Reader, report: Report, scope: Scope = 'all'): Promise<Situation> {
  const mine = <T extends { organisationId: string }>(rows: readonly T[]): T[] => rows.filter((r) => scope === 'all' || scope.includes(r.organisationId));
  const { project } = report;
  const { reporting } = project.call.delivery!;
  const stored = await linesOf(db, report.id);
  const costs = stored.filter((l) => l.kind === 'cost');
  const writing = report.state === 'open' || report.state === 'returned';
  const workers = await workersOf(db, project.id);
  const hours = await countersignedHours(db, { id: report.id, projectId: project.id, fromOn: report.fromOn, untilOn: report.untilOn });
  // Also of earlier periods: once countersigned, they are reported here.
  const waiting = await waitingSheets(db, project.id, project.startsOn, report.untilOn);
  const dues = await duesOf(db, report);
  const priced = personnelLines(reporting.personnel, workers, hours);
  const personnel = priced.lines.map((l) => named(l, workers, hours));
  const problems = checkLines(frameOf(report), costs.map(asCost), await claimsOf(db, report.id, costs.map(asCost)));
  const found: FoundLine[] = writing
    ? [...costs.map((l) => ({ ...l, cutCents: 0 })), ...personnel.map((p) => ({ ...asFound(p), cutCents: 0 }))]
    : stored.map(({ id, organisationId, category, cents, cutCents }) => ({ id, organisationId, category, cents, cutCents }));
  const input = await settlementInput(db, report, found);
  const reports = new Set(found.map((l) => l.organisationId));
  const items = completeness({
    id: report.id,
    reporting,
    technical: report.technical,
    dues,
    members: mine(project.members).map((m) => ({ ...m, reports: reports.has(m.organisationId) })),
    attachments: report.attachments,
    attested: report.attestations.map((a) => a.organisationId),
    lines: mine(writing ? [...costs, ...personnel.map((p) => ({ ...asFound(p), description: p.name }))] : stored),
    problems: writing ? problems : new Map(),
    waiting: writing ? mine(waiting) : [],
    unpriced: mine(
      priced.unpriced.map((u) => {
        const worker = workers.find((w) => w.id === u.workerId);
        return { ...u, name: worker?.name ?? '', organisationId: worker?.organisationId ?? '' };
      }),
    ),
  });
  return {
    lines: mine(stored),
    problems: writing ? problems : new Map(),
    personnel: mine(personnel),
    days: hours.filter((h) => !priced.unpriced.some((u) => u.workerId === h.workerId)),
    items,
    dues,
    settlement: settle({ call: project.call, ...input }),
    input,
  };
}

/** What the rules look at lines with. */
export const frameOf = (report: Report): Frame => ({
  call: report.project.call,
  project: { cup: report.project.cup, costsFrom: report.project.costsFrom, endsOn: report.project.endsOn },
  period: { number: report.number, from: report.fromOn, until: report.untilOn },
  times: new Map(report.project.members.filter((m) => m.joinedOn !== null || m.leftOn !== null).map((m) => [m.organisationId, m])),
  attested: new Set(
    report.attestations.map((a) => a.organisationId).filter((id) => report.project.members.some((m) => m.organisationId === id && mayAttest(m))),
  ),
});

const asFound = (p: PersonnelLine) => ({
  id: `${p.workerId} ${p.month} ${p.hourCents} ${p.period}`,
  organisationId: p.organisationId,
  category: 'personnel' as const,
  cents: p.cents,
});

const named = (
  line: PersonnelLine,
  workers: readonly ProjectWorker[],
  hours: readonly { workerId: string; month: string; sheet: string }[],
): PricedPersonnel => ({
  ...line,
  name: workers.find((w) => w.id === line.workerId)?.name ?? '',
  sheet: hours.find((h) => h.workerId === line.workerId && h.month === line.month)?.sheet ?? '',
});

/** What earlier reports came to, the budget and the members, as `settle` takes them. */
export async function settlementInput(db: Reader, report: Report, lines: readonly FoundLine[]): Promise<Omit<SettlementInput, 'call'>> {
  const { before, aid } = await acceptedBefore(db, report.project.id);
  return {
    members: report.project.members.map(({ organisationId, eligibleCents, aidCents }) => ({
      organisationId,
      eligibleCents,
      aidCents,
      aidBeforeCents: aid.get(organisationId) ?? 0,
    })),
    budget: await budgetOf(db, report.project.id),
    before,
    lines: [...lines],
  };
}

/** What is wrong with one line, seen among all lines of its report. */
export async function problemsOfLine(db: Reader, report: Report, lineId: string): Promise<LineProblem[]> {
  const costs = (await linesOf(db, report.id)).filter((l) => l.kind === 'cost').map(asCost);
  return checkLines(frameOf(report), costs, await claimsOf(db, report.id, costs)).get(lineId) ?? [];
}
