import { notFound } from '#src/core/errors.ts';
import { door, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { json } from '#src/plumbing/http/reply.ts';
import { list } from '#src/plumbing/listing.ts';
import { admitTogether, answerProposal, decideScreening } from './actions.ts';
import { giveFile, giveText, sendRepair } from './actions/answers.ts';
import { distributeCases, saveChecks } from './actions/cases.ts';
import { resetTemplate, saveTemplate } from './actions/letters.ts';
import { cancelRepair, openRepair } from './actions/repairs.ts';
import { defaultTemplates } from './copy/letters.ts';
import { dueOnOf, screenedCall, screeningCase } from './desk.ts';
import { can } from './policy.ts';
import { letterById, lettersOf, lettersSpec, templatesOf } from './queries/letters.ts';
import { queueCounts, queueSpec, screeningQueue } from './queries/queue.ts';
import { repairsOf, repairsSpec } from './queries/repairs.ts';
import { ownRepair } from './routes/applicant.tsx';
import { callIdOf, idOr404 } from '#src/plumbing/http/asking.ts';
import { asking, officers, readers } from './routes/asking.ts';
import { doWithCases } from './routes/office.tsx';
import { offered } from './rules/templates.ts';
import {
  bulkInput,
  casesInput,
  checksInput,
  confirmationInput,
  decisionInput,
  repairFileJson,
  repairInput,
  repairTextInput,
  sendRepairInput,
  templateInput,
  templateResetInput,
  whyInput,
} from './schema.ts';
import { templateKinds } from './states.ts';

const caseIdOf = (ask: Ask<unknown>): string => idOr404(ask.params['applicationId']);
const idOf = (ask: Ask<unknown>): string => ask.params['id'] ?? '';
const arrived = (ask: Ask<unknown>): string => ask.now.toISOString();

/** A request as its applicant may see it. */
async function repairTold(ask: Ask<unknown>) {
  const { leadId: _lead, createdBy: _by, ...request } = await ownRepair(ask);
  return { ...request, allowed: { answer: can.answerRepair(ask.actor, { ...request, leadId: _lead, createdBy: _by }, arrived(ask)) } };
}

const caseDoors: Door[] = [
  door({
    method: 'GET',
    path: '/api/calls/:callId/screening',
    access: readers,
    summary: 'The submissions of a call with where each stands, whose it is, its age in working days and its due date; filters and pages as on the page',
    async handler(ask) {
      const { db } = ask.house;
      const version = await screenedCall(asking(ask));
      const asked = { version, viewer: ask.actor!, now: arrived(ask) };
      const { rows, total, pages, state } = await list(db, screeningQueue(db, asked), queueSpec, ask.url);
      return json({ submissions: rows, total, page: state.page, pages, counts: await queueCounts(db, asked) });
    },
  }),
  door({
    method: 'GET',
    path: '/api/calls/:callId/screening/:applicationId',
    access: readers,
    summary: 'One submission: its checklist, what officers found, requests for repair, proposals and decisions, and what can be done now',
    async handler(ask) {
      const found = await screeningCase(asking(ask), ask.params['applicationId'] ?? '');
      const { snapshot, ...rest } = found.submission;
      return json({
        submission: { ...rest, acronym: snapshot.acronym, title: snapshot.title },
        owner: found.owner ?? null,
        dueOn: dueOnOf(found, arrived(ask)),
        checklist: found.lines,
        checks: found.checks,
        repairs: found.repairs.map((r) => (r.state === 'answered' ? r : { ...r, answers: [] })),
        repaired: found.repaired,
        repairable: found.repairable,
        unrepairable: found.unrepairable,
        proposals: found.proposals,
        decisions: found.decisions,
        allowed: { decide: found.decision, work: found.work, askRepair: found.askRepair, confirm: found.confirm },
      });
    },
  }),
  door({
    method: 'POST',
    path: '/api/calls/:callId/screening/:applicationId',
    access: officers,
    does: 'screening.decide',
    summary: 'Admits, admits with reserve or excludes a submission, or proposes it where the call asks for four eyes; `verified` may be ["all"]',
    input: decisionInput,
    once: true,
    handler: async (ask) => json({ decision: await decideScreening(ask.house, ask.actor, callIdOf(ask), caseIdOf(ask), ask.input, ask.idempotencyKey) }, 201),
  }),
  door({
    method: 'POST',
    path: '/api/calls/:callId/screening/:applicationId/confirmation',
    access: officers,
    does: 'screening.answerProposal',
    summary: 'Confirms a proposed decision, or sends it back with a reason; never by who proposed it',
    input: confirmationInput,
    handler: async (ask) => json({ id: await answerProposal(ask.house, ask.actor, callIdOf(ask), caseIdOf(ask), ask.input) }, 201),
  }),
  door({
    method: 'POST',
    path: '/api/calls/:callId/screening/:applicationId/checks',
    access: officers,
    does: 'screening.check',
    summary: 'Keeps what the officer found so far on lines checked by hand: `checks` of `line`, `verdict` (met, unmet or empty) and `remark`',
    input: checksInput,
    handler: async (ask) => json({ saved: await saveChecks(ask.house, ask.actor, callIdOf(ask), caseIdOf(ask), ask.input) }, 201),
  }),
  door({
    method: 'POST',
    path: '/api/calls/:callId/screening/:applicationId/repair',
    access: officers,
    does: 'screening.openRepair',
    summary: 'Opens a request for repair: `defects` by item, `days` of the term, `note`; the items that can be named are `repairable` of the case',
    input: repairInput,
    once: true,
    handler: async (ask) => json({ repair: await openRepair(ask.house, ask.actor, callIdOf(ask), caseIdOf(ask), ask.input, ask.idempotencyKey) }, 201),
  }),
  door({
    method: 'POST',
    path: '/api/calls/:callId/screening/:applicationId/repair/cancellation',
    access: officers,
    does: 'screening.cancelRepair',
    summary: 'Takes an open request for repair back',
    input: whyInput,
    async handler(ask) {
      await cancelRepair(ask.house, ask.actor, callIdOf(ask), caseIdOf(ask), ask.input.why);
      return json({ cancelled: true }, 201);
    },
  }),
  door({
    method: 'POST',
    path: '/api/calls/:callId/screening',
    access: officers,
    does: 'screening.admitTogether',
    summary: 'Admits together submissions with every automatic check met; the lines checked by hand are confirmed for all',
    input: bulkInput,
    handler: async (ask) => json({ admitted: await admitTogether(ask.house, ask.actor, callIdOf(ask), ask.input.applications.map(idOr404)) }, 201),
  }),
  door({
    method: 'PUT',
    path: '/api/calls/:callId/screening/cases',
    access: officers,
    does: 'screening.assign',
    summary: 'Takes, returns or assigns cases, or confirms their proposals: `deed` take, return, assign (with `officer`) or confirm',
    input: casesInput,
    handler: async (ask) => json({ changed: await doWithCases(ask, ask.input.applications.map(idOr404), ask.input) }),
  }),
  door({
    method: 'PUT',
    path: '/api/calls/:callId/screening/distribution',
    access: officers,
    does: 'screening.distribute',
    summary: 'Gives every unassigned case to the officers of the call, as evenly as conflicts of interest allow',
    handler: async (ask) => json(await distributeCases(ask.house, ask.actor, callIdOf(ask))),
  }),
];

const repairDoors: Door[] = [
  door({
    method: 'GET',
    path: '/api/repairs',
    access: 'signedIn',
    summary: 'The requests for repair that the caller may answer or has answered',
    async handler(ask) {
      const { rows, total, pages, state } = await list(ask.house.db, repairsOf(ask.house.db, ask.actor!), repairsSpec, ask.url);
      return json({ repairs: rows, total, page: state.page, pages });
    },
  }),
  door({
    method: 'GET',
    path: '/api/repairs/:id',
    access: 'signedIn',
    summary: 'One request for repair: its items, its term, what has been given so far, and its receipt once sent',
    handler: async (ask) => json(await repairTold(ask)),
  }),
  door({
    method: 'POST',
    path: '/api/repairs/:id/files',
    access: 'signedIn',
    does: 'repair.giveFile',
    summary: 'Gives a file for an item, in base64, instead of the one before',
    input: repairFileJson,
    async handler(ask) {
      await giveFile(ask.house, ask.actor!, idOf(ask), ask.input, arrived(ask));
      return json(await repairTold(ask), 201);
    },
  }),
  door({
    method: 'POST',
    path: '/api/repairs/:id/texts',
    access: 'signedIn',
    does: 'repair.giveText',
    summary: 'Gives the text of a declaration; empty, it is taken back',
    input: repairTextInput,
    async handler(ask) {
      await giveText(ask.house, ask.actor!, idOf(ask), ask.input, arrived(ask));
      return json(await repairTold(ask), 201);
    },
  }),
  door({
    method: 'POST',
    path: '/api/repairs/:id/answer',
    access: 'signedIn',
    does: 'repair.answer',
    summary: 'Sends the answer; needs the header Idempotency-Key, and the same key answers the same receipt',
    input: sendRepairInput,
    once: true,
    handler: async (ask) =>
      json(await sendRepair(ask.house, ask.actor!, idOf(ask), { incomplete: ask.input.incomplete, key: ask.idempotencyKey, arrivedAt: arrived(ask) }), 201),
  }),
];

const letterDoors: Door[] = [
  door({
    method: 'GET',
    path: '/api/calls/:callId/letters',
    access: readers,
    summary: 'The register of the letters that went out under a call',
    async handler(ask) {
      const version = await screenedCall(asking(ask));
      const { rows, total, pages, state } = await list(ask.house.db, lettersOf(ask.house.db, version.callId, ask.locale, ask.actor!), lettersSpec, ask.url);
      return json({ letters: rows, total, page: state.page, pages });
    },
  }),
  door({
    method: 'GET',
    path: '/api/letters/:id',
    access: 'signedIn',
    summary: 'One letter as data, in both languages, with the hash of its content',
    async handler(ask) {
      const letter = await letterById(ask.house.db, idOf(ask));
      if (!can.readLetter(ask.actor, letter).ok) throw notFound();
      const { leadId: _lead, createdBy: _by, conflicted: _conflicted, ...told } = letter;
      return json(told);
    },
  }),
  door({
    method: 'GET',
    path: '/api/calls/:callId/letters/templates',
    access: officers,
    summary: 'The words of each kind of letter in both languages, and what can be filled in',
    async handler(ask) {
      const version = await screenedCall(asking(ask));
      const own = await templatesOf(ask.house.db, version.callId);
      const templates = templateKinds.flatMap((kind) =>
        (['it', 'en'] as const).map((locale) => {
          const standard = { subject: defaultTemplates[kind].subject[locale], body: defaultTemplates[kind].body[locale], revision: 0 };
          return { kind, locale, placeholders: offered[kind], ...(own.get(`${kind}/${locale}`) ?? standard) };
        }),
      );
      return json({ templates });
    },
  }),
  door({
    method: 'PUT',
    path: '/api/calls/:callId/letters/templates',
    access: officers,
    does: 'letter.saveTemplate',
    summary: 'Keeps the office’s own words for one kind of letter; `revision` is the one that was read',
    input: templateInput,
    async handler(ask) {
      await saveTemplate(ask.house, ask.actor, callIdOf(ask), ask.input);
      return json({ revision: ask.input.revision + 1 });
    },
  }),
  door({
    method: 'DELETE',
    path: '/api/calls/:callId/letters/templates',
    access: officers,
    does: 'letter.resetTemplate',
    summary: 'Goes back to the default words of one kind of letter',
    input: templateResetInput,
    async handler(ask) {
      await resetTemplate(ask.house, ask.actor, callIdOf(ask), ask.input.kind, ask.input.locale);
      return json({ revision: 0 });
    },
  }),
];

export const screeningApi: Door[] = [...caseDoors, ...repairDoors, ...letterDoors];
