import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#src/core/actor.ts';
import { frame } from '#src/house/frame.tsx';
import { web } from '#src/house/web.ts';
import { writeXlsx } from '#src/plumbing/xlsx.ts';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { fundedWorld } from '../../../test/factories/funded.ts';
import { runJobs } from '../../../test/jobs.ts';
import { openReports } from './actions/open.ts';
import { importColumns } from './rules/import.ts';
import { reportDoors } from './routes.tsx';

// The pages of timesheets and reports by forms, in both languages; files that are imported, good and bad; and who may not see what.

let t: TestHouse;
let w: Awaited<ReturnType<typeof fundedWorld>>;
let app: ReturnType<typeof web>;
let asks: Actor | null = null;
let office: Actor;
let auditor: Actor;
let spoke5: Actor;
let spoke6: Actor;
let stranger: Actor;
let id: string;
let ida: string;

beforeAll(async () => {
  t = await testHouse({ at: '2024-11-04T09:00:00.000Z' });
  w = await fundedWorld(t.house);
  office = await w.person('Ugo Ufficio', [{ role: 'office', scope: null }]);
  auditor = await w.person('Rita Revisora', [{ role: 'auditor', scope: null }]);
  spoke5 = await w.person('Lia Cinque', [{ role: 'spokeLeader', scope: '5' }]);
  spoke6 = await w.person('Leo Sei', [{ role: 'spokeLeader', scope: '6' }]);
  stranger = await w.person('Nino Nessuno', [{ role: 'applicant', scope: null }]);
  await openReports(t.house);
  ({ id } = await t.house.db.selectFrom('reports').select('id').executeTakeFirstOrThrow());
  ida = w.people.find((p) => p.name.startsWith('Ida'))!.id;
  app = web({
    house: t.house,
    doors: reportDoors,
    identify: () => Promise.resolve(asks),
    assets: { address: (name) => `/assets/${name}`, serve: () => new Response('') },
    frame: frame({ acronym: 'MICS', name: { it: 'MICS', en: 'MICS' }, projectCode: 'P', cup: 'C' }),
  });
});
afterAll(() => t.end());

const get = (who: Actor, path: string) => {
  asks = who;
  return app.request(`http://localhost${path}`);
};
const status = async (who: Actor, path: string) => (await get(who, path)).status;
const post = (who: Actor, path: string, body: FormData | Record<string, string>) => {
  asks = who;
  return app.request(`http://localhost${path}`, { method: 'POST', body: body instanceof FormData ? body : new URLSearchParams(body) });
};
/** The page, which is whole, has one heading and shows no code instead of words. */
const page = async (who: Actor, path: string, expected = 200) => {
  const answer = await get(who, path);
  const text = await answer.text();
  expect([path, answer.status]).toEqual([path, expected]);
  expect(text.match(/<h1/g)?.length).toBe(1);
  expect(text).not.toMatch(/>(?:reports|form|notFound)\.[a-zA-Z.]+</);
  return text.replaceAll('&#39;', "'");
};

test('each sees what concerns them, and nobody else anything', async () => {
  for (const who of [office, auditor, spoke5, w.lead, w.partner])
    for (const path of [`/reports/${id}`, `/reports/${id}/lines`, `/reports/${id}/technical`, `/timesheets/${ida}/2024-10`])
      expect([who.name, path, await status(who, path)]).toEqual([who.name, path, who === w.partner && path.startsWith('/timesheets') ? 404 : 200]);
  for (const who of [spoke6, stranger, w.researcher])
    for (const path of [`/reports/${id}`, `/reports/${id}/lines`, `/reports/${id}/imports`, `/reports/${id}/members/${w.university}`])
      expect([who.name, path, await status(who, path)]).toEqual([who.name, path, 404]);
  expect([await status(w.researcher, `/timesheets/${ida}/2024-10`), await status(stranger, `/timesheets/${ida}/2024-10`)]).toEqual([200, 404]);
  expect([await status(w.partner, `/reports/${id}/members/${w.university}`), await status(w.partner, `/reports/${id}/members/${w.enterprise}`)]).toEqual([
    404, 200,
  ]);
  expect([await status(office, `/reports/${id}/lines/new`), await status(office, `/reports/${id}/imports`)]).toEqual([404, 404]);
  for (const path of ['/reports/x', `/timesheets/${ida}/2024-13`, `/timesheets/${ida}/2030-01`, '/timesheets/x/2024-10'])
    expect(await status(office, path)).toBe(404);
});

