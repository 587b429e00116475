import type { Actor } from '#src/core/actor.ts';
import { reason, type Reason } from '#src/core/decision.ts';
import { AppError, notFound } from '#src/core/errors.ts';
import type { Deed, House } from '#src/plumbing/house.ts';
import type { Application } from '../queries/application.ts';
import { checkAnswer, type Answers, type FormSection } from '../rules.ts';
import { clean, cleanNumber, type DraftInput, type MemberCostsInput, type MemberInput, type ProjectInput } from '../schema.ts';
import { changing } from './locked.ts';

/** An application has at most as many members as any call could ask for; the call's own limit is a rule of its own. */
const mostMembers = 60;

/** Saves the answers of one section. Unfinished is fine; what does not fit a field is refused, and nothing of it is kept. */
export function saveSection(
  house: House,
  actor: Actor | null,
  applicationId: string,
  input: { section: string; values: Readonly<Record<string, unknown>>; revision: number },
): Promise<number> {
  return changing(house, actor, applicationId, 'application.saveSection', input.revision, async (deed, application) => {
    const section = application.version.call.form.sections.find((s) => s.id === input.section);
    if (!section) throw notFound();
    await putAnswers(deed, application, { [section.id]: readSection(section, input.values, (field) => field) });
    return { kind: 'application.sectionSaved', body: { section: section.id } };
  });
}

export function saveProject(house: House, actor: Actor | null, applicationId: string, input: ProjectInput & { revision: number }): Promise<number> {
  return changing(house, actor, applicationId, 'application.saveProject', input.revision, async (deed, application) => {
    await putProject(deed, application, input);
    return { kind: 'application.projectSaved' };
  });
}

/** Saves where each member carries the project out and its staff; who the members are stays. */
export function saveMembers(
  house: House,
  actor: Actor | null,
  applicationId: string,
  input: { members: readonly MemberInput[]; revision: number },
): Promise<number> {
  return changing(house, actor, applicationId, 'application.saveMembers', input.revision, async (deed, application) => {
    refuseStrangers(application, input.members, (id) => `member.${id}.region`);
    for (const m of input.members)
      await deed.tx
        .updateTable('application_members')
        .set(memberColumns(m))
        .where('application_id', '=', application.id)
        .where('organisation_id', '=', m.organisationId)
        .execute();
    return { kind: 'application.membersSaved' };
  });
}

/** Saves the budget of the members named; each one's costs are replaced as a whole. */
export function saveBudget(
  house: House,
  actor: Actor | null,
  applicationId: string,
  input: { members: readonly MemberCostsInput[]; revision: number },
): Promise<number> {
  return changing(house, actor, applicationId, 'application.saveBudget', input.revision, async (deed, application) => {
    refuseStrangers(application, input.members, (id) => `budget.${id}`);
    await putCosts(deed, application.id, input.members);
    return { kind: 'application.budgetSaved' };
  });
}

export function addPartner(house: House, actor: Actor | null, applicationId: string, organisationId: string): Promise<number> {
  return changing(house, actor, applicationId, 'application.addPartner', null, async ({ tx }, application) => {
    const { members } = application.proposal.facts;
    const refuse = (code: string) => new AppError('conflict', [{ code, params: {}, at: 'organisationId' }]);
    if (members.some((m) => m.id === organisationId)) throw refuse('application.memberAlready');
    if (members.length >= mostMembers) throw refuse('application.tooManyMembers');
    if (!(await tx.selectFrom('organisations').select('id').where('id', '=', organisationId).executeTakeFirst()))
      throw refuse('application.noSuchOrganisation');
    const { position } = await tx
      .selectFrom('application_members')
      .select((e) => e.fn.max('position').as('position'))
      .where('application_id', '=', application.id)
      .executeTakeFirstOrThrow();
    await tx
      .insertInto('application_members')
      .values({ application_id: application.id, organisation_id: organisationId, role: 'partner', position: Number(position) + 1, region: '' })
      .execute();
    return { kind: 'application.partnerAdded', body: { organisation: organisationId } };
  });
}

