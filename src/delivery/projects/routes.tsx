import type { Actor } from '#src/core/actor.ts';
import { hasRoleFor } from '#src/core/actor.ts';
import { notFound } from '#src/core/errors.ts';
import { addDays, romeDate } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import { programmeById, southWith } from '#src/partnership/programme/queries.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, page, seeOther } from '#src/plumbing/http/reply.ts';
import { csv, csvText, listRows } from '#src/plumbing/listing.ts';
import { mediaTypeOf } from '#src/plumbing/inspection.ts';
import { partnersFor } from './actions/partners.ts';
import { savePerson } from './actions/people.ts';
import { answerVariation, proposeVariation, withdrawVariation } from './actions/variations.ts';
import { addIndicator, addRisk, closeRisk, MAX_BYTES, noteValue, prove, setPhases } from './actions/work.ts';
import { projectCopy } from './copy.ts';
import { can } from './policy.ts';
import { budgetOf, peopleOf, projectById, womenAtWorkWithout, type ProjectFile } from './queries.ts';
import { hasOpenRequest, organisationsToJoin, variationByNumber, variationsOf } from './queries/variations.ts';
import { planById, versionsOf } from './queries/versions.ts';
import { dueOf, indicatorsOf, phasesOf, risksOf, watchFor, workPackagesOf } from './queries/work.ts';
import { differences } from './rules/differences.ts';
import { choiceReasons, chosenIn, tableOf } from './rules/partners.ts';
import { grantedIn, type Plan } from './rules/plan.ts';
import { projectList } from './routes/list.tsx';
import { answerInput, indicatorInput, personInput, phasesInput, proofInput, riskEndInput, riskInput, valueInput, variationInput } from './schema.ts';
import { variationKinds, type VariationKind } from './states.ts';
import { BudgetPage, budgetFile } from './views/budget.tsx';
import { ProjectPage } from './views/project.tsx';
import { TeamPage } from './views/team.tsx';
import { ProposalPage, VariationPage, VariationsPage } from './views/variations.tsx';
import { VersionsPage } from './views/versions.tsx';
import { WatchPage, watchSpec } from './views/watch.tsx';

const words = (ask: Ask<unknown>) => speak(projectCopy, ask.locale);
const person = (ask: Ask<unknown>): Actor => ask.actor!;
const idOf = (ask: Ask<unknown>): string => ask.params['id'] ?? '';
const said = (again: Again, name: string): string => (typeof again.values[name] === 'string' ? again.values[name] : '');

async function load(ask: Ask<unknown>, what: 'read' | 'readAll' = 'readAll'): Promise<ProjectFile> {
  const project = await projectById(ask.house.db, idOf(ask));
  if (!project || !can[what](ask.actor, project).ok) throw notFound();
  return project;
}

async function overview(ask: Ask<unknown>, again?: { slot: string; form: Again }) {
  const project = await load(ask, 'read');
  const { db } = ask.house;
  return page(
    `${project.acronym} · ${words(ask).projects}`,
    <ProjectPage
      project={project}
      packages={await workPackagesOf(db, project.id)}
      dues={await dueOf(db, project.id)}
      risks={await risksOf(db, project.id)}
      indicators={await indicatorsOf(db, project.id)}
      facets={await phasesOf(db, project.id)}
      all={can.readAll(ask.actor, project).ok}
      edit={can.edit(ask.actor, project)}
      prove={can.prove(ask.actor, project)}
      today={romeDate(ask.now)}
      maxBytes={MAX_BYTES}
      again={again}
    />,
    { script: true, wide: true, address: `/projects/${project.id}` },
  );
}

async function teamPage(ask: Ask<unknown>, again?: { slot: string; form: Again }) {
  const project = await load(ask);
  return page(
    `${words(ask).team} · ${project.acronym}`,
    <TeamPage
      project={project}
      people={await peopleOf(ask.house.db, project.id)}
      mayEdit={(organisation) => can.editPerson(ask.actor, project, organisation)}
      again={again}
    />,
    { script: true, wide: true, address: `/projects/${project.id}/team` },
  );
}

async function proposalPage(ask: Ask<unknown>, form?: Again) {
  const project = await load(ask);
  const asked = form ? said(form, 'kind') : ask.url.searchParams.get('kind');
  const kind = (variationKinds as readonly string[]).includes(asked ?? '') ? (asked as VariationKind) : 'budget';
  const { db } = ask.house;
  if (!can.propose(ask.actor, project, await hasOpenRequest(db, project.id)).ok || !project.call.delivery) throw notFound();
  const plan = (await planById(db, project.id, project.version))!;
  const partners = kind === 'partner' ? await partnersStep(ask, project, plan, form) : null;
  return page(
    `${words(ask).propose} · ${project.acronym}`,
    <ProposalPage project={project} kind={kind} plan={plan} call={project.call} partners={partners} {...(form && { form })} />,
    { script: true, address: `/projects/${project.id}/variations/new?kind=${kind}` },
  );
}

