import { temporaryCluster } from '#src/plumbing/database/embedded.ts';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { makeTemplate } from './database.ts';

/**
 * One PostgreSQL for the whole run, gone with it: the embedded one, or with `MICS_TEST_POSTGRES` another version's programs
 * (`/usr/lib/postgresql/15/bin`), or a running server at `MICS_TEST_DATABASE_URL`.
 */
export default async function setup(project: TestProject) {
  const given = process.env['MICS_TEST_DATABASE_URL'];
  const cluster = given ? null : await temporaryCluster(process.env['MICS_TEST_POSTGRES'] ? { bin: process.env['MICS_TEST_POSTGRES'] } : {});
  const url = given ?? cluster!.url;
  await makeTemplate(url);
  project.provide('databaseUrl', url);
  const scratch = mkdtempSync(join(tmpdir(), 'mics-run-'));
  project.provide('scratch', scratch);
  const looked = process.env['MICS_TEST_LOOKED'] ?? join(scratch, 'looked');
  mkdirSync(looked, { recursive: true });
  project.provide('looked', looked);
  return async () => {
    await cluster?.stop();
    rmSync(scratch, { recursive: true, force: true });
  };
}
