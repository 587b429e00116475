import { speak } from '#src/core/words.ts';
import { entryOfForm } from '#src/funding/reviews/rules/entries.ts';
import { asking, idOr404 } from '#src/plumbing/http/asking.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { anyForm } from '#src/plumbing/http/input.ts';
import { page, seeOther } from '#src/plumbing/http/reply.ts';
import { saveDraft, say } from '../actions/discussion.ts';
import { discussionWords } from '../copy/discussion.ts';
import { discussionDesk } from '../desk.ts';
import { messageInput } from '../schema.ts';
import { DiscussionPage } from '../views/discussion.tsx';

const experts = { anyOf: ['expert'] } as const;
const reviewIdOf = (ask: Ask<unknown>) => idOr404(ask.params['id']);

async function discussionPage(ask: Ask<unknown>, forms: { draft?: Again; message?: Again } = {}) {
  const desk = await discussionDesk(asking(ask), reviewIdOf(ask));
  return page(`${desk.review.proposal.name} · ${speak(discussionWords, ask.locale).discussion}`, <DiscussionPage {...desk} forms={forms} />, {
    wide: true,
    script: true,
    address: `/reviews/${reviewIdOf(ask)}/discussion`,
  });
}

export const discussionDoors: Door[] = [
  door({ method: 'GET', path: '/reviews/:id/discussion', access: experts, handler: (ask) => discussionPage(ask) }),
  door({
    method: 'POST',
    path: '/reviews/:id/messages',
    access: experts,
    does: 'discussion.say',
    input: messageInput,
    again: (ask, message) => discussionPage(ask, { message }),
    async handler(ask) {
      const { found } = await discussionDesk(asking(ask), reviewIdOf(ask));
      await say(ask.house, ask.actor, { callId: found.callId, applicationId: found.submission.applicationId }, ask.input.body, ask.idempotencyKey);
      return seeOther(`/reviews/${reviewIdOf(ask)}/discussion#discussion`);
    },
  }),
  door({
    method: 'POST',
    path: '/reviews/:id/consensus',
    access: experts,
    does: 'rapporteur.save',
    input: anyForm,
    again: (ask, draft) => discussionPage(ask, { draft }),
    async handler(ask) {
      const { found } = await discussionDesk(asking(ask), reviewIdOf(ask));
      await saveDraft(
        ask.house,
        ask.actor,
        { callId: found.callId, applicationId: found.submission.applicationId },
        { entry: entryOfForm(found.stage.version.call.evaluation, ask.raw, 'report'), revision: Number(ask.raw['revision']) },
      );
      return seeOther(`/reviews/${reviewIdOf(ask)}/discussion#draft`);
    },
  }),
];
