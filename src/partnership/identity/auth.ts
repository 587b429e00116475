import { passkey } from '@better-auth/passkey';
import type { Actor } from '#src/core/actor.ts';
import { act, type House } from '#src/plumbing/house.ts';
import { betterAuth, type BetterAuthPlugin } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { bearer, genericOAuth } from 'better-auth/plugins';
import type { KyselyPlugin, UnknownRow } from 'kysely';
import { z } from 'zod';
import { attempt } from './limits.ts';
import { sendAlreadyKnown, sendPasswordReset, sendVerification } from './mails.ts';
import { ask as askAll } from '#src/plumbing/database/trip.ts';
import { openSessions } from './queries.ts';
import { localPath } from './rules.ts';
import { signedToken } from '#src/plumbing/http/token.ts';
import { PASSWORD_MAX, PASSWORD_MIN, type Closing, type SignInMethod } from './states.ts';

/** Sign-in and sessions. `engine` is better-auth, reached by our own doors only. */
export type Auth = {
  house: House;
  engine: Engine;
  /** The same engine with the OpenID Connect provider of the settings; null when there is none or it does not answer. */
  provider: () => Promise<Engine | null>;
  /** Who asks, by session cookie or `Authorization: Bearer`. Looked up once for each request's headers, never kept longer. */
  identify: (headers: Headers) => Promise<Actor | null>;
  /** The session that these headers belong to. */
  sessionOf: (headers: Headers) => Promise<{ id: string; personId: string } | null>;
};

export type Engine = ReturnType<typeof engineOf>;

/** Our own header with the client's address as the house trusts it; whatever a client sends under this name is overwritten. */
export const ADDRESS_HEADER = 'x-mics-from';
export const PROVIDER_ID = 'oidc';
const COOKIE_PREFIX = 'mics';

export function createAuth(house: House): Auth {
  const engine = engineOf(house, []);
  const lookUp = lookUps(house);
  const asked = new WeakMap<Headers, Promise<Known | null>>();
  const known = (headers: Headers): Promise<Known | null> => {
    let found = asked.get(headers);
    if (!found) asked.set(headers, (found = lookUp(headers)));
    return found;
  };
  return {
    house,
    engine,
    provider: providerOf(house),
    identify: async (headers) => (await known(headers))?.actor ?? null,
    sessionOf: async (headers) => (await known(headers))?.session ?? null,
  };
}

type Known = { actor: Actor; session: { id: string; personId: string } };

/**
 * Looks sessions up in the database at every request, so that one that is revoked is over at once in every process. Requests that come in the
 * same turn of the event loop share one statement.
 */
function lookUps(house: House): (headers: Headers) => Promise<Known | null> {
  let waiting = new Map<string, ((known: Known | null) => void)[]>();
  let failing: ((error: unknown) => void)[] = [];
  const ask = async () => {
    const [asked, refuse] = [waiting, failing];
    waiting = new Map();
    failing = [];
    try {
      const [found] = await askAll(house.db, openSessions([...asked.keys()], new Date()));
      for (const [token, answers] of asked) {
        const known = found.get(token);
        for (const answer of answers) answer(known ? { actor: known.actor, session: { id: known.sessionId, personId: known.actor.id } } : null);
      }
    } catch (error) {
      for (const no of refuse) no(error);
    }
  };
  return (headers) => {
    const token = signedToken(headers, house.settings.secret);
    if (token === null) return Promise.resolve(null);
    return new Promise((answer, refuse) => {
      if (waiting.size === 0) setImmediate(() => void ask());
      const same = waiting.get(token);
      if (same) same.push(answer);
      else waiting.set(token, [answer]);
      failing.push(refuse);
    });
  };
}

/**
 * The engine with the provider is another one, made when it is first needed: a provider that hangs or is down stops no one else from
 * signing in, and it is asked again the next time.
 */
