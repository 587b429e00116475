import { all, reason, unless, type Decision, type Reason, type Source } from '#src/core/decision.ts';
import type { ItemOutcome, Seat } from '../states.ts';

export type Seated = { personId: string; role: Seat; present: boolean };

/** How many the call wants on its panel, and where it says so. */
export type PanelSize = { min: number; max: number; source: Source };

/** Who counts for the decision on one item: with a vote (the secretary has none), present, and not out of the room. */
export const counting = (people: readonly Seated[], away: ReadonlySet<string>): string[] =>
  people.filter((p) => p.role !== 'secretary' && p.present && !away.has(p.personId)).map((p) => p.personId);

/** A panel has one chair, a secretary, and as many with a vote as the call wants. */
export function checkSeats(size: PanelSize, people: readonly Pick<Seated, 'role'>[]): Reason[] {
  const voting = people.filter((p) => p.role !== 'secretary').length;
  if (voting >= size.min && voting <= size.max) return [];
  return [reason('panel.seats', { voting, min: size.min, max: size.max }, { source: size.source, at: 'members' })];
}

export type Ruling = { outcome: ItemOutcome; decision: string; against: number; abstained: number };

/** What stands between an item and its decision. To postpone it nobody has to be there. */
export function checkRuling(size: PanelSize, counted: number, ruling: Ruling, hasConsensus: boolean): Decision {
  const { outcome, decision, against, abstained } = ruling;
  if (outcome === 'postponed') return against + abstained === 0 ? all() : unless(false, 'panel.votesOfPostponed', {}, { at: 'against' });
  const inFavour = counted - against - abstained;
  return all(
    unless(counted >= size.min, 'panel.noQuorum', { counted, min: size.min, missing: size.min - counted }, { source: size.source }),
    unless(inFavour >= 0, 'panel.tooManyVotes', { counted, votes: against + abstained }, { at: 'against' }),
    unless(
      inFavour < 0 || inFavour > against || counted < size.min,
      'panel.noMajority',
      { inFavour, against },
      { at: 'against', source: { ref: 'Regola generale degli organi collegiali: maggioranza dei voti espressi', status: 'inferred' } },
    ),
    unless(outcome !== 'agreed' || hasConsensus, 'panel.consensusFirst', {}, { at: 'outcome' }),
    unless(outcome === 'agreed' || decision.trim() !== '', 'panel.decisionMissing', {}, { at: 'decision' }),
  );
}

/** Decided items that someone counts in who has left it since, or turns out to have something to do with it. */
export const spoiled = (items: readonly { outcome: ItemOutcome | null; deciders: readonly string[]; away: ReadonlySet<string> }[]): number =>
  items.filter((i) => i.outcome !== null && i.deciders.some((d) => i.away.has(d))).length;

/** The largest file that signed minutes may be. */
export const MINUTES_MAX_BYTES = 20 * 1024 * 1024;
