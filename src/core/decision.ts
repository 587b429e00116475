import type { Words } from './words.ts';

/**
 * Where a rule comes from. `status` is what we know about it:
 * `sourced` was read in the cited text, `brief` comes from the partnership's own presentation,
 * `inferred` is our reading of the law, `example` is a value made up for the demonstration and is labelled so wherever it shows.
 */
export type Source = { ref: string; status: 'sourced' | 'brief' | 'inferred' | 'example' };

/** Values that a reason's words are made of. Money is in whole cents under names ending in `Cents`, instants are ISO strings. */
export type Params = Record<string, string | number | boolean | null | Words | readonly string[]>;

/**
 * Why not. `code` is looked up in the rooms' copy; `at` names the field it belongs to; rules return codes, never sentences.
 * `who`: it is because of who asks; however things stand, this is not for them.
 */
export type Reason = { code: string; params: Params; source?: Source | undefined; at?: string | undefined; who?: true };

/** A rule that was looked at, met or not: what an applicant sees as a line of the checklist. */
export type Finding = Reason & { met: boolean };

/** Yes, or no with all reasons. An expected refusal is a value, not an exception. */
export type Decision = { ok: true } | { ok: false; reasons: readonly Reason[] };

export const yes: Decision = { ok: true };

export function no(...reasons: Reason[]): Decision {
  return { ok: false, reasons };
}

export function reason(code: string, params: Params = {}, more: { source?: Source; at?: string } = {}): Reason {
  return { code, params, ...more };
}

/** All of them must say yes; the reasons of every no are kept, in order. */
export function all(...decisions: Decision[]): Decision {
  const reasons = decisions.flatMap((d) => (d.ok ? [] : d.reasons));
  return reasons.length === 0 ? yes : { ok: false, reasons };
}

/** `condition` or no for this reason. */
export function unless(condition: boolean, code: string, params: Params = {}, more: { source?: Source; at?: string } = {}): Decision {
  return condition ? yes : no(reason(code, params, more));
}

/** `condition` or no because of who asks (403). What `unless` refuses is a matter of how things stand now (409). */
export function only(condition: boolean, code: string, params: Params = {}, more: { source?: Source; at?: string } = {}): Decision {
  return condition ? yes : no({ ...reason(code, params, more), who: true });
}

/** A decision from findings: yes when every one is met. */
export function decide(findings: readonly Finding[]): Decision {
  const reasons = findings.filter((f) => !f.met).map(({ met: _met, ...why }) => why);
  return reasons.length === 0 ? yes : { ok: false, reasons };
}
