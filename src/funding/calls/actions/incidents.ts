import type { Actor } from '#src/core/actor.ts';
import { hashOf } from '#src/core/canonical.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import type { Instant } from '#src/core/time.ts';
import type { Words } from '#src/core/words.ts';
import { measuredBetween, type Measured } from '#src/plumbing/availability/measured.ts';
import { act, type House } from '#src/plumbing/house.ts';
import { addVersion } from '../actions.ts';
import { lastDeadline } from '../rules/calendar.ts';
import { can, malfunction } from '../policy.ts';
import { currentVersion } from '../queries.ts';
import { incidentById } from '../queries/incidents.ts';
import { readCall } from '../read.ts';
import { readLocal } from '../rules/incidents.ts';

export type NewIncident = {
  startsAt: Instant;
  endsAt: Instant;
  what: Words;
  /** What the platform wrote down while it failed, attached as text. */
  log: string;
  actRef: string;
  actOn: string;
};

/** The office declares that the platform failed. The same key declares it once. Returns the incident's id. */
export function declareIncident(house: House, actor: Actor | null, callId: string, incident: NewIncident, key: string | null): Promise<string> {
  return act(house, actor, 'call.declareIncident', `call/${callId}`, async ({ tx, at, record, enqueue }) => {
    demand(can.declareIncident(actor, callId));
    if (!(await currentVersion(tx, callId))) throw notFound();
    if (incident.endsAt <= incident.startsAt) throw new AppError('invalid', [reason('call.incidentBackwards', {}, { at: 'endsAt' })]);
    if (incident.endsAt > at) throw new AppError('invalid', [reason('call.incidentInFuture', {}, { at: 'endsAt' })]);
    // What was measured is frozen with the declaration: evidence that nobody typed, and that no later count changes.
    const measured = await measuredBetween(tx, incident.startsAt, incident.endsAt);
    const idempotencyKey = key === null ? null : `${callId}/${actor?.id ?? ''}/${key}`;
    const stored = await tx
      .insertInto('call_incidents')
      .values({
        call_id: callId,
        starts_at: incident.startsAt,
        ends_at: incident.endsAt,
        what_it: incident.what.it,
        what_en: incident.what.en,
        log: incident.log,
        act_ref: incident.actRef,
        act_on: incident.actOn,
        measured: JSON.stringify(measured),
        declared_at: at,
        declared_by: actor?.id ?? null,
        idempotency_key: idempotencyKey,
      })
      .onConflict((c) => c.column('idempotency_key').doNothing())
      .returning('id')
      .executeTakeFirst();
    const id = stored?.id ?? (await tx.selectFrom('call_incidents').select('id').where('idempotency_key', '=', idempotencyKey!).executeTakeFirstOrThrow()).id;
    await record({
      kind: stored ? 'call.incidentDeclared' : 'call.incidentRepeated',
      subject: `call/${callId}`,
      body: { incident: id, from: incident.startsAt, to: incident.endsAt, act: incident.actRef, ...(stored && { measured: summary(measured) }) },
    });
    if (stored) await enqueue({ task: 'call.incidentDeclared', payload: { callId, incident: id }, key: `call.incidentDeclared/${id}` });
    return id;
  });
}

/** Into the event go the totals and the fingerprint of all minutes. */
const summary = ({ recorded, ...totals }: Measured) => ({ ...totals, sha256: hashOf(recorded) });

export type IncidentExtension = { seen: number; to: string; ref: string; on: string };

/**
 * Moves the deadline because of a declared incident, by at least as long as it lasted; the one extension that may come after the deadline.
 * @param seen the number of the version that the person looked at
 */
export function extendForIncident(
  house: House,
  actor: Actor | null,
  callId: string,
  incidentId: string,
  { seen, to, ref, on }: IncidentExtension,
): Promise<number> {
  return act(house, actor, 'call.extendForIncident', `call/${callId}`, async (deed) => {
    await deed.tx.selectFrom('calls').select('id').where('id', '=', callId).forUpdate().execute();
    const [version, incident] = [await currentVersion(deed.tx, callId), await incidentById(deed.tx, callId, incidentId)];
    if (!version || !incident) throw notFound();
    if (version.number !== seen) throw new AppError('conflict', [reason('call.changedMeanwhile', { number: version.number })]);
    const { call } = version;
    demand(can.extendForIncident(actor, call, incident, deed.at));
    if (incident.extensionActId !== null)
      throw new AppError('conflict', [reason('call.incidentExtended', { act: incident.extensionActId }, { source: malfunction })]);
    const until = readLocal(to);
    if (until === undefined) throw new AppError('invalid', [reason('call.noSuchTime', {}, { at: 'to' })]);
    demand(can.extendUntil(call, incident, until), 'invalid');
    if (until <= deed.at) throw new AppError('invalid', [reason('call.deadlineInPast', {}, { at: 'to' })]);
    const last = call.acts.at(-1)?.on ?? call.dates.publishedOn;
    if (on < last) throw new AppError('invalid', [reason('call.actTooEarly', { last }, { at: 'on' })]);
    const id = `act-${seen}`;
    const source = { ref, status: call.example ? ('example' as const) : ('sourced' as const) };
    const extension = { kind: 'deadlineExtension' as const, id, on, ref, source, from: lastDeadline(call), to };
    await addVersion(deed, actor, readCall({ ...call, acts: [...call.acts, extension] }, 'to'), version.number + 1);
    await deed.tx.updateTable('call_incidents').set({ extension_act_id: id }).where('id', '=', incidentId).execute();
    return version.number + 1;
  });
}
