/** What the office decides on a submission: whether it goes to the experts, perhaps with a reserve that has to be lifted before any ranking. */
export const screeningOutcomes = ['admitted', 'admittedWithReserve', 'excluded'] as const;
export type ScreeningOutcome = (typeof screeningOutcomes)[number];

/**
 * Where the admission check of a submission stands. `repair`: the applicant is asked to repair; `repaired`: an answer waits to be looked at;
 * `expired`: the term ended in silence; `proposed`: a decision waits for another officer.
 */
export const screeningStates = ['waiting', 'repair', 'repaired', 'expired', 'proposed', ...screeningOutcomes] as const;
export type ScreeningState = (typeof screeningStates)[number];

export const repairStates = ['open', 'answered', 'expired', 'cancelled'] as const;
export type RepairState = (typeof repairStates)[number];

/** Whose a case is, for the officer who looks at the queue. */
export const owners = ['mine', 'unassigned', 'others'] as const;
export type Owner = (typeof owners)[number];

/**
 * The letters that go out under a protocol number, from the admission check to the decree and the access to documents: one register, one set of
 * words for a call. A reminder goes by mail alone.
 */
export const letterKinds = [
  'repairRequest',
  'admitted',
  'admittedWithReserve',
  'excluded',
  'funded',
  'notFunded',
  'belowThreshold',
  'leftOut',
  'grantEnded',
  'accessNotice',
  'accessDecided',
  'contractOffer',
  'contractAddendum',
  'addendumOffer',
  'contractEnded',
  'variationAnswer',
  'reportAccepted',
] as const;
export type LetterKind = (typeof letterKinds)[number];

/** What the office can put into its own words. */
export const templateKinds = [...letterKinds, 'repairReminder'] as const;
export type TemplateKind = (typeof templateKinds)[number];
