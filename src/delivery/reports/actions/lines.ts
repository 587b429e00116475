import type { Actor } from '#src/core/actor.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import type { Instant } from '#src/core/time.ts';
import { isUuid } from '#src/funding/applications/schema.ts';
import type { House } from '#src/plumbing/house.ts';
import { constraintReasons } from '#src/plumbing/http/refusals.ts';
import { can } from '../policy.ts';
import { duesOf } from '../queries/dues.ts';
import { readDues } from '../rules/dues.ts';
import { lineById } from '../queries/lines.ts';
import type { Report } from '../queries/report.ts';
import { reportById } from '../queries/report.ts';
import { invoiceKey } from '../rules/costs.ts';
import { attestationSource, mayAttest } from '../rules/sources.ts';
import type { LineInput, TextsInput } from '../schema.ts';
import { attachmentTypes, fileColumns, onReport, proofTypes, seatOf, seen, subjectOf, takeFile } from './shared.ts';

constraintReasons.set('report_lines_invoice_uq', { code: 'reports.line.taken', at: 'invoiceNumber' });
constraintReasons.set('report_lines_file_uq', { code: 'reports.line.fileTaken', at: 'file' });

/** The columns of a cost line as it was typed. */
export const costColumns = (entry: Omit<LineInput, 'file' | 'organisation'>) => ({
  category: entry.category,
  description: entry.description,
  supplier: entry.supplier,
  supplier_vat: entry.supplierVat,
  invoice_number: entry.invoiceNumber,
  invoice_on: entry.invoiceOn,
  paid_on: entry.paidOn,
  payment_ref: entry.paymentRef,
  cents: entry.cents,
  cup: entry.cup.toUpperCase().replace(/\s+/g, ''),
  invoice_key: invoiceKey(entry),
});

/** A new line has not been looked at by anybody. */
export const freshLine = (reportId: string, organisationId: string, at: Instant) => ({
  report_id: reportId,
  organisation_id: organisationId,
  kind: 'cost' as const,
  claimed: false,
  sampled: false,
  verdict: 'open' as const,
  cut_cents: 0,
  created_at: at,
});
const unjudged = { verdict: 'open' as const, cut_cents: 0, cut_reason: null, note: null, checked_by: null, checked_at: null };

/** A file is looked at before the deed begins; who may not write here does not get that far. */
async function proofFor(house: House, actor: Actor | null, id: string, organisationId: string, file: File | undefined) {
  if (!file || file.size === 0) return null;
  const report = seen(actor, await reportById(house.db, id));
  demand(can.write(actor, seatOf(report), organisationId));
  return fileColumns(await takeFile(house, file, proofTypes));
}

/** Writes a cost line; what the rules say of it is told on its page and again when the report is handed in. */
export async function addLine(house: House, actor: Actor | null, id: string, entry: LineInput): Promise<string> {
  const proof = await proofFor(house, actor, id, entry.organisation, entry.file);
  return onReport(house, actor, 'report.addLine', id, async ({ tx, at, record }, report) => {
    demand(can.write(actor, seatOf(report), entry.organisation));
    const made = await tx
      .insertInto('report_lines')
      .values({ ...freshLine(id, entry.organisation, at), ...costColumns(entry), ...proof })
      .returning('id')
      .executeTakeFirstOrThrow();
    await record({
      kind: 'report.lineAdded',
      subject: subjectOf(id),
      body: { line: made.id, cents: entry.cents, ...(proof && { sha256: proof.file_sha256 }) },
    });
    return made.id;
  });
}

/** Changes a line; what the office had found of it before the report came back is open again. */
export async function changeLine(house: House, actor: Actor | null, id: string, lineId: string, entry: LineInput): Promise<void> {
  const proof = await proofFor(house, actor, id, entry.organisation, entry.file);
  await onReport(house, actor, 'report.changeLine', id, async ({ tx, record }, report) => {
    const line = await costLine(tx, report, lineId);
    demand(can.write(actor, seatOf(report), line.organisationId));
    if (entry.organisation !== line.organisationId) demand(can.write(actor, seatOf(report), entry.organisation));
    await tx
      .updateTable('report_lines')
      .set({ organisation_id: entry.organisation, ...costColumns(entry), ...proof, ...unjudged })
      .where('id', '=', lineId)
      .execute();
    await record({ kind: 'report.lineChanged', subject: subjectOf(id), body: { line: lineId, cents: entry.cents, before: line.cents } });
  });
}

