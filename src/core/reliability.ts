import { fQuantile } from './reliability/fDistribution.ts';

/** What one judge gave one subject: an expert's total for a proposal. */
export type Rating = { subject: string; judge: string; value: number };

/**
 * How much of the differences between totals is between the subjects, and not between the judges of one subject.
 * `single`: of one judge's total; `average`: of the mean of `perSubject` judges. `low` and `high` bound `single` with the given confidence.
 */
export type Agreement = {
  subjects: number;
  ratings: number;
  /** Judges for each subject; where they differ, the number that stands for them (Shrout and Fleiss; Searle for unequal numbers). */
  perSubject: number;
  single: number;
  average: number;
  low: number;
  high: number;
  /** Variance of the judges of one subject around their mean. */
  within: number;
};

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

function bySubject(ratings: readonly Rating[]): Map<string, Rating[]> {
  const groups = new Map<string, Rating[]>();
  for (const r of ratings) groups.set(r.subject, [...(groups.get(r.subject) ?? []), r]);
  return groups;
}

/**
 * The intraclass correlation ICC(1,1) of Shrout and Fleiss (1979, "Intraclass correlations: uses in assessing rater reliability"), the form for
 * judges who differ from subject to subject, with its interval. With unequal numbers of judges the interval is an approximation.
 * Null where nothing can be said: fewer than two subjects, no subject with two judges, or all totals equal.
 */
export function agreementOf(ratings: readonly Rating[], confidence = 0.95): Agreement | null {
  const groups = [...bySubject(ratings).values()].map((g) => g.map((r) => r.value));
  const [n, total] = [groups.length, ratings.length];
  if (n < 2 || total <= n) return null;
  const grand = mean(ratings.map((r) => r.value));
  const between = groups.reduce((sum, g) => sum + g.length * (mean(g) - grand) ** 2, 0) / (n - 1);
  const within = groups.reduce((sum, g) => sum + g.reduce((s, v) => s + (v - mean(g)) ** 2, 0), 0) / (total - n);
  if (between === 0 && within === 0) return null;
  const perSubject = (total - groups.reduce((sum, g) => sum + g.length ** 2, 0) / total) / (n - 1);
  const iccOf = (f: number) => (f - 1) / (f + perSubject - 1);
  const f = within === 0 ? Infinity : between / within;
  const p = 1 - (1 - confidence) / 2;
  const single = within === 0 ? 1 : iccOf(f);
  return {
    subjects: n,
    ratings: total,
    perSubject,
    single,
    average: within === 0 ? 1 : (f - 1) / f,
    low: within === 0 ? 1 : iccOf(f / fQuantile(p, n - 1, total - n)),
    high: within === 0 ? 1 : iccOf(f * fQuantile(p, total - n, n - 1)),
    within,
  };
}

/**
 * One judge beside the others: `shift`, by how much on average they gave more (or, below zero, less) than the mean of the other judges of the same
 * subjects; `error`, its standard error (null for a single comparison); `compared`, over how many subjects.
 */
export type Severity = {
  judge: string;
  ratings: number;
  compared: number;
  shift: number | null;
  error: number | null;
  lowest: number;
  middle: number;
  highest: number;
};

/** Each judge beside the others, in the order of their names. */
export function severityOf(ratings: readonly Rating[]): Severity[] {
  const groups = bySubject(ratings);
  const judges = [...new Set(ratings.map((r) => r.judge))].toSorted((a, b) => (a < b ? -1 : 1));
  return judges.map((judge) => {
    const own = ratings.filter((r) => r.judge === judge);
    const shifts = own.flatMap((r) => {
      const others = groups.get(r.subject)!.filter((o) => o.judge !== judge);
      return others.length === 0 ? [] : [r.value - mean(others.map((o) => o.value))];
    });
    const values = own.map((r) => r.value).toSorted((a, b) => a - b);
    const half = values.length >> 1;
    return {
      judge,
      ratings: own.length,
      compared: shifts.length,
      shift: shifts.length === 0 ? null : mean(shifts),
      error: shifts.length < 2 ? null : Math.sqrt(shifts.reduce((s, x) => s + (x - mean(shifts)) ** 2, 0) / (shifts.length - 1) / shifts.length),
      lowest: values[0]!,
      middle: values.length % 2 === 1 ? values[half]! : (values[half - 1]! + values[half]!) / 2,
      highest: values.at(-1)!,
    };
  });
}

/** What a subject's score rests on: its value, and how many judges. */
export type Scored = { subject: string; value: number; judges: number };

/**
 * The subjects whose score cannot be told apart from the one at the line: the difference is no larger than `z` times its standard error, which follows from
 * the variance `within` of the judges around their mean. The subject at the line is among them. Nothing is applied: it is a reading aid.
 */
export function bandAround(line: Scored, scores: readonly Scored[], within: number, z = 1.96): Scored[] {
  return scores.filter((s) => s.subject === line.subject || Math.abs(s.value - line.value) <= z * Math.sqrt(within * (1 / s.judges + 1 / line.judges)));
}
