import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the project, found from wherever this file was built to. */
export const projectRoot = up(dirname(fileURLToPath(import.meta.url)));

function up(folder: string): string {
  if (existsSync(join(folder, 'db/migrations'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('the project folder was not found');
  return up(parent);
}
