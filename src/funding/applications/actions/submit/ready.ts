import { canonical, sha256 } from '#src/core/canonical.ts';
import { array } from '#src/plumbing/database/arrays.ts';
import { ask, deed, type Question } from '#src/plumbing/database/trip.ts';
import { act, type House } from '#src/plumbing/house.ts';
import { sql } from 'kysely';
import { applicationsByIds, type Application } from '../../queries/application.ts';
import type { Proposal } from '../../proposal.ts';
import type { Snapshot } from '../../snapshot.ts';
import { toExamine } from '../../queries/ready.ts';
import { examine, freeze } from '../../rules/examine.ts';
import { readyMembers } from './content.ts';
import { frozenKept } from './frozen.ts';

const AT_ONCE = 200;

/**
 * Examines and freezes drafts ahead of their submission, those that changed since the last time. The worker does it every minute. What comes of
 * it is never believed on its own: a submission takes it only while the stamp and the version of the call are still the same.
 *
 * @returns how many were examined
 */
export async function examineAhead(house: House): Promise<number> {
  let all = 0;
  for (;;) {
    const examined = await examineSome(house);
    all += examined;
    if (examined < AT_ONCE) return all;
  }
}

async function examineSome(house: House): Promise<number> {
  // The stamp is read first: what changes while this reads has another one by then.
  const drafts = await toExamine(house.db, house.clock(), AT_ONCE);
  if (drafts.length === 0) return 0;
  const applications = await applicationsByIds(
    house.db,
    drafts.map((d) => d.id),
  );
  const rows = drafts.flatMap(({ id, stamp }) => {
    const application = applications.get(id);
    return application ? [{ ...lookedAt(application), stamp }] : [];
  });
  await act(house, null, 'applications.examine', 'applications', async ({ tx, record }) => {
    await ask(tx, ...readyKept(rows));
    await record({
      kind: 'applications.examinedAhead',
      subject: 'applications',
      body: { examined: rows.length, complete: rows.filter((r) => r.frozen).length },
    });
  });
  return rows.length;
}

type LookedAt = { id: string; versionId: string; whole: Snapshot | null; frozen: { text: string; sha256: string } | null; members: string | null };

/** A draft examined, and frozen if nothing is left to put right. */
export function lookedAt({ id, version, proposal }: Pick<Application, 'id' | 'version'> & { proposal: Proposal }): LookedAt {
  const examination = examine(version.call, proposal);
  const whole = examination.toPutRight.length === 0 ? freeze(id, version, proposal, examination) : null;
  const members = whole && readyMembers(version.call, proposal.facts.members, whole);
  const text = whole && canonical(whole);
  return {
    id,
    versionId: version.versionId,
    whole,
    frozen: text === null ? null : { text, sha256: sha256(text) },
    members: members && JSON.stringify(members),
  };
}

/**
 * What came of the look, to be kept.
 * @param rows `stamp`: as it was before the draft was read; null for a draft that this same transaction changed, having locked its stamp before it read
 */
export function readyKept(rows: readonly (LookedAt & { stamp: number | null })[]): Question<void>[] {
  if (rows.length === 0) return [];
  return [
    ...frozenKept(rows.flatMap((r) => r.frozen ?? [])),
    deed(sql`
    insert into application_ready (application_id, stamp, call_version_id, sha256, acronym, title, main_spoke, sector, eligible_cents, grant_cents,
      south_grant_cents, members)
    select id, coalesce(stamp, pg_current_xact_id()::text::bigint), version, sha256, acronym, title, main_spoke, sector, eligible, granted, south, members::jsonb
    from unnest(${array.uuid(rows.map((r) => r.id))}::uuid[], ${array.bigint(rows.map((r) => r.stamp))}::bigint[], ${array.uuid(rows.map((r) => r.versionId))}::uuid[],
      ${array.text(rows.map((r) => r.frozen && r.frozen.sha256))}::text[],
      ${array.text(rows.map((r) => r.whole && r.whole.acronym))}::text[], ${array.text(rows.map((r) => r.whole && r.whole.title))}::text[],
      ${array.int(rows.map((r) => r.whole && r.whole.facts.mainSpoke))}::int[], ${array.text(rows.map((r) => r.whole && r.whole.facts.sector))}::text[],
      ${array.bigint(rows.map((r) => r.whole && r.whole.aid.eligibleCents))}::bigint[], ${array.bigint(rows.map((r) => r.whole && r.whole.aid.grantCents))}::bigint[],
      ${array.bigint(rows.map((r) => r.whole && r.whole.aid.southGrantCents))}::bigint[], ${array.text(rows.map((r) => r.members))}::text[])
      as t (id, stamp, version, sha256, acronym, title, main_spoke, sector, eligible, granted, south, members)
    on conflict (application_id) do update set stamp = excluded.stamp, call_version_id = excluded.call_version_id, sha256 = excluded.sha256,
      acronym = excluded.acronym, title = excluded.title, main_spoke = excluded.main_spoke, sector = excluded.sector, eligible_cents = excluded.eligible_cents,
      grant_cents = excluded.grant_cents, south_grant_cents = excluded.south_grant_cents, members = excluded.members`),
  ];
}
