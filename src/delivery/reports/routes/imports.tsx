import { notFound } from '#src/core/errors.ts';
import { costCategoryWords } from '#src/funding/calls/copy/vocabulary.ts';
import { speak } from '#src/core/words.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, page, seeOther, type Reply } from '#src/plumbing/http/reply.ts';
import { csvText } from '#src/plumbing/listing.ts';
import { writeXlsx } from '#src/plumbing/xlsx.ts';
import { confirmImport, startImport } from '../actions/imports.ts';
import { reportCopy } from '../copy.ts';
import { importById } from '../queries/imports.ts';
import { importColumns } from '../rules/import.ts';
import { importInput } from '../schema.ts';
import { importKinds, typedCategories } from '../states.ts';
import { ImportFormPage, ImportPage } from '../views/imports.tsx';
import { idOf, readable, scopeIn, writesIn } from './shared.ts';

const path = '/reports/:id/imports';

async function formPage(ask: Ask<unknown>, again?: Again): Promise<Reply> {
  const report = await readable(ask);
  const writes = writesIn(ask, report);
  if (writes.length === 0) throw notFound();
  return page(speak(reportCopy, ask.locale).importTitle, <ImportFormPage report={report} writes={writes} {...(again && { again })} />, {
    script: true,
    failed: again !== undefined,
    address: `/reports/${report.id}/imports`,
  });
}

/** One row that shows how each column is filled in. */
const examples = {
  description: 'Resine per prototipi',
  supplier: 'Fornitore S.r.l.',
  supplierVat: '12345678903',
  invoiceNumber: '12/A',
  paymentRef: 'TRN 0123456789',
  cup: '',
  person: 'Nome Cognome',
  workPackage: '1',
};

export const importDoors: Door[] = [
  door({ method: 'GET', path, access: 'signedIn', handler: (ask) => formPage(ask) }),
  door({
    method: 'GET',
    path: `${path}/template`,
    access: 'signedIn',
    async handler(ask) {
      const report = await readable(ask);
      const kind = importKinds.find((k) => k === ask.url.searchParams.get('kind')) ?? 'costs';
      const columns = importColumns[kind];
      const example = columns.map((c) => {
        if (c.kind === 'date') return report.fromOn;
        if (c.kind === 'amount') return '1234,50';
        if (c.kind === 'hours') return '7,5';
        if (c.kind === 'category') return costCategoryWords[typedCategories[0]][ask.locale];
        return c.id === 'cup' ? report.project.cup : (examples[c.id as keyof typeof examples] ?? '');
      });
      const rows = [columns.map((c) => c.label[ask.locale]), example];
      const name = `${speak(reportCopy, ask.locale)[kind].toLowerCase().replaceAll(' ', '-')}`;
      return ask.url.searchParams.get('format') === 'csv'
        ? file(csvText(rows), 'text/csv; charset=utf-8', `${name}.csv`)
        : file(writeXlsx(name, rows, ask.now.toISOString()), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', `${name}.xlsx`);
    },
  }),
  door({
    method: 'POST',
    path,
    access: 'signedIn',
    does: 'report.import',
    input: importInput,
    again: formPage,
    handler: async (ask) => seeOther(`/reports/${idOf(ask)}/imports/${await startImport(ask.house, ask.actor, idOf(ask), ask.input)}`),
  }),
  door({
    method: 'GET',
    path: `${path}/:importId`,
    access: 'signedIn',
    async handler(ask) {
      const report = await readable(ask);
      const it = await importById(ask.house.db, ask.params['importId'] ?? '');
      const scope = scopeIn(ask, report);
      if (!it || it.reportId !== report.id || (scope !== 'all' && !scope.includes(it.organisationId))) throw notFound();
      const here = `/reports/${report.id}/imports/${it.id}`;
      return page(speak(reportCopy, ask.locale).importTitle, <ImportPage report={report} it={it} />, {
        wide: true,
        address: here,
        ...(it.state === 'waiting' && { refresh: { seconds: 2, to: here } }),
      });
    },
  }),
  door({
    method: 'POST',
    path: `${path}/:importId/confirmation`,
    access: 'signedIn',
    does: 'report.confirmImport',
    async handler(ask) {
      await confirmImport(ask.house, ask.actor, idOf(ask), ask.params['importId'] ?? '');
      return seeOther(`/reports/${idOf(ask)}/imports/${ask.params['importId']}`);
    },
  }),
];
