import type { Call } from '#src/funding/calls/schema.ts';
import { concerns, type Viewer } from '#src/funding/conflicts/queries.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { sql } from 'kysely';

/** Where one call stands on its way from publication to the award. */
export type CallStage = {
  callId: string;
  call: Call;
  opensAt: string;
  closesAt: string;
  drafts: number;
  submitted: number;
  screened: number;
  admitted: number;
  experts: number;
  assigned: number;
  reviewed: number;
  ranking: 'provisional' | 'final' | 'scrolled' | null;
  awards: number;
  /** The newest ranking has its decree. */
  decreed: boolean;
};

/**
 * All published calls with their counts, one statement. Proposals that the viewer has something to do with are in none of them: a number that moves would
 * say what becomes of one.
 */
export async function callStages(db: Reader, programmeId: string, viewer: Viewer): Promise<CallStage[]> {
  const { rows } = await sql<CallStage>`
    with seen as (select s.id, s.call_id, s.application_id from submissions s where s.superseded_at is null and not ${concerns(viewer)})
    select v.call_id as "callId", v.definition as call, v.opens_at as "opensAt", v.closes_at as "closesAt",
      (select count(*)::int from applications a where a.call_id = v.call_id and a.state = 'draft') as drafts,
      (select count(*)::int from seen s where s.call_id = v.call_id) as submitted,
      (select count(*)::int from screening_decisions d join seen s on s.id = d.submission_id where s.call_id = v.call_id and d.superseded_at is null) as screened,
      (select count(*)::int from screening_decisions d join seen s on s.id = d.submission_id where s.call_id = v.call_id and d.superseded_at is null and d.outcome <> 'excluded') as admitted,
      (select count(*)::int from call_experts e where e.call_id = v.call_id and e.ended_at is null) as experts,
      (select count(*)::int from review_assignments r join seen s on s.application_id = r.application_id where s.call_id = v.call_id and r.state <> 'declined') as assigned,
      (select count(*)::int from review_assignments r join seen s on s.application_id = r.application_id where s.call_id = v.call_id and r.state = 'submitted') as reviewed,
      last.kind as ranking,
      (select count(*)::int from awards w where w.call_id = v.call_id and not exists (select from renunciations z where z.application_id = w.application_id)) as awards,
      exists (select 1 from decrees d where d.ranking_id = last.id) as decreed
    from calls c
    join lateral (select * from call_versions v where v.call_id = c.id order by v.number desc limit 1) v on true
    left join lateral (select r.id, r.kind from rankings r where r.call_id = c.id order by r.number desc limit 1) last on true
    where c.programme_id = ${programmeId}
    order by v.closes_at desc`.execute(db as never);
  return rows;
}
