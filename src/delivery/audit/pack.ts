import { canonical, sha256 } from '#src/core/canonical.ts';
import { notFound } from '#src/core/errors.ts';
import { contractOfApplication } from '#src/delivery/contracts/queries.ts';
import { ofOrder, ofTranche, paperOf } from '#src/delivery/payments/queries/paper.ts';
import { projectHead } from '#src/delivery/payments/queries.ts';
import { trancheById } from '#src/delivery/payments/queries/instructions.ts';
import { transfersOf } from '#src/delivery/payments/queries/transfers.ts';
import { batchById, orderById } from '#src/delivery/payments/queries/lists.ts';
import { linesOf, type Line } from '#src/delivery/reports/queries/lines.ts';
import { reportById } from '#src/delivery/reports/queries/report.ts';
import { awardOf } from '#src/funding/awards/queries.ts';
import { versionById } from '#src/funding/calls/queries.ts';
import { latestRanking } from '#src/funding/rankings/queries.ts';
import { programmeHead } from '#src/funding/screening/queries/letters.ts';
import type { Instant } from '#src/core/time.ts';
import type { Locale } from '#src/core/words.ts';
import { renderPdf } from '#src/plumbing/documents/pdf.ts';
import { proveEvent } from '#src/plumbing/evidence/log.ts';
import type { House } from '#src/plumbing/house.ts';
import { csvText } from '#src/plumbing/listing.ts';
import { zip, type Entry } from '#src/plumbing/zip.ts';
import { indexPaper } from './papers.ts';
import { deedsOn, frozenSheets, groundsOf, postingsOf } from './queries/evidence.ts';
import { fileName, reportsOf, sums, type Kind, type PackFile, type PackIndex } from './rules/pack.ts';

/** Files as they are put together, each with its fingerprint; what the store no longer has is said. */
function packing(house: House) {
  const entries: Entry[] = [];
  const files: PackFile[] = [];
  const missing: { name: string; sha256: string }[] = [];
  const add = (name: string, what: Kind, content: Uint8Array | string): void => {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    entries.push({ name, bytes });
    files.push({ name, what, sha256: sha256(bytes), bytes: bytes.length });
  };
  return {
    entries,
    files,
    missing,
    add,
    /** A file that the store has under this fingerprint. */
    async fetch(name: string, what: Kind, fingerprint: string): Promise<void> {
      const bytes = await house.files.get(fingerprint).catch(() => null);
      if (bytes === null) missing.push({ name, sha256: fingerprint });
      else add(name, what, bytes);
    },
  };
}
type Packing = ReturnType<typeof packing>;

const pretty = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;

const lineCells = (l: Line) => [
  l.id,
  l.kind,
  l.category,
  l.description,
  l.supplier,
  l.supplierVat,
  l.invoiceNumber,
  l.invoiceOn,
  l.paidOn,
  l.paymentRef,
  (l.cents / 100).toFixed(2),
  l.verdict,
  (l.cutCents / 100).toFixed(2),
  l.cutReason,
  l.note,
  l.sampled ? '1' : '0',
  l.fileSha256,
];
const lineHeads =
  'id kind category description supplier supplier_vat invoice invoice_on paid_on payment_ref euros verdict cut_euros cut_reason note sampled file_sha256'.split(
    ' ',
  );

/** One report: what was handed in, what it came to, the beneficiary's lines with their proofs and documents. */
async function addReport(house: House, into: Packing, reportId: string, organisationId: string): Promise<void> {
  const report = await reportById(house.db, reportId);
  if (!report) return;
  const folder = `2-rendiconti/${report.number}`;
  if (report.content) into.add(`${folder}/rendiconto.json`, 'report', report.content);
  if (report.outcome) into.add(`${folder}/calcolo.json`, 'report', report.outcome);
  const lines = (await linesOf(house.db, report.id)).filter((l) => l.organisationId === organisationId);
  into.add(`${folder}/righe.csv`, 'lines', csvText([lineHeads, ...lines.map(lineCells)]));
  for (const [i, sheet] of (await frozenSheets(house.db, report.id, organisationId)).entries())
    into.add(`${folder}/fogli-ore/${String(i + 1).padStart(4, '0')}-${fileName(sheet.name)}-${sheet.month.slice(0, 7)}.json`, 'timesheet', sheet.content);
  const taken = new Set<string>();
  for (const [i, line] of lines.entries()) {
    if (line.fileSha256 === null || taken.has(line.fileSha256)) continue;
    taken.add(line.fileSha256);
    await into.fetch(`${folder}/prove/${String(i + 1).padStart(4, '0')}-${fileName(line.fileName ?? 'prova')}`, 'proof', line.fileSha256);
  }
  for (const a of report.attachments.filter((x) => x.organisationId === organisationId))
    await into.fetch(`${folder}/allegati/${a.kind}-${fileName(a.fileName)}`, 'attachment', a.sha256);
  const attested = report.attestations.filter((a) => a.organisationId === organisationId);
  if (attested.length > 0) into.add(`${folder}/allegati/attestazione.json`, 'attachment', pretty(attested));
}

