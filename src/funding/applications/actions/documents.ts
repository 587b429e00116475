import type { Actor } from '#src/core/actor.ts';
import { all, reason, type Decision } from '#src/core/decision.ts';
import { AppError, notFound } from '#src/core/errors.ts';
import { romeDate, type Instant } from '#src/core/time.ts';
import type { AskedDocument } from '#src/funding/calls/rules/documents.ts';
import type { House } from '#src/plumbing/house.ts';
import { inspect, type Inspected } from '#src/plumbing/inspection.ts';
import type { ExpectedSigner } from '#src/plumbing/signatures/report.ts';
import { can } from '../policy.ts';
import { applicationFor, type Application } from '../queries/application.ts';
import { signersOn } from '../queries/documents.ts';
import { acceptedFor, askedFor, tooHeavy } from '../rules/documents.ts';
import { isUuid } from '../schema.ts';
import { changing, knownForm } from './locked.ts';

export type Place = { document: string; organisation: string | null };
export type Upload = Place & { fileName: string; bytes: Uint8Array; validUntil?: string | null };

const mayPut = (actor: Actor | null, application: Application, { organisation }: Pick<Place, 'organisation'>, at: Instant): Decision =>
  can.putDocument(actor, application, organisation, application.version.call, at);

/** What the call asks for in this place, now. */
export function askedHere(application: Application, { document, organisation }: Place): AskedDocument {
  const asked = askedFor(application.version.call, application.proposal.facts, document, organisation);
  if (!asked) throw notFound();
  return asked;
}

/** Whose signature counts: the representatives of the member concerned, or of the lead. */
const signersOf = (application: Application, { organisation }: Place, known: ReadonlyMap<string, ExpectedSigner[]>): ExpectedSigner[] =>
  known.get(organisation ?? application.leadId) ?? [];

async function looked(house: House, application: Application, upload: Upload, known: ReadonlyMap<string, ExpectedSigner[]>): Promise<Inspected> {
  const { document } = askedHere(application, upload);
  try {
    return await inspect(house, {
      bytes: upload.bytes,
      fileName: upload.fileName,
      maxBytes: document.maxBytes,
      accepts: acceptedFor(document),
      signature: document.signature,
      signers: signersOf(application, upload, known),
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // The size and the type are the call's to set.
    const ofTheCall = new Set(['form.fileTooBig', 'form.fileType']);
    throw new AppError(
      error.kind,
      error.reasons.map((r) => (ofTheCall.has(r.code) ? { ...r, source: document.source } : r)),
    );
  }
}

type Seen = { ok: true; files: readonly { upload: Upload; file: Inspected }[] } | { ok: false; error: AppError };

/** Looked at and stored before anything is locked: a scan or a far store may take its time. A refusal is kept, for the deed to record. */
async function lookAll(house: House, actor: Actor, applicationId: string, uploads: readonly Upload[]): Promise<Seen> {
  const application = await applicationFor(house.db, actor, applicationId);
  const at = house.clock().toISOString();
  // Who may not hand in leaves no file behind; the deed says why.
  if (!all(...uploads.map((u) => mayPut(actor, application, u, at))).ok) return { ok: true, files: [] };
  const digital = uploads.some((u) => askedHere(application, u).document.signature === 'digital');
  const known = digital ? await signersOn(house.db, [...new Set(uploads.map((u) => u.organisation ?? application.leadId))], romeDate(at)) : new Map();
  try {
    const files = [];
    for (const upload of uploads) {
      const file = await looked(house, application, upload, known);
      files.push({ upload, file: { ...file, sha256: await house.files.put(file.bytes) } });
    }
    return { ok: true, files };
  } catch (error) {
    if (error instanceof AppError) return { ok: false, error };
    throw error;
  }
}

/**
 * Hands in documents, each in its place: the one that was there before is replaced. The file is stored under its hash before the
 * transaction begins, so that no row ever names a file that is not there; one that no row names does no harm. A signature that does not
 * hold refuses nothing here: the file stays, with what is wrong, and stands between the application and its submission.
 */
export async function uploadDocuments(house: House, actor: Actor, applicationId: string, uploads: readonly Upload[]): Promise<number> {
  knownForm(applicationId);
  const seen = await lookAll(house, actor, applicationId, uploads);
  return changing(
    house,
    actor,
    applicationId,
    'application.uploadDocument',
    null,
    async ({ tx, at }, application) => {
      if (!seen.ok) throw seen.error;
      // Allowed only since: nothing was looked at.
      if (seen.files.length < uploads.length) throw new AppError('conflict', [reason('form.stale')]);
      let handedIn = application.proposal.documents.map((d) => ({ document: d.document, organisation: d.organisation, bytes: d.bytes }));
      const stored: { document: string; sha256: string; signature?: string }[] = [];
      for (const { upload, file } of seen.files) {
        const { document, organisation } = upload;
        askedHere(application, upload);
        const bytes = file.bytes.byteLength;
        handedIn = [...handedIn.filter((d) => d.document !== document || d.organisation !== organisation), { document, organisation, bytes }];
        const heavy = tooHeavy(application.version.call, handedIn);
        if (heavy.length > 0)
          throw new AppError(
            'invalid',
            heavy.map((r) => ({ ...r, at: 'file' })),
          );
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
            file_name: file.fileName,
            media_type: file.mediaType,
            bytes,
            sha256: file.sha256,
            uploaded_at: at,
            uploaded_by: actor.id,
            removed_at: null,
            signature: file.signature && JSON.stringify(file.signature),
            valid_until: upload.validUntil ?? null,
          })
          .execute();
        stored.push({ document, sha256: file.sha256, ...(file.signature && { signature: file.signature.outcome }) });
      }
      return { kind: 'application.documentUploaded', body: { documents: stored }, sameRevision: true };
    },
    (application, at) => all(...uploads.map((u) => mayPut(actor, application, u, at))),
  );
}

