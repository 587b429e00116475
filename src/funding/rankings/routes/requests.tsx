import { notFound } from '#src/core/errors.ts';
import { readNumber } from '#src/core/figures.ts';
import { speak } from '#src/core/words.ts';
import { currentVersion } from '#src/funding/calls/queries.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, json, page, seeOther } from '#src/plumbing/http/reply.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import { z } from 'zod';
import { answerRequest, askReview } from '../actions/requests.ts';
import { rankingCopy } from '../copy.ts';
import { can } from '../policy.ts';
import { isInvolved, latestRanking } from '../queries.ts';
import { requestById, requestsOf, requestSpec } from '../queries/requests.ts';
import { requestOutcomes } from '../states.ts';
import { RequestPage, RequestsPage } from '../views/requests.tsx';
import { admit } from './admit.ts';
import { placePage } from './place.tsx';

const words = (ask: Ask<unknown>) => speak(rankingCopy, ask.locale);

async function callOf(ask: Ask<unknown>) {
  const version = await currentVersion(ask.house.db, ask.params['callId']!);
  if (!version) throw notFound();
  admit(can.readRequests(ask.actor, await isInvolved(ask.house.db, version.callId, ask.actor)));
  return version.call;
}

async function requestPage(ask: Ask<unknown>, again?: Again) {
  const call = await callOf(ask);
  const request = await requestById(ask.house.db, call.id, ask.params['id']!);
  const ranking = request && (await latestRanking(ask.house.db, call.id));
  if (!request || !ranking) throw notFound();
  const title = ranking.bundle.ranking.places.find((p) => p.application === request.applicationId)?.title ?? '';
  return page(
    `${title} · ${words(ask).requests}`,
    <RequestPage call={call} request={request} title={title} decision={can.answer(ask.actor, request, ranking.kind, false)} {...(again && { form: again })} />,
    { address: `/calls/${call.id}/ranking-requests/${request.id}` },
  );
}

const reasons = z.string().trim().min(20).max(4000);
const figure = z.preprocess((v) => (typeof v === 'string' ? readNumber(v) : v), z.coerce.number().min(0));

/** `points.<criterion>` of a form, or an object of the same of JSON; what is left empty is not given. */
const answerInput = z
  .looseObject({
    outcome: z.enum(requestOutcomes),
    answer: z.string().trim().min(10).max(4000),
    ref: z.string().trim().min(3).max(300),
    points: z.record(z.string(), z.number().min(0)).optional(),
  })
  .transform(({ outcome, answer, ref, points, ...rest }, context) => {
    const given: Record<string, number> = { ...points };
    for (const [name, value] of Object.entries(rest)) {
      if (!name.startsWith('points.') || value === '') continue;
      const read = figure.safeParse(value);
      if (read.success) given[name.slice(7)] = read.data;
      else context.addIssue({ code: 'custom', path: [name], message: 'not a number' });
    }
    return { outcome, answer, ref, points: given };
  });

export const requestDoors: Door[] = [
  door({
    method: 'POST',
    path: '/calls/:callId/ranking/:applicationId/review',
    access: 'signedIn',
    does: 'ranking.request',
    input: z.object({ reasons }),
    again: (ask, review) => placePage(ask, { review }),
    async handler(ask) {
      const { callId, applicationId } = ask.params;
      await askReview(ask.house, ask.actor, callId!, applicationId!, ask.input.reasons);
      return seeOther(`/calls/${callId}/ranking/${applicationId}`);
    },
  }),
  door({
    method: 'GET',
    path: '/calls/:callId/ranking-requests',
    access: { anyOf: ['office', 'auditor'] },
    async handler(ask) {
      const call = await callOf(ask);
      const listed = await list(ask.house.db, requestsOf(ask.house.db, call.id) as never, requestSpec, ask.url);
      if (listed.state.csv) return file(csv(requestSpec, listed.rows, ask.locale), 'text/csv; charset=utf-8', `riesami-${call.id}.csv`);
      return page(`${words(ask).requests} · ${call.officialCode}`, <RequestsPage call={call} listed={listed} />, { wide: true });
    },
  }),
  door({ method: 'GET', path: '/calls/:callId/ranking-requests/:id', access: { anyOf: ['office', 'auditor'] }, handler: (ask) => requestPage(ask) }),
  door({
    method: 'POST',
    path: '/calls/:callId/ranking-requests/:id/answer',
    access: { anyOf: ['office'] },
    does: 'ranking.answer',
    input: answerInput,
    again: requestPage,
    async handler(ask) {
      await answerRequest(ask.house, ask.actor, ask.params['callId']!, ask.params['id']!, ask.input);
      return seeOther(`/calls/${ask.params['callId']}/ranking-requests`);
    },
  }),
];

export const requestApi: Door[] = [
  door({
    method: 'POST',
    path: '/api/calls/:callId/ranking/:applicationId/review',
    access: 'signedIn',
    does: 'ranking.request',
    summary: 'Asks for a review of a place in the provisional ranking, within its days',
    input: z.object({ reasons }),
    handler: async ({ house, actor, params, input }) =>
      json({ id: await askReview(house, actor, params['callId']!, params['applicationId']!, input.reasons) }, 201),
  }),
  door({
    method: 'GET',
    path: '/api/calls/:callId/ranking-requests',
    access: { anyOf: ['office', 'auditor'] },
    summary: 'The requests for review of a call and how they were answered',
    async handler({ house, actor, params }) {
      if (!(await currentVersion(house.db, params['callId']!))) throw notFound();
      admit(can.readRequests(actor, await isInvolved(house.db, params['callId']!, actor)));
      return json({ requests: await requestsOf(house.db, params['callId']!).orderBy('r.asked_at').execute() });
    },
  }),
  door({
    method: 'POST',
    path: '/api/calls/:callId/ranking-requests/:id/answer',
    access: { anyOf: ['office'] },
    does: 'ranking.answer',
    summary: 'Answers a request for review; upheld, it corrects points or admission for the next ranking',
    input: answerInput,
    async handler({ house, actor, params, input }) {
      await answerRequest(house, actor, params['callId']!, params['id']!, input);
      return json({ answered: true });
    },
  }),
];