/** The contract as it was signed, and the papers of the beneficiary and of all. */
async function addContract(house: House, into: Packing, applicationId: string, organisationId: string): Promise<void> {
  const contract = await contractOfApplication(house.db, applicationId);
  if (!contract) return;
  const folder = '3-contratto';
  if (contract.content) into.add(`${folder}/contratto.json`, 'contract', canonical(contract.content));
  if (contract.paperSha256) await into.fetch(`${folder}/contratto.pdf`, 'contract', contract.paperSha256);
  if (contract.signedSha256 && contract.signedSha256 !== contract.paperSha256)
    await into.fetch(`${folder}/contratto-firmato`, 'contract', contract.signedSha256);
  for (const a of contract.addenda) if (a.paperSha256) await into.fetch(`${folder}/atto-aggiuntivo-${a.number}.pdf`, 'contract', a.paperSha256);
  const own = contract.documents.filter((d) => d.organisation === null || d.organisation === organisationId);
  into.add(`${folder}/documenti.json`, 'document', pretty(own));
  for (const [i, d] of own.entries())
    if (d.sha256 && d.sha256 !== contract.signedSha256)
      await into.fetch(`${folder}/documenti/${i + 1}-${d.document}-${fileName(d.fileName ?? '')}`, 'document', d.sha256);
}

export type Pack = { bytes: Buffer; sha256: string; index: PackIndex };

/**
 * All that a payment rests on, in one ZIP: the order with its reasons and who approved it, the reports it pays for with the beneficiary's lines and their
 * proofs, the contract, the place in the ranking, the entries of the ledger, the bank's file and the line of its statement, and what the evidence log says.
 */
export async function makePack(house: House, orderId: string, locale: Locale, at: Instant): Promise<Pack> {
  const { db } = house;
  const order = await orderById(db, orderId);
  const grounds = order && (await groundsOf(db, order.id));
  const project = order && (await projectHead(db, order.projectId));
  if (!order || !grounds || !project) throw notFound();
  const into = packing(house);
  into.add('1-ordine.json', 'order', pretty({ ...order, settlements: grounds.settlements }));
  const tranche = grounds.trancheId === null ? undefined : await trancheById(db, grounds.trancheId);
  if (tranche) into.add('1-tranche.json', 'order', pretty(tranche));
  into.add('1-ordine.pdf', 'order', await paperOf(house, locale, { projectId: order.projectId, ordered: tranche ? ofTranche(tranche) : ofOrder(order) }));

  const reports = reportsOf({ kind: order.kind, proposedAt: order.proposedAt, previousAt: grounds.previousAt }, grounds.reports);
  for (const report of reports) await addReport(house, into, report.id, grounds.organisationId);
  await addContract(house, into, project.applicationId, grounds.organisationId);

  const ranking = await latestRanking(db, project.callId);
  const place = ranking?.bundle.ranking.places.find((p) => p.application === project.applicationId) ?? null;
  const award = (await awardOf(db, project.applicationId)) ?? null;
  if (ranking) {
    const { bundle: _bundle, ...head } = ranking;
    into.add('4-graduatoria.json', 'ranking', pretty({ ...head, inputHash: ranking.bundle.inputHash, place, award }));
  }
  const subject = `order/${order.id}`;
  const entries = await postingsOf(db, {
    subjects: [subject, ...reports.map((r) => `report/${r.id}`)],
    settlements: grounds.settlements.map((s) => s.id),
  });
  into.add('5-registro-contabile.json', 'ledger', pretty(entries));

  const batch = order.batchId === null ? undefined : await batchById(db, order.batchId);
  if (batch) await into.fetch(`6-banca/${fileName(batch.messageId)}.xml`, 'bankFile', batch.sha256);
  const statements = new Map(grounds.movements.map((m) => [m.sha256, m]));
  for (const [fingerprint, m] of statements) await into.fetch(`6-banca/estratto-${fileName(m.statementId)}.xml`, 'statement', fingerprint);
  if (grounds.movements.length > 0) into.add('6-banca/movimenti.json', 'statement', pretty(grounds.movements));

  const transfers = await transfersOf(db, order.id);
  if (transfers.length > 0) into.add('6-banca/trasferimenti.json', 'statement', pretty(transfers));
  for (const [i, x] of transfers.entries()) await into.fetch(`6-banca/trasferimenti/${i + 1}-${fileName(x.fileName)}`, 'proof', x.sha256);

  const deeds = await deedsOn(db, [
    subject,
    ...(grounds.trancheId === null ? [] : [`tranche/${grounds.trancheId}`]),
    ...(order.batchId === null ? [] : [`batch/${order.batchId}`]),
  ]);
  const proofs = [];
  for (const kind of ['payment.approved', 'payment.paid']) if (deeds.some((d) => d.kind === kind)) proofs.push(await proveEvent(house, kind, subject));
  into.add('7-registro-prove.json', 'log', pretty({ events: deeds, proofs }));

  const { files, missing } = into;
  const index: PackIndex = { format: 'mics-payment-evidence/1', order: order.code, madeAt: at, files, missing };
  const version = await versionOf(house, orderId);
  const paper = indexPaper({
    locale,
    at,
    programme: await programmeHead(db, house.settings.programme),
    example: version?.call.example || house.settings.example,
    call: version ? `${version.call.officialCode} – ${version.call.title[locale]}` : project.callId,
    order,
    reports,
    movements: grounds.movements,
    place: place && ranking ? { position: place.position, total: place.total, act: ranking.actRef } : null,
    award,
    entries,
    deeds,
    index,
  });
  const bytes = zip(
    [
      { name: '0-indice.pdf', bytes: renderPdf(paper) },
      { name: 'index.json', bytes: Buffer.from(pretty(index)) },
      { name: 'SHA256SUMS', bytes: Buffer.from(sums(files)) },
      ...into.entries,
    ],
    at,
  );
  return { bytes, sha256: sha256(bytes), index };
}

/** The version of the call that the project's grant stands under. */
async function versionOf(house: House, orderId: string) {
  const row = await house.db
    .selectFrom('payment_orders as w')
    .innerJoin('projects as p', 'p.id', 'w.project_id')
    .select('p.call_version_id as id')
    .where('w.id', '=', orderId)
    .executeTakeFirst();
  return row && versionById(house.db, row.id);
}
