import type { Actor } from '#src/core/actor.ts';
import { addDays, addMonths, romeDate, romeInstant, type CalendarDate } from '#src/core/time.ts';
import { savePerson } from '#src/delivery/projects/actions/people.ts';
import { addRisk } from '#src/delivery/projects/actions/work.ts';
import { membersOf } from '#src/delivery/projects/queries.ts';
import { saveSheet, signSheet, countersignSheet } from '#src/delivery/reports/actions/timesheets.ts';
import { personaOf } from '#src/partnership/identity/personas.ts';
import type { Applied } from './applying.ts';
import { contractsBegun } from './contracts.ts';
import { actorOf, at, type ExampleContext } from './example.ts';
import { inLanes } from './lanes.ts';
import { lateDays, stages, type Stage } from './lateDays.ts';
import { projectsPaid } from './paying.ts';
import { askedFor } from './projects.ts';
import { prolonged } from './prolonging.ts';
import { firstOfEach, hoursKept, longestPackage, monthOfHours, projectsReported } from './reporting.ts';
import type { Step } from './steps.ts';

/**
 * Projects of call 01/2024 that were signed late and prolonged by six months, by where they stand: one of two enterprises and a research body, where the
 * personas work, and one of Spoke 6, whose leader is a persona; four of one partner to three; two of two partners each. (Those of call 02/2024 had to end
 * by 30 September 2025.)
 */
const lateOnes: Record<Stage, readonly number[]> = { running: [1, 5], handedIn: [4, 6, 8, 11], accepted: [7, 17] };

export const openAmong = (applied: readonly Applied[]) => ({
  inTime: applied.filter((_, i) => !stages.some((stage) => lateOnes[stage].includes(i))),
  late: stages.map((stage) => ({ stage, projects: applied.filter((_, i) => lateOnes[stage].includes(i)) })),
});

/**
 * Projects whose days are counted back from the one on which the example is filled. Of each, two reports were accepted and paid, and between them it was
 * prolonged, so that whoever looks finds a period that is open, reports to check and orders to decide on. `from`: the number that the first has in names
 * and invoices.
 */
export function lateSteps(context: ExampleContext, second: Actor, { stage, projects }: { stage: Stage; projects: readonly Applied[] }, from: number): Step[] {
  const { preparedOn, startsOn, secondFrom, thirdFrom, endsOn, paidOn, extension, proposedOn } = lateDays(romeDate(context.house.clock()), stage);
  const of = projects.map((a) => a.applicationId);
  const payer = actorOf('payer');
  const report = (number: 1 | 2 | 3, waiting = false) => projectsReported(context, second, number, { of, from, waiting });
  return [
    { on: preparedOn, run: () => contractsBegun(context, projects, { preparedOn, startsOn }) },
    { on: secondFrom, run: () => report(1) },
    { on: paidOn[0], run: () => projectsPaid(context, payer, paidOn[0], { of }) },
    { on: extension.askedOn, run: () => inLanes(of, (application) => prolonged(context, application, extension)) },
    { on: thirdFrom, run: () => report(2) },
    { on: paidOn[1], run: () => projectsPaid(context, payer, paidOn[1], { of }) },
    ...(stage === 'running'
      ? [
          { on: thirdFrom, run: () => thirdPeriodRuns(context, second, of, thirdFrom) },
          { on: proposedOn, run: () => budgetAskedFor(context, of[1]!, proposedOn) },
        ]
      : []),
    ...(stage === 'handedIn' ? [{ on: addDays(endsOn, 5), run: () => report(3, true) }] : []),
    ...(stage === 'accepted'
      ? [
          { on: addDays(endsOn, 5), run: () => report(3) },
          { on: proposedOn, run: () => projectsPaid(context, payer, proposedOn, { of, propose: true }) },
        ]
      : []),
  ];
}

/** Months to fill in, to confirm and to countersign, and a report to write. */
async function thirdPeriodRuns(context: ExampleContext, second: Actor, of: readonly string[], thirdFrom: CalendarDate): Promise<void> {
  const { house } = context;
  for (const application of of) {
    const { id, members } = await projectOf(context, application);
    for (const worker of await firstOfEach(
      house,
      id,
      members.map((m) => ({ organisationId: m.id, region: m.region })),
    ))
      await hoursKept(context, second, id, worker, [thirdFrom]);
  }
  await researcherJoins(context, second, of[0]!, thirdFrom);
  await atRisk(context, of[1]!, addMonths(thirdFrom, 1));
}

/** A grave risk that is open, for who leads the Spoke to see. */
async function atRisk(context: ExampleContext, application: string, on: CalendarDate): Promise<void> {
  const { id, members } = await projectOf(context, application);
  const lead: Actor = { ...context.scribe, organisationIds: members.map((m) => m.id) };
  await addRisk(at(context.house, romeInstant(`${on}T10:00`)), lead, id, {
    risk: 'Il fornitore della materia prima seconda non regge le quantità (esempio)',
    likelihood: 'high',
    impact: 'high',
    measure: 'Un secondo fornitore, già in prova.',
  });
}

/** More is to be moved than a notice may: the office has a variation to answer. */
async function budgetAskedFor(context: ExampleContext, application: string, on: CalendarDate): Promise<void> {
  const { id, members } = await projectOf(context, application);
  await askedFor(at(context.house, romeInstant(`${on}T10:00`)), id, { ...context.scribe, organisationIds: members.map((m) => m.id) });
}

async function projectOf({ house }: ExampleContext, application: string) {
  const { id } = await house.db.selectFrom('projects').select('id').where('application_id', '=', application).executeTakeFirstOrThrow();
  return { id, members: await membersOf(house.db, id) };
}

/**
 * The researcher of the example joins the research body of a project when its third period begins, and signs in as herself: her first month is
 * countersigned, her second confirmed, her third a draft, and the one that runs is empty.
 */
async function researcherJoins(context: ExampleContext, second: Actor, application: string, from: CalendarDate): Promise<void> {
  const { house, scribe } = context;
  const { id, members } = await projectOf(context, application);
  const body = members.find((m) => m.kind !== 'enterprise')!;
  const { name, email } = personaOf('researcher')!;
  await savePerson(at(house, romeInstant(`${addDays(from, 1)}T10:00`)), { ...scribe, organisationIds: [body.id] }, id, {
    person: null,
    organisation: body.id,
    name,
    email,
    role: 'Ricercatrice',
    gender: 'f',
    birthYear: 1991,
    contract: 'fixedTerm',
    newHire: true,
    band: 'medium',
    region: body.region,
    ftePercent: 80,
    fromOn: from,
    untilOn: null,
  });
  const { id: workerId } = await house.db
    .selectFrom('project_people')
    .select('id')
    .where('project_id', '=', id)
    .where('person_id', '=', personaOf('researcher')!.personId)
    .executeTakeFirstOrThrow();
  const workPackage = await longestPackage(house, id);
  const herself = actorOf('researcher');
  for (const [i, until] of (['countersigned', 'signed', 'draft'] as const).entries()) {
    const { month, hours } = monthOfHours(addMonths(from, i), workPackage, 24);
    const end = addMonths(month, 1);
    const then = at(house, romeInstant(`${addDays(end, -1)}T17:00`));
    const place = { workerId, month };
    await saveSheet(then, herself, place, { revision: 0, hours });
    if (until === 'draft') continue;
    await signSheet(then, herself, place, 1);
    if (until === 'countersigned') await countersignSheet(at(house, romeInstant(`${addDays(end, 2)}T10:00`)), { ...second, organisationIds: [body.id] }, place);
  }
}
