import type { Actor } from '#src/core/actor.ts';
import { hashOf } from '#src/core/canonical.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { pointsOf } from '#src/core/points.ts';
import type { Instant } from '#src/core/time.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { can } from '../policy.ts';
import { proposalOf, reviewById, type ReviewShown } from '../queries/reviews.ts';
import { entryOfInput } from '../rules/entries.ts';
import { SUMMARY, settle, textOf, versionOf, writtenOf, type FieldText, type Written } from '../rules/fields.ts';
import { givenBy, checkReview, itemsOf, type Entry } from '../rules/review.ts';
import type { RefusalInput } from '../schema.ts';
import { tellOfDivergence } from './divergence.ts';

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
    demand(can.write(actor, review));
    if (revision !== review.revision) throw new AppError('conflict', [reason('form.stale')]);
    await keep(deed, review, allOf(review, entry));
    await deed.record({ kind: 'review.saved', subject: `review/${id}`, body: { revision: revision + 1, entry: hashOf(entry) } });
    return { revision: revision + 1 };
  });
}

/** What became of fields that were saved by themselves. `clash`: somewhere else another text was saved first; nothing is written over it. */
export type Saved = {
  at: Instant;
  revision: number;
  saved: { field: string; version: number }[];
  clash: (Written & { version: number; stored: FieldText; storedAt: Instant })[];
};

/** Keeps some fields of a review, each against the version that its writer saw. */
export async function saveFields(house: House, actor: Actor | null, id: string, written: readonly Written[]): Promise<Saved> {
  return act(house, actor, 'review.save', `review/${id}`, async (deed) => {
    const review = await locked(deed, id);
    demand(can.write(actor, review));
    const { write, same, clash } = settle(review, written);
    if (write.length > 0) await keep(deed, review, write);
    const revision = review.revision + (write.length > 0 ? 1 : 0);
    await deed.record({
      kind: write.length > 0 ? 'review.saved' : 'review.unchanged',
      subject: `review/${id}`,
      body: { revision, fields: hashOf(write), clashes: clash.length },
    });
    return {
      at: deed.at,
      revision,
      saved: [...write.map((w) => ({ field: w.field, version: revision })), ...same.map((w) => ({ field: w.field, version: versionOf(review, w.field) }))],
      clash: clash.map((w) => ({ ...w, version: versionOf(review, w.field), stored: textOf(review, w.field), storedAt: review.updatedAt })),
    };
  });
}

/** The expert has read a document of the proposal. */
export async function markSeen(house: House, actor: Actor | null, id: string, key: string): Promise<void> {
  await act(house, actor, 'review.seeDocument', `review/${id}`, async (deed) => {
    const review = await locked(deed, id);
    demand(can.read(actor, review));
    const sha256 = proposalOf(review).documents.find((d) => d.key === key)?.sha256;
    if (sha256 === undefined) throw notFound();
    await deed.tx
      .insertInto('review_documents_seen')
      .values({ assignment_id: id, sha256, seen_at: deed.at })
      .onConflict((c) => c.columns(['assignment_id', 'sha256']).doNothing())
      .execute();
    await deed.record({ kind: 'review.documentSeen', subject: `review/${id}`, body: { document: sha256 } });
  });
}

export type Submission = { revision?: number | undefined; entry?: Entry | undefined; key?: string | null };

/** Checks everything and hands the review in; from here on it does not change. The same `key` again changes nothing. */
export async function submitReview(house: House, actor: Actor | null, id: string, submission: Submission = {}): Promise<{ submitted: true }> {
  return act(house, actor, 'review.submit', `review/${id}`, async (deed) => {
    await submit(house, deed, actor, id, submission);
    return { submitted: true };
  });
}

async function submit(house: House, deed: Deed, actor: Actor | null, id: string, { revision, entry, key = null }: Submission): Promise<void> {
  const review = await locked(deed, id);
  demand(can.read(actor, review));
  if (review.state === 'submitted' && key !== null && key === review.submissionKey) return deed.record({ kind: 'review.repeated', subject: `review/${id}` });
  demand(can.submit(actor, review));
  if (revision !== undefined && revision !== review.revision) throw new AppError('conflict', [reason('form.stale')]);
  const given = entry ?? review.entry;
  const wrong = checkReview(review.version.call.evaluation, given);
  if (wrong.length > 0) throw new AppError('invalid', wrong);
  if (entry) await keep(deed, review, allOf(review, entry));
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
  await tellOfDivergence(house, deed, review);
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
      await submit(house, deed, actor, id, { entry: entryOfInput({ points, premiums, motivations, summary }) });
    if (reviews.length === 0) await deed.record({ kind: 'review.nothing', subject: `expert/${actor?.id ?? 'nobody'}` });
    return reviews.length;
  });
}

