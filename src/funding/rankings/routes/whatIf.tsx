import { reason, type Reason } from '#src/core/decision.ts';
import { notFound } from '#src/core/errors.ts';
import { readNumber } from '#src/core/figures.ts';
import { parseEuros } from '#src/core/money.ts';
import type { CalendarDate } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import { currentVersion } from '#src/funding/calls/queries.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { door, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, json, page } from '#src/plumbing/http/reply.ts';
import { csv } from '#src/plumbing/listing.ts';
import { z } from 'zod';
import { rankingCopy } from '../copy.ts';
import { can } from '../policy.ts';
import { isInvolved, rankingInput, readinessOf } from '../queries.ts';
import { listMovers } from '../queries/moved.ts';
import { rank } from '../rules/rank.ts';
import { daysOf, gatesOf, moversOf, potNow, tried, type Trial } from '../rules/whatIf.ts';
import { WhatIfPage } from '../views/whatIf.tsx';
import { admit } from './admit.ts';

/** What the address tries out; what is left out or empty stays as the call says. */
function trialOf(call: Call, asked: URLSearchParams): { trial: Trial; values: Record<string, string | number>; reasons: Reason[] } {
  const reasons: Reason[] = [];
  const values: Record<string, string | number> = {};
  const read = (name: string, now: number, of: (typed: string) => number | undefined): number => {
    const typed = asked.get(name)?.trim() ?? '';
    const value = typed === '' ? now : of(typed);
    values[name] = value ?? typed;
    if (value === undefined) reasons.push(reason('ranking.whatIf.figure', {}, { at: name }));
    return value ?? now;
  };
  const within = (max: number) => (typed: string) => {
    const value = Number(readNumber(typed));
    return Number.isFinite(value) && value >= 0 && value <= max ? value : undefined;
  };
  const percent = (typed: string) => {
    const value = within(100)(typed);
    return value === undefined || Math.abs(Math.round(value * 100) - value * 100) > 1e-9 ? undefined : value;
  };
  /** A gate that nothing has to pass is none. */
  const positive = (max: number) => (typed: string) => within(max)(typed) || undefined;
  const whole = (max: number) => (typed: string) => {
    const value = within(max)(typed);
    return value !== undefined && Number.isInteger(value) ? value : undefined;
  };
  const day = (name: string, now: CalendarDate): CalendarDate => {
    const typed = asked.get(name)?.trim() || now;
    values[name] = typed;
    if (z.iso.date().safeParse(typed).success) return typed;
    reasons.push(reason('ranking.whatIf.day', {}, { at: name }));
    return now;
  };
  const { thresholds } = call.ranking;
  const days = daysOf(call);
  const most = call.evaluation.criteria.reduce((n, c) => n + c.max * c.weight, 0);
  const of = <T extends { id: string }, V>(items: readonly T[], one: (item: T) => V): Record<string, V> =>
    Object.fromEntries(items.map((item) => [item.id, one(item)]));
  const trial: Trial = {
    pots: of(call.pots, (p) => read(`pot.${p.id}`, potNow(call, p.id), parseEuros)),
    total: read('total', call.evaluation.totalThreshold, within(most)),
    thresholds: of(call.evaluation.criteria, (c) => read(`threshold.${c.id}`, c.threshold, within(c.max))),
    premiumPoints: thresholds?.premiumPoints === undefined ? undefined : read('premiumPoints', thresholds.premiumPoints, within(call.evaluation.premiumCap)),
    premiumCount: thresholds?.premiumCount === undefined ? undefined : read('premiumCount', thresholds.premiumCount, whole(call.evaluation.premiums.length)),
    gates: Object.fromEntries(gatesOf(call).map(({ premium, now, most: top }) => [premium.id, read(`gate.${premium.id}`, now, positive(top))])),
    reserveDays: of(days.reserves, (d) => day(`reserveFrom.${d.id}`, d.on)),
    listDays: of(days.lists, (d) => day(`listFrom.${d.id}`, d.on)),
    reserves: of(call.ranking.quotas, (q) => read(`reserve.${q.id}`, q.percent, percent)),
  };
  return { trial, values, reasons };
}

async function tryOut(ask: Ask<unknown>) {
  const { house, actor } = ask;
  const version = await currentVersion(house.db, ask.params['callId']!);
  if (!version) throw notFound();
  admit(can.whatIf(actor, version.callId, await isInvolved(house.db, version.callId, actor)));
  const at = ask.now.toISOString();
  const ready = await readinessOf(house.db, version, at, actor);
  const decision = can.publish(actor, version.call, ready, can.next(ready.last), at);
  const asked = trialOf(version.call, ask.url.searchParams);
  const input = ready.unscreened === 0 && ready.applications > 0 ? await rankingInput(house.db, version, at) : null;
  const judged = input?.applications.every((a) => a.screening.outcome === 'excluded' || a.reviews.length > 0 || a.consensus !== null) ?? false;
  const now = input && judged ? rank(input) : null;
  const after = now && input && asked.reasons.length === 0 ? rank({ ...input, call: tried(input.call, asked.trial) }) : null;
  return { call: version.call, ...asked, now, after, movers: now && after ? moversOf(now, after) : [], notReady: decision.ok ? [] : decision.reasons };
}

export const whatIfDoors: Door[] = [
  door({
    method: 'GET',
    path: '/calls/:callId/ranking/what-if',
    access: { anyOf: ['office', 'chair'] },
    async handler(ask) {
      const { trial: _trial, ...shown } = await tryOut(ask);
      const moved = listMovers(shown.movers, (m) => m.title, { url: ask.url, labels: { now: rankingCopy.now, after: rankingCopy.after }, grants: true });
      if (moved.listed.state.csv) return file(csv(moved.spec, moved.listed.rows, ask.locale), 'text/csv; charset=utf-8', `what-if-${shown.call.id}.csv`);
      return page(`${speak(rankingCopy, ask.locale).whatIf} · ${shown.call.officialCode}`, <WhatIfPage {...shown} moved={moved} />, {
        wide: true,
        ...(shown.reasons.length > 0 && { failed: true }),
      });
    },
  }),
];

export const whatIfApi: Door[] = [
  door({
    method: 'GET',
    path: '/api/calls/:callId/ranking/what-if',
    access: { anyOf: ['office', 'chair'] },
    summary:
      'Who would move under other budgets (pot.<id>, in euros), thresholds (total, threshold.<criterion>, premiumPoints, premiumCount), gates (gate.<premium>), reserves (reserve.<quota>) or days from which money goes on (reserveFrom.<quota>, listFrom.<list>); nothing is stored',
    async handler(ask) {
      const { movers, after, now, trial } = await tryOut(ask);
      if (!now || !after) throw notFound();
      const figures = ({ budgetCents, grantedCents, leftCents, southGrantedCents }: typeof now) => ({
        budgetCents,
        grantedCents,
        leftCents,
        southGrantedCents,
      });
      return json({ trial, now: figures(now), after: figures(after), movers });
    },
  }),
];
