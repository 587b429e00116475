/** What the office decides on a submission: whether it goes to the experts. */
export const screeningOutcomes = ['admitted', 'excluded'] as const;
export type ScreeningOutcome = (typeof screeningOutcomes)[number];

/** Where the admission check of a submission stands. */
export const screeningStates = ['waiting', ...screeningOutcomes] as const;
export type ScreeningState = (typeof screeningStates)[number];
