import type { Actor } from '#src/core/actor.ts';
import { canonical, sha256 } from '#src/core/canonical.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { romeDate, type Instant } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import { signersOn } from '#src/funding/applications/queries/documents.ts';
import { isUuid } from '#src/funding/applications/schema.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { inspect } from '#src/plumbing/inspection.ts';
import { queueMail } from '#src/plumbing/mail/mail.ts';
import { sql } from 'kysely';
import { letterWords } from '../copy/letters.ts';
import { mailText } from '#src/plumbing/letters/paper.ts';
import { can } from '../policy.ts';
import { addressees } from '../queries.ts';
import { repairById, type RepairRequest } from '../queries/repairs.ts';
import { acceptedIn, stillMissing, type RepairItem } from '../rules/repairs.ts';
import { address } from '#src/plumbing/letters/issue.ts';

/** The shortest declaration that declares anything. */
export const MIN_DECLARATION = 10;

const subjectOf = (request: RepairRequest): string => `applications/${request.applicationId}`;

/** The request under a lock; not found for whoever it does not concern. The submission is locked first, as every other deed on it does. */
async function lockedRequest({ tx }: Deed, actor: Actor | null, id: string): Promise<RepairRequest> {
  const known = await repairById(tx, id);
  if (!can.viewRepair(actor, known).ok) throw notFound();
  await tx.selectFrom('submissions').select('id').where('id', '=', known.submissionId).forUpdate().execute();
  await tx.selectFrom('repair_requests').select('id').where('id', '=', id).forUpdate().execute();
  return repairById(tx, id);
}

const itemOf = (request: RepairRequest, item: string, ...kinds: RepairItem['kind'][]): RepairItem => {
  const named = request.items.find((i) => i.id === item && kinds.includes(i.kind));
  if (!named) throw notFound();
  return named;
};

/** Reads an item's answer in: one instead of the one before, which stays in the table. */
async function put(
  { tx, at }: Deed,
  actor: Actor,
  requestId: string,
  item: string,
  given: { text: string } | { file_name: string; media_type: string; bytes: number; sha256: string; signature: string | null },
): Promise<void> {
  await takeBack(tx, at, requestId, item);
  const nothing = { text: null, file_name: null, media_type: null, bytes: null, sha256: null };
  await tx
    .insertInto('repair_answers')
    .values({ ...nothing, ...given, request_id: requestId, item, given_at: at, given_by: actor.id, removed_at: null })
    .execute();
}

const takeBack = (tx: Deed['tx'], at: Instant, requestId: string, item: string) =>
  tx
    .updateTable('repair_answers')
    .set({ removed_at: at })
    .where('request_id', '=', requestId)
    .where('item', '=', item)
    .where('removed_at', 'is', null)
    .execute();

/**
 * Takes in a file for one item of a request. It is looked at and stored before the deed, so that no row names a file that is not there; what
 * counts for the term is when the request reached the server.
 */
export async function giveFile(
  house: House,
  actor: Actor,
  requestId: string,
  { item, fileName, bytes }: { item: string; fileName: string; bytes: Uint8Array },
  arrivedAt: Instant,
): Promise<void> {
  const before = await repairById(house.db, requestId);
  if (!can.viewRepair(actor, before).ok) throw notFound();
  const named = itemOf(before, item, 'document', 'signature');
  const file = can.answerRepair(actor, before, arrivedAt).ok ? await lookAt(house, before, named, { fileName, bytes }) : null;
  await act(house, actor, 'repair.giveFile', subjectOf(before), async (deed) => {
    const request = await lockedRequest(deed, actor, requestId);
    demand(can.answerRepair(actor, request, arrivedAt));
    if (!file || file instanceof AppError) throw file ?? notFound();
    const { signature } = file;
    await put(deed, actor, requestId, item, {
      file_name: file.fileName,
      media_type: file.mediaType,
      bytes: file.bytes.byteLength,
      sha256: file.sha256,
      signature: signature && JSON.stringify(signature),
    });
    await deed.record({
      kind: 'repair.fileGiven',
      subject: subjectOf(request),
      body: { repair: requestId, item, sha256: file.sha256, signature: signature?.outcome ?? null },
    });
  });
}

