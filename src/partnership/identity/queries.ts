import { roles, type Actor, type Role, type RoleGrant } from '#src/core/actor.ts';
import type { Instant } from '#src/core/time.ts';
import type { Locale } from '#src/core/words.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { question, type Question } from '#src/plumbing/database/trip.ts';
import type { House } from '#src/plumbing/house.ts';
import type { ListSpec } from '#src/plumbing/listing.ts';
import { sql, type SelectQueryBuilder } from 'kysely';
import { identityCopy } from './copy.ts';
import { scopeOf } from './states.ts';

/** Who a person is when they ask: roles held now and organisations acted for, in one statement. */
export async function actorOf(db: Reader, personId: string): Promise<Actor | null> {
  const { rows } = await sql<{ id: string; name: string; email: string; locale: Locale; grants: RoleGrant[]; organisationIds: string[] }>`
    select p.id, p.name, p.email, p.locale,
      coalesce((select json_agg(json_build_object('role', g.role, 'scope', g.scope) order by g.role, g.scope) from role_grants g where g.person_id = p.id and g.revoked_at is null), '[]') as grants,
      coalesce((select json_agg(o.organisation_id order by o.organisation_id) from organisation_people o where o.person_id = p.id), '[]') as "organisationIds"
    from people p where p.id = ${personId}`.execute(db as never);
  return rows[0] ?? null;
}

/** Who these open sessions belong to, in one statement; those that are over or unknown are left out. */
export const openSessions = (tokens: readonly string[], now: Date): Question<Map<string, { actor: Actor; sessionId: string }>> =>
  question(
    sql<Actor & { token: string; sessionId: string }>`
    select s.token, s.id as "sessionId", p.id, p.name, p.email, p.locale,
      coalesce((select json_agg(json_build_object('role', g.role, 'scope', g.scope) order by g.role, g.scope) from role_grants g where g.person_id = p.id and g.revoked_at is null), '[]') as grants,
      coalesce((select json_agg(o.organisation_id order by o.organisation_id) from organisation_people o where o.person_id = p.id), '[]') as "organisationIds"
    from sessions s join people p on p.id = s.person_id
    where s.token = any(${tokens}::text[]) and s.expires_at > ${now.toISOString()}`,
    (rows) => new Map(rows.map(({ token, sessionId, ...actor }) => [token, { actor, sessionId }])),
  );

/** Somebody to write to. */
export type Addressee = { personId: string; email: string; name: string; locale: Locale };

/** Who is of the programme office for a call. */
export async function officersOf(db: Reader, callId: string): Promise<Addressee[]> {
  const rows = await db
    .selectFrom('role_grants as g')
    .innerJoin('people as p', 'p.id', 'g.person_id')
    .select(['p.id as personId', 'p.email', 'p.name', 'p.locale'])
    .distinct()
    .where('g.role', '=', 'office')
    .where('g.revoked_at', 'is', null)
    .where((eb) => eb.or([eb('g.scope', 'is', null), eb('g.scope', '=', callId)]))
    .orderBy('p.id')
    .execute();
  return rows as Addressee[];
}

export async function personByEmail(db: Reader, email: string) {
  return db
    .selectFrom('people')
    .select(['id', 'name', 'email', 'locale', 'email_verified as emailVerified'])
    .where('email', '=', email.trim().toLowerCase())
    .executeTakeFirst();
}

export async function personOf(db: Reader, id: string) {
  return db
    .selectFrom('people')
    .select(['id', 'name', 'email', 'locale', 'example', 'email_verified as emailVerified', 'created_at as createdAt', 'fiscal_code as fiscalCode'])
    .where('id', '=', id)
    .executeTakeFirst();
}

export type SessionShown = { id: string; address: string | null; userAgent: string | null; since: Instant };

/** A person's open sessions, the newest first. */
export async function sessionsOf(db: Reader, personId: string, now: Date): Promise<SessionShown[]> {
  return db
    .selectFrom('sessions')
    .select(['id', 'ip_address as address', 'user_agent as userAgent', 'created_at as since'])
    .where('person_id', '=', personId)
    .where('expires_at', '>', now.toISOString())
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
}

