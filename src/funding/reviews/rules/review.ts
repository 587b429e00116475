import { reason, type Reason, type Source } from '#src/core/decision.ts';
import type { Words } from '#src/core/words.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { isStep, pointsOf, typedNumber } from '#src/core/points.ts';
import { premiumItem, type Given } from './points.ts';

/** Everything that is given points: each criterion, then each premium that the experts judge. */
export type Item = {
  item: string;
  kind: 'criterion' | 'premium';
  id: string;
  title: Words;
  help: Words;
  max: number;
  step: number;
  motivation: { required: boolean; minChars: number };
  source: Source;
};

export type Grid = Pick<Call['evaluation'], 'criteria' | 'premiums' | 'divergence'>;

export function itemsOf({ criteria, premiums }: Grid): Item[] {
  const judged = premiums.flatMap((p) => (p.kind === 'judged' ? [p] : []));
  return [
    ...criteria.map((c): Item => ({
      item: c.id,
      kind: 'criterion',
      id: c.id,
      title: c.title,
      help: c.help,
      max: c.max,
      step: c.step,
      motivation: c.motivation,
      source: c.source,
    })),
    ...judged.map((p): Item => ({
      item: premiumItem(p.id),
      kind: 'premium',
      id: p.id,
      title: p.title,
      help: p.help,
      max: p.max,
      step: p.step,
      motivation: { required: false, minChars: 0 },
      source: p.source,
    })),
  ];
}

/** What has been written, as it was typed: a draft keeps all of it, right or not. */
export type Entry = { items: Record<string, { typed: string; motivation: string }>; summary: string };

export const MAX_TEXT = 6000;

/** What a draft is worth so far: the points that stand on their scale; the others are left out. */
export function givenBy(grid: Grid, entry: Entry): Given {
  const good = itemsOf(grid).flatMap((item) => {
    const points = pointsOf(item, entry.items[item.item]?.typed ?? '');
    return points === null ? [] : [{ item, points }];
  });
  const of = (kind: Item['kind']) => Object.fromEntries(good.filter((g) => g.item.kind === kind).map((g) => [g.item.id, g.points]));
  return { points: of('criterion'), premiums: of('premium') };
}

/** Everything that stands between a review and its submission, at its fields. */
export function checkReview(grid: Grid, entry: Entry): Reason[] {
  const tooLong = entry.summary.length > MAX_TEXT ? [reason('form.tooLong', { max: MAX_TEXT }, { at: 'summary' })] : [];
  return [...itemsOf(grid).flatMap((item) => checkItem(item, entry.items[item.item] ?? { typed: '', motivation: '' })), ...tooLong];
}

function checkItem(item: Item, { typed, motivation }: { typed: string; motivation: string }): Reason[] {
  const about = { title: item.title, max: item.max, step: item.step };
  const more = { at: `points.${item.item}`, source: item.source };
  const points = typedNumber(typed);
  const wrongPoints =
    typed.trim() === ''
      ? reason('review.pointsMissing', about, more)
      : points === null
        ? reason('review.pointsNotANumber', about, more)
        : checkPoints(item, points);
  const wrongMotivation = checkMotivation(item, motivation);
  return [...(wrongPoints ? [wrongPoints] : []), ...(wrongMotivation ? [wrongMotivation] : [])];
}

export function checkPoints(item: Item, points: number): Reason | null {
  const about = { title: item.title, points, max: item.max, step: item.step };
  const more = { at: `points.${item.item}`, source: item.source };
  if (points < 0) return reason('review.pointsTooLow', about, more);
  if (points > item.max) return reason('review.pointsTooHigh', about, more);
  if (isStep(item, points)) return null;
  const below = Math.floor(points / item.step) * item.step;
  return reason('review.pointsOffStep', { ...about, below: tidy(below), above: tidy(Math.min(below + item.step, item.max)) }, more);
}

const tidy = (points: number): number => Math.round(points * 1000) / 1000;

function checkMotivation({ item, title, motivation, source }: Item, written: string): Reason | null {
  const length = written.trim().length;
  const more = { at: `motivation.${item}`, source };
  if (written.length > MAX_TEXT) return reason('form.tooLong', { max: MAX_TEXT }, more);
  if (!motivation.required) return null;
  if (length === 0) return reason('review.motivationMissing', { title, min: motivation.minChars }, more);
  return length < motivation.minChars
    ? reason('review.motivationTooShort', { title, min: motivation.minChars, length, missing: motivation.minChars - length }, more)
    : null;
}

/** How much of a review is filled in: for progress, not for judging it. */
export const filledItems = (grid: Grid, entry: Entry): { filled: number; of: number } => {
  const items = itemsOf(grid);
  return { filled: items.filter((i) => checkItem(i, entry.items[i.item] ?? { typed: '', motivation: '' }).length === 0).length, of: items.length };
};
