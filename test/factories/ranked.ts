import { addDays } from '#src/core/time.ts';
import type { Actor } from '#src/core/actor.ts';
import { publishRanking } from '#src/funding/rankings/actions.ts';
import { decideScreening } from '#src/funding/screening/actions.ts';
import type { TestHouse } from '../database.ts';
import { AFTER_DEADLINE, evaluationWorld } from './evaluation.ts';

/** A call with money for one: `first` funded, `second` eligible, `low` below the threshold, `out` excluded; each with somebody who acts for its lead. */
export async function rankedWorld(t: TestHouse) {
  const world = await evaluationWorld(t.house, {
    change: (call) => ({
      ...call,
      acts: [],
      pots: [{ ...call.pots[0]!, cents: 20_000_000 }],
      evaluation: { ...call.evaluation, reviewsPerProposal: 0 },
      ranking: { ...call.ranking, quotas: [] },
    }),
  });
  const entry = { outcome: 'admitted' as const, verified: ['all'], reasons: [], written: '', reserve: '', note: '' };
  const made = async (name: string, admitted = true) => {
    const organisation = await world.organisation(name);
    const id = await world.submission(organisation, name, admitted ? {} : { documents: ['application'] });
    const lead: Actor = await world.person(`Per ${name}`, [{ role: 'applicant', scope: null }], [organisation]);
    await decideScreening(t.house, world.office, world.callId, id, admitted ? entry : { ...entry, outcome: 'excluded', reasons: ['document.proposal'] });
    return { id, lead, organisation };
  };
  const [first, second, low, out] = [await made('Uno'), await made('Due'), await made('Tre'), await made('Quattro', false)];
  for (const [{ id }, n] of [
    [first, 27],
    [second, 25],
    [low, 5],
  ] as const)
    await t.house.writer
      .insertInto('consensus_reports')
      .values({
        application_id: id,
        points: JSON.stringify({ excellence: n, impact: n, implementation: 20, team: 12 }),
        premiums: JSON.stringify({ social: 1 }),
        report: `La commissione ha letto la proposta e concorda su questi punti (${n}).`,
        decided_at: AFTER_DEADLINE,
        decided_by: world.office.id,
      } as never)
      .execute();
  const publish = (kind: 'provisional' | 'final' | 'scrolled') => publishRanking(t.house, world.office, world.callId, kind, `Atto ${kind}`);
  const day = (n: number) => t.setClock(`${addDays(AFTER_DEADLINE.slice(0, 10), n)}T11:00:00.000Z`);
  return { ...world, first, second, low, out, publish, day };
}
