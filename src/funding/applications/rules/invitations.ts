import { all, unless, yes, type Decision, type Source } from '#src/core/decision.ts';
import type { Instant } from '#src/core/time.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { inTime, type Standing } from '../policy.ts';
import { canMove, type InvitationState } from '../states.ts';

/** An offer is taken up in the term that it sets, and can be taken back before. */
const ofOffers: Source = { ref: 'Codice civile, artt. 1326 e 1328', status: 'inferred' };

/** Is there still something to answer? Expired, revoked and answered ones each say so. */
export function canAnswer(invitation: { state: InvitationState; expiresAt: Instant }, application: Standing, call: Call, at: Instant): Decision {
  const { state, expiresAt } = invitation;
  if (state !== 'sent') return unless(false, `invitation.${state}`, state === 'expired' ? { expiresAt } : {}, { source: ofOffers });
  return all(yes, unless(canMove('edit', application.state), 'application.withdrawn'), inTime(call, at));
}
