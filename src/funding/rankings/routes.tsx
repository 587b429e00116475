import { notFound } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import { submittedApplications } from '#src/funding/applications/queries.ts';
import { currentVersion } from '#src/funding/calls/queries.ts';
import { proveEvent } from '#src/plumbing/evidence/log.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, page, seeOther } from '#src/plumbing/http/reply.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import { romeDate } from '#src/core/time.ts';
import { z } from 'zod';
import { programmeHead } from '#src/funding/screening/queries/letters.ts';
import { renderPdf } from '#src/plumbing/documents/pdf.ts';
import { rankingPaper } from './paper.ts';
import { commitDraw, publishRanking, recordRenunciation } from './actions.ts';
import { rankingCopy } from './copy.ts';
import { rank } from './rules/rank.ts';
import { endKinds, rankingKinds } from './states.ts';
import { can } from './policy.ts';
import {
  drawCommitment,
  isInvolved,
  placesInOrder,
  placesOf,
  placeSpec,
  placeSpecFor,
  rankingByNumber,
  rankingInput,
  rankingsOfCall,
  readinessOf,
  renunciationsOf,
  tookPart,
} from './queries.ts';
import { listMovers } from './queries/moved.ts';
import { potOf } from './queries/pot.ts';
import { admit } from './routes/admit.ts';
import { askedRanking, placePage } from './routes/place.tsx';
import { readingDoors } from './routes/reading.tsx';
import { requestDoors } from './routes/requests.tsx';
import { whatIfDoors } from './routes/whatIf.tsx';
import { listsOf } from './rules/lists.ts';
import { listPrices } from './rules/explain.ts';
import { roundsOf } from './rules/rounds.ts';
import { moversOf } from './rules/whatIf.ts';
import { NoRankingPage, RankingPage } from './views.tsx';
import { nameOf, type Shows } from './views/place.tsx';
import { PreviewPage } from './views/preview.tsx';

const words = (ask: Ask<unknown>) => speak(rankingCopy, ask.locale);
const callId = (ask: Ask<unknown>) => ask.params['callId']!;

async function versionOf(ask: Ask<unknown>) {
  const version = await currentVersion(ask.house.db, callId(ask));
  if (!version) throw notFound();
  return version;
}

async function previewPage(ask: Ask<unknown>, again?: Again) {
  const version = await versionOf(ask);
  admit(can.preview(ask.actor, version.callId, await isInvolved(ask.house.db, version.callId, ask.actor)));
  const ready = await readinessOf(ask.house.db, version, ask.now.toISOString(), ask.actor);
  const kind = can.next(ready.last);
  const decision = can.publish(ask.actor, version.call, ready, kind, ask.now.toISOString());
  const input = ready.unscreened === 0 && ready.applications > 0 ? await rankingInput(ask.house.db, version, ask.now.toISOString()) : null;
  const judged = input?.applications.every((a) => a.screening.outcome === 'excluded' || a.reviews.length > 0 || a.consensus !== null) ?? false;
  const ranking = input && judged ? rank(input) : null;
  const committed = await drawCommitment(ask.house.db, version.callId);
  const names = new Map((await submittedApplications(ask.house.db, version.callId).execute()).map((a) => [a.applicationId, a.leadName]));
  return page(
    words(ask).preview,
    <PreviewPage
      call={version.call}
      ranking={ranking}
      prices={input && ranking ? listPrices(input, ranking) : []}
      kind={kind}
      decision={decision}
      names={names}
      commitment={
        version.call.ranking.draw?.seed === 'committed'
          ? { decision: can.commitDraw(ask.actor, version.call, committed !== undefined, ask.now.toISOString()), commitment: committed?.commitment ?? null }
          : null
      }
      {...(again && { form: again })}
    />,
    { wide: true, address: `/calls/${version.callId}/ranking/preview` },
  );
}

