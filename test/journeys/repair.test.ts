import { romeInstant } from '#src/core/time.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { endRepair } from '#src/funding/screening/actions/repairs.ts';
import type { Applied } from '#src/house/seed/applying.ts';
import { seedPeople } from '#src/partnership/identity/actions.ts';
import { personaOf } from '#src/partnership/identity/personas.ts';
import { seedRepresentatives } from '#src/partnership/organisations/actions.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startStage, type Stage, type Visitor } from './browser.ts';
import { firstVersion, othersApply, pdfFile, published, seedPartnership } from './partnership.ts';

// Two applications with a defect that can be repaired: one answers within the term, one stays silent. Two officers decide.

let stage: Stage;
let office: Visitor;
let second: Visitor;
let davide: Visitor;
let repairs: Applied;
let silent: Applied;

const file = firstVersion('02-2024');
const call: Call = {
  ...file,
  documents: file.documents.map((d) => ({ ...d, signature: 'none', repairable: true })),
  screening: { repairDays: 10, fourEyes: true, admissionDays: 15, source: { ref: 'Bando dimostrativo', status: 'example' } },
};
const base = `/calls/${call.id}/screening`;
const on = (local: string) => stage.setClock(romeInstant(local));
/** The second pair of eyes: someone of the office too, in this house. */
const colleague = personaOf('chair')!;
const document = call.documents.find((d) => d.when === 'always')!;
const caseOf = (a: Applied) => `${base}/${a.applicationId}`;
const mailsTo = (email: string) =>
  stage.house.db.selectFrom('mail_messages').select(['subject', 'body']).where('recipient', '=', email).orderBy('queued_at').orderBy('id').execute();
const linkIn = (body: string, part: string) => new URL(body.split(/\s+/).find((w) => w.includes(part))!).pathname;

beforeAll(async () => {
  stage = await startStage({
    at: romeInstant('2024-01-18T10:00'),
    async seed(house) {
      await seedPeople(house, [{ ...colleague, grants: [{ role: 'office', scope: null }] }]);
      await seedPartnership(house);
      await published(house, call, romeInstant('2024-01-18T10:00'));
      [repairs, silent] = (await othersApply(
        house,
        call,
        {
          funded: Array(2).fill({ enterprises: 0, research: 1 }),
          runnersUp: [],
          weak: [],
          excluded: [],
          totalCents: 60_000_000,
          enterprisesFrom: 0,
          researchFrom: 0,
          acronymFrom: 10,
        },
        romeInstant('2024-02-12T10:00'),
      )) as [Applied, Applied];
      const leads = await house.db.selectFrom('applications').select(['id', 'lead_id as lead']).execute();
      const leadOf = (a: Applied) => leads.find((l) => l.id === a.applicationId)!.lead;
      await seedRepresentatives(house, [
        { organisationId: leadOf(repairs), personId: personaOf('applicant-research')!.personId },
        { organisationId: leadOf(silent), personId: personaOf('applicant-enterprise')!.personId },
      ]);
    },
  });
});

afterAll(() => stage?.end());

async function ask(a: Applied, days: string) {
  await office.visit(caseOf(a));
  await office.page.locator('details.m-confirm:has([name=days]) > summary').click();
  const form = office.page.locator('form:has([name=days])');
  const item = `document.${document.id}`;
  await office.fill({ items: [item] }, form);
  const defect = form.locator(`[name="defect.${item}"]`);
  if (!(await defect.isVisible())) await form.locator(`details:has([name="defect.${item}"]) > summary`).click();
  await office.fill({ [`defect.${item}`]: 'Il documento non è leggibile: caricarne una copia completa.', days }, form);
  await office.press('Apri la richiesta e scrivi al proponente', { within: form });
}

test('the officer opens the checklist: what the machine looked at first, each line with its source', async () => {
  on('2024-03-04T10:00');
  office = await stage.signInAs('office');
  await office.visit(base);
  await office.picture('screening-queue');
  await office.picture('screening-queue-phone', { width: 390 });
  await office.visit(caseOf(repairs));
  const headings = await office.page.locator('#checklist h3').allInnerTexts();
  expect(headings).toEqual(['Verificate dal sistema sul contenuto presentato', 'Da verificare a mano']);
  await office.picture('screening-case');
  await office.picture('screening-case-phone', { width: 390 });
  await office.press('Prendi in carico');
  await office.sees('In carico a Giulia Ferraro');
});

test('a request past the longest term is refused; the right one goes out with a letter', async () => {
  await office.visit(caseOf(repairs));
  await office.page.locator('details.m-confirm:has([name=days]) > summary').click();
  await office.picture('repair-asking', { to: 'details.m-confirm:has([name=days])' });
  const form = office.page.locator('form:has([name=days])');
  await office.fill({ items: [`document.${document.id}`], days: '11' }, form);
  await office.press('Apri la richiesta e scrivi al proponente', { within: form, status: 422 });
  await office.sees('10 giorni');
  await office.picture('repair-refused', { to: 'form:has([name=days])' });
  await ask(repairs, '10');
  await office.sees('In soccorso istruttorio', 'Mancano 10 giorni');
  await office.picture('repair-open', { to: '#repairs' });
  await ask(silent, '5');
  const letter = office.page.locator('#letters a').first();
  expect(await letter.innerText()).toMatch(/MICS-U-2024-00000\d/);
  const pdf = await office.get(new URL((await letter.getAttribute('href'))!, stage.origin).pathname);
  expect([pdf.status(), pdf.headers()['content-type'], (await pdf.body()).subarray(0, 5).toString()]).toEqual([200, 'application/pdf', '%PDF-']);
});