test('a month is filled in, a week is copied, and what is no hour comes back as it was typed', async () => {
  const here = `/timesheets/${ida}/2024-10`;
  expect(await page(w.researcher, here)).toContain('Ore di ottobre 2024');
  expect(await page(w.researcher, `/en${here}`)).toContain('Hours of October 2024');
  const bad = await post(w.researcher, here, { revision: '0', how: 'save', 'h.wp-1.02': '7,3', 'h.wp-2.03': '4' });
  const text = await bad.text();
  expect(bad.status).toBe(422);
  expect(text).toContain('non è un numero di ore a quarti');
  expect(text).toContain('value="7,3"');
  const good = await post(w.researcher, here, { revision: '0', how: 'copy', week: '2024-10-07', 'h.wp-1.07': '7,5', 'h.wp-2.08': '4:30' });
  expect([good.status, good.headers.get('location')]).toEqual([303, `${here}?saved=1`]);
  const hours = await t.house.db.selectFrom('timesheet_hours').select(['day', 'work_package', 'quarters']).orderBy('day').execute();
  expect(hours.map((h) => `${h.day} ${h.work_package} ${h.quarters}`)).toEqual([
    '2024-10-01 wp-2 18',
    '2024-10-07 wp-1 30',
    '2024-10-08 wp-2 18',
    '2024-10-14 wp-1 30',
    '2024-10-15 wp-2 18',
    '2024-10-21 wp-1 30',
    '2024-10-22 wp-2 18',
    '2024-10-28 wp-1 30',
    '2024-10-29 wp-2 18',
  ]);
  expect(await page(w.researcher, '/timesheets')).toContain('ottobre 2024');
});

const head = importColumns.costs.map((c) => c.label.it);
const row = (number: string, more: Partial<Record<string, string>> = {}) =>
  importColumns.costs.map(
    (c) =>
      more[c.id] ??
      {
        category: 'attrezzature',
        description: 'Sonda',
        supplier: 'Fornitore S.r.l.',
        supplierVat: '12345678903',
        invoiceNumber: number,
        invoiceOn: '02/09/2024',
        paidOn: '01/10/2024',
        paymentRef: 'TRN',
        cents: '1.234,50',
        cup: 'D43C22003120001',
      }[c.id]!,
  );
const csvOf = (...rows: string[][]) => [head, ...rows].map((r) => r.join(';')).join('\r\n');

async function upload(who: Actor, content: string | Buffer, name = 'costi.csv', kind = 'costs', organisation = w.enterprise) {
  const form = new FormData();
  form.set('organisation', organisation);
  form.set('kind', kind);
  form.set('file', new File([typeof content === 'string' ? content : new Uint8Array(content)], name));
  const answer = await post(who, `/reports/${id}/imports`, form);
  if (answer.status !== 303) return { status: answer.status, path: '', text: await answer.text() };
  const path = answer.headers.get('location')!;
  return { status: 303, path, text: await page(who, path) };
}
const costs = async () => (await t.house.db.selectFrom('report_lines').select('invoice_number').where('report_id', '=', id).execute()).length;

