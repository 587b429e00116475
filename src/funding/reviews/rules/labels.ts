import { sha256 } from '#src/core/canonical.ts';
import type { Call } from '#src/funding/calls/schema.ts';

/**
 * The reviews of one proposal as others read them. Under open review those who take part in a proposal know its experts by name, and a pseudonym that
 * held for the whole call would tell them what those experts gave to everybody else: there the labels say nothing beyond the proposal, in an order of its own.
 */
export function asOthersRead<R extends { expert: string }>({ blind }: Call['evaluation'], applicationId: string, reviews: readonly R[]): readonly R[] {
  if (blind !== 'open') return reviews;
  return reviews
    .map((review) => ({ review, order: sha256(`${applicationId}/${review.expert}`) }))
    .toSorted((a, b) => (a.order < b.order ? -1 : 1))
    .map(({ review }, i) => ({ ...review, expert: `E${i + 1}` }));
}
