import type { Actor } from '#src/core/actor.ts';
import { hashOf } from '#src/core/canonical.ts';
import { isRegion, region, regions } from '#src/core/regions.ts';
import { romeDate, type Instant } from '#src/core/time.ts';
import { sum } from '#src/core/money.ts';
import { submissionsWithSnapshots } from '#src/funding/applications/queries.ts';
import type { Snapshot } from '#src/funding/applications/snapshot.ts';
import type { CallVersion } from '#src/funding/calls/queries.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { consensusByApplication, evaluationProgress } from '#src/funding/panels/queries.ts';
import { submittedReviews } from '#src/funding/reviews/queries.ts';
import { asOthersRead } from '#src/funding/reviews/rules/labels.ts';
import { openReserves, screeningOutcomes } from '#src/funding/screening/queries.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { ListSpec } from '#src/plumbing/listing.ts';
import { sql } from 'kysely';
import { rankingCopy, placeStateWords } from './copy.ts';
import { seedOf, type RankingBundle } from './bundle.ts';
import type { Readiness } from './policy.ts';
import type { About, RankedApplication, RankingInput, Renunciation } from './rules/input.ts';
import { listsOf } from './rules/lists.ts';
import { roundsOf, settledOf } from './rules/rounds.ts';
import { placeStates, type PlaceState, type RankingKind } from './states.ts';

/** Reduces a frozen submission to what a ranking looks at. */
export function factsOf(snapshot: Pick<Snapshot, 'facts' | 'aid'>): RankedApplication['facts'] {
  const { members } = snapshot.facts;
  const south = new Set(members.filter((m) => isRegion(m.region) && region(m.region).south).map((m) => m.id));
  const staff = (pick: (s: (typeof members)[number]['staff']) => number) => members.reduce((n, m) => n + pick(m.staff), 0);
  const other = staff((s) => s.other ?? 0);
  return {
    eligibleCents: snapshot.aid.eligibleCents,
    grantCents: snapshot.aid.grantCents,
    southEligibleCents: sum(snapshot.aid.members.filter((m) => south.has(m.id)).map((m) => m.eligibleCents)),
    southGrantCents: snapshot.aid.southGrantCents,
    women: staff((s) => s.women),
    men: staff((s) => s.men),
    under40: staff((s) => s.under40),
    ...(other > 0 && { other }),
  };
}

/** The fields of the form that a list or a premium looks at. */
const answersAsked = (call: Call): string[] => [
  ...(call.ranking.lists ?? []).flatMap((l) => l.takes.flatMap((t) => (t.by === 'answer' ? [t.field] : []))),
  ...call.evaluation.premiums.flatMap((p) => (p.kind === 'answer' ? [p.field] : [])),
];

/** What the lists of a call are made by: costs by place and type of research, and the answers that a list looks at. */
function aboutOf(snapshot: Snapshot, call: Call): About {
  const { members, mainSpoke, spokes, sector } = snapshot.facts;
  const regionCents: Record<string, number> = {};
  const researchCents: Record<string, number> = {};
  for (const m of members) {
    const eligible = snapshot.aid.members.find((a) => a.id === m.id)?.eligibleCents ?? 0;
    if (m.region) regionCents[m.region] = (regionCents[m.region] ?? 0) + eligible;
    for (const c of m.costs) researchCents[c.researchType] = (researchCents[c.researchType] ?? 0) + c.cents;
  }
  const asked = answersAsked(call);
  const given = Object.assign({}, ...Object.values(snapshot.answers)) as Snapshot['answers'][string];
  const answers = Object.fromEntries(
    asked.flatMap((field): [string, string[]][] => {
      const answer = given[field];
      if (answer === undefined) return [];
      return [[field, typeof answer === 'string' ? [answer] : answer.filter((a) => typeof a === 'string')]];
    }),
  );
  return {
    mainSpoke,
    spokes,
    sector,
    leadRegion: members.find((m) => m.role === 'lead')?.region ?? '',
    researchCents,
    regionCents,
    ...(asked.length > 0 && { answers }),
  };
}

