import type { CalendarDate } from '#src/core/time.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { RawBuilder } from 'kysely';

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

/** What the register of experts knows of people: of all where they work and what they published, of those asked for where they worked. */
export type ExpertGround = {
  experts: { person: string; organisation: string | null; orcid: string | null }[];
  employments: { person: string; organisation: string | null; written: string; fromOn: CalendarDate | null; untilOn: CalendarDate | null }[];
  publications: { person: string; doi: string | null; title: string; year: number | null; coauthors: string[] }[];
};

declare module '#src/plumbing/house.ts' {
  interface Ports {
    /** Who works or worked on which funded project: people who did so together have a conflict. One statement. */
    teamsOfProjects: (db: Reader) => Promise<TeamMember[]>;
    /** Three statements. */
    expertGround: (db: Reader, people: readonly string[]) => Promise<ExpertGround>;
    /**
     * SQL for: the people (`person_id`) who serve a call as experts; `concerned` are also those who were invited and have not answered, and those released whose
     * reviews stand.
     */
    expertsOf: (callId: string, which: 'serving' | 'concerned') => RawBuilder<unknown>;
    servingExpert: (db: Reader, callId: string, personId: string) => Promise<{ pseudonym: string } | undefined>;
    /** SQL for: the submission of this id was excluded when it was screened. */
    isExcluded: (submission: RawBuilder<unknown>) => RawBuilder<boolean>;
    /** The reviews that these people have in hand. */
    reviewsInHand: (db: Reader, people: readonly string[]) => Promise<{ applicationId: string; personId: string }[]>;
    /** Whether this person has, or had, a review to write under a call. */
    hadReviews: (db: Reader, callId: string, personId: string) => Promise<boolean>;
  }
}
