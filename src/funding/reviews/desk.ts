import type { Decision } from '#src/core/decision.ts';
import { see } from '#src/core/errors.ts';
import type { Asking } from '#src/plumbing/http/asking.ts';
import { can, type OwnReview } from './policy.ts';
import { reviewById, seenByExpert, type ReviewSeen } from './queries/reviews.ts';
import { watchedReview, type Watched } from './queries/watch.ts';

export type ReviewDesk = { review: ReviewSeen; decisions: { write: Decision; submit: Decision; refuse: Decision } };

/** One's own review; not found for anyone else. */
export async function reviewDesk({ db, actor }: Asking, id: string): Promise<ReviewDesk> {
  const review = await reviewById(db, id);
  see(can.read(actor, review));
  const own: OwnReview = review;
  return { review: seenByExpert(review), decisions: { write: can.write(actor, own), submit: can.submit(actor, own), refuse: can.refuse(actor, own) } };
}

/** Somebody's review as those see it who run the evaluation: how far it is, never what it says. */
export async function watchDesk({ db, actor }: Asking, callId: string, id: string): Promise<{ review: Watched; takeBack: Decision }> {
  const review = await watchedReview(db, callId, id, actor);
  see(can.watch(actor, review));
  return { review, takeBack: can.takeBack(actor, review) };
}
