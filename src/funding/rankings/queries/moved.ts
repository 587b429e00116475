import { euros } from '#src/core/money.ts';
import type { Locale, Words } from '#src/core/words.ts';
import { listRows, type Listed, type ListSpec } from '#src/plumbing/listing.ts';
import { placeStateWords, rankingCopy } from '../copy.ts';
import type { Mover } from '../rules/whatIf.ts';

/** Who stands differently, with the name that its reader may know. `now` and `after` are positions, by which the list is put in order. */
export type MovedRow = { application: string; name: string; move: Mover['move']; now: number | null; after: number | null; mover: Mover };

const moves = ['comes', 'goes', 'changes'] as const;

/** Where one stands, in words. */
export const standing = (s: Mover['now'], locale: Locale, grants: boolean): string =>
  [
    placeStateWords[s.state][locale],
    ...(s.position === null ? [] : [rankingCopy.place[locale](s.position)]),
    ...(s.grantCents > 0 && grants ? [euros(s.grantCents, locale)] : []),
  ].join(' · ');

/** @param labels what the two rankings are called. @param grants may the reader know the grants */
export const movedSpec = (labels: { now: Words; after: Words }, grants: boolean): ListSpec<MovedRow> => ({
  name: 'moved',
  columns: [
    { key: 'name', label: rankingCopy.acronym, searched: true },
    {
      key: 'move',
      label: rankingCopy.move,
      filter: { kind: 'choice', options: moves.map((value) => ({ value, label: rankingCopy[value] })) },
      csv: (row, locale) => rankingCopy[row.move][locale],
    },
    { key: 'now', label: labels.now, csv: (row, locale) => standing(row.mover.now, locale, grants) },
    { key: 'after', label: labels.after, csv: (row, locale) => standing(row.mover.after, locale, grants) },
  ],
  order: 'order',
  key: 'application',
});

export type MovedList = { listed: Listed<MovedRow>; spec: ListSpec<MovedRow>; grants: boolean };

/** The movers as a list; without an order of the reader's, those who come in or drop out stand first, as the ranking has them. */
export function listMovers(
  movers: readonly Mover[],
  nameOf: (mover: Mover) => string,
  { url, labels, grants }: { url: URL; labels: { now: Words; after: Words }; grants: boolean },
): MovedList {
  const spec = movedSpec(labels, grants);
  const rows = movers.map((mover): MovedRow => {
    const { application, move, now, after } = mover;
    return { application, name: nameOf(mover), move, now: now.position, after: after.position, mover };
  });
  return { spec, grants, listed: listRows(rows, spec, url) };
}
