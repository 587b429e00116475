import type { Actor } from '#src/core/actor.ts';
import { romeInstant } from '#src/core/time.ts';
import { declareConflicts } from '#src/funding/conflicts/actions/declare.ts';
import { addExperts } from '#src/funding/experts/actions/experts.ts';
import { recordReviews, type RecordedReview } from '#src/funding/reviews/actions/reviews.ts';
import { placeStateWords } from '#src/funding/rankings/copy.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { verifyFile } from '#src/house/commands/rank.ts';
import type { Applied } from '#src/house/seed/applying.ts';
import { actorOf } from '#src/house/seed/example.ts';
import { seedPeople } from '#src/partnership/identity/actions.ts';
import { personaOf } from '#src/partnership/identity/personas.ts';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startStage, type Stage, type Visitor } from './browser.ts';
import {
  actOf,
  answersTo,
  asActor,
  bodies,
  fillStaff,
  firstVersion,
  moreExperts,
  othersApply,
  seedPartnership,
  uploadAll,
  type Partnership,
} from './partnership.ts';

let stage: Stage;
let partnership: Partnership;
let office: Visitor;
let davide: Visitor;
let chiara: Visitor;
let others: Applied[];
/** The application that is written in the browser. */
let written = '';
let protocol = '';

const call: Call = firstVersion('02-2024');
const on = (local: string) => stage.setClock(romeInstant(local));
const base = `/calls/${call.id}`;
const said = 'La proposta riduce gli scarti di lavorazione con un processo dimostrato in linea pilota e misurato prima e dopo. Testo sintetico.';

beforeAll(async () => {
  stage = await startStage({ at: romeInstant('2024-01-18T09:00'), seed: async (house) => (partnership = await seedPartnership(house)) });
});

afterAll(() => stage?.end());

test('the office drafts the call from its file, reads it and publishes it', async () => {
  office = await stage.signInAs('office');
  await office.visit('/calls');
  await office.sees('Nessun bando pubblicato, per ora');
  await office.press('Nuovo bando');
  await office.fill({ definition: JSON.stringify({ ...call, rules: [] }).slice(0, -1) });
  await office.press('Controlla e salva la bozza', { status: 422 });
  await office.fill({ definition: JSON.stringify(call, null, 2) });
  await office.press('Controlla e salva la bozza');
  expect(office.path).toBe(`${base}/acts`);
  await office.press('Anteprima della bozza');
  await office.sees('Bozza', 'Made in Italy Circolare e Sostenibile – Organismi di ricerca', '3.000.000');
  const stranger = await stage.visitor();
  await stranger.visit(base, 404);
  await office.visit(`${base}/acts`);
  await office.press('Pubblica il bando');
  expect(office.path).toBe(base);
  await stranger.visit(base);
  await stranger.sees('In arrivo', 'Bando 02/2024', '21 febbraio 2024');
});

test('anyone reads the call and its versions without script', async () => {
  const reader = await stage.visitor({ script: false });
  await reader.visit('/');
  await reader.visit('/calls');
  await reader.press('Made in Italy Circolare e Sostenibile – Organismi di ricerca');
  await reader.sees('18 gennaio 2024', '23 gennaio 2024', '21 febbraio 2024', '150.000', '500.000');
  await reader.press('Versioni del bando');
  await reader.sees('Prima pubblicazione', '3.000.000');
  await reader.press('Versione 1');
  await reader.sees('in vigore');
});

