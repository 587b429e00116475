import type { Actor } from '#src/core/actor.ts';
import { romeDate } from '#src/core/time.ts';
import { lockEvaluation } from '#src/funding/conflicts/queries/stage.ts';
import { endService, inviteInPlace, leaving, tellOfRelease } from '#src/funding/experts/actions/release.ts';
import { stageOf } from '#src/funding/experts/queries/stage.ts';
import type { ReleaseInput } from '#src/funding/experts/schema.ts';
import { freeSeats } from '#src/funding/panels/actions/seats.ts';
import { freeReviews } from '#src/funding/reviews/actions/release.ts';
import { assignmentGround, isTied } from '#src/funding/reviews/queries/assignment.ts';
import { act, type House } from '#src/plumbing/house.ts';

/**
 * Releases an expert of a call, or lets them leave, and invites somebody in their place: one deed over the rooms of the experts, of the reviews and of the
 * panel, so that neither a review nor a seat is left with somebody who serves no longer. Released before: nothing happens again.
 */
export async function releaseExpert(
  house: House,
  actor: Actor | null,
  callId: string,
  personId: string,
  input: ReleaseInput,
): Promise<{ taken: number; kept: number }> {
  return act(house, actor, 'expert.release', `call/${callId}`, async (deed) => {
    await lockEvaluation(deed.tx, callId);
    const stage = await stageOf(deed.tx, callId);
    const self = actor?.id === personId;
    const tied = !self && isTied(await assignmentGround({ db: deed.tx, ports: deed.ports }, callId, stage.version.call.evaluation, romeDate(deed.at)), actor);
    const left = await leaving(deed, actor, stage, personId, tied);
    if (!left) {
      await deed.record({ kind: 'expert.releasedAgain', subject: `call/${callId}`, body: {} });
      return { taken: 0, kept: 0 };
    }
    const freed = await freeReviews(deed, actor, { callId, personId, pseudonym: left.pseudonym, reason: input.reason });
    await freeSeats(deed, house, actor!, { callId, personId });
    await endService(deed, actor, callId, personId, { why: input.reason, kept: freed.kept });
    await deed.record({ kind: 'expert.released', subject: `call/${callId}`, body: { expert: left.pseudonym, self, ...freed } });
    await inviteInPlace(deed, house, actor, stage, left, input);
    await tellOfRelease(deed, house, stage, left, { why: input.reason, self, ...freed });
    return freed;
  });
}
