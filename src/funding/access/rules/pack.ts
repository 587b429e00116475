import type { Redaction } from './redaction.ts';

/** One file of a pack: its fingerprint, the rules that it was redacted by, and how much each text lost. */
export type PackFile = {
  name: string;
  what: 'ownProposal' | 'ownPaper' | 'ownFile' | 'ownScores' | 'ranking' | 'others' | 'othersData';
  sha256: string;
  bytes: number;
  rules: readonly Redaction[];
  omitted: number;
};

/** What a pack holds; stands in it as `index.json` and is kept with the request. */
export type PackIndex = {
  format: 'mics-access-pack/1';
  request: string;
  protocol: string;
  madeAt: string;
  files: readonly PackFile[];
};