test('a research body starts an application and fills in every part', async () => {
  on('2024-02-05T10:00');
  davide = await stage.signInAs('applicant-research');
  await davide.visit(base);
  await davide.picture('call-it');
  await davide.press('Presenta una domanda');
  await davide.sees(bodies.university.legalName, 'Può presentare la domanda');
  await davide.press('Comincia la domanda');
  written = /\/applications\/([0-9a-f-]{36})/.exec(davide.path)![1]!;
  const sections = call.form.sections;
  for (const section of sections) {
    expect(davide.path.split('?')[0]).toBe(`/applications/${written}/sections/${section.id}`);
    await davide.fill(answersTo(section, { title: 'Fibre rigenerate da capi dismessi', acronym: 'RIFIBRA', text: said }));
    await davide.press('Salva e continua');
  }
  expect(davide.path.split('?')[0]).toBe(`/applications/${written}/project`);
  await davide.fill({ mainSpoke: '3', spokes: ['3', '6'], startsOn: '2024-09-16', durationMonths: '12' });
  await davide.press('Salva e continua');
  const lead = partnership.id('university');
  await fillStaff(davide, written, lead, 'campania');
  await davide.press('Vai ai costi');
  expect(davide.path.split('?')[0]).toBe(`/applications/${written}/budget`);
});

test('the budget says which rules are not met, then that they are', async () => {
  const lead = partnership.id('university');
  const cell = (category: string, type: string) => `cost.${lead}.${category}.${type}`;
  await davide.fill({ [cell('personnel', 'industrial')]: '60.000,00', [cell('consultancy', 'industrial')]: '70.000' });
  await davide.press('Salva e ricalcola');
  await davide.sees('2 punti da completare', 'Il costo ammissibile è di 139.000 €; il minimo è 150.000 €: mancano 11.000 €.', 'il massimo è il 30 %');
  await davide.visit(`/applications/${written}/submission`);
  await davide.sees(/Restano \d+ punti da completare/);
  await davide.visit(`/applications/${written}/budget`);
  await davide.fill({
    [cell('personnel', 'industrial')]: '260.000,00',
    [cell('personnel', 'fundamental')]: '40000',
    [cell('materials', 'industrial')]: '70.000',
    [cell('consultancy', 'industrial')]: '65.000,00',
  });
  await davide.press('Salva e ricalcola');
  await davide.sees('480.000 €');
  await davide.seesNot('mancano 11.000');
  await davide.picture('budget-it', { to: 'main .m-form' });
  await davide.visit(`/applications/${written}/documents`);
  expect(await uploadAll(davide, /^(Carica|Sostituisci)/)).toBe(5);
  await davide.visit(`/applications/${written}`);
  await davide.sees('La domanda è completa');
  await davide.picture('application-overview-it');
});

test('it is handed in once, with a receipt that proves its content', async () => {
  await davide.visit(`/applications/${written}/submission`);
  await davide.press('Presenta la domanda', { status: 422 });
  on('2024-02-12T11:30');
  await davide.fill({ declaration: true });
  await davide.press('Presenta la domanda');
  expect(davide.path).toBe(`/applications/${written}/receipt`);
  protocol = 'MICS-2024-000001';
  await davide.sees(protocol, '12 febbraio 2024 alle ore 11:30:00', '2024-02-12T10:30:00.000Z');
  await davide.picture('receipt-it', { to: 'main h1' });
  const shown = (await davide.page.locator('main').innerText()).replace(/\s+/g, '');
  const content = await davide.get(`/applications/${written}/snapshots/${protocol}`);
  const sha256 = createHash('sha256')
    .update(await content.body())
    .digest('hex');
  expect(shown).toContain(sha256);
  const receipt = await davide.get(`/applications/${written}/receipt?format=json`);
  expect(await receipt.json()).toMatchObject({ protocol, sha256, submittedAt: '2024-02-12T10:30:00.000Z', eligibleCents: 48_000_000, grantCents: 48_000_000 });
  await davide.visit(`/applications/${written}/dossier`);
  await davide.visit('/applications');
  await davide.sees(protocol, 'RIFIBRA');
});

