import type { PlaceState } from '#src/funding/rankings/states.ts';

/** What a ranking says of one application, as far as a letter goes. */
export type Standing = { application: string; state: PlaceState; grantCents: number };

export type OutcomeLetter = 'funded' | 'notFunded' | 'belowThreshold' | 'leftOut' | 'grantEnded';

const letterOf: Record<PlaceState, OutcomeLetter> = {
  funded: 'funded',
  eligibleNotFunded: 'notFunded',
  belowThreshold: 'belowThreshold',
  excluded: 'leftOut',
  renounced: 'grantEnded',
};

/** Every applicant is told once how it ended, and again only when a later decree changes that. */
export function lettersDue(now: readonly Standing[], before: readonly Standing[]): { application: string; letter: OutcomeLetter }[] {
  const known = new Map(before.map((p) => [p.application, p]));
  return now
    .filter((p) => {
      const last = known.get(p.application);
      return last?.state !== p.state || last.grantCents !== p.grantCents;
    })
    .map((p) => ({ application: p.application, letter: letterOf[p.state] }));
}
