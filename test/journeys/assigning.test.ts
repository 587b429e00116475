import { declareConflicts } from '#src/funding/conflicts/actions/declare.ts';
import { addExperts } from '#src/funding/experts/actions/experts.ts';
import { admitTogether } from '#src/funding/screening/actions.ts';
import { seedPeople } from '#src/partnership/identity/actions.ts';
import { personas } from '#src/partnership/identity/personas.ts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { AFTER_DEADLINE, evaluationWorld, eventsOf } from '../factories/evaluation.ts';
import { startStage, type Stage, type Visitor } from './browser.ts';
import { asActor, moreExperts } from './partnership.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

// Three proposals, two experts each, a woman and a man: what stands in the way, two ways to share them out, a change by hand, and letters to the experts.

const at = '/calls/02-2024/assignment';
let stage: Stage;
let office: Visitor;
let clock = Date.parse(AFTER_DEADLINE);
/** What is done later is later. */
const later = () => stage.setClock(new Date((clock += 60_000)).toISOString());

/** Affinity is 20 for the Spoke and 10 for the sector: Chiara and Paolo know ALBA and BRINA, Silvia CEDRO, Bruno neither. */
const experts = [
  { ...personas.find((p) => p.id === 'expert')!, gender: 'f', spokes: [5], sectors: ['clothing'] },
  { ...personas.find((p) => p.id === 'expert-2')!, gender: 'm', spokes: [5], sectors: ['clothing'] },
  { ...personas.find((p) => p.id === 'expert-3')!, gender: 'f', spokes: [6], sectors: [] },
  { ...moreExperts[1]!, gender: 'm', spokes: [], sectors: [] },
] as const;
const ids: Record<string, string> = {};

beforeAll(async () => {
  stage = await startStage({ at: AFTER_DEADLINE });
  const { house } = stage;
  await seedPeople(house, [...personas, moreExperts[1]!]);
  const source = { ref: 'Regola di prova', status: 'example' as const };
  const world = await evaluationWorld(house, {
    change: (call) => ({
      ...call,
      evaluation: { ...call.evaluation, reviewsPerProposal: 2, maxLoad: 2, reviewDays: 14, assignment: { rules: [{ rule: 'bothGenders', source }], source } },
    }),
  });
  for (const [acronym, spoke] of [
    ['ALBA', 5],
    ['BRINA', 5],
    ['CEDRO', 6],
  ] as const)
    ids[acronym] = await world.submission(await world.organisation(`Ateneo ${acronym}`), `Ateneo ${acronym}`, { acronym, spoke });
  await admitTogether(house, world.office, world.callId, Object.values(ids));
  await addExperts(
    house,
    world.office,
    world.callId,
    experts.map(({ email, gender, spokes, sectors }) => ({
      email,
      maxLoad: 2,
      profile: { employerId: null, region: 'lombardy', gender, spokes: [...spokes], sectors: [...sectors], keywords: '' },
    })),
  );
  for (const expert of experts) {
    // Silvia has a conflict with ALBA.
    const answers = expert.name === 'Silvia Moretti' ? { [ids['ALBA']!]: { conflict: true, detail: 'Parente del responsabile scientifico' } } : {};
    await declareConflicts(house, asActor(expert), world.callId, { answers, noneElse: true, confidentiality: true });
  }
  office = await stage.signInAs('office');
});
afterAll(() => stage?.end());

const events = async (...kinds: string[]) => (await eventsOf(stage.house, ...kinds)).map((e) => e.kind);
/** Fixes or bars a pair through the form of the page. */
async function decide(kind: 'pinned' | 'barred', acronym: string, expert: string, reason: string, status = 200) {
  const form = office.page.locator('form[action$="/assignment/pairs"]');
  if (!(await form.isVisible())) await office.page.locator('#decisions summary').first().click();
  const { personId } = experts.find((e) => e.name === expert)!;
  await office.fill({ proposal: ids[acronym]!, expert: personId, kind, reason }, form);
  await office.press('Salva la decisione', { within: form, status });
}

async function propose(objective: 'fair' | 'total') {
  later();
  await office.visit(at);
  await office.fill({ objective }, office.page.locator('#propose'));
  await office.press('Proponi un’assegnazione', { within: office.page.locator('#propose') });
}

test('pairs are barred with a reason; one with a conflict cannot be fixed', async () => {
  await office.visit(at);
  await office.sees(
    '3 proposte ammesse',
    '4 esperti con dichiarazione',
    '6 valutazioni da assegnare',
    'entrambi i generi',
    'Nessuna coppia fissata o esclusa.',
  );
  await decide('barred', 'CEDRO', 'Bruno Neri', 'Perché no', 422);
  await office.sees('10 caratteri');
  await decide('barred', 'CEDRO', 'Bruno Neri', 'Ha scritto il parere legale sulla proposta.');
  await decide('barred', 'CEDRO', 'Paolo Gallo', 'Lo ha chiesto la commissione.');
  await decide('pinned', 'ALBA', 'Silvia Moretti', 'È la sola che conosce la materia.', 409);
  await office.sees('c’è un conflitto di interessi, l’ha già avuta, oppure la sua dichiarazione non la comprende. Scegliere un altro esperto.');
  await decide('barred', 'CEDRO', 'Paolo Gallo', 'Lo ha chiesto la commissione.', 409);
  await office.sees('Per questa coppia vale già una decisione: toglierla prima di prenderne un’altra.');
});

