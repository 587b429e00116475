import { startApplication } from '#src/funding/applications/actions/start.ts';
import { actorOf } from '#src/house/seed/example.ts';
import { personaOf } from '#src/partnership/identity/personas.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EXAMPLE_AT, exampleHouse } from '../example.ts';
import { makeAuthority, makeCertificate, signP7m, signPdf, smallPdf, tamper, type Authority, type Holder } from '../factories/signatures.ts';
import { startStage, type Stage, type Visitor } from './browser.ts';
import { seedBodies, type Partnership } from './partnership.ts';

// One place for a signed document, and everything that people bring to it. The house trusts one authority, which the test makes.

let stage: Stage;
let partnership: Partnership;
let marta: Visitor;
let authority: Authority;
let holder: Holder;
let id: string;
const folder = mkdtempSync(join(tmpdir(), 'mics-authorities-'));
const signer = { name: personaOf('applicant-enterprise')!.name, fiscalCode: personaOf('applicant-enterprise')!.fiscalCode! };

beforeAll(async () => {
  authority = await makeAuthority('Autorità di prova');
  writeFileSync(join(folder, 'authority.pem'), authority.pem);
  holder = await makeCertificate(authority, signer);
  stage = await startStage({
    at: EXAMPLE_AT,
    async open() {
      const opened = await exampleHouse();
      return { ...opened, house: { ...opened.house, settings: { ...opened.house.settings, trustedAuthorities: folder } } };
    },
    seed: async (house) => (partnership = await seedBodies(house)),
  });
  const weaver = partnership.id('weaver');
  id = await startApplication(stage.house, actorOf('applicant-enterprise', [weaver]), { callId: '03-2026', organisationId: weaver });
  marta = await stage.signInAs('applicant-enterprise');
});

afterAll(async () => {
  await stage?.end();
  rmSync(folder, { recursive: true, force: true });
});

const place = (v: Visitor) => v.page.locator('#document-application');

/** Hands in a file in the place of the application itself, as the page does, and gives what the place then says. */
async function handIn(bytes: Buffer, fileName = 'domanda.pdf', v = marta): Promise<string> {
  await v.visit(`/applications/${id}/documents`);
  const form = place(v).locator('form:has(input[type=file])');
  await v.fill({ file: { name: fileName, mimeType: 'application/pdf', buffer: bytes } }, form);
  await v.press(/^(Carica|Sostituisci|Upload|Replace)/, { within: form });
  return (await place(v).innerText()).replace(/\s+/g, ' ');
}

/** What the page before the submission says of it. */
async function atSubmission(v = marta): Promise<string> {
  await v.visit(`/applications/${id}/submission`);
  return (await v.page.locator('#missing').innerText()).replace(/\s+/g, ' ');
}

test('before anything is brought, the page says who has to sign', async () => {
  await marta.visit(`/applications/${id}/documents`);
  expect(await place(marta).innerText()).toContain('Deve firmare il rappresentante legale: Marta Colombo (codice fiscale dal profilo personale).');
  await marta.picture('signature-asked');
  await marta.picture('signature-asked-phone', { width: 390 });
});

test('what was changed after signing is not signed, and the page says what to do', async () => {
  const said = await handIn(tamper(await signPdf(smallPdf(), holder, { at: EXAMPLE_AT })));
  expect(said).toContain('Firma digitale non valida');
  expect(said).toContain('il contenuto è stato modificato dopo la firma. Caricare il file firmato senza modifiche, oppure firmarlo di nuovo.');
  await marta.picture('signature-tampered', { to: '#document-application' });
  await marta.picture('signature-tampered-phone', { to: '#document-application', width: 390 });
  expect(await atSubmission()).toContain('«Domanda di partecipazione»: la firma digitale non vale. Firma di Marta Colombo: il contenuto è stato modificato');
  await marta.picture('signature-at-submission', { to: '#missing' });
});

test('a certificate that had expired counts as no signature', async () => {
  const old = await makeCertificate(authority, signer, { from: '2020-01-01T00:00:00Z', until: '2026-06-30T00:00:00Z' });
  const said = await handIn(await signPdf(smallPdf(), old, { at: EXAMPLE_AT }));
  expect(said).toContain('il certificato è scaduto il 30 giugno 2026, prima della firma');
  expect(said).toContain('Firmare di nuovo con un certificato valido.');
  expect(await atSubmission()).toContain('il certificato è scaduto il 30 giugno 2026');
});

test('the right certificate of the wrong person, and the right person of an unknown authority', async () => {
  const other = await makeCertificate(authority, { name: 'Luca Altrove', fiscalCode: 'LTRLCU80A01H501X' });
  const said = await handIn(await signPdf(smallPdf(), other, { at: EXAMPLE_AT }));
  expect(said).toContain('Ha firmato Luca Altrove');
  expect(said).toContain('deve firmare il rappresentante legale: Marta Colombo');
  await marta.picture('signature-wrong-person', { to: '#document-application' });
  expect(await atSubmission()).toContain('Ha firmato Luca Altrove');
  const english = await stage.signInAs('applicant-enterprise', { locale: 'en', width: 390 });
  const unknown = await makeCertificate(await makeAuthority('Autorità sconosciuta'), signer);
  expect(await handIn(await signPdf(smallPdf(), unknown, { at: EXAMPLE_AT }), 'application.pdf', english)).toContain(
    'which is not on the list of accepted trust service providers. Sign with a qualified certificate.',
  );
  expect(await atSubmission(english)).toContain('the digital signature does not hold');
  await english.picture('signature-unknown-en', { width: 390, to: '#missing' });
});

test('a file without a signature is told from one whose signature does not hold', async () => {
  expect(await handIn(smallPdf())).toContain('Il file non è firmato digitalmente: occorre firmarlo (PAdES nel PDF, oppure CAdES .p7m) e caricarlo di nuovo.');
  expect(await atSubmission()).toContain('«Domanda di partecipazione» non è firmato digitalmente');
});

test('the right signature passes, in the PDF or around it, and each check can be read', async () => {
  expect(await handIn(await signP7m(smallPdf(), holder, { at: EXAMPLE_AT }), 'domanda.pdf.p7m')).toContain('Firma digitale valida');
  const said = await handIn(await signPdf(smallPdf(), holder, { at: EXAMPLE_AT }));
  expect(said).toContain('Firma digitale valida');
  expect(said).not.toContain('non valida');
  await place(marta).locator('summary').first().click();
  await marta.sees('Contenuto integro dopo la firma: sì', 'Autorità nell’elenco accettato: sì', 'CLMMRT80A41F205Q');
  await marta.look();
  await marta.picture('signature-valid', { to: '#document-application' });
  await marta.picture('signature-valid-phone', { to: '#document-application', width: 390 });
  expect(await atSubmission()).not.toContain('Domanda di partecipazione');
});
