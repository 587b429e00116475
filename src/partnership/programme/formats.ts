import { z } from 'zod';
import { programmeSchema, projectsSchema } from './schema.ts';

const published = (schema: z.ZodType, title: string, description: string): string => {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return `${JSON.stringify({ $schema, title, description, ...rest }, null, 2)}\n`;
};

/** The texts of the published files (JSON Schema 2020-12), by name under `docs/formats/`. */
export const formatTexts = {
  'programme.schema.json': () =>
    published(
      programmeSchema,
      'Partnership',
      "A partnership as data, format mics-programme/1. Money in whole cents, percent as parts per hundred. What names no source of its own comes from the source of the file. A Spoke's lead is the key of a founder, a founder's sector the id of a sector.",
    ),
  'projects.schema.json': () =>
    published(
      projectsSchema,
      'Projects of a partnership',
      'The projects that a partnership runs itself, format mics-projects/1. One without a source of its own is an example.',
    ),
} as const;
