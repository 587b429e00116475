import { z } from 'zod';
import { rankingBundleSchema, rankingBundleTwoSchema, rankingSchema, rankingTwoSchema } from './bundle.ts';

const text = (title: string, schema: z.ZodType): string =>
  `${JSON.stringify({ title, ...(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as object) }, null, 2)}\n`;

/** `docs/formats/ranking-bundle.schema.json`, as committed; a test keeps the two equal. */
export const rankingBundleJsonSchemaText = (): string => text('MICS ranking bundle', rankingBundleSchema);

/** `docs/formats/ranking.schema.json`, the same. */
export const rankingJsonSchemaText = (): string => text('MICS ranking', rankingSchema);

/** `docs/formats/ranking-bundle-2.schema.json` and `docs/formats/ranking-2.schema.json`: the second formats, beside the first. */
export const rankingBundleTwoJsonSchemaText = (): string => text('MICS ranking bundle, format 2', rankingBundleTwoSchema);
export const rankingTwoJsonSchemaText = (): string => text('MICS ranking, format 2', rankingTwoSchema);
