import { readFile } from 'node:fs/promises';

/** What a command answers: exit 0 yes, 1 no (with reasons), 2 bad input; `out` is the JSON on stdout. */
export type Outcome = { exit: 0 | 1 | 2; out?: unknown; words?: readonly string[] };

export type Command = { usage: string; words: string; run: (args: string[]) => Promise<Outcome> };

/** Reads a JSON file given on the command line; a file that cannot be read or parsed is bad input. */
export async function readJson(path: string | undefined): Promise<{ ok: true; value: unknown } | { ok: false; outcome: Outcome }> {
  if (!path) return { ok: false, outcome: { exit: 2, words: ['a file is expected'] } };
  try {
    return { ok: true, value: JSON.parse(await readFile(path, 'utf8')) };
  } catch (error) {
    return { ok: false, outcome: { exit: 2, words: [`${path}: ${(error as Error).message}`], out: { error: (error as Error).message } } };
  }
}
