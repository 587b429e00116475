import type { Actor } from '#src/core/actor.ts';
import { canonical, hashOf } from '#src/core/canonical.ts';
import { demand } from '#src/core/errors.ts';
import { romeDate } from '#src/core/time.ts';
import { programmeById } from '#src/partnership/programme/queries.ts';
import { act, type House } from '#src/plumbing/house.ts';
import { sql } from 'kysely';
import { can } from '../policy.ts';
import { datesOf, type HalfYear } from '../rules/halfYears.ts';
import { datasets } from '../exports/datasets.ts';
import { filesNow, type Handed } from './content.ts';

/** Freezes the files of a half-year as they are now, in the store and in the log. The same key freezes once. Returns the hand-over's id. */
export function handOver(house: House, actor: Actor | null, half: HalfYear, note: string, key: string | null): Promise<string> {
  return act(house, actor, 'oversight.handOver', `handovers/${half}`, async ({ tx, at, record }) => {
    demand(can.handOver(actor));
    demand(can.freeze(datesOf(half).from, romeDate(at)));
    const idempotencyKey = key === null ? null : `${actor!.id}/${key}`;
    await sql`select pg_advisory_xact_lock(7112031)`.execute(tx);
    const before =
      idempotencyKey === null
        ? undefined
        : await tx.selectFrom('ministry_handovers').select('id').where('idempotency_key', '=', idempotencyKey).executeTakeFirst();
    if (before) {
      await record({ kind: 'oversight.handOverRepeated', subject: `handovers/${before.id}` });
      return before.id;
    }
    const programme = await programmeById(tx, house.settings.programme);
    const { rows, problems, indicators } = await filesNow(tx, programme, half);
    const { n } = await tx
      .selectFrom('ministry_handovers')
      .select(sql<number>`count(*)::int`.as('n'))
      .where('programme_id', '=', programme.id)
      .where('half', '=', half)
      .executeTakeFirstOrThrow();
    const handed: Handed = { format: 'mics-handover/1', programme: programme.id, half, number: n + 1, at, datasets: rows, indicators };
    const bytes = Buffer.from(canonical(JSON.parse(JSON.stringify(handed))));
    const sha256 = await house.files.put(bytes);
    const files = datasets.map(({ id }) => ({
      dataset: id,
      rows: rows[id].length,
      problems: problems[id],
      sha256: hashOf(JSON.parse(JSON.stringify(rows[id]))),
    }));
    const missing = files.reduce((sum, f) => sum + f.problems, 0);
    const { id } = await tx
      .insertInto('ministry_handovers')
      .values({
        programme_id: programme.id,
        half,
        number: n + 1,
        note,
        made_at: at,
        made_by: actor!.id,
        sha256,
        bytes: bytes.length,
        problems: missing,
        files: JSON.stringify(files),
        idempotency_key: idempotencyKey,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await record({
      kind: 'oversight.handedOver',
      subject: `handovers/${id}`,
      body: {
        half,
        number: n + 1,
        sha256,
        problems: missing,
        files: files.map(({ dataset, rows: count, sha256: fingerprint }) => ({ dataset, rows: count, sha256: fingerprint })),
      },
    });
    return id;
  });
}
