/** The life of a contract: being prepared, offered to be signed, signed; or ended before (`lapsed`, `renounced`) or after (`revoked`, `renounced`) that. */
export const contractStates = ['preparing', 'offered', 'signed', 'lapsed', 'renounced', 'revoked'] as const;
export type ContractState = (typeof contractStates)[number];

export const contractMoves = {
  offer: ['preparing'],
  withdraw: ['offered'],
  sign: ['offered'],
  lapse: ['preparing', 'offered'],
  renounce: ['preparing', 'offered', 'signed'],
  revoke: ['preparing', 'offered', 'signed'],
} as const satisfies Record<string, readonly ContractState[]>;

export type ContractMove = keyof typeof contractMoves;

export const canMove = (move: ContractMove, state: ContractState): boolean => (contractMoves[move] as readonly ContractState[]).includes(state);

/** Nothing is signed or paid any more. */
export const hasEnded = (state: ContractState): boolean => state === 'lapsed' || state === 'renounced' || state === 'revoked';

/** The signed contract among the documents; no document of a call is called so. */
export const DEED = '$deed';

/** An addendum: made by a decree (`issued`), or of a variation, and then prepared, offered to be signed, signed; or given up before that. */
export const addendumStates = ['issued', 'preparing', 'offered', 'signed', 'lapsed', 'withdrawn'] as const;
export type AddendumState = (typeof addendumStates)[number];

/** The signed copies of an addendum among the documents, one of each party. */
export const addendumDeed = (number: number): string => `$addendum-${number}`;

export const documentStates = ['missing', 'in', 'refused', 'expired', 'badSignature'] as const;
export type DocumentState = (typeof documentStates)[number];

export const deggendorfAnswers = ['none', 'repaid', 'pending'] as const;
export type Deggendorf = (typeof deggendorfAnswers)[number];
