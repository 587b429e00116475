import type { Actor } from '#src/core/actor.ts';
import { canonical } from '#src/core/canonical.ts';
import { demand, notFound } from '#src/core/errors.ts';
import { currentVersion } from '#src/funding/calls/queries.ts';
import { act, type House } from '#src/plumbing/house.ts';
import { bundleOf } from './bundle.ts';
import { can } from './policy.ts';
import { rankingInput, readinessOf } from './queries.ts';
import type { RankingKind } from './states.ts';

/**
 * Computes the ranking of a call as it stands and publishes it as the next immutable version. One publication at a time: the call's row is locked.
 * @param ref the act that publishes it
 * @returns the ranking's number within the call
 */
export async function publishRanking(house: House, actor: Actor | null, callId: string, kind: RankingKind, ref: string): Promise<number> {
  return act(house, actor, 'ranking.publish', `call/${callId}`, async ({ tx, at, record }) => {
    await tx.selectFrom('calls').select('id').where('id', '=', callId).forUpdate().execute();
    const version = await currentVersion(tx, callId);
    if (!version) throw notFound();
    demand(can.publish(actor, version.call, await readinessOf(tx, version), kind, at), actor ? 'conflict' : 'forbidden');
    const bundle = bundleOf(await rankingInput(tx, version), kind);
    const last = await tx
      .selectFrom('rankings')
      .select((eb) => eb.fn.max('number').as('n'))
      .where('call_id', '=', callId)
      .executeTakeFirst();
    const number = Number(last?.n ?? 0) + 1;
    const { id } = await tx
      .insertInto('rankings')
      .values({
        call_id: callId,
        number,
        kind,
        act_ref: ref,
        bundle: canonical(bundle),
        hash: bundle.rankingHash,
        published_at: at,
        published_by: actor?.id ?? null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const places = bundle.ranking.places.map((p) => ({
      ranking_id: id,
      application_id: p.application,
      position: p.position,
      state: p.state,
      points: p.position === null ? null : p.total,
      grant_cents: p.grantCents,
      why: JSON.stringify([...p.why, ...p.wouldChange]),
    }));
    for (let i = 0; i < places.length; i += 2000)
      await tx
        .insertInto('ranking_places')
        .values(places.slice(i, i + 2000))
        .execute();
    await record({
      kind: 'ranking.published',
      subject: `ranking/${id}`,
      body: { call: callId, number, kind, ref, inputHash: bundle.inputHash, rankingHash: bundle.rankingHash },
    });
    return number;
  });
}

/** Records that a beneficiary gave its grant back; the next scroll gives the money to those who follow. */
export async function recordRenunciation(
  house: House,
  actor: Actor | null,
  callId: string,
  applicationId: string,
  entry: { on: string; ref: string },
): Promise<void> {
  await act(house, actor, 'grant.renounce', `applications/${applicationId}`, async ({ tx, at, record }) => {
    demand(can.renounce(actor));
    const funded = await tx
      .selectFrom('ranking_places')
      .innerJoin('rankings', 'rankings.id', 'ranking_places.ranking_id')
      .select(['ranking_places.state', 'rankings.kind'])
      .where('rankings.call_id', '=', callId)
      .where('ranking_places.application_id', '=', applicationId)
      .orderBy('rankings.number', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (funded?.state !== 'funded' || funded.kind === 'provisional') throw notFound();
    await tx
      .insertInto('renunciations')
      .values({ application_id: applicationId, call_id: callId, renounced_on: entry.on, act_ref: entry.ref, recorded_at: at, recorded_by: actor?.id ?? null })
      .execute();
    await record({ kind: 'grant.renounced', subject: `applications/${applicationId}`, body: { call: callId, ...entry } });
  });
}
