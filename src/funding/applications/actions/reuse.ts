import type { Actor } from '#src/core/actor.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, notFound } from '#src/core/errors.ts';
import { romeDate } from '#src/core/time.ts';
import { currentDeadline } from '#src/funding/calls/rules/calendar.ts';
import { storedDocumentsValidOn } from '#src/partnership/organisations/queries/register.ts';
import type { House } from '#src/plumbing/house.ts';
import { applicationFor } from '../queries/application.ts';
import { earlierApplication, reusableTexts } from '../queries/reuse.ts';
import { asText } from '../rules/answers.ts';
import { copyAnswers } from '../rules/reuse.ts';
import { saveAnswer, saveAnswers, type Outcome } from './answers.ts';
import { uploadDocument } from './documents.ts';

export type Reuse = { section: string; field: string; candidate: string; how: 'replace' | 'append'; base: number; key: string | null };

/** Puts a text that was written before into one field, against the version that the person was shown beside it. */
export async function reuseText(house: House, actor: Actor, applicationId: string, { section, field: id, candidate, how, base, key }: Reuse): Promise<Outcome> {
  const application = await applicationFor(house.db, actor, applicationId);
  const field = application.version.call.form.sections.find((s) => s.id === section)?.fields.find((f) => f.id === id);
  if (!field) throw notFound();
  const found = (await reusableTexts(house.db, actor, { field, except: application.id })).find((r) => r.key === candidate);
  if (!found) throw new AppError('conflict', [reason('application.nothingToReuse', {}, { at: 'candidate' })]);
  const now = asText(application.proposal.answers[section]?.[id]);
  const value = how === 'append' && now !== '' ? `${now}\n\n${found.text}` : found.text;
  return saveAnswer(house, actor, applicationId, { section, field: id, value, base, how: 'reused', key });
}

/** Copies from one of the person's earlier applications what this call asks again and nobody has answered yet. */
export async function copyFromEarlier(house: House, actor: Actor, applicationId: string, earlierId: string, key: string | null = null): Promise<void> {
  const application = await applicationFor(house.db, actor, applicationId);
  const earlier = earlierId === application.id ? undefined : await earlierApplication(house.db, actor, earlierId);
  if (!earlier) throw new AppError('conflict', [reason('application.nothingToReuse', {}, { at: 'from' })]);
  const { copied } = copyAnswers(earlier, application.version.call.form, application.proposal.answers);
  await saveAnswers(
    house,
    actor,
    applicationId,
    copied.map(({ section, field, value }) => ({ section, field, value, base: application.answerVersions[section]?.[field] ?? 0 })),
    { how: 'reused', key },
  );
}

/** Hands in a document that a member keeps, where it will still be valid at the deadline. It goes the way of every upload. */
export async function attachStored(
  house: House,
  actor: Actor,
  applicationId: string,
  { document, organisation, stored: id }: { document: string; organisation: string | null; stored: string },
): Promise<number> {
  const application = await applicationFor(house.db, actor, applicationId);
  const of = organisation ?? application.leadId;
  const day = romeDate(currentDeadline(application.version.call));
  // Only what its own people keep: another member's documents are that member's to give.
  const kept = actor.organisationIds.includes(of) ? await storedDocumentsValidOn(house.db, [of], day) : [];
  const stored = kept.find((d) => d.id === id);
  if (!stored) throw new AppError('conflict', [reason('application.storedNotValid', {}, { at: 'stored' })]);
  const bytes = new Uint8Array(await house.files.get(stored.sha256));
  return uploadDocument(house, actor, applicationId, { document, organisation, fileName: stored.fileName, bytes, validUntil: stored.validUntil });
}
