import type { Reason } from '#src/core/decision.ts';
import type { Cents } from '#src/core/money.ts';
import type { CalendarDate, Instant } from '#src/core/time.ts';
import type { Call } from '#src/funding/calls/schema.ts';

/** One expert's judgement: points per criterion and per judged premium, under the pseudonym of the call. */
export type ReviewFacts = { expert: string; points: Record<string, number>; premiums: Record<string, number> };

/** What the panel agreed on instead of the reviews, where they lay too far apart. */
export type ConsensusFacts = { points: Record<string, number>; premiums: Record<string, number> };

/** One application, reduced to what a ranking looks at. Amounts in whole cents, staff in heads. */
export type RankedApplication = {
  id: string;
  protocol: string;
  submittedAt: Instant;
  title: string;
  screening: { outcome: 'admitted' | 'excluded'; reasons: readonly Reason[] };
  facts: {
    eligibleCents: Cents;
    grantCents: Cents;
    /** The parts of cost and grant whose place of implementation is in the South. */
    southEligibleCents: Cents;
    southGrantCents: Cents;
    women: number;
    men: number;
    under40: number;
    /** Staff who are neither: among the whole, not among the women. Left out where there are none. */
    other?: number | undefined;
    /** What lists and declared premiums look at; only in a call that has one of them. */
    about?: About | undefined;
  };
  reviews: readonly ReviewFacts[];
  consensus: ConsensusFacts | null;
};

/** Eligible cost by research type and by region of implementation; answers of the form that a list looks at. */
export type About = {
  mainSpoke: number | null;
  spokes: readonly number[];
  sector: string | null;
  leadRegion: string;
  researchCents: Record<string, Cents>;
  regionCents: Record<string, Cents>;
  answers?: Record<string, readonly string[]> | undefined;
};

/** All staff, whoever they are: what shares are taken of. */
export const headsOf = ({ women, men, other = 0 }: RankedApplication['facts']): number => women + men + other;

/** A grant that ended: given back by its beneficiary, or (`kind`) taken back by the office. */
export type Renunciation = { application: string; on: CalendarDate; ref: string; kind?: 'revocation' | undefined };

/** A seed that nobody could choose: `seed` = SHA-256 of secret and submissions; SHA-256 of the secret was recorded before the deadline. */
export type Draw = { commitment: string; secret: string; submissions: string };

/** Everything that a ranking is computed from. Money comes with the call: its pots and the raises among its acts. */
export type RankingInput = {
  call: Call;
  callVersion: number;
  applications: readonly RankedApplication[];
  renunciations: readonly Renunciation[];
  seed: string;
  /** The day of the computation, where the call has money that goes on to others from a date. */
  on?: CalendarDate | undefined;
  /** Rounds of the ranking before, in its order, where something was recorded since under an earlier date than theirs. */
  settled?: readonly string[] | undefined;
  draw?: Draw | undefined;
};