/** Takes a partner out, with its costs and documents. The lead stays: another lead is another application. */
export function removePartner(house: House, actor: Actor | null, applicationId: string, organisationId: string): Promise<number> {
  return changing(house, actor, applicationId, 'application.removePartner', null, async (deed, application) => {
    if (organisationId === application.leadId) throw new AppError('conflict', [reason('application.leadStays')]);
    if (!application.proposal.facts.members.some((m) => m.id === organisationId)) throw notFound();
    await dropMembers(deed, application.id, [organisationId]);
    return { kind: 'application.partnerRemoved', body: { organisation: organisationId } };
  });
}

/** Replaces the whole draft in one deed: answers, project, members with their staff and costs. Documents stay, except those of members who go. */
export function saveDraft(house: House, actor: Actor | null, applicationId: string, draft: DraftInput): Promise<number> {
  return changing(house, actor, applicationId, 'application.saveDraft', draft.revision, async (deed, application) => {
    const sections = application.version.call.form.sections;
    const unknown = Object.keys(draft.answers).filter((id) => !sections.some((s) => s.id === id));
    if (unknown.length > 0)
      throw new AppError(
        'invalid',
        unknown.map((id) => reason('form.invalid', {}, { at: `answers.${id}` })),
      );
    const { answers, wrong } = collect(sections, (s) => readSection(s, draft.answers[s.id] ?? {}, (field) => `answers.${s.id}.${field}`));
    if (wrong.length > 0) throw new AppError('invalid', wrong);
    await putAnswers(deed, application, answers);
    await putProject(deed, application, draft);
    await putMembers(deed, application, draft.members);
    await putCosts(deed, application.id, draft.members);
    return { kind: 'application.draftSaved' };
  });
}

/** Reads what was written for each field of a section; unknown fields are left alone, since a form also sends other things. */
function readSection(section: FormSection, values: Readonly<Record<string, unknown>>, at: (field: string) => string): Record<string, string> {
  const written = section.fields.map((field) => {
    const value = values[field.id];
    const text = typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
    return { field, text: field.kind === 'number' ? cleanNumber(text) : clean(text) };
  });
  const wrong = written.flatMap(({ field, text }) => {
    const why = text === '' ? null : checkAnswer(field, text, at(field.id));
    return why ? [why] : [];
  });
  if (wrong.length > 0) throw new AppError('invalid', wrong);
  return Object.fromEntries(written.map(({ field, text }) => [field.id, text]));
}

/** Reads all sections, keeping every reason of every one. */
function collect(sections: readonly FormSection[], read: (section: FormSection) => Record<string, string>): { answers: Answers; wrong: Reason[] } {
  const answers: Answers = {};
  const wrong: Reason[] = [];
  for (const section of sections) {
    try {
      answers[section.id] = read(section);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      wrong.push(...error.reasons);
    }
  }
  return { answers, wrong };
}

/** Title and acronym are answers like others and, by the ids `title` and `acronym`, what the application is called. */
async function putAnswers({ tx }: Deed, application: Application, sections: Answers): Promise<void> {
  const answers = { ...application.proposal.answers, ...sections };
  const called = (id: string) =>
    Object.values(answers)
      .map((fields) => fields[id])
      .find((text) => text !== undefined) ?? '';
  await tx
    .updateTable('applications')
    .set({ answers: JSON.stringify(answers), title: called('title').slice(0, 500), acronym: called('acronym').slice(0, 100) })
    .where('id', '=', application.id)
    .execute();
}

/** One Spoke alone is the main one; the main one is always among the Spokes. */
async function putProject({ tx }: Deed, { id, version: { call } }: Application, input: ProjectInput): Promise<void> {
  const known = (await tx.selectFrom('spokes').select('number').where('programme_id', '=', call.programme).execute()).map((s) => s.number);
  const spokes = [...new Set([...input.spokes, ...(input.mainSpoke === null ? [] : [input.mainSpoke])])].sort((a, b) => a - b);
  const sectors = (await tx.selectFrom('sectors').select('id').where('programme_id', '=', call.programme).execute()).map((s) => s.id);
  const admitted = [...sectors, ...call.rules.flatMap((r) => (r.rule === 'sectors' ? r.among : []))];
  const wrong = [
    ...(spokes.every((s) => known.includes(s)) ? [] : [reason('form.invalid', {}, { at: 'spokes' })]),
    ...(input.sector === null || admitted.includes(input.sector) ? [] : [reason('form.invalid', {}, { at: 'sector' })]),
  ];
  if (wrong.length > 0) throw new AppError('invalid', wrong);
  await tx
    .updateTable('applications')
    .set({
      main_spoke: input.mainSpoke ?? (spokes.length === 1 ? spokes[0]! : null),
      spokes,
      sector: input.sector,
      starts_on: input.startsOn,
      duration_months: input.durationMonths,
      wide_dissemination: input.wideDissemination,
      may_publish_results: input.mayPublishResults,
    })
    .where('id', '=', id)
    .execute();
}

