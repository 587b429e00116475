import type { Actor } from '#src/core/actor.ts';
import { notFound } from '#src/core/errors.ts';
import { isUuid } from '#src/funding/applications/schema.ts';
import { demandLight } from '#src/plumbing/heavy.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { inspect, type AcceptedType, type Inspected } from '#src/plumbing/inspection.ts';
import { can, type ReportSeat } from '../policy.ts';
import { reportById, type Report } from '../queries/report.ts';

export const seatOf = (report: Report): ReportSeat => ({
  callId: report.project.callId,
  mainSpoke: report.project.mainSpoke,
  members: report.project.members,
  state: report.state,
});

export const subjectOf = (id: string): string => `report/${id}`;

/** One deed on a report that its doer may read, under a lock. */
export function onReport<T>(house: House, actor: Actor | null, deed: string, id: string, work: (deed: Deed, report: Report) => Promise<T>): Promise<T> {
  return act(house, actor, deed, subjectOf(id), async (d) => work(d, await locked(d.tx, actor, id)));
}

export async function locked(tx: Deed['tx'], actor: Actor | null, id: string): Promise<Report> {
  if (isUuid(id)) await tx.selectFrom('reports').select('id').where('id', '=', id).forUpdate().execute();
  return seen(actor, await reportById(tx, id));
}

export function seen(actor: Actor | null, report: Report | undefined): Report {
  if (!report || !can.read(actor, seatOf(report)).ok) throw notFound();
  return report;
}

export const PROOF_MAX_BYTES = 10_000_000;
export const proofTypes: readonly AcceptedType[] = ['pdf', 'p7m', 'jpeg', 'png'];
export const attachmentTypes: readonly AcceptedType[] = ['pdf', 'p7m', 'docx', 'xlsx', 'odt', 'ods'];

/** Looks at a file and stores it. It is kept under its fingerprint: the same bytes once, whoever hands them in. */
export async function takeFile(house: House, given: File, accepts: readonly AcceptedType[]): Promise<Inspected> {
  demandLight(given, PROOF_MAX_BYTES);
  const bytes = await given.bytes();
  const file = await inspect(house, { bytes, fileName: given.name, maxBytes: PROOF_MAX_BYTES, accepts, signature: 'none', signers: [] });
  await house.files.put(file.bytes, file.sha256);
  return file;
}

export const fileColumns = (file: Inspected) => ({
  file_sha256: file.sha256,
  file_name: file.fileName,
  file_type: file.mediaType,
  file_bytes: file.bytes.byteLength,
});
