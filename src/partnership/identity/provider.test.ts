import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { browser as browserOf, ORIGIN, serveIdentity } from '../../../test/factories/browser.ts';
import { seedPersonas } from './actions.ts';
import { createAuth, type Auth } from './auth.ts';
import { personaOf } from './personas.ts';

/** Who signs in at the provider, and what it says of them. */
const claims: Record<string, { email: string; email_verified: boolean; name?: string; given_name?: string; family_name?: string }> = {
  nuova: { email: 'Lea.Fontana@example.org', email_verified: true, given_name: 'Lea', family_name: 'Fontana' },
  known: { email: personaOf('expert')!.email, email_verified: true, name: 'Chiara Lombardi' },
  impostor: { email: personaOf('office')!.email, email_verified: false, name: 'Giulia Ferraro' },
};

let server: Server;
let opened: TestHouse;
let auth: Auth;

beforeAll(async () => {
  // @ts-expect-error the package brings no types
  const { default: Provider } = await import('oidc-provider');
  let handle: (...args: never[]) => unknown = () => undefined;
  server = createServer((...args) => void handle(...(args as unknown as never[])));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'mics', client_secret: 'a-secret-for-the-test', redirect_uris: [`${ORIGIN}/api/auth/callback/oidc`] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'given_name', 'family_name'] },
    findAccount: (_ctx: unknown, sub: string) => ({ accountId: sub, claims: () => ({ sub, ...claims[sub] }) }),
    cookies: { keys: ['a-key-for-the-test'] },
  });
  handle = provider.callback();
  opened = await testHouse({ env: { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'mics', OIDC_CLIENT_SECRET: 'a-secret-for-the-test', OIDC_NAME: 'Ateneo' } });
  auth = createAuth(opened.house);
  await seedPersonas(opened.house);
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await opened.end();
});

/** Signs in at the provider's own pages, as a person would; answers the address that it sends back to. */
async function atProvider(start: string, login: string): Promise<string> {
  const jar = new Map<string, string>();
  const go = async (address: string, form?: Record<string, string>): Promise<Response> => {
    const response = await fetch(address, {
      redirect: 'manual',
      headers: { cookie: [...jar.values()].join('; ') },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const line of response.headers.getSetCookie()) jar.set(line.slice(0, line.indexOf('=')), line.split(';')[0]!);
    return response;
  };
  let address = start;
  for (let steps = 0; steps < 12; steps++) {
    const response = await go(address);
    let location = response.headers.get('location');
    if (!location) {
      const prompt = /name="prompt" value="(\w+)"/.exec(await response.text())?.[1];
      location = (await go(address, { prompt: prompt!, login, password: 'x' })).headers.get('location');
    }
    address = new URL(location!, address).href;
    if (address.startsWith(ORIGIN)) return address.slice(ORIGIN.length);
  }
  throw new Error(`the provider never sent back: ${address}`);
}

async function signInAs(login: string, next = '/account') {
  const b = browserOf(serveIdentity(auth));
  const start = await b.get(`/sign-in/provider?next=${encodeURIComponent(next)}`);
  expect(start.status).toBe(303);
  const back = await b.get(await atProvider(start.headers.get('location')!, login));
  return { b, to: back.headers.get('location') };
}

const events = async (kind: string) =>
  (await opened.house.db.selectFrom('evidence_events').select(['subject', 'body']).where('kind', '=', kind).orderBy('id').execute()).map((e) => ({
    subject: e.subject,
    body: JSON.parse(e.body) as Record<string, unknown>,
  }));

test('the sign-in page offers the provider', async () => {
  const page = await (await browserOf(serveIdentity(auth)).get('/sign-in')).text();
  expect(page).toContain('Accedi con Ateneo');
});

test('a person that nobody knew signs up by signing in', async () => {
  const { b, to } = await signInAs('nuova');
  expect(to).toBe(`${ORIGIN}/account`);
  expect(await auth.identify(new Headers({ cookie: b.cookie }))).toMatchObject({
    name: 'Lea Fontana',
    email: 'lea.fontana@example.org',
    grants: [{ role: 'applicant', scope: null }],
  });
  expect((await events('session.opened')).at(-1)!.body['method']).toBe('provider');
  const again = await signInAs('nuova');
  expect((await auth.identify(new Headers({ cookie: again.b.cookie })))!.email).toBe('lea.fontana@example.org');
  expect(await events('person.signedUp')).toHaveLength(1);
});

test('a known person is known by the confirmed address', async () => {
  const { b } = await signInAs('known');
  expect((await auth.identify(new Headers({ cookie: b.cookie })))!.id).toBe(personaOf('expert')!.personId);
});

test('an address that the provider does not vouch for opens nobody else’s account', async () => {
  const { b, to } = await signInAs('impostor');
  expect(to).toContain(`${ORIGIN}/sign-in?refused=provider`);
  expect(await auth.identify(new Headers({ cookie: b.cookie }))).toBeNull();
  expect((await events('session.refused')).at(-1)).toEqual({ subject: 'people/unknown', body: { method: 'provider', reason: 'identity.providerRefused' } });
  expect(await (await b.get(to!.slice(ORIGIN.length))).text()).toContain('fornitore di identità non è riuscito');
});

test('the answer counts only in the browser that asked, and leads only to us', async () => {
  const mine = browserOf(serveIdentity(auth));
  const start = await mine.get('/sign-in/provider?next=https://evil.example/');
  const back = await atProvider(start.headers.get('location')!, 'known');
  const other = browserOf(serveIdentity(auth));
  const refused = await other.get(back);
  expect([
    refused.headers.get('location')!.startsWith(`${ORIGIN}/sign-in?refused=provider`),
    await auth.identify(new Headers({ cookie: other.cookie })),
  ]).toEqual([true, null]);
  const { to } = await signInAs('known', 'https://evil.example/');
  expect(to).toBe(`${ORIGIN}/desk`);
});

test('a provider that is down refuses in words, and everyone else goes on', async () => {
  const { house } = opened;
  const down = createAuth({
    ...house,
    settings: { ...house.settings, oidc: { issuer: 'http://127.0.0.1:9', clientId: 'x', clientSecret: 'y', name: 'Ateneo' } },
  });
  const b = browserOf(serveIdentity(down));
  const answer = await b.get('/sign-in/provider');
  expect([answer.status, (await answer.text()).includes('non risponde')]).toEqual([503, true]);
  expect((await b.post('/example/session', { persona: 'office' })).status).toBe(303);
});
