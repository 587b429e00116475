import type { Actor } from '#src/core/actor.ts';
import { addDays, romeDate, romeInstant } from '#src/core/time.ts';
import { adoptDecree } from '#src/funding/awards/actions.ts';
import { appendAct, draftCall, publishCall } from '#src/funding/calls/actions.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { publishRanking } from '#src/funding/rankings/actions.ts';
import { admitTogether, confirmMany, decideMany, decideScreening } from '#src/funding/screening/actions.ts';
import { giveText, sendRepair } from '#src/funding/screening/actions/answers.ts';
import { openRepair } from '#src/funding/screening/actions/repairs.ts';
import { seedPeople } from '#src/partnership/identity/actions.ts';
import { personaOf, personas } from '#src/partnership/identity/personas.ts';
import { importOrganisations, seedRepresentatives } from '#src/partnership/organisations/actions.ts';
import { renderPdf } from '#src/plumbing/documents/pdf.ts';
import type { House } from '#src/plumbing/house.ts';
import type { Person } from '#src/plumbing/signatures/make.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../root.ts';
import { apply, type Applied } from './applying.ts';
import { contractsBegun } from './contracts.ts';
import { projectsPaid } from './paying.ts';
import { projectsReported } from './reporting.ts';
import { lateSteps, openAmong } from './lateProjects.ts';
import { documentsAsked, panelMet } from './deciding.ts';
import { exampleJudges, seedRegister, type Judges } from './experts.ts';
import { judge } from './judging.ts';
import { copyCall, enterprisesCall, openCall, planCall, researchCall, type CallPlan } from './plan.ts';
import { seedProfile } from './profile.ts';
import { inOrder, type Step } from './steps.ts';

/** The house at another instant: the example tells the story of calls that are over. */
export const at = (house: House, when: string): House => ({ ...house, clock: () => new Date(when) });

export const actorOf = (id: string, organisationIds: readonly string[] = []): Actor => {
  const p = personas.find((x) => x.id === id)!;
  return { id: p.personId, name: p.name, email: p.email, locale: 'it', grants: p.grants, organisationIds };
};

const readCall = (id: string): Call => JSON.parse(readFileSync(join(projectRoot, 'calls', id, 'call.json'), 'utf8')) as Call;

/** The person in whose name the synthetic applications are written; cannot sign in. */
const scribe = {
  personId: '00000000-0000-4000-8000-000000000100',
  name: 'Proponenti sintetici',
  email: 'proponenti@example.org',
  grants: [{ role: 'applicant' as const, scope: null }],
};

/** Who countersigns the hours that the scribe confirmed: never the same person. */
const countersigner = {
  personId: '00000000-0000-4000-8000-000000000101',
  name: 'Responsabili sintetici',
  email: 'responsabili@example.org',
  grants: [{ role: 'applicant' as const, scope: null }],
};

/** The second officer where a call asks for four eyes: proposes what the persona confirms, and confirms what the persona proposes. */
const colleague = {
  personId: '00000000-0000-4000-8000-000000000102',
  name: 'Seconda istruttrice sintetica',
  email: 'istruttoria@example.org',
  grants: [{ role: 'office' as const, scope: null }],
};
const colleagueActor: Actor = {
  id: colleague.personId,
  name: colleague.name,
  email: colleague.email,
  locale: 'it',
  grants: colleague.grants,
  organisationIds: [],
};

export type ExampleContext = {
  house: House;
  office: Actor;
  chair: Actor;
  scribe: Actor;
  organisationIds: ReadonlyMap<string, string>;
  judges: Judges;
  pdf: Uint8Array;
  /** Who signs for an organisation, where it is not just anyone. */
  representatives?: ReadonlyMap<string, Person>;
};

/**
 * The example partnership: two real calls told from publication to award with synthetic applicants, such that the engine itself arrives at the published
 * figures; a copy of one of them under evaluation; a third call open. Everything goes through the same actions that people use.
 */
