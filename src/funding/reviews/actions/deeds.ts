import type { Decision } from '#src/core/decision.ts';
import { demand, notFound } from '#src/core/errors.ts';
import type { Deed } from '#src/plumbing/house.ts';
import { sql } from 'kysely';
import { machineConflicts } from '../queries/experts.ts';

/** As `demand`, and what one may not see is not found. */
export function demandSeen(decision: Decision): void {
  if (!decision.ok && decision.reasons.some((r) => r.code === 'notFound')) throw notFound();
  demand(decision);
}

/** Whoever adds experts, declares or assigns under one call does so one after the other. */
export async function lockEvaluation({ tx }: Deed, callId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('evaluation'), hashtext(${callId}))`.execute(tx);
}

/** Keeps the conflicts that the register shows. Those known already stay as they are. */
export async function recordMachineConflicts({ tx, at }: Deed, callId: string): Promise<void> {
  const found = await machineConflicts(tx, callId);
  if (found.length === 0) return;
  await tx
    .insertInto('conflicts')
    .values(found.map((c) => ({ application_id: c.applicationId, person_id: c.personId, kind: c.kind, detail: c.detail, found_at: at, found_by: null })))
    .onConflict((c) => c.columns(['application_id', 'person_id', 'kind']).doNothing())
    .execute();
}
