import type { Actor } from '#src/core/actor.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { romeDate } from '#src/core/time.ts';
import { signersOn } from '#src/funding/applications/queries/documents.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { inspect, type Inspected } from '#src/plumbing/inspection.ts';
import { openP7m } from '#src/plumbing/signatures/p7m.ts';
import { can } from '../policy.ts';
import { contractById, linesOf, type ContractFile } from '../queries.ts';
import { DEED } from '../states.ts';
import { locked, subjectOf } from './shared.ts';

export type Place = { document: string; organisation: string | null };
export type GivenFile = { fileName: string; bytes: Uint8Array };

export const MAX_BYTES = 10_000_000;

/** The line of the checklist in this place. */
function lineAt(it: ContractFile, { document, organisation }: Place, today: string) {
  const line = linesOf(it, today).find((l) => l.document.id === document && (l.member?.id ?? null) === organisation);
  if (!line) throw notFound();
  return line;
}

type Seen = { ok: true; file: Inspected } | { ok: false; error: AppError };

/** Looked at and stored before anything is locked; a refusal is kept, for the deed to record. */
export async function look(house: House, given: GivenFile, of: { signature: 'none' | 'digital'; organisation: string }): Promise<Seen> {
  const known = of.signature === 'digital' ? await signersOn(house.db, [of.organisation], romeDate(house.clock())) : new Map();
  try {
    const file = await inspect(house, {
      ...given,
      maxBytes: MAX_BYTES,
      accepts: of.signature === 'digital' ? ['pdf', 'p7m'] : ['pdf'],
      signature: of.signature,
      signers: known.get(of.organisation) ?? [],
    });
    await house.files.put(file.bytes, file.sha256);
    return { ok: true, file };
  } catch (error) {
    if (error instanceof AppError) return { ok: false, error };
    throw error;
  }
}

export const leadOf = (it: ContractFile): string => it.members.find((m) => m.role === 'lead')!.id;

/** What was in this place before stays, removed; the new one takes it. */
export async function put({ tx, at }: Deed, contractId: string, { document, organisation }: Place, row: object): Promise<void> {
  await tx
    .updateTable('contract_documents')
    .set({ removed_at: at })
    .where('contract_id', '=', contractId)
    .where('document_id', '=', document)
    .where('organisation_id', organisation === null ? 'is' : '=', organisation)
    .where('removed_at', 'is', null)
    .execute();
  await tx
    .insertInto('contract_documents')
    .values({ contract_id: contractId, document_id: document, organisation_id: organisation, handed_in_at: at, ...row } as never)
    .execute();
}

export const rowOf = (file: Inspected, actor: Actor | null) => ({
  file_name: file.fileName,
  sha256: file.sha256,
  bytes: file.bytes.byteLength,
  signature: file.signature && JSON.stringify(file.signature),
  handed_in_by: actor?.id ?? null,
});

/** Hands in a document that the call asks of a member, or of the project. A bad signature refuses nothing here: it stands between the contract and its offer. */
export async function handIn(house: House, actor: Actor | null, id: string, place: Place, given: GivenFile, validUntil: string | null): Promise<void> {
  const before = await contractById(house.db, id);
  if (!before || !can.read(actor, before).ok) throw notFound();
  const today = romeDate(house.clock());
  const { document } = lineAt(before, place, today);
  const allowed = can.putDocument(actor, before, place.organisation);
  const seen = allowed.ok ? await look(house, given, { signature: document.signature, organisation: place.organisation ?? leadOf(before) }) : null;
  await act(house, actor, 'contract.handIn', subjectOf(id), async (deed) => {
    const contract = await locked(deed.tx, actor, id);
    demand(can.putDocument(actor, contract, place.organisation));
    if (seen && !seen.ok) throw seen.error;
    if (!seen) throw new AppError('conflict', [reason('form.stale')]);
    if (document.validity === 'stated') {
      if (validUntil === null) throw new AppError('invalid', [reason('contract.validUntilMissing', {}, { at: 'validUntil', source: document.source })]);
      if (validUntil < today)
        throw new AppError('invalid', [reason('contract.validUntilPast', { until: validUntil }, { at: 'validUntil', source: document.source })]);
    }
    await put(deed, id, place, { ...rowOf(seen.file, actor), valid_until: document.validity === 'stated' ? validUntil : null });
    await deed.record({
      kind: 'contract.documentHandedIn',
      subject: subjectOf(id),
      body: { ...place, sha256: seen.file.sha256, ...(seen.file.signature && { signature: seen.file.signature.outcome }) },
    });
  });
}

