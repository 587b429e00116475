import type { Actor } from '#src/core/actor.ts';
import { romeInstant, type CalendarDate } from '#src/core/time.ts';
import { acceptAddendum, amendContract, handInAddendum, offerAddendum } from '#src/delivery/contracts/actions/addenda.ts';
import { contractById } from '#src/delivery/contracts/queries.ts';
import { amendmentOf, takeEffect } from '#src/delivery/projects/actions/effect.ts';
import { answerVariation, proposeVariation } from '#src/delivery/projects/actions/variations.ts';
import { membersOf } from '#src/delivery/projects/queries.ts';
import { variationByNumber } from '#src/delivery/projects/queries/variations.ts';
import { planById } from '#src/delivery/projects/queries/versions.ts';
import { rowField } from '#src/delivery/projects/rules/change.ts';
import type { Plan } from '#src/delivery/projects/rules/plan.ts';
import { openReports } from '#src/delivery/reports/actions/open.ts';
import { seedRepresentatives } from '#src/partnership/organisations/actions.ts';
import { saveRepresentative } from '#src/partnership/organisations/actions/profile.ts';
import type { House } from '#src/plumbing/house.ts';
import { someone } from './applying.ts';
import { signerOf } from './contracts.ts';
import { at, type ExampleContext } from './example.ts';
import { MONTHS, MORE_MONTHS, type LateDays } from './lateDays.ts';
import { exampleSigner } from './signing.ts';

/**
 * A project is prolonged as people do it: its lead asks for six months more, the office approves and sends the addendum, the lead's representative signs
 * it, the office accepts it, and the project has another end; then a notice lets its work go on until there.
 */
export async function prolonged(context: ExampleContext, applicationId: string, days: LateDays['extension']): Promise<void> {
  const { house, office, scribe } = context;
  const on = (day: CalendarDate, time = '10:00'): House => at(house, romeInstant(`${day}T${time}`));
  const { id, contractId } = await house.db
    .selectFrom('projects')
    .select(['id', 'contract_id as contractId'])
    .where('application_id', '=', applicationId)
    .executeTakeFirstOrThrow();
  const members = await membersOf(house.db, id);
  const lead: Actor = { ...scribe, organisationIds: members.map((m) => m.id) };
  const number = await proposeVariation(on(days.askedOn), lead, id, {
    kind: 'extension',
    reason:
      'La macchina per le prove su lotti reali è arrivata con cinque mesi di ritardo: servono sei mesi in più per concluderle, a parità di costi e di obiettivi (esempio).',
    months: String(MONTHS + MORE_MONTHS),
  });
  await answerVariation(on(days.answeredOn), office, id, number, {
    outcome: 'approved',
    answer: 'Il ritardo non dipende dai partner e gli obiettivi restano gli stessi (esempio).',
  });
  const variation = (await variationByNumber(house.db, id, number))!;
  await amendContract(on(days.answeredOn, '10:01'), contractId, amendmentOf(variation), true);
  const { number: addendum } = (await contractById(house.db, contractId))!.addenda.find((a) => a.variation === number)!;
  await represented(on(days.answeredOn, '11:00'), context, members.find((m) => m.role === 'lead')!.id);
  await offerAddendum(on(days.offeredOn), office, contractId, addendum);
  await signed(context, contractId, addendum, lead, on(days.signedOn, '15:20'));
  await acceptAddendum(on(days.acceptedOn), office, contractId, addendum);
  await takeEffect(on(days.acceptedOn, '10:01'), contractId, number);
  await openReports(house, id);
  const plan = (await planById(house.db, id, await versionOf(house, id)))!;
  await proposeVariation(on(days.plannedOn), lead, id, {
    kind: 'workPlan',
    reason: 'Le attività che duravano fino alla fine del progetto, e ciò che ne esce, seguono la nuova fine (esempio).',
    ...rowsOf(untilTheEnd(plan)),
  });
}

/** Who binds the lead is put on record, where no persona does: an addendum is sent to somebody. */
async function represented(then: House, { scribe, representatives }: ExampleContext, organisationId: string): Promise<void> {
  if (representatives?.has(organisationId)) return;
  await seedRepresentatives(then, [{ organisationId, personId: scribe.id }]);
  await saveRepresentative(then, { ...scribe, organisationIds: [organisationId] }, organisationId, null, {
    ...someone,
    role: 'Legale rappresentante (esempio)',
    fromOn: '2022-01-01',
    untilOn: null,
    email: null,
    revision: 0,
  });
}

const versionOf = async (house: House, id: string): Promise<number> =>
  (await house.db.selectFrom('projects').select('version').where('id', '=', id).executeTakeFirstOrThrow()).version;

/** The addendum that the office sent, signed by the lead's representative. */
async function signed(context: ExampleContext, contractId: string, number: number, lead: Actor, then: House): Promise<void> {
  const contract = (await contractById(then.db, contractId))!;
  const party = contract.members.find((m) => m.role === 'lead')!.id;
  const { paperSha256 } = contract.addenda.find((a) => a.number === number)!;
  const signer = await exampleSigner(then);
  const bytes = await signer.sign(await then.files.get(paperSha256!), signerOf(context, party), then.clock().toISOString());
  await handInAddendum(then, lead, contractId, number, party, { fileName: 'addendum.pdf', bytes });
}

/** The month by which the trials are over that the project was prolonged for. */
const TRIALS = 14;

/** What lasted until the end that the project had lasts until the one that it has; what ended last before it, until the trials are over. */
function untilTheEnd(plan: Plan): Plan {
  const end = plan.durationMonths;
  const moved = (month: number): number => (month === MONTHS ? end : month);
  const dues = (of: Plan['deliverables']) => of.map((d) => ({ ...d, month: moved(d.month) }));
  const before = plan.workPackages.filter((w) => w.until < MONTHS).toSorted((a, b) => b.until - a.until);
  const trials = before[0] ?? plan.workPackages[0]!;
  return {
    ...plan,
    workPackages: plan.workPackages.map((w) => ({ ...w, until: w === trials ? Math.max(TRIALS, moved(w.until)) : moved(w.until) })),
    deliverables: dues(plan.deliverables),
    milestones: [...dues(plan.milestones), { id: '', title: 'Prove su lotti reali concluse', workPackage: trials.id, month: TRIALS, note: '' }],
  };
}

/** A plan of work as the form of a variation has it. */
function rowsOf({ workPackages, deliverables, milestones }: Plan): Record<string, string> {
  const cells = (of: 'wp' | 'deliverable' | 'milestone', i: number, row: Record<string, string | number | null>) =>
    Object.entries(row).map(([column, value]) => [rowField(of, i, column), String(value ?? '')] as const);
  return Object.fromEntries([
    ...workPackages.flatMap(({ title, leader, from, until }, i) => cells('wp', i, { title, leader, from, until })),
    ...deliverables.flatMap(({ title, workPackage, month }, i) => cells('deliverable', i, { title, workPackage, month })),
    ...milestones.flatMap(({ title, workPackage, month }, i) => cells('milestone', i, { title, workPackage, month })),
  ]);
}
