import type { Actor } from '#src/core/actor.ts';
import { notFound } from '#src/core/errors.ts';
import type { MemberFacts } from '#src/funding/calls/facts.ts';
import { publishedCalls } from '#src/funding/calls/queries.ts';
import { door, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { json } from '#src/plumbing/http/reply.ts';
import { list } from '#src/plumbing/listing.ts';
import { saveAnswers } from './actions/answers.ts';
import { addComment, deleteComment, editComment, reopenThread, resolveThread } from './actions/comments.ts';
import { uploadDocuments } from './actions/documents.ts';
import { saveDraft } from './actions/draft.ts';
import { copyFromEarlier } from './actions/reuse.ts';
import { startApplication } from './actions/start.ts';
import { submitApplication } from './actions/submit.ts';
import { withdrawApplication } from './actions/withdraw.ts';
import { can, isOwn } from './policy.ts';
import { applicationFor, type Application } from './queries/application.ts';
import { applicationsOf, applicationsSpec, receiptsOf } from './queries/lists.ts';
import { provenReceipt } from './receipt/prove.ts';
import { consortiumApi } from './api/consortium.ts';
import { linesOfMember } from './rules/consortium.ts';
import { historySpec } from './queries/historySpec.ts';
import { mentionsIn } from './queries/identities.ts';
import { threadsOf } from './queries/comments.ts';
import { history, lastEdits, openBranches } from './queries/edits.ts';
import { reads } from './together/policy.ts';
import { examine } from './rules/examine.ts';
import { answersInput, commentInput, editedCommentInput, documentsInput, draftInput, startInput, submissionInput, type DraftInput } from './schema.ts';

const person = (ask: Ask<unknown>): Actor => ask.actor!;
const idOf = (ask: Ask<unknown>): string => ask.params['id'] ?? '';

/** The draft as it can be sent back. */
function draftOf({ revision, proposal }: Application): DraftInput {
  const { answers, facts } = proposal;
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
    members: facts.members.map((m) => ({
      organisationId: m.id,
      region: m.region,
      ...countsOf(m),
      ...linesTold(proposal, m.id),
      costs: m.costs.map((c) => ({ ...c })),
    })),
  };
}

const countsOf = ({ staff: { women, men, under40, newHires } }: MemberFacts) => ({ women, men, under40, newHires });

/** Lines that say more than the counts; a program that only knows counts sends none back. */
function linesTold(proposal: Application['proposal'], id: string): Pick<DraftInput['members'][number], 'staff'> {
  const lines = linesOfMember(proposal, id);
  return lines.every((l) => l.profile === '' && l.contract === 'notStated') ? {} : { staff: [...lines] as NonNullable<DraftInput['members'][number]['staff']> };
}

