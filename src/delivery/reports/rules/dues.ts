import { reason, type Reason } from '#src/core/decision.ts';
import type { CalendarDate } from '#src/core/time.ts';
import type { DueOutcome } from '../states.ts';

/** What was said of something due that is not there: late, with the day on which it will be; or not reached. */
export type Said = { outcome: DueOutcome; newOn: CalendarDate | null; reason: string };

/** A deliverable or milestone of the project as a report sees it. `before`: what the latest earlier report said of it. */
export type ReportDue = {
  of: 'deliverables' | 'milestones';
  id: string;
  title: string;
  dueOn: CalendarDate;
  metOn: CalendarDate | null;
  evidenceSha256: string | null;
  evidenceName: string | null;
  said: Said | null;
  before: Said | null;
};

export const dueField = (d: Pick<ReportDue, 'of' | 'id'>, column: 'outcome' | 'newOn' | 'reason'): string => `due.${d.of}.${d.id}.${column}`;

/**
 * What a report has to speak of: all that is due in its period; and what was due before and was not there when it began, unless it was given up, or
 * put off to a day after it.
 */
export const askedIn = (period: { fromOn: CalendarDate; untilOn: CalendarDate }, dues: readonly ReportDue[]): ReportDue[] =>
  dues.filter(({ dueOn, metOn, before }) => {
    if (dueOn > period.untilOn) return false;
    if (dueOn >= period.fromOn) return true;
    return (metOn === null || metOn >= period.fromOn) && before?.outcome !== 'notReached' && (before?.newOn ?? '') <= period.untilOn;
  });

/** Shown by a file, or said. */
export const isSaid = (d: ReportDue): boolean => d.metOn !== null || d.said !== null;

type Raw = Record<string, unknown>;
const text = (raw: Raw, name: string): string => (typeof raw[name] === 'string' ? raw[name].trim() : '');

/** What was typed of each that is not there; nothing chosen is nothing said. A day of its own is later than the period and lies in the project. */
export function readDues(
  asked: readonly ReportDue[],
  raw: Raw,
  project: { untilOn: CalendarDate; endsOn: CalendarDate },
): { said: (Said & Pick<ReportDue, 'of' | 'id'>)[]; problems: Reason[] } {
  const problems: Reason[] = [];
  const said = asked
    .filter((d) => d.metOn === null)
    .flatMap((d) => {
      const outcome = text(raw, dueField(d, 'outcome'));
      if (outcome !== 'late' && outcome !== 'notReached') return [];
      const newOn = outcome === 'late' ? text(raw, dueField(d, 'newOn')) : null;
      const why = text(raw, dueField(d, 'reason'));
      const at = dueField(d, 'newOn');
      if (newOn !== null && !/^\d{4}-\d\d-\d\d$/.test(newOn)) problems.push(reason('form.required', {}, { at }));
      else if (newOn !== null && (newOn <= project.untilOn || newOn > project.endsOn))
        problems.push(reason('reports.due.newDay', { after: project.untilOn, until: project.endsOn }, { at }));
      if (why.length < 10 || why.length > 2000) problems.push(reason('reports.due.reason', {}, { at: dueField(d, 'reason') }));
      return [{ of: d.of, id: d.id, outcome, newOn, reason: why } as const];
    });
  return { said, problems };
}
