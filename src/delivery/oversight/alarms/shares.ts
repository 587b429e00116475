import type { CalendarDate } from '#src/core/time.ts';
import type { programmeById } from '#src/partnership/programme/queries.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { progress, team, totals, type Scope } from '../queries.ts';
import { sharesOf, type Share } from '../rules/alarms.ts';
import { forecast } from '../rules/forecast.ts';

/** Each share beside its floor, as it stands. */
export async function sharesNow(
  db: Reader,
  programme: Awaited<ReturnType<typeof programmeById>>,
  scope: Pick<Scope, 'programme' | 'spokes'>,
  today: CalendarDate,
): Promise<Share[]> {
  const all = await totals(db, scope);
  const { south, other } = await progress(db, scope, today);
  const people = await team(db, scope);
  const [ahead, elsewhere] = [
    forecast({ ...south, acceptedCents: all.south.accepted }),
    forecast({ ...other, acceptedCents: all.accepted - all.south.accepted }),
  ];
  return sharesOf(
    {
      southCommitted: { part: all.south.committed, whole: all.committed },
      southAccepted: { part: all.south.accepted, whole: all.accepted },
      southPaid: { part: all.south.paid, whole: all.paid },
      southForecast: { part: ahead.cents, whole: ahead.cents + elsewhere.cents },
      womenTeam: { part: people.women, whole: people.stated },
      womenHired: { part: people.hiredWomen, whole: people.hiredStated },
      southHired: { part: people.hiredSouth, whole: people.hired },
    },
    {
      south: programme.southFloorPercent,
      women: programme.about.womenFloor?.percent ?? null,
      southHires: programme.about.southHiresFloor?.percent ?? null,
    },
  );
}