function providerOf(house: House): Auth['provider'] {
  let made: Promise<Engine | null> | null = null;
  const make = async (): Promise<Engine | null> => {
    const { oidc } = house.settings;
    if (!oidc) return null;
    const engine = engineOf(house, [
      genericOAuth({
        config: [
          {
            providerId: PROVIDER_ID,
            name: oidc.name,
            discoveryUrl: `${oidc.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
            clientId: oidc.clientId,
            clientSecret: oidc.clientSecret,
            scopes: ['openid', 'email', 'profile'],
            requireIdTokenVerification: true,
            mapProfileToUser: (profile) => ({ name: nameOf(profile) }),
          },
        ],
      }),
    ]);
    const { socialProviders } = await engine.$context;
    return socialProviders.some((p) => p.id === PROVIDER_ID) ? engine : null;
  };
  return async () => {
    made ??= make().catch(() => null);
    const engine = await made;
    if (!engine) made = null;
    return engine;
  };
}

function nameOf(profile: Record<string, unknown>): string {
  const part = (key: string) => (typeof profile[key] === 'string' ? (profile[key] as string).trim() : '');
  return part('name') || `${part('given_name')} ${part('family_name')}`.trim() || part('email');
}

function engineOf(house: House, plugins: BetterAuthPlugin[]) {
  const { settings } = house;
  return betterAuth({
    appName: 'MICS',
    baseURL: `${settings.origin}/api/auth`,
    secret: settings.secret,
    // Without transactions of its own: they would hold one connection while our audit asks for another.
    database: { db: house.writer.withPlugin(instantsAsDates) as never, type: 'postgres', transaction: false },
    logger: { level: 'error' },
    telemetry: { enabled: false },
    trustedOrigins: [settings.origin],
    onAPIError: { errorURL: `${settings.origin}/sign-in?refused=provider` },
    user: {
      modelName: 'people',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
      additionalFields: { locale: { type: 'string', required: false, defaultValue: 'it' } },
    },
    session: {
      modelName: 'sessions',
      fields: {
        userId: 'person_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      expiresIn: 7 * 86_400,
      disableSessionRefresh: true,
    },
    account: {
      modelName: 'accounts',
      fields: {
        userId: 'person_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      encryptOAuthTokens: true,
    },
    verification: {
      modelName: 'verifications',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
      storeIdentifier: 'hashed',
    },
    rateLimit: {
      enabled: true,
      window: 60,
      max: 60,
      customStorage: { consume: async (key, rule) => attempt(house, `auth|${key}`, rule) },
    },
    emailAndPassword: {
      enabled: true,
      requireEmailVerification: true,
      autoSignIn: false,
      minPasswordLength: PASSWORD_MIN,
      maxPasswordLength: PASSWORD_MAX,
      resetPasswordTokenExpiresIn: 3600,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) => sendPasswordReset(house, user.id, token),
      onPasswordReset: ({ user }) => notePasswordReset(house, user.id),
      onExistingUserSignUp: ({ user }) => sendAlreadyKnown(house, user.id),
    },
    emailVerification: {
      expiresIn: 24 * 3600,
      autoSignInAfterVerification: false,
      sendVerificationEmail: ({ user, url, token }) => sendVerification(house, user.id, token, localPath(new URL(url).searchParams.get('callbackURL'))),
    },
    databaseHooks: {
      user: { create: { after: async (user, context) => welcome(house, user.id, methodOf(context?.path)) } },
      session: {
        create: {
          after: async (session, context) => noteSession(house, session.userId, 'session.opened', { session: session.id, method: methodOf(context?.path) }),
        },
        delete: {
          after: async (session, context) =>
            noteSession(house, session.userId, 'session.closed', { session: session.id, because: closingOf(context?.path, session.expiresAt) }),
        },
      },
    },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER], ipv6Subnet: 128 },
      database: { generateId: 'uuid', validateSchema: false },
    },
    plugins: [
      bearer({ requireSignature: true }),
      passkey({
        rpName: 'MICS',
        rpID: new URL(settings.origin).hostname,
        origin: settings.origin,
        schema: {
          passkey: {
            modelName: 'passkeys',
            fields: {
              publicKey: 'public_key',
              userId: 'person_id',
              credentialID: 'credential_id',
              deviceType: 'device_type',
              backedUp: 'backed_up',
              createdAt: 'created_at',
            },
          },
        },
      }),
      exampleSessions,
      ...plugins,
    ],
  });
}

/** Opens a session without a proof, for the personas of example mode. It has no address: only our own code can call it. */
const exampleSessions = {
  id: 'example-sessions',
  endpoints: {
    openExampleSession: createAuthEndpoint.serverOnly({ method: 'POST', body: z.object({ personId: z.uuid() }) }, async (ctx) => {
      const user = await ctx.context.internalAdapter.findUserById(ctx.body.personId);
      if (!user) return ctx.json(null);
      const session = await ctx.context.internalAdapter.createSession(user.id);
      await setSessionCookie(ctx, { session, user });
      return ctx.json({ sessionId: session.id });
    }),
  },
} satisfies BetterAuthPlugin;

/** better-auth compares dates; the house's pool reads instants as text. */
const instantsAsDates: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => ({ ...result, rows: result.rows.map(withDates) }),
};

const withDates = (row: UnknownRow): UnknownRow =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [key, key.endsWith('_at') && typeof value === 'string' ? new Date(value) : value]));

function methodOf(path: string | undefined): SignInMethod {
  if (path?.startsWith('/callback')) return 'provider';
  if (path?.startsWith('/passkey')) return 'passkey';
  return path?.startsWith('/sign-') ? 'password' : 'example';
}

function closingOf(path: string | undefined, expiresAt: Date): Closing {
  if (expiresAt.getTime() <= Date.now()) return 'expired';
  if (path === '/sign-out') return 'signedOut';
  return path?.includes('password') ? 'passwordChanged' : 'revoked';
}

/** The evidence log names the person and the session, never the token nor the address: it cannot forget. */
async function noteSession(house: House, personId: string, kind: 'session.opened' | 'session.closed', body: Record<string, string>): Promise<void> {
  const subject = `people/${personId}`;
  await act(house, asked(personId), kind === 'session.opened' ? 'session.open' : 'session.close', subject, ({ record }) => record({ kind, subject, body }));
}

/** Whoever signs up may apply. */
async function welcome(house: House, personId: string, method: SignInMethod): Promise<void> {
  const subject = `people/${personId}`;
  await act(house, asked(personId), 'person.signUp', subject, async ({ tx, at, record }) => {
    await tx
      .insertInto('role_grants')
      .values({ person_id: personId, role: 'applicant', scope: null, granted_at: at, granted_by: null, revoked_at: null, revoked_by: null })
      .execute();
    await record({ kind: 'person.signedUp', subject, body: { method } });
    await record({ kind: 'role.granted', subject, body: { role: 'applicant', scope: null } });
  });
}

/** Who could open the link reads that mail: the address is confirmed with it. */
async function notePasswordReset(house: House, personId: string): Promise<void> {
  const subject = `people/${personId}`;
  await act(house, asked(personId), 'person.changePassword', subject, async ({ tx, record }) => {
    await tx.updateTable('people').set({ email_verified: true }).where('id', '=', personId).execute();
    await record({ kind: 'person.passwordChanged', subject, body: { by: 'link' } });
  });
}

/** The person themselves, before their roles are known. */
const asked = (id: string): Actor => ({ id, name: '', email: '', locale: 'it', grants: [], organisationIds: [] });
