import { notFound } from '#src/core/errors.ts';
import type { Actor } from '#src/core/actor.ts';
import { number } from '#src/core/money.ts';
import type { Instant } from '#src/core/time.ts';
import type { Locale } from '#src/core/words.ts';
import { currentSubmission, type CurrentSubmission } from '#src/funding/applications/queries.ts';
import { repairedDocuments, screeningOutcomes } from '#src/funding/screening/queries.ts';
import type { RepairedDocument } from '#src/funding/screening/rules.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { ListSpec } from '#src/plumbing/listing.ts';
import { sql, type RawBuilder } from 'kysely';
import { panelWords } from '../copy/panel.ts';
import type { PanelCase } from '../policy.ts';
import { concerns } from '#src/funding/conflicts/queries.ts';
import { stageOf, type CallStage } from '#src/funding/experts/queries/stage.ts';
import { apart } from '#src/funding/reviews/queries.ts';
import { diverges, needsPanel, type Given, type Settling } from '#src/funding/reviews/rules/points.ts';
import type { Grid } from '#src/funding/reviews/rules/review.ts';
import type { Consensus } from '../queries.ts';
import { panelStates, type PanelState } from '../states.ts';

export type PanelRow = {
  applicationId: string;
  protocol: string;
  acronym: string;
  lead: string;
  reviews: string;
  assigned: number;
  submitted: number;
  lowest: number | null;
  highest: number | null;
  spread: number | null;
  state: PanelState;
};

/** `E01 96,5; E02 90`: the database writes points with a dot. */
export const totalsSaid = (reviews: string, locale: Locale): string => reviews.replace(/\d+\.\d+/g, (points) => number(Number(points), locale));

export const panelSpec: ListSpec<PanelRow> = {
  columns: [
    { key: 'protocol', label: panelWords.protocol, searched: true },
    { key: 'acronym', label: panelWords.acronym, searched: true },
    { key: 'lead', label: panelWords.leadOf, searched: true, filter: { kind: 'text' } },
    { key: 'reviews', label: panelWords.reviews, sort: false, csv: (row, locale) => totalsSaid(row.reviews, locale) },
    { key: 'submitted', label: panelWords.submitted, numeric: true },
    { key: 'lowest', label: panelWords.lowest, numeric: true },
    { key: 'highest', label: panelWords.highest, numeric: true },
    { key: 'spread', label: panelWords.spread, numeric: true },
    { key: 'state', label: panelWords.state, filter: { kind: 'choice', options: panelStates.map((value) => ({ value, label: panelWords[value] })) } },
  ],
  order: 'protocol',
  key: 'applicationId',
};

/** With so many reviews or fewer, experts who stand too far apart are the panel's matter. */
const settledBeyond = ({ onDivergence, reviewsPerProposal }: Settling): number => (onDivergence === 'expert' ? reviewsPerProposal : 1_000_000);

/** The panel's matrix: each admitted proposal with its experts' totals. What this person has something to do with is not there. */
export function panelList(callId: string, grid: Grid & Settling, viewer: Pick<Actor, 'id' | 'organisationIds'>): RawBuilder<PanelRow> {
  const weights = JSON.stringify(grid.criteria.map((c) => ({ item: c.id, weight: c.weight })));
  return sql<PanelRow>`
    select x.*, x.highest - x.lowest as spread,
      case
        when x.agreed then 'consensus'
        when x.assigned = 0 or x.submitted < x.assigned then 'incomplete'
        when x.highest - x.lowest > ${grid.divergence}::numeric and x.submitted <= ${settledBeyond(grid)} then 'diverging'
        else 'complete'
      end as state
    from (
      select s.application_id as "applicationId", s.protocol, a.acronym, o.legal_name as lead,
        coalesce(string_agg(r.pseudonym || ' ' || coalesce(r.total::float8::text, '…'), '; ' order by length(r.pseudonym), r.pseudonym), '') as reviews,
        count(r.id)::int as assigned, count(r.total)::int as submitted, min(r.total) as lowest, max(r.total) as highest,
        exists (select 1 from consensus_reports c where c.application_id = s.application_id) as agreed
      from submissions s
      join applications a on a.id = s.application_id
      join organisations o on o.id = a.lead_id
      join screening_decisions d on d.submission_id = s.id and d.superseded_at is null and d.outcome = 'admitted'
      left join lateral (
        select ra.id, e.pseudonym,
          case when ra.state = 'submitted' then (
            select coalesce(sum(round(sc.points * w.weight, 3)), 0) from review_scores sc join jsonb_to_recordset(${weights}::jsonb) as w(item text, weight numeric) on w.item = sc.item where sc.assignment_id = ra.id
          ) end as total
        from review_assignments ra join call_experts e on e.call_id = s.call_id and e.person_id = ra.person_id
        where ra.application_id = s.application_id and ra.state <> 'declined'
      ) r on true
      where s.call_id = ${callId} and s.superseded_at is null and not ${concerns(viewer)}
      group by s.id, s.application_id, s.protocol, a.acronym, o.legal_name
    ) x`;
}

