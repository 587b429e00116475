import type { Actor } from '#src/core/actor.ts';
import { addDays, addMonths, romeDate, romeInstant, type CalendarDate } from '#src/core/time.ts';
import { isWorkingDay } from '#src/core/holidays.ts';
import { savePerson } from '#src/delivery/projects/actions/people.ts';
import { prove } from '#src/delivery/projects/actions/work.ts';
import { acceptReport, judgeLine, passUnsampled } from '#src/delivery/reports/actions/check.ts';
import { addLine, attach, saveTexts } from '#src/delivery/reports/actions/lines.ts';
import { openReports } from '#src/delivery/reports/actions/open.ts';
import { submitReport } from '#src/delivery/reports/actions/submit.ts';
import { countersignSheet, saveSheet, signSheet } from '#src/delivery/reports/actions/timesheets.ts';
import { linesOf } from '#src/delivery/reports/queries/lines.ts';
import { duesOf } from '#src/delivery/reports/queries/dues.ts';
import { reportById, type Report } from '#src/delivery/reports/queries/report.ts';
import { dueField } from '#src/delivery/reports/rules/dues.ts';
import { needsCertificate } from '#src/delivery/reports/rules/completeness.ts';
import { typedCategories } from '#src/delivery/reports/states.ts';
import type { House } from '#src/plumbing/house.ts';
import { at, type ExampleContext } from './example.ts';
import { inLanes } from './lanes.ts';
import { exampleEnterprise, otherPlaces, workerName } from './names.ts';

type Project = { id: string; startsOn: CalendarDate; endsOn: CalendarDate; cup: string };
export type Member = { organisationId: string; region: string };
type Worker = { id: string; organisationId: string };

/** How much of each budget line is spent in the first, the second and the third period, in parts per hundred: never more than all of it. */
export const spentPercent = [38, 44, 14] as const;
/** Hours are kept for two months of each period: enough to be looked at, and quick to make. */
const monthsOfHours = [1, 3] as const;

/** Which projects a round of reports or payments is of. `from`: the number that the first one has in names and invoices, which are of one project only. */
export type Part = { of: readonly string[]; from: number };

/**
 * Takes the signed projects through their reports of one period: teams are named, hours kept and countersigned, invoices handed in, the office samples,
 * cuts and accepts. With `waiting` the reports were handed in some days ago and are not decided, so that the office has something to check.
 */
export async function projectsReported(
  context: ExampleContext,
  second: Actor,
  number: 1 | 2 | 3,
  { of, from, waiting = false }: Part & { waiting?: boolean },
): Promise<void> {
  const { house } = context;
  const projects = await house.db
    .selectFrom('projects')
    .select(['id', 'starts_on as startsOn', 'ends_on as endsOn', 'cup'])
    .where('state', '=', 'running')
    .where('application_id', 'in', [...of])
    .orderBy('code')
    .execute();
  await inLanes(projects, (project, i) => reported(context, second, project, { number, index: from + i, waits: waiting }));
}

type Round = { number: 1 | 2 | 3; index: number; waits: boolean };

async function reported(context: ExampleContext, second: Actor, project: Project, { number, index, waits }: Round): Promise<void> {
  const { house, scribe } = context;
  const members = await house.db
    .selectFrom('project_members')
    .select(['organisation_id as organisationId', 'region'])
    .where('project_id', '=', project.id)
    .where('left_on', 'is', null)
    .orderBy('organisation_id')
    .execute();
  if (number === 1) {
    await named(context, project, members, index);
    await openReports(house, project.id);
  }
  const today = romeDate(house.clock());
  const report = await house.db
    .selectFrom('reports')
    .select(['id', 'number', 'from_on as from', 'until_on as until', 'due_on as due'])
    .where('project_id', '=', project.id)
    .where('number', '=', number)
    .executeTakeFirst();
  // Whoever fills the example at an earlier clock finds a project that is not as far.
  if (!report || (!waits && report.due >= today)) return;
  const months = monthsOfHours.map((later) => addMonths(report.from, later));
  for (const worker of await firstOfEach(house, project.id, members)) await hoursKept(context, second, project.id, worker, months);
  await written(context, project, members, report, index);
  const day = waits ? addDays(today, -(4 + (index % 5))) : addDays(report.due, -(3 + (index % 9)));
  await submitReport(
    at(house, romeInstant(`${day}T15:00`)),
    { ...scribe, organisationIds: members.map((m) => m.organisationId) },
    report.id,
    `esempio/${report.id}`,
  );
  if (!waits) await checked(context, report.id, addDays(day, 20 + (index % 11)), index);
}

