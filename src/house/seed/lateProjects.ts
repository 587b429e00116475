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
import { projectsPaid } from './paying.ts';
import { firstOfEach, hoursKept, longestPackage, monthOfHours, projectsReported } from './reporting.ts';

/**
 * Two projects of call 01/2024 signed late: one of two enterprises and a research body, where the personas work, and one of Spoke 6, whose leader is a
 * persona. (Those of call 02/2024 had to end by 30 September 2025.)
 */
const lateOnes: readonly number[] = [1, 5];

export const openAmong = (applied: readonly Applied[]) => ({
  inTime: applied.filter((_, i) => !lateOnes.includes(i)),
  late: applied.filter((_, i) => lateOnes.includes(i)),
});

/**
 * Projects that began nine months ago, whenever the example is filled, so that somebody who looks at it finds a period that is open: the first report
 * was accepted and paid, the second is to be written, and there are months to fill in, to confirm and to countersign.
 */
export async function begunLate(context: ExampleContext, second: Actor, late: readonly Applied[], from: number): Promise<void> {
  const { house } = context;
  const today = romeDate(house.clock());
  const startsOn = addMonths(`${today.slice(0, 7)}-01`, -9);
  const secondFrom = addMonths(startsOn, 6);
  const of = late.map((a) => a.applicationId);
  await contractsBegun(context, late, { preparedOn: addDays(startsOn, -45), startsOn });
  await projectsReported(context, second, 1, { part: { of, from } });
  await projectsPaid(context, actorOf('payer'), addDays(secondFrom, 60), { of });
  for (const application of of) {
    const { id, members } = await projectOf(context, application);
    for (const worker of await firstOfEach(
      house,
      id,
      members.map((m) => ({ organisationId: m.id, region: m.region })),
    ))
      await hoursKept(context, second, id, worker, [secondFrom]);
  }
  await researcherJoins(context, second, of[0]!, secondFrom);
  await atRisk(context, of[1]!, addMonths(secondFrom, 1));
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

async function projectOf({ house }: ExampleContext, application: string) {
  const { id } = await house.db.selectFrom('projects').select('id').where('application_id', '=', application).executeTakeFirstOrThrow();
  return { id, members: await membersOf(house.db, id) };
}

/**
 * The researcher of the example joins the research body of a project when its second period begins, and signs in as herself: her first month is
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
