import { notFound } from '#src/core/errors.ts';
import { door, type Door } from '#src/plumbing/http/door.ts';
import { json } from '#src/plumbing/http/reply.ts';
import { currentVersion } from '#src/funding/calls/queries.ts';
import { proveEvent } from '#src/plumbing/evidence/log.ts';
import { z } from 'zod';
import { commitDraw, publishRanking, recordRenunciation } from './actions.ts';
import { readingApi } from './routes/reading.tsx';
import { requestApi } from './routes/requests.tsx';
import { whatIfApi } from './routes/whatIf.tsx';
import { endKinds, rankingKinds } from './states.ts';
import { can } from './policy.ts';
import { listPrices, priceOf, type Price } from './rules/explain.ts';
import { expertsFor } from './queries/experts.ts';
import { isInvolved, latestRanking, rankingByNumber, tookPart } from './queries.ts';

export const rankingApi: Door[] = [
  door({
    method: 'GET',
    path: '/api/calls/:callId/ranking',
    access: 'public',
    summary: 'The newest published ranking: places, points, grants and why, and the price of each quota and of each list with money of its own',
    async handler({ house, actor, params }) {
      const callId = params['callId']!;
      const row = await latestRanking(house.db, callId);
      if (!row) throw notFound();
      const { places, linePoints, lists, quotas, ...figures } = row.bundle.ranking;
      const { publishes } = row.bundle.call.ranking;
      const all = can.preview(actor, callId, await isInvolved(house.db, callId, actor)).ok;
      const shows = (what: (typeof publishes)[number]) => all || publishes.includes(what);
      const explained = shows('points') && shows('grant');
      /** Who is funded because of a condition and who is not, and what it comes to. */
      const told = ({ broughtIn, leftOut, inCents, outCents, inPoints, outPoints }: Price) => ({
        broughtIn: broughtIn.map((p) => p.application),
        leftOut: leftOut.map((p) => p.application),
        inCents,
        outCents,
        ...(shows('points') && { inPoints, outPoints }),
      });
      const shown = places.map(({ application, protocol, title, position, state, total, grantCents, fundedBy, lists: on, why, wouldChange }) => ({
        application,
        ...(shows('protocol') && { protocol }),
        ...(shows('title') && { title }),
        position,
        ...(shows('state') && { state }),
        ...(shows('points') && { total }),
        ...(shows('grant') && { grantCents, fundedBy }),
        ...(on && { lists: on }),
        ...(explained && { why: why.filter((r) => r.code.startsWith('rank.') && r.code !== 'rank.corrected.excluded'), wouldChange }),
      }));
      return json({
        number: row.number,
        kind: row.kind,
        act: row.actRef,
        publishedAt: row.publishedAt,
        hash: row.hash,
        ranking: {
          ...figures,
          ...(shows('points') && { linePoints }),
          ...(lists && { lists: lists.map(({ linePoints: line, ...l }) => ({ ...l, ...(shows('points') && { linePoints: line }) })) }),
          quotas: quotas.map(({ broughtIn, leftOut, ...q }) => ({ ...q, ...(shows('state') && { broughtIn, leftOut }) })),
          ...(shows('state') &&
            shows('grant') && {
              prices: {
                quotas: quotas.map((q) => ({ quota: q.id, ...told(priceOf(q, row.bundle.ranking)) })),
                lists: listPrices(row.bundle, row.bundle.ranking).map(({ list, budgetCents, price }) => ({
                  list: list?.id ?? null,
                  budgetCents,
                  ...told(price),
                })),
              },
            }),
          places: shown,
        },
      });
    },
  }),
  door({
    method: 'GET',
    path: '/api/calls/:callId/ranking/:applicationId/experts',
    access: 'signedIn',
    summary: 'Who reviewed a proposal, by name: of a call with open review, once its ranking is published, for those who take part in the proposal',
    async handler({ house, actor, params }) {
      const version = await currentVersion(house.db, params['callId']!);
      const row = version && (await latestRanking(house.db, version.callId));
      const place = row?.bundle.ranking.places.find((p) => p.application === params['applicationId']);
      if (!version || !place) throw notFound();
      const experts = await expertsFor(house.db, version, { applicationId: place.application, ranked: true }, actor);
      if (!experts) throw notFound();
      return json({ experts });
    },
  }),
  door({
    method: 'GET',
    path: '/api/calls/:callId/rankings/:number/bundle',
    access: 'signedIn',
    summary: 'Everything that a ranking was computed from, with its proof: what `npx mics verify` reads',
    async handler({ house, actor, params }) {
      const callId = params['callId']!;
      if (!can.readBundle(actor, callId, await tookPart(house.db, callId, actor!.organisationIds)).ok) throw notFound();
      const row = await rankingByNumber(house.db, callId, Number(params['number']) || 0);
      if (!row) throw notFound();
      const evidence = await proveEvent(house, 'ranking.published', `ranking/${row.id}`);
      return json({ ...row.bundle, ...(evidence && { evidence }) });
    },
  }),
  door({
    method: 'POST',
    path: '/api/calls/:callId/rankings',
    access: { anyOf: ['office'] },
    does: 'ranking.publish',
    summary: 'Computes and publishes the next ranking: provisional, then final, then scrolled',
    input: z.object({ kind: z.enum(rankingKinds), ref: z.string().trim().min(3).max(300) }),
    handler: async ({ house, actor, params, input }) => json({ number: await publishRanking(house, actor, params['callId']!, input.kind, input.ref) }, 201),
  }),
  door({
    method: 'POST',
    path: '/api/calls/:callId/renunciations',
    access: { anyOf: ['office'] },
    does: 'grant.renounce',
    summary: 'Records that a grant ended: given back (renunciation), or taken back by the office (revocation)',
    input: z.object({ application: z.uuid(), on: z.iso.date(), ref: z.string().trim().min(3).max(300), kind: z.enum(endKinds).optional() }),
    async handler({ house, actor, params, input }) {
      await recordRenunciation(house, actor, params['callId']!, input.application, input);
      return json({ recorded: true }, 201);
    },
  }),
  ...requestApi,
  ...whatIfApi,
  ...readingApi,
  door({
    method: 'POST',
    path: '/api/calls/:callId/draw',
    access: { anyOf: ['office'] },
    does: 'draw.commit',
    summary: 'Draws the secret of a public draw and records its fingerprint, before the deadline',
    handler: async ({ house, actor, params }) => json({ commitment: await commitDraw(house, actor, params['callId']!) }, 201),
  }),
];
