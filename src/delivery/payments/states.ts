/** What a payment order is for. */
export const orderKinds = ['advance', 'interim', 'balance'] as const;
export type OrderKind = (typeof orderKinds)[number];

/** `proposed` by the office, `approved` or `refused` by who pays, `sent` in a file to the bank, then `paid` or `returned` as the statement says. */
export const orderStates = ['proposed', 'approved', 'refused', 'sent', 'paid', 'returned'] as const;
export type OrderState = (typeof orderStates)[number];

export const orderMoves = {
  approve: ['proposed'],
  refuse: ['proposed'],
  send: ['approved'],
  pay: ['sent'],
  return: ['sent', 'paid'],
} as const satisfies Record<string, readonly OrderState[]>;
export type OrderMove = keyof typeof orderMoves;

export const canMove = (move: OrderMove, state: OrderState): boolean => (orderMoves[move] as readonly OrderState[]).includes(state);

/** An account is proposed by one person and confirmed by another; the one before is then `replaced`. */
export const accountStates = ['proposed', 'confirmed', 'refused', 'replaced'] as const;
export type AccountState = (typeof accountStates)[number];

/** Why money has to come back. */
export const recoveryCauses = ['cut', 'advance', 'revocation', 'renunciation'] as const;
export type RecoveryCause = (typeof recoveryCauses)[number];
export const recoveryStates = ['open', 'closed'] as const;
export type RecoveryState = (typeof recoveryStates)[number];

/** What became of one movement of a bank statement. */
export const movementOutcomes = ['paid', 'returned', 'received', 'partial', 'unmatched', 'repeated', 'foreign'] as const;
export type MovementOutcome = (typeof movementOutcomes)[number];

/** Movements that booked nothing by themselves: somebody says what they are. What was held to be foreign may be looked at again. */
export const openOutcomes = ['partial', 'unmatched', 'repeated'] as const satisfies readonly MovementOutcome[];
export const maySay = (outcome: MovementOutcome): boolean => outcome === 'foreign' || (openOutcomes as readonly MovementOutcome[]).includes(outcome);

/** What a movement is said to be: an order’s, a whole tranche’s, a claim’s, or nothing of ours. */
export const bookingPurposes = ['order', 'tranche', 'recovery', 'foreign'] as const;
export type BookingPurpose = (typeof bookingPurposes)[number];
export const bookingStates = ['proposed', 'booked', 'refused'] as const;
export type BookingState = (typeof bookingStates)[number];
