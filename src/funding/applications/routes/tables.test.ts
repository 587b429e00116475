import { randomUUID } from 'node:crypto';
import type { Actor } from '#src/core/actor.ts';
import { explain } from '#src/house/explain.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testHouse, type TestHouse } from '../../../../test/database.ts';
import { aPerson, applicationsScene, serveApplications } from '../../../../test/factories/applications.ts';
import { startApplication } from '../actions/start.ts';
import { applicationById } from '../queries/application.ts';
import type { TableRow } from '../snapshot.ts';

let t: TestHouse;
let s: Awaited<ReturnType<typeof applicationsScene>>;
let as: ReturnType<typeof serveApplications>;
let anna: Actor;

beforeAll(async () => {
  t = await testHouse({ at: '2026-02-10T09:00:00.000Z' });
  s = await applicationsScene(t.house);
  as = serveApplications(t.house);
  anna = s.applicant;
});
afterAll(() => t.end());

const begin = () => startApplication(t.house, anna, { callId: s.call.id, organisationId: s.lead.id });
const rowsOf = async (id: string, field = 'workPackages') =>
  ((await applicationById(t.house.db, id))!.proposal.answers['workPlan']?.[field] ?? []) as TableRow[];
const address = (id: string, field = 'workPackages') => `/applications/${id}/sections/workPlan/tables/${field}`;
const send = (id: string, form: Record<string, string | Blob>, field?: string, key: string = randomUUID()) =>
  as(anna).post(address(id, field), { idempotencyKey: key, ...form });
const cellsOf =
  (field = 'workPackages') =>
  (row: TableRow) =>
    s.call.form.sections
      .flatMap((section) => section.fields)
      .find((f) => f.id === field)!
      .columns!.map((c) => row[c.id] ?? '');
const cells = (row: TableRow) => cellsOf()(row);

