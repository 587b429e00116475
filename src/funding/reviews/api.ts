import { notFound } from '#src/core/errors.ts';
import { door, type Door } from '#src/plumbing/http/door.ts';
import { json } from '#src/plumbing/http/reply.ts';
import { list } from '#src/plumbing/listing.ts';
import { proposeAssignment, releaseAssignment } from './actions/assignment.ts';
import { declareConflicts } from './actions/conflicts.ts';
import { reachConsensus } from './actions/consensus.ts';
import { addExperts, registerExpert } from './actions/experts.ts';
import { refuseReview, saveReview, submitReview } from './actions/reviews.ts';
import { assignmentDesk, declarationDesk, expertsDesk, panelDesk, reviewDesk } from './desk.ts';
import { can } from './policy.ts';
import { evaluationProgress } from './queries.ts';
import { isFeasible } from './queries/assignment.ts';
import { expertsList, expertsSpec } from './queries/experts.ts';
import { panelList, panelSpec } from './queries/panel.ts';
import { myReviews, myReviewsSpec } from './queries/reviews.ts';
import { stageOf } from './queries/stage.ts';
import { asking, callIdOf, idOr404, organisers, watchers } from './routes/asking.ts';
import { entryOfInput } from './rules/entries.ts';
import {
  consensusInput,
  declarationInput,
  expertsInput,
  objectiveInput,
  profileInput,
  refusalInput,
  releaseInput,
  reviewInput,
  submissionInput,
} from './schema.ts';

const experts = { anyOf: ['expert'] } as const;

const callDoors: Door[] = [
  door({
    method: 'GET',
    path: '/api/calls/:callId/experts',
    access: watchers,
    summary: 'The experts of a call with their load; filters and pages as on the page',
    async handler(ask) {
      const { stage, decision } = await expertsDesk(asking(ask), callIdOf(ask));
      const { rows, total, state, pages } = await list(ask.house.db, expertsList(ask.house.db, stage.callId), expertsSpec, ask.url);
      return json({ experts: rows, total, page: state.page, pages, allowed: { add: decision } });
    },
  }),
  door({
    method: 'POST',
    path: '/api/calls/:callId/experts',
    access: { anyOf: ['office'] },
    does: 'experts.add',
    summary: 'Adds experts to a call, or changes their load',
    input: expertsInput,
    handler: async (ask) => json({ experts: await addExperts(ask.house, ask.actor, callIdOf(ask), ask.input.experts) }, 201),
  }),
  door({
    method: 'GET',
    path: '/api/calls/:callId/conflicts',
    access: 'signedIn',
    summary: 'What an expert of the call declares conflicts on: the organisations of each proposal',
    async handler(ask) {
      const { rows, registered, decision } = await declarationDesk(asking(ask), callIdOf(ask));
      return json({ proposals: rows, declaredAt: registered.declaredAt, allowed: { declare: decision } });
    },
  }),
  door({
    method: 'POST',
    path: '/api/calls/:callId/conflicts',
    access: 'signedIn',
    does: 'conflicts.declare',
    summary: 'Declares conflicts of interest, proposal by proposal, and confidentiality',
    input: declarationInput,
    handler: async (ask) => json(await declareConflicts(ask.house, ask.actor!, callIdOf(ask), ask.input), 201),
  }),
  door({
    method: 'GET',
    path: '/api/calls/:callId/assignment',
    access: watchers,
    summary: 'The last proposed assignment, loads, and what is still to assign',
    async handler(ask) {
      const { run, loads, counts, decisions } = await assignmentDesk(asking(ask), callIdOf(ask));
      return json({ run, loads, counts, allowed: decisions });
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
    method: 'GET',
    path: '/api/calls/:callId/panel',
    access: watchers,
    summary: 'The reviews of each admitted proposal under pseudonyms, and the progress of the evaluation',
    async handler(ask) {
      if (!can.seePanel(ask.actor, callIdOf(ask)).ok) throw notFound();
      const { version, callId } = await stageOf(ask.house.db, callIdOf(ask));
      const { rows, total, state, pages } = await list(ask.house.db, panelList(callId, version.call.evaluation, ask.actor!) as never, panelSpec, ask.url);
      return json({ proposals: rows, total, page: state.page, pages, progress: await evaluationProgress(ask.house.db, callId) });
    },
  }),
  door({
    method: 'GET',
    path: '/api/calls/:callId/panel/:applicationId',
    access: watchers,
    summary: 'One proposal before the panel: its submitted reviews and the consensus',
    async handler(ask) {
      const { found, decision } = await panelDesk(asking(ask), callIdOf(ask), idOr404(ask.params['applicationId']));
      const { reviews, consensus, assigned, submitted, diverging, submission } = found;
      return json({
        protocol: submission.protocol,
        proposal: submission.snapshot,
        reviews,
        consensus,
        assigned,
        submitted,
        diverging,
        allowed: { agree: decision },
      });
    },
  }),
  door({
    method: 'POST',
    path: '/api/calls/:callId/panel/:applicationId',
    access: { anyOf: ['chair'] },
    does: 'consensus.reach',
    summary: 'Records the points that the panel agreed on, with its report',
    input: consensusInput,
    async handler(ask) {
      const { points, premiums, report, seen } = ask.input;
      await reachConsensus(ask.house, ask.actor, callIdOf(ask), idOr404(ask.params['applicationId']), {
        entry: entryOfInput({ points, premiums, motivations: {}, summary: report }),
        seen,
      });
      return json({ agreed: true }, 201);
    },
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
    method: 'POST',
    path: '/api/reviews/profile',
    access: experts,
    does: 'expert.register',
    summary: 'One’s own profile as an expert',
    input: profileInput,
    async handler(ask) {
      await registerExpert(ask.house, ask.actor!, ask.input);
      return json({ registered: true }, 201);
    },
  }),
  door({
    method: 'GET',
    path: '/api/reviews/:id',
    access: experts,
    summary: 'One’s own review: the frozen proposal, the grid, what has been written, and what is allowed',
    async handler(ask) {
      const { review, decisions } = await reviewDesk(asking(ask), idOr404(ask.params['id']));
      const { id, revision, state, entry, submittedAt, submission, version } = review;
      return json({
        id,
        revision,
        state,
        submittedAt,
        entry,
        protocol: submission.protocol,
        proposal: submission.snapshot,
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
