import { notFound } from '#src/core/errors.ts';
import { romeDate } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import { programmeById } from '#src/partnership/programme/queries.ts';
import { door, type Door } from '#src/plumbing/http/door.ts';
import { file, page } from '#src/plumbing/http/reply.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import { can, spokesOf } from '../policy.ts';
import { AlarmsPage, alarmSpec } from '../views/alarms.tsx';
import { alarmsCopy } from './copy.ts';
import { alarmCounts, alarms, kindsFor, type AlarmRow } from './queries.ts';
import { sharesNow } from './shares.ts';

export const alarmDoors: Door[] = [
  door({
    method: 'GET',
    path: '/oversight/alarms',
    access: { anyOf: ['office', 'auditor', 'payer', 'spokeLeader'] },
    async handler(ask) {
      if (!can.watch(ask.actor).ok) throw notFound();
      const { db } = ask.house;
      const programme = await programmeById(db, ask.house.settings.programme);
      const scope = { programme: programme.id, spokes: spokesOf(ask.actor) };
      const today = romeDate(ask.now);
      const kinds = kindsFor(ask.actor);
      const query = alarms(kinds, scope, today);
      const listed = await list<AlarmRow>(db, query as never, alarmSpec, ask.url);
      if (listed.state.csv) return file(csv(alarmSpec, listed.rows, ask.locale), 'text/csv; charset=utf-8', `alarms-${today}.csv`);
      const shares = await sharesNow(db, programme, scope, today);
      return page(speak(alarmsCopy, ask.locale).title, <AlarmsPage shares={shares} counts={await alarmCounts(db, query)} kinds={kinds} listed={listed} />, {
        wide: true,
      });
    },
  }),
];
