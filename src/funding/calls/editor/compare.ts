import { canonical } from '#src/core/canonical.ts';

/** One place in which two calls differ: `undefined` where it is not there. */
export type Difference = { path: string; before: unknown; after: unknown };

type Values = Record<string, unknown>;
const isObject = (value: unknown): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value);
const idOf = (value: unknown): string | undefined => (isObject(value) && typeof value['id'] === 'string' ? value['id'] : undefined);
const named = (list: readonly unknown[]): boolean => list.length > 0 && list.every((v) => idOf(v)) && new Set(list.map(idOf)).size === list.length;

/**
 * Every place in which two calls differ, by the least part that is different. Entries with an id are matched by it, so that one that
 * was put in above does not make all below it look changed; an entry that only moved is told as `[order]` of its list.
 */
export function differences(before: unknown, after: unknown, path = ''): Difference[] {
  if (before === undefined && after === undefined) return [];
  if (before !== undefined && after !== undefined && canonical(before) === canonical(after)) return [];
  const under = (key: string) => (path === '' ? key : `${path}.${key}`);
  if (isObject(before) && isObject(after))
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => differences(before[key], after[key], under(key)));
  if (Array.isArray(before) && Array.isArray(after) && named(before) && named(after)) {
    const [was, is] = [before.map((v) => idOf(v)!), after.map((v) => idOf(v)!)];
    const told = [...new Set([...was, ...is])].flatMap((id) => differences(before[was.indexOf(id)], after[is.indexOf(id)], `${path}[${id}]`));
    const [kept, keptNow] = [was.filter((id) => is.includes(id)), is.filter((id) => was.includes(id))];
    return kept.join() === keptNow.join() ? told : [...told, { path: `${path}[order]`, before: kept, after: keptNow }];
  }
  return [{ path: path === '' ? '/' : path, before, after }];
}
