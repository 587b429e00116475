import { asking, callIdOf, idOr404, organisers, watchers } from '#src/plumbing/http/asking.ts';
import { door, type Door } from '#src/plumbing/http/door.ts';
import { json } from '#src/plumbing/http/reply.ts';
import { list } from '#src/plumbing/listing.ts';
import { see } from '#src/core/errors.ts';
import { can as ofExperts } from '#src/funding/experts/policy.ts';
import { stageOf } from '#src/funding/experts/queries/stage.ts';
import { adjustAssignment, decideOnPair, liftPair, proposeAssignment, releaseAssignment, substituteExpert } from './actions/assignment.ts';
import { refuseReview, saveReview, submitReview } from './actions/reviews.ts';
import { revealProposers } from './actions/reveal.ts';
import { remindReviewers, takeBackReview } from './actions/watch.ts';
import { assignmentDesk, comparisonDesk, runDesk } from './assigning.ts';
import { reviewDesk } from './desk.ts';
import { isFeasible } from './queries/runs.ts';
import { watchList, watchSpec } from './queries/watch.ts';
import { myReviews, myReviewsSpec } from './queries/reviews.ts';
import { entryOfInput } from './rules/entries.ts';
import {
  adjustmentInput,
  objectiveInput,
  pairInput,
  refusalInput,
  releaseInput,
  remindInput,
  reviewInput,
  submissionInput,
  takingBackInput,
  substituteInput,
} from './schema.ts';

const experts = { anyOf: ['expert'] } as const;

const callDoors: Door[] = [
  door({
    method: 'GET',
    path: '/api/calls/:callId/assignment',
    access: watchers,
    summary: 'The last proposed assignment and all before it, pairs fixed or excluded, loads, and what is still to assign',
    async handler(ask) {
      const { run, runs, decided, loads, counts, decisions } = await assignmentDesk(asking(ask), callIdOf(ask));
      return json({ run, runs, pairs: decided, loads, counts, allowed: decisions });
    },
  }),
  door({
    method: 'POST',
    path: '/api/calls/:callId/assignment',
    access: organisers,
    does: 'assignment.propose',
    summary: 'Has the solver propose experts for every proposal that wants some; `infeasible` says why there is no assignment',
    input: objectiveInput,
    async handler(ask) {
      const { run, result } = await proposeAssignment(ask.house, ask.actor, callIdOf(ask), ask.input.objective);
      const { run: shown } = await assignmentDesk(asking(ask), callIdOf(ask));
      return json({ run, feasible: isFeasible(result), ...(shown && { outcome: shown.outcome, proposals: shown.proposals }) }, 201);
    },
  }),
  door({
    method: 'POST',
    path: '/api/calls/:callId/assignment/release',
    access: organisers,
    does: 'assignment.release',
    summary: 'Makes a proposed assignment real and tells the experts',
    input: releaseInput,
    handler: async (ask) => json(await releaseAssignment(ask.house, ask.actor, callIdOf(ask), ask.input.run), 201),
  }),
  door({
    method: 'POST',
    path: '/api/calls/:callId/assignment/pairs',
    access: organisers,
    does: 'assignment.decidePair',
    summary: 'Fixes a pair for every assignment that the solver proposes from now on, or excludes it',
    input: pairInput,
    async handler(ask) {
      await decideOnPair(ask.house, ask.actor, callIdOf(ask), ask.input);
      return json({ decided: true }, 201);
    },
  }),
  door({
    method: 'POST',
    path: '/api/calls/:callId/assignment/pairs/:id/lifting',
    access: organisers,
    does: 'assignment.liftPair',
    summary: 'Takes such a decision away again',
    async handler(ask) {
      await liftPair(ask.house, ask.actor, callIdOf(ask), idOr404(ask.params['id']));
      return json({ lifted: true }, 201);
    },
  }),
  door({
    method: 'GET',
    path: '/api/calls/:callId/assignment/compare/:a/:b',
    access: watchers,
    summary: 'Two proposed assignments: who changes, the sums of each proposal (null where it is not in that run), the loads',
    async handler(ask) {
      const { a, b, moved, loads, proposals } = await comparisonDesk(asking(ask), callIdOf(ask), { a: idOr404(ask.params['a']), b: idOr404(ask.params['b']) });
      return json({ a, b, moved, loads, proposals });
    },
  }),
  door({
    method: 'GET',
    path: '/api/calls/:callId/assignment/runs/:run',
    access: watchers,
    summary: 'One proposed assignment, by protocol numbers and pseudonyms',
    async handler(ask) {
      const { run, loads, decisions } = await runDesk(asking(ask), callIdOf(ask), idOr404(ask.params['run']));
      return json({ run, loads, allowed: decisions });
    },
  }),
  door({
    method: 'POST',
    path: '/api/calls/:callId/assignment/runs/:run/adjust',
    access: organisers,
    does: 'assignment.adjust',
    summary: 'Keeps a proposed assignment with one expert out, in, or replaced for one proposal, as a new one',
    input: adjustmentInput,
    handler: async (ask) => json(await adjustAssignment(ask.house, ask.actor, callIdOf(ask), idOr404(ask.params['run']), ask.input), 201),
  }),
  door({
    method: 'GET',
    path: '/api/calls/:callId/reviews',
    access: watchers,
    summary: 'Who has which review, until when, and who is late; filters and pages as on the page',
    async handler(ask) {
      const callId = callIdOf(ask);
      see(ofExperts.seeExperts(ask.actor, callId));
      const { version } = await stageOf(ask.house.db, callId);
      const watching = { evaluation: version.call.evaluation, now: ask.now.toISOString(), viewer: ask.actor! };
      const { rows, total, state, pages } = await list(ask.house.db, watchList(callId, watching) as never, watchSpec, ask.url);
      return json({ reviews: rows, total, page: state.page, pages });
    },
  }),
  door({
    method: 'POST',
    path: '/api/calls/:callId/reviews/reminders',
    access: organisers,
    does: 'review.remind',
    summary: 'Reminds the experts of these reviews, once a day each',
    input: remindInput,
    handler: async (ask) => json(await remindReviewers(ask.house, ask.actor, callIdOf(ask), ask.input.reviews), 201),
  }),
  door({
    method: 'POST',
    path: '/api/calls/:callId/reviews/reveal',
    access: { anyOf: ['office'] },
    does: 'review.reveal',
    summary: 'Lets the experts of a double-blind call know who proposed, once the ranking is published; for good',
    handler: async (ask) => json(await revealProposers(ask.house, ask.actor, callIdOf(ask)), 201),
  }),
  door({
    method: 'POST',
    path: '/api/calls/:callId/reviews/:id/taking-back',
    access: organisers,
    does: 'review.takeBack',
    summary: 'Takes a review from an expert who is late or gone; what was written is kept',
    input: takingBackInput,
    async handler(ask) {
      await takeBackReview(ask.house, ask.actor, callIdOf(ask), idOr404(ask.params['id']), ask.input);
      return json({ takenBack: true }, 201);
    },
  }),
  door({
    method: 'POST',
    path: '/api/calls/:callId/reviews/:id/substitute',
    access: organisers,
    does: 'assignment.substitute',
    summary: 'Gives the place that a review left to somebody else at once, by the rules of the call',
    input: substituteInput,
    handler: async (ask) => json(await substituteExpert(ask.house, ask.actor, callIdOf(ask), idOr404(ask.params['id']), ask.input.expert), 201),
  }),
];