test('the applicant comes from the mail, sees how long there is, and can change only what was asked', async () => {
  on('2024-03-06T09:00');
  const mail = (await mailsTo(personaOf('applicant-research')!.email)).at(-1)!;
  expect(mail.subject).toContain('richiesta di integrazione');
  davide = await stage.signInAs('applicant-research', { width: 390 });
  await davide.visit('/desk');
  await davide.sees(/Richieste di integrazione.*Mancano 8 giorni/);
  await davide.picture('repair-desk-phone', { width: 390 });
  await davide.visit('/repairs');
  await davide.picture('repairs-phone', { width: 390 });
  await davide.picture('repairs');
  await davide.visit(linkIn(mail.body, '/repairs/'));
  await davide.sees('Mancano 8 giorni', 'fino al 14 marzo 2024, ore 23:59 compreso', 'Il documento non è leggibile: caricarne una copia completa.');
  expect(await davide.page.locator('main input[type=file]').count()).toBe(1);
  await davide.picture('repair-page');
  await davide.picture('repair-page-phone', { width: 390 });
  await davide.visit(`/applications/${repairs.applicationId}/documents`);
  expect(await davide.page.locator('main input[type=file]').count()).toBe(0);
});

test('it is repaired, sent once, and gives a receipt', async () => {
  const mail = (await mailsTo(personaOf('applicant-research')!.email)).find((m) => m.body.includes('/repairs/'))!;
  await davide.visit(linkIn(mail.body, '/repairs/'));
  await davide.press('Invia la risposta', { status: 422 });
  await davide.picture('repair-nothing-phone', { width: 390, to: '#send' });
  await davide.fill({ file: pdfFile('integrazione') }, davide.page.locator('form:has(input[type=file])'));
  await davide.press('Carica');
  await davide.sees('Pronto');
  await davide.press('Invia la risposta');
  await davide.sees('Ricevuta 02-2024-INT-0001', 'La risposta è arrivata il 6 marzo 2024');
  await davide.picture('repair-receipt');
  await davide.picture('repair-receipt-phone', { width: 390 });
  const english = await stage.signInAs('applicant-research', { locale: 'en' });
  await english.visit(davide.path.split('#')[0]!);
  await english.sees('Receipt 02-2024-INT-0001');
  await english.picture('repair-receipt-en');
});

test('one officer proposes, another decides; nobody decides alone', async () => {
  on('2024-03-07T10:00');
  await office.visit(caseOf(repairs));
  await office.picture('repair-answered');
  const verified = await Promise.all((await office.page.locator('#decision [name=verified]').all()).map((box) => box.inputValue()));
  await office.fill({ outcome: 'admitted', verified }, office.page.locator('#decision'));
  await office.press('Proponi la decisione');
  await office.sees('Decisione proposta: Ammessa');
  expect(await office.page.locator('#proposal form').count()).toBe(0);
  await office.picture('four-eyes-own', { to: '#proposal' });
  second = await stage.signInAs('chair');
  await second.visit(caseOf(repairs));
  await second.picture('four-eyes-other', { to: '#proposal' });
  await second.press('Conferma la decisione');
  await second.sees('Decisione in vigore: Ammessa', 'su proposta di Giulia Ferraro');
});

test('silence: at the end of the term the exclusion is prepared, and two people decide it', async () => {
  const request = await stage.house.db
    .selectFrom('repair_requests')
    .select(['id', 'due_at as due'])
    .where('application_id', '=', silent.applicationId)
    .executeTakeFirstOrThrow();
  expect(request.due).toBe(romeInstant('2024-03-09T23:59:59'));
  on('2024-03-10T00:00');
  await endRepair(stage.house, request.id);
  on('2024-03-11T09:00');
  const marta = await stage.signInAs('applicant-enterprise', { width: 390 });
  await marta.visit(`/repairs/${request.id}`);
  await marta.sees('Il termine è scaduto');
  expect(await marta.page.locator('main input[type=file]').count()).toBe(0);
  await marta.picture('repair-late-phone', { width: 390 });
  await office.visit(caseOf(silent));
  await office.sees('Decisione proposta: Esclusa', 'nulla è deciso finché una persona non conferma');
  await office.picture('silence', { to: '#proposal' });
  await office.press('Fai propria la proposta');
  await second.visit(caseOf(silent));
  await second.press('Conferma la decisione');
  await second.sees('Decisione in vigore: Esclusa');
  await second.picture('silence-excluded');
  const mail = (await mailsTo(personaOf('applicant-enterprise')!.email)).at(-1)!;
  expect(mail.subject).toContain('non ammessa');
  const letter = await marta.get(linkIn(mail.body, '/letters/'));
  expect([letter.status(), letter.headers()['content-type']]).toEqual([200, 'application/pdf']);
});

test('the register holds every letter, numbered without a gap', async () => {
  await office.visit(`/calls/${call.id}/letters`);
  await office.sees('MICS-U-2024-000001', 'MICS-U-2024-000002', 'MICS-U-2024-000003', 'MICS-U-2024-000004');
  await office.seesNot('MICS-U-2024-000005');
  await office.picture('letters');
  await office.picture('letters-phone', { width: 390 });
  const english = await stage.signInAs('office', { locale: 'en' });
  await english.visit(caseOf(repairs));
  await english.picture('screening-case-en');
  await english.visit(`/calls/${call.id}/letters`);
  await english.picture('letters-en');
});
