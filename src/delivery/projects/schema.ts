import { regionIds } from '#src/core/regions.ts';
import { z } from 'zod';
import { bands, genders, levels, phases, strategies, variationKinds, workContracts } from './states.ts';

const blankAs = <S extends z.ZodType>(schema: S) => z.union([z.literal('').transform(() => null), z.null(), schema]).default(null);
const day = z.iso.date().refine((d) => d >= '2000-01-01' && d <= '2099-12-31', 'form.invalid');
const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
const said = (least: number, most: number) =>
  z
    .string()
    .trim()
    .min(1, { error: 'form.required', abort: true })
    .min(least)
    .max(most)
    .refine((t) => !t.includes('\u0000'), 'form.invalid');
const ticked = z.preprocess((v) => v === 'on' || v === 'true' || v === true, z.boolean());
const listOf = <S extends z.ZodType>(item: S) => z.preprocess((v) => (v === undefined || v === '' ? [] : [v].flat()), z.array(item).max(20));
const decimal = z
  .union([z.string(), z.number().transform(String)])
  .transform((t) => t.trim().replace(/\s/g, '').replace(',', '.'))
  .pipe(z.string().regex(/^-?\d{1,12}(\.\d{1,4})?$/, 'form.invalid'))
  .transform(Number);

export const personInput = z.object({
  person: blankAs(uuid),
  organisation: uuid,
  name: said(2, 200),
  email: blankAs(z.string().trim().toLowerCase().pipe(z.email('form.invalid').max(254))),
  role: said(2, 200),
  gender: blankAs(z.enum(genders)),
  birthYear: blankAs(z.coerce.number().int().min(1900, 'form.invalid').max(2100, 'form.invalid')),
  contract: z.enum(workContracts),
  newHire: ticked,
  band: z.enum(bands),
  region: z.enum(regionIds as unknown as [string, ...string[]]),
  ftePercent: z.coerce.number().int().min(1, 'form.invalid').max(100, 'form.invalid'),
  fromOn: day,
  untilOn: blankAs(day),
});
export type PersonInput = z.output<typeof personInput>;

export const proofInput = z.object({
  of: z.enum(['deliverables', 'milestones']),
  id: said(1, 100),
  metOn: day,
  file: z.instanceof(File, { message: 'project.fileMissing' }).refine((f) => f.size > 0, 'project.fileMissing'),
});
export const proofApiInput = z.object({
  of: z.enum(['deliverables', 'milestones']),
  id: said(1, 100),
  metOn: day,
  fileName: said(1, 200),
  base64: z.base64().min(1),
});
export const riskInput = z.object({
  risk: said(3, 500),
  likelihood: z.enum(levels),
  impact: z.enum(levels),
  measure: said(3, 2000),
});
export const riskEndInput = z.object({ risk: uuid });
export const indicatorInput = z.object({ name: said(3, 200), unit: said(1, 40), target: decimal });
export const valueInput = z.object({ indicator: uuid, on: day, value: decimal });
export const phasesInput = z.object({ phases: listOf(z.enum(phases)), strategies: listOf(z.enum(strategies)) });

export const answerInput = z.object({ outcome: z.enum(['approved', 'refused']), answer: said(10, 4000) });

/** A proposed variation: what each kind asks stands in fields of its own (`cell.…`, `wp.…`), which are read by `changeOf`. */
export const variationInput = z.looseObject({ kind: z.enum(variationKinds), reason: said(20, 4000) });
export type VariationInput = z.output<typeof variationInput>;
