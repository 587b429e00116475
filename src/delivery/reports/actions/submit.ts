import type { Actor } from '#src/core/actor.ts';
import { canonical, sha256 } from '#src/core/canonical.ts';
import { AppError, demand } from '#src/core/errors.ts';
import { addDays, romeDate } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import type { Deed, House } from '#src/plumbing/house.ts';
import { constraintReasons } from '#src/plumbing/http/refusals.ts';
import { address } from '#src/plumbing/letters/issue.ts';
import { queueMails } from '#src/plumbing/mail/mail.ts';
import { mailCopy } from '../copy/mails.ts';
import { can } from '../policy.ts';
import { peopleActingFor } from '#src/partnership/organisations/queries/people.ts';
import type { Report } from '../queries/report.ts';
import { situationOf, type PricedPersonnel, type Situation } from '../queries/situation.ts';
import { isComplete } from '../rules/completeness.ts';
import { sampleOf } from '../rules/sample.ts';
import { onReport, seatOf, subjectOf } from './shared.ts';

constraintReasons.set('reports_key_uq', { code: 'reports.keyUsed' });
constraintReasons.set('report_hours_pk', { code: 'reports.hoursUsed' });

/** What was handed in: the fingerprint of its frozen content, when, and whether in time. */
export type ReportReceipt = { report: string; sha256: string; submittedAt: string; late: boolean; lines: number; cents: number };

type Frozen = PricedPersonnel & { id: string };

/**
 * Hands the report in. Its content is frozen in canonical form with its fingerprint; personnel lines are made of the countersigned hours; invoices and
 * files are held for the whole programme; the lines that the office looks into are drawn with the fingerprint as seed. Late is marked, not refused.
 *
 * @param key of a request that may come twice: the same key answers the same receipt
 */
export function submitReport(house: House, actor: Actor | null, id: string, key: string | null): Promise<ReportReceipt> {
  return onReport(house, actor, 'report.submit', id, async (deed, report) => {
    const { tx, at, record } = deed;
    if (key !== null && report.submissionKey === key && report.state === 'submitted') {
      await record({ kind: 'report.receiptAsked', subject: subjectOf(id), body: { sha256: report.sha256 } });
      return receiptOf(report, JSON.parse(report.content!) as { lines: unknown[]; cents: number });
    }
    const today = romeDate(at);
    demand(can.submit(actor, seatOf(report), report, today));
    // What is being opened again is either still taken, or not at all.
    await tx.selectFrom('timesheets').select('id').where('project_id', '=', report.project.id).where('state', '=', 'countersigned').forShare().execute();
    const now = await situationOf(tx, report);
    if (!isComplete(now.items))
      throw new AppError(
        'conflict',
        now.items.filter((i) => !i.met && i.level === 'must').map(({ code, params, source }) => ({ code, params, source })),
      );
    const personnel = now.personnel.map((p) => ({ ...p, id: crypto.randomUUID() }));
    const content = contentOf(report, now, personnel);
    const text = canonical(content);
    const fingerprint = sha256(text);
    await storePersonnel(deed, report, personnel, now.days);
    const costs = now.lines.filter((l) => l.kind === 'cost').map((l) => l.id);
    if (costs.length > 0)
      await tx.updateTable('report_lines').set({ claimed: true, sampled: false }).where('report_id', '=', id).where('kind', '=', 'cost').execute();
    const reporting = report.project.call.delivery!.reporting;
    const sample = sampleOf(fingerprint, [...costs, ...personnel.map((p) => p.id)], reporting.sample);
    if (sample.length > 0) await tx.updateTable('report_lines').set({ sampled: true }).where('report_id', '=', id).where('id', 'in', sample).execute();
    const late = today > report.dueOn;
    await tx
      .updateTable('reports')
      .set({
        state: 'submitted',
        submitted_at: at,
        submitted_by: actor!.id,
        submission_key: key,
        late,
        content: text,
        sha256: fingerprint,
        check_due_on: addDays(today, reporting.checkWithinDays),
      })
      .where('id', '=', id)
      .execute();
    await record({
      kind: 'report.submitted',
      subject: subjectOf(id),
      body: { sha256: fingerprint, lines: content.lines.length, cents: content.cents, late, seed: fingerprint, sampled: sample.length },
    });
    const receipt = { report: id, sha256: fingerprint, submittedAt: at, late, lines: content.lines.length, cents: content.cents };
    await tell(house, deed, report, receipt);
    return receipt;
  });
}

const receiptOf = (report: Report, content: { lines: unknown[]; cents: number }): ReportReceipt => ({
  report: report.id,
  sha256: report.sha256!,
  submittedAt: report.submittedAt!,
  late: report.late,
  lines: content.lines.length,
  cents: content.cents,
});

