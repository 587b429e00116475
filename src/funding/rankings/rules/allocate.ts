import type { Call } from '#src/funding/calls/schema.ts';
import type { Candidate, Ledger } from './ledger.ts';
import { playLists, type Played } from './lists.ts';
import type { Round } from './rounds.ts';

export { roundsOf, type Round } from './rounds.ts';

/** `ledger` is the money after the last round. */
export type Allocation = Pick<Played, 'grants' | 'rounds'> & { renounced: Set<string>; ledger: Ledger };

export type AllocationRules = Pick<Call['ranking'], 'quotas' | 'partialFunding' | 'whenMoneyEnds'>;

/**
 * Gives the money of a call with one list to its eligible proposals, best first, round after round; how a round spends is told at `playRound`.
 * What a round has funded stays funded: a raise or a renunciation only adds. A grant that was partial is completed in its place.
 */
export function allocate(candidates: readonly Candidate[], rounds: readonly Round[], rules: AllocationRules): Allocation {
  const standing = candidates.map((c) => ({ id: c.id, grantCents: c.grantCents, south: [c.southGrantCents], on: [true] }));
  const list = { id: 'all', title: null, pots: [], takes: [], quota: rules.quotas[0] ?? null, spills: null };
  const { grants, rounds: results, ended, lists } = playLists(standing, [list], rounds, rules);
  return { grants, rounds: results, renounced: ended, ledger: lists[0]!.ledger };
}
