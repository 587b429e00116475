import { hasRole } from '#src/core/actor.ts';
import { notFound } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, page, seeOther } from '#src/plumbing/http/reply.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import { admitTogether, answerProposal, confirmMany, decideScreening } from '../actions.ts';
import { assignCases, distributeCases, saveChecks } from '../actions/cases.ts';
import { cancelRepair, openRepair } from '../actions/repairs.ts';
import { screeningWords } from '../copy.ts';
import { screenedCall, screeningCase, screeningDesk } from '../desk.ts';
import { lettersTo } from '../queries/letters.ts';
import { queueSpec, screeningQueue } from '../queries/queue.ts';
import { bulkInput, casesInput, checksInput, confirmationInput, decisionInput, repairInput, whyInput, type CasesInput } from '../schema.ts';
import { CasePage, type CasePageProps } from '../views/case.tsx';
import { QueuePage, type QueuePageProps } from '../views/queue.tsx';
import { callIdOf, idOr404 } from '#src/plumbing/http/asking.ts';
import { asking, officers, readers } from './asking.ts';

type QueueForms = Pick<QueuePageProps, 'together' | 'chosen'>;

async function queuePage(ask: Ask<unknown>, forms: QueueForms = {}) {
  const { db } = ask.house;
  const now = ask.now.toISOString();
  const version = await screenedCall(asking(ask));
  const listed = await list(db, screeningQueue(db, { version, viewer: ask.actor!, now }), queueSpec, ask.url);
  if (listed.state.csv) return file(csv(queueSpec, listed.rows, ask.locale), 'text/csv; charset=utf-8', `${version.callId}-screening.csv`);
  const desk = await screeningDesk(asking(ask));
  return page(
    `${speak(screeningWords, ask.locale).screening} · ${version.call.officialCode}`,
    <QueuePage desk={desk} listed={listed} open={now <= version.closesAt} mayWork={hasRole(ask.actor, 'office')} {...forms} />,
    { wide: true, script: true, address: `/calls/${version.callId}/screening` },
  );
}

type CaseForms = Pick<CasePageProps, 'form' | 'checksForm' | 'repairForm' | 'answerForm' | 'ownerForm'>;

async function casePage(ask: Ask<unknown>, forms: CaseForms = {}) {
  const found = await screeningCase(asking(ask), ask.params['applicationId'] ?? '');
  const { acronym } = found.submission.snapshot;
  const letters = await lettersTo(ask.house.db, found.submission.applicationId, ask.locale);
  return page(
    `${acronym} · ${speak(screeningWords, ask.locale).screening}`,
    <CasePage {...found} letters={letters} mayDecide={hasRole(ask.actor, 'office')} {...forms} />,
    { wide: true, script: true, address: `/calls/${callIdOf(ask)}/screening/${found.submission.applicationId}` },
  );
}

const caseIdOf = (ask: Ask<unknown>): string => idOr404(ask.params['applicationId']);
const toCase = (ask: Ask<unknown>, part = '') => seeOther(`/calls/${callIdOf(ask)}/screening/${caseIdOf(ask)}${part}`);
const toQueue = (ask: Ask<unknown>, part = '') => seeOther(`/calls/${callIdOf(ask)}/screening${part}`);

/** One or many cases: taken, given back, given to somebody, or their proposals confirmed. */
export async function doWithCases(ask: Ask<unknown>, ids: readonly string[], { deed, officer }: Pick<CasesInput, 'deed' | 'officer'>): Promise<number> {
  if (deed === 'confirm') return confirmMany(ask.house, ask.actor, callIdOf(ask), ids);
  return assignCases(ask.house, ask.actor, callIdOf(ask), ids, deed === 'assign' ? { deed, officer } : { deed });
}

