import { regionIds } from '#src/core/regions.ts';
import { z } from 'zod';
import { researchTypes } from '../vocabulary.ts';
import { date, percent, slug, sourceSchema, words } from './parts.ts';

const tieBreak = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('criterion'), criterion: slug, source: sourceSchema }),
  z.strictObject({ by: z.literal('southShare'), source: sourceSchema }),
  z.strictObject({ by: z.literal('youngerTeam'), source: sourceSchema }),
  z.strictObject({ by: z.literal('womenShare'), source: sourceSchema }),
  z.strictObject({ by: z.literal('merit'), source: sourceSchema }),
  z.strictObject({ by: z.literal('premium'), premium: slug, source: sourceSchema }),
  z.strictObject({ by: z.literal('lowerGrant'), source: sourceSchema }),
  z.strictObject({ by: z.literal('arrival'), source: sourceSchema }),
  z.strictObject({ by: z.literal('draw'), source: sourceSchema }),
]);

/** One condition of a list: what a proposal must be to stand on it. */
const belongs = z.discriminatedUnion('by', [
  /** `main`: its main Spoke; `any`: any Spoke that it names. */
  z.strictObject({ by: z.literal('spoke'), spokes: z.array(z.int().min(1)).min(1), counts: z.enum(['main', 'any']) }),
  z.strictObject({ by: z.literal('sector'), sectors: z.array(slug).min(1) }),
  /** What was answered in the form: a topic, an objective, a line of the call. */
  z.strictObject({ by: z.literal('answer'), field: slug, oneOf: z.array(z.string().min(1)).min(1) }),
  /** `largest`: the type with most of the eligible cost; `any`: any type with a cost. */
  z.strictObject({ by: z.literal('researchType'), types: z.array(z.enum(researchTypes)).min(1), counts: z.enum(['largest', 'any']) }),
  /** By place of implementation. `largest`: the region with most of the cost; `lead`: the lead's; `share`: regions with at least `minShare` of the cost together. */
  z.strictObject({
    by: z.literal('region'),
    regions: z.array(z.enum(regionIds)).min(1),
    counts: z.enum(['largest', 'lead', 'share']),
    minShare: percent.optional(),
  }),
  /** At least `minShare` of the cost in the South, or less than that. */
  z.strictObject({ by: z.literal('area'), area: z.enum(['south', 'other']), minShare: percent }),
]);

/** A list of its own with its own money. Where a call has lists, each pot pays for exactly one. */
const rankingList = z.strictObject({
  id: slug,
  title: words,
  pots: z.array(slug).min(1),
  /** All of them hold for a proposal on the list; none: every proposal is on it. */
  takes: z.array(belongs),
  /** Where money goes that nobody on this list can take: to a list further down, at once or from a date. */
  spills: z.strictObject({ to: slug, from: date.optional() }).optional(),
  source: sourceSchema,
});

/** How a premium of the evaluation counts. `gate`: it has to be reached, and gives no points; `both`: it has to be reached, and gives them. */
const premiumUse = z.strictObject({
  premium: slug,
  use: z.enum(['bonus', 'gate', 'both']),
  /** Points that pass the gate; all of them where left out. */
  atLeast: z.number().positive().optional(),
  /** The most points that it adds. */
  cap: z.number().positive().optional(),
  source: sourceSchema,
});

export const ranking = z.strictObject({
  tieBreaks: z.array(tieBreak).min(1),
  /** Share of the pot that goes to the South first; `floor` spills over what no eligible proposal takes, `hard` does not. */
  quotas: z.array(
    z.strictObject({
      id: slug,
      area: z.literal('south'),
      percent,
      form: z.enum(['floor', 'hard']),
      /** `placeOfImplementation`: the part of each grant that is spent there; `costShare`: the whole grant of who bears `minShare` of its cost there. */
      countBy: z.enum(['placeOfImplementation', 'costShare']),
      minShare: percent.optional(),
      /** From this date a hard reserve no longer holds back what the South has not taken. */
      spillsFrom: date.optional(),
      /** The list that it is a reserve of, in a call with lists. */
      list: slug.optional(),
      source: sourceSchema,
    }),
  ),
  /** Lists with money of their own, in the order in which they are paid; one list of all where left out. */
  lists: z.array(rankingList).min(1).optional(),
  /** How premiums count; as bonus where left out. */
  premiums: z.array(premiumUse).min(1).optional(),
  /** What the total threshold looks at, and what premiums have to reach: points together, or how many of them. */
  thresholds: z
    .strictObject({
      total: z.enum(['merit', 'withPremiums']),
      premiumPoints: z.number().positive().optional(),
      premiumCount: z.int().min(1).optional(),
      source: sourceSchema,
    })
    .optional(),
  /** Proposals that cannot be told apart from the last one funded by merit, at this confidence in percent, change places among each other by the draw. */
  tieBand: z.strictObject({ confidence: z.enum(['80', '90', '95', '99']), source: sourceSchema }).optional(),
  /** `submissions`: the seed of a draw is made of what was handed in; `committed`: also of a secret whose fingerprint was recorded before the deadline. */
  draw: z.strictObject({ seed: z.enum(['submissions', 'committed']), source: sourceSchema }).optional(),
  partialFunding: z.boolean(),
  /** When a grant no longer fits: stop there, or go on with the next that does. */
  whenMoneyEnds: z.enum(['stop', 'skip']),
  provisionalDays: z.int().min(0),
  publishes: z.array(z.enum(['protocol', 'title', 'lead', 'region', 'points', 'grant', 'state'])).min(1),
  source: sourceSchema,
});
