// Makes a fresh clone ready to run: packages, the pinned Node, the built program. Plain JavaScript for Node 20 and later.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Installs the packages of the lock file if they are missing or others. */
export function install() {
  const stamp = join(root, 'node_modules/.mics-lock');
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.error('Installing packages (once)…');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status } = spawnSync(npm, ['install', '--no-save', '--no-fund', '--no-audit', '--loglevel=error'], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('npm install failed');
  writeFileSync(stamp, lock);
}

/** The Node to run on: this one from 24 on, else the pinned one that came with the packages. */
export function node() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  const pinned = join(root, `node_modules/node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}/bin/node`);
  if (existsSync(pinned)) return pinned;
  throw new Error('Node 24 or later is needed on this machine');
}

/** Builds the program and its assets when a source is newer than the last build. */
export async function build() {
  const out = join(root, 'dist');
  const stamp = join(out, '.built');
  const newest = Math.max(...['src', 'bin', 'package-lock.json'].map((p) => latest(join(root, p))));
  if (existsSync(stamp) && Number(readFileSync(stamp, 'utf8')) === newest) return;
  mkdirSync(out, { recursive: true });
  const { buildAll } = await import('./build.mjs');
  await buildAll(root, out);
  writeFileSync(stamp, String(newest));
}

function latest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce((most, name) => Math.max(most, latest(join(path, name))), stat.mtimeMs);
}

/** Runs one of the built entries to its end: here when this Node will do, else on the pinned one, passing signals on. */
export async function run(entry, args) {
  const file = join(root, 'dist', entry);
  if (node() === process.execPath) {
    process.setSourceMapsEnabled(true);
    process.argv.splice(1, Infinity, file, ...args);
    await import(pathToFileURL(file).href);
    return;
  }
  const child = spawn(node(), ['--enable-source-maps', file, ...args], { stdio: 'inherit', env: process.env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)));
}
