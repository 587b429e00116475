import { notFound } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import { submittedApplications } from '#src/funding/applications/queries.ts';
import { currentVersion } from '#src/funding/calls/queries.ts';
import { proveEvent } from '#src/plumbing/evidence/log.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, page, seeOther } from '#src/plumbing/http/reply.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import { z } from 'zod';
import { publishRanking, recordRenunciation } from './actions.ts';
import { rankingCopy } from './copy.ts';
import { rank } from './rules/rank.ts';
import { rankingKinds } from './states.ts';
import { can } from './policy.ts';
import { latestRanking, placesOf, placeSpec, rankingByNumber, rankingInput, rankingsOfCall, readinessOf, tookPart } from './queries.ts';
import { NoRankingPage, PlacePage, PreviewPage, RankingPage } from './views.tsx';

const words = (ask: Ask<unknown>) => speak(rankingCopy, ask.locale);
const callId = (ask: Ask<unknown>) => ask.params['callId']!;

async function versionOf(ask: Ask<unknown>) {
  const version = await currentVersion(ask.house.db, callId(ask));
  if (!version) throw notFound();
  return version;
}

/** The ranking that the address asks for: the newest, or `?version=2`. */
async function askedRanking(ask: Ask<unknown>) {
  const asked = Number(ask.url.searchParams.get('version') ?? '0');
  return Number.isSafeInteger(asked) && asked > 0 ? rankingByNumber(ask.house.db, callId(ask), asked) : latestRanking(ask.house.db, callId(ask));
}

async function previewPage(ask: Ask<unknown>, again?: Again) {
  const version = await versionOf(ask);
  if (!can.preview(ask.actor, version.callId).ok) throw notFound();
  const ready = await readinessOf(ask.house.db, version);
  const kind = can.next(ready.last);
  const decision = can.publish(ask.actor, version.call, ready, kind, ask.now.toISOString());
  const input = ready.unscreened === 0 && ready.applications > 0 ? await rankingInput(ask.house.db, version) : null;
  const judged = input?.applications.every((a) => a.screening.outcome === 'excluded' || a.reviews.length > 0 || a.consensus !== null) ?? false;
  const names = new Map((await submittedApplications(ask.house.db, version.callId).execute()).map((a) => [a.applicationId, a.leadName]));
  return page(
    words(ask).preview,
    <PreviewPage
      call={version.call}
      ranking={input && judged ? rank(input) : null}
      kind={kind}
      decision={decision}
      names={names}
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
      const mayPrepare = can.preview(actor, version.callId).ok;
      const row = await askedRanking(ask);
      if (!row) return page(words(ask).ranking, <NoRankingPage call={version.call} mayPrepare={mayPrepare} />, { cache: 'public' });
      const listed = await list(house.db, placesOf(house.db, row.id) as never, placeSpec, url);
      if (listed.state.csv) return file(csv(placeSpec, listed.rows, ask.locale), 'text/csv; charset=utf-8', `graduatoria-${version.callId}-${row.number}.csv`);
      const versions = await rankingsOfCall(house.db, version.callId);
      const mayProve = can.readBundle(actor, version.callId, actor !== null && (await tookPart(house.db, version.callId, actor.organisationIds))).ok;
      return page(
        `${words(ask)[row.kind]} · ${version.call.officialCode}`,
        <RankingPage
          call={version.call}
          row={row}
          ranking={row.bundle.ranking}
          listed={listed}
          versions={versions}
          mayPrepare={mayPrepare}
          mayProve={mayProve}
          example={house.settings.example}
        />,
        { wide: true, cache: 'public' },
      );
    },
  }),
  door({ method: 'GET', path: '/calls/:callId/ranking/preview', access: { anyOf: ['office', 'auditor', 'chair'] }, handler: (ask) => previewPage(ask) }),
  door({
    method: 'GET',
    path: '/calls/:callId/ranking/:applicationId',
    access: 'public',
    async handler(ask) {
      const { house, actor } = ask;
      const version = await versionOf(ask);
      const row = await askedRanking(ask);
      const place = row?.bundle.ranking.places.find((p) => p.application === ask.params['applicationId']);
      if (!row || !place) throw notFound();
      const own =
        actor !== null &&
        actor.organisationIds.length > 0 &&
        (await submittedApplications(house.db, version.callId)
          .where('applications.id', '=', place.application)
          .where('applications.lead_id', 'in', [...actor.organisationIds])
          .executeTakeFirst()) !== undefined;
      const lead = (await submittedApplications(house.db, version.callId).where('applications.id', '=', place.application).executeTakeFirst())?.leadName ?? '';
      return page(
        `${place.title} · ${version.call.officialCode}`,
        <PlacePage
          call={version.call}
          place={place}
          lead={lead}
          full={own || can.preview(actor, version.callId).ok}
          mayRenounce={can.renounce(actor).ok && row.kind !== 'provisional'}
        />,
      );
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
    input: z.object({ application: z.uuid(), on: z.iso.date(), ref: z.string().trim().min(3).max(300) }),
    async handler(ask) {
      await recordRenunciation(ask.house, ask.actor, callId(ask), ask.input.application, ask.input);
      return seeOther(`/calls/${callId(ask)}/ranking/preview`);
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
