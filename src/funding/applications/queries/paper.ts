import { notFound } from '#src/core/errors.ts';
import type { Locale } from '#src/core/words.ts';
import { versionById } from '#src/funding/calls/queries.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { programmeById } from '#src/partnership/programme/queries.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { PdfDocument } from '#src/plumbing/documents/pdf.ts';
import { dossierPaper, type Paper } from '../dossier/paper.ts';
import type { Snapshot } from '../snapshot.ts';
import { programmeChoices } from './lists.ts';

/** What the programme adds to an application on paper. */
export async function programmeOnPaper(db: Reader, { programme: id }: Pick<Call, 'programme'>): Promise<Pick<Paper, 'choices' | 'foot'>> {
  const programme = await programmeById(db, id);
  return { choices: await programmeChoices(db, id), foot: `${programme.acronym} · ${programme.projectCode} · CUP ${programme.cup}` };
}

type Wanted = { applicationId: string; protocol: string; locale: Locale; example: boolean };

/** An application as it was handed in under this number, on paper; not found when nothing was. */
export async function submittedPaper(db: Reader, { applicationId, protocol, locale, example }: Wanted): Promise<PdfDocument> {
  const row = await db
    .selectFrom('submissions')
    .innerJoin('frozen_texts', 'frozen_texts.sha256', 'submissions.sha256')
    .select(['frozen_texts.text', 'submissions.sha256', 'submitted_at as submittedAt', 'call_version_id as version'])
    .where('application_id', '=', applicationId)
    .where('protocol', '=', protocol)
    .executeTakeFirst();
  if (!row) throw notFound();
  const { call } = (await versionById(db, row.version))!;
  const proposal = JSON.parse(row.text) as Snapshot;
  const receipt = { protocol, submittedAt: row.submittedAt, sha256: row.sha256 };
  return dossierPaper({ locale, at: row.submittedAt, call, proposal, aid: proposal.aid, receipt, example, ...(await programmeOnPaper(db, call)) });
}
