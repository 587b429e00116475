import { reason, type Reason } from '#src/core/decision.ts';
import type { Cents } from '#src/core/money.ts';
import type { PlaceState } from '../states.ts';
import type { RankedApplication } from './input.ts';
import { type Played, type Quota, type RankedList, type Standing } from './lists.ts';
import { type Scored, type TieBreak } from './order.ts';
import { type Round } from './rounds.ts';
import { type Score } from './scores.ts';
import { type Place, type QuotaReport, type Prepared } from './rank.ts';

export type Context = {
  two: boolean;
  prepared: Prepared;
  result: Played;
  without: ReadonlyMap<Quota, Played>;
  positions: Map<string, number>;
  points: (units: number) => number;
  /** Of each list, the score of the last proposal that merit alone funds. */
  lines: readonly (Score | null)[];
  raises: ReadonlyMap<string, { cents: Cents; list: RankedList }>;
};

const byRound = {
  initial: 'rank.funded.merit',
  raise: 'rank.funded.raise',
  renunciation: 'rank.funded.scroll',
  revocation: 'rank.funded.scrollRevoked',
  spill: 'rank.funded.spill',
  returned: 'rank.funded.returned',
} as const satisfies Record<Round['kind'], string>;

export function placeOf({ application: a, score }: Scored, decidedBy: TieBreak | null, standing: Standing | null, c: Context): Place {
  const { lists, rounds, below, input } = c.prepared;
  const { call } = input;
  const grant = c.result.grants.get(a.id);
  const shortfall = below.get(a.id)!;
  const state: PlaceState = shortfall.length > 0 ? 'belowThreshold' : c.result.ended.has(a.id) ? 'renounced' : grant ? 'funded' : 'eligibleNotFunded';
  const partial = grant !== undefined && grant.cents < a.facts.grantCents;
  const quota = state === 'funded' ? quotaThat(c, (played) => !played.grants.has(a.id)) : null;
  const on = standing ? lists.filter((_, l) => standing.on[l]) : [];
  const paidBy = grant && lists[grant.list];
  const why: Reason[] = [];
  const wouldChange: Reason[] = [];
  const { source } = call.ranking;
  const position = c.positions.get(a.id)!;
  if (state === 'belowThreshold') {
    why.push(...shortfall);
  } else if (state === 'renounced') {
    const round = rounds.find((r) => r.application === a.id)!;
    why.push(reason(round.kind === 'revocation' ? 'rank.revoked' : 'rank.renounced', { ref: round.ref }));
  } else if (grant && state === 'funded') {
    const round = rounds.find((r) => r.id === grant.round)!;
    if (quota) why.push(reason('rank.funded.quota', { position, percent: quota.percent, grantCents: grant.cents }, { source: quota.source }));
    else if (round.kind === 'initial') why.push(reason('rank.funded.merit', { position, total: c.points(score.total), grantCents: grant.cents }, { source }));
    else why.push(reason(byRound[round.kind], { position, ref: round.ref, grantCents: grant.cents }, { source }));
    if (partial) why.push(reason('rank.funded.partial', { grantCents: grant.cents, missingCents: a.facts.grantCents - grant.cents }, { source }));
    if (paidBy?.title) why.push(reason('rank.list.paid', { list: paidBy.title }));
  } else if (on.length === 0) {
    why.push(reason('rank.notFunded.noList', { position }, { source }));
  } else {
    const displaced = quotaThat(c, (played) => played.grants.has(a.id));
    if (displaced) why.push(reason('rank.notFunded.quota', { position, percent: displaced.percent }, { source: displaced.source }));
    for (const { list, ledger } of c.result.lists.filter((p) => on.includes(p.list))) {
      const params = { position, neededCents: a.facts.grantCents, leftCents: ledger.budget - ledger.spent };
      why.push(
        list.title ? reason('rank.notFunded.listEnded', { ...params, list: list.title }, { source }) : reason('rank.notFunded.moneyEnded', params, { source }),
      );
    }
    const line = c.lines.filter((l, i) => l !== null && standing!.on[i]).toSorted((x, y) => x!.total - y!.total)[0];
    if (line && line.total > score.total && !call.ranking.tieBand)
      wouldChange.push(reason('rank.change.points', { points: c.points(line.total - score.total), line: c.points(line.total) }));
  }
  const raise = c.raises.get(a.id);
  if (raise !== undefined)
    wouldChange.unshift(
      raise.list.title ? reason('rank.change.raiseList', { cents: raise.cents, list: raise.list.title }) : reason('rank.change.raise', { cents: raise.cents }),
    );
  const { band } = c.prepared;
  if (band?.members.includes(a.id))
    why.push(
      reason(
        'rank.band',
        { total: c.points(score.total), line: band.linePoints, among: band.members.length, place: band.members.indexOf(a.id) + 1 },
        { source: call.ranking.tieBand!.source },
      ),
    );
  if (decidedBy) why.push(reason(`rank.tie.${decidedBy.by}`, { total: c.points(score.total) }, decidedBy.source ? { source: decidedBy.source } : {}));
  return {
    application: a.id,
    protocol: a.protocol,
    title: a.title,
    position,
    state,
    criteria: Object.fromEntries(score.criteria.map((s) => [s.id, c.points(s.weighted)])),
    merit: c.points(score.merit),
    premiums: Object.fromEntries(score.premiums.map((p) => [p.id, c.points(p.units)])),
    premium: c.points(score.premium),
    total: c.points(score.total),
    requestedCents: a.facts.grantCents,
    grantCents: grant?.cents ?? 0,
    southGrantCents: grant?.southCents ?? 0,
    partial,
    fundedBy: grant ? { round: grant.round, quota: quota?.id ?? null } : null,
    ...(c.two && { lists: on.toSorted((x, y) => Number(y === paidBy) - Number(x === paidBy)).map((l) => l.id) }),
    why,
    wouldChange,
  };
}

