import type { Actor } from '#src/core/actor.ts';
import { all, reason, type Decision } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { romeDate, type Instant } from '#src/core/time.ts';
import type { AskedDocument } from '#src/funding/calls/rules/documents.ts';
import { array } from '#src/plumbing/database/arrays.ts';
import type { Tx } from '#src/plumbing/database/database.ts';
import { actTogether, decided, type Ended, type House } from '#src/plumbing/house.ts';
import { ask, deed, type Question } from '#src/plumbing/database/trip.ts';
import { Gathering, perDatabase } from '#src/plumbing/together.ts';
import { inspect, type Inspected } from '#src/plumbing/inspection.ts';
import type { ExpectedSigner } from '#src/plumbing/signatures/report.ts';
import { sql } from 'kysely';
import { can } from '../policy.ts';
import type { Proposal, ProposalDocument } from '../proposal.ts';
import { applicationFor, applicationsByIds, untouched, type Application } from '../queries/application.ts';
import { signersOn } from '../queries/documents.ts';
import { acceptedFor, askedFor, tooHeavy } from '../rules/documents.ts';
import { isUuid } from '../schema.ts';
import { changing, knownForm, subjectOf } from './locked.ts';
import { lookedAt, readyKept } from './submit/ready.ts';
import { byKeys, holdApplications, holdStamps } from './submit/rows.ts';

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
  return inspect(house, {
    bytes: upload.bytes,
    fileName: upload.fileName,
    maxBytes: document.maxBytes,
    accepts: acceptedFor(document),
    source: document.source,
    signature: document.signature,
    signers: signersOf(application, upload, known),
  });
}

type Seen = { application: Application } & ({ ok: true; files: readonly { upload: Upload; file: Inspected }[] } | { ok: false; error: AppError });

/** Looked at and stored before anything is locked: a scan or a far store may take its time. A refusal is kept, for the deed to record. */
async function lookAll(house: House, actor: Actor, applicationId: string, uploads: readonly Upload[]): Promise<Seen> {
  const application = await readTogether(house).add(applicationId);
  if (!application || !can.view(actor, application).ok) throw notFound();
  const at = house.clock().toISOString();
  // Who may not hand in leaves no file behind; the deed says why.
  if (!all(...uploads.map((u) => mayPut(actor, application, u, at))).ok) return { application, ok: true, files: [] };
  const digital = uploads.some((u) => askedHere(application, u).document.signature === 'digital');
  const known = digital ? await signersOn(house.db, [...new Set(uploads.map((u) => u.organisation ?? application.leadId))], romeDate(at)) : new Map();
  try {
    const files = [];
    for (const upload of uploads) {
      const file = await looked(house, application, upload, known);
      await house.files.put(file.bytes, file.sha256);
      files.push({ upload, file });
    }
    return { application, ok: true, files };
  } catch (error) {
    if (error instanceof AppError) return { application, ok: false, error };
    throw error;
  }
}

type HandedIn = { actor: Actor; applicationId: string; uploads: readonly Upload[]; seen: Seen; at: Instant };
type Written = { applicationId: string; actor: Actor; at: Instant; files: readonly { upload: Upload; file: Inspected }[] };

/**
 * Hands in documents, each in its place: the one that was there before is replaced. The file is stored under its hash before the
 * transaction begins, so that no row ever names a file that is not there; one that no row names does no harm. A signature that does not
 * hold refuses nothing here: the file stays, with what is wrong, and stands between the application and its submission.
 *
 * In the rush those of several applications are committed together, and each draft is examined and frozen again where it was changed: its
 * submission is often the next thing to come.
 */
export async function uploadDocuments(house: House, actor: Actor, applicationId: string, uploads: readonly Upload[]): Promise<number> {
  knownForm(applicationId);
  const seen = await lookAll(house, actor, applicationId, uploads);
  return putsTogether(house).add({ actor, applicationId, uploads, seen, at: house.clock().toISOString() });
}

const AT_ONCE = 40;
/** While one group is committed the next is written. */
const BESIDE = 2;

/** The applications are read together too: each alone would be most of what its upload takes. */
const readTogether = perDatabase(
  (house) =>
    new Gathering<string, Application | undefined>({
      keyOf: (id) => id,
      most: AT_ONCE,
      beside: BESIDE,
      run: async (ids) => {
        const found = await applicationsByIds(house.db, ids);
        return ids.map((id) => ({ unchanged: found.get(id) }));
      },
    }),
);

const putsTogether = perDatabase(
  (house) => new Gathering<HandedIn, number>({ keyOf: (e) => e.applicationId, most: AT_ONCE, beside: BESIDE, run: (entries) => putTogether(house, entries) }),
);

function putTogether(house: House, entries: readonly HandedIn[]): Promise<Ended<number>[]> {
  return actTogether<number>(house, async (tx) => {
    const ids = entries.map((e) => e.applicationId);
    // The stamps before anything is read: what changes from here on waits, and stamps the draft anew.
    await ask(tx, ...(ids.length > 1 ? [byKeys] : []), holdApplications(ids), holdStamps(ids));
    const applications = await asTheyStand(
      tx,
      entries.map((e) => e.seen.application),
    );
    const done: { application: Application; written: Written }[] = [];
    const tried = entries.map((entry) => {
      const { actor, applicationId, at } = entry;
      const application = applications.get(applicationId);
      const put = decided(() => allowedNow(entry, application));
      const trial = { deed: 'application.uploadDocument', subject: subjectOf(applicationId), actor: actor.id, at };
      if ('refused' in put) return { trial, ended: put };
      done.push({ application: application!, written: { applicationId, actor, at, files: put } });
      const documents = put.map(({ upload, file }) => ({
        document: upload.document,
        sha256: file.sha256,
        ...(file.signature && { signature: file.signature.outcome }),
      }));
      const { revision } = application!;
      const event = { kind: 'application.documentUploaded', subject: subjectOf(applicationId), body: { documents, revision } };
      return { trial, ended: { done: revision, events: [event] as const } };
    });
    const drafts = done.filter((d) => d.application.state === 'draft');
    const ready = drafts.map(({ application, written }) => ({
      ...lookedAt({ ...application, proposal: withFiles(application.proposal, written) }),
      stamp: null,
    }));
    return { tried, writes: [...documentsWritten(done.map((d) => d.written)), ...readyKept(ready)] };
  });
}

