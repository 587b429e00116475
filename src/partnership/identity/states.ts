import type { Role } from '#src/core/actor.ts';

/** How a session was opened. `example` is one click on a persona, in example mode only. */
export const signInMethods = ['password', 'passkey', 'provider', 'example'] as const;
export type SignInMethod = (typeof signInMethods)[number];

/** Why a session ended. `passwordChanged` closes all the others, `expired` is noticed when it is next shown. */
export const closings = ['signedOut', 'revoked', 'passwordChanged', 'expired'] as const;
export type Closing = (typeof closings)[number];

/** What a grant of each role may be limited to. A Spoke leader leads one Spoke; an expert or a chair may serve one call, or all. */
export const scopeOf: Record<Role, 'none' | 'spoke' | 'callOrAll'> = {
  office: 'none',
  spokeLeader: 'spoke',
  applicant: 'none',
  expert: 'callOrAll',
  chair: 'callOrAll',
  auditor: 'none',
  payer: 'none',
};

/** The shortest password. Length is what counts (NIST SP 800-63B, 3.1.1.2); no rule about kinds of characters. */
export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;
