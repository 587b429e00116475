import type { Actor } from '#src/core/actor.ts';
import type { Deed } from '#src/plumbing/house.ts';

/**
 * An expert's service under a call has ended: what they have not handed in is taken back, with what was written so far kept, and pairs fixed on them fall.
 * What is handed in stays. Part of the deed that ends the service, under `lockEvaluation`.
 */
export async function freeReviews(
  { tx, at, record }: Deed,
  actor: Actor | null,
  { callId, personId, pseudonym, reason: why }: { callId: string; personId: string; pseudonym: string; reason: string },
): Promise<{ taken: number; kept: number }> {
  const rows = await tx
    .selectFrom('review_assignments as r')
    .innerJoin('applications as a', 'a.id', 'r.application_id')
    .select(['r.id', 'r.application_id as applicationId', 'r.state'])
    .where('a.call_id', '=', callId)
    .where('r.person_id', '=', personId)
    .orderBy('r.id')
    .forUpdate('r')
    .execute();
  const open = rows.filter((r) => r.state === 'assigned');
  const self = actor?.id === personId;
  const kind = self ? ('unavailable' as const) : ('gone' as const);
  if (open.length > 0)
    await tx
      .updateTable('review_assignments')
      .set({ state: 'declined', refusal_kind: kind, refusal: why, updated_at: at, ended_by: self ? null : actor!.id })
      .where(
        'id',
        'in',
        open.map((r) => r.id),
      )
      .execute();
  for (const { id, applicationId } of open)
    await record({ kind: 'review.takenBack', subject: `evaluation/${applicationId}`, body: { review: id, expert: pseudonym, kind } });
  const lifted = await tx
    .updateTable('assignment_pairs as d')
    .set({ lifted_at: at, lifted_by: actor!.id })
    .where('d.person_id', '=', personId)
    .where('d.lifted_at', 'is', null)
    .where('d.application_id', 'in', (eb) => eb.selectFrom('applications').select('id').where('call_id', '=', callId))
    .returning(['d.id', 'd.application_id as applicationId'])
    .execute();
  for (const { id, applicationId } of lifted) await record({ kind: 'assignment.pairLifted', subject: `evaluation/${applicationId}`, body: { pair: id } });
  return { taken: open.length, kept: rows.filter((r) => r.state === 'submitted').length };
}
