import type { Cents } from '#src/core/money.ts';
import type { CalendarDate } from '#src/core/time.ts';
import type { BodyKind, Ownership, SizeClass } from '#src/partnership/organisations/states.ts';
import type { CostCategory, ResearchType } from './vocabulary.ts';

/** One cost cell of the budget: a partner's cost in one category for one research type. Never negative. */
export type CostFact = { category: CostCategory; researchType: ResearchType; cents: Cents };

/** Research staff of one member on the proposal, heads. `other`: who states neither; they count among the staff. */
export type StaffFacts = { women: number; men: number; under40: number; newHires: number; other?: number };

/** One applicant, as frozen for the rules. `id` is the organisation's. */
export type MemberFacts = {
  id: string;
  name: string;
  role: 'lead' | 'partner';
  kind: BodyKind;
  ownership: Ownership;
  /** Null for bodies that are not enterprises. */
  size: SizeClass | null;
  /** Region id of the place of implementation, not of the legal seat; empty as long as it is not given. */
  region: string;
  /** Already a partner of the partnership when the call was published. */
  inPartnership: boolean;
  /** Other live proposals under the same call: those it leads, and all that it takes part in, led ones included. */
  otherProposals: { asLead: number; asMember: number };
  staff: StaffFacts;
  costs: readonly CostFact[];
};

/** Everything that the rules of a call look at, and nothing else: stored with the decision that came of it. */
export type ProposalFacts = {
  members: readonly MemberFacts[];
  mainSpoke: number | null;
  spokes: readonly number[];
  sector: string | null;
  durationMonths: number | null;
  startsOn: CalendarDate | null;
  /** Declared commitments that can earn the aid bonus. */
  wideDissemination: boolean;
  mayPublishResults: boolean;
};
