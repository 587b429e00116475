import type { Reader } from '#src/plumbing/database/database.ts';
import { sql } from 'kysely';
import type { Call } from './schema.ts';

/** A published version of a call: what an application points at. */
export type CallVersion = {
  versionId: string;
  callId: string;
  number: number;
  call: Call;
  hash: string;
  actId: string | null;
  opensAt: string;
  closesAt: string;
  potCents: number;
  publishedAt: string;
};

const versionColumns = [
  'id as versionId',
  'call_id as callId',
  'number',
  'definition as call',
  'hash',
  'act_id as actId',
  'opens_at as opensAt',
  'closes_at as closesAt',
  'pot_cents as potCents',
  'published_at as publishedAt',
] as const;

/** The version in force: the newest. Undefined when the call was never published. */
export function currentVersion(db: Reader, callId: string): Promise<CallVersion | undefined> {
  return db.selectFrom('call_versions').select(versionColumns).where('call_id', '=', callId).orderBy('number', 'desc').limit(1).executeTakeFirst();
}

export function versionById(db: Reader, versionId: string): Promise<CallVersion | undefined> {
  return db.selectFrom('call_versions').select(versionColumns).where('id', '=', versionId).executeTakeFirst();
}

/** Every version of one call, oldest first. */
export function versionsOfCall(db: Reader, callId: string): Promise<CallVersion[]> {
  return db.selectFrom('call_versions').select(versionColumns).where('call_id', '=', callId).orderBy('number').execute();
}

/** The version in force of every published call of the programme, the last to close first. */
export function publishedCalls(db: Reader, programmeId: string): Promise<CallVersion[]> {
  return db
    .selectFrom('call_versions')
    .innerJoin('calls', 'calls.id', 'call_versions.call_id')
    .select([
      'call_versions.id as versionId',
      'call_id as callId',
      'number',
      'definition as call',
      'hash',
      'act_id as actId',
      'opens_at as opensAt',
      'closes_at as closesAt',
      'pot_cents as potCents',
      'published_at as publishedAt',
    ])
    .where('calls.programme_id', '=', programmeId)
    .where('number', '=', (eb) =>
      eb
        .selectFrom('call_versions as later')
        .select((e) => e.fn.max('later.number').as('n'))
        .whereRef('later.call_id', '=', 'call_versions.call_id'),
    )
    .orderBy('closes_at', 'desc')
    .orderBy('call_id')
    .execute();
}

/** SQL for each published call: its `id`, and its official `code` as the version in force says it. Read once a statement, however many rows join it. */
export const callCodes = sql<{
  id: string;
  code: string;
}>`(select distinct on (call_id) call_id as id, definition ->> 'officialCode' as code from call_versions order by call_id, number desc)`;

/** Calls that are not published yet, the office's own. */
export async function drafts(db: Reader, programmeId: string): Promise<{ id: string; call: Call }[]> {
  const rows = await db
    .selectFrom('calls')
    .select(['id', 'draft as call'])
    .where('programme_id', '=', programmeId)
    .where('draft', 'is not', null)
    // The draft of a correction is no call of its own.
    .where((eb) => eb.not(eb.exists(eb.selectFrom('call_versions').select('id').whereRef('call_id', '=', 'calls.id'))))
    .orderBy('id')
    .execute();
  return rows as { id: string; call: Call }[];
}

export async function draftById(db: Reader, callId: string): Promise<Call | undefined> {
  const row = await db.selectFrom('calls').select('draft').where('id', '=', callId).executeTakeFirst();
  return (row?.draft as Call | null) ?? undefined;
}
