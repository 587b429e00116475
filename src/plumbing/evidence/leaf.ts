import { canonical } from '#src/core/canonical.ts';
import { leafHash } from '#src/core/merkle.ts';
import type { Instant } from '#src/core/time.ts';

/** One event as the evidence log hashes it; `body` is canonical JSON already. Who reads a bundle offline builds the same leaf. */
export type LoggedEvent = { at: Instant; actor: string | null; kind: string; subject: string; body: string };

/** The RFC 9162 leaf hash of an event, hex. */
export const eventLeaf = (event: LoggedEvent): string => leafHash(Buffer.from(canonical(event)));
