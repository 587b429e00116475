import type { Actor } from '#src/core/actor.ts';
import { reason, type Reason } from '#src/core/decision.ts';
import { AppError, demand } from '#src/core/errors.ts';
import type { House } from '#src/plumbing/house.ts';
import { can } from '../policy.ts';
import { proofless } from '../queries/lines.ts';
import { reportById } from '../queries/report.ts';
import { matchProofs, type Matched } from '../rules/proofs.ts';
import { fileColumns, onReport, proofTypes, seatOf, seen, subjectOf, takeFile } from './shared.ts';

/** At most so many at once; a form carries 25 MB. */
export const MOST_PROOFS = 50;

/** Why one of them was not taken; a file that is too big says its own size beside the limit. */
const ofFile = ({ at: _at, ...why }: Reason, file: string): Reason =>
  why.code === 'form.fileTooBig' ? { ...why, params: { ...why.params, file } } : { ...why, code: 'reports.proof.unfit', params: { file } };

const unmatched = (name: string, found: Matched & { line: null }): Reason =>
  found.why === 'none' ? reason('reports.proof.none', { file: name }) : reason('reports.proof.several', { file: name, invoices: found.lines.join(', ') });

/**
 * Takes in many proofs at once, each for the line that its name tells (`rules/proofs.ts`). Those that fit a line are kept; the answer has a reason for
 * each of the others. Lines that have a proof already are left alone.
 */
export async function addProofs(
  house: House,
  actor: Actor | null,
  id: string,
  organisation: string,
  files: readonly File[],
): Promise<{ attached: number; refused: Reason[] }> {
  const report = seen(actor, await reportById(house.db, id));
  demand(can.write(actor, seatOf(report), organisation));
  if (files.length > MOST_PROOFS) throw new AppError('invalid', [reason('reports.proof.tooMany', { most: MOST_PROOFS }, { at: 'files' })]);
  const found = matchProofs(
    files.map((f) => f.name),
    await proofless(house.db, id, organisation),
  );
  const refused: Reason[] = [];
  const proofs: { line: string; file: ReturnType<typeof fileColumns> }[] = [];
  for (const [i, f] of files.entries()) {
    const match = found[i]!;
    if (match.line === null) refused.push(unmatched(f.name, match));
    else if (proofs.some((p) => p.line === match.line)) refused.push(reason('reports.proof.twice', { file: f.name }));
    else
      await takeFile(house, f, proofTypes).then(
        (file) => proofs.push({ line: match.line, file: fileColumns(file) }),
        (error: unknown) => {
          if (!(error instanceof AppError)) throw error;
          refused.push(...error.reasons.map((why) => ofFile(why, f.name)));
        },
      );
  }
  const attached = proofs.length === 0 ? 0 : await keep(house, actor, id, organisation, proofs);
  return { attached, refused: refused.map((r) => ({ ...r, at: 'files' })) };
}

function keep(
  house: House,
  actor: Actor | null,
  id: string,
  organisation: string,
  proofs: readonly { line: string; file: ReturnType<typeof fileColumns> }[],
): Promise<number> {
  return onReport(house, actor, 'report.addProofs', id, async ({ tx, record }, report) => {
    demand(can.write(actor, seatOf(report), organisation));
    let kept = 0;
    for (const { line, file } of proofs) {
      const { numUpdatedRows } = await tx
        .updateTable('report_lines')
        .set(file)
        .where('id', '=', line)
        .where('report_id', '=', id)
        .where('organisation_id', '=', organisation)
        .where('file_sha256', 'is', null)
        .executeTakeFirst();
      kept += Number(numUpdatedRows);
    }
    await record({
      kind: 'report.proofsAdded',
      subject: subjectOf(id),
      body: { organisation, lines: proofs.map((p) => ({ line: p.line, sha256: p.file.file_sha256 })) },
    });
    return kept;
  });
}