export async function seedExample(house: House, say: (line: string) => void): Promise<void> {
  const plans = {
    enterprises: planCall(readCall('01-2024'), enterprisesCall),
    research: planCall(readCall('02-2024'), researchCall),
    copy: planCall(readCall('02-2024'), copyCall),
    open: planCall(readCall('03-2026'), openCall),
  };
  const organisationIds = await seedOrganisations(house, Object.values(plans));
  // One expert works for an applicant of the copy: the house finds it, and keeps that proposal from her.
  const employer = plans.copy.proposals[2]!.members[0]!.organisation;
  const judges = exampleJudges({ 'Carla Vitali': { organisationId: organisationIds.get(employer.key)!, organisationName: employer.legalName } });
  await seedPeople(house, [scribe, countersigner, colleague, ...judges.people]);
  await seedRegister(at(house, '2024-01-08T09:00:00.000Z'), judges);
  const pdf = renderPdf({
    locale: 'it',
    title: 'Documento dimostrativo',
    issuer: ['Esempio'],
    at: '2024-01-01T00:00:00.000Z',
    foot: 'Documento sintetico',
    exampleNote: 'Documento sintetico: nessun dato reale.',
    blocks: [{ kind: 'text', text: 'Questo documento sta al posto di un allegato della domanda.' }],
  });
  const context: ExampleContext = {
    house,
    representatives: await representativesOf(house, (plan, i, m = 0) => organisationIds.get(plan.proposals[i]!.members[m]!.organisation.key)!, plans),
    office: actorOf('office'),
    chair: actorOf('chair'),
    scribe: { ...actorOf('applicant-enterprise'), id: scribe.personId, name: scribe.name, email: scribe.email, organisationIds: [...organisationIds.values()] },
    organisationIds,
    judges,
    pdf,
  };

  say('Example: call 02/2024, research bodies…');
  const research = await awardedCall(context, readCall('02-2024'), plans.research, {
    submitFrom: '2024-02-05T09:00',
    screenAt: '2024-03-08T10:00',
    reviewAt: '2024-04-10T10:00',
    provisionalAt: '2024-05-06T10:00',
    finalAt: '2024-05-22T10:00',
    decreeAt: '2024-05-28T10:00',
    raiseDecreeAfterDays: 7,
  });
  say('Example: call 01/2024, enterprises…');
  const enterprises = await awardedCall(context, readCall('01-2024'), plans.enterprises, {
    submitFrom: '2024-02-12T09:00',
    screenAt: '2024-03-25T10:00',
    reviewAt: '2024-04-29T10:00',
    provisionalAt: '2024-06-03T10:00',
    finalAt: '2024-06-20T10:00',
    decreeAt: '2024-06-26T10:00',
    raiseDecreeAfterDays: 7,
  });
  say('Example: contracts, reports and payments…');
  const second: Actor = { ...context.scribe, id: countersigner.personId, name: countersigner.name, email: countersigner.email };
  const { inTime, late } = openAmong(enterprises);
  const groups = [
    inTimeSteps(context, second, research, inTime),
    ...late.map((group, i) =>
      lateSteps(
        context,
        second,
        group,
        late.slice(0, i).reduce((n, g) => n + g.projects.length, research.length + inTime.length),
      ),
    ),
  ];
  await inOrder(groups.flat());
  say('Example: a copy under evaluation and an open call…');
  await callUnderEvaluation(context, plans.copy);
  await openCallToTry(context, plans.open);
  const [first, last] = [research[0]!, research.findLast((a) => a.proposal.screening === 'admitted')!];
  const asker = (a: Applied): Actor => ({ ...context.scribe, organisationIds: [organisationIds.get(a.proposal.members[0]!.organisation.key)!] });
  await documentsAsked(context, {
    asking: { actor: asker(last), application: last.applicationId },
    other: { actor: asker(first), application: first.applicationId },
  });
  const lead = (plan: CallPlan, i: number) => organisationIds.get(plan.proposals[i]!.members[0]!.organisation.key)!;
  await seedProfile(house, actorOf('applicant-enterprise', [lead(plans.open, 0)]), plans.open.proposals[0]!.members[0]!.organisation.size, pdf);
}

