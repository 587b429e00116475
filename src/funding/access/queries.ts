import type { Actor } from '#src/core/actor.ts';
import type { CalendarDate, Instant } from '#src/core/time.ts';
import { isUuid } from '#src/funding/applications/schema.ts';
import { callCodes } from '#src/funding/calls/queries.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { sql, type SelectQueryBuilder } from 'kysely';
import type { Concerned, Request } from './policy.ts';
import type { PackIndex } from './rules/pack.ts';
import type { AccessDecision, AccessState } from './states.ts';

export type Party = Concerned & {
  id: string;
  applicationId: string;
  protocol: string;
  acronym: string;
  objection: string | null;
  granted: boolean | null;
};

export type AccessRequest = Omit<Request, 'parties'> & {
  id: string;
  applicationId: string;
  protocol: string;
  acronym: string;
  title: string;
  reason: string;
  askedAt: Instant;
  askedByName: string;
  dueOn: CalendarDate;
  answer: string | null;
  decidedAt: Instant | null;
  pack: PackIndex | null;
  packSha256: string | null;
  parties: readonly Party[];
};

const requests = (db: Reader) =>
  db
    .selectFrom('access_requests as r')
    .innerJoin('applications as a', 'a.id', 'r.application_id')
    .innerJoin('submissions as s', (j) => j.onRef('s.application_id', '=', 'a.id').on('s.superseded_at', 'is', null))
    .innerJoin('organisations as o', 'o.id', 'a.lead_id')
    .innerJoin('people as p', 'p.id', 'r.asked_by')
    .select([
      'r.id',
      'r.call_id as callId',
      'r.application_id as applicationId',
      's.protocol',
      's.acronym',
      's.title',
      'a.lead_id as leadId',
      'o.legal_name as leadName',
    ])
    .select(['r.reason', 'r.asked_at as askedAt', 'r.asked_by as askedBy', 'p.name as askedByName', 'r.due_on as dueOn', 'r.state', 'r.decision'])
    .select(['r.answer', 'r.decided_at as decidedAt', 'r.pack', 'r.pack_sha256 as packSha256']);

const parties = (db: Reader) =>
  db
    .selectFrom('access_parties as x')
    .innerJoin('applications as a', 'a.id', 'x.application_id')
    .innerJoin('submissions as s', (j) => j.onRef('s.application_id', '=', 'a.id').on('s.superseded_at', 'is', null))
    .innerJoin('organisations as o', 'o.id', 'a.lead_id')
    .select([
      'x.id',
      'x.request_id as requestId',
      'x.application_id as applicationId',
      's.protocol',
      's.acronym',
      'a.lead_id as leadId',
      'o.legal_name as leadName',
    ])
    .select(['x.notified_at as notifiedAt', 'x.objection_until as until', 'x.objection', 'x.objected_at as objectedAt', 'x.granted']);

/** One request with all whom it concerns; undefined when there is none. */
export async function accessById(db: Reader, id: string): Promise<AccessRequest | undefined> {
  const row = isUuid(id) ? await requests(db).where('r.id', '=', id).executeTakeFirst() : undefined;
  if (!row) return undefined;
  const of = await parties(db).where('x.request_id', '=', id).orderBy('s.protocol').execute();
  return { ...row, pack: row.pack as PackIndex | null, parties: of.map(({ requestId: _id, ...party }) => party) };
}

/** The notice that somebody got about a request, with nothing of who asked but the reason. */
export async function noticeById(db: Reader, id: string) {
  if (!isUuid(id)) return undefined;
  return parties(db)
    .innerJoin('access_requests as r', 'r.id', 'x.request_id')
    .select(['r.state', 'r.reason', 'r.call_id as callId'])
    .where('x.id', '=', id)
    .executeTakeFirst();
}

/** Is a request of this application waiting for its answer? */
export const openRequestOf = async (db: Reader, applicationId: string): Promise<boolean> =>
  (await db
    .selectFrom('access_requests')
    .select('id')
    .where('application_id', '=', applicationId)
    .where('state', 'in', ['asked', 'noticed'])
    .executeTakeFirst()) !== undefined;

