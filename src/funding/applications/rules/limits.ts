import type { MemberFacts } from '#src/funding/calls/facts.ts';
import type { Call } from '#src/funding/calls/schema.ts';

/** Does a limit on proposals per applicant look at this member? What others hand in changes nothing for the rest, so it is not frozen for them. */
export const isCounted = (call: Call, member: Pick<MemberFacts, 'role' | 'kind'>): boolean =>
  call.rules.some((r) => r.rule === 'proposalsPerApplicant' && (r.counts === 'member' || member.role === 'lead') && (r.of?.includes(member.kind) ?? true));
