import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { testHouse, type TestHouse } from '../../../../test/database.ts';
import { aCompleteDraft, aPerson, applicationsScene, pdf, serveApplications, signedPdf } from '../../../../test/factories/applications.ts';
import { uploadDocument } from '../actions/documents.ts';
import { applicationById } from './application.ts';
import { representativesOf } from './consortium.ts';
import { signersOn } from './documents.ts';
import { bindersOn } from './representatives.ts';

const day = '2026-02-10';
let t: TestHouse;
let s: Awaited<ReturnType<typeof applicationsScene>>;
beforeAll(async () => {
  t = await testHouse({ at: `${day}T10:00:00.000Z` });
  s = await applicationsScene(t.house);
});
afterAll(() => t.end());
beforeEach(async () => {
  await t.house.pool.query('delete from organisation_representatives');
  await t.house.pool.query('update people set fiscal_code = null');
});

const register = (organisation: string, name: string, code: string | null, from: string, until: string | null = null, person: string | null = null) =>
  t.house.pool.query(
    "insert into organisation_representatives (organisation_id, name, fiscal_code, role, from_on, until_on, person_id) values ($1, $2, $3, 'Presidente', $4, $5, $6)",
    [organisation, name, code, from, until, person],
  );
const shown = async (on = day) => (await bindersOn(t.house.db, [s.lead.id], on)).map((b) => [b.name, b.fiscalCode, b.codeFrom, b.account?.id ?? null]);

test('both registers together, each person once, only those in office on the day', async () => {
  expect(await shown()).toEqual([['Anna Alfa', null, null, s.applicant.id]]);
  await register(s.lead.id, 'Carla Gamma', 'GMMCRL70A41F205X', '2026-02-01', '2026-02-10');
  await register(s.lead.id, 'Dario Delta', 'DLTDRA70A01F205Y', '2020-01-01', '2026-02-09');
  await register(s.lead.id, 'Alfa Anna', 'LFANNA80A41F205M', '2020-01-01', null, s.applicant.id);
  await register(s.second.id, 'Altrui', 'LTRXXX70A01F205Z', '2020-01-01');
  const anna = ['Alfa Anna', 'LFANNA80A41F205M', 'register', s.applicant.id];
  expect(await shown()).toEqual([anna, ['Carla Gamma', 'GMMCRL70A41F205X', 'register', null]]);
  expect(await shown('2026-02-09')).toEqual([
    anna,
    ['Carla Gamma', 'GMMCRL70A41F205X', 'register', null],
    ['Dario Delta', 'DLTDRA70A01F205Y', 'register', null],
  ]);
  expect(await shown('2026-02-11')).toEqual([anna]);
  expect([...(await signersOn(t.house.db, [s.lead.id, s.second.id], day))].map(([id, who]) => [id, who.length])).toEqual(
    expect.arrayContaining([
      [s.lead.id, 2],
      [s.second.id, 2],
    ]),
  );
});

test('the register’s code goes before the one of the person’s account', async () => {
  await t.house.pool.query("update people set fiscal_code = 'LFANNA80A41F205M' where id = $1", [s.applicant.id]);
  await register(s.lead.id, 'Anna Alfa', null, '2020-01-01', null, s.applicant.id);
  expect(await shown()).toEqual([['Anna Alfa', 'LFANNA80A41F205M', 'account', s.applicant.id]]);
});

test('whoever the register links to an account represents, though among the people only as a member; nobody else does', async () => {
  const member = await aPerson(t.house, 'Elena Epsilon');
  await t.house.pool.query("insert into organisation_people (organisation_id, person_id, role) values ($1, $2, 'member')", [s.second.id, member.id]);
  const represents = async (on: string) => (await representativesOf(t.house.db, [s.second.id], on)).map((p) => p.name);
  expect(await represents(day)).toEqual(['Bruno Beta']);
  // A code that the person gives themselves makes nobody a representative.
  await register(s.second.id, 'Elena E. Epsilon', 'PSLLNE80A41F205M', '2026-02-10');
  await t.house.pool.query("update people set fiscal_code = 'PSLLNE80A41F205M' where id = $1", [member.id]);
  expect(await represents(day)).toEqual(['Bruno Beta']);
  await t.house.pool.query('update organisation_representatives set person_id = $1', [member.id]);
  expect([await represents(day), await represents('2026-02-09')]).toEqual([['Bruno Beta', 'Elena Epsilon'], ['Bruno Beta']]);
});

test('a signature holds by the register alone; the page says where codes come from, and warns of documents that end too early', async () => {
  const as = serveApplications(t.house);
  const id = await aCompleteDraft(t.house, s.applicant, s.call, s.lead.id);
  const hand = async (bytes: Uint8Array, validUntil: string | null) => {
    await uploadDocument(t.house, s.applicant, id, { document: 'application', organisation: null, fileName: 'Domanda.pdf', bytes, validUntil });
    return (await applicationById(t.house.db, id))!.proposal.documents.find((d) => d.document === 'application')!.signature!.outcome;
  };
  const page = async (locale = '') => (await as(s.applicant).get(`${locale}/applications/${id}/documents`)).text();
  expect(await page()).toContain(`href="/organisations/${s.lead.id}/representatives"`);
  expect(await page()).toContain('Anna Alfa (codice fiscale non indicato)');
  await register(s.lead.id, 'Anna Alfa', 'LFANNA80A41F205M', '2020-01-01');
  const carla = { name: 'Carla Gamma', fiscalCode: 'GMMCRL70A41F205X' };
  expect(await hand(await signedPdf(t.house, carla), '2026-02-19')).toBe('invalid');
  await register(s.lead.id, carla.name, carla.fiscalCode, '2026-02-01');
  expect(await hand(await signedPdf(t.house, carla), '2026-02-19')).toBe('valid');
  expect(await page()).toContain('Anna Alfa (codice fiscale dal registro dei rappresentanti), Carla Gamma');
  expect(await page('/en')).toContain('Valid until 19 February 2026: no longer so at the deadline of the call, 20 February 2026.');
  await hand(await signedPdf(t.house, carla), '2026-02-20');
  expect(await page('/en')).not.toContain('no longer so at the deadline');
  const keep = (kind: string, title: string, until: string) =>
    t.house.pool.query(
      "insert into organisation_documents (organisation_id, kind, title, file_name, media_type, bytes, sha256, valid_from, valid_until, uploaded_at, uploaded_by) values ($1, $2, $3, 'x.pdf', 'application/pdf', $4, $5, '2025-01-01', $6, now(), $7)",
      [s.lead.id, kind, title, pdf().length, 'a'.repeat(64), until, s.applicant.id],
    );
  await keep('durc', 'DURC', '2026-02-19');
  await keep('antimafia', 'Antimafia vecchia', '2026-01-01');
  await keep('antimafia', 'Antimafia', '2026-02-20');
  const warned = await page('/en');
  expect([warned.includes('DURC (Tessitura Alfa S.r.l.): valid until 19 February 2026.'), warned.includes('Antimafia vecchia')]).toEqual([true, false]);
});
