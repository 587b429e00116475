import { z } from 'zod';
import { callSchema } from './schema.ts';

/**
 * The JSON Schema (2020-12) of a call file, published as `docs/formats/call.schema.json`. It says what may stand where; what holds
 * between parts of a call (acts in order, pots that exist, tables without gaps) is checked by `checkCall` and told by `mics call check`.
 */
export function callJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(callSchema, { io: 'input' });
  return {
    $schema,
    title: 'Call for proposals',
    description:
      'A call as data, format mics-call/1. Money in whole cents, percent as parts per hundred with at most two decimals, local times in Europe/Rome. Every rule names its source.',
    ...schema,
  };
}

/** The text of the published file. */
export const callJsonSchemaText = (): string => `${JSON.stringify(callJsonSchema(), null, 2)}\n`;
