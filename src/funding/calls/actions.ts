import type { Actor } from '#src/core/actor.ts';
import { canonical, hashOf } from '#src/core/canonical.ts';
import { reason, type Reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { can } from './policy.ts';
import { currentDeadline, currentPot, opensAt, versionsOf } from './rules/calendar.ts';
import { callSchema, type Call, type CallAct } from './schema.ts';

/** Checks a call's data; every problem becomes a reason that names its place in the file. */
export function readCall(value: unknown): Call {
  const parsed = callSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const reasons: Reason[] = parsed.error.issues
    .slice(0, 50)
    .map((i) => reason('call.invalid', { path: i.path.join('.') || '/', message: i.message }, { at: 'definition' }));
  throw new AppError('invalid', reasons);
}

/** Keeps a call that is not published yet, new or instead of its earlier draft. Returns its id. */
export async function draftCall(house: House, actor: Actor | null, value: unknown): Promise<string> {
  const subject = typeof (value as { id?: unknown } | null)?.id === 'string' ? String((value as { id: string }).id).slice(0, 80) : 'new';
  return act(house, actor, 'call.draft', `call/${subject}`, async ({ tx, at, record }) => {
    demand(can.draft(actor));
    const call = readCall(value);
    const programme = await tx.selectFrom('programmes').select('id').where('id', '=', call.programme).executeTakeFirst();
    if (!programme) throw new AppError('invalid', [reason('call.unknownProgramme', { programme: call.programme }, { at: 'definition' })]);
    const published = await tx.selectFrom('call_versions').select('id').where('call_id', '=', call.id).limit(1).executeTakeFirst();
    demand(can.publish(actor, published !== undefined), 'conflict');
    await tx
      .insertInto('calls')
      .values({ id: call.id, programme_id: call.programme, draft: canonical(call), created_at: at, created_by: actor?.id ?? null })
      .onConflict((c) => c.column('id').doUpdateSet((eb) => ({ draft: eb.ref('excluded.draft'), revision: eb('calls.revision', '+', 1) })))
      .execute();
    await record({ kind: 'call.drafted', subject: `call/${call.id}`, body: { hash: hashOf(call) } });
    return call.id;
  });
}

/** Publishes a draft: version 1, and one more for each act that its history already holds. From here on only acts change it. */
export async function publishCall(house: House, actor: Actor | null, callId: string): Promise<void> {
  await act(house, actor, 'call.publish', `call/${callId}`, async (deed) => {
    const row = await deed.tx.selectFrom('calls').select('draft').where('id', '=', callId).forUpdate().executeTakeFirst();
    demand(can.publish(actor, false));
    if (!row) throw notFound();
    demand(can.publish(actor, row.draft === null), 'conflict');
    const call = readCall(row.draft);
    for (const [i, version] of versionsOf(call).entries()) await addVersion(deed, actor, version, i + 1);
    await deed.tx.updateTable('calls').set({ draft: null }).where('id', '=', callId).execute();
  });
}

/** An act without the fields that the house fills in. */
export type NewAct = CallAct extends infer A ? (A extends CallAct ? Omit<A, 'id' | 'source' | 'from'> : never) : never;

/**
 * Adds an act to a published call: a raise, an extension or a rectification. Each makes an immutable version that cites it.
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
    demand(kind === 'deadlineExtension' ? can.extendDeadline(actor, call, deed.at) : kind === 'budgetRaise' ? can.raiseBudget(actor) : can.rectify(actor));
    const entry = make(call);
    if (entry.kind === 'deadlineExtension' && entry.to <= entry.from)
      throw new AppError('invalid', [reason('call.notLater', { deadline: currentDeadline(call) }, { at: 'to' })]);
    const last = call.acts.at(-1)?.on ?? call.dates.publishedOn;
    if (entry.on < last) throw new AppError('invalid', [reason('call.actTooEarly', { last }, { at: 'on' })]);
    await addVersion(deed, actor, readCall({ ...call, acts: [...call.acts, entry] }), current.number + 1);
    return current.number + 1;
  });
}

const lastDeadline = (call: Call): string => call.acts.filter((a) => a.kind === 'deadlineExtension').at(-1)?.to ?? call.dates.closesAt;

async function addVersion({ tx, at, record }: Deed, actor: Actor | null, call: Call, number: number): Promise<void> {
  const hash = hashOf(call);
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
  await record({ kind: actId ? 'call.amended' : 'call.published', subject: `call/${call.id}`, body: { number, hash, ...(actId && { act: actId }) } });
}
