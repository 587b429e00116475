import type { Source } from '#src/core/decision.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { foundConflicts, type FoundConflict } from '#src/funding/calls/vocabulary.ts';

export type ConflictTerms = { lookBackYears: number; effect: Record<FoundConflict, 'bars' | 'shown' | 'off'>; source: Source };

/** One's own employer, the body that one acts for and one's own proposal bar under every call. */
const always: readonly FoundConflict[] = ['employer', 'member', 'proposal'];

const usual = {
  lookBackYears: 3,
  bars: ['employer', 'formerEmployer', 'member', 'group', 'proposal', 'coauthor', 'project'],
  shown: ['likelyCoauthor', 'namesake', 'competitor'],
  source: { ref: 'L. 241/1990, art. 6-bis; d.P.R. 62/2013, artt. 6 e 7: tipi e anni sono una lettura', status: 'inferred' },
} as const;

/** What the call says of conflicts, or what is usual. */
export function conflictTerms({ evaluation: { conflicts } }: Pick<Call, 'evaluation'>): ConflictTerms {
  const { lookBackYears, bars, shown, source } = conflicts ?? usual;
  const effectOf = (kind: FoundConflict) => {
    // A name alone bars nobody, and is never passed over.
    if (kind === 'namesake') return 'shown';
    if (always.includes(kind) || (bars as readonly string[]).includes(kind)) return 'bars';
    return (shown as readonly string[]).includes(kind) ? 'shown' : 'off';
  };
  return { lookBackYears, source, effect: Object.fromEntries(foundConflicts.map((kind) => [kind, effectOf(kind)])) as ConflictTerms['effect'] };
}
