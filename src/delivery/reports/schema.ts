import { parseEuros } from '#src/core/money.ts';
import { z } from 'zod';
import { attachmentKinds, cutReasons, importKinds, typedCategories } from './states.ts';

const said = (least: number, most: number) => z.string().trim().min(least).max(most);
const text = (most: number) => z.string().trim().max(most).default('');
/** Euros as people type them, in cents; JSON may say whole cents. */
const amount = z.union([z.int(), z.string().trim().min(1)]).transform((value, context) => {
  const cents = typeof value === 'number' ? value : parseEuros(value);
  if (cents !== undefined && cents >= 0 && cents <= 100_000_000_000) return cents;
  context.addIssue({ code: 'custom', message: 'form.notAnAmount' });
  return z.NEVER;
});
const day = z.iso.date();
const optionalDay = z
  .union([z.literal(''), day, z.null()])
  .optional()
  .transform((v) => v || null);
/** A form without a file sends an empty text. */
const file = z.preprocess((v) => (v === '' ? undefined : v), z.instanceof(File).optional());
const key = z.string().trim().max(200).optional();

/** Months in addresses: `2024-10`. */
export const monthPattern = /^(19|20)\d\d-(0[1-9]|1[0-2])$/;

export const lineInput = z.object({
  organisation: z.uuid(),
  category: z.enum(typedCategories),
  description: said(3, 500),
  supplier: said(2, 200),
  supplierVat: said(2, 40),
  invoiceNumber: said(1, 60),
  invoiceOn: day,
  paidOn: optionalDay,
  paymentRef: text(120),
  cents: amount,
  cup: text(30),
  file,
});
export type LineInput = z.output<typeof lineInput>;

/** What is said of each deliverable and milestone, `due.<of>.<id>.<column>`, is read by its names (`readDues`). */
export const textsInput = z.looseObject({ technical: text(20_000), milestones: text(10_000), revision: z.coerce.number().int() });
export type TextsInput = z.output<typeof textsInput>;
export const attachmentInput = z.object({ organisation: z.uuid(), kind: z.enum(attachmentKinds), file: z.instanceof(File, { error: 'form.required' }) });
export const attestationInput = z.object({ organisation: z.uuid(), attested: z.union([z.literal('on'), z.literal(true)], { error: 'form.required' }) });
export const submissionInput = z.object({ confirmed: z.union([z.literal('on'), z.literal(true)], { error: 'form.required' }), idempotencyKey: key });
export const importInput = z.object({ organisation: z.uuid(), kind: z.enum(importKinds), file: z.instanceof(File, { error: 'form.required' }) });

/** One file or many, of one member. */
export const proofsInput = z.object({
  organisation: z.uuid(),
  files: z.preprocess((v) => (Array.isArray(v) ? v : [v]).filter((f) => f instanceof File && f.size > 0), z.array(z.instanceof(File)).min(1, 'form.required')),
});

/** `whole`: all of the line is cut. */
export const verdictInput = z
  .object({
    verdict: z.enum(['eligible', 'cut', 'queried']),
    cut: z.union([z.literal('').transform(() => null), amount]).optional(),
    reason: z.union([z.literal(''), z.enum(cutReasons)]).optional(),
    text: text(2000),
  })
  .superRefine((v, context) => {
    const wrong = (path: string) => context.addIssue({ code: 'custom', path: [path], message: 'form.required' });
    if (v.verdict === 'cut' && !v.reason) wrong('reason');
    if (v.verdict === 'cut' && v.text.length < 5) wrong('text');
    if (v.verdict === 'queried' && v.text.length < 10) wrong('text');
  });
export type VerdictInput = z.output<typeof verdictInput>;

export const answerInput = z.object({ answer: said(5, 4000) });
export const returnInput = z.object({ reason: said(20, 4000) });
export const acceptanceInput = z.object({ note: text(4000), confirmed: z.union([z.literal('on'), z.literal(true)], { error: 'form.required' }) });
export const reopenInput = z.object({ reason: said(10, 1000) });
export const signatureInput = z.object({
  revision: z.coerce.number().int(),
  confirmed: z.union([z.literal('on'), z.literal(true)], { error: 'form.required' }),
});
/** The cells of the grid, `h.<work package>.<day>`, are read by their names. */
export const sheetInput = z
  .object({ revision: z.coerce.number().int(), how: z.enum(['save', 'copy']).default('save'), week: z.union([z.literal(''), day]).optional() })
  .loose();
/** The same as JSON: hours as numbers. */
export const sheetJson = z.object({
  revision: z.int(),
  hours: z.array(z.object({ workPackage: said(1, 60), day, hours: z.number().min(0).max(24).multipleOf(0.25) })).max(1000),
});
