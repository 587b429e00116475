import fc from 'fast-check';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrationsFolder } from '#src/house/open.ts';
import { connect } from '#src/plumbing/database/database.ts';
import { migrate } from '#src/plumbing/database/migrations.ts';
import { expect, inject, test } from 'vitest';
import { admin, withDatabase } from '../../../test/database.ts';
import { linesOf } from './rules/staff.ts';

// Counts that stood in the database before there were lines become the lines that the program makes of the same counts.

test('the counts of before become the same lines in the database as in the program', async () => {
  const server = inject('databaseUrl');
  const name = `mics_test_counts_${process.pid}`;
  await admin(server, `create database ${name}`);
  const connected = connect(withDatabase(server, name), 2);
  const { pool } = connected;
  const folder = mkdtempSync(join(tmpdir(), 'mics-before-'));
  try {
    mkdirSync(folder, { recursive: true });
    for (const file of readdirSync(migrationsFolder).filter((f) => f < '0006')) cpSync(join(migrationsFolder, file), join(folder, file));
    await migrate(pool, folder);
    const counts = fc.sample(
      fc.record({ women: fc.nat(9), men: fc.nat(9), newHires: fc.nat(25) }).chain((c) => fc.nat(c.women + c.men).map((under40) => ({ ...c, under40 }))),
      { numRuns: 60, seed: 6 },
    );
    const client = await pool.connect();
    await client.query('set session_replication_role = replica');
    const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
    for (const [n, c] of counts.entries())
      await client.query(
        "insert into application_members (application_id, organisation_id, role, position, region, women, men, under40, new_hires) values ($1, $2, 'lead', 0, '', $3, $4, $5, $6)",
        [id(n), id(1000 + n), c.women, c.men, c.under40, c.newHires],
      );
    await client.query(
      readFileSync(
        join(
          migrationsFolder,
          readdirSync(migrationsFolder).find((f) => f.startsWith('0006'))!,
        ),
        'utf8',
      ),
    );
    for (const [n, c] of counts.entries()) {
      const { rows } = await client.query(
        'select profile, gender, age_band as age, contract, new_hire as "newHire", heads, person_months as "personMonths" from application_staff where application_id = $1 order by position',
        [id(n)],
      );
      expect(rows).toEqual(linesOf(c));
    }
    client.release();
  } finally {
    await connected.end();
    await admin(server, `drop database ${name} with (force)`);
    rmSync(folder, { recursive: true, force: true });
  }
});
