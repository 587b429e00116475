import type { Actor } from '#src/core/actor.ts';
import { canonical, hashOf } from '#src/core/canonical.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import type { Words } from '#src/core/words.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { allot } from '#src/plumbing/ledger/commitments.ts';
import { keepDraft } from './actions/drafts.ts';
import { can } from './policy.ts';
import { currentVersion } from './queries.ts';
import { reusableIn } from './queries/returned.ts';
import { readCall } from './read.ts';
import { currentDeadline, currentPot, lastDeadline, opensAt, versionsOf } from './rules/calendar.ts';
import type { Call, CallAct } from './schema.ts';

/** Keeps a call that is not published yet, new or instead of its earlier draft. Returns its id. */
export async function draftCall(house: House, actor: Actor | null, value: unknown): Promise<string> {
  const subject = typeof (value as { id?: unknown } | null)?.id === 'string' ? String((value as { id: string }).id).slice(0, 80) : 'new';
  return act(house, actor, 'call.draft', `call/${subject}`, async (deed) => {
    const { tx, at, record } = deed;
    demand(can.draft(actor));
    const call = readCall(value);
    const programme = await tx.selectFrom('programmes').select('id').where('id', '=', call.programme).executeTakeFirst();
    if (!programme) throw new AppError('invalid', [reason('call.unknownProgramme', { programme: call.programme }, { at: 'definition' })]);
    const published = await tx.selectFrom('call_versions').select('id').where('call_id', '=', call.id).limit(1).executeTakeFirst();
    demand(can.draft(actor, call.id));
    demand(can.publish(actor, published !== undefined));
    const { revision } = await tx
      .insertInto('calls')
      .values({ id: call.id, programme_id: call.programme, draft: canonical(call), created_at: at, created_by: actor?.id ?? null })
      .onConflict((c) => c.column('id').doUpdateSet((eb) => ({ revision: eb('calls.revision', '+', 1) })))
      .returning('revision')
      .executeTakeFirstOrThrow();
    await keepDraft(deed, actor, call.id, revision, call, { origin: 'file' });
    await record({ kind: 'call.drafted', subject: `call/${call.id}`, body: { hash: hashOf(call) } });
    return call.id;
  });
}

/** Publishes a draft: version 1, and one more for each act that its history already holds. From here on only acts change it. */
export async function publishCall(house: House, actor: Actor | null, callId: string): Promise<void> {
  await act(house, actor, 'call.publish', `call/${callId}`, async (deed) => {
    const row = await deed.tx.selectFrom('calls').select('draft').where('id', '=', callId).forUpdate().executeTakeFirst();
    demand(can.publish(actor, false, callId));
    if (!row) throw notFound();
    const published = await deed.tx.selectFrom('call_versions').select('id').where('call_id', '=', callId).limit(1).executeTakeFirst();
    demand(can.publish(actor, published !== undefined));
    const call = readCall(row.draft);
    for (const [i, version] of versionsOf(call).entries()) await addVersion(deed, actor, version, i + 1);
    await deed.tx.updateTable('calls').set({ draft: null }).where('id', '=', callId).execute();
  });
}

/** An act without the fields that the house fills in. */
export type NewAct = CallAct extends infer A ? (A extends CallAct ? Omit<A, 'id' | 'source' | 'from'> : never) : never;

/**
 * Adds an act to a published call: a raise, returned money given out anew, an extension or a rectification. Each makes an immutable version that cites it.
 * @param seen the number of the version that the person looked at: if another act came in between, nothing happens
 */
export function addAct(house: House, actor: Actor | null, callId: string, seen: number, entry: NewAct): Promise<number> {
  return amend(house, actor, callId, seen, entry.kind, (call) => {
    const source = { ref: entry.ref, status: call.example ? ('example' as const) : ('sourced' as const) };
    const id = `act-${seen}`;
    return (entry.kind === 'deadlineExtension' ? { ...entry, id, source, from: lastDeadline(call) } : { ...entry, id, source }) as CallAct;
  });
}

/** Adds an act as it stands, with its own source: how the history of a call is told again. */
export const appendAct = (house: House, actor: Actor | null, callId: string, seen: number, entry: CallAct): Promise<number> =>
  amend(house, actor, callId, seen, entry.kind, () => entry);

