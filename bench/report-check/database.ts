import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runMigrations } from 'graphile-worker';
import { confirmImport, readImport, startImport } from '#src/delivery/reports/actions/imports.ts';
import { openReports } from '#src/delivery/reports/actions/open.ts';
import { reportById } from '#src/delivery/reports/queries/report.ts';
import { situationOf } from '#src/delivery/reports/queries/situation.ts';
import { furnish, migrationsFolder } from '#src/house/open.ts';
import { connect } from '#src/plumbing/database/database.ts';
import { temporaryCluster } from '#src/plumbing/database/embedded.ts';
import { migrate } from '#src/plumbing/database/migrations.ts';
import { readSettings } from '#src/plumbing/settings.ts';
import { fundedWorld } from '../../test/factories/funded.ts';

export type Timed = { upload: number; read: number; take: number; check: number };

/** The whole way of a file through an embedded database: handed in, read and checked, taken in, and the report checked with its lines. Seconds. */
export async function throughTheDatabase(csv: string, lines: number): Promise<Timed> {
  const cluster = await temporaryCluster();
  const connected = connect(cluster.url, 4);
  const folder = mkdtempSync(join(tmpdir(), 'mics-bench-'));
  try {
    await migrate(connected.pool, migrationsFolder);
    await runMigrations({ pgPool: connected.pool });
    const settings = readSettings({ MICS_DATA: folder, MICS_EXAMPLE: '1', MICS_SECRET: 'bench-secret-bench-secret-bench-secret' });
    const house = furnish(connected, settings, () => new Date('2025-01-20T09:00:00.000Z'));
    const world = await fundedWorld(house);
    await openReports(house);
    const { id } = await house.db.selectFrom('reports').select('id').orderBy('number').executeTakeFirstOrThrow();
    const times: number[] = [];
    const timed = async <T>(work: () => Promise<T>): Promise<T> => {
      const from = performance.now();
      const result = await work();
      times.push((performance.now() - from) / 1000);
      return result;
    };
    const file = new File([csv], 'costi.csv', { type: 'text/csv' });
    const made = await timed(() => startImport(house, world.lead, id, { organisation: world.university, kind: 'costs', file }));
    await timed(() => readImport(house, made));
    const taken = await timed(() => confirmImport(house, world.lead, id, made));
    if (taken !== lines) throw new Error(`${taken} lines were taken in instead of ${lines}`);
    await timed(async () => situationOf(house.db, (await reportById(house.db, id))!));
    const [upload, read, take, check] = times as [number, number, number, number];
    return { upload, read, take, check };
  } finally {
    await connected.end();
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
