import type { Actor } from '#src/core/actor.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, demand } from '#src/core/errors.ts';
import type { Instant } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { queueMail } from '#src/plumbing/mail/mail.ts';
import { can } from '../policy.ts';
import { requestedItems, type RepairItem } from '../rules/repairs.ts';
import { murNotice, reminders, repairDue, screeningTerms, inTerm } from '../rules/term.ts';
import { checklist, termExpired, type Line } from '../rules.ts';
import type { RepairInput } from '../schema.ts';
import { address } from '#src/plumbing/letters/issue.ts';
import { mailText } from '#src/plumbing/letters/paper.ts';
import { letterWords } from '../copy/letters.ts';
import { addressees } from '../queries.ts';
import { addressIn, remind, writeLetter } from './letters.ts';
import { caseOf, leadOf, oneStanding, situation, type Standing } from './situation.ts';

/**
 * Opens a request: names the defects, starts the term, writes the letter, and queues the reminders and the end of the term. The same `key` again
 * changes nothing.
 */
export async function openRepair(
  house: House,
  actor: Actor | null,
  callId: string,
  applicationId: string,
  input: RepairInput,
  key: string | null = null,
): Promise<string> {
  return act(house, actor, 'screening.openRepair', `applications/${applicationId}`, async (deed) => {
    const { tx, at, record } = deed;
    const { found, standing } = await oneStanding(deed, actor, callId, applicationId);
    const { submission, call } = standing;
    const subject = `applications/${applicationId}`;
    const known =
      key && (await tx.selectFrom('repair_requests').select('id').where('application_id', '=', applicationId).where('open_key', '=', key).executeTakeFirst());
    if (known) {
      await record({ kind: 'screening.repeated', subject, body: { repair: known.id } });
      return known.id;
    }
    const terms = screeningTerms(call);
    demand(can.askRepair(actor, caseOf(standing, found, at), terms, at));
    const { items, wrong } = requestedItems(call, submission.snapshot, input.defects);
    if (input.days > terms.repairDays)
      wrong.push(reason('screening.termTooLong', { max: terms.repairDays, days: input.days }, { at: 'days', source: terms.source }));
    if (wrong.length > 0) throw new AppError('invalid', wrong);
    const dueAt = repairDue(at, input.days, terms);
    await endSilently(deed, standing);
    const { id } = await tx
      .insertInto('repair_requests')
      .values({
        call_id: callId,
        application_id: applicationId,
        submission_id: submission.submissionId,
        items: JSON.stringify(items),
        note: input.note,
        days: input.days,
        opened_at: at,
        opened_by: actor!.id,
        due_at: dueAt,
        state: 'open',
        ended_at: null,
        answered_by: null,
        receipt_number: null,
        receipt: null,
        receipt_sha256: null,
        open_key: key,
        answer_key: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    // A decision that waits for other eyes was taken before the defect could be repaired.
    await tx
      .updateTable('screening_proposals')
      .set({ state: 'replaced', answered_at: at, answered_by: actor!.id })
      .where('application_id', '=', applicationId)
      .where('state', '=', 'open')
      .execute();
    const { acronym, title } = submission.snapshot;
    const protocol = await writeLetter(house, deed, actor, {
      kind: 'repairRequest',
      callId,
      applicationId,
      matter: {
        call,
        acronym,
        title,
        protocol: submission.protocol,
        lead: leadOf(submission),
        items,
        due: { at: dueAt, days: input.days },
        link: addressIn(house, `/repairs/${id}`),
      },
    });
    await record({ kind: 'repair.opened', subject, body: { repair: id, letter: protocol, items: items.map((i) => i.id), days: input.days, dueAt } });
    for (const { daysLeft, at: when } of reminders(at, dueAt))
      await deed.enqueue({ task: 'repair.remind', payload: { id, daysLeft }, key: `repair.remind/${id}/${daysLeft}`, runAt: awaited(at, when) });
    await deed.enqueue({ task: 'repair.end', payload: { id }, key: `repair.end/${id}`, runAt: awaited(at, new Date(Date.parse(dueAt) + 1000).toISOString()) });
    return id;
  });
}

/** When the queue, which knows only the real clock, should run what the house's clock sets for `when`. */
const awaited = (now: Instant, when: Instant): Date => new Date(Date.now() + Date.parse(when) - Date.parse(now));

/** A request whose term has run out and whose end nobody has recorded yet ends before another begins. */
async function endSilently({ tx }: Deed, { repair }: Standing): Promise<void> {
  if (repair?.state === 'open') await tx.updateTable('repair_requests').set({ state: 'expired', ended_at: repair.dueAt }).where('id', '=', repair.id).execute();
}

/** The office takes a request back while its term runs. */
export async function cancelRepair(house: House, actor: Actor | null, callId: string, applicationId: string, why: string): Promise<void> {
  await act(house, actor, 'screening.cancelRepair', `applications/${applicationId}`, async (deed) => {
    const { found, standing } = await oneStanding(deed, actor, callId, applicationId);
    demand(can.cancelRepair(actor, caseOf(standing, found, deed.at)));
    await deed.tx.updateTable('repair_requests').set({ state: 'cancelled', ended_at: deed.at }).where('id', '=', standing.repair!.id).execute();
    const { submission, call } = standing;
    const told = await addressees(deed.tx, [applicationId]);
    for (const to of told) {
      const t = speak(letterWords, to.locale);
      const link = address(house, to.locale, `/repairs/${standing.repair!.id}`);
      await queueMail(deed, {
        key: `repair.cancelled/${standing.repair!.id}/${to.personId}`,
        to: to.email,
        subject: t.cancelledSubject(call.officialCode, submission.snapshot.acronym),
        text: mailText(to.name, to.locale, t.cancelledBody(submission.snapshot.acronym, submission.protocol, why, link)),
      });
    }
    await deed.record({
      kind: 'repair.cancelled',
      subject: `applications/${applicationId}`,
      body: { repair: standing.repair!.id, why, recipients: told.length },
    });
  });
}

type Asked = { id: string; callId: string; applicationId: string; state: string; dueAt: Instant; days: number; items: RepairItem[] };

async function asked(house: House, id: string): Promise<Asked | undefined> {
  return house.db
    .selectFrom('repair_requests')
    .select(['id', 'call_id as callId', 'application_id as applicationId', 'state', 'due_at as dueAt', 'days', 'items'])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Reminds the applicant, if the answer has not been sent. The job `repair.remind` calls it; again, it changes nothing. */
export async function remindRepair(house: House, id: string, daysLeft: number): Promise<void> {
  const request = await asked(house, id);
  if (!request || request.state !== 'open' || !inTerm(request.dueAt, house.clock().toISOString())) return;
  await act(house, null, 'repair.remind', `applications/${request.applicationId}`, async (deed) => {
    const { standings } = await situation(deed, request.callId, [request.applicationId]);
    const standing = standings[0];
    const running = standing?.repair?.id === id && standing.repair.state === 'open' && inTerm(request.dueAt, deed.at);
    if (running) {
      const { submission, call } = standing;
      const { acronym, title } = submission.snapshot;
      await remind(deed, {
        key: `repair/${id}/${daysLeft}`,
        kind: 'repairReminder',
        callId: request.callId,
        applicationId: request.applicationId,
        matter: {
          call,
          acronym,
          title,
          protocol: submission.protocol,
          lead: leadOf(submission),
          items: request.items,
          due: { at: request.dueAt, days: request.days },
          link: addressIn(house, `/repairs/${id}`),
        },
      });
    }
    await deed.record({
      kind: running ? 'repair.reminded' : 'repair.reminderLapsed',
      subject: `applications/${request.applicationId}`,
      body: { repair: id, daysLeft },
    });
  });
}

/**
 * The end of a term without an answer: prepares the exclusion, which an officer confirms. Silence never admits, and the system never decides. The job
 * `repair.end` calls it; before the end it fails, so that the queue tries again.
 */
export async function endRepair(house: House, id: string): Promise<'ended' | 'nothing'> {
  const request = await asked(house, id);
  if (!request || request.state !== 'open') return 'nothing';
  if (inTerm(request.dueAt, house.clock().toISOString())) throw new Error(`the term of the request ${id} runs until ${request.dueAt}`);
  return act(house, null, 'repair.end', `applications/${request.applicationId}`, async (deed) => {
    const { tx, at, record } = deed;
    const { standings } = await situation(deed, request.callId, [request.applicationId]);
    const standing = standings[0];
    const subject = `applications/${request.applicationId}`;
    const stands = standing?.repair?.id === id && standing.repair.state === 'open';
    if (!stands) {
      await record({ kind: 'repair.endLapsed', subject, body: { repair: id } });
      return 'nothing';
    }
    const { submission, call, repaired } = standing;
    await tx.updateTable('repair_requests').set({ state: 'expired', ended_at: request.dueAt }).where('id', '=', id).execute();
    const letter = await tx
      .selectFrom('letters')
      .select('protocol')
      .where('application_id', '=', request.applicationId)
      .where('kind', '=', 'repairRequest')
      .orderBy('issued_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    const lines: Line[] = checklist(call, submission.snapshot, [], repaired);
    const { id: proposal } = await tx
      .insertInto('screening_proposals')
      .values({
        application_id: request.applicationId,
        submission_id: submission.submissionId,
        outcome: 'excluded',
        reasons: JSON.stringify([termExpired({ dueAt: request.dueAt, letter: letter?.protocol ?? '' }, murNotice)]),
        checklist: JSON.stringify(lines),
        ground: 'termExpired',
        proposed_at: at,
        proposed_by: null,
        idempotency_key: null,
        state: 'open',
        answered_at: null,
        answered_by: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await record({ kind: 'repair.expired', subject, body: { repair: id, dueAt: request.dueAt, proposal } });
    return 'ended';
  });
}
