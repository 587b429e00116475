import type { Actor } from '#src/core/actor.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { addDays, romeDate, romeInstant, showDate } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import { constraintReasons } from '#src/plumbing/http/refusals.ts';
import { act, type House } from '#src/plumbing/house.ts';
import { inspect } from '#src/plumbing/inspection.ts';
import { queueMail } from '#src/plumbing/mail/mail.ts';
import { href } from '#src/ui/context.ts';
import { documentKindWords, reminderCopy } from '../copy/profile.ts';
import { can } from '../policy.ts';
import { organisationById } from '../queries.ts';
import { staffMember, storedDocument } from '../queries/register.ts';
import { remindersAfter } from '../rules/validity.ts';
import { checkStaff, checkValidity, type StaffInput } from '../schema/profile.ts';
import type { StoredDocumentKind } from '../states.ts';
import { held, subjectOf } from './profile.ts';

constraintReasons.set('organisation_staff_orcid_uq', { code: 'organisations.orcidThere', at: 'orcid' });

/** The largest document that an organisation keeps here. */
export const mostBytes = 10 * 1024 * 1024;

/** Writes a person into the staff register, or corrects them. The log names the row, never the person. */
export function saveStaff(house: House, actor: Actor | null, organisationId: string, id: string | null, input: StaffInput): Promise<void> {
  const subject = subjectOf(organisationId);
  return act(house, actor, 'organisation.saveStaff', subject, async ({ tx, at, record }) => {
    const acting = await held(tx, actor, organisationId);
    demand(can.writeStaff(actor, acting), 'notFound');
    const stored = id === null ? undefined : await staffMember(tx, organisationId, id);
    if (id !== null && !stored) throw notFound();
    if (stored && stored.revision !== input.revision) throw new AppError('conflict', [{ code: 'form.stale', params: {} }]);
    const { person, reasons } = checkStaff(input, romeDate(at));
    if (reasons.length > 0) throw new AppError('invalid', reasons);
    const row = {
      name: person.name,
      role: person.role,
      gender: person.gender,
      birth_year: person.birthYear,
      contract: person.contract,
      new_hire: person.newHire,
      orcid: person.orcid,
      updated_at: at,
    };
    const saved =
      stored?.id ??
      (
        await tx
          .insertInto('organisation_staff')
          .values({ organisation_id: organisationId, ...row })
          .returning('id')
          .executeTakeFirstOrThrow()
      ).id;
    if (stored)
      await tx
        .updateTable('organisation_staff')
        .set({ ...row, revision: stored.revision + 1 })
        .where('id', '=', stored.id)
        .execute();
    await record({ kind: 'organisation.staffSaved', subject, body: { staff: saved } });
  });
}

/** Deletes for good: what is no longer needed of a person is not kept. */
export function removeStaff(house: House, actor: Actor | null, organisationId: string, id: string): Promise<void> {
  const subject = subjectOf(organisationId);
  return act(house, actor, 'organisation.removeStaff', subject, async ({ tx, record }) => {
    const acting = await held(tx, actor, organisationId);
    demand(can.writeStaff(actor, acting), 'notFound');
    const stored = await staffMember(tx, organisationId, id);
    if (!stored) throw notFound();
    await tx.deleteFrom('organisation_staff').where('id', '=', stored.id).execute();
    await record({ kind: 'organisation.staffRemoved', subject, body: { staff: stored.id } });
  });
}

export type StoringDocument = { kind: StoredDocumentKind; title: string; validFrom: string; validUntil: string | null; fileName: string; bytes: Uint8Array };

