/** A line that waits for its proof, as far as the name of a file can tell it. `position`: its place in the list, as the list counts. */
export type Proofless = { id: string; position: number; invoiceNumber: string; supplier: string; supplierVat: string };

export type Matched = { line: string } | { line: null; why: 'none' } | { line: null; why: 'several'; lines: readonly string[] };

/** Letters and figures of a text, in runs of one kind; signs between them count for nothing, nor do zeros that lead. */
const runs = (text: string): string[] =>
  (
    text
      .normalize('NFKD')
      .toLocaleLowerCase('it')
      .match(/[a-z]+|\d+/g) ?? []
  ).map((run) => run.replace(/^0+(?=\d)/, ''));

/** Do these runs stand in those, one after the other? */
const within = (part: readonly string[], whole: readonly string[]): boolean =>
  part.length > 0 && whole.some((_, i) => part.every((run, j) => whole[i + j] === run));

/** Words of a supplier that tell it from others. */
const telling = (supplier: string): string[] => runs(supplier).filter((r) => r.length > 3);

/** The row that a file names by itself: `riga 12`, `row 12`, or a name that is a number and nothing else. */
function rowNamed(words: readonly string[]): number | null {
  const at = words.findIndex((r, i) => (r === 'riga' || r === 'row') && /^\d+$/.test(words[i + 1] ?? ''));
  return at >= 0 ? Number(words[at + 1]) : null;
}

/**
 * Which line each file is the proof of: the row that its name says, else the one line whose invoice number stands in it. Among several with the same
 * number the one whose supplier or VAT number stands in the name, too. What fits several, or none, is left to be said by hand.
 */
export function matchProofs(names: readonly string[], lines: readonly Proofless[]): Matched[] {
  const known = lines.map((line) => ({ line, number: runs(line.invoiceNumber), vat: runs(line.supplierVat), supplier: telling(line.supplier) }));
  return names.map((name): Matched => {
    const words = runs(name.replace(/(\.[a-z0-9]{1,4})+$/i, ''));
    const row = rowNamed(words);
    if (row !== null) {
      const line = lines.find((l) => l.position === row);
      return line ? { line: line.id } : { line: null, why: 'none' };
    }
    const numbered = known.filter((k) => within(k.number, words));
    const longest = Math.max(0, ...numbered.map((k) => k.number.length));
    const nearest = numbered.filter((k) => k.number.length === longest);
    const named = nearest.filter((k) => within(k.vat, words) || k.supplier.some((s) => words.includes(s)));
    const found = named.length > 0 ? named : nearest;
    if (found.length === 1) return { line: found[0]!.line.id };
    return found.length === 0 ? { line: null, why: 'none' } : { line: null, why: 'several', lines: found.map((k) => k.line.invoiceNumber) };
  });
}
