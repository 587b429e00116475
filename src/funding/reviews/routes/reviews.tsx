import { AppError, notFound } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, page, seeOther } from '#src/plumbing/http/reply.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import { refuseReview, saveReview, submitReview } from '../actions/reviews.ts';
import { reviewWords } from '../copy/reviews.ts';
import { reviewDesk } from '../desk.ts';
import { callsOfExpert } from '../queries/experts.ts';
import { myProgress, myReviews, myReviewsSpec } from '../queries/reviews.ts';
import { entryOfForm } from '../rules/entries.ts';
import { anyForm, refusalInput } from '../schema.ts';
import { ReviewPage, ReviewsPage } from '../views/reviews.tsx';
import { asking, idOr404 } from './asking.ts';

const experts = { anyOf: ['expert'] } as const;
const idOf = (ask: Ask<unknown>) => idOr404(ask.params['id']);

async function reviewsPage(ask: Ask<unknown>) {
  const { db } = ask.house;
  const me = ask.actor!.id;
  const listed = await list(db, myReviews(db, me), myReviewsSpec, ask.url);
  if (listed.state.csv) return file(csv(myReviewsSpec, listed.rows, ask.locale), 'text/csv; charset=utf-8', 'reviews.csv');
  return page(
    speak(reviewWords, ask.locale).reviews,
    <ReviewsPage listed={listed} done={await myProgress(db, me)} calls={await callsOfExpert(db, me)} now={ask.now.toISOString()} />,
    { wide: true },
  );
}

async function reviewPage(ask: Ask<unknown>, shown: { form?: Again; refusal?: Again } = {}) {
  const found = await reviewDesk(asking(ask), idOf(ask));
  const { acronym } = found.review.submission.snapshot;
  // What was typed is shown again under the revision that it is saved over next: the reasons say whether someone else was faster.
  const form = shown.form && { ...shown.form, values: { ...shown.form.values, revision: String(found.review.revision) } };
  return page(`${acronym} · ${speak(reviewWords, ask.locale).review}`, <ReviewPage {...found} form={form} refusal={shown.refusal} />, {
    wide: true,
    script: true,
    address: `/reviews/${found.review.id}`,
  });
}

/** The review's form under the call's grid, and the revision that it was drawn from. */
async function typed(ask: Ask<unknown>) {
  const { review } = await reviewDesk(asking(ask), idOf(ask));
  const revision = Number(ask.raw['revision']);
  return { entry: entryOfForm(review.version.call.evaluation, ask.raw), revision: Number.isSafeInteger(revision) ? revision : 0 };
}

export const ownReviewDoors: Door[] = [
  door({ method: 'GET', path: '/reviews', access: experts, handler: (ask) => reviewsPage(ask) }),
  door({ method: 'GET', path: '/reviews/:id', access: experts, handler: (ask) => reviewPage(ask) }),
  door({
    method: 'POST',
    path: '/reviews/:id',
    access: experts,
    does: 'review.save',
    input: anyForm,
    again: (ask, form) => reviewPage(ask, { form }),
    async handler(ask) {
      await saveReview(ask.house, ask.actor, idOf(ask), await typed(ask));
      return seeOther(`/reviews/${idOf(ask)}#form`);
    },
  }),
  door({
    method: 'POST',
    path: '/reviews/:id/submission',
    access: experts,
    does: 'review.submit',
    input: anyForm,
    again: (ask, form) => reviewPage(ask, { form }),
    async handler(ask) {
      const content = await typed(ask);
      try {
        await submitReview(ask.house, ask.actor, idOf(ask), { ...content, key: ask.idempotencyKey });
      } catch (refused) {
        // A submission that does not pass is still a draft worth keeping.
        if (refused instanceof AppError && refused.kind === 'invalid') await saveReview(ask.house, ask.actor, idOf(ask), content);
        throw refused;
      }
      return seeOther(`/reviews/${idOf(ask)}`);
    },
  }),
  door({
    method: 'POST',
    path: '/reviews/:id/refusal',
    access: experts,
    does: 'review.refuse',
    input: refusalInput,
    again: (ask, refusal) => reviewPage(ask, { refusal }),
    async handler(ask) {
      await refuseReview(ask.house, ask.actor, idOf(ask), ask.input);
      return seeOther('/reviews');
    },
  }),
  door({
    method: 'GET',
    path: '/reviews/:id/documents/:sha256',
    access: experts,
    async handler(ask) {
      const { review } = await reviewDesk(asking(ask), idOf(ask));
      const document = review.submission.snapshot.documents.find((d) => d.sha256 === ask.params['sha256']);
      if (!document) throw notFound();
      return file(await ask.house.files.get(document.sha256), 'application/octet-stream', document.fileName);
    },
  }),
];
