import type { Actor } from '#src/core/actor.ts';
import { reason, type Reason } from '#src/core/decision.ts';
import type { FloorAfter } from '#src/core/floors.ts';
import { romeDate, romeInstant } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import { leadReaders } from '#src/delivery/contracts/queries/lead.ts';
import type { AmendedMember, Amendment } from '#src/delivery/contracts/rules/addendum.ts';
import { officersOf } from '#src/partnership/identity/queries.ts';
import { southWith } from '#src/partnership/programme/queries.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { commit } from '#src/plumbing/ledger/commitments.ts';
import { balancesOf } from '#src/plumbing/ledger/read.ts';
import { address } from '#src/plumbing/letters/issue.ts';
import { mailText } from '#src/plumbing/letters/paper.ts';
import { queueMails } from '#src/plumbing/mail/mail.ts';
import { projectCopy } from '../copy.ts';
import { projectById, type ProjectFile } from '../queries.ts';
import { standingOf, variationByNumber, type Variation } from '../queries/variations.ts';
import { planById } from '../queries/versions.ts';
import { keptReasons, leadReasons, type PartnerChange } from '../rules/partners.ts';
import { everOf, grantedIn, type Plan, type PlanMember } from '../rules/plan.ts';
import { endOf, judge, reserveReasons, spentReasons } from '../rules/variation.ts';
import { isLive } from '../states.ts';
import { handOverTeam } from './partners.ts';
import { subjectOf } from './shared.ts';
import { keepVersion, termsOf, writeMoney, writeWork } from './write.ts';

/** What stands against a plan in the ledger and the reports: what was accepted or paid ahead stays with whom it is, and a hard reserve is held. */
export async function moneyRefusals(
  { ports }: Pick<House, 'ports'>,
  { tx, at }: Pick<Deed, 'tx' | 'at'>,
  project: ProjectFile,
  before: Plan,
  after: Plan,
  change: PartnerChange | null,
): Promise<{ south: FloorAfter; refusals: Reason[] }> {
  const south = await southWith(tx, project.call.programme, project.applicationId, grantedIn(after));
  const had = await balancesOf(tx, [project.applicationId]);
  const spent = (id: string, kind: 'accepted' | 'advance') => had.find((b) => b.organisation === id && b.kind === kind)?.cents ?? 0;
  const kept = change ? keptReasons(before, change, await ports.reportedOf(tx, project.id)) : [];
  const leaving = change?.newLead === undefined ? undefined : before.members.find((m) => m.id === change.leaving);
  const held = leaving ? leadReasons(leaving.name, await ports.leadMoneyOf(tx, project.id)) : [];
  return { south, refusals: [...held, ...kept, ...spentReasons(before, after, spent), ...reserveReasons(project.call, romeDate(at), south)] };
}

/** Makes a plan the next version of its project; what is committed follows the members that it has now, and what those keep who left. */
export async function apply(deed: Deed, actor: Actor | null, project: ProjectFile, plan: Plan, cause: string, change: PartnerChange | null): Promise<void> {
  const { tx, at } = deed;
  await writeMoney(tx, project.id, plan, change?.from ?? romeDate(at));
  const where = { programme: project.call.programme, call: project.callId };
  await commit(deed, { ...where, kind: 'award.varied', subject: subjectOf(project.id), on: romeDate(at) }, [
    {
      application: project.applicationId,
      key: `${subjectOf(project.id)}/version/${project.version + 1}`,
      committed: everOf(plan).map((m) => ({
        organisation: m.id,
        cents: Math.min(m.aidCents, m.eligibleCents),
        spoke: project.mainSpoke,
        sector: project.sector,
        region: m.region || null,
      })),
    },
  ]);
  await writeWork(tx, project.id, plan);
  if (change) await handOverTeam(tx, project.id, change);
  await tx
    .updateTable('projects')
    .set({ ...termsOf(plan), version: project.version + 1 })
    .where('id', '=', project.id)
    .execute();
  await keepVersion(tx, project.id, project.version + 1, plan, { at, by: actor?.id ?? null, cause });
}

/** What the contract has to know of a variation. */
export function amendmentOf(v: Pick<Variation, 'number' | 'kind' | 'plan' | 'change'>): Amendment {
  const party = ({ id, name, role, kind, ownership, size, region, eligibleCents, aidCents }: PlanMember): AmendedMember => ({
    id,
    name,
    role,
    kind,
    ownership,
    size,
    region,
    eligibleCents,
    aidCents,
  });
  return {
    variation: v.number,
    subject: v.change?.change ?? (v.kind === 'extension' ? 'extension' : 'budget'),
    from: v.change?.from ?? null,
    endsOn: endOf(v.plan),
    members: v.plan.members.map(party),
    former: (v.plan.former ?? []).map((m) => ({ ...party(m), leftOn: m.leftOn })),
    joining: v.change?.joining ?? null,
    leaving: v.change?.leaving ?? null,
    ...(v.change?.newLead !== undefined && { newLead: v.change.newLead }),
  };
}

