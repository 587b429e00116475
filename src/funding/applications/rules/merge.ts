import { canonical } from '#src/core/canonical.ts';
import type { FormColumn, FormField } from '#src/funding/calls/schema.ts';
import { diff3Merge } from 'node-diff3';
import type { Answer, TableRow } from '../snapshot.ts';
import { asChosen, asRows, asText, isBlank } from './answers.ts';

/**
 * Two people changed one answer from the same base. What they did in different places goes together; where they changed the same words,
 * nobody but them can say which. The same three always give the same one.
 */
export type Merge = { clean: true; answer: Answer } | { clean: false };

const conflict: Merge = { clean: false };
const clean = (answer: Answer): Merge => ({ clean: true, answer });

/** An answer that was never given and one that was emptied are the same. */
export const sameAnswer = (a: Answer | undefined, b: Answer | undefined): boolean => (isBlank(a) && isBlank(b)) || canonical(a ?? '') === canonical(b ?? '');

const written: readonly (FormField['kind'] | FormColumn['kind'])[] = ['text', 'longText', 'richText'];

export function mergeAnswers(field: FormField, base: Answer | undefined, mine: Answer, theirs: Answer): Merge {
  if (sameAnswer(mine, theirs) || sameAnswer(mine, base)) return clean(theirs);
  if (sameAnswer(theirs, base)) return clean(mine);
  if (field.kind === 'choices') return clean(mergeChoices(field, asChosen(base), asChosen(mine), asChosen(theirs)));
  if (field.kind === 'table') {
    const rows = mergeRows(field.columns ?? [], asRows(base), asRows(mine), asRows(theirs));
    return rows ? clean(rows) : conflict;
  }
  if (!written.includes(field.kind)) return conflict;
  const text = mergeTexts(asText(base), asText(mine), asText(theirs));
  return text === null ? conflict : clean(text);
}

/** By lines, then by words within the lines that both changed; null where both changed the same words, or words side by side. */
export function mergeTexts(base: string, mine: string, theirs: string): string | null {
  return threeWays(lines(base), lines(mine), lines(theirs), (b, m, t) => threeWays(words(b), words(m), words(t), () => null));
}

const lines = (text: string): string[] => text.split(/(?<=\n)/);
/** Each word with the space before it. */
const words = (text: string): string[] => text.match(/\s*\S+|\s+$/g) ?? [];

function threeWays(base: string[], mine: string[], theirs: string[], settle: (base: string, mine: string, theirs: string) => string | null): string | null {
  const parts: string[] = [];
  for (const region of diff3Merge(mine, base, theirs, { excludeFalseConflicts: true })) {
    const merged = region.ok ? region.ok.join('') : settle(region.conflict!.o.join(''), region.conflict!.a.join(''), region.conflict!.b.join(''));
    if (merged === null) return null;
    parts.push(merged);
  }
  return parts.join('');
}

/** As sets: what either added is in, what either took out is out. */
function mergeChoices(field: FormField, base: readonly string[], mine: readonly string[], theirs: readonly string[]): string[] {
  const place = (id: string) => (field.options ?? []).findIndex((o) => o.id === id);
  return [...new Set([...theirs, ...mine])]
    .filter((id) => (base.includes(id) ? mine.includes(id) && theirs.includes(id) : true))
    .sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
}

/** By rows and cells. A row that one took out and the other changed is a conflict. */
function mergeRows(columns: readonly FormColumn[], base: readonly TableRow[], mine: readonly TableRow[], theirs: readonly TableRow[]): TableRow[] | null {
  const [inBase, inMine, inTheirs] = [byId(base), byId(mine), byId(theirs)];
  const merged = new Map<string, TableRow>();
  for (const id of new Set([...inTheirs.keys(), ...inMine.keys()])) {
    const [b, m, t] = [inBase.get(id), inMine.get(id), inTheirs.get(id)];
    if (m && t) {
      const row = mergeCells(columns, b, m, t);
      if (!row) return null;
      merged.set(id, row);
    } else {
      const left = (m ?? t)!;
      if (!b) merged.set(id, left);
      else if (!sameAnswer([b], [left])) return null;
    }
  }
  return inOrder(base, mine, theirs, merged);
}

function mergeCells(columns: readonly FormColumn[], base: TableRow | undefined, mine: TableRow, theirs: TableRow): TableRow | null {
  const row: Record<string, string> = {};
  for (const id of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    const [b = '', m = '', t = ''] = [base?.[id], mine[id], theirs[id]];
    const kind = columns.find((c) => c.id === id)?.kind ?? 'text';
    const cell = m === t || m === b ? t : t === b ? m : base && written.includes(kind) ? mergeTexts(b, m, t) : null;
    if (cell === null) return null;
    if (cell !== '') row[id] = cell;
  }
  return { ...row, id: theirs.id } as TableRow;
}

const byId = (rows: readonly TableRow[]) => new Map(rows.map((r) => [r.id, r]));

/** In the order of who moved rows; if both or none did, in the order that is current. The other's new rows come after the row they stood after. */
function inOrder(base: readonly TableRow[], mine: readonly TableRow[], theirs: readonly TableRow[], merged: ReadonlyMap<string, TableRow>): TableRow[] {
  const spine = moved(base, mine) && !moved(base, theirs) ? mine : theirs;
  const other = spine === mine ? theirs : mine;
  const ids = spine.map((r) => r.id).filter((id) => merged.has(id));
  other.forEach((row, i) => {
    if (!merged.has(row.id) || ids.includes(row.id)) return;
    const before = other
      .slice(0, i)
      .map((r) => ids.indexOf(r.id))
      .filter((at) => at >= 0);
    ids.splice((before.at(-1) ?? -1) + 1, 0, row.id);
  });
  return ids.map((id) => merged.get(id)!);
}

function moved(base: readonly TableRow[], now: readonly TableRow[]): boolean {
  const [was, is] = [byId(base), byId(now)];
  const before = base.filter((r) => is.has(r.id)).map((r) => r.id);
  return (
    before.join() !==
    now
      .filter((r) => was.has(r.id))
      .map((r) => r.id)
      .join()
  );
}
