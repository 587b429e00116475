import type { Resolution } from '#src/partnership/organisations/rules/resolve.ts';
import { conflictsIn, ofProposal, type Edge } from './graph.ts';
import { sameName } from './names.ts';

/** An organisation or a person that an expert has to do with, named without knowing who proposes. */
export type DeclaredTie = { kind: 'organisation' | 'person'; name: string; why: string };

/** What was said before stays; said again, the newer words stand. */
export function mergedTies(before: readonly DeclaredTie[], now: readonly DeclaredTie[]): DeclaredTie[] {
  const of = new Map([...before, ...now].map((t) => [`${t.kind} ${sameName(t.name)}`, t]));
  return [...of.values()];
}

type Ground = { edges: readonly Edge[]; names: ReadonlyMap<string, string> };

/** The proposals that a tie is about; null where nobody of that name is known for certain, so that a person has to look. */
export function proposalsOf({ kind, name }: DeclaredTie, { edges, names }: Ground, resolve: (written: string) => Resolution): string[] | null {
  if (kind === 'organisation') {
    const whose = resolve(name);
    if (whose.found !== 'one') return null;
    // As if it employed somebody: a part of it that takes part counts, and so does what it is a part of.
    const known = [...edges.filter((e) => e.kind === 'part' || e.kind === 'takesPart'), { kind: 'works' as const, from: 'expert', to: whose.id }];
    return unique(conflictsIn(known, { persons: ['expert'], on: '9999-01-01', lookBackYears: 0 }).flatMap((f) => (f.kind === 'employer' ? [f.proposal] : [])));
  }
  const wanted = sameName(name);
  const people = new Set([...names].flatMap(([id, known]) => (sameName(known) === wanted ? [id] : [])));
  const theirs = edges.filter((e) => people.has(e.from));
  if (theirs.length === 0) return null;
  const organisations = new Set(theirs.flatMap((e) => (e.kind === 'acts' ? [e.to] : [])));
  return unique([
    ...theirs.flatMap((e) => (ofProposal.includes(e.kind) ? [e.to] : [])),
    ...edges.flatMap((e) => (e.kind === 'takesPart' && organisations.has(e.from) ? [e.to] : [])),
  ]);
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)].sort();

/** `Università di Pavia: dottorato fino al 2023`, one a line. */
export function tiesWritten(kind: DeclaredTie['kind'], text: string): DeclaredTie[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [, name = '', why = ''] = /^\s*([^:]*?)\s*(?::\s*(.*?)\s*)?$/.exec(line) ?? [];
    return name === '' ? [] : [{ kind, name, why }];
  });
}
