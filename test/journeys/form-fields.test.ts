import { startApplication } from '#src/funding/applications/actions/start.ts';
import { applicationById } from '#src/funding/applications/queries/application.ts';
import type { TableRow } from '#src/funding/applications/snapshot.ts';
import { actorOf } from '#src/house/seed/example.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCall } from '../factories/applications.ts';
import { startStage, type Stage, type Visitor } from './browser.ts';
import { bodies, fillSection, seedPartnership, type Partnership } from './partnership.ts';

let stage: Stage;
let partnership: Partnership;
let marta: Visitor;
let written = '';
const section = (id: string) => `/applications/${written}/sections/${id}`;
const answers = async () => (await applicationById(stage.house.db, written))!.proposal.answers;
const rows = async (field: string) => (await answers())['workPlan']?.[field] as readonly TableRow[];

beforeAll(async () => {
  stage = await startStage({ at: '2026-02-05T09:00:00.000Z', seed: async (house) => (partnership = await seedPartnership(house)) });
  await openCall(stage.house, actorOf('office'), 'filiere');
  marta = await stage.signInAs('applicant-enterprise');
  const organisationId = partnership.id('weaver');
  written = await startApplication(stage.house, actorOf('applicant-enterprise', [organisationId]), { callId: 'filiere', organisationId });
});

afterAll(() => stage?.end());

test('rich text: buttons and keys set marks, the preview shows them, and only what is seen is counted', async () => {
  await marta.visit(section('idea'));
  const { page } = marta;
  const area = page.locator('[name=objectives]');
  await area.fill('Meno scarti');
  await area.press('Control+a');
  await area.press('Control+b');
  expect(await area.inputValue()).toBe('**Meno scarti**');
  const box = page.locator('[data-rich]').filter({ has: area });
  await box.getByRole('button', { name: 'Corsivo' }).click();
  expect(await area.inputValue()).toBe('***Meno scarti***');
  await box.getByRole('button', { name: 'Corsivo' }).click();
  expect(await area.inputValue()).toBe('**Meno scarti**');
  await area.press('End');
  await page.keyboard.insertText('\n\nuno\ndue <img src=x onerror=alert(1)> [x](javascript:alert(1))');
  await area.evaluate((a: HTMLTextAreaElement) => a.setSelectionRange(a.value.indexOf('uno'), a.value.length));
  await box.getByRole('button', { name: 'Elenco puntato' }).click();
  expect(await area.inputValue()).toBe('**Meno scarti**\n\n- uno\n- due <img src=x onerror=alert(1)> [x](javascript:alert(1))');
  await expect.poll(() => box.locator('.m-counter').innerText()).toBe('3.927 caratteri rimasti');
  await box.getByRole('button', { name: 'Anteprima' }).click();
  expect(await box.locator('.m-rich-preview').innerHTML()).toBe(
    '<p><strong>Meno scarti</strong></p><ul><li>uno</li><li>due &lt;img src=x onerror=alert(1)&gt; [x](javascript:alert(1))</li></ul>',
  );
  await marta.picture('form-rich-text', { to: '[data-rich]' });
  await marta.picture('form-rich-text-phone', { to: '[data-rich]', width: 390 });
  await marta.look();
  await box.getByRole('button', { name: 'Anteprima' }).click();
  await marta.press('Salva e resta qui');
  expect((await answers())['idea']!['objectives']).toBe('**Meno scarti**\n\n- uno\n- due <img src=x onerror=alert(1)> [x](javascript:alert(1))');
  await marta.visit(`/applications/${written}/dossier`);
  expect(await page.locator('main .m-rich strong').innerText()).toBe('Meno scarti');
  expect(await page.locator('main .m-rich img, main .m-rich a').count()).toBe(0);
});