export const recordReview = (house: House, actor: Actor | null, review: RecordedReview): Promise<number> => recordReviews(house, actor, [review]);

/** Gives an assignment back, which frees the place for another expert. A conflict is kept as one. */
export async function refuseReview(house: House, actor: Actor | null, id: string, { kind, text }: RefusalInput): Promise<void> {
  await act(house, actor, 'review.refuse', `review/${id}`, async (deed) => {
    const review = await locked(deed, id);
    demand(can.refuse(actor, review));
    const { tx, at, record } = deed;
    await tx.updateTable('review_assignments').set({ state: 'declined', refusal_kind: kind, refusal: text, updated_at: at }).where('id', '=', id).execute();
    if (kind === 'conflict')
      await deed.enqueue({ task: 'conflicts.declared', payload: { applicationId: review.submission.applicationId, personId: review.personId, detail: text } });
    await record({ kind: 'review.declined', subject: `evaluation/${review.submission.applicationId}`, body: { review: id, expert: review.pseudonym, kind } });
  });
}

/** An expert has declared conflicts: reviews under way that they speak of are given back. */
export async function giveBackConflicted(house: House, callId: string, personId: string): Promise<void> {
  await act(house, null, 'review.giveBack', `expert/${personId}`, async ({ tx, at, record }) => {
    const given = await tx
      .updateTable('review_assignments as r')
      .set({ state: 'declined', refusal_kind: 'conflict', refusal: '', updated_at: at })
      .where('r.person_id', '=', personId)
      .where('r.state', '=', 'assigned')
      .where((eb) =>
        eb.exists(
          eb
            .selectFrom('conflicts as c')
            .innerJoin('applications as a', 'a.id', 'c.application_id')
            .select('c.kind')
            .whereRef('c.application_id', '=', 'r.application_id')
            .where('c.person_id', '=', personId)
            .where('a.call_id', '=', callId),
        ),
      )
      .returning('r.id')
      .execute();
    await record({ kind: 'review.givenBack', subject: `expert/${personId}`, body: { call: callId, reviews: given.map((r) => r.id).sort() } });
  });
}

/** The review under a lock: two tabs, or a save and a submission, come one after the other. */
async function locked({ tx }: Deed, id: string): Promise<ReviewShown> {
  const row = await tx.selectFrom('review_assignments').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw notFound();
  return reviewById(tx, id);
}

const allOf = (review: ReviewShown, entry: Entry): Written[] =>
  writtenOf(
    review,
    entry,
    itemsOf(review.version.call.evaluation).map((i) => i.item),
  );

/** Writes what was typed, right or wrong; points count only once they are a number of the scale. What is the same keeps its version. */
async function keep({ tx, at }: Deed, review: ReviewShown, fields: readonly Written[]): Promise<void> {
  const tooLong = fields
    .filter((f) => f.motivation.length > MAX_DRAFT)
    .map((f) => reason('form.tooLong', { max: MAX_DRAFT }, { at: f.field === SUMMARY ? 'summary' : `motivation.${f.field}` }));
  if (tooLong.length > 0) throw new AppError('invalid', tooLong);
  const revision = review.revision + 1;
  const changed = settle(review, fields).write;
  const summary = changed.find((f) => f.field === SUMMARY);
  const scales = new Map(itemsOf(review.version.call.evaluation).map((i) => [i.item, i]));
  const items = changed.filter((f) => scales.has(f.field));
  if (items.length > 0)
    await tx
      .insertInto('review_scores')
      .values(
        items.map(({ field, typed, motivation }) => ({
          assignment_id: review.id,
          item: field,
          typed: typed.slice(0, 200),
          points: pointsOf(scales.get(field)!, typed),
          motivation,
          revision,
        })),
      )
      .onConflict((c) =>
        c.columns(['assignment_id', 'item']).doUpdateSet((eb) => ({
          typed: eb.ref('excluded.typed'),
          points: eb.ref('excluded.points'),
          motivation: eb.ref('excluded.motivation'),
          revision: eb.ref('excluded.revision'),
        })),
      )
      .execute();
  await tx
    .updateTable('review_assignments')
    .set({ updated_at: at, revision, ...(summary && { summary: summary.motivation, summary_revision: revision }) })
    .where('id', '=', review.id)
    .execute();
}
