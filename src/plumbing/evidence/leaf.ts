import { canonical } from '#src/core/canonical.ts';
import { leafHash } from '#src/core/merkle.ts';
import type { Instant } from '#src/core/time.ts';

/**
 * One event as the evidence log hashes it; `body` is canonical JSON already. Who reads a bundle offline builds the same leaf. `salt`: by chance, so that whoever
 * reads the hash alone, in a neighbour's proof, cannot find out by trying what the event says; old events have none.
 */
export type LoggedEvent = { at: Instant; actor: string | null; kind: string; subject: string; body: string; salt?: string };

/** By which key, and the signature itself; both in base64. */
export type SignedText = { signature: string; publicKey: string };

/** A signed tree head: what the log was, all of it, at one instant (RFC 9162 §4.10, signed with Ed25519 over canonical JSON). */
export type SignedHead = SignedText & { size: number; root: string; signedAt: Instant };

/** That one event stands in the log under a signed head; everything needed to check it offline. */
export type EvidenceProof = { event: LoggedEvent; index: number; proof: readonly string[]; head: SignedHead };

/** The RFC 9162 leaf hash of an event, hex. */
export const eventLeaf = (event: LoggedEvent): string => leafHash(new TextEncoder().encode(canonical(event)));

/** What a head's signature is over. */
export const headText = ({ root, signedAt, size }: Pick<SignedHead, 'size' | 'root' | 'signedAt'>): string => canonical({ root, signedAt, size });
