import type { Actor } from '#src/core/actor.ts';
import { reason } from '#src/core/decision.ts';
import { AppError } from '#src/core/errors.ts';
import type { Deed, House } from '#src/plumbing/house.ts';
import type { Application } from '../queries/application.ts';
import type { ProjectInput } from '../schema.ts';
import { mergeProject, projectPart, type ProjectPart } from '../rules/project.ts';
import { changing } from './locked.ts';

/** `seen`: what the form was drawn from. Two who change different fields, or different parts of the application, do not meet. */
export async function saveProject(
  house: House,
  actor: Actor | null,
  applicationId: string,
  { seen, revision, ...input }: ProjectInput & { seen?: ProjectPart | null; revision?: number | undefined },
): Promise<number> {
  if (!seen && revision === undefined) throw new AppError('invalid', [reason('form.invalid')]);
  return changing(house, actor, applicationId, 'application.saveProject', seen ? null : revision!, async (deed, application) => {
    const { merged, clash } = seen ? mergeProject(seen, input, projectPart(application.proposal.facts)) : { merged: input, clash: [] };
    if (clash.length > 0) throw new AppError('conflict', [reason('form.stale')]);
    await putProject(deed, application, merged);
    return { kind: 'application.projectSaved' };
  });
}

/** One Spoke alone is the main one; the main one is always among the Spokes. */
export async function putProject({ tx }: Deed, { id, version: { call } }: Application, input: ProjectPart): Promise<void> {
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
