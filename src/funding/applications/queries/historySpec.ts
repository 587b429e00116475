import type { FormField } from '#src/funding/calls/schema.ts';
import type { ListSpec } from '#src/plumbing/listing.ts';
import { namedRows } from '#src/ui/answer.tsx';
import { togetherCopy } from '../copy/together.ts';
import { answerText } from '../rules/differences.ts';
import { editKinds, type EditKind } from '../states.ts';
import type { Application } from './application.ts';
import type { Row } from './edits.ts';

export const fieldAt = (
  application: Pick<Application, 'version'>,
  { section, field }: { section: string | null; field: string | null },
): FormField | undefined => application.version.call.form.sections.find((s) => s.id === section)?.fields.find((f) => f.id === field);

/** What cells of tables may name, by its id: the participants, and the rows of other tables as they are called now. */
export function namesOf({ version, proposal }: Pick<Application, 'version' | 'proposal'>): Record<string, string> {
  const around = { form: version.call.form, answers: proposal.answers, facts: proposal.facts };
  const tables = version.call.form.sections.flatMap((s) => s.fields.filter((f) => f.kind === 'table'));
  return Object.fromEntries([...proposal.facts.members, ...tables.flatMap((t) => namedRows(around, t.id))].map(({ id, name }) => [id, name]));
}

export const howWords: Record<EditKind, { it: string; en: string }> = {
  found: togetherCopy.found,
  typed: togetherCopy.typed,
  merged: togetherCopy.mergedHow,
  restored: togetherCopy.restored,
  reused: togetherCopy.reused,
  chosen: togetherCopy.chosen,
  branched: togetherCopy.branched,
};

/** The list of all that was saved; its filters are the address. */
export function historySpec(application: Pick<Application, 'version' | 'proposal'>): ListSpec<Row> {
  const { sections } = application.version.call.form;
  const fields = sections.flatMap((s) => s.fields.filter((f) => f.kind !== 'document'));
  const names = namesOf(application);
  const text = (row: Row, value: Row['before'], locale: 'it' | 'en') => answerText(fieldAt(application, row), value ?? undefined, locale, names);
  return {
    columns: [
      { key: 'at', label: togetherCopy.at, csv: (row) => row.at },
      { key: 'on', label: togetherCopy.on, sort: false, filter: { kind: 'text' } },
      {
        key: 'section',
        label: togetherCopy.section,
        filter: { kind: 'choice', options: sections.map((s) => ({ value: s.id, label: s.title })) },
        csv: (row, locale) => sections.find((s) => s.id === row.section)?.title[locale] ?? row.section,
      },
      {
        key: 'field',
        label: togetherCopy.field,
        filter: { kind: 'choice', options: fields.map((f) => ({ value: f.id, label: f.label })) },
        csv: (row, locale) => fieldAt(application, row)?.label[locale] ?? row.field,
      },
      { key: 'person', label: togetherCopy.person, filter: { kind: 'text' } },
      {
        key: 'how',
        label: togetherCopy.how,
        filter: { kind: 'choice', options: editKinds.map((k) => ({ value: k, label: howWords[k] })) },
        csv: (row, locale) => howWords[row.how][locale],
      },
      { key: 'version', label: togetherCopy.version, numeric: true },
      { key: 'value', label: togetherCopy.difference, sort: false, csv: (row, locale) => text(row, row.value, locale) },
    ],
    order: '-edit',
    key: 'edit',
    pageSize: 20,
  };
}
