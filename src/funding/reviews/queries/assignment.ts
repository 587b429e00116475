import type { CalendarDate } from '#src/core/time.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { isAway } from '#src/funding/experts/rules/availability.ts';
import { submissionsWithSnapshots } from '#src/funding/applications/queries.ts';
import { screeningOutcomes } from '#src/funding/screening/queries.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { House } from '#src/plumbing/house.ts';
import type { ListSpec } from '#src/plumbing/listing.ts';
import { sql, type RawBuilder } from 'kysely';
import { expertText, proposalText } from '#src/funding/experts/queries/subjects.ts';
import { concerns, machineConflicts } from '#src/funding/conflicts/queries.ts';
import { assignmentWords } from '../copy/assignment.ts';
import type { Available, Wanting } from '../rules/instance.ts';
import { diverges, reviewsWanted } from '../rules/points.ts';
import { submittedReviews, type SubmittedReview } from '../queries.ts';

export type GroundProposal = Wanting & { protocol: string; acronym: string; lead: string; members: readonly { id: string; name: string }[] };
export type GroundExpert = Available & {
  pseudonym: string;
  name: string;
  email: string;
  locale: 'it' | 'en';
  employer: string | null;
  maxLoad: number;
  declared: boolean;
  /** Away for more than half of a review's term from today on: gets nothing new. */
  away: boolean;
  /** Released: stays with what they handed in, and gets nothing new. */
  ended: boolean;
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

/** A constant number of statements, whatever the size. @param today in Rome: who is away then gets nothing new */
export async function assignmentGround(
  { db, ports }: { db: Reader } & Pick<House, 'ports'>,
  callId: string,
  evaluation: Call['evaluation'],
  today: CalendarDate,
): Promise<Ground> {
  const outcomes = await screeningOutcomes(db, callId);
  const submissions = (await submissionsWithSnapshots(db, callId)).filter((s) => outcomes.get(s.applicationId)?.outcome === 'admitted');
  const pairs = await db
    .selectFrom('review_assignments as r')
    .innerJoin('applications as a', 'a.id', 'r.application_id')
    .select(['r.application_id as application', 'r.person_id as person', 'r.state'])
    .where('a.call_id', '=', callId)
    .execute();
  const kept = await db
    .selectFrom('conflicts as c')
    .innerJoin('applications as a', 'a.id', 'c.application_id')
    .select(['c.application_id as application', 'c.person_id as person'])
    .where('a.call_id', '=', callId)
    .execute();
  const shown = await machineConflicts({ db, ports }, callId);
  const conflicts = [...kept, ...shown.map((c) => ({ application: c.applicationId, person: c.personId }))];
  const experts = await db
    .selectFrom('call_experts as e')
    .innerJoin('experts as x', 'x.person_id', 'e.person_id')
    .innerJoin('people as p', 'p.id', 'e.person_id')
    .leftJoin('conflict_declarations as d', (on) => on.onRef('d.call_id', '=', 'e.call_id').onRef('d.person_id', '=', 'e.person_id'))
    .leftJoin('organisations as o', 'o.id', 'x.employer_id')
    .select([
      'e.person_id as id',
      'x.gender',
      'x.region',
      'x.employer_id as organisation',
      'o.legal_name as employer',
      'e.pseudonym',
      'e.max_load as maxLoad',
      'd.declared_at as declaredAt',
      'e.ended_at as endedAt',
      'd.declared_for as declaredFor',
      'p.name',
      'p.email',
      'p.locale',
      'x.spokes',
      'x.sectors',
      'x.keywords',
      expertText('x').as('text'),
      'x.available_from as availableFrom',
      'x.available_until as availableUntil',
      sql<{ fromOn: CalendarDate; untilOn: CalendarDate }[]>`coalesce((select json_agg(json_build_object('fromOn', b.from_on, 'untilOn', b.until_on))
        from expert_absences b where b.person_id = x.person_id and b.until_on >= ${today}), '[]')`.as('absences'),
    ])
    .where('e.call_id', '=', callId)
    .orderBy(sql`length(e.pseudonym)`)
    .orderBy('e.pseudonym')
    .execute();
  const live = pairs.filter((p) => p.state !== 'declined');
  const expertsOf = new Map<string, string[]>();
  for (const p of live) expertsOf.set(p.application, [...(expertsOf.get(p.application) ?? []), p.person]);
  const reviews = evaluation.onDivergence === 'expert' ? await submittedReviews(db, callId) : new Map<string, SubmittedReview[]>();
  const wanted = (id: string) => reviewsWanted(evaluation, diverges(evaluation, reviews.get(id) ?? []));
  const loadOf = tally(live.map((p) => p.person));
  const never = new Set([...pairs, ...conflicts].map((p) => pairOf(p.application, p.person)));
  const conflicted = new Set(conflicts.map((p) => pairOf(p.application, p.person)));
  const declaredFor = new Map(experts.map((e) => [e.id, new Set(e.declaredFor ?? [])]));
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
      text: proposalText({ acronym, title, answers }),
      region: facts.members.find((m) => m.role === 'lead')?.region ?? null,
      experts: expertsOf.get(id) ?? [],
      missing: Math.max(0, wanted(id) - (expertsOf.get(id)?.length ?? 0)),
    })),
    experts: experts.map(({ declaredAt, endedAt, availableFrom, availableUntil, absences, ...e }) => {
      const away = isAway({ availableFrom, availableUntil, absences }, today, evaluation.reviewDays);
      return {
        ...e,
        declared: declaredAt !== null,
        declaredFor: declaredFor.get(e.id)!,
        away,
        ended: endedAt !== null,
        load: loadOf(e.id),
        free: away || endedAt !== null ? 0 : Math.max(0, Math.min(e.maxLoad, evaluation.maxLoad) - loadOf(e.id)),
      };
    }),
    hasConflict: (proposal, person) => conflicted.has(pairOf(proposal, person)),
    isBarred: (proposal, expert) => never.has(pairOf(proposal, expert)) || !declaredFor.get(expert)?.has(proposal),
  };
}

