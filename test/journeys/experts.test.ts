import { recheckConflicts } from '#src/funding/conflicts/actions/recheck.ts';
import { personaOf } from '#src/partnership/identity/personas.ts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { EXAMPLE_AT, exampleHouse } from '../example.ts';
import { runJobs } from '../jobs.ts';
import { startStage, type Stage, type Visitor } from './browser.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

// Experts are invited, answer, write their profile and declare; what stands between them and a proposal is found, explained and only set aside by two.

const call = '/calls/02-2024-copia';
let stage: Stage;
let office: Visitor;
let ida: Visitor;
/** A proposal of the call that Ida used to work for the lead of, and one that she declares a conflict with. */
let [left, declared]: { id: string; protocol: string; lead: string; leadId: string }[] = [];

beforeAll(async () => {
  stage = await startStage({ at: EXAMPLE_AT, open: exampleHouse });
  [left, , declared] = await stage.house.db
    .selectFrom('submissions as s')
    .innerJoin('applications as a', 'a.id', 's.application_id')
    .innerJoin('organisations as o', 'o.id', 'a.lead_id')
    .select(['a.id', 's.protocol', 'o.legal_name as lead', 'o.id as leadId'])
    .where('a.call_id', '=', '02-2024-copia')
    .innerJoin('screening_decisions as d', 'd.application_id', 'a.id')
    .where('s.superseded_at', 'is', null)
    .orderBy('s.protocol')
    .execute();
  office = await stage.signInAs('office');
});
afterAll(() => stage?.end());

const invitations = (email: string) => stage.house.db.selectFrom('expert_invitations').select(['state', 'refusal']).where('email', '=', email).execute();
const events = async (kind: string) =>
  (await stage.house.pool.query<{ n: number }>('select count(*)::int as n from evidence_events where kind = $1', [kind])).rows[0]!.n;
const figure = (label: string) => office.page.locator('.m-figures-row > *', { hasText: label }).first();

/** The letter that went to somebody last: what it says, and where it leads. */
async function letter(email: string): Promise<{ text: string; path: string }> {
  const { body } = await stage.house.db
    .selectFrom('mail_messages')
    .select('body')
    .where('recipient', '=', email)
    .orderBy('queued_at', 'desc')
    .executeTakeFirstOrThrow();
  const text = body as string;
  return { text, path: /\/expert-invitations\/[\w-]+/.exec(text)![0] };
}

test('somebody of the register is invited; pressed twice and from a second tab, one letter goes out', async () => {
  await office.visit(`${call}/experts/invitations`);
  await office.sees('Nessun invito, per ora', 'Chi invitare');
  await office.press('Prepara l’invito a Anita Parisi');
  await office.fill({ message: 'Grazie di rispondere entro la settimana.' }, office.page.locator('#invite'));
  const tab = await office.context.newPage();
  await tab.goto(office.page.url());
  await office.pressTwice(office.page.getByRole('button', { name: 'Invia l’invito' }));
  await office.look();
  const [again] = await Promise.all([tab.waitForNavigation(), tab.getByRole('button', { name: 'Invia l’invito' }).click()]);
  expect(again!.status()).toBe(409);
  expect(await tab.locator('main').innerText()).toContain('Questa persona è già stata invitata e può ancora rispondere: ricordare quell’invito.');
  await tab.close();
  expect(await invitations('anita.parisi@example.org')).toEqual([{ state: 'sent', refusal: '' }]);
  expect(await events('expert.invited')).toBe(1);
  const { text } = await letter('anita.parisi@example.org');
  expect(text).toContain('Grazie di rispondere entro la settimana.');
  for (const secret of [left!.protocol, left!.lead]) expect(text).not.toContain(secret);
});

