import { bareDoi } from '#src/core/doi.ts';
import { tokens } from '#src/core/text/terms.ts';
import type { Edge } from './graph.ts';

/** A publication of somebody in the register. `name`: whose it is; `coauthors` as they were written beside it. */
export type Work = { person: string; name: string; title: string; year: number | null; doi: string | null; coauthors: readonly string[] };

/** A shorter title says too little: "Editorial", "Introduction". */
const SHORTEST = 20;

/**
 * Who published what. `author` leads to a DOI, which is certain. Where at least one of two has none, the same title of the same year ties them too,
 * by `titled` edges, unless the authors that were written beside it speak against it: a hint, not a proof.
 */
export function publicationEdges(works: readonly Work[]): { edges: Edge[]; names: Map<string, string> } {
  const names = new Map<string, string>();
  const edges = works.flatMap((w): Edge[] => {
    if (w.doi === null) return [];
    names.set(byDoi(w.doi), w.title);
    return [{ kind: 'author', from: w.person, to: byDoi(w.doi), untilOn: endOf(w.year) }];
  });
  const groups = Map.groupBy(
    works.filter((w) => w.year !== null && plain(w.title).length >= SHORTEST),
    (w) => `${plain(w.title)} ${w.year}`,
  );
  for (const [title, same] of groups) {
    for (const [i, a] of same.entries()) {
      for (const b of same.slice(i + 1)) {
        if (a.person === b.person || (a.doi !== null && b.doi !== null) || !agree(a, b)) continue;
        const node = `title ${title} ${[a.person, b.person].sort().join(' ')}`;
        names.set(node, a.title);
        for (const { person } of [a, b]) edges.push({ kind: 'titled', from: person, to: node, untilOn: endOf(a.year) });
      }
    }
  }
  return { edges, names };
}

/** One publication, however its DOI was written. */
const byDoi = (doi: string): string => `doi ${bareDoi(doi)}`;

const endOf = (year: number | null) => (year === null ? null : `${year}-12-31`);

/** Letters and digits alone, without accents and case. */
const plain = (text: string): string => tokens(text).join(' ');

/** Nobody who wrote down co-authors leaves the other out; where neither did, the title alone has to do. */
function agree(a: Work, b: Work): boolean {
  const lists = [
    { of: a, other: b },
    { of: b, other: a },
  ].filter(({ of }) => of.coauthors.length > 0);
  return lists.length === 0 || lists.some(({ of, other }) => of.coauthors.some((written) => isNameOf(written, other.name)));
}

/** `Rossi, M.`, `M. Rossi` and `Maria Rossi` may all be Maria Rossi: a word of two letters or more is her last name, and no initial speaks against her first. */
export function isNameOf(written: string, name: string): boolean {
  const [theirs, parts] = [plain(written).split(' '), plain(name).split(' ')];
  const last = parts.at(-1)!;
  const firsts = parts.slice(0, -1);
  const rest = theirs.filter((word) => word !== last);
  if (last.length < 2 || rest.length === theirs.length) return false;
  return rest.every((word) => firsts.length === 0 || firsts.some((first) => first.startsWith(word) || word.startsWith(first)));
}
