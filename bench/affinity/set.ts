import type { Expertise, Subject } from '#src/funding/experts/rules/affinity.ts';
import { filler, topics } from './topics.ts';

export type Language = 'it' | 'en';
/** 3 the expert's own field is the proposal's, 2 one's own is the other's second, 1 second and second, 0 nothing in common. */
export type Grade = 0 | 1 | 2 | 3;
export type LabelledSet = {
  experts: (Expertise & { language: Language })[];
  proposals: (Subject & { language: Language })[];
  /** A row per proposal. */
  relevance: Grade[][];
};

export function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * Synthetic, labelled by construction: three experts and four proposals for each of sixteen topics, each with a second topic, in Italian or English.
 * Noise as in life: phrases of other topics slip in, everyone writes filler, a fifth of the experts tick a wrong Spoke or none, a sixth of the
 * proposals stand under another Spoke than their subject's, two keywords in five are what the whole Spoke would write.
 */
export function labelledSet(seed: number): LabelledSet {
  const next = sequence(seed);
  const any = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const some = (list: readonly string[], n: number): string[] =>
    list
      .map((text) => ({ text, at: next() }))
      .sort((a, b) => a.at - b.at)
      .slice(0, n)
      .map((t) => t.text);
  const otherThan = (t: number) => (t + 1 + Math.floor(next() * (topics.length - 1))) % topics.length;
  const stray = (language: Language, n: number) => Array.from({ length: n }, () => any(any(topics)[language]));

  const experts = topics.flatMap((own, t) =>
    Array.from({ length: 3 }, () => {
      const second = otherThan(t);
      const language: Language = next() < 0.6 ? 'it' : 'en';
      const ticked = next();
      return {
        first: t,
        second,
        language,
        spokes: ticked < 0.1 ? [] : ticked < 0.2 ? [any(topics).spoke] : [...new Set([own.spoke, ...(next() < 0.5 ? [topics[second]!.spoke] : [])])],
        sectors: next() < 0.7 ? [own.sector] : [],
        keywords: [...some(own[language], 3), ...stray(language, 2)].join(', '),
        text: [...some(own[language], 5), ...some(topics[second]![language], 3), ...some(filler[language], 6), ...stray(language, 2)].join('. '),
      };
    }),
  );
  const proposals = topics.flatMap((own, t) =>
    Array.from({ length: 4 }, () => {
      const second = otherThan(t);
      const language: Language = next() < 0.7 ? 'it' : 'en';
      return {
        first: t,
        second,
        language,
        mainSpoke: next() < 1 / 6 ? any(topics).spoke : own.spoke,
        spokes: [topics[second]!.spoke],
        sector: next() < 0.8 ? own.sector : any(topics).sector,
        text: [...some(own[language], 6), ...some(topics[second]![language], 3), ...some(filler[language], 10), ...stray(language, 3)].join('. '),
      };
    }),
  );
  const grade = (e: { first: number; second: number }, p: { first: number; second: number }): Grade => {
    if (e.first === p.first) return 3;
    if (e.first === p.second || e.second === p.first) return 2;
    return e.second === p.second ? 1 : 0;
  };
  return { experts, proposals, relevance: proposals.map((p) => experts.map((e) => grade(e, p))) };
}