export const uploadDocument = (house: House, actor: Actor, applicationId: string, upload: Upload): Promise<number> =>
  uploadDocuments(house, actor, applicationId, [upload]);

const placeOfRow = (application: Application, documentRowId: string) => {
  const found = application.proposal.documents.find((d) => d.id === documentRowId);
  if (!found) throw notFound();
  return found;
};

/** Takes a document back. What was handed in with a submission stays with that submission. */
export async function removeDocument(house: House, actor: Actor | null, applicationId: string, documentRowId: string): Promise<number> {
  if (!isUuid(documentRowId)) throw notFound();
  return changing(
    house,
    actor,
    applicationId,
    'application.removeDocument',
    null,
    async ({ tx, at }, application) => {
      const { document, sha256 } = placeOfRow(application, documentRowId);
      await tx.updateTable('application_documents').set({ removed_at: at }).where('id', '=', documentRowId).where('removed_at', 'is', null).execute();
      return { kind: 'application.documentRemoved', body: { document, sha256 }, sameRevision: true };
    },
    (application, at) => mayPut(actor, application, placeOfRow(application, documentRowId), at),
  );
}

/** Looks at a stored file's signatures again: a representative has given their code since, or the list of authorities has changed. */
export async function recheckDocument(house: House, actor: Actor, applicationId: string, documentRowId: string): Promise<number> {
  knownForm(applicationId);
  if (!isUuid(documentRowId)) throw notFound();
  const before = await applicationFor(house.db, actor, applicationId);
  const there = placeOfRow(before, documentRowId);
  const known = await signersOn(house.db, [there.organisation ?? before.leadId], romeDate(house.clock()));
  const file = await looked(house, before, { ...there, bytes: await house.files.get(there.sha256) }, known);
  return changing(
    house,
    actor,
    applicationId,
    'application.recheckDocument',
    null,
    async ({ tx }, application) => {
      const { document, sha256 } = placeOfRow(application, documentRowId);
      await tx
        .updateTable('application_documents')
        .set({ signature: file.signature && JSON.stringify(file.signature) })
        .where('id', '=', documentRowId)
        .execute();
      return { kind: 'application.documentRechecked', body: { document, sha256, signature: file.signature?.outcome ?? null }, sameRevision: true };
    },
    (application, at) => mayPut(actor, application, placeOfRow(application, documentRowId), at),
  );
}
