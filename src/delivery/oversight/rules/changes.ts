/** Rows of one file by their id, as they were handed over or as they are. */
export type Rows = readonly ({ id: string } & Record<string, unknown>)[];

export type Change = { id: string; row: string; what: 'added' | 'removed' | 'changed'; column: string; before: unknown; after: unknown };

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** What is in one and not in the other, and each cell that differs, of these columns; in the order of the ids. */
export function changesOf(before: Rows, after: Rows, columns: readonly string[]): Change[] {
  const [old, now] = [new Map(before.map((r) => [r.id, r])), new Map(after.map((r) => [r.id, r]))];
  const ids = [...new Set([...old.keys(), ...now.keys()])].toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return ids.flatMap((id): Change[] => {
    const [was, is] = [old.get(id), now.get(id)];
    if (!was || !is) return [{ id, row: id, what: was ? 'removed' : 'added', column: '', before: null, after: null }];
    return columns
      .filter((column) => !same(was[column], is[column]))
      .map((column) => ({ id: `${id}/${column}`, row: id, what: 'changed', column, before: was[column] ?? null, after: is[column] ?? null }));
  });
}
