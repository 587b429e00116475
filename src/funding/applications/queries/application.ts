import type { Actor } from '#src/core/actor.ts';
import { notFound } from '#src/core/errors.ts';
import type { Instant } from '#src/core/time.ts';
import type { MemberFacts } from '#src/funding/calls/facts.ts';
import type { CallVersion } from '#src/funding/calls/queries.ts';
import type { CostCategory, ResearchType } from '#src/funding/calls/vocabulary.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { sql } from 'kysely';
import { can, type Standing } from '../policy.ts';
import type { Answers, Proposal, ProposalDocument } from '../rules.ts';
import { isUuid } from '../schema.ts';
import type { Snapshot } from '../snapshot.ts';
import type { ApplicationState } from '../states.ts';

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

export type HandedInDocument = ProposalDocument & { id: string; uploadedAt: Instant };

/** An application as its own people see it: the live draft under the version of the call that is in force, and its last submission. */
export type Application = Standing & {
  id: string;
  revision: number;
  example: boolean;
  createdAt: Instant;
  updatedAt: Instant;
  leadName: string;
  version: CallVersion;
  proposal: Omit<Proposal, 'documents'> & { documents: readonly HandedInDocument[] };
  submission: LastSubmission | null;
};

/** Five statements, whatever its size. Undefined when there is none of this id. */
export async function applicationById(db: Reader, id: string): Promise<Application | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await db
    .selectFrom('applications as a')
    .innerJoin('organisations as lead', 'lead.id', 'a.lead_id')
    .innerJoin('call_versions as v', 'v.call_id', 'a.call_id')
    .where('v.number', '=', (eb) =>
      eb
        .selectFrom('call_versions as later')
        .select((e) => e.fn.max('later.number').as('n'))
        .whereRef('later.call_id', '=', 'a.call_id'),
    )
    .where('a.id', '=', id)
    .select([
      'a.id',
      'a.call_id as callId',
      'a.state',
      'a.lead_id as leadId',
      'lead.legal_name as leadName',
      'a.acronym',
      'a.title',
      'a.answers',
      'a.main_spoke as mainSpoke',
      'a.spokes',
      'a.sector',
      'a.starts_on as startsOn',
      'a.duration_months as durationMonths',
      'a.wide_dissemination as wideDissemination',
      'a.may_publish_results as mayPublishResults',
      'a.example',
      'a.revision',
      'a.created_by as createdBy',
      'a.created_at as createdAt',
      'a.updated_at as updatedAt',
      'v.id as versionId',
      'v.number',
      'v.definition as call',
      'v.hash',
      'v.act_id as actId',
      'v.opens_at as opensAt',
      'v.closes_at as closesAt',
      'v.pot_cents as potCents',
      'v.published_at as publishedAt',
    ])
    .executeTakeFirst();
  if (!row) return undefined;
  const { callId, versionId, number, call, hash, actId, opensAt, closesAt, potCents, publishedAt } = row;
  const members = await membersOf(db, id, callId, (call as CallVersion['call']).programme);
  const documents = await documentsOf(db, id);
  const submission = await lastSubmission(db, id);
  return {
    id,
    callId,
    state: row.state as ApplicationState,
    createdBy: row.createdBy,
    leadId: row.leadId,
    leadName: row.leadName,
    revision: row.revision,
    example: row.example,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    memberIds: members.map((m) => m.id),
    submittedMemberIds: submission?.snapshot.facts.members.map((m) => m.id) ?? [],
    everSubmitted: submission !== null,
    version: { versionId, callId, number, call: call as CallVersion['call'], hash, actId, opensAt, closesAt, potCents, publishedAt },
    proposal: {
      acronym: row.acronym,
      title: row.title,
      answers: row.answers as Answers,
      documents,
      facts: {
        members,
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
  };
}

/** The same, or not found: for whoever may not see it there is no such application. */
export async function applicationFor(db: Reader, actor: Actor | null, id: string): Promise<Application> {
  const application = await applicationById(db, id);
  if (!application || !can.view(actor, application).ok) throw notFound();
  return application;
}

/** Members in their order, with their costs and the other proposals that were handed in under the same call. */
async function membersOf(db: Reader, applicationId: string, callId: string, programmeId: string): Promise<MemberFacts[]> {
  const rows = await db
    .selectFrom('application_members as m')
    .innerJoin('organisations as o', 'o.id', 'm.organisation_id')
    .select([
      'o.id',
      'o.legal_name as name',
      'm.role',
      'o.kind',
      'o.ownership',
      'o.size_class as size',
      'm.region',
      'm.women',
      'm.men',
      'm.under40',
      'm.new_hires as newHires',
    ])
    .select((eb) =>
      eb
        .exists(eb.selectFrom('founding_partners as f').select('f.role').whereRef('f.organisation_id', '=', 'o.id').where('f.programme_id', '=', programmeId))
        .as('inPartnership'),
    )
    .select([othersOf(callId, applicationId, 'lead').as('asLead'), othersOf(callId, applicationId, null).as('asMember')])
    .where('m.application_id', '=', applicationId)
    .orderBy('m.position')
    .orderBy('o.id')
    .execute();
  const costs = await db
    .selectFrom('application_costs')
    .select(['organisation_id', 'category', 'research_type', 'cents'])
    .where('application_id', '=', applicationId)
    .orderBy('organisation_id')
    .orderBy('category')
    .orderBy('research_type')
    .execute();
  return rows.map((m): MemberFacts => ({
    id: m.id,
    name: m.name,
    role: m.role,
    kind: m.kind,
    ownership: m.ownership,
    size: m.size,
    region: m.region,
    inPartnership: Boolean(m.inPartnership),
    otherProposals: { asLead: m.asLead, asMember: m.asMember },
    staff: { women: m.women, men: m.men, under40: m.under40, newHires: m.newHires },
    costs: costs
      .filter((c) => c.organisation_id === m.id)
      .map((c) => ({ category: c.category as CostCategory, researchType: c.research_type as ResearchType, cents: c.cents })),
  }));
}

/** How many other proposals that count the organisation `o` takes part in, under the same call. */
const othersOf = (callId: string, applicationId: string, role: 'lead' | null) => sql<number>`(
  select count(*)::int from submission_members sm join submissions s on s.id = sm.submission_id
  where sm.organisation_id = o.id and s.call_id = ${callId} and s.superseded_at is null and s.application_id <> ${applicationId} and (${role}::text is null or sm.role = ${role}))`;

function documentsOf(db: Reader, applicationId: string): Promise<HandedInDocument[]> {
  return db
    .selectFrom('application_documents')
    .select(['id', 'document_id as document', 'organisation_id as organisation', 'file_name as fileName', 'bytes', 'sha256', 'uploaded_at as uploadedAt'])
    .where('application_id', '=', applicationId)
    .where('removed_at', 'is', null)
    .orderBy('document_id')
    .orderBy('organisation_id')
    .execute();
}

async function lastSubmission(db: Reader, applicationId: string): Promise<LastSubmission | null> {
  const row = await db
    .selectFrom('submissions')
    .innerJoin('people', 'people.id', 'submissions.submitted_by')
    .select([
      'submissions.id as submissionId',
      'protocol',
      'submitted_at as submittedAt',
      'people.name as submittedBy',
      'sha256',
      'superseded_at as supersededAt',
      'snapshot',
    ])
    .where('application_id', '=', applicationId)
    .orderBy('year', 'desc')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? { ...row, snapshot: JSON.parse(row.snapshot) as Snapshot } : null;
}
