import type { CalendarDate } from '#src/core/time.ts';
import type { Reader } from '#src/plumbing/database/database.ts';

/** One person's time on a funded project. `person` is an account here, `project` the same for all who work on it. */
export type TeamMember = {
  project: string;
  title: string;
  person: string | null;
  name: string;
  fiscalCode: string | null;
  email: string | null;
  fromOn: CalendarDate | null;
  untilOn: CalendarDate | null;
};

declare module '#src/plumbing/house.ts' {
  interface Ports {
    /** Who works or worked on which funded project: people who did so together have a conflict. One statement. */
    teamsOfProjects: (db: Reader) => Promise<TeamMember[]>;
  }
}
