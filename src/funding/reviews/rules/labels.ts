import { sha256 } from '#src/core/canonical.ts';

/**
 * The reviews of one proposal under labels that say nothing beyond it, in an order of its own. Under open review those who take part in a proposal
 * know its experts by name: a pseudonym that held for the whole call would tell them what those experts gave to everybody else.
 */
export const labelledAlone = <R extends { expert: string }>(applicationId: string, reviews: readonly R[]): R[] =>
  reviews
    .map((review) => ({ review, order: sha256(`${applicationId}/${review.expert}`) }))
    .toSorted((a, b) => (a.order < b.order ? -1 : 1))
    .map(({ review }, i) => ({ ...review, expert: `E${i + 1}` }));
