import { sha256 } from '#src/core/sha256.ts';
import { drawSample } from '#src/delivery/audit/actions/samples.ts';
import type { House } from '#src/plumbing/house.ts';

import { persona } from './paid.ts';

/** A sample of payments, drawn by the example's auditor. */
export const drawnSample = (house: House, population: 'payments' | 'costs' = 'payments', size = 3): Promise<string> =>
  drawSample(
    house,
    persona('auditor'),
    {
      title: 'Controllo di prova',
      population,
      call: '',
      spoke: null,
      from: '',
      until: '',
      method: 'monetary',
      by: '',
      size,
      confidence: 95,
      materiality: 2,
      expected: 0,
      seed: 'Un’estrazione pubblica',
    },
    null,
  );

/** An accepted report of a project, written straight into the tables, with a cost line of each amount whose proof is in the store. */
export async function acceptedReport(
  house: House,
  projectId: string,
  organisationId: string,
  amounts: readonly number[],
  decidedAt: string,
): Promise<{ reportId: string; lineIds: string[] }> {
  const content = JSON.stringify({ format: 'mics-report/1', lines: amounts.length });
  const outcome = JSON.stringify({ format: 'mics-report-outcome/1', cents: amounts });
  const { rows } = await house.pool.query<{ id: string }>(
    `insert into reports (project_id, number, from_on, until_on, due_on, state, technical, milestones, revision, opened_at, submitted_at, late, decided_at,
       content, sha256, outcome, outcome_sha256)
     values ($1, 1, '2024-07-15', '2025-01-14', '2025-02-13', 'accepted', '', '', 1, '2025-01-15T08:00:00Z', '2025-02-01T08:00:00Z', false, $2, $3, $4, $5, $6) returning id`,
    [projectId, decidedAt, content, sha256(content), outcome, sha256(outcome)],
  );
  const reportId = rows[0]!.id;
  const lineIds: string[] = [];
  for (const [i, cents] of amounts.entries()) {
    const proof = Buffer.from(`%PDF-1.7 fattura ${i + 1}`);
    const line = await house.pool.query<{ id: string }>(
      `insert into report_lines (report_id, organisation_id, kind, category, description, supplier, supplier_vat, invoice_number, invoice_on, paid_on, payment_ref, cents, cup,
         invoice_key, claimed, sampled, verdict, cut_cents, created_at, file_sha256, file_name, file_type, file_bytes)
       values ($1, $2, 'cost', 'materials', $3, 'Fornitore', '01234567890', $4, '2024-09-01', '2024-09-20', 'CRO', $5, 'D43C22003120001', $4, true, false, 'eligible', 0, now(),
         $6, $7, 'application/pdf', $8) returning id`,
      [reportId, organisationId, `Riga ${i + 1}`, `F${i + 1}`, cents, await house.files.put(proof), `fattura-${i + 1}.pdf`, proof.length],
    );
    lineIds.push(line.rows[0]!.id);
  }
  return { reportId, lineIds };
}