/** Projects signed soon after their award: a year, two reports, and all paid. */
function inTimeSteps(context: ExampleContext, second: Actor, research: readonly Applied[], enterprises: readonly Applied[]): Step[] {
  const of = [...research, ...enterprises].map((a) => a.applicationId);
  const report = (number: 1 | 2) => projectsReported(context, second, number, { of, from: 0 });
  const pay = (on: string): Step => ({ on, run: () => projectsPaid(context, actorOf('payer'), on, { of }) });
  return [
    { on: '2024-07-01', run: () => contractsBegun(context, research, { preparedOn: '2024-07-01', startsOn: '2024-09-01', asks: true }) },
    { on: '2024-07-22', run: () => contractsBegun(context, enterprises, { preparedOn: '2024-07-22', startsOn: '2024-09-16', asks: true }) },
    { on: '2025-03-16', run: () => report(1) },
    pay('2025-06-16'),
    { on: '2025-09-16', run: () => report(2) },
    pay('2025-12-10'),
  ];
}

type Plans = Record<'enterprises' | 'research' | 'copy' | 'open', CallPlan>;

/** The two applicant personas represent a few of the leads, and both a member of a project that runs: what these hand in is signed in their name. */
async function representativesOf(house: House, member: (plan: CallPlan, i: number, m?: number) => string, plans: Plans): Promise<ReadonlyMap<string, Person>> {
  const [marta, davide] = [personaOf('applicant-enterprise')!, personaOf('applicant-research')!];
  const pairs = [
    { organisationId: member(plans.enterprises, 0), who: marta },
    { organisationId: member(plans.enterprises, 1), who: marta },
    { organisationId: member(plans.open, 0), who: marta },
    { organisationId: member(plans.research, 0), who: davide },
    { organisationId: member(plans.enterprises, 1, 2), who: davide },
    { organisationId: member(plans.copy, 0), who: davide },
  ];
  await seedRepresentatives(
    house,
    pairs.map(({ organisationId, who }) => ({ organisationId, personId: who.personId })),
  );
  return new Map(pairs.map(({ organisationId, who }) => [organisationId, { name: who.name, fiscalCode: who.fiscalCode ?? null }]));
}

async function seedOrganisations(house: House, plans: readonly CallPlan[]): Promise<ReadonlyMap<string, string>> {
  const all = new Map(plans.flatMap((p) => p.proposals.flatMap((x) => x.members.map((m) => [m.organisation.key, m.organisation] as const))));
  return importOrganisations(
    house,
    [...all.values()].map((o) => ({
      key: o.key,
      legalName: o.legalName,
      shortName: null,
      aliases: [],
      kind: o.kind,
      ownership: o.ownership,
      sizeClass: o.size,
      // A company has one number for both; of a body the register of the example knows the fiscal code alone.
      fiscalCode: o.vatNumber,
      vatNumber: o.kind === 'enterprise' ? o.vatNumber : null,
      ror: null,
      region: o.region as never,
      city: o.city,
      website: null,
      sources: {},
    })),
    { example: true },
  );
}

type Story = { submitFrom: string; screenAt: string; reviewAt: string; provisionalAt: string; finalAt: string; decreeAt: string; raiseDecreeAfterDays: number };

