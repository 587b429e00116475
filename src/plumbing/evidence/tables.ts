import type { GeneratedAlways } from 'kysely';

export type EvidenceEventsRow = {
  id: GeneratedAlways<number>;
  at: string;
  actor: string | null;
  kind: string;
  subject: string;
  body: string;
  /** By chance, told only with the event itself: a hash of what can be guessed tells nothing. None on events of before. */
  salt: string | null;
  leaf_hash: string;
  leaf_index: number | null;
  /** Ids and protocol numbers that the line holds, so that it is quickly found who may not read it; set when the line is sealed, no part of its leaf. */
  names: string[] | null;
};

export type EvidenceHeadsRow = {
  size: number;
  root: string;
  signed_at: string;
  signature: string;
  public_key: string;
};

/** The hash of a complete subtree of 2^`level` leaves; only every fourth level is kept. */
export type EvidenceNodesRow = {
  level: number;
  index: number;
  hash: string;
};

declare module '#src/plumbing/database/database.ts' {
  interface Database {
    evidence_events: EvidenceEventsRow;
    evidence_heads: EvidenceHeadsRow;
    evidence_nodes: EvidenceNodesRow;
  }
}
