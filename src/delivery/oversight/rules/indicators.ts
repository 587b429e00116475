import type { CalendarDate } from '#src/core/time.ts';
import type { IndicatorCounts } from '#src/partnership/programme/states.ts';
import { datesOf, type HalfYear } from './halfYears.ts';

export type Worker = {
  /** Who it is: the same person on two projects is one. */
  person: string;
  gender: 'f' | 'm' | 'x' | null;
  birthYear: number | null;
  ftePercent: number;
  from: CalendarDate;
  until: CalendarDate | null;
  /** Works for a university or a research body. */
  research: boolean;
};
export type Supported = { organisation: string; size: 'micro' | 'small' | 'medium' | 'large' | null; signedOn: CalendarDate };

/** One figure of an indicator: of which group, of people also of which age, and how many. FTE with two decimals. */
export type Measured = { group: string; age?: AgeBand; value: number };

const genders = [
  ['f', 'women'],
  ['m', 'men'],
  ['x', 'nonBinary'],
  [null, 'notStated'],
] as const;

/** The ages of the Annex, from and to, as reached in the year. */
const ages = [
  ['to17', 0, 17],
  ['to29', 18, 29],
  ['to54', 30, 54],
  ['from55', 55, Infinity],
] as const;
export type AgeBand = (typeof ages)[number][0] | 'ageNotStated';
export const ageBands: readonly AgeBand[] = [...ages.map(([band]) => band), 'ageNotStated'];

const ageOf = (year: number, { birthYear }: Worker): AgeBand =>
  birthYear === null ? 'ageNotStated' : ages.find(([, from, to]) => year - birthYear >= from && year - birthYear <= to)![0];

const days = (from: CalendarDate, until: CalendarDate): number => Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000) + 1;

/** Days of the half-year on which somebody works on a project. */
function daysIn(h: HalfYear, { from, until }: Pick<Worker, 'from' | 'until'>): number {
  const period = datesOf(h);
  const [first, last] = [from > period.from ? from : period.from, until !== null && until < period.until ? until : period.until];
  return first > last ? 0 : days(first, last);
}

/**
 * Indicator 8, researchers working in supported research facilities: annual full-time equivalents, by gender and age. A half-year of one person at full
 * time counts by its days of the year. Reg. (EU) 2021/2106, Annex; circular RGS 34/2022.
 */
export function researchers(h: HalfYear, workers: readonly Worker[]): Measured[] {
  const year = Number(h.slice(0, 4));
  const inYear = days(`${year}-01-01`, `${year}-12-31`);
  return genders.flatMap(([gender, group]) =>
    ageBands.map((age): Measured => {
      const share = workers
        .filter((w) => w.research && w.gender === gender && ageOf(year, w) === age)
        .reduce((sum, w) => sum + (w.ftePercent / 100) * (daysIn(h, w) / inYear), 0);
      return { group, age, value: Math.round(share * 100) / 100 };
    }),
  );
}

/** Indicator 9, enterprises supported, by size: each once, in the half-year in which its first contract was signed. Micro enterprises count as small. */
export function enterprises(h: HalfYear, supported: readonly Supported[]): Measured[] {
  const period = datesOf(h);
  const first = new Map<string, Supported>();
  for (const s of supported) if (!first.has(s.organisation) || first.get(s.organisation)!.signedOn > s.signedOn) first.set(s.organisation, s);
  const inPeriod = [...first.values()].filter((s) => s.signedOn >= period.from && s.signedOn <= period.until);
  const of = (group: string, sizes: readonly (string | null)[]) => ({ group, value: inPeriod.filter((s) => sizes.includes(s.size)).length });
  return [of('small', ['micro', 'small']), of('medium', ['medium']), of('large', ['large']), of('notStated', [null])];
}

/** Indicator 14, young people aged 15 to 29 who receive support: people who work on a project in the half-year, each once, by gender and age. */
export function young(h: HalfYear, workers: readonly Worker[]): Measured[] {
  const year = Number(h.slice(0, 4));
  const isYoung = ({ birthYear }: Worker) => birthYear !== null && year - birthYear >= 15 && year - birthYear <= 29;
  return genders.flatMap(([gender, group]) =>
    (['to17', 'to29'] as const).map((age) => ({
      group,
      age,
      value: new Set(workers.filter((w) => w.gender === gender && ageOf(year, w) === age && isYoung(w) && daysIn(h, w) > 0).map((w) => w.person)).size,
    })),
  );
}

export function measured(by: IndicatorCounts, h: HalfYear, of: { workers: readonly Worker[]; supported: readonly Supported[] }): Measured[] {
  if (by === 'researchers') return researchers(h, of.workers);
  if (by === 'enterprises') return enterprises(h, of.supported);
  if (by === 'young') return young(h, of.workers);
  return [{ group: 'total', value: 0 }];
}
