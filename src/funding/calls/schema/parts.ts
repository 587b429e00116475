import { romeInstant } from '#src/core/time.ts';
import { z } from 'zod';

/** The shapes that every part of a call is made of. */
export const words = z.strictObject({ it: z.string().min(1), en: z.string().min(1) }).meta({ id: 'words', description: 'A text in Italian and in English.' });
export const slug = z
  .string()
  .regex(/^[A-Za-z0-9]+(?:[-.][A-Za-z0-9]+)*$/)
  .meta({ id: 'slug' });
export const cents = z.int().min(0).max(Number.MAX_SAFE_INTEGER).meta({ id: 'cents', description: 'Whole euro cents.' });
export const percent = z
  .number()
  .min(0)
  .max(100)
  .refine((p) => Math.abs(Math.round(p * 100) - p * 100) < 1e-9, 'must have at most two decimals')
  .meta({ id: 'percent', description: 'Parts per hundred, at most two decimals.' });
export const date = z.iso.date();
export const localTime = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, { error: 'a local date and time, 2024-02-21T12:00', abort: true })
  .refine(happens, 'is a time that does not exist in Rome')
  .meta({ id: 'localTime', description: 'Date and time on the clocks of Rome, 2024-02-21T12:00.' });

function happens(local: string): boolean {
  try {
    return romeInstant(local) !== '';
  } catch {
    return false;
  }
}

export const sourceSchema = z
  .strictObject({ ref: z.string().min(1), status: z.enum(['sourced', 'brief', 'inferred', 'example']) })
  .meta({ id: 'source', description: 'Where a value comes from. `example`: made up for the demonstration, and labelled so wherever it is shown.' });