/** What the office read in a register (DURC, anti-mafia): the reference and until when it is valid. */
export async function noteRegister(
  house: House,
  actor: Actor | null,
  id: string,
  entry: Place & { reference: string; validUntil: string | null },
): Promise<void> {
  await act(house, actor, 'contract.noteRegister', subjectOf(id), async (deed) => {
    const contract = await locked(deed.tx, actor, id);
    demand(can.judge(actor, contract));
    const { document } = lineAt(contract, entry, romeDate(deed.at));
    if (document.by !== 'office') throw new AppError('conflict', [reason('contract.notFromRegister', { title: document.title }, { source: document.source })]);
    if (document.validity === 'stated' && entry.validUntil === null)
      throw new AppError('invalid', [reason('contract.validUntilMissing', {}, { at: 'validUntil', source: document.source })]);
    await put(deed, id, entry, { reference: entry.reference, valid_until: entry.validUntil, handed_in_by: actor!.id });
    await deed.record({
      kind: 'contract.registerNoted',
      subject: subjectOf(id),
      body: { document: entry.document, organisation: entry.organisation, reference: entry.reference, validUntil: entry.validUntil },
    });
  });
}

/** The office finds a document wrong, and says why; the beneficiary hands in another. */
export async function refuseDocument(house: House, actor: Actor | null, id: string, entry: { document: string; reason: string }): Promise<void> {
  await act(house, actor, 'contract.refuseDocument', subjectOf(id), async ({ tx, at, record }) => {
    const contract = await locked(tx, actor, id);
    demand(can.judge(actor, contract));
    const row = contract.documents.find((d) => d.id === entry.document);
    if (!row) throw notFound();
    await tx.updateTable('contract_documents').set({ refused_at: at, refused_reason: entry.reason }).where('id', '=', row.id).execute();
    await record({ kind: 'contract.documentRefused', subject: subjectOf(id), body: { document: row.document, organisation: row.organisation } });
  });
}

/** Is this the text that was offered, with nothing but signatures added? */
export function sameText(file: Uint8Array, offered: Uint8Array): boolean {
  const content = openP7m(file)?.content ?? Buffer.from(file);
  return content.length >= offered.length && content.subarray(0, offered.length).equals(Buffer.from(offered));
}

/** The lead hands in the signed contract, within the term: the very file that was offered, signed by its legal representative. */
export async function handInDeed(house: House, actor: Actor | null, id: string, given: GivenFile): Promise<void> {
  const before = await contractById(house.db, id);
  if (!before || !can.read(actor, before).ok) throw notFound();
  const source = before.call.contract.source;
  const allowed = can.sign(actor, before, house.clock().toISOString(), source);
  const seen = allowed.ok ? await look(house, given, { signature: 'digital', organisation: leadOf(before) }) : null;
  await act(house, actor, 'contract.signDeed', subjectOf(id), async (deed) => {
    const contract = await locked(deed.tx, actor, id);
    demand(can.sign(actor, contract, deed.at, source));
    if (seen && !seen.ok) throw seen.error;
    if (!seen) throw new AppError('conflict', [reason('form.stale')]);
    if (!sameText(seen.file.bytes, await house.files.get(contract.paperSha256!)))
      throw new AppError('invalid', [reason('contract.otherText', {}, { at: 'file' })]);
    await put(deed, id, { document: DEED, organisation: null }, rowOf(seen.file, actor));
    await deed.record({
      kind: 'contract.deedHandedIn',
      subject: subjectOf(id),
      body: { sha256: seen.file.sha256, signature: seen.file.signature?.outcome ?? null },
    });
  });
}