/** Looks at the file and keeps it; its people are reminded before it runs out. */
export async function storeDocument(house: House, actor: Actor | null, organisationId: string, input: StoringDocument): Promise<string> {
  const subject = subjectOf(organisationId);
  return act(house, actor, 'organisation.storeDocument', subject, async ({ tx, at, record, enqueue }) => {
    demand(can.manage(actor, await held(tx, actor, organisationId)));
    const reasons = checkValidity(input);
    if (reasons.length > 0) throw new AppError('invalid', reasons);
    const file = await inspected(house, input);
    const { id } = await tx
      .insertInto('organisation_documents')
      .values({
        organisation_id: organisationId,
        kind: input.kind,
        title: input.title,
        file_name: file.fileName.slice(0, 200),
        media_type: file.mediaType,
        bytes: file.bytes.byteLength,
        sha256: await house.files.put(file.bytes, file.sha256),
        valid_from: input.validFrom,
        valid_until: input.validUntil,
        uploaded_at: at,
        uploaded_by: actor!.id,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    for (const { days, on } of remindersAfter(input.validUntil, romeDate(at)))
      await enqueue({
        task: 'organisation.remindDocument',
        payload: { organisationId, documentId: id, days },
        key: `organisation.remindDocument/${id}/${days}`,
        runAt: new Date(romeInstant(`${on}T08:00`)),
      });
    await record({ kind: 'organisation.documentStored', subject, body: { document: id, kind: input.kind, sha256: file.sha256, validUntil: input.validUntil } });
    return id;
  });
}

const inspected = (house: House, { bytes, fileName }: StoringDocument) =>
  inspect(house, { bytes, fileName, maxBytes: mostBytes, accepts: ['pdf', 'p7m'], signature: 'none', signers: [] });

/** No longer offered; what was attached to an application stays there. */
export function removeStoredDocument(house: House, actor: Actor | null, organisationId: string, id: string): Promise<void> {
  const subject = subjectOf(organisationId);
  return act(house, actor, 'organisation.removeStoredDocument', subject, async ({ tx, at, record }) => {
    const acting = await held(tx, actor, organisationId);
    const stored = await storedDocument(tx, organisationId, id);
    if (!stored) throw notFound();
    demand(can.manage(actor, acting));
    await tx.updateTable('organisation_documents').set({ removed_at: at }).where('id', '=', stored.id).execute();
    await record({ kind: 'organisation.storedDocumentRemoved', subject, body: { document: stored.id, kind: stored.kind } });
  });
}

/**
 * The job of a reminder's day: one message to each representative. Nothing for a document that was taken off, or that another one of its
 * kind, valid for longer, has replaced.
 */
export async function remindDocument(
  house: House,
  { organisationId, documentId, days }: { organisationId: string; documentId: string; days: number },
): Promise<void> {
  const subject = subjectOf(organisationId);
  const document = await storedDocument(house.db, organisationId, documentId);
  const organisation = await organisationById(house.db, organisationId);
  if (!document?.validUntil || !organisation) return;
  const { validUntil } = document;
  const newer =
    document.kind !== 'other' &&
    (await house.db
      .selectFrom('organisation_documents')
      .select('id')
      .where('organisation_id', '=', organisationId)
      .where('kind', '=', document.kind)
      .where('removed_at', 'is', null)
      .where('id', '!=', document.id)
      .where((e) => e.or([e('valid_until', 'is', null), e('valid_until', '>', validUntil)]))
      .where('valid_from', '<=', addDays(validUntil, 1))
      .limit(1)
      .executeTakeFirst());
  if (newer) return;
  const people = await house.db
    .selectFrom('organisation_people as o')
    .innerJoin('people as p', 'p.id', 'o.person_id')
    .select(['p.id', 'p.name', 'p.email', 'p.locale'])
    .where('o.organisation_id', '=', organisationId)
    .where('o.role', '=', 'representative')
    .orderBy('p.id')
    .execute();
  await act(house, null, 'organisation.remindDocument', subject, async (deed) => {
    for (const person of people) {
      const t = speak(reminderCopy, person.locale);
      const what = {
        name: person.name,
        organisation: organisation.legalName,
        document: `${documentKindWords[document.kind][person.locale]}, ${document.title}`,
        until: showDate(validUntil, person.locale),
        link: `${house.settings.origin}${href(person.locale, `/organisations/${organisationId}/documents`)}`,
      };
      await queueMail(deed, {
        key: `organisation.document/${documentId}/${days}/${person.id}`,
        to: person.email,
        subject: t.subject(what),
        text: t.text(what),
      });
    }
    await deed.record({ kind: 'organisation.documentReminded', subject, body: { document: documentId, days, people: people.length } });
  });
}
