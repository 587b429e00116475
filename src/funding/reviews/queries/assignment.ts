import { assign, type Assignment, type Instance, type Refusal } from '#src/core/assignment.ts';
import type { Instant } from '#src/core/time.ts';
import { submissionsWithSnapshots } from '#src/funding/applications/queries.ts';
import { screeningOutcomes } from '#src/funding/screening/queries.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { ListSpec } from '#src/plumbing/listing.ts';
import { sql, type RawBuilder } from 'kysely';
import { assignmentWords } from '../copy/assignment.ts';
import type { Available, Wanting } from '../rules/instance.ts';

export type GroundProposal = Wanting & { protocol: string; acronym: string; lead: string; members: readonly { id: string; name: string }[]; taken: number };
export type GroundExpert = Available & {
  pseudonym: string;
  name: string;
  email: string;
  locale: 'it' | 'en';
  load: number;
  maxLoad: number;
  declared: boolean;
  declaredFor: ReadonlySet<string>;
};

/** Everything that an assignment is made from: admitted proposals, experts, and who may not review what. */
export type Ground = {
  proposals: GroundProposal[];
  experts: GroundExpert[];
  isBarred: (proposal: string, expert: string) => boolean;
  hasConflict: (proposal: string, person: string) => boolean;
};

const pairOf = (application: string, person: string) => `${application}/${person}`;

/** Five statements, whatever the size. @param wanted reviews per proposal @param callMax the most that the call lets one expert have */
export async function assignmentGround(db: Reader, callId: string, { wanted, callMax }: { wanted: number; callMax: number }): Promise<Ground> {
  const outcomes = await screeningOutcomes(db, callId);
  const submissions = (await submissionsWithSnapshots(db, callId)).filter((s) => outcomes.get(s.applicationId)?.outcome === 'admitted');
  const pairs = await db
    .selectFrom('review_assignments as r')
    .innerJoin('applications as a', 'a.id', 'r.application_id')
    .select(['r.application_id as application', 'r.person_id as person', 'r.state'])
    .where('a.call_id', '=', callId)
    .execute();
  const conflicts = await db
    .selectFrom('conflicts as c')
    .innerJoin('applications as a', 'a.id', 'c.application_id')
    .select(['c.application_id as application', 'c.person_id as person'])
    .where('a.call_id', '=', callId)
    .execute();
  const experts = await db
    .selectFrom('call_experts as e')
    .innerJoin('experts as x', 'x.person_id', 'e.person_id')
    .innerJoin('people as p', 'p.id', 'e.person_id')
    .select([
      'e.person_id as id',
      'e.pseudonym',
      'e.max_load as maxLoad',
      'e.declared_at as declaredAt',
      'e.declared_for as declaredFor',
      'p.name',
      'p.email',
      'p.locale',
      'x.spokes',
      'x.sectors',
      'x.keywords',
    ])
    .where('e.call_id', '=', callId)
    .orderBy(sql`length(e.pseudonym)`)
    .orderBy('e.pseudonym')
    .execute();
  const live = pairs.filter((p) => p.state !== 'declined');
  const takenBy = tally(live.map((p) => p.application));
  const loadOf = tally(live.map((p) => p.person));
  const never = new Set([...pairs, ...conflicts].map((p) => pairOf(p.application, p.person)));
  const conflicted = new Set(conflicts.map((p) => pairOf(p.application, p.person)));
  const declaredFor = new Map(experts.map((e) => [e.id, new Set(e.declaredFor)]));
  return {
    proposals: submissions.map(({ applicationId: id, protocol, snapshot: { acronym, title, answers, facts } }) => ({
      id,
      protocol,
      acronym,
      lead: facts.members.find((m) => m.role === 'lead')?.name ?? '',
      members: facts.members.map((m) => ({ id: m.id, name: m.name })),
      mainSpoke: facts.mainSpoke,
      spokes: facts.spokes,
      sector: facts.sector,
      text: [acronym, title, ...Object.values(answers).flatMap((section) => Object.values(section))].join('\n'),
      taken: takenBy(id),
      missing: Math.max(0, wanted - takenBy(id)),
    })),
    experts: experts.map(({ declaredAt, ...e }) => ({
      ...e,
      declared: declaredAt !== null,
      declaredFor: declaredFor.get(e.id)!,
      load: loadOf(e.id),
      free: Math.max(0, Math.min(e.maxLoad, callMax) - loadOf(e.id)),
    })),
    hasConflict: (proposal, person) => conflicted.has(pairOf(proposal, person)),
    isBarred: (proposal, expert) => never.has(pairOf(proposal, expert)) || !declaredFor.get(expert)?.has(proposal),
  };
}

