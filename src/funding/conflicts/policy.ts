import { hasRole, type Actor } from '#src/core/actor.ts';
import { all, no, only, reason, unless, type Decision, type Source } from '#src/core/decision.ts';
import type { Instant } from '#src/core/time.ts';
import { neverWaived, type ConflictKind, type FindingState } from './states.ts';

/** When it is: the deadline, and whether a ranking is out. */
export type Stage = { closesAt: Instant; ranked: boolean };
export type Finding = { personId: string; kind: ConflictKind; state: FindingState };

const law: Source = { ref: 'L. 241/1990, art. 6-bis (conflitto di interessi)', status: 'inferred' };
const isOffice = (actor: Actor | null): Decision => only(hasRole(actor, 'office'), 'conflict.officeOnly');

/**
 * Who declares conflicts, sees what was found and sets it aside, when, and why not. `registered`: among the experts of this call. Findings on proposals
 * that a person has something to do with, and those about them, are not found for them at all.
 */
export const can = {
  seeDeclaration: (registered: boolean): Decision => unless(registered, 'notFound'),
  declare: (registered: boolean, { closesAt, ranked }: Stage, now: Instant): Decision =>
    registered ? all(unless(now > closesAt, 'evaluation.callOpen', { closesAt }), unless(!ranked, 'evaluation.ranked')) : no(reason('notFound')),

  seeFindings: (actor: Actor | null): Decision => unless(hasRole(actor, 'office', 'auditor'), 'notFound'),
  record: (actor: Actor | null): Decision => isOffice(actor),
  proposeWaiver: (actor: Actor | null, it: Finding): Decision =>
    all(
      isOffice(actor),
      unless(!neverWaived.includes(it.kind), 'conflict.neverWaived', {}, { source: law }),
      unless(it.state === 'bars', 'conflict.nothingToWaive'),
      only(it.personId !== actor?.id, 'conflict.ownFinding'),
    ),
  answerWaiver: (actor: Actor | null, it: Finding, waiver: { proposedBy: string } | undefined): Decision =>
    all(
      isOffice(actor),
      unless(it.state === 'waiverProposed' && waiver !== undefined, 'conflict.noProposal'),
      only(waiver?.proposedBy !== actor?.id, 'conflict.sameEyes'),
      only(it.personId !== actor?.id, 'conflict.ownFinding'),
    ),
};
