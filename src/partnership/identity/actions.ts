import { sql } from 'kysely';
import type { Actor, RoleGrant } from '#src/core/actor.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import type { Locale } from '#src/core/words.ts';
import { act, type House } from '#src/plumbing/house.ts';
import { constraintReasons } from '#src/plumbing/http/refusals.ts';
import { isAPIError } from 'better-auth/api';
import { setTimeout as wait } from 'node:timers/promises';
import { ADDRESS_HEADER, PROVIDER_ID, type Auth } from './auth.ts';
import { attempt, demandRate, forgive, limitKey, limits, tooMany } from './limits.ts';
import { personaOf, personas, type Persona } from './personas.ts';
import { can } from './policy.ts';
import { grantsOf, liveOfficeGrants, personByEmail, personOf } from './queries.ts';
import type { SignInMethod } from './states.ts';

constraintReasons.set('role_grants_live_uq', { code: 'identity.roleHeld', at: 'role' });

/** Where a request comes from: its headers, and the address as far as the house trusts it. */
export type Caller = { headers: Headers; from: string };

/** The caller's headers as better-auth reads them: the address is ours, not what a client claims. */
export function callerHeaders({ headers, from }: Caller): Headers {
  const own = new Headers(headers);
  own.set(ADDRESS_HEADER, from);
  return own;
}

/** A session just opened: cookies to set, and the same session as a bearer token. */
export type Opened = { cookies: string[]; token: string | null };

const opened = (headers: Headers): Opened => ({ cookies: headers.getSetCookie(), token: headers.get('set-auth-token') });

/** The same refusal, in the same words and about the same time, whether the person exists or not. */
export async function signInWithPassword(
  auth: Auth,
  caller: Caller,
  { email, password, next }: { email: string; password: string; next?: string },
): Promise<Opened> {
  const { house } = auth;
  await demandSignInRate(house, caller.from, email);
  try {
    const { headers } = await auth.engine.api.signInEmail({
      body: { email, password },
      headers: callerHeaders({ from: caller.from, headers: withoutSession(caller.headers) }),
      returnHeaders: true,
    });
    await forgive(house, limitKey('signIn', caller.from, email));
    return opened(headers);
  } catch (error) {
    if (!isAPIError(error)) throw error;
    const person = await personByEmail(house.db, email);
    const unverified = error.body?.code === 'EMAIL_NOT_VERIFIED';
    const code = unverified ? 'identity.unverified' : 'identity.signInRefused';
    await noteRefusal(house, person?.id ?? null, 'password', code);
    if (unverified && person) await verifyAgain(auth, caller.from, person.email, next);
    throw new AppError('invalid', [reason(code)]);
  }
}

/** A session that is open already has no say in a new one. */
function withoutSession(headers: Headers): Headers {
  const own = new Headers(headers);
  own.delete('cookie');
  own.delete('authorization');
  return own;
}

async function demandSignInRate(house: House, from: string, email: string): Promise<void> {
  for (const made of [
    await attempt(house, limitKey('signIn', from, email), limits.signIn),
    await attempt(house, limitKey('signInAddress', from), limits.signInAddress),
  ]) {
    if (made.allowed) continue;
    if (made.crossed) await noteRefusal(house, (await personByEmail(house.db, email))?.id ?? null, 'password', 'rate.tooMany');
    throw tooMany(made);
  }
}

/** One line in the evidence log: that, how and against whom; not what was typed. */
export async function noteRefusal(house: House, personId: string | null, method: SignInMethod, code: string): Promise<void> {
  const subject = personId ? `people/${personId}` : 'people/unknown';
  await act(house, null, 'session.open', subject, ({ record }) => record({ kind: 'session.refused', subject, body: { method, reason: code } }));
}

/** Example mode only: opens a session for a persona. */
export async function openExampleSession(auth: Auth, caller: Caller, personaId: string): Promise<Opened & { persona: Persona }> {
  const persona = personaOf(personaId);
  const person = auth.house.settings.example && persona ? await personOf(auth.house.db, persona.personId) : undefined;
  if (!persona || !person?.example) throw notFound();
  const { headers } = await auth.engine.api.openExampleSession({
    body: { personId: person.id },
    headers: callerHeaders({ from: caller.from, headers: withoutSession(caller.headers) }),
    returnHeaders: true,
  });
  return { ...opened(headers), persona };
}

