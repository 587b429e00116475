import type { Actor } from '#src/core/actor.ts';
import { notFound } from '#src/core/errors.ts';
import type { Instant } from '#src/core/time.ts';
import type { CostFact, MemberFacts, ProposalFacts } from '#src/funding/calls/facts.ts';
import type { CallVersion } from '#src/funding/calls/queries.ts';
import { array } from '#src/plumbing/database/arrays.ts';
import type { Reader, Tx } from '#src/plumbing/database/database.ts';
import type { SignatureReport } from '#src/plumbing/signatures/report.ts';
import { ask, question, type Question } from '#src/plumbing/database/trip.ts';
import { sql } from 'kysely';
import { can, type Standing } from '../policy.ts';
import { isCounted } from '../rules/limits.ts';
import { staffCounts } from '../rules/staff.ts';
import type { Answers, Proposal, ProposalDocument } from '../proposal.ts';
import { isUuid } from '../schema.ts';
import type { Confirmation, Snapshot, StaffLine } from '../snapshot.ts';
import type { PersonRight } from '../states.ts';
import { knownVersions } from './versions.ts';

/** The last submission of an application: its receipt and what was frozen. `supersededAt` only when it was withdrawn. */
export type LastSubmission = {
  submissionId: string;
  protocol: string;
  submittedAt: Instant;
  submittedBy: string;
  sha256: string;
  supersededAt: Instant | null;
  snapshot: Snapshot;
};

export type HandedInDocument = ProposalDocument & {
  id: string;
  uploadedAt: Instant;
  mediaType: string;
  signature: SignatureReport | null;
  validUntil: string | null;
};

/** Section → field → version of its answer; 0 where none is named. */
export type AnswerVersions = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** An application as its own people see it: the live draft under the version of the call that is in force, and its last submission. */
export type Application = Standing & {
  id: string;
  revision: number;
  /** The transaction that last changed anything that the frozen form says, as it was before the rest was read. */
  stamp: number;
  /** The revision at which anything but the answers was changed last. */
  partsRevision: number;
  answerVersions: AnswerVersions;
  example: boolean;
  createdAt: Instant;
  updatedAt: Instant;
  leadName: string;
  version: CallVersion;
  proposal: Omit<Proposal, 'documents'> & { documents: readonly HandedInDocument[] };
  submission: LastSubmission | null;
};

/** Undefined when there is none of this id. As many statements, whatever its size. */
export async function applicationById(db: Reader, id: string): Promise<Application | undefined> {
  return isUuid(id) ? (await applicationsByIds(db, [id])).get(id) : undefined;
}

/** Several at once, in as many statements as one; those that there are none of are left out. The closing day reads by this. */
export async function applicationsByIds(db: Reader, ids: readonly string[]): Promise<Map<string, Application>> {
  if (ids.length === 0) return new Map();
  const rows = await rowsOf(db, ids);
  const versions = await knownVersions(
    db,
    rows.map((r) => r.versionId),
  );
  const members = await membersOf(db, ids);
  const counted = rows.flatMap(({ id: applicationId, callId, versionId }) =>
    (members.get(applicationId) ?? []).filter((m) => isCounted(versions.get(versionId)!.call, m)).map((m) => ({ applicationId, organisationId: m.id, callId })),
  );
  const [others] = counted.length > 0 ? await ask(db, otherProposals(counted)) : [new Map<string, OtherProposals>()];
  return new Map(
    rows.map((row): [string, Application] => {
      const { id } = row;
      const ownRows = members.get(id) ?? [];
      const own = ownRows.map((m) => memberFacts(m, others));
      const submission = submissionOf(row);
      return [
        id,
        {
          id,
          callId: row.callId,
          state: row.state,
          createdBy: row.createdBy,
          leadId: row.leadId,
          leadName: row.leadName,
          revision: row.revision,
          stamp: row.stamp,
          partsRevision: row.partsRevision,
          answerVersions: row.answerVersions,
          example: row.example,
          createdAt: row.createdAt,
          updatedAt: row.updatedAt,
          memberIds: own.map((m) => m.id),
          memberNames: Object.fromEntries(own.map((m) => [m.id, m.name])),
          people: row.people,
          conflicted: row.conflicted,
          submittedMemberIds: submission?.snapshot.facts.members.map((m) => m.id) ?? [],
          everSubmitted: submission !== null,
          version: versions.get(row.versionId)!,
          proposal: {
            acronym: row.acronym,
            title: row.title,
            answers: row.answers,
            documents: row.documents,
            conflicts: row.conflicts,
            staff: ownRows.map((m) => ({ organisation: m.id, lines: m.lines })),
            confirmations: ownRows.flatMap((m) => (m.confirmation ? [{ organisation: m.id, ...m.confirmation }] : [])),
            facts: {
              members: own,
              mainSpoke: row.mainSpoke,
              spokes: row.spokes,
              sector: row.sector,
              durationMonths: row.durationMonths,
              startsOn: row.startsOn,
              wideDissemination: row.wideDissemination,
              mayPublishResults: row.mayPublishResults,
            },
          },
          submission,
        },
      ];
    }),
  );
}

