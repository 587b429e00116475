import { romeDate } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import { door, type Door } from '#src/plumbing/http/door.ts';
import { file, page } from '#src/plumbing/http/reply.ts';
import { csv } from '#src/plumbing/listing.ts';
import { programmeCopy } from './copy.ts';
import { foundersOf, programmeById, projectsBySector, researcherCounts, researcherSpec, sectorsOf, spokesOf } from './queries.ts';
import { AboutPage, ResearchersPage } from './views.tsx';

export const programmeDoors: Door[] = [
  door({
    method: 'GET',
    path: '/about',
    access: 'public',
    async handler({ house, locale }) {
      const { db, settings } = house;
      const programme = await programmeById(db, settings.programme);
      const [sectors, founders, bySector] = await Promise.all([sectorsOf(db, programme.id), foundersOf(db, programme.id), projectsBySector(db, programme.id)]);
      return page(speak(programmeCopy, locale).about, <AboutPage programme={programme} sectors={sectors} founders={founders} projectsBySector={bySector} />, {
        cache: 'public',
        description: programme.about.goal[locale],
      });
    },
  }),
  door({
    method: 'GET',
    path: '/researchers',
    access: 'public',
    async handler({ house, locale, url, now }) {
      const t = speak(programmeCopy, locale);
      const { db, settings } = house;
      const programme = await programmeById(db, settings.programme);
      const counts = await researcherCounts(db, programme.id, Number(romeDate(now).slice(0, 4)));
      if (url.searchParams.get('format') === 'csv') return file(csv(researcherSpec, counts, locale), 'text/csv; charset=utf-8', 'researchers.csv');
      return page(t.researchers, <ResearchersPage counts={counts} spokes={await spokesOf(db, programme.id)} />, {
        cache: 'public',
        description: t.researchersLead,
      });
    },
  }),
];