async function amend(house: House, actor: Actor | null, callId: string, seen: number, kind: CallAct['kind'], make: (call: Call) => CallAct): Promise<number> {
  return act(house, actor, `call.${kind}`, `call/${callId}`, async (deed) => {
    await deed.tx.selectFrom('calls').select('id').where('id', '=', callId).forUpdate().execute();
    const current = await deed.tx
      .selectFrom('call_versions')
      .select(['number', 'definition'])
      .where('call_id', '=', callId)
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (!current) throw notFound();
    const call = current.definition as Call;
    if (current.number !== seen) throw new AppError('conflict', [reason('call.changedMeanwhile', { number: current.number })]);
    demand(
      kind === 'deadlineExtension'
        ? can.extendDeadline(actor, call, deed.at)
        : kind === 'budgetRaise'
          ? can.raiseBudget(actor, callId)
          : kind === 'returnedMoney'
            ? can.reuseReturned(actor, callId, await reusableIn(deed.tx, callId))
            : can.rectify(actor, callId),
    );
    const entry = make(call);
    if (entry.kind === 'deadlineExtension' && entry.to <= entry.from)
      throw new AppError('invalid', [reason('call.notLater', { deadline: currentDeadline(call) }, { at: 'to' })]);
    if (entry.kind === 'returnedMoney') demand(can.reuse(await reusableIn(deed.tx, callId), entry.cents));
    const last = call.acts.at(-1)?.on ?? call.dates.publishedOn;
    if (entry.on < last) throw new AppError('invalid', [reason('call.actTooEarly', { last }, { at: 'on' })]);
    await addVersion(deed, actor, readCall({ ...call, acts: [...call.acts, entry] }), current.number + 1);
    return current.number + 1;
  });
}

export type Correction = { seen: number; revision: number; ref: string; on: string; text: Words };

/**
 * Publishes the draft of a published call as its next version, by an act of correction that says in words what changes and why.
 * @param seen the number of the version and `revision` that of the draft that the person looked at
 */
export function amendCall(house: House, actor: Actor | null, callId: string, { seen, revision, ref, on, text }: Correction): Promise<number> {
  return act(house, actor, 'call.amend', `call/${callId}`, async (deed) => {
    demand(can.rectify(actor, callId));
    const row = await deed.tx.selectFrom('calls').select(['draft', 'revision']).where('id', '=', callId).forUpdate().executeTakeFirst();
    const current = await currentVersion(deed.tx, callId);
    if (!row || !current || row.draft === null) throw notFound();
    if (current.number !== seen) throw new AppError('conflict', [reason('call.changedMeanwhile', { number: current.number })]);
    if (row.revision !== revision) throw new AppError('conflict', [reason('call.draftChangedMeanwhile', { revision: row.revision })]);
    // Acts that came in between belong to the call, not to the draft.
    const draft = readCall({ ...(row.draft as Call), acts: current.call.acts }, 'ref');
    demand(can.amend(actor, current.call, draft, deed.at));
    const last = current.call.acts.at(-1)?.on ?? current.call.dates.publishedOn;
    if (on < last) throw new AppError('invalid', [reason('call.actTooEarly', { last }, { at: 'on' })]);
    const source = { ref, status: draft.example ? ('example' as const) : ('sourced' as const) };
    const correction: CallAct = { kind: 'rectification', id: `act-${seen}`, on, ref, source, text };
    await addVersion(deed, actor, readCall({ ...draft, acts: [...current.call.acts, correction] }, 'ref'), current.number + 1);
    await deed.tx
      .updateTable('calls')
      .set({ draft: null, revision: revision + 1 })
      .where('id', '=', callId)
      .execute();
    return current.number + 1;
  });
}

/** Freezes the next version and puts its money into the pot. Those who are writing an application hear of it: their draft follows the version in force. */
export async function addVersion(deed: Deed, actor: Actor | null, call: Call, number: number): Promise<void> {
  const { tx, at, record, enqueue } = deed;
  const hash = hashOf(call);
  const before = await tx.selectFrom('call_versions').select('pot_cents').where('call_id', '=', call.id).orderBy('number', 'desc').limit(1).executeTakeFirst();
  const actId = call.acts.at(-1)?.id ?? null;
  await tx
    .insertInto('call_versions')
    .values({
      call_id: call.id,
      number,
      definition: canonical(call),
      hash,
      act_id: actId,
      opens_at: opensAt(call),
      closes_at: currentDeadline(call),
      pot_cents: currentPot(call),
      published_at: at,
      published_by: actor?.id ?? null,
    })
    .execute();
  await allot(deed, {
    key: `call/${call.id}/version/${number}`,
    kind: 'call.allotted',
    subject: `call/${call.id}`,
    on: call.acts.at(-1)?.on ?? call.dates.publishedOn,
    programme: call.programme,
    call: call.id,
    cents: currentPot(call) - (before?.pot_cents ?? 0),
  });
  await record({ kind: actId ? 'call.amended' : 'call.published', subject: `call/${call.id}`, body: { number, hash, ...(actId && { act: actId }) } });
  if (number > 1) await enqueue({ task: 'call.amended', payload: { callId: call.id, number }, key: `call.amended/${call.id}/${number}` });
}
