import type { Actor } from '#src/core/actor.ts';
import type { Decision } from '#src/core/decision.ts';
import { notFound } from '#src/core/errors.ts';
import type { Instant } from '#src/core/time.ts';
import { concerns } from '#src/funding/conflicts/queries.ts';
import { stageOf, type CallStage } from '#src/funding/experts/queries/stage.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { ListSpec } from '#src/plumbing/listing.ts';
import type { SignatureReport } from '#src/plumbing/signatures/report.ts';
import { sql, type RawBuilder } from 'kysely';
import { meetingWords } from '../copy/meetings.ts';
import type { MinutesContent } from '../minutes.ts';
import { can, type MeetingCase } from '../policy.ts';
import type { Seated } from '../rules/meeting.ts';
import { meetingStates, type ItemOutcome, type MeetingState, type Seat } from '../states.ts';

type Viewer = Pick<Actor, 'id' | 'organisationIds'>;

export type MeetingRow = {
  id: string;
  number: number;
  heldAt: Instant;
  place: string;
  state: MeetingState;
  people: number;
  items: number;
  decided: number;
  signatures: number;
};

export const meetingSpec: ListSpec<MeetingRow> = {
  columns: [
    { key: 'number', label: meetingWords.number, numeric: true },
    { key: 'heldAt', label: meetingWords.heldAt },
    { key: 'place', label: meetingWords.place, searched: true },
    { key: 'state', label: meetingWords.state, filter: { kind: 'choice', options: meetingStates.map((value) => ({ value, label: meetingWords[value] })) } },
    { key: 'people', label: meetingWords.called, numeric: true },
    { key: 'items', label: meetingWords.items, numeric: true },
    { key: 'decided', label: meetingWords.decidedItems, numeric: true },
    { key: 'signatures', label: meetingWords.signatures, numeric: true },
  ],
  order: '-heldAt',
  key: 'id',
};

/** A call's meetings. Items that this person has something to do with are not counted. */
export function meetingList(callId: string, viewer: Viewer): RawBuilder<MeetingRow> {
  return sql<MeetingRow>`
    select m.id, m.number, m.held_at as "heldAt", m.place, m.state,
      (select count(*)::int from panel_meeting_people p where p.meeting_id = m.id) as people,
      i.items, i.decided,
      (select count(*)::int from panel_minutes_signatures g where g.meeting_id = m.id and g.signature->>'outcome' = 'valid') as signatures
    from panel_meetings m
    join lateral (
      select count(*)::int as items, count(x.outcome)::int as decided
      from panel_meeting_items x join submissions s on s.application_id = x.application_id and s.superseded_at is null
      where x.meeting_id = m.id and not ${concerns(viewer)}
    ) i on true
    where m.call_id = ${callId}`;
}

/** Who can be called: chairs of this call, its experts, the office. */
export type Candidate = { personId: string; role: Seat; name: string; pseudonym: string | null };

