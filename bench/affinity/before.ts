import type { Expertise, Subject } from '#src/funding/experts/rules/affinity.ts';

/** How affinity was computed before texts were compared: Spokes, sector, and the keywords that stand in the proposal as they are. */
export function before(expert: Expertise, proposal: Subject): number {
  const main = proposal.mainSpoke !== null && expert.spokes.includes(proposal.mainSpoke) ? 40 : 0;
  const others = new Set(proposal.spokes.filter((s) => s !== proposal.mainSpoke && expert.spokes.includes(s))).size;
  const sector = proposal.sector !== null && expert.sectors.includes(proposal.sector) ? 20 : 0;
  return main + Math.min(others * 10, 20) + sector + Math.min(keywordsFound(expert.keywords, proposal.text) * 5, 20);
}

function keywordsFound(keywords: string, text: string): number {
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
