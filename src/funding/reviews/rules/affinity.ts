/** What an expert knows, and what a proposal is about, as far as they can be compared. */
export type Expertise = { spokes: readonly number[]; sectors: readonly string[]; keywords: string };
export type Subject = { mainSpoke: number | null; spokes: readonly number[]; sector: string | null; text: string };

/** The parts of an affinity; together 100, whole numbers, so that sums of them are exact and the same everywhere. */
export const AFFINITY = { mainSpoke: 40, otherSpoke: 10, otherSpokesAtMost: 20, sector: 20, keyword: 5, keywordsAtMost: 20 } as const;

/** How well an expert fits a proposal, 0 to 100: its main Spoke, the others, the sector, and the expert's own keywords found in it. */
export function affinity(expert: Expertise, proposal: Subject): number {
  const main = proposal.mainSpoke !== null && expert.spokes.includes(proposal.mainSpoke) ? AFFINITY.mainSpoke : 0;
  const others = new Set(proposal.spokes.filter((s) => s !== proposal.mainSpoke && expert.spokes.includes(s))).size;
  const sector = proposal.sector !== null && expert.sectors.includes(proposal.sector) ? AFFINITY.sector : 0;
  const words = keywordsFound(expert.keywords, proposal.text);
  return main + Math.min(others * AFFINITY.otherSpoke, AFFINITY.otherSpokesAtMost) + sector + Math.min(words * AFFINITY.keyword, AFFINITY.keywordsAtMost);
}

/** Keywords are parted by commas, semicolons or lines; each counts once. Italian and English plurals are met by leaving out the ending. */
export function keywordsFound(keywords: string, text: string): number {
  const where = ` ${folded(text)} `;
  const wanted = new Set(
    keywords
      .split(/[,;\n]/)
      .map(folded)
      .filter((k) => k.length >= 3),
  );
  return [...wanted].filter((k) => where.includes(` ${k.length > 4 ? k.slice(0, -1) : k}`)).length;
}

const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
