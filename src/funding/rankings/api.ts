import { notFound } from '#src/core/errors.ts';
import { door, type Door } from '#src/plumbing/http/door.ts';
import { json } from '#src/plumbing/http/reply.ts';
import { proveEvent } from '#src/plumbing/evidence/log.ts';
import { z } from 'zod';
import { publishRanking, recordRenunciation } from './actions.ts';
import { rankingKinds } from './states.ts';
import { can } from './policy.ts';
import { latestRanking, rankingByNumber, tookPart } from './queries.ts';

export const rankingApi: Door[] = [
  door({
    method: 'GET',
    path: '/api/calls/:callId/ranking',
    access: 'public',
    summary: 'The newest published ranking: places, points, grants and why',
    async handler({ house, params }) {
      const row = await latestRanking(house.db, params['callId']!);
      if (!row) throw notFound();
      const { places, ...figures } = row.bundle.ranking;
      const shown = places.map(({ application, protocol, title, position, state, total, grantCents, fundedBy, why, wouldChange }) => ({
        application,
        protocol,
        title,
        position,
        state,
        total,
        grantCents,
        fundedBy,
        why: why.filter((r) => r.code.startsWith('rank.')),
        wouldChange,
      }));
      return json({
        number: row.number,
        kind: row.kind,
        act: row.actRef,
        publishedAt: row.publishedAt,
        hash: row.hash,
        ranking: { ...figures, places: shown },
      });
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
    summary: 'Records that a beneficiary gave its grant back',
    input: z.object({ application: z.uuid(), on: z.iso.date(), ref: z.string().trim().min(3).max(300) }),
    async handler({ house, actor, params, input }) {
      await recordRenunciation(house, actor, params['callId']!, input.application, input);
      return json({ recorded: true }, 201);
    },
  }),
];