export const officeDoors: Door[] = [
  door({ method: 'GET', path: '/calls/:callId/screening', access: readers, handler: (ask) => queuePage(ask) }),
  door({
    method: 'POST',
    path: '/calls/:callId/screening',
    access: officers,
    does: 'screening.admitTogether',
    input: bulkInput,
    again: (ask, together) => queuePage(ask, { together }),
    async handler(ask) {
      await admitTogether(ask.house, ask.actor, callIdOf(ask), ask.input.applications.map(idOr404));
      return toQueue(ask);
    },
  }),
  door({
    method: 'POST',
    path: '/calls/:callId/screening/cases',
    access: officers,
    does: 'screening.assign',
    input: casesInput,
    again: (ask, chosen) => queuePage(ask, { chosen }),
    async handler(ask) {
      await doWithCases(ask, ask.input.applications.map(idOr404), ask.input);
      return toQueue(ask, '#queue');
    },
  }),
  door({
    method: 'POST',
    path: '/calls/:callId/screening/distribution',
    access: officers,
    does: 'screening.distribute',
    async handler(ask) {
      await distributeCases(ask.house, ask.actor, callIdOf(ask));
      return toQueue(ask, '#queue');
    },
  }),
  door({ method: 'GET', path: '/calls/:callId/screening/:applicationId', access: readers, handler: (ask) => casePage(ask) }),
  door({
    method: 'POST',
    path: '/calls/:callId/screening/:applicationId',
    access: officers,
    does: 'screening.decide',
    input: decisionInput,
    again: (ask, form: Again) => casePage(ask, { form }),
    async handler(ask) {
      await decideScreening(ask.house, ask.actor, callIdOf(ask), caseIdOf(ask), ask.input, ask.idempotencyKey);
      return toCase(ask);
    },
  }),
  door({
    method: 'POST',
    path: '/calls/:callId/screening/:applicationId/confirmation',
    access: officers,
    does: 'screening.answerProposal',
    input: confirmationInput,
    again: (ask, answerForm) => casePage(ask, { answerForm }),
    async handler(ask) {
      await answerProposal(ask.house, ask.actor, callIdOf(ask), caseIdOf(ask), ask.input);
      return toCase(ask);
    },
  }),
  door({
    method: 'POST',
    path: '/calls/:callId/screening/:applicationId/owner',
    access: officers,
    does: 'screening.assign',
    input: casesInput,
    again: (ask, ownerForm) => casePage(ask, { ownerForm }),
    async handler(ask) {
      await doWithCases(ask, [caseIdOf(ask)], ask.input);
      return toCase(ask);
    },
  }),
  door({
    method: 'POST',
    path: '/calls/:callId/screening/:applicationId/checks',
    access: officers,
    does: 'screening.check',
    input: checksInput,
    again: (ask, checksForm) => casePage(ask, { checksForm }),
    async handler(ask) {
      await saveChecks(ask.house, ask.actor, callIdOf(ask), caseIdOf(ask), ask.input);
      return toCase(ask, '#checklist');
    },
  }),
  door({
    method: 'POST',
    path: '/calls/:callId/screening/:applicationId/repair',
    access: officers,
    does: 'screening.openRepair',
    input: repairInput,
    again: (ask, repairForm) => casePage(ask, { repairForm }),
    async handler(ask) {
      await openRepair(ask.house, ask.actor, callIdOf(ask), caseIdOf(ask), ask.input, ask.idempotencyKey);
      return toCase(ask, '#repairs');
    },
  }),
  door({
    method: 'POST',
    path: '/calls/:callId/screening/:applicationId/repair/cancellation',
    access: officers,
    does: 'screening.cancelRepair',
    input: whyInput,
    async handler(ask) {
      await cancelRepair(ask.house, ask.actor, callIdOf(ask), caseIdOf(ask), ask.input.why);
      return toCase(ask, '#repairs');
    },
  }),
  door({
    method: 'GET',
    path: '/calls/:callId/screening/:applicationId/documents/:sha256',
    access: readers,
    async handler(ask) {
      const { submission, repaired } = await screeningCase(asking(ask), ask.params['applicationId'] ?? '');
      const document = [...submission.snapshot.documents, ...repaired].find((d) => d.sha256 === ask.params['sha256']);
      if (!document) throw notFound();
      return file(await ask.house.files.get(document.sha256), 'application/octet-stream', document.fileName);
    },
  }),
];