test('a question that depends on another comes and goes; what was written in it stays in the draft', async () => {
  await marta.visit(section('circularity'));
  const { page } = marta;
  const recovered = page.locator('[name=recovered]');
  expect(await recovered.isVisible()).toBe(false);
  await marta.fill({ circularStrategy: 'recycle' });
  await recovered.fill('1.250,5');
  await marta.fill({ 'materials[]': ['fibres', 'wood', 'metals', 'leather'] });
  await marta.press('Salva e resta qui', { status: 422 });
  await marta.sees('le voci scelte sono 4, al massimo 3');
  expect(await recovered.inputValue()).toBe('1.250,5');
  await marta.fill({ 'materials[]': ['wood', 'fibres'] });
  await marta.press('Salva e resta qui');
  expect((await answers())['circularity']).toMatchObject({ recovered: '1250.5', materials: ['fibres', 'wood'] });
  expect(await recovered.inputValue()).toBe('1250,5');
  await marta.fill({ circularStrategy: 'reduce' });
  expect(await recovered.isVisible()).toBe(false);
  await marta.press('Salva e resta qui');
  expect((await answers())['circularity']).toMatchObject({ recovered: '1250.5' });
  await marta.visit(`/applications/${written}`);
  await marta.seesNot('Materia recuperata a regime');
});

test('rows are added, moved and taken out; others can name them at once; the chart follows what is saved', async () => {
  await marta.visit(section('workPlan'));
  const { page } = marta;
  const table = (id: string) => page.locator(`[data-rows="${id}"]`);
  const row = (id: string, n: number) => table(id).locator('table > tbody[data-row]').nth(n);
  const put = async (id: string, n: number, cells: Record<string, string>) => {
    for (const [column, value] of Object.entries(cells)) {
      const cell = row(id, n).locator(`[name$=".${column}"]`);
      if ((await cell.evaluate((c) => c.tagName)) === 'SELECT') await cell.selectOption(value);
      else await cell.fill(value);
    }
  };
  const leader = partnership.id('weaver');
  expect(await table('workPackages').locator('table > tbody[data-row]').count()).toBe(1);
  await put('workPackages', 0, { title: 'Misure', leader, from: '1', until: '3', personMonths: '2,5', description: 'Misurare.' });
  await table('workPackages').getByRole('button', { name: 'Aggiungi riga' }).click();
  await put('workPackages', 1, { title: 'Linea pilota', leader, from: '4', until: '12', personMonths: '1.000', description: 'Costruire.' });
  await table('workPackages').getByRole('button', { name: 'Aggiungi riga' }).click();
  await put('workPackages', 2, { title: 'Di troppo' });
  expect(await table('workPackages').locator('[data-total=personMonths]').innerText()).toBe('3,5');
  await row('workPackages', 2).getByRole('button', { name: 'Togli, riga 3' }).click();
  await row('workPackages', 1).getByRole('button', { name: 'Sposta su, riga 2' }).click();
  expect(await row('workPackages', 0).locator('[name$=".title"]').inputValue()).toBe('Linea pilota');
  await put('workPackages', 0, { personMonths: '10' });
  expect(await table('workPackages').locator('[data-total=personMonths]').innerText()).toBe('12,5');
  // The milestone names an activity that has not been saved yet.
  await put('milestones', 0, { title: 'Primo lotto', month: '9', proof: 'Lotto accettato' });
  const named = row('milestones', 0).locator('select');
  expect(await named.locator('option').allInnerTexts()).toEqual(['Scegli', '1. Linea pilota', '2. Misure']);
  await named.selectOption({ label: '1. Linea pilota' });
  await marta.look();
  await marta.press('Salva e resta qui');
  const plan = await rows('workPackages');
  expect(plan.map(({ id: _id, ...cells }) => cells)).toEqual([
    { title: 'Linea pilota', leader, from: '4', until: '12', personMonths: '10', description: 'Costruire.' },
    { title: 'Misure', leader, from: '1', until: '3', personMonths: '2.5', description: 'Misurare.' },
  ]);
  expect((await rows('milestones')).map((m) => m['workPackage'])).toEqual([plan[0]!.id]);
  await marta.sees('Cronoprogramma: Attività', 'Il cronoprogramma mostra ciò che è stato salvato.');
  await marta.picture('form-work-plan', { to: '[data-rows=workPackages]' });
  await marta.picture('form-gantt', { to: '.m-gantt' });
  await marta.picture('form-gantt-phone', { to: '.m-gantt', width: 390 });
  await marta.picture('form-work-plan-phone', { width: 390, to: '[data-rows=workPackages]' });
});

