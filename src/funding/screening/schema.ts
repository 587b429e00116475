import { z } from 'zod';
import { screeningOutcomes } from './states.ts';

/** One value or several, as forms send them. */
const several = z.preprocess((v) => (v === undefined || v === '' ? [] : Array.isArray(v) ? v : [v]), z.array(z.string().max(200)).max(200));

export const decisionInput = z.object({
  outcome: z.enum(screeningOutcomes),
  /** The lines checked by hand that were found in order; `all` for every one. */
  verified: several.default([]),
  /** For an exclusion: the unmet lines that it rests on. */
  reasons: several.default([]),
  written: z.string().max(4000).default(''),
  note: z.string().max(4000).default(''),
  /** The decision that was looked at, empty for none; another one in between is a conflict. */
  seen: z.string().max(36).optional(),
});
export type DecisionInput = z.output<typeof decisionInput>;

export const bulkInput = z.object({
  applications: several,
  /** The officer confirms the lines that only a person can check, for all of them. */
  confirmed: z.union([z.literal('on'), z.literal(true)], { error: 'screening.confirmNeeded' }),
});
