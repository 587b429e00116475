import { notFound } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, page, seeOther, type Reply } from '#src/plumbing/http/reply.ts';
import { opensInBrowser } from '#src/plumbing/inspection.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import { judgeLine } from '../actions/check.ts';
import { addLine, changeLine, removeLine } from '../actions/lines.ts';
import { seatOf } from '../actions/shared.ts';
import { reportCopy } from '../copy.ts';
import { can } from '../policy.ts';
import { lineList, linesOf } from '../queries/lines.ts';
import { problemsOfLine } from '../queries/situation.ts';
import { lineInput, verdictInput } from '../schema.ts';
import { LineFormPage, LinePage, lineSpec, LinesPage } from '../views/lines.tsx';
import { idOf, readable, readableLine, scopeIn, writesIn } from './shared.ts';

const path = '/reports/:id/lines';

async function newPage(ask: Ask<unknown>, again?: Again): Promise<Reply> {
  const report = await readable(ask);
  const writes = writesIn(ask, report);
  if (writes.length === 0) throw notFound();
  return page(speak(reportCopy, ask.locale).newLine, <LineFormPage report={report} line={null} writes={writes} problems={[]} {...(again && { again })} />, {
    script: true,
    failed: again !== undefined,
    address: `/reports/${report.id}/lines/new`,
  });
}

async function linePage(ask: Ask<unknown>, again?: Again): Promise<Reply> {
  const report = await readable(ask);
  const line = await readableLine(ask, report);
  const writes = writesIn(ask, report);
  const options = { script: true, failed: again !== undefined, address: `/reports/${report.id}/lines/${line.id}` };
  if (line.kind === 'cost' && writes.includes(line.organisationId)) {
    const problems = await problemsOfLine(ask.house.db, report, line.id);
    return page(line.description, <LineFormPage report={report} line={line} writes={writes} problems={problems} {...(again && { again })} />, options);
  }
  const judge = can.check(ask.actor, seatOf(report));
  const waiting = judge.ok ? (await linesOf(ask.house.db, report.id)).filter((l) => l.sampled && l.verdict === 'open' && l.id !== line.id) : [];
  return page(line.description, <LinePage report={report} line={line} judge={judge} next={waiting[0]?.id ?? null} {...(again && { again })} />, options);
}

export const lineDoors: Door[] = [
  door({
    method: 'GET',
    path,
    access: 'signedIn',
    async handler(ask) {
      const report = await readable(ask);
      const listed = await list(ask.house.db, lineList(ask.house.db, report.id, scopeIn(ask, report)), lineSpec, ask.url);
      if (listed.state.csv) return file(csv(lineSpec, listed.rows, ask.locale), 'text/csv; charset=utf-8', `${report.project.acronym}-${report.number}.csv`);
      return page(speak(reportCopy, ask.locale).lines, <LinesPage report={report} listed={listed} mayAdd={writesIn(ask, report).length > 0} />, { wide: true });
    },
  }),
  door({ method: 'GET', path: `${path}/new`, access: 'signedIn', handler: (ask) => newPage(ask) }),
  door({
    method: 'POST',
    path,
    access: 'signedIn',
    does: 'report.addLine',
    input: lineInput,
    again: newPage,
    handler: async (ask) => seeOther(`/reports/${idOf(ask)}/lines/${await addLine(ask.house, ask.actor, idOf(ask), ask.input)}`),
  }),
  door({ method: 'GET', path: `${path}/:lineId`, access: 'signedIn', handler: (ask) => linePage(ask) }),
  door({
    method: 'POST',
    path: `${path}/:lineId`,
    access: 'signedIn',
    does: 'report.changeLine',
    input: lineInput,
    again: linePage,
    async handler(ask) {
      await changeLine(ask.house, ask.actor, idOf(ask), ask.params['lineId'] ?? '', ask.input);
      return seeOther(`/reports/${idOf(ask)}/lines/${ask.params['lineId']}`);
    },
  }),
  door({
    method: 'POST',
    path: `${path}/:lineId/removal`,
    access: 'signedIn',
    does: 'report.removeLine',
    async handler(ask) {
      await removeLine(ask.house, ask.actor, idOf(ask), ask.params['lineId'] ?? '');
      return seeOther(`/reports/${idOf(ask)}/lines`);
    },
  }),
  door({
    method: 'GET',
    path: `${path}/:lineId/file`,
    access: 'signedIn',
    async handler(ask) {
      const line = await readableLine(ask, await readable(ask));
      if (line.fileSha256 === null) throw notFound();
      return file(await ask.house.files.get(line.fileSha256), line.fileType!, line.fileName!, opensInBrowser(line.fileType!));
    },
  }),
  door({
    method: 'POST',
    path: `${path}/:lineId/verdict`,
    access: { anyOf: ['office'] },
    does: 'report.judge',
    input: verdictInput,
    again: linePage,
    async handler(ask) {
      await judgeLine(ask.house, ask.actor, idOf(ask), ask.params['lineId'] ?? '', ask.input);
      return seeOther(`/reports/${idOf(ask)}/lines/${ask.params['lineId']}`);
    },
  }),
];