function contentOf(report: Report, now: Situation, personnel: readonly Frozen[]) {
  const { project } = report;
  return {
    format: 'mics-report/2',
    project: { code: project.code, cup: project.cup, call: project.callId, callVersion: project.callHash },
    period: { number: report.number, from: report.fromOn, until: report.untilOn, dueOn: report.dueOn },
    technical: report.technical,
    milestones: report.milestones,
    dues: now.dues.map(({ of, id, title, dueOn, metOn, evidenceSha256, said }) => ({
      of,
      id,
      title,
      dueOn,
      ...(metOn !== null ? { outcome: 'delivered', metOn, evidence: evidenceSha256 } : { ...said! }),
    })),
    attachments: report.attachments.map(({ organisationId, kind, sha256: file, fileName }) => ({ organisation: organisationId, kind, sha256: file, fileName })),
    attestations: report.attestations.map(({ organisationId, at, by }) => ({ organisation: organisationId, at, by })),
    lines: [
      ...now.lines
        .filter((l) => l.kind === 'cost')
        .map((l) => ({
          id: l.id,
          organisation: l.organisationId,
          category: l.category,
          description: l.description,
          supplier: l.supplier,
          supplierVat: l.supplierVat,
          invoiceNumber: l.invoiceNumber,
          invoiceOn: l.invoiceOn,
          paidOn: l.paidOn,
          paymentRef: l.paymentRef,
          cents: l.cents,
          cup: l.cup,
          file: l.fileSha256,
        })),
      ...personnel.map((p) => ({
        id: p.id,
        organisation: p.organisationId,
        category: 'personnel',
        worker: p.workerId,
        name: p.name,
        month: p.month.slice(0, 7),
        ...(p.period !== null && { period: p.period }),
        quarters: p.quarters,
        hourCents: p.hourCents,
        method: p.method,
        source: p.source.ref,
        cents: p.cents,
        timesheet: p.sheet,
      })),
    ],
    reported: now.settlement.members.map((m) => ({ organisation: m.organisationId, cents: m.reportedCents })),
    cents: now.settlement.reportedCents,
  };
}

/** Personnel is made anew each time that the report is handed in, and its hours are held: no other report can take them. */
async function storePersonnel({ tx, at }: Deed, report: Report, personnel: readonly Frozen[], days: Situation['days']): Promise<void> {
  await tx
    .deleteFrom('report_questions')
    .where('report_id', '=', report.id)
    .where('line_id', 'in', (eb) => eb.selectFrom('report_lines').select('id').where('report_id', '=', report.id).where('kind', '=', 'personnel'))
    .execute();
  await tx.deleteFrom('report_lines').where('report_id', '=', report.id).where('kind', '=', 'personnel').execute();
  for (let i = 0; i < personnel.length; i += 500)
    await tx
      .insertInto('report_lines')
      .values(
        personnel.slice(i, i + 500).map((p) => ({
          id: p.id,
          report_id: report.id,
          organisation_id: p.organisationId,
          kind: 'personnel' as const,
          category: 'personnel',
          description: p.name,
          supplier: '',
          supplier_vat: '',
          invoice_number: '',
          payment_ref: '',
          cents: p.cents,
          cup: report.project.cup,
          worker_id: p.workerId,
          month: p.month,
          quarters: p.quarters,
          hour_cents: p.hourCents,
          period: p.period,
          claimed: true,
          sampled: false,
          verdict: 'open' as const,
          cut_cents: 0,
          created_at: at,
        })),
      )
      .execute();
  await tx.deleteFrom('report_hours').where('report_id', '=', report.id).execute();
  const held = days.map(({ sheetId, day, workPackage, sheet }) => ({ report_id: report.id, timesheet_id: sheetId, day, work_package: workPackage, sheet }));
  for (let i = 0; i < held.length; i += 1000)
    await tx
      .insertInto('report_hours')
      .values(held.slice(i, i + 1000))
      .execute();
}

async function tell(house: House, deed: Deed, report: Report, receipt: ReportReceipt): Promise<void> {
  const lead = report.project.members.find((m) => m.role === 'lead');
  const people = await peopleActingFor(deed.tx, lead ? [lead.organisationId] : []);
  await queueMails(
    deed,
    people.map((p) => {
      const t = speak(mailCopy, p.locale);
      return {
        key: `report.submitted/${report.id}/${receipt.sha256}/${p.personId}`,
        to: p.email,
        subject: t.receiptSubject(report.number, report.project.acronym),
        text: t.receiptText(p.name, report.number, report.project.acronym, receipt, address(house, p.locale, `/reports/${report.id}`)),
      };
    }),
  );
}
