import type { Params, Reason } from '#src/core/decision.ts';

export type Names = {
  proposals: readonly { id: string; protocol: string }[];
  experts: readonly { id: string; pseudonym: string; organisation?: string | null; employer?: string | null }[];
  hasConflict?: (proposal: string, person: string) => boolean;
  /** Barred by somebody’s decision, which they can lift. */
  isExcluded?: (proposal: string, person: string) => boolean;
};

/**
 * The solver knows ids; people know protocol numbers, pseudonyms and names of organisations. Which pairs it would help to open is left out:
 * here they are barred by conflicts and declarations, which are not to be waived for the sake of an assignment. Only of a proposal that cannot meet a rule at
 * all are the experts named (`waive`) whom a conflict keeps away: if it is none, a second person lifts it. Whom nothing but a decision by hand keeps away is
 * named too (`lift`), where that is enough.
 */
export function named(reasons: readonly Reason[], { proposals, experts, hasConflict = () => false, isExcluded = () => false }: Names): Reason[] {
  const names = new Map([
    ...proposals.map((p) => [p.id, p.protocol] as const),
    ...experts.map((e) => [e.id, e.pseudonym] as const),
    ...experts.flatMap((e) => (e.organisation && e.employer ? [[e.organisation, e.employer] as const] : [])),
  ]);
  const one = (text: string): string =>
    names.get(text) ?? text.replace(ruleText, (_all, rule: string, part: string, bound: string) => `${rule}: ${names.get(part) ?? part} ${bound}`);
  const say = (value: Params[string]): Params[string] => (typeof value === 'string' ? one(value) : Array.isArray(value) ? value.map(one).sort() : value);
  const waivable = ({ code, params }: Reason): { waive?: string[] } => {
    if (code !== 'assign.groupsUnmet') return {};
    const pairs = ((params['unbar'] ?? []) as readonly string[]).map((pair) => pair.split('/') as [string, string]);
    const waive = pairs.filter(([p, e]) => hasConflict(p, e)).map(([, e]) => one(e));
    return waive.length > 0 ? { waive } : {};
  };
  const liftable = ({ code, params }: Reason): { lift?: string[] } => {
    const { proposal, needed, available } = params;
    const byHand = (expert: string) => isExcluded(String(proposal), expert) && !hasConflict(String(proposal), expert);
    if (code === 'assign.tooFewReviewers') {
      const lift = experts.filter((e) => byHand(e.id)).map((e) => e.pseudonym);
      return lift.length > 0 && lift.length >= Number(needed) - Number(available) ? { lift } : {};
    }
    if (code !== 'assign.groupsUnmet') return {};
    const lift = ((params['unbar'] ?? []) as readonly string[]).map((pair) => pair.split('/')[1]!).filter(byHand);
    return lift.length > 0 ? { lift: lift.map(one) } : {};
  };
  return reasons.map((r) => ({
    ...r,
    params: { ...Object.fromEntries(Object.entries(r.params).map(([key, value]) => [key, key === 'unbar' ? [] : say(value)])), ...waivable(r), ...liftable(r) },
  }));
}

/** How the solver names one bound of a rule: `bothGenders: f ≥ 1`. */
export const ruleText = /^(\w+): (.+) ([≥≤] \d+)$/;
