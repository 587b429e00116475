import type { Actor } from '#src/core/actor.ts';
import { addDays, romeDate, romeInstant } from '#src/core/time.ts';
import { proposeVariation } from '#src/delivery/projects/actions/variations.ts';
import { addIndicator, noteValue, prove, setPhases } from '#src/delivery/projects/actions/work.ts';
import { membersOf } from '#src/delivery/projects/queries.ts';
import { planById } from '#src/delivery/projects/queries/versions.ts';
import { dueOf, indicatorsOf } from '#src/delivery/projects/queries/work.ts';
import { cellField, rowField } from '#src/delivery/projects/rules/change.ts';
import { dueDay } from '#src/delivery/projects/rules/plan.ts';
import { totalOf } from '#src/delivery/projects/rules/variation.ts';
import type { TableRow } from '#src/funding/applications/snapshot.ts';
import type { House } from '#src/plumbing/house.ts';
import { at, type ExampleContext } from './example.ts';
import { exampleWorkPlan } from './workPlan.ts';

const circular = [
  { phases: ['design', 'production'], strategies: ['reduce', 'recycle'] },
  { phases: ['production', 'endOfLife'], strategies: ['remanufacture', 'recycle'] },
  { phases: ['design', 'consumption'], strategies: ['reuse', 'repair'] },
] as const;

/** A project as it is some months after its beginning: plan in months, proofs, an indicator; one asks for a variation. */
export async function projectUnderWay(context: ExampleContext, applicationId: string, n: number): Promise<void> {
  const { house, scribe, pdf } = context;
  const project = await house.db
    .selectFrom('projects')
    .select(['id', 'starts_on', 'code'])
    .where('application_id', '=', applicationId)
    .executeTakeFirstOrThrow();
  const members = await membersOf(house.db, project.id);
  const lead: Actor = { ...scribe, organisationIds: members.map((m) => m.id) };
  const day = (days: number): House => at(house, romeInstant(`${addDays(project.starts_on, days)}T10:00`));
  await proposeVariation(day(20), lead, project.id, {
    kind: 'workPlan',
    reason: 'La proposta descriveva le attività a parole: qui sono in mesi, con risultati e traguardi (esempio).',
    ...rowsOf(
      exampleWorkPlan(
        'materiali da riciclo',
        members.map((m) => m.id),
      ),
    ),
  });
  for (const [i, due] of (await dueOf(house.db, project.id)).entries()) {
    const on = addDays(dueDay(project.starts_on, due.month), i % 2 === 0 ? -4 : 6);
    // The last of each kind is not proven: it is late by now. Nor is what lies ahead, or has come due only lately.
    if (due.month > 9 || addDays(on, 45) >= romeDate(house.clock())) continue;
    const then = at(house, romeInstant(`${addDays(on, 1)}T15:00`));
    await prove(then, lead, project.id, { of: due.of, id: due.id, metOn: on, fileName: `${due.id}.pdf`, bytes: pdf });
  }
  const { phases, strategies } = circular[n % circular.length]!;
  await setPhases(day(25), lead, project.id, { phases, strategies });
  await addIndicator(day(25), lead, project.id, { name: 'Scarti avviati a riciclo', unit: 't', target: 120 + 10 * n });
  const [indicator] = await indicatorsOf(house.db, project.id);
  for (const [days, value] of [
    [90, 18 + n],
    [180, 55 + 3 * n],
  ] as const)
    await noteValue(day(days + 1), lead, project.id, { indicator: indicator!.id, on: addDays(project.starts_on, days), value });
  if (n === 1) await askedFor(context, project.id, lead, day(200));
}

/** More than the call lets a notice move: the office is to answer. */
async function askedFor({ house }: ExampleContext, projectId: string, lead: Actor, then: House): Promise<void> {
  const { version } = await house.db.selectFrom('projects').select('version').where('id', '=', projectId).executeTakeFirstOrThrow();
  const plan = (await planById(house.db, projectId, version))!;
  const from = plan.budget.filter((b) => b.category === 'personnel').toSorted((a, b) => b.cents - a.cents)[0];
  const cents = Math.round((totalOf(plan) * 0.12) / 100_000) * 100_000;
  if (!from || from.cents < cents * 1.5) return;
  const to = { ...from, category: 'materials' };
  const there = plan.budget.find((b) => cellField(b) === cellField(to))?.cents ?? 0;
  const typed = (n: number) => (n / 100).toFixed(2).replace('.', ',');
  await proposeVariation(then, lead, projectId, {
    kind: 'budget',
    reason: 'Una parte delle prove si fa su lotti più grandi: servono meno ore in laboratorio e più materiali (esempio).',
    [cellField(from)]: typed(from.cents - cents),
    [cellField(to)]: typed(there + cents),
  });
}

/** The tables of a form, as the form of a variation has them. */
function rowsOf(tables: ReturnType<typeof exampleWorkPlan>): Record<string, string> {
  const rows = (name: string) => tables[name] as readonly TableRow[];
  const fields = (of: 'wp' | 'deliverable' | 'milestone', from: string, columns: readonly string[]) =>
    rows(from).flatMap((row, i) => columns.map((c) => [rowField(of, i, c), row[c] ?? ''] as const));
  return Object.fromEntries([
    ...fields('wp', 'workPackages', ['title', 'leader', 'from', 'until']),
    ...fields('deliverable', 'deliverables', ['title', 'workPackage', 'month']),
    ...fields('milestone', 'milestones', ['title', 'workPackage', 'month']),
  ]);
}
