import { all, unless, type Decision } from '#src/core/decision.ts';
import { notFound } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, page, seeOther, type Reply } from '#src/plumbing/http/reply.ts';
import { acceptReport, answerQuestion, giveBack, passUnsampled } from './actions/check.ts';
import { attach, attest, saveTexts } from './actions/lines.ts';
import { seatOf } from './actions/shared.ts';
import { submitReport } from './actions/submit.ts';
import { reportCopy } from './copy.ts';
import { can } from './policy.ts';
import { duesOf } from './queries/dues.ts';
import { questionsOf } from './queries/lines.ts';
import type { Report } from './queries/report.ts';
import { situationOf, type Situation } from './queries/situation.ts';
import { importDoors } from './routes/imports.tsx';
import { proofDoors } from './routes/proofs.tsx';
import { reportList } from './routes/list.tsx';
import { lineDoors } from './routes/lines.tsx';
import { idOf, readable, scopeIn, todayOf, writesIn } from './routes/shared.ts';
import { timesheetDoors } from './routes/timesheets.tsx';
import { acceptanceInput, answerInput, attachmentInput, attestationInput, returnInput, submissionInput, textsInput } from './schema.ts';
import { MemberPage } from './views/documents.tsx';
import { TechnicalPage } from './views/technical.tsx';
import { ReportPage, type ReportPart } from './views/report.tsx';

const words = (ask: Ask<unknown>) => speak(reportCopy, ask.locale);

/** Ready to be handed in: allowed, and nothing that must be there is missing. */
const submissible = (ask: Ask<unknown>, report: Report, now: Situation): Decision =>
  all(
    can.submit(ask.actor, seatOf(report), report, todayOf(ask)),
    ...now.items.filter((i) => !i.met && i.level === 'must').map(({ code, params, source }): Decision => ({ ok: false, reasons: [{ code, params, source }] })),
  );

const acceptable = (now: Situation, report: Report): Decision => {
  const unjudged = now.lines.filter((l) => l.sampled && l.verdict === 'open').length;
  const queried = now.lines.filter((l) => l.verdict === 'queried').length;
  return all(
    unless(unjudged === 0, 'reports.sampleFirst', { count: unjudged }, { source: report.project.call.delivery!.reporting.sample.source }),
    unless(queried === 0, 'reports.questionsFirst', { count: queried }),
  );
};

async function reportPage(ask: Ask<unknown>, again?: { part: ReportPart; of: string; form: Again }): Promise<Reply> {
  const report = await readable(ask);
  const scope = scopeIn(ask, report);
  const now = await situationOf(ask.house.db, report, scope);
  const questions = await questionsOf(ask.house.db, report.id, scope);
  const seat = seatOf(report);
  const leads = can.lead(ask.actor, seat).ok;
  const check = can.check(ask.actor, seat);
  const office = ask.actor?.grants.some((g) => g.role === 'office') ?? false;
  return page(
    `${words(ask).report(report.number)}, ${report.project.acronym}`,
    <ReportPage
      report={report}
      now={now}
      scope={scope}
      questions={questions}
      writes={writesIn(ask, report)}
      leads={leads}
      submit={leads ? submissible(ask, report, now) : null}
      check={office && report.state === 'submitted' ? check : null}
      accept={check.ok ? acceptable(now, report) : null}
      answers={
        new Set(questions.filter((q) => can.answer(ask.actor, seat, { organisationId: q.organisationId, answered: q.answer !== null }).ok).map((q) => q.id))
      }
      {...(again && { again })}
    />,
    { script: true, wide: true, address: `/reports/${report.id}`, failed: again !== undefined },
  );
}

const againAt =
  (part: ReportPart) =>
  (ask: Ask<unknown>, form: Again): Promise<Reply> =>
    reportPage(ask, { part, of: ask.params['questionId'] ?? '', form });

async function memberPage(ask: Ask<unknown>, again?: { part: string; form: Again }): Promise<Reply> {
  const report = await readable(ask);
  const id = again ? String(again.form.values['organisation'] ?? '') : (ask.params['organisationId'] ?? '');
  const member = report.project.members.find((m) => m.organisationId === id);
  const scope = scopeIn(ask, report);
  if (!member || (scope !== 'all' && !scope.includes(id))) throw notFound();
  const seat = seatOf(report);
  return page(
    `${member.name}, ${words(ask).report(report.number)}`,
    <MemberPage report={report} member={member} write={can.write(ask.actor, seat, id)} attest={can.attest(ask.actor, seat, id)} {...(again && { again })} />,
    { script: true, address: `/reports/${report.id}/members/${id}`, failed: again !== undefined },
  );
}

async function technicalPage(ask: Ask<unknown>, again?: Again): Promise<Reply> {
  const report = await readable(ask);
  return page(
    words(ask).technical,
    <TechnicalPage report={report} dues={await duesOf(ask.house.db, report)} write={can.lead(ask.actor, seatOf(report))} {...(again && { again })} />,
    {
      script: true,
      address: `/reports/${report.id}/technical`,
      failed: again !== undefined,
    },
  );
}

