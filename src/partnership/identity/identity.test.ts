import type { Actor } from '#src/core/actor.ts';
import { AppError } from '#src/core/errors.ts';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { browser as browserOf, ORIGIN, serveIdentity, type Browser } from '../../../test/factories/browser.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appointFirstOffice, grantRole, revokeRole, seedPeople, seedPersonas, sweepExpired } from './actions.ts';
import { createAuth, type Auth } from './auth.ts';
import { limitKey } from './limits.ts';
import { personaOf, personas } from './personas.ts';
import { actorOf, grantsOf } from './queries.ts';

const GOOD = { email: 'rita.neri@example.org', password: 'un cavallo molto corretto' };

let test_: TestHouse;
let auth: Auth;
let app: ReturnType<typeof serveIdentity>;
const browser = (): Browser => browserOf(app);

beforeAll(async () => {
  test_ = await testHouse();
  auth = createAuth(test_.house);
  app = serveIdentity(auth);
  await seedPersonas(test_.house);
});
afterAll(() => test_.end());

const events = async (kind: string) =>
  (await test_.house.db.selectFrom('evidence_events').select(['actor', 'subject', 'body']).where('kind', '=', kind).orderBy('id').execute()).map((e) => ({
    ...e,
    body: JSON.parse(e.body) as Record<string, unknown>,
  }));

const lastMail = async (to: string) =>
  (await test_.house.db.selectFrom('mail_messages').selectAll().where('recipient', '=', to).orderBy('queued_at', 'desc').limit(1).execute())[0];
const linkIn = (body: string) =>
  body
    .split('\n')
    .find((line) => line.startsWith(ORIGIN))!
    .slice(ORIGIN.length);

const codesOf = (work: Promise<unknown>): Promise<string[]> =>
  work.then(
    () => [],
    (e: unknown) => (e as AppError).reasons.map((r) => r.code),
  );

async function enterAs(id: string): Promise<Browser> {
  const b = browser();
  const response = await b.post('/example/session', { persona: id });
  expect(response.status).toBe(303);
  return b;
}

const personaActor = async (id: string): Promise<Actor> => (await actorOf(test_.house.db, personaOf(id)!.personId))!;

