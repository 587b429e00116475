import type { Cents } from '#src/core/money.ts';
import type { CallVersion } from '#src/funding/calls/queries.ts';
import { array } from '#src/plumbing/database/arrays.ts';
import type { Reader, Tx } from '#src/plumbing/database/database.ts';
import { question, type Question } from '#src/plumbing/database/trip.ts';
import { sql } from 'kysely';
import type { Standing } from '../policy.ts';
import type { ApplicationState, PersonRight } from '../states.ts';
import { knownVersions } from './versions.ts';

/**
 * `counted`: a limit on proposals looks at this member; the other proposals are those that there were when it was examined. `confirmedBy`: who
 * confirmed for it, null where nobody had to.
 */
export type ReadyMember = {
  id: string;
  name: string;
  role: 'lead' | 'partner';
  counted: boolean;
  asLead: number;
  asMember: number;
  confirmedBy: string | null;
};

/** A draft that was examined and frozen ahead, and has not changed since; its frozen text stays in the database. */
export type ReadyDraft = Standing & {
  id: string;
  leadName: string;
  version: CallVersion;
  sha256: string;
  acronym: string;
  title: string;
  mainSpoke: number | null;
  sector: string | null;
  eligibleCents: Cents;
  grantCents: Cents;
  southGrantCents: Cents;
  members: readonly ReadyMember[];
};

type Row = Omit<ReadyDraft, 'version' | keyof Standing> & ReadyRow;

/** Those of the applications that are ready and were never handed in, which is what a draft is. */
export const readyRows = (ids: readonly string[]): Question<Row[]> =>
  question(
    sql<Row>`
    with in_force as materialized (select distinct on (call_id) id from call_versions order by call_id, number desc)
    select a.id, a.call_id as "callId", a.state, a.lead_id as "leadId", lead.legal_name as "leadName", a.created_by as "createdBy",
      coalesce((select json_agg(json_build_object('personId', p.person_id, 'right', p.access)) from application_people p where p.application_id = a.id), '[]') as people,
      r.call_version_id as "versionId", r.sha256, r.acronym, r.title, r.main_spoke as "mainSpoke", r.sector, r.eligible_cents as "eligibleCents",
      r.grant_cents as "grantCents", r.south_grant_cents as "southGrantCents", r.members
    from applications a
    join application_stamps t on t.application_id = a.id
    join application_ready r on r.application_id = a.id and r.stamp = t.stamp and r.sha256 is not null
    join in_force f on f.id = r.call_version_id
    join organisations lead on lead.id = a.lead_id
    where a.id = any(${array.uuid(ids)}::uuid[]) and a.state = 'draft'
      -- A conflict between writers may have come up since, which changes no answer and so no stamp. One look into an index of conflicts alone.
      and not exists (select from application_edits e where e.application_id = a.id and e.version is null
        and not exists (select from application_edits d where d.settles = e.id))`,
    (rows) => rows,
  );

/** The same with the versions of their calls, which this process has mostly seen. */
export async function readyDrafts(db: Reader, rows: readonly Row[]): Promise<Map<string, ReadyDraft>> {
  const versions = await knownVersions(
    db,
    rows.map((r) => r.versionId),
  );
  return new Map(
    rows.map(({ versionId, ...row }) => [
      row.id,
      {
        ...row,
        memberIds: row.members.map((m) => m.id),
        memberNames: Object.fromEntries(row.members.map((m) => [m.id, m.name])),
        submittedMemberIds: [],
        everSubmitted: false,
        version: versions.get(versionId)!,
      },
    ]),
  );
}

type ReadyRow = {
  callId: string;
  state: ApplicationState;
  leadId: string;
  createdBy: string;
  people: { personId: string; right: PersonRight }[];
  versionId: string;
};

/** Drafts under open calls that changed since they were last examined ahead, with their stamps as they were before anything else is read. */
export async function toExamine(db: Reader, now: Date, limit: number): Promise<{ id: string; stamp: number }[]> {
  const { rows } = await sql<{ id: string; stamp: number }>`
    select a.id, t.stamp
    from call_versions v
    join applications a on a.call_id = v.call_id and a.state = 'draft'
    join application_stamps t on t.application_id = a.id
    left join application_ready r on r.application_id = a.id and r.stamp = t.stamp and r.call_version_id = v.id
    where v.opens_at <= ${now.toISOString()} and v.closes_at >= ${now.toISOString()} and r.application_id is null
      and v.number = (select max(later.number) from call_versions later where later.call_id = v.call_id)
    order by a.id limit ${limit}`.execute(db as Tx);
  return rows;
}
