import { z } from 'zod';
import { rankingBundleSchema } from './bundle.ts';

/** `docs/formats/ranking-bundle.schema.json`, as committed; a test keeps the two equal. */
export const rankingBundleJsonSchemaText = (): string =>
  `${JSON.stringify({ title: 'MICS ranking bundle', ...(z.toJSONSchema(rankingBundleSchema, { io: 'input', unrepresentable: 'any' }) as object) }, null, 2)}\n`;
