import type { Actor } from '#src/core/actor.ts';
import { notFound } from '#src/core/errors.ts';
import { publishedCalls } from '#src/funding/calls/queries.ts';
import { door, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { json } from '#src/plumbing/http/reply.ts';
import { list } from '#src/plumbing/listing.ts';
import { uploadDocuments } from './actions/documents.ts';
import { saveDraft } from './actions/draft.ts';
import { startApplication } from './actions/start.ts';
import { submitApplication } from './actions/submit.ts';
import { withdrawApplication } from './actions/withdraw.ts';
import { can, isOwn } from './policy.ts';
import { applicationFor, type Application } from './queries/application.ts';
import { applicationsOf, applicationsSpec, receiptsOf } from './queries/lists.ts';
import { provenReceipt } from './receipt.ts';
import { examine } from './rules.ts';
import { documentsInput, draftInput, startInput, submissionInput, type DraftInput } from './schema.ts';

const person = (ask: Ask<unknown>): Actor => ask.actor!;
const idOf = (ask: Ask<unknown>): string => ask.params['id'] ?? '';

/** The draft as it can be sent back. */
function draftOf({ revision, proposal: { answers, facts } }: Application): DraftInput {
  return {
    revision,
    answers,
    mainSpoke: facts.mainSpoke,
    spokes: [...facts.spokes],
    sector: facts.sector,
    startsOn: facts.startsOn,
    durationMonths: facts.durationMonths,
    wideDissemination: facts.wideDissemination,
    mayPublishResults: facts.mayPublishResults,
    members: facts.members.map((m) => ({ organisationId: m.id, region: m.region, ...m.staff, costs: m.costs.map((c) => ({ ...c })) })),
  };
}

/** One application as its reader may see it: the live draft to its own people, to others what was handed in. */
function told(application: Application, actor: Actor, now: string) {
  const { id, callId, state, version, submission } = application;
  const { call } = version;
  const decisions = {
    edit: can.edit(actor, application, call, now),
    submit: can.submit(actor, application, call, now),
    withdraw: can.withdraw(actor, application, call, now),
  };
  const common = {
    id,
    callId,
    callVersion: version.number,
    state,
    leadId: application.leadId,
    leadName: application.leadName,
    example: application.example,
    allowed: decisions,
    submission: submission && {
      protocol: submission.protocol,
      submittedAt: submission.submittedAt,
      sha256: submission.sha256,
      counts: submission.supersededAt === null,
    },
  };
  if (!isOwn(actor, application)) return { ...common, snapshot: submission!.snapshot };
  const { findings, missing, aid } = examine(call, application.proposal);
  return { ...common, draft: draftOf(application), documents: application.proposal.documents, findings, missing, aid };
}

async function one(ask: Ask<unknown>, id: string) {
  return told(await applicationFor(ask.house.db, ask.actor, id), person(ask), ask.now.toISOString());
}

export const applicationsApi: Door[] = [
  door({
    method: 'GET',
    path: '/api/applications',
    access: 'signedIn',
    summary: 'The applications that the caller may read; the same filters, order and pages as the list on the site',
    async handler(ask) {
      const { db, settings } = ask.house;
      const { rows, total, pages, state } = await list(
        db,
        applicationsOf(db, person(ask)),
        applicationsSpec(await publishedCalls(db, settings.programme)),
        ask.url,
      );
      return json({ applications: rows, total, page: state.page, pages });
    },
  }),
  door({
    method: 'POST',
    path: '/api/calls/:callId/applications',
    access: 'signedIn',
    does: 'application.start',
    summary: 'Starts an application under an open call, led by an organisation that the caller acts for',
    input: startInput,
    handler: async (ask) =>
      json(
        await one(
          ask,
          await startApplication(ask.house, person(ask), {
            callId: ask.params['callId'] ?? '',
            organisationId: ask.input.organisationId,
            idempotencyKey: ask.idempotencyKey,
          }),
        ),
        201,
      ),
  }),
  door({
    method: 'GET',
    path: '/api/applications/:id',
    access: 'signedIn',
    summary: 'One application: its draft with every rule looked at, or what was submitted',
    handler: async (ask) => json(await one(ask, idOf(ask))),
  }),
  door({
    method: 'PUT',
    path: '/api/applications/:id',
    access: 'signedIn',
    does: 'application.saveDraft',
    summary: 'Replaces the whole draft; `revision` is the one that was read',
    input: draftInput,
    async handler(ask) {
      await saveDraft(ask.house, ask.actor, idOf(ask), ask.input);
      return json(await one(ask, idOf(ask)));
    },
  }),
  door({
    method: 'POST',
    path: '/api/applications/:id/documents',
    access: 'signedIn',
    does: 'application.uploadDocument',
    summary: 'Hands in documents as PDF, each instead of the one before in its place; `missing` of the answer names the places that are still empty',
    input: documentsInput,
    async handler(ask) {
      await uploadDocuments(ask.house, person(ask), idOf(ask), ask.input.documents);
      return json(await one(ask, idOf(ask)), 201);
    },
  }),
  door({
    method: 'POST',
    path: '/api/applications/:id/submission',
    access: 'signedIn',
    does: 'application.submit',
    summary: 'Submits the application; needs the header Idempotency-Key, and the same key answers the same receipt',
    input: submissionInput,
    handler: async (ask) => json(await submitApplication(ask.house, person(ask), idOf(ask), { arrivedAt: ask.now, idempotencyKey: ask.idempotencyKey }), 201),
  }),
  door({
    method: 'POST',
    path: '/api/applications/:id/withdrawal',
    access: 'signedIn',
    does: 'application.withdraw',
    summary: 'Withdraws the application for good',
    async handler(ask) {
      await withdrawApplication(ask.house, ask.actor, idOf(ask));
      return json(await one(ask, idOf(ask)), 201);
    },
  }),
  door({
    method: 'GET',
    path: '/api/applications/:id/receipt',
    access: 'signedIn',
    summary: 'The receipt of the last submission, and the earlier ones that it replaced',
    async handler(ask) {
      const { id } = await applicationFor(ask.house.db, ask.actor, idOf(ask));
      const [receipt, ...earlier] = await receiptsOf(ask.house.db, id);
      if (!receipt) throw notFound();
      return json({ ...(await provenReceipt(ask.house, receipt)), earlier });
    },
  }),
];
