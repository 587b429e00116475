import { documentsAsked } from '#src/funding/calls/rules/documents.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Proposal } from '../proposal.ts';
import { askedSections } from './answers.ts';
import type { Examination } from './examine.ts';
import { inStep, placeOf, stepsOf } from './steps.ts';

/** How far a step has come: `done` of the `of` things that it asks for, where they can be counted; `left` reasons stand in the way. */
export type StepProgress = { step: string; done: number; of: number; left: number };

export function progressOf(call: Call, proposal: Proposal, { toPutRight }: Pick<Examination, 'toPutRight'>): StepProgress[] {
  const sections = askedSections(call.form, proposal.answers);
  const asked = documentsAsked(call, proposal.facts).filter((a) => a.document.required);
  return stepsOf(call, proposal.answers).map((step) => {
    const reasons = inStep(toPutRight, step);
    const section = sections.find((s) => `sections/${s.id}` === step);
    // A table with three wrong cells is one answer that is missing, a document asked of three members is three.
    const places = new Set(reasons.map((r) => (section ? r.at!.split('.')[2] : (placeOf(r.at!).part ?? r.at))));
    const of = section
      ? section.fields.filter((f) => f.required || places.has(f.id)).length
      : step === 'documents'
        ? Math.max(asked.length, places.size)
        : step === 'members'
          ? Math.max(proposal.facts.members.length, places.size)
          : Math.max(1, places.size);
    return { step, done: of - Math.min(of, places.size), of, left: reasons.length };
  });
}