type Viewer = { id: string; organisationIds: readonly string[] };

/** Has this person something to do with the proposal? */
export const concernsOne = (ground: Pick<Ground, 'hasConflict'>, { id, members }: GroundProposal, viewer: Viewer): boolean =>
  members.some((m) => viewer.organisationIds.includes(m.id)) || ground.hasConflict(id, viewer.id);

/** To any of the admitted proposals. */
export const isTied = (ground: Ground, viewer: Viewer | null): boolean => viewer === null || ground.proposals.some((p) => concernsOne(ground, p, viewer));

function tally(ids: readonly string[]): (id: string) => number {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return (id) => counts.get(id) ?? 0;
}

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

/** SQL for: one more expert, where those so far stand further apart than the call allows and a further one settles it. */
function furtherExpert({ criteria, divergence, onDivergence }: Call['evaluation']): RawBuilder<number> {
  if (onDivergence !== 'expert' || divergence === null) return sql<number>`0`;
  const weights = JSON.stringify(criteria.map((c) => ({ item: c.id, weight: c.weight })));
  return sql<number>`(select case when max(x.total) - min(x.total) > ${divergence}::numeric then 1 else 0 end from (
    select coalesce(sum(round(sc.points * w.weight, 3)), 0) as total
    from review_assignments ra join review_scores sc on sc.assignment_id = ra.id join jsonb_to_recordset(${weights}::jsonb) as w(item text, weight numeric) on w.item = sc.item
    where ra.application_id = s.application_id and ra.state = 'submitted' group by ra.id) x)`;
}

/** Admitted proposals with the experts that they have; those of this person's own organisations and conflicts left out. */
export function assignedList(callId: string, evaluation: Call['evaluation'], viewer: Viewer): RawBuilder<AssignedRow> {
  return sql<AssignedRow>`
    select s.application_id as "applicationId", s.protocol, a.acronym, o.legal_name as lead, a.main_spoke as spoke,
      coalesce(string_agg(e.pseudonym || case when r.state = 'submitted' then ' ✓' else '' end, ', ' order by length(e.pseudonym), e.pseudonym), '') as experts,
      count(r.id)::int as assigned, greatest(0, ${evaluation.reviewsPerProposal} + ${furtherExpert(evaluation)} - count(r.id))::int as missing
    from submissions s
    join applications a on a.id = s.application_id
    join organisations o on o.id = a.lead_id
    join screening_decisions d on d.submission_id = s.id and d.superseded_at is null and d.outcome = 'admitted'
    left join review_assignments r on r.application_id = s.application_id and r.state <> 'declined'
    left join call_experts e on e.call_id = s.call_id and e.person_id = r.person_id
    where s.call_id = ${callId} and s.superseded_at is null and not ${concerns(viewer)}
    group by s.application_id, s.protocol, a.acronym, o.legal_name, a.main_spoke`;
}
