import type { ExpertGround } from '#src/funding/conflicts/ports.ts';
import { array } from '#src/plumbing/database/arrays.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { sql, type RawBuilder } from 'kysely';

export async function expertGround(db: Reader, people: readonly string[]): Promise<ExpertGround> {
  const experts = await db.selectFrom('experts').select(['person_id as person', 'employer_id as organisation', 'orcid']).execute();
  const employments = await db
    .selectFrom('expert_employments')
    .select(['person_id as person', 'organisation_id as organisation', 'organisation_name as written', 'from_on as fromOn', 'until_on as untilOn'])
    .where('person_id', '=', sql<string>`any(${array.uuid(people)}::uuid[])`)
    .execute();
  const publications = await db
    .selectFrom('expert_publications')
    .select(['person_id as person', 'doi', 'title', 'year', 'coauthors'])
    .orderBy('person_id')
    .orderBy('id')
    .execute();
  return { experts, employments, publications };
}

export const expertsOf = (callId: string, which: 'serving' | 'concerned'): RawBuilder<unknown> =>
  which === 'serving'
    ? sql`select person_id from call_experts where call_id = ${callId} and ended_at is null`
    : sql`select person_id from call_experts where call_id = ${callId} and (ended_at is null or ended_kept > 0)
        union select person_id from expert_invitations where call_id = ${callId} and state = 'sent' and person_id is not null`;

export function servingExpert(db: Reader, callId: string, personId: string): Promise<{ pseudonym: string } | undefined> {
  return db
    .selectFrom('call_experts')
    .select('pseudonym')
    .where('call_id', '=', callId)
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
}
