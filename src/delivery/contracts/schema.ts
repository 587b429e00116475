import { parseEuros } from '#src/core/money.ts';
import { z } from 'zod';
import { deggendorfAnswers } from './states.ts';

const blankAs = <S extends z.ZodType>(schema: S) => z.union([z.literal('').transform(() => null), z.null(), schema]).default(null);
const day = z.iso.date().refine((d) => d >= '2000-01-01' && d <= '2099-12-31', 'form.invalid');
const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
const said = (least: number, most: number) => z.string().trim().min(1, { error: 'form.required', abort: true }).min(least).max(most);
const code = z
  .string()
  .trim()
  .regex(/^[0-9]{1,10}$/, 'contract.registerCode');

/** Only the form of a CUP is public: fifteen capital letters and digits. */
export const cup = z
  .string()
  .transform((text) => text.replace(/\s+/g, '').toUpperCase())
  .pipe(z.string().regex(/^[A-Z0-9]{15}$/, 'contract.cupForm'));

export const termsInput = z.object({ cup: blankAs(cup), startsOn: blankAs(day) });

export const aidInput = z.object({
  organisation: uuid,
  car: blankAs(code),
  cor: blankAs(code),
  registeredOn: blankAs(day),
  deggendorf: blankAs(z.enum(deggendorfAnswers)),
  deMinimis: z
    .union([z.string(), z.number()])
    .default('')
    .transform((text, context) => {
      if (text === '') return null;
      const cents = parseEuros(String(text));
      if (cents === undefined) context.addIssue({ code: 'custom', message: 'form.notAnAmount' });
      return cents ?? z.NEVER;
    }),
});
export type AidInput = z.output<typeof aidInput>;

const place = { document: z.string().min(1).max(100), organisation: blankAs(uuid) };
const file = z.instanceof(File, { message: 'contract.fileMissing' }).refine((f) => f.size > 0, 'contract.fileMissing');

export const documentInput = z.object({ ...place, validUntil: blankAs(day), file });
export const documentApiInput = z.object({ ...place, validUntil: blankAs(day), fileName: said(1, 200), base64: z.base64().min(1) });
export const deedApiInput = z.object({ fileName: said(1, 200), base64: z.base64().min(1) });
export const registerInput = z.object({ ...place, reference: said(3, 200), validUntil: blankAs(day) });
export const refusalInput = z.object({ document: uuid, reason: said(10, 2000) });
export const deedInput = z.object({ file });
export const copyInput = z.object({ organisation: uuid, file });
export const copyApiInput = z.object({ organisation: uuid, fileName: said(1, 200), base64: z.base64().min(1) });
export const endInput = z.object({ reason: said(10, 2000), ref: said(3, 200) });
export const renunciationInput = z.object({ reason: said(10, 2000) });
