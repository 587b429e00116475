import type { Call, FormColumn, FormField } from '../schema.ts';

type Form = Call['form'];
type Problem = { path: (string | number)[]; message: string };
type Complain = (path: (string | number)[], message: string) => void;

/** What each kind of field or column may say about itself beyond its label. Anything else would be read by nobody. */
const texts = ['maxChars', 'means'] as const;
const figures = ['min', 'max', 'unit'] as const;
const fieldParts: Record<FormField['kind'], readonly (keyof FormField)[]> = {
  text: texts,
  longText: texts,
  richText: texts,
  choice: ['options'],
  choices: ['options', 'atLeast', 'atMost'],
  number: figures,
  date: [],
  table: ['columns', 'minRows', 'maxRows', 'gantt'],
  document: ['document'],
};
const columnParts: Record<FormColumn['kind'], readonly (keyof FormColumn)[]> = {
  text: texts,
  longText: texts,
  number: figures,
  choice: ['options'],
  date: [],
  month: [],
  member: [],
  row: ['of'],
};
const common = ['id', 'kind', 'label', 'help', 'required', 'identifying', 'when'];
const needed = new Set(['options', 'columns', 'document', 'of']);

/** What does not hold together in a form, each with its place within it. */
export function formProblems(form: Form, documents: Call['documents']): Problem[] {
  const problems: Problem[] = [];
  const fields = form.sections.flatMap((s) => s.fields);
  form.sections.forEach((section, i) => {
    if (section.when) condition(form, section.when, i, 0, within(problems, ['sections', i, 'when']));
    section.fields.forEach((field, j) => {
      const complain = within(problems, ['sections', i, 'fields', j]);
      named(field.id, complain);
      parts(field, fieldParts[field.kind], complain);
      ofKind(field, fields, documents, complain);
      meaning(
        field,
        section.fields.slice(0, j).some((f) => isName(f.means)),
        complain,
      );
      if (field.when) condition(form, field.when, i, j, (path, message) => complain(['when', ...path], message));
    });
  });
  return problems;
}

const within =
  (problems: Problem[], base: (string | number)[]): Complain =>
  (path, message) =>
    void problems.push({ path: [...base, ...path], message });

/** Answers are sent under the ids of fields and columns, and a point stands between them. */
function named(id: string, complain: Complain): void {
  if (id.includes('.')) complain(['id'], `"${id}" must not hold a point`);
  else if (id in {}) complain(['id'], `"${id}" is a word that programs keep for themselves`);
}

/** A part that the kind needs is there, one that it does not know is not. */
function parts<F extends FormField | FormColumn>(field: F, own: readonly (keyof F)[], complain: Complain): void {
  for (const part of own) if (needed.has(part as string) && !filled(field[part])) complain([part as string], `a field of kind "${field.kind}" needs it`);
  for (const part of Object.keys(field))
    if (!common.includes(part) && !own.includes(part as keyof F)) complain([part], `a field of kind "${field.kind}" has no such part`);
  if (filled(field.options))
    twice(
      field.options!.map((o) => o.id),
      ['options'],
      complain,
    );
  const { min, max } = field;
  if (min !== undefined && max !== undefined && min > max) complain(['min'], `is more than the maximum, ${max}`);
}

const filled = (part: unknown): boolean => part !== undefined && (!Array.isArray(part) || part.length > 0);

const twice = (ids: readonly string[], path: string[], complain: Complain): void =>
  ids.forEach((id, i) => ids.indexOf(id) !== i && complain([...path, i, 'id'], `"${id}" is there twice`));

const isName = (means: FormField['means']): boolean => means === 'lead' || means === 'person';

/** An identifier is a short text, and belongs to a name. `known`: one stands before it in the section. */
function meaning(field: FormField, known: boolean, complain: Complain): void {
  const alone = (asked: Pick<FormField | FormColumn, 'kind' | 'means'>, named: boolean, tell: Complain) => {
    if (!asked.means) return;
    if (asked.means !== 'publications' && asked.kind !== 'text') tell(['means'], `"${asked.means}" is a field of kind "text"`);
    if (!isName(asked.means) && !named) tell(['means'], `"${asked.means}" of whom? A field that means "lead" or "person" has to stand before it`);
  };
  alone(field, known, complain);
  const names = (field.columns ?? []).filter((c) => isName(c.means));
  if (names.length > 1) complain(['columns'], 'a row names one person');
  field.columns?.forEach((c, k) =>
    alone(c, names.length === 1 || (known && c.means === 'publications'), (path, message) => complain(['columns', k, ...path], message)),
  );
}

function ofKind(field: FormField, fields: readonly FormField[], documents: Call['documents'], complain: Complain): void {
  if (field.kind === 'document' && field.document !== undefined && !documents.some((d) => d.id === field.document))
    complain(['document'], `no document "${field.document}"`);
  if (field.kind === 'choices') {
    const { atLeast = 0, atMost = Infinity, options = [] } = field;
    if (atLeast > atMost) complain(['atLeast'], `is more than the most, ${atMost}`);
    if (atLeast > options.length) complain(['atLeast'], `there are only ${options.length} options`);
  }
  if (field.kind === 'table') table(field, fields, complain);
}

function table(field: FormField, fields: readonly FormField[], complain: Complain): void {
  const columns = field.columns ?? [];
  twice(
    columns.map((c) => c.id),
    ['columns'],
    complain,
  );
  columns.forEach((column, k) => {
    const at: Complain = (path, message) => complain(['columns', k, ...path], message);
    named(column.id, at);
    if (column.id === 'id') at(['id'], 'every row has an id of its own: call the column otherwise');
    parts(column, columnParts[column.kind], at);
    if (column.kind === 'row' && column.of !== undefined && !fields.some((f) => f.id === column.of && f.kind === 'table'))
      at(['of'], `no table "${column.of}" in the form`);
  });
  if (field.minRows !== undefined && field.maxRows !== undefined && field.minRows > field.maxRows)
    complain(['minRows'], `is more than the maximum, ${field.maxRows}`);
  if (!field.gantt) return;
  if (!columns.some((c) => c.id === field.gantt!.label)) complain(['gantt', 'label'], `no column "${field.gantt.label}"`);
  for (const end of ['from', 'until'] as const)
    if (!columns.some((c) => c.id === field.gantt![end] && c.kind === 'month')) complain(['gantt', end], `no column "${field.gantt[end]}" of kind "month"`);
}

/** A condition looks back: at a choice that was made before, so that there can be no circles and nothing appears above what is being filled in. */
function condition(form: Form, when: NonNullable<FormField['when']>, section: number, place: number, complain: Complain): void {
  const before = form.sections.flatMap((s, i) => s.fields.filter((_, j) => i < section || (i === section && j < place)));
  const field = before.find((f) => f.id === when.field);
  if (!field) {
    const later = form.sections.some((s) => s.fields.some((f) => f.id === when.field));
    return complain(['field'], later ? `"${when.field}" must come before what depends on it` : `no field "${when.field}" in the form`);
  }
  if (field.kind !== 'choice' && field.kind !== 'choices') return complain(['field'], `"${when.field}" is no choice`);
  when.oneOf.forEach((value, i) => {
    if (!field.options?.some((o) => o.id === value)) complain(['oneOf', i], `"${when.field}" has no option "${value}"`);
  });
}
