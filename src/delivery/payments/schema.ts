import { parseEuros } from '#src/core/money.ts';
import { z } from 'zod';

const said = (least: number, most: number) => z.string().trim().min(least).max(most);
const maybe = (most: number) => z.string().trim().max(most).default('');
const date = z.iso.date();
const cents = z.string().transform((text, context) => {
  const value = parseEuros(text);
  if (value !== undefined && value > 0) return value;
  context.addIssue({ code: 'custom', message: text.trim() === '' ? 'form.required' : 'form.notAnAmount' });
  return z.NEVER;
});
const id = z.uuid();

/** `against`: whether money that the beneficiary has to give back on its other projects is kept too. */
export const proposeInput = z.object({ project: id, organisation: id, against: z.enum(['thisProject', 'allProjects']).default('thisProject') });
export const closureInput = z.object({ reason: maybe(1000) });
export const orderDecision = z.object({ outcome: z.enum(['approved', 'refused']), refusal: maybe(1000) });
export const batchInput = z.object({ executeOn: date });
export const statementInput = z.object({
  file: z.instanceof(File, { message: 'application.fileMissing' }).refine((f) => f.size > 0, 'application.fileMissing'),
});
/** `foreign`, or `order/<id>`, `tranche/<id>` or `recovery/<id>`. */
export const bookingInput = z.object({
  about: z.string().regex(/^(foreign|(order|tranche|recovery)\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/, 'form.required'),
  reason: said(10, 1000),
});
export const bookingDecision = z.object({ outcome: z.enum(['booked', 'refused']), refusal: maybe(1000) });
/** Ours, or that of an organisation. */
export const accountInput = z.object({
  organisation: z.union([id, z.literal('')]).default(''),
  iban: said(1, 60),
  holder: said(2, 140),
  reason: said(5, 1000),
});
export const accountDecision = z.object({ outcome: z.enum(['confirmed', 'refused']), refusal: maybe(1000) });
export const cutInput = z.object({ organisation: id, cents, reason: said(10, 2000) });
export const instalmentsInput = z.object({ count: z.coerce.number().int().min(1).max(60), firstOn: date });

/** A statement of a month has some hundred kilobytes. */
export const STATEMENT_MAX_BYTES = 5_000_000;

/** The bank's receipt of a transfer. */
export const TRANSFER_PROOF_MAX_BYTES = 5_000_000;
export const transferInput = z.object({ cents, on: date, file: statementInput.shape.file });
/** The same as JSON: whole cents, the proof in base64. */
export const transferApiInput = z.object({ cents: z.int().min(1), on: date, fileName: said(1, 200), base64: z.base64().min(1) });
export const withdrawalInput = z.object({ reason: said(5, 1000) });
/** All that may be paid of a project. */
export const tranchePropose = z.object({ against: z.enum(['thisProject', 'allProjects']).default('thisProject') });
