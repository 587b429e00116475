/** Where the evaluation of one proposal stands, as the panel sees it. */
export const panelStates = ['incomplete', 'diverging', 'complete', 'consensus'] as const;
export type PanelState = (typeof panelStates)[number];

/** A meeting of the panel. One that was called off can be planned again; a closed one never changes. */
export const meetingStates = ['planned', 'calledOff', 'open', 'closed'] as const;
export type MeetingState = (typeof meetingStates)[number];

/** In which state what can be done with a meeting, and what comes after it. */
export const meetingMoves = {
  change: { from: 'planned', to: 'planned' },
  callOff: { from: 'planned', to: 'calledOff' },
  planAgain: { from: 'calledOff', to: 'planned' },
  open: { from: 'planned', to: 'open' },
  conduct: { from: 'open', to: 'open' },
  close: { from: 'open', to: 'closed' },
  sign: { from: 'closed', to: 'closed' },
} as const satisfies Record<string, { from: MeetingState; to: MeetingState }>;
export type MeetingMove = keyof typeof meetingMoves;

export const seats = ['chair', 'member', 'secretary'] as const;
export type Seat = (typeof seats)[number];

/** What the panel decides on one proposal: agreed points, the reviews as they are, a further expert, or nothing yet. */
export const itemOutcomes = ['agreed', 'asIs', 'further', 'postponed'] as const;
export type ItemOutcome = (typeof itemOutcomes)[number];
