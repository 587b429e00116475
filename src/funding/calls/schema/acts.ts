import { z } from 'zod';
import { cents, date, localTime, slug, sourceSchema, words } from './parts.ts';

const act = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.strictObject({
    kind: z.literal(kind),
    id: slug,
    on: date,
    ref: z.string().min(3),
    source: sourceSchema,
    /** Where the date `on` comes from, if not from `source`. */
    dateSource: sourceSchema.optional(),
    ...shape,
  });

/** What happened to a call after it was published. Each act makes a new version and is never undone, only followed by another. */
export const actSchema = z.discriminatedUnion('kind', [
  act('budgetRaise', { pot: slug, cents: cents.min(1) }),
  /** Money that was granted, came back to the pot for good, and is given out anew down the ranking. */
  act('returnedMoney', { pot: slug, cents: cents.min(1) }),
  act('deadlineExtension', { from: localTime, to: localTime }),
  act('rectification', { text: words }),
]);
