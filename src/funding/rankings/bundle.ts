import { hashOf, sha256 } from '#src/core/canonical.ts';
import { callSchema } from '#src/funding/calls/schema.ts';
import type { EvidenceProof } from '#src/plumbing/evidence/leaf.ts';
import { evidenceProof, hex } from '#src/plumbing/evidence/proof.ts';
import { z } from 'zod';
import { headsOf, type Draw, type RankingInput } from './rules/input.ts';
import { formatOf, rank, type Ranking } from './rules/rank.ts';
import { placeStates, rankingKinds } from './states.ts';

/**
 * Everything that a ranking was computed from, and what came of it: enough to compute it again with no database.
 * Published as `docs/formats/ranking-bundle.schema.json`. Experts stand under their pseudonyms.
 */
const cents = z.int().min(0);
const points = z.record(z.string(), z.number().min(0));
const reasonSchema = z.looseObject({ code: z.string(), params: z.record(z.string(), z.unknown()) });

const application = z.strictObject({
  id: z.string().min(1),
  protocol: z.string().min(1),
  submittedAt: z.iso.datetime(),
  title: z.string(),
  screening: z.strictObject({ outcome: z.enum(['admitted', 'excluded']), reasons: z.array(reasonSchema) }),
  facts: z.strictObject({
    eligibleCents: cents,
    grantCents: cents,
    southEligibleCents: cents,
    southGrantCents: cents,
    women: z.int().min(0),
    men: z.int().min(0),
    under40: z.int().min(0),
    other: z.int().min(1).optional(),
  }),
  reviews: z.array(z.strictObject({ expert: z.string(), points, premiums: points })),
  consensus: z.strictObject({ points, premiums: points }).nullable(),
});

const place = z.strictObject({
  application: z.string(),
  protocol: z.string(),
  title: z.string(),
  position: z.int().min(1).nullable(),
  state: z.enum(placeStates),
  criteria: points,
  merit: z.number(),
  premiums: points,
  premium: z.number(),
  total: z.number(),
  requestedCents: cents,
  grantCents: cents,
  southGrantCents: cents,
  partial: z.boolean(),
  fundedBy: z.strictObject({ round: z.string(), quota: z.string().nullable() }).nullable(),
  why: z.array(reasonSchema),
  wouldChange: z.array(reasonSchema),
});

/** A computed ranking, its first format. Published as `docs/formats/ranking.schema.json`. */
export const rankingSchema = z.strictObject({
  format: z.literal('mics-ranking/1'),
  call: z.string(),
  callVersion: z.int().min(1),
  seed: z.string(),
  drawn: z.boolean(),
  rounds: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(['initial', 'raise', 'renunciation']),
      ref: z.string(),
      budgetCents: cents,
      grantedCents: cents,
      funded: z.int().min(0),
    }),
  ),
  budgetCents: cents,
  grantedCents: cents,
  leftCents: cents,
  southGrantedCents: cents,
  linePoints: z.number().nullable(),
  places: z.array(place),
  quotas: z.array(
    z.strictObject({
      id: z.string(),
      percent: z.number(),
      requiredCents: cents,
      reachedCents: cents,
      met: z.boolean(),
      broughtIn: z.array(z.string()),
      leftOut: z.array(z.string()),
      why: z.array(reasonSchema),
    }),
  ),
});

/** A call with lists, gates or the like: the second format says which list pays for whom. Published as `docs/formats/ranking-2.schema.json`. */
export const rankingTwoSchema = z.strictObject({
  ...rankingSchema.shape,
  format: z.literal('mics-ranking/2'),
  rounds: z.array(
    z.strictObject({ ...rankingSchema.shape.rounds.element.shape, kind: z.enum(['initial', 'raise', 'renunciation', 'revocation', 'spill', 'returned']) }),
  ),
  lists: z.array(
    z.strictObject({
      id: z.string(),
      title: z.strictObject({ it: z.string(), en: z.string() }).nullable(),
      budgetCents: cents,
      grantedCents: cents,
      leftCents: cents,
      southGrantedCents: cents,
      funded: z.int().min(0),
      linePoints: z.number().nullable(),
    }),
  ),
  /** Where the call leaves those around the line to the draw: whom it moved, or null where it decided nothing. */
  band: z
    .strictObject({ confidence: z.enum(['80', '90', '95', '99']), line: z.string(), linePoints: z.number(), members: z.array(z.string()).min(2) })
    .nullable()
    .optional(),
  places: z.array(z.strictObject({ ...place.shape, lists: z.array(z.string()) })),
  quotas: z.array(z.strictObject({ ...rankingSchema.shape.quotas.element.shape, list: z.string() })),
});