test('a file with errors tells each cell and takes nothing in; mended it is previewed and taken in whole, once', async () => {
  const bad = await upload(
    w.partner,
    csvOf(row('1'), row('2', { cents: '1,234' }), row('3', { invoiceOn: '2 settembre' }), row('1', { cup: 'X' }), row('5', { description: '=HYPERLINK("x")' })),
  );
  expect(bad.text).toContain('Il file ha errori: nulla è stato importato');
  for (const said of ['può voler dire due importi', 'non è una data', 'contiene una formula']) expect(bad.text).toContain(said);
  const twice = await upload(w.partner, csvOf(row('1'), row('1', { cup: 'X' })));
  for (const said of ['è già alla riga 2', 'quello del progetto è D43C22003120001']) expect(twice.text).toContain(said);
  expect(await costs()).toBe(0);
  const good = await upload(w.partner, csvOf(row('1'), row('2'), row('3')));
  expect(good.text).toContain('Importa 3 righe');
  expect(await costs()).toBe(0);
  expect((await post(w.partner, `${good.path}/confirmation`, {})).status).toBe(303);
  expect(await costs()).toBe(3);
  expect((await post(w.partner, `${good.path}/confirmation`, {})).status).toBe(409);
  const again = await upload(w.partner, csvOf(row('2'), row('4')));
  expect(again.text).toContain('è già nel rendiconto 1 del progetto');
  expect(await costs()).toBe(3);
  expect(await status(w.lead, good.path)).toBe(200);
  expect(await status(stranger, good.path)).toBe(404);
});

test('many proofs at once: the page says which lines wait, keeps what fits, and comes back with what does not', async () => {
  const form = new FormData();
  form.set('organisation', w.enterprise);
  for (const name of ['fattura 2.pdf', 'scansione.pdf']) form.append('files', new File([`%PDF-1.7\n% ${name}\n%%EOF\n`], name));
  expect(await page(w.partner, `/reports/${id}/proofs`)).toContain('righe senza documento');
  const answer = await post(w.partner, `/reports/${id}/proofs`, form);
  const text = await answer.text();
  expect([answer.status, text.includes('scansione.pdf: nessuna riga senza documento'), text.includes('fattura 2.pdf:')]).toEqual([422, true, false]);
  const { rows } = await t.house.pool.query('select invoice_number, file_name from report_lines where report_id = $1 and file_name is not null', [id]);
  expect(rows).toEqual([{ invoice_number: '2', file_name: 'fattura 2.pdf' }]);
  expect(await status(stranger, `/reports/${id}/proofs`)).toBe(404);
});

test('a workbook is read as a CSV is, and its template comes back good but for its example', async () => {
  const numbers = row('10').map((cell, i) => (importColumns.costs[i]!.id === 'cents' ? 99.95 : cell));
  const book = await upload(w.partner, writeXlsx('x', [head, numbers], '2024-11-04T09:00:00.000Z'), 'costi.xlsx');
  expect(book.text).toContain('99,95');
  asks = w.partner;
  for (const format of ['csv', 'xlsx'])
    for (const kind of ['costs', 'timesheets']) {
      const template = await get(w.partner, `/reports/${id}/imports/template?kind=${kind}&format=${format}`);
      const read = await upload(w.partner, Buffer.from(await template.arrayBuffer()), `modello.${format}`, kind);
      expect([format, kind, read.text.includes(kind === 'costs' ? 'Importa una riga' : 'è nel gruppo di questo ente')]).toEqual([format, kind, true]);
    }
});

test('bad files each get a clear answer', async () => {
  const said = async (content: string | Buffer, name: string) => (await upload(w.partner, content, name)).text;
  expect(await said('Colore;Peso\r\nrosso;3', 'costi.csv')).toContain('Manca la colonna «Voce di costo»');
  expect(await said(Buffer.from('PK\u0003\u0004non è uno zip'), 'costi.xlsx')).toContain('non è una cartella di lavoro XLSX');
  expect(await said(Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'costi.xls')).toContain('formato vecchio (XLS)');
  expect(await said(csvOf(row('1', { supplier: 'SocietÃ  Ã¨' })), 'costi.csv')).toContain('salvarlo come «CSV UTF-8»');
  expect(await said(Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x01, 0x02]), 'costi.csv')).toMatch(/salvarlo come «CSV UTF-8»|Manca la colonna/);
  const eleven = await upload(w.partner, Buffer.alloc(11 * 1024 * 1024, 65), 'grande.csv');
  expect([eleven.status, eleven.text.includes('Il file pesa 11,54 MB: il massimo è 10 MB, fissato da questo sistema')]).toEqual([422, true]);
  // The server knows from the length alone, and reads nothing of it.
  const fifty = await app.request(`http://localhost/reports/${id}/imports`, {
    method: 'POST',
    body: 'x',
    headers: { 'content-type': 'multipart/form-data; boundary=x', 'content-length': String(50 * 1024 * 1024) },
  });
  expect([fifty.status, (await fifty.text()).includes('Quanto inviato pesa 50 MB: il massimo in un solo invio è 25 MB')]).toEqual([422, true]);
  expect((await upload(w.partner, '', 'vuoto.csv')).status).toBe(422);
});

