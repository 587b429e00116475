import { checkFiscalCode, checkOrcid } from '#src/core/codes.ts';
import { doisIn } from '#src/core/doi.ts';
import type { FormColumn, FormField } from '#src/funding/calls/schema.ts';
import type { Snapshot, StaffLine } from '../snapshot.ts';
import { asRows, asText, type CallForm } from './answers.ts';

export type NamedWork = { title: string; year: number | null; doi: string };

/** Somebody whom a proposal names; null where nothing of the kind is said. Codes in one spelling. */
export type NamedPerson = {
  part: 'lead' | 'staff';
  name: string;
  orcid: string | null;
  fiscalCode: string | null;
  email: string | null;
  works: NamedWork[];
};

/** The people of a proposal, as far as the call marked where they stand and lines of staff name them. */
export function namedIn(form: CallForm, { answers, staff }: Pick<Snapshot, 'answers' | 'staff'>): NamedPerson[] {
  const found: NamedPerson[] = [];
  for (const section of form.sections) {
    let last: NamedPerson | undefined;
    for (const field of section.fields) {
      const answer = answers[section.id]?.[field.id];
      if (isName(field)) found.push((last = personOf(field, asText(answer))));
      else if (last) told(last, field, asText(answer));
      const names = field.columns?.find(isName);
      for (const row of asRows(answer)) {
        const person = names ? personOf(names, row[names.id] ?? '') : last;
        if (names) found.push(person!);
        if (person) for (const column of field.columns ?? []) told(person, column, row[column.id] ?? '');
      }
    }
  }
  for (const { lines } of staff ?? [])
    for (const { people } of lines) for (const { name, orcid } of people ?? []) found.push({ ...personOf({ means: 'person' }, name), orcid });
  return found.filter((p) => p.name !== '' || p.orcid !== null || p.fiscalCode !== null || p.email !== null);
}

type Meaning = Pick<FormField | FormColumn, 'means'>;

const isName = ({ means }: Meaning): boolean => means === 'lead' || means === 'person';

const personOf = ({ means }: Meaning, name: string): NamedPerson => ({
  part: means === 'lead' ? 'lead' : 'staff',
  name: name.trim(),
  orcid: null,
  fiscalCode: null,
  email: null,
  works: [],
});

function told(person: NamedPerson, { means }: Meaning, text: string): void {
  if (text === '') return;
  if (means === 'email') person.email = text.trim().toLowerCase();
  if (means === 'publications') person.works.push(...worksIn(text));
  if (means !== 'orcid' && means !== 'fiscalCode') return;
  // What was handed in before codes were checked may hold anything.
  const code = means === 'orcid' ? checkOrcid(text) : checkFiscalCode(text);
  if (code.ok) person[means] = code.value;
}

/** Publications that can be told for certain: one a line, by its DOI. */
export const worksIn = (text: string): NamedWork[] =>
  text.split(/\r?\n/).flatMap((line) => {
    const dois = doisIn(line);
    const rest = dois
      .reduce((said, doi) => said.replace(doi, ''), line)
      .replace(/(?:https?:\/\/)?(?:dx\.)?doi\.org\/|\bdoi:?(?=\s|$)/gi, '')
      .replace(/[\s.,;:()[\]]+$/, '')
      .trim();
    const year = [...rest.matchAll(/(?<!\d)(?:19|20)\d\d(?!\d)/g)].at(-1)?.[0];
    return dois.map((doi) => ({ title: rest || doi, year: year ? Number(year) : null, doi }));
  });

/** Whom a line of staff names, as people type them: one a line, the ORCID after the name. */
export const peopleWritten = (people: StaffLine['people']): string => (people ?? []).map((p) => [p.name, p.orcid].filter(Boolean).join(', ')).join('\n');

/** The same read; an ORCID that cannot be one is told. */
export function peopleRead(text: string): { people: NonNullable<StaffLine['people']>; wrong: string | null } {
  let wrong: string | null = null;
  const people = text.split(/\n/).flatMap((line) => {
    const [written] = /(?:https?:\/\/)?(?:www\.)?orcid\.org\/[\dX-]*|[\d-]{9,}[\dX]?/i.exec(line) ?? [];
    const code = written ? checkOrcid(written) : null;
    if (code && !code.ok) wrong ??= 'application.staffOrcid';
    const name = line
      .replace(written ?? '', '')
      .replace(/ORCID:?/i, '')
      .replace(/^[\s,;:()–-]+|[\s,;:()–-]+$/g, '');
    if (name === '' && written) wrong ??= 'application.staffNoName';
    return name === '' ? [] : [{ name, orcid: code?.ok ? code.value : null }];
  });
  return { people, wrong };
}