const memberColumns = (m: Omit<MemberInput, 'organisationId'>) => ({ region: m.region, women: m.women, men: m.men, under40: m.under40, new_hires: m.newHires });

/** Exactly these members, in this order; the first is the lead that the application was started with. */
async function putMembers(deed: Deed, application: Application, members: DraftInput['members']): Promise<void> {
  const { tx } = deed;
  const ids = members.map((m) => m.organisationId);
  if (ids[0] !== application.leadId) throw new AppError('invalid', [reason('application.leadStays', {}, { at: 'members.0' })]);
  const twice = ids.findIndex((id, i) => ids.indexOf(id) !== i);
  if (twice >= 0) throw new AppError('invalid', [reason('application.memberAlready', {}, { at: `members.${twice}` })]);
  const known = (await tx.selectFrom('organisations').select('id').where('id', 'in', ids).execute()).map((o) => o.id);
  const unknown = ids.findIndex((id) => !known.includes(id));
  if (unknown >= 0) throw new AppError('invalid', [reason('application.noSuchOrganisation', {}, { at: `members.${unknown}` })]);
  await dropMembers(
    deed,
    application.id,
    application.proposal.facts.members.map((m) => m.id).filter((id) => !ids.includes(id)),
  );
  await tx
    .insertInto('application_members')
    .values(
      members.map((m, position) => ({
        application_id: application.id,
        organisation_id: m.organisationId,
        role: position === 0 ? ('lead' as const) : ('partner' as const),
        position,
        ...memberColumns(m),
      })),
    )
    .onConflict((c) =>
      c.columns(['application_id', 'organisation_id']).doUpdateSet((e) => ({
        position: e.ref('excluded.position'),
        region: e.ref('excluded.region'),
        women: e.ref('excluded.women'),
        men: e.ref('excluded.men'),
        under40: e.ref('excluded.under40'),
        new_hires: e.ref('excluded.new_hires'),
      })),
    )
    .execute();
}

async function dropMembers({ tx, at }: Deed, applicationId: string, organisationIds: readonly string[]): Promise<void> {
  if (organisationIds.length === 0) return;
  await tx
    .updateTable('application_documents')
    .set({ removed_at: at })
    .where('application_id', '=', applicationId)
    .where('organisation_id', 'in', organisationIds)
    .where('removed_at', 'is', null)
    .execute();
  await tx.deleteFrom('application_members').where('application_id', '=', applicationId).where('organisation_id', 'in', organisationIds).execute();
}

async function putCosts({ tx }: Deed, applicationId: string, members: readonly MemberCostsInput[]): Promise<void> {
  if (members.length === 0) return;
  await tx
    .deleteFrom('application_costs')
    .where('application_id', '=', applicationId)
    .where(
      'organisation_id',
      'in',
      members.map((m) => m.organisationId),
    )
    .execute();
  // Two lines for the same cell are one: a program may send them so.
  const cells = new Map<string, { application_id: string; organisation_id: string; category: string; research_type: string; cents: number }>();
  for (const m of members) {
    for (const c of m.costs) {
      const key = `${m.organisationId}/${c.category}/${c.researchType}`;
      cells.set(key, {
        application_id: applicationId,
        organisation_id: m.organisationId,
        category: c.category,
        research_type: c.researchType,
        cents: (cells.get(key)?.cents ?? 0) + c.cents,
      });
    }
  }
  if (cells.size > 0)
    await tx
      .insertInto('application_costs')
      .values([...cells.values()])
      .execute();
}

function refuseStrangers(application: Application, members: readonly { organisationId: string }[], at: (id: string) => string): void {
  const strangers = members.filter((m) => !application.proposal.facts.members.some((known) => known.id === m.organisationId));
  if (strangers.length > 0)
    throw new AppError(
      'invalid',
      strangers.map((m) => reason('application.notAMember', {}, { at: at(m.organisationId) })),
    );
}
