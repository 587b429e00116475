import { hashOf } from '#src/core/canonical.ts';
import { act, type House } from '#src/plumbing/house.ts';
import type { RoadshowDefinition } from './schema.ts';

/** The roadshow's data into its rows. The same data twice changes nothing and records nothing. */
export async function importRoadshow(house: House, roadshow: RoadshowDefinition): Promise<{ changed: boolean }> {
  const hash = hashOf(roadshow);
  const id = roadshow.programme;
  const stored = await house.db.selectFrom('roadshows').select('imported_hash').where('programme_id', '=', id).executeTakeFirst();
  if (stored?.imported_hash === hash) return { changed: false };
  const subject = `roadshows/${id}`;
  return act(house, null, 'roadshow.import', subject, async ({ tx, record }) => {
    const row = {
      title_it: roadshow.title.it,
      title_en: roadshow.title.en,
      from_month: roadshow.from,
      to_month: roadshow.to,
      may_grow: roadshow.mayGrow,
      source: JSON.stringify(roadshow.source),
      imported_hash: hash,
    };
    await tx
      .insertInto('roadshows')
      .values({ programme_id: id, ...row })
      .onConflict((c) => c.column('programme_id').doUpdateSet(row))
      .execute();
    await tx.deleteFrom('roadshow_stops').where('programme_id', '=', id).execute();
    if (roadshow.stops.length > 0) {
      await tx
        .insertInto('roadshow_stops')
        .values(
          roadshow.stops.map((s) => ({
            programme_id: id,
            number: s.number,
            city: s.city,
            region: s.region,
            planned_on: s.plannedOn,
            held_from: s.heldFrom ?? null,
            held_until: s.heldUntil ?? null,
            note_it: s.note?.it ?? null,
            note_en: s.note?.en ?? null,
            source: s.source ? JSON.stringify(s.source) : null,
          })),
        )
        .execute();
    }
    await record({ kind: 'roadshow.imported', subject, body: { hash, stops: roadshow.stops.length } });
    return { changed: true };
  });
}
