import { notFound } from '#src/core/errors.ts';
import { door, type Door } from '#src/plumbing/http/door.ts';
import { json } from '#src/plumbing/http/reply.ts';
import { z } from 'zod';
import { addAct, draftCall, publishCall } from './actions.ts';
import { currentVersion, publishedCalls, versionsOfCall } from './queries.ts';
import { callPhase, currentDeadline, currentPot } from './rules/calendar.ts';
import { actSchema } from './schema.ts';

const [raise, returned, extension, rectification] = actSchema.options;
const ours = { id: true, source: true } as const;
/** `seen` is the number of the version that was looked at; the house adds the act's id and source. */
const newAct = z.object({
  seen: z.int().min(1),
  act: z.discriminatedUnion('kind', [raise.omit(ours), returned.omit(ours), extension.omit({ ...ours, from: true }), rectification.omit(ours)]),
});

export const callApi: Door[] = [
  door({
    method: 'GET',
    path: '/api/calls',
    access: 'public',
    summary: 'The published calls, each in its version in force',
    handler: async ({ house, now }) => {
      const calls = await publishedCalls(house.db, house.settings.programme);
      return json({
        calls: calls.map(({ call, number, hash }) => ({
          id: call.id,
          officialCode: call.officialCode,
          title: call.title,
          phase: callPhase(call, now.toISOString()),
          closesAt: currentDeadline(call),
          potCents: currentPot(call),
          version: number,
          hash,
          example: call.example,
        })),
      });
    },
  }),
  door({
    method: 'GET',
    path: '/api/calls/:callId',
    access: 'public',
    summary: 'One call: the version in force, complete, and its earlier versions',
    handler: async ({ house, params }) => {
      const [version, versions] = [await currentVersion(house.db, params['callId']!), await versionsOfCall(house.db, params['callId']!)];
      if (!version) throw notFound();
      return json({
        version: version.number,
        hash: version.hash,
        publishedAt: version.publishedAt,
        call: version.call,
        versions: versions.map((v) => ({ number: v.number, hash: v.hash, act: v.actId, publishedAt: v.publishedAt })),
      });
    },
  }),
  door({
    method: 'POST',
    path: '/api/calls',
    access: { anyOf: ['office'] },
    does: 'call.draft',
    summary: 'Keeps a call as a draft',
    input: z.looseObject({ id: z.string() }),
    handler: async ({ house, actor, input }) => json({ id: await draftCall(house, actor, input) }, 201),
  }),
  door({
    method: 'POST',
    path: '/api/calls/:callId/publication',
    access: { anyOf: ['office'] },
    does: 'call.publish',
    summary: 'Publishes a draft',
    handler: async ({ house, actor, params }) => {
      await publishCall(house, actor, params['callId']!);
      return json({ published: true }, 201);
    },
  }),
  door({
    method: 'POST',
    path: '/api/calls/:callId/acts',
    access: { anyOf: ['office'] },
    does: 'call.act',
    summary: 'Raises the budget, extends the deadline or corrects a published call',
    input: newAct,
    handler: async ({ house, actor, params, input }) => json({ version: await addAct(house, actor, params['callId']!, input.seen, input.act) }, 201),
  }),
];