test('cells copied from a spreadsheet fill the table from where they are pasted, or come in on a page of their own', async () => {
  await marta.visit(section('workPlan'));
  const { page } = marta;
  const box = page.locator('[data-rows="deliverables"]');
  await box.locator('[name$=".title"]').first().focus();
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'Rapporto\tMisure\t3\trelazione\r\nPrototipo\t1\t12\tNiente di simile\r\n');
    document.activeElement!.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  expect(await box.locator('[data-said]').innerText()).toBe('7 celle incollate.');
  await marta.look();
  await marta.press('Salva e resta qui');
  const [pilot, measures] = await rows('workPackages');
  const { columns } = (await applicationById(stage.house.db, written))!.version.call.form.sections
    .flatMap((s) => s.fields)
    .find((f) => f.id === 'deliverables')!;
  const report = columns!.find((c) => c.id === 'type')!.options!.find((o) => o.label.it === 'Relazione')!.id;
  expect((await rows('deliverables')).map(({ id: _id, ...cells }) => cells)).toEqual([
    { title: 'Rapporto', workPackage: measures!.id, month: '3', type: report },
    { title: 'Prototipo', workPackage: pilot!.id, month: '12' },
  ]);
  await marta.press(/Incolla o importa righe\s*: Prodotti/);
  await marta.fill({ rows: 'Titolo\tMese\nManuale\tdieci' });
  await marta.press('Importa le righe', { status: 422 });
  await marta.sees('«Prodotti», riga 1, «Mese»: inserire il mese del progetto come numero intero');
  await marta.picture('form-import', { to: 'form.m-form' });
  await marta.fill({ rows: 'Titolo\tMese\nManuale\t10' });
  await marta.press('Importa le righe');
  expect((await rows('deliverables')).map((r) => r['title'])).toEqual(['Rapporto', 'Prototipo', 'Manuale']);
});

test('without script the same table takes rows, their order and their removal', async () => {
  const plain = await stage.signInAs('applicant-enterprise', { script: false });
  await plain.visit(section('workPlan'));
  const { page } = plain;
  const row = (n: number) => page.locator('[data-rows="workPackages"] table > tbody[data-row]').nth(n);
  expect(await page.locator('[data-rows="workPackages"] table > tbody[data-row]').count()).toBe(4);
  await row(2).locator('[name$=".title"]').fill('Diffusione');
  await row(2).locator('[name$=".from"]').fill('tre');
  await plain.press('Salva e resta qui', { status: 422 });
  await plain.sees('«Attività», riga 3, «Dal mese»: inserire il mese del progetto come numero intero');
  expect(await row(2).locator('[name$=".from"]').inputValue()).toBe('tre');
  await row(2).locator('[name$=".from"]').fill('10');
  await row(2).locator('[name$="._order"]').fill('1');
  await row(1).locator('[name$="._remove"]').check();
  await plain.picture('form-no-script', { to: '[data-rows=workPackages]' });
  await plain.press('Salva e resta qui');
  expect((await rows('workPackages')).map((r) => r['title'])).toEqual(['Diffusione', 'Linea pilota']);
});

test('what is missing leads to its cell, and a part filled in whole lacks nothing', async () => {
  await marta.visit(`/applications/${written}`);
  await marta.press(/«Attività», riga 1, «Al mese»: risposta mancante/);
  expect(await marta.page.locator(':target').getAttribute('name')).toMatch(/^workPackages\..*\.until$/);
  const { version } = (await applicationById(stage.house.db, written))!;
  for (const s of version.call.form.sections) {
    await marta.visit(section(s.id));
    await fillSection(marta, s, { title: 'Fibre', acronym: 'FIBRE', text: 'Testo sintetico di prova, scritto per vedere.' });
    await marta.press('Salva e resta qui');
  }
  await marta.visit(`/applications/${written}/dossier`);
  await marta.sees('Cronoprogramma: Attività', bodies.weaver.legalName, '13,5');
  await marta.picture('form-dossier', { to: '#section-workPlan' });
  await marta.picture('form-dossier-phone', { to: '#section-workPlan', width: 390 });
});
