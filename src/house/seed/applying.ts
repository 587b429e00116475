import type { Actor } from '#src/core/actor.ts';
import { addDays, romeDate } from '#src/core/time.ts';
import { uploadDocuments } from '#src/funding/applications/actions/documents.ts';
import { saveDraft } from '#src/funding/applications/actions/draft.ts';
import { startApplication } from '#src/funding/applications/actions/start.ts';
import { submitApplication } from '#src/funding/applications/actions/submit.ts';
import { currentDeadline } from '#src/funding/calls/rules/calendar.ts';
import { documentsAsked } from '#src/funding/calls/rules/documents.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { at, type ExampleContext } from './example.ts';
import { factsOf, type CallPlan, type PlannedProposal } from './plan.ts';

export type Applied = { applicationId: string; proposal: PlannedProposal };

/** Writes and submits the planned proposals, spread between `from` and the deadline; with `draft` they stay half written. */
export async function apply(context: ExampleContext, call: Call, plan: CallPlan, from: string, until: 'submitted' | 'draft' = 'submitted'): Promise<Applied[]> {
  const { house, scribe, organisationIds, pdf } = context;
  const end = Math.min(Date.parse(currentDeadline(call)), house.clock().getTime());
  const step = (end - Date.parse(from)) / (plan.proposals.length + 1);
  const startsOn = addDays(romeDate(currentDeadline(call)), 190);
  const applied: Applied[] = [];
  for (const [i, proposal] of plan.proposals.entries()) {
    const when = new Date(Date.parse(from) + step * (i + 1));
    const then = at(house, when.toISOString());
    const id = (key: string) => organisationIds.get(key)!;
    const lead = proposal.members[0]!.organisation;
    const actor: Actor = { ...scribe, organisationIds: [id(lead.key)] };
    const applicationId = await startApplication(then, actor, {
      callId: call.id,
      organisationId: id(lead.key),
      idempotencyKey: `example-${call.id}-${proposal.acronym}`,
    });
    const revision = await saveDraft(then, actor, applicationId, {
      revision: 1,
      answers: answersOf(call, proposal),
      mainSpoke: proposal.mainSpoke,
      spokes: proposal.spokes,
      sector: call.rules.some((r) => r.rule === 'sectors') ? proposal.sector : null,
      startsOn,
      durationMonths: 12,
      wideDissemination: true,
      mayPublishResults: true,
      members: proposal.members.map((m) => ({ organisationId: id(m.organisation.key), region: m.organisation.region, ...m.staff, costs: m.costs })) as never,
    });
    if (until === 'submitted') {
      const asked = documentsAsked(call, factsOf(proposal));
      await uploadDocuments(
        then,
        actor,
        applicationId,
        asked.map((a) => ({ document: a.document.id, organisation: a.member ? id(a.member.id) : null, fileName: `${a.document.id}.pdf`, bytes: pdf })),
      );
      await submitApplication(then, actor, applicationId, { arrivedAt: when, idempotencyKey: `example-${revision}-${applicationId}` });
    }
    applied.push({ applicationId, proposal });
  }
  return applied;
}

const note = 'Testo sintetico, scritto per la dimostrazione.';

/** Every field of the call's form, filled in with the proposal's theme. */
function answersOf(call: Call, p: PlannedProposal): Record<string, Record<string, string>> {
  const { theme } = p;
  const text: Record<string, string> = {
    title: p.title,
    acronym: p.acronym,
    abstract: `Oggi ${theme.problem}. Il progetto ${p.acronym} sviluppa ${theme.answer}. ${note}`,
    objectives: `Obiettivo di ${p.acronym} è dimostrare ${theme.answer}, passando dal laboratorio a una linea pilota. ${note}`,
    stateOfTheArt: `Le soluzioni in commercio affrontano il problema solo in parte: ${theme.problem}. ${note}`,
    circularImpact: `Si stima di ridurre scarti e materie prime vergini rispetto al processo attuale, con misure all’inizio e alla fine del progetto. ${note}`,
    principalInvestigator: 'Responsabile scientifico (esempio)',
  };
  const value = (f: Call['form']['sections'][number]['fields'][number]): string => {
    if (text[f.id] !== undefined) return text[f.id]!;
    if (f.kind === 'choice') return f.options?.[0]?.id ?? '';
    if (f.kind === 'number') return f.id === 'trlTarget' ? '6' : String(Math.max(f.min ?? 3, 3));
    if (f.kind === 'date') return '2024-09-16';
    return `${f.label.it}: ${theme.answer}. ${note}`;
  };
  return Object.fromEntries(call.form.sections.map((s) => [s.id, Object.fromEntries(s.fields.map((f) => [f.id, value(f)]))]));
}