/** As they were when the files were looked at, where nothing has touched them since; the others are read again. */
async function asTheyStand(tx: Tx, seen: readonly Application[]): Promise<ReadonlyMap<string, Application>> {
  const same = await untouched(tx, seen);
  const others = seen.filter((a) => !same.has(a.id)).map((a) => a.id);
  const again = await applicationsByIds(tx, others);
  return new Map([...seen.filter((a) => same.has(a.id)).map((a) => [a.id, a] as const), ...again]);
}

/** May these still be handed in, and do they fit? The files that are to be written: of two for one place the later. */
function allowedNow({ actor, uploads, seen, at }: HandedIn, application: Application | undefined): readonly { upload: Upload; file: Inspected }[] {
  if (!application || !can.view(actor, application).ok) throw notFound();
  demand(all(...uploads.map((u) => mayPut(actor, application, u, at))));
  if (!seen.ok) throw seen.error;
  // Allowed only since: nothing was looked at.
  if (seen.files.length < uploads.length) throw new AppError('conflict', [reason('form.stale')]);
  for (const { upload } of seen.files) askedHere(application, upload);
  const heavy = tooHeavy(application.version.call, [
    ...besides(application.proposal, seen.files),
    ...seen.files.map(({ file }) => ({ bytes: file.bytes.byteLength })),
  ]);
  if (heavy.length > 0)
    throw new AppError(
      'invalid',
      heavy.map((r) => ({ ...r, at: 'file' })),
    );
  return seen.files.filter(({ upload }, i) => !seen.files.slice(i + 1).some((later) => samePlace(later.upload, upload)));
}

const samePlace = (a: Place, b: Place): boolean => a.document === b.document && a.organisation === b.organisation;

/** The documents in all other places. */
const besides = ({ documents }: Application['proposal'], files: readonly { upload: Upload }[]) =>
  documents.filter((d) => !files.some(({ upload }) => samePlace(upload, d)));

/** The proposal as the database has it after the files are written. */
const withFiles = (proposal: Application['proposal'], { files }: Written): Proposal => ({
  ...proposal,
  documents: [
    ...besides(proposal, files),
    ...files.map(({ upload, file }): ProposalDocument => ({
      document: upload.document,
      organisation: upload.organisation,
      fileName: file.fileName,
      bytes: file.bytes.byteLength,
      sha256: file.sha256,
      signature: JSON.parse(JSON.stringify(file.signature)) as Inspected['signature'],
      validUntil: upload.validUntil ?? null,
    })),
  ],
});

function documentsWritten(done: readonly Written[]): Question<void>[] {
  if (done.length === 0) return [];
  const rows = done.flatMap(({ files, ...of }) => files.map(({ upload, file }) => ({ ...of, upload, file })));
  const ids = array.uuid(rows.map((r) => r.applicationId));
  const places = array.text(rows.map((r) => r.upload.document));
  const organisations = array.uuid(rows.map((r) => r.upload.organisation));
  const instants = array.instant(rows.map((r) => r.at));
  return [
    deed(sql`
    update application_documents d set removed_at = t.at
    from unnest(${ids}::uuid[], ${places}::text[], ${organisations}::uuid[], ${instants}::timestamptz[]) as t (application, document, organisation, at)
    where d.application_id = t.application and d.document_id = t.document and d.organisation_id is not distinct from t.organisation and d.removed_at is null`),
    deed(sql`
    insert into application_documents (application_id, document_id, organisation_id, uploaded_at, uploaded_by, file_name, media_type, bytes, sha256, signature, valid_until)
    select application, document, organisation, at, person, name, type, bytes, sha256, signature::jsonb, until::date
    from unnest(${ids}::uuid[], ${places}::text[], ${organisations}::uuid[], ${instants}::timestamptz[], ${array.uuid(rows.map((r) => r.actor.id))}::uuid[],
      ${array.text(rows.map((r) => r.file.fileName))}::text[], ${array.text(rows.map((r) => r.file.mediaType))}::text[],
      ${array.int(rows.map((r) => r.file.bytes.byteLength))}::int[], ${array.text(rows.map((r) => r.file.sha256))}::text[],
      ${array.text(rows.map((r) => r.file.signature && JSON.stringify(r.file.signature)))}::text[], ${array.text(rows.map((r) => r.upload.validUntil ?? null))}::text[])
      as t (application, document, organisation, at, person, name, type, bytes, sha256, signature, until)`),
    deed(sql`
    update applications a set updated_at = t.at
    from unnest(${array.uuid(done.map((d) => d.applicationId))}::uuid[], ${array.instant(done.map((d) => d.at))}::timestamptz[]) as t (id, at)
    where a.id = t.id`),
  ];
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
