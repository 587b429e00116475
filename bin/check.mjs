// Everything that must hold, in one command: packages, browser, types, lint, format, tests on both databases.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build, install, node, root } from './ready.mjs';

install();
await build();
const env = { ...process.env, PATH: `${dirname(node())}:${process.env.PATH}`, FORCE_COLOR: '0', MICS_BROWSER: browser() };
const only = process.argv.slice(2);
// What axe found good in the first run is built the same in the second: both write to one folder and read from it.
const looked = mkdtempSync(join(tmpdir(), 'mics-looked-'));
let passed = 0;
let failed = 0;
// Named once more under the last line: whoever reads only the end of the output reads which tests they were.
const broken = [];

if (only.length === 0) {
  check('types', 'tsc', ['--noEmit']);
  check('lint', 'oxlint', ['--deny-warnings', 'src', 'test', 'bin', 'bench']);
  check('format', 'oxfmt', ['--check', 'src', 'test', 'bin', 'bench']);
}
await tests('embedded PostgreSQL', only, {});
const server = postgres();
if (only.length === 0 && server) await tests(`PostgreSQL in ${server}`, await withDatabase(), { MICS_TEST_POSTGRES: server });
else if (only.length === 0) {
  console.error('no second PostgreSQL could be installed: the tests ran on the embedded one only');
  failed++;
}
rmSync(looked, { recursive: true, force: true });
for (const line of broken) console.log(`FAILED ${line}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** One checker of node_modules/.bin; counts as one test. */
function check(name, program, args) {
  const started = Date.now();
  const { status, stdout, stderr } = spawnSync(node(), [binOf(program), ...args], { cwd: root, env, encoding: 'utf8' });
  if (status === 0) passed++;
  else {
    failed++;
    broken.push(name);
    console.log(stdout + stderr);
  }
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}

function binOf(program) {
  const manifest = JSON.parse(readFileSync(join(root, 'node_modules', program === 'tsc' ? 'typescript' : program, 'package.json'), 'utf8'));
  const bin = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[program];
  return join(root, 'node_modules', program === 'tsc' ? 'typescript' : program, bin);
}

async function tests(name, files, more) {
  const report = join(root, 'var/test-report.json');
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
  console.log(`\nTests on ${name}`);
  const child = spawn(node(), [binOf('vitest'), 'run', ...files, '--reporter=default', '--reporter=json', `--outputFile=${report}`], {
    cwd: root,
    env: { ...env, MICS_TEST_LOOKED: looked, ...more },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const status = await new Promise((done) => child.on('exit', done));
  if (!existsSync(report)) {
    failed++;
    return;
  }
  const { numPassedTests, numFailedTests, success, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  passed += numPassedTests;
  failed += numFailedTests;
  for (const file of testResults) {
    const tests = file.assertionResults.filter((test) => test.status === 'failed');
    if (file.status === 'failed' && tests.length === 0) broken.push(`${file.name}: ${file.message}`);
    for (const test of tests) broken.push(`${file.name}: ${test.fullName}\n${test.failureMessages.join('\n')}`);
  }
  if ((status !== 0 || !success) && numFailedTests === 0) failed++;
}

/**
 * The test files that reach a database, however far through what they import: the others cannot come out differently on another one. Journeys look at
 * pages, the guard of links at where they lead, and those of strangers and of two worlds at who is told what; they run once: what they ask of a database, the rooms, the guards of pages
 * and lists and the API runs ask of both.
 */
async function withDatabase() {
  const { build: bundle } = await import('esbuild');
  const files = ['src', 'test'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .filter((name) => /\.test\.tsx?$/.test(name))
      .map((name) => join(folder, name)),
  );
  const { metafile } = await bundle({
    entryPoints: files,
    absWorkingDir: root,
    bundle: true,
    packages: 'external',
    alias: { '#src': './src' },
    platform: 'node',
    format: 'esm',
    write: false,
    metafile: true,
    outdir: 'dist',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'error',
  });
  const reached = new Set(['test/database.ts', 'src/plumbing/database/embedded.ts']);
  for (let grew = true; grew;) {
    grew = false;
    for (const [file, { imports }] of Object.entries(metafile.inputs))
      if (!reached.has(file) && imports.some((i) => reached.has(i.path))) grew = reached.add(file) !== undefined;
  }
  const once = [
    join('test', 'journeys'),
    join('test', 'guards', 'links.test'),
    join('test', 'guards', 'strangers.test'),
    join('test', 'guards', 'worlds.test'),
  ];
  return files.filter((file) => reached.has(file) && !once.some((start) => file.startsWith(start)));
}

/** A Chromium, installed from the system's packages where there is none. */
function browser() {
  // The shell draws pages and nothing around them, in half the time.
  const known = [process.env.MICS_BROWSER, '/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const found = () => known.find((path) => path && existsSync(path));
  if (!found()) apt('chromium-headless-shell');
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
