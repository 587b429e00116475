import type { Actor } from '#src/core/actor.ts';
import { canonical, sha256 } from '#src/core/canonical.ts';
import { reason, type Reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { romeDate, type CalendarDate } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { address } from '#src/plumbing/letters/issue.ts';
import { queueMails } from '#src/plumbing/mail/mail.ts';
import { mailCopy } from '../copy/mails.ts';
import { can } from '../policy.ts';
import { peopleActingFor } from '#src/partnership/organisations/queries/people.ts';
import { changedHeldCell, problemsIn, sheetMonth, type Cell, type SheetMonth } from '../queries/sheet.ts';
import type { HeldCell } from '../queries/timesheets.ts';

export type SheetPlace = { workerId: string; month: CalendarDate };

const subjectOf = ({ workerId, month }: SheetPlace): string => `timesheet/${workerId}/${month.slice(0, 7)}`;

/** One deed on a month, under a lock of the person's place: sheets of one person are filled one after the other. */
function onSheet<T>(house: House, actor: Actor | null, deed: string, place: SheetPlace, work: (deed: Deed, it: SheetMonth) => Promise<T>): Promise<T> {
  return act(house, actor, deed, subjectOf(place), async (d) => {
    const it = await sheetMonth(d.tx, place.workerId, place.month);
    if (!it || !can.readSheet(actor, it.seat).ok) throw notFound();
    if (it.sheet) await d.tx.selectFrom('timesheets').select('id').where('id', '=', it.sheet.id).forUpdate().execute();
    return work(d, it.sheet ? (await sheetMonth(d.tx, place.workerId, place.month))! : it);
  });
}

const stale = () => new AppError('conflict', [{ code: 'form.stale', params: {} }]);

/** Saves a draft, whatever the rules say of it yet. `revision` is the one that it was filled in from. */
export async function saveSheet(house: House, actor: Actor | null, place: SheetPlace, entry: { revision: number; hours: readonly Cell[] }): Promise<void> {
  await onSheet(house, actor, 'timesheet.save', place, async (deed, it) => {
    demand(can.fillSheet(actor, it.seat));
    if ((it.sheet?.revision ?? 0) !== entry.revision) throw stale();
    const known = new Set(it.workPackages.map((w) => w.id));
    const strange = entry.hours.filter((h) => !known.has(h.workPackage) || !it.days.includes(h.day));
    if (strange.length > 0)
      throw new AppError('invalid', [
        reason('reports.sheet.workPackage', { workPackage: strange[0]!.workPackage }, { at: `${strange[0]!.workPackage}.${strange[0]!.day.slice(8)}` }),
      ]);
    const fixed = changedHeldCell(it, entry.hours);
    if (fixed) throw new AppError('conflict', [{ ...reportedCell(fixed), at: `h.${fixed.workPackage}.${fixed.day.slice(8)}` }]);
    await storeHours(deed, it, entry.hours);
    await deed.record({ kind: 'timesheet.saved', subject: subjectOf(place), body: { quarters: total(entry.hours) } });
  });
}

/** Why a cell stays as it is. */
export const reportedCell = ({ day, report }: HeldCell): Reason => reason('reports.sheet.reportedDay', { day, number: report });

const total = (hours: readonly Cell[]): number => hours.reduce((n, h) => n + h.quarters, 0);

/** Writes the hours of a month over what was there. */
export async function storeHours({ tx, at }: Pick<Deed, 'tx' | 'at'>, it: SheetMonth, hours: readonly Cell[]): Promise<void> {
  let id = it.sheet?.id;
  if (id) {
    await tx
      .updateTable('timesheets')
      .set((eb) => ({ revision: eb('revision', '+', 1), updated_at: at }))
      .where('id', '=', id)
      .execute();
    await tx.deleteFrom('timesheet_hours').where('timesheet_id', '=', id).execute();
  } else {
    const made = await tx
      .insertInto('timesheets')
      .values({ project_id: it.project.id, worker_id: it.worker.id, month: it.month, state: 'draft', revision: 1, updated_at: at })
      .onConflict((c) => c.columns(['worker_id', 'month']).doNothing())
      .returning('id')
      .executeTakeFirst();
    // Somebody saved the same month first.
    if (!made) throw stale();
    id = made.id;
  }
  const rows = hours.filter((h) => h.quarters > 0).map((h) => ({ timesheet_id: id, work_package: h.workPackage, day: h.day, quarters: h.quarters }));
  if (rows.length > 0) await tx.insertInto('timesheet_hours').values(rows).execute();
}

/** What is confirmed, in canonical form: whose month, on which project, which hours. */
export const sheetContent = (it: SheetMonth): string =>
  canonical({
    format: 'mics-timesheet/1',
    project: { code: it.project.code, cup: it.project.cup },
    worker: { id: it.worker.id, name: it.worker.name, organisation: it.worker.organisation },
    month: it.month.slice(0, 7),
    hours: it.hours.map((h) => ({ day: h.day, quarters: h.quarters, workPackage: h.workPackage })),
    quarters: total(it.hours),
  });

/** The person confirms the month in their own name: its content is frozen with its fingerprint, and the member is asked to countersign. */
export async function signSheet(house: House, actor: Actor | null, place: SheetPlace, revision: number): Promise<void> {
  await onSheet(house, actor, 'timesheet.sign', place, async (deed, it) => {
    const { tx, at, record } = deed;
    demand(can.signSheet(actor, it.seat));
    if ((it.sheet?.revision ?? 0) !== revision) throw stale();
    if (!it.sheet || it.hours.length === 0) throw new AppError('conflict', [reason('reports.sheet.empty')]);
    const wrong = problemsIn(it, it.hours, romeDate(at)).filter((p) => p.level === 'refused');
    if (wrong.length > 0)
      throw new AppError(
        'conflict',
        wrong.map(({ level: _level, ...why }) => why),
      );
    const content = sheetContent(it);
    await tx
      .updateTable('timesheets')
      .set({ state: 'signed', signed_at: at, signed_by: actor!.id, content, sha256: sha256(content) })
      .where('id', '=', it.sheet.id)
      .execute();
    await record({ kind: 'timesheet.signed', subject: subjectOf(place), body: { sha256: sha256(content), quarters: total(it.hours) } });
    const people = (await peopleActingFor(tx, [it.worker.organisationId])).filter((p) => p.personId !== actor!.id);
    await queueMails(
      deed,
      people.map((p) => {
        const t = speak(mailCopy, p.locale);
        return {
          key: `timesheet.signed/${it.sheet!.id}/${revision}/${p.personId}`,
          to: p.email,
          subject: t.countersignSubject(it.worker.name, it.month, it.project.acronym),
          text: t.countersignText(
            p.name,
            it.worker.name,
            it.month,
            it.project.acronym,
            address(house, p.locale, `/timesheets/${place.workerId}/${place.month.slice(0, 7)}`),
          ),
        };
      }),
    );
  });
}

/** Somebody who acts for the member countersigns: from here on the hours can be reported. */
export async function countersignSheet(house: House, actor: Actor | null, place: SheetPlace): Promise<void> {
  await onSheet(house, actor, 'timesheet.countersign', place, async ({ tx, at, record }, it) => {
    demand(can.countersign(actor, it.seat));
    await tx
      .updateTable('timesheets')
      .set({ state: 'countersigned', countersigned_at: at, countersigned_by: actor!.id })
      .where('id', '=', it.sheet!.id)
      .execute();
    await record({ kind: 'timesheet.countersigned', subject: subjectOf(place), body: { sha256: it.sheet!.sha256 } });
  });
}

/** Opens a month again, with the reason; both signatures are gone, and the events keep them; what was countersigned is kept as it was, for the reports that took it. */
export async function reopenSheet(house: House, actor: Actor | null, place: SheetPlace, why: string): Promise<void> {
  await onSheet(house, actor, 'timesheet.reopen', place, async ({ tx, at, record }, it) => {
    demand(can.reopen(actor, it.seat));
    if (it.sheet!.state === 'countersigned')
      await tx
        .insertInto('timesheet_papers')
        .columns(['timesheet_id', 'sha256', 'content', 'signed_at', 'signed_by', 'countersigned_at', 'countersigned_by'])
        .expression((eb) =>
          eb
            .selectFrom('timesheets')
            .select(['id', 'sha256', 'content', 'signed_at', 'signed_by', 'countersigned_at', 'countersigned_by'] as never)
            .where('id', '=', it.sheet!.id),
        )
        .onConflict((c) => c.doNothing())
        .execute();
    await tx
      .updateTable('timesheets')
      .set({
        state: 'draft',
        signed_at: null,
        signed_by: null,
        content: null,
        sha256: null,
        countersigned_at: null,
        countersigned_by: null,
        reopened_at: at,
        reopened_by: actor!.id,
        reopened_reason: why,
      })
      .where('id', '=', it.sheet!.id)
      .execute();
    await record({ kind: 'timesheet.reopened', subject: subjectOf(place), body: { reason: why, sha256: it.sheet!.sha256 } });
  });
}
