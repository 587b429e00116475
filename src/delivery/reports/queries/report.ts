import type { Actor } from '#src/core/actor.ts';
import type { Cents } from '#src/core/money.ts';
import type { CalendarDate, Instant } from '#src/core/time.ts';
import { isUuid } from '#src/funding/applications/schema.ts';
import type { CostCategory } from '#src/funding/calls/vocabulary.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { sql, type SelectQueryBuilder } from 'kysely';
import type { SettlementInput } from '../rules/settlement.ts';
import type { AttachmentKind, ReportState } from '../states.ts';
import { projectById, type Project } from './project.ts';

export type Attachment = { organisationId: string; kind: AttachmentKind; sha256: string; fileName: string; mediaType: string; bytes: number; givenAt: Instant };

export type Report = {
  id: string;
  number: number;
  fromOn: CalendarDate;
  untilOn: CalendarDate;
  dueOn: CalendarDate;
  state: ReportState;
  technical: string;
  milestones: string;
  revision: number;
  submittedAt: Instant | null;
  submissionKey: string | null;
  late: boolean;
  content: string | null;
  sha256: string | null;
  checkDueOn: CalendarDate | null;
  returnedAt: Instant | null;
  returnedReason: string | null;
  decidedAt: Instant | null;
  note: string | null;
  outcome: string | null;
  outcomeSha256: string | null;
  project: Project;
  attachments: Attachment[];
  /** Members that attest their controls instead of handing documents in. */
  attestations: { organisationId: string; at: Instant; by: string }[];
};

/** A report with its project, its call and what was attached: six statements. */
export async function reportById(db: Reader, id: string): Promise<Report | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await db.selectFrom('reports').selectAll().where('id', '=', id).executeTakeFirst();
  const project = row && (await projectById(db, row.project_id));
  if (!row || !project) return undefined;
  const attachments = await db
    .selectFrom('report_attachments')
    .select(['organisation_id as organisationId', 'kind', 'file_sha256 as sha256', 'file_name as fileName', 'file_type as mediaType', 'file_bytes as bytes'])
    .select('given_at as givenAt')
    .where('report_id', '=', id)
    .orderBy('kind')
    .orderBy('organisation_id')
    .execute();
  const attestations = await db
    .selectFrom('report_attestations as a')
    .innerJoin('people as p', 'p.id', 'a.attested_by')
    .select(['a.organisation_id as organisationId', 'a.attested_at as at', 'p.name as by'])
    .where('a.report_id', '=', id)
    .orderBy('a.organisation_id')
    .execute();
  return {
    id: row.id,
    number: row.number,
    fromOn: row.from_on,
    untilOn: row.until_on,
    dueOn: row.due_on,
    state: row.state,
    technical: row.technical,
    milestones: row.milestones,
    revision: row.revision,
    submittedAt: row.submitted_at,
    submissionKey: row.submission_key,
    late: row.late,
    content: row.content,
    sha256: row.sha256,
    checkDueOn: row.check_due_on,
    returnedAt: row.returned_at,
    returnedReason: row.returned_reason,
    decidedAt: row.decided_at,
    note: row.note,
    outcome: row.outcome,
    outcomeSha256: row.outcome_sha256,
    project,
    attachments,
    attestations,
  };
}

export type ReportRow = {
  id: string;
  code: string;
  acronym: string;
  leadName: string;
  callId: string;
  spoke: number;
  number: number;
  untilOn: CalendarDate;
  dueOn: CalendarDate;
  state: ReportState;
  late: boolean;
  submittedAt: Instant | null;
  checkDueOn: CalendarDate | null;
  reportedCents: Cents;
  openQuestions: number;
};

/** The reports that a person may read: office and auditors of the call, the leader of the project's main Spoke, those who act for a member. */
export function reportsFor(db: Reader, actor: Actor): SelectQueryBuilder<never, never, ReportRow> {
  const watching = actor.grants.filter((g) => g.role === 'office' || g.role === 'auditor');
  const calls = watching.flatMap((g) => (g.scope === null ? [] : [g.scope]));
  const leads = actor.grants.filter((g) => g.role === 'spokeLeader');
  const spokes = leads.flatMap((g) => (g.scope !== null && /^\d{1,4}$/.test(g.scope) ? [Number(g.scope)] : []));
  const everywhere = [...watching, ...leads].some((g) => g.scope === null);
  const own = [...actor.organisationIds];
  const watched = sql<boolean>`(${everywhere} or p.call_id = any(${calls}::text[]) or p.main_spoke = any(${spokes}::int[]))`;
  return db
    .selectFrom('reports as r')
    .innerJoin('projects as p', 'p.id', 'r.project_id')
    .innerJoin('project_members as m', (j) => j.onRef('m.project_id', '=', 'p.id').on('m.role', '=', 'lead').on('m.left_on', 'is', null))
    .innerJoin('organisations as o', 'o.id', 'm.organisation_id')
    .select(['r.id', 'p.code', 'p.acronym', 'o.legal_name as leadName', 'p.call_id as callId', 'p.main_spoke as spoke', 'r.number'])
    .select(['r.until_on as untilOn', 'r.due_on as dueOn', 'r.state', 'r.late', 'r.submitted_at as submittedAt', 'r.check_due_on as checkDueOn'])
    .select(
      sql<Cents>`coalesce((select sum(l.cents) from report_lines l where l.report_id = r.id and (${watched} or l.organisation_id = any(${own}::uuid[]) or m.organisation_id = any(${own}::uuid[]))), 0)::bigint`.as(
        'reportedCents',
      ),
    )
    .select(
      sql<number>`(select count(*)::int from report_questions q join report_lines l on l.id = q.line_id where q.report_id = r.id and q.answer is null
        and (${watched} or l.organisation_id = any(${own}::uuid[]) or m.organisation_id = any(${own}::uuid[])))`.as('openQuestions'),
    )
    .where((eb) =>
      eb.or([
        watched,
        ...(own.length > 0
          ? [
              eb.exists(
                eb.selectFrom('project_members as x').select('x.organisation_id').whereRef('x.project_id', '=', 'p.id').where('x.organisation_id', 'in', own),
              ),
            ]
          : []),
      ]),
    ) as never;
}

/** What earlier accepted reports of a project came to: what caps, budgets and the aid count on. */
export async function acceptedBefore(db: Reader, projectId: string): Promise<{ before: SettlementInput['before']; aid: ReadonlyMap<string, Cents> }> {
  const results = await db
    .selectFrom('report_results as x')
    .innerJoin('reports as r', 'r.id', 'x.report_id')
    .select(['x.organisation_id as organisationId', 'x.category'])
    .select((eb) => eb.fn.sum<string>('x.accepted_cents').as('cents'))
    .where('r.project_id', '=', projectId)
    .groupBy(['x.organisation_id', 'x.category'])
    .orderBy('x.organisation_id')
    .orderBy('x.category')
    .execute();
  const aid = await db
    .selectFrom('report_aid as x')
    .innerJoin('reports as r', 'r.id', 'x.report_id')
    .select('x.organisation_id as organisationId')
    .select((eb) => eb.fn.sum<string>('x.aid_cents').as('cents'))
    .where('r.project_id', '=', projectId)
    .groupBy('x.organisation_id')
    .execute();
  return {
    before: results.map((r) => ({ organisationId: r.organisationId, category: r.category as CostCategory, cents: Number(r.cents) })),
    aid: new Map(aid.map((a) => [a.organisationId, Number(a.cents)])),
  };
}
