import { sha256 } from '#src/core/canonical.ts';
import { reason } from '#src/core/decision.ts';
import { AppError } from '#src/core/errors.ts';
import type { House } from '#src/plumbing/house.ts';
import { normalizeIP } from '@better-auth/core/utils/ip';
import { sql } from 'kysely';

export type Limit = { /** Seconds. */ window: number; max: number };

/** How often, for whom. A whole university may share one address: limits per address alone are wide. */
export const limits = {
  signIn: { window: 60, max: 10 },
  signInAddress: { window: 60, max: 100 },
  signUpAddress: { window: 3600, max: 60 },
  mail: { window: 3600, max: 5 },
  mailAddress: { window: 3600, max: 60 },
  password: { window: 300, max: 10 },
} as const satisfies Record<string, Limit>;

/** What came of one more attempt. `crossed` is the first refused one of a window: worth a line in the evidence log, the next are not. */
export type Attempt = { allowed: boolean; crossed: boolean; retryAfter: number };

/**
 * Counts one attempt in a window that begins with the first: one statement, so that attempts made at once cannot pass together.
 * Outside every transaction of ours: an attempt counts even if what it was for is refused.
 */
export async function attempt(house: House, key: string, { window, max }: Limit): Promise<Attempt> {
  const now = house.clock().getTime();
  const begun = now - window * 1000;
  const { rows } = await sql<{ count: number; last_request: number }>`
    insert into rate_limits as r (key, count, last_request) values (${key}, 1, ${now})
    on conflict (key) do update set
      count = case when r.last_request <= ${begun} then 1 else least(r.count + 1, ${max + 2}) end,
      last_request = case when r.last_request <= ${begun} then excluded.last_request else r.last_request end
    returning count, last_request`.execute(house.writer);
  const { count, last_request } = rows[0]!;
  if (count === 1) await sql`delete from rate_limits where last_request < ${now - 86_400_000}`.execute(house.writer);
  return { allowed: count <= max, crossed: count === max + 1, retryAfter: Math.max(1, Math.ceil((last_request + window * 1000 - now) / 1000)) };
}

/** Forgets the attempts of a key, after one that was right. */
export async function forgive(house: House, key: string): Promise<void> {
  await sql`delete from rate_limits where key = ${key}`.execute(house.writer);
}

/**
 * A key that names no one: what people type into the e-mail field is sometimes their password. One client may hold a whole IPv6 network
 * of 64 bits: it counts as one.
 */
export const limitKey = (what: string, from: string, email = ''): string =>
  `${what}|${normalizeIP(from)}|${email === '' ? '' : sha256(email.toLowerCase()).slice(0, 32)}`;

export const tooMany = (attempt: Attempt) => new AppError('unavailable', [reason('rate.tooMany', { seconds: attempt.retryAfter })]);

/** Throws `rate.tooMany` when one of the limits is passed. */
export async function demandRate(house: House, ...attempts: readonly (readonly [key: string, limit: Limit])[]): Promise<void> {
  for (const [key, limit] of attempts) {
    const made = await attempt(house, key, limit);
    if (!made.allowed) throw tooMany(made);
  }
}
