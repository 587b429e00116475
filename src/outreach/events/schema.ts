import { regionIds } from '#src/core/regions.ts';
import { z } from 'zod';

const words = z.strictObject({ it: z.string().min(1), en: z.string().min(1) });
const source = z.strictObject({ ref: z.string().min(1), status: z.enum(['sourced', 'brief', 'inferred', 'example']) });
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** A roadshow as data, `programmes/<id>/roadshow.json`. Published as `docs/formats/roadshow.schema.json`. */
export const roadshowSchema = z
  .strictObject({
    $schema: z.string().optional(),
    format: z.literal('mics-roadshow/1'),
    programme: z.string().regex(/^[a-z0-9-]+$/),
    source,
    title: words,
    from: month,
    to: month,
    mayGrow: z.boolean(),
    stops: z.array(
      z.strictObject({
        number: z.int().min(1),
        city: z.string().min(1),
        region: z.enum(regionIds),
        plannedOn: z.iso.date().nullable(),
        /** As exactly as it is known: a year, a month or a day. */
        heldFrom: z
          .string()
          .regex(/^\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?$/)
          .optional(),
        heldUntil: z.iso.date().optional(),
        note: words.optional(),
        source: source.optional(),
      }),
    ),
  })
  .superRefine(({ stops }, context) => {
    if (stops.some((s, i) => s.number !== i + 1)) context.addIssue({ code: 'custom', path: ['stops'], message: 'stops are numbered from 1 without a gap' });
  });
export type RoadshowDefinition = z.output<typeof roadshowSchema>;

/** The text of the published file (JSON Schema 2020-12). */
export function roadshowFormatText(): string {
  const { $schema, ...schema } = z.toJSONSchema(roadshowSchema, { io: 'input' });
  return `${JSON.stringify({ $schema, title: 'Roadshow', description: 'The stops of a roadshow, planned and held, format mics-roadshow/1. What names no source of its own comes from the source of the file.', ...schema }, null, 2)}\n`;
}