test('a large file is read by the worker, and its page reloads until it is', async () => {
  const rows = Array.from({ length: 3000 }, (_, i) => row(`L${i}`));
  const large = await upload(w.partner, csvOf(...rows));
  expect(large.text).toContain('Lettura in corso');
  expect((await get(w.partner, large.path)).headers.get('refresh')).toBe(`2; url=${large.path}`);
  await runJobs(t.house, ['reports.import']);
  expect(await page(w.partner, large.path)).toContain('Importa 3.000 righe');
  expect((await post(w.partner, `${large.path}/confirmation`, {})).status).toBe(303);
  expect(await costs()).toBe(3003);
});

test('hours come from a file too, person by person', async () => {
  const lines = (name: string, hours: string) => `Persona;Giorno;Pacchetto di lavoro;Ore\r\n${name};02/10/2024;2;${hours}\r\n${name};03/10/2024;Linea pilota;4`;
  expect((await upload(w.partner, lines('Eva Tecnica', '9'), 'ore.csv', 'timesheets')).text).toContain('il massimo al giorno è 8');
  expect((await upload(w.partner, lines('Ida Ricercatrice', '4'), 'ore.csv', 'timesheets')).text).toContain('è nel gruppo di questo ente');
  const good = await upload(w.partner, lines('eva tecnica', '7,5'), 'ore.csv', 'timesheets');
  expect((await post(w.partner, `${good.path}/confirmation`, {})).status).toBe(303);
  const eva = w.people.find((p) => p.name.startsWith('Eva'))!.id;
  const sheet = await t.house.db.selectFrom('timesheets').selectAll().where('worker_id', '=', eva).executeTakeFirstOrThrow();
  expect([sheet.state, sheet.month]).toEqual(['draft', '2024-10-01']);
  expect(await page(w.partner, `/timesheets/${eva}/2024-10`)).toContain('value="7,5"');
});

test('every page stands, in both languages, and a partner sees nothing of the others', async () => {
  const line = (await t.house.db.selectFrom('report_lines').select('id').where('report_id', '=', id).limit(1).executeTakeFirstOrThrow()).id;
  for (const prefix of ['', '/en'])
    for (const path of [
      '/reports',
      `/reports/${id}`,
      `/reports/${id}/lines`,
      `/reports/${id}/lines/new`,
      `/reports/${id}/lines/${line}`,
      `/reports/${id}/technical`,
      `/reports/${id}/members/${w.university}`,
      `/reports/${id}/imports`,
      '/timesheets',
    ])
      await page(w.lead, `${prefix}${path}`);
  const csv = await (await get(w.lead, `/reports/${id}/lines?format=csv`)).text();
  expect(csv.split('\r\n')).toHaveLength(3005);
  const form = new FormData();
  for (const [k, v] of Object.entries({
    organisation: w.university,
    category: 'materials',
    description: 'Riservato ateneo',
    supplier: 'Altro',
    supplierVat: 'XX1',
    invoiceNumber: '77',
    invoiceOn: '2024-09-02',
    cents: '50',
  }))
    form.set(k, v);
  expect((await post(w.lead, `/reports/${id}/lines`, form)).status).toBe(303);
  for (const path of [`/reports/${id}`, `/reports/${id}/lines`, `/reports/${id}/lines?format=csv`])
    expect(await (await get(w.partner, path)).text()).not.toContain('Riservato ateneo');
  expect(await page(w.lead, `/reports/${id}/lines?q=Riservato`)).toContain('Riservato ateneo');
});