export type AccessRow = {
  id: string;
  callId: string;
  /** As people know it: `Bando 01/2024`. */
  callCode: string;
  protocol: string;
  acronym: string;
  leadName: string;
  askedAt: Instant;
  dueOn: CalendarDate;
  state: AccessState;
  decision: AccessDecision | null;
  parties: number;
};

/** The requests that a person may read: all of the calls that they check or work on, and those of the leads that they act for. */
export function accessRequestsFor(db: Reader, actor: Actor): SelectQueryBuilder<never, never, AccessRow> {
  const grants = actor.grants.filter((g) => g.role === 'office' || g.role === 'auditor');
  const scopes = grants.flatMap((g) => (g.scope === null ? [] : [g.scope]));
  const everywhere = grants.some((g) => g.scope === null);
  return db
    .selectFrom('access_requests as r')
    .innerJoin('applications as a', 'a.id', 'r.application_id')
    .innerJoin('submissions as s', (j) => j.onRef('s.application_id', '=', 'a.id').on('s.superseded_at', 'is', null))
    .innerJoin('organisations as o', 'o.id', 'a.lead_id')
    .innerJoin(callCodes.as('cc'), (j) => j.onRef('cc.id', '=', 'r.call_id'))
    .select([
      'r.id',
      'r.call_id as callId',
      'cc.code as callCode',
      's.protocol',
      's.acronym',
      'o.legal_name as leadName',
      'r.asked_at as askedAt',
      'r.due_on as dueOn',
      'r.state',
      'r.decision',
    ])
    .select(sql<number>`(select count(*)::int from access_parties x where x.request_id = r.id)`.as('parties'))
    .where((eb) =>
      eb.or([
        ...(everywhere ? [eb.lit(true)] : []),
        ...(scopes.length > 0 ? [eb('r.call_id', 'in', scopes)] : []),
        ...(actor.organisationIds.length > 0 ? [eb('a.lead_id', 'in', [...actor.organisationIds])] : []),
        eb.lit(false),
      ]),
    ) as never;
}

export type NoticeRow = { id: string; protocol: string; acronym: string; until: Instant; objectedAt: Instant | null; state: AccessState };

/** The notices to the leads that a person acts for. */
export async function noticesFor(db: Reader, actor: Actor): Promise<NoticeRow[]> {
  if (actor.organisationIds.length === 0) return [];
  const rows = await parties(db)
    .innerJoin('access_requests as r', 'r.id', 'x.request_id')
    .select('r.state')
    .where('a.lead_id', 'in', [...actor.organisationIds])
    .where('x.notified_at', 'is not', null)
    .orderBy('x.notified_at', 'desc')
    .execute();
  return rows.map(({ id, protocol, acronym, until, objectedAt, state }) => ({ id, protocol, acronym, until: until!, objectedAt, state }));
}

/** Applications handed in whose lead the person acts for, with what decides whether access can be asked for. */
export async function askableFor(db: Reader, actor: Actor): Promise<{ applicationId: string; callId: string; protocol: string; acronym: string }[]> {
  if (actor.organisationIds.length === 0) return [];
  return db
    .selectFrom('submissions as s')
    .innerJoin('applications as a', 'a.id', 's.application_id')
    .select(['a.id as applicationId', 's.call_id as callId', 's.protocol', 's.acronym'])
    .where('s.superseded_at', 'is', null)
    .where('a.lead_id', 'in', [...actor.organisationIds])
    .where((eb) => eb.exists(eb.selectFrom('rankings').select('rankings.id').whereRef('rankings.call_id', '=', 's.call_id')))
    .where((eb) =>
      eb.not(
        eb.exists(eb.selectFrom('access_requests as r').select('r.id').whereRef('r.application_id', '=', 'a.id').where('r.state', 'in', ['asked', 'noticed'])),
      ),
    )
    .orderBy('s.protocol')
    .execute();
}

