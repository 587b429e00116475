import { asking, callIdOf } from '#src/plumbing/http/asking.ts';
import { door, type Door } from '#src/plumbing/http/door.ts';
import { json } from '#src/plumbing/http/reply.ts';
import { list } from '#src/plumbing/listing.ts';
import { declareConflicts } from './actions/declare.ts';
import { recordConflict } from './actions/findings.ts';
import { explained } from './copy/path.ts';
import { declarationDesk, findingsDesk } from './desk.ts';
import { findingsList, findingsSpec, type FindingRow } from './queries/findings.ts';
import { conflictTerms } from './rules/terms.ts';
import { declarationInput, recordInput } from './schema.ts';

export const conflictsApi: Door[] = [
  door({
    method: 'GET',
    path: '/api/calls/:callId/conflicts',
    access: 'signedIn',
    summary: 'What an expert of the call declares conflicts on: the organisations of each proposal; in a double-blind call whom they have named so far',
    async handler(ask) {
      const { rows, registered, decision } = await declarationDesk(asking(ask), callIdOf(ask));
      return json({ proposals: rows, ties: registered.ties ?? [], declaredAt: registered.declaredAt, allowed: { declare: decision } });
    },
  }),
  door({
    method: 'POST',
    path: '/api/calls/:callId/conflicts',
    access: 'signedIn',
    does: 'conflicts.declare',
    summary: 'Declares conflicts of interest, proposal by proposal, and confidentiality; in a double-blind call `ties`, whoever proposes, and `noSearch`',
    input: declarationInput,
    handler: async (ask) => json(await declareConflicts(ask.house, ask.actor!, callIdOf(ask), ask.input), 201),
  }),
  door({
    method: 'GET',
    path: '/api/calls/:callId/conflicts-found',
    access: { anyOf: ['office', 'auditor'] },
    summary: 'Conflicts of interest found under a call, each with the path that makes it; none that concern who asks. Filters and pages as on the page',
    async handler(ask) {
      const { stage, ties } = await findingsDesk(asking(ask), callIdOf(ask));
      const query = findingsList(stage.callId, ask.actor!, ask.now.toISOString() > stage.closesAt);
      const { rows, total, pages, state } = await list(ask.house.db, query as never, findingsSpec, ask.url);
      const said = (rows as FindingRow[]).map((r) => ({ ...r, explanation: { it: explained(r, 'it'), en: explained(r, 'en') } }));
      return json({ conflicts: said, total, page: state.page, pages, ties, terms: conflictTerms(stage.version.call) });
    },
  }),
  door({
    method: 'POST',
    path: '/api/calls/:callId/conflicts-found',
    access: { anyOf: ['office'] },
    does: 'conflict.record',
    summary: 'Records a conflict by hand: `applicationId`, `personId`, `reason`',
    input: recordInput,
    async handler(ask) {
      await recordConflict(ask.house, ask.actor, callIdOf(ask), ask.input);
      return json({ recorded: true }, 201);
    },
  }),
];
