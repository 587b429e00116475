import { parseEuros } from '#src/core/money.ts';
import type { z } from 'zod';
import { fieldsFor, inside, shapeOf, type Field, type Presence, type Shape } from './shape.ts';

/**
 * A part of a call as the fields of a form, and back. A field is called by its place in the file (`rules.3.percent`). What cannot be
 * read (a number that is none) is kept as it was typed: the check of the call says what is wrong with it, and nothing is lost.
 */
export type Fields = Record<string, string | string[]>;
export type Raw = Record<string, unknown>;

/** A list says how long it is, and an optional part that it is there, by a field of this name. */
export const marker = (path: string): string => `${path}~`;
const MOST = 400;

export const at = (path: string, key: string | number): string => (path === '' ? String(key) : `${path}.${key}`);
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

export function toFields(schema: z.ZodType, value: unknown, path = '', into: Fields = {}): Fields {
  const shape = shapeOf(schema, lastOf(path));
  if (value === undefined || value === null) return into;
  switch (shape.kind) {
    case 'object':
    case 'union': {
      if (!isObject(value)) break;
      into[marker(path)] = '1';
      for (const f of shape.kind === 'object' ? shape.fields : fieldsFor(shape, value)) toFields(f.of, value[f.key], at(path, f.key), into);
      if (shape.kind === 'union' && value[shape.on] !== undefined) into[at(path, shape.on)] = String(value[shape.on]);
      return into;
    }
    case 'words':
      if (!isObject(value)) break;
      for (const locale of ['it', 'en']) if (value[locale] !== undefined) into[at(path, locale)] = text(value[locale]);
      return into;
    case 'list':
      if (!Array.isArray(value)) break;
      into[marker(path)] = String(value.length);
      value.forEach((item, i) => toFields(shape.of, item, at(path, i), into));
      return into;
    case 'record': {
      if (!isObject(value)) break;
      const entries = Object.entries(value);
      into[marker(path)] = String(entries.length);
      entries.forEach(([key, item], i) => {
        into[at(path, `${i}.key`)] = key;
        toFields(shape.of, item, at(path, `${i}.value`), into);
      });
      return into;
    }
    case 'choices':
      into[path] = Array.isArray(value) ? value.map(text) : [text(value)];
      return into;
    case 'number':
      into[path] = typeof value === 'number' ? shownNumber(value, shape.unit) : text(value);
      return into;
    case 'json':
      into[path] = JSON.stringify(value, null, 2);
      return into;
    default:
      into[path] = text(value);
      return into;
  }
  into[path] = text(value);
  return into;
}

/** The part of the call that the fields say. `undefined`: it is not there. */
export function fromFields(schema: z.ZodType, raw: Raw, path = '', presence: Presence = inside(schema).presence): unknown {
  const shape = shapeOf(schema, lastOf(path));
  const given = one(raw[path]);
  switch (shape.kind) {
    case 'object':
      if (presence !== 'required' && raw[marker(path)] === undefined) return absent(presence);
      return fieldsRead(shape.fields, raw, path);
    case 'union': {
      if (presence !== 'required' && raw[marker(path)] === undefined) return absent(presence);
      const name = one(raw[at(path, shape.on)]);
      return { ...(name !== undefined && { [shape.on]: name }), ...fieldsRead(shape.options.get(name ?? '') ?? [], raw, path, shape.on) };
    }
    case 'words': {
      const [it, en] = [lines(one(raw[at(path, 'it')]) ?? ''), lines(one(raw[at(path, 'en')]) ?? '')];
      return presence !== 'required' && it === '' && en === '' ? absent(presence) : { it, en };
    }
    case 'list': {
      const length = one(raw[marker(path)]);
      if (length === undefined) return presence === 'required' ? [] : absent(presence);
      return Array.from({ length: Math.min(MOST, Number(length) || 0) }, (_, i) => fromFields(shape.of, raw, at(path, i)) ?? null);
    }
    case 'record': {
      const length = one(raw[marker(path)]);
      if (length === undefined) return presence === 'required' ? {} : absent(presence);
      const keys = Array.from({ length: Math.min(MOST, Number(length) || 0) }, (_, i) => ({ i, key: one(raw[at(path, `${i}.key`)]) ?? '' }));
      return Object.fromEntries(keys.map(({ i, key }) => [key, fromFields(shape.of, raw, at(path, `${i}.value`))]));
    }
    case 'choices': {
      const many = raw[path] === undefined ? [] : (Array.isArray(raw[path]) ? (raw[path] as unknown[]) : [raw[path]]).map(text);
      return many.length === 0 && presence !== 'required' ? absent(presence) : many;
    }
    case 'literal':
      return presence === 'required' || given !== undefined ? shape.value : absent(presence);
    case 'boolean':
      if (presence === 'required') return given === 'true' || given === 'on';
      return given === 'true' ? true : given === 'false' ? false : absent(presence);
    case 'number':
      return given === undefined || given.trim() === '' ? absent(presence) : readNumber(given, shape.unit);
    case 'json':
      return given === undefined || given.trim() === '' ? absent(presence) : readJson(given);
    case 'text':
      return given === undefined || given === '' ? (presence === 'required' ? '' : absent(presence)) : lines(given);
    default:
      return given === undefined || given === '' ? absent(presence) : given;
  }
}

