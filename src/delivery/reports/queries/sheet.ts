import { addMonths, type CalendarDate } from '#src/core/time.ts';
import { isUuid } from '#src/funding/applications/schema.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { daysOfMonth, firstOf } from '../rules/periods.ts';
import { sheetProblems, type SheetProblem } from '../rules/timesheets.ts';
import type { SheetSeat } from '../policy.ts';
import { projectById, workerById, workPackagesOf, type Project, type ProjectWorker, type WorkPackage } from './project.ts';
import { heldCells, hoursOfPerson, periodsHandedIn, sheetOf, type HeldCell, type Sheet } from './timesheets.ts';

export type Cell = { workPackage: string; day: CalendarDate; quarters: number };

/** A person's month with everything that its page and its rules look at. */
export type SheetMonth = {
  worker: ProjectWorker;
  project: Project;
  /** The first day of the month, and all of its days. */
  month: CalendarDate;
  days: CalendarDate[];
  /** Those that run in this month, and those with hours in it. */
  workPackages: WorkPackage[];
  /** Undefined before anything was saved. */
  sheet: Sheet | undefined;
  hours: Cell[];
  /** Cells whose hours stand in a report that was handed in; and the number of such a report, where the month lies in its period. */
  held: HeldCell[];
  late: number | null;
  /** The same person's hours of the year on other projects, and in other months of this one. */
  elsewhere: { project: string; workPackage: string; day: CalendarDate; quarters: number }[];
  otherMonths: Cell[];
  seat: SheetSeat;
};

/** Undefined where there is no such person, or the month lies outside the project. */
export async function sheetMonth(db: Reader, workerId: string, month: CalendarDate): Promise<SheetMonth | undefined> {
  const worker = isUuid(workerId) ? await workerById(db, workerId) : undefined;
  const project = worker && (await projectById(db, worker.projectId));
  if (!worker || !project) return undefined;
  if (month < firstOf(project.startsOn) || month > project.endsOn) return undefined;
  const sheet = await sheetOf(db, workerId, month);
  const year = await hoursOfPerson(db, workerId, Number(month.slice(0, 4)));
  const own = year.filter((h) => h.own).map(({ workPackage, day, quarters }) => ({ workPackage, day, quarters }));
  const hours = own.filter((h) => firstOf(h.day) === month);
  const all = await workPackagesOf(db, project.id);
  const workPackages = all.filter((w) => runsIn(project, w, month) || hours.some((h) => h.workPackage === w.id));
  const days = daysOfMonth(month);
  const handedIn = await periodsHandedIn(db, project.id);
  const last = handedIn[0];
  return {
    worker,
    project,
    month,
    days,
    workPackages,
    sheet,
    hours,
    held: await heldCells(db, workerId, month),
    late: handedIn.find((p) => p.from <= days.at(-1)! && month <= p.until)?.number ?? null,
    elsewhere: year.filter((h) => !h.own).map(({ project: code, workPackage, day, quarters }) => ({ project: code, workPackage, day, quarters })),
    otherMonths: own.filter((h) => firstOf(h.day) !== month),
    seat: {
      callId: project.callId,
      mainSpoke: project.mainSpoke,
      members: project.members,
      organisationId: worker.organisationId,
      personId: worker.personId,
      state: sheet?.state ?? 'draft',
      allReported: last && last.until >= project.endsOn ? { number: last.number, until: last.until } : null,
      signedBy: sheet?.signedBy ?? null,
    },
  };
}

/** Months of a project count from 1, on the day of the month on which it starts. */
function runsIn(project: Project, { fromMonth, untilMonth }: WorkPackage, month: CalendarDate): boolean {
  return addMonths(project.startsOn, fromMonth - 1) < addMonths(month, 1) && addMonths(project.startsOn, untilMonth) > month;
}

/** What is wrong with these hours in that month. */
export const problemsIn = (it: SheetMonth, hours: readonly Cell[], today: CalendarDate): SheetProblem[] =>
  sheetProblems({
    personnel: it.project.call.delivery!.reporting.personnel,
    project: it.project,
    worker: it.worker,
    month: it.month,
    today,
    workPackages: it.workPackages.map((w) => w.id),
    hours,
    elsewhere: it.elsewhere,
    otherMonths: it.otherMonths,
  });

/** The first cell whose hours were reported and would change; undefined where all stay as they are. */
export function changedHeldCell(it: SheetMonth, hours: readonly Cell[]): HeldCell | undefined {
  const said = (cells: readonly Cell[], at: HeldCell) => cells.find((c) => c.day === at.day && c.workPackage === at.workPackage)?.quarters ?? 0;
  return it.held.find((cell) => said(hours, cell) !== said(it.hours, cell));
}

export const isHeld = (it: SheetMonth, { workPackage, day }: Pick<Cell, 'workPackage' | 'day'>): boolean =>
  it.held.some((c) => c.day === day && c.workPackage === workPackage);