test('where none is possible, it is said what clashes and what would free it', async () => {
  await propose('fair');
  const { protocol } = await stage.house.db.selectFrom('submissions').select('protocol').where('application_id', '=', ids['CEDRO']!).executeTakeFirstOrThrow();
  await office.sees(
    'Nessuna assegnazione è possibile',
    `La proposta ${protocol}, con 2 esperti, non può rispettare da sola queste regole: entrambi i generi (uomini ≥ 1).`,
    'Basterebbe, per questa proposta: togliere una delle esclusioni decise a mano (E02, E04); oppure invitare un altro esperto (uomini).',
    'impossibile',
  );
  await office.picture('assignment-infeasible-it', { to: '#run' });
  const lift = (expert: string) => office.page.getByRole('button', { name: `CEDRO, ${expert}` });
  await office.pressTwice(lift('E04'));
  await Promise.all([office.page.waitForNavigation(), lift('E02').click()]);
  await office.sees('Nessuna coppia fissata o esclusa.');
});

test('two ways to share them out are proposed, once each, and compared', async () => {
  await propose('fair');
  await office.sees('6 valutazioni. Somma delle affinità 120; la proposta con la somma più bassa ha 30. È dimostrato');
  later();
  await office.fill({ objective: 'total' }, office.page.locator('#propose'));
  await office.pressTwice(office.page.locator('#propose').getByRole('button', { name: 'Proponi un’assegnazione' }));
  await office.sees('6 valutazioni. Somma delle affinità 140; la proposta con la somma più bassa ha 20. È dimostrato');
  expect(await events('assignment.proposed')).toHaveLength(3);
  await office.picture('assignment-runs-it', { to: '#runs' });
  await office.press('Confronta');
  await office.sees('Somma 120 140 +20', 'Minimo 30 20 −10', 'Proposte con altri esperti', 'Che cosa cambia passando dall’assegnazione 2 alla 3.');
  await office.picture('assignment-compare-it', { to: 'main h1' });
  await office.picture('assignment-compare-it-390', { width: 390, to: '#sums' });
});

test('a change by hand shows its cost before it is kept; what the call does not allow cannot be', async () => {
  await office.press('Assegnazione 3');
  await office.press(/^Cambia a mano\s*: ALBA$/);
  const choose = async (out: string, into: string) => {
    await office.fill({ out: experts.find((e) => e.name === out)!.personId, into: experts.find((e) => e.name === into)!.personId });
    await office.press('Mostra il costo');
  };
  await choose('Chiara Lombardi', 'Bruno Neri');
  await office.sees('Questo cambiamento non è ammesso', 'ha 0 esperti (donne): ne servono almeno 1.');
  expect(await office.page.locator('#keep').count()).toBe(0);
  await choose('Paolo Gallo', 'Bruno Neri');
  await office.sees(
    'Somma di ALBA 60 30 −30',
    'Somma di tutte 140 110 −30',
    'Proposta con meno 20 20 0',
    'Carico di E02 Paolo Gallo 2 1 −1',
    'Carico di E04 Bruno Neri 1 2 +1',
  );
  await office.picture('assignment-adjust-it', { to: 'main h1' });
  await office.press('Salva come nuova assegnazione', { status: 422 });
  await office.fill({ reason: 'Paolo Gallo è assente nella prima settimana.' });
  later();
  await office.press('Salva come nuova assegnazione');
  await office.sees('Assegnazione 4', 'Cambiata a mano da Giulia Ferraro a partire dalla n. 3. Motivo: Paolo Gallo è assente nella prima settimana.');
});

test('the chair reads it on a phone in English; released from two tabs, each expert has one letter and their reviews', async () => {
  const chair = await stage.signInAs('chair', { width: 390, locale: 'en' });
  await chair.visit(at);
  await chair.sees('Assignment 4', 'changed by hand from no. 3');
  await chair.page.locator('#run summary').first().click();
  await chair.sees('6 reviews are assigned.', 'Each expert has 14 days');
  await chair.picture('assignment-release-en-390', { width: 390, to: '#run' });
  later();
  await office.visit(at);
  await office.page.locator('#run summary').first().click();
  await chair.pressTwice(chair.page.getByRole('button', { name: 'Confirm and tell the experts' }));
  await chair.look();
  await chair.sees('Assignment confirmed on 13 March 2024');
  await office.press('Conferma e avvisa gli esperti');
  expect(await events('assignment.released', 'assignment.repeated')).toEqual(['assignment.released', 'assignment.repeated']);
  const letters = await stage.house.db.selectFrom('mail_messages').select('recipient').where('recipient', 'not like', 'anna.%').orderBy('recipient').execute();
  expect(letters.map((l) => l.recipient)).toEqual(experts.map((e) => e.email).sort());
  const assigned = await stage.house.db.selectFrom('review_assignments').select(['application_id', 'person_id']).execute();
  const pairs = assigned.map((a) => `${Object.keys(ids).find((k) => ids[k] === a.application_id)} ${experts.find((e) => e.personId === a.person_id)!.name}`);
  expect(pairs.sort()).toEqual([
    'ALBA Bruno Neri',
    'ALBA Chiara Lombardi',
    'BRINA Chiara Lombardi',
    'BRINA Paolo Gallo',
    'CEDRO Bruno Neri',
    'CEDRO Silvia Moretti',
  ]);
  const chiara = await stage.signInAs('expert');
  await chiara.visit('/reviews');
  await chiara.sees('ALBA', 'BRINA', '27 marzo 2024');
  await chiara.seesNot('CEDRO');
  // The auditor reads all of it and is offered nothing to do.
  const auditor = await stage.signInAs('auditor');
  await auditor.visit(at);
  await auditor.sees('Assegnazione 4', 'confermata', '0 valutazioni da assegnare');
  expect(await auditor.page.locator('main form[method=post]').count()).toBe(0);
  for (const path of ['', '/release', '/pairs']) expect((await auditor.post(`${at}${path}`, {})).status()).toBe(403);
});
