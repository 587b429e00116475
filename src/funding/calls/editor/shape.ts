import type { z } from 'zod';
import { globalRegistry } from 'zod';

/**
 * What a part of a call looks like as a form. Read off the schema itself, so that a new field of the format is in the editor without
 * another line; what the editor does not know becomes a field of JSON rather than nothing.
 */
export type Shape =
  | { kind: 'object'; fields: readonly Field[] }
  | { kind: 'union'; on: string; options: ReadonlyMap<string, readonly Field[]> }
  | { kind: 'list'; of: z.ZodType }
  | { kind: 'record'; of: z.ZodType }
  | { kind: 'choices'; values: readonly string[] }
  | { kind: 'choice'; values: readonly string[] }
  | { kind: 'literal'; value: unknown }
  | { kind: 'number'; whole: boolean; unit: 'none' | 'percent' | 'cents' | 'megabytes' }
  | { kind: 'words' | 'text' | 'slug' | 'date' | 'localTime' | 'boolean' | 'json' };

export type Field = { key: string; of: z.ZodType; presence: Presence };
/** Left out altogether, or there as null, when nothing is given. */
export type Presence = 'required' | 'optional' | 'nullable';

type Def = {
  type: string;
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  innerType?: z.ZodType;
  options?: z.ZodType[];
  discriminator?: string;
  entries?: Record<string, string>;
  values?: unknown[];
  keyType?: z.ZodType;
  valueType?: z.ZodType;
  getter?: () => z.ZodType;
  in?: z.ZodType;
  format?: string;
};
const defOf = (schema: z.ZodType): Def => (schema as unknown as { _zod: { def: Def } })._zod.def;
const isInt = (schema: z.ZodType): boolean =>
  /int/i.test(String((schema as unknown as { _zod: { bag?: { format?: string } } })._zod.bag?.format ?? defOf(schema).format ?? ''));

/** Through `optional`, `nullable`, `lazy`, defaults and pipes, down to what is there when something is. */
export function inside(schema: z.ZodType): { schema: z.ZodType; presence: Presence } {
  const def = defOf(schema);
  if (def.type === 'optional' || def.type === 'default' || def.type === 'prefault') return { schema: inside(def.innerType!).schema, presence: 'optional' };
  if (def.type === 'nullable') return { schema: inside(def.innerType!).schema, presence: 'nullable' };
  if (def.type === 'lazy') return inside(def.getter!());
  if (def.type === 'readonly') return inside(def.innerType!);
  if (def.type === 'pipe') return inside(def.in!);
  return { schema, presence: 'required' };
}

const known: Record<string, Shape> = {
  words: { kind: 'words' },
  slug: { kind: 'slug' },
  cents: { kind: 'number', whole: false, unit: 'cents' },
  percent: { kind: 'number', whole: false, unit: 'percent' },
  localTime: { kind: 'localTime' },
};

/** The form of a part of the schema; `key` is the name that it stands under. */
export function shapeOf(outer: z.ZodType, key = ''): Shape {
  const { schema } = inside(outer);
  const id = globalRegistry.get(schema)?.id;
  if (id !== undefined && known[id]) return known[id];
  const def = defOf(schema);
  switch (def.type) {
    case 'object':
      return { kind: 'object', fields: fieldsOf(schema) };
    case 'union':
      return unionOf(def);
    case 'array': {
      const element = shapeOf(def.element!);
      return element.kind === 'choice' ? { kind: 'choices', values: element.values } : { kind: 'list', of: def.element! };
    }
    case 'record':
      return recordOf(def);
    case 'enum':
      return { kind: 'choice', values: Object.values(def.entries!) };
    case 'literal':
      return { kind: 'literal', value: def.values![0] };
    case 'string':
      return { kind: def.format === 'date' ? 'date' : 'text' };
    case 'number':
      return { kind: 'number', whole: isInt(schema), unit: /bytes$/i.test(key) ? 'megabytes' : /cents$/i.test(key) ? 'cents' : 'none' };
    case 'boolean':
      return { kind: 'boolean' };
    default:
      return { kind: 'json' };
  }
}

function fieldsOf(schema: z.ZodType): Field[] {
  return Object.entries(defOf(schema).shape!).map(([key, of]) => ({ key, of, presence: inside(of).presence }));
}

function unionOf(def: Def): Shape {
  const on = def.discriminator;
  if (on === undefined) return { kind: 'json' };
  const options = def.options!.flatMap((option) => {
    const fields = fieldsOf(inside(option).schema);
    const literal = shapeOf(fields.find((f) => f.key === on)!.of);
    const names = literal.kind === 'literal' ? [literal.value] : literal.kind === 'choice' ? literal.values : [];
    return names.map((name) => [String(name), fields] as const);
  });
  return { kind: 'union', on, options: new Map(options) };
}

/** Keys that are a list of names are fields of their own, each of them optional; other keys are typed. */
function recordOf(def: Def): Shape {
  const keys = shapeOf(def.keyType!);
  if (keys.kind !== 'choice') return { kind: 'record', of: def.valueType! };
  return { kind: 'object', fields: keys.values.map((key) => ({ key, of: def.valueType!, presence: 'optional' })) };
}

/** The fields of a value of a union: those of the kind that it names. */
export const fieldsFor = (shape: Extract<Shape, { kind: 'union' }>, value: unknown): readonly Field[] =>
  shape.options.get(String((value as Record<string, unknown> | null)?.[shape.on])) ?? [];
