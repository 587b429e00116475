import { foundConflicts } from '#src/funding/calls/vocabulary.ts';

/** How a conflict became known: found in the registers, declared by the person, or recorded by the office. */
export const conflictKinds = [...foundConflicts, 'declared', 'office'] as const;
export type ConflictKind = (typeof conflictKinds)[number];

/** Where a finding stands. `shown` bars nobody under this call; `ended` no longer holds. */
export const findingStates = ['bars', 'shown', 'waiverProposed', 'waived', 'ended'] as const;
export type FindingState = (typeof findingStates)[number];

/** What these rest on is beyond anybody's judgement: nobody may set them aside. */
export const neverWaived: readonly ConflictKind[] = ['employer', 'member', 'proposal'];