export const rankingDoors: Door[] = [
  door({
    method: 'GET',
    path: '/calls/:callId/ranking',
    access: 'public',
    async handler(ask) {
      const { house, actor, url } = ask;
      const version = await versionOf(ask);
      const involved = await isInvolved(house.db, version.callId, actor);
      const mayPrepare = can.preview(actor, version.callId, involved).ok;
      const row = await askedRanking(ask);
      if (!row) return page(words(ask).ranking, <NoRankingPage call={version.call} mayPrepare={mayPrepare} />, { cache: 'public' });
      const spec = mayPrepare ? placeSpec : placeSpecFor(version.call.ranking.publishes);
      const listed = await list(house.db, placesOf(house.db, row.id) as never, spec, url);
      if (listed.state.csv) return file(csv(spec, listed.rows, ask.locale), 'text/csv; charset=utf-8', `graduatoria-${version.callId}-${row.number}.csv`);
      const versions = await rankingsOfCall(house.db, version.callId);
      const renunciations = await renunciationsOf(house.db, version.callId);
      const rounds = roundsOf(version.call, renunciations, listsOf(version.call), romeDate(ask.now.toISOString())).length;
      const newest = row.number === versions.at(-1)!.number;
      const places = new Map(row.bundle.ranking.places.map((place) => [place.application, place] as const));
      const before = await rankingByNumber(house.db, version.callId, row.number - 1);
      const shows: Shows = (what) => mayPrepare || version.call.ranking.publishes.includes(what);
      const movers = before && shows('state') ? moversOf(before.bundle.ranking, row.bundle.ranking) : [];
      const moved = listMovers(movers, (m) => nameOf({ ...m, position: m.after.position }, shows, ask.locale), {
        url,
        labels: { now: rankingCopy.before, after: rankingCopy.after },
        grants: shows('grant'),
      });
      if (moved.listed.state.csv)
        return file(csv(moved.spec, moved.listed.rows, ask.locale), 'text/csv; charset=utf-8', `graduatoria-${version.callId}-${row.number}-moved.csv`);
      const mayProve = can.readBundle(actor, version.callId, actor !== null && (await tookPart(house.db, version.callId, actor.organisationIds))).ok;
      return page(
        `${words(ask)[row.kind]} · ${version.call.officialCode}`,
        <RankingPage
          call={version.call}
          row={row}
          ranking={row.bundle.ranking}
          prices={listPrices(row.bundle, row.bundle.ranking)}
          listed={listed}
          versions={versions}
          mayPrepare={mayPrepare}
          mayProve={mayProve}
          example={house.settings.example}
          spec={spec}
          newest={newest}
          pending={newest ? Math.max(0, rounds - row.bundle.ranking.rounds.length) : 0}
          ended={renunciations.flatMap((r) => {
            const place = places.get(r.application);
            return newest && place?.state === 'funded' ? [{ place, kind: r.kind ?? 'renunciation', on: r.on, ref: r.ref }] : [];
          })}
          since={before ? { number: before.number, kind: before.kind, count: movers.length, moved } : null}
          mayReadRequests={can.readRequests(actor, involved).ok}
          mayTry={can.whatIf(actor, version.callId, involved).ok}
          pot={mayPrepare && newest ? await potOf(house.db, version.callId) : null}
        />,
        { wide: true, cache: 'public' },
      );
    },
  }),
  door({ method: 'GET', path: '/calls/:callId/ranking/preview', access: { anyOf: ['office', 'auditor', 'chair'] }, handler: (ask) => previewPage(ask) }),
  ...whatIfDoors,
  ...readingDoors,
  door({ method: 'GET', path: '/calls/:callId/ranking/:applicationId', access: 'public', handler: (ask) => placePage(ask) }),
  ...requestDoors,
  door({
    method: 'POST',
    path: '/calls/:callId/draw',
    access: { anyOf: ['office'] },
    does: 'draw.commit',
    async handler(ask) {
      await commitDraw(ask.house, ask.actor, callId(ask));
      return seeOther(`/calls/${callId(ask)}/ranking/preview`);
    },
  }),
  door({
    method: 'POST',
    path: '/calls/:callId/rankings',
    access: { anyOf: ['office'] },
    does: 'ranking.publish',
    input: z.object({ kind: z.enum(rankingKinds), ref: z.string().trim().min(3).max(300) }),
    again: previewPage,
    async handler(ask) {
      await publishRanking(ask.house, ask.actor, callId(ask), ask.input.kind, ask.input.ref);
      return seeOther(`/calls/${callId(ask)}/ranking`);
    },
  }),
  door({
    method: 'POST',
    path: '/calls/:callId/renunciations',
    access: { anyOf: ['office'] },
    does: 'grant.renounce',
    input: z.object({ application: z.uuid(), on: z.iso.date(), ref: z.string().trim().min(3).max(300), kind: z.enum(endKinds).optional() }),
    again: (ask, end) => placePage(ask, { end, application: String(end.values['application'] ?? '') }),
    async handler(ask) {
      await recordRenunciation(ask.house, ask.actor, callId(ask), ask.input.application, ask.input);
      return seeOther(`/calls/${callId(ask)}/ranking/preview`);
    },
  }),
  door({
    method: 'GET',
    path: '/calls/:callId/rankings/:number/paper',
    access: 'public',
    async handler({ house, params, locale }) {
      const version = await currentVersion(house.db, params['callId']!);
      const row = version && (await rankingByNumber(house.db, version.callId, Number(params['number']) || 0));
      if (!row) throw notFound();
      const { call } = version;
      const places = await placesInOrder(house.db, row.id);
      const programme = await programmeHead(house.db, call.programme);
      const example = call.example || house.settings.example;
      const paper = rankingPaper({ call, row, ranking: row.bundle.ranking, places, programme, locale, example });
      return file(renderPdf(paper), 'application/pdf', `graduatoria-${row.callId}-${row.number}.pdf`, true);
    },
  }),
  door({
    method: 'GET',
    path: '/calls/:callId/rankings/:number/bundle',
    access: 'signedIn',
    async handler(ask) {
      const { house, actor, params } = ask;
      if (!can.readBundle(actor, callId(ask), await tookPart(house.db, callId(ask), actor!.organisationIds)).ok) throw notFound();
      const row = await rankingByNumber(house.db, callId(ask), Number(params['number']) || 0);
      if (!row) throw notFound();
      const evidence = await proveEvent(house, 'ranking.published', `ranking/${row.id}`);
      return file(
        JSON.stringify({ ...row.bundle, ...(evidence && { evidence }) }, null, 1),
        'application/json',
        `graduatoria-${row.callId}-${row.number}.json`,
      );
    },
  }),
];
