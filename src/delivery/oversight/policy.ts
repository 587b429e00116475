import { hasRole, type Actor } from '#src/core/actor.ts';
import { only, unless, type Decision } from '#src/core/decision.ts';
import type { CalendarDate } from '#src/core/time.ts';

/** The Spokes whose money a person sees: all of them (null), those that they lead, or none. */
export function spokesOf(actor: Actor | null): readonly number[] | null {
  if (hasRole(actor, 'office', 'auditor', 'payer')) return null;
  return (actor?.grants ?? []).flatMap((g) => (g.role === 'spokeLeader' && g.scope !== null ? [Number(g.scope)] : []));
}

/** Who watches the whole: the office, auditors and who pays; the leader of a Spoke sees that Spoke. */
export const can = {
  watch: (actor: Actor | null): Decision => {
    const spokes = spokesOf(actor);
    return unless(spokes === null || spokes.length > 0, 'notFound');
  },
  /** What the ministry is handed is frozen by the office of the whole programme. */
  handOver: (actor: Actor | null): Decision => only(actor?.grants.some((g) => g.role === 'office' && g.scope === null) ?? false, 'oversight.officeOnly'),
  /** What has not begun has nothing to hand over. */
  freeze: (from: CalendarDate, today: CalendarDate): Decision => unless(from <= today, 'oversight.halfToCome', { from }),
  /** Files for the ministry have a line for each person, though no names. */
  exportAll: (actor: Actor | null): Decision => unless(hasRole(actor, 'office', 'auditor'), 'notFound'),
};
