import { hasRole, type Actor } from '#src/core/actor.ts';
import { reason } from '#src/core/decision.ts';
import { AppError } from '#src/core/errors.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { constraintReasons } from '#src/plumbing/http/refusals.ts';
import { organisationsNamed } from '../queries/register.ts';
import type { ProfileInput } from '../schema.ts';

constraintReasons.set('experts_orcid_uq', { code: 'expert.orcidTaken', at: 'orcid' });
constraintReasons.set('experts_available_ck', { code: 'expert.datesInOrder', at: 'availableUntil' });

/** Writes a profile; what the input leaves out stays as it is. */
export async function keepProfile(deed: Deed, personId: string, profile: ProfileInput, example: boolean): Promise<void> {
  const { tx, at } = deed;
  const row = {
    employer_id: profile.employerId,
    region: profile.region,
    gender: profile.gender,
    spokes: [...profile.spokes],
    sectors: [...profile.sectors],
    keywords: profile.keywords.trim(),
    updated_at: at,
    ...(profile.languages && { languages: [...new Set(profile.languages)] }),
    ...(profile.cv !== undefined && { cv: profile.cv }),
    ...(profile.orcid !== undefined && { orcid: profile.orcid }),
    ...(profile.availableFrom !== undefined && { available_from: profile.availableFrom }),
    ...(profile.availableUntil !== undefined && { available_until: profile.availableUntil }),
    ...(profile.mostAtOnce !== undefined && { most_at_once: profile.mostAtOnce }),
  };
  await tx
    .insertInto('experts')
    .values({ person_id: personId, example, orcid: null, available_from: null, available_until: null, most_at_once: null, ...row })
    .onConflict((c) => c.column('person_id').doUpdateSet(row))
    .execute();
  if (profile.employments) await keepEmployments(deed, personId, profile.employments);
  if (profile.absences) {
    await tx.deleteFrom('expert_absences').where('person_id', '=', personId).execute();
    if (profile.absences.length > 0)
      await tx
        .insertInto('expert_absences')
        .values(profile.absences.map((a) => ({ person_id: personId, from_on: a.fromOn, until_on: a.untilOn })))
        .execute();
  }
}

/** The name stays as it was written; the organisation is the one chosen, or the one of the register that is called so. */
async function keepEmployments({ tx }: Deed, personId: string, employments: NonNullable<ProfileInput['employments']>): Promise<void> {
  const named = await organisationsNamed(
    tx,
    employments.filter((e) => e.organisationId === null).map((e) => e.organisationName),
  );
  await tx.deleteFrom('expert_employments').where('person_id', '=', personId).execute();
  if (employments.length === 0) return;
  await tx
    .insertInto('expert_employments')
    .values(
      employments.map((e) => ({
        person_id: personId,
        organisation_id: e.organisationId ?? named(e.organisationName),
        organisation_name: e.organisationName,
        role: e.role,
        from_on: e.fromOn,
        until_on: e.untilOn,
      })),
    )
    .execute();
}

/** An expert says what they know and whom they work for; conflicts under the calls that they already serve are looked for again. */
export async function registerExpert(house: House, actor: Actor, profile: ProfileInput): Promise<void> {
  const subject = `people/${actor.id}`;
  await act(house, actor, 'expert.register', subject, async (deed) => {
    if (!hasRole(actor, 'expert')) throw new AppError('forbidden', [reason('expert.expertOnly')]);
    const person = await deed.tx.selectFrom('people').select('example').where('id', '=', actor.id).executeTakeFirstOrThrow();
    await keepProfile(deed, actor.id, profile, person.example);
    await recheckOwnCalls(deed, actor.id);
    await deed.record({ kind: 'expert.registered', subject, body: { employer: profile.employerId, spokes: profile.spokes } });
  });
}

export async function recheckOwnCalls(deed: Deed, personId: string): Promise<void> {
  const calls = await deed.tx.selectFrom('call_experts').select('call_id as id').where('person_id', '=', personId).orderBy('call_id').execute();
  for (const { id } of calls) await recheckConflicts(deed, id);
}

/** Whatever changes who knows whom: the conflicts of the call are looked for again. */
export const recheckConflicts = (deed: Deed, callId: string): Promise<void> =>
  deed.enqueue({ task: 'conflicts.recheck', payload: { callId }, key: `conflicts.recheck/${callId}` });
