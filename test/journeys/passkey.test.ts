import { serve } from '@hono/node-server';
import { loadAssets } from '#src/house/assets.ts';
import { frame } from '#src/house/frame.tsx';
import { web } from '#src/house/web.ts';
import { seedPersonas } from '#src/partnership/identity/actions.ts';
import { createAuth } from '#src/partnership/identity/auth.ts';
import { identityDoors } from '#src/partnership/identity/routes.tsx';
import { createServer, type AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testHouse, type TestHouse } from '../database.ts';
import { builtAssets } from '../factories/assets.ts';
import { borrowBrowser, returnBrowser } from './browser.ts';

let opened: TestHouse;
let server: ReturnType<typeof serve>;
let browser: Browser;
let origin: string;

beforeAll(async () => {
  const port = await freePort();
  origin = `http://localhost:${port}`;
  opened = await testHouse({ env: { PORT: String(port) } });
  await seedPersonas(opened.house);
  const auth = createAuth(opened.house);
  const mark = { acronym: 'MICS', name: { it: 'MICS', en: 'MICS' }, projectCode: 'PE00000004', cup: 'D43C22003120001' };
  const app = web({ house: opened.house, doors: identityDoors(auth), identify: auth.identify, assets: loadAssets(await builtAssets()), frame: frame(mark) });
  server = serve({ fetch: app.fetch, port });
  browser = await borrowBrowser();
});

afterAll(async () => {
  returnBrowser();
  if (server && 'closeAllConnections' in server) server.closeAllConnections();
  server?.close();
  await opened?.end();
});

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });
}

test('a person adds a passkey, signs out, and comes back with it', async () => {
  const context = await browser.newContext({ locale: 'it-IT' });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (line) => line.type() === 'error' && !line.text().includes('404') && problems.push(line.text()));
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });

  await page.goto(`${origin}/sign-in?next=/account`);
  await page.getByRole('button', { name: 'Entra come Marta Colombo' }).click();
  await page.waitForURL(`${origin}/account`);
  await page.getByRole('button', { name: 'Aggiungi una passkey' }).click();
  await page.waitForURL(`${origin}/account?done=passkey-added#passkeys`);
  expect(await page.getByText('Passkey aggiunta.').count()).toBe(1);

  await page.getByText('Marta Colombo').first().click();
  await page.getByRole('button', { name: 'Esci' }).click();
  await page.waitForURL(`${origin}/sign-in?done=signed-out`);
  await page.goto(`${origin}/sign-in?next=/account`);
  await page.getByRole('button', { name: 'Accedi con una passkey' }).click();
  await page.waitForURL(`${origin}/account`);
  expect(await page.getByRole('heading', { name: 'Profilo e accessi' }).count()).toBe(1);
  const methods = await opened.house.db.selectFrom('evidence_events').select('body').where('kind', '=', 'session.opened').orderBy('id').execute();
  expect(methods.map((e) => (JSON.parse(e.body) as { method: string }).method)).toEqual(['example', 'passkey']);

  await page.getByRole('button', { name: 'Rimuovi' }).click();
  await page.waitForURL(`${origin}/account?done=passkey-removed#passkeys`);
  expect(await opened.house.db.selectFrom('passkeys').selectAll().execute()).toEqual([]);
  expect(problems).toEqual([]);
  await context.close();
});

test('without script sign-in is whole, and passkeys are not offered', async () => {
  const context = await browser.newContext({ locale: 'it-IT', javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${origin}/sign-in?next=/account`);
  expect(await page.getByRole('button', { name: 'Accedi con una passkey' }).isVisible()).toBe(false);
  await page.getByLabel('E-mail', { exact: true }).fill('nessuno@example.org');
  await page.getByLabel('Password', { exact: true }).fill('una password sbagliata');
  await page.getByRole('button', { name: 'Accedi', exact: true }).click();
  expect(await page.getByRole('alert').innerText()).toContain('E-mail o password non corrispondono');
  expect(await page.getByLabel('E-mail', { exact: true }).inputValue()).toBe('nessuno@example.org');
  await page.getByRole('button', { name: 'Entra come Elena Santoro' }).click();
  await page.waitForURL(`${origin}/account`);
  await context.close();
});
