import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { install, node, root } from './ready.mjs';

install();
const names = readdirSync(join(root, 'bench'))
  .filter((n) => n.endsWith('.ts'))
  .map((n) => n.slice(0, -3));
const [name, ...args] = process.argv.slice(2);
if (!name || !existsSync(join(root, 'bench', `${name}.ts`))) {
  console.error(`npm run bench -- <name>, where name is one of: ${names.join(', ')}`);
  process.exit(name ? 2 : 0);
}
const { build } = await import('esbuild');
const out = join(root, 'dist/bench', `${name}.mjs`);
mkdirSync(join(root, 'dist/bench'), { recursive: true });
await build({
  absWorkingDir: root,
  entryPoints: [`bench/${name}.ts`],
  outfile: out,
  bundle: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
  alias: {},
  logLevel: 'warning',
});
process.exit(spawnSync(node(), [out, ...args], { stdio: 'inherit' }).status ?? 1);