/** Gives every place of the team a synthetic name. */
async function named({ house, scribe }: ExampleContext, project: Project, members: readonly Member[], index: number): Promise<void> {
  const then = at(house, romeInstant(`${project.startsOn}T09:00`));
  const rows = await house.db
    .selectFrom('project_people')
    .select(['id', 'organisation_id as organisationId', 'role', 'contract', 'new_hire as newHire', 'region', 'fte_percent as fte', 'gender'])
    .where('project_id', '=', project.id)
    .orderBy('id')
    .execute();
  for (const [i, row] of rows.entries()) {
    const n = index * 7 + i;
    const gender = row.gender ?? (n % 9 < 4 ? 'f' : 'm');
    await savePerson(then, { ...scribe, organisationIds: members.map((m) => m.organisationId) }, project.id, {
      person: row.id,
      organisation: row.organisationId,
      name: workerName(n, gender === 'f' ? 'f' : 'm'),
      email: null,
      role: row.role,
      gender: gender as 'f' | 'm',
      birthYear: row.newHire ? 1990 + (n % 11) : 1963 + ((n * 7) % 33),
      newHire: row.newHire,
      contract: (row.contract === 'toHire' || row.contract === 'notStated' ? (row.newHire ? 'fixedTerm' : 'permanent') : row.contract) as 'permanent',
      band: (['high', 'medium', 'low'] as const)[n % 3]!,
      region: row.region as never,
      ftePercent: row.fte,
      fromOn: project.startsOn,
      untilOn: null,
    });
  }
}

/** One person of each member, whose hours are kept. */
export async function firstOfEach(house: House, projectId: string, members: readonly Member[]): Promise<Worker[]> {
  const rows = await house.db
    .selectFrom('project_people')
    .select(['id', 'organisation_id as organisationId'])
    .where('project_id', '=', projectId)
    .where('person_id', 'is', null)
    .orderBy('id')
    .execute();
  return members.flatMap((m) => rows.find((r) => r.organisationId === m.organisationId) ?? []);
}

/** Eight hours on the working days of some months, confirmed by one person of the member and countersigned by another. */
export async function hoursKept(
  { house, scribe }: ExampleContext,
  second: Actor,
  projectId: string,
  worker: Worker,
  months: readonly CalendarDate[],
): Promise<void> {
  const workPackage = await longestPackage(house, projectId);
  const by = (who: Actor): Actor => ({ ...who, organisationIds: [worker.organisationId] });
  for (const day of months) {
    const { month, hours } = monthOfHours(day, workPackage, 32);
    const then = at(house, romeInstant(`${addDays(addMonths(month, 1), 1)}T17:00`));
    const place = { workerId: worker.id, month };
    await saveSheet(then, by(scribe), place, { revision: 0, hours });
    await signSheet(then, by(scribe), place, 1);
    await countersignSheet(at(house, romeInstant(`${addDays(addMonths(month, 1), 3)}T10:00`)), by(second), place);
  }
}

/** The package that runs the longest: its hours can be of any month. */
export async function longestPackage(house: House, projectId: string): Promise<string> {
  const { id } = await house.db
    .selectFrom('project_work_packages')
    .select('id')
    .where('project_id', '=', projectId)
    .orderBy((eb) => eb('until_month', '-', eb.ref('from_month')), 'desc')
    .orderBy('position')
    .limit(1)
    .executeTakeFirstOrThrow();
  return id;
}

/** So many quarters of an hour on each working day of the month that a day lies in. */
export function monthOfHours(day: CalendarDate, workPackage: string, quarters: number) {
  const month = `${day.slice(0, 7)}-01`;
  const days = Array.from({ length: 31 }, (_, i) => addDays(month, i)).filter((d) => d.slice(0, 7) === month.slice(0, 7) && isWorkingDay(d));
  return { month, hours: days.map((d) => ({ workPackage, day: d, quarters })) };
}

type Opened = { id: string; number: number; from: CalendarDate; until: CalendarDate };

