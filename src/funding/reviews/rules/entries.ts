import { SUMMARY, textOf, type Written } from './fields.ts';
import { premiumItem } from './points.ts';
import { itemsOf, type Entry, type Grid } from './review.ts';

type Points = Record<string, number | string>;

/** A review that came as JSON: criteria and premiums apart, motivations under the item that they belong to. */
export function entryOfInput({
  points,
  premiums,
  motivations,
  summary,
}: {
  points: Points;
  premiums: Points;
  motivations: Record<string, string>;
  summary: string;
}): Entry {
  const typed: Points = { ...points, ...Object.fromEntries(Object.entries(premiums).map(([id, value]) => [premiumItem(id), value])) };
  const items = [...new Set([...Object.keys(typed), ...Object.keys(motivations)])];
  return { items: Object.fromEntries(items.map((item) => [item, { typed: String(typed[item] ?? ''), motivation: motivations[item] ?? '' }])), summary };
}

/** The fields that a form brought, some or all, each with the version that its writer saw. What is no version is none. */
export function writtenInForm(grid: Grid, fields: Record<string, unknown>): Written[] {
  const entry = entryOfForm(grid, fields);
  return [...itemsOf(grid).map((i) => i.item), SUMMARY].flatMap((field) => {
    const base = Number(fields[`_base.${field}`] ?? NaN);
    const names = field === SUMMARY ? ['summary'] : [`points.${field}`, `motivation.${field}`];
    // What comes without a version was seen by nobody here: it is kept only where nothing else stands.
    if (!Number.isSafeInteger(base) && !names.some((n) => typeof fields[n] === 'string')) return [];
    return [{ field, base: Number.isSafeInteger(base) ? base : -1, ...textOf({ entry }, field) }];
  });
}

/** A review that came from a form, whose fields are `points.<item>`, `motivation.<item>` and the summary's. */
export function entryOfForm(grid: Grid, fields: Record<string, unknown>, summary = 'summary'): Entry {
  const text = (name: string): string => (typeof fields[name] === 'string' ? fields[name] : '');
  return {
    items: Object.fromEntries(itemsOf(grid).map(({ item }) => [item, { typed: text(`points.${item}`), motivation: text(`motivation.${item}`) }])),
    summary: text(summary),
  };
}

/** The form's fields for what is stored. */
export const fieldsOf = (entry: Entry): Record<string, string> => ({
  ...Object.fromEntries(
    Object.entries(entry.items).flatMap(([item, { typed, motivation }]) => [
      [`points.${item}`, typed],
      [`motivation.${item}`, motivation],
    ]),
  ),
  summary: entry.summary,
});
