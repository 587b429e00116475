import type { Actor } from '#src/core/actor.ts';
import { canonical, sha256 } from '#src/core/canonical.ts';
import { demand, notFound } from '#src/core/errors.ts';
import { currentVersion } from '#src/funding/calls/queries.ts';
import { act, type House } from '#src/plumbing/house.ts';
import { commit } from '#src/plumbing/ledger/commitments.ts';
import { romeDate } from '#src/core/time.ts';
import { tellEnd, tellLeads } from './actions/notices.ts';
import { bundleOf } from './bundle.ts';
import { can } from './policy.ts';
import { drawCommitment, placeOf, rankingInput, readinessOf } from './queries.ts';
import type { EndKind, RankingKind } from './states.ts';
import { randomBytes } from 'node:crypto';

/**
 * Computes the ranking of a call as it stands and publishes it as the next immutable version. One publication at a time: the call's row is locked.
 * @param ref the act that publishes it
 * @returns the ranking's number within the call
 */
export async function publishRanking(house: House, actor: Actor | null, callId: string, kind: RankingKind, ref: string): Promise<number> {
  return act(house, actor, 'ranking.publish', `call/${callId}`, async (deed) => {
    const { tx, at, record } = deed;
    await tx.selectFrom('calls').select('id').where('id', '=', callId).forUpdate().execute();
    const version = await currentVersion(tx, callId);
    if (!version) throw notFound();
    demand(can.publish(actor, version.call, await readinessOf(tx, version, at, actor), kind, at));
    const bundle = bundleOf(await rankingInput(tx, version, at), kind);
    const last = await tx.selectFrom('rankings').select(['id', 'number']).where('call_id', '=', callId).orderBy('number', 'desc').limit(1).executeTakeFirst();
    const number = (last?.number ?? 0) + 1;
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
    await tellLeads(deed, house.settings.origin, { id, number, kind, act: ref, call: version.call, before: kind === 'scrolled' ? (last?.id ?? null) : null });
    await record({
      kind: 'ranking.published',
      subject: `ranking/${id}`,
      body: { call: callId, number, kind, ref, inputHash: bundle.inputHash, rankingHash: bundle.rankingHash },
    });
    return number;
  });
}

/**
 * Records that a grant ended: given back by its beneficiary, or revoked by the office. It counts no longer from now on; the next ranking
 * gives the money to those who follow. What was committed to it goes back to the pot at once.
 */
export async function recordRenunciation(
  house: House,
  actor: Actor | null,
  callId: string,
  applicationId: string,
  entry: { on: string; ref: string; kind?: EndKind | undefined },
): Promise<void> {
  const { on, ref, kind = 'renunciation' } = entry;
  await act(house, actor, kind === 'revocation' ? 'grant.revoke' : 'grant.renounce', `applications/${applicationId}`, async (deed) => {
    const { tx, at, record, enqueue } = deed;
    demand(can.renounce(actor));
    await tx.selectFrom('calls').select('id').where('id', '=', callId).forUpdate().execute();
    const place = await placeOf(tx, callId, applicationId);
    if (!place) throw notFound();
    const ended = (await tx.selectFrom('renunciations').select('application_id').where('application_id', '=', applicationId).executeTakeFirst()) !== undefined;
    demand(can.endGrant(actor, { funded: place.state === 'funded', kind: place.kind, ended }, { on, today: romeDate(at) }));
    await tx
      .insertInto('renunciations')
      .values({ application_id: applicationId, call_id: callId, renounced_on: on, act_ref: ref, kind, recorded_at: at, recorded_by: actor?.id ?? null })
      .execute();
    const { programme } = (await currentVersion(tx, callId))!.call;
    await commit(deed, { programme, call: callId, kind: 'award.ended', subject: `applications/${applicationId}`, on }, [
      { application: applicationId, key: `applications/${applicationId}/ended`, committed: [] },
    ]);
    await tellEnd(deed, house.settings.origin, callId, applicationId, { on, ref, kind });
    await record({
      kind: kind === 'revocation' ? 'grant.revoked' : 'grant.renounced',
      subject: `applications/${applicationId}`,
      body: { call: callId, on, ref },
    });
    // Its contract, if there is one, ends with it.
    await enqueue({ task: 'contract.prepare', payload: { applicationIds: [applicationId] } });
  });
}

/** A contract ended: its grant does, too, unless it has already. Nobody's deed but that of the contract, which was decided and recorded there. */
export async function endGrantOfContract(
  house: House,
  { callId, applicationId, on, ref, kind }: { callId: string; applicationId: string; on: string; ref: string; kind: EndKind },
): Promise<void> {
  const known = house.db.selectFrom('renunciations').select('application_id').where('application_id', '=', applicationId);
  if (await known.executeTakeFirst()) return;
  await act(house, null, kind === 'revocation' ? 'grant.revoke' : 'grant.renounce', `applications/${applicationId}`, async ({ tx, at, record }) => {
    await tx.selectFrom('calls').select('id').where('id', '=', callId).forUpdate().execute();
    await tx
      .insertInto('renunciations')
      .values({ application_id: applicationId, call_id: callId, renounced_on: on, act_ref: ref, kind, recorded_at: at, recorded_by: null })
      .onConflict((c) => c.column('application_id').doNothing())
      .execute();
    await record({
      kind: kind === 'revocation' ? 'grant.revoked' : 'grant.renounced',
      subject: `applications/${applicationId}`,
      body: { call: callId, on, ref, contract: true },
    });
  });
}

/** Draws the secret of a public draw and records its fingerprint, before anyone can know what will be handed in. */
export async function commitDraw(house: House, actor: Actor | null, callId: string): Promise<string> {
  return act(house, actor, 'draw.commit', `call/${callId}`, async ({ tx, at, record }) => {
    await tx.selectFrom('calls').select('id').where('id', '=', callId).forUpdate().execute();
    const version = await currentVersion(tx, callId);
    if (!version) throw notFound();
    demand(can.commitDraw(actor, version.call, (await drawCommitment(tx, callId)) !== undefined, at));
    const secret = randomBytes(32).toString('hex');
    const commitment = sha256(secret);
    await tx
      .insertInto('draw_commitments')
      .values({ call_id: callId, commitment, secret, recorded_at: at, recorded_by: actor?.id ?? null })
      .execute();
    await record({ kind: 'draw.committed', subject: `call/${callId}`, body: { commitment } });
    return commitment;
  });
}
