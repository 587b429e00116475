/** A draft is being written; a submitted one has a receipt; a withdrawn one takes part in nothing any more. */
export const applicationStates = ['draft', 'submitted', 'withdrawn'] as const;
export type ApplicationState = (typeof applicationStates)[number];

/**
 * In which state what can be done. A submitted application stays open to changes until the deadline: what counts is the last one
 * handed in, and it counts until the next one is.
 */
export const moves = {
  edit: ['draft', 'submitted'],
  submit: ['draft', 'submitted'],
  withdraw: ['draft', 'submitted'],
} as const satisfies Record<string, readonly ApplicationState[]>;

export type Move = keyof typeof moves;

export const canMove = (move: Move, state: ApplicationState): boolean => (moves[move] as readonly ApplicationState[]).includes(state);

/** The parts of an application that every call has; the sections of its own form come before them. */
export const fixedSteps = ['project', 'members', 'budget', 'documents'] as const;
export type FixedStep = (typeof fixedSteps)[number];