/** One call from publication to its last award, each step at its date. */
async function awardedCall(context: ExampleContext, call: Call, plan: CallPlan, story: Story): Promise<Applied[]> {
  const { house, office } = context;
  await draftCall(at(house, romeInstant(`${call.dates.publishedOn}T09:00`)), office, { ...call, acts: [] });
  await publishCall(at(house, romeInstant(`${call.dates.publishedOn}T10:00`)), office, call.id);
  let version = 1;
  const before = romeInstant(story.provisionalAt);
  for (const entry of call.acts.filter((a) => romeInstant(`${a.on}T10:00`) < before))
    version = await appendAct(at(house, romeInstant(`${entry.on}T10:00`)), office, call.id, version, entry);
  const applied = await apply(context, call, plan, romeInstant(story.submitFrom));
  await screen(context, call.id, applied, romeInstant(story.screenAt));
  await judge(context, call, applied, romeInstant(story.reviewAt), 1);
  await publishRanking(
    at(house, romeInstant(story.provisionalAt)),
    office,
    call.id,
    'provisional',
    'Decreto di approvazione della graduatoria provvisoria (esempio)',
  );
  await publishRanking(at(house, romeInstant(story.finalAt)), office, call.id, 'final', 'Decreto di approvazione della graduatoria definitiva (esempio)');
  await adoptDecree(at(house, romeInstant(story.decreeAt)), office, call.id);
  for (const entry of call.acts.filter((a) => romeInstant(`${a.on}T10:00`) >= before)) {
    version = await appendAct(at(house, romeInstant(`${entry.on}T10:00`)), office, call.id, version, entry);
    if (entry.kind !== 'budgetRaise') continue;
    await publishRanking(at(house, romeInstant(`${addDays(entry.on, 1)}T10:00`)), office, call.id, 'scrolled', `${entry.ref} (esempio)`);
    await adoptDecree(at(house, romeInstant(`${addDays(entry.on, story.raiseDecreeAfterDays)}T10:00`)), office, call.id);
  }
  return applied;
}

async function screen({ house, office }: ExampleContext, callId: string, applied: readonly Applied[], when: string): Promise<void> {
  const admitted = applied.filter((a) => a.proposal.screening === 'admitted').map((a) => a.applicationId);
  await admitTogether(at(house, when), office, callId, admitted);
  const excluded = applied.filter((a) => a.proposal.screening === 'excluded');
  await decideMany(
    at(house, when),
    office,
    callId,
    excluded.map((a) => ({
      applicationId: a.applicationId,
      outcome: 'excluded' as const,
      verified: [],
      reasons: [],
      written: 'La firma digitale sulla domanda non è del rappresentante legale: il difetto non è sanabile (esempio).',
      note: '',
    })),
  );
}

/** What the office proposed on all of them, confirmed by the second officer the day after. */
async function confirmed({ house }: ExampleContext, callId: string, applied: readonly Applied[], when: string): Promise<void> {
  await confirmMany(
    at(house, when),
    colleagueActor,
    callId,
    applied.map((a) => a.applicationId),
  );
}

/** A request to put right one declaration, answered within its term. */
async function repaired({ house, office, scribe }: ExampleContext, callId: string, applicationId: string, askedOn: string, answeredOn: string): Promise<void> {
  const item = 'declaration.application';
  const id = await openRepair(at(house, romeInstant(`${askedOn}T11:00`)), office, callId, applicationId, {
    days: 10,
    note: '',
    defects: { [item]: 'Nella domanda manca la dichiarazione di non essere in liquidazione o in procedura concorsuale (esempio).' },
  });
  const arrivedAt = romeInstant(`${answeredOn}T16:30`);
  const then = at(house, arrivedAt);
  const text = 'Si dichiara che l’ente non è in liquidazione né sottoposto a procedure concorsuali. Testo scritto per la dimostrazione.';
  await giveText(then, scribe, id, { item, text }, arrivedAt);
  await sendRepair(then, scribe, id, { incomplete: false, key: `esempio/${id}`, arrivedAt });
}