/** The first quota without which this would be so. */
function quotaThat(c: Context, isSo: (played: Played) => boolean): Quota | null {
  for (const [quota, played] of c.without) if (isSo(played)) return quota;
  return null;
}

export function excludedPlace(a: RankedApplication, two: boolean): Place {
  return {
    application: a.id,
    protocol: a.protocol,
    title: a.title,
    position: null,
    state: 'excluded',
    criteria: {},
    merit: 0,
    premiums: {},
    premium: 0,
    total: 0,
    requestedCents: a.facts.grantCents,
    grantCents: 0,
    southGrantCents: 0,
    partial: false,
    fundedBy: null,
    ...(two && { lists: [] }),
    why: [reason('rank.excluded'), ...a.screening.reasons],
    wouldChange: [],
  };
}

export function quotaReport(quota: Quota, c: Context): QuotaReport {
  const { ledger, list } = c.result.lists.find((p) => p.list.quota === quota)!;
  const without = c.without.get(quota)!;
  const met = ledger.south >= ledger.reserve;
  const waiting = ledger.candidates.filter((x, k) => x.southGrantCents > 0 && ledger.isOpen(k)).length;
  const figures = { percent: quota.percent, requiredCents: ledger.reserve, reachedCents: ledger.south };
  return {
    id: quota.id,
    percent: quota.percent,
    requiredCents: ledger.reserve,
    reachedCents: ledger.south,
    met,
    broughtIn: c.prepared.standing.filter((x) => c.result.grants.has(x.id) && !without.grants.has(x.id)).map((x) => x.id),
    leftOut: c.prepared.standing.filter((x) => !c.result.grants.has(x.id) && without.grants.has(x.id)).map((x) => x.id),
    ...(c.two && { list: list.id }),
    why: [
      met
        ? reason('rank.quota.met', figures, { source: quota.source })
        : reason(waiting === 0 ? 'rank.quota.noneLeft' : 'rank.quota.moneyEnded', { ...figures, waiting }, { source: quota.source }),
    ],
  };
}
