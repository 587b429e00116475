import { reason, type Reason, type Source } from '#src/core/decision.ts';
import type { Cents, Percent } from '#src/core/money.ts';
import { sizeClasses, type Relation, type SizeClass } from '../states.ts';

/**
 * The size of an enterprise as Annex I of Reg. (EU) 651/2014 counts it: staff and either turnover or balance sheet (art. 2), partner enterprises
 * in proportion and linked ones whole (art. 6), a status that moves only when two accounting periods in a row say so (art. 4, par. 2), and no small
 * or medium enterprise where public bodies hold a quarter of it (art. 3, par. 4).
 */
const annex = (article: string): Source => ({ ref: `Reg. (UE) 651/2014, allegato I, ${article}`, status: 'inferred' });
export const sizeSources = {
  ceilings: annex('art. 2'),
  relations: annex('artt. 3 e 6'),
  period: annex('art. 4, par. 2'),
  publicControl: annex('art. 3, par. 4'),
};

export type SizeFigures = { /** Annual work units, at most two decimals. */ staffUnits: number; turnoverCents: Cents; balanceCents: Cents };
export type RelatedEnterprise = SizeFigures & { name: string; relation: Relation; /** The greater of capital and voting rights. */ percent: Percent };
export type SizeYear = SizeFigures & { year: number; publiclyControlled: boolean; related: readonly RelatedEnterprise[] };

/** Staff must be fewer than `staffBelow`, and one of the two amounts must not pass its own ceiling. */
export const ceilings: readonly { size: Exclude<SizeClass, 'large'>; staffBelow: number; turnoverCents: Cents; balanceCents: Cents }[] = [
  { size: 'micro', staffBelow: 10, turnoverCents: 200_000_000, balanceCents: 200_000_000 },
  { size: 'small', staffBelow: 50, turnoverCents: 1_000_000_000, balanceCents: 1_000_000_000 },
  { size: 'medium', staffBelow: 250, turnoverCents: 5_000_000_000, balanceCents: 4_300_000_000 },
];

/** What one enterprise adds to the sums: a partner its percentage, a linked one all of it. */
export type SizeLine = SizeFigures & { name: string | null; relation: Relation | null; countedPercent: Percent };
export type YearSize = {
  year: number;
  lines: readonly SizeLine[];
  total: SizeFigures;
  /** What this year alone says. */
  alone: SizeClass;
  /** What holds after this year. */
  inForce: SizeClass;
  publiclyControlled: boolean;
};

/** Each year with its sums, oldest first. */
export function sizesOf(years: readonly SizeYear[]): YearSize[] {
  const sizes: YearSize[] = [];
  for (const given of [...years].sort((a, b) => a.year - b.year)) {
    const exact = exactTotal(given);
    const alone = given.publiclyControlled ? 'large' : classOf(exact);
    const before = sizes.at(-1);
    sizes.push({
      year: given.year,
      lines: linesOf(given),
      total: {
        staffUnits: Number(exact.staff / 10_000n) / 100,
        turnoverCents: Number(exact.turnover / 10_000n),
        balanceCents: Number(exact.balance / 10_000n),
      },
      alone,
      inForce: given.publiclyControlled || before === undefined || before.year !== given.year - 1 ? alone : moved(before, alone),
      publiclyControlled: given.publiclyControlled,
    });
  }
  return sizes;
}

/** Up or down only as far as both years agree. */
function moved(before: YearSize, now: SizeClass): SizeClass {
  const [status, first, second] = [before.inForce, before.alone, now].map((size) => sizeClasses.indexOf(size)) as [number, number, number];
  if (first > status && second > status) return sizeClasses[Math.min(first, second)]!;
  if (first < status && second < status) return sizeClasses[Math.max(first, second)]!;
  return before.inForce;
}

/** In ten-thousandths of a hundredth of a unit and of a cent: percentages have two decimals, so nothing is rounded before it is compared. */
type Exact = { staff: bigint; turnover: bigint; balance: bigint };

function exactTotal(year: SizeYear): Exact {
  const total: Exact = { staff: 0n, turnover: 0n, balance: 0n };
  for (const e of [{ ...year, share: 100 }, ...year.related.map((r) => ({ ...r, share: shareOf(r) }))]) {
    const weight = BigInt(Math.round(e.share * 100));
    total.staff += BigInt(Math.round(e.staffUnits * 100)) * weight;
    total.turnover += BigInt(e.turnoverCents) * weight;
    total.balance += BigInt(e.balanceCents) * weight;
  }
  return total;
}

const shareOf = (related: RelatedEnterprise): Percent => (related.relation === 'linked' ? 100 : related.percent);

function classOf({ staff, turnover, balance }: Exact): SizeClass {
  const fits = ceilings.find(
    (c) => staff < BigInt(c.staffBelow) * 1_000_000n && (turnover <= BigInt(c.turnoverCents) * 10_000n || balance <= BigInt(c.balanceCents) * 10_000n),
  );
  return fits?.size ?? 'large';
}

function linesOf(year: SizeYear): SizeLine[] {
  const counted = (e: SizeFigures, name: string | null, relation: Relation | null, countedPercent: Percent): SizeLine => {
    const weight = BigInt(Math.round(countedPercent * 100));
    const part = (value: number) => Number((BigInt(value) * weight) / 10_000n);
    return {
      name,
      relation,
      countedPercent,
      staffUnits: part(Math.round(e.staffUnits * 100)) / 100,
      turnoverCents: part(e.turnoverCents),
      balanceCents: part(e.balanceCents),
    };
  };
  return [counted(year, null, null, 100), ...year.related.map((r) => counted(r, r.name, r.relation, shareOf(r)))];
}

/** The declared size against the one that the figures give; nothing to say where they agree or where there are none. */
export function sizeDifference(declared: SizeClass | null, sizes: readonly YearSize[]): Reason | null {
  const last = sizes.at(-1);
  if (declared === null || last === undefined || last.inForce === declared) return null;
  return reason('organisations.sizeDiffers', { declared, computed: last.inForce, year: String(last.year) }, { source: sizeSources.ceilings, at: 'sizeClass' });
}

/** A partner holds from 25 % up to half, a linked enterprise more: another percentage is the other relation, or none. */
export function checkRelated({ relation, percent }: { relation: Relation; percent: Percent }): Reason | null {
  if (relation === 'partner' && (percent < 25 || percent > 50))
    return reason('organisations.partnerPercent', {}, { at: 'percent', source: sizeSources.relations });
  return null;
}