describe('sign-up and sign-in by password', () => {
  test('a person signs up, confirms the address, signs in', async () => {
    const b = browser();
    const signedUp = await b.post('/sign-up', { name: 'Rita Neri', ...GOOD });
    expect(signedUp.status).toBe(200);
    const early = await b.post('/sign-in', GOOD);
    expect(early.status).toBe(422);
    expect(await early.text()).toContain('confermare l’indirizzo');

    const mail = await lastMail(GOOD.email);
    expect(mail!.body).toContain("Finanziato dall'Unione europea – NextGenerationEU");
    const link = linkIn(mail!.body);
    expect((await b.get(link)).status).toBe(200);
    const confirmed = await b.post('/sign-up/verification', { token: new URL(link, ORIGIN).searchParams.get('token')! });
    expect(confirmed.headers.get('location')).toBe('/sign-in?done=verified');

    const signedIn = await b.post('/sign-in', { ...GOOD, next: '/account' });
    expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, '/account']);
    const account = await b.get('/account');
    expect(account.status).toBe(200);
    expect(await account.text()).toContain('Rita Neri');
    const person = (await test_.house.db.selectFrom('people').selectAll().where('email', '=', GOOD.email).executeTakeFirst())!;
    expect((await actorOf(test_.house.db, person.id))!.grants).toEqual([{ role: 'applicant', scope: null }]);
    expect((await events('session.opened')).at(-1)).toMatchObject({ actor: person.id, subject: `people/${person.id}`, body: { method: 'password' } });
    expect((await events('person.signedUp')).at(-1)).toMatchObject({ actor: person.id, body: { method: 'password' } });
  });

  test('sign-up leads back to where the person came from, by the mail too, and never to another site', async () => {
    const next = '/invitations/abc?x=1';
    const eva = { email: 'eva.blu@example.org', password: 'un cavallo molto corretto' };
    const b = browser();
    const signIn = await (await b.get(`/sign-in?next=${encodeURIComponent(next)}`)).text();
    expect(signIn).toContain(`href="/sign-up?next=${encodeURIComponent(next)}"`);
    expect(await (await b.get(`/sign-up?next=${encodeURIComponent(next)}`)).text()).toContain(`name="next" value="${next}"`);
    const short = await b.post('/sign-up', { name: 'Eva Blu', ...eva, password: 'corta', next });
    expect(await short.text()).toContain(`name="next" value="${next}"`);
    expect((await b.post('/sign-up', { name: 'Eva Blu', ...eva, next })).status).toBe(200);
    const link = linkIn((await lastMail(eva.email))!.body);
    expect(new URL(link, ORIGIN).searchParams.get('next')).toBe(next);
    expect(await (await b.get(link)).text()).toContain(`name="next" value="${next}"`);
    const token = new URL(link, ORIGIN).searchParams.get('token')!;
    const confirmed = await b.post('/sign-up/verification', { token, next });
    expect(confirmed.headers.get('location')).toBe(`/sign-in?done=verified&next=${encodeURIComponent(next)}`);
    expect(await (await b.get(confirmed.headers.get('location')!)).text()).toContain(`name="next" value="${next}"`);

    for (const bad of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])
      expect(await (await b.get(`/sign-up?next=${encodeURIComponent(bad)}`)).text()).toContain('name="next" value="/"');
    await b.post('/sign-up', { name: 'Ugo Blu', ...eva, email: 'ugo.blu@example.org', next: 'https://evil.example/' });
    expect((await lastMail('ugo.blu@example.org'))!.body).not.toContain('next=');
  });

  test('a wrong password and an unknown person hear the same, and nothing secret is logged', async () => {
    const b = browser();
    const wrong = await b.post('/sign-in', { email: GOOD.email, password: 'non la password giusta' });
    const unknown = await b.post('/sign-in', { email: 'nessuno@example.org', password: 'non la password giusta' });
    const shown = async (r: Response) => (await r.text()).replace(/value="[^"]*"|name="idempotencyKey"/g, '');
    expect([wrong.status, unknown.status]).toEqual([422, 422]);
    expect(await shown(wrong)).toBe(await shown(unknown));
    const refused = (await events('session.refused')).slice(-2);
    expect(refused.map((e) => [e.subject === 'people/unknown', e.body])).toEqual([
      [false, { method: 'password', reason: 'identity.signInRefused' }],
      [true, { method: 'password', reason: 'identity.signInRefused' }],
    ]);
    const log = JSON.stringify(await test_.house.db.selectFrom('evidence_events').selectAll().execute());
    expect([log.includes('non la password'), log.includes(GOOD.password), log.includes('nessuno@')]).toEqual([false, false, false]);
  });

  test('signing up with a known address says the same and writes to its owner', async () => {
    const again = await browser().post('/sign-up', { name: 'Altra Persona', email: GOOD.email, password: 'una password qualunque' });
    expect(again.status).toBe(200);
    expect((await lastMail(GOOD.email))!.subject).toBe('Il profilo esiste già');
  });

  test('a short password comes back with its reason and without itself', async () => {
    const short = await browser().post('/sign-up', { name: 'X Y', email: 'xy@example.org', password: 'corta' });
    const text = await short.text();
    expect([short.status, text.includes('almeno 12 caratteri'), text.includes('corta"'), text.includes('xy@example.org')]).toEqual([422, true, false, true]);
  });

  test.each(['https://evil.example/', '//evil.example/', '/\\evil.example', '/sign-out'])('does not lead to %s', async (next) => {
    const b = browser();
    const page = await (await b.get(`/sign-in?next=${encodeURIComponent(next)}`)).text();
    expect(page).toContain('name="next" value="/desk"');
    const signedIn = await b.post('/sign-in', { ...GOOD, next });
    expect(signedIn.headers.get('location')).toBe('/desk');
    await b.post('/sign-out', {});
  });

  test('a forgotten password is chosen anew, once, and closes every session', async () => {
    const before = browser();
    await before.post('/sign-in', GOOD);
    const known = await browser().post('/password/forgotten', { email: GOOD.email });
    const unknown = await browser().post('/password/forgotten', { email: 'nessuno@example.org' });
    expect((await known.text()).replaceAll(GOOD.email, '')).toBe((await unknown.text()).replaceAll('nessuno@example.org', ''));
    const token = new URL(linkIn((await lastMail(GOOD.email))!.body), ORIGIN).searchParams.get('token')!;
    GOOD.password = 'un altro cavallo corretto';
    expect((await browser().post('/password/reset', { token, password: GOOD.password })).headers.get('location')).toBe('/sign-in?done=password');
    expect((await before.get('/account')).headers.get('location')).toBe('/sign-in?next=%2Faccount');
    const twice = await browser().post('/password/reset', { token, password: 'ancora un’altra password' });
    expect([twice.status, (await twice.text()).includes('scaduto oppure')]).toEqual([422, true]);
    expect((await browser().post('/sign-in', GOOD)).status).toBe(303);
  });

  test('too many attempts are refused in words, for this address and person only, and logged once', async () => {
    const b = browser();
    const tried = { email: 'troppi@example.org', password: 'sbagliata sbagliata' };
    const answers = [];
    for (let i = 0; i < 13; i++) answers.push(await b.post('/sign-in', tried));
    expect(answers.map((a) => a.status)).toEqual([...Array(10).fill(422), 503, 503, 503]);
    expect(await answers.at(-1)!.text()).toMatch(/Troppi tentativi\. Riprovare fra \d+ secondi/);
    expect((await events('session.refused')).filter((e) => e.body['reason'] === 'rate.tooMany')).toHaveLength(1);
    expect((await browser().post('/sign-in', GOOD)).status).toBe(303);
    const stored = await test_.house.db
      .selectFrom('rate_limits')
      .select('count')
      .where('key', '=', limitKey('signIn', 'unknown', tried.email))
      .executeTakeFirst();
    expect(stored).toEqual({ count: 12 });
  });
});

