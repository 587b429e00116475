import { folded } from '#src/partnership/organisations/rules.ts';
import type { Call, FormField } from '#src/funding/calls/schema.ts';
import type { Words } from '#src/core/words.ts';
import type { Answers } from '../proposal.ts';
import type { Answer } from '../snapshot.ts';
import { isBlank, refusesDraft } from './answers.ts';
import { sameAnswer } from './merge.ts';

/** The same field of another form: by its id, or by what it is called. */
export const sameField = (a: Pick<FormField, 'id' | 'label'>, b: Pick<FormField, 'id' | 'label'>): boolean =>
  a.id === b.id || folded(a.label.it) === folded(b.label.it);

export type NotCopied = { label: Words; why: 'notThere' | 'otherKind' | 'doesNotFit' | 'alreadyAnswered' };
export type Copied = { section: string; field: string; label: Words; value: Answer };

/** What of an earlier application's answers goes into a new form, and what does not, and why. Nothing that is written already is touched. */
export function copyAnswers(
  earlier: { form: Call['form']; answers: Answers },
  form: Call['form'],
  answers: Answers,
): { copied: Copied[]; notCopied: NotCopied[] } {
  const places = form.sections.flatMap((section) => section.fields.map((field) => ({ section: section.id, field })));
  const taken = new Set<string>();
  const copied: Copied[] = [];
  const notCopied: NotCopied[] = [];
  for (const section of earlier.form.sections) {
    for (const field of section.fields) {
      const value = earlier.answers[section.id]?.[field.id];
      if (field.kind === 'document' || value === undefined || isBlank(value)) continue;
      const free = places.filter((p) => !taken.has(`${p.section}.${p.field.id}`));
      const place = free.find((p) => p.field.id === field.id) ?? free.find((p) => sameField(field, p.field));
      const not = (why: NotCopied['why']) => notCopied.push({ label: field.label, why });
      if (!place) not('notThere');
      else if (!fitsKind(field, place.field)) not('otherKind');
      else if (!isBlank(answers[place.section]?.[place.field.id])) not('alreadyAnswered');
      else if (refusesDraft(place.field, value, '').length > 0 || namesOthers(place.field)) not('doesNotFit');
      else {
        taken.add(`${place.section}.${place.field.id}`);
        copied.push({ section: place.section, field: place.field.id, label: place.field.label, value });
      }
    }
  }
  return { copied, notCopied };
}

/** What became of it, seen from the application as it is now: what was copied and stands there still, what was not or was written otherwise. */
export function copiedInto(
  earlier: { form: Call['form']; answers: Answers },
  form: Call['form'],
  answers: Answers,
): { copied: number; notCopied: NotCopied[] } {
  const { copied, notCopied } = copyAnswers(earlier, form, {});
  const there = copied.filter(({ section, field, value }) => {
    const now = answers[section]?.[field];
    return now !== undefined && sameAnswer(now, value);
  });
  const other = copied.filter((c) => !there.includes(c)).map(({ label }): NotCopied => ({ label, why: 'alreadyAnswered' }));
  return { copied: there.length, notCopied: [...notCopied, ...other] };
}

const plain = ['text', 'longText'];

/** A plain text fits any field for texts; the marks of a rich one would stand in a plain one as characters. */
function fitsKind(from: FormField, to: FormField): boolean {
  if (to.kind === 'table')
    return from.kind === 'table' && (to.columns ?? []).every((c) => (from.columns ?? []).some((o) => o.id === c.id && o.kind === c.kind));
  return from.kind === to.kind || (plain.includes(from.kind) && (plain.includes(to.kind) || to.kind === 'richText'));
}

/** Rows that speak of participants or of other rows mean nothing in another application. */
const namesOthers = (field: FormField): boolean => (field.columns ?? []).some((c) => c.kind === 'member' || c.kind === 'row');
