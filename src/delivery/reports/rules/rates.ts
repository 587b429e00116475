import type { Source } from '#src/core/decision.ts';
import type { Cents } from '#src/core/money.ts';
import type { CalendarDate } from '#src/core/time.ts';
import type { Band } from '#src/delivery/projects/states.ts';
import type { Delivery } from '#src/funding/calls/schema.ts';

type Personnel = Delivery['reporting']['personnel'];
type RateBody = 'enterprise' | 'university' | 'researchBody';

/** The column of the tables of unit costs that a body is in: anyone who is neither university nor research body counts as an enterprise. */
export const rateBodyOf = (kind: string): RateBody => (kind === 'university' || kind === 'researchBody' ? kind : 'enterprise');

export type Rate = { centsPerHour: Cents; source: Source; from: CalendarDate };

/** The unit cost of an hour worked on a day; undefined before the first table. */
export function rateOn(personnel: Personnel, kind: string, band: Band, day: CalendarDate): Rate | undefined {
  const table = personnel.rates.find((t) => t.from <= day && (t.until === null || day <= t.until));
  return table && { centsPerHour: table.centsPerHour[rateBodyOf(kind)][band], source: table.source, from: table.from };
}

/** What quarter hours cost at a price an hour, rounded down to the cent. */
export const costOfQuarters = (quarters: number, centsPerHour: Cents): Cents => Number((BigInt(quarters) * BigInt(centsPerHour)) / 4n);

export type Worker = { id: string; organisationId: string; kind: string; band: Band; hourCents: Cents | null };
/** `period`: the number of the earlier report that they would have stood in, had they been countersigned in time. */
export type DayHours = { workerId: string; workPackage: string; day: CalendarDate; quarters: number; period?: number | null };

/** Hours of one person in one month at one price. `month` is its first day; `source` says where the price comes from. */
export type PersonnelLine = {
  workerId: string;
  organisationId: string;
  month: CalendarDate;
  quarters: number;
  hourCents: Cents;
  cents: Cents;
  method: 'unit' | 'real';
  source: Source;
  /** Of hours that belong to an earlier period: its number. */
  period: number | null;
};

/**
 * The personnel cost of countersigned hours: a line for each person, month, price and period, so that a month in which the table changes has two. With real
 * costs the price is the person's documented one; who has none has no line (`unpriced` names them).
 */
export function personnelLines(
  personnel: Personnel,
  workers: readonly Worker[],
  hours: readonly DayHours[],
): { lines: PersonnelLine[]; unpriced: { workerId: string; day: CalendarDate }[] } {
  const byId = new Map(workers.map((w) => [w.id, w]));
  const lines = new Map<string, PersonnelLine>();
  const unpriced = new Map<string, { workerId: string; day: CalendarDate }>();
  for (const { workerId, day, quarters, period = null } of hours) {
    const worker = byId.get(workerId);
    if (!worker || quarters === 0) continue;
    const unit = personnel.method === 'unit' ? rateOn(personnel, worker.kind, worker.band, day) : undefined;
    const price = personnel.method === 'unit' ? unit?.centsPerHour : worker.hourCents;
    if (price === undefined || price === null) {
      if (!unpriced.has(workerId)) unpriced.set(workerId, { workerId, day });
      continue;
    }
    const month = `${day.slice(0, 7)}-01`;
    const key = `${workerId} ${month} ${price} ${period}`;
    const known = lines.get(key);
    if (known) known.quarters += quarters;
    else
      lines.set(key, {
        workerId,
        organisationId: worker.organisationId,
        month,
        quarters,
        hourCents: price,
        cents: 0,
        method: personnel.method,
        source: unit?.source ?? personnel.source,
        period,
      });
  }
  const made = [...lines.values()].map((l) => ({ ...l, cents: costOfQuarters(l.quarters, l.hourCents) }));
  made.sort((a, b) => order(a.month, b.month) || order(a.workerId, b.workerId) || a.hourCents - b.hourCents);
  return { lines: made, unpriced: [...unpriced.values()] };
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
