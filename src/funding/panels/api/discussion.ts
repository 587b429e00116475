import { entryOfInput } from '#src/funding/reviews/rules/entries.ts';
import { asking, callIdOf, idOr404 } from '#src/plumbing/http/asking.ts';
import { door, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { json } from '#src/plumbing/http/reply.ts';
import { nameRapporteur, saveDraft, say } from '../actions/discussion.ts';
import { discussionDesk } from '../desk.ts';
import { draftInput, messageInput, rapporteurInput } from '../schema.ts';

const experts = { anyOf: ['expert'] } as const;
const chair = { anyOf: ['chair'] } as const;
const placeOf = (ask: Ask<unknown>) => ({ callId: callIdOf(ask), applicationId: idOr404(ask.params['applicationId']) });

/** The proposal of one's own review. */
async function ownPlace(ask: Ask<unknown>) {
  const { found } = await discussionDesk(asking(ask), idOr404(ask.params['id']));
  return { callId: found.callId, applicationId: found.submission.applicationId };
}

export const discussionApi: Door[] = [
  door({
    method: 'POST',
    path: '/api/calls/:callId/panel/:applicationId/rapporteur',
    access: chair,
    does: 'rapporteur.name',
    summary: 'Names the reviewer, by pseudonym, who drafts the consensus report',
    input: rapporteurInput,
    async handler(ask) {
      await nameRapporteur(ask.house, ask.actor, placeOf(ask), ask.input.expert);
      return json({ named: true }, 201);
    },
  }),
  door({
    method: 'POST',
    path: '/api/calls/:callId/panel/:applicationId/messages',
    access: chair,
    does: 'discussion.say',
    summary: 'Says something in the discussion of a proposal, as the chair',
    input: messageInput,
    once: true,
    async handler(ask) {
      await say(ask.house, ask.actor, placeOf(ask), ask.input.body, ask.idempotencyKey);
      return json({ said: true }, 201);
    },
  }),
  door({
    method: 'GET',
    path: '/api/reviews/:id/discussion',
    access: experts,
    summary: 'The discussion of a proposal and its submitted reviews, for a reviewer whose own review is in; a rapporteur’s draft',
    async handler(ask) {
      const { found, discussion, decisions } = await discussionDesk(asking(ask), idOr404(ask.params['id']));
      const { draft } = discussion;
      return json({
        reviews: found.reviews,
        messages: discussion.messages,
        draft: discussion.rapporteur && draft ? { entry: draft.entry, revision: draft.revision, savedAt: draft.savedAt } : null,
        allowed: { discuss: decisions.discuss, draft: decisions.draft },
      });
    },
  }),
  door({
    method: 'POST',
    path: '/api/reviews/:id/messages',
    access: experts,
    does: 'discussion.say',
    summary: 'Says something in the discussion of a proposal, as one of its reviewers',
    input: messageInput,
    once: true,
    async handler(ask) {
      await say(ask.house, ask.actor, await ownPlace(ask), ask.input.body, ask.idempotencyKey);
      return json({ said: true }, 201);
    },
  }),
  door({
    method: 'POST',
    path: '/api/reviews/:id/consensus',
    access: experts,
    does: 'rapporteur.save',
    summary: 'Saves the draft of the consensus report, as its rapporteur',
    input: draftInput,
    async handler(ask) {
      const { points, premiums, report, revision } = ask.input;
      return json(
        await saveDraft(ask.house, ask.actor, await ownPlace(ask), { entry: entryOfInput({ points, premiums, motivations: {}, summary: report }), revision }),
      );
    },
  }),
];
