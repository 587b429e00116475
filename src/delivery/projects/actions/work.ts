import type { Actor } from '#src/core/actor.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { romeDate } from '#src/core/time.ts';
import { act, type House } from '#src/plumbing/house.ts';
import { inspect } from '#src/plumbing/inspection.ts';
import { can } from '../policy.ts';
import { projectById } from '../queries.ts';
import type { Level, Phase, Strategy } from '../states.ts';
import { locked, subjectOf } from './shared.ts';

export const MAX_BYTES = 20_000_000;

type Proof = { of: 'deliverables' | 'milestones'; id: string; metOn: string; fileName: string; bytes: Uint8Array };

/** Shows that a deliverable is there or a milestone reached, by a file; done again, the new file takes the place of the one before. */
export async function prove(house: House, actor: Actor | null, projectId: string, entry: Proof): Promise<void> {
  const before = await projectById(house.db, projectId);
  if (!before || !can.readAll(actor, before).ok) throw notFound();
  const table = entry.of === 'deliverables' ? 'project_deliverables' : 'project_milestones';
  const there = await house.db.selectFrom(table).select('id').where('project_id', '=', projectId).where('id', '=', entry.id).executeTakeFirst();
  if (!there) throw notFound();
  // Looked at and stored before anything is locked; a refusal is kept, for the deed to record.
  const seen = can.prove(actor, before).ok
    ? await inspect(house, {
        bytes: entry.bytes,
        fileName: entry.fileName,
        maxBytes: MAX_BYTES,
        accepts: ['pdf', 'docx', 'xlsx', 'odt', 'ods', 'jpeg', 'png'],
        signature: 'none',
        signers: [],
      }).then(
        async (file) => ({ file, sha256: await house.files.put(file.bytes, file.sha256) }),
        (error: unknown) => {
          if (error instanceof AppError) return error;
          throw error;
        },
      )
    : null;
  await act(house, actor, 'project.prove', subjectOf(projectId), async ({ tx, at, record }) => {
    const project = await locked(tx, actor, projectId);
    demand(can.prove(actor, project));
    if (seen instanceof AppError) throw seen;
    if (!seen) throw new AppError('conflict', [reason('form.stale')]);
    if (entry.metOn > romeDate(at)) throw new AppError('invalid', [reason('project.notYet', { day: entry.metOn }, { at: 'metOn' })]);
    if (entry.metOn < project.startsOn) throw new AppError('invalid', [reason('project.beforeStart', { day: project.startsOn }, { at: 'metOn' })]);
    await tx
      .updateTable(table)
      .set({ met_on: entry.metOn, evidence_sha256: seen.sha256, evidence_name: seen.file.fileName, noted_by: actor!.id })
      .where('project_id', '=', projectId)
      .where('id', '=', entry.id)
      .execute();
    await record({ kind: 'project.proven', subject: subjectOf(projectId), body: { of: entry.of, id: entry.id, metOn: entry.metOn, sha256: seen.sha256 } });
  });
}

export async function addRisk(
  house: House,
  actor: Actor | null,
  projectId: string,
  entry: { risk: string; likelihood: Level; impact: Level; measure: string },
): Promise<void> {
  await act(house, actor, 'project.addRisk', subjectOf(projectId), async ({ tx, record }) => {
    demand(can.edit(actor, await locked(tx, actor, projectId)));
    await tx
      .insertInto('project_risks')
      .values({ project_id: projectId, ...entry, work_package: null, closed_on: null })
      .execute();
    await record({ kind: 'project.riskAdded', subject: subjectOf(projectId), body: { likelihood: entry.likelihood, impact: entry.impact } });
  });
}

export async function closeRisk(house: House, actor: Actor | null, projectId: string, riskId: string): Promise<void> {
  await act(house, actor, 'project.closeRisk', subjectOf(projectId), async ({ tx, at, record }) => {
    demand(can.edit(actor, await locked(tx, actor, projectId)));
    const { numUpdatedRows } = await tx
      .updateTable('project_risks')
      .set({ closed_on: romeDate(at) })
      .where('id', '=', riskId)
      .where('project_id', '=', projectId)
      .executeTakeFirst();
    if (Number(numUpdatedRows) === 0) throw notFound();
    await record({ kind: 'project.riskClosed', subject: subjectOf(projectId), body: { risk: riskId } });
  });
}

export async function addIndicator(house: House, actor: Actor | null, projectId: string, entry: { name: string; unit: string; target: number }): Promise<void> {
  await act(house, actor, 'project.addIndicator', subjectOf(projectId), async ({ tx, record }) => {
    demand(can.edit(actor, await locked(tx, actor, projectId)));
    await tx
      .insertInto('project_indicators')
      .values({ project_id: projectId, ...entry })
      .execute();
    await record({ kind: 'project.indicatorAdded', subject: subjectOf(projectId), body: entry });
  });
}

/** The value of an indicator on a day; typed again for the same day, it replaces the one before. */
export async function noteValue(house: House, actor: Actor | null, projectId: string, entry: { indicator: string; on: string; value: number }): Promise<void> {
  await act(house, actor, 'project.noteValue', subjectOf(projectId), async ({ tx, at, record }) => {
    demand(can.prove(actor, await locked(tx, actor, projectId)));
    const known = await tx
      .selectFrom('project_indicators')
      .select('id')
      .where('id', '=', entry.indicator)
      .where('project_id', '=', projectId)
      .executeTakeFirst();
    if (!known) throw notFound();
    if (entry.on > romeDate(at)) throw new AppError('invalid', [reason('project.notYet', { day: entry.on }, { at: 'on' })]);
    const row = { value: entry.value, noted_by: actor!.id };
    await tx
      .insertInto('project_indicator_values')
      .values({ indicator_id: entry.indicator, on_day: entry.on, ...row })
      .onConflict((c) => c.columns(['indicator_id', 'on_day']).doUpdateSet(row))
      .execute();
    await record({ kind: 'project.valueNoted', subject: subjectOf(projectId), body: entry });
  });
}

export async function setPhases(
  house: House,
  actor: Actor | null,
  projectId: string,
  entry: { phases: readonly Phase[]; strategies: readonly Strategy[] },
): Promise<void> {
  await act(house, actor, 'project.setPhases', subjectOf(projectId), async ({ tx, record }) => {
    demand(can.edit(actor, await locked(tx, actor, projectId)));
    await tx.deleteFrom('project_phases').where('project_id', '=', projectId).execute();
    const values = [...new Set(entry.phases.map((value) => `phase ${value}`)), ...new Set(entry.strategies.map((value) => `strategy ${value}`))].map(
      (line) => ({ project_id: projectId, facet: line.split(' ')[0] as 'phase' | 'strategy', value: line.split(' ')[1]! }),
    );
    if (values.length > 0) await tx.insertInto('project_phases').values(values).execute();
    await record({ kind: 'project.phasesSet', subject: subjectOf(projectId), body: { phases: [...entry.phases], strategies: [...entry.strategies] } });
  });
}