/** What a change of partners is proposed with: the first step as it was chosen and, once it holds, the table of the second. */
async function partnersStep(ask: Ask<unknown>, project: ProjectFile, plan: Plan, form?: Again) {
  const { db } = ask.house;
  const asked = form?.values ?? Object.fromEntries(ask.url.searchParams);
  const chosen = chosenIn(asked);
  const others = await organisationsToJoin(db);
  const { team, ...facts } = await partnersFor(ask.house, project, plan, chosen);
  const { joining, reported } = facts;
  const begun = 'change' in asked;
  const wrong = begun ? choiceReasons(project.call, plan, chosen, facts) : [];
  const table = begun && wrong.length === 0 ? { rows: tableOf(project.call, plan, chosen, reported), joining, team } : null;
  return { chosen, others, table, first: { values: { ...chosen }, reasons: form ? [] : wrong } };
}

async function variationPage(ask: Ask<unknown>, form?: Again) {
  const project = await load(ask);
  const { db } = ask.house;
  const variation = await variationByNumber(db, project.id, Number(ask.params['number']));
  if (!variation) throw notFound();
  const before = (await planById(db, project.id, variation.base))!;
  const office = hasRoleFor(ask.actor, 'office', project.callId);
  const asked = office && variation.state === 'requested';
  const leaving = asked ? (variation.change?.team ?? []).filter((p) => p.takenBy === null).map((p) => p.id) : [];
  const floor = leaving.length > 0 ? (await programmeById(db, project.call.programme)).about.womenFloor : undefined;
  return page(
    `${words(ask).variation(variation.number)} · ${project.acronym}`,
    <VariationPage
      project={project}
      variation={variation}
      found={differences(before, variation.plan)}
      answer={office ? can.answer(ask.actor, project, variation.state) : null}
      women={floor ? { ...(await womenAtWorkWithout(db, project.call.programme, leaving)), floor } : null}
      south={asked ? await southWith(db, project.call.programme, project.applicationId, grantedIn(variation.plan)) : null}
      withdraw={can.withdraw(ask.actor, project, variation.state)}
      form={form}
    />,
    { script: true, wide: true, address: `/projects/${project.id}/variations/${variation.number}` },
  );
}

const WATCH_DAYS = 30;

const posting = (anchor: string, slot: string | ((form: Again) => string), path: string) => ({
  again: (ask: Ask<unknown>, form: Again) => overview(ask, { slot: typeof slot === 'string' ? slot : slot(form), form }),
  back: (ask: Ask<unknown>) => seeOther(`/projects/${idOf(ask)}#${anchor}`),
  path: `/projects/:id/${path}`,
});
const evidence = posting('dues', (form) => `${said(form, 'of')}.${said(form, 'id')}`, 'evidence');
const risk = posting('risks', 'risk', 'risks');
const indicator = posting('indicators', 'indicator', 'indicators');
const value = posting('indicators', (form) => `value.${said(form, 'indicator')}`, 'values');
const facets = posting('phases', 'phases', 'phases');

