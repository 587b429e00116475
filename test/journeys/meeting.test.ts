import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { EXAMPLE_AT, exampleHouse } from '../example.ts';
import { startStage, type Stage, type Visitor } from './browser.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

// The panel meets: who is called, what for, who leaves, what is decided, and minutes that two people sign.

const at = '/calls/02-2024-copia/meetings';
let stage: Stage;
let office: Visitor;
let chair: Visitor;
let meeting: string;

beforeAll(async () => {
  stage = await startStage({ at: EXAMPLE_AT, open: exampleHouse });
  office = await stage.signInAs('office');
});
afterAll(() => stage?.end());

const item = (visitor: Visitor, i: number) => visitor.page.locator('#agenda article').nth(i);

test('the office calls a meeting on two proposals, at an hour of Rome', async () => {
  await office.visit(at);
  await office.picture('meetings-it', { to: 'main h1' });
  await office.page.locator('#plan summary').first().click();
  const members = await office.page.locator('[name="members"]').evaluateAll((boxes) => boxes.map((b) => (b as HTMLInputElement).value));
  const agenda = await office.page.locator('[name="agenda"]').evaluateAll((boxes) => boxes.map((b) => (b as HTMLInputElement).value));
  await office.fill({ heldAt: '2026-12-01T10:00', place: 'Sala 2, via Larga 1', members: [members[0]!], agenda: agenda.slice(0, 2) });
  await office.picture('meeting-plan-it', { to: '#plan' });
  // The chair and one expert are fewer than the call wants.
  await office.press('Convoca', { status: 422 });
  await office.fill({ members: members.slice(0, 3) });
  await office.press('Convoca');
  meeting = new URL(office.page.url()).pathname;
  await office.sees('Convocata', '1 dicembre 2026, ore 10:00', 'Sala 2, via Larga 1');
  await office.picture('meeting-planned-it', { to: 'main h1' });
});

test('the chair opens it on a phone, in English; the office notes who is present, and who leaves', async () => {
  stage.setClock('2026-12-01T09:05:00.000Z');
  chair = await stage.signInAs('chair', { width: 390, locale: 'en' });
  await chair.visit(meeting);
  await chair.press('Open the meeting');
  await chair.sees('Open');
  await chair.picture('meeting-open-en-390', { width: 390 });
  await office.visit(meeting);
  const present = await office.page.locator('[name="present"]').evaluateAll((boxes) => boxes.map((b) => (b as HTMLInputElement).value));
  await office.fill({ present });
  await office.press('Salva le presenze');
  const leaving = item(office, 0);
  await leaving.locator('details', { hasText: 'Qualcuno esce' }).locator('summary').click();
  const who = await leaving.locator('[name="person"] option').nth(1).getAttribute('value');
  await office.fill({ person: who!, reason: 'Ha scritto con il responsabile scientifico' }, leaving);
  await office.press('Registra l’uscita', { within: leaving });
  await office.sees('Ha scritto con il responsabile scientifico');
});

test('each item is decided by those who stayed, with the votes; without all of them the meeting does not close', async () => {
  for (const [i, values] of [
    { outcome: 'asIs', discussion: 'Si leggono le valutazioni.', decision: 'Restano come sono.', abstained: '1' },
    { outcome: 'postponed', discussion: 'Manca una valutazione.', decision: 'Se ne parla alla prossima riunione.', abstained: '' },
  ].entries()) {
    const here = item(office, i);
    await here.locator('details', { hasText: 'Che cosa è stato detto' }).locator('summary').click();
    await office.fill(values, here);
    if (i === 0) await office.picture('meeting-decide-it', { to: '#agenda' });
    await office.press('Registra l’esito', { within: here });
  }
  await office.sees('Favorevoli 2, contrari 0, astenuti 1.');
  await office.picture('meeting-decided-it', { to: '#agenda' });
});

test('closed, its minutes are a PDF whose fingerprint is logged; chair and secretary sign it, and nothing else is taken', async () => {
  await office.page.locator('#close summary').first().click();
  await office.press('Chiudi la riunione', { within: office.page.locator('#close form') });
  await office.sees('Chiusa');
  const minutes = await (await office.get(`${meeting}/minutes`)).body();
  expect(minutes.subarray(0, 5).toString()).toBe('%PDF-');
  const [closed] = await stage.house.db
    .selectFrom('panel_meetings')
    .select('sha256')
    .where('state', '=', 'closed')
    .orderBy('number', 'desc')
    .limit(1)
    .execute();
  const logged = await stage.house.pool.query("select body from evidence_events where kind = 'panelMeeting.closed' order by id desc limit 1");
  expect((logged.rows[0] as { body: string }).body).toContain(closed!.sha256!);

  const file = { name: 'verbale.pdf', mimeType: 'application/pdf' };
  await office.fill({ file: { ...file, buffer: minutes } });
  await office.press('Carica', { status: 422 });
  for (const who of [office, chair]) {
    await who.visit('/example/signature');
    await who.fill({ file: { ...file, buffer: minutes } });
    const [signed] = await Promise.all([
      who.page.waitForEvent('download'),
      who.page.getByRole('button', { name: who === office ? 'Firma e scarica' : 'Sign and download' }).click(),
    ]);
    await who.visit(meeting);
    const chunks: Buffer[] = [];
    for await (const chunk of await signed.createReadStream()) chunks.push(chunk as Buffer);
    await who.fill({ file: { name: signed.suggestedFilename(), mimeType: 'application/pdf', buffer: Buffer.concat(chunks) } });
    await who.press(who === office ? 'Carica' : 'Upload');
  }
  await office.visit(meeting);
  await office.sees('Giulia Ferraro', 'Andrea Marchetti');
  await office.picture('meeting-signed-it', { to: '#minutes' });
  await chair.picture('meeting-signed-en-390', { width: 390, to: '#minutes' });
});
