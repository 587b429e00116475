import type { FloorAfter } from '#src/core/floors.ts';
import type { Cents } from '#src/core/money.ts';
import { isLive, openVariations, type ProjectState } from '#src/delivery/projects/states.ts';
import { callCodes } from '#src/funding/calls/queries.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { sql, type SelectQueryBuilder } from 'kysely';
import type { Closable } from '../policy.ts';
import type { Actor } from '#src/core/actor.ts';
import { southWith } from '#src/partnership/programme/queries.ts';
import { applicationSums, areaOf } from '#src/plumbing/ledger/read.ts';
import { final, membersOf, visible, type MoneyRow } from '../queries.ts';

/** What the share of the South becomes when a project gives back what it did not spend. */
export const southAfterClosing = async (db: Reader, programme: string, application: string): Promise<FloorAfter> =>
  southWith(db, programme, application, await areaOf(db, 'accepted', { programme, application }));

/** What was granted and not spent. */
export const leftOf = (rows: readonly MoneyRow[]): Cents => rows.reduce((n, r) => n + r.committed - r.accepted, 0);

/** What stands between a project and its end, read in one statement beside its money. */
export async function closableOf(db: Reader, project: { id: string; callId: string; state: string }, rows: readonly MoneyRow[]): Promise<Closable> {
  const { rows: found } = await sql<Pick<Closable, 'openReports' | 'openVariations' | 'openClaims' | 'claimedCents'>>`select
      (select count(*)::int from reports where project_id = ${project.id}::uuid and state <> 'accepted') as "openReports",
      (select count(*)::int from project_variations where project_id = ${project.id}::uuid and state = any(${openVariations}::text[])) as "openVariations",
      (select count(*)::int from recoveries where project_id = ${project.id}::uuid and state = 'open') as "openClaims",
      ${rows.reduce((n, r) => n + r.receivable + r.interestReceivable, 0)}::bigint as "claimedCents"`.execute(db as never);
  return {
    callId: project.callId,
    memberIds: (await membersOf(db, [project.id])).get(project.id) ?? [],
    over: !isLive(project.state as ProjectState) && !(project.state === 'closed' && leftOf(rows) > 0),
    final: rows.some((r) => r.final),
    pendingCents: rows.reduce((n, r) => n + r.owed + r.retained + r.payable + r.ordered + r.advance + r.interestPayable, 0),
    ...found[0]!,
  };
}

/** A project whose last report was accepted, and what is still open of it. `ready`: nothing is. */
export type ClosingRow = {
  id: string;
  acronym: string;
  code: string;
  call: string;
  callCode: string;
  leftCents: Cents;
  pendingCents: Cents;
  openReports: number;
  openClaims: number;
  openVariations: number;
  ready: 'yes' | 'no';
};

/** The projects that one sees and that are about to end. */
export const closingFor = (actor: Actor | null): SelectQueryBuilder<never, never, ClosingRow> =>
  sql`select t.*, case when t."pendingCents" = 0 and t."openReports" + t."openClaims" + t."openVariations" = 0 then 'yes' else 'no' end as ready from (
    select p.id, p.acronym, p.code, p.call_id as call, cc.code as "callCode", l.committed - l.accepted as "leftCents",
      l.owed + l.retained + l.payable + l.advance + l.ordered + l."interestPayable" as "pendingCents",
      (select count(*)::int from reports x where x.project_id = p.id and x.state <> 'accepted') as "openReports",
      (select count(*)::int from recoveries x where x.project_id = p.id and x.state = 'open') as "openClaims",
      (select count(*)::int from project_variations x where x.project_id = p.id and x.state = any(${openVariations}::text[])) as "openVariations"
    from projects p join ${callCodes} cc on cc.id = p.call_id cross join lateral ${applicationSums('p.application_id', ['committed', 'accepted', 'owed', 'retained', 'payable', 'advance', 'ordered', 'interestPayable'])} l
    where ${visible(actor)} and p.state in ('running', 'closing') and ${final}) t` as never;
