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
  };
  reviews: readonly ReviewFacts[];
  consensus: ConsensusFacts | null;
};

/** A beneficiary that gave its grant back. */
export type Renunciation = { application: string; on: CalendarDate; ref: string };

/** Everything that a ranking is computed from. Money comes with the call: its pots and the raises among its acts. */
export type RankingInput = {
  call: Call;
  callVersion: number;
  applications: readonly RankedApplication[];
  renunciations: readonly Renunciation[];
  seed: string;
};
