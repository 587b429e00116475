import { speak } from '#src/core/words.ts';
import { listDoors } from '#src/plumbing/http/listDoors.ts';
import { page } from '#src/plumbing/http/reply.ts';
import { reportCopy } from '../copy.ts';
import { reportsFor, type ReportRow } from '../queries/report.ts';
import { ReportsPage, reportSpec } from '../views/reports.tsx';

export const reportList = listDoors<ReportRow>({
  path: '/reports',
  name: 'reports',
  fileName: 'rendiconti.csv',
  summary: 'The reports that one may read, with their terms, amounts and open questions',
  spec: () => reportSpec,
  rows: ({ house, actor }) => reportsFor(house.db, actor!),
  view: (ask, listed) => page(speak(reportCopy, ask.locale).reports, <ReportsPage listed={listed} />, { wide: true }),
});
