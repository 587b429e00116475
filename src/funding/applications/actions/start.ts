import type { Actor } from '#src/core/actor.ts';
import { sha256 } from '#src/core/canonical.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { currentVersion } from '#src/funding/calls/queries.ts';
import { beginningOf } from '#src/funding/calls/rules/quizAnswers.ts';
import { act, type House } from '#src/plumbing/house.ts';
import { sql } from 'kysely';
import { randomUUID } from 'node:crypto';
import { can } from '../policy.ts';
import { isName } from '../schema.ts';
import { subjectOf } from './locked.ts';

export type Start = {
  callId: string;
  organisationId: string;
  idempotencyKey?: string | null;
  /** Answers to the quiz of the call, as an address says them. */ quiz?: string;
};

/**
 * Begins an application under an open call, led by one of the person's own organisations.
 * The same key gives the same application, however often the request arrives.
 */
export async function startApplication(house: House, actor: Actor, { callId, organisationId, idempotencyKey = null, quiz = '' }: Start): Promise<string> {
  const id = idempotencyKey === null ? randomUUID() : uuidOf(`${actor.id}/${callId}/${organisationId}/${idempotencyKey}`);
  const version = isName(callId) ? await currentVersion(house.db, callId) : undefined;
  if (!version) throw notFound();
  if (idempotencyKey !== null && (await house.db.selectFrom('applications').select('id').where('id', '=', id).executeTakeFirst())) return id;
  return act(house, actor, 'application.start', subjectOf(id), async ({ tx, at, record }) => {
    // Two clicks at once: the second waits for the first, and finds what it made.
    await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`.execute(tx);
    if (await tx.selectFrom('applications').select('id').where('id', '=', id).executeTakeFirst()) {
      await record({ kind: 'application.startRepeated', subject: subjectOf(id) });
      return id;
    }
    demand(can.start(actor, version.call, at, organisationId));
    const organisation = await tx.selectFrom('organisations').select('example').where('id', '=', organisationId).executeTakeFirst();
    if (!organisation) throw new AppError('invalid', [{ code: 'application.notYourOrganisation', params: {}, at: 'organisationId' }]);
    const said = beginningOf(version.call, new URLSearchParams(quiz));
    await tx
      .insertInto('applications')
      .values({
        id,
        sector: said.sector,
        duration_months: said.durationMonths,
        starts_on: said.startsOn,
        call_id: callId,
        call_version_id: version.versionId,
        state: 'draft',
        lead_id: organisationId,
        example: version.call.example || organisation.example,
        created_by: actor.id,
        created_at: at,
        updated_at: at,
      })
      .execute();
    await tx.insertInto('application_members').values({ application_id: id, organisation_id: organisationId, role: 'lead', position: 0, region: '' }).execute();
    await record({ kind: 'application.started', subject: subjectOf(id), body: { call: callId, version: version.number, lead: organisationId } });
    return id;
  });
}

/** A UUID made of a text (version 8, RFC 9562): the same text, the same id. */
function uuidOf(text: string): string {
  const hex = sha256(text);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