export type PanelReview = Given & { expert: string; motivations: Record<string, string>; summary: string; submittedAt: Instant };

/** One proposal before the panel, with every submitted review under its pseudonym. */
export type PanelShown = PanelCase & {
  stage: CallStage;
  submission: CurrentSubmission;
  /** What came back after a request for repair. */
  repaired: RepairedDocument[];
  reviews: PanelReview[];
  consensus: (Consensus & { by: string }) | null;
};

/** Not found when it is not an admitted proposal of this call. Whether the asker may see it is the policy's. */
export async function panelCase(db: Reader, callId: string, applicationId: string, viewer: Pick<Actor, 'id' | 'organisationIds'> | null): Promise<PanelShown> {
  const stage = await stageOf(db, callId);
  const submission = await currentSubmission(db, applicationId);
  const outcomes = await screeningOutcomes(db, callId);
  if (submission.callId !== callId || outcomes.get(applicationId)?.outcome !== 'admitted') throw notFound();
  const { rows } = await sql<{
    state: string;
    expert: string;
    summary: string;
    submittedAt: Instant;
    scores: { item: string; points: number | null; motivation: string }[];
  }>`
    select r.state, e.pseudonym as expert, r.summary, r.submitted_at as "submittedAt",
      coalesce((select json_agg(json_build_object('item', s.item, 'points', s.points, 'motivation', s.motivation) order by s.item) from review_scores s where s.assignment_id = r.id), '[]') as scores
    from review_assignments r join call_experts e on e.person_id = r.person_id and e.call_id = ${callId}
    where r.application_id = ${applicationId} and r.state <> 'declined' order by length(e.pseudonym), e.pseudonym`.execute(db as never);
  const reviews = rows
    .filter((r) => r.state === 'submitted')
    .map(({ expert, summary, submittedAt, scores }): PanelReview => ({
      expert,
      summary,
      submittedAt,
      ...apart(scores.flatMap((s) => (s.points === null ? [] : [{ item: s.item, points: s.points }]))),
      motivations: Object.fromEntries(scores.map((s) => [s.item, s.motivation])),
    }));
  const consensus = await db
    .selectFrom('consensus_reports as c')
    .innerJoin('people as p', 'p.id', 'c.decided_by')
    .select(['c.points', 'c.premiums', 'c.report', 'c.decided_at as decidedAt', 'p.name as by'])
    .where('c.application_id', '=', applicationId)
    .executeTakeFirst();
  const conflict =
    viewer &&
    (await db
      .selectFrom('conflicts')
      .select('kind')
      .where('application_id', '=', applicationId)
      .where('person_id', '=', viewer.id)
      .limit(1)
      .executeTakeFirst());
  return {
    ...stage,
    stage,
    submission,
    repaired: await repairedDocuments(db, applicationId),
    reviews,
    consensus: (consensus as PanelShown['consensus'] | undefined) ?? null,
    conflicted: viewer === null || Boolean(conflict) || submission.snapshot.facts.members.some((m) => viewer.organisationIds.includes(m.id)),
    assigned: rows.length,
    submitted: reviews.length,
    diverging: needsPanel(stage.version.call.evaluation, { diverging: diverges(stage.version.call.evaluation, reviews), submitted: reviews.length }),
  };
}
