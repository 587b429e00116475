import type { Percent } from '#src/core/money.ts';
import { standing, type Standing } from '#src/core/floors.ts';

/** What somebody has to see to: a term that is over, or a paper that soon ends. */
export const alarmKinds = ['contractLate', 'guaranteeEnds', 'reportLate', 'checkLate', 'workLate', 'paymentLate', 'transferLate', 'recoveryLate'] as const;
export type AlarmKind = (typeof alarmKinds)[number];

/** A guarantee is told of so many days before it ends. */
export const GUARANTEE_DAYS = 60;

/** Shares that have a floor, and where on the overview each is explained. */
export const shareKinds = ['southCommitted', 'southAccepted', 'southPaid', 'southForecast', 'womenTeam', 'womenHired', 'southHired'] as const;
export type ShareKind = (typeof shareKinds)[number];
export type Share = { kind: ShareKind; at: 'south' | 'people' } & Standing;

type Parts = { part: number; whole: number };
type Floors = { south: Percent; women: Percent | null; southHires: Percent | null };

/** Each share beside its floor; those without a floor, or without anything to be a share of, are left out. */
export function sharesOf(parts: Record<ShareKind, Parts | null>, floors: Floors): Share[] {
  const floorOf = (kind: ShareKind) => (kind === 'southHired' ? floors.southHires : kind.startsWith('women') ? floors.women : floors.south);
  return shareKinds.flatMap((kind) => {
    const [of, floor] = [parts[kind], floorOf(kind)];
    if (of === null || of.whole === 0 || floor === null) return [];
    return [{ kind, at: kind.endsWith('Team') || kind.endsWith('Hired') ? 'people' : 'south', ...standing(of.part, of.whole, floor) } as Share];
  });
}
