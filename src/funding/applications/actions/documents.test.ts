import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '#src/core/actor.ts';
import { explain } from '#src/house/explain.ts';
import { exampleSigner } from '#src/house/seed/signing.ts';
import { testHouse, type TestHouse } from '../../../../test/database.ts';
import { aCompleteDraft, applicationsScene, openCall, pdf, serveApplications, signedPdf } from '../../../../test/factories/applications.ts';
import { anXlsx } from '../../../../test/factories/zip.ts';
import { tamper } from '../../../../test/factories/signatures.ts';
import { applicationById } from '../queries/application.ts';
import { missingDocuments } from '../rules/documents.ts';
import { recheckDocument, uploadDocument } from './documents.ts';
import { startApplication } from './start.ts';
import { submitApplication } from './submit.ts';

const at = '2026-02-10T10:00:00.000Z';
let t: TestHouse;
let s: Awaited<ReturnType<typeof applicationsScene>>;
let id: string;
let as: ReturnType<typeof serveApplications>;
beforeAll(async () => {
  t = await testHouse({ at });
  s = await applicationsScene(t.house);
  as = serveApplications(t.house);
});
afterAll(() => t.end());
beforeEach(async () => {
  await t.house.pool.query('update people set fiscal_code = null');
  await t.house.pool.query('delete from applications where id not in (select application_id from submissions)');
  id = await aCompleteDraft(t.house, s.applicant, s.call, s.lead.id);
});

const anna = { name: 'Anna Alfa', fiscalCode: 'LFANNA80A41F205M' };
const bruno = { name: 'Bruno Beta', fiscalCode: 'BTEBRN70A01F205N' };
const codeOf = (person: Actor, code: string | null) => t.house.pool.query('update people set fiscal_code = $1 where id = $2', [code, person.id]);
const hand = (bytes: Uint8Array) => uploadDocument(t.house, s.applicant, id, { document: 'application', organisation: null, fileName: 'Domanda.pdf', bytes });
const there = async () => (await applicationById(t.house.db, id))!.proposal.documents.find((d) => d.document === 'application')!;
const missing = async () => {
  const { version, proposal } = (await applicationById(t.house.db, id))!;
  return missingDocuments(version.call, proposal).map((r) => r.code);
};
const page = async (locale: 'it' | 'en' = 'it') => (await as(s.applicant).get(`${locale === 'en' ? '/en' : ''}/applications/${id}/documents`)).text();

test('signed by the legal representative: nothing to put right, and the page says who signed', async () => {
  await codeOf(s.applicant, anna.fiscalCode);
  await hand(await signedPdf(t.house, anna));
  expect([await missing(), (await there()).signature!.outcome]).toEqual([[], 'valid']);
  expect(await page()).toContain('Anna Alfa, LFANNA80A41F205M');
  expect(await page('en')).toContain('Digital signature valid');
});

test('unsigned, tampered, someone else’s: kept, told, and standing in the way of the submission', async () => {
  await codeOf(s.applicant, anna.fiscalCode);
  for (const [bytes, code, words] of [
    [pdf(), 'application.documentUnsigned', 'Il file non è firmato digitalmente'],
    [tamper(await signedPdf(t.house, anna)), 'application.signatureBad', 'il contenuto è stato modificato dopo la firma'],
    [
      await signedPdf(t.house, bruno),
      'application.signatureBad',
      'Ha firmato Bruno Beta (BTEBRN70A01F205N); deve firmare il rappresentante legale: Anna Alfa.',
    ],
  ] as const) {
    await hand(bytes);
    expect(await missing()).toEqual([code]);
    expect(await page()).toContain(words);
    const refused = await submitApplication(t.house, s.applicant, id, { arrivedAt: new Date(at), idempotencyKey: 'signature-key-1' }).catch((e: unknown) => e);
    expect((refused as { reasons: { code: string }[] }).reasons.map((r) => r.code)).toEqual([code]);
  }
  const told = (await applicationById(t.house.db, id))!;
  const [why] = missingDocuments(told.version.call, told.proposal);
  expect(explain(why!, 'en')).toMatch(/: the digital signature does not hold\. Signed by Bruno Beta/);
});

test('a representative without a code: cannot be compared, stops nothing; looked at again once the code is there', async () => {
  await hand(await signedPdf(t.house, bruno));
  expect([await missing(), (await there()).signature!.notes.map((n) => n.code)]).toEqual([[], ['signature.notCompared', 'signature.revocationNotChecked']]);
  await codeOf(s.applicant, anna.fiscalCode);
  expect(await missing()).toEqual([]);
  const before = await there();
  expect((await as(s.applicant).post(`/applications/${id}/documents/${before.id}/signature`, {})).status).toBe(303);
  expect([await missing(), (await there()).sha256]).toEqual([['application.signatureBad'], before.sha256]);
  await expect(recheckDocument(t.house, s.partner, id, before.id)).rejects.toMatchObject({ kind: 'notFound' });
});

