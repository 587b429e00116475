import { sum, type Cents } from '#src/core/money.ts';
import { romeInstant, type Instant } from '#src/core/time.ts';
import type { Call, CallAct } from '../schema.ts';

type ActOf<K extends CallAct['kind']> = Extract<CallAct, { kind: K }>;

export const actsOf = <K extends CallAct['kind']>(call: Call, kind: K): ActOf<K>[] => call.acts.filter((a): a is ActOf<K> => a.kind === kind);

export const opensAt = (call: Call): Instant => romeInstant(call.dates.opensAt);

/** The instant of the deadline after every extension. */
export const currentDeadline = (call: Call): Instant => deadlineHistory(call).at(-1)!.closesAt;

/** The same on the clocks of Rome, as the call says it. */
export const lastDeadline = (call: Call): string => actsOf(call, 'deadlineExtension').at(-1)?.to ?? call.dates.closesAt;

/** Each deadline that the call has had, the first without an act, each later one with the act that set it. */
export function deadlineHistory(call: Call): { closesAt: Instant; act: ActOf<'deadlineExtension'> | null }[] {
  const extended = actsOf(call, 'deadlineExtension').map((act) => ({ closesAt: romeInstant(act.to), act }));
  return [{ closesAt: romeInstant(call.dates.closesAt), act: null }, ...extended];
}

export type PotHistory = { id: string; title: Call['pots'][number]['title']; initialCents: Cents; raises: ActOf<'budgetRaise'>[]; cents: Cents };

/** Every pot with what it started from, its raises and what it holds now. */
export function potHistory(call: Call): PotHistory[] {
  return call.pots.map((pot) => {
    const raises = actsOf(call, 'budgetRaise').filter((a) => a.pot === pot.id);
    return { id: pot.id, title: pot.title, initialCents: pot.cents, raises, cents: sum([pot.cents, ...raises.map((a) => a.cents)]) };
  });
}

/** What the call can grant after every raise: one pot, or all of them together. */
export const currentPot = (call: Call, potId?: string): Cents =>
  sum(
    potHistory(call)
      .filter((p) => potId === undefined || p.id === potId)
      .map((p) => p.cents),
  );

/** What the call could grant when it was published. */
export const initialPot = (call: Call): Cents => sum(call.pots.map((p) => p.cents));

/**
 * The call as it stood after each act: version 1 is the call as published, each act makes the next.
 * The last is the call itself; an application points at the one it was handed in under.
 */
export const versionsOf = (call: Call): Call[] => Array.from({ length: call.acts.length + 1 }, (_, n) => ({ ...call, acts: call.acts.slice(0, n) }));

export const callPhases = ['upcoming', 'open', 'closed'] as const;
export type CallPhase = (typeof callPhases)[number];

/** "By 12:00" includes the very instant of 12:00:00.000; one millisecond later is too late. */
export function callPhase(call: Call, now: Instant): CallPhase {
  if (now < opensAt(call)) return 'upcoming';
  return now <= currentDeadline(call) ? 'open' : 'closed';
}