test('the office admits one by one and together, and excludes with reasons', async () => {
  on('2024-02-19T10:00');
  others = await othersApply(
    stage.house,
    call,
    {
      funded: Array(5).fill({ enterprises: 0, research: 1 }),
      runnersUp: Array(2).fill({ enterprises: 0, research: 1 }),
      weak: [],
      excluded: [{ enterprises: 0, research: 1 }],
      totalCents: 210_000_000,
      enterprisesFrom: 0,
      researchFrom: 0,
      acronymFrom: 20,
    },
    romeInstant('2024-02-13T09:00'),
  );
  await office.visit(`${base}/screening`);
  await office.sees('Il bando è aperto fino al 21 febbraio 2024, ore 12:00');
  on('2024-03-01T10:00');
  await office.visit(`${base}/screening`);
  await office.picture('screening-it', { to: '#together' });
  await office.visit(`${base}/screening/${written}`);
  await office.sees(protocol, 'RIFIBRA');
  await office.press('Registra la decisione', { status: 422 });
  const everything = (await office.page.locator('[name=verified]').all()).map((box) => box.inputValue());
  await office.fill({ outcome: 'admitted', verified: await Promise.all(everything) });
  await office.press('Registra la decisione');
  await office.sees('Decisione in vigore: Ammessa', 'Giulia Ferraro');
  const refused = others.find((o) => o.proposal.screening === 'excluded')!;
  await office.visit(`${base}/screening/${refused.applicationId}`);
  await office.fill({ outcome: 'excluded' });
  await office.press('Registra la decisione', { status: 422 });
  await office.fill({ written: 'La domanda non è firmata digitalmente dal rappresentante legale: il difetto non è sanabile.' });
  await office.press('Registra la decisione');
  await office.sees('Decisione in vigore: Esclusa', 'non è firmata digitalmente');
  await office.visit(`${base}/screening`);
  await office.page.locator('details.m-confirm summary').click();
  await office.fill({ confirmed: true });
  await office.press('Ammetti le domande selezionate');
  await office.seesNot('Da verificare 7');
  expect(await office.page.locator('#queue tbody tr').count()).toBe(9);
});

test('experts join and declare; a declared conflict bars the pair', async () => {
  on('2024-03-11T10:00');
  await seedPeople(stage.house, moreExperts);
  await office.visit(`${base}/experts`);
  await office.fill({
    email: 'chiara.lombardi@example.org',
    maxLoad: '8',
    region: 'lombardy',
    gender: 'f',
    spokes: ['3', '5'],
    sectors: ['clothing'],
    keywords: 'fibre, riciclo',
  });
  await office.press('Aggiungi');
  await office.sees('Chiara Lombardi', '1 esperto');
  const rest = [personaOf('expert-2')!, personaOf('expert-3')!, ...moreExperts];
  await addExperts(
    stage.house,
    actorOf('office'),
    call.id,
    rest.map((p, i) => ({
      email: p.email,
      maxLoad: 8,
      profile: { employerId: null, region: 'veneto', gender: i % 2 ? 'f' : 'm', spokes: [1 + i, 8 - i], sectors: ['furniture'], keywords: '' },
    })),
  );
  chiara = await stage.signInAs('expert');
  await chiara.visit('/reviews');
  await chiara.visit(`${base}/conflicts`);
  const barred = others[0]!.applicationId;
  await chiara.fill({ [`conflict.${barred}`]: 'yes', noneElse: true });
  await chiara.press('Rendi la dichiarazione', { status: 422 });
  expect(await chiara.page.locator(`[name="conflict.${barred}"][value=yes]`).isChecked()).toBe(true);
  await chiara.fill({ [`detail.${barred}`]: 'Collaborazione in corso con il gruppo di ricerca', confidentiality: true });
  await chiara.press('Rendi la dichiarazione');
  await chiara.sees('dichiarazione resa');
  for (const p of rest) await declareConflicts(stage.house, asActor(p), call.id, { answers: {}, noneElse: true, confidentiality: true });
});

test('the solver proposes the best assignment and the office releases it', async () => {
  on('2024-03-18T10:00');
  await office.visit(`${base}/assignment`);
  await office.press('Proponi un’assegnazione');
  await office.sees('Assegnazione proposta il 18 marzo 2024, ore 10:00');
  await office.page.locator('#run details.m-confirm summary').click();
  await office.sees('Sono assegnate 24 valutazioni.');
  await office.press('Conferma e avvisa gli esperti');
  await office.sees('Assegnazione confermata il 18 marzo 2024, ore 10:00');
  const barred = await stage.house.db
    .selectFrom('review_assignments')
    .select('id')
    .where('application_id', '=', others[0]!.applicationId)
    .where('person_id', '=', personaOf('expert')!.personId)
    .execute();
  expect(barred).toEqual([]);
});