/** Grants that ended, given back or taken back. */
export async function renunciationsOf(db: Reader, callId: string): Promise<Renunciation[]> {
  const rows = await db
    .selectFrom('renunciations')
    .select(['application_id as application', 'renounced_on as on', 'act_ref as ref', 'kind'])
    .where('call_id', '=', callId)
    .orderBy('renounced_on')
    .orderBy('application_id')
    .execute();
  return rows.map(({ kind, ...r }) => (kind === 'revocation' ? { ...r, kind } : r));
}

type Correction = { outcome: 'points' | 'admitted' | 'excluded'; points: Record<string, number> | null; premiums: Record<string, number> | null; text: string };

async function correctionsOf(db: Reader, callId: string): Promise<Map<string, Correction>> {
  const rows = await db
    .selectFrom('ranking_corrections as c')
    .innerJoin('ranking_requests as r', 'r.id', 'c.request_id')
    .select(['c.application_id as application', 'c.outcome', 'c.points', 'c.premiums', 'r.act_ref as text'])
    .where('c.call_id', '=', callId)
    .execute();
  return new Map(rows.map(({ application, ...c }) => [application, c as Correction]));
}

/** What a review upheld stands in the place of the reviews, or of the admission check. */
function corrected(application: RankedApplication, correction: Correction | undefined): RankedApplication {
  if (!correction) return application;
  if (correction.outcome === 'excluded')
    return { ...application, screening: { outcome: 'excluded', reasons: [{ code: 'rank.corrected.excluded', params: { text: correction.text } }] } };
  return {
    ...application,
    screening: { outcome: 'admitted', reasons: [] },
    consensus: { points: correction.points ?? {}, premiums: correction.premiums ?? {} },
  };
}

/** The draw whose secret was committed to before the deadline, if there is one. */
export const drawCommitment = (db: Reader, callId: string) =>
  db.selectFrom('draw_commitments').select(['commitment', 'secret', 'recorded_at as recordedAt']).where('call_id', '=', callId).executeTakeFirst();

/** Money that goes on to others from a date makes a ranking depend on its day. */
const hasDays = (call: Call): boolean =>
  call.ranking.quotas.some((q) => q.spillsFrom !== undefined) || (call.ranking.lists?.some((l) => l.spills?.from !== undefined) ?? false);

