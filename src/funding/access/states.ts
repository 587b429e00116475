/** Where a request for access stands: asked, those whom it concerns were told, decided, taken back. */
export const accessStates = ['asked', 'noticed', 'decided', 'withdrawn'] as const;
export type AccessState = (typeof accessStates)[number];

export const decisions = ['granted', 'partial', 'refused'] as const;
export type AccessDecision = (typeof decisions)[number];

const moves = { notify: ['asked'], decide: ['asked', 'noticed'], withdraw: ['asked', 'noticed'] } as const satisfies Record<string, readonly AccessState[]>;
export type Move = keyof typeof moves;

export const canMove = (state: AccessState, move: Move): boolean => (moves[move] as readonly AccessState[]).includes(state);

export const isOpen = (state: AccessState): boolean => canMove(state, 'withdraw');
