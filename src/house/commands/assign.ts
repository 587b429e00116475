import { assign, type Instance } from '#src/core/assignment.ts';
import { explain } from '../explain.ts';
import type { Outcome } from './outcome.ts';
import { readJson } from './outcome.ts';
import { writeFile } from 'node:fs/promises';

/** `npx mics assign INSTANCE.json [--out FILE]` */
export async function assignCommand(args: string[]): Promise<Outcome> {
  const outAt = args.indexOf('--out');
  const outFile = outAt >= 0 ? args[outAt + 1] : undefined;
  const read = await readJson(args.find((a, i) => !a.startsWith('--') && (outAt < 0 || i !== outAt + 1)));
  if (!read.ok) return read.outcome;
  const started = performance.now();
  let result;
  try {
    result = assign(read.value as Instance);
  } catch (error) {
    return { exit: 2, words: [(error as Error).message], out: { error: (error as Error).message } };
  }
  if ('infeasible' in result) return { exit: 1, out: result, words: result.infeasible.map((r) => explain(r, 'en')) };
  const out = { ...result, seconds: Math.round((performance.now() - started) / 10) / 100 };
  if (!outFile) return { exit: 0, out };
  await writeFile(outFile, `${JSON.stringify(out)}\n`);
  return { exit: 0, words: [`written to ${outFile}`] };
}