/** The address at the provider where the person signs in, and the cookie that ties the answer to this browser. */
export async function startProviderSignIn(auth: Auth, caller: Caller, next: string): Promise<{ url: string; cookies: string[] }> {
  const engine = await auth.provider();
  if (!engine) throw new AppError('unavailable', [reason('identity.providerSilent')]);
  const { origin } = auth.house.settings;
  const { response, headers } = await engine.api.signInSocial({
    body: { provider: PROVIDER_ID, callbackURL: `${origin}${next}`, errorCallbackURL: `${origin}/sign-in?refused=provider`, disableRedirect: true },
    headers: callerHeaders({ from: caller.from, headers: withoutSession(caller.headers) }),
    returnHeaders: true,
  });
  if (!response.url) throw new AppError('unavailable', [reason('identity.providerSilent')]);
  return { url: response.url, cookies: headers.getSetCookie() };
}

/** Closes the session of these headers. Signing out twice is no mistake. */
export async function signOut(auth: Auth, caller: Caller): Promise<string[]> {
  const { headers } = await auth.engine.api.signOut({ headers: callerHeaders(caller), returnHeaders: true });
  return headers.getSetCookie();
}

/** Answers the same whether the address is known or not; who is known already is told so by mail. */
export async function signUp(
  auth: Auth,
  caller: Caller,
  { name, email, password, locale, next = '/' }: { name: string; email: string; password: string; locale: Locale; next?: string },
): Promise<void> {
  await demandRate(auth.house, [limitKey('signUp', caller.from), limits.signUpAddress], [limitKey('mail', caller.from, email), limits.mail]);
  await asReason(() =>
    auth.engine.api.signUpEmail({
      // Where the link in the mail leads in the end: a local path.
      body: { name, email, password, locale, callbackURL: next },
      headers: callerHeaders({ from: caller.from, headers: withoutSession(caller.headers) }),
    }),
  );
}

/** From the link in the mail. */
export async function verifyEmail(auth: Auth, token: string): Promise<void> {
  await asReason(() => auth.engine.api.verifyEmail({ query: { token } }), 'identity.linkOver');
}

async function verifyAgain(auth: Auth, from: string, email: string, next = '/'): Promise<void> {
  if (!(await attempt(auth.house, limitKey('mail', from, email), limits.mail)).allowed) return;
  await auth.engine.api.sendVerificationEmail({ body: { email, callbackURL: next } });
}

/** The floor that hides how long a message takes to write. */
const EVEN_MS = 250;

/** A link to choose a new password. Answers the same, after the same time, whether the address is known or not. */
export async function requestPasswordReset(auth: Auth, caller: Caller, email: string): Promise<void> {
  await demandRate(auth.house, [limitKey('mail', caller.from, email), limits.mail], [limitKey('mail', caller.from), limits.mailAddress]);
  await Promise.all([wait(EVEN_MS), asReason(() => auth.engine.api.requestPasswordReset({ body: { email } }))]);
}

/** Sets the password and closes every session that was open. */
export async function resetPassword(auth: Auth, caller: Caller, { token, password }: { token: string; password: string }): Promise<void> {
  await demandRate(auth.house, [limitKey('password', caller.from), limits.password]);
  await asReason(() => auth.engine.api.resetPassword({ body: { token, newPassword: password } }), 'identity.linkOver');
}

/** Changes the password of the person who asks, and closes their other sessions. */
export async function changePassword(
  auth: Auth,
  caller: Caller,
  actor: Actor,
  { current, password }: { current: string; password: string },
): Promise<string[]> {
  const { house } = auth;
  await demandRate(house, [limitKey('password', actor.id), limits.password]);
  const subject = `people/${actor.id}`;
  try {
    const { headers } = await auth.engine.api.changePassword({
      body: { currentPassword: current, newPassword: password, revokeOtherSessions: true },
      headers: callerHeaders(caller),
      returnHeaders: true,
    });
    await act(house, actor, 'person.changePassword', subject, ({ record }) => record({ kind: 'person.passwordChanged', subject, body: { by: 'account' } }));
    return headers.getSetCookie();
  } catch (error) {
    if (!isAPIError(error)) throw error;
    const refusal = reason('identity.passwordWrong', {}, { at: 'current' });
    return act<string[]>(house, actor, 'person.changePassword', subject, () => Promise.reject(new AppError('invalid', [refusal])));
  }
}

/** Name, language and fiscal code of the person who asks; a code that is not given stays as it is. */
export async function updateProfile(
  house: House,
  actor: Actor,
  { name, locale, fiscalCode }: { name: string; locale: Locale; fiscalCode?: string | null | undefined },
): Promise<void> {
  const subject = `people/${actor.id}`;
  await act(house, actor, 'person.update', subject, async ({ tx, at, record }) => {
    const code = fiscalCode === undefined ? {} : { fiscal_code: fiscalCode };
    await tx
      .updateTable('people')
      .set({ name, locale, ...code, updated_at: at })
      .where('id', '=', actor.id)
      .execute();
    await record({ kind: 'person.updated', subject, body: { fields: ['name', 'locale', ...(fiscalCode === undefined ? [] : ['fiscalCode'])] } });
  });
}

