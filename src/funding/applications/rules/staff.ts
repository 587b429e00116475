import type { StaffFacts } from '#src/funding/calls/facts.ts';
import type { StaffLine } from '../snapshot.ts';

/** A profile with whom it names. */
export const profileSaid = ({ profile, people }: StaffLine, notStated: string): string =>
  [profile || notStated, (people ?? []).map((p) => (p.orcid ? `${p.name} (ORCID ${p.orcid})` : p.name)).join(', ')].filter(Boolean).join(': ');

/** What the rules count, out of the lines. */
export function staffCounts(lines: readonly StaffLine[]): StaffFacts {
  const heads = (fits: (line: StaffLine) => boolean) => lines.reduce((n, line) => n + (fits(line) ? line.heads : 0), 0);
  const other = heads((l) => l.gender === 'x');
  return {
    women: heads((l) => l.gender === 'f'),
    men: heads((l) => l.gender === 'm'),
    under40: heads((l) => l.age !== null && l.age !== '40plus'),
    newHires: heads((l) => l.newHire),
    ...(other > 0 && { other }),
  };
}

/**
 * Lines with exactly these totals, for who only gives counts. Counts do not say who of the younger is a woman: they are divided as women
 * and men are, new hires stand among the younger first, and the lines say that profile and contract were not stated.
 */
export function linesOf({ women, men, under40, newHires }: StaffFacts): StaffLine[] {
  const staff = women + men;
  const youngWomen = staff === 0 ? 0 : Math.floor((2 * under40 * women + staff) / (2 * staff));
  const cells: [StaffLine['gender'], StaffLine['age'], number][] = [
    ['f', 'under40', youngWomen],
    ['m', 'under40', under40 - youngWomen],
    ['f', '40plus', women - youngWomen],
    ['m', '40plus', men - (under40 - youngWomen)],
  ];
  let toPlace = newHires;
  const lines: StaffLine[] = [];
  const add = (gender: StaffLine['gender'], age: StaffLine['age'], newHire: boolean, heads: number) => {
    if (heads > 0) lines.push({ profile: '', gender, age, contract: 'notStated', newHire, heads, personMonths: null });
  };
  for (const [gender, age, heads] of cells) {
    const hires = Math.min(heads, toPlace);
    toPlace -= hires;
    add(gender, age, false, heads - hires);
    add(gender, age, true, hires);
  }
  // People still to be found, counted as hires and not yet as women or men.
  add(null, null, true, toPlace);
  return lines;
}

export const sameCounts = (a: StaffFacts, b: StaffFacts): boolean =>
  a.women === b.women && a.men === b.men && a.under40 === b.under40 && a.newHires === b.newHires;