describe('rows from a spreadsheet', () => {
  test('pasted rows are saved as typed ones are, once, and are added to those that are there', async () => {
    const id = await begin();
    const key = randomUUID();
    const pasted = { rows: 'Studio\tTessitura Alfa S.r.l.\t1\t6\t4,5\tSi studia\r\nProva\ttessitura alfa s.r.l.\t4\t12\t8\t\r\n' };
    for (const answer of [await send(id, pasted, undefined, key), await send(id, pasted, undefined, key)])
      expect([answer.status, answer.headers.get('location')]).toEqual([303, `/applications/${id}/sections/workPlan?saved=sections%2FworkPlan#f-workPackages`]);
    expect((await rowsOf(id)).map(cells)).toEqual([
      ['Studio', s.lead.id, '1', '6', '4.5', 'Si studia'],
      ['Prova', s.lead.id, '4', '12', '8', ''],
    ]);
    // Rows of another table are named by number or by name.
    await send(id, { rows: 'Rapporto\t2. Prova\t12\t\nDati\t1\t6\t' }, 'deliverables');
    const [studio, prova] = await rowsOf(id);
    expect((await rowsOf(id, 'deliverables')).map(cellsOf('deliverables'))).toEqual([
      ['Rapporto', prova!.id, '12', ''],
      ['Dati', studio!.id, '6', ''],
    ]);
    const history = await (await as(anna).get(`/applications/${id}/history?field=deliverables`)).text();
    expect([history.includes('Attività: 2. Prova'), history.includes(prova!.id)]).toEqual([true, false]);
  });

  test('the table as CSV comes back the same, and takes the place of what was there', async () => {
    const id = await begin();
    await send(id, { rows: '"=1+1; ""così"""\tTessitura Alfa S.r.l.\t1\t6\t4,5\t"Due\nrighe"' });
    const csv = await as(anna).get(`${address(id)}?format=csv`);
    expect([csv.headers.get('content-type'), csv.headers.get('content-disposition')]).toEqual([
      'text/csv; charset=utf-8',
      "attachment; filename*=UTF-8''workPackages.csv",
    ]);
    const bytes = await csv.arrayBuffer();
    expect(new TextDecoder().decode(bytes)).toBe(
      'Titolo;Responsabile;Dal mese;Al mese;Impegno (mesi-persona);Che cosa si fa\r\n"\'=1+1; ""così""";Tessitura Alfa S.r.l.;1;6;4,5;"Due\nrighe"\r\n',
    );
    const before = (await rowsOf(id)).map(cells);
    const page = await (await as(anna).get(address(id))).text();
    expect(page).toContain('name="base" value="1"');
    const answer = await send(id, { file: new File([bytes], 'righe.csv', { type: 'text/csv' }), how: 'replace', base: '1' });
    expect([answer.status, (await rowsOf(id)).map(cells)]).toEqual([303, before]);
  });

  test('one cell that does not fit and nothing is saved: which one is told, and what was pasted is there again', async () => {
    const id = await begin();
    const answer = await send(id, { rows: 'Studio\tTessitura Alfa S.r.l.\t1\t6\t4\t\nProva\tNessuno S.p.A.\t1\tsei\t4\t' });
    const page = await answer.text();
    expect(answer.status).toBe(422);
    const { label, columns } = s.call.form.sections.find((x) => x.id === 'workPlan')!.fields.find((f) => f.id === 'workPackages')!;
    const of = (column: number) => ({ label, row: 2, column: columns![column]!.label });
    for (const said of [
      explain({ code: 'application.answerNotAMember', params: of(1) }, 'it'),
      explain({ code: 'application.answerNotAMonth', params: of(3) }, 'it'),
    ])
      expect(page).toContain(said);
    expect(page).toContain('Nessuno S.p.A.\t1\tsei');
    expect(await rowsOf(id)).toEqual([]);
  });

  test('a spreadsheet’s own file, one that is too big and an empty form are refused', async () => {
    const id = await begin();
    const refused = async (form: Record<string, string | Blob>) => {
      const answer = await send(id, form);
      return [answer.status, await answer.text()] as const;
    };
    for (const [form, code, params] of [
      [{ file: new File(['PK\u0003\u0004 zip'], 'righe.xlsx') }, 'application.importNotText', {}],
      [{ file: new File([new Uint8Array([65, 0, 66])], 'righe.csv') }, 'application.importNotText', {}],
      [{ file: new File(['a'.repeat(1_048_577)], 'righe.csv') }, 'form.fileTooBig', { bytes: 1_048_577, maxBytes: 1_048_576, of: 'system' }],
      [{ rows: ' \n ' }, 'application.importNothing', {}],
    ] as const) {
      const [status, page] = await refused(form as Record<string, string | Blob>);
      expect([status, page.includes(explain({ code, params }, 'it'))]).toEqual([422, true]);
    }
    expect(await rowsOf(id)).toEqual([]);
  });

  test('rows take the place of those that their writer saw, not of those that somebody else added since', async () => {
    const id = await begin();
    await send(id, { rows: 'Studio\tTessitura Alfa S.r.l.\t1\t6\t4\t' });
    await send(id, { rows: 'Prova\tTessitura Alfa S.r.l.\t1\t6\t4\t' });
    const answer = await send(id, { rows: 'Altro\tTessitura Alfa S.r.l.\t1\t6\t4\t', how: 'replace', base: '1' });
    expect([answer.status, (await rowsOf(id)).map((r) => r['title'])]).toEqual([303, ['Altro', 'Prova']]);
  });

  test('for whose application it is and for tables only', async () => {
    const id = await begin();
    const stranger = await aPerson(t.house, 'Estranea');
    for (const person of [stranger, s.office, s.partner]) {
      expect((await as(person).get(address(id))).status).toBe(404);
      expect((await as(person).post(address(id), { rows: 'x' })).status).toBe(404);
    }
    expect((await as(null).get(address(id))).status).toBe(303);
    expect((await as(anna).get(address(id, 'budgetReasons'))).status).toBe(404);
    expect((await as(anna).get(address(id, 'nothing'))).status).toBe(404);
    t.setClock('2026-02-20T11:00:01.000Z');
    const late = await send(id, { rows: 'Studio\tTessitura Alfa S.r.l.\t1\t6\t4\t' });
    expect([late.status, await rowsOf(id)]).toEqual([409, []]);
    t.setClock('2026-02-10T09:00:00.000Z');
  });
});
