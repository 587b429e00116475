import type { Actor } from '#src/core/actor.ts';
import { canonical, sha256 } from '#src/core/canonical.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { addDays, romeDate } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import { isUuid } from '#src/funding/applications/schema.ts';
import type { Addressee } from '#src/partnership/identity/queries.ts';
import type { Deed, House } from '#src/plumbing/house.ts';
import { constraintReasons } from '#src/plumbing/http/refusals.ts';
import { address } from '#src/plumbing/letters/issue.ts';
import { queueMails } from '#src/plumbing/mail/mail.ts';
import { mailCopy } from '../copy/mails.ts';
import { can } from '../policy.ts';
import { lineById, linesOf, questionsOf } from '../queries/lines.ts';
import { peopleActingFor } from '#src/partnership/organisations/queries/people.ts';
import type { Report } from '../queries/report.ts';
import { settlementInput } from '../queries/situation.ts';
import { settle } from '../rules/settlement.ts';
import type { VerdictInput } from '../schema.ts';
import { writeAcceptance } from './letter.ts';
import { postAcceptance } from './posting.ts';
import { planQuestionReminders } from './remind.ts';
import { onReport, seatOf, subjectOf } from './shared.ts';

constraintReasons.set('report_questions_open_uq', { code: 'reports.askedAlready', at: 'text' });

/** The office finds a line eligible, cuts it in whole or in part with the reason, or asks the beneficiary about it. */
export async function judgeLine(house: House, actor: Actor | null, id: string, lineId: string, entry: VerdictInput): Promise<void> {
  await onReport(house, actor, 'report.judge', id, async (deed, report) => {
    const { tx, at, record } = deed;
    demand(can.check(actor, seatOf(report)));
    const line = isUuid(lineId) ? await lineById(tx, id, lineId) : undefined;
    if (!line) throw notFound();
    const cut = entry.verdict === 'cut' ? (entry.cut ?? line.cents) : 0;
    if (entry.verdict === 'cut' && (cut <= 0 || cut > line.cents))
      throw new AppError('invalid', [reason('reports.cutTooMuch', { cutCents: cut, lineCents: line.cents }, { at: 'cut' })]);
    await tx
      .updateTable('report_lines')
      .set({
        verdict: entry.verdict,
        cut_cents: cut,
        cut_reason: entry.verdict === 'cut' ? entry.reason! : null,
        note: entry.verdict === 'cut' ? entry.text : null,
        checked_by: actor!.id,
        checked_at: at,
      })
      .where('id', '=', lineId)
      .execute();
    if (entry.verdict === 'queried') await ask(house, deed, actor, report, lineId, entry.text, line);
    await record({
      kind: 'report.judged',
      subject: subjectOf(id),
      body: { line: lineId, verdict: entry.verdict, ...(entry.verdict === 'cut' && { cents: cut, reason: entry.reason }) },
    });
  });
}

async function ask(
  house: House,
  deed: Deed,
  actor: Actor | null,
  report: Report,
  lineId: string,
  question: string,
  line: { organisationId: string; description: string },
): Promise<void> {
  const { tx, at } = deed;
  const due = addDays(romeDate(at), report.project.call.delivery!.reporting.answerWithinDays);
  const { id } = await tx
    .insertInto('report_questions')
    .values({ report_id: report.id, line_id: lineId, question, asked_at: at, asked_by: actor!.id, due_on: due })
    .returning('id')
    .executeTakeFirstOrThrow();
  await planQuestionReminders(deed, id, due);
  await toMembers(house, deed, report, [line.organisationId], `report.asked/${id}`, (t, p, link) => ({
    subject: t.questionSubject(report.number, report.project.acronym),
    text: t.questionText(p.name, line.description, question, due, link),
  }));
}

type Said = (t: ReturnType<typeof speak<typeof mailCopy>>, person: Addressee, link: string) => { subject: string; text: string };

/** A mail to those who act for the lead and for these members. */
async function toMembers(house: House, deed: Deed, report: Report, organisationIds: readonly string[], key: string, said: Said): Promise<void> {
  const leads = report.project.members.filter((m) => m.role === 'lead').map((m) => m.organisationId);
  await mailTo(house, deed, report, [...new Set([...leads, ...organisationIds])], key, said);
}

async function mailTo(house: House, deed: Deed, report: Report, organisationIds: readonly string[], key: string, said: Said): Promise<void> {
  const people = await peopleActingFor(deed.tx, organisationIds);
  await queueMails(
    deed,
    people.map((p) => ({
      key: `${key}/${p.personId}`,
      to: p.email,
      ...said(speak(mailCopy, p.locale), p, address(house, p.locale, `/reports/${report.id}`)),
    })),
  );
}

/** All lines that nobody has looked at yet and that the sample did not draw are found eligible as they were reported. */
export async function passUnsampled(house: House, actor: Actor | null, id: string): Promise<number> {
  return onReport(house, actor, 'report.passUnsampled', id, async ({ tx, at, record }, report) => {
    demand(can.check(actor, seatOf(report)));
    const passed = await tx
      .updateTable('report_lines')
      .set({ verdict: 'eligible', checked_by: actor!.id, checked_at: at })
      .where('report_id', '=', id)
      .where('verdict', '=', 'open')
      .where('sampled', '=', false)
      .returning('id')
      .execute();
    await record({ kind: 'report.unsampledPassed', subject: subjectOf(id), body: { lines: passed.length } });
    return passed.length;
  });
}

