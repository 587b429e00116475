import type { Instant } from '#src/core/time.ts';
import { isUuid } from '#src/funding/applications/schema.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { CellProblem, ImportRow } from '../rules/import.ts';
import type { ImportKind, ImportState } from '../states.ts';

export type Import = {
  id: string;
  reportId: string;
  organisationId: string;
  organisation: string;
  kind: ImportKind;
  state: ImportState;
  fileName: string;
  fileSha256: string;
  rowCount: number;
  checkedCount: number;
  rows: ImportRow[];
  problems: CellProblem[];
  createdAt: Instant;
};

export async function importById(db: Reader, id: string): Promise<Import | undefined> {
  if (!isUuid(id)) return undefined;
  return (await db
    .selectFrom('report_imports as i')
    .innerJoin('organisations as o', 'o.id', 'i.organisation_id')
    .select(['i.id', 'i.report_id as reportId', 'i.organisation_id as organisationId', 'o.legal_name as organisation', 'i.kind', 'i.state'])
    .select(['i.file_name as fileName', 'i.file_sha256 as fileSha256', 'i.row_count as rowCount', 'i.checked_count as checkedCount'])
    .select(['i.content as rows', 'i.problems', 'i.created_at as createdAt'])
    .where('i.id', '=', id)
    .executeTakeFirst()) as Import | undefined;
}