const sure = 'Il giudizio è motivato dal confronto con lo stato dell’arte, dalle misure proposte e dalla coerenza di tempi e costi.';

function reviewOf(quality: number, social = 1): Omit<RecordedReview, 'id'> {
  const { criteria } = call.evaluation;
  return {
    points: Object.fromEntries(criteria.map((c) => [c.id, Math.round((quality * c.max) / c.step) * c.step])),
    premiums: { social },
    motivations: Object.fromEntries(criteria.map((c) => [c.id, `${c.title.it}: ${sure}`])),
    summary: 'Giudizio sintetico.',
  };
}

const qualityOf = (application: string): number => (application === written ? 0.9 : others.find((o) => o.applicationId === application)!.proposal.quality);

test('an expert saves a draft, is told what is missing, and hands the review in', async () => {
  on('2024-03-25T10:00');
  await chiara.visit('/reviews');
  const assigned = await stage.house.db
    .selectFrom('review_assignments')
    .select(['id', 'application_id as application', 'person_id as person'])
    .where('run_id', 'is not', null)
    .orderBy('application_id')
    .orderBy('person_id')
    .execute();
  const mine = assigned.filter((a) => a.person === personaOf('expert')!.personId);
  const first = mine[0]!;
  await chiara.visit(`/reviews/${first.id}`);
  const review = reviewOf(qualityOf(first.application));
  const italian = (n: number | string) => String(n).replace('.', ',');
  const [opening, ...later] = call.evaluation.criteria;
  await chiara.fill({ [`points.${opening!.id}`]: '31', [`motivation.${opening!.id}`]: 'Troppo breve.' });
  await chiara.press('Salva la bozza');
  await chiara.press('Presenta la valutazione', { status: 422 });
  expect(await chiara.page.locator(`[name="motivation.${opening!.id}"]`).inputValue()).toBe('Troppo breve.');
  for (const c of [opening!, ...later])
    await chiara.fill({ [`points.${c.id}`]: italian(review.points[c.id]!), [`motivation.${c.id}`]: review.motivations![c.id]! });
  await chiara.fill({ 'points.premium/social': '1', summary: 'Proposta solida.' });
  await chiara.press('Salva la bozza');
  await chiara.press('Presenta la valutazione');
  await chiara.sees('Valutazione presentata il 25 marzo 2024, ore 10:00');
  const people: Actor[] = [personaOf('expert')!, personaOf('expert-2')!, personaOf('expert-3')!, ...moreExperts].map(asActor);
  const apart = assigned.find((a) => a.application === others[1]!.applicationId && a.id !== first.id)!.id;
  for (const person of people) {
    const left = assigned.filter((a) => a.person === person.id && a.id !== first.id);
    await recordReviews(
      stage.house,
      person,
      left.map(({ id, application }) => ({ id, ...reviewOf(id === apart ? 0.55 : qualityOf(application)) })),
    );
  }
});

test('the chair settles a divergence; until then no ranking can be published', async () => {
  on('2024-04-10T10:00');
  await office.visit(`${base}/ranking/preview`);
  await office.sees('Su una proposta gli esperti sono troppo distanti');
  const chair = await stage.signInAs('chair');
  await chair.visit(`${base}/panel`);
  await chair.picture('panel-it', { to: '#content > :nth-child(2)' });
  await chair.press(/^MICS-2024/, { within: chair.page.getByRole('row').filter({ hasText: others[1]!.proposal.acronym }) });
  await chair.sees('I totali distano');
  await chair.press('Registra', { status: 422 });
  const agreed = reviewOf(others[1]!.proposal.quality);
  await chair.fill(Object.fromEntries(call.evaluation.criteria.map((c) => [`points.${c.id}`, String(agreed.points[c.id]).replace('.', ',')])));
  await chair.fill({
    'points.premium/social': '1',
    report: 'La commissione ha riletto la proposta: il giudizio più basso non teneva conto delle misure in allegato. I punti sono concordati all’unanimità.',
  });
  await chair.press('Registra');
  await chair.sees('Punti concordati', 'Andrea Marchetti');
});

