import type { Actor } from '#src/core/actor.ts';
import { reason } from '#src/core/decision.ts';
import { AppError } from '#src/core/errors.ts';
import type { House } from '#src/plumbing/house.ts';
import type { Answers } from '../proposal.ts';
import { refusesDraft, type CallForm } from '../rules/answers.ts';
import { readAnswer } from '../rules/typed.ts';
import type { DraftInput } from '../schema.ts';
import { putAnswers } from './answers.ts';
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
    const { sections } = application.version.call.form;
    const unknown = Object.keys(draft.answers).filter((id) => !sections.some((s) => s.id === id));
    if (unknown.length > 0)
      throw new AppError(
        'invalid',
        unknown.map((id) => reason('form.invalid', {}, { at: `answers.${id}` })),
      );
    const answers = readAnswers(application.version.call.form, draft.answers);
    await putAnswers(deed, actor!, application, answers);
    await putProject(deed, application, draft);
    await putMembers(house, deed, actor, application, draft.members);
    await putCosts(deed, application.id, draft.members);
    await tellLapsed(house, deed, application);
    return { kind: 'application.draftSaved' };
  });
}

/** Reads what was written for each field; what the form has no place for is left out, and every reason of every section is said. */
function readAnswers({ sections, source }: CallForm, given: DraftInput['answers']): Answers {
  const written = sections.flatMap(({ id, fields }) =>
    fields.filter((f) => f.kind !== 'document').map((field) => ({ section: id, field, value: readAnswer(field, given[id] ?? {}) })),
  );
  const wrong = written.flatMap(({ section, field, value }) => refusesDraft(field, value, `answers.${section}.${field.id}`, source));
  if (wrong.length > 0) throw new AppError('invalid', wrong);
  return Object.fromEntries(
    sections.map(({ id }) => [id, Object.fromEntries(written.filter((w) => w.section === id).map(({ field, value }) => [field.id, value]))]),
  );
}
