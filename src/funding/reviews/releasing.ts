import { hasRole } from '#src/core/actor.ts';
import type { Decision, Reason } from '#src/core/decision.ts';
import { notFound } from '#src/core/errors.ts';
import { romeDate, type Instant } from '#src/core/time.ts';
import type { Viewer } from '#src/funding/conflicts/queries.ts';
import { can as ofExperts } from '#src/funding/experts/policy.ts';
import { callExpert, type CallExpert } from '#src/funding/experts/queries/experts.ts';
import { suggestions, type Suggestion } from '#src/funding/experts/queries/invitations.ts';
import { stageOf, type CallStage } from '#src/funding/experts/queries/stage.ts';
import type { AskingAcross } from '#src/plumbing/http/asking.ts';
import { can, without } from './policy.ts';
import { assignmentGround, concernsOne, isTied, type Ground, type GroundProposal } from './queries/assignment.ts';
import { freedBy, workOf } from './queries/release.ts';
import { decidedPairs } from './queries/runs.ts';
import { named } from './rules/names.ts';
import { placeOf, substitutesFor } from './rules/substitute.ts';

export type SubstituteShown = { id: string; expert: string; affinity: number; load: number; most: number; decision: Decision };
/** A review that was taken back, and who could take it. `filled`: nobody is wanted any more. */
export type OpenPlace = { review: string; protocol: string; acronym: string; filled: boolean; substitutes: SubstituteShown[] };

export type ReleaseDesk = {
  stage: CallStage;
  expert: CallExpert;
  self: boolean;
  work: { open: number; submitted: number };
  decision: Decision;
  /** For the office: the places that became free, and whom of the register to invite. */
  places: OpenPlace[];
  invitable: readonly Suggestion[];
  hidden: boolean;
};

/** So many could take a place; the solver knows them all. */
const SHOWN = 6;

/** Ending an expert's service: for the office, who sees what became free and who could take it, and for the expert themself. */
export async function releaseDesk({ db, ports, actor, now }: AskingAcross, callId: string, personId: string): Promise<ReleaseDesk> {
  const self = actor?.id === personId;
  if (!self && !hasRole(actor, 'office')) throw notFound();
  const [stage, expert] = [await stageOf(db, callId), await callExpert(db, callId, personId)];
  if (!expert) throw notFound();
  const { evaluation } = stage.version.call;
  if (self) {
    const decision = ofExperts.release(actor, stage, { personId, tied: false });
    return { stage, expert, self, work: await workOf(db, callId, personId, null), decision, places: [], invitable: [], hidden: false };
  }
  const ground = await assignmentGround({ db, ports }, callId, evaluation, romeDate(now));
  const tied = isTied(ground, actor);
  const has = new Set((await ports.reviewsInHand(db, [personId])).map((r) => r.applicationId));
  const visible = ground.proposals.filter((p) => !concernsOne(ground, p, actor!));
  const inHand = visible.flatMap((p) => (has.has(p.id) ? [p.id] : []));
  const freed = expert.ended ? await freedBy(db, callId, personId) : [];
  const decided = await decidedPairs(db, callId);
  const may = can.proposeAssignment(actor, stage, now, { tied });
  return {
    stage,
    expert,
    self,
    work: await workOf(
      db,
      callId,
      personId,
      visible.map((p) => p.id),
    ),
    decision: ofExperts.release(actor, stage, { personId, tied }),
    places: freed.flatMap(({ review, applicationId }): OpenPlace[] => {
      const proposal = visible.find((p) => p.id === applicationId);
      if (!proposal) return [];
      const { protocol, acronym, missing } = proposal;
      const substitutes = missing > 0 ? substitutesShown(ground, proposal, { evaluation, decided, may }) : [];
      return [{ review, protocol, acronym, filled: missing === 0, substitutes }];
    }),
    invitable: expert.ended ? [] : await invitableTo({ db, ports }, stage, now, actor!, inHand),
    hidden: tied,
  };
}

/** Whom of the register to invite: for what the expert has in hand, if anything. */
const invitableTo = (across: Pick<AskingAcross, 'db' | 'ports'>, { callId, version }: CallStage, now: Instant, viewer: Viewer, inHand: string[]) => {
  const { reviewsPerProposal: wanted, maxLoad } = version.call.evaluation;
  return suggestions(across, callId, { wanted, maxLoad, now, viewer, ...(inHand.length > 0 && { only: inHand }) });
};

type Looked = { evaluation: CallStage['version']['call']['evaluation']; decided: Awaited<ReturnType<typeof decidedPairs>>; may: Decision };

/** What people have decided about pairs, as the solver is told it. */
export const termsOf = ({ evaluation, decided }: Omit<Looked, 'may'>) => {
  const of = (kind: 'pinned' | 'barred') => decided.filter((d) => d.kind === kind).map((d) => [d.applicationId, d.personId] as const);
  return { evaluation, pinned: of('pinned'), barred: of('barred') };
};

/** Whom the solver may choose among: who has declared, and who has a review already. */
export const eligible = ({ experts, proposals }: Ground) => experts.filter((e) => (e.declared && !e.ended) || proposals.some((p) => p.experts.includes(e.id)));

function substitutesShown(ground: Ground, proposal: GroundProposal, { may, ...looked }: Looked): SubstituteShown[] {
  const [experts, terms] = [eligible(ground), termsOf(looked)];
  const place = placeOf(proposal, ground.proposals, experts, ground.isBarred, terms);
  const known = new Map(experts.map((e) => [e.id, e]));
  return substitutesFor(proposal, place, experts, terms.barred)
    .slice(0, SHOWN)
    .map(({ id, affinity, load, free, faults }) => {
      const { pseudonym, name } = known.get(id)!;
      const reasons: Reason[] = named(faults, ground);
      return { id, expert: `${pseudonym} ${name}`, affinity, load, most: load + free, decision: may.ok ? without(reasons) : may };
    });
}
