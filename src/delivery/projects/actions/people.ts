import type { Actor } from '#src/core/actor.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { act, type House, type Job } from '#src/plumbing/house.ts';
import { can } from '../policy.ts';
import type { PersonInput } from '../schema.ts';
import { locked, subjectOf } from './shared.ts';

/** Who works with whom has changed: conflicts of interest are looked for again. */
export const teamChanged: Job = { task: 'project.teamChanged', payload: {}, key: 'project.teamChanged' };

/** Adds somebody to the team, names a place that waited for a name, or changes what is known of them. Who has that e-mail here signs in as this person. */
export async function savePerson(house: House, actor: Actor | null, projectId: string, entry: PersonInput): Promise<void> {
  await act(house, actor, 'project.savePerson', subjectOf(projectId), async ({ tx, record, enqueue }) => {
    const project = await locked(tx, actor, projectId);
    demand(can.editPerson(actor, project, entry.organisation));
    if (entry.untilOn !== null && entry.untilOn < entry.fromOn) throw new AppError('invalid', [reason('project.endsBeforeStart', {}, { at: 'untilOn' })]);
    const account = entry.email
      ? await tx
          .selectFrom('people')
          .select('id')
          .where((eb) => eb(eb.fn('lower', ['email']), '=', entry.email))
          .executeTakeFirst()
      : undefined;
    const row = {
      organisation_id: entry.organisation,
      person_id: account?.id ?? null,
      name: entry.name,
      email: entry.email,
      role: entry.role,
      gender: entry.gender,
      birth_year: entry.birthYear,
      contract: entry.contract,
      new_hire: entry.newHire,
      band: entry.band,
      region: entry.region,
      fte_percent: entry.ftePercent,
      from_on: entry.fromOn,
      until_on: entry.untilOn,
    };
    let id = entry.person;
    if (id === null) {
      const made = await tx
        .insertInto('project_people')
        .values({ project_id: projectId, fiscal_code: null, hour_cents: null, ...row })
        .returning('id')
        .executeTakeFirstOrThrow();
      id = made.id;
    } else {
      const there = await tx.selectFrom('project_people').select('organisation_id').where('id', '=', id).where('project_id', '=', projectId).executeTakeFirst();
      if (!there) throw notFound();
      // Whoever moves a person from one member to another may edit both.
      demand(can.editPerson(actor, project, there.organisation_id));
      await tx.updateTable('project_people').set(row).where('id', '=', id).execute();
    }
    await enqueue(teamChanged);
    await record({
      kind: 'project.personSaved',
      subject: subjectOf(projectId),
      body: { person: id, organisation: entry.organisation, account: account?.id ?? null },
    });
  });
}

/** People of a team whose e-mail belongs to an account by now sign in as themselves from here on. */
export async function linkPeople(house: House): Promise<void> {
  const waiting = house.db
    .selectFrom('project_people as w')
    .innerJoin('people as p', (j) => j.on((eb) => eb(eb.fn<string>('lower', ['p.email']), '=', eb.ref('w.email'))))
    .select(['w.id', 'p.id as account'])
    .where('w.person_id', 'is', null);
  const found = await waiting.execute();
  if (found.length === 0) return;
  await act(house, null, 'project.linkPeople', 'projects', async ({ tx, record, enqueue }) => {
    for (const { id, account } of found)
      await tx.updateTable('project_people').set({ person_id: account }).where('id', '=', id).where('person_id', 'is', null).execute();
    await enqueue(teamChanged);
    await record({ kind: 'project.peopleLinked', subject: 'projects', body: { people: found.length } });
  });
}
