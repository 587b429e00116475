import { currentVersion } from '#src/funding/calls/queries.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { actorOf } from '#src/house/seed/example.ts';
import { personaOf } from '#src/partnership/identity/personas.ts';
import { seedRepresentatives } from '#src/partnership/organisations/actions.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EXAMPLE_AT, exampleHouse } from '../example.ts';
import { aCompleteDraft, allDocuments } from '../factories/applications.ts';
import { startStage, type Stage, type Visitor } from './browser.ts';
import { bodies, seedBodies, type Partnership } from './partnership.ts';

// Who is in an application changes until the last day: an invitation runs out, a partner leaves, one takes another's place; and nobody is in more than the call allows.

let stage: Stage;
let partnership: Partnership;
let call: Call;
let marta: Visitor;
let davide: Visitor;
/** Two complete drafts of the same enterprise, of which the call takes one. */
let first: string;
let second: string;

const days = (n: number) => stage.setClock(new Date(Date.parse(EXAMPLE_AT) + n * 86_400_000).toISOString());
const members = () => `/applications/${first}/members`;

beforeAll(async () => {
  stage = await startStage({ at: EXAMPLE_AT, open: exampleHouse });
  partnership = await seedBodies(stage.house);
  call = (await currentVersion(stage.house.db, '03-2026'))!.call;
  const { personId, name, fiscalCode } = personaOf('applicant-enterprise')!;
  await seedRepresentatives(stage.house, [{ organisationId: partnership.id('dyer'), personId: personaOf('applicant-research')!.personId }]);
  await seedRepresentatives(stage.house, [{ organisationId: partnership.id('weaver'), personId }]);
  const writer = actorOf('applicant-enterprise', [partnership.id('weaver')]);
  const draft = async () => {
    const id = await aCompleteDraft(stage.house, writer, call, partnership.id('weaver'), { startsOn: '2027-06-01' });
    await allDocuments(stage.house, writer, id, { name, fiscalCode: fiscalCode! });
    return id;
  };
  first = await draft();
  second = await draft();
  marta = await stage.signInAs('applicant-enterprise');
  davide = await stage.signInAs('applicant-research', { width: 390, locale: 'en' });
});
afterAll(() => stage?.end());

