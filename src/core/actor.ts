import type { Locale } from './words.ts';

/** The roles of a partnership. A grant may be limited to one Spoke, call or organisation by `scope`. */
export const roles = ['office', 'spokeLeader', 'applicant', 'expert', 'chair', 'auditor', 'payer'] as const;
export type Role = (typeof roles)[number];

export type RoleGrant = { role: Role; scope: string | null };

/** Who asks. `organisationIds` are those that the person acts for. */
export type Actor = {
  id: string;
  name: string;
  email: string;
  locale: Locale;
  grants: readonly RoleGrant[];
  organisationIds: readonly string[];
};

export const hasRole = (actor: Actor | null, ...wanted: readonly Role[]): boolean => actor !== null && actor.grants.some((g) => wanted.includes(g.role));

/** Holds `role` everywhere, or for exactly this scope. */
export const hasRoleFor = (actor: Actor | null, role: Role, scope: string): boolean =>
  actor !== null && actor.grants.some((g) => g.role === role && (g.scope === null || g.scope === scope));
