import { reason, type Reason } from '#src/core/decision.ts';
import type { AccessDecision } from '../states.ts';

/** What does not go together in a decision: all granted but something left out, a part of nothing. */
export function decisionProblems(decision: AccessDecision, parties: readonly string[], granted: readonly string[]): Reason[] {
  const unknown = granted.filter((g) => !parties.includes(g));
  return [
    ...(unknown.length > 0 ? [reason('access.notAsked', {}, { at: 'granted' })] : []),
    ...(decision === 'granted' && granted.length < parties.length ? [reason('access.notAll', {}, { at: 'decision' })] : []),
    ...(decision === 'partial' && (parties.length === 0 || granted.length === parties.length) ? [reason('access.notPart', {}, { at: 'decision' })] : []),
    ...(decision === 'refused' && granted.length > 0 ? [reason('access.notNothing', {}, { at: 'decision' })] : []),
  ];
}
