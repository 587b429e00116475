import { romeInstant } from '#src/core/time.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Applied } from '#src/house/seed/applying.ts';
import { actorOf } from '#src/house/seed/example.ts';
import { seedRegister } from '#src/house/seed/experts.ts';
import { judge } from '#src/house/seed/judging.ts';
import { seedPeople } from '#src/partnership/identity/actions.ts';
import { personaOf, personas } from '#src/partnership/identity/personas.ts';
import { seedRepresentatives } from '#src/partnership/organisations/actions.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startStage, type Given, type Stage, type Visitor } from './browser.ts';
import {
  actOf,
  answersTo,
  bodies,
  fillStaff,
  firstVersion,
  moreExperts,
  othersApply,
  published,
  seedPartnership,
  uploadAll,
  type Partnership,
} from './partnership.ts';

let stage: Stage;
let partnership: Partnership;
let office: Visitor;
let marta: Visitor;
let written = '';

const call: Call = firstVersion('01-2024');
const on = (local: string) => stage.setClock(romeInstant(local));
const base = `/calls/${call.id}`;
const said = 'Tingere a secco i filati rigenerati toglie acqua e coloranti dal processo; le misure si fanno prima e dopo. Testo sintetico.';
const { weaver, dyer, university } = bodies;

beforeAll(async () => {
  stage = await startStage({
    at: romeInstant('2024-02-12T10:00'),
    seed: async (house) => {
      partnership = await seedPartnership(house);
      await seedRepresentatives(house, [{ organisationId: partnership.id('dyer'), personId: personaOf('applicant-research')!.personId }]);
      await published(house, call, romeInstant('2024-01-18T10:00'));
    },
  });
});

afterAll(() => stage?.end());

/** One line of cost for each participant, which makes the shares plain. */
const costs = (amounts: Partial<Record<keyof typeof bodies, string>>): Record<string, Given> =>
  Object.fromEntries(Object.entries(amounts).map(([key, euros]) => [`cost.${partnership.id(key)}.materials.industrial`, euros]));

/** The partner's legal representative reads what it puts its name to, and confirms. */
async function confirmed(visitor: Visitor, key: 'dyer' | 'university') {
  await visitor.visit(`/applications/${written}/members/${partnership.id(key)}/confirmation`);
  await visitor.page.locator('main form:has([name=data]) input[type=checkbox]').evaluateAll((boxes) => boxes.forEach((b) => (b as HTMLInputElement).click()));
  await visitor.press('Conferma');
  await visitor.sees('Confermato da');
}

async function addPartner(words: string, name: string) {
  await marta.visit(`/applications/${written}/members`);
  await marta.fill({ q: words });
  await marta.press('Cerca', { within: marta.page.locator('main [role=search]') });
  await marta.press(`Aggiungi ${name}`);
  await marta.sees(name);
}

test('an enterprise starts on a phone and reads which rules its association breaks', async () => {
  marta = await stage.signInAs('applicant-enterprise', { width: 390 });
  await marta.visit(base);
  await marta.sees('Aperto', '21 febbraio 2024, ore 12:00');
  await marta.press('Presenta una domanda');
  await marta.press('Comincia la domanda');
  written = /\/applications\/([0-9a-f-]{36})/.exec(marta.path)![1]!;
  for (const section of call.form.sections) {
    await marta.fill(answersTo(section, { title: 'Tintura a secco di filati rigenerati', acronym: 'SECCO', text: said }));
    await marta.press('Salva e continua');
  }
  await marta.fill({ mainSpoke: '4', spokes: ['4'], sector: 'clothing', startsOn: '2024-10-01', durationMonths: '12', wideDissemination: true });
  await marta.press('Salva e continua');
  await addPartner('Valdorba', university.legalName);
  await fillStaff(marta, written, partnership.id('weaver'), 'apulia');
  await fillStaff(marta, written, partnership.id('university'), 'campania');
  await marta.press('Vai ai costi');
  await marta.fill(costs({ weaver: '316.000', university: '84.000,00' }));
  await marta.press('Salva e ricalcola');
  await marta.sees(
    'In questa parte resta ancora qualcosa da completare (2)',
    `${weaver.legalName} ha il 79 % dei costi ammissibili; il massimo è il 70 %: occorre spostare almeno 36.000 € su altri partner.`,
    'Gli organismi di ricerca, insieme, hanno il 21 % dei costi ammissibili; il massimo è il 20 %: occorre spostare almeno 4.000 € sugli altri partner.',
  );
});

test('a second enterprise mends it: 45, 40 and 15 per cent', async () => {
  await addPartner('tintoria', dyer.legalName);
  await fillStaff(marta, written, partnership.id('dyer'), 'lombardy');
  await marta.press('Vai ai costi');
  await marta.fill(costs({ weaver: '180.000', dyer: '160000', university: '60.000,00' }));
  await marta.press('Salva e ricalcola');
  await marta.sees('Questa parte è completa.', '400.000 €');
  await marta.visit(`/applications/${written}/documents`);
  expect(await uploadAll(marta, /^(Carica|Sostituisci)/)).toBe(9);
  await marta.visit(`/applications/${written}`);
  await marta.sees('Il rappresentante legale di', 'non ha ancora confermato');
  const davide = await stage.signInAs('applicant-research', { width: 390 });
  // What is a partner's own is signed by its own representative.
  await davide.visit(`/applications/${written}/documents`);
  expect(await uploadAll(davide, /^(Carica|Sostituisci)/)).toBe(3);
  await confirmed(davide, 'dyer');
  await confirmed(davide, 'university');
  await marta.visit(`/applications/${written}`);
  await marta.sees('La domanda è completa');
});

