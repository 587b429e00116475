import { speak } from '#src/core/words.ts';
import { door, type Door } from '#src/plumbing/http/door.ts';
import { page } from '#src/plumbing/http/reply.ts';
import { eventCopy } from './copy.ts';
import { roadshowOf } from './queries.ts';
import { RoadshowPage } from './views.tsx';

export const eventDoors: Door[] = [
  door({
    method: 'GET',
    path: '/roadshow',
    access: 'public',
    async handler({ house, locale }) {
      const roadshow = await roadshowOf(house.db, house.settings.programme);
      return page(speak(eventCopy, locale).roadshow, <RoadshowPage roadshow={roadshow} />, {
        cache: 'public',
        ...(roadshow && { description: roadshow.title[locale] }),
      });
    },
  }),
];