describe('sessions', () => {
  test('are listed, and closing one kills its cookie', async () => {
    const [here, there] = [browser(), browser()];
    await here.post('/sign-in', GOOD);
    await there.post('/sign-in', GOOD);
    const page = await (await here.get('/account')).text();
    expect(page).toContain('Firefox, Linux');
    expect(page).toContain('Questa sessione');
    const { id } = (await auth.sessionOf(new Headers({ cookie: there.cookie })))!;
    expect((await here.post(`/account/sessions/${id}/closure`, {})).status).toBe(303);
    expect(await auth.identify(new Headers({ cookie: there.cookie }))).toBeNull();
    expect((await here.get('/account')).status).toBe(200);
    expect((await events('session.closed')).at(-1)!.body).toEqual({ session: id, because: 'revoked' });
  });

  test('another person’s session does not exist', async () => {
    const mine = browser();
    await mine.post('/sign-in', GOOD);
    const { id } = (await auth.sessionOf(new Headers({ cookie: mine.cookie })))!;
    const other = await enterAs('office');
    expect((await other.post(`/account/sessions/${id}/closure`, {})).status).toBe(404);
    expect(await auth.identify(new Headers({ cookie: mine.cookie }))).not.toBeNull();
  });

  test('those that have run out are swept away, the others stay', async () => {
    const b = browser();
    await b.post('/sign-in', GOOD);
    const count = async () => (await test_.house.pool.query('select count(*)::int as n from sessions')).rows[0].n;
    const before = await count();
    await test_.house.pool.query(
      "update sessions set expires_at = now() - interval '30 days' where id = (select id from sessions order by created_at desc limit 1)",
    );
    expect(await sweepExpired(test_.house)).toBeGreaterThanOrEqual(1);
    expect(await count()).toBe(before - 1);
    expect(await sweepExpired(test_.house)).toBe(0);
  });

  test('all others close at once; signing out closes this one', async () => {
    const [here, there] = [browser(), browser()];
    await here.post('/sign-in', GOOD);
    await there.post('/sign-in', GOOD);
    await here.post('/account/sessions/closure', {});
    expect(await auth.identify(new Headers({ cookie: there.cookie }))).toBeNull();
    const cookie = here.cookie;
    expect((await here.post('/sign-out', {})).headers.get('location')).toBe('/sign-in?done=signed-out');
    expect([await auth.identify(new Headers({ cookie })), here.cookie]).toEqual([null, '']);
    expect((await events('session.closed')).at(-1)!.body['because']).toBe('signedOut');
  });

  test('one that is over opens nothing', async () => {
    const b = browser();
    await b.post('/sign-in', GOOD);
    const { id } = (await auth.sessionOf(new Headers({ cookie: b.cookie })))!;
    await test_.house.writer.updateTable('sessions').set({ expires_at: '2020-01-01T00:00:00.000Z' }).where('id', '=', id).execute();
    expect(await auth.identify(new Headers({ cookie: b.cookie }))).toBeNull();
  });

  test('a password is changed with the current one only, and closes the others', async () => {
    const [here, there] = [browser(), browser()];
    await here.post('/sign-in', GOOD);
    await there.post('/sign-in', GOOD);
    const wrong = await here.post('/account/password', { current: 'non è questa la password', password: 'una nuova password lunga' });
    expect([wrong.status, (await wrong.text()).includes('non è corretta')]).toEqual([422, true]);
    expect((await events('person.changePassword.refused')).at(-1)!.body).toEqual({ kind: 'invalid', reasons: ['identity.passwordWrong'] });
    const changed = await here.post('/account/password', { current: GOOD.password, password: 'una nuova password lunga' });
    expect(changed.headers.get('location')).toBe('/account?done=password');
    GOOD.password = 'una nuova password lunga';
    expect(await auth.identify(new Headers({ cookie: there.cookie }))).toBeNull();
    expect((await here.get('/account')).status).toBe(200);
  });

  test('name and language are the person’s own', async () => {
    const b = browser();
    await b.post('/sign-in', GOOD);
    expect((await b.post('/account/profile', { name: 'Rita Bianchi', locale: 'en' })).status).toBe(303);
    expect(await auth.identify(new Headers({ cookie: b.cookie }))).toMatchObject({ name: 'Rita Bianchi', locale: 'en' });
    expect((await b.post('/account/profile', { name: '', locale: 'en' })).status).toBe(422);
  });
});