/** What the house says of a file; a refusal is a value here, for the deed to record. */
async function lookAt(house: House, request: RepairRequest, item: RepairItem, { fileName, bytes }: { fileName: string; bytes: Uint8Array }) {
  try {
    const organisation = item.organisation ?? request.leadId;
    const known = item.signed ? await signersOn(house.db, [organisation], romeDate(house.clock())) : new Map<string, never[]>();
    const file = await inspect(house, {
      bytes,
      fileName,
      maxBytes: item.maxBytes!,
      accepts: acceptedIn(item),
      source: item.source,
      signature: item.signed ? 'digital' : 'none',
      signers: known.get(organisation) ?? [],
    });
    await house.files.put(bytes);
    return file;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

/** Takes in the text of a declaration; an empty one takes it back. */
export async function giveText(
  house: House,
  actor: Actor,
  requestId: string,
  { item, text }: { item: string; text: string },
  arrivedAt: Instant,
): Promise<void> {
  const before = await repairById(house.db, requestId);
  if (!can.viewRepair(actor, before).ok) throw notFound();
  await act(house, actor, 'repair.giveText', subjectOf(before), async (deed) => {
    const request = await lockedRequest(deed, actor, requestId);
    demand(can.answerRepair(actor, request, arrivedAt));
    itemOf(request, item, 'declaration');
    if (text !== '' && text.length < MIN_DECLARATION)
      throw new AppError('invalid', [reason('screening.declarationTooShort', { min: MIN_DECLARATION, length: text.length }, { at: 'text' })]);
    if (text === '') await takeBack(deed.tx, deed.at, requestId, item);
    else await put(deed, actor, requestId, item, { text });
    await deed.record({ kind: 'repair.textGiven', subject: subjectOf(request), body: { repair: requestId, item, sha256: sha256(text) } });
  });
}

/** Ends a deed that was done already: the same receipt is answered again. */
export type RepairReceipt = { receipt: string; sha256: string; at: Instant };

/**
 * Sends the answer: from here on it does not change, and its receipt has the next number of the call's series. The same `key` answers the same
 * receipt. What was not sent does not count, however much was uploaded.
 */
export async function sendRepair(
  house: House,
  actor: Actor,
  requestId: string,
  { incomplete, key, arrivedAt }: { incomplete: boolean; key: string | null; arrivedAt: Instant },
): Promise<RepairReceipt> {
  if (!isUuid(requestId)) throw notFound();
  return act(house, actor, 'repair.answer', `repairs/${requestId}`, async (deed) => {
    const { tx, record } = deed;
    const request = await lockedRequest(deed, actor, requestId);
    if (key === null) throw new AppError('invalid', [reason('screening.keyMissing')]);
    const { answer_key: used } = await tx.selectFrom('repair_requests').select('answer_key').where('id', '=', requestId).executeTakeFirstOrThrow();
    if (used === key) {
      await record({ kind: 'repair.repeated', subject: subjectOf(request), body: { repair: requestId } });
      return { receipt: request.receipt!, sha256: request.receiptSha256!, at: request.endedAt! };
    }
    demand(can.answerRepair(actor, request, arrivedAt));
    const missing = stillMissing(request.items, request.answers);
    if (request.answers.length === 0) throw new AppError('invalid', [reason('screening.nothingGiven')]);
    if (missing.length > 0 && !incomplete) throw new AppError('invalid', [reason('screening.incomplete', { missing: missing.length }, { at: 'incomplete' })]);
    const { last_number: number } = await tx
      .insertInto('repair_series')
      .values({ call_id: request.callId, last_number: 1 })
      .onConflict((c) => c.column('call_id').doUpdateSet({ last_number: sql`repair_series.last_number + 1` }))
      .returning('last_number')
      .executeTakeFirstOrThrow();
    const receipt = `${request.callId}-INT-${String(number).padStart(4, '0')}`;
    const hash = sha256(canonical({ receipt, protocol: request.protocol, at: arrivedAt, answers: answersOf(request) }));
    await tx
      .updateTable('repair_requests')
      .set({ state: 'answered', ended_at: arrivedAt, answered_by: actor.id, receipt_number: number, receipt, receipt_sha256: hash, answer_key: key })
      .where('id', '=', requestId)
      .execute();
    await record({
      kind: 'repair.answered',
      subject: subjectOf(request),
      body: { repair: requestId, receipt, sha256: hash, arrivedAt, missing: missing.map((i) => i.id) },
    });
    for (const to of await addressees(tx, [request.applicationId])) {
      const t = speak(letterWords, to.locale);
      await queueMail(deed, {
        key: `repair/${requestId}/receipt/${to.personId}`,
        to: to.email,
        subject: t.receiptSubject(receipt, request.acronym),
        text: mailText(to.name, to.locale, t.receiptBody(receipt, arrivedAt, address(house, to.locale, `/repairs/${requestId}`))),
      });
    }
    return { receipt, sha256: hash, at: arrivedAt };
  });
}

/** What a receipt is the receipt of: each item with the hash of its file or of its words. */
const answersOf = ({ answers }: RepairRequest) => answers.map((a) => ({ item: a.item, sha256: a.sha256 ?? sha256(a.text ?? '') }));
