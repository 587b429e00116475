import { expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#src/house/root.ts';
import { filesUnder, sources } from './source.ts';

const files = sources();

/** Table → the folder whose `tables.ts` declares it. */
const owners = new Map(
  files
    .filter((f) => f.path.endsWith('/tables.ts'))
    .flatMap((f) => {
      const body = /interface Database \{([^}]*)\}/.exec(f.text)?.[1] ?? '';
      return [...body.matchAll(/^\s+(\w+):/gm)].map((m) => [m[1]!, f.path.replace('/tables.ts', '')] as const);
    }),
);

test('every table of the schema is declared by exactly one room', () => {
  const migrations = filesUnder('db/migrations', /\.sql$/)
    .map((p) => readFileSync(join(projectRoot, p), 'utf8'))
    .join('\n');
  const tables = [...migrations.matchAll(/create table (\w+)/g)].map((m) => m[1]!).sort();
  expect([...owners.keys()].sort()).toEqual(tables);
});

test('only its own room writes a table', () => {
  const wrong = files.flatMap((f) => {
    const written = [
      ...f.text.matchAll(/\.(?:insertInto|updateTable|deleteFrom)\('(\w+)'|\b(?:insert into|update|delete from) (\w+)\s*(?:\(|set\b|where\b)/g),
    ].map((m) => (m[1] ?? m[2])!);
    return written.filter((table) => owners.has(table) && !f.path.startsWith(owners.get(table)!)).map((table) => `${f.path} writes ${table}`);
  });
  // The audit event is written by `act` itself.
  expect(wrong.filter((w) => w !== 'src/plumbing/house.ts writes evidence_events')).toEqual([]);
});

test('nothing writes outside act', () => {
  const allowed = new Set([
    'src/plumbing/house.ts',
    'src/plumbing/evidence/log.ts',
    'src/house/open.ts',
    'src/partnership/identity/auth.ts',
    'src/partnership/identity/limits.ts',
  ]);
  expect(files.filter((f) => /\bhouse\.writer\b|\bwriter\.transaction\(/.test(f.text) && !allowed.has(f.path)).map((f) => f.path)).toEqual([]);
});

test('every queued task has a worker', async () => {
  const { jobTasks } = await import('#src/house/jobs.ts');
  const queued = new Set(files.flatMap((f) => [...f.text.matchAll(/enqueue\(\{\s*task: '([^']+)'/g)].map((m) => m[1]!)));
  expect([...queued].filter((name) => !(name in jobTasks))).toEqual([]);
  expect(queued.size).toBeGreaterThan(0);
});