describe('example mode', () => {
  test('personas are seeded once', async () => {
    await seedPersonas(test_.house);
    expect(await events('people.seeded')).toHaveLength(1);
    for (const p of personas) expect((await personaActor(p.id)).grants).toEqual(p.grants);
  });

  test('the sign-in page offers every persona, and one click enters', async () => {
    const page = await (await browser().get('/sign-in')).text();
    for (const p of personas) expect(page).toContain(`value="${p.id}"`);
    const b = await enterAs('auditor');
    expect(await auth.identify(new Headers({ cookie: b.cookie }))).toMatchObject({ name: 'Elena Santoro', grants: [{ role: 'auditor', scope: null }] });
  });

  test('a script gets a bearer token and the cookie', async () => {
    const response = await app.request(`${ORIGIN}/api/example/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"persona":"expert-2"}',
    });
    expect(response.status).toBe(200);
    const { token, persona } = (await response.json()) as { token: string; persona: string };
    expect(persona).toBe('expert-2');
    const me = await app.request(`${ORIGIN}/api/me`, { headers: { authorization: `Bearer ${token}` } });
    expect(await me.json()).toMatchObject({ name: 'Paolo Gallo', grants: [{ role: 'expert', scope: null }], organisationIds: [] });
    const cookie = response.headers.getSetCookie()[0]!;
    expect([cookie.split('=')[0], /HttpOnly/i.test(cookie), /SameSite=Lax/i.test(cookie)]).toEqual(['mics.session_token', true, true]);
    expect(await auth.identify(new Headers({ cookie: cookie.split(';')[0]! }))).toMatchObject({ name: 'Paolo Gallo' });
  });

  test('a forged or unsigned token is nobody', async () => {
    const { token } = (await (
      await app.request(`${ORIGIN}/api/example/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"persona":"office"}' })
    ).json()) as { token: string };
    const asked = async (bearer: string) => (await app.request(`${ORIGIN}/api/me`, { headers: { authorization: `Bearer ${bearer}` } })).status;
    const [raw, signature] = token.split('.') as [string, string];
    expect(await asked(token)).toBe(200);
    expect(await Promise.all([raw, `${raw}.${signature.slice(0, -4)}AAA=`, `${raw}x.${signature}`, 'x', ''].map(asked))).toEqual([401, 401, 401, 401, 401]);
  });

  test('there is no such persona', async () => {
    expect(
      (await app.request(`${ORIGIN}/api/example/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"persona":"root"}' }))
        .status,
    ).toBe(404);
  });

  test('elsewhere the door does not exist', async () => {
    const real = { ...auth, house: { ...auth.house, settings: { ...auth.house.settings, example: false } } };
    const closed = serveIdentity(real);
    expect(
      (await closed.request(`${ORIGIN}/api/example/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"persona":"office"}' }))
        .status,
    ).toBe(404);
    const page = await (await closed.request(`${ORIGIN}/sign-in`)).text();
    expect(page).not.toContain('Giulia Ferraro');
  });

  test('mail that was not sent is read by the office', async () => {
    const page = await (await (await enterAs('office')).get('/outbox')).text();
    expect(page).toContain('href="/sign-up/verification?token=');
    expect((await (await enterAs('expert')).get('/outbox')).status).toBe(403);
  });
});