/** Closes one session of the person who asks: its cookie and its token are worth nothing from then on. */
export async function closeSession(auth: Auth, actor: Actor, sessionId: string): Promise<void> {
  const session = await auth.house.db.selectFrom('sessions').select(['token', 'person_id as personId']).where('id', '=', sessionId).executeTakeFirst();
  if (!session) throw notFound();
  demand(can.closeSession(actor, session), 'notFound');
  const { internalAdapter } = await auth.engine.$context;
  await internalAdapter.deleteSession(session.token);
}

/** Closes every session of the person who asks but the one that they ask with. */
export async function closeOtherSessions(auth: Auth, actor: Actor, ownSessionId: string): Promise<void> {
  const others = await auth.house.db.selectFrom('sessions').select('token').where('person_id', '=', actor.id).where('id', '!=', ownSessionId).execute();
  const { internalAdapter } = await auth.engine.$context;
  if (others.length > 0) await internalAdapter.deleteSessions(others.map((s) => s.token));
}

export async function removePasskey(house: House, actor: Actor, passkeyId: string): Promise<void> {
  const subject = `people/${actor.id}`;
  await act(house, actor, 'passkey.remove', subject, async ({ tx, record }) => {
    const gone = await tx.deleteFrom('passkeys').where('id', '=', passkeyId).where('person_id', '=', actor.id).returning('id').executeTakeFirst();
    if (!gone) throw notFound();
    await record({ kind: 'passkey.removed', subject, body: { passkey: passkeyId } });
  });
}

/** After better-auth has stored it. */
export async function notePasskeyAdded(house: House, actor: Actor): Promise<void> {
  const subject = `people/${actor.id}`;
  await act(house, actor, 'passkey.add', subject, ({ record }) => record({ kind: 'passkey.added', subject }));
}

export async function grantRole(house: House, actor: Actor | null, personId: string, grant: RoleGrant): Promise<void> {
  const subject = `people/${personId}`;
  await act(house, actor, 'role.grant', subject, async ({ tx, at, record }) => {
    const person = await tx.selectFrom('people').select('id').where('id', '=', personId).forUpdate().executeTakeFirst();
    const held = (await grantsOf(tx, personId)).filter((g) => g.revokedAt === null);
    demand(can.grantRole(actor, grant, held));
    if (!person) throw notFound();
    await tx
      .insertInto('role_grants')
      .values({ person_id: personId, role: grant.role, scope: grant.scope, granted_at: at, granted_by: actor!.id, revoked_at: null, revoked_by: null })
      .execute();
    await record({ kind: 'role.granted', subject, body: { ...grant } });
  });
}

/** Gives the role of expert for one call to somebody who accepted the office's invitation to it. Who holds it already keeps it as it is. */
export async function grantInvited(house: House, { personId, scope, grantedBy }: { personId: string; scope: string; grantedBy: string }): Promise<void> {
  const subject = `people/${personId}`;
  await act(house, null, 'role.grantInvited', subject, async ({ tx, at, record }) => {
    await tx.selectFrom('people').select('id').where('id', '=', personId).forUpdate().executeTakeFirstOrThrow();
    const held = (await grantsOf(tx, personId)).some((g) => g.revokedAt === null && g.role === 'expert' && (g.scope === null || g.scope === scope));
    if (!held)
      await tx
        .insertInto('role_grants')
        .values({ person_id: personId, role: 'expert', scope, granted_at: at, granted_by: grantedBy, revoked_at: null, revoked_by: null })
        .execute();
    await record({ kind: held ? 'role.heldAlready' : 'role.granted', subject, body: { role: 'expert', scope, invited: true } });
  });
}

/** The first person of the office, named by whoever runs the system: only while nobody holds that role. The address must be confirmed. */
export async function appointFirstOffice(house: House, email: string): Promise<void> {
  const subject = 'people';
  await act(house, null, 'role.appointFirst', subject, async ({ tx, at, record }) => {
    await sql`select pg_advisory_xact_lock(7112004)`.execute(tx);
    if ((await liveOfficeGrants(tx)) > 0) throw new AppError('conflict', [reason('identity.officeThere')]);
    const person = await tx.selectFrom('people').select(['id', 'email_verified']).where('email', '=', email.trim().toLowerCase()).executeTakeFirst();
    if (!person?.email_verified) throw new AppError('invalid', [reason('identity.notSignedUp', { email })]);
    await tx
      .insertInto('role_grants')
      .values({ person_id: person.id, role: 'office', scope: null, granted_at: at, granted_by: null, revoked_at: null, revoked_by: null })
      .execute();
    await record({ kind: 'role.granted', subject: `people/${person.id}`, body: { role: 'office', scope: null, first: true } });
  });
}

