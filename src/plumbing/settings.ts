import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

/** Every setting, read from the environment once. `docs/operations.md` lists them; a guard keeps the two equal. */
const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  MICS_DATA: z.string().min(1).default('./var'),
  MICS_ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
  MICS_EXAMPLE: z.enum(['0', '1']).optional(),
  MICS_SECRET: z.string().min(32).optional(),
  MICS_PROGRAMME: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .default('mics'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().default('MICS <no-reply@mics.example>'),
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().default('OpenID Connect'),
  MICS_TRUST_PROXY: z.enum(['0', '1']).default('0'),
  MICS_WORKER: z.enum(['0', '1']).default('1'),
  MICS_CLOCK: z.iso.datetime().optional(),
});

export const settingNames = Object.keys(environment.shape);

export type Settings = {
  port: number;
  dataDir: string;
  origin: string;
  example: boolean;
  secret: string;
  programme: string;
  databaseUrl: string | null;
  databasePool: number;
  smtpUrl: string | null;
  mailFrom: string;
  oidc: { issuer: string; clientId: string; clientSecret: string; name: string } | null;
  trustProxy: boolean;
  /** Runs queued jobs in this process too. */
  worker: boolean;
  /** Example mode only: the instant at which this process believes to have started, to walk through past calls. */
  startsAt: string | null;
};

const local = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Reads the settings; throws a message in plain words when one is wrong. */
export function readSettings(env: Record<string, string | undefined> = process.env): Settings {
  const given = Object.fromEntries(settingNames.map((name) => [name, env[name] || undefined]));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    throw new Error(parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('\n'));
  }
  const e = parsed.data;
  const dataDir = resolve(e.MICS_DATA);
  const origin = (e.MICS_ORIGIN ?? `http://localhost:${e.PORT}`).replace(/\/$/, '');
  const example = e.MICS_EXAMPLE === undefined ? e.DATABASE_URL === undefined && local.test(origin) : e.MICS_EXAMPLE === '1';
  if (example && !local.test(origin)) {
    throw new Error('MICS_EXAMPLE=1 opens the example personas to anyone: it is refused together with a public MICS_ORIGIN');
  }
  if (e.MICS_CLOCK && !example) throw new Error('MICS_CLOCK is for the example mode only');
  if (e.OIDC_ISSUER && !(e.OIDC_CLIENT_ID && e.OIDC_CLIENT_SECRET)) {
    throw new Error('OIDC_ISSUER needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET');
  }
  return {
    port: e.PORT,
    dataDir,
    origin,
    example,
    secret: e.MICS_SECRET ?? storedSecret(dataDir),
    programme: e.MICS_PROGRAMME,
    databaseUrl: e.DATABASE_URL ?? null,
    databasePool: e.DATABASE_POOL,
    smtpUrl: e.SMTP_URL ?? null,
    mailFrom: e.MAIL_FROM,
    oidc: e.OIDC_ISSUER ? { issuer: e.OIDC_ISSUER, clientId: e.OIDC_CLIENT_ID!, clientSecret: e.OIDC_CLIENT_SECRET!, name: e.OIDC_NAME } : null,
    trustProxy: e.MICS_TRUST_PROXY === '1',
    worker: e.MICS_WORKER === '1',
    startsAt: e.MICS_CLOCK ?? null,
  };
}

function storedSecret(dataDir: string): string {
  const file = join(dataDir, 'secret');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  mkdirSync(dataDir, { recursive: true });
  const secret = randomBytes(32).toString('base64url');
  writeFileSync(file, `${secret}\n`, { mode: 0o600 });
  return secret;
}
