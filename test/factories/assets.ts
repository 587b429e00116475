import { projectRoot } from '#src/house/root.ts';
import { join } from 'node:path';
import { inject } from 'vitest';

let built: Promise<string> | undefined;

/** The folder of the real assets, built once for all files that this process runs. */
export const builtAssets = (): Promise<string> => (built ??= build(join(inject('scratch'), `assets-${process.pid}`)));

async function build(folder: string): Promise<string> {
  const { buildAssets } = (await import(join(projectRoot, 'bin/assets.mjs'))) as { buildAssets: (into: string) => Promise<unknown> };
  await buildAssets(folder);
  return folder;
}
