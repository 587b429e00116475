import type { Actor } from '#src/core/actor.ts';
import { reason, type Reason } from '#src/core/decision.ts';
import { AppError, demand } from '#src/core/errors.ts';
import { hasRole } from '#src/core/actor.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { can } from '../policy.ts';
import { stageOf } from '../queries/stage.ts';
import type { ExpertInput, ProfileInput } from '../schema.ts';
import { lockEvaluation, recordMachineConflicts } from './deeds.ts';

export type AddedExpert = { personId: string; email: string; pseudonym: string };

/**
 * Makes people with the role of expert experts of this call, each under a pseudonym that stays theirs. One who is there already gets the new load.
 * Conflicts that the register shows are kept at once, before anyone sees a proposal.
 */
export async function addExperts(house: House, actor: Actor | null, callId: string, list: readonly ExpertInput[]): Promise<AddedExpert[]> {
  return act(house, actor, 'experts.add', `call/${callId}`, async (deed) => {
    await lockEvaluation(deed, callId);
    const { tx, at, record } = deed;
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
            declared_at: null,
          })),
        )
        .onConflict((c) => c.columns(['call_id', 'person_id']).doUpdateSet((eb) => ({ max_load: eb.ref('excluded.max_load') })))
        .execute();
    await recordMachineConflicts(deed, callId);
    await record({ kind: 'experts.added', subject: `call/${callId}`, body: { experts: entries.map((e) => names.get(e.personId)!) } });
    return entries.map((e) => ({ personId: e.personId, email: e.email, pseudonym: names.get(e.personId)! }));
  });
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
  if (!person) return [reason('review.personUnknown', { email }, { at: 'email' })];
  return [
    ...(person.expert ? [] : [reason('review.notAnExpert', { email }, { at: 'email' })]),
    ...(person.registered || profile ? [] : [reason('review.profileMissing', { email }, { at: 'region' })]),
    ...(maxLoad <= callMax ? [] : [reason('review.loadTooHigh', { max: callMax, asked: maxLoad }, { at: 'maxLoad' })]),
  ];
}

async function keepProfile({ tx }: Deed, personId: string, profile: ProfileInput, example: boolean): Promise<void> {
  const row = {
    employer_id: profile.employerId,
    region: profile.region,
    gender: profile.gender,
    spokes: [...profile.spokes],
    sectors: [...profile.sectors],
    keywords: profile.keywords.trim(),
  };
  await tx
    .insertInto('experts')
    .values({ person_id: personId, example, ...row })
    .onConflict((c) => c.column('person_id').doUpdateSet(row))
    .execute();
}

/** An expert says what they know and whom they work for; conflicts under the calls that they already serve are looked for again. */
export async function registerExpert(house: House, actor: Actor, profile: ProfileInput): Promise<void> {
  const subject = `people/${actor.id}`;
  await act(house, actor, 'expert.register', subject, async (deed) => {
    if (!hasRole(actor, 'expert')) throw new AppError('forbidden', [reason('review.expertOnly')]);
    const person = await deed.tx.selectFrom('people').select('example').where('id', '=', actor.id).executeTakeFirstOrThrow();
    await keepProfile(deed, actor.id, profile, person.example);
    const calls = await deed.tx.selectFrom('call_experts').select('call_id as id').where('person_id', '=', actor.id).orderBy('call_id').execute();
    for (const { id } of calls) {
      await lockEvaluation(deed, id);
      await recordMachineConflicts(deed, id);
    }
    await deed.record({ kind: 'expert.registered', subject, body: { employer: profile.employerId, spokes: profile.spokes } });
  });
}