test('provisional ranking, too early for the final one, then final', async () => {
  on('2024-05-06T10:00');
  await office.visit(`${base}/ranking/preview`);
  await office.press('Pubblica la graduatoria provvisoria', { status: 422 });
  await office.fill({ ref: 'Decreto n. 31 del 6 maggio 2024' });
  await office.press('Pubblica la graduatoria provvisoria');
  await office.sees('Graduatoria provvisoria', 'Decreto n. 31 del 6 maggio 2024');
  await office.press('Prepara la graduatoria');
  await office.sees('La graduatoria provvisoria resta pubblicata 15 giorni', '21');
  const early = await office.post(`${base}/rankings`, { kind: 'final', ref: 'Decreto n. 32' });
  expect(early.status()).toBe(409);
  expect(await early.text()).toContain('La graduatoria provvisoria resta pubblicata 15 giorni');
  on('2024-05-21T10:00');
  await office.visit(`${base}/ranking/preview`);
  await office.fill({ ref: 'Decreto n. 40 del 21 maggio 2024' });
  await office.press('Rendi definitiva la graduatoria');
  await office.sees('Graduatoria definitiva');
});

/** How many places of the newest ranking have which outcome, as its CSV says. */
async function outcomes(visitor: Visitor): Promise<Record<string, number>> {
  const lines = (await (await visitor.get(`${base}/ranking?format=csv`)).text()).split('\r\n').filter((line) => line.includes('MICS-2024-'));
  const known = Object.values(placeStateWords).map((w) => w.it);
  return Object.fromEntries(
    known.map((k) => [k, lines.filter((line) => line.split(';').some((cell) => cell.replaceAll('"', '') === k)).length] as const).filter(([, n]) => n > 0),
  );
}

test('the decree is adopted as a tagged PDF; a raise scrolls the ranking and brings a second decree', async () => {
  on('2024-05-28T10:00');
  await office.visit(`${base}/awards`);
  await office.press('Adotta il decreto di concessione');
  await office.sees('Decreto n. 1/2024');
  const decree = await office.page.locator('a[href^="/decrees/"]').first().getAttribute('href');
  const pdf = Buffer.from(await (await office.get(decree!)).body());
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.toString('latin1')).toContain('/MarkInfo');
  await office.visit(`${base}/ranking`);
  expect(await outcomes(office)).toEqual({ 'Ammessa e finanziata': 7, 'Ammessa, non finanziabile per esaurimento fondi': 1, Esclusa: 1 });

  const raise = actOf('02-2024', 'budgetRaise');
  on(`${raise.on}T10:00`);
  await office.visit(`${base}/acts`);
  const form = office.page.locator('form:has([name=kind][value=budgetRaise])');
  await office.page.locator('details.m-confirm:has([name=kind][value=budgetRaise]) > summary').click();
  await office.fill({ ref: raise.ref, on: raise.on, amount: '2.520.000,00', pot: 'main' }, form);
  await office.press('Incrementa la dotazione', { within: form });
  await office.sees('5.520.000', raise.ref);
  on('2024-07-16T10:00');
  await office.visit(`${base}/ranking/preview`);
  await office.fill({ ref: 'Decreto di scorrimento n. 55' });
  await office.press('Pubblica lo scorrimento');
  await office.sees('Graduatoria con scorrimento');
  expect(await outcomes(office)).toEqual({ 'Ammessa e finanziata': 8, Esclusa: 1 });
  await office.visit(`${base}/awards`);
  await office.press('Adotta il decreto di concessione');
  await office.sees('Decreto n. 2/2024', 'Decreto n. 1/2024');
});

