import type { Params, Reason } from '#src/core/decision.ts';

type Names = { proposals: readonly { id: string; protocol: string }[]; experts: readonly { id: string; pseudonym: string }[] };

/** The solver knows ids; people know protocol numbers and pseudonyms. */
export function named(reasons: readonly Reason[], { proposals, experts }: Names): Reason[] {
  const names = new Map([...proposals.map((p) => [p.id, p.protocol] as const), ...experts.map((e) => [e.id, e.pseudonym] as const)]);
  const say = (value: Params[string]): Params[string] =>
    typeof value === 'string' ? (names.get(value) ?? value) : Array.isArray(value) ? value.map((v: string) => names.get(v) ?? v).sort() : value;
  return reasons.map((r) => ({ ...r, params: Object.fromEntries(Object.entries(r.params).map(([key, value]) => [key, say(value)])) }));
}
