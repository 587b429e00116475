import type { Locale } from '#src/core/words.ts';
import type { z } from 'zod';
import { callInWords, type Chapter } from './copy/chapters.ts';
import { callSchema, type Call } from './schema.ts';

/** Something wrong in a call's file: where (`rules[3].percent`) and what, in plain words. */
export type Problem = { path: string; message: string };

/** A call that can be published, with all of it in words, or everything that is wrong with it. */
export type CheckedCall = { ok: true; call: Call; words: Record<Locale, Chapter[]> } | { ok: false; problems: Problem[] };

export function checkCall(json: unknown): CheckedCall {
  const read = callSchema.safeParse(json, { reportInput: true });
  if (!read.success) return { ok: false, problems: problemsOf(read.error, json) };
  return { ok: true, call: read.data, words: { it: callInWords(read.data, 'it'), en: callInWords(read.data, 'en') } };
}

type Issue = z.core.$ZodIssue;

/** What the schema complains about, in its order, in words that need no knowledge of the schema's library. */
export function problemsOf(error: z.ZodError, json: unknown): Problem[] {
  return error.issues.flatMap((issue) => inWords(issue, json));
}

function inWords(issue: Issue, json: unknown): Problem[] {
  const path = pathOf(issue.path);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: pathOf([...issue.path, key]), message: 'is not part of the format; check its spelling' }));
  if (issue.code === 'invalid_key') return [{ path, message: 'is not a name that is allowed here' }];
  return [{ path, message: message(issue, valueAt(json, issue.path)) }];
}

function message(issue: Issue, value: unknown): string {
  const missing = value === undefined;
  switch (issue.code) {
    case 'invalid_type':
      return missing
        ? `is missing: ${kindsOf[issue.expected] ?? issue.expected} is needed`
        : `must be ${kindsOf[issue.expected] ?? issue.expected}, not ${shown(value)}`;
    case 'invalid_value':
      return missing
        ? `is missing: one of ${issue.values.map(shown).join(', ')}`
        : `must be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map(shown).join(', ')}, not ${shown(value)}`;
    case 'invalid_union': {
      const options = 'options' in issue && Array.isArray(issue.options) ? issue.options.map(shown).join(', ') : '';
      return missing
        ? 'is missing'
        : options
          ? `must be one of ${options}, not ${shown(value)}`
          : `is none of the kinds that are allowed here: ${shown(value)}`;
    }
    case 'too_small':
      return issue.origin === 'array'
        ? `needs at least ${issue.minimum}`
        : issue.origin === 'string'
          ? 'must not be empty'
          : `must be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`;
    case 'too_big':
      return `must be at most ${issue.maximum}`;
    case 'invalid_format':
      return issue.format === 'date'
        ? `must be a date, 2024-02-21, not ${shown(value)}`
        : issue.message.startsWith('Invalid')
          ? `has a form that is not allowed here: ${shown(value)}`
          : `must be ${issue.message}, not ${shown(value)}`;
    default:
      return issue.message;
  }
}

const kindsOf: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  record: 'an object',
};

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

/** `rules[3].percent`; the whole file is `(the call)`. */
const pathOf = (path: readonly PropertyKey[]): string =>
  path.length === 0 ? '(the call)' : path.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i === 0 ? '' : '.'}${String(key)}`)).join('');

const valueAt = (json: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined), json);
