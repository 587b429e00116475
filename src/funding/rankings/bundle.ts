import { hashOf } from '#src/core/canonical.ts';
import { callSchema } from '#src/funding/calls/schema.ts';
import type { EvidenceProof } from '#src/plumbing/evidence/log.ts';
import { z } from 'zod';
import type { RankingInput } from './rules/input.ts';
import { rank, type Ranking } from './rules/rank.ts';
import { rankingKinds } from './states.ts';

/**
 * Everything that a ranking was computed from, and what came of it: enough to compute it again with no database.
 * Published as `docs/formats/ranking-bundle.schema.json`. Experts stand under their pseudonyms.
 */
const cents = z.int().min(0);
const points = z.record(z.string(), z.number().min(0));
const hex = z.string().regex(/^[0-9a-f]{64}$/);
const reasonSchema = z.looseObject({ code: z.string(), params: z.record(z.string(), z.unknown()) });

const application = z.strictObject({
  id: z.string().min(1),
  protocol: z.string().min(1),
  submittedAt: z.iso.datetime(),
  title: z.string(),
  screening: z.strictObject({ outcome: z.enum(['admitted', 'excluded']), reasons: z.array(reasonSchema) }),
  facts: z.strictObject({ eligibleCents: cents, grantCents: cents, southEligibleCents: cents, southGrantCents: cents, women: z.int().min(0), men: z.int().min(0), under40: z.int().min(0) }),
  reviews: z.array(z.strictObject({ expert: z.string(), points, premiums: points })),
  consensus: z.strictObject({ points, premiums: points }).nullable(),
});

const head = z.strictObject({ size: z.int().min(1), root: hex, signedAt: z.iso.datetime(), signature: z.string(), publicKey: z.string() });
const evidence = z.strictObject({
  event: z.strictObject({ at: z.iso.datetime(), actor: z.string().nullable(), kind: z.string(), subject: z.string(), body: z.string() }),
  index: z.int().min(0),
  proof: z.array(hex),
  head,
});

export const rankingBundleSchema = z.strictObject({
  format: z.literal('mics-ranking-bundle/1'),
  kind: z.enum(rankingKinds),
  call: callSchema,
  callVersion: z.int().min(1),
  applications: z.array(application),
  renunciations: z.array(z.strictObject({ application: z.string(), on: z.iso.date(), ref: z.string() })),
  seed: z.string().min(1),
  /** SHA-256 of the canonical JSON of everything above, applications in the order of their ids. */
  inputHash: hex.optional(),
  /** What was published. `rank` computes it; `verify` computes it again and compares. */
  ranking: z.looseObject({ format: z.literal('mics-ranking/1') }).optional(),
  rankingHash: hex.optional(),
  evidence: evidence.optional(),
});

export type RankingBundle = RankingInput & { format: 'mics-ranking-bundle/1'; kind: (typeof rankingKinds)[number]; inputHash: string; ranking: Ranking; rankingHash: string; evidence?: EvidenceProof };

/** The hash of what goes in. */
export function hashOfInput({ call, callVersion, applications, renunciations, seed }: RankingInput): string {
  return hashOf({ call, callVersion, applications: applications.toSorted((a, b) => (a.id < b.id ? -1 : 1)), renunciations, seed });
}

/** Computes the ranking of an input and binds the two by their hashes. */
export function bundleOf(input: RankingInput, kind: RankingBundle['kind']): RankingBundle {
  const { call, callVersion, renunciations, seed } = input;
  const applications = input.applications.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const ranking = rank(input);
  return { format: 'mics-ranking-bundle/1', kind, call, callVersion, applications, renunciations, seed, inputHash: hashOfInput(input), ranking, rankingHash: hashOf(ranking) };
}
