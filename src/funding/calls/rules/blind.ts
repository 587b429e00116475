import type { Words } from '#src/core/words.ts';
import type { Call, FormColumn, FormField } from '../schema.ts';

type Asking = { form: Pick<Call['form'], 'sections'>; evaluation: Pick<Call['evaluation'], 'named'> };

/**
 * The fields of a form that say who proposes: marked, in a marked section, or asked because of one that is. The acronym and the title, which an
 * application gets from the fields of these names, are among them unless the call lets them through.
 */
export function identifyingFields({ form: { sections }, evaluation: { named } }: Asking): ReadonlySet<string> {
  const chosen = new Set([...(named?.acronym ? [] : ['acronym']), ...(named?.title ? [] : ['title'])]);
  const found = new Set(sections.flatMap((s) => s.fields.filter((f) => s.identifying || f.identifying || chosen.has(f.id)).map((f) => f.id)));
  for (let size = -1; size !== found.size;) {
    size = found.size;
    for (const section of sections)
      for (const field of section.fields)
        if ([section.when, field.when].some((when) => when && found.has(when.field)) || (field.columns?.length && readColumns(field, found).length === 0))
          found.add(field.id);
  }
  return found;
}

/** The columns that say nothing of who proposes. Who of the participants is meant does, and so do the rows of a table that does. */
export const readColumns = (field: FormField, hidden: ReadonlySet<string>): FormColumn[] =>
  (field.columns ?? []).filter((c) => !c.identifying && c.kind !== 'member' && !(c.kind === 'row' && c.of !== undefined && hidden.has(c.of)));

/** What of a double-blind call can be published, and should be looked at again. `at` is its place in the call. */
export type Caution = { at: string; kind: CautionKind; name: Words };
export type CautionKind = 'judgesApplicants' | 'namesPeople' | 'noDocument';

const judges =
  /partenariat|consorzi|capofila|proponent|composizione|gruppo di (lavoro|ricerca)|\bteam\b|curricul|esperienza|consorti|partnership|applicant|track record|composition|expertise of/i;
const names =
  /\b(nome|cognome|nominativ|denominazion|ragione sociale|referent|responsabil|coordinat|e-?mail|pec\b|telefono|codice fiscale|partita iva|sito web|affiliazion|name of|contact|principal investigator|affiliation|website|phone|tax id)/i;
const says = (pattern: RegExp, ...texts: (Words | undefined)[]): boolean => texts.some((t) => t && (pattern.test(t.it) || pattern.test(t.en)));

/** Where a double-blind call works against itself, as far as words tell: to be read by whoever writes it, in nobody's way. */
export function blindCautions(call: Call): Caution[] {
  if (call.evaluation.blind !== 'double') return [];
  const hidden = identifyingFields(call);
  return [
    ...call.evaluation.criteria.flatMap((c, i) =>
      says(judges, c.title, c.help) ? [{ at: `evaluation.criteria.${i}`, kind: 'judgesApplicants' as const, name: c.title }] : [],
    ),
    ...call.evaluation.premiums.flatMap((p, i) =>
      p.kind === 'judged' && says(judges, p.title, p.help) ? [{ at: `evaluation.premiums.${i}`, kind: 'judgesApplicants' as const, name: p.title }] : [],
    ),
    ...call.form.sections.flatMap((section, i) =>
      section.fields.flatMap((field, j) => {
        if (hidden.has(field.id) || field.kind === 'document') return [];
        const at = `form.sections.${i}.fields.${j}`;
        const read = new Set(readColumns(field, hidden));
        return [
          ...(says(names, field.label) ? [{ at, kind: 'namesPeople' as const, name: field.label }] : []),
          ...(field.columns ?? []).flatMap((column, k) =>
            read.has(column) && says(names, column.label) ? [{ at: `${at}.columns.${k}`, kind: 'namesPeople' as const, name: column.label }] : [],
          ),
        ];
      }),
    ),
    ...(call.documents.length > 0 && !call.documents.some((d) => d.anonymous)
      ? [{ at: 'documents', kind: 'noDocument' as const, name: { it: '', en: '' } }]
      : []),
  ];
}
