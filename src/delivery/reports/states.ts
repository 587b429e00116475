import type { CostCategory } from '#src/funding/calls/vocabulary.ts';

/** A report (*SAL*): being written; handed in; sent back to be mended; accepted, and then as it is for good. */
export const reportStates = ['open', 'submitted', 'returned', 'accepted'] as const;
export type ReportState = (typeof reportStates)[number];

const reportMoves = {
  write: ['open', 'returned'],
  submit: ['open', 'returned'],
  check: ['submitted'],
  giveBack: ['submitted'],
  accept: ['submitted'],
} as const satisfies Record<string, readonly ReportState[]>;
export type ReportMove = keyof typeof reportMoves;
export const canMove = (state: ReportState, move: ReportMove): boolean => (reportMoves[move] as readonly ReportState[]).includes(state);

/** One person's month on one project: a draft; confirmed by the person; countersigned by the member, and then frozen until it is reopened. */
export const sheetStates = ['draft', 'signed', 'countersigned'] as const;
export type SheetState = (typeof sheetStates)[number];

const sheetMoves = {
  fill: ['draft'],
  sign: ['draft'],
  countersign: ['signed'],
  reopen: ['signed', 'countersigned'],
} as const satisfies Record<string, readonly SheetState[]>;
export type SheetMove = keyof typeof sheetMoves;
export const canMoveSheet = (state: SheetState, move: SheetMove): boolean => (sheetMoves[move] as readonly SheetState[]).includes(state);

/** What the office found of a line. `open`: not looked at yet; `queried`: the beneficiary is asked. */
export const verdicts = ['open', 'eligible', 'cut', 'queried'] as const;
export type Verdict = (typeof verdicts)[number];

/** Why an officer cuts a line. Each has its source in `rules/sources.ts`. */
export const cutReasons = ['notProven', 'notPaid', 'cupMissing', 'outsidePeriod', 'notEligible', 'usedTwice', 'notPertinent', 'amount', 'conflict'] as const;
export type CutReason = (typeof cutReasons)[number];

/** What the rules of the call take off by themselves, whatever the officer found. */
export const ruleCuts = ['overBudget', 'overCap'] as const;
export type RuleCut = (typeof ruleCuts)[number];

export const lineKinds = ['cost', 'personnel'] as const;
export type LineKind = (typeof lineKinds)[number];

/** Categories that are typed line by line: personnel comes from timesheets, and flat rates are computed. */
export const typedCategories = ['materials', 'equipment', 'licences', 'consultancy', 'other'] as const satisfies readonly CostCategory[];

export const attachmentKinds = ['certificate', 'checklist', 'technical'] as const;
export type AttachmentKind = (typeof attachmentKinds)[number];

/** What a report says of something due that nobody has shown yet. */
export const dueOutcomes = ['late', 'notReached'] as const;
export type DueOutcome = (typeof dueOutcomes)[number];

export const importKinds = ['costs', 'timesheets'] as const;
export type ImportKind = (typeof importKinds)[number];
/** Waiting for the worker; read, with what is wrong (`refused`) or with a preview (`ready`); taken in. */
export const importStates = ['waiting', 'refused', 'ready', 'done'] as const;
export type ImportState = (typeof importStates)[number];
