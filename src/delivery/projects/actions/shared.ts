import type { Actor } from '#src/core/actor.ts';
import { notFound } from '#src/core/errors.ts';
import { isUuid } from '#src/funding/applications/schema.ts';
import type { Deed } from '#src/plumbing/house.ts';
import { can } from '../policy.ts';
import { projectById, type ProjectFile } from '../queries.ts';

/** The project under a lock, for whoever may read all of it. */
export async function locked(tx: Deed['tx'], actor: Actor | null, id: string): Promise<ProjectFile> {
  if (isUuid(id)) await tx.selectFrom('projects').select('id').where('id', '=', id).forUpdate().execute();
  const project = await projectById(tx, id);
  if (!project || !can.readAll(actor, project).ok) throw notFound();
  return project;
}

export const subjectOf = (id: string): string => `project/${id}`;
