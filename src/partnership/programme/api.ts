import { door, type Door } from '#src/plumbing/http/door.ts';
import { json } from '#src/plumbing/http/reply.ts';
import { foundersOf, programmeById, sectorsOf, spokesOf } from './queries.ts';

export const programmeApi: Door[] = [
  door({
    method: 'GET',
    path: '/api/programme',
    access: 'public',
    summary: 'The partnership: endowment in cents, floor for the South, sectors, Spokes, founders, with the sources.',
    async handler({ house }) {
      const { db, settings } = house;
      const { about, ...programme } = await programmeById(db, settings.programme);
      const [sectors, spokes, founders] = await Promise.all([sectorsOf(db, programme.id), spokesOf(db, programme.id), foundersOf(db, programme.id)]);
      return json({ ...programme, ...about, sectors, spokes, founders });
    },
  }),
];
