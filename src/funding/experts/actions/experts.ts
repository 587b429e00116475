import type { Actor } from '#src/core/actor.ts';
import { reason, type Reason } from '#src/core/decision.ts';
import { AppError, demand } from '#src/core/errors.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { can } from '../policy.ts';
import { lockEvaluation } from '#src/funding/conflicts/queries/stage.ts';
import { stageOf } from '../queries/stage.ts';
import type { ExpertInput } from '../schema.ts';
import { keepProfile, recheckConflicts } from './profile.ts';

export type AddedExpert = { personId: string; email: string; pseudonym: string };

/**
 * Makes people with the role of expert experts of this call, each under a pseudonym that stays theirs. One who is there already gets the new load; one who
 * was released serves again.
 * Conflicts that the register shows are looked for next, before anyone sees a proposal.
 */
export async function addExperts(house: House, actor: Actor | null, callId: string, list: readonly ExpertInput[]): Promise<AddedExpert[]> {
  return act(house, actor, 'experts.add', `call/${callId}`, async (deed) => {
    await lockEvaluation(deed.tx, callId);
    const { tx, record } = deed;
    const stage = await stageOf(tx, callId);
    demand(can.addExperts(actor, stage));
    const people = await peopleNamed(
      deed,
      callId,
      list.map((e) => e.email),
    );
    const wrong = list.flatMap((e) => complaint(e, people.get(e.email), stage.version.call.evaluation.maxLoad));
    if (wrong.length > 0) throw new AppError('invalid', wrong);
    const byPerson = new Map(list.map((e) => [people.get(e.email)!.id, { ...e, personId: people.get(e.email)!.id, example: people.get(e.email)!.example }]));
    const entries = [...byPerson.values()];
    for (const { personId, profile, example } of entries) if (profile) await keepProfile(deed, personId, profile, example);
    const names = await seat(deed, callId, entries);
    await record({ kind: 'experts.added', subject: `call/${callId}`, body: { experts: entries.map((e) => names.get(e.personId)!) } });
    return entries.map((e) => ({ personId: e.personId, email: e.email, pseudonym: names.get(e.personId)! }));
  });
}

/** Gives each a place among the experts of the call, under the next free pseudonym; who has one keeps it, serves again if released, and gets the new load. Under `lockEvaluation`. */
export async function seat(deed: Deed, callId: string, entries: readonly { personId: string; maxLoad: number }[]): Promise<Map<string, string>> {
  const { tx, at } = deed;
  const known = await tx.selectFrom('call_experts').select(['person_id as id', 'pseudonym']).where('call_id', '=', callId).execute();
  const names = new Map(known.map((k) => [k.id, k.pseudonym]));
  let last = Math.max(0, ...known.map((k) => Number(k.pseudonym.slice(1))));
  for (const { personId } of entries) if (!names.has(personId)) names.set(personId, `E${String(++last).padStart(2, '0')}`);
  if (entries.length > 0)
    await tx
      .insertInto('call_experts')
      .values(
        entries.map((e) => ({
          call_id: callId,
          person_id: e.personId,
          pseudonym: names.get(e.personId)!,
          max_load: e.maxLoad,
          added_at: at,
          ended_at: null,
          ended_by: null,
        })),
      )
      .onConflict((c) =>
        c
          .columns(['call_id', 'person_id'])
          .doUpdateSet((eb) => ({ max_load: eb.ref('excluded.max_load'), ended_at: null, ended_why: '', ended_by: null, ended_kept: 0 })),
      )
      .execute();
  await recheckConflicts(deed, callId);
  return names;
}

type Known = { id: string; email: string; example: boolean; expert: boolean; registered: boolean };

async function peopleNamed({ tx }: Deed, callId: string, emails: readonly string[]): Promise<Map<string, Known>> {
  if (emails.length === 0) return new Map();
  const rows = await tx
    .selectFrom('people as p')
    .leftJoin('experts as x', 'x.person_id', 'p.id')
    .select((eb) => [
      'p.id',
      'p.email',
      'p.example',
      eb('x.person_id', 'is not', null).as('registered'),
      eb
        .exists(
          eb
            .selectFrom('role_grants as g')
            .select('g.id')
            .whereRef('g.person_id', '=', 'p.id')
            .where('g.role', '=', 'expert')
            .where('g.revoked_at', 'is', null)
            .where((w) => w.or([w('g.scope', 'is', null), w('g.scope', '=', callId)])),
        )
        .as('expert'),
    ])
    .where('p.email', 'in', [...emails])
    .execute();
  return new Map(rows.map((r) => [r.email, { ...r, expert: Boolean(r.expert), registered: Boolean(r.registered) }]));
}

function complaint({ email, maxLoad, profile }: ExpertInput, person: Known | undefined, callMax: number): Reason[] {
  if (!person) return [reason('expert.personUnknown', { email }, { at: 'email' })];
  return [
    ...(person.expert ? [] : [reason('expert.notAnExpert', { email }, { at: 'email' })]),
    ...(person.registered || profile ? [] : [reason('expert.profileMissing', { email }, { at: 'region' })]),
    ...(maxLoad <= callMax ? [] : [reason('expert.loadTooHigh', { max: callMax, asked: maxLoad }, { at: 'maxLoad' })]),
  ];
}