test('with the letter alone, on a phone, one says no and why; going back or answering again changes nothing', async () => {
  const anita = await stage.visitor({ width: 390 });
  const { path } = await letter('anita.parisi@example.org');
  await anita.visit(path);
  await anita.sees('Per accettare occorre accedere', 'anita.parisi@example.org', 'al massimo 8 valutazioni');
  await anita.picture('expert-invited-390', { width: 390 });
  const tab = await anita.context.newPage();
  await tab.goto(anita.href(path));
  await anita.page.locator('summary', { hasText: 'Rifiuta l’invito' }).click();
  const form = anita.page.locator('form[action$="/refusal"]');
  await anita.fill({ kind: 'other', reason: 'Viaggio' }, form);
  await anita.press('Rifiuta l’invito', { within: form, status: 422 });
  await anita.sees('Per un altro motivo serve una spiegazione di almeno 10 caratteri.');
  await anita.fill({ reason: 'Sono all’estero fino a febbraio.' }, form);
  await anita.press('Rifiuta l’invito', { within: form });
  await anita.sees('Invito rifiutato', 'L’ufficio è stato avvisato. Grazie.');
  await tab.locator('summary', { hasText: 'Rifiuta l’invito' }).click();
  await tab.locator('[name=kind][value=expertise]').check();
  await Promise.all([tab.waitForNavigation(), tab.locator('form[action$="/refusal"] button').click()]);
  await tab.goBack();
  expect(await tab.locator('main').innerText()).toContain('Invito rifiutato');
  expect(await tab.locator('form[action$="/refusal"]').count()).toBe(0);
  expect(await invitations('anita.parisi@example.org')).toEqual([{ state: 'refused', refusal: 'Sono all’estero fino a febbraio.' }]);
  expect([await events('expert.invitationRefused'), await events('expert.refusedAgain')]).toEqual([1, 1]);
});

test('the office reads why and invites somebody else in that place, who accepts in English', async () => {
  await office.visit(`${call}/experts/invitations`);
  expect((await figure('Rifiutato').innerText()).replace(/\s+/g, ' ')).toContain('1 Rifiutato');
  await office.sees('altro');
  await office.press('Invita un’altra persona al posto di Anita Parisi');
  await office.press('Prepara l’invito a Dario Monti');
  await office.sees('Invita al posto di Anita Parisi');
  await office.fill({ maxLoad: '50' }, office.page.locator('#invite'));
  await office.press('Invia l’invito', { status: 422 });
  await office.sees('Il bando consente al massimo 8 valutazioni per esperto; indicate: 50.');
  await office.fill({ maxLoad: '4', replyBy: '2026-11-23' }, office.page.locator('#invite'));
  await office.press('Invia l’invito', { status: 422 });
  await office.sees('L’ultimo giorno per rispondere deve cadere fra domani e 90 giorni da oggi.');
  await office.fill({ replyBy: '2026-12-07' }, office.page.locator('#invite'));
  await office.press('Invia l’invito');
  await office.sees('Al posto di Anita Parisi', 'Sostituito da Dario Monti');
  await office.seesNot('Sostituisci');
  await office.picture('experts-invited-it', { to: '#invitations' });
});