export async function removeLine(house: House, actor: Actor | null, id: string, lineId: string): Promise<void> {
  await onReport(house, actor, 'report.removeLine', id, async ({ tx, record }, report) => {
    const line = await costLine(tx, report, lineId);
    demand(can.write(actor, seatOf(report), line.organisationId));
    const asked = await tx.selectFrom('report_questions').select('id').where('line_id', '=', lineId).executeTakeFirst();
    if (asked) throw new AppError('conflict', [reason('reports.line.asked')]);
    await tx.deleteFrom('report_lines').where('id', '=', lineId).execute();
    await record({ kind: 'report.lineRemoved', subject: subjectOf(id), body: { line: lineId, cents: line.cents, invoice: line.invoiceNumber } });
  });
}

async function costLine(tx: Parameters<typeof lineById>[0], report: Report, lineId: string) {
  const line = isUuid(lineId) ? await lineById(tx, report.id, lineId) : undefined;
  if (!line || line.kind !== 'cost') throw notFound();
  return line;
}

/** The technical report, and what is said of each deliverable and milestone that is due: the lead's. */
export async function saveTexts(house: House, actor: Actor | null, id: string, entry: TextsInput): Promise<void> {
  await onReport(house, actor, 'report.write', id, async ({ tx, at, record }, report) => {
    demand(can.lead(actor, seatOf(report)));
    if (report.revision !== entry.revision) throw new AppError('conflict', [{ code: 'form.stale', params: {} }]);
    const { said, problems } = readDues(await duesOf(tx, report), entry, { untilOn: report.untilOn, endsOn: report.project.endsOn });
    if (problems.length > 0) throw new AppError('invalid', problems);
    await tx
      .updateTable('reports')
      .set({ technical: entry.technical, milestones: entry.milestones, revision: report.revision + 1 })
      .where('id', '=', id)
      .execute();
    await tx.deleteFrom('report_dues').where('report_id', '=', id).execute();
    if (said.length > 0)
      await tx
        .insertInto('report_dues')
        .values(
          said.map((d) => ({
            report_id: id,
            kind: d.of,
            due_id: d.id,
            outcome: d.outcome,
            new_on: d.newOn,
            reason: d.reason,
            said_at: at,
            said_by: actor!.id,
          })),
        )
        .execute();
    await record({
      kind: 'report.written',
      subject: subjectOf(id),
      body: {
        technical: entry.technical.length,
        milestones: entry.milestones.length,
        dues: said.map(({ of, id: due, outcome, newOn }) => ({ of, id: due, outcome, newOn })),
      },
    });
  });
}

/** Hands in an auditor's certificate, a check-list or the technical report as a file; it takes the place of one of the same kind. */
export async function attach(
  house: House,
  actor: Actor | null,
  id: string,
  entry: { organisation: string; kind: 'certificate' | 'checklist' | 'technical'; file: File },
): Promise<void> {
  const before = seen(actor, await reportById(house.db, id));
  demand(can.write(actor, seatOf(before), entry.organisation));
  const file = fileColumns(await takeFile(house, entry.file, attachmentTypes));
  await onReport(house, actor, 'report.attach', id, async ({ tx, at, record }, report) => {
    demand(can.write(actor, seatOf(report), entry.organisation));
    const row = { ...file, given_at: at, given_by: actor!.id };
    await tx
      .insertInto('report_attachments')
      .values({ report_id: id, organisation_id: entry.organisation, kind: entry.kind, ...row })
      .onConflict((c) => c.columns(['report_id', 'organisation_id', 'kind']).doUpdateSet(row))
      .execute();
    await record({ kind: 'report.attached', subject: subjectOf(id), body: { kind: entry.kind, organisation: entry.organisation, sha256: file.file_sha256 } });
  });
}

/** A public university or research body states that its own controls were done, instead of handing documents in. */
export async function attest(house: House, actor: Actor | null, id: string, organisationId: string): Promise<void> {
  await onReport(house, actor, 'report.attest', id, async ({ tx, at, record }, report) => {
    demand(can.attest(actor, seatOf(report), organisationId));
    const member = report.project.members.find((m) => m.organisationId === organisationId)!;
    if (!mayAttest(member)) throw new AppError('conflict', [reason('reports.noAttestation', { member: member.name }, { source: attestationSource })]);
    const row = { attested_at: at, attested_by: actor!.id };
    await tx
      .insertInto('report_attestations')
      .values({ report_id: id, organisation_id: organisationId, ...row })
      .onConflict((c) => c.columns(['report_id', 'organisation_id']).doUpdateSet(row))
      .execute();
    await record({ kind: 'report.attested', subject: subjectOf(id), body: { organisation: organisationId } });
  });
}
