export const genders = ['f', 'm', 'x'] as const;
export type Gender = (typeof genders)[number];

/** Languages that an expert reads and writes, by ISO 639-1: those of the programme and those that proposals and literature may come in. */
export const languages = ['it', 'en', 'fr', 'de', 'es', 'pt', 'zh'] as const;
export type Language = (typeof languages)[number];

/** An expert of a call: nothing more is asked of one who was released. */
export const services = ['serving', 'released'] as const;
export type Service = (typeof services)[number];

/** An invitation to review for a call. One that was sent and not answered in time reads `expired`; one whose expert was released since, `released`. */
export const invitationStates = ['sent', 'expired', 'accepted', 'refused', 'withdrawn', 'released'] as const;
export type InvitationState = (typeof invitationStates)[number];

/** Why somebody does not accept. */
export const refusalKinds = ['conflict', 'expertise', 'unavailable', 'other'] as const;
export type RefusalKind = (typeof refusalKinds)[number];

/** In which state what can be done: the expert answers; the office sends the letter again, takes it back, invites somebody else instead. */
export const moves = {
  answer: ['sent'],
  remind: ['sent', 'expired'],
  withdraw: ['sent', 'expired'],
  replace: ['expired', 'refused', 'withdrawn', 'released'],
} as const satisfies Record<string, readonly InvitationState[]>;
export type Move = keyof typeof moves;

export const canMove = (move: Move, state: InvitationState): boolean => (moves[move] as readonly InvitationState[]).includes(state);
