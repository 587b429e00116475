import { hasRole, type Actor } from '#src/core/actor.ts';
import { all, unless, type Decision, type Source } from '#src/core/decision.ts';
import type { Instant } from '#src/core/time.ts';

/** What has to be known of a submission to say who may decide on it. */
export type Case = {
  closesAt: Instant;
  members: readonly { id: string; name: string }[];
  /** An expert has submitted a review of it. */
  reviewed: boolean;
  /** A ranking of its call has been published. */
  ranked: boolean;
};

const conflictSource: Source = { ref: 'L. 241/1990, art. 6-bis (conflitto di interessi)', status: 'inferred' };

const isOffice = (actor: Actor | null): Decision => unless(hasRole(actor, 'office'), 'screening.officeOnly');

const isClosed = ({ closesAt }: Pick<Case, 'closesAt'>, now: Instant): Decision => unless(now > closesAt, 'screening.callOpen', { closesAt });

const isImpartial = (actor: Actor | null, { members }: Pick<Case, 'members'>): Decision => {
  const own = members.find((m) => actor?.organisationIds.includes(m.id));
  return unless(own === undefined, 'screening.ownOrganisation', { organisation: own?.name ?? '' }, { source: conflictSource });
};

/** Who may do what with the admission check, when, and why not. */
export const can = {
  view: (actor: Actor | null): Decision => unless(hasRole(actor, 'office', 'auditor'), 'notFound'),
  decide: (actor: Actor | null, it: Case, now: Instant): Decision =>
    all(isOffice(actor), isClosed(it, now), isImpartial(actor, it), unless(!it.reviewed, 'screening.reviewed'), unless(!it.ranked, 'screening.ranked')),
  /** Whether to start at all; each proposal is then decided on by `decide`. */
  decideMany: (actor: Actor | null, closesAt: Instant, now: Instant): Decision => all(isOffice(actor), isClosed({ closesAt }, now)),
};
