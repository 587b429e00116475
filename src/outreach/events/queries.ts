import type { Source } from '#src/core/decision.ts';
import type { RegionId } from '#src/core/regions.ts';
import type { CalendarDate } from '#src/core/time.ts';
import type { Words } from '#src/core/words.ts';
import type { Reader } from '#src/plumbing/database/database.ts';

export type Stop = {
  number: number;
  city: string;
  region: RegionId;
  plannedOn: CalendarDate | null;
  heldFrom: string | null;
  heldUntil: CalendarDate | null;
  note: Words | null;
  source: Source | null;
};
export type Roadshow = { title: Words; from: string; to: string; mayGrow: boolean; source: Source; stops: Stop[] };

/** The roadshow of a partnership with its stops in order; undefined when it has none. */
export async function roadshowOf(db: Reader, programmeId: string): Promise<Roadshow | undefined> {
  const show = await db.selectFrom('roadshows').selectAll().where('programme_id', '=', programmeId).executeTakeFirst();
  if (!show) return undefined;
  const stops = await db.selectFrom('roadshow_stops').selectAll().where('programme_id', '=', programmeId).orderBy('number').execute();
  return {
    title: { it: show.title_it, en: show.title_en },
    from: show.from_month,
    to: show.to_month,
    mayGrow: show.may_grow,
    source: show.source as Source,
    stops: stops.map((s) => ({
      number: s.number,
      city: s.city,
      region: s.region as RegionId,
      plannedOn: s.planned_on,
      heldFrom: s.held_from,
      heldUntil: s.held_until,
      note: s.note_it && s.note_en ? { it: s.note_it, en: s.note_en } : null,
      source: s.source as Source | null,
    })),
  };
}