const ownDoors: Door[] = [
  door({
    method: 'GET',
    path: '/api/reviews',
    access: experts,
    summary: 'One’s own reviews; filters and pages as on the page',
    async handler(ask) {
      const { rows, total, state, pages } = await list(ask.house.db, myReviews(ask.house.db, ask.actor!.id), myReviewsSpec, ask.url);
      return json({ reviews: rows, total, page: state.page, pages });
    },
  }),
  door({
    method: 'GET',
    path: '/api/reviews/:id',
    access: experts,
    summary:
      'One’s own review: the frozen proposal, or in a double-blind call what of it does not say who proposes, the grid, what has been written, and what is allowed',
    async handler(ask) {
      const { review, decisions } = await reviewDesk(asking(ask), idOr404(ask.params['id']));
      const { id, revision, state, entry, submittedAt, dueAt, proposal, version } = review;
      return json({
        id,
        revision,
        state,
        submittedAt,
        dueAt,
        entry,
        protocol: proposal.number,
        proposal: proposal.blind ? proposal.view : proposal.snapshot,
        documents: proposal.documents.map(({ key, document, fileName }) => ({ key, document, fileName })),
        grid: version.call.evaluation,
        allowed: decisions,
      });
    },
  }),
  door({
    method: 'POST',
    path: '/api/reviews/:id',
    access: experts,
    does: 'review.save',
    summary: 'Saves a review as it is, finished or not',
    input: reviewInput,
    handler: async (ask) =>
      json(await saveReview(ask.house, ask.actor, idOr404(ask.params['id']), { revision: ask.input.revision, entry: entryOfInput(ask.input) })),
  }),
  door({
    method: 'POST',
    path: '/api/reviews/:id/submission',
    access: experts,
    does: 'review.submit',
    summary: 'Submits a review: the one sent along, or the one saved',
    input: submissionInput,
    once: true,
    async handler(ask) {
      const { revision, points, premiums = {}, motivations = {}, summary = '' } = ask.input;
      const entry = points && Object.keys(points).length > 0 ? entryOfInput({ points, premiums, motivations, summary }) : undefined;
      return json(await submitReview(ask.house, ask.actor, idOr404(ask.params['id']), { revision, entry, key: ask.idempotencyKey }), 201);
    },
  }),
  door({
    method: 'POST',
    path: '/api/reviews/:id/refusal',
    access: experts,
    does: 'review.refuse',
    summary: 'Gives an assignment back, with the reason',
    input: refusalInput,
    async handler(ask) {
      await refuseReview(ask.house, ask.actor, idOr404(ask.params['id']), ask.input);
      return json({ declined: true }, 201);
    },
  }),
];

export const reviewsApi: Door[] = [...callDoors, ...ownDoors];