const toReport = (ask: Ask<unknown>) => seeOther(`/reports/${idOf(ask)}`);

/** What was frozen, for those who see all of the report. */
async function frozen(ask: Ask<unknown>, pick: (report: Report) => string | null, name: string): Promise<Reply> {
  const report = await readable(ask);
  const text = pick(report);
  if (text === null || scopeIn(ask, report) !== 'all') throw notFound();
  return file(text, 'application/json', `${report.project.acronym}-${report.number}-${name}.json`);
}

export const reportDoors: Door[] = [
  ...timesheetDoors,
  reportList.page,
  door({ method: 'GET', path: '/reports/:id', access: 'signedIn', handler: (ask) => reportPage(ask) }),
  door({ method: 'GET', path: '/reports/:id/content', access: 'signedIn', handler: (ask) => frozen(ask, (r) => r.content, 'rendiconto') }),
  door({ method: 'GET', path: '/reports/:id/outcome', access: 'signedIn', handler: (ask) => frozen(ask, (r) => r.outcome, 'calcolo') }),
  ...lineDoors,
  ...importDoors,
  ...proofDoors,
  door({ method: 'GET', path: '/reports/:id/technical', access: 'signedIn', handler: (ask) => technicalPage(ask) }),
  door({
    method: 'POST',
    path: '/reports/:id/technical',
    access: 'signedIn',
    does: 'report.write',
    input: textsInput,
    again: technicalPage,
    async handler(ask) {
      await saveTexts(ask.house, ask.actor, idOf(ask), ask.input);
      return toReport(ask);
    },
  }),
  door({ method: 'GET', path: '/reports/:id/members/:organisationId', access: 'signedIn', handler: (ask) => memberPage(ask) }),
  door({
    method: 'GET',
    path: '/reports/:id/members/:organisationId/:kind',
    access: 'signedIn',
    async handler(ask) {
      const report = await readable(ask);
      const scope = scopeIn(ask, report);
      const { organisationId, kind } = ask.params;
      const it = report.attachments.find((a) => a.organisationId === organisationId && a.kind === kind);
      if (!it || (scope !== 'all' && !scope.includes(it.organisationId))) throw notFound();
      return file(await ask.house.files.get(it.sha256), it.mediaType, it.fileName);
    },
  }),
  door({
    method: 'POST',
    path: '/reports/:id/attachments',
    access: 'signedIn',
    does: 'report.attach',
    input: attachmentInput,
    again: (ask, form) => memberPage(ask, { part: String(form.values['kind'] ?? ''), form }),
    async handler(ask) {
      await attach(ask.house, ask.actor, idOf(ask), ask.input);
      return seeOther(`/reports/${idOf(ask)}/members/${ask.input.organisation}`);
    },
  }),
  door({
    method: 'POST',
    path: '/reports/:id/attestations',
    access: 'signedIn',
    does: 'report.attest',
    input: attestationInput,
    again: (ask, form) => memberPage(ask, { part: 'attestation', form }),
    async handler(ask) {
      await attest(ask.house, ask.actor, idOf(ask), ask.input.organisation);
      return seeOther(`/reports/${idOf(ask)}/members/${ask.input.organisation}`);
    },
  }),
  door({
    method: 'POST',
    path: '/reports/:id/submission',
    access: 'signedIn',
    does: 'report.submit',
    input: submissionInput,
    again: againAt('submission'),
    async handler(ask) {
      await submitReport(ask.house, ask.actor, idOf(ask), ask.idempotencyKey);
      return seeOther(`/reports/${idOf(ask)}#receipt`);
    },
  }),
  door({
    method: 'POST',
    path: '/reports/:id/unsampled',
    access: { anyOf: ['office'] },
    does: 'report.passUnsampled',
    async handler(ask) {
      await passUnsampled(ask.house, ask.actor, idOf(ask));
      return toReport(ask);
    },
  }),
  door({
    method: 'POST',
    path: '/reports/:id/questions/:questionId/answer',
    access: 'signedIn',
    does: 'report.answer',
    input: answerInput,
    again: againAt('answer'),
    async handler(ask) {
      await answerQuestion(ask.house, ask.actor, idOf(ask), ask.params['questionId'] ?? '', ask.input.answer);
      return toReport(ask);
    },
  }),
  door({
    method: 'POST',
    path: '/reports/:id/return',
    access: { anyOf: ['office'] },
    does: 'report.return',
    input: returnInput,
    again: againAt('return'),
    async handler(ask) {
      await giveBack(ask.house, ask.actor, idOf(ask), ask.input.reason);
      return toReport(ask);
    },
  }),
  door({
    method: 'POST',
    path: '/reports/:id/acceptance',
    access: { anyOf: ['office'] },
    does: 'report.accept',
    input: acceptanceInput,
    again: againAt('acceptance'),
    async handler(ask) {
      await acceptReport(ask.house, ask.actor, idOf(ask), ask.input.note);
      return toReport(ask);
    },
  }),
];