/** One application as its reader may see it: the live draft to its own people, to others what was handed in. */
function told(application: Application, actor: Actor, now: string) {
  const { id, callId, state, version, submission } = application;
  const { call } = version;
  const decisions = {
    edit: can.edit(actor, application, call, now),
    write: can.write(actor, application, call, now),
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
  const application = await applicationFor(ask.house.db, ask.actor, id);
  const said = told(application, person(ask), ask.now.toISOString());
  // Where texts that experts of a double-blind call read name who proposes.
  return 'draft' in said ? { ...said, warnings: await mentionsIn(ask.house.db, application) } : said;
}

/** How an application is written is for its own people only. */
async function ownApplication(ask: Ask<unknown>): Promise<Application> {
  const application = await applicationFor(ask.house.db, ask.actor, idOf(ask));
  if (!reads(ask.actor, application).ok) throw notFound();
  return application;
}

const commentDoor = (
  what: string,
  does: string,
  summary: string,
  input: typeof editedCommentInput | undefined,
  work: (ask: Ask<unknown>, comment: string) => Promise<void>,
): Door =>
  door({
    method: 'POST',
    path: `/api/applications/:id/comments/:comment${what}`,
    access: 'signedIn',
    does,
    summary,
    ...(input && { input }),
    async handler(ask) {
      await work(ask, ask.params['comment'] ?? '');
      return json({ threads: await threadsOf(ask.house.db, idOf(ask)) });
    },
  });

export const applicationsApi: Door[] = [
  ...consortiumApi,
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
    summary: 'Starts an application under an open call, led by an organisation that the caller acts for; `from` takes over the answers of an earlier one',
    input: startInput,
    once: true,
    async handler(ask) {
      const { organisationId, from } = ask.input;
      const id = await startApplication(ask.house, person(ask), { callId: ask.params['callId'] ?? '', organisationId, idempotencyKey: ask.idempotencyKey });
      if (from !== null) await copyFromEarlier(ask.house, person(ask), id, from);
      return json(await one(ask, id), 201);
    },
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
    once: true,
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
      return json(await provenReceipt(ask.house, receipt, earlier));
    },
  }),
  door({
    method: 'GET',
    path: '/api/applications/:id/answers',
    access: 'signedIn',
    summary: 'The answers of the draft, each with its version, who saved it and when; and the texts that nobody has chosen between yet',
    async handler(ask) {
      const { db } = ask.house;
      const application = await ownApplication(ask);
      const last = await lastEdits(db, application.id);
      const answers = application.version.call.form.sections.flatMap((s) =>
        s.fields.flatMap((f) => {
          const value = application.proposal.answers[s.id]?.[f.id];
          const edit = last.find((l) => l.section === s.id && l.field === f.id);
          const version = application.answerVersions[s.id]?.[f.id] ?? 0;
          return value === undefined ? [] : [{ section: s.id, field: f.id, value, version, by: edit?.person ?? null, at: edit?.at ?? null }];
        }),
      );
      return json({ answers, conflicts: await openBranches(db, application.id) });
    },
  }),
  door({
    method: 'POST',
    path: '/api/applications/:id/answers',
    access: 'signedIn',
    does: 'application.saveSection',
    summary:
      'Saves answers, each against the version that its writer had (`base`): other words are merged, the same words answer 409 with both texts, of which none is lost. Takes the header Idempotency-Key',
    input: answersInput,
    once: true,
    async handler(ask) {
      const outcome = await saveAnswers(ask.house, ask.actor, idOf(ask), ask.input.answers, { key: ask.idempotencyKey });
      return json(outcome, outcome.conflicts.length > 0 ? 409 : 200);
    },
  }),
  door({
    method: 'GET',
    path: '/api/applications/:id/history',
    access: 'signedIn',
    summary: 'Every text that was saved; the same filters, order and pages as the list on the site',
    async handler(ask) {
      const { db } = ask.house;
      const application = await ownApplication(ask);
      const { rows, total, pages, state } = await list(db, history(db, application.id), historySpec(application), ask.url);
      return json({ edits: rows, total, page: state.page, pages });
    },
  }),
  door({
    method: 'GET',
    path: '/api/applications/:id/comments',
    access: 'signedIn',
    summary: 'What those who work on the application say to each other; never part of what is submitted',
    handler: async (ask) => json({ threads: await threadsOf(ask.house.db, (await ownApplication(ask)).id) }),
  }),
  door({
    method: 'POST',
    path: '/api/applications/:id/comments',
    access: 'signedIn',
    does: 'application.comment',
    summary: 'Writes a comment on a field or the whole, or answers one (`thread`); `tell` names who is to hear of it by mail',
    input: commentInput,
    once: true,
    async handler(ask) {
      const { section = null, field = null, thread = null, body, tell } = ask.input;
      const id = await addComment(ask.house, ask.actor, idOf(ask), { section, field, thread, body, tell, key: ask.idempotencyKey });
      return json({ id }, 201);
    },
  }),
  commentDoor('', 'application.editComment', 'Changes one’s own comment', editedCommentInput, (ask, comment) =>
    editComment(ask.house, ask.actor, idOf(ask), comment, (ask.input as { body: string }).body),
  ),
  commentDoor('/removal', 'application.deleteComment', 'Deletes one’s own comment', undefined, (ask, comment) =>
    deleteComment(ask.house, ask.actor, idOf(ask), comment),
  ),
  commentDoor('/resolution', 'application.resolveThread', 'Resolves a thread', undefined, (ask, comment) =>
    resolveThread(ask.house, ask.actor, idOf(ask), comment),
  ),
  commentDoor('/reopening', 'application.reopenThread', 'Reopens a thread', undefined, (ask, comment) =>
    reopenThread(ask.house, ask.actor, idOf(ask), comment),
  ),
];
