import { checkRow } from './checks.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { programmeById } from '#src/partnership/programme/queries.ts';
import { fundedWorld } from '../../../../test/factories/funded.ts';
import { testHouse, type TestHouse } from '../../../../test/database.ts';
import { columnWords, meaningWords, problemWords } from './columns.ts';
import { datasets } from './datasets.ts';
import { oneSheet, sheetCsv, wholeWorkbook } from './files.ts';
import { examined, halfYears, indicatorsOf } from './queries.ts';

let t: TestHouse;
let world: Awaited<ReturnType<typeof fundedWorld>>;
const programme = () => programmeById(t.house.db, world.call.programme);

beforeAll(async () => {
  t = await testHouse({ at: '2025-02-01T10:00:00.000Z' });
  world = await fundedWorld(t.house);
});
afterAll(() => t.end());

test('half-years are those since the first contract', async () => {
  expect(await halfYears(t.house.db, world.call.programme, '2025-02-01')).toEqual(['2025-1', '2024-2']);
  expect(await halfYears(t.house.db, 'other', '2025-02-01')).toEqual(['2025-1']);
});

test('files hold what was there in the half-year, and say what is missing', async () => {
  const { summaries, missing } = await examined(t.house.db, world.call.programme, '2024-2');
  expect(summaries).toEqual([
    { dataset: 'beneficiaries', rows: 2, problems: 3 },
    { dataset: 'projects', rows: 1, problems: 0 },
    { dataset: 'people', rows: 3, problems: 0 },
    { dataset: 'costs', rows: 0, problems: 0 },
    { dataset: 'registers', rows: 1, problems: 2 },
    { dataset: 'milestones', rows: 0, problems: 0 },
    { dataset: 'targets', rows: 0, problems: 0 },
  ]);
  expect(missing.map((m) => [m.dataset, m.row, m.what]).sort()).toEqual([
    ['beneficiaries', 'Impresa di prova S.r.l.', 'fiscalCodeMissing'],
    ['beneficiaries', 'Impresa di prova S.r.l.', 'vatMissing'],
    ['beneficiaries', 'Università di prova', 'fiscalCodeMissing'],
    ['registers', 'Impresa di prova S.r.l.', 'deggendorfMissing'],
    ['registers', 'Impresa di prova S.r.l.', 'rnaMissing'],
  ]);
  expect((await examined(t.house.db, world.call.programme, '2024-1')).summaries.map((s) => s.rows)).toEqual([0, 0, 0, 0, 0, 0, 0]);
});

test('who is to be hired, or of whom no contract is stated, is missing one', () => {
  const person = { id: 'x', project: 'p', gender: 'f', birthYear: 1980, workRegion: 'apulia' };
  const lacks = ['permanent', 'contractor', 'toHire', 'notStated', ''].map((contractKind) => checkRow.person({ ...person, contractKind }));
  expect(lacks).toEqual([[], [], ['contractMissing'], ['contractMissing'], ['contractMissing']]);
});

test('a file as CSV, to the character', async () => {
  const sheet = (await oneSheet(t.house.db, await programme(), '2024-2', 'projects', 'en'))!;
  const [head, row, end] = sheetCsv(sheet).split('\r\n');
  expect(head).toBe(
    '\uFEFFCUP;Project code;Call;Acronym;Title;Spoke;Sector;State;Contract signed on;Begins on;Ends on;TRL at the beginning;TRL at the end;Eligible cost (€);Grant (€);Grant in the South (€);Grant on accepted cost (€);Paid (€)',
  );
  expect(row).toBe(
    `D43C22003120001;${sheet.rows[0]![1] as string};${world.call.officialCode};PROVA;Un progetto di prova;5;;running;2024-07-10;2024-07-15;2025-07-14;3;6;300000.00;270000.00;70000.00;0.00;0.00`,
  );
  expect(end).toBe('');
});

test('the workbook is the same for the same content, and names nobody', async () => {
  const made = async () => wholeWorkbook(t.house.db, await programme(), '2024-2', 'it', '2025-02-01T10:00:00.000Z');
  expect((await made()).equals(await made())).toBe(true);
  const people = (await oneSheet(t.house.db, await programme(), '2024-2', 'people', 'it'))!;
  expect(sheetCsv(people)).not.toMatch(/Ida|Ricercatrice|Ordinario/);
  expect(people.rows).toHaveLength(3);
});

test('indicators are those of the programme', async () => {
  await t.house.writer
    .updateTable('programmes')
    .set({
      about: JSON.stringify({
        indicators: {
          source: { ref: 'x', status: 'example' },
          collectedUntil: '2027-02-28',
          list: [{ number: 9, title: { it: 'I', en: 'I' }, unit: { it: 'u', en: 'u' }, counts: 'enterprises' }],
        },
      }),
    } as never)
    .execute();
  expect(await indicatorsOf(t.house.db, await programme(), '2024-2')).toEqual([
    {
      number: 9,
      measured: [
        { group: 'small', value: 1 },
        { group: 'medium', value: 0 },
        { group: 'large', value: 0 },
        { group: 'notStated', value: 0 },
      ],
    },
  ]);
});

test('every column is explained, and every problem has words', () => {
  const used = new Set(datasets.flatMap((d) => d.columns.map((c) => c.key)));
  expect([...used].sort()).toEqual(Object.keys(columnWords).sort());
  expect(Object.keys(meaningWords).sort()).toEqual(Object.keys(columnWords).sort());
  const nothing = {
    id: '',
    project: '',
    trlFrom: 5,
    trlTo: 3,
    acceptedCents: 2,
    aidCents: 1,
    bodyKind: 'enterprise',
    costKind: 'cost',
    lineCup: 'x',
    peopleCount: 0,
    birthYear: null,
    due: true,
    stale: true,
  };
  const bare = { ...nothing, trlFrom: null, fiscalCode: '123', vatNumber: '123', deggendorf: 'pending', metOn: '2024-10-01' };
  const found = new Set(datasets.flatMap((d) => [...d.check(nothing), ...d.check(bare)]));
  expect([...found].sort()).toEqual(Object.keys(problemWords).sort());
});
