import type { Actor } from '#src/core/actor.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { addDays, romeDate, type Instant } from '#src/core/time.ts';
import { stageOf, type CallStage } from '#src/funding/experts/queries/stage.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { queueMail, queueMails } from '#src/plumbing/mail/mail.ts';
import { reminderLetter, takenBackLetter } from '../letters.ts';
import { can } from '../policy.ts';
import { watchedReview, watchedReviews, type Watched } from '../queries/watch.ts';
import type { TakingBackInput } from '../schema.ts';

/** Reminds the experts of these reviews, once a day each; who has reminded whom of how many is on record. */
export async function remindReviewers(house: House, actor: Actor | null, callId: string, ids: readonly string[]): Promise<{ reminded: number }> {
  return act(house, actor, 'review.remind', `call/${callId}`, async (deed) => {
    const stage = await stageOf(deed.tx, callId);
    const reviews = await watchedReviews(deed.tx, callId, ids, actor);
    if (ids.length === 0) throw new AppError('invalid', [reason('review.noneChosen', {}, { at: 'reviews' })]);
    if (reviews.length < new Set(ids).size) throw notFound();
    for (const review of reviews) demand(can.remind(actor, review));
    const today = romeDate(deed.at);
    const due = reviews.filter((r) => !r.conflicted && (r.remindedAt === null || romeDate(r.remindedAt) < today));
    if (due.length === 0) throw new AppError('conflict', [reason('review.remindedToday')]);
    const reminded = await write(deed, house, stage, due, (person) => `reviews.reminded/${callId}/${person}/${today}`);
    await deed.record({ kind: 'review.reminded', subject: `call/${callId}`, body: { experts: reminded, reviews: due.map((r) => r.id).sort() } });
    return { reminded };
  });
}

/** Reminds of a term: the job `reviews.remind` calls it for all the reviews of one release. What was handed in or given back is left alone. */
export async function remindOfTerm(house: House, runId: string, daysLeft: number): Promise<void> {
  const run = await house.db.selectFrom('assignment_runs').select('call_id as callId').where('id', '=', runId).executeTakeFirst();
  if (!run) return;
  await act(house, null, 'review.remind', `call/${run.callId}`, async (deed) => {
    const stage = await stageOf(deed.tx, run.callId);
    const open = stage.ranked
      ? []
      : await deed.tx
          .selectFrom('review_assignments as r')
          .innerJoin('submissions as s', (on) => on.onRef('s.application_id', '=', 'r.application_id').on('s.superseded_at', 'is', null))
          .innerJoin('screening_decisions as d', (on) =>
            on.onRef('d.submission_id', '=', 's.id').on('d.superseded_at', 'is', null).on('d.outcome', '=', 'admitted'),
          )
          .select('r.id')
          .where('r.run_id', '=', runId)
          .where('r.state', '=', 'assigned')
          .orderBy('r.id')
          .execute();
    const reviews = await watchedReviews(
      deed.tx,
      run.callId,
      open.map((r) => r.id),
      null,
    );
    // A queue that stood still for days does not send what was to be said then.
    const due = reviews.filter((r) => !r.conflicted && r.dueAt !== null && romeDate(deed.at) <= addDays(romeDate(r.dueAt), 1 - daysLeft));
    const reminded = await write(deed, house, stage, due, (person) => `reviews.remind/${runId}/${daysLeft}/${person}`);
    await deed.record({
      kind: 'review.reminded',
      subject: `call/${run.callId}`,
      body: { run: runId, daysLeft, experts: reminded, reviews: due.map((r) => r.id).sort() },
    });
  });
}

/** One letter for each expert, whatever the number of their reviews. */
async function write(deed: Deed, house: House, { version }: CallStage, reviews: readonly Watched[], keyOf: (person: string) => string): Promise<number> {
  const people = [...new Map(reviews.map((r) => [r.personId, r])).values()];
  const earliest = (mine: readonly Watched[]): Instant | null =>
    mine.reduce<Instant | null>((least, r) => (r.dueAt !== null && (least === null || r.dueAt < least) ? r.dueAt : least), null);
  await queueMails(
    deed,
    people.map(({ personId, locale, name, email }) => {
      const mine = reviews.filter((r) => r.personId === personId);
      const letter = { locale, name, call: version.call, count: mine.length, due: earliest(mine), origin: house.settings.origin, now: deed.at };
      return { key: keyOf(personId), to: email, ...reminderLetter(letter) };
    }),
  );
  if (reviews.length > 0)
    await deed.tx
      .updateTable('review_assignments')
      .set({ reminded_at: deed.at })
      .where(
        'id',
        'in',
        reviews.map((r) => r.id),
      )
      .execute();
  return people.length;
}

/** Takes a review from an expert who is late or gone. What was written so far is kept; the place is free for somebody else. */
export async function takeBackReview(house: House, actor: Actor | null, callId: string, id: string, { kind, text }: TakingBackInput): Promise<void> {
  await act(house, actor, 'review.takeBack', `review/${id}`, async (deed) => {
    const { tx, at, record } = deed;
    await tx.selectFrom('review_assignments').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
    const stage = await stageOf(tx, callId);
    const review = await watchedReview(tx, callId, id, actor);
    demand(can.takeBack(actor, review));
    await tx
      .updateTable('review_assignments')
      .set({ state: 'declined', refusal_kind: kind, refusal: text, updated_at: at, ended_by: actor!.id })
      .where('id', '=', id)
      .execute();
    await queueMail(deed, { key: `review.takenBack/${id}`, to: review.email, ...takenBackLetter({ ...review, call: stage.version.call }) });
    await record({ kind: 'review.takenBack', subject: `evaluation/${review.applicationId}`, body: { review: id, expert: review.expert, kind } });
  });
}