/** The links of the letters to this address, the newest first. */
async function letters(email: string): Promise<string[]> {
  const rows = await stage.house.db
    .selectFrom('mail_messages')
    .select('body')
    .where('recipient', '=', email)
    .where('body', 'like', '%/invitations/%')
    .orderBy('queued_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(({ body }) => /\/invitations\/[\w-]+/.exec(body)![0]);
}

const subjects = async (email: string) =>
  (await stage.house.db.selectFrom('mail_messages').select('subject').where('recipient', '=', email).orderBy('queued_at').execute()).map((m) => m.subject);

test('an invitation that nobody answered runs out: its letter says when, and what to do; sent again it is a new one', async () => {
  await marta.visit(members());
  await marta.fill(
    { kind: 'partner', email: 'davide.esposito@example.org', message: 'Le misure le fareste voi.' },
    marta.page.locator('main form:has([name=email])'),
  );
  await marta.press('Manda l’invito');
  const [letter] = await letters('davide.esposito@example.org');
  days(15);
  await davide.visit(letter!);
  await davide.sees('The invitation expired on 7 December 2026');
  await davide.seesNot('Accept the invitation');
  await davide.picture('invitation-expired-phone', { width: 390 });
  await marta.visit(members());
  await marta.sees('Scaduto');
  await marta.picture('invitation-expired', { to: '#invitations' });
  await marta.press('Manda di nuovo a davide.esposito@example.org');
  await marta.sees('Invitato');
  const [again] = await letters('davide.esposito@example.org');
  expect(again).not.toBe(letter);
  await davide.visit(letter!, 404);
  await davide.visit(again!);
  await davide.fill({ organisationId: partnership.id('dyer') });
  await davide.press('Accept the invitation');
  await davide.visit(members());
  await davide.sees(bodies.dyer.legalName, 'To be confirmed');
});

test('a partner leaves by itself and says why; the lead reads it', async () => {
  const own = `/applications/${first}/members/${partnership.id('dyer')}`;
  await davide.visit(own);
  const form = davide.page.locator('form[action$="/leave"]');
  await davide.page.getByText(`Take ${bodies.dyer.legalName} out of this application`).click();
  await davide.picture('leaving-phone', { width: 390, to: 'details:has(form[action$="/leave"])' });
  await davide.fill({ motive: 'Our laboratory is taken until July.' }, form);
  await davide.press('Leave the application', { within: form });
  await marta.visit(members());
  await marta.sees('Chi è uscito', 'Our laboratory is taken until July.');
  await marta.picture('consortium-gone', { to: '#gone' });
});

test('the lead adds one out of the register, takes it out, brings it back, and puts another in its place', async () => {
  const find = async (words: string) => {
    await marta.visit(members());
    await marta.fill({ q: words });
    await marta.press('Cerca', { within: marta.page.locator('main [role=search]') });
  };
  await find(bodies.dyer.legalName);
  await marta.press(`Aggiungi ${bodies.dyer.legalName}`);
  await marta.page.getByText(`Togli ${bodies.dyer.legalName}`).click();
  await marta.press('Togli', { within: marta.page.locator('form[action$="/removal"]').first() });
  await marta.sees('Tolto dalla capofila');
  await marta.press(`Riporta ${bodies.dyer.legalName} nella domanda`);
  await find(bodies.university.legalName);
  await marta.page.getByText(`Sostituisci ${bodies.dyer.legalName}`).click();
  await marta.picture('replacing', { to: '#removal' });
  await marta.fill({ organisationId: partnership.id('university'), motive: 'Le misure le fa l’ateneo.' }, marta.page.locator('form[action$="/replacement"]'));
  await marta.press('Sostituisci', { within: marta.page.locator('form[action$="/replacement"]') });
  await marta.sees(`Sostituito da ${bodies.university.legalName}`);
  expect((await subjects('davide.esposito@example.org')).length).toBeGreaterThan(3);
  // Alone again: what follows is about the enterprise and its two drafts.
  await marta.page.getByText(`Togli ${bodies.university.legalName}`).click();
  await marta.press('Togli', { within: marta.page.locator('form[action$="/removal"]').first() });
});

test('the call takes one proposal of each enterprise: drafts do not count, what was withdrawn no more, what is handed in anew once', async () => {
  const handIn = async (id: string) => {
    await marta.visit(`/applications/${id}/submission`);
    await marta.fill({ declaration: true });
    await marta.press(/^Presenta (la domanda|di nuovo)$/);
  };
  await marta.visit(`/applications/${second}/members`);
  await marta.sees('una in bozza');
  await handIn(first);
  await marta.visit(`/applications/${second}`);
  await marta.sees(/Con questa, Tessitura Montelupa S\.r\.l\. \(esempio\) partecipa a 2 proposte; il massimo è 1: una va ritirata/, 'Fonte:');
  await marta.picture('limit', { to: 'main h2' });
  await marta.visit(`/applications/${first}`);
  await marta.page.getByText('Ritira la domanda').first().click();
  await marta.picture('withdrawing', { to: 'details:has(form[action$="/withdrawal"])' });
  await marta.press('Ritira la domanda', { within: marta.page.locator('form[action$="/withdrawal"]') });
  await marta.sees('Ritirata');
  await handIn(second);
  // Changed and handed in once more, it takes the place of itself.
  await marta.visit(`/applications/${second}/sections/identity`);
  await marta.fill({ title: 'Un titolo più chiaro' });
  await marta.press('Salva e resta qui');
  await handIn(second);
  const { rows } = await stage.house.pool.query(
    'select protocol, superseded_at is null as stands from submissions where application_id = any($1) order by protocol',
    [[first, second]],
  );
  expect(rows.map((r: { stands: boolean }) => r.stands)).toEqual([false, false, true]);
});

test('at 400 % nothing scrolls sideways', async () => {
  await marta.page.setViewportSize({ width: 320, height: 256 });
  for (const path of [members(), `/applications/${second}/sections/workPlan`, `/applications/${second}/documents`, '/desk']) {
    await marta.page.goto(marta.href(path));
    const beyond = await marta.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(`${beyond} pixels too wide: ${path}`).toBe(`0 pixels too wide: ${path}`);
  }
});