export const projectDoors: Door[] = [
  projectList.page,
  door({
    method: 'GET',
    path: '/projects/watch',
    access: 'signedIn',
    async handler(ask) {
      const today = romeDate(ask.now);
      const lines = await watchFor(ask.house, person(ask), { today, until: addDays(today, WATCH_DAYS) });
      const spec = watchSpec([...new Set(lines.map((l) => l.spoke))].toSorted((a, b) => a - b));
      const listed = listRows(lines, spec, ask.url);
      if (listed.state.csv) return file(csv(spec, listed.rows, ask.locale), 'text/csv; charset=utf-8', 'ritardi-e-rischi.csv');
      return page(words(ask).watch, <WatchPage listed={listed} spec={spec} days={WATCH_DAYS} />, { wide: true });
    },
  }),
  door({ method: 'GET', path: '/projects/:id', access: 'signedIn', handler: (ask) => overview(ask) }),
  door({ method: 'GET', path: '/projects/:id/team', access: 'signedIn', handler: (ask) => teamPage(ask) }),
  door({
    method: 'POST',
    path: '/projects/:id/team',
    access: 'signedIn',
    does: 'project.savePerson',
    input: personInput,
    again: (ask, form) => teamPage(ask, { slot: said(form, 'person') || 'new', form }),
    async handler(ask) {
      await savePerson(ask.house, ask.actor, idOf(ask), ask.input);
      return seeOther(`/projects/${idOf(ask)}/team`);
    },
  }),
  door({
    method: 'GET',
    path: '/projects/:id/budget',
    access: 'signedIn',
    async handler(ask) {
      const project = await load(ask);
      const budget = await budgetOf(ask.house.db, project.id);
      if (ask.url.searchParams.get('format') === 'csv')
        return file(csvText(budgetFile(project, budget, ask.locale)), 'text/csv; charset=utf-8', `budget-${project.code}.csv`);
      return page(`${words(ask).budget} · ${project.acronym}`, <BudgetPage project={project} budget={budget} />, {
        wide: true,
      });
    },
  }),
  door({
    method: 'GET',
    path: '/projects/:id/versions',
    access: 'signedIn',
    async handler(ask) {
      const project = await load(ask);
      const { db } = ask.house;
      const [from, to] = ['from', 'to'].map((name) => Number(ask.url.searchParams.get(name) ?? '0')) as [number, number];
      const known = (n: number) => Number.isSafeInteger(n) && n >= 1 && n <= project.version;
      const [a, b] = known(from) && known(to) ? [await planById(db, project.id, from), await planById(db, project.id, to)] : [undefined, undefined];
      const compared = a && b ? { from, to, found: differences(a, b) } : null;
      return page(
        `${words(ask).versions} · ${project.acronym}`,
        <VersionsPage project={project} lines={await versionsOf(db, project.id)} compared={compared} />,
        { wide: true },
      );
    },
  }),
  door({
    method: 'GET',
    path: '/projects/:id/evidence/:of/:documentId',
    access: 'signedIn',
    async handler(ask) {
      const project = await load(ask, 'read');
      const found = (await dueOf(ask.house.db, project.id)).find((d) => d.of === ask.params['of'] && d.id === ask.params['documentId']);
      if (!found?.evidenceSha256) throw notFound();
      return file(await ask.house.files.get(found.evidenceSha256), mediaTypeOf(found.evidenceName!), found.evidenceName!);
    },
  }),
  door({
    method: 'POST',
    path: evidence.path,
    access: 'signedIn',
    does: 'project.prove',
    input: proofInput,
    again: evidence.again,
    async handler(ask) {
      const { file: f, ...entry } = ask.input;
      await prove(ask.house, ask.actor, idOf(ask), { ...entry, fileName: f.name, bytes: await f.bytes() });
      return evidence.back(ask);
    },
  }),
  door({
    method: 'POST',
    path: risk.path,
    access: 'signedIn',
    does: 'project.addRisk',
    input: riskInput,
    again: risk.again,
    async handler(ask) {
      await addRisk(ask.house, ask.actor, idOf(ask), ask.input);
      return risk.back(ask);
    },
  }),
  door({
    method: 'POST',
    path: '/projects/:id/risks/closing',
    access: 'signedIn',
    does: 'project.closeRisk',
    input: riskEndInput,
    async handler(ask) {
      await closeRisk(ask.house, ask.actor, idOf(ask), ask.input.risk);
      return risk.back(ask);
    },
  }),
  door({
    method: 'POST',
    path: indicator.path,
    access: 'signedIn',
    does: 'project.addIndicator',
    input: indicatorInput,
    again: indicator.again,
    async handler(ask) {
      await addIndicator(ask.house, ask.actor, idOf(ask), ask.input);
      return indicator.back(ask);
    },
  }),
  door({
    method: 'POST',
    path: value.path,
    access: 'signedIn',
    does: 'project.noteValue',
    input: valueInput,
    again: value.again,
    async handler(ask) {
      await noteValue(ask.house, ask.actor, idOf(ask), ask.input);
      return value.back(ask);
    },
  }),
  door({
    method: 'POST',
    path: facets.path,
    access: 'signedIn',
    does: 'project.setPhases',
    input: phasesInput,
    again: facets.again,
    async handler(ask) {
      await setPhases(ask.house, ask.actor, idOf(ask), ask.input);
      return facets.back(ask);
    },
  }),
  door({
    method: 'GET',
    path: '/projects/:id/variations',
    access: 'signedIn',
    async handler(ask) {
      const project = await load(ask);
      const { db } = ask.house;
      const propose = can.propose(ask.actor, project, await hasOpenRequest(db, project.id));
      return page(
        `${words(ask).variations} · ${project.acronym}`,
        <VariationsPage project={project} lines={await variationsOf(db, project.id)} propose={propose} />,
        { wide: true },
      );
    },
  }),
  door({ method: 'GET', path: '/projects/:id/variations/new', access: 'signedIn', handler: (ask) => proposalPage(ask) }),
  door({
    method: 'POST',
    path: '/projects/:id/variations',
    access: 'signedIn',
    does: 'project.propose',
    input: variationInput,
    again: proposalPage,
    async handler(ask) {
      const number = await proposeVariation(ask.house, ask.actor, idOf(ask), ask.input);
      return seeOther(`/projects/${idOf(ask)}/variations/${number}`);
    },
  }),
  door({ method: 'GET', path: '/projects/:id/variations/:number', access: 'signedIn', handler: (ask) => variationPage(ask) }),
  door({
    method: 'POST',
    path: '/projects/:id/variations/:number/answer',
    access: { anyOf: ['office'] },
    does: 'project.answer',
    input: answerInput,
    again: variationPage,
    async handler(ask) {
      await answerVariation(ask.house, ask.actor, idOf(ask), Number(ask.params['number']), ask.input);
      return seeOther(`/projects/${idOf(ask)}/variations/${ask.params['number']}`);
    },
  }),
  door({
    method: 'POST',
    path: '/projects/:id/variations/:number/withdrawal',
    access: 'signedIn',
    does: 'project.withdrawVariation',
    async handler(ask) {
      await withdrawVariation(ask.house, ask.actor, idOf(ask), Number(ask.params['number']));
      return seeOther(`/projects/${idOf(ask)}/variations/${ask.params['number']}`);
    },
  }),
];