/** Two invoices at most for each member, certificates where the call asks, and what was done. */
async function written(context: ExampleContext, project: Project, members: readonly Member[], report: Opened, index: number): Promise<void> {
  const { house, scribe, pdf } = context;
  const then = at(house, romeInstant(`${addDays(report.until, 5)}T11:00`));
  const whole = (await reportById(house.db, report.id))!;
  const budget = await house.db
    .selectFrom('project_budget')
    .select(['organisation_id as organisationId', 'category', 'cents'])
    .where('project_id', '=', project.id)
    .where('category', 'in', [...typedCategories])
    .orderBy('cents', 'desc')
    .execute();
  for (const [m, { organisationId }] of members.entries()) {
    const actor = { ...scribe, organisationIds: [organisationId] };
    const cells = budget.filter((b) => b.organisationId === organisationId).slice(0, 2);
    for (const [c, cell] of cells.entries()) {
      const supplier = exampleEnterprise(900 + ((index + m + c) % 12), 'automation', otherPlaces[(index + c) % otherPlaces.length]!);
      const number = `${report.number}${String(index).padStart(2, '0')}${m}${c}`;
      await addLine(then, actor, report.id, {
        organisation: organisationId,
        category: cell.category as (typeof typedCategories)[number],
        description: `Fornitura di esempio, voce ${c + 1}`,
        supplier: supplier.legalName,
        supplierVat: supplier.vatNumber,
        invoiceNumber: number,
        invoiceOn: addDays(report.from, 30 + 10 * c),
        paidOn: addDays(report.from, 75 + 10 * c),
        paymentRef: `CRO ${number}`,
        cents: Math.floor((cell.cents * spentPercent[report.number - 1]!) / 100),
        cup: project.cup,
        file: fileOf(pdf, `fattura-${number}.pdf`),
      });
    }
    const member = whole.project.members.find((x) => x.organisationId === organisationId)!;
    if (needsCertificate(whole.project.call.delivery!.reporting, member))
      await attach(then, actor, report.id, {
        organisation: organisationId,
        kind: 'certificate',
        file: fileOf(pdf, `certificato-${organisationId}-${report.number}.pdf`),
      });
  }
  await spoken(context, project, members, whole);
  await saveTexts(then, { ...scribe, organisationIds: members.map((m) => m.organisationId) }, report.id, {
    technical: `Nel periodo ${report.number} le attività sono andate avanti secondo il piano: misure in laboratorio, prove sulla linea pilota, incontri con le imprese. Testo scritto per la dimostrazione.`,
    milestones: 'Le tappe del periodo sono state raggiunte (esempio).',
    revision: whole.revision,
    ...Object.fromEntries(
      (await duesOf(house.db, whole))
        .filter((d) => d.metOn === null)
        .flatMap((d) => [
          [dueField(d, 'outcome'), 'late'],
          [dueField(d, 'newOn'), lastOf(addDays(whole.untilOn, 60), project.endsOn)],
          [dueField(d, 'reason'), 'Le prove sono cominciate più tardi del previsto (esempio).'],
        ]),
    ),
  });
}

const lastOf = (day: CalendarDate, end: CalendarDate): CalendarDate => (day < end ? day : end);

/** Most of what is due in the period is there, with its proof; every fourth is late. */
async function spoken({ house, scribe, pdf }: ExampleContext, project: Project, members: readonly Member[], report: Report): Promise<void> {
  const asked = (await duesOf(house.db, report)).filter((d) => d.metOn === null);
  const then = at(house, romeInstant(`${addDays(report.untilOn, 4)}T11:00`));
  for (const [i, d] of asked.entries())
    // In the last period nothing can be put off any more.
    if (i % 4 !== 3 || report.untilOn >= project.endsOn)
      await prove(then, { ...scribe, organisationIds: members.map((m) => m.organisationId) }, project.id, {
        of: d.of,
        id: d.id,
        metOn: addDays(report.untilOn, -3),
        fileName: `prova-${i + 1}.pdf`,
        bytes: Buffer.concat([pdf, Buffer.from(`\n% ${project.id} ${d.of} ${d.id}\n`)]),
      });
}

/** No two proofs are the same file: the name is written after the end of the PDF. */
const fileOf = (pdf: Uint8Array, name: string): File => new File([Buffer.concat([pdf, Buffer.from(`\n% ${name}\n`)])], name, { type: 'application/pdf' });

/** The office looks at the lines that were drawn, cuts part of one now and then, and accepts. */
async function checked({ house, office }: ExampleContext, id: string, day: CalendarDate, index: number): Promise<void> {
  const then: House = at(house, romeInstant(`${day}T10:30`));
  const drawn = (await linesOf(house.db, id)).filter((l) => l.sampled);
  for (const [i, line] of drawn.entries())
    await judgeLine(
      then,
      office,
      id,
      line.id,
      i === 0 && index % 6 === 0 && line.kind === 'cost'
        ? { verdict: 'cut', cut: Math.floor(line.cents / 10), reason: 'notPertinent', text: 'Una parte della fornitura non riguarda il progetto (esempio).' }
        : { verdict: 'eligible', text: '' },
    );
  await passUnsampled(then, office, id);
  await acceptReport(at(house, romeInstant(`${day}T16:00`)), office, id, 'Rendiconto verificato (esempio).');
}