function fieldsRead(fields: readonly Field[], raw: Raw, path: string, but = ''): Record<string, unknown> {
  const read = fields.filter((f) => f.key !== but).map((f) => [f.key, fromFields(f.of, raw, at(path, f.key), f.presence)] as const);
  return Object.fromEntries(read.filter(([, value]) => value !== undefined));
}

/** A part of a call before anything is said of it: every list empty, every text to be written. `kind` chooses among a union's. */
export function blank(schema: z.ZodType, kind?: string, key = ''): unknown {
  const shape = shapeOf(schema, key);
  const of = (fields: readonly Field[]) =>
    Object.fromEntries(
      fields
        .filter((f) => f.presence === 'required')
        .map((f) => [f.key, blank(f.of, undefined, f.key)] as const)
        .filter(([, v]) => v !== undefined),
    );
  switch (shape.kind) {
    case 'object':
      return of(shape.fields);
    case 'union': {
      const name = kind !== undefined && shape.options.has(kind) ? kind : shape.options.keys().next().value!;
      return { ...of(shape.options.get(name)!), [shape.on]: name };
    }
    case 'words':
      return { it: '', en: '' };
    case 'list':
    case 'choices':
      return [];
    case 'record':
      return {};
    case 'literal':
      return shape.value;
    case 'boolean':
      return false;
    case 'text':
      return '';
    default:
      return undefined;
  }
}

const absent = (presence: Presence): null | undefined => (presence === 'nullable' ? null : undefined);
const one = (value: unknown): string | undefined =>
  Array.isArray(value) ? one(value[0]) : typeof value === 'string' ? value : value === undefined ? undefined : text(value);
const text = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value));
/** Browsers send every line break as two characters. */
const lines = (value: string): string => value.replace(/\r\n?/g, '\n');
const lastOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

type Unit = Extract<Shape, { kind: 'number' }>['unit'];
const MEGABYTE = 1_048_576;

function shownNumber(value: number, unit: Unit): string {
  if (unit === 'cents') return Number.isInteger(value) ? `${Math.trunc(value / 100)}.${String(Math.abs(value % 100)).padStart(2, '0')}` : String(value);
  return String(unit === 'megabytes' ? value / MEGABYTE : value);
}

function readNumber(given: string, unit: Unit): number | string {
  if (unit === 'cents') return parseEuros(given) ?? given;
  const bare = given.trim().replace(',', '.');
  const value = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(bare) ? Number(bare) : Number.NaN;
  return Number.isFinite(value) ? (unit === 'megabytes' ? value * MEGABYTE : value) : given;
}

function readJson(given: string): unknown {
  try {
    return JSON.parse(given);
  } catch {
    return given;
  }
}
