import { checkFiscalCode, checkOrcid, type CodeCheck } from '#src/core/codes.ts';
import { reason, type Reason } from '#src/core/decision.ts';
import { parseEuros } from '#src/core/money.ts';
import { z } from 'zod';
import { contractKinds, genders, profileTextLimit, relations, storedDocumentKinds } from '../states.ts';

/** What a person or a program may send about an organisation's reusable data. Texts: NFC, line feeds, nothing that cannot be shown. */
const unshowable = /(?![\n\t])\p{Cc}|[\ufffe\uffff]/gu;
const cleaned = (text: string) => text.toWellFormed().replace(/\r\n?/g, '\n').replace(unshowable, '').normalize('NFC').trim();

const asked = (max: number) => z.string({ error: 'form.required' }).transform(cleaned).pipe(z.string().min(1).max(max));
const blank = <S extends z.ZodType>(schema: S) => z.preprocess((v) => (typeof v === 'string' && v.trim() === '' ? null : (v ?? null)), schema.nullable());
const revision = z.coerce.number().int().min(0);
const day = z.iso.date({ error: 'form.invalid' }).refine((d) => d >= '1900-01-01' && d <= '2199-12-31', 'form.invalid');
const ticked = z.preprocess((v) => v === 'on' || v === 'true' || v === true, z.boolean());

const mostCents = 100_000_000_000_000;
/** Euros as people type them, or cents as a program sends them. */
const amount = z.preprocess(
  (v) => (typeof v === 'string' ? (parseEuros(v) ?? v) : v),
  z.int({ error: 'form.notAnAmount' }).min(0, { error: 'form.notAnAmount' }).max(mostCents),
);
/** `12,5` as people type it; at most two decimals. */
const decimal = (max: number) =>
  z.preprocess(
    (v) => (typeof v === 'string' ? (/^\d{1,9}([.,]\d{1,2})?$/.test(v.trim()) ? Number(v.trim().replace(',', '.')) : v) : v),
    z
      .number({ error: 'form.invalid' })
      .min(0)
      .max(max)
      .refine((n) => Math.abs(Math.round(n * 100) - n * 100) < 1e-6, 'form.invalid'),
  );

const text = z.string().default('').transform(cleaned).pipe(z.string().max(profileTextLimit));
/** `revision` is the one that the form was filled from, 0 for a text that nobody has written yet. */
export const profileTextInput = z.object({ textIt: text, textEn: text, revision });

export const fiscalInput = z.object({
  pec: blank(z.email({ error: 'organisations.pec' }).max(200).toLowerCase()),
  sdiCode: blank(
    z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[A-Z0-9]{6,7}$/, { error: 'organisations.sdiCode' }),
  ),
  ateco: blank(
    z
      .string()
      .trim()
      .regex(/^\d{2}(\.\d{1,2}){0,2}$/, { error: 'organisations.ateco' }),
  ),
  revision,
});

const figures = { staffUnits: decimal(9_999_999), turnoverCents: amount, balanceCents: amount };
export const sizeYearInput = z.object({
  year: z.coerce.number({ error: 'form.required' }).int().min(1990).max(2100),
  ...figures,
  publiclyControlled: ticked,
  revision,
});
export const relatedInput = z.object({
  name: asked(200),
  relation: z.enum(relations),
  percent: decimal(100).pipe(z.number().positive({ error: 'form.invalid' })),
  ...figures,
});

export const representativeInput = z.object({
  name: asked(200),
  fiscalCode: blank(z.string().max(40)),
  role: asked(120),
  fromOn: day,
  untilOn: blank(day),
  email: blank(z.string().trim().max(200)),
  revision,
});

export const staffInput = z.object({
  name: asked(200),
  role: asked(120),
  gender: z.enum(genders),
  birthYear: z.coerce.number({ error: 'form.required' }).int().min(1920).max(2100),
  contract: z.enum(contractKinds),
  newHire: ticked,
  orcid: blank(z.string().max(100)),
  revision,
});

export const storedDocumentInput = z.object({
  kind: z.enum(storedDocumentKinds),
  title: asked(200),
  validFrom: day,
  validUntil: blank(day),
  file: z.instanceof(File, { message: 'organisations.fileMissing' }).refine((f) => f.size > 0, 'organisations.fileMissing'),
});

export type ProfileTextInput = z.output<typeof profileTextInput>;
export type FiscalInput = z.output<typeof fiscalInput>;
export type SizeYearInput = z.output<typeof sizeYearInput>;
export type RelatedInput = z.output<typeof relatedInput>;
export type RepresentativeInput = z.output<typeof representativeInput>;
export type StaffInput = z.output<typeof staffInput>;

const spelled = (given: string | null, check: (text: string) => CodeCheck, at: string): { value: string | null; reasons: Reason[] } => {
  if (given === null) return { value: null, reasons: [] };
  const found = check(given);
  return found.ok ? { value: found.value, reasons: [] } : { value: given, reasons: [{ ...found.reason, at }] };
};

/** The person's code in one spelling; one of eleven digits is of a body, not of a person. */
export function checkRepresentative(input: RepresentativeInput): { representative: RepresentativeInput; reasons: Reason[] } {
  const { value, reasons } = spelled(input.fiscalCode, checkFiscalCode, 'fiscalCode');
  if (value?.length === 11 && reasons.length === 0) reasons.push(reason('organisations.bodysCode', {}, { at: 'fiscalCode' }));
  if (input.untilOn !== null && input.untilOn < input.fromOn) reasons.push(reason('organisations.datesReversed', {}, { at: 'untilOn' }));
  return { representative: { ...input, fiscalCode: value }, reasons };
}

export function checkStaff(input: StaffInput, today: string): { person: StaffInput; reasons: Reason[] } {
  const { value, reasons } = spelled(input.orcid, checkOrcid, 'orcid');
  if (input.birthYear > Number(today.slice(0, 4)) - 14) reasons.push(reason('organisations.birthYear', {}, { at: 'birthYear' }));
  return { person: { ...input, orcid: value }, reasons };
}

export function checkValidity({ validFrom, validUntil }: { validFrom: string; validUntil: string | null }): Reason[] {
  return validUntil !== null && validUntil < validFrom ? [reason('organisations.datesReversed', {}, { at: 'validUntil' })] : [];
}
