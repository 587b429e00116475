import type { Actor } from '#src/core/actor.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { partsIn, type Appended } from '#src/plumbing/files/parts.ts';
import { act, type House } from '#src/plumbing/house.ts';
import { heavyFile } from '#src/plumbing/heavy.ts';
import { can } from '../policy.ts';
import { applicationFor } from '../queries/application.ts';
import { uploadOf, uploadsUnderWay, type UploadUnderWay } from '../queries/documents.ts';
import { isUuid } from '../schema.ts';
import { askedHere, uploadDocument, type Place } from './documents.ts';
import { knownForm, subjectOf } from './locked.ts';

/** A file that is not finished by then is thrown away. */
const hoursToFinish = 24;
/** What one person may have under way at once. */
const most = { files: 20, bytes: 200 * 1024 * 1024 };

/** Opens the way for a file: allowed, asked for here, and not too big; the bytes come afterwards, in as many pieces as the line needs. */
export async function startUpload(
  house: House,
  actor: Actor,
  applicationId: string,
  upload: Place & { fileName: string; bytes: number },
): Promise<UploadUnderWay> {
  knownForm(applicationId);
  const subject = subjectOf(applicationId);
  const started = await act(house, actor, 'application.startUpload', subject, async ({ tx, at, record }) => {
    const application = await applicationFor(tx, actor, applicationId);
    const { document } = askedHere(application, upload);
    demand(can.putDocument(actor, application, upload.organisation, application.version.call, at));
    if (upload.bytes > document.maxBytes)
      throw new AppError('invalid', [heavyFile({ bytes: upload.bytes, maxBytes: document.maxBytes, source: document.source })]);
    const way = await uploadsUnderWay(tx, actor.id, at);
    if (way.count >= most.files || way.bytes + upload.bytes > most.bytes)
      throw new AppError('conflict', [
        reason(
          'application.uploadTooMuch',
          { ownBytes: upload.bytes, files: way.count, bytes: way.bytes, mostFiles: most.files, mostBytes: most.bytes },
          { at: 'file' },
        ),
      ]);
    const expiresAt = new Date(Date.parse(at) + hoursToFinish * 3_600_000).toISOString();
    const { id } = await tx
      .insertInto('uploads')
      .values({
        application_id: applicationId,
        organisation_id: upload.organisation,
        document_id: upload.document,
        person_id: actor.id,
        file_name: upload.fileName,
        bytes: upload.bytes,
        created_at: at,
        expires_at: expiresAt,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await record({ kind: 'application.uploadStarted', subject, body: { document: upload.document, bytes: upload.bytes } });
    return { ...upload, id, personId: actor.id, expiresAt };
  });
  await partsIn(house.settings.dataDir).begin(started.id);
  return started;
}

/** One's own upload that has not expired, with how much of it is there. */
export async function uploadHere(house: House, actor: Actor, applicationId: string, id: string): Promise<UploadUnderWay & { arrived: number }> {
  if (!isUuid(applicationId) || !isUuid(id)) throw notFound();
  const upload = await uploadOf(house.db, applicationId, actor.id, id);
  const arrived = upload && (await partsIn(house.settings.dataDir).size(id));
  if (!upload || arrived === undefined || arrived === null || upload.expiresAt <= house.clock().toISOString()) throw notFound();
  return { ...upload, arrived };
}

export type Piece = { offset: number; body: ReadableStream<Uint8Array>; validUntil?: string | null; checksum?: { algorithm: string; digest: Buffer } };

/** Takes one piece. With the last one the file is handed in like any other; whether it is taken or refused, the way is closed. */
export async function continueUpload(house: House, actor: Actor, applicationId: string, id: string, piece: Piece): Promise<Appended & { finished: boolean }> {
  const upload = await uploadHere(house, actor, applicationId, id);
  const parts = partsIn(house.settings.dataDir);
  const appended = await parts.append(id, piece.offset, upload.bytes, piece.body, piece.checksum);
  const finished = appended.outcome === 'ok' && appended.size === upload.bytes;
  if (finished) {
    try {
      const { document, organisation, fileName } = upload;
      await uploadDocument(house, actor, applicationId, {
        document,
        organisation,
        fileName,
        bytes: await parts.read(id),
        validUntil: piece.validUntil ?? null,
      });
    } catch (error) {
      // Who asks again later may still finish: a scanner or a store that was silent is no fault of the file.
      if (error instanceof AppError && error.kind !== 'unavailable') await close(house, actor, applicationId, id, 'application.uploadRefused');
      throw error;
    }
    await close(house, actor, applicationId, id, 'application.uploadFinished');
  }
  return { ...appended, finished };
}

export async function cancelUpload(house: House, actor: Actor, applicationId: string, id: string): Promise<void> {
  await uploadHere(house, actor, applicationId, id);
  await close(house, actor, applicationId, id, 'application.uploadCancelled');
}

async function close(house: House, actor: Actor, applicationId: string, id: string, kind: string): Promise<void> {
  const subject = subjectOf(applicationId);
  await act(house, actor, 'application.closeUpload', subject, async ({ tx, record }) => {
    await tx.deleteFrom('uploads').where('id', '=', id).execute();
    await record({ kind, subject });
  });
  await partsIn(house.settings.dataDir).remove(id);
}

/** Throws away what was not finished in time, and part files that no upload knows any more. */
export async function sweepUploads(house: House): Promise<number> {
  const now = house.clock().toISOString();
  const parts = partsIn(house.settings.dataDir);
  const over = await house.db.selectFrom('uploads').select('id').where('expires_at', '<=', now).execute();
  const ids = over.map((u) => u.id);
  if (ids.length > 0) {
    await act(house, null, 'uploads.sweep', 'uploads', async ({ tx, record }) => {
      await tx.deleteFrom('uploads').where('id', 'in', ids).where('expires_at', '<=', now).execute();
      await record({ kind: 'uploads.swept', subject: 'uploads', body: { count: ids.length } });
    });
  }
  // By the machine's own clock, like the files' dates; twice the time, so that none under way is touched.
  const idle = await parts.idleSince(new Date(Date.now() - 2 * hoursToFinish * 3_600_000));
  for (const id of new Set([...ids, ...idle])) await parts.remove(id);
  return ids.length;
}
