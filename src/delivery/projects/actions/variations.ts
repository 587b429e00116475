import type { Actor } from '#src/core/actor.ts';
import { canonical } from '#src/core/canonical.ts';
import { reason, type Reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { floorFigures, type FloorAfter } from '#src/core/floors.ts';
import { addDays, romeDate } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import { isUuid } from '#src/funding/applications/schema.ts';
import { addressees } from '#src/funding/screening/queries.ts';
import { programmeHead, templatesOf, wordingOf } from '#src/funding/screening/queries/letters.ts';
import { southWith } from '#src/partnership/programme/queries.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { commit } from '#src/plumbing/ledger/commitments.ts';
import { balancesOf } from '#src/plumbing/ledger/read.ts';
import { address, issueLetter, type LetterReader } from '#src/plumbing/letters/issue.ts';
import { listed } from '#src/plumbing/letters/paper.ts';
import { projectCopy } from '../copy.ts';
import { can } from '../policy.ts';
import type { ProjectFile } from '../queries.ts';
import { hasOpenRequest, standingOf, variationByNumber } from '../queries/variations.ts';
import { planById } from '../queries/versions.ts';
import { changeOf } from '../rules/change.ts';
import { differences } from '../rules/differences.ts';
import { grantedIn, type Plan, type PlanMember } from '../rules/plan.ts';
import { judge, recomputed, reserveReasons, spentReasons, type Judged } from '../rules/variation.ts';
import type { VariationInput } from '../schema.ts';
import type { VariationKind } from '../states.ts';
import { locked, subjectOf } from './shared.ts';
import { keepVersion, termsOf, writeMoney, writeWork } from './write.ts';

/** The organisation that would join, as a member: as the register knows it, working where the one that leaves did. */
async function joiner(tx: Deed['tx'], plan: Plan, raw: Record<string, unknown>): Promise<PlanMember | null> {
  const id = String(raw['joining'] ?? '');
  const there = plan.members.find((m) => m.id === id);
  if (there) return there;
  const row = isUuid(id) ? await tx.selectFrom('organisations').selectAll().where('id', '=', id).executeTakeFirst() : undefined;
  const left = plan.members.find((m) => m.id === raw['leaving']);
  if (!row || !left) return null;
  return {
    ...left,
    id: row.id,
    name: row.legal_name,
    kind: row.kind as PlanMember['kind'],
    ownership: row.ownership as PlanMember['ownership'],
    size: row.size_class as PlanMember['size'],
    region: row.region ?? left.region,
    inPartnership: false,
  };
}

/** What a variation would make of the project, and what the rules say of it; the same for the page that shows it and for the deed. */
export async function consider(
  tx: Deed['tx'],
  project: ProjectFile,
  kind: VariationKind,
  raw: Record<string, unknown>,
): Promise<{ before: Plan; after: Plan; judged: Judged }> {
  if (!project.call.delivery) throw new AppError('conflict', [reason('project.noRules')]);
  const before = (await planById(tx, project.id, project.version))!;
  const { standing, grantCents } = await standingOf(tx, project);
  const { plan, problems } = changeOf(kind, before, raw, kind === 'partner' ? await joiner(tx, before, raw) : null);
  if (problems.length > 0) throw new AppError('invalid', problems);
  const after = kind === 'budget' || kind === 'partner' ? recomputed(project.call, plan, standing, grantCents) : plan;
  if (differences(before, after).length === 0) throw new AppError('invalid', [reason('project.nothingChanged')]);
  return { before, after, judged: judge(project.call, before, after, standing) };
}

/** What stands against a plan in the ledger: what was accepted or paid ahead stays with whom it is, and a hard reserve is held. */
async function moneyRefusals({ tx, at }: Deed, project: ProjectFile, before: Plan, after: Plan): Promise<{ south: FloorAfter; refusals: Reason[] }> {
  const south = await southWith(tx, project.call.programme, project.applicationId, grantedIn(after));
  const had = await balancesOf(tx, [project.applicationId]);
  const spent = (id: string, kind: 'accepted' | 'advance') => had.find((b) => b.organisation === id && b.kind === kind)?.cents ?? 0;
  return { south, refusals: [...spentReasons(before, after, spent), ...reserveReasons(project.call, romeDate(at), south)] };
}

/** Proposes a variation: a notice takes effect at once, a request waits for the office. What breaks a rule of the call is refused with its source. */
export async function proposeVariation(house: House, actor: Actor | null, projectId: string, entry: VariationInput): Promise<number> {
  return act(house, actor, 'project.propose', subjectOf(projectId), async (deed) => {
    const { tx, at, record } = deed;
    const project = await locked(tx, actor, projectId);
    demand(can.propose(actor, project, await hasOpenRequest(tx, projectId)), 'conflict');
    const { before, after, judged } = await consider(tx, project, entry.kind, entry);
    const { refusals } = await moneyRefusals(deed, project, before, after);
    if (judged.refusals.length + refusals.length > 0) throw new AppError('conflict', [...judged.refusals, ...refusals]);
    const last = await tx
      .selectFrom('project_variations')
      .select((eb) => eb.fn.max('number').as('n'))
      .where('project_id', '=', projectId)
      .executeTakeFirst();
    const number = Number(last?.n ?? 0) + 1;
    const notice = judged.needs === 'notice';
    await tx
      .insertInto('project_variations')
      .values({
        project_id: projectId,
        number,
        kind: entry.kind,
        state: notice ? 'noticed' : 'requested',
        reason: entry.reason,
        base: project.version,
        content: canonical(after),
        moved_cents: judged.movedCents,
        moved_percent: judged.movedPercent,
        proposed_at: at,
        proposed_by: actor!.id,
        due_on: notice ? null : addDays(romeDate(at), project.call.delivery!.variations.answerDays),
        answer: null,
        answered_at: null,
        answered_by: null,
        version: notice ? project.version + 1 : null,
      })
      .execute();
    if (notice) await apply(deed, actor, project, after, entry.kind);
    await record({
      kind: notice ? 'project.varied' : 'project.variationRequested',
      subject: subjectOf(projectId),
      body: { number, kind: entry.kind, movedCents: judged.movedCents, because: [...judged.because] },
    });
    return number;
  });
}

/** Makes a plan the next version of its project; what is committed follows the members that it has now. */
async function apply(deed: Deed, actor: Actor | null, project: ProjectFile, plan: Plan, cause: string): Promise<void> {
  const { tx, at } = deed;
  await writeMoney(tx, project.id, plan, romeDate(at));
  const where = { programme: project.call.programme, call: project.callId };
  await commit(deed, { ...where, kind: 'award.varied', subject: subjectOf(project.id), on: romeDate(at) }, [
    {
      application: project.applicationId,
      key: `${subjectOf(project.id)}/version/${project.version + 1}`,
      committed: plan.members.map((m) => ({
        organisation: m.id,
        cents: Math.min(m.aidCents, m.eligibleCents),
        spoke: project.mainSpoke,
        sector: project.sector,
        region: m.region || null,
      })),
    },
  ]);
  await writeWork(tx, project.id, plan);
  await tx
    .updateTable('projects')
    .set({ ...termsOf(plan), version: project.version + 1 })
    .where('id', '=', project.id)
    .execute();
  await keepVersion(tx, project.id, project.version + 1, plan, { at, by: actor?.id ?? null, cause });
}

/** The office approves or refuses a request, with its reasons, by letter; what the rules forbid since it was made, it cannot approve. */
export async function answerVariation(
  house: House,
  actor: Actor | null,
  projectId: string,
  number: number,
  entry: { outcome: 'approved' | 'refused'; answer: string },
): Promise<void> {
  await act(house, actor, 'project.answer', subjectOf(projectId), async (deed) => {
    const { tx, at, record } = deed;
    const project = await locked(tx, actor, projectId);
    const variation = await variationByNumber(tx, projectId, number);
    if (!variation) throw notFound();
    demand(can.answer(actor, project, variation.state), 'conflict');
    const approved = entry.outcome === 'approved';
    let figures: ReturnType<typeof floorFigures> | null = null;
    if (approved) {
      // A raise or a notice since: it would be undone.
      if (variation.base !== project.version) throw new AppError('conflict', [reason('project.movedOn', { base: variation.base, version: project.version })]);
      const { standing } = await standingOf(tx, project);
      const before = (await planById(tx, projectId, project.version))!;
      const { refusals } = judge(project.call, before, variation.plan, standing);
      const money = await moneyRefusals(deed, project, before, variation.plan);
      if (refusals.length + money.refusals.length > 0) throw new AppError('conflict', [...refusals, ...money.refusals]);
      figures = floorFigures(money.south);
      await apply(deed, actor, project, variation.plan, variation.kind);
    }
    await tx
      .updateTable('project_variations')
      .set({ state: entry.outcome, answer: entry.answer, answered_at: at, answered_by: actor!.id, version: approved ? project.version + 1 : null })
      .where('id', '=', variation.id)
      .execute();
    await tell(house, deed, actor, project, { number, kind: variation.kind, reason: variation.reason, ...entry });
    await record({
      kind: `project.variation${approved ? 'Approved' : 'Refused'}`,
      subject: subjectOf(projectId),
      body: { number, ...(figures && { south: figures }) },
    });
  });
}

type Told = { number: number; kind: VariationKind; reason: string; outcome: 'approved' | 'refused'; answer: string };

async function tell(house: House, deed: Deed, actor: Actor | null, project: ProjectFile, it: Told): Promise<void> {
  const { call } = project;
  const own = await templatesOf(deed.tx, project.callId);
  const lead = project.members.find((m) => m.role === 'lead' && m.leftOn === null)!.name;
  await issueLetter(house, deed, actor, {
    kind: 'variationAnswer',
    callId: project.callId,
    applicationId: project.applicationId,
    head: {
      grantingBody: call.grantingBody.name,
      programme: await programmeHead(deed.tx, call.programme),
      to: lead,
      about: `${project.acronym}, ${project.code}`,
      example: call.example || house.settings.example,
    },
    words: (locale, letter) => {
      const t = speak(projectCopy, locale);
      return wordingOf('variationAnswer', locale, own, {
        acronym: project.acronym,
        title: project.title,
        protocol: project.code,
        lead,
        code: call.officialCode,
        call: call.title[locale],
        letter,
        asked: listed([`${t[`kind.${it.kind}`]}: ${it.reason}`]),
        decision: t[it.outcome].toLowerCase(),
        reasons: listed([it.answer]),
        link: address(house, locale, `/projects/${project.id}/variations/${it.number}`),
      });
    },
    readers: (await addressees(deed.tx, [project.applicationId])) as LetterReader[],
  });
}

/** Takes a request back before it is answered. */
export async function withdrawVariation(house: House, actor: Actor | null, projectId: string, number: number): Promise<void> {
  await act(house, actor, 'project.withdrawVariation', subjectOf(projectId), async ({ tx, record }) => {
    const project = await locked(tx, actor, projectId);
    const variation = await variationByNumber(tx, projectId, number);
    if (!variation) throw notFound();
    demand(can.withdraw(actor, project, variation.state), 'conflict');
    await tx.updateTable('project_variations').set({ state: 'withdrawn' }).where('id', '=', variation.id).execute();
    await record({ kind: 'project.variationWithdrawn', subject: subjectOf(projectId), body: { number } });
  });
}
