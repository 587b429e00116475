/**
 * What a ranking says of a proposal: *ammessa e finanziata*, *ammessa non finanziabile per esaurimento fondi*, *non idonea*, *esclusa*,
 * and *rinunciata* for one that gave its grant back.
 */
export const placeStates = ['funded', 'eligibleNotFunded', 'belowThreshold', 'excluded', 'renounced'] as const;
export type PlaceState = (typeof placeStates)[number];

/** Provisional until the term for observations has run, then final; each raise or renunciation after that scrolls it. */
export const rankingKinds = ['provisional', 'final', 'scrolled'] as const;
export type RankingKind = (typeof rankingKinds)[number];

/** Which kind may follow which: the first is provisional, and nothing goes back. */
export const follows: Record<RankingKind, readonly RankingKind[]> = { provisional: ['final'], final: ['scrolled'], scrolled: ['scrolled'] };