test('anyone reads the ranking, the reasons of a place and the awards', async () => {
  const reader = await stage.visitor();
  await reader.visit(`${base}/ranking`);
  await reader.press('RIFIBRA');
  await reader.sees('Perché questo esito', 'rientra nella dotazione');
  await reader.seesNot(bodies.university.key, sure);
  const last = others.find((o) => o.proposal.acronym !== 'RIFIBRA' && o.proposal.quality < 0.7 && o.proposal.screening === 'admitted')!;
  await reader.visit(`${base}/ranking/${last.applicationId}`);
  await reader.visit(`${base}/ranking?version=1`);
  await reader.visit(`${base}/awards`);
  await reader.sees(bodies.university.legalName, '480.000 €');
  await davide.visit(`${base}/ranking/${written}`);
  await davide.sees('Perché questo esito', 'Eccellenza');
});

test('the auditor reads everything and changes nothing', async () => {
  const auditor = await stage.signInAs('auditor');
  const read = [
    '/applications',
    `${base}/screening`,
    `${base}/screening/${written}`,
    `${base}/experts`,
    `${base}/assignment`,
    `${base}/panel`,
    `${base}/panel/${written}`,
    `${base}/ranking/preview`,
    `${base}/acts`,
    `/applications/${written}`,
    `/applications/${written}/receipt`,
    '/evidence',
  ];
  for (const path of read) await auditor.visit(path);
  const tried: [string, Record<string, string>][] = [
    [`${base}/acts`, { kind: 'rectification', seen: '2', ref: 'Atto', on: '2024-08-01', textIt: 'x', textEn: 'x' }],
    [`${base}/screening/${written}`, { outcome: 'excluded', written: 'Non dovrebbe essere possibile in nessun caso.' }],
    [`${base}/assignment`, { objective: 'fair' }],
    [`${base}/panel/${written}`, { report: 'x' }],
    [`${base}/rankings`, { kind: 'scrolled', ref: 'Atto' }],
    [`${base}/decrees`, {}],
    [`/applications/${written}/withdrawal`, {}],
    [`/applications/${written}/project`, { revision: '1' }],
  ];
  for (const [path, form] of tried) expect([403, 404], path).toContain((await auditor.post(path, form)).status());
  await davide.visit('/evidence', 403);
});

test('the bundle proves the ranking to anyone, offline', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mics-bundle-'));
  const path = join(folder, 'bundle.json');
  const bundle = await davide.get(`${base}/rankings/3/bundle`);
  writeFileSync(path, await bundle.body());
  const outcome = await verifyFile([path]);
  expect(outcome.words).toEqual(outcome.words!.map(() => expect.stringMatching(/^ok {4}/) as string));
  expect(outcome.exit).toBe(0);
  writeFileSync(path, (await bundle.text()).replace('"grantCents": 48000000', '"grantCents": 48000001'));
  expect((await verifyFile([path])).exit).toBe(1);
  rmSync(folder, { recursive: true });
  const stranger = await stage.visitor();
  expect((await stranger.get(`${base}/rankings/3/bundle`)).url()).toContain('/sign-in');
});

test.each([
  ['in the browser, which sends nothing', true],
  ['without script, by the server', false],
])('a stranger computes the ranking again %s', async (_how, script) => {
  const bundle = await (await davide.get(`${base}/rankings/3/bundle`)).text();
  const reader = await stage.visitor({ script });
  let sent = 0;
  reader.page.on('request', (r) => void (r.method() === 'POST' && sent++));
  const check = async (text: string) => {
    await reader.visit('/verify');
    await reader.fill({ file: { name: 'graduatoria.json', mimeType: 'application/json', buffer: Buffer.from(text) } });
    if (!script) return void (await reader.press('Verifica'));
    await reader.page.getByRole('button', { name: 'Verifica', exact: true }).click();
    await reader.page.locator('#result').waitFor();
    await reader.look();
  };
  await check(bundle);
  await reader.sees('Tutto corrisponde', 'Dagli stessi dati si ottiene la stessa graduatoria');
  await check(bundle.replace('"grantCents": 48000000', '"grantCents": 48000001'));
  await reader.sees('Non corrisponde', 'I dati di partenza sono stati modificati');
  expect(sent).toBe(script ? 0 : 2);
});