export async function candidates(db: Reader, callId: string): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select distinct p.id as "personId", 'chair' as role, p.name, null as pseudonym from role_grants g join people p on p.id = g.person_id
      where g.role = 'chair' and g.revoked_at is null and (g.scope is null or g.scope = ${callId})
    union select p.id, 'secretary', p.name, null from role_grants g join people p on p.id = g.person_id where g.role = 'office' and g.revoked_at is null
    union select p.id, 'member', p.name, e.pseudonym from call_experts e join people p on p.id = e.person_id where e.call_id = ${callId} and e.ended_at is null
    order by role, name, "personId"`.execute(db as never);
  return rows;
}

/** What can be put on an agenda: admitted proposals that this person has nothing to do with. */
export type Eligible = { applicationId: string; protocol: string; acronym: string; lead: string };

export type Called = Seated & { name: string; email: string; locale: 'it' | 'en'; pseudonym: string | null };
export type Away = { personId: string; name: string; byRule: boolean; reason: string };
export type MeetingItem = Eligible & {
  id: string;
  /** What stands for it before experts of a double-blind call. */
  code: string;
  position: number;
  discussion: string;
  decision: string;
  outcome: ItemOutcome | null;
  against: number;
  abstained: number;
  deciders: string[];
  decidedAt: Instant | null;
  revision: number;
  /** Who is out of the room: by rule, or noted by hand. */
  away: Away[];
  hidden: boolean;
  consensus: { points: Record<string, number>; decidedAt: Instant } | null;
};
export type Signed = { personId: string; name: string; fileName: string; sha256: string; signature: SignatureReport; signedAt: Instant };

export type Meeting = MeetingCase & {
  id: string;
  stage: CallStage;
  number: number;
  heldAt: Instant;
  place: string;
  revision: number;
  calledOffAt: Instant | null;
  calledOffWhy: string | null;
  openedAt: Instant | null;
  closedAt: Instant | null;
  content: MinutesContent | null;
  sha256: string | null;
  people: Called[];
  /** Every item; those that this person may not see are marked, and never leave the house. */
  all: MeetingItem[];
  items: MeetingItem[];
  signed: Signed[];
};

/** One meeting of this call; not found when there is none with this id. Whether the asker may see it is the policy's. A fixed number of statements. */
export async function meetingById(db: Reader, callId: string, id: string, viewer: Viewer | null): Promise<Meeting> {
  const stage = await stageOf(db, callId);
  const row = await db
    .selectFrom('panel_meetings')
    .select(['id', 'number', 'state', 'held_at as heldAt', 'place', 'revision', 'content', 'sha256'])
    .select(['called_off_at as calledOffAt', 'called_off_why as calledOffWhy', 'opened_at as openedAt', 'closed_at as closedAt'])
    .where('id', '=', id)
    .where('call_id', '=', callId)
    .executeTakeFirst();
  if (!row || !viewer) throw notFound();
  const people = await sql<Called>`
    select m.person_id as "personId", m.role, m.present, p.name, p.email, p.locale, e.pseudonym
    from panel_meeting_people m join people p on p.id = m.person_id left join call_experts e on e.call_id = ${callId} and e.person_id = m.person_id
    where m.meeting_id = ${id} order by array_position(array['chair', 'member', 'secretary'], m.role), p.name, p.id`.execute(db as never);
  const items = await sql<MeetingItem>`
    select i.id, i.application_id as "applicationId", i.position, s.protocol, s.acronym, a.blind_code as code, o.legal_name as lead, i.discussion, i.decision, i.outcome, i.against, i.abstained,
      i.deciders, i.decided_at as "decidedAt", i.revision, ${concerns(viewer)} as hidden,
      (select json_build_object('points', c.points, 'decidedAt', c.decided_at) from consensus_reports c where c.application_id = i.application_id) as consensus,
      coalesce((
        select json_agg(json_build_object('personId', w.person_id, 'name', w.name, 'byRule', w.by_rule, 'reason', w.reason) order by w.name, w.person_id) from (
          select m.person_id, p.name, coalesce(l.by_rule, false) or r.conflicted as by_rule, case when coalesce(l.by_rule, false) or r.conflicted then '' else l.reason end as reason
          from panel_meeting_people m join people p on p.id = m.person_id
          left join panel_meeting_leaves l on l.item_id = i.id and l.person_id = m.person_id
          cross join lateral (select exists (select 1 from conflicts c where c.application_id = i.application_id and c.person_id = m.person_id)
            or exists (select 1 from submission_members f join organisation_people op on op.organisation_id = f.organisation_id where f.submission_id = s.id and op.person_id = m.person_id) as conflicted) r
          where m.meeting_id = i.meeting_id and (r.conflicted or l.person_id is not null)
        ) w), '[]') as away
    from panel_meeting_items i
    join submissions s on s.application_id = i.application_id and s.superseded_at is null
    join applications a on a.id = i.application_id join organisations o on o.id = a.lead_id
    where i.meeting_id = ${id} order by i.position, s.protocol`.execute(db as never);
  const signed = await sql<Signed>`
    select g.person_id as "personId", p.name, g.file_name as "fileName", g.sha256, g.signature, g.signed_at as "signedAt"
    from panel_minutes_signatures g join people p on p.id = g.person_id where g.meeting_id = ${id} order by g.signed_at, g.person_id`.execute(db as never);
  const shown = items.rows.filter((i) => !i.hidden);
  return {
    ...row,
    content: row.content as MinutesContent | null,
    callId,
    stage,
    ranked: stage.ranked,
    omitted: items.rows.length - shown.length,
    people: people.rows,
    all: items.rows,
    items: shown,
    signed: signed.rows,
  };
}

/** Whether this person signs these minutes: they were its chair or secretary, and have not signed yet. */
export const maySign = (actor: Actor | null, meeting: Meeting): Decision =>
  can.sign(actor, meeting, {
    seat: meeting.people.find((p) => p.personId === actor?.id)?.role ?? null,
    signed: meeting.signed.some((s) => s.personId === actor?.id && s.signature.outcome === 'valid'),
  });
