import { hashOf } from '#src/core/canonical.ts';
import { isRegion, region } from '#src/core/regions.ts';
import { sum } from '#src/core/money.ts';
import { submissionsWithSnapshots } from '#src/funding/applications/queries.ts';
import type { Snapshot } from '#src/funding/applications/snapshot.ts';
import type { CallVersion } from '#src/funding/calls/queries.ts';
import { consensusByApplication, evaluationProgress, submittedReviews } from '#src/funding/reviews/queries.ts';
import { screeningOutcomes } from '#src/funding/screening/queries.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { ListSpec } from '#src/plumbing/listing.ts';
import { rankingCopy, placeStateWords } from './copy.ts';
import type { RankingBundle } from './bundle.ts';
import type { Readiness } from './policy.ts';
import { roundsOf } from './rules/allocate.ts';
import type { RankedApplication, RankingInput, Renunciation } from './rules/input.ts';
import { placeStates, type PlaceState, type RankingKind } from './states.ts';

/** Reduces a frozen submission to what a ranking looks at. */
function factsOf(snapshot: Snapshot): RankedApplication['facts'] {
  const { members } = snapshot.facts;
  const south = new Set(members.filter((m) => isRegion(m.region) && region(m.region).south).map((m) => m.id));
  const staff = (pick: (s: (typeof members)[number]['staff']) => number) => members.reduce((n, m) => n + pick(m.staff), 0);
  return {
    eligibleCents: snapshot.aid.eligibleCents,
    grantCents: snapshot.aid.grantCents,
    southEligibleCents: sum(snapshot.aid.members.filter((m) => south.has(m.id)).map((m) => m.eligibleCents)),
    southGrantCents: snapshot.aid.southGrantCents,
    women: staff((s) => s.women),
    men: staff((s) => s.men),
    under40: staff((s) => s.under40),
  };
}

export function renunciationsOf(db: Reader, callId: string): Promise<Renunciation[]> {
  return db
    .selectFrom('renunciations')
    .select(['application_id as application', 'renounced_on as on', 'act_ref as ref'])
    .where('call_id', '=', callId)
    .orderBy('renounced_on')
    .orderBy('application_id')
    .execute();
}

/** Loads what the ranking of a call is computed from now: five statements, whatever the number of applications. */
export async function rankingInput(db: Reader, version: CallVersion): Promise<RankingInput> {
  const submissions = await submissionsWithSnapshots(db, version.callId);
  const outcomes = await screeningOutcomes(db, version.callId);
  const reviews = await submittedReviews(db, version.callId);
  const consensus = await consensusByApplication(db, version.callId);
  const renunciations = await renunciationsOf(db, version.callId);
  const applications = submissions.flatMap((s): RankedApplication[] => {
    const screened = outcomes.get(s.applicationId);
    if (!screened) return [];
    const agreed = consensus.get(s.applicationId);
    return [
      {
        id: s.applicationId,
        protocol: s.protocol,
        submittedAt: s.submittedAt,
        title: s.snapshot.acronym,
        screening: { outcome: screened.outcome, reasons: screened.reasons },
        facts: factsOf(s.snapshot),
        reviews: (reviews.get(s.applicationId) ?? [])
          .map(({ expert, points, premiums }) => ({ expert, points, premiums }))
          .toSorted((a, b) => (a.expert < b.expert ? -1 : 1)),
        consensus: agreed ? { points: agreed.points, premiums: agreed.premiums } : null,
      },
    ];
  });
  const seed = hashOf(submissions.map((s) => s.sha256).toSorted());
  return { call: version.call, callVersion: version.number, applications, renunciations, seed };
}

export async function readinessOf(db: Reader, version: CallVersion): Promise<Readiness> {
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
  const rounds = roundsOf(version.call, renunciations).length;
  return {
    applications: Number(submitted.n),
    unscreened: Number(submitted.n) - screened.size,
    reviewsMissing: Math.max(0, progress.wanted - progress.submitted),
    divergences: progress.pendingDivergences,
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
  points: number | null;
  state: PlaceState;
  grantCents: number;
};

export const placeSpec: ListSpec<PlaceRow> = {
  columns: [
    { key: 'position', label: { it: rankingCopy.position.it, en: rankingCopy.position.en }, numeric: true },
    { key: 'protocol', label: rankingCopy.protocol, searched: true },
    { key: 'acronym', label: rankingCopy.acronym, searched: true },
    { key: 'lead', label: rankingCopy.leadName, searched: true },
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
      'ranking_places.points',
      'ranking_places.state',
      'ranking_places.grant_cents as grantCents',
    ])
    .where('ranking_places.ranking_id', '=', rankingId);
}

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
