import { reason, type Reason } from '#src/core/decision.ts';
import { plainText } from '#src/core/richText.ts';
import type { Call, FormField } from '#src/funding/calls/schema.ts';
import type { Proposal } from '../proposal.ts';
import { asRows, asText } from './answers.ts';
import { readSections } from './anonymous.ts';

/** Names by which somebody who proposes could be recognised: of organisations (every name and code), and of people. */
export type Identities = { organisations: readonly string[]; people: readonly string[] };

/**
 * In a double-blind call: where what experts read names who proposes, as far as a machine finds it. Warnings, each at its field: what is frozen is read as it was
 * written. Looks for the names given, for the answers that say who proposes, for the acronym where it is hidden, and for e-mail addresses of anybody.
 */
export function mentions(call: Call, proposal: Proposal, { organisations, people }: Identities): Reason[] {
  const { named, blind } = call.evaluation;
  if (blind !== 'double') return [];
  const sections = readSections(call, proposal.answers);
  const wanted = [...organisations, ...people, ...hiddenNames(call, proposal, new Set(sections.flatMap((s) => s.fields.map((f) => f.id))))]
    .concat(named?.acronym ? [] : [proposal.acronym])
    .flatMap(patternOf);
  const said = (text: string, at: string, more: object = {}): Reason[] => {
    const found = [...new Set([...wanted.flatMap(({ name, pattern }) => (pattern.test(plain(text)) ? [name] : [])), ...(text.match(mail) ?? [])])];
    return found.map((name) => reason('application.namesProposer', { name, ...more }, { at }));
  };
  return sections.flatMap((section) =>
    section.fields.flatMap((field) =>
      textsOf(field, proposal.answers[section.id]?.[field.id]).flatMap(({ text, at, ...more }) =>
        said(text, ['sections', section.id, field.id, ...at].join('.'), { label: field.label, ...more }),
      ),
    ),
  );
}

const mail = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;

type Text = { text: string; at: readonly string[]; row?: number; column?: FormField['label'] };

function textsOf(field: FormField, answer: Parameters<typeof asText>[0]): Text[] {
  if (field.kind === 'table')
    return asRows(answer).flatMap((row, i) =>
      (field.columns ?? []).flatMap((c) =>
        c.kind === 'text' || c.kind === 'longText' ? [{ text: row[c.id] ?? '', at: [row.id, c.id], row: i + 1, column: c.label }] : [],
      ),
    );
  const text = asText(answer);
  return ['text', 'longText', 'richText'].includes(field.kind) && text !== '' ? [{ text: field.kind === 'richText' ? plainText(text) : text, at: [] }] : [];
}

/** Short answers to what says who proposes: the name of the person in charge, say. */
function hiddenNames(call: Call, { answers }: Proposal, read: ReadonlySet<string>): string[] {
  return call.form.sections.flatMap((section) =>
    section.fields.flatMap((field) => {
      const answer = answers[section.id]?.[field.id];
      const cells =
        field.kind === 'table'
          ? asRows(answer).flatMap((row) => (field.columns ?? []).flatMap((c) => (c.identifying && c.kind === 'text' ? [row[c.id] ?? ''] : [])))
          : [];
      const own = !read.has(field.id) && field.kind === 'text' ? [asText(answer)] : [];
      return [...own, ...cells].filter((text) => text.length <= 120);
    }),
  );
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '');
/** Words that stand behind or before the name of many. */
const forms = /[\s,]+(s\.?\s?p\.?\s?a|s\.?\s?r\.?\s?l\.?\s?s?|s\.?\s?c\.?\s?a\.?\s?r\.?\s?l|soc\.?\s?coop|s\.?\s?n\.?\s?c|s\.?\s?a\.?\s?s)\.?$/i;

/** The name as a word of its own, in whatever case; a short one, which may be a common word, only as it is written. */
function patternOf(name: string): { name: string; pattern: RegExp }[] {
  const bare = name.trim().replace(forms, '');
  if (bare.length < 3) return [];
  const exact = plain(bare)
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\s+/g, '\\s+');
  return [{ name: name.trim(), pattern: new RegExp(`(?<![\\p{L}\\p{N}])${exact}(?![\\p{L}\\p{N}])`, bare.length < 6 ? 'u' : 'iu') }];
}