function tally(ids: readonly string[]): (id: string) => number {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return (id) => counts.get(id) ?? 0;
}

export type RunResult = Assignment | Refusal;
export type Run = { id: string; instance: Instance; result: RunResult; proposedAt: Instant; releasedAt: Instant | null };

/** The last assignment that was proposed for a call. */
export function latestRun(db: Reader, callId: string): Promise<Run | undefined> {
  return db
    .selectFrom('assignment_runs')
    .select(['id', 'instance', 'result', 'proposed_at as proposedAt', 'released_at as releasedAt'])
    .where('call_id', '=', callId)
    .orderBy('proposed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export const isFeasible = (result: RunResult): result is Assignment => !('infeasible' in result);

/** Could every pair be assigned now? Conflicts, refusals and earlier releases may have come in between. */
export function runFits(ground: Ground, result: RunResult): boolean {
  if (!isFeasible(result)) return false;
  const missing = new Map(ground.proposals.map((p) => [p.id, p.missing]));
  const free = new Map(ground.experts.map((e) => [e.id, e.free]));
  return result.pairs.every(([proposal, expert]) => {
    const [wants, can] = [missing.get(proposal) ?? 0, free.get(expert) ?? 0];
    missing.set(proposal, wants - 1);
    free.set(expert, can - 1);
    return wants > 0 && can > 0 && !ground.isBarred(proposal, expert);
  });
}

/** The solver's limit here: about a second, so that a request stays one. The command line has no such hurry. */
const WEB_EFFORT = 6e8;

export const solve = (instance: Instance): RunResult => assign(instance, WEB_EFFORT);

export type AssignedRow = {
  applicationId: string;
  protocol: string;
  acronym: string;
  lead: string;
  spoke: number | null;
  experts: string;
  assigned: number;
  missing: number;
};

export const assignedSpec: ListSpec<AssignedRow> = {
  columns: [
    { key: 'protocol', label: assignmentWords.protocol, searched: true },
    { key: 'acronym', label: assignmentWords.acronym, searched: true },
    { key: 'lead', label: assignmentWords.leadOf, searched: true, filter: { kind: 'text' } },
    {
      key: 'spoke',
      label: assignmentWords.spoke,
      filter: { kind: 'choice', options: Array.from({ length: 8 }, (_, i) => ({ value: String(i + 1), label: { it: String(i + 1), en: String(i + 1) } })) },
    },
    { key: 'experts', label: assignmentWords.experts, searched: true, sort: false },
    { key: 'assigned', label: assignmentWords.assigned, numeric: true },
    { key: 'missing', label: assignmentWords.missing, numeric: true },
  ],
  order: 'protocol',
  key: 'applicationId',
};

/** Admitted proposals with the experts that they have; those of this person's own organisations and conflicts left out. */
export function assignedList(callId: string, wanted: number, viewer: { id: string; organisationIds: readonly string[] }): RawBuilder<AssignedRow> {
  return sql<AssignedRow>`
    select s.application_id as "applicationId", s.protocol, a.acronym, o.legal_name as lead, a.main_spoke as spoke,
      coalesce(string_agg(e.pseudonym || case when r.state = 'submitted' then ' ✓' else '' end, ', ' order by length(e.pseudonym), e.pseudonym), '') as experts,
      count(r.id)::int as assigned, greatest(0, ${wanted} - count(r.id))::int as missing
    from submissions s
    join applications a on a.id = s.application_id
    join organisations o on o.id = a.lead_id
    join screening_decisions d on d.submission_id = s.id and d.superseded_at is null and d.outcome = 'admitted'
    left join review_assignments r on r.application_id = s.application_id and r.state <> 'declined'
    left join call_experts e on e.call_id = s.call_id and e.person_id = r.person_id
    where s.call_id = ${callId} and s.superseded_at is null and not ${concerns(viewer)}
    group by s.application_id, s.protocol, a.acronym, o.legal_name, a.main_spoke`;
}

/** SQL for: this person has something to do with the proposal of submission `s`. */
export const concerns = ({ id, organisationIds }: { id: string; organisationIds: readonly string[] }): RawBuilder<boolean> =>
  organisationIds.length === 0
    ? sql`exists (select 1 from conflicts c where c.application_id = s.application_id and c.person_id = ${id})`
    : sql`(exists (select 1 from conflicts c where c.application_id = s.application_id and c.person_id = ${id})
        or exists (select 1 from jsonb_array_elements(s.snapshot::jsonb #> '{facts,members}') m where m->>'id' = any(${organisationIds})))`;
