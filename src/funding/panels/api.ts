import { notFound } from '#src/core/errors.ts';
import { concernedApplications } from '#src/funding/conflicts/queries.ts';
import { stageOf } from '#src/funding/experts/queries/stage.ts';
import { entryOfInput } from '#src/funding/reviews/rules/entries.ts';
import { asking, callIdOf, idOr404, watchers } from '#src/plumbing/http/asking.ts';
import { door, type Door } from '#src/plumbing/http/door.ts';
import { json } from '#src/plumbing/http/reply.ts';
import { list } from '#src/plumbing/listing.ts';
import { reachConsensus } from './actions/consensus.ts';
import { discussionApi } from './api/discussion.ts';
import { meetingsApi } from './api/meetings.ts';
import { panelDesk } from './desk.ts';
import { can } from './policy.ts';
import { evaluationProgress } from './queries.ts';
import { panelList, panelSpec } from './queries/panel.ts';
import { consensusInput } from './schema.ts';

export const panelsApi: Door[] = [
  ...meetingsApi,
  ...discussionApi,
  door({
    method: 'GET',
    path: '/api/calls/:callId/panel',
    access: watchers,
    summary: 'The reviews of each admitted proposal under pseudonyms, and the progress of the evaluation',
    async handler(ask) {
      if (!can.seePanel(ask.actor, callIdOf(ask)).ok) throw notFound();
      const { version, callId } = await stageOf(ask.house.db, callIdOf(ask));
      const { rows, total, state, pages } = await list(ask.house.db, panelList(callId, version.call.evaluation, ask.actor!) as never, panelSpec, ask.url);
      return json({
        proposals: rows,
        total,
        page: state.page,
        pages,
        progress: await evaluationProgress(ask.house.db, callId, await concernedApplications(ask.house.db, callId, ask.actor!)),
      });
    },
  }),
  door({
    method: 'GET',
    path: '/api/calls/:callId/panel/:applicationId',
    access: watchers,
    summary: 'One proposal before the panel: its submitted reviews and the consensus',
    async handler(ask) {
      const { found, decision, decisions, discussion } = await panelDesk(asking(ask), callIdOf(ask), idOr404(ask.params['applicationId']));
      const { reviews, consensus, assigned, submitted, diverging, submission } = found;
      return json({
        protocol: submission.protocol,
        proposal: submission.snapshot,
        reviews,
        consensus,
        assigned,
        submitted,
        diverging,
        discussion: discussion.messages,
        rapporteur: discussion.draft && { expert: discussion.draft.pseudonym, entry: discussion.draft.entry, savedAt: discussion.draft.savedAt },
        allowed: { agree: decision, discuss: decisions.discuss, nameRapporteur: decisions.name },
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
