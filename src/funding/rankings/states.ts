/**
 * What a ranking says of a proposal: *ammessa e finanziata*, *ammessa non finanziabile per esaurimento fondi*, *non idonea*, *esclusa*,
 * and *rinunciata* for one that gave its grant back.
 */
export const placeStates = ['funded', 'eligibleNotFunded', 'belowThreshold', 'excluded', 'renounced'] as const;
export type PlaceState = (typeof placeStates)[number];

/** Provisional until the term for observations has run, then final; each raise or renunciation after that scrolls it. */
export const rankingKinds = ['provisional', 'final', 'scrolled'] as const;
export type RankingKind = (typeof rankingKinds)[number];

/** How a grant ends: given back by its beneficiary, or taken back by the office. */
export const endKinds = ['renunciation', 'revocation'] as const;
export type EndKind = (typeof endKinds)[number];

/** How a request for review is answered. All but the first uphold it. */
export const requestOutcomes = ['rejected', 'points', 'admitted', 'excluded'] as const;
export type RequestOutcome = (typeof requestOutcomes)[number];

/** Which kind may follow which: the first is provisional, and nothing goes back. */
export const follows: Record<RankingKind, readonly RankingKind[]> = { provisional: ['final'], final: ['scrolled'], scrolled: ['scrolled'] };