/**
 * Those of the drafts, read before, that nothing has touched since: neither what their frozen form says nor who may do what with them. Their rows and
 * stamps must be locked. One statement.
 */
export async function untouched(tx: Tx, before: readonly Application[]): Promise<Set<string>> {
  const drafts = before.filter((a) => a.state === 'draft' && !a.everSubmitted);
  if (drafts.length === 0) return new Set();
  const { rows } = await sql<Pick<Application, 'id' | 'revision' | 'stamp'> & { versionId: string; standing: string }>`
    select a.id, a.revision, t.stamp, (select v.id from call_versions v where v.call_id = a.call_id order by v.number desc limit 1) as "versionId",
      coalesce((select string_agg(p.person_id || p.access, ',' order by p.person_id) from application_people p where p.application_id = a.id), '') || ';' ||
      coalesce((select string_agg(distinct c.person_id::text, ',') from conflicts c where c.application_id = a.id), '') || ';' ||
      (select count(*) from application_edits e where e.application_id = a.id and e.version is null and not exists (select from application_edits d where d.settles = e.id))
      as standing
    from applications a join application_stamps t on t.application_id = a.id
    where a.id = any(${array.uuid(drafts.map((a) => a.id))}::uuid[]) and a.state = 'draft'`.execute(tx);
  const now = new Map(rows.map((r) => [r.id, r]));
  const standingOf = ({ people, conflicted, proposal }: Application): string =>
    [[...people!].map((p) => p.personId + p.right).sort(), [...conflicted!].sort(), proposal.conflicts!.length].join(';');
  return new Set(
    drafts
      .filter((a) => {
        const n = now.get(a.id);
        return n && n.stamp === a.stamp && n.revision === a.revision && n.versionId === a.version.versionId && n.standing === standingOf(a);
      })
      .map((a) => a.id),
  );
}

/** The same, or not found: for whoever may not see it there is no such application. */
export async function applicationFor(db: Reader, actor: Actor | null, id: string): Promise<Application> {
  const application = await applicationById(db, id);
  if (!application || !can.view(actor, application).ok) throw notFound();
  return application;
}

/** One id is asked for as such: the database then plans the statement once, not each time. */
const among = (ids: readonly string[]) => (ids.length === 1 ? sql`= ${ids[0]}::uuid` : sql`= any(${ids}::uuid[])`);

type Row = Pick<
  Application,
  | 'id'
  | 'callId'
  | 'state'
  | 'leadId'
  | 'leadName'
  | 'example'
  | 'revision'
  | 'stamp'
  | 'partsRevision'
  | 'answerVersions'
  | 'createdBy'
  | 'createdAt'
  | 'updatedAt'
