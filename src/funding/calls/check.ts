import { speak, type Locale } from '#src/core/words.ts';
import type { z } from 'zod';
import { cautionWords } from './copy/blind.ts';
import { callInWords, type Chapter } from './copy/chapters.ts';
import { kindCopy, problemCopy, saidBySchema } from './copy/problems.ts';
import { blindCautions } from './rules/blind.ts';
import { callSchema, type Call } from './schema.ts';

/** Something wrong in a call's file: where (`rules[3].percent`), the field of the editor (`rules.3.percent`) and what, in plain words. */
export type Problem = { path: string; at: string; message: string };

/** A call that can be published, with all of it in words, or everything that is wrong with it. */
export type CheckedCall = { ok: true; call: Call; words: Record<Locale, Chapter[]>; cautions: Record<Locale, Problem[]> } | { ok: false; problems: Problem[] };

export function checkCall(json: unknown): CheckedCall {
  const read = callSchema.safeParse(json, { reportInput: true });
  if (!read.success) return { ok: false, problems: problemsOf(read.error, json) };
  return {
    ok: true,
    call: read.data,
    words: { it: callInWords(read.data, 'it'), en: callInWords(read.data, 'en') },
    cautions: { it: cautionsIn(read.data, 'it'), en: cautionsIn(read.data, 'en') },
  };
}

/** What can be published and should be read again, in the reader's language. */
function cautionsIn(call: Call, locale: Locale): Problem[] {
  const said = speak(cautionWords, locale);
  return blindCautions(call).map((c) =>
    problem(
      c.at.split('.').map((p) => (/^\d+$/.test(p) ? Number(p) : p)),
      said[c.kind](c.name[locale]),
    ),
  );
}

type Issue = z.core.$ZodIssue;

/** What the schema complains about, in its order, in words that need no knowledge of the schema's library. */
export function problemsOf(error: z.ZodError, json: unknown, locale: Locale = 'en'): Problem[] {
  return error.issues.flatMap((issue) => inWords(issue, json, locale));
}

/** Everything that is wrong with a draft, in the reader's language. */
export function problemsIn(json: unknown, locale: Locale): Problem[] {
  const read = callSchema.safeParse(json, { reportInput: true });
  return read.success ? [] : problemsOf(read.error, json, locale);
}

const problem = (path: readonly PropertyKey[], message: string): Problem => ({ path: pathOf(path), at: path.map(String).join('.'), message });

function inWords(issue: Issue, json: unknown, locale: Locale): Problem[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => problem([...issue.path, key], problemCopy.unknown[locale]()));
  if (issue.code === 'invalid_key') return [problem(issue.path, problemCopy.badName[locale]())];
  return [problem(issue.path, message(issue, valueAt(json, issue.path), locale))];
}

function message(issue: Issue, value: unknown, locale: Locale): string {
  const missing = value === undefined;
  const say = <K extends keyof typeof problemCopy>(name: K, ...args: string[]) => (problemCopy[name][locale] as (...args: string[]) => string)(...args);
  switch (issue.code) {
    case 'invalid_type': {
      const kind = kindCopy[issue.expected]?.[locale] ?? issue.expected;
      return missing ? say('missing', kind) : say('mustBe', kind, shown(value));
    }
    case 'invalid_value': {
      const list = issue.values.map(shown).join(', ');
      return missing ? say('missingOneOf', list) : issue.values.length === 1 ? say('mustBe', list, shown(value)) : say('oneOf', list, shown(value));
    }
    case 'invalid_union': {
      const options = 'options' in issue && Array.isArray(issue.options) ? issue.options.map(shown).join(', ') : '';
      return missing ? say('missingAny') : options ? say('oneOf', options, shown(value)) : say('noneOf', shown(value));
    }
    case 'too_small':
      return issue.origin === 'array'
        ? say('needs', String(issue.minimum))
        : issue.origin === 'string'
          ? say('empty')
          : say(issue.inclusive ? 'atLeast' : 'moreThan', String(issue.minimum));
    case 'too_big':
      return say('atMost', String(issue.maximum));
    case 'invalid_format':
      return issue.format === 'date'
        ? say('date', shown(value))
        : issue.message.startsWith('Invalid')
          ? say('badForm', shown(value))
          : say('mustBe', saidBySchema(issue.message, locale), shown(value));
    default:
      return saidBySchema(issue.message, locale);
  }
}

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

/** `rules[3].percent`; the whole file is `(the call)`. */
const pathOf = (path: readonly PropertyKey[]): string =>
  path.length === 0 ? '(the call)' : path.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i === 0 ? '' : '.'}${String(key)}`)).join('');

const valueAt = (json: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined), json);