/** A copy of the research call whose reviews are half done, its dates counted back from today. It asks for two officers a decision. */
async function callUnderEvaluation(context: ExampleContext, plan: CallPlan): Promise<void> {
  const { house, office } = context;
  const today = romeDate(house.clock());
  const original = readCall('02-2024');
  const day = (n: number) => addDays(today, n);
  const source = { ref: 'Copia dimostrativa del Bando 02/2024', status: 'example' as const };
  const call: Call = {
    ...original,
    id: '02-2024-copia',
    officialCode: 'Bando 02/2024 (copia)',
    example: true,
    title: { it: `${original.title.it} (copia dimostrativa)`, en: `${original.title.en} (demonstration copy)` },
    dates: { publishedOn: day(-80), opensAt: `${day(-75)}T09:00`, closesAt: `${day(-40)}T12:00`, source },
    acts: [],
    screening: { repairDays: 10, fourEyes: true, admissionDays: 15, source },
    evaluation: {
      ...original.evaluation,
      reviewDays: 14,
      assignment: {
        rules: [
          { rule: 'bothGenders', source },
          { rule: 'outsideRegion', source },
        ],
        source,
      },
    },
    rules: original.rules.map((r) => (r.rule === 'duration' ? { rule: 'duration', id: r.id, source, maxMonths: r.maxMonths } : r)),
  };
  delete call.pressOrder;
  await draftCall(at(house, romeInstant(`${day(-80)}T09:00`)), office, call);
  await publishCall(at(house, romeInstant(`${day(-80)}T10:00`)), office, call.id);
  const applied = await apply(context, call, plan, romeInstant(`${day(-60)}T09:00`));
  await repaired(context, call.id, applied[0]!.applicationId, day(-36), day(-33));
  await screen(context, call.id, applied, romeInstant(`${day(-30)}T10:00`));
  await confirmed(context, call.id, applied.slice(1), romeInstant(`${day(-29)}T11:00`));
  await judge(context, call, applied, romeInstant(`${day(-20)}T10:00`), 0.5);
  // The first one, which was put right, was looked at by the second officer: the persona of the office may confirm what she proposes, or send it back.
  await decideScreening(at(house, romeInstant(`${day(-3)}T15:00`)), colleagueActor, call.id, applied[0]!.applicationId, {
    outcome: 'admitted',
    verified: ['all'],
    reasons: [],
    written: '',
    note: 'La dichiarazione integrata risponde alla richiesta; il resto è in ordine (esempio).',
  });
  const admitted = applied.slice(1).filter((a) => a.proposal.screening === 'admitted');
  await panelMet(
    context,
    call.id,
    admitted.map((a) => a.applicationId),
    romeInstant(`${day(-4)}T10:00`),
  );
}

/** The third call, open now: one application handed in, one being written. */
async function openCallToTry(context: ExampleContext, plan: CallPlan): Promise<void> {
  const { house, office } = context;
  const now = house.clock().toISOString();
  const today = romeDate(now);
  const file = readCall('03-2026');
  const inside = romeInstant(file.dates.opensAt) < now && now < romeInstant(file.dates.closesAt);
  const shifted = (): Call => ({
    ...file,
    dates: { ...file.dates, publishedOn: addDays(today, -40), opensAt: `${addDays(today, -30)}T09:00`, closesAt: `${addDays(today, 120)}T12:00` },
    aid: { ...file.aid, tables: file.aid.tables.map((table, i) => (i === 0 ? { ...table, from: addDays(today, -40) } : table)) },
  });
  const call = inside ? file : shifted();
  delete (call.dates as { questionsUntil?: string }).questionsUntil;
  await draftCall(at(house, romeInstant(`${call.dates.publishedOn}T09:00`)), office, call);
  await publishCall(at(house, romeInstant(`${call.dates.publishedOn}T10:00`)), office, call.id);
  await apply({ ...context }, call, { proposals: plan.proposals.slice(1) }, new Date(house.clock().getTime() - 2 * 86_400_000).toISOString());
  await apply({ ...context }, call, { proposals: plan.proposals.slice(0, 1) }, new Date(house.clock().getTime() - 86_400_000).toISOString(), 'draft');
}
