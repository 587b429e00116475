import { isMigrated } from '#src/plumbing/database/migrations.ts';
import { door, type Door } from '#src/plumbing/http/door.ts';
import { json } from '#src/plumbing/http/reply.ts';
import { migrationsFolder } from './open.ts';

/** For load balancers and process managers. */
export const healthDoors: Door[] = [
  door({ method: 'GET', path: '/healthz', access: 'public', summary: 'The process is alive', handler: () => json({ status: 'ok' }) }),
  door({
    method: 'GET',
    path: '/readyz',
    access: 'public',
    summary: 'The database answers and its migrations are done',
    handler: async ({ house }) => {
      const ready = await isMigrated(house.pool, migrationsFolder).catch(() => false);
      return json({ status: ready ? 'ready' : 'not ready' }, ready ? 200 : 503);
    },
  }),
];
