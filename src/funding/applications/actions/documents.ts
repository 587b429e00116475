import type { Actor } from '#src/core/actor.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, notFound } from '#src/core/errors.ts';
import type { House } from '#src/plumbing/house.ts';
import { askedFor, tooHeavy } from '../rules.ts';
import { isUuid } from '../schema.ts';
import { changing } from './locked.ts';

export type Upload = { document: string; organisation: string | null; fileName: string; bytes: Uint8Array };

/**
 * Hands in documents, each in its place: the one that was there before is replaced. The file is stored under its hash before the
 * transaction ends, so that no row ever names a file that is not there; one that no row names does no harm.
 */
export function uploadDocuments(house: House, actor: Actor, applicationId: string, uploads: readonly Upload[]): Promise<number> {
  return changing(house, actor, applicationId, 'application.uploadDocument', null, async ({ tx, at }, application) => {
    const { call } = application.version;
    const { facts } = application.proposal;
    let handedIn = [...application.proposal.documents].map((d) => ({ document: d.document, organisation: d.organisation, bytes: d.bytes }));
    const stored: { document: string; sha256: string }[] = [];
    for (const { document, organisation, fileName, bytes } of uploads) {
      const asked = askedFor(call, facts, document, organisation);
      if (!asked) throw notFound();
      const refuse = (code: string, params: Record<string, string>) =>
        new AppError('invalid', [reason(code, params, { at: 'file', source: asked.document.source })]);
      if (bytes.byteLength > asked.document.maxBytes) throw refuse('form.fileTooBig', { max: megabytes(asked.document.maxBytes) });
      if (!isPdf(bytes)) throw refuse('form.fileType', { expected: 'PDF' });
      handedIn = [...handedIn.filter((d) => d.document !== document || d.organisation !== organisation), { document, organisation, bytes: bytes.byteLength }];
      const heavy = tooHeavy(call, handedIn);
      if (heavy.length > 0)
        throw new AppError(
          'invalid',
          heavy.map((r) => ({ ...r, at: 'file' })),
        );
      const sha256 = await house.files.put(bytes);
      await tx
        .updateTable('application_documents')
        .set({ removed_at: at })
        .where('application_id', '=', applicationId)
        .where('document_id', '=', document)
        .where('organisation_id', organisation === null ? 'is' : '=', organisation)
        .where('removed_at', 'is', null)
        .execute();
      await tx
        .insertInto('application_documents')
        .values({
          application_id: applicationId,
          organisation_id: organisation,
          document_id: document,
          file_name: fileNameOf(fileName, document),
          media_type: 'application/pdf',
          bytes: bytes.byteLength,
          sha256,
          uploaded_at: at,
          uploaded_by: actor.id,
          removed_at: null,
        })
        .execute();
      stored.push({ document, sha256 });
    }
    return { kind: 'application.documentUploaded', body: { documents: stored }, sameRevision: true };
  });
}

export const uploadDocument = (house: House, actor: Actor, applicationId: string, upload: Upload): Promise<number> =>
  uploadDocuments(house, actor, applicationId, [upload]);

/** Takes a document back. What was handed in with a submission stays with that submission. */
export function removeDocument(house: House, actor: Actor | null, applicationId: string, documentRowId: string): Promise<number> {
  if (!isUuid(documentRowId)) throw notFound();
  return changing(house, actor, applicationId, 'application.removeDocument', null, async ({ tx, at }) => {
    const removed = await tx
      .updateTable('application_documents')
      .set({ removed_at: at })
      .where('id', '=', documentRowId)
      .where('application_id', '=', applicationId)
      .where('removed_at', 'is', null)
      .returning(['document_id', 'sha256'])
      .executeTakeFirst();
    if (!removed) throw notFound();
    return { kind: 'application.documentRemoved', body: { document: removed.document_id, sha256: removed.sha256 }, sameRevision: true };
  });
}

/** By its content: what a file is called says nothing about what it is. */
const isPdf = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-';

/** The last part of a path, without what no file system or header takes; always ends in `.pdf`. */
function fileNameOf(given: string, document: string): string {
  const last = given
    .toWellFormed()
    .normalize('NFC')
    .split(/[\\/]/)
    .at(-1)!
    .replace(/\p{Cc}|[<>:"|?*]/gu, '')
    .trim()
    .replace(/\.pdf$/i, '');
  return `${last.slice(0, 150).replace(/^\.+/, '') || document}.pdf`;
}

const megabytes = (bytes: number): string => `${Math.round((bytes / 1024 / 1024) * 10) / 10} MB`;
