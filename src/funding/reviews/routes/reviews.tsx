import { reason } from '#src/core/decision.ts';
import { AppError, notFound } from '#src/core/errors.ts';
import { differences } from '#src/funding/applications/rules/differences.ts';
import { speak } from '#src/core/words.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { namelessPdf } from '#src/plumbing/documents/nameless.ts';
import { file, json, page, seeOther } from '#src/plumbing/http/reply.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import { markSeen, refuseReview, saveFields, submitReview } from '../actions/reviews.ts';
import { reviewWords } from '../copy/reviews.ts';
import { reviewDesk } from '../desk.ts';
import { callsOfExpert } from '#src/funding/experts/queries/experts.ts';
import { myProgress, myReviews, myReviewsSpec, type ReviewSeen } from '../queries/reviews.ts';
import { writtenInForm } from '../rules/entries.ts';
import { SUMMARY, versionOf, type FieldText } from '../rules/fields.ts';
import { itemsOf } from '../rules/review.ts';
import { anyForm } from '#src/plumbing/http/input.ts';
import { refusalInput } from '../schema.ts';
import { PrintPage } from '../views/given.tsx';
import { ReviewPage } from '../views/review.tsx';
import { ReviewsPage } from '../views/reviews.tsx';
import { asking, idOr404 } from '#src/plumbing/http/asking.ts';

const experts = { anyOf: ['expert'] } as const;
const isPdf = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-';
const idOf = (ask: Ask<unknown>) => idOr404(ask.params['id']);

async function reviewsPage(ask: Ask<unknown>) {
  const { db } = ask.house;
  const me = ask.actor!.id;
  const listed = await list(db, myReviews(db, me), myReviewsSpec, ask.url);
  if (listed.state.csv) return file(csv(myReviewsSpec, listed.rows, ask.locale), 'text/csv; charset=utf-8', 'reviews.csv');
  return page(
    speak(reviewWords, ask.locale).reviews,
    <ReviewsPage me={me} listed={listed} done={await myProgress(db, me)} calls={await callsOfExpert(db, me)} now={ask.now.toISOString()} />,
    { wide: true },
  );
}

async function reviewPage(ask: Ask<unknown>, shown: { form?: Again; refusal?: Again } = {}) {
  const found = await reviewDesk(asking(ask), idOf(ask));
  // What was typed is shown again under the versions that it is saved over next: the reasons say whether another tab was faster.
  const bases = Object.fromEntries(fieldsOfReview(found.review).map((f) => [`_base.${f}`, String(versionOf(found.review, f))]));
  const form = shown.form && { ...shown.form, values: { ...shown.form.values, ...bases } };
  return page(`${found.review.proposal.name} · ${speak(reviewWords, ask.locale).review}`, <ReviewPage {...found} form={form} refusal={shown.refusal} />, {
    wide: true,
    script: true,
    address: `/reviews/${found.review.id}`,
  });
}

const fieldsOfReview = (review: ReviewSeen) => [...itemsOf(review.version.call.evaluation).map((i) => i.item), SUMMARY];

/** Saves what the form brought; where another tab was faster with a field, the whole form comes back. */
async function saveForm(ask: Ask<unknown>, review: ReviewSeen): Promise<void> {
  const { clash } = await saveFields(ask.house, ask.actor, review.id, writtenInForm(review.version.call.evaluation, ask.raw));
  if (clash.length > 0)
    throw new AppError(
      'conflict',
      clash.map((c) => reason('form.stale', {}, { at: c.field === SUMMARY ? 'summary' : `motivation.${c.field}` })),
    );
}

/** What the script of the page needs to know of what it sent. */
async function savedByScript(ask: Ask<unknown>, review: ReviewSeen) {
  const grid = review.version.call.evaluation;
  const written = writtenInForm(grid, ask.raw);
  // Of two texts the one that is saved already was chosen: nothing is written.
  if (ask.raw['choice'] === 'theirs')
    return json({
      at: ask.now.toISOString(),
      saved: written.map((w) => ({ field: w.field, version: versionOf(review, w.field), how: 'kept' })),
      conflicts: [],
    });
  const { at, saved, clash } = await saveFields(ask.house, ask.actor, review.id, written);
  const said = ({ typed, motivation }: FieldText, field: string) =>
    field === SUMMARY ? motivation : `${speak(reviewWords, ask.locale).pointsAre(typed)}\n\n${motivation}`;
  const conflicts = clash.map((c) => ({
    field: c.field,
    version: c.version,
    by: null,
    at: c.storedAt,
    address: `/reviews/${review.id}`,
    values: c.field === SUMMARY ? { summary: c.stored.motivation } : { [`points.${c.field}`]: c.stored.typed, [`motivation.${c.field}`]: c.stored.motivation },
    differences: differences(said(c.stored, c.field), said(c, c.field)),
  }));
  return json({ at, saved: saved.map((s) => ({ ...s, how: 'saved' })), conflicts }, conflicts.length > 0 ? 409 : 200);
}

const byScript = (ask: Ask<unknown>): boolean => ask.headers.get('accept')?.startsWith('application/json') ?? false;

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
      const { review } = await reviewDesk(asking(ask), idOf(ask));
      if (byScript(ask)) return savedByScript(ask, review);
      await saveForm(ask, review);
      return seeOther(`/reviews/${idOf(ask)}?saved=1#form`);
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
      const { review } = await reviewDesk(asking(ask), idOf(ask));
      // A submission that does not pass is still a draft worth keeping. One that passed before only answers again.
      if (review.state === 'assigned') await saveForm(ask, review);
      await submitReview(ask.house, ask.actor, idOf(ask), { key: ask.idempotencyKey });
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
    path: '/reviews/:id/documents/:document',
    access: experts,
    async handler(ask) {
      const { proposal } = (await reviewDesk(asking(ask), idOf(ask))).review;
      const document = proposal.documents.find((d) => d.key === ask.params['document']);
      if (!document) throw notFound();
      const stored = await ask.house.files.get(document.sha256);
      const bytes = proposal.blind ? namelessPdf(Buffer.from(stored)) : stored;
      if (!bytes) throw new AppError('conflict', [reason('review.documentNamed')]);
      // Shown in the page only what is a PDF by its content, whatever its name.
      if (ask.url.searchParams.has('read') && isPdf(bytes)) return file(bytes, 'application/pdf', document.fileName, true);
      return file(bytes, 'application/octet-stream', document.fileName);
    },
  }),
  door({
    method: 'POST',
    path: '/reviews/:id/documents/:document/reading',
    access: experts,
    does: 'review.seeDocument',
    async handler(ask) {
      await markSeen(ask.house, ask.actor, idOf(ask), ask.params['document'] ?? '');
      return byScript(ask) ? json({ seen: true }) : seeOther(`/reviews/${idOf(ask)}#documents`);
    },
  }),
  door({
    method: 'GET',
    path: '/reviews/:id/print',
    access: experts,
    async handler(ask) {
      const { review } = await reviewDesk(asking(ask), idOf(ask));
      return page(`${review.proposal.name} · ${speak(reviewWords, ask.locale).print}`, <PrintPage review={review} />);
    },
  }),
];
