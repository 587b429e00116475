import { afterAll, beforeAll, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrationsFolder } from '#src/house/open.ts';
import { projectRoot } from '#src/house/root.ts';
import { readMigrations } from '#src/plumbing/database/migrations.ts';
import { testHouse, type TestHouse } from '../database.ts';
import { filesUnder } from './source.ts';

let t: TestHouse;
beforeAll(async () => {
  t = await testHouse();
});
afterAll(() => t.end());

test('migrations are continuous and db/.head names the last', () => {
  const last = readMigrations(migrationsFolder).at(-1)!;
  expect(readFileSync(join(projectRoot, 'db/.head'), 'utf8').trim()).toBe(last.name.slice(0, 4));
});

test('every row type has exactly the columns of its table', async () => {
  const { rows } = await t.house.pool.query(
    "select table_name, column_name, is_nullable from information_schema.columns where table_schema = 'public' order by 1, 2",
  );
  const live = new Map<string, string[]>();
  for (const r of rows)
    if (r.table_name !== 'schema_migrations')
      live.set(r.table_name, [...(live.get(r.table_name) ?? []), `${r.column_name}${r.is_nullable === 'YES' ? '?' : ''}`]);
  const declared = new Map<string, string[]>();
  for (const path of filesUnder('src', /^tables\.ts$/)) {
    const text = readFileSync(join(projectRoot, path), 'utf8');
    for (const [, table, type] of /interface Database \{([^}]*)\}/.exec(text)![1]!.matchAll(/^\s+(\w+): (\w+);/gm)) {
      const body = new RegExp(`type ${type} = \\{([\\s\\S]*?)\\n\\};`).exec(text)![1]!;
      declared.set(table!, [...body.matchAll(/^ {2}(\w+): (.*);/gm)].map((m) => `${m[1]}${/\| null|JsonOrNull/.test(m[2]!) ? '?' : ''}`).sort());
    }
  }
  for (const columns of live.values()) columns.sort();
  expect(Object.fromEntries(declared)).toEqual(Object.fromEntries(live));
});

test('keys, checks and foreign keys are named by us', async () => {
  const { rows } = await t.house.pool.query(
    "select conrelid::regclass::text as table, conname from pg_constraint where connamespace = 'public'::regnamespace and contype in ('p', 'u', 'f', 'c') and conname !~ '_(pk|uq|fk|ck)$'",
  );
  expect(rows).toEqual([]);
});