/** What a request starts from: the application, its lead, its call. */
export async function submittedBy(db: Reader, applicationId: string) {
  if (!isUuid(applicationId)) return undefined;
  return db
    .selectFrom('submissions as s')
    .innerJoin('applications as a', 'a.id', 's.application_id')
    .innerJoin('organisations as o', 'o.id', 'a.lead_id')
    .select(['a.id as applicationId', 's.call_id as callId', 's.protocol', 's.acronym', 's.title', 'a.lead_id as leadId', 'o.legal_name as leadName'])
    .where('s.superseded_at', 'is', null)
    .where('a.id', '=', applicationId)
    .executeTakeFirst();
}

/** Applications of a call by their protocol numbers. */
export const byProtocol = (db: Reader, callId: string, protocols: readonly string[]): Promise<{ id: string; protocol: string }[]> =>
  protocols.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('submissions')
        .select(['application_id as id', 'protocol'])
        .where('call_id', '=', callId)
        .where('superseded_at', 'is', null)
        .where('protocol', 'in', [...protocols])
        .execute();

export type DeliveryRow = {
  id: string;
  deliveredAt: Instant;
  person: string;
  organisation: string;
  protocol: string;
  callId: string;
  callCode: string;
  sha256: string;
  bytes: number;
  requestId: string;
};

/** Who got what, when: of every call, or of those that the reader's role is limited to. */
export function deliveriesFor(db: Reader, actor: Actor): SelectQueryBuilder<never, never, DeliveryRow> {
  const grants = actor.grants.filter((g) => g.role === 'office' || g.role === 'auditor');
  const scopes = grants.flatMap((g) => (g.scope === null ? [] : [g.scope]));
  return db
    .selectFrom('access_deliveries as d')
    .innerJoin('access_requests as r', 'r.id', 'd.request_id')
    .innerJoin('applications as a', 'a.id', 'r.application_id')
    .innerJoin('submissions as s', (j) => j.onRef('s.application_id', '=', 'a.id').on('s.superseded_at', 'is', null))
    .innerJoin('organisations as o', 'o.id', 'a.lead_id')
    .innerJoin('people as p', 'p.id', 'd.person_id')
    .innerJoin(callCodes.as('cc'), (j) => j.onRef('cc.id', '=', 'r.call_id'))
    .select([
      'd.id',
      'd.delivered_at as deliveredAt',
      'p.name as person',
      'o.legal_name as organisation',
      's.protocol',
      'r.call_id as callId',
      'cc.code as callCode',
      'd.sha256',
      'd.bytes',
    ])
    .select('r.id as requestId')
    .$if(!grants.some((g) => g.scope === null), (q) => q.where('r.call_id', 'in', scopes.length > 0 ? scopes : [''])) as never;
}

/** The deliveries of one request, the newest first. */
export const deliveriesOf = (db: Reader, requestId: string): Promise<{ deliveredAt: Instant; person: string; sha256: string }[]> =>
  db
    .selectFrom('access_deliveries as d')
    .innerJoin('people as p', 'p.id', 'd.person_id')
    .select(['d.delivered_at as deliveredAt', 'p.name as person', 'd.sha256'])
    .where('d.request_id', '=', requestId)
    .orderBy('d.delivered_at', 'desc')
    .execute();

/** Everybody who judges under a call, by name: what is taken out of texts. */
export async function judgesOf(db: Reader, callId: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select p.name from people p where p.id in (select person_id from call_experts where call_id = ${callId})
      or exists (select from role_grants g where g.person_id = p.id and g.role = 'chair' and (g.scope is null or g.scope = ${callId}))
    order by p.name`.execute(db as never);
  return rows.map((r) => r.name);
}

/** Who hears that the term is over: who asked, and the office of the call; whoever is both as the office. */
export async function toldOfSilence(db: Reader, { id, callId }: Pick<AccessRequest, 'id' | 'callId'>) {
  const { rows } = await sql<{ email: string; name: string; locale: 'it' | 'en'; office: boolean }>`
    select p.email, p.name, p.locale, bool_or(w.office) as office from (
      select asked_by as person_id, false as office from access_requests where id = ${id}
      union all select person_id, true from role_grants where role = 'office' and revoked_at is null and (scope is null or scope = ${callId})
    ) w join people p on p.id = w.person_id group by p.id order by p.email`.execute(db as never);
  return rows;
}