test('a p7m envelope is kept as it is, and what is in it can be read', async () => {
  await codeOf(s.applicant, anna.fiscalCode);
  const envelope = await (await exampleSigner(t.house)).envelope(pdf('inside'), anna);
  await hand(envelope);
  const { fileName, sha256, mediaType } = await there();
  expect([await missing(), fileName, mediaType]).toEqual([[], 'Domanda.pdf.p7m', 'application/pkcs7-mime']);
  const whole = await as(s.applicant).get(`/applications/${id}/documents/${sha256}`);
  expect([whole.headers.get('content-type'), Buffer.from(await whole.arrayBuffer()).equals(envelope)]).toEqual(['application/pkcs7-mime', true]);
  const inner = await as(s.applicant).get(`/applications/${id}/documents/${sha256}?content=1`);
  expect([
    inner.headers.get('content-type'),
    inner.headers.get('x-content-type-options'),
    Buffer.from(await inner.arrayBuffer()).equals(Buffer.from(pdf('inside'))),
  ]).toEqual(['application/pdf', 'nosniff', true]);
});

test('what is submitted carries who signed, and stays when the draft is looked at again', async () => {
  await codeOf(s.applicant, anna.fiscalCode);
  await hand(await signedPdf(t.house, anna));
  await submitApplication(t.house, s.applicant, id, { arrivedAt: new Date(at), idempotencyKey: 'signature-key-2' });
  const { submission } = (await applicationById(t.house.db, id))!;
  const frozen = submission!.snapshot.documents.find((d) => d.document === 'application')!;
  expect([frozen.signature!.outcome, frozen.signature!.signers.map((x) => [x.name, x.fiscalCode])]).toEqual(['valid', [['Anna Alfa', 'LFANNA80A41F205M']]]);
  await recheckDocument(t.house, s.applicant, id, (await there()).id);
  const again = await submitApplication(t.house, s.applicant, id, { arrivedAt: new Date(at), idempotencyKey: 'signature-key-3' }).catch((e: unknown) => e);
  expect((again as { reasons: { code: string }[] }).reasons.map((r) => r.code)).toEqual(['application.unchanged']);
});

test('who may not hand in leaves no file behind', async () => {
  const bytes = await signedPdf(t.house, bruno, 'stranger');
  await expect(uploadDocument(t.house, s.partner, id, { document: 'application', organisation: null, fileName: 'x.pdf', bytes })).rejects.toMatchObject({
    kind: 'notFound',
  });
  t.setClock('2026-03-10T10:00:00.000Z');
  await expect(hand(bytes)).rejects.toMatchObject({ reasons: [{ code: 'application.closed' }] });
  t.setClock(at);
});

test('a document is what the call admits: a spreadsheet in its place is taken, named, and given out to be downloaded only', async () => {
  const call = await openCall(t.house, s.office, 'formati', (c) => ({
    ...c,
    documents: [{ ...c.documents[0]!, id: 'plan', signature: 'none', formats: ['xlsx', 'pdf'] }],
    form: { ...c.form, sections: c.form.sections.map((x) => ({ ...x, fields: x.fields.filter((f) => f.kind !== 'document') })) },
  }));
  const own = await startApplication(t.house, s.applicant, { callId: call.id, organisationId: s.lead.id });
  const at = `/applications/${own}/documents`;
  const send = (bytes: Uint8Array<ArrayBuffer>, name: string) =>
    as(s.applicant).post(at, { document: 'plan', organisation: '', file: new File([bytes], name) });
  expect((await send(new Uint8Array(anXlsx()), 'Piano.xlsx')).status).toBe(303);
  const html = await (await as(s.applicant).get(at)).text();
  expect([html.includes('accept=".xlsx,.pdf"'), html.includes('Piano.xlsx'), html.includes('?open=1')]).toEqual([true, true, false]);
  const { sha256 } = (await applicationById(t.house.db, own))!.proposal.documents[0]!;
  const got = await as(s.applicant).get(`${at}/${sha256}?open=1`);
  expect([got.headers.get('content-type'), got.headers.get('content-disposition')]).toEqual([
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    "attachment; filename*=UTF-8''Piano.xlsx",
  ]);
  const refused = await send(new Uint8Array(Buffer.from('ffd8ffe0', 'hex')), 'Piano.xlsx');
  expect([refused.status, (await refused.text()).includes(explain({ code: 'form.fileType', params: { expected: 'XLSX, PDF' } }, 'it'))]).toEqual([422, true]);
});
