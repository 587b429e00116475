import { canonical } from './canonicalText.ts';
import { sha256 } from './sha256.ts';

export { canonical, sha256 };

/** The SHA-256 of a value's canonical text: what a frozen decision, a call version or a receipt is known by. */
export const hashOf = (value: unknown): string => sha256(canonical(value));
