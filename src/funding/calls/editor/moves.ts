import type { z } from 'zod';
import { blank } from './form.ts';
import { inside, shapeOf, fieldsFor } from './shape.ts';
import { callSchema } from '../schema.ts';
import type { DraftValue } from './chapters.ts';

/**
 * What a button of the editor does to the draft beyond what was typed: `add rules maxShare`, `drop rules.3`, `up rules.3`,
 * `down rules.3`, `give documentsTogether` (an optional part), `take documentsTogether`.
 */
export const moveNames = ['add', 'drop', 'up', 'down', 'give', 'take'] as const;
export type Move = { does: (typeof moveNames)[number]; path: readonly string[]; kind: string | undefined };

export function readMove(text: string): Move | null {
  const [does, path, kind] = text.split(' ');
  if (!(moveNames as readonly string[]).includes(does ?? '') || !path) return null;
  return { does: does as Move['does'], path: path.split('.'), kind };
}

/** The draft after the move, and the place to show next. A move that makes no sense leaves the draft as it is. */
export function moved(draft: DraftValue, { does, path, kind }: Move): { draft: DraftValue; shows: string } {
  const next = structuredClone(draft);
  const schema = schemaAt(path, next);
  const [holder, last] = holderOf(next, path);
  const here = path.join('.');
  const stays = { draft, shows: here };
  if (holder === null || schema === null) return stays;
  const list = Array.isArray(holder) ? holder : null;
  const index = Number(last);
  switch (does) {
    case 'add': {
      const shape = shapeOf(schema);
      const known = (holder as DraftValue)[last];
      if (shape.kind === 'list') {
        const items = Array.isArray(known) ? known : [];
        const item = blank(shape.of, kind) as unknown;
        (holder as DraftValue)[last] = [...items, named(item, shape.of, items, last, kind, next)];
        return { draft: next, shows: `${here}.${items.length}` };
      }
      if (shape.kind === 'record') {
        (holder as DraftValue)[last] = { ...(known as DraftValue | undefined), '': blank(shape.of) };
        return { draft: next, shows: here };
      }
      return stays;
    }
    case 'give':
      (holder as DraftValue)[last] ??= blank(inside(schema).schema, kind, last);
      return { draft: next, shows: here };
    case 'take':
      if (inside(schema).presence === 'nullable') (holder as DraftValue)[last] = null;
      else delete (holder as DraftValue)[last];
      return { draft: next, shows: path.slice(0, -1).join('.') };
    case 'drop':
      if (!list || !(index in list)) return stays;
      list.splice(index, 1);
      return { draft: next, shows: path.slice(0, -1).join('.') };
    default: {
      const to = index + (does === 'up' ? -1 : 1);
      if (!list || !(index in list) || !(to in list)) return stays;
      [list[index], list[to]] = [list[to], list[index]];
      return { draft: next, shows: [...path.slice(0, -1), to].join('.') };
    }
  }
}

/** A new entry of a list is called something that is not there yet. */
function named(item: unknown, schema: z.ZodType, others: readonly unknown[], key: string, kind: string | undefined, draft: DraftValue): unknown {
  const shape = shapeOf(schema);
  if (typeof item !== 'object' || item === null) return item;
  const fields = shape.kind === 'object' ? shape.fields : shape.kind === 'union' ? fieldsFor(shape, item) : [];
  if (!fields.some((f) => f.key === 'id')) return item;
  // Fields of the form are told apart over all sections.
  const everywhere = key === 'fields' ? JSON.stringify(draft['form']) : JSON.stringify(others);
  const stem =
    kind ??
    {
      pots: 'pot',
      documents: 'document',
      criteria: 'criterion',
      sections: 'section',
      fields: 'field',
      list: 'topic',
      options: 'option',
      columns: 'column',
      declarations: 'declaration',
    }[key] ??
    'entry';
  for (let n = others.length + 1; ; n++) if (!everywhere.includes(`"id":"${stem}-${n}"`)) return { id: `${stem}-${n}`, ...item };
}

/** The schema of a place in the draft; what a union holds there depends on the draft itself. */
function schemaAt(path: readonly string[], draft: DraftValue): z.ZodType | null {
  let schema: z.ZodType = callSchema;
  let value: unknown = draft;
  for (const key of path) {
    const shape = shapeOf(schema);
    const fields = shape.kind === 'object' ? shape.fields : shape.kind === 'union' ? fieldsFor(shape, value) : null;
    if (fields) {
      const field = fields.find((f) => f.key === key);
      if (!field) return null;
      schema = field.of;
    } else if ((shape.kind === 'list' && /^\d+$/.test(key)) || shape.kind === 'record') schema = shape.of;
    else return null;
    value = typeof value === 'object' && value !== null ? (value as DraftValue)[key] : undefined;
  }
  return schema;
}

function holderOf(draft: DraftValue, path: readonly string[]): [DraftValue | unknown[] | null, string] {
  let holder: unknown = draft;
  for (const key of path.slice(0, -1)) {
    if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, key)) return [null, ''];
    holder = (holder as DraftValue)[key];
  }
  return typeof holder === 'object' && holder !== null ? [holder as DraftValue, path.at(-1)!] : [null, ''];
}
