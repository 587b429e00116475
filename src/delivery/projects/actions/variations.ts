import type { Actor } from '#src/core/actor.ts';
import { canonical } from '#src/core/canonical.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { floorFigures } from '#src/core/floors.ts';
import { addDays, romeDate } from '#src/core/time.ts';
import { leadReaders } from '#src/delivery/contracts/queries/lead.ts';
import { addendumTerms } from '#src/delivery/contracts/rules/addendum.ts';
import { speak } from '#src/core/words.ts';
import { programmeHead, templatesOf, wordingOf } from '#src/funding/screening/queries/letters.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { address, issueLetter } from '#src/plumbing/letters/issue.ts';
import { listed } from '#src/plumbing/letters/paper.ts';
import { projectCopy } from '../copy.ts';
import { can } from '../policy.ts';
import type { ProjectFile } from '../queries.ts';
import { hasOpenRequest, standingOf, variationByNumber } from '../queries/variations.ts';
import { planById } from '../queries/versions.ts';
import { changeOf } from '../rules/change.ts';
import { differences } from '../rules/differences.ts';
import type { PartnerChange } from '../rules/partners.ts';
import type { Plan } from '../rules/plan.ts';
import { judge, recomputed, type Judged } from '../rules/variation.ts';
import type { VariationInput } from '../schema.ts';
import type { VariationKind, VariationState } from '../states.ts';
import { amendmentOf, apply, holdFrom, moneyRefusals } from './effect.ts';
import { partnerChangeFor } from './partners.ts';
import { locked, subjectOf } from './shared.ts';

/** What a variation would make of the project, and what the rules say of it; the same for the page that shows it and for the deed. */
export async function consider(
  { ports }: House,
  tx: Deed['tx'],
  project: ProjectFile,
  kind: VariationKind,
  raw: Record<string, unknown>,
): Promise<{ before: Plan; after: Plan; judged: Judged; change: PartnerChange | null }> {
  if (!project.call.delivery) throw new AppError('conflict', [reason('project.noRules')]);
  const before = (await planById(tx, project.id, project.version))!;
  const { standing, grantCents } = await standingOf(tx, project);
  const read = kind === 'partner' ? await partnerChangeFor({ db: tx, ports }, project, before, raw) : { ...changeOf(kind, before, raw), change: null };
  const { plan, problems, change } = read;
  if (problems.length > 0) throw new AppError('invalid', problems);
  const after = kind === 'budget' || kind === 'partner' ? recomputed(project.call, plan, standing, grantCents) : plan;
  if (differences(before, after).length === 0) throw new AppError('invalid', [reason('project.nothingChanged')]);
  return { before, after, judged: judge(project.call, before, after, standing), change };
}

/** Proposes a variation: a notice takes effect at once, a request waits for the office. What breaks a rule of the call is refused with its source. */
export async function proposeVariation(house: House, actor: Actor | null, projectId: string, entry: VariationInput): Promise<number> {
  return act(house, actor, 'project.propose', subjectOf(projectId), async (deed) => {
    const { tx, at, record } = deed;
    const project = await locked(tx, actor, projectId);
    demand(can.propose(actor, project, await hasOpenRequest(tx, projectId)));
    const { before, after, judged, change } = await consider(house, tx, project, entry.kind, entry);
    const { refusals } = await moneyRefusals(house, deed, project, before, after, change);
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
        change: change && canonical(change),
        holds_from: change?.from ?? null,
        ended_at: null,
        ended_reasons: null,
      })
      .execute();
    if (notice) await apply(deed, actor, project, after, entry.kind, null);
    await record({
      kind: notice ? 'project.varied' : 'project.variationRequested',
      subject: subjectOf(projectId),
      body: {
        number,
        kind: entry.kind,
        movedCents: judged.movedCents,
        because: [...judged.because],
        ...(change && { from: change.from, leaving: change.leaving, joining: change.joining }),
      },
    });
    return number;
  });
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
    const { tx, at, record, enqueue } = deed;
    const project = await locked(tx, actor, projectId);
    const variation = await variationByNumber(tx, projectId, number);
    if (!variation) throw notFound();
    demand(can.answer(actor, project, variation.state));
    const approved = entry.outcome === 'approved';
    let figures: ReturnType<typeof floorFigures> | null = null;
    let state: VariationState = 'refused';
    if (approved) {
      // A raise or a notice since: it would be undone.
      if (variation.base !== project.version) throw new AppError('conflict', [reason('project.movedOn', { base: variation.base, version: project.version })]);
      const { standing } = await standingOf(tx, project);
      const before = (await planById(tx, projectId, project.version))!;
      const { refusals } = judge(project.call, before, variation.plan, standing);
      const money = await moneyRefusals(house, deed, project, before, variation.plan, variation.change);
      if (refusals.length + money.refusals.length > 0) throw new AppError('conflict', [...refusals, ...money.refusals]);
      figures = floorFigures(money.south);
      const terms = addendumTerms(project.call, variation.kind, variation.movedPercent);
      state = terms?.holdsFrom === 'signature' ? 'toSign' : await holdFrom(deed, actor, project, variation);
      if (terms || variation.change)
        await enqueue({
          task: 'contract.amend',
          payload: { contractId: project.contractId, change: amendmentOf(variation), addendum: terms !== null },
          key: `contract.amend/${project.contractId}/${number}`,
        });
    }
    await tx
      .updateTable('project_variations')
      .set({ state, answer: entry.answer, answered_at: at, answered_by: actor!.id })
      .where('id', '=', variation.id)
      .execute();
    const signs = state === 'toSign' ? addendumTerms(project.call, variation.kind, variation.movedPercent)!.signWithinDays : null;
    await tell(house, deed, actor, project, { number, kind: variation.kind, reason: variation.reason, ...entry, signs });
    await record({
      kind: `project.variation${approved ? 'Approved' : 'Refused'}`,
      subject: subjectOf(projectId),
      body: { number, state, ...(figures && { south: figures }) },
    });
  });
}

type Told = {
  number: number;
  kind: VariationKind;
  reason: string;
  outcome: 'approved' | 'refused';
  answer: string;
  /** Days to sign the addendum that it needs. */ signs: number | null;
};

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
        reasons: listed([it.answer, ...(it.signs === null ? [] : [t.addendumFollows(it.signs)])]),
        link: address(house, locale, `/projects/${project.id}/variations/${it.number}`),
      });
    },
    readers: await leadReaders(deed.tx, project.applicationId),
  });
}

/** Takes a request back before it is answered. */
export async function withdrawVariation(house: House, actor: Actor | null, projectId: string, number: number): Promise<void> {
  await act(house, actor, 'project.withdrawVariation', subjectOf(projectId), async ({ tx, record }) => {
    const project = await locked(tx, actor, projectId);
    const variation = await variationByNumber(tx, projectId, number);
    if (!variation) throw notFound();
    demand(can.withdraw(actor, project, variation.state));
    await tx.updateTable('project_variations').set({ state: 'withdrawn' }).where('id', '=', variation.id).execute();
    await record({ kind: 'project.variationWithdrawn', subject: subjectOf(projectId), body: { number } });
  });
}
