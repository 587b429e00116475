// Everything that must hold, in one command: packages, browser, types, lint, format, tests on both databases.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build, install, node, root } from './ready.mjs';

install();
await build();
const env = { ...process.env, PATH: `${dirname(node())}:${process.env.PATH}`, FORCE_COLOR: '0', MICS_BROWSER: browser() };
const only = process.argv.slice(2);
let passed = 0;
let failed = 0;

if (only.length === 0) {
  check('types', 'tsc', ['--noEmit']);
  check('lint', 'oxlint', ['--deny-warnings', 'src', 'test', 'bin', 'bench']);
  check('format', 'oxfmt', ['--check', 'src', 'test', 'bin', 'bench']);
}
await tests('embedded PostgreSQL', {});
const server = postgres();
if (only.length === 0 && server) await tests(`PostgreSQL in ${server}`, { MICS_TEST_POSTGRES: server });
else if (only.length === 0) {
  console.error('no second PostgreSQL could be installed: the tests ran on the embedded one only');
  failed++;
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** One checker of node_modules/.bin; counts as one test. */
function check(name, program, args) {
  const started = Date.now();
  const { status, stdout, stderr } = spawnSync(node(), [binOf(program), ...args], { cwd: root, env, encoding: 'utf8' });
  if (status === 0) passed++;
  else {
    failed++;
    console.log(stdout + stderr);
  }
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}

function binOf(program) {
  const manifest = JSON.parse(readFileSync(join(root, 'node_modules', program === 'tsc' ? 'typescript' : program, 'package.json'), 'utf8'));
  const bin = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[program];
  return join(root, 'node_modules', program === 'tsc' ? 'typescript' : program, bin);
}

async function tests(name, more) {
  const report = join(root, 'var/test-report.json');
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
  console.log(`\nTests on ${name}`);
  const child = spawn(node(), [binOf('vitest'), 'run', ...only, '--reporter=default', '--reporter=json', `--outputFile=${report}`], {
    cwd: root,
    env: { ...env, ...more },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const status = await new Promise((done) => child.on('exit', done));
  if (!existsSync(report)) {
    failed++;
    return;
  }
  const { numPassedTests, numFailedTests, success } = JSON.parse(readFileSync(report, 'utf8'));
  passed += numPassedTests;
  failed += numFailedTests;
  if ((status !== 0 || !success) && numFailedTests === 0) failed++;
}

/** A Chromium, installed from the system's packages where there is none. */
function browser() {
  const known = [process.env.MICS_BROWSER, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const found = () => known.find((path) => path && existsSync(path));
  if (!found()) apt('chromium');
  const path = found();
  if (!path) throw new Error('no Chromium: install one, or name it in MICS_BROWSER');
  return path;
}

/** The programs of an installed PostgreSQL server, installed from the system's packages where there is none. */
function postgres() {
  const base = '/usr/lib/postgresql';
  const found = () =>
    existsSync(base)
      ? readdirSync(base)
          .map((v) => join(base, v, 'bin'))
          .find((bin) => existsSync(join(bin, 'initdb')) && existsSync(join(bin, 'postgres')))
      : undefined;
  if (process.env.MICS_TEST_POSTGRES) return process.env.MICS_TEST_POSTGRES;
  if (!found()) apt('postgresql');
  return found();
}

function apt(name) {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return;
  console.error(`Installing ${name} (once)…`);
  const quiet = { stdio: ['ignore', 'ignore', 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  spawnSync('apt-get', ['update', '-qq'], quiet);
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], quiet);
}
