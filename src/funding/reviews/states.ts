/** An expert's review of one proposal. A declined one stays on record, so that the same pair is not proposed again. */
export const reviewStates = ['assigned', 'submitted', 'declined'] as const;
export type ReviewState = (typeof reviewStates)[number];

/** Why an expert gives an assignment back. A conflict is recorded as one. */
export const refusalKinds = ['conflict', 'expertise', 'unavailable'] as const;
export type RefusalKind = (typeof refusalKinds)[number];

/** In which state what can be done. */
export const moves = {
  read: ['assigned', 'submitted'],
  write: ['assigned'],
  submit: ['assigned'],
  refuse: ['assigned'],
} as const satisfies Record<string, readonly ReviewState[]>;

export type Move = keyof typeof moves;

export const canMove = (move: Move, state: ReviewState): boolean => (moves[move] as readonly ReviewState[]).includes(state);

/** Where the evaluation of one proposal stands, as the panel sees it. */
export const panelStates = ['incomplete', 'diverging', 'complete', 'consensus'] as const;
export type PanelState = (typeof panelStates)[number];

/** How a conflict became known. */
export const conflictKinds = ['declared', 'employer', 'member', 'office'] as const;
export type ConflictKind = (typeof conflictKinds)[number];

export const genders = ['f', 'm', 'x'] as const;
export type Gender = (typeof genders)[number];
