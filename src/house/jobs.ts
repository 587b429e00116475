import { addendumTerm, amendContract, restoreParties } from '#src/delivery/contracts/actions/addenda.ts';
import type { Amendment } from '#src/delivery/contracts/rules/addendum.ts';
import { followAwards } from '#src/delivery/contracts/actions/prepare.ts';
import { dropVariation, takeEffect } from '#src/delivery/projects/actions/effect.ts';
import { beginProject, endProject, finishProject, raiseProject } from '#src/delivery/projects/actions/begin.ts';
import { remindOfContract, tellSigningOver } from '#src/delivery/contracts/actions/end.ts';
import { endGrantOfContract } from '#src/funding/rankings/actions.ts';
import type { EndKind } from '#src/funding/rankings/states.ts';
import { closeWhenDone } from '#src/delivery/payments/actions/closing.ts';
import { recoverAll } from '#src/delivery/payments/actions/recoveries.ts';
import { settleProject } from '#src/delivery/payments/actions/settle.ts';
import { tellTermOver } from '#src/funding/access/actions.ts';
import { remindInvited } from '#src/funding/experts/actions/invitations.ts';
import { tellIncident } from '#src/funding/applications/actions/incident.ts';
import { followVersion } from '#src/funding/applications/actions/newVersion.ts';
import { readImport } from '#src/delivery/reports/actions/imports.ts';
import { openReports } from '#src/delivery/reports/actions/open.ts';
import { remindOfQuestion, remindOfReport } from '#src/delivery/reports/actions/remind.ts';
import type { House } from '#src/plumbing/house.ts';
import { remindDocument } from '#src/partnership/organisations/actions/register.ts';
import { sendCommentDigest } from '#src/funding/applications/actions/comments.ts';
import { queueReceipts } from '#src/funding/applications/actions/submit/receipts.ts';
import { keepDeclaredConflict } from '#src/funding/conflicts/actions/declare.ts';
import { recheckConflicts, recheckEverywhere } from '#src/funding/conflicts/actions/recheck.ts';
import { sendDiscussionDigest } from '#src/funding/panels/actions/discussion.ts';
import { giveBackConflicted } from '#src/funding/reviews/actions/reviews.ts';
import { remindOfTerm } from '#src/funding/reviews/actions/watch.ts';
import { endRepair, remindRepair } from '#src/funding/screening/actions/repairs.ts';
import { grantInvited } from '#src/partnership/identity/actions.ts';
import { sendMail } from '#src/plumbing/mail/mail.ts';

/** Every task that an action can queue, by name. A guard checks that none is queued without a worker. */
export const jobTasks: Record<string, (house: House, payload: Record<string, unknown>) => Promise<void>> = {
  'access.termOver': (house, payload) => tellTermOver(house, String(payload['id'])),
  'application.commentDigest': (house, payload) => sendCommentDigest(house, String(payload['application']), String(payload['person'])),
  'application.receipts': (house, payload) => queueReceipts(house, payload['protocols'] as string[]),
  'call.amended': (house, payload) => followVersion(house, String(payload['callId']), Number(payload['number'])),
  'call.incidentDeclared': (house, payload) => tellIncident(house, String(payload['callId']), String(payload['incident'])),
  'conflicts.declared': (house, { applicationId, personId, detail }) =>
    keepDeclaredConflict(house, { applicationId: String(applicationId), personId: String(personId), detail: String(detail) }),
  'conflicts.recheck': (house, payload) => recheckConflicts(house, String(payload['callId'])),
  'contract.addendumTerm': (house, { id, number, dueOn, daysLeft }) =>
    addendumTerm(house, { id: String(id), number: Number(number), dueOn: String(dueOn), daysLeft: Number(daysLeft) }),
  'contract.amend': (house, { contractId, change, addendum }) => amendContract(house, String(contractId), change as Amendment, addendum === true),
  'contract.restore': (house, { contractId, change }) => restoreParties(house, String(contractId), change as Amendment),
  'contract.prepare': (house, payload) => followAwards(house, payload['applicationIds'] as string[]),
  'contract.remind': (house, { id, dueOn, daysLeft }) => remindOfContract(house, { id: String(id), dueOn: String(dueOn), daysLeft: Number(daysLeft) }),
  'contract.termOver': (house, { id, dueOn }) => tellSigningOver(house, { id: String(id), dueOn: String(dueOn) }),
  'expert.remindInvited': (house, { callId, id }) => remindInvited(house, { callId: String(callId), id: String(id) }),
  'grant.end': (house, { callId, applicationId, on, ref, kind }) =>
    endGrantOfContract(house, { callId: String(callId), applicationId: String(applicationId), on: String(on), ref: String(ref), kind: kind as EndKind }),
  'mail.send': async (house, payload) => void (await sendMail(house, String(payload['id']))),
  'panel.discussionDigest': (house, { callId, applicationId, personId }) =>
    sendDiscussionDigest(house, { callId: String(callId), applicationId: String(applicationId), personId: String(personId) }),
  'project.begin': (house, payload) => beginProject(house, String(payload['contractId'])),
  'project.raise': (house, payload) => raiseProject(house, String(payload['contractId'])),
  'project.vary': (house, { contractId, variation }) => takeEffect(house, String(contractId), Number(variation)),
  'project.dropVariation': (house, { contractId, variation, number, dueOn, why }) =>
    dropVariation(house, String(contractId), Number(variation), { addendum: Number(number), dueOn: dueOn === null ? null : String(dueOn), why: String(why) }),
  'project.end': (house, payload) => endProject(house, String(payload['contractId'])),
  'project.close': (house, payload) => finishProject(house, String(payload['projectId'])),
  'payments.close': (house, payload) => closeWhenDone(house, String(payload['projectId'])),
  'payments.recover': (house, { projectId, cause }) => recoverAll(house, String(projectId), cause === 'revocation' ? 'revocation' : 'renunciation'),
  'payments.settle': (house, payload) => settleProject(house, String(payload['projectId'])),
  'repair.remind': (house, payload) => remindRepair(house, String(payload['id']), Number(payload['daysLeft'])),
  'repair.end': async (house, payload) => void (await endRepair(house, String(payload['id']))),
  'organisations.namesChanged': (house) => recheckEverywhere(house),
  'project.teamChanged': (house) => recheckEverywhere(house),
  'reports.import': (house, payload) => readImport(house, String(payload['import'])),
  'reports.open': async (house, payload) => void (await openReports(house, payload['project'] === undefined ? null : String(payload['project']))),
  'reports.remind': (house, { id, dueOn, daysLeft }) => remindOfReport(house, { id: String(id), dueOn: String(dueOn), daysLeft: Number(daysLeft) }),
  'reports.remindQuestion': (house, { id, daysLeft }) => remindOfQuestion(house, { id: String(id), daysLeft: Number(daysLeft) }),
  'reviews.giveBack': (house, payload) => giveBackConflicted(house, String(payload['callId']), String(payload['personId'])),
  'reviews.remind': (house, payload) => remindOfTerm(house, String(payload['run']), Number(payload['daysLeft'])),
  'role.grantInvited': (house, { personId, scope, grantedBy }) =>
    grantInvited(house, { personId: String(personId), scope: String(scope), grantedBy: String(grantedBy) }),
  'organisation.remindDocument': (house, payload) =>
    remindDocument(house, { organisationId: String(payload['organisationId']), documentId: String(payload['documentId']), days: Number(payload['days']) }),
};
