import { z } from 'zod';
import { barringConflicts, foundConflicts } from '../vocabulary.ts';
import { percent, slug, sourceSchema, words } from './parts.ts';

const criterion = z.strictObject({
  id: slug,
  title: words,
  help: words,
  /** Points from 0 to `max` in steps of `step`. */
  max: z.number().positive(),
  step: z.number().positive(),
  weight: z.number().positive(),
  /** The least mean that a proposal needs here; 0 for none. */
  threshold: z.number().min(0),
  motivation: z.strictObject({ required: z.boolean(), minChars: z.int().min(0) }),
  source: sourceSchema,
});

const groupRule = <N extends string, S extends z.ZodRawShape>(name: N, shape: S) => z.strictObject({ rule: z.literal(name), source: sourceSchema, ...shape });

/** How experts are assigned. The rules hold for the experts of each single proposal. */
const assignment = z.strictObject({
  /** Every expert who has declared gets at least so many reviews. */
  minLoad: z.int().min(0).optional(),
  rules: z.array(
    z.discriminatedUnion('rule', [
      groupRule('bothGenders', {}),
      groupRule('onePerOrganisation', {}),
      /** From outside the region in which the lead carries the proposal out. */
      groupRule('outsideRegion', {}),
      groupRule('outsideSouth', { atLeast: z.int().min(1) }),
    ]),
  ),
  source: sourceSchema,
});

const premium = z.discriminatedUnion('kind', [
  z.strictObject({
    id: slug,
    kind: z.literal('womenShare'),
    title: words,
    percent,
    points: z.number().positive(),
    note: words.optional(),
    source: sourceSchema,
  }),
  z.strictObject({
    id: slug,
    kind: z.literal('southImplementation'),
    title: words,
    minShare: percent,
    points: z.number().positive(),
    note: words.optional(),
    source: sourceSchema,
  }),
  /** People under 40 among the staff. */
  z.strictObject({
    id: slug,
    kind: z.literal('youngShare'),
    title: words,
    percent,
    points: z.number().positive(),
    note: words.optional(),
    source: sourceSchema,
  }),
  /** What was declared in the form: a certification held, an objective chosen. */
  z.strictObject({
    id: slug,
    kind: z.literal('answer'),
    title: words,
    field: slug,
    oneOf: z.array(z.string().min(1)).min(1),
    points: z.number().positive(),
    note: words.optional(),
    source: sourceSchema,
  }),
  z.strictObject({
    id: slug,
    kind: z.literal('judged'),
    title: words,
    help: words,
    max: z.number().positive(),
    step: z.number().positive(),
    note: words.optional(),
    source: sourceSchema,
  }),
]);

export const evaluation = z.strictObject({
  criteria: z.array(criterion).min(1),
  totalThreshold: z.number().min(0),
  aggregation: z.strictObject({ by: z.enum(['mean', 'median']), decimals: z.int().min(0).max(4) }),
  reviewsPerProposal: z.int().min(1),
  maxLoad: z.int().min(1),
  /** Totals further apart than this are settled as `onDivergence` says: by a consensus of the panel where it is left out. */
  divergence: z.number().positive().nullable(),
  /** `expert`: one more expert reviews the proposal, and the panel is not needed. */
  onDivergence: z.enum(['panel', 'expert']).optional(),
  /** Days that an expert has for a review, to the end of the last one; no term where left out. */
  reviewDays: z.int().min(1).max(365).optional(),
  assignment: assignment.optional(),
  panel: z.strictObject({ min: z.int().min(1), max: z.int().min(1) }),
  /** `single`: applicants never learn who the experts are. `double`: nor do the experts learn who proposes, until the office says so after the ranking. */
  blind: z.enum(['open', 'single', 'double']),
  /** In a double-blind call: what applicants chose as a name and experts read nevertheless. Neither where left out. */
  named: z.strictObject({ acronym: z.boolean(), title: z.boolean(), source: sourceSchema }).optional(),
  premiums: z.array(premium),
  premiumCap: z.number().min(0),
  /** Conflicts of interest: how far back, which bar and which are only shown to the office. One's own employer and proposal always bar. */
  conflicts: z
    .strictObject({
      lookBackYears: z.int().min(0).max(20),
      bars: z.array(z.enum(barringConflicts)),
      shown: z.array(z.enum(foundConflicts)),
      source: sourceSchema,
    })
    .optional(),
  source: sourceSchema,
});