test('somebody new is invited in English, accepts on a phone with a first profile, and completes it', async () => {
  await office.fill({ email: 'ida.greco@example.org', name: 'Ida Greco', locale: 'en', maxLoad: '3' }, office.page.locator('#invite'));
  await office.press('Invia l’invito');
  ida = await stage.signInAs('researcher', { width: 390, locale: 'en' });
  // Another’s letter is not hers to accept.
  await ida.visit((await letter('dario.monti@example.org')).path);
  await ida.sees('Another address', 'The invitation is for dario.monti@example.org');
  expect(await ida.page.locator('form[action$="/acceptance"]').count()).toBe(0);
  const { path } = await letter('ida.greco@example.org');
  await ida.visit(path);
  await ida.sees('3 reviews at most', 'The expert profile');
  const form = ida.page.locator('form[action$="/acceptance"]');
  await ida.press('Accept', { status: 422, within: form });
  await ida.fill({ region: 'lombardy', gender: 'f', spokes: ['5'], keywords: 'textile recycling' }, form);
  await ida.press('Accept', { within: form });
  await ida.sees('Invitation accepted', 'You are among the experts of the call now.');
  await ida.page.reload();
  await ida.sees('Invitation accepted');
  expect([await events('expert.accepted'), await events('expert.acceptedAgain')]).toEqual([1, 0]);
  await runJobs(stage.house, ['role.grantInvited']);

  await ida.press('Complete the profile');
  const row = ida.page.locator('[data-rows=employments] tbody').first();
  const cell = (column: string) => row.locator(`[name$=".${column}"]`);
  await cell('organisationName').fill(left!.lead);
  await cell('fromOn').fill('2025-12-31');
  await cell('untilOn').fill('2021-01-01');
  await ida.fill({ languages: ['it', 'en'], orcid: '0000-0002-1825-0098', cv: 'Twelve years of work\non the recycling of mixed fibres.' });
  await ida.press('Save the profile', { status: 422 });
  await ida.sees('The end comes before the beginning.', 'ORCID');
  await ida.fill({ orcid: '0000-0002-1825-0097' });
  await cell('fromOn').fill('2021-01-01');
  await cell('untilOn').fill('2025-12-31');
  await ida.press('Save the profile');
  await runJobs(stage.house, ['conflicts.recheck']);
  await ida.visit('/reviews/profile/publications');
  await ida.fill({
    pasted:
      'Greco I., Neri B. (2023). Enzymes for mixed fibres. doi:10.1234/abc\n@article{x, title={Recycling at scale}, author={Greco, Ida and Rota, Alba}, year={2024}}',
  });
  await ida.press('Read them');
  await ida.press('Save the publications');
  await ida.sees('Ida Greco', 'Enzymes for mixed fibres', 'Recycling at scale', '0000-0002-1825-0097', left!.lead, '1 January 2021', '31 December 2025');
  expect(await ida.page.locator('#cv p').innerText()).toBe('Twelve years of work\non the recycling of mixed fibres.');
  await ida.picture('expert-sheet-en-390', { width: 390 });

  await office.visit('/experts?q=Greco');
  await office.press('Ida Greco');
  await office.sees('Twelve years of work', 'Bando 02/2024 (copia)', 'E07');
  await office.picture('expert-sheet-it', { to: 'main h1' });
});

test('she declares before any title is shown: what the registers know stands there already, what they do not she says', async () => {
  await ida.visit(`${call}/conflicts`);
  await ida.sees('Conflict found already', `a former employer of yours takes part: ${left!.lead}`);
  const titles = await stage.house.db.selectFrom('applications').select(['title', 'acronym']).where('call_id', '=', '02-2024-copia').execute();
  const said = await ida.page.locator('main').innerText();
  expect(titles.filter(({ title, acronym }) => said.includes(title) || said.includes(acronym ?? '–'))).toEqual([]);
  await ida.picture('declaration-en-390', { width: 390, to: '#declaration' });
  await ida.fill({ [`conflict.${declared!.id}`]: 'yes', confidentiality: true });
  await ida.press('Make the declaration', { status: 422 });
  await ida.sees(`Proposal ${declared!.protocol}: say which conflict, in at least 10 characters.`);
  await ida.fill({ [`detail.${declared!.id}`]: 'Vi ho insegnato la scorsa primavera.', noneElse: true });
  await ida.press('Make the declaration');
  expect(ida.path).toBe('/reviews');
  await ida.visit(`${call}/conflicts`);
  await ida.sees('Declaration made on 23 November 2026', 'declared: Vi ho insegnato la scorsa primavera.');
});

const findings = `${call}/conflicts-found`;
let tommaso: Visitor;
const finding = async (visitor: Visitor, who: string, kind: string) => {
  await visitor.visit(`${findings}?${new URLSearchParams({ q: who, kind })}`);
  await visitor.press(/^MICS-/, { within: visitor.page.locator('tbody') });
};

