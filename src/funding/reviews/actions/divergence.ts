import { hashOf } from '#src/core/canonical.ts';
import { spreadOf } from '#src/core/points.ts';
import type { Deed, House } from '#src/plumbing/house.ts';
import { queueMails } from '#src/plumbing/mail/mail.ts';
import { sql } from 'kysely';
import { divergenceLetter } from '../letters.ts';
import { submittedReviews } from '../queries.ts';
import { responsibleFor } from '../queries/divergence.ts';
import type { ReviewShown } from '../queries/reviews.ts';
import { diverges, needsPanel, reviewsWanted, totalOf } from '../rules/points.ts';

/**
 * A review has just been handed in: if it is the one that takes the experts further apart than the call allows, who settles it is told. Where a further
 * expert does, that is the office, and nobody once one is at work; otherwise the chair. Where all of them have something to do with the proposal, the other.
 */
export async function tellOfDivergence(house: House, deed: Deed, review: ReviewShown): Promise<void> {
  const { call } = review.version;
  const { evaluation } = call;
  const { callId, applicationId } = review.submission;
  if (evaluation.divergence === null) return;
  const { tx } = deed;
  // Two reviews of one proposal handed in at once: the second sees the first.
  await sql`select pg_advisory_xact_lock(hashtext('divergence'), hashtext(${applicationId}))`.execute(tx);
  const reviews = (await submittedReviews(tx, callId, [applicationId])).get(applicationId) ?? [];
  const before = reviews.filter((r) => r.expert !== review.pseudonym);
  if (diverges(evaluation, before) || !needsPanel(evaluation, { diverging: diverges(evaluation, reviews), submitted: reviews.length })) return;
  const { assigned } = await tx
    .selectFrom('review_assignments')
    .select((eb) => eb.fn.countAll<number>().as('assigned'))
    .where('application_id', '=', applicationId)
    .where('state', '<>', 'declined')
    .executeTakeFirstOrThrow();
  const by = evaluation.onDivergence ?? 'panel';
  if (by === 'expert' && Number(assigned) >= reviewsWanted(evaluation, true)) return;
  const [first, second] = by === 'expert' ? (['office', 'chair'] as const) : (['chair', 'office'] as const);
  const people = await responsibleFor(tx, callId, applicationId, first);
  const told = people.length > 0 ? people : await responsibleFor(tx, callId, applicationId, second);
  const scores = reviews.map((r) => ({ expert: r.expert, points: totalOf(evaluation, r.points) }));
  const { protocol, snapshot } = review.submission;
  const found = { by, protocol, acronym: snapshot.acronym, applicationId, scores, spread: spreadOf(scores.map((s) => s.points))!, assigned: Number(assigned) };
  const set = hashOf(scores.map((s) => s.expert)).slice(0, 16);
  await queueMails(
    deed,
    told.map((person) => ({
      key: `review.diverges/${applicationId}/${set}/${person.personId}`,
      to: person.email,
      ...divergenceLetter({ ...person, call, ...found, limit: evaluation.divergence!, origin: house.settings.origin }),
    })),
  );
  await deed.record({ kind: 'review.diverges', subject: `evaluation/${applicationId}`, body: { by, experts: scores.map((s) => s.expert), told: told.length } });
}