const about = z.strictObject({
  mainSpoke: z.int().min(1).nullable(),
  spokes: z.array(z.int().min(1)),
  sector: z.string().nullable(),
  leadRegion: z.string(),
  researchCents: z.record(z.string(), cents),
  regionCents: z.record(z.string(), cents),
  answers: z.record(z.string(), z.array(z.string())).optional(),
});

const ended = z.strictObject({ application: z.string(), on: z.iso.date(), ref: z.string() });

const bundleShape = {
  kind: z.enum(rankingKinds),
  call: callSchema,
  callVersion: z.int().min(1),
  applications: z.array(application),
  renunciations: z.array(ended),
  seed: z.string().min(1),
  /** SHA-256 of the canonical JSON of everything above, applications in the order of their ids. */
  inputHash: hex.optional(),
  /** What was published. `rank` computes it; `verify` computes it again and compares. */
  ranking: rankingSchema.optional(),
  rankingHash: hex.optional(),
  evidence: evidenceProof.optional(),
};

export const rankingBundleSchema = z
  .strictObject({ format: z.literal('mics-ranking-bundle/1'), ...bundleShape })
  .superRefine((bundle, context) => checkBundle(bundle as unknown as Checked, context));

/** The second format, beside the first: see `formatOf` for what needs it. Published as `docs/formats/ranking-bundle-2.schema.json`. */
export const rankingBundleTwoSchema = z
  .strictObject({
    ...bundleShape,
    format: z.literal('mics-ranking-bundle/2'),
    applications: z.array(z.strictObject({ ...application.shape, facts: z.strictObject({ ...application.shape.facts.shape, about: about.optional() }) })),
    renunciations: z.array(z.strictObject({ ...ended.shape, kind: z.literal('revocation').optional() })),
    on: z.iso.date().optional(),
    /** Rounds that an earlier ranking counted, in its order, where a later fact bears an earlier date. */
    settled: z.array(z.string().min(1)).min(1).optional(),
    /** A seed that nobody could choose: it is the SHA-256 of `secret:submissions`, and that of the secret was recorded before the deadline. */
    draw: z.strictObject({ commitment: hex, secret: hex, submissions: hex }).optional(),
    ranking: rankingTwoSchema.optional(),
  })
  .superRefine((bundle, context) => checkBundle(bundle as unknown as Checked, context));

/** The seed of a draw whose secret was committed to. */
export const seedOf = (draw: Pick<Draw, 'secret' | 'submissions'>): string => sha256(`${draw.secret}:${draw.submissions}`);

type Checked = RankingInput & { format: string };

