import { canonical, sha256 } from '#src/core/canonical.ts';
import type { Snapshot } from '#src/funding/applications/snapshot.ts';
import { frozenKept } from '#src/funding/applications/actions/submit/frozen.ts';
import { ask } from '#src/plumbing/database/trip.ts';
import type { House } from '#src/plumbing/house.ts';

/** The frozen text that is now kept under its hash. */
export async function kept({ writer }: Pick<House, 'writer'>, snapshot: Snapshot): Promise<{ text: string; sha256: string }> {
  const text = canonical(snapshot);
  const frozen = { text, sha256: sha256(text) };
  await writer.transaction().execute((tx) => ask(tx, ...frozenKept([frozen])));
  return frozen;
}

/** What was handed in last, as it was frozen. */
export async function frozenNow({ db }: Pick<House, 'db'>, applicationId: string): Promise<{ snapshot: Snapshot; sha256: string }> {
  const row = await db
    .selectFrom('submissions as s')
    .innerJoin('frozen_texts as f', 'f.sha256', 's.sha256')
    .select(['f.text', 'f.sha256'])
    .where('s.application_id', '=', applicationId)
    .orderBy('s.number', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return { snapshot: JSON.parse(row.text) as Snapshot, sha256: row.sha256 };
}

/** As if this had been handed in instead. */
export async function handedInInstead(house: Pick<House, 'db' | 'writer'>, applicationId: string, change: (was: Snapshot) => Snapshot): Promise<void> {
  const { sha256 } = await kept(house, change((await frozenNow(house, applicationId)).snapshot));
  await house.writer.updateTable('submissions').set({ sha256 }).where('application_id', '=', applicationId).execute();
}
