import type { CalendarDate } from '#src/core/time.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { Binder } from '../rules/representatives.ts';
import { bindersOn } from './representatives.ts';

/** Whose signature counts for these organisations on a day. */
export const signersOn = async (db: Reader, organisationIds: readonly string[], day: CalendarDate): Promise<Map<string, Binder[]>> =>
  Map.groupBy(await bindersOn(db, organisationIds, day), (b) => b.organisationId);

export type UploadUnderWay = {
  id: string;
  document: string;
  organisation: string | null;
  personId: string;
  fileName: string;
  bytes: number;
  expiresAt: string;
};

/** A file on its way, of this person and this application only. */
export function uploadOf(db: Reader, applicationId: string, personId: string, id: string): Promise<UploadUnderWay | undefined> {
  return db
    .selectFrom('uploads')
    .select([
      'id',
      'document_id as document',
      'organisation_id as organisation',
      'person_id as personId',
      'file_name as fileName',
      'bytes',
      'expires_at as expiresAt',
    ])
    .where('id', '=', id)
    .where('application_id', '=', applicationId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
}

/** What a person has under way, for the limit on it. */
export async function uploadsUnderWay(db: Reader, personId: string, now: string): Promise<{ count: number; bytes: number }> {
  const row = await db
    .selectFrom('uploads')
    .select((e) => [e.fn.countAll<number>().as('count'), e.fn.coalesce(e.fn.sum<number>('bytes'), e.lit(0)).as('bytes')])
    .where('person_id', '=', personId)
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow();
  return { count: Number(row.count), bytes: Number(row.bytes) };
}
