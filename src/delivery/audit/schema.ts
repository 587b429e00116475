import { parseEuros } from '#src/core/money.ts';
import { z } from 'zod';
import { isConfidence, type Confidence } from './rules/confidence.ts';
import { methods, natures, outcomes, populations, strata } from './states.ts';

const said = (least: number, most: number) => z.string().trim().min(least).max(most);
const maybe = (most: number) => z.string().trim().max(most).default('');
const day = z.union([z.iso.date(), z.literal('')]).default('');
/** A figure as people type it, with a point or a comma. */
const decimal = (otherwise: string, most: number) =>
  z.preprocess(
    (v) =>
      String(v ?? '')
        .trim()
        .replace(',', '.') || otherwise,
    z.coerce.number().min(0).max(most).multipleOf(0.01),
  );

export const sampleInput = z.object({
  title: said(3, 200),
  population: z.enum(populations),
  call: maybe(80),
  spoke: z.preprocess((v) => (v === undefined || v === '' || v === null ? null : v), z.coerce.number().int().min(1).max(99).nullable()),
  from: day,
  until: day,
  method: z.enum(methods),
  by: z.union([z.enum(strata), z.literal('')]).default(''),
  size: z.preprocess((v) => (v === undefined || v === '' || v === null ? null : v), z.coerce.number().int().min(1).max(10_000).nullable()),
  confidence: z.coerce
    .number()
    .default(95)
    .refine(isConfidence, 'form.invalid')
    .transform((v) => v as Confidence),
  materiality: decimal('2', 100),
  expected: decimal('0', 100),
  seed: maybe(200),
});
export type SampleInput = z.output<typeof sampleInput>;

/** The amount that is irregular; empty is nothing. */
const cents = z
  .union([z.number().int().min(0), z.string()])
  .default('')
  .transform((value, context) => {
    if (typeof value === 'number') return value;
    if (value.trim() === '') return 0;
    const read = parseEuros(value);
    if (read !== undefined) return read;
    context.addIssue({ code: 'custom', message: 'form.notAnAmount' });
    return z.NEVER;
  });

export const findingInput = z.object({ outcome: z.enum(outcomes), nature: z.union([z.enum(natures), z.literal('')]).default(''), cents, finding: maybe(4000) });
export type FindingInput = z.output<typeof findingInput>;

/** `round` is the one that the page showed as next: posted twice it is done once. */
export const topUpInput = z.object({ round: z.coerce.number().int().min(1).max(99), more: z.coerce.number().int().min(1).max(10_000) });
export type TopUpInput = z.output<typeof topUpInput>;

export const systemicInput = z.object({ cents, how: said(10, 4000) });
export type SystemicInput = z.output<typeof systemicInput>;

export const closingInput = z.object({ conclusion: said(10, 4000) });
