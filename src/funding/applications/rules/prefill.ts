import type { ContractKind, Gender } from '#src/partnership/organisations/states.ts';
import type { StaffLine } from '../snapshot.ts';
import type { Contract } from '../states.ts';

/** One person of an organisation's register, as far as a proposal asks. */
export type Registered = { role: string; gender: Gender; birthYear: number; contract: ContractKind; newHire: boolean };

const contractOf: Record<ContractKind, Contract> = {
  permanent: 'permanent',
  fixedTerm: 'fixedTerm',
  researcherTd: 'fixedTerm',
  researchContract: 'researchFellow',
  doctorate: 'phd',
  apprenticeship: 'fixedTerm',
  other: 'contractor',
};

/**
 * The lines that are there already, untouched, and below them those of the register that none of them speaks of. Plain counts stay too: whoever
 * fills in the form sees both and ticks off what the register says better.
 */
export function addedFromRegister(lines: readonly StaffLine[], register: readonly StaffLine[]): StaffLine[] {
  const kind = ({ profile, gender, age, contract, newHire }: StaffLine) => [profile, gender, age, contract, newHire].join('\n');
  const there = new Set(lines.map(kind));
  return [...lines, ...register.filter((l) => !there.has(kind(l)))];
}

/** People of one role, gender, age and contract become one line; nobody's name leaves the register. */
export function linesFromRegister(people: readonly Registered[], year: number): StaffLine[] {
  const lines = new Map<string, StaffLine>();
  for (const p of people) {
    const age = year - p.birthYear;
    const line: StaffLine = {
      profile: p.role.slice(0, 200),
      gender: p.gender,
      age: age < 30 ? 'under30' : age < 40 ? '30to39' : '40plus',
      contract: contractOf[p.contract],
      newHire: p.newHire,
      heads: 1,
      personMonths: null,
    };
    const key = [line.profile, line.gender, line.age, line.contract, line.newHire].join('\n');
    const known = lines.get(key);
    lines.set(key, known ? { ...known, heads: known.heads + 1 } : line);
  }
  return [...lines.values()];
}