function checkBundle({ format, ...input }: Checked, context: z.RefinementCtx) {
  const { call, applications, renunciations, draw } = input;
  const complain = (path: (string | number)[], message: string) => {
    context.addIssue({ code: 'custom', path, message });
  };
  if (format !== `mics-ranking-bundle/${formatOf(input)}`) complain(['format'], `what is in it needs mics-ranking-bundle/${formatOf(input)}`);
  if (draw && sha256(draw.secret) !== draw.commitment) complain(['draw', 'secret'], 'is not what the commitment was made of');
  if (draw && seedOf(draw) !== input.seed) complain(['seed'], 'is not made of the secret and the submissions');
  const twice = (path: (string | number)[], values: readonly string[], key: string) => {
    const seen = new Set<string>();
    values.forEach((v, i) => (seen.has(v) ? complain([...path, i, key], `"${v}" is there twice`) : seen.add(v)));
  };
  twice(
    ['applications'],
    applications.map((a) => a.id),
    'id',
  );
  twice(
    ['applications'],
    applications.map((a) => a.protocol),
    'protocol',
  );
  twice(
    ['renunciations'],
    renunciations.map((r) => r.application),
    'application',
  );
  const known = new Set(applications.map((a) => a.id));
  renunciations.forEach((r, i) => known.has(r.application) || complain(['renunciations', i, 'application'], `no application "${r.application}"`));
  const { criteria, premiums, reviewsPerProposal } = call.evaluation;
  const judged = premiums.filter((p) => p.kind === 'judged');
  const points = (path: (string | number)[], given: Record<string, number>, items: readonly { id: string; max: number; step: number }[], all: boolean) => {
    for (const { id, max, step } of items) {
      const value = given[id];
      if (value === undefined) {
        if (all) complain([...path, id], 'points are missing');
      } else if (value > max || !Number.isInteger(Math.round((value / step) * 1e6) / 1e6))
        complain([...path, id], `is not one of 0 to ${max} in steps of ${step}`);
    }
    for (const id of Object.keys(given)) if (!items.some((c) => c.id === id)) complain([...path, id], 'the call has no such criterion');
  };
  applications.forEach((a, i) => {
    const at = ['applications', i];
    if (a.facts.southGrantCents > a.facts.grantCents) complain([...at, 'facts', 'southGrantCents'], 'is more than the grant');
    if (a.facts.southEligibleCents > a.facts.eligibleCents) complain([...at, 'facts', 'southEligibleCents'], 'is more than the eligible cost');
    if (a.facts.under40 > headsOf(a.facts)) complain([...at, 'facts', 'under40'], 'is more than all staff');
    if (a.screening.outcome === 'excluded') return;
    twice(
      [...at, 'reviews'],
      a.reviews.map((r) => r.expert),
      'expert',
    );
    // The second format knows a proposal that was admitted on review, which the panel judged by itself.
    const byPanel = format.endsWith('/2') && a.consensus !== null && a.reviews.length === 0;
    if (a.reviews.length < reviewsPerProposal && !byPanel) complain([...at, 'reviews'], `${a.reviews.length} of ${reviewsPerProposal} reviews`);
    for (const [path, given] of [
      ...a.reviews.map((r, j) => [[...at, 'reviews', j], r] as const),
      ...(a.consensus ? [[[...at, 'consensus'], a.consensus] as const] : []),
    ]) {
      points([...path, 'points'], given.points, criteria, true);
      points([...path, 'premiums'], given.premiums, judged, false);
    }
  });
}

export type RankingBundle = RankingInput & {
  format: 'mics-ranking-bundle/1' | 'mics-ranking-bundle/2';
  kind: (typeof rankingKinds)[number];
  inputHash: string;
  ranking: Ranking;
  rankingHash: string;
  evidence?: EvidenceProof;
};

/** The hash of what goes in. */
export function hashOfInput({ call, callVersion, applications, renunciations, seed, on, settled, draw }: RankingInput): string {
  return hashOf({
    call,
    callVersion,
    applications: applications.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    renunciations,
    seed,
    ...(on !== undefined && { on }),
    ...(settled && { settled }),
    ...(draw && { draw }),
  });
}

/** Computes the ranking of an input and binds the two by their hashes. */
export function bundleOf(input: RankingInput, kind: RankingBundle['kind']): RankingBundle {
  const { call, callVersion, renunciations, seed, on, settled, draw } = input;
  const applications = input.applications.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const ranking = rank(input);
  return {
    format: `mics-ranking-bundle/${formatOf(input)}`,
    kind,
    call,
    callVersion,
    applications,
    renunciations,
    seed,
    ...(on !== undefined && { on }),
    ...(settled && { settled }),
    ...(draw && { draw }),
    inputHash: hashOfInput(input),
    ranking,
    rankingHash: hashOf(ranking),
  };
}
