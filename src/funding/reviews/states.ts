/** An expert's review of one proposal. A declined one stays on record, so that the same pair is not proposed again. */
export const reviewStates = ['assigned', 'submitted', 'declined'] as const;
export type ReviewState = (typeof reviewStates)[number];

/** Why an expert gives an assignment back. A conflict is recorded as one. */
export const refusalKinds = ['conflict', 'expertise', 'unavailable'] as const;

/** Why the office or the chair takes one back. */
export const takingBackKinds = ['late', 'gone'] as const;
export type TakingBackKind = (typeof takingBackKinds)[number];

/** A pair that a person decides on before the solver does. */
export const pairKinds = ['pinned', 'barred'] as const;
export type PairKind = (typeof pairKinds)[number];

/** Where a review stands with its term. */
export const terms = ['late', 'soon', 'running', 'none'] as const;
export type Term = (typeof terms)[number];

/** So many days before its end an expert is reminded; within the first of them a term ends soon. */
export const REMIND_DAYS = [7, 2, 0] as const;

/** In which state what can be done. */
export const moves = {
  read: ['assigned', 'submitted'],
  write: ['assigned'],
  submit: ['assigned'],
  refuse: ['assigned'],
  takeBack: ['assigned'],
} as const satisfies Record<string, readonly ReviewState[]>;

export type Move = keyof typeof moves;

export const canMove = (move: Move, state: ReviewState): boolean => (moves[move] as readonly ReviewState[]).includes(state);
