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
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(6),
  DATABASE_PREPARE: z.enum(['0', '1']).default('1'),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().default('MICS <no-reply@mics.example>'),
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().default('OpenID Connect'),
  MICS_TRUST_PROXY: z.enum(['0', '1']).default('0'),
  MICS_WORKER: z.enum(['0', '1']).default('1'),
  MICS_QUEUE: z.coerce.number().int().min(1).max(100_000).default(4000),
  MICS_CLOCK: z.iso.datetime().optional(),
  MICS_TRUSTED_CAS: z.string().min(1).optional(),
  MICS_CLAMAV: z
    .string()
    .regex(/^[\w.-]+:\d+$/, 'host:port')
    .optional(),
  MICS_CLAMAV_OPTIONAL: z.enum(['0', '1']).default('0'),
  MICS_S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  MICS_S3_BUCKET: z.string().min(1).optional(),
  MICS_S3_REGION: z.string().min(1).default('us-east-1'),
  MICS_S3_KEY: z.string().min(1).optional(),
  MICS_S3_SECRET: z.string().min(1).optional(),
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
  /** Statements that come often are prepared by name, which an old pgbouncer in transaction mode does not bear. */
  databasePrepare: boolean;
  smtpUrl: string | null;
  mailFrom: string;
  oidc: { issuer: string; clientId: string; clientSecret: string; name: string } | null;
  trustProxy: boolean;
  /** How many submissions may wait in this process; who comes later gets a ticket that keeps their place. */
  queue: number;
  /** Runs queued jobs in this process too. */
  worker: boolean;
  /** Example mode only: the instant at which this process believes to have started, to walk through past calls. */
  startsAt: string | null;
  /** The folder of the authorities whose signatures are taken; null: none was named. */
  trustedAuthorities: string | null;
  scanner: { host: string; port: number; optional: boolean } | null;
  /** Files lie in this store instead of in the data folder. */
  s3: { endpoint: string; bucket: string; region: string; key: string; secret: string } | null;
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
  if (e.MICS_S3_ENDPOINT && !(e.MICS_S3_BUCKET && e.MICS_S3_KEY && e.MICS_S3_SECRET)) {
    throw new Error('MICS_S3_ENDPOINT needs MICS_S3_BUCKET, MICS_S3_KEY and MICS_S3_SECRET');
  }
  if (e.MICS_TRUSTED_CAS && !existsSync(e.MICS_TRUSTED_CAS)) throw new Error(`MICS_TRUSTED_CAS: there is no folder ${e.MICS_TRUSTED_CAS}`);
  const scanner = e.MICS_CLAMAV?.split(':');
  return {
    port: e.PORT,
    dataDir,
    origin,
    example,
    secret: e.MICS_SECRET ?? storedSecret(dataDir),
    programme: e.MICS_PROGRAMME,
    databaseUrl: e.DATABASE_URL ?? null,
    databasePool: e.DATABASE_POOL,
    databasePrepare: e.DATABASE_PREPARE === '1',
    smtpUrl: e.SMTP_URL ?? null,
    mailFrom: e.MAIL_FROM,
    oidc: e.OIDC_ISSUER ? { issuer: e.OIDC_ISSUER, clientId: e.OIDC_CLIENT_ID!, clientSecret: e.OIDC_CLIENT_SECRET!, name: e.OIDC_NAME } : null,
    trustProxy: e.MICS_TRUST_PROXY === '1',
    queue: e.MICS_QUEUE,
    worker: e.MICS_WORKER === '1',
    startsAt: e.MICS_CLOCK ?? null,
    trustedAuthorities: e.MICS_TRUSTED_CAS ? resolve(e.MICS_TRUSTED_CAS) : null,
    scanner: scanner ? { host: scanner[0]!, port: Number(scanner[1]), optional: e.MICS_CLAMAV_OPTIONAL === '1' } : null,
    s3: e.MICS_S3_ENDPOINT
      ? { endpoint: e.MICS_S3_ENDPOINT.replace(/\/$/, ''), bucket: e.MICS_S3_BUCKET!, region: e.MICS_S3_REGION, key: e.MICS_S3_KEY!, secret: e.MICS_S3_SECRET! }
      : null,
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
