import type { MemberStaff, Snapshot } from '#src/funding/applications/snapshot.ts';
import type { Gender, WorkContract } from '../states.ts';

/** A place in the team that a proposal promised, before it has a name. */
export type Place = {
  organisation: string;
  role: string;
  gender: Gender | null;
  contract: WorkContract;
  newHire: boolean;
  region: string;
  ftePercent: number;
};

/** No proposal fills more places of one line than this: whoever counts hundreds of people names them by themselves. */
const MOST = 60;

/** One place for each head of the staff that was promised, with the share of time that its months come to. */
export function placesOf(snapshot: Snapshot, months: number): Place[] {
  const regionOf = new Map(snapshot.facts.members.map((m) => [m.id, m.region]));
  const lines: readonly MemberStaff[] =
    snapshot.staff ??
    snapshot.facts.members.map(({ id, staff: { women, men, other = 0 } }) => ({
      organisation: id,
      lines: (
        [
          ['f', women],
          ['m', men],
          ['x', other],
        ] as const
      ).map(([gender, heads]) => ({ profile: '', gender, age: null, contract: 'notStated' as const, newHire: false, heads, personMonths: null })),
    }));
  return lines.flatMap(({ organisation, lines: of }) =>
    of.flatMap((line) =>
      Array.from({ length: Math.min(line.heads, MOST) }, (): Place => ({
        organisation,
        role: line.profile,
        gender: line.gender,
        contract: line.contract,
        newHire: line.newHire,
        region: regionOf.get(organisation) ?? '',
        ftePercent: line.personMonths === null ? 100 : Math.min(100, Math.max(1, Math.round((line.personMonths * 100) / (line.heads * months)))),
      })),
    ),
  );
}
