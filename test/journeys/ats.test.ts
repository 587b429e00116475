import type { Call } from '#src/funding/calls/schema.ts';
import { readCall } from '../factories/proposal.ts';
import { queueReceipts } from '#src/funding/applications/actions/submit/receipts.ts';
import { saveDraft } from '#src/funding/applications/actions/draft.ts';
import { applicationById } from '#src/funding/applications/queries/application.ts';
import { openBranches } from '#src/funding/applications/queries/edits.ts';
import { actorOf } from '#src/house/seed/example.ts';
import { vatNumber } from '#src/house/seed/names.ts';
import { liveOf } from '#src/plumbing/live.ts';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { EXAMPLE_AT, exampleHouse } from '../example.ts';
import { fullDraft } from '../factories/applications.ts';
import { startStage, type Stage, type Visitor } from './browser.ts';
import { bodies, fillStaff, seedBodies, uploadAll, type Partnership } from './partnership.ts';

// A temporary association of three: two enterprises and a university. One of them writes on a phone; one comes by a letter and has no account yet.

let stage: Stage;
let partnership: Partnership;
let marta: Visitor;
let davide: Visitor;
let lia: Visitor;
let id: string;
let dyeworks: string;

const dyer = { name: 'Tintoria del Lago S.r.l. (esempio)', person: 'Lia Fonti', email: 'lia.fonti@example.org', password: 'una tinta lenta e sicura' };
const call: Call = readCall('03-2026');
const eventually = (read: () => Promise<unknown>, value: unknown) =>
  vi.waitFor(async () => expect(await read()).toEqual(value), { timeout: 10_000, interval: 80 });

beforeAll(async () => {
  stage = await startStage({ at: EXAMPLE_AT, open: exampleHouse, seed: async (house) => (partnership = await seedBodies(house)) });
  marta = await stage.signInAs('applicant-enterprise');
  davide = await stage.signInAs('applicant-research', { width: 390 });
  lia = await stage.visitor();
});

afterAll(async () => {
  await liveOf(stage.house).close();
  await stage?.end();
});