test('the deadline is extended by an act before it runs out', async () => {
  const extension = actOf('01-2024', 'deadlineExtension');
  on(`${extension.on}T10:00`);
  office = await stage.signInAs('office');
  await office.visit(`${base}/acts`);
  const form = office.page.locator('form:has([name=kind][value=deadlineExtension])');
  await office.page.locator('details.m-confirm:has([name=kind][value=deadlineExtension]) > summary').click();
  await office.fill({ ref: extension.ref, on: extension.on, to: '2024-02-21T11:00' }, form);
  await office.press('Proroga la scadenza', { within: form, status: 422 });
  expect(await form.locator('[name=ref]').inputValue()).toBe(extension.ref);
  await office.fill({ to: extension.to }, form);
  await office.press('Proroga la scadenza', { within: form });
  await office.sees(extension.ref, '11 marzo 2024');
  on('2024-02-22T10:00');
  await marta.visit(base);
  await marta.sees('Aperto', '11 marzo 2024', '21 febbraio 2024');
  await office.visit(`${base}/acts`);
});

test('it is handed in on the last day, changed, and handed in again', async () => {
  on('2024-03-11T11:40');
  await marta.visit(`/applications/${written}/submission`);
  await marta.fill({ declaration: true });
  await marta.press('Presenta la domanda');
  await marta.sees('MICS-2024-000001', '11 marzo 2024 alle ore 11:40:00');
  await marta.visit(`/applications/${written}/budget`);
  await marta.fill(costs({ weaver: '181.000' }));
  await marta.press('Salva e ricalcola');
  await marta.visit(`/applications/${written}`);
  await marta.sees('Modifiche non ancora presentate');
  on('2024-03-11T12:00');
  await marta.visit(`/applications/${written}/submission`);
  await marta.fill({ declaration: true });
  await marta.press('Presenta di nuovo');
  await marta.sees(
    'MICS-2024-000002',
    '11 marzo 2024 alle ore 12:00:00',
    'Tutte le presentazioni di questa domanda',
    'MICS-2024-000001',
    'No, sostituita l’11 marzo 2024',
  );
});

let others: Applied[];

test('from the check of admission to the final ranking', async () => {
  stage.setClock(romeInstant('2024-03-11T11:30'));
  others = await othersApply(
    stage.house,
    call,
    {
      funded: [
        { enterprises: 2, research: 1 },
        { enterprises: 1, research: 0 },
      ],
      runnersUp: [],
      weak: [{ enterprises: 2, research: 0 }],
      excluded: [],
      totalCents: 60_000_000,
      enterprisesFrom: 0,
      researchFrom: 0,
      acronymFrom: 40,
    },
    romeInstant('2024-03-01T09:00'),
  );
  on('2024-03-20T10:00');
  await office.visit(`${base}/screening`);
  await office.page.locator('details.m-confirm summary').click();
  await office.press('Ammetti le domande selezionate', { status: 422 });
  await office.fill({ confirmed: true });
  await office.press('Ammetti le domande selezionate');
  await seedPeople(stage.house, moreExperts);
  const people = [...personas.filter((p) => p.id.startsWith('expert')), ...moreExperts];
  const judges = {
    people,
    experts: people.map((person, i) => ({
      person,
      profile: { employerId: null, region: 'lazio' as const, gender: 'f' as const, spokes: [1 + i, 4], sectors: ['clothing'], keywords: '' },
      publications: [],
    })),
  };
  const own = { applicationId: written, proposal: { ...others[0]!.proposal, quality: 0.92, social: 0 } };
  await seedRegister(stage.house, judges);
  await judge(
    { house: stage.house, office: actorOf('office'), judges } as unknown as Parameters<typeof judge>[0],
    call,
    [own, ...others],
    romeInstant('2024-04-02T10:00'),
    1,
  );
  on('2024-05-06T10:00');
  await office.visit(`${base}/panel`);
  await office.visit(`${base}/ranking/preview`);
  await office.fill({ ref: 'Decreto n. 30 del 6 maggio 2024' });
  await office.press('Pubblica la graduatoria provvisoria');
  await office.sees('SECCO', 'Non idonea');
  await office.visit(`${base}/awards`);
  await office.page.locator('details.m-confirm summary').click();
  await office.sees(/provvisoria/);
  on('2024-05-22T10:00');
  await office.visit(`${base}/ranking/preview`);
  await office.fill({ ref: 'Decreto n. 41 del 22 maggio 2024' });
  await office.press('Rendi definitiva la graduatoria');
});

test('the award names each member with its share', async () => {
  on('2024-05-30T10:00');
  await office.visit(`${base}/awards`);
  await office.press('Adotta il decreto di concessione');
  const reader = await stage.visitor({ width: 390 });
  await reader.visit(`${base}/awards`);
  await reader.sees(weaver.legalName, dyer.legalName, university.legalName);
  const rows = (await (await reader.get(`${base}/awards?format=csv`)).text()).split('\r\n').filter((line) => line.includes('SECCO'));
  const amounts = rows.map((line) => line.split(';').slice(-2).map(Number));
  expect(amounts.map(([eligible]) => eligible!).toSorted((a, b) => a - b)).toEqual([60_000, 160_000, 181_000]);
  await reader.visit(`${base}/ranking/${others.at(-1)!.applicationId}`);
  await reader.sees('Non idonea', 'sotto la soglia');
  await reader.visit(`${base}/ranking`);
  await marta.visit('/desk');
  await marta.visit(`/applications/${written}`);
});
