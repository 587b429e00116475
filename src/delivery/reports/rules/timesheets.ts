import { reason, type Reason } from '#src/core/decision.ts';
import { isHoliday } from '#src/core/holidays.ts';
import type { CalendarDate } from '#src/core/time.ts';
import type { Delivery } from '#src/funding/calls/schema.ts';

type Personnel = Delivery['reporting']['personnel'];

/** Hours of a person on one day, in quarters of an hour. `project` is the code of the project that they were worked on. */
export type Worked = { project: string; workPackage: string; day: CalendarDate; quarters: number };

export type SheetFacts = {
  personnel: Personnel;
  /** The project of the sheet. */
  project: { code: string; startsOn: CalendarDate; endsOn: CalendarDate };
  /** The person's time on the project. */
  worker: { name: string; fromOn: CalendarDate; untilOn: CalendarDate | null };
  month: CalendarDate;
  today: CalendarDate;
  workPackages: readonly string[];
  /** What the sheet says. */
  hours: readonly Omit<Worked, 'project'>[];
  /** The hours of the same person on other projects, at least of the years of this month. */
  elsewhere: readonly Worked[];
  /** The hours of the same person on this project in other months of the year. */
  otherMonths: readonly Omit<Worked, 'project'>[];
};

/** `refused`: the sheet cannot be confirmed so; `flagged`: it can, and both who countersigns and the office see it. */
export type SheetProblem = Reason & { level: 'refused' | 'flagged' };

const fieldOf = (workPackage: string, day: CalendarDate): string => `${workPackage}.${day.slice(8)}`;

const refused = (problem: Reason): SheetProblem => ({ ...problem, level: 'refused' });
const flagged = (problem: Reason): SheetProblem => ({ ...problem, level: 'flagged' });
const hoursOf = (quarters: number): number => quarters / 4;

const weekday = (day: CalendarDate): number => new Date(`${day}T12:00:00Z`).getUTCDay();

/** A day on which work is the exception: a Sunday or a public holiday. */
export const isDayOff = (day: CalendarDate): boolean => weekday(day) === 0 || isHoliday(day);

/** Sums of quarters by a key. */
function sums<T extends { quarters: number }>(rows: readonly T[], key: (row: T) => string): Map<string, number> {
  const total = new Map<string, number>();
  for (const row of rows) total.set(key(row), (total.get(key(row)) ?? 0) + row.quarters);
  return total;
}

/**
 * What is wrong with a month: quarter hours of 0 or more, days of the month, the project and the person's time on it, none in the future; never more
 * than `dailyHours` a day and `yearlyHours` a calendar year over all projects; work on Sundays and public holidays is flagged.
 */
export function sheetProblems(facts: SheetFacts): SheetProblem[] {
  const { personnel, project, worker, month, today, hours } = facts;
  const source = personnel.source;
  const problems: SheetProblem[] = [];
  const worked = hours.filter((h) => h.quarters !== 0);
  for (const { workPackage, day, quarters } of worked) {
    const at = fieldOf(workPackage, day);
    if (!Number.isInteger(quarters) || quarters < 0) problems.push(refused(reason('reports.sheet.quarters', { hours: hoursOf(quarters) }, { at })));
    if (!day.startsWith(month.slice(0, 7))) problems.push(refused(reason('reports.sheet.otherMonth', { day }, { at })));
    if (!facts.workPackages.includes(workPackage)) problems.push(refused(reason('reports.sheet.workPackage', { workPackage }, { at })));
    if (day > today) problems.push(refused(reason('reports.sheet.future', { day }, { at })));
    if (day < project.startsOn || day > project.endsOn)
      problems.push(refused(reason('reports.sheet.outsideProject', { day, from: project.startsOn, until: project.endsOn }, { at })));
    else if (day < worker.fromOn || (worker.untilOn !== null && day > worker.untilOn))
      problems.push(refused(reason('reports.sheet.outsideTime', { day, name: worker.name, from: worker.fromOn, until: worker.untilOn ?? '' }, { at })));
  }
  const here = sums(worked, (h) => h.day);
  const there = Map.groupBy(facts.elsewhere, (h) => h.day);
  for (const [day, quarters] of [...here].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const others = there.get(day) ?? [];
    const total = quarters + others.reduce((n, o) => n + o.quarters, 0);
    const at = fieldOf(worked.find((h) => h.day === day)!.workPackage, day);
    if (total > personnel.dailyHours * 4) {
      const figures = { day, hours: hoursOf(total), here: hoursOf(quarters), max: personnel.dailyHours };
      const projects = [...new Set(others.filter((o) => o.quarters > 0).map((o) => o.project))].toSorted();
      problems.push(
        refused(
          projects.length > 0
            ? reason('reports.sheet.overlap', { ...figures, projects }, { source, at })
            : reason('reports.sheet.dailyHours', figures, { source, at }),
        ),
      );
    }
    if (isDayOff(day)) problems.push(flagged(reason('reports.sheet.dayOff', { day, hours: hoursOf(quarters) }, { at })));
  }
  const year = month.slice(0, 4);
  const all = [...worked, ...facts.otherMonths, ...facts.elsewhere].filter((h) => h.day.startsWith(year));
  const yearly = all.reduce((n, h) => n + h.quarters, 0);
  if (worked.length > 0 && yearly > personnel.yearlyHours * 4)
    problems.push(refused(reason('reports.sheet.yearlyHours', { year, hours: hoursOf(yearly), max: personnel.yearlyHours }, { source })));
  return problems;
}

/** Reads hours as people type them: `7,5`, `7.5`, `7:30`; empty is 0; undefined for what is no quarter hour from 0 to 24. */
export function quartersIn(text: string): number | undefined {
  const typed = text.trim().replace(',', '.');
  if (typed === '') return 0;
  const clock = /^(\d{1,2}):(\d\d)$/.exec(typed);
  const quarters = clock ? Number(clock[1]) * 4 + Number(clock[2]) / 15 : /^\d{1,2}(\.\d{1,2})?$/.test(typed) ? Number(typed) * 4 : Number.NaN;
  return Number.isInteger(quarters) && quarters >= 0 && quarters <= 96 ? quarters : undefined;
}

/** The hours of one week on the other weeks of the month: the same weekday gets the same, where nothing is written yet and it is no day off. */
export function copyWeek(
  hours: readonly Omit<Worked, 'project'>[],
  weekOf: CalendarDate,
  days: readonly CalendarDate[],
  may: (day: CalendarDate) => boolean,
): Omit<Worked, 'project'>[] {
  const monday = mondayOf(weekOf);
  const pattern = Map.groupBy(
    hours.filter((h) => h.quarters > 0 && mondayOf(h.day) === monday),
    (h) => weekday(h.day),
  );
  const taken = new Set(hours.filter((h) => h.quarters > 0).map((h) => h.day));
  const added = days
    .filter((day) => !taken.has(day) && mondayOf(day) !== monday && !isDayOff(day) && may(day))
    .flatMap((day) => (pattern.get(weekday(day)) ?? []).map((h) => ({ ...h, day })));
  return [...hours, ...added];
}

/** The Monday of the week that a day lies in. */
export function mondayOf(day: CalendarDate): CalendarDate {
  const back = (weekday(day) + 6) % 7;
  return new Date(Date.parse(`${day}T00:00:00Z`) - back * 86_400_000).toISOString().slice(0, 10);
}
