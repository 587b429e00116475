import { notFound } from '#src/core/errors.ts';
import { door, type Door } from '#src/plumbing/http/door.ts';
import { file, seeOther } from '#src/plumbing/http/reply.ts';
import { mediaTypeOf, opensInBrowser } from '#src/plumbing/inspection.ts';
import { openP7m } from '#src/plumbing/signatures/p7m.ts';
import { recheckDocument, removeDocument, uploadDocument } from '../actions/documents.ts';
import { isOwn } from '../policy.ts';
import { uploadInput } from '../schema.ts';
import { addressOf } from '../views/parts.tsx';
import { documentsPage, idOf, load, person, signedIn } from './pages.tsx';

/** Files are named after what they are when they are taken in. */
const isEnvelope = (fileName: string): boolean => fileName.endsWith('.p7m');

export const documentDoors: Door[] = [
  door({ method: 'GET', path: '/applications/:id/documents', access: signedIn, handler: (ask) => documentsPage(ask) }),
  door({
    method: 'POST',
    path: '/applications/:id/documents',
    access: signedIn,
    does: 'application.uploadDocument',
    input: uploadInput,
    again: documentsPage,
    async handler(ask) {
      const { document, organisation, validUntil, file: given } = ask.input;
      await uploadDocument(ask.house, person(ask), idOf(ask), {
        document,
        organisation,
        validUntil,
        fileName: given.name,
        bytes: await given.bytes(),
      });
      return seeOther(`${addressOf(idOf(ask), 'documents')}?saved=documents`);
    },
  }),
  door({
    method: 'GET',
    path: '/applications/:id/documents/:sha256',
    access: signedIn,
    async handler(ask) {
      const application = await load(ask);
      const live = isOwn(ask.actor, application) ? application.proposal.documents : [];
      const found = [...live, ...(application.submission?.snapshot.documents ?? [])].find((d) => d.sha256 === ask.params['sha256']);
      if (!found) throw notFound();
      const bytes = await ask.house.files.get(found.sha256);
      const wants = ask.url.searchParams;
      if (!isEnvelope(found.fileName)) {
        const type = mediaTypeOf(found.fileName);
        return file(bytes, type, found.fileName, wants.has('open') && opensInBrowser(type));
      }
      if (!wants.has('content')) return file(bytes, 'application/pkcs7-mime', found.fileName);
      const envelope = openP7m(bytes);
      if (!envelope) throw notFound();
      return file(envelope.content, 'application/pdf', found.fileName.replace(/\.p7m$/, ''));
    },
  }),
  door({
    method: 'POST',
    path: '/applications/:id/documents/:documentId/signature',
    access: signedIn,
    does: 'application.recheckDocument',
    async handler(ask) {
      await recheckDocument(ask.house, person(ask), idOf(ask), ask.params['documentId'] ?? '');
      return seeOther(`${addressOf(idOf(ask), 'documents')}?saved=documents`);
    },
  }),
  door({
    method: 'POST',
    path: '/applications/:id/documents/:documentId/removal',
    access: signedIn,
    does: 'application.removeDocument',
    async handler(ask) {
      await removeDocument(ask.house, ask.actor, idOf(ask), ask.params['documentId'] ?? '');
      return seeOther(`${addressOf(idOf(ask), 'documents')}?saved=documents`);
    },
  }),
];
