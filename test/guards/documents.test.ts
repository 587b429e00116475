import { expect, test } from 'vitest';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { commands } from '#src/house/commands.ts';
import { projectRoot } from '#src/house/root.ts';
import { personas } from '#src/partnership/identity/personas.ts';
import { settingNames } from '#src/plumbing/settings.ts';
import { filesUnder } from './source.ts';

const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8');
const markdown = () => ['README.md', 'ARCHITECTURE.md', 'CHANGELOG.md', ...filesUnder('docs', /\.md$/), ...filesUnder('decisions', /\.md$/)];

test('the documentation names every command and every setting', () => {
  const operations = read('docs/operations.md');
  expect(
    Object.values(commands)
      .filter((c) => !operations.includes(`npx mics ${c.usage}`))
      .map((c) => c.usage),
  ).toEqual([]);
  expect(settingNames.filter((name) => !operations.includes(`\`${name}\``))).toEqual([]);
  const asked = ['src', 'bin', 'test', 'bench'].flatMap((folder) =>
    filesUnder(folder, /\.(ts|tsx|mjs)$/).flatMap((path) => [...read(path).matchAll(/process\.env(?:\.|\[')((?:MICS|BENCH)_[A-Z_]+)/g)].map((m) => m[1]!)),
  );
  // One run of `npm test` tells it to the next: nobody sets it.
  expect([...new Set(asked)].filter((name) => name !== 'MICS_TEST_LOOKED' && !operations.includes(`\`${name}`))).toEqual([]);
});

test('the documents name every persona of the example', () => {
  const [readme, api] = [read('README.md'), read('docs/api.md')];
  expect(personas.filter((p) => !readme.includes(p.name) || !api.includes(`\`${p.id}\``)).map((p) => p.id)).toEqual([]);
});

test('every link and picture in the documents leads somewhere', () => {
  const broken = markdown().flatMap((path) =>
    [...read(path).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)]
      .filter((m) => !existsSync(join(projectRoot, dirname(path), m[1]!)))
      .map((m) => `${path}: ${m[1]}`),
  );
  expect(broken).toEqual([]);
  const placesOf = (path: string) =>
    [...read(path).matchAll(/^#+ (.+)$/gm)].map((m) =>
      m[1]!
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(' ', '-'),
    );
  const nowhere = markdown().flatMap((path) =>
    [...read(path).matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)#([^)\s]+)\)/g)]
      .filter((m) => !placesOf(m[1] === '' ? path : join(dirname(path), m[1]!)).includes(m[2]!))
      .map((m) => `${path}: ${m[1]}#${m[2]}`),
  );
  expect(nowhere).toEqual([]);
});

test('decisions are numbered without a gap', () => {
  const numbers = filesUnder('decisions', /\.md$/)
    .map((p) => Number(p.split('/')[1]!.slice(0, 4)))
    .sort((a, b) => a - b);
  expect(numbers).toEqual(numbers.map((_, i) => i + 1));
  expect(numbers.length).toBeGreaterThan(0);
});

test('the maps of the house name the rooms that there are, and no others', () => {
  const wings = ['partnership', 'funding', 'delivery', 'outreach'];
  const there = Object.fromEntries(
    wings.map((wing) => [wing, [...new Set(filesUnder(`src/${wing}`, /\.tsx?$/).map((p) => p.split('/')[2]!))].toSorted()] as const),
  );
  for (const map of ['README.md', 'ARCHITECTURE.md']) {
    const told = [...read(map).matchAll(/^ {2}(\w+)\/ +(?:floor 2, (?:side )?wing[^:]*: )?(.+)$/gm)].filter((m) => wings.includes(m[1]!));
    expect([map, Object.fromEntries(told.map((m) => [m[1]!, m[2]!.split(' · ').toSorted()]))]).toEqual([map, there]);
  }
});

test('the lock file names no download host', () => {
  expect(/"resolved":/.test(read('package-lock.json'))).toBe(false);
});

test('the repository is clean of build output', () => {
  const tracked = execFileSync('git', ['ls-files'], { cwd: projectRoot, encoding: 'utf8' }).split('\n');
  expect(tracked.filter((p) => /^(dist|var|node_modules)\//.test(p))).toEqual([]);
});
