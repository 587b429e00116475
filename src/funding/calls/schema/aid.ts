import { z } from 'zod';
import { researchTypes } from '../vocabulary.ts';
import { date, percent, sourceSchema, words } from './parts.ts';

const intensities = z.strictObject({ large: percent, medium: percent, small: percent, micro: percent, researchBody: percent });

export const aid = z.strictObject({
  regime: words,
  source: sourceSchema,
  /** Intensities by research type and size, for the period in which the aid is granted. */
  tables: z
    .array(
      z.strictObject({
        from: date,
        until: date.nullable(),
        source: sourceSchema,
        note: words.optional(),
        percent: z.partialRecord(z.enum(researchTypes), intensities),
      }),
    )
    .min(1),
  bonus: z
    .strictObject({
      percent: intensities,
      cap: percent,
      appliesTo: z.array(z.enum(researchTypes)).min(1),
      /** One of these is enough. */
      anyOf: z
        .array(
          z.discriminatedUnion('condition', [
            z.strictObject({ condition: z.literal('collaborationWithSme'), maxShareOfOne: percent, source: sourceSchema }),
            z.strictObject({ condition: z.literal('researchBodies'), minShare: percent, mayPublish: z.literal(true), source: sourceSchema }),
            z.strictObject({ condition: z.literal('wideDissemination'), source: sourceSchema }),
          ]),
        )
        .min(1),
      source: sourceSchema,
    })
    .optional(),
});
