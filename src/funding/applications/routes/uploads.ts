import { reason } from '#src/core/decision.ts';
import { AppError } from '#src/core/errors.ts';
import { door, type Door } from '#src/plumbing/http/door.ts';
import type { Reply } from '#src/plumbing/http/reply.ts';
import { href } from '#src/ui/context.ts';
import { cancelUpload, continueUpload, startUpload, uploadHere } from '../actions/uploads.ts';
import { documentsReasons } from '../reasons/documents.ts';
import { clean, isUuid, validityInput } from '../schema.ts';
import { addressOf } from '../views/parts.tsx';
import { idOf, load, person, signedIn, type AnyAsk } from './pages.tsx';

/**
 * Uploads that go on after a broken line: tus 1.0.0 (https://tus.io/protocols/resumable-upload) with creation, termination, expiration and
 * checksum. The same file field's plain form does the same in one piece.
 */
const version = '1.0.0';
const common = { 'tus-resumable': version, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

const answer = (status: number, headers: Record<string, string | number> = {}, body: string | null = null): Reply => ({
  kind: 'response',
  response: new Response(body, { status, headers: { ...common, ...Object.fromEntries(Object.entries(headers).map(([k, v]) => [k, String(v)])) } }),
});

/** More came than was announced when the way was opened: how much, where the piece says its length. */
function tooLong(ask: AnyAsk, offset: number, announced: number): Reply {
  const length = whole(ask.headers.get('content-length'));
  const why = reason('application.uploadTooLong', { bytes: length === null ? null : offset + length, announced }, { at: 'file' });
  const words = documentsReasons[why.code]![ask.locale];
  const message = typeof words === 'string' ? words : words(why.params as never);
  const problem = { type: 'about:blank', status: 413, title: message, reasons: [{ ...why, message }] };
  return answer(413, { 'upload-offset': offset, 'content-type': 'application/problem+json; charset=utf-8' }, JSON.stringify(problem));
}

const spoken = (ask: AnyAsk): boolean => ask.headers.get('tus-resumable') === version;
const wrongVersion = () => answer(412, { 'tus-version': version });
const whole = (text: string | null): number | null => (text !== null && /^\d{1,12}$/.test(text) ? Number(text) : null);

/** `name base64,name base64`. */
function metadata(header: string): Record<string, string> {
  const pairs = header.split(',').map((pair) => pair.trim().split(' '));
  return Object.fromEntries(pairs.flatMap(([name, value = '']) => (name ? [[name, clean(Buffer.from(value, 'base64').toString('utf8'))]] : [])));
}

const digests: Record<string, string> = { sha1: 'sha1', sha256: 'sha256', sha512: 'sha512' };

/** Undefined: none was sent. Null: one that cannot be checked. */
function checksumOf(header: string | null): { algorithm: string; digest: Buffer } | null | undefined {
  if (header === null) return undefined;
  const [name = '', value = ''] = header.split(' ');
  const algorithm = digests[name];
  return algorithm ? { algorithm, digest: Buffer.from(value, 'base64') } : null;
}

/** The day until when the document is valid goes with the address of its upload, so that it is there when the last piece is. */
function validityOf(text: string): string | null {
  const { success, data } = validityInput.safeParse({ validUntil: text });
  if (!success) throw new AppError('invalid', [reason('form.invalid', {}, { at: 'validUntil' })]);
  return data.validUntil;
}

const path = '/applications/:id/uploads/:uploadId';
const uploadId = (ask: AnyAsk) => ask.params['uploadId'] ?? '';

export const uploadDoors: Door[] = [
  door({
    method: 'POST',
    path: '/applications/:id/uploads',
    access: signedIn,
    does: 'application.startUpload',
    async handler(ask) {
      await load(ask);
      if (!spoken(ask)) return wrongVersion();
      const bytes = whole(ask.headers.get('upload-length'));
      const { document = '', organisation = '', filename = '', validUntil = '' } = metadata(ask.headers.get('upload-metadata') ?? '');
      const until = validityOf(validUntil);
      if (!bytes) throw new AppError('invalid', [reason('file.empty', {}, { at: 'file' })]);
      const started = await startUpload(ask.house, person(ask), idOf(ask), {
        document: document.slice(0, 100),
        organisation: isUuid(organisation) ? organisation : null,
        fileName: filename.slice(0, 300),
        bytes,
      });
      const location = href(ask.locale, `${addressOf(idOf(ask), 'uploads')}/${started.id}${until ? `?validUntil=${until}` : ''}`);
      return answer(201, { location, 'upload-offset': 0, 'upload-expires': new Date(started.expiresAt).toUTCString() });
    },
  }),
  // HEAD asks this door, too: a GET without its body.
  door({
    method: 'GET',
    path,
    access: signedIn,
    async handler(ask) {
      const { arrived, bytes, expiresAt } = await uploadHere(ask.house, person(ask), idOf(ask), uploadId(ask));
      return answer(200, { 'upload-offset': arrived, 'upload-length': bytes, 'upload-expires': new Date(expiresAt).toUTCString() });
    },
  }),
  door({
    method: 'PATCH',
    path,
    access: signedIn,
    does: 'application.uploadDocument',
    stream: true,
    async handler(ask) {
      const { bytes } = await uploadHere(ask.house, person(ask), idOf(ask), uploadId(ask));
      if (!spoken(ask)) return wrongVersion();
      if (ask.headers.get('content-type') !== 'application/offset+octet-stream') return answer(415);
      const offset = whole(ask.headers.get('upload-offset'));
      const checksum = checksumOf(ask.headers.get('upload-checksum'));
      if (offset === null || checksum === null) return answer(400);
      const body = ask.body ?? new ReadableStream({ start: (c) => c.close() });
      const { outcome, size, finished } = await continueUpload(ask.house, person(ask), idOf(ask), uploadId(ask), {
        offset,
        body,
        validUntil: validityOf(ask.url.searchParams.get('validUntil') ?? ''),
        ...(checksum && { checksum }),
      });
      if (outcome === 'tooLong') return tooLong(ask, size, bytes);
      const status = { ok: 204, broken: 204, wrongOffset: 409, busy: 423, checksum: 460 }[outcome];
      return answer(status, { 'upload-offset': size, ...(finished && { 'x-upload': 'finished' }) });
    },
  }),
  door({
    method: 'DELETE',
    path,
    access: signedIn,
    does: 'application.cancelUpload',
    async handler(ask) {
      await uploadHere(ask.house, person(ask), idOf(ask), uploadId(ask));
      if (!spoken(ask)) return wrongVersion();
      await cancelUpload(ask.house, person(ask), idOf(ask), uploadId(ask));
      return answer(204);
    },
  }),
];
