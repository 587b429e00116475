import { reason } from '#src/core/decision.ts';
import { AppError, notFound } from '#src/core/errors.ts';
import { romeDate } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import { door, type Again, type Ask, type Door, type RawInput } from '#src/plumbing/http/door.ts';
import { file, page, seeOther, type Reply } from '#src/plumbing/http/reply.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import { countersignSheet, reopenSheet, saveSheet, signSheet } from '../actions/timesheets.ts';
import { sheetCopy } from '../copy.ts';
import { showMonth } from '../copy/mails.ts';
import { can } from '../policy.ts';
import { problemsIn, sheetMonth, type Cell, type SheetMonth } from '../queries/sheet.ts';
import { placesOf, sheetsFor } from '../queries/timesheets.ts';
import { copyWeek, quartersIn } from '../rules/timesheets.ts';
import { monthPattern, reopenInput, sheetInput, signatureInput } from '../schema.ts';
import { cellName, SheetPage, type SheetProps } from '../views/sheet.tsx';
import { sheetSpec, TimesheetsPage } from '../views/timesheets.tsx';

const path = '/timesheets/:workerId/:month';

/** The place that the address names; a month that is none is not found. */
export function placeIn(ask: Ask<unknown>): { workerId: string; month: string } {
  const month = ask.params['month'] ?? '';
  if (!monthPattern.test(month)) throw notFound();
  return { workerId: ask.params['workerId'] ?? '', month: `${month}-01` };
}

/** The sheet that the address names, for whoever may read it. */
export async function readableSheet(ask: Ask<unknown>): Promise<SheetMonth> {
  const { workerId, month } = placeIn(ask);
  const it = await sheetMonth(ask.house.db, workerId, month);
  if (!it || !can.readSheet(ask.actor, it.seat).ok) throw notFound();
  return it;
}

async function sheetPage(ask: Ask<unknown>, again?: SheetProps['again']): Promise<Reply> {
  const it = await readableSheet(ask);
  const own = ask.actor!.organisationIds.includes(it.worker.organisationId);
  const t = speak(sheetCopy, ask.locale);
  return page(
    `${t.title(showMonth(it.month, ask.locale))}, ${it.project.acronym}`,
    <SheetPage
      it={it}
      problems={problemsIn(it, it.hours, romeDate(ask.now))}
      fill={can.fillSheet(ask.actor, it.seat)}
      sign={can.signSheet(ask.actor, it.seat)}
      countersign={own ? can.countersign(ask.actor, it.seat) : null}
      reopen={own || it.worker.personId === ask.actor!.id ? can.reopen(ask.actor, it.seat) : null}
      saved={ask.url.searchParams.has('saved')}
      {...(again && { again })}
    />,
    { script: true, address: here(it), failed: again !== undefined },
  );
}

const againAt =
  (part: 'grid' | 'sign' | 'reopen') =>
  (ask: Ask<unknown>, form: Again): Promise<Reply> =>
    sheetPage(ask, { part, form });

const here = (it: SheetMonth): string => `/timesheets/${it.worker.id}/${it.month.slice(0, 7)}`;

/** The cells of the grid; what is no quarter hour is told at its field. */
function hoursIn(it: SheetMonth, raw: RawInput): Cell[] {
  const wrong = [];
  const hours: Cell[] = [];
  for (const { id } of it.workPackages)
    for (const day of it.days) {
      const typed = raw[cellName(id, day)];
      const text = typeof typed === 'string' ? typed.slice(0, 20) : '';
      const quarters = quartersIn(text);
      if (quarters === undefined) wrong.push(reason('reports.sheet.unreadable', { value: text }, { at: cellName(id, day) }));
      else if (quarters > 0) hours.push({ workPackage: id, day, quarters });
    }
  if (wrong.length > 0) throw new AppError('invalid', wrong);
  return hours;
}

export const timesheetDoors: Door[] = [
  door({
    method: 'GET',
    path: '/timesheets',
    access: 'signedIn',
    async handler(ask) {
      const { db } = ask.house;
      const listed = await list(db, sheetsFor(db, ask.actor!), sheetSpec, ask.url);
      if (listed.state.csv) return file(csv(sheetSpec, listed.rows, ask.locale), 'text/csv; charset=utf-8', 'timesheet.csv');
      const places = await placesOf(db, ask.actor!);
      return page(speak(sheetCopy, ask.locale).timesheets, <TimesheetsPage places={places} listed={listed} today={romeDate(ask.now)} />, { wide: true });
    },
  }),
  door({ method: 'GET', path, access: 'signedIn', handler: (ask) => sheetPage(ask) }),
  door({
    method: 'POST',
    path,
    access: 'signedIn',
    does: 'timesheet.save',
    input: sheetInput,
    again: againAt('grid'),
    async handler(ask) {
      const it = await readableSheet(ask);
      const typed = hoursIn(it, ask.raw);
      const { how, week, revision } = ask.input;
      const from = it.worker.fromOn > it.project.startsOn ? it.worker.fromOn : it.project.startsOn;
      const until = [it.worker.untilOn ?? it.project.endsOn, it.project.endsOn, romeDate(ask.now)].toSorted()[0]!;
      const hours = how === 'copy' && week ? copyWeek(typed, week, it.days, (day) => day >= from && day <= until) : typed;
      await saveSheet(ask.house, ask.actor, placeIn(ask), { revision, hours });
      return seeOther(`${here(it)}?saved=1`);
    },
  }),
  door({
    method: 'POST',
    path: `${path}/signature`,
    access: 'signedIn',
    does: 'timesheet.sign',
    input: signatureInput,
    again: againAt('sign'),
    async handler(ask) {
      await signSheet(ask.house, ask.actor, placeIn(ask), ask.input.revision);
      return seeOther(here(await readableSheet(ask)));
    },
  }),
  door({
    method: 'POST',
    path: `${path}/countersignature`,
    access: 'signedIn',
    does: 'timesheet.countersign',
    async handler(ask) {
      await countersignSheet(ask.house, ask.actor, placeIn(ask));
      return seeOther(here(await readableSheet(ask)));
    },
  }),
  door({
    method: 'POST',
    path: `${path}/reopening`,
    access: 'signedIn',
    does: 'timesheet.reopen',
    input: reopenInput,
    again: againAt('reopen'),
    async handler(ask) {
      await reopenSheet(ask.house, ask.actor, placeIn(ask), ask.input.reason);
      return seeOther(here(await readableSheet(ask)));
    },
  }),
];
