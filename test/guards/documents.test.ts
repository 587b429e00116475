import { expect, test } from 'vitest';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { commands } from '#src/house/commands.ts';
import { projectRoot } from '#src/house/root.ts';
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
});

test('every link and picture in the documents leads somewhere', () => {
  const broken = markdown().flatMap((path) =>
    [...read(path).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)]
      .filter((m) => !existsSync(join(projectRoot, dirname(path), m[1]!)))
      .map((m) => `${path}: ${m[1]}`),
  );
  expect(broken).toEqual([]);
});

test('decisions are numbered without a gap', () => {
  const numbers = filesUnder('decisions', /\.md$/)
    .map((p) => Number(p.split('/')[1]!.slice(0, 4)))
    .sort((a, b) => a - b);
  expect(numbers).toEqual(numbers.map((_, i) => i + 1));
  expect(numbers.length).toBeGreaterThan(0);
});

test('every room is in ARCHITECTURE.md', () => {
  const architecture = read('ARCHITECTURE.md');
  const rooms = new Set(
    filesUnder('src', /\.tsx?$/)
      .map((p) => p.split('/'))
      .filter((p) => ['partnership', 'funding', 'outreach'].includes(p[1]!))
      .map((p) => `${p[1]}/${p[2]}`),
  );
  expect([...rooms].filter((room) => !architecture.includes(room.split('/')[1]!))).toEqual([]);
});

test('the lock file names no download host', () => {
  expect(/"resolved":/.test(read('package-lock.json'))).toBe(false);
});

test('the repository is clean of build output', () => {
  const tracked = execFileSync('git', ['ls-files'], { cwd: projectRoot, encoding: 'utf8' }).split('\n');
  expect(tracked.filter((p) => /^(dist|var|node_modules)\//.test(p))).toEqual([]);
});
