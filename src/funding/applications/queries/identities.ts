import type { Call } from '#src/funding/calls/schema.ts';
import { array } from '#src/plumbing/database/arrays.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { sql } from 'kysely';
import { mentions, type Identities } from '../rules/mentions.ts';
import type { Reason } from '#src/core/decision.ts';
import type { Application } from './application.ts';

/** The names and codes of an application's organisations, and the people who act for them or write it. One statement. */
async function identitiesOf(db: Reader, { id, memberIds }: Pick<Application, 'id' | 'memberIds'>): Promise<Identities> {
  const ids = array.uuid([...memberIds]);
  const { rows } = await sql<Identities>`
    select
      coalesce((select json_agg(n) from (
        select unnest(array[o.legal_name, o.short_name, o.fiscal_code, o.vat_number]) as n from organisations o where o.id = any(${ids}::uuid[])
        union select a.alias from organisation_aliases a where a.organisation_id = any(${ids}::uuid[])) x where n is not null), '[]') as organisations,
      coalesce((select json_agg(distinct p.name) from people p where p.id in (
        select person_id from organisation_people where organisation_id = any(${ids}::uuid[])
        union select person_id from application_people where application_id = ${id}
        union select created_by from applications where id = ${id})), '[]') as people`.execute(db as never);
  return rows[0]!;
}

/** Where the draft names who proposes, in a double-blind call; nothing is asked of the database in any other. */
export async function mentionsIn(db: Reader, application: Pick<Application, 'id' | 'memberIds' | 'proposal'> & { version: { call: Call } }): Promise<Reason[]> {
  if (application.version.call.evaluation.blind !== 'double') return [];
  return mentions(application.version.call, application.proposal, await identitiesOf(db, application));
}
