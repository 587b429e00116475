import { notFound } from '#src/core/errors.ts';
import { romeDate } from '#src/core/time.ts';
import { door, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { json } from '#src/plumbing/http/reply.ts';
import { list } from '#src/plumbing/listing.ts';
import { acceptReport, answerQuestion, giveBack, judgeLine, passUnsampled } from './actions/check.ts';
import { addLine, attest, changeLine, removeLine, saveTexts } from './actions/lines.ts';
import { seatOf } from './actions/shared.ts';
import { submitReport } from './actions/submit.ts';
import { countersignSheet, reopenSheet, saveSheet, signSheet } from './actions/timesheets.ts';
import { can } from './policy.ts';
import { lineList, questionsOf } from './queries/lines.ts';
import { problemsIn } from './queries/sheet.ts';
import { situationOf } from './queries/situation.ts';
import { sheetsFor } from './queries/timesheets.ts';
import { reportList } from './routes/list.tsx';
import { idOf, readable, scopeIn, todayOf, writesIn } from './routes/shared.ts';
import { placeIn, readableSheet } from './routes/timesheets.tsx';
import {
  acceptanceInput,
  answerInput,
  attestationInput,
  lineInput,
  reopenInput,
  returnInput,
  sheetJson,
  signatureInput,
  submissionInput,
  textsInput,
  verdictInput,
} from './schema.ts';
import { lineSpec } from './views/lines.tsx';
import { sheetSpec } from './views/timesheets.tsx';

const month = '/api/timesheets/:workerId/:month';
const one = '/api/reports/:id';
const lineOf = (ask: Ask<unknown>): string => ask.params['lineId'] ?? '';

const timesheetApi: Door[] = [
  door({
    method: 'GET',
    path: '/api/timesheets',
    access: 'signedIn',
    summary: 'The timesheets that one may read, a row for each person and month, with their hours and state',
    async handler({ house, actor, url }) {
      const { rows, total, pages, state } = await list(house.db, sheetsFor(house.db, actor!), sheetSpec, url);
      return json({ timesheets: rows, total, page: state.page, pages });
    },
  }),
  door({
    method: 'GET',
    path: month,
    access: 'signedIn',
    summary: 'One month of a person on a project: hours by day and work package, what is wrong with them, who confirmed and countersigned',
    async handler(ask) {
      const it = await readableSheet(ask);
      const { worker, project, sheet } = it;
      return json({
        worker: { id: worker.id, name: worker.name, organisation: worker.organisation },
        project: { code: project.code, acronym: project.acronym, cup: project.cup },
        month: it.month.slice(0, 7),
        state: it.seat.state,
        revision: sheet?.revision ?? 0,
        workPackages: it.workPackages.map(({ id, position, title }) => ({ id, position, title })),
        hours: it.hours.map(({ workPackage, day, quarters }) => ({ workPackage, day, hours: quarters / 4 })),
        problems: problemsIn(it, it.hours, romeDate(ask.now)),
        signedAt: sheet?.signedAt ?? null,
        countersignedAt: sheet?.countersignedAt ?? null,
        sha256: sheet?.sha256 ?? null,
        allowed: {
          fill: can.fillSheet(ask.actor, it.seat).ok,
          sign: can.signSheet(ask.actor, it.seat).ok,
          countersign: can.countersign(ask.actor, it.seat).ok,
          reopen: can.reopen(ask.actor, it.seat).ok,
        },
      });
    },
  }),
  door({
    method: 'PUT',
    path: month,
    access: 'signedIn',
    does: 'timesheet.save',
    summary: 'Saves the hours of a month as a draft, over what was there; `revision` is the one that was read',
    input: sheetJson,
    async handler(ask) {
      const hours = ask.input.hours.map(({ hours: worked, ...h }) => ({ ...h, quarters: worked * 4 }));
      await saveSheet(ask.house, ask.actor, placeIn(ask), { revision: ask.input.revision, hours });
      return json({ saved: true, revision: ask.input.revision + 1 });
    },
  }),
  door({
    method: 'POST',
    path: `${month}/signature`,
    access: 'signedIn',
    does: 'timesheet.sign',
    summary: 'Confirms a month in one’s own name: it is frozen with its fingerprint',
    input: signatureInput,
    async handler(ask) {
      await signSheet(ask.house, ask.actor, placeIn(ask), ask.input.revision);
      return json({ signed: true });
    },
  }),
  door({
    method: 'POST',
    path: `${month}/countersignature`,
    access: 'signedIn',
    does: 'timesheet.countersign',
    summary: 'Countersigns a month for the organisation of its person',
    async handler(ask) {
      await countersignSheet(ask.house, ask.actor, placeIn(ask));
      return json({ countersigned: true });
    },
  }),
  door({
    method: 'POST',
    path: `${month}/reopening`,
    access: 'signedIn',
    does: 'timesheet.reopen',
    summary: 'Opens a month again, with the reason, unless it stands in a report that was handed in',
    input: reopenInput,
    async handler(ask) {
      await reopenSheet(ask.house, ask.actor, placeIn(ask), ask.input.reason);
      return json({ reopened: true });
    },
  }),
];

export const reportsApi: Door[] = [
  ...timesheetApi,
  reportList.json,
  door({
    method: 'GET',
    path: one,
    access: 'signedIn',
    summary: 'A report: what it lacks, what it comes to by member and category with every cut, questions, what one may do',
    async handler(ask) {
      const report = await readable(ask);
      const scope = scopeIn(ask, report);
      const now = await situationOf(ask.house.db, report, scope);
      const mine = (id: string) => scope === 'all' || scope.includes(id);
      const { project, attachments, attestations, content: _content, outcome: _outcome, submissionKey: _key, ...told } = report;
      return json({
        ...told,
        project: { id: project.id, code: project.code, acronym: project.acronym, title: project.title, cup: project.cup, callId: project.callId },
        members: project.members.filter((m) => mine(m.organisationId)).map(({ organisationId, name, role }) => ({ organisationId, name, role })),
        attachments: attachments.filter((a) => mine(a.organisationId)),
        attestations: attestations.filter((a) => mine(a.organisationId)),
        items: now.items,
        dues: now.dues,
        personnel: now.personnel,
        categories: now.settlement.categories.filter((c) => mine(c.organisationId)),
        aid: now.settlement.members.filter((m) => mine(m.organisationId)),
        questions: await questionsOf(ask.house.db, report.id, scope),
        allowed: {
          write: writesIn(ask, report),
          submit: can.submit(ask.actor, seatOf(report), report, todayOf(ask)).ok,
          check: can.check(ask.actor, seatOf(report)).ok,
        },
      });
    },
  }),
  door({
    method: 'GET',
    path: `${one}/lines`,
    access: 'signedIn',
    summary: 'The lines of a report, of the members that one may see',
    async handler(ask) {
      const report = await readable(ask);
      const { rows, total, pages, state } = await list(ask.house.db, lineList(ask.house.db, report.id, scopeIn(ask, report)), lineSpec, ask.url);
      return json({ lines: rows, total, page: state.page, pages });
    },
  }),
  door({
    method: 'POST',
    path: `${one}/lines`,
    access: 'signedIn',
    does: 'report.addLine',
    summary: 'Adds a cost line; `cents` are whole cents, or euros as a text. Its document is uploaded on its page',
    input: lineInput,
    handler: async (ask) => json({ id: await addLine(ask.house, ask.actor, idOf(ask), ask.input) }, 201),
  }),
  door({
    method: 'PUT',
    path: `${one}/lines/:lineId`,
    access: 'signedIn',
    does: 'report.changeLine',
    summary: 'Changes a cost line; its document stays',
    input: lineInput,
    async handler(ask) {
      await changeLine(ask.house, ask.actor, idOf(ask), lineOf(ask), ask.input);
      return json({ changed: true });
    },
  }),
  door({
    method: 'DELETE',
    path: `${one}/lines/:lineId`,
    access: 'signedIn',
    does: 'report.removeLine',
    summary: 'Removes a cost line about which nothing was asked',
    async handler(ask) {
      await removeLine(ask.house, ask.actor, idOf(ask), lineOf(ask));
      return json({ removed: true });
    },
  }),
  door({
    method: 'PUT',
    path: `${one}/technical`,
    access: 'signedIn',
    does: 'report.write',
    summary:
      'Writes the technical report and, as `due.<of>.<id>.outcome` (`late` with `.newOn`, or `notReached`) and `.reason`, what is said of each thing due; `revision` is the one that was read',
    input: textsInput,
    async handler(ask) {
      await saveTexts(ask.house, ask.actor, idOf(ask), ask.input);
      return json({ saved: true, revision: ask.input.revision + 1 });
    },
  }),
  door({
    method: 'POST',
    path: `${one}/attestations`,
    access: 'signedIn',
    does: 'report.attest',
    summary: 'A public university or research body attests its own controls instead of handing documents in',
    input: attestationInput,
    async handler(ask) {
      await attest(ask.house, ask.actor, idOf(ask), ask.input.organisation);
      return json({ attested: true });
    },
  }),
  door({
    method: 'POST',
    path: `${one}/submission`,
    access: 'signedIn',
    does: 'report.submit',
    summary: 'Hands a report in and answers its receipt; the same `Idempotency-Key` answers the same receipt',
    input: submissionInput,
    once: true,
    handler: async (ask) => json(await submitReport(ask.house, ask.actor, idOf(ask), ask.idempotencyKey)),
  }),
  door({
    method: 'GET',
    path: `${one}/outcome`,
    access: 'signedIn',
    summary: 'What an accepted report came to with all that it was computed from, as it was stored',
    async handler(ask) {
      const report = await readable(ask);
      if (report.outcome === null || scopeIn(ask, report) !== 'all') throw notFound();
      return json(JSON.parse(report.outcome));
    },
  }),
  door({
    method: 'POST',
    path: `${one}/lines/:lineId/verdict`,
    access: { anyOf: ['office'] },
    does: 'report.judge',
    summary: 'Finds a line eligible, cuts it with a reason, or asks the beneficiary about it',
    input: verdictInput,
    async handler(ask) {
      await judgeLine(ask.house, ask.actor, idOf(ask), lineOf(ask), ask.input);
      return json({ judged: true });
    },
  }),
  door({
    method: 'POST',
    path: `${one}/unsampled`,
    access: { anyOf: ['office'] },
    does: 'report.passUnsampled',
    summary: 'Finds all lines eligible that the sample did not draw and nobody has looked at',
    handler: async (ask) => json({ lines: await passUnsampled(ask.house, ask.actor, idOf(ask)) }),
  }),
  door({
    method: 'POST',
    path: `${one}/questions/:questionId/answer`,
    access: 'signedIn',
    does: 'report.answer',
    summary: 'Answers a question of the office about a line',
    input: answerInput,
    async handler(ask) {
      await answerQuestion(ask.house, ask.actor, idOf(ask), ask.params['questionId'] ?? '', ask.input.answer);
      return json({ answered: true });
    },
  }),
  door({
    method: 'POST',
    path: `${one}/return`,
    access: { anyOf: ['office'] },
    does: 'report.return',
    summary: 'Sends a report back with what is wrong',
    input: returnInput,
    async handler(ask) {
      await giveBack(ask.house, ask.actor, idOf(ask), ask.input.reason);
      return json({ returned: true });
    },
  }),
  door({
    method: 'POST',
    path: `${one}/acceptance`,
    access: { anyOf: ['office'] },
    does: 'report.accept',
    summary: 'Accepts a report as it was found; the aid on the accepted cost is posted to the ledger',
    input: acceptanceInput,
    async handler(ask) {
      await acceptReport(ask.house, ask.actor, idOf(ask), ask.input.note);
      return json({ accepted: true });
    },
  }),
];
