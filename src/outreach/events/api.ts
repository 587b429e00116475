import { notFound } from '#src/core/errors.ts';
import { door, type Door } from '#src/plumbing/http/door.ts';
import { json } from '#src/plumbing/http/reply.ts';
import { roadshowOf } from './queries.ts';

export const eventApi: Door[] = [
  door({
    method: 'GET',
    path: '/api/roadshow',
    access: 'public',
    summary: 'The roadshow: its stops, planned and held, with the sources.',
    async handler({ house }) {
      const roadshow = await roadshowOf(house.db, house.settings.programme);
      if (!roadshow) throw notFound();
      return json(roadshow);
    },
  }),
];
