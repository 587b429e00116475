import { hasRole, type Actor } from '#src/core/actor.ts';
import { unless, type Decision } from '#src/core/decision.ts';

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
  /** Files for the ministry name people. */
  exportAll: (actor: Actor | null): Decision => unless(hasRole(actor, 'office', 'auditor'), 'notFound'),
};
