import { z } from 'zod';
import { pairKinds, refusalKinds, takingBackKinds } from './states.ts';

export const objectiveInput = z.object({ objective: z.enum(['fair', 'total']).default('fair') });
export const releaseInput = z.object({ run: z.uuid() });

const why = z.string().trim().min(10).max(1000);
const chosen = z.union([z.uuid(), z.literal('').transform(() => undefined)]).optional();

export const pairInput = z.object({ proposal: z.uuid(), expert: z.uuid(), kind: z.enum(pairKinds), reason: why });
export type PairInput = z.output<typeof pairInput>;

/** What is looked at before it is kept: who leaves a proposal, who joins it. */
export const exchangeInput = z.object({ proposal: z.uuid(), out: chosen, into: chosen });
export type Exchange = z.output<typeof exchangeInput>;
export const adjustmentInput = exchangeInput.extend({ reason: why });
export type AdjustmentInput = z.output<typeof adjustmentInput>;

export const remindInput = z.object({ reviews: z.preprocess((v) => (typeof v === 'string' ? [v] : (v ?? [])), z.array(z.uuid()).max(1000)) });

/** Who takes the place that a review left. */
export const substituteInput = z.object({ expert: z.uuid() });

export const takingBackInput = z.object({
  kind: z.enum(takingBackKinds),
  text: z.string().trim().min(20).max(1000),
  /** Has the solver propose somebody else at once. */
  substitute: z.union([z.literal('on'), z.literal(true)]).optional(),
});
export type TakingBackInput = z.output<typeof takingBackInput>;

const points = z.record(z.string().max(80), z.union([z.number(), z.string().max(40)])).default({});
const text = z.string().max(20_000);

/** A review as JSON. Points may be text: a draft keeps what is no number yet. */
export const reviewInput = z.object({
  revision: z.int().min(1),
  points,
  premiums: points,
  motivations: z.record(z.string().max(80), text).default({}),
  summary: text.default(''),
});
export type ReviewInput = z.output<typeof reviewInput>;

/** Submission may bring the content along, or submit what is saved. */
export const submissionInput = reviewInput.partial();

export const refusalInput = z.object({ kind: z.enum(refusalKinds), text: z.string().trim().min(20).max(1000) });
export type RefusalInput = z.output<typeof refusalInput>;