test('the office reads why; what is beyond judgement cannot be set aside, the rest takes a reason and a second person', async () => {
  await office.visit(findings);
  await office.sees('3 conflitti', `lavora o ha lavorato presso ${left!.lead} (dal 1 gennaio 2021 al 31 dicembre 2025), che partecipa alla proposta`);
  await office.picture('conflicts-found-it', { to: 'main h1' });
  await finding(office, 'Vitali', 'employer');
  await office.sees('non si possono superare', 'L. 241/1990, art. 6-bis');
  expect(await office.page.locator('[name=reason]').count()).toBe(0);

  await finding(office, 'Greco', 'formerEmployer');
  await office.fill({ reason: 'Basta.' });
  await office.press('Proponi il superamento', { status: 422 });
  await office.sees('Indicare il motivo con almeno 10 caratteri.');
  await office.fill({ reason: 'Ha lasciato l’ente e non ne conosce chi propone.' });
  const tab = await office.context.newPage();
  await tab.goto(`${stage.origin}${office.path.split('#')[0]!.replace(/\/waiver$/, '')}`);
  await tab.locator('[name=reason]').fill('Lo stesso, da un’altra scheda.');
  await office.press('Proponi il superamento');
  await office.sees(
    'Superamento proposto',
    'Proposto da Giulia Ferraro il 23 novembre 2026',
    'Chi ha proposto il superamento non può confermarlo: serve una seconda persona.',
  );
  const [twice] = await Promise.all([tab.waitForNavigation(), tab.getByRole('button', { name: 'Proponi il superamento' }).click()]);
  expect(twice!.status()).toBe(409);
  expect(await tab.locator('main').innerText()).toContain('Si supera solo un conflitto che esclude, e su cui non c’è già una proposta.');
  await tab.close();
  await office.picture('waiver-proposed-it', { to: 'main h1' });
});

test('the second person confirms it on a phone in English; a proposal of their own organisation they do not find at all', async () => {
  const { personId } = personaOf('spoke-leader')!;
  const db = stage.house.writer;
  await db
    .insertInto('role_grants')
    .values({ person_id: personId, role: 'office', scope: null, granted_at: EXAMPLE_AT, granted_by: null, revoked_at: null, revoked_by: null })
    .execute();
  await db.insertInto('organisation_people').values({ organisation_id: declared!.leadId, person_id: personId, role: 'member' }).execute();
  await recheckConflicts(stage.house, '02-2024-copia');
  tommaso = await stage.signInAs('spoke-leader', { width: 390, locale: 'en' });
  await finding(tommaso, 'Greco', 'formerEmployer');
  await tommaso.sees('works or worked at', 'from 1 January 2021 to 31 December 2025');
  await tommaso.press('Refuse the proposal', { status: 422 });
  await tommaso.sees('To refuse, a reason of at least 10 characters is needed.');
  await tommaso.fill({ answer: 'Agreed: she left and has no part in it.' });
  await tommaso.picture('waiver-answer-en-390', { width: 390, to: '#waiver' });
  await tommaso.press('Confirm the waiver');
  await tommaso.sees('Waived', 'Answered by Tommaso Rinaldi', 'Agreed: she left and has no part in it.');

  // Giulia finds four, Tommaso’s own among them; he finds neither that nor what Ida declared on the same proposal.
  await office.visit(findings);
  await office.sees('4 conflitti', 'Tommaso Rinaldi', 'Vi ho insegnato la scorsa primavera.');
  await tommaso.visit(findings);
  await tommaso.sees('2 conflicts');
  await tommaso.seesNot('Tommaso Rinaldi', declared!.protocol, 'Vi ho insegnato la scorsa primavera.', declared!.lead);
  for (const path of [`${call}/panel/${declared!.id}`, `${call}/screening/${declared!.id}`, `${call}/assignment/${declared!.id}/affinity`])
    expect(`${(await tommaso.get(path)).status()} ${path}`).toBe(`404 ${path}`);
  for (const path of [`${call}/panel`, `${call}/assignment`, `${call}/screening`, `${call}/reviews`]) {
    await tommaso.visit(path);
    await tommaso.seesNot(declared!.protocol, declared!.lead);
  }
  await ida.visit(`${call}/conflicts`);
  await ida.seesNot('a former employer of yours takes part');
});
