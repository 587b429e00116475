import { sum } from '#src/core/money.ts';
import { romeDate } from '#src/core/time.ts';
import { currentSubmission } from '#src/funding/applications/queries.ts';
import { versionById } from '#src/funding/calls/queries.ts';
import { contractById } from '#src/delivery/contracts/queries.ts';
import { act, type House } from '#src/plumbing/house.ts';
import { projectCopy } from '../copy.ts';
import { planById } from '../queries/versions.ts';
import { besideOf, planOf, shared } from '../rules/plan.ts';
import { placesOf } from '../rules/team.ts';
import { isLive } from '../states.ts';
import { keepVersion, termsOf, writeMoney, writeWork } from './write.ts';

/** Makes the project of a signed contract, out of what was frozen at the submission and awarded. Twice, it changes nothing. */
export async function beginProject(house: House, contractId: string): Promise<void> {
  const contract = await contractById(house.db, contractId);
  if (!contract || contract.state !== 'signed') return;
  if (await house.db.selectFrom('projects').select('id').where('application_id', '=', contract.applicationId).executeTakeFirst()) return;
  const { snapshot, callVersionId } = await currentSubmission(house.db, contract.applicationId);
  const { call } = (await versionById(house.db, callVersionId))!;
  const months = contract.durationMonths!;
  const plan = planOf(call, snapshot, contract.members, contract.startsOn!, months);
  const beside = besideOf(snapshot);
  const signedOn = romeDate(contract.signedAt!);
  await act(house, null, 'project.begin', `contract/${contractId}`, async ({ tx, at, record }) => {
    const { id } = await tx
      .insertInto('projects')
      .values({
        application_id: contract.applicationId,
        contract_id: contractId,
        call_id: contract.callId,
        call_version_id: callVersionId,
        code: contract.protocol,
        cup: contract.cup!,
        main_spoke: snapshot.facts.mainSpoke ?? 0,
        sector: snapshot.facts.sector,
        state: 'running',
        version: 1,
        signed_on: signedOn,
        trl_from: beside.trlFrom,
        trl_to: beside.trlTo,
        created_at: at,
        ...termsOf(plan),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await writeMoney(tx, id, plan, signedOn);
    await writeWork(tx, id, plan);
    if (beside.risks.length > 0)
      await tx
        .insertInto('project_risks')
        .values(
          beside.risks.map((r) => ({
            project_id: id,
            risk: r.risk,
            work_package: r.workPackage,
            likelihood: r.likelihood,
            impact: r.impact,
            measure: r.measure,
            closed_on: null,
          })),
        )
        .execute();
    if (beside.strategies.length > 0)
      await tx
        .insertInto('project_phases')
        .values(beside.strategies.map((value) => ({ project_id: id, facet: 'strategy' as const, value })))
        .execute();
    const places = placesOf(snapshot, months);
    if (places.length > 0)
      await tx
        .insertInto('project_people')
        .values(
          places.map((p, i) => ({
            project_id: id,
            organisation_id: p.organisation,
            person_id: null,
            name: projectCopy.toBeNamed.it(i + 1),
            email: null,
            fiscal_code: null,
            role: p.role || projectCopy.researcher.it,
            gender: p.gender,
            birth_year: null,
            contract: p.contract,
            new_hire: p.newHire,
            band: 'medium' as const,
            hour_cents: null,
            region: p.region,
            fte_percent: p.ftePercent,
            from_on: plan.startsOn,
            until_on: null,
          })),
        )
        .execute();
    const sha256 = await keepVersion(tx, id, 1, plan, { at, by: null, cause: 'funded' });
    await record({
      kind: 'project.begun',
      subject: `project/${id}`,
      body: { contract: contractId, code: contract.protocol, version: 1, sha256, grantCents: sum(plan.members.map((m) => m.aidCents)) },
    });
  });
}

/** An addendum raised the grant: the aid of each member follows, as a version of its own. */
export async function raiseProject(house: House, contractId: string): Promise<void> {
  const contract = await contractById(house.db, contractId);
  const project = await house.db.selectFrom('projects').select(['id', 'version']).where('contract_id', '=', contractId).executeTakeFirst();
  if (!contract || !project) return;
  const plan = (await planById(house.db, project.id, project.version))!;
  // What those keep who left is not shared out again.
  const grantCents = contract.grantCents - sum((plan.former ?? []).map((m) => m.aidCents));
  if (sum(plan.members.map((m) => m.aidCents)) === grantCents) return;
  await act(house, null, 'project.raise', `project/${project.id}`, async ({ tx, at, record }) => {
    const { version } = await tx.selectFrom('projects').select('version').where('id', '=', project.id).forUpdate().executeTakeFirstOrThrow();
    const aids = shared(plan.members, grantCents);
    const next = { ...plan, members: plan.members.map((m, i) => ({ ...m, aidCents: Math.min(aids[i]!, m.eligibleCents) })) };
    await writeMoney(tx, project.id, next, romeDate(at));
    await tx
      .updateTable('projects')
      .set({ version: version + 1 })
      .where('id', '=', project.id)
      .execute();
    const sha256 = await keepVersion(tx, project.id, version + 1, next, { at, by: null, cause: 'raised' });
    await record({ kind: 'project.raised', subject: `project/${project.id}`, body: { version: version + 1, sha256, grantCents: contract.grantCents } });
  });
}

/** Everything was reported and paid: the project is closed. Twice, it changes nothing. */
export async function finishProject(house: House, projectId: string): Promise<void> {
  const project = await house.db.selectFrom('projects').select('state').where('id', '=', projectId).executeTakeFirst();
  if (!project || !isLive(project.state)) return;
  await act(house, null, 'project.close', `project/${projectId}`, async ({ tx, record }) => {
    await tx.updateTable('projects').set({ state: 'closed' }).where('id', '=', projectId).execute();
    await record({ kind: 'project.closed', subject: `project/${projectId}` });
  });
}

/** The contract ended: so does the project. */
export async function endProject(house: House, contractId: string): Promise<void> {
  const project = await house.db
    .selectFrom('projects')
    .innerJoin('contracts', 'contracts.id', 'projects.contract_id')
    .select(['projects.id', 'projects.state', 'contracts.state as contract'])
    .where('contract_id', '=', contractId)
    .executeTakeFirst();
  if (!project || (project.contract !== 'revoked' && project.contract !== 'renounced') || project.state === project.contract) return;
  const state = project.contract;
  await act(house, null, 'project.end', `project/${project.id}`, async ({ tx, record, enqueue }) => {
    await tx.updateTable('projects').set({ state }).where('id', '=', project.id).execute();
    await enqueue({ task: 'payments.recover', payload: { projectId: project.id, cause: state === 'revoked' ? 'revocation' : 'renunciation' } });
    await record({ kind: `project.${state}`, subject: `project/${project.id}` });
  });
}