/** The beneficiary answers a question; the line waits for the office again. Late answers are taken, and are seen to be late. */
export async function answerQuestion(house: House, actor: Actor | null, id: string, questionId: string, answer: string): Promise<void> {
  await onReport(house, actor, 'report.answer', id, async ({ tx, at, record }, report) => {
    const question = (await questionsOf(tx, id, 'all')).find((q) => q.id === questionId);
    if (!question) throw notFound();
    demand(can.answer(actor, seatOf(report), { organisationId: question.organisationId, answered: question.answer !== null }));
    await tx.updateTable('report_questions').set({ answer, answered_at: at, answered_by: actor!.id }).where('id', '=', questionId).execute();
    await tx.updateTable('report_lines').set({ verdict: 'open' }).where('id', '=', question.lineId).where('verdict', '=', 'queried').execute();
    // What was asked about is looked at by somebody, drawn or not.
    await tx.updateTable('report_lines').set({ sampled: true }).where('id', '=', question.lineId).execute();
    await record({ kind: 'report.answered', subject: subjectOf(id), body: { question: questionId, late: romeDate(at) > question.dueOn } });
  });
}

/** Sends the report back with what is wrong: it can be written again, and its invoices stay held. */
export async function giveBack(house: House, actor: Actor | null, id: string, why: string): Promise<void> {
  await onReport(house, actor, 'report.return', id, async (deed, report) => {
    const { tx, at, record } = deed;
    demand(can.check(actor, seatOf(report)));
    await tx.updateTable('reports').set({ state: 'returned', returned_at: at, returned_reason: why }).where('id', '=', id).execute();
    await record({ kind: 'report.returned', subject: subjectOf(id), body: { reason: why, sha256: report.sha256 } });
    await toMembers(
      house,
      deed,
      report,
      report.project.members.map((m) => m.organisationId),
      `report.returned/${id}/${at}`,
      (t, p, link) => ({ subject: t.returnedSubject(report.number, report.project.acronym), text: t.returnedText(p.name, why, link) }),
    );
  });
}

/**
 * Accepts the report as it was found: every drawn line judged, no question open. What it comes to by category and member is stored with all that it was
 * computed from, so that anyone can compute it again; from then on nothing of it changes.
 */
export async function acceptReport(house: House, actor: Actor | null, id: string, note: string): Promise<void> {
  await onReport(house, actor, 'report.accept', id, async (deed, report) => {
    const { tx, at, record } = deed;
    demand(can.check(actor, seatOf(report)));
    const earlier = await tx
      .selectFrom('reports')
      .select('number')
      .where('project_id', '=', report.project.id)
      .where('number', '<', report.number)
      .where('state', '<>', 'accepted')
      .orderBy('number')
      .executeTakeFirst();
    if (earlier) throw new AppError('conflict', [reason('reports.earlierFirst', { number: earlier.number })]);
    const lines = await linesOf(tx, id);
    const unjudged = lines.filter((l) => l.sampled && l.verdict === 'open').length;
    const queried = lines.filter((l) => l.verdict === 'queried').length;
    const wrong = [
      ...(unjudged > 0 ? [reason('reports.sampleFirst', { count: unjudged }, { source: report.project.call.delivery!.reporting.sample.source })] : []),
      ...(queried > 0 ? [reason('reports.questionsFirst', { count: queried })] : []),
    ];
    if (wrong.length > 0) throw new AppError('conflict', wrong);
    const input = await settlementInput(
      tx,
      report,
      lines.map(({ id: line, organisationId, category, cents, cutCents }) => ({ id: line, organisationId, category, cents, cutCents })),
    );
    const settlement = settle({ call: report.project.call, ...input });
    const outcome = canonical({
      format: 'mics-settlement/1',
      report: { id, sha256: report.sha256 },
      callVersion: { id: report.project.callVersionId, hash: report.project.callHash },
      input,
      settlement,
    });
    await tx
      .updateTable('reports')
      .set({ state: 'accepted', decided_at: at, decided_by: actor!.id, note, outcome, outcome_sha256: sha256(outcome) })
      .where('id', '=', id)
      .execute();
    await tx.updateTable('report_lines').set({ verdict: 'eligible' }).where('report_id', '=', id).where('verdict', '=', 'open').execute();
    if (settlement.categories.length > 0)
      await tx
        .insertInto('report_results')
        .values(
          settlement.categories.map((c) => ({
            report_id: id,
            organisation_id: c.organisationId,
            category: c.category,
            reported_cents: c.reportedCents,
            accepted_cents: c.acceptedCents,
          })),
        )
        .execute();
    const paid = settlement.members.filter((m) => m.reportedCents > 0);
    if (paid.length > 0)
      await tx
        .insertInto('report_aid')
        .values(paid.map((m) => ({ report_id: id, organisation_id: m.organisationId, accepted_cents: m.acceptedCents, aid_cents: m.aidCents })))
        .execute();
    await postAcceptance(deed, report, settlement);
    await record({
      kind: 'report.accepted',
      subject: subjectOf(id),
      body: { outcome: sha256(outcome), reported: settlement.reportedCents, accepted: settlement.acceptedCents, aid: settlement.aidCents },
    });
    await writeAcceptance(house, deed, actor, report, { settlement, lines, note });
    const partners = report.project.members.filter((m) => m.role !== 'lead').map((m) => m.organisationId);
    await mailTo(house, deed, report, partners, `report.accepted/${id}`, (t, p, link) => ({
      subject: t.acceptedSubject(report.number, report.project.acronym),
      text: t.acceptedText(p.name, note, link),
    }));
  });
}