/** The rounds that the newest ranking counted, in its order. */
async function roundsCounted(db: Reader, callId: string): Promise<string[]> {
  const row = await db
    .selectFrom('rankings')
    .select(sql<{ id: string }[]>`(bundle::json) #> '{ranking,rounds}'`.as('rounds'))
    .where('call_id', '=', callId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.rounds.map((r) => r.id) ?? [];
}

/** Loads what the ranking of a call is computed from now: eight statements, whatever the number of applications. */
export async function rankingInput(db: Reader, version: CallVersion, at: Instant): Promise<RankingInput> {
  const { call } = version;
  const submissions = await submissionsWithSnapshots(db, version.callId);
  const outcomes = await screeningOutcomes(db, version.callId);
  const reviews = await submittedReviews(db, version.callId);
  const consensus = await consensusByApplication(db, version.callId);
  const renunciations = await renunciationsOf(db, version.callId);
  const corrections = await correctionsOf(db, version.callId);
  const committed = await drawCommitment(db, version.callId);
  const applications = submissions.flatMap((s): RankedApplication[] => {
    const screened = outcomes.get(s.applicationId);
    if (!screened) return [];
    const agreed = consensus.get(s.applicationId);
    const application: RankedApplication = {
      id: s.applicationId,
      protocol: s.protocol,
      submittedAt: s.submittedAt,
      title: s.snapshot.acronym,
      screening: { outcome: screened.outcome, reasons: screened.reasons },
      facts: { ...factsOf(s.snapshot), ...((call.ranking.lists || answersAsked(call).length > 0) && { about: aboutOf(s.snapshot, call) }) },
      reviews: asOthersRead(call.evaluation, s.applicationId, reviews.get(s.applicationId) ?? [])
        .map(({ expert, points, premiums }) => ({ expert, points, premiums }))
        .toSorted((a, b) => (a.expert < b.expert ? -1 : 1)),
      consensus: agreed ? { points: agreed.points, premiums: agreed.premiums } : null,
    };
    return [corrected(application, corrections.get(s.applicationId))];
  });
  const submitted = hashOf(submissions.map((s) => s.sha256).toSorted());
  const draw =
    call.ranking.draw?.seed === 'committed' && committed ? { commitment: committed.commitment, secret: committed.secret, submissions: submitted } : undefined;
  const on = hasDays(call) ? romeDate(at) : undefined;
  const settled = settledOf(await roundsCounted(db, version.callId), roundsOf(call, renunciations, listsOf(call), on));
  return {
    call,
    callVersion: version.number,
    applications,
    renunciations,
    seed: draw ? seedOf(draw) : submitted,
    ...(on !== undefined && { on }),
    ...(settled && { settled }),
    ...(draw && { draw }),
  };
}

/** Does the person act for a member of a proposal under this call, or stand in a conflict with one? */
export async function isInvolved(db: Reader, callId: string, actor: Pick<Actor, 'id' | 'organisationIds'> | null): Promise<boolean> {
  if (actor === null) return false;
  if (await tookPart(db, callId, actor.organisationIds)) return true;
  const row = await db
    .selectFrom('conflicts')
    .innerJoin('submissions', (j) => j.onRef('submissions.application_id', '=', 'conflicts.application_id').on('submissions.superseded_at', 'is', null))
    .select('conflicts.application_id')
    .where('submissions.call_id', '=', callId)
    .where('conflicts.person_id', '=', actor.id)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function readinessOf(db: Reader, version: CallVersion, at: Instant, actor: Actor | null): Promise<Readiness> {
  const submitted = await db
    .selectFrom('submissions')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('call_id', '=', version.callId)
    .where('superseded_at', 'is', null)
    .executeTakeFirstOrThrow();
  const screened = await screeningOutcomes(db, version.callId);
  const progress = await evaluationProgress(db, version.callId);
  const renunciations = await renunciationsOf(db, version.callId);
  const last = await latestRanking(db, version.callId);
  const rounds = roundsOf(version.call, renunciations, listsOf(version.call), romeDate(at)).length;
  const open = await db
    .selectFrom('ranking_requests')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('call_id', '=', version.callId)
    .where('outcome', 'is', null)
    .executeTakeFirstOrThrow();
  const uncommitted = version.call.ranking.draw?.seed === 'committed' && (await drawCommitment(db, version.callId)) === undefined;
  return {
    applications: Number(submitted.n),
    unscreened: Number(submitted.n) - screened.size,
    openReserves: (await openReserves(db, version.callId)).length,
    reviewsMissing: Math.max(0, progress.wanted - progress.submitted),
    divergences: progress.pendingDivergences,
    openRequests: Number(open.n),
    uncommitted,
    involved: await isInvolved(db, version.callId, actor),
    last: last ? { kind: last.kind, publishedAt: last.publishedAt, rounds: last.bundle.ranking.rounds.length } : null,
    rounds,
  };
}

export type RankingRow = {
  id: string;
  callId: string;
  number: number;
  kind: RankingKind;
  actRef: string;
  hash: string;
  publishedAt: string;
  bundle: RankingBundle;
};

const columns = ['id', 'call_id as callId', 'number', 'kind', 'act_ref as actRef', 'hash', 'published_at as publishedAt'] as const;

export async function latestRanking(db: Reader, callId: string): Promise<RankingRow | undefined> {
  const row = await db
    .selectFrom('rankings')
    .select([...columns, 'bundle'])
    .where('call_id', '=', callId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { ...row, bundle: JSON.parse(row.bundle) as RankingBundle };
}

export async function rankingByNumber(db: Reader, callId: string, number: number): Promise<RankingRow | undefined> {
  const row = await db
    .selectFrom('rankings')
    .select([...columns, 'bundle'])
    .where('call_id', '=', callId)
    .where('number', '=', number)
    .executeTakeFirst();
  return row && { ...row, bundle: JSON.parse(row.bundle) as RankingBundle };
}

export function rankingsOfCall(db: Reader, callId: string): Promise<Omit<RankingRow, 'bundle'>[]> {
  return db.selectFrom('rankings').select(columns).where('call_id', '=', callId).orderBy('number').execute();
}

export type PlaceRow = {
  applicationId: string;
  position: number | null;
  protocol: string;
  acronym: string;
  lead: string;
  region: string;
  points: number | null;
  state: PlaceState;
  grantCents: number;
};

/** Where the lead carries its part out. */
export const regionName = (id: string) => (isRegion(id) ? region(id).name : { it: '–', en: '–' });

export const placeSpec: ListSpec<PlaceRow> = {
  columns: [
    { key: 'position', label: { it: rankingCopy.position.it, en: rankingCopy.position.en }, numeric: true },
    { key: 'protocol', label: rankingCopy.protocol, searched: true },
    { key: 'acronym', label: rankingCopy.acronym, searched: true },
    { key: 'lead', label: rankingCopy.leadName, searched: true },
    {
      key: 'region',
      label: rankingCopy.region,
      filter: { kind: 'choice', options: regions.map((r) => ({ value: r.id, label: r.name })) },
      csv: (row, locale) => regionName(row.region)[locale],
    },
    { key: 'points', label: rankingCopy.points, numeric: true },
    {
      key: 'state',
      label: rankingCopy.state,
      filter: { kind: 'choice', options: placeStates.map((value) => ({ value, label: placeStateWords[value] })) },
      csv: (row, locale) => placeStateWords[row.state][locale],
    },
    { key: 'grantCents', label: rankingCopy.grant, numeric: true, csv: (row) => row.grantCents / 100 },
  ],
  order: 'position',
  key: 'applicationId',
  pageSize: 50,
};

/** What of a place everyone may read, as the call says; who decides and checks reads all. */
export function placeSpecFor(publishes: readonly string[]): ListSpec<PlaceRow> {
  const needs: Record<string, string> = {
    protocol: 'protocol',
    acronym: 'title',
    lead: 'lead',
    region: 'region',
    points: 'points',
    state: 'state',
    grantCents: 'grant',
  };
  const columns = placeSpec.columns.filter((c) => needs[c.key] === undefined || publishes.includes(needs[c.key]!));
  return { ...placeSpec, columns };
}

/** The places of one ranking as a list. */
export function placesOf(db: Reader, rankingId: string) {
  return db
    .selectFrom('ranking_places')
    .innerJoin('applications', 'applications.id', 'ranking_places.application_id')
    .innerJoin('organisations', 'organisations.id', 'applications.lead_id')
    .innerJoin('submissions', (j) => j.onRef('submissions.application_id', '=', 'applications.id').on('submissions.superseded_at', 'is', null))
    .select([
      'ranking_places.application_id as applicationId',
      'ranking_places.position',
      'submissions.protocol',
      'applications.acronym',
      'organisations.legal_name as lead',
      sql<string>`coalesce((select m.region from application_members m where m.application_id = applications.id and m.role = 'lead'), '')`.as('region'),
      'ranking_places.points',
      'ranking_places.state',
      'ranking_places.grant_cents as grantCents',
    ])
    .where('ranking_places.ranking_id', '=', rankingId);
}

/** Every place, best first; those out of the order at the end. */
export const placesInOrder = (db: Reader, rankingId: string): Promise<PlaceRow[]> =>
  placesOf(db, rankingId)
    .orderBy('ranking_places.position', (o) => o.asc().nullsLast())
    .orderBy('submissions.protocol')
    .execute();

/** Does the person act for a member of a proposal under this call? */
export async function tookPart(db: Reader, callId: string, organisationIds: readonly string[]): Promise<boolean> {
  if (organisationIds.length === 0) return false;
  const row = await db
    .selectFrom('application_members')
    .innerJoin('submissions', (j) =>
      j.onRef('submissions.application_id', '=', 'application_members.application_id').on('submissions.superseded_at', 'is', null),
    )
    .select('application_members.application_id')
    .where('submissions.call_id', '=', callId)
    .where('application_members.organisation_id', 'in', [...organisationIds])
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Where one application stands in the newest ranking of its call. */
export async function placeOf(
  db: Reader,
  callId: string,
  applicationId: string,
): Promise<{ state: PlaceState; position: number | null; grantCents: number; kind: RankingKind } | undefined> {
  return db
    .selectFrom('ranking_places')
    .innerJoin('rankings', 'rankings.id', 'ranking_places.ranking_id')
    .select(['ranking_places.state', 'ranking_places.position', 'ranking_places.grant_cents as grantCents', 'rankings.kind'])
    .where('rankings.call_id', '=', callId)
    .where('ranking_places.application_id', '=', applicationId)
    .orderBy('rankings.number', 'desc')
    .limit(1)
    .executeTakeFirst();
}
