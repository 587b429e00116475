import { hasRole } from '#src/core/actor.ts';
import { notFound } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import { currentVersion } from '#src/funding/calls/queries.ts';
import { latestRanking } from '#src/funding/rankings/queries.ts';
import { programmeById } from '#src/partnership/programme/queries.ts';
import { door, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, json, page, seeOther } from '#src/plumbing/http/reply.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import { adoptDecree } from './actions.ts';
import { awardCopy } from './copy.ts';
import { can } from './policy.ts';
import {
  awardTotalsOfCall,
  beneficiaries,
  decreeById,
  decreesOfCall,
  endedGrants,
  endings,
  grantsByRegion,
  shareAfterDecree,
  womenAfterDecree,
} from './queries.ts';
import { AwardsPage, beneficiarySpec } from './views.tsx';

async function callOf(ask: Ask<unknown>) {
  const version = await currentVersion(ask.house.db, ask.params['callId']!);
  if (!version) throw notFound();
  return version.call;
}

export const awardDoors: Door[] = [
  door({
    method: 'GET',
    path: '/calls/:callId/awards',
    access: 'public',
    async handler(ask) {
      const { db } = ask.house;
      const call = await callOf(ask);
      const listed = await list(db, beneficiaries(db, call.id) as never, beneficiarySpec, ask.url);
      if (listed.state.csv) return file(csv(beneficiarySpec, listed.rows, ask.locale), 'text/csv; charset=utf-8', `contributi-${call.id}.csv`);
      const decrees = await decreesOfCall(db, call.id);
      const ranking = hasRole(ask.actor, 'office') ? await latestRanking(db, call.id) : undefined;
      const adopt = ranking
        ? can.adopt(ask.actor, {
            kind: ranking.kind,
            latest: true,
            decreed: decrees.some((d) => d.rankingId === ranking.id),
            funded: ranking.bundle.ranking.places.filter((p) => p.state === 'funded').length,
            ...(await endings(db, call.id, ranking.id)),
          })
        : null;
      const programme = ranking && (await programmeById(db, call.programme));
      const share = ranking && programme ? { ...(await shareAfterDecree(db, call.programme, call.id, ranking.id)), floor: programme.southFloorPercent } : null;
      const floor = adopt?.ok ? programme?.about.womenFloor : undefined;
      const women = ranking && floor ? { ...(await womenAfterDecree(db, call.programme, call.id, ranking.id)), floor } : null;
      const totals = await awardTotalsOfCall(db, call.id);
      const byRegion = await grantsByRegion(db, call.id);
      return page(
        `${speak(awardCopy, ask.locale).awards} · ${call.officialCode}`,
        <AwardsPage
          call={call}
          totals={totals}
          byRegion={byRegion}
          listed={listed}
          decrees={decrees}
          ended={await endedGrants(db, call.id)}
          adopt={adopt}
          share={share}
          women={women}
          example={ask.house.settings.example}
        />,
        { wide: true, cache: 'public' },
      );
    },
  }),
  door({
    method: 'POST',
    path: '/calls/:callId/decrees',
    access: { anyOf: ['office'] },
    does: 'decree.adopt',
    async handler(ask) {
      await adoptDecree(ask.house, ask.actor, ask.params['callId']!);
      return seeOther(`/calls/${ask.params['callId']}/awards`);
    },
  }),
  door({
    method: 'GET',
    path: '/decrees/:id',
    access: 'public',
    async handler({ house, params }) {
      const decree = await decreeById(house.db, params['id']!);
      if (!decree?.sha256) throw notFound();
      return file(await house.files.get(decree.sha256), 'application/pdf', `decreto-${decree.number}-${decree.year}.pdf`, true);
    },
  }),
];

export const awardApi: Door[] = [
  door({
    method: 'GET',
    path: '/api/calls/:callId/awards',
    access: 'public',
    summary: 'The grants awarded under a call, by beneficiary, with their decrees',
    async handler({ house, params }) {
      const callId = params['callId']!;
      if (!(await currentVersion(house.db, callId))) throw notFound();
      return json({
        totals: await awardTotalsOfCall(house.db, callId),
        beneficiaries: await beneficiaries(house.db, callId).orderBy('protocol').execute(),
        ended: await endedGrants(house.db, callId),
        decrees: await decreesOfCall(house.db, callId),
      });
    },
  }),
  door({
    method: 'POST',
    path: '/api/calls/:callId/decrees',
    access: { anyOf: ['office'] },
    does: 'decree.adopt',
    summary: 'Adopts the award decree of the latest ranking',
    handler: async ({ house, actor, params }) => json({ id: await adoptDecree(house, actor, params['callId']!) }, 201),
  }),
];