describe('roles', () => {
  test('the office grants and revokes; it holds from the next request', async () => {
    const office = await enterAs('office');
    const expert = personaOf('expert-3')!;
    const theirs = await enterAs('expert-3');
    expect((await office.post(`/people/${expert.personId}/grants`, { role: 'chair', scope: 'cascade-1' })).headers.get('location')).toBe(
      `/people/${expert.personId}?done=granted`,
    );
    const grants = async () => (await auth.identify(new Headers({ cookie: theirs.cookie })))!.grants;
    expect(await grants()).toEqual([
      { role: 'chair', scope: 'cascade-1' },
      { role: 'expert', scope: null },
    ]);
    expect((await events('role.granted')).at(-1)).toEqual({
      actor: personaOf('office')!.personId,
      subject: `people/${expert.personId}`,
      body: { role: 'chair', scope: 'cascade-1' },
    });
    const again = await office.post(`/people/${expert.personId}/grants`, { role: 'chair', scope: 'cascade-1' });
    expect([again.status, (await again.text()).includes('ha già questo ruolo')]).toEqual([409, true]);

    const { id } = (await grantsOf(test_.house.db, expert.personId)).find((g) => g.role === 'chair')!;
    expect((await office.post(`/people/${expert.personId}/grants/${id}/revocation`, {})).headers.get('location')).toBe(
      `/people/${expert.personId}?done=revoked`,
    );
    expect(await grants()).toEqual([{ role: 'expert', scope: null }]);
    expect((await events('role.revoked')).at(-1)!.body).toEqual({ role: 'chair', scope: 'cascade-1' });
  });

  test('nobody else does, and the attempt is in the log', async () => {
    const target = personaOf('applicant-research')!.personId;
    const expert = await enterAs('expert');
    expect((await expert.post(`/people/${target}/grants`, { role: 'office' })).status).toBe(403);
    expect((await events('role.grant.refused')).at(-1)).toEqual({
      actor: personaOf('expert')!.personId,
      subject: `people/${target}`,
      body: { kind: 'forbidden', reasons: ['identity.officeOnly'] },
    });
    expect((await personaActor('applicant-research')).grants).toEqual([{ role: 'applicant', scope: null }]);
    expect([(await expert.get('/people')).status, (await expert.get(`/people/${target}`)).status]).toEqual([403, 403]);
    await expect(grantRole(test_.house, null, target, { role: 'office', scope: null })).rejects.toBeInstanceOf(AppError);
  });

  test('the first of the office is named once, and only with a confirmed address', async () => {
    expect(await codesOf(appointFirstOffice(test_.house, 'marta.colombo@example.org'))).toEqual(['identity.officeThere']);
    const fresh = await testHouse();
    try {
      expect(await codesOf(appointFirstOffice(fresh.house, 'nobody@example.org'))).toEqual(['identity.notSignedUp']);
      const first = { ...personas[2]!, grants: [] };
      await seedPeople(fresh.house, [first]);
      await appointFirstOffice(fresh.house, first.email.toUpperCase());
      expect((await grantsOf(fresh.house.db, first.personId)).map((g) => [g.role, g.scope])).toEqual([['office', null]]);
      expect(await codesOf(appointFirstOffice(fresh.house, first.email))).toEqual(['identity.officeThere']);
    } finally {
      await fresh.end();
    }
  });

  test('the last of the office stays, even if two revoke each other at once', async () => {
    const { house } = test_;
    const office = await personaActor('office');
    const [own] = await grantsOf(house.db, office.id);
    await expect(revokeRole(house, office, office.id, own!.id)).rejects.toMatchObject({ kind: 'conflict', reasons: [{ code: 'identity.lastOffice' }] });
    const page = await (await (await enterAs('office')).get(`/people/${office.id}`)).text();
    expect(page).toContain('ultima persona dell’ufficio');

    await grantRole(house, office, personaOf('auditor')!.personId, { role: 'office', scope: null });
    const auditor = await personaActor('auditor');
    const theirs = (await grantsOf(house.db, auditor.id)).find((g) => g.role === 'office')!;
    const outcomes = await Promise.allSettled([revokeRole(house, office, auditor.id, theirs.id), revokeRole(house, auditor, office.id, own!.id)]);
    expect(outcomes.map((o) => o.status).sort()).toEqual(['fulfilled', 'rejected']);
    // Back to how it was.
    if ((await personaActor('office')).grants.length === 0) {
      await grantRole(house, await personaActor('auditor'), office.id, { role: 'office', scope: null });
      await revokeRole(house, await personaActor('office'), auditor.id, theirs.id);
    }
    expect([(await personaActor('office')).grants, (await personaActor('auditor')).grants]).toEqual([
      [{ role: 'office', scope: null }],
      [{ role: 'auditor', scope: null }],
    ]);
  });

  test('the list of people is its address', async () => {
    const office = await enterAs('office');
    const page = await (await office.get('/people?roles=esperto&sort=-name')).text();
    const at = ['Silvia Moretti', 'Paolo Gallo', 'Chiara Lombardi'].map((name) => page.indexOf(name));
    expect(at.every((i) => i > 0) && at[0]! < at[1]! && at[1]! < at[2]!).toBe(true);
    expect(page).not.toContain('Elena Santoro');
    const csv = await (await office.get('/en/people?q=lombardi&format=csv')).text();
    expect(
      csv
        .split('\r\n')
        .slice(0, 2)
        .map((l) => l.split(';').slice(0, 3).join(';')),
    ).toEqual(['Name;E-mail;Roles', 'Chiara Lombardi;chiara.lombardi@example.org;Expert reviewer']);
  });
});

describe('better-auth’s own addresses', () => {
  test('offer passkey ceremonies and nothing else', async () => {
    const ask = async (path: string, method = 'GET') => (await app.request(`${ORIGIN}/api/auth${path}`, { method, headers: { origin: ORIGIN } })).status;
    expect(await ask('/passkey/generate-authenticate-options')).toBe(200);
    expect(await ask('/passkey/generate-register-options')).toBe(401);
    expect(
      await Promise.all([
        ask('/sign-in/email', 'POST'),
        ask('/sign-up/email', 'POST'),
        ask('/get-session'),
        ask('/list-sessions'),
        ask('/update-user', 'POST'),
        ask('/ok'),
        ask('/callback/oidc?code=x&state=y'),
      ]),
    ).toEqual(Array(7).fill(404));
  });

  test('a false passkey is refused and logged', async () => {
    const refused = await app.request(`${ORIGIN}/api/auth/passkey/verify-authentication`, {
      method: 'POST',
      headers: { origin: ORIGIN, 'content-type': 'application/json' },
      body: '{"response":{"id":"x"}}',
    });
    expect(refused.status).toBe(400);
    expect((await events('session.refused')).at(-1)!.body).toEqual({ method: 'passkey', reason: 'identity.signInRefused' });
  });
});
