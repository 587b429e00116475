import { all, unless, yes, type Decision } from '#src/core/decision.ts';
import type { Instant } from '#src/core/time.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { inTime, type Standing } from '../policy.ts';
import { canMove, type InvitationState } from '../states.ts';

/** Is there still something to answer? Expired, revoked and answered ones each say so. */
export function canAnswer(invitation: { state: InvitationState; expiresAt: Instant }, application: Standing, call: Call, at: Instant): Decision {
  const { state, expiresAt } = invitation;
  if (state !== 'sent') return unless(false, `invitation.${state}`, state === 'expired' ? { expiresAt } : {});
  return all(yes, unless(canMove('edit', application.state), 'application.withdrawn'), inTime(call, at));
}
