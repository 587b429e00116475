import { assign, isAssignment, type Instance } from '#src/core/assignment.ts';
import { readInstance } from '#src/core/assignment/read.ts';
import type { Outcome } from './outcome.ts';
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';

/** `npx mics assign INSTANCE.json [--out FILE]` */
export async function assignCommand(args: string[], effort?: number): Promise<Outcome> {
  const outAt = args.indexOf('--out');
  const outFile = outAt >= 0 ? args[outAt + 1] : undefined;
  const [path, ...more] = args.filter((_, i) => outAt < 0 || (i !== outAt && i !== outAt + 1));
  if (outAt >= 0 && outFile === undefined) return badInput('--out: a file is expected');
  if (!path) return badInput('a file is expected');
  if (more.length > 0 || path.startsWith('--')) return badInput(`${[path, ...more].join(' ')}: one file is expected`);
  let instance: Instance;
  try {
    instance = await readInstance(createReadStream(path, { highWaterMark: 2 ** 20 }));
  } catch (error) {
    return badInput(`${path}: ${(error as Error).message}`);
  }
  const started = performance.now();
  let result;
  try {
    result = assign(instance, effort);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return badInput(`${path}: ${error.message}`);
  }
  if (!isAssignment(result)) {
    // The words of every room: loaded only where there is something to explain.
    const { explain } = await import('../explain.ts');
    return { exit: 1, out: result, words: ('undecided' in result ? result.undecided : result.infeasible).map((r) => explain(r, 'en')) };
  }
  const out = { ...result, seconds: Math.round((performance.now() - started) / 10) / 100 };
  if (!outFile) return { exit: 0, out };
  try {
    await writeFile(outFile, `${JSON.stringify(out)}\n`);
  } catch (error) {
    return badInput(`${outFile}: ${(error as Error).message}`);
  }
  return { exit: 0, words: [`written to ${outFile}`] };
}

const badInput = (error: string): Outcome => ({ exit: 2, words: [error], out: { error } });
