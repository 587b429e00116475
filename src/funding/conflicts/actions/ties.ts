import type { Actor } from '#src/core/actor.ts';
import { reason } from '#src/core/decision.ts';
import { AppError } from '#src/core/errors.ts';
import { namedOrganisations } from '#src/partnership/organisations/queries/names.ts';
import { resolver } from '#src/partnership/organisations/rules/resolve.ts';
import type { Deed } from '#src/plumbing/house.ts';
import { groundOf, involvedIn } from '../queries/graph.ts';
import { mergedTies, proposalsOf, type DeclaredTie } from '../rules/ties.ts';
import type { DeclarationInput } from '../schema.ts';
import { keepByHand } from './recheck.ts';

/**
 * In a double-blind call an expert names whom they have to do with; which proposals that bars is found here and never said. Once there are reviews to
 * write nothing can be named any more: from what then went away one could read who proposes.
 */
export async function declareTies(deed: Deed, actor: Actor, callId: string, { ties: named = [], noSearch = false }: DeclarationInput): Promise<DeclaredTie[]> {
  if (!noSearch) throw new AppError('invalid', [reason('conflict.noSearchNeeded', {}, { at: 'noSearch' })]);
  const { tx } = deed;
  const across = { db: tx, ports: deed.ports };
  if (named.length > 0 && (await deed.ports.hadReviews(tx, callId, actor.id))) throw new AppError('conflict', [reason('conflict.tiesTooLate')]);
  const before = await tx.selectFrom('conflict_declarations').select('ties').where('call_id', '=', callId).where('person_id', '=', actor.id).executeTakeFirst();
  const ties = mergedTies((before?.ties ?? []) as DeclaredTie[], named);
  const ground = await groundOf(across, callId, await involvedIn(across, callId));
  const resolve = resolver(await namedOrganisations(tx));
  for (const tie of ties)
    for (const applicationId of proposalsOf(tie, ground, resolve) ?? [])
      await keepByHand(deed, {
        callId,
        applicationId,
        personId: actor.id,
        kind: 'declared',
        detail: [tie.name, tie.why].filter(Boolean).join(': '),
        by: actor.id,
      });
  return ties;
}
