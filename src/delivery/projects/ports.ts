import type { CalendarDate } from '#src/core/time.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { LeadMoney, Reported } from './rules/partners.ts';

/** The last word of the reports on a deliverable or milestone: late until a day, or not reached; and why. */
export type DueSaid = {
  projectId: string;
  of: 'deliverables' | 'milestones';
  id: string;
  newOn: CalendarDate | null;
  outcome: 'late' | 'notReached';
  why: string;
};

declare module '#src/plumbing/house.ts' {
  interface Ports {
    /** What was reported of a project, as figures: a change of partners has to know what stays with whom. */
    reportedOf: (db: Reader, projectId: string) => Promise<Reported>;
    /** What the lead of a project holds for its partners, or is on its way to it: a lead that leaves has to have passed it on. */
    leadMoneyOf: (db: Reader, projectId: string) => Promise<LeadMoney>;
    saidOfDues: (db: Reader, projectIds: readonly string[]) => Promise<DueSaid[]>;
  }
}
