import type { Actor } from '#src/core/actor.ts';
import { addDays, romeDate } from '#src/core/time.ts';
import { confirmMember } from '#src/funding/applications/actions/confirm.ts';
import { uploadDocuments } from '#src/funding/applications/actions/documents.ts';
import { saveDraft } from '#src/funding/applications/actions/draft.ts';
import { startApplication } from '#src/funding/applications/actions/start.ts';
import { submitApplication } from '#src/funding/applications/actions/submit.ts';
import { applicationById } from '#src/funding/applications/queries/application.ts';
import { confirmStamp, linesOfMember, mustConfirm } from '#src/funding/applications/rules/consortium.ts';
import { seedRepresentatives } from '#src/partnership/organisations/actions.ts';
import type { House } from '#src/plumbing/house.ts';
import { currentDeadline } from '#src/funding/calls/rules/calendar.ts';
import { documentsAsked } from '#src/funding/calls/rules/documents.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Answer } from '#src/funding/applications/snapshot.ts';
import { exampleAnswers } from './answers.ts';
import { exampleWorkPlan } from './workPlan.ts';
import { at, type ExampleContext } from './example.ts';
import { exampleSigner } from './signing.ts';
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
      answers: answersOf(
        call,
        proposal,
        proposal.members.map((m) => id(m.organisation.key)),
      ),
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
      const signer = await exampleSigner(house);
      await uploadDocuments(
        then,
        actor,
        applicationId,
        await Promise.all(
          asked.map(async (a) => ({
            document: a.document.id,
            organisation: a.member ? id(a.member.id) : null,
            fileName: `${a.document.id}.pdf`,
            bytes:
              a.document.signature === 'digital'
                ? await signer.sign(pdf, context.representatives?.get(id(a.member?.id ?? lead.key)) ?? someone, signedOn)
                : pdf,
          })),
        ),
      );
      await confirmPartners(then, scribe, applicationId);
      await submitApplication(then, actor, applicationId, { arrivedAt: when, idempotencyKey: `example-${revision}-${applicationId}` });
    }
    applied.push({ applicationId, proposal });
  }
  return applied;
}

/** The partners' representatives confirm, where the call asks for it: the scribe in their place, on record as such. */
async function confirmPartners(house: House, scribe: Actor, applicationId: string): Promise<void> {
  const application = (await applicationById(house.db, applicationId))!;
  const { call } = application.version;
  const partners = application.proposal.facts.members.filter((m) => mustConfirm(call, m));
  await seedRepresentatives(
    house,
    partners.map((m) => ({ organisationId: m.id, personId: scribe.id })),
  );
  for (const m of partners)
    await confirmMember(house, { ...scribe, organisationIds: [m.id] }, applicationId, m.id, {
      seen: confirmStamp(call, m, linesOfMember(application.proposal, m.id)),
      data: true,
      mandate: true,
      declarations: call.consortium!.declarations.map((d) => d.id),
    });
}

/** Whoever signs for organisations whose representative nobody knows by name. */
export const someone = { name: 'Rappresentante Sintetico', fiscalCode: 'PRPSNT70A01H501O' };
/** One instant for all, so that the same signed file serves many: it is stored once. */
const signedOn = '2024-01-15T09:00:00.000Z';

const note = 'Testo sintetico, scritto per la dimostrazione.';

/** Every field of the call's form, filled in with the proposal's theme. */
function answersOf(call: Call, p: PlannedProposal, members: readonly string[]): Record<string, Record<string, Answer>> {
  const { theme } = p;
  const fields = call.form.sections.flatMap((s) => s.fields);
  const isRich = (id: string) => fields.some((f) => f.id === id && f.kind === 'richText');
  const own: Record<string, Answer> = {
    title: p.title,
    acronym: p.acronym,
    abstract: `Oggi ${theme.problem}. Il progetto ${p.acronym} sviluppa ${theme.answer}. ${note}`,
    objectives: isRich('objectives')
      ? `Obiettivo di **${p.acronym}** è dimostrare *${theme.answer}*:\n\n- in laboratorio, entro il quinto mese\n- su una linea pilota, entro il decimo\n\n${note}`
      : `Obiettivo di ${p.acronym} è dimostrare ${theme.answer}, passando dal laboratorio a una linea pilota. ${note}`,
    stateOfTheArt: `Le soluzioni in commercio affrontano il problema solo in parte: ${theme.problem}. ${note}`,
    circularImpact: `Si stima di ridurre scarti e materie prime vergini rispetto al processo attuale, con misure all’inizio e alla fine del progetto. ${note}`,
    principalInvestigator: 'Responsabile scientifico (esempio)',
    trlTarget: '6',
    ...(fields.some((f) => f.id === 'workPackages' && f.kind === 'table') && exampleWorkPlan(theme.answer, members)),
  };
  return exampleAnswers(call, { own, members, months: 12, text: (f) => `${f.label.it}: ${theme.answer}. ${note}` });
}
