import { door, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { json } from '#src/plumbing/http/reply.ts';
import { list } from '#src/plumbing/listing.ts';
import { admitTogether, decideScreening } from './actions.ts';
import { idOr404, screenedCall, screeningCase } from './desk.ts';
import { queueSpec, screeningQueue } from './queries.ts';
import { bulkInput, decisionInput } from './schema.ts';

const readers = { anyOf: ['office', 'auditor'] } as const;
const callIdOf = (ask: Ask<unknown>) => ask.params['callId'] ?? '';
const asking = (ask: Ask<unknown>) => ({ db: ask.house.db, actor: ask.actor, callId: callIdOf(ask), now: ask.now.toISOString() });

export const screeningApi: Door[] = [
  door({
    method: 'GET',
    path: '/api/calls/:callId/screening',
    access: readers,
    summary: 'The submissions of a call with the outcome of their admission check; filters and pages as on the page',
    async handler(ask) {
      const version = await screenedCall(asking(ask));
      const { rows, total, pages, state } = await list(
        ask.house.db,
        screeningQueue(ask.house.db, version.callId, version.closesAt, ask.now),
        queueSpec,
        ask.url,
      );
      return json({ submissions: rows, total, page: state.page, pages });
    },
  }),
  door({
    method: 'GET',
    path: '/api/calls/:callId/screening/:applicationId',
    access: readers,
    summary: 'One submission: its checklist, the decisions on it, and whether one can be taken now',
    async handler(ask) {
      const { submission, lines, decisions, decision } = await screeningCase(asking(ask), ask.params['applicationId'] ?? '');
      const { snapshot, ...rest } = submission;
      return json({ submission: { ...rest, acronym: snapshot.acronym, title: snapshot.title }, checklist: lines, decisions, allowed: { decide: decision } });
    },
  }),
  door({
    method: 'POST',
    path: '/api/calls/:callId/screening/:applicationId',
    access: { anyOf: ['office'] },
    does: 'screening.decide',
    summary: 'Admits or excludes a submission; `verified` may be ["all"]',
    input: decisionInput,
    handler: async (ask) =>
      json({ decision: await decideScreening(ask.house, ask.actor, callIdOf(ask), idOr404(ask.params['applicationId']), ask.input, ask.idempotencyKey) }, 201),
  }),
  door({
    method: 'POST',
    path: '/api/calls/:callId/screening',
    access: { anyOf: ['office'] },
    does: 'screening.admitTogether',
    summary: 'Admits together submissions with every automatic check met; the lines checked by hand are confirmed for all',
    input: bulkInput,
    handler: async (ask) => json({ admitted: await admitTogether(ask.house, ask.actor, callIdOf(ask), ask.input.applications.map(idOr404)) }, 201),
  }),
];
