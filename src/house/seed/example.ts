import type { Actor } from '#src/core/actor.ts';
import { addDays, romeDate, romeInstant } from '#src/core/time.ts';
import { adoptDecree } from '#src/funding/awards/actions.ts';
import { appendAct, draftCall, publishCall } from '#src/funding/calls/actions.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { publishRanking } from '#src/funding/rankings/actions.ts';
import { admitTogether, decideMany } from '#src/funding/screening/actions.ts';
import { seedPeople } from '#src/partnership/identity/actions.ts';
import { personas } from '#src/partnership/identity/personas.ts';
import { importOrganisations, seedRepresentatives } from '#src/partnership/organisations/actions.ts';
import { renderPdf } from '#src/plumbing/documents/pdf.ts';
import type { House } from '#src/plumbing/house.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../root.ts';
import { apply, type Applied } from './applying.ts';
import { judge, type Judges } from './judging.ts';
import { copyCall, enterprisesCall, openCall, planCall, researchCall, type CallPlan } from './plan.ts';

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

export type ExampleContext = {
  house: House;
  office: Actor;
  chair: Actor;
  scribe: Actor;
  organisationIds: ReadonlyMap<string, string>;
  judges: Judges;
  pdf: Uint8Array;
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
  const judges = exampleJudges();
  await seedPeople(house, [scribe, ...judges.people]);
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
    office: actorOf('office'),
    chair: actorOf('chair'),
    scribe: { ...actorOf('applicant-enterprise'), id: scribe.personId, name: scribe.name, email: scribe.email, organisationIds: [...organisationIds.values()] },
    organisationIds,
    judges,
    pdf,
  };

  say('Example: call 02/2024, research bodies…');
  await awardedCall(context, readCall('02-2024'), plans.research, {
    submitFrom: '2024-02-05T09:00',
    screenAt: '2024-03-08T10:00',
    reviewAt: '2024-04-10T10:00',
    provisionalAt: '2024-05-06T10:00',
    finalAt: '2024-05-22T10:00',
    decreeAt: '2024-05-28T10:00',
    raiseDecreeAfterDays: 7,
  });
  say('Example: call 01/2024, enterprises…');
  await awardedCall(context, readCall('01-2024'), plans.enterprises, {
    submitFrom: '2024-02-12T09:00',
    screenAt: '2024-03-25T10:00',
    reviewAt: '2024-04-29T10:00',
    provisionalAt: '2024-06-03T10:00',
    finalAt: '2024-06-20T10:00',
    decreeAt: '2024-06-26T10:00',
    raiseDecreeAfterDays: 7,
  });
  say('Example: a copy under evaluation and an open call…');
  await callUnderEvaluation(context, plans.copy);
  await openCallToTry(context, plans.open);
  const lead = (plan: CallPlan, i: number) => organisationIds.get(plan.proposals[i]!.members[0]!.organisation.key)!;
  const marta = actorOf('applicant-enterprise').id;
  const davide = actorOf('applicant-research').id;
  await seedRepresentatives(house, [
    { organisationId: lead(plans.enterprises, 0), personId: marta },
    { organisationId: lead(plans.open, 0), personId: marta },
    { organisationId: lead(plans.research, 0), personId: davide },
    { organisationId: lead(plans.copy, 0), personId: davide },
  ]);
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
      fiscalCode: o.vatNumber,
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
async function awardedCall(context: ExampleContext, call: Call, plan: CallPlan, story: Story): Promise<void> {
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
      written: 'La domanda non è firmata digitalmente dal rappresentante legale: il difetto non è sanabile (esempio).',
      note: '',
    })),
  );
}

/** A copy of the research call whose reviews are half done, its dates counted back from today. */
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
    rules: original.rules.map((r) => (r.rule === 'duration' ? { rule: 'duration', id: r.id, source, maxMonths: r.maxMonths } : r)),
  };
  delete call.pressOrder;
  await draftCall(at(house, romeInstant(`${day(-80)}T09:00`)), office, call);
  await publishCall(at(house, romeInstant(`${day(-80)}T10:00`)), office, call.id);
  const applied = await apply(context, call, plan, romeInstant(`${day(-60)}T09:00`));
  await screen(context, call.id, applied, romeInstant(`${day(-30)}T10:00`));
  await judge(context, call, applied, romeInstant(`${day(-20)}T10:00`), 0.5);
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

/** Thirty synthetic experts, the three personas among them: two Spokes and one sector each. */
function exampleJudges(): Judges {
  const names = [
    'Alba Rota',
    'Bruno Neri',
    'Carla Vitali',
    'Dario Monti',
    'Emma Sala',
    'Fabio Greco',
    'Gaia Ferri',
    'Hugo Riva',
    'Irene Costa',
    'Jacopo Leone',
    'Katia Bruno',
    'Luca Serra',
    'Mara Fontana',
    'Nicola Longo',
    'Olga Marino',
    'Piero Gatti',
    'Quinta Testa',
    'Remo Villa',
    'Sara Conti',
    'Tullio Basile',
    'Ugo Pagano',
    'Vera Orlando',
    'Walter Rizzi',
    'Zoe Barone',
    'Anita Parisi',
    'Berto Caruso',
    'Cinzia Negri',
  ];
  const sectors = ['clothing', 'furniture', 'automation'] as const;
  const regions = ['lombardy', 'campania', 'tuscany', 'apulia', 'veneto', 'sicily', 'lazio', 'piedmont', 'emilia-romagna'] as const;
  const people = names.map((name, i) => ({
    personId: `00000000-0000-4000-8000-${String(200 + i).padStart(12, '0')}`,
    name,
    email: `${name.toLowerCase().replace(' ', '.')}@example.org`,
    grants: [{ role: 'expert' as const, scope: null }],
  }));
  const experts = [...personas.filter((p) => p.id.startsWith('expert')), ...people].map((p, i) => ({
    person: p,
    profile: {
      employerId: null,
      region: regions[i % regions.length]!,
      gender: i % 2 === 0 ? ('f' as const) : ('m' as const),
      spokes: [1 + (i % 8), 1 + ((i + 3) % 8)],
      sectors: [sectors[i % 3]!],
      keywords: 'materiali circolari, processi, progettazione',
    },
  }));
  return { people, experts };
}
