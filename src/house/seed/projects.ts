import type { Actor } from '#src/core/actor.ts';
import { addDays, romeDate, romeInstant } from '#src/core/time.ts';
import { answerVariation, proposeVariation } from '#src/delivery/projects/actions/variations.ts';
import { addIndicator, noteValue, prove, setPhases } from '#src/delivery/projects/actions/work.ts';
import { membersOf } from '#src/delivery/projects/queries.ts';
import { planById } from '#src/delivery/projects/queries/versions.ts';
import { dueOf, indicatorsOf } from '#src/delivery/projects/queries/work.ts';
import { cellField, changeOf, rowField } from '#src/delivery/projects/rules/change.ts';
import { dueDay } from '#src/delivery/projects/rules/plan.ts';
import type { TableRow } from '#src/funding/applications/snapshot.ts';
import type { House } from '#src/plumbing/house.ts';
import { at, type ExampleContext } from './example.ts';
import { exampleWorkPlan } from './workPlan.ts';

const circular = [
  { phases: ['design', 'production'], strategies: ['reduce', 'recycle'] },
  { phases: ['production', 'endOfLife'], strategies: ['remanufacture', 'recycle'] },
  { phases: ['design', 'consumption'], strategies: ['reuse', 'repair'] },
] as const;

/** A project as it is some months after its beginning: plan in months, proofs, an indicator; where it `asks`, a variation that the office approved. */
export async function projectUnderWay(context: ExampleContext, applicationId: string, n: number, asks: boolean): Promise<void> {
  const { house, office, scribe, pdf } = context;
  const project = await house.db
    .selectFrom('projects')
    .select(['id', 'starts_on', 'code'])
    .where('application_id', '=', applicationId)
    .executeTakeFirstOrThrow();
  const members = await membersOf(house.db, project.id);
  const lead: Actor = { ...scribe, organisationIds: members.map((m) => m.id) };
  const day = (days: number): House => at(house, romeInstant(`${addDays(project.starts_on, days)}T10:00`));
  const tables = exampleWorkPlan(
    'materiali da riciclo',
    members.map((m) => m.id),
  );
  const { plan } = changeOf('workPlan', (await planById(house.db, project.id, 1))!, rowsOf(tables));
  await proposeVariation(day(20), lead, project.id, {
    kind: 'workPlan',
    reason: 'La proposta descriveva le attività a parole: qui sono in mesi, con risultati e traguardi (esempio).',
    ...rowsOf(
      tables,
      plan.workPackages.map((w) => w.id),
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
    [360, 111 + 9 * n],
  ] as const)
    await noteValue(day(days + 1), lead, project.id, { indicator: indicator!.id, on: addDays(project.starts_on, days), value });
  if (!asks) return;
  const number = await askedFor(day(200), project.id, lead);
  await answerVariation(day(218), office, project.id, number, {
    outcome: 'approved',
    answer: 'Le prove su lotti più grandi servono agli obiettivi del progetto (esempio).',
  });
}

/** More than the call lets a notice move, and no grant changes: the office is to answer. Returns the variation's number. */
export async function askedFor(then: House, projectId: string, lead: Actor): Promise<number> {
  const { version } = await then.db.selectFrom('projects').select('version').where('id', '=', projectId).executeTakeFirstOrThrow();
  const plan = (await planById(then.db, projectId, version))!;
  const typed = (n: number) => (n / 100).toFixed(2).replace('.', ',');
  const cells = plan.budget
    .filter((from) => from.category === 'equipment')
    .flatMap((from) => {
      const to = { ...from, category: 'materials' };
      const there = plan.budget.find((b) => cellField(b) === cellField(to))?.cents ?? 0;
      return [
        [cellField(from), typed(0)],
        [cellField(to), typed(there + from.cents)],
      ];
    });
  return proposeVariation(then, lead, projectId, {
    kind: 'budget',
    reason: 'Un laboratorio vicino presta le attrezzature: la somma va ai materiali, per prove su lotti più grandi (esempio).',
    ...Object.fromEntries(cells),
  });
}

/** The tables of a form, as the form of a variation has them. `packages`: what the project calls its work packages, in their order. */
function rowsOf(tables: ReturnType<typeof exampleWorkPlan>, packages?: readonly string[]): Record<string, string> {
  const rows = (name: string) => tables[name] as readonly TableRow[];
  const own = (row: TableRow, column: string): string => {
    const cell = String(row[column] ?? '');
    return column === 'workPackage' && packages ? packages[rows('workPackages').findIndex((w) => w.id === cell)]! : cell;
  };
  const fields = (of: 'wp' | 'deliverable' | 'milestone', from: string, columns: readonly string[]) =>
    rows(from).flatMap((row, i) => columns.map((c) => [rowField(of, i, c), own(row, c)] as const));
  return Object.fromEntries([
    ...fields('wp', 'workPackages', ['title', 'leader', 'from', 'until']),
    ...fields('deliverable', 'deliverables', ['title', 'workPackage', 'month']),
    ...fields('milestone', 'milestones', ['title', 'workPackage', 'month']),
  ]);
}
