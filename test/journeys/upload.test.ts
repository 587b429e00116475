import { startApplication } from '#src/funding/applications/actions/start.ts';
import { saveAnswer } from '#src/funding/applications/actions/answers.ts';
import { actorOf } from '#src/house/seed/example.ts';
import { liveOf } from '#src/plumbing/live.ts';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { EXAMPLE_AT, exampleHouse } from '../example.ts';
import { smallPdf } from '../factories/signatures.ts';
import { startStage, type Stage, type Visitor } from './browser.ts';
import { seedBodies } from './partnership.ts';

// A document of some megabytes over a bad line, on a phone: what was sent is not sent twice, and every no says why.

let stage: Stage;
let marta: Visitor;
let id: string;
const weighty = smallPdf('x'.repeat(3_300_000));

beforeAll(async () => {
  stage = await startStage({ at: EXAMPLE_AT, open: exampleHouse });
  const weaver = (await seedBodies(stage.house)).id('weaver');
  const writer = actorOf('applicant-enterprise', [weaver]);
  id = await startApplication(stage.house, writer, { callId: '03-2026', organisationId: weaver });
  await saveAnswer(stage.house, writer, id, { section: 'identity', field: 'title', value: 'Fili', base: 0 });
  marta = await stage.signInAs('applicant-enterprise', { width: 390 });
});
afterAll(async () => {
  // The page asks for news until it is left.
  await marta.page.goto('about:blank');
  await liveOf(stage.house).close();
  await stage?.end();
});

const place = () => marta.page.locator('#document-dnsh');
const said = () => place().locator('.m-upload [role]').innerText();
const stored = async () =>
  (
    await stage.house.db
      .selectFrom('application_documents')
      .select(['sha256', 'bytes'])
      .where('application_id', '=', id)
      .where('document_id', '=', 'dnsh')
      .where('removed_at', 'is', null)
      .execute()
  ).map((d) => ({ ...d, bytes: Number(d.bytes) }));

async function choose(bytes: Buffer): Promise<void> {
  await marta.visit(`/applications/${id}/documents`);
  await marta.fill({ file: { name: 'dnsh.pdf', mimeType: 'application/pdf', buffer: bytes } }, place());
  await place().locator('form:has(input[type=file]) button[type=submit]').click();
}

test('the line breaks in the middle: it says so, goes on from where it was, and nothing is sent twice', async () => {
  const pieces: number[] = [];
  let broken = 0;
  await marta.page.route('**/uploads/*', (route) => {
    if (route.request().method() !== 'PATCH') return route.continue();
    const from = Number(route.request().headers()['upload-offset']);
    // The second piece does not get through, twice.
    if (from > 0 && from < 2_000_000 && broken < 2) return (broken++, route.abort());
    pieces.push(from);
    return route.continue();
  });
  await choose(weighty);
  await vi.waitFor(async () => expect(await said()).toContain('Connessione interrotta'), { timeout: 10_000, interval: 30 });
  await marta.look();
  await marta.picture('upload-broken-phone', { width: 390, to: '#document-dnsh' });
  await marta.page.waitForURL(/saved=documents/);
  expect(broken).toBe(2);
  expect(pieces).toEqual([0, 1_048_576, 2_097_152, 3_145_728]);
  expect(await stored()).toEqual([{ sha256: createHash('sha256').update(weighty).digest('hex'), bytes: weighty.length }]);
  await marta.page.unroute('**/uploads/*');
});

test('it can be paused and taken up again, or called off', async () => {
  let hold = true;
  await marta.page.route('**/uploads/*', async (route) => {
    if (route.request().method() === 'PATCH' && Number(route.request().headers()['upload-offset']) > 0 && hold) await new Promise((r) => setTimeout(r, 1500));
    await route.continue().catch(() => undefined);
  });
  const again = smallPdf('y'.repeat(2_200_000));
  await choose(again);
  await vi.waitFor(async () => expect(await said()).toMatch(/Caricamento: [1-9]\d%/), { timeout: 10_000, interval: 30 });
  await place().getByRole('button', { name: 'Sospendi' }).click();
  expect(await said()).toBe('Caricamento sospeso: quanto già inviato resta per un giorno.');
  await marta.picture('upload-paused-phone', { width: 390, to: '#document-dnsh' });
  hold = false;
  await place().getByRole('button', { name: 'Riprendi' }).click();
  await marta.page.waitForURL(/saved=documents/);
  expect(await stored()).toEqual([{ sha256: createHash('sha256').update(again).digest('hex'), bytes: again.length }]);
  hold = true;
  await choose(weighty);
  await vi.waitFor(async () => expect(await said()).toMatch(/Caricamento: [1-9]\d%/), { timeout: 10_000, interval: 30 });
  await Promise.all([marta.page.waitForNavigation(), place().getByRole('button', { name: 'Annulla il caricamento' }).click()]);
  expect((await stored()).map((d) => d.bytes)).toEqual([again.length]);
  await marta.page.unroute('**/uploads/*');
});

test('a file that is too big, or none, is refused with the figure and the call that sets it; the one before stays', async () => {
  const before = await stored();
  await choose(smallPdf('z'.repeat(5_300_000)));
  await vi.waitFor(
    async () =>
      expect(await said()).toMatch(/^Il file pesa 5,06 MB: il massimo è 5 MB, fissato dal bando per questo documento\..*Fonte: Bando dimostrativo\.$/),
    { timeout: 10_000 },
  );
  await marta.look();
  await marta.picture('upload-refused-phone', { width: 390, to: '#document-dnsh' });
  await choose(Buffer.from('<html>no</html>'));
  await vi.waitFor(async () => expect(await said()).toMatch(/non è del tipo richiesto \(PDF, p7m\)\. Fonte: Bando dimostrativo\.$/), { timeout: 10_000 });
  expect(await stored()).toEqual(before);
});

test('what is typed past its limit is told with its source while it is saved by itself, and stays', async () => {
  await marta.visit(`/applications/${id}/sections/identity`);
  const title = marta.page.locator('[name=acronym]');
  const long = 'Un acronimo che nessuno potrebbe mai dire '.repeat(8);
  await title.evaluate((e) => e.removeAttribute('maxlength'));
  await title.fill(long);
  await title.blur();
  await vi.waitFor(async () => expect(await marta.page.locator('.m-autosave').innerText()).toMatch(/Occorre toglierne \d+\. Fonte: Bando dimostrativo\./), {
    timeout: 10_000,
  });
  expect(await title.inputValue()).toBe(long);
});
