import { notFound } from '#src/core/errors.ts';
import { door, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { json, type Reply } from '#src/plumbing/http/reply.ts';
import type { z } from 'zod';
import { partnersFor } from './actions/partners.ts';
import { savePerson } from './actions/people.ts';
import { answerVariation, proposeVariation, withdrawVariation } from './actions/variations.ts';
import { addIndicator, addRisk, closeRisk, noteValue, prove, setPhases } from './actions/work.ts';
import { can } from './policy.ts';
import { budgetOf, peopleOf, projectById } from './queries.ts';
import { variationsOf } from './queries/variations.ts';
import { planById, versionsOf } from './queries/versions.ts';
import { dueOf, indicatorsOf, phasesOf, risksOf, workPackagesOf } from './queries/work.ts';
import { choiceReasons, chosenIn, tableOf } from './rules/partners.ts';
import { answerInput, indicatorInput, personInput, phasesInput, proofApiInput, riskEndInput, riskInput, valueInput, variationInput } from './schema.ts';
import { projectList } from './routes/list.tsx';

const idOf = (ask: Ask<unknown>): string => ask.params['id'] ?? '';
const numberOf = (ask: Ask<unknown>): number => Number(ask.params['number']);

/** The project as it is after a deed, as far as this person may read it. */
async function told(ask: Ask<unknown>): Promise<Reply> {
  const { db } = ask.house;
  const project = await projectById(db, idOf(ask));
  if (!project || !can.read(ask.actor, project).ok) throw notFound();
  const { call: _call, people: _people, members, ...shown } = project;
  const all = can.readAll(ask.actor, project).ok;
  return json({
    ...shown,
    members: all ? members : members.map(({ id, name, role, region }) => ({ id, name, role, region })),
    workPackages: await workPackagesOf(db, project.id),
    due: await dueOf(db, project.id),
    risks: await risksOf(db, project.id),
    indicators: await indicatorsOf(db, project.id),
    facets: await phasesOf(db, project.id),
    ...(all && {
      team: await peopleOf(db, project.id),
      budget: await budgetOf(db, project.id),
      variations: await variationsOf(db, project.id),
      versions: await versionsOf(db, project.id),
    }),
  });
}

/** A deed on one project, answered with the project. */
const deed = <S extends z.ZodType>(
  path: string,
  of: { does: string; summary: string; input?: S; access?: Door['access'] },
  run: (ask: Ask<z.output<S>>) => Promise<unknown>,
): Door =>
  door({
    method: 'POST',
    path: `/api/projects/:id/${path}`,
    access: 'signedIn',
    ...of,
    async handler(ask) {
      await run(ask as Ask<z.output<S>>);
      return told(ask);
    },
  });

/** Projects as JSON: the same deeds as the pages. */
export const projectApi: Door[] = [
  projectList.json,
  door({
    method: 'GET',
    path: '/api/projects/:id',
    access: 'signedIn',
    summary: 'One project: plan, what is due and met, risks, indicators; with its team, budget, variations and versions for who may read them',
    handler: told,
  }),
  deed('team', { does: 'project.savePerson', summary: 'Adds or changes somebody of the team', input: personInput }, (ask) =>
    savePerson(ask.house, ask.actor, idOf(ask), ask.input),
  ),
  deed('evidence', { does: 'project.prove', summary: 'Shows, by a file in base64, that something due is there', input: proofApiInput }, (ask) => {
    const { base64, ...entry } = ask.input;
    return prove(ask.house, ask.actor, idOf(ask), { ...entry, bytes: new Uint8Array(Buffer.from(base64, 'base64')) });
  }),
  deed('risks', { does: 'project.addRisk', summary: 'Adds a risk', input: riskInput }, (ask) => addRisk(ask.house, ask.actor, idOf(ask), ask.input)),
  deed('risks/closing', { does: 'project.closeRisk', summary: 'Closes a risk', input: riskEndInput }, (ask) =>
    closeRisk(ask.house, ask.actor, idOf(ask), ask.input.risk),
  ),
  deed('indicators', { does: 'project.addIndicator', summary: 'Adds an indicator with its target', input: indicatorInput }, (ask) =>
    addIndicator(ask.house, ask.actor, idOf(ask), ask.input),
  ),
  deed('values', { does: 'project.noteValue', summary: 'Notes the value of an indicator on a day', input: valueInput }, (ask) =>
    noteValue(ask.house, ask.actor, idOf(ask), ask.input),
  ),
  deed('phases', { does: 'project.setPhases', summary: 'Sets the life-cycle phases and R-strategies', input: phasesInput }, (ask) =>
    setPhases(ask.house, ask.actor, idOf(ask), ask.input),
  ),
  door({
    method: 'GET',
    path: '/api/projects/:id/partners',
    access: 'signedIn',
    summary:
      'The table of a change of partners (change, leaving, joining, newLead, region, from): of each line what was awarded, accepted and reported, and what would be kept; with what stands against the choice',
    async handler(ask) {
      const { db } = ask.house;
      const project = await projectById(db, idOf(ask));
      if (!project?.call.delivery || !can.readAll(ask.actor, project).ok) throw notFound();
      const plan = (await planById(db, project.id, project.version))!;
      const chosen = chosenIn(Object.fromEntries(ask.url.searchParams));
      const { team, ...facts } = await partnersFor(ask.house, project, plan, chosen);
      const { joining, reported } = facts;
      return json({
        chosen,
        joining,
        leadMoney: facts.leadMoney,
        against: choiceReasons(project.call, plan, chosen, facts),
        rows: tableOf(project.call, plan, chosen, reported),
        workPackages: plan.workPackages.map(({ id, title, leader }) => ({ id, title, leader })),
        team,
      });
    },
  }),
  deed(
    'variations',
    { does: 'project.propose', summary: 'Proposes a variation, its fields as the page has them; a notice takes effect at once', input: variationInput },
    (ask) => proposeVariation(ask.house, ask.actor, idOf(ask), ask.input),
  ),
  deed(
    'variations/:number/answer',
    { access: { anyOf: ['office'] }, does: 'project.answer', summary: 'Approves or refuses a request, with the reason', input: answerInput },
    (ask) => answerVariation(ask.house, ask.actor, idOf(ask), numberOf(ask), ask.input),
  ),
  deed('variations/:number/withdrawal', { does: 'project.withdrawVariation', summary: 'Takes a request back' }, (ask) =>
    withdrawVariation(ask.house, ask.actor, idOf(ask), numberOf(ask)),
  ),
];
