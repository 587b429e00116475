import { reason } from '#src/core/decision.ts';
import { decodeText, readDelimited } from '#src/core/delimited.ts';
import { AppError, notFound } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import type { FormColumn, FormField } from '#src/funding/calls/schema.ts';
import { demandLight } from '#src/plumbing/heavy.ts';
import { door, type Again, type Door } from '#src/plumbing/http/door.ts';
import { file, page, seeOther, type Reply } from '#src/plumbing/http/reply.ts';
import { csvText } from '#src/plumbing/listing.ts';
import { namedRows } from '#src/ui/answer.tsx';
import { saveAnswer } from '../actions/answers.ts';
import { answersCopy } from '../copy/answers.ts';
import { can, isOwn } from '../policy.ts';
import type { FormSection } from '../proposal.ts';
import type { Application } from '../queries/application.ts';
import { asRows } from '../rules/answers.ts';
import { importRows, type NamesOf } from '../rules/tableImport.ts';
import { formValues } from '../rules/typed.ts';
import { tableImportInput } from '../schema.ts';
import { aroundOf } from '../views/fields/fields.tsx';
import { addressOf } from '../views/parts.tsx';
import { IMPORT_BYTES, TableImportPage } from '../views/tableImport.tsx';
import { conflictPage } from './together.tsx';
import { idOf, load, signedIn, type AnyAsk } from './pages.tsx';

const path = '/applications/:id/sections/:section/tables/:field';

/** The table of the form that the address names, for those whose application it is. */
async function tableOf(ask: AnyAsk): Promise<{ application: Application; section: FormSection; field: FormField }> {
  const application = await load(ask);
  const section = application.version.call.form.sections.find((s) => s.id === ask.params['section']);
  const field = section?.fields.find((f) => f.id === ask.params['field'] && f.kind === 'table');
  if (!section || !field || !isOwn(ask.actor, application)) throw notFound();
  return { application, section, field };
}

const namesIn =
  (application: Application): NamesOf =>
  (column) =>
    column.kind === 'member' ? application.proposal.facts.members : column.kind === 'row' ? namedRows(aroundOf(application), column.of) : [];

async function importPage(ask: AnyAsk, again?: Again): Promise<Reply> {
  const { application, section, field } = await tableOf(ask);
  if (ask.url.searchParams.get('format') === 'csv') return file(asCsv(ask, application, section, field), 'text/csv; charset=utf-8', `${field.id}.csv`);
  const title = `${speak(answersCopy, ask.locale).importRows}, ${field.label[ask.locale]}`;
  const editable = can.write(ask.actor, application, application.version.call, ask.now.toISOString());
  const view = <TableImportPage application={application} editable={editable} section={section} field={field} form={again} />;
  return page(title, view, { address: addressOf(application.id, `sections/${section.id}/tables/${field.id}`), failed: again !== undefined, script: true });
}

/** The table as the reader's spreadsheet shows it: names instead of ids, which the import reads again. */
function asCsv(ask: AnyAsk, application: Application, section: FormSection, field: FormField): string {
  const columns = field.columns ?? [];
  const names = namesIn(application);
  const said = (column: FormColumn, value: string) =>
    column.kind === 'choice'
      ? (column.options?.find((o) => o.id === value)?.label[ask.locale] ?? value)
      : (names(column).find((n) => n.id === value)?.name ?? value);
  const rows = asRows(application.proposal.answers[section.id]?.[field.id]);
  const values = formValues(field, rows, ask.locale);
  return csvText([
    columns.map((c) => (c.unit ? `${c.label[ask.locale]} (${c.unit[ask.locale]})` : c.label[ask.locale])),
    ...rows.map((row) => columns.map((c) => said(c, String(values[`${field.id}.${row.id}.${c.id}`] ?? '')))),
  ]);
}

/** A spreadsheet's own format is a ZIP, or has bytes that no text has. */
const isText = (bytes: Uint8Array): boolean => !(bytes[0] === 0x50 && bytes[1] === 0x4b) && ((bytes[0] === 0xff && bytes[1] === 0xfe) || !bytes.includes(0));

async function textOf({ rows, file: given }: { rows: string; file: File | null }): Promise<string> {
  if (!given) return rows;
  const refuse = (code: string, params = {}) => new AppError('invalid', [reason(code, params, { at: 'file' })]);
  demandLight(given, IMPORT_BYTES);
  const bytes = await given.bytes();
  if (!isText(bytes)) throw refuse('application.importNotText');
  return decodeText(bytes);
}

export const tableDoors: Door[] = [
  door({ method: 'GET', path, access: signedIn, handler: (ask) => importPage(ask) }),
  door({
    method: 'POST',
    path,
    access: signedIn,
    does: 'application.saveSection',
    input: tableImportInput,
    again: importPage,
    async handler(ask) {
      const { application, section, field } = await tableOf(ask);
      const { how, base } = ask.input;
      const before = how === 'append' ? asRows(application.proposal.answers[section.id]?.[field.id]) : [];
      const lines = readDelimited(await textOf(ask.input));
      const ids = () => crypto.randomUUID().slice(0, 8);
      const { rows, wrong } = importRows(field, lines, { before, names: namesIn(application), ids, around: aroundOf(application) });
      if (wrong.length > 0) throw new AppError('invalid', wrong);
      const { conflicts } = await saveAnswer(ask.house, ask.actor, idOf(ask), {
        section: section.id,
        field: field.id,
        value: rows,
        base: how === 'append' ? (application.answerVersions[section.id]?.[field.id] ?? 0) : base,
        key: ask.idempotencyKey,
      });
      if (conflicts.length > 0)
        return conflictPage(
          ask,
          conflicts.map((c) => c.edit),
          409,
        );
      const step = `sections/${section.id}`;
      return seeOther(`${addressOf(application.id, step)}?saved=${encodeURIComponent(step)}#f-${field.id}`);
    },
  }),
];