export async function passkeysOf(db: Reader, personId: string) {
  return db
    .selectFrom('passkeys')
    .select(['id', 'name', 'aaguid', 'created_at as since'])
    .where('person_id', '=', personId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

export async function hasPassword(db: Reader, personId: string): Promise<boolean> {
  const found = await db
    .selectFrom('accounts')
    .select('id')
    .where('person_id', '=', personId)
    .where('provider_id', '=', 'credential')
    .where('password', 'is not', null)
    .executeTakeFirst();
  return found !== undefined;
}

export type GrantShown = {
  id: string;
  role: Role;
  scope: string | null;
  grantedAt: Instant;
  grantedBy: string | null;
  revokedAt: Instant | null;
  revokedBy: string | null;
};

/** Every grant that a person holds or held; live ones first. */
export async function grantsOf(db: Reader, personId: string): Promise<GrantShown[]> {
  return db
    .selectFrom('role_grants as g')
    .leftJoin('people as giver', 'giver.id', 'g.granted_by')
    .leftJoin('people as taker', 'taker.id', 'g.revoked_by')
    .select(['g.id', 'g.role', 'g.scope', 'g.granted_at as grantedAt', 'giver.name as grantedBy', 'g.revoked_at as revokedAt', 'taker.name as revokedBy'])
    .where('g.person_id', '=', personId)
    .orderBy(sql`g.revoked_at is not null`)
    .orderBy('g.granted_at', 'desc')
    .orderBy('g.id')
    .execute();
}

/** The same with the official code of the call that a grant is limited to; null where it is limited to none, or to one that is not published. */
export async function namedGrants({ db, ports }: Pick<House, 'db' | 'ports'>, personId: string): Promise<(GrantShown & { callCode: string | null })[]> {
  const grants = await grantsOf(db, personId);
  const { rows } = await sql<{
    id: string;
    code: string;
  }>`select id, code from ${ports.callCodes} c where id = any(${grants.map((g) => g.scope ?? '')}::text[])`.execute(db as never);
  const codes = new Map(rows.map((r) => [r.id, r.code]));
  return grants.map((g) => ({ ...g, callCode: (g.scope !== null && scopeOf[g.role] === 'callOrAll' && codes.get(g.scope)) || null }));
}

export async function liveOfficeGrants(db: Reader): Promise<number> {
  const { n } = await db
    .selectFrom('role_grants')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('role', '=', 'office')
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(n);
}

export type PersonRow = { id: string; name: string; email: string; roles: string; since: Instant };

export const peopleSpec: ListSpec<PersonRow> = {
  columns: [
    { key: 'name', label: identityCopy.name, searched: true, filter: { kind: 'text' } },
    { key: 'email', label: identityCopy.email, searched: true },
    { key: 'roles', label: identityCopy.roles, filter: { kind: 'text' }, searched: true },
    { key: 'since', label: identityCopy.since },
  ],
  order: 'name',
  key: 'id',
};

/** People with their live roles in the reader's words, so that the list can be searched by them. */
export function peopleList({ db, ports }: Pick<House, 'db' | 'ports'>, locale: Locale): SelectQueryBuilder<never, never, PersonRow> {
  const words = sql.join(
    roles.map((role) => sql`when ${role} then ${identityCopy[`role_${role}`][locale]}`),
    sql` `,
  );
  const held = sql<string>`coalesce((
    select string_agg(case g.role ${words} end || coalesce(' (' || coalesce(c.code, case when g.role = 'spokeLeader' then 'Spoke ' || g.scope else g.scope end) || ')', ''), ', ' order by g.role, g.scope)
    from role_grants g left join ${ports.callCodes} c on c.id = g.scope where g.person_id = people.id and g.revoked_at is null), '')`;
  return db.selectFrom('people').select(['id', 'name', 'email', 'created_at as since', held.as('roles')]) as never;
}

/** Stored mail, the newest first. */
export async function outbox(db: Reader, limit = 100) {
  return db
    .selectFrom('mail_messages')
    .select(['id', 'recipient', 'subject', 'body', 'queued_at as queuedAt', 'sent_at as sentAt', 'failure'])
    .orderBy('queued_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
}
