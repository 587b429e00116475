import { addDays, romeDate, romeInstant, type CalendarDate } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { address } from '#src/plumbing/letters/issue.ts';
import { queueMails } from '#src/plumbing/mail/mail.ts';
import { mailCopy } from '../copy/mails.ts';
import { peopleActingFor } from '#src/partnership/organisations/queries/people.ts';
import { reportById } from '../queries/report.ts';
import { subjectOf } from './shared.ts';

/** Days before a term on which it is recalled; the last is the day of the term itself. */
const REPORT_DAYS = [7, 0];
const QUESTION_DAYS = [2, 0];

const mornings = (dueOn: CalendarDate, days: readonly number[], at: string) =>
  days.map((daysLeft) => ({ daysLeft, when: romeInstant(`${addDays(dueOn, -daysLeft)}T09:00`) })).filter(({ when }) => when > at);

/** Plans the reminders of a report's term; a term that moves plans its own. */
export async function planReminders({ enqueue, at }: Deed, id: string, dueOn: CalendarDate): Promise<void> {
  for (const { daysLeft, when } of mornings(dueOn, REPORT_DAYS, at))
    await enqueue({ task: 'reports.remind', payload: { id, dueOn, daysLeft }, key: `reports.remind/${id}/${dueOn}/${daysLeft}`, runAt: new Date(when) });
}

/** Plans the reminders of a question's term. */
export async function planQuestionReminders({ enqueue, at }: Deed, id: string, dueOn: CalendarDate): Promise<void> {
  for (const { daysLeft, when } of mornings(dueOn, QUESTION_DAYS, at))
    await enqueue({ task: 'reports.remindQuestion', payload: { id, daysLeft }, key: `reports.remindQuestion/${id}/${daysLeft}`, runAt: new Date(when) });
}

/** A queue that stood still for days does not say what was to be said then. */
const inTime = (house: House, dueOn: CalendarDate, daysLeft: number): boolean => romeDate(house.clock()) <= addDays(dueOn, daysLeft > 0 ? 1 - daysLeft : 0);

/** Reminds the members of a report that is still to be handed in. One that was, or whose term has moved, is left alone. */
export async function remindOfReport(house: House, { id, dueOn, daysLeft }: { id: string; dueOn: CalendarDate; daysLeft: number }): Promise<void> {
  const report = await reportById(house.db, id);
  if (!report || (report.state !== 'open' && report.state !== 'returned') || report.dueOn !== dueOn || !inTime(house, dueOn, daysLeft)) return;
  await act(house, null, 'report.remind', subjectOf(id), async (deed) => {
    const { number, project, untilOn } = report;
    const people = await peopleActingFor(
      deed.tx,
      project.members.map((m) => m.organisationId),
    );
    await queueMails(
      deed,
      people.map((p) => {
        const t = speak(mailCopy, p.locale);
        return {
          key: `reports.remind/${id}/${dueOn}/${daysLeft}/${p.personId}`,
          to: p.email,
          subject: t.reportDueSubject(number, project.acronym, dueOn),
          text: t.reportDueText(p.name, number, untilOn, dueOn, address(house, p.locale, `/reports/${id}`)),
        };
      }),
    );
    await deed.record({ kind: 'report.reminded', subject: subjectOf(id), body: { dueOn, daysLeft, told: people.length } });
  });
}

/** Reminds who is asked about a line, and the lead, of a question without an answer. */
export async function remindOfQuestion(house: House, { id, daysLeft }: { id: string; daysLeft: number }): Promise<void> {
  const question = await house.db
    .selectFrom('report_questions as q')
    .innerJoin('report_lines as l', 'l.id', 'q.line_id')
    .select(['q.report_id', 'q.question', 'q.due_on', 'q.answer', 'l.organisation_id', 'l.description'])
    .where('q.id', '=', id)
    .executeTakeFirst();
  const report = question && (await reportById(house.db, question.report_id));
  if (!question || !report || question.answer !== null || report.state !== 'submitted' || !inTime(house, question.due_on, daysLeft)) return;
  await act(house, null, 'report.remind', subjectOf(report.id), async (deed) => {
    const leads = report.project.members.filter((m) => m.role === 'lead').map((m) => m.organisationId);
    const people = await peopleActingFor(deed.tx, [...new Set([...leads, question.organisation_id])]);
    await queueMails(
      deed,
      people.map((p) => {
        const t = speak(mailCopy, p.locale);
        return {
          key: `reports.remindQuestion/${id}/${daysLeft}/${p.personId}`,
          to: p.email,
          subject: t.questionDueSubject(report.number, report.project.acronym, question.due_on),
          text: t.questionText(p.name, question.description, question.question, question.due_on, address(house, p.locale, `/reports/${report.id}`)),
        };
      }),
    );
    await deed.record({ kind: 'report.questionReminded', subject: subjectOf(report.id), body: { question: id, daysLeft, told: people.length } });
  });
}
