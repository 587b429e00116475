import type { Actor } from '#src/core/actor.ts';
import { hashOf } from '#src/core/canonical.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, notFound } from '#src/core/errors.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { can } from '../policy.ts';
import { reviewById, type ReviewShown } from '../queries/reviews.ts';
import { entryOfInput } from '../rules/entries.ts';
import { givenBy, checkReview, itemsOf, type Entry } from '../rules/review.ts';
import type { RefusalInput } from '../schema.ts';
import { demandSeen } from './deeds.ts';

/** The most that a draft keeps of one text: more than may be submitted, so that nothing is lost while it is shortened. */
const MAX_DRAFT = 20_000;

/** Keeps a review as it is, finished or not. @param revision the one that was looked at; another tab in between is a conflict */
export async function saveReview(
  house: House,
  actor: Actor | null,
  id: string,
  { revision, entry }: { revision: number; entry: Entry },
): Promise<{ revision: number }> {
  return act(house, actor, 'review.save', `review/${id}`, async (deed) => {
    const review = await locked(deed, id);
    demandSeen(can.write(actor, review));
    if (revision !== review.revision) throw new AppError('conflict', [reason('form.stale')]);
    await keep(deed, review, entry);
    await deed.record({ kind: 'review.saved', subject: `review/${id}`, body: { revision: revision + 1, entry: hashOf(entry) } });
    return { revision: revision + 1 };
  });
}

export type Submission = { revision?: number | undefined; entry?: Entry | undefined; key?: string | null };

/** Checks everything and hands the review in; from here on it does not change. The same `key` again changes nothing. */
export async function submitReview(house: House, actor: Actor | null, id: string, submission: Submission = {}): Promise<{ submitted: true }> {
  return act(house, actor, 'review.submit', `review/${id}`, async (deed) => {
    await submit(deed, actor, id, submission);
    return { submitted: true };
  });
}

async function submit(deed: Deed, actor: Actor | null, id: string, { revision, entry, key = null }: Submission): Promise<void> {
  const review = await locked(deed, id);
  demandSeen(can.read(actor, review));
  if (review.state === 'submitted' && key !== null && key === review.submissionKey) return deed.record({ kind: 'review.repeated', subject: `review/${id}` });
  const decision = can.submit(actor, review);
  if (!decision.ok) throw new AppError('conflict', decision.reasons);
  if (revision !== undefined && revision !== review.revision) throw new AppError('conflict', [reason('form.stale')]);
  const given = entry ?? review.entry;
  const wrong = checkReview(review.version.call.evaluation, given);
  if (wrong.length > 0) throw new AppError('invalid', wrong);
  if (entry) await keep(deed, review, entry);
  const { tx, at, record } = deed;
  await tx.updateTable('review_assignments').set({ state: 'submitted', submitted_at: at, updated_at: at, submission_key: key }).where('id', '=', id).execute();
  await record({
    kind: 'review.submitted',
    subject: `evaluation/${review.submission.applicationId}`,
    body: {
      review: id,
      expert: review.pseudonym,
      given: givenBy(review.version.call.evaluation, given),
      entry: hashOf(given),
      submission: review.submission.sha256,
    },
  });
}

/** A whole review at once, as JSON would bring it. */
export type RecordedReview = {
  id: string;
  points: Record<string, number | string>;
  premiums?: Record<string, number | string>;
  motivations?: Record<string, string>;
  summary?: string;
};

/** Many complete reviews of one expert, checked and submitted in one deed: all of them or none. For seeds and scripts. */
export async function recordReviews(house: House, actor: Actor | null, reviews: readonly RecordedReview[]): Promise<number> {
  return act(house, actor, 'review.submit', `expert/${actor?.id ?? 'nobody'}`, async (deed) => {
    for (const { id, points, premiums = {}, motivations = {}, summary = '' } of reviews)
      await submit(deed, actor, id, { entry: entryOfInput({ points, premiums, motivations, summary }) });
    if (reviews.length === 0) await deed.record({ kind: 'review.nothing', subject: `expert/${actor?.id ?? 'nobody'}` });
    return reviews.length;
  });
}

export const recordReview = (house: House, actor: Actor | null, review: RecordedReview): Promise<number> => recordReviews(house, actor, [review]);

/** Gives an assignment back, which frees the place for another expert. A conflict is kept as one. */
export async function refuseReview(house: House, actor: Actor | null, id: string, { kind, text }: RefusalInput): Promise<void> {
  await act(house, actor, 'review.refuse', `review/${id}`, async (deed) => {
    const review = await locked(deed, id);
    demandSeen(can.refuse(actor, review));
    const { tx, at, record } = deed;
    await tx.updateTable('review_assignments').set({ state: 'declined', refusal_kind: kind, refusal: text, updated_at: at }).where('id', '=', id).execute();
    if (kind === 'conflict') {
      await tx
        .insertInto('conflicts')
        .values({
          application_id: review.submission.applicationId,
          person_id: review.personId,
          kind: 'declared',
          detail: text,
          found_at: at,
          found_by: review.personId,
        })
        .onConflict((c) => c.columns(['application_id', 'person_id', 'kind']).doUpdateSet({ detail: text }))
        .execute();
    }
    await record({ kind: 'review.declined', subject: `evaluation/${review.submission.applicationId}`, body: { review: id, expert: review.pseudonym, kind } });
  });
}

/** The review under a lock: two tabs, or a save and a submission, come one after the other. */
async function locked({ tx }: Deed, id: string): Promise<ReviewShown> {
  const row = await tx.selectFrom('review_assignments').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw notFound();
  return reviewById(tx, id);
}

/** Writes what was typed, right or wrong; points count only once they are a number. */
async function keep({ tx, at }: Deed, review: ReviewShown, entry: Entry): Promise<void> {
  const items = itemsOf(review.version.call.evaluation).map(({ item }) => ({ item, ...(entry.items[item] ?? { typed: '', motivation: '' }) }));
  const tooLong = items.filter((i) => i.motivation.length > MAX_DRAFT).map((i) => reason('form.tooLong', { max: MAX_DRAFT }, { at: `motivation.${i.item}` }));
  if (tooLong.length > 0) throw new AppError('invalid', tooLong);
  const { points, premiums } = givenBy(review.version.call.evaluation, entry);
  const counted = (item: string): number | null => (item.startsWith('premium/') ? premiums[item.slice('premium/'.length)] : points[item]) ?? null;
  await tx
    .insertInto('review_scores')
    .values(items.map(({ item, typed, motivation }) => ({ assignment_id: review.id, item, typed: typed.slice(0, 200), points: counted(item), motivation })))
    .onConflict((c) =>
      c
        .columns(['assignment_id', 'item'])
        .doUpdateSet((eb) => ({ typed: eb.ref('excluded.typed'), points: eb.ref('excluded.points'), motivation: eb.ref('excluded.motivation') })),
    )
    .execute();
  await tx
    .updateTable('review_assignments')
    .set((eb) => ({ summary: entry.summary.slice(0, MAX_DRAFT), updated_at: at, revision: eb('revision', '+', 1) }))
    .where('id', '=', review.id)
    .execute();
}
