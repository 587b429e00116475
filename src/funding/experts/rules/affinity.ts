import { likeness, likenesses, sharesOf, statisticsOf, vectorOf, type Statistics } from '#src/core/text/likeness.ts';
import { termsOf, wordsFor, type Terms } from '#src/core/text/terms.ts';

/** What an expert knows, and what a proposal is about, as far as they can be compared. `text`: curriculum and titles of publications. */
export type Expertise = { spokes: readonly number[]; sectors: readonly string[]; keywords: string; text?: string };
export type Subject = { mainSpoke: number | null; spokes: readonly number[]; sector: string | null; text: string };

/** The parts of an affinity; together 100, whole numbers, so that sums of them are exact and the same everywhere. */
export const AFFINITY = { mainSpoke: 20, otherSpoke: 5, otherSpokesAtMost: 10, sector: 10, words: 60 } as const;

/** A keyword counts as often as three mentions in the curriculum: the expert chose it. */
const KEYWORD_TIMES = 3;

const read = new WeakMap<object, Terms>();
function once<T extends object>(of: T, terms: (of: T) => Terms): Terms {
  const before = read.get(of);
  if (before) return before;
  const made = terms(of);
  read.set(of, made);
  return made;
}
const termsOfExpert = (e: Expertise): Terms => once(e, ({ keywords, text = '' }) => termsOf({ text: keywords, times: KEYWORD_TIMES }, text));
const termsOfProposal = (p: Subject): Terms => once(p, ({ text }) => termsOf(text));

/** How rare each word is among the texts that are compared: the proposals' and the experts'. Kept with what is computed from it. */
export const statisticsFor = (experts: readonly Expertise[], proposals: readonly Subject[]): Statistics =>
  statisticsOf([...experts.map(termsOfExpert), ...proposals.map(termsOfProposal)]);

/** The points of likeness. Its square root: texts of different length and language have few words in common even when they speak of the same. */
const pointsOf = (alike: number): number => Math.round(AFFINITY.words * Math.sqrt(alike));

function topicPoints(expert: Expertise, proposal: Subject): { mainSpoke: number; otherSpokes: number; sector: number } {
  const others = new Set(proposal.spokes.filter((s) => s !== proposal.mainSpoke && expert.spokes.includes(s))).size;
  return {
    mainSpoke: proposal.mainSpoke !== null && expert.spokes.includes(proposal.mainSpoke) ? AFFINITY.mainSpoke : 0,
    otherSpokes: Math.min(others * AFFINITY.otherSpoke, AFFINITY.otherSpokesAtMost),
    sector: proposal.sector !== null && expert.sectors.includes(proposal.sector) ? AFFINITY.sector : 0,
  };
}

const topicTotal = (expert: Expertise, proposal: Subject): number => {
  const { mainSpoke, otherSpokes, sector } = topicPoints(expert, proposal);
  return mainSpoke + otherSpokes + sector;
};

/** How well an expert fits a proposal, 0 to 100: its main Spoke, the others, the sector, and how much their texts have in common. */
export function affinity(expert: Expertise, proposal: Subject, statistics: Statistics): number {
  const alike = likeness(vectorOf(termsOfExpert(expert), statistics), vectorOf(termsOfProposal(proposal), statistics));
  return topicTotal(expert, proposal) + pointsOf(alike);
}

/** The affinity of every pair, a row per proposal; the same as one by one, in a fraction of the time. */
export function affinities(proposals: readonly Subject[], experts: readonly Expertise[], statistics: Statistics): number[][] {
  const alike = likenesses(
    proposals.map((p) => vectorOf(termsOfProposal(p), statistics)),
    experts.map((e) => vectorOf(termsOfExpert(e), statistics)),
  );
  return proposals.map((p, i) => experts.map((e, j) => topicTotal(e, p) + pointsOf(alike[i]![j]!)));
}

/** A word in common: as the proposal writes it, as the expert does, and its share of what they have in common, in whole percent. */
export type CommonWord = { inProposal: string; inExpertise: string; percent: number };
export type Explained = { total: number; mainSpoke: number; otherSpokes: number; sector: number; words: number; common: CommonWord[] };

/** The parts of an affinity and the words that made it, the heaviest first. @param most how many words */
export function explainAffinity(expert: Expertise, proposal: Subject, statistics: Statistics, most = 8): Explained {
  const [one, other] = [vectorOf(termsOfExpert(expert), statistics), vectorOf(termsOfProposal(proposal), statistics)];
  const words = pointsOf(likeness(one, other));
  const [written, known] = [wordsFor(proposal.text), wordsFor(`${expert.keywords}\n${expert.text ?? ''}`)];
  const parts = topicPoints(expert, proposal);
  return {
    total: parts.mainSpoke + parts.otherSpokes + parts.sector + words,
    ...parts,
    words,
    // Words that everybody uses give no point, and are not named as if they had; nor are those that round to nothing.
    common: (words === 0 ? [] : sharesOf(one, other))
      .slice(0, most)
      .map(({ term, share }) => ({ inProposal: written.get(term) ?? term, inExpertise: known.get(term) ?? term, percent: Math.round(share * 100) }))
      .filter((word) => word.percent > 0),
  };
}