/** A variation that is answered well and, where it needs one, signed: it holds from now on, or waits for its day. Returns its state. */
export async function holdFrom(deed: Deed, actor: Actor | null, project: ProjectFile, v: Variation): Promise<'approved' | 'agreed'> {
  const { tx, at, enqueue } = deed;
  if (v.change && v.change.from > romeDate(at)) {
    await enqueue({
      task: 'project.vary',
      payload: { contractId: project.contractId, variation: v.number },
      key: `project.vary/${project.contractId}/${v.number}/${v.change.from}`,
      runAt: new Date(romeInstant(`${v.change.from}T00:05`)),
    });
    await tx.updateTable('project_variations').set({ state: 'agreed' }).where('id', '=', v.id).execute();
    return 'agreed';
  }
  await apply(deed, actor, project, v.plan, v.kind, v.change);
  await tx
    .updateTable('project_variations')
    .set({ state: 'approved', version: project.version + 1 })
    .where('id', '=', v.id)
    .execute();
  return 'approved';
}

async function waiting(house: House, contractId: string, number: number) {
  const row = await house.db.selectFrom('projects').select('id').where('contract_id', '=', contractId).executeTakeFirst();
  const v = row && (await variationByNumber(house.db, row.id, number));
  return row && v && (v.state === 'toSign' || v.state === 'agreed') ? { projectId: row.id, v } : null;
}

/** The job: its addendum is signed, or its day has come. What moved on meanwhile so that it can no longer hold makes it lapse, and that is told. */
export async function takeEffect(house: House, contractId: string, number: number): Promise<void> {
  const found = await waiting(house, contractId, number);
  if (!found) return;
  await act(house, null, 'project.vary', subjectOf(found.projectId), async (deed) => {
    const { tx, record } = deed;
    await tx.selectFrom('projects').select('id').where('id', '=', found.projectId).forUpdate().execute();
    const project = (await projectById(tx, found.projectId))!;
    const v = (await variationByNumber(tx, project.id, number))!;
    const before = (await planById(tx, project.id, project.version))!;
    const { standing } = await standingOf(tx, project);
    const refusals = !isLive(project.state)
      ? [reason('project.ended')]
      : v.base !== project.version
        ? [reason('project.movedOn', { base: v.base, version: project.version })]
        : [...judge(project.call, before, v.plan, standing).refusals, ...(await moneyRefusals(house, deed, project, before, v.plan, v.change)).refusals];
    if (refusals.length > 0) {
      // The contract says its new parties already, where an addendum was signed: it goes back to those that the project has.
      const change = amendmentOf({ ...v, plan: before, change: null });
      await deed.enqueue({ task: 'contract.restore', payload: { contractId, change }, key: `contract.restore/${contractId}/${number}` });
      return lapse(house, deed, project, v, refusals);
    }
    const state = await holdFrom(deed, null, project, v);
    await record({ kind: state === 'approved' ? 'project.varied' : 'project.variationAgreed', subject: subjectOf(project.id), body: { number } });
  });
}

type Dropped = { addendum: number; dueOn: string | null; why: string };

/** The job: the addendum of a variation was not signed in time, or was given up. */
export async function dropVariation(house: House, contractId: string, number: number, { addendum, dueOn, why }: Dropped): Promise<void> {
  const found = await waiting(house, contractId, number);
  if (!found) return;
  await act(house, null, 'project.dropVariation', subjectOf(found.projectId), async (deed) => {
    const project = (await projectById(deed.tx, found.projectId))!;
    const because = dueOn === null ? reason('project.addendumDropped', { number: addendum, why }) : reason('project.addendumLate', { number: addendum, dueOn });
    await lapse(house, deed, project, found.v, [because]);
  });
}

async function lapse(house: House, deed: Deed, project: ProjectFile, v: Variation, reasons: readonly Reason[]): Promise<void> {
  const { tx, at, record } = deed;
  await tx
    .updateTable('project_variations')
    .set({ state: 'lapsed', ended_at: at, ended_reasons: JSON.stringify(reasons) })
    .where('id', '=', v.id)
    .execute();
  const told = [...(await leadReaders(tx, project.applicationId)), ...(await officersOf(tx, project.callId))];
  await queueMails(
    deed,
    [...new Map(told.map((p) => [p.personId, p])).values()].map((p) => {
      const t = speak(projectCopy, p.locale);
      return {
        key: `project.lapsed/${v.id}/${p.personId}`,
        to: p.email,
        subject: t.lapsedSubject(project.acronym, v.number),
        text: mailText(p.name, p.locale, t.lapsedText(project.acronym, v.number, address(house, p.locale, `/projects/${project.id}/variations/${v.number}`))),
      };
    }),
  );
  await record({ kind: 'project.variationLapsed', subject: subjectOf(project.id), body: { number: v.number, because: reasons.map((r) => r.code) } });
}
