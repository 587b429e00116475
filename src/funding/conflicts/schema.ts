import { z } from 'zod';

export const declarationInput = z.object({
  /** By application: whether there is a conflict, and which. */
  answers: z.record(z.uuid(), z.object({ conflict: z.boolean(), detail: z.string().max(1000).default('') })).default({}),
  /** The expert states that there is none with all that are not answered. */
  noneElse: z.boolean().default(false),
  /** In a double-blind call, instead of answers: whom the expert has to do with, whoever proposes. */
  ties: z
    .array(z.object({ kind: z.enum(['organisation', 'person']), name: z.string().trim().min(2).max(300), why: z.string().trim().max(1000).default('') }))
    .max(200)
    .default([]),
  /** In a double-blind call: the expert does not look for who proposes. */
  noSearch: z.boolean().default(false),
  confidentiality: z.literal(true, { error: 'conflict.confidentialityNeeded' }),
});
type Declared = z.output<typeof declarationInput>;
export type DeclarationInput = Omit<Declared, 'ties' | 'noSearch'> & Partial<Pick<Declared, 'ties' | 'noSearch'>>;

const why = z.string({ error: 'form.required' }).trim().min(10, { error: 'conflict.reasonTooShort' }).max(2000);
export const recordInput = z.object({ applicationId: z.uuid(), personId: z.uuid(), reason: why });
export type RecordInput = z.output<typeof recordInput>;
export const waiverInput = z.object({ reason: why });
export type WaiverInput = z.output<typeof waiverInput>;
export const waiverAnswerInput = z.object({ outcome: z.enum(['confirmed', 'refused']), answer: z.string().trim().max(2000).default('') });
export type WaiverAnswerInput = z.output<typeof waiverAnswerInput>;