> &
  Omit<ProposalFacts, 'members' | 'spokes'> & {
    acronym: string;
    title: string;
    answers: Answers;
    spokes: number[];
    versionId: string;
    people: { personId: string; right: PersonRight }[];
    conflicted: string[];
    documents: HandedInDocument[];
    conflicts: { section: string; field: string }[];
  } & ({ submissionId: null } | LastRow);

/** Of the last submission, where there is one. */
type LastRow = Omit<LastSubmission, 'snapshot'> & { snapshot: string };

async function rowsOf(db: Reader, ids: readonly string[]): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select a.id, a.call_id as "callId", a.state, a.lead_id as "leadId", lead.legal_name as "leadName", a.acronym, a.title, a.answers, a.main_spoke as "mainSpoke",
      a.spokes, a.sector, a.starts_on as "startsOn", a.duration_months as "durationMonths", a.wide_dissemination as "wideDissemination",
      a.may_publish_results as "mayPublishResults", a.example, a.revision,
      (select t.stamp from application_stamps t where t.application_id = a.id) as stamp, a.parts_revision as "partsRevision", a.answer_versions as "answerVersions", a.created_by as "createdBy", a.created_at as "createdAt", a.updated_at as "updatedAt",
      coalesce((select json_agg(json_build_object('personId', p.person_id, 'right', p.access)) from application_people p where p.application_id = a.id), '[]') as people,
      coalesce((select json_agg(distinct c.person_id) from conflicts c where c.application_id = a.id), '[]') as conflicted,
      (select v.id from call_versions v where v.call_id = a.call_id order by v.number desc limit 1) as "versionId",
      coalesce((select json_agg(json_build_object('id', d.id, 'document', d.document_id, 'organisation', d.organisation_id, 'fileName', d.file_name, 'bytes', d.bytes,
          'sha256', d.sha256, 'uploadedAt', to_char(d.uploaded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'mediaType', d.media_type,
          'signature', d.signature, 'validUntil', d.valid_until) order by d.document_id, d.organisation_id)
        from application_documents d where d.application_id = a.id and d.removed_at is null), '[]') as documents,
      coalesce((select json_agg(json_build_object('section', e.section, 'field', e.field) order by e.id) from application_edits e
        where e.application_id = a.id and e.version is null and not exists (select from application_edits d where d.settles = e.id)), '[]') as conflicts,
      s.*
    from applications a
    join organisations lead on lead.id = a.lead_id
    left join lateral (
      select s.id as "submissionId", s.protocol, s.submitted_at as "submittedAt", p.name as "submittedBy", s.sha256, s.superseded_at as "supersededAt", f.text as snapshot
      -- The application's own first, then their order: looked for in the order of the numbers, all later ones of everybody would be read.
      from (select * from submissions own where own.application_id = a.id offset 0) s join people p on p.id = s.submitted_by join frozen_texts f on f.sha256 = s.sha256
      order by s.year desc, s.number desc limit 1) s on true
    where a.id ${among(ids)}`.execute(db as Tx);
  return rows;
}

type MemberRow = Omit<MemberFacts, 'staff' | 'costs' | 'otherProposals'> & {
  applicationId: string;
  lines: StaffLine[];
  costs: CostFact[];
  confirmation: Omit<Confirmation, 'organisation'> | null;
};

/** Members in their order, with their staff and what is confirmed of them. */
async function membersOf(db: Reader, ids: readonly string[]): Promise<Map<string, MemberRow[]>> {
  const { rows } = await sql<MemberRow>`
    select m.application_id as "applicationId", o.id, o.legal_name as name, m.role, o.kind, o.ownership, o.size_class as size, m.region,
      f.organisation_id is not null as "inPartnership",
      coalesce((select json_agg(jsonb_build_object('profile', s.profile, 'gender', s.gender, 'age', s.age_band, 'contract', s.contract, 'newHire', s.new_hire,
          'heads', s.heads, 'personMonths', s.person_months)
          || case when s.people = '[]' then '{}' else jsonb_build_object('people', s.people) end order by s.position)
        from application_staff s where s.application_id = m.application_id and s.organisation_id = m.organisation_id), '[]') as lines,
      coalesce((select json_agg(json_build_object('category', k.category, 'researchType', k.research_type, 'cents', k.cents) order by k.category, k.research_type)
        from application_costs k where k.application_id = m.application_id and k.organisation_id = m.organisation_id), '[]') as costs,
      (select json_build_object('person', k.person_id, 'personName', p.name, 'sha256', k.sha256,
          'confirmedAt', to_char(k.confirmed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
        from member_confirmations k join people p on p.id = k.person_id
        where k.application_id = m.application_id and k.organisation_id = m.organisation_id and k.ended_at is null) as confirmation
    from application_members m
    join organisations o on o.id = m.organisation_id
    join applications a on a.id = m.application_id
    join calls c on c.id = a.call_id
    left join founding_partners f on f.programme_id = c.programme_id and f.organisation_id = o.id
    where m.application_id ${among(ids)}
    order by m.application_id, m.position, o.id`.execute(db as Tx);
  return grouped(rows);
}

export type OtherProposals = MemberFacts['otherProposals'];
const none: OtherProposals = { asLead: 0, asMember: 0 };
export const memberKey = (applicationId: string, organisationId: string): string => `${applicationId}/${organisationId}`;

/** A member whose other proposals a limit of the call counts. */
export type Counted = { applicationId: string; organisationId: string; callId: string };

/**
 * How many other proposals that count each of these takes part in, under the same call; those that take part in no other are left out. Asked
 * only for members that a limit looks at: a university may take part in hundreds.
 */
export const otherProposals = (members: readonly Counted[]): Question<Map<string, OtherProposals>> =>
  question(
    sql<OtherProposals & { applicationId: string; organisationId: string }>`
    select m.application as "applicationId", m.organisation as "organisationId", n."asLead", n."asMember"
    from json_to_recordset(${JSON.stringify(members.map((m) => ({ application: m.applicationId, organisation: m.organisationId, call: m.callId })))}::json)
      as m (application uuid, organisation uuid, call text)
    cross join lateral (
      select (count(*) filter (where o.counts and sm.role = 'lead'))::int as "asLead", (count(*) filter (where o.counts))::int as "asMember"
      from submission_members sm
      join submissions s on s.id = sm.submission_id
      -- Looked at after the join: the only way to a submission is its key, however the planner counts rows.
      cross join lateral (select s.call_id = m.call and s.superseded_at is null and s.application_id <> m.application as counts offset 0) o
      where sm.organisation_id = m.organisation) n
    where n."asMember" > 0`,
    (rows) => new Map(rows.map(({ applicationId, organisationId, ...counts }) => [memberKey(applicationId, organisationId), counts])),
  );

function memberFacts({ applicationId, lines, confirmation: _confirmation, ...member }: MemberRow, others: ReadonlyMap<string, OtherProposals>): MemberFacts {
  return { ...member, otherProposals: others.get(memberKey(applicationId, member.id)) ?? none, staff: staffCounts(lines) };
}

function submissionOf(row: Row): LastSubmission | null {
  if (row.submissionId === null) return null;
  const { submissionId, protocol, submittedAt, submittedBy, sha256, supersededAt, snapshot } = row;
  return { submissionId, protocol, submittedAt, submittedBy, sha256, supersededAt, snapshot: JSON.parse(snapshot) as Snapshot };
}

function grouped<R extends { applicationId: string }>(rows: readonly R[]): Map<string, R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const known = groups.get(row.applicationId);
    if (known) known.push(row);
    else groups.set(row.applicationId, [row]);
  }
  return groups;
}
