import type { Actor } from '#src/core/actor.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, demand, see } from '#src/core/errors.ts';
import { lockEvaluation } from '#src/funding/conflicts/queries/stage.ts';
import { personOf } from '#src/partnership/identity/queries.ts';
import { renderPdf } from '#src/plumbing/documents/pdf.ts';
import { act, type House } from '#src/plumbing/house.ts';
import { inspect, type Inspected } from '#src/plumbing/inspection.ts';
import { openP7m } from '#src/plumbing/signatures/p7m.ts';
import { minutesDocument, redacted } from '../minutes.ts';
import { can } from '../policy.ts';
import { MINUTES_MAX_BYTES } from '../rules/meeting.ts';
import { maySign, meetingById, type Meeting } from '../queries/meetings.ts';

/** The minutes as this meeting was read for somebody: the kept file, or the same without the items that they may not see. */
export async function minutesFor(house: House, meeting: Meeting): Promise<Buffer> {
  if (meeting.omitted === 0) return house.files.get(meeting.sha256!);
  const hidden = new Set(meeting.all.filter((i) => i.hidden).map((i) => i.applicationId));
  return Buffer.from(renderPdf(minutesDocument(redacted(meeting.content!, hidden))));
}

/** A PAdES signature adds to the file and changes nothing in it; a CAdES envelope holds it. */
function holds(file: Inspected, minutes: Buffer): boolean {
  const inside = Buffer.from(openP7m(file.bytes)?.content ?? file.bytes);
  return inside.subarray(0, minutes.byteLength).equals(minutes);
}

/**
 * Hands in the signed minutes. What is not these minutes, or not signed, is refused; a signature that does not hold is kept with what is wrong, and
 * can be replaced. The file is looked at and stored before anything is locked.
 */
export async function signMinutes(
  house: House,
  actor: Actor | null,
  callId: string,
  id: string,
  upload: { bytes: Uint8Array; fileName: string },
): Promise<void> {
  const before = await meetingById(house.db, callId, id, actor);
  see(can.seePanel(actor, callId));
  const looked = maySign(actor, before).ok ? await look(house, actor!, before, upload) : null;
  await act(house, actor, 'panelMeeting.sign', `panelMeeting/${id}`, async ({ tx, at, record }) => {
    await lockEvaluation(tx, callId);
    const meeting = await meetingById(tx, callId, id, actor);
    demand(maySign(actor, meeting));
    if (looked instanceof AppError) throw looked;
    if (!looked) throw new AppError('conflict', [reason('form.stale')]);
    const row = { file_name: looked.fileName, sha256: looked.sha256, signature: JSON.stringify(looked.signature), signed_at: at };
    await tx
      .insertInto('panel_minutes_signatures')
      .values({ meeting_id: id, person_id: actor!.id, ...row })
      .onConflict((c) => c.columns(['meeting_id', 'person_id']).doUpdateSet(row))
      .execute();
    await record({
      kind: 'panelMeeting.signed',
      subject: `panelMeeting/${id}`,
      body: { sha256: looked.sha256, minutes: meeting.sha256, outcome: looked.signature!.outcome, omitted: meeting.omitted > 0 },
    });
  });
}

async function look(house: House, actor: Actor, meeting: Meeting, { bytes, fileName }: { bytes: Uint8Array; fileName: string }): Promise<Inspected | AppError> {
  try {
    const person = await personOf(house.db, actor.id);
    const file = await inspect(house, {
      bytes,
      fileName,
      maxBytes: MINUTES_MAX_BYTES,
      accepts: ['pdf', 'p7m'],
      signature: 'digital',
      signers: [{ name: actor.name, fiscalCode: person?.fiscalCode ?? null }],
    });
    const refuse = (code: string) => new AppError('invalid', [reason(code, {}, { at: 'file' })]);
    if (!holds(file, await minutesFor(house, meeting))) return refuse('panel.notTheMinutes');
    if (file.signature?.outcome === 'unsigned') return refuse('panel.notSigned');
    await house.files.put(file.bytes, file.sha256);
    return file;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}
