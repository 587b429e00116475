/** What a sample is drawn from: orders that were paid, lines of accepted reports, projects with what was accepted of them. */
export const populations = ['payments', 'costs', 'projects'] as const;
export type Population = (typeof populations)[number];

/** How it is drawn: every item alike; strata one by one; every euro alike (monetary unit sampling). */
export const methods = ['simple', 'stratified', 'monetary'] as const;
export type MethodKind = (typeof methods)[number];

/** By what a population is cut into strata. */
export const strata = ['spoke', 'call', 'amount'] as const;
export type StratifyBy = (typeof strata)[number];

/** A sample is examined item by item, then closed with its estimate and never changed again. */
export const sampleStates = ['drawn', 'closed'] as const;
export type SampleState = (typeof sampleStates)[number];

export const outcomes = ['conform', 'irregular'] as const;
export type Outcome = (typeof outcomes)[number];

/** What an error is: one of chance, which the whole is estimated from; or one with a single cause, delimited and added as it is known. */
export const natures = ['random', 'systemic'] as const;
export type Nature = (typeof natures)[number];

/** Why an item is in the sample: by chance, or because it is as large as the interval and is always looked into. */
export const drawnAs = ['chance', 'certain'] as const;
export type DrawnAs = (typeof drawnAs)[number];

/** What the estimate says against the error that is tolerable. */
export const verdicts = ['acceptable', 'inconclusive', 'material'] as const;
export type Verdict = (typeof verdicts)[number];
