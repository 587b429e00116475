import type { Reason } from '#src/core/decision.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Answers } from '../proposal.ts';
import { fixedSteps } from '../states.ts';
import { askedSections } from './answers.ts';

/** The parts of the call's form that these answers make it ask for, as the end of their addresses: `sections/identity`, …. */
export const formStepsOf = (call: Call, answers: Answers): string[] => askedSections(call.form, answers).map((s) => `sections/${s.id}`);

/** All steps of an application: those of its form, then `project`, `members`, `budget`, `documents`. */
export const stepsOf = (call: Call, answers: Answers): string[] => [...formStepsOf(call, answers), ...fixedSteps];

/** The step that a reason belongs to and, in it, what to look for: a field, or a member's or document's part of the page. */
export function placeOf(at: string): { step: string; field?: string; part?: string } {
  const [head = '', ...rest] = at.split('.');
  if (head === 'sections') return { step: `sections/${rest[0]}`, ...(rest[1] && { field: rest.slice(1).join('.') }) };
  if (head === 'members' || head === 'budget') return { step: head, ...(rest[0] && { part: `member-${rest[0]}` }) };
  if (head === 'documents') return { step: head, ...(rest[0] && { part: `document-${rest.join('-')}` }) };
  return { step: 'project', field: head };
}

/** What stands between one step and its completion. */
export const inStep = (reasons: readonly Reason[], step: string): Reason[] => reasons.filter((r) => r.at !== undefined && placeOf(r.at).step === step);
