/** One thing that two versions say differently. `where` is the step that it belongs to. */
export type Difference = { where: string; label: string; before: string; after: string };
export type Statement = { key: string; where: string; label: string; text: string };

/** What differs, in the order of the later version, then what only the earlier one says. */
export function differencesBetween(before: readonly Statement[], after: readonly Statement[]): Difference[] {
  const earlier = new Map(before.map((s) => [s.key, s]));
  const later = new Set(after.map((s) => s.key));
  const changed = after.flatMap(({ key, where, label, text }) => {
    const was = earlier.get(key)?.text ?? '';
    return was === text ? [] : [{ where, label, before: was, after: text }];
  });
  const gone = before.filter((s) => !later.has(s.key) && s.text !== '').map(({ where, label, text }) => ({ where, label, before: text, after: '' }));
  return [...changed, ...gone];
}
