import { z } from 'zod';
import { decisions } from './states.ts';

const said = (least: number, most: number) => z.string().trim().min(least).max(most);
const protocols = z
  .union([z.string().max(20_000), z.array(z.string())])
  .default('')
  .transform((v) => [...new Set((Array.isArray(v) ? v : v.split(/[\s,;]+/)).map((p) => p.trim()).filter((p) => p !== ''))]);
/** One ticked box arrives as a text, several as a list. */
const ticked = z.preprocess((v) => (v === undefined ? [] : [v].flat()), z.array(z.string().max(60)));

export const askInput = z.object({ application: z.uuid(), reason: said(20, 4000), others: protocols });
export const noticeInput = z.object({ others: protocols });
export const objectionInput = z.object({ objection: said(10, 4000) });
export const decisionInput = z.object({ decision: z.enum(decisions), answer: said(10, 4000), granted: ticked });
export type DecisionInput = z.output<typeof decisionInput>;