/** Takes effect with the person's next request: roles are read anew for each. */
export async function revokeRole(house: House, actor: Actor | null, personId: string, grantId: string): Promise<void> {
  const subject = `people/${personId}`;
  await act(house, actor, 'role.revoke', subject, async ({ tx, at, record }) => {
    // The office's grants are locked together, so that two cannot revoke each other's at once.
    await tx.selectFrom('role_grants').select('id').where('role', '=', 'office').where('revoked_at', 'is', null).orderBy('id').forUpdate().execute();
    const grant = await tx
      .selectFrom('role_grants')
      .select(['role', 'scope', 'revoked_at'])
      .where('id', '=', grantId)
      .where('person_id', '=', personId)
      .forUpdate()
      .executeTakeFirst();
    demand(can.seePeople(actor));
    if (!grant) throw notFound();
    demand(can.revokeRole(actor, { role: grant.role, live: grant.revoked_at === null }, await liveOfficeGrants(tx)));
    await tx.updateTable('role_grants').set({ revoked_at: at, revoked_by: actor!.id }).where('id', '=', grantId).execute();
    await record({ kind: 'role.revoked', subject, body: { role: grant.role, scope: grant.scope } });
  });
}

/** The personas of example mode and their roles; what is there already stays as it is. For seeds and tests. */
export const seedPersonas = (house: House): Promise<void> => seedPeople(house, personas);

/** Synthetic people with their roles, who cannot sign in unless they are personas; what is there already stays as it is. */
export async function seedPeople(house: House, people: readonly Pick<Persona, 'personId' | 'name' | 'email' | 'grants' | 'fiscalCode'>[]): Promise<void> {
  const ids = people.map((p) => p.personId);
  const known = await house.db.selectFrom('people').select('id').where('id', 'in', ids).execute();
  const there = new Set(known.map((r) => r.id));
  const missing = people.filter((p) => !there.has(p.personId));
  if (missing.length === 0) return;
  await act(house, null, 'people.seed', 'people', async ({ tx, at, record }) => {
    const rows = missing.map((p) => ({
      id: p.personId,
      name: p.name,
      email: p.email,
      email_verified: true,
      image: null,
      example: true,
      created_at: at,
      updated_at: at,
      fiscal_code: p.fiscalCode ?? null,
    }));
    await tx.insertInto('people').values(rows).execute();
    const grants = missing.flatMap((p) =>
      p.grants.map((g) => ({ person_id: p.personId, role: g.role, scope: g.scope, granted_at: at, granted_by: null, revoked_at: null, revoked_by: null })),
    );
    if (grants.length > 0) await tx.insertInto('role_grants').values(grants).execute();
    await record({ kind: 'people.seeded', subject: 'people', body: { people: missing.map((p) => p.personId) } });
  });
}

/** What better-auth refuses, in our words. */
async function asReason<T>(work: () => Promise<T>, code = 'identity.refused'): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isAPIError(error)) throw error;
    if (error.body?.code === 'PASSWORD_TOO_SHORT' || error.body?.code === 'PASSWORD_TOO_LONG')
      throw new AppError('invalid', [reason('identity.passwordLength', {}, { at: 'password' })]);
    if (error.body?.code === 'INVALID_EMAIL') throw new AppError('invalid', [reason('form.invalid', {}, { at: 'email' })]);
    throw new AppError('invalid', [reason(code)]);
  }
}

/** Takes away sessions and confirmation tokens that have run out; on the house's schedule. Records nothing when there was nothing. */
export async function sweepExpired(house: House): Promise<number> {
  const now = house.clock().toISOString();
  const due = await house.db.selectFrom('sessions').select('id').where('expires_at', '<', now).execute();
  const tokens = await house.db.selectFrom('verifications').select('id').where('expires_at', '<', now).execute();
  if (due.length + tokens.length === 0) return 0;
  return act(house, null, 'sessions.sweep', 'sessions', async ({ tx, record }) => {
    await tx.deleteFrom('sessions').where('expires_at', '<', now).execute();
    await tx.deleteFrom('verifications').where('expires_at', '<', now).execute();
    await record({ kind: 'sessions.swept', subject: 'sessions', body: { sessions: due.length, tokens: tokens.length } });
    return due.length + tokens.length;
  });
}
