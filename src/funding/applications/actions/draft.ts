import type { Actor } from '#src/core/actor.ts';
import { reason } from '#src/core/decision.ts';
import { AppError } from '#src/core/errors.ts';
import type { House } from '#src/plumbing/house.ts';
import type { DraftInput } from '../schema.ts';
import { collect, putAnswers, readSection } from './answers.ts';
import { putCosts } from './budget.ts';
import { tellLapsed } from './lapsed.ts';
import { changing } from './locked.ts';
import { putMembers } from './members.ts';
import { putProject } from './project.ts';

/** Replaces the whole draft in one deed: answers, project, members with their staff and costs. Documents stay, except those of members who go. */
export function saveDraft(house: House, actor: Actor | null, applicationId: string, draft: DraftInput): Promise<number> {
  return changing(house, actor, applicationId, 'application.saveDraft', draft.revision, async (deed, application) => {
    // The whole draft holds the answers too, so that any change since makes it stale.
    if (draft.revision !== application.revision) throw new AppError('conflict', [reason('form.stale')]);
    const { sections, source } = application.version.call.form;
    const unknown = Object.keys(draft.answers).filter((id) => !sections.some((s) => s.id === id));
    if (unknown.length > 0)
      throw new AppError(
        'invalid',
        unknown.map((id) => reason('form.invalid', {}, { at: `answers.${id}` })),
      );
    const { answers, wrong } = collect(sections, (s) => readSection(s, draft.answers[s.id] ?? {}, (field) => `answers.${s.id}.${field}`, source));
    if (wrong.length > 0) throw new AppError('invalid', wrong);
    await putAnswers(deed, actor!, application, answers);
    await putProject(deed, application, draft);
    await putMembers(house, deed, actor, application, draft.members);
    await putCosts(deed, application.id, draft.members);
    await tellLapsed(house, deed, application);
    return { kind: 'application.draftSaved' };
  });
}