/** The link in the newest letter to this address, as its reader clicks on it. */
async function linkFor(email: string, part: string): Promise<string> {
  const { body } = await stage.house.db
    .selectFrom('mail_messages')
    .select('body')
    .where('recipient', '=', email)
    .where('body', 'like', `%${part}%`)
    .orderBy('queued_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  const link = new RegExp(`${stage.origin}(\\S*${part}\\S*)`).exec(body);
  return link![1]!;
}

async function invite(email: string, message: string) {
  await marta.visit(`/applications/${id}/members`);
  await marta.fill({ kind: 'partner', email, message }, marta.page.locator('main form:has([name=email])'));
  await marta.press('Manda l’invito');
  await marta.sees(email, 'Invitato');
}

test('the lead starts, and invites two partners by letter', async () => {
  await marta.visit(`/calls/${call.id}`);
  await marta.press('Presenta una domanda');
  await marta.fill({ organisationId: partnership.id('weaver') });
  await marta.press('Comincia la domanda');
  id = /\/applications\/([0-9a-f-]{36})/.exec(marta.path)![1]!;
  await saveDraft(stage.house, actorOf('applicant-enterprise', [partnership.id('weaver')]), id, {
    ...fullDraft(call, partnership.id('weaver'), (await applicationById(stage.house.db, id))!.revision),
    startsOn: '2027-06-01',
  });
  await invite('davide.esposito@example.org', 'Cercavamo un ateneo per le misure.');
  await invite(dyer.email, 'La tintura è vostra.');
  await marta.picture('consortium', { to: '#invitations' });
});

test('one accepts on a phone', async () => {
  await davide.visit(await linkFor('davide.esposito@example.org', '/invitations/'));
  await davide.sees('Marta Colombo', 'Cercavamo un ateneo per le misure.');
  await davide.picture('invitation');
  await davide.picture('invitation-phone', { width: 390 });
  await davide.fill({ organisationId: partnership.id('university') });
  await davide.press('Accetta l’invito');
  await davide.picture('own-part-phone', { width: 390 });
  await davide.visit(`/applications/${id}/members`);
  await davide.picture('consortium-phone', { width: 390, to: 'main table' });
  await davide.sees(bodies.university.legalName, bodies.weaver.legalName);
});

test('the other makes an account and an organisation first, and comes back to the letter by itself', async () => {
  const letter = await linkFor(dyer.email, '/invitations/');
  await lia.visit(letter);
  await lia.seesNot('Tintura');
  await lia.press('Registrati');
  await lia.fill({ name: dyer.person, email: dyer.email, password: dyer.password });
  await lia.press('Crea un profilo');
  await lia.visit(await linkFor(dyer.email, '/sign-up/verification'));
  await lia.press('Conferma l’indirizzo');
  await lia.fill({ email: dyer.email, password: dyer.password });
  await lia.press('Accedi', { within: lia.page.locator('main') });
  expect(lia.path).toBe(letter);
  await lia.picture('invitation-no-organisation');
  await lia.press('Registra un’organizzazione');
  await lia.picture('register-organisation');
  await lia.fill({
    legalName: dyer.name,
    kind: 'enterprise',
    ownership: 'private',
    sizeClass: 'medium',
    fiscalCode: vatNumber(97_000),
    city: 'Como',
    region: 'lombardy',
  });
  await lia.press('Registra');
  expect(lia.path).toBe(letter);
  await lia.press('Accetta l’invito');
  dyeworks = (await stage.house.db.selectFrom('organisations').select('id').where('legal_name', '=', dyer.name).executeTakeFirstOrThrow()).id;
  await lia.visit(letter);
  await lia.sees('Vai alla domanda');
  // Her signature is known by her fiscal code.
  await lia.visit('/account');
  await lia.fill({ fiscalCode: 'FNTLIA85D52C933O' });
  await lia.press('Salva', { within: lia.page.locator('form:has([name=fiscalCode])') });
});

test('three write one section at once, and no word is lost', async () => {
  const section = `/applications/${id}/sections/identity`;
  const abstract = (v: Visitor) => v.page.locator('[name=abstract]');
  const stored = async () => (await applicationById(stage.house.db, id))!.proposal.answers['identity']?.['abstract'];
  await marta.visit(section);
  await abstract(marta).fill('Si raccolgono gli scarti.\nSi filano di nuovo.\nSi misura tutto.');
  await abstract(marta).blur();
  await eventually(stored, 'Si raccolgono gli scarti.\nSi filano di nuovo.\nSi misura tutto.');
  await Promise.all([davide.visit(section), lia.visit(section)]);
  await Promise.all([
    abstract(marta).fill('Si raccolgono gli scarti delle tessiture.\nSi filano di nuovo.\nSi misura tutto.'),
    abstract(davide).fill('Si raccolgono gli scarti.\nSi filano di nuovo.\nSi misura tutto, prima e dopo.'),
    abstract(lia).fill('Si raccolgono gli scarti.\nSi filano e si tingono di nuovo.\nSi misura tutto.'),
  ]);
  for (const v of [marta, davide, lia]) await abstract(v).blur();
  const whole = 'Si raccolgono gli scarti delle tessiture.\nSi filano e si tingono di nuovo.\nSi misura tutto, prima e dopo.';
  await eventually(stored, whole);
  for (const v of [marta, davide, lia]) await eventually(() => abstract(v).inputValue(), whole);
  expect(await openBranches(stage.house.db, id)).toEqual([]);
});

test('two change the same words: both texts stay, and one of them decides', async () => {
  const title = (v: Visitor) => v.page.locator('[name=title]');
  const stored = async () => (await applicationById(stage.house.db, id))!.proposal.answers['identity']?.['title'];
  await title(marta).focus();
  await title(davide).focus();
  await title(marta).fill('Fibre nuove dagli scarti');
  await title(davide).fill('Fibre buone dagli scarti');
  await title(davide).blur();
  await eventually(stored, 'Fibre buone dagli scarti');
  await title(marta).blur();
  const panel = marta.page.locator('[data-answer=title] .m-conflict');
  await panel.waitFor();
  await marta.picture('ats-conflict', { to: '[data-answer=title]' });
  await marta.look();
  // Until it is decided the application cannot be handed in, and says where.
  await title(marta).fill('Fibre nuove e buone dagli scarti');
  await panel.getByRole('button', { name: 'Salva il testo scritto nel campo' }).click();
  await eventually(stored, 'Fibre nuove e buone dagli scarti');
  expect(await openBranches(stage.house.db, id)).toEqual([]);
});

test('each gives its own staff and costs; shares that break a rule are told with their figures', async () => {
  await fillStaff(davide, id, partnership.id('university'), 'campania');
  await fillStaff(lia, id, dyeworks, 'lombardy');
  const cost = (organisation: string, euros: string) => ({ [`cost.${organisation}.materials.industrial`]: euros });
  const budget = async (v: Visitor, organisation: string, euros: string) => {
    await v.visit(`/applications/${id}/budget`);
    await v.fill(cost(organisation, euros));
    await v.press('Salva e ricalcola');
  };
  await budget(davide, partnership.id('university'), '120.000');
  await davide.sees('Gli organismi di ricerca, insieme, hanno il');
  await davide.picture('shares-broken-phone', { width: 390 });
  await budget(davide, partnership.id('university'), '60.000');
  await budget(lia, dyeworks, '100.000');
  await lia.sees('Questa parte è completa.');
  await marta.visit(`/applications/${id}/members`);
  await marta.picture('shares', { to: 'main table' });
});

test('each legal representative confirms and signs; what is missing leads to its place', async () => {
  await marta.visit(`/applications/${id}`);
  await marta.sees('non ha ancora confermato');
  for (const [visitor, organisation] of [
    [davide, partnership.id('university')],
    [lia, dyeworks],
  ] as const) {
    await visitor.visit(`/applications/${id}/members/${organisation}/confirmation`);
    await visitor.picture('confirmation');
    await visitor.picture('confirmation-phone', { width: 390, to: '#confirm' });
    await visitor.page.locator('main form:has([name=data]) input[type=checkbox]').evaluateAll((boxes) => boxes.forEach((b) => (b as HTMLInputElement).click()));
    await visitor.press('Conferma');
    await visitor.sees('Confermato da');
  }
  // Only enterprises declare their size: the university has nothing to sign.
  for (const visitor of [marta, lia]) {
    await visitor.visit(`/applications/${id}/documents`);
    expect(await uploadAll(visitor, /^(Carica|Sostituisci)/)).toBeGreaterThan(0);
  }
  await marta.picture('documents-signed');
  await marta.visit(`/applications/${id}/sections/team`);
  await marta.fill({ principalInvestigator: '' });
  await marta.press('Salva e resta qui');
  await marta.visit(`/applications/${id}`);
  const missing = marta.page.locator('main a[href*="#principalInvestigator"], main a[href$="principalInvestigator"]').first();
  await marta.picture('completeness');
  await missing.click();
  expect(marta.path).toContain('/sections/team');
  await marta.fill({ principalInvestigator: 'Ada Riva' });
  await marta.press('Salva e resta qui');
  await marta.visit(`/applications/${id}`);
  await marta.sees('La domanda è completa');
});

test('the lead hands in once; all three have the receipt, and anyone can check it without the system', async () => {
  await marta.visit(`/applications/${id}/submission`);
  await marta.fill({ declaration: true });
  await marta.press('Presenta la domanda');
  const protocol = /MICS-2026-\d{6}/.exec(await marta.page.locator('main').innerText())![0];
  for (const v of [davide, lia]) {
    await v.visit(`/applications/${id}`);
    await v.sees(protocol);
    await v.picture('ats-submitted');
    await v.picture('ats-submitted-phone', { width: 390 });
  }
  // The receipt goes by mail to the people of each participant, once.
  for (let again = 0; again < 2; again++) await queueReceipts(stage.house, [protocol]);
  const told = await stage.house.db
    .selectFrom('mail_messages')
    .select('recipient')
    .where('subject', '=', `Ricevuta della domanda ${protocol}`)
    .orderBy('recipient')
    .execute();
  expect(told.map((m) => m.recipient)).toEqual(['davide.esposito@example.org', dyer.email, 'marta.colombo@example.org']);
  const receipt = (await (await lia.get(`/applications/${id}/receipt?format=json`)).json()) as object;
  const folder = mkdtempSync(join(tmpdir(), 'mics-receipt-'));
  const file = join(folder, 'receipt.json');
  const verify = (r: object) => {
    writeFileSync(file, JSON.stringify(r));
    return execFileSync(process.execPath, ['bin/mics.mjs', 'verify', file], { stdio: 'pipe' }).toString();
  };
  expect(receipt).toMatchObject({ format: 'mics-receipt/1', protocol });
  expect(JSON.parse(verify(receipt))).toMatchObject({ ok: true });
  expect(() => verify({ ...receipt, title: 'Altro' })).toThrow();
  rmSync(folder, { recursive: true, force: true });
});
