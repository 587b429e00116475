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

/** What a person may do who was invited by name, besides what their organisation may. */
export const personRights = ['editor', 'reader'] as const;
export type PersonRight = (typeof personRights)[number];

/** An organisation is invited to take part, a person to write or to read. */
export const invitationKinds = ['partner', ...personRights] as const;
export type InvitationKind = (typeof invitationKinds)[number];

/** As stored; one whose time has passed without an answer is `expired` to every reader. */
export const invitationStates = ['sent', 'accepted', 'refused', 'revoked'] as const;
export type InvitationState = (typeof invitationStates)[number] | 'expired';

/** Why an organisation does not take part any more. */
export const departures = ['removed', 'left', 'replaced'] as const;
export type Departure = (typeof departures)[number];

export const genders = ['f', 'm', 'x'] as const;
export type Gender = (typeof genders)[number];

/** `under40` is what a plain count says that does not know more. */
export const ageBands = ['under30', '30to39', '40plus', 'under40'] as const;
export type AgeBand = (typeof ageBands)[number];

/** `notStated` is what a plain count says. */
export const contracts = ['permanent', 'fixedTerm', 'researchFellow', 'phd', 'contractor', 'toHire', 'notStated'] as const;
export type Contract = (typeof contracts)[number];

/** How a text came to be saved: `found` was there before there was a history, `branched` stands beside the current text until somebody settles it. */
export const editKinds = ['found', 'typed', 'merged', 'restored', 'reused', 'chosen', 'branched'] as const;
export type EditKind = (typeof editKinds)[number];
