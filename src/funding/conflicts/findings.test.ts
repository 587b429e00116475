import { AppError } from '#src/core/errors.ts';
import type { Actor } from '#src/core/actor.ts';
import { assignedList } from '#src/funding/reviews/queries/assignment.ts';
import { addExperts } from '#src/funding/experts/actions/experts.ts';
import { registerExpert } from '#src/funding/experts/actions/profile.ts';
import { panelList } from '#src/funding/panels/queries/panel.ts';
import { screeningCase } from '#src/funding/screening/desk.ts';
import { admitTogether } from '#src/funding/screening/actions.ts';
import { queueCounts, screeningQueue } from '#src/funding/screening/queries/queue.ts';
import { distributeCases, assignCases } from '#src/funding/screening/actions/cases.ts';
import { applicationsOf } from '#src/funding/applications/queries/lists.ts';
import { addAlias } from '#src/partnership/organisations/actions.ts';
import { tieOrganisation, untieOrganisation } from '#src/partnership/organisations/actions/ties.ts';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { AFTER_DEADLINE, evaluationWorld, eventsOf, type World } from '../../../test/factories/evaluation.ts';
import { runJobs } from '../../../test/jobs.ts';
import { answerWaiver, proposeWaiver, recordConflict } from './actions/findings.ts';
import { recheckConflicts, recheckNews } from './actions/recheck.ts';
import { findingDesk } from './desk.ts';
import { explained } from './copy/path.ts';
import { declarationRows, uncoveredRoles } from './queries.ts';
import { findingsList, type FindingRow } from './queries/findings.ts';

let t: TestHouse;
let world: World;
beforeEach(async () => {
  t = await testHouse({ at: AFTER_DEADLINE });
  world = await evaluationWorld(t.house);
});
afterEach(() => t.end());

const outcomeOf = async (work: Promise<unknown>): Promise<[string, string[]] | 'done'> =>
  work.then(
    () => 'done' as const,
    (e: unknown) => {
      if (!(e instanceof AppError)) throw e;
      return [e.kind, e.reasons.map((r) => r.code)];
    },
  );
const seen = async (viewer: Actor) =>
  (await sql<FindingRow>`select * from (${findingsList(world.callId, viewer)}) f order by protocol, person, kind`.execute(t.house.db as never)).rows;
const said = async (viewer: Actor) => (await seen(viewer)).map((f) => `${f.person}: ${f.kind} ${f.detail} ${f.state}`);
const barred = async () =>
  (await t.house.db.selectFrom('conflicts').select(['application_id as a', 'person_id as p', 'kind']).orderBy('kind').execute()).map((c) => [c.a, c.p, c.kind]);
const profile = (employerId: string | null) => ({
  employerId,
  region: 'lombardy' as const,
  gender: 'f' as const,
  spokes: [5],
  sectors: ['clothing'],
  keywords: '',
});

async function expert(name: string, employerId: string | null): Promise<Actor> {
  const person = await world.person(name, [{ role: 'expert', scope: null }]);
  await addExperts(t.house, world.office, world.callId, [{ email: person.email, maxLoad: 8, profile: profile(employerId) as never }]);
  return person;
}

describe('looking again', () => {
  test('a tie between organisations makes a conflict, and its end ends it; nothing is deleted', async () => {
    const [uni, dep] = [await world.organisation('Università Uno'), await world.organisation('Istituto Uno')];
    const a = await world.submission(uni, 'Università Uno');
    const ada = await expert('Ada', dep);
    await runJobs(t.house);
    expect(await barred()).toEqual([]);
    await tieOrganisation(t.house, world.office, dep, { parent: 'Università Uno', kind: 'part', fromOn: null, untilOn: null });
    await runJobs(t.house);
    expect(await barred()).toEqual([[a, ada.id, 'employer']]);
    await untieOrganisation(t.house, world.office, dep, uni);
    await runJobs(t.house);
    expect(await barred()).toEqual([]);
    expect(await said(world.office)).toEqual(['Ada: employer Università Uno ended']);
  });

  test('an employment as written counts once an alias says whose it is; a profile that changes, too', async () => {
    const uni = await world.organisation('Università Uno');
    const a = await world.submission(uni, 'Università Uno');
    const ada = await expert('Ada', null);
    await sql`insert into expert_employments (person_id, organisation_name, until_on) values (${ada.id}, 'UniUno', '2023-01-31')`.execute(t.house.writer);
    await recheckConflicts(t.house, world.callId);
    expect(await barred()).toEqual([]);
    await addAlias(t.house, world.office, uni, 'UniUno', 'abbreviation');
    await runJobs(t.house);
    expect(await barred()).toEqual([[a, ada.id, 'formerEmployer']]);
    await registerExpert(t.house, ada, profile(uni) as never);
    await runJobs(t.house);
    expect(await barred()).toEqual([
      [a, ada.id, 'employer'],
      [a, ada.id, 'formerEmployer'],
    ]);
  });

  test('the schedule looks at a call in which something came in, once', async () => {
    const uni = await world.organisation('Università Uno');
    const olga = await world.person('Olga Parziale', [{ role: 'office', scope: null }], [uni]);
    const a = await world.submission(uni, 'Università Uno');
    await t.house.writer.updateTable('organisation_people').set({ since: '2024-01-01T00:00:00.000Z' }).execute();
    await recheckNews(t.house);
    expect(await barred()).toEqual([[a, olga.id, 'member']]);
    await recheckNews(t.house);
    expect(await eventsOf(t.house, 'conflicts.rechecked')).toHaveLength(1);
  });

  test('in a rush the schedule waits until it is over, five minutes at most', async () => {
    const ids = [await world.submission(await world.organisation('Università Uno'), 'Uno'), await world.submission(await world.organisation('Due'), 'Due')];
    const came = async (...secondsAgo: number[]) => {
      for (const [i, seconds] of secondsAgo.entries()) {
        const at = new Date(t.house.clock().getTime() - seconds * 1000).toISOString();
        await t.house.writer.updateTable('submissions').set({ submitted_at: at }).where('application_id', '=', ids[i]!).execute();
      }
    };
    const looks = async (rush: number) => {
      await recheckNews(t.house, rush);
      return (await eventsOf(t.house, 'conflicts.rechecked')).length;
    };
    await came(299, 30);
    expect(await looks(1)).toBe(0);
    await came(300, 30);
    expect(await looks(1)).toBe(1);
    // Looked at a moment ago, and more coming in.
    await came(300, -1);
    expect(await looks(1)).toBe(1);
    expect(await looks(2)).toBe(2);
  });
});

describe('people whom a proposal names', () => {
  const answers = (team: Record<string, string>) => ({ team });
  const stranger = { principalInvestigator: 'Prof. Bea Neri', orcid: '0000-0001-5109-3700' };
  const doi = '10.1000/Lana.2023';

  /** The call asks for the lead's ORCID and publications. */
  async function asking() {
    await t.end();
    t = await testHouse({ at: AFTER_DEADLINE });
    const more = [
      { id: 'orcid', kind: 'text', means: 'orcid' },
      { id: 'works', kind: 'longText', means: 'publications' },
    ].map((f) => ({ ...f, label: { it: f.id, en: f.id }, required: false }));
    world = await evaluationWorld(t.house, {
      change: (call) => ({
        ...call,
        form: { ...call.form, sections: call.form.sections.map((s) => (s.id === 'team' ? { ...s, fields: [...s.fields, ...more] as never } : s)) },
      }),
    });
  }
  const orcidOf = (person: Actor, orcid: string) => t.house.writer.updateTable('experts').set({ orcid }).where('person_id', '=', person.id).execute();

  test('by the code of their profile bar; by their name alone they are only shown, however it is written', async () => {
    await asking();
    const uni = await world.organisation('Università Uno');
    const a = await world.submission(uni, 'Università Uno', { answers: answers({ principalInvestigator: 'Rossi Ada', orcid: '0000-0002-1825-0097' }) });
    await world.submission(uni, 'Università Uno', { answers: answers({ principalInvestigator: 'ROSSI Adà' }) });
    // The same name with another code is another person.
    await world.submission(uni, 'Università Uno', { answers: answers({ principalInvestigator: 'Ada Rossi', orcid: '0000-0001-5109-3700' }) });
    const ada = await expert('Ada Rossi', null);
    await orcidOf(ada, '0000-0002-1825-0097');
    await recheckConflicts(t.house, world.callId);
    expect(await barred()).toEqual([[a, ada.id, 'proposal']]);
    expect((await said(world.office)).sort()).toEqual(['Ada Rossi: namesake ROSSI Adà shown', 'Ada Rossi: proposal MICS-2024-0003 bars']);
    // Looked at again, nothing new is found, and the frozen texts are not read again.
    await recheckConflicts(t.house, world.callId);
    expect((await eventsOf(t.house, 'conflicts.rechecked')).map((e) => e.body)).toMatchObject([{ found: 2 }, { found: 0, ended: 0 }]);
    expect((await t.house.db.selectFrom('conflict_readings').selectAll().execute()).length).toBe(3);
    // The expert is not told of a hint.
    expect((await declarationRows(t.house, world.callId, ada.id)).map((r) => r.conflicts.map((c) => c.kind)).flat()).toEqual(['proposal']);
  });

  test('of staff count too; a hint that a person confirms is a conflict from then on', async () => {
    const uni = await world.organisation('Università Uno');
    const line = { profile: 'Ricerca', gender: 'f', age: 'under30', contract: 'fixedTerm', newHire: false, heads: 2, personMonths: null } as const;
    const a = await world.submission(uni, 'Università Uno', {
      staff: [{ organisation: uni, lines: [{ ...line, people: [{ name: 'Nicolò De Luca', orcid: null }] }, line] }],
    });
    const luca = await expert('Deluca Nicolo', null);
    await recheckConflicts(t.house, world.callId);
    expect([await barred(), await said(world.office)]).toEqual([[], ['Deluca Nicolo: namesake Nicolò De Luca shown']]);
    await recordConflict(t.house, world.office, world.callId, { applicationId: a, personId: luca.id, reason: 'È la stessa persona: lo ha detto' });
    expect(await barred()).toEqual([[a, luca.id, 'office']]);
  });

  test('who published with them by one DOI, or works with them on a funded project, has a conflict as long as it counts', async () => {
    await asking();
    const uni = await world.organisation('Università Uno');
    const a = await world.submission(uni, 'Università Uno', {
      answers: answers({ ...stranger, works: `Neri B., Rossi A., Lana, 2023, https://doi.org/${doi}.` }),
    });
    const [ada, cid] = [await expert('Ada Rossi', null), await expert('Cid Bruni', null)];
    await sql`insert into expert_publications (person_id, place, title, year, doi) values (${ada.id}, 1, 'Lana', 2023, ${`DOI: ${doi.toLowerCase()}`})`.execute(
      t.house.writer,
    );
    const on = (person: Actor, fromOn: string, untilOn: string | null) => ({
      project: 'x',
      title: 'MICS-7 FILO',
      person: person.id,
      name: person.name,
      fiscalCode: null,
      email: null,
      fromOn,
      untilOn,
    });
    const bea = await world.person('Bea Neri');
    await t.house.writer
      .insertInto('experts')
      .values({
        person_id: bea.id,
        region: 'lombardy',
        gender: 'f',
        orcid: stranger.orcid,
        employer_id: null,
        available_from: null,
        available_until: null,
        most_at_once: null,
        updated_at: null,
      })
      .execute();
    t.house.ports = {
      ...t.house.ports,
      teamsOfProjects: async () => [on(bea, '2022-01-01', null), on(cid, '2023-01-01', '2023-12-31'), on(ada, '2019-01-01', '2020-12-31')],
    };
    await recheckConflicts(t.house, world.callId);
    expect(await barred()).toEqual([
      [a, ada.id, 'coauthor'],
      [a, cid.id, 'project'],
    ]);
    const told = (await seen(world.office)).map((f) => explained(f, 'it'));
    expect(told).toEqual([
      'è autore di «Lana» (2023), con Bea Neri, responsabile scientifico della proposta',
      'lavora o ha lavorato al progetto MICS-7 FILO (dal 1 gennaio 2023 al 31 dicembre 2023), con Bea Neri (dal 1 gennaio 2022), responsabile scientifico della proposta',
    ]);
  });
});

describe('a waiver', () => {
  test('by two people frees the pair as long as the finding holds', async () => {
    const uni = await world.organisation('Università Uno');
    const a = await world.submission(uni, 'Università Uno');
    const [ada, ugo] = [await expert('Ada', null), await world.person('Ugo', [{ role: 'office', scope: null }])];
    await sql`insert into expert_employments (person_id, organisation_id, organisation_name, until_on) values (${ada.id}, ${uni}, 'x', '2023-01-31')`.execute(
      t.house.writer,
    );
    await recheckConflicts(t.house, world.callId);
    const { id } = (await seen(world.office))[0]!;
    const reason = 'Incarico di poche ore, concluso';
    expect(await outcomeOf(proposeWaiver(t.house, world.office, world.callId, id, { reason }))).toBe('done');
    expect(await outcomeOf(answerWaiver(t.house, world.office, world.callId, id, { outcome: 'confirmed', answer: '' }))).toEqual([
      'forbidden',
      ['conflict.sameEyes'],
    ]);
    expect(await barred()).toEqual([[a, ada.id, 'formerEmployer']]);
    await answerWaiver(t.house, ugo, world.callId, id, { outcome: 'confirmed', answer: '' });
    expect(await barred()).toEqual([]);
    await recheckConflicts(t.house, world.callId);
    expect(await said(world.office)).toEqual(['Ada: formerEmployer Università Uno waived']);
    expect(await outcomeOf(findingDesk({ db: t.house.db, actor: ada, now: AFTER_DEADLINE }, world.callId, id))).toEqual(['notFound', ['notFound']]);
    expect((await eventsOf(t.house, 'conflict.waiverConfirmed')).length).toBe(1);
  });

  test('of an employer is refused', async () => {
    const uni = await world.organisation('Università Uno');
    await world.submission(uni, 'Università Uno');
    await expert('Ada', uni);
    await runJobs(t.house);
    const { id } = (await seen(world.office))[0]!;
    expect(await outcomeOf(proposeWaiver(t.house, world.office, world.callId, id, { reason: 'Perché no, in fondo' }))).toEqual([
      'conflict',
      ['conflict.neverWaived'],
    ]);
  });
});

describe('who has a conflict', () => {
  /** Two proposals; Olga of the office has been recorded as having something to do with the first. */
  async function recorded() {
    const [uno, due] = [await world.organisation('Università Uno'), await world.organisation('Università Due')];
    const [a, b] = [await world.submission(uno, 'Università Uno', { acronym: 'UNO' }), await world.submission(due, 'Università Due', { acronym: 'DUE' })];
    const olga = await world.person('Olga', [{ role: 'office', scope: null }]);
    await recordConflict(t.house, world.office, world.callId, { applicationId: a, personId: olga.id, reason: 'Parentela con chi presenta' });
    return { a, b, olga };
  }

  test('sees no row of it in any list, count or page', async () => {
    const { a, b, olga } = await recorded();
    const { version } = await screeningCase({ db: t.house.db, actor: olga, callId: world.callId, now: AFTER_DEADLINE }, b);
    const asked = { version, viewer: olga, now: AFTER_DEADLINE };
    const ids = async (query: { execute: () => Promise<unknown> }) =>
      ((await query.execute()) as { applicationId?: string; id: string }[]).map((r) => r.applicationId ?? r.id);
    const rows = async (query: ReturnType<typeof panelList>) =>
      (await sql<{ applicationId: string }>`select * from (${query}) x`.execute(t.house.db as never)).rows.map((r) => r.applicationId);
    expect(await ids(screeningQueue(t.house.db, asked))).toEqual([b]);
    expect((await queueCounts(t.house.db, asked)).reduce((n, c) => n + c.n, 0)).toBe(1);
    expect(await ids(applicationsOf(t.house.db, olga) as never)).toEqual([b]);
    expect(await outcomeOf(screeningCase({ db: t.house.db, actor: olga, callId: world.callId, now: AFTER_DEADLINE }, a))).toEqual(['notFound', ['notFound']]);
    expect(await outcomeOf(admitTogether(t.house, olga, world.callId, [a, b]))).toEqual(['notFound', ['notFound']]);
    await admitTogether(t.house, world.office, world.callId, [a, b]);
    expect(await rows(panelList(world.callId, version.call.evaluation, olga))).toEqual([b]);
    expect(await rows(assignedList(world.callId, version.call.evaluation, olga) as never)).toEqual([b]);
    expect(await said(olga)).toEqual([]);
    expect(await said(world.office)).toEqual(['Olga: office Parentela con chi presenta bars']);
  });

  test('is not given the case, and one that they have is offered to others', async () => {
    const { a, b, olga } = await recorded();
    expect(await outcomeOf(assignCases(t.house, world.office, world.callId, [a], { deed: 'assign', officer: olga.id }))).toEqual([
      'conflict',
      ['screening.officerConflict'],
    ]);
    await assignCases(t.house, world.office, world.callId, [b], { deed: 'assign', officer: olga.id });
    await recordConflict(t.house, world.office, world.callId, { applicationId: b, personId: olga.id, reason: 'Emerso soltanto in seguito' });
    expect(await distributeCases(t.house, world.office, world.callId)).toEqual({ given: 2, nobody: 0 });
    expect(await t.house.db.selectFrom('screening_cases').select('officer_id').distinct().execute()).toEqual([{ officer_id: world.office.id }]);
  });

  test('a role in which nobody is left is told by its number', async () => {
    const { a } = await recorded();
    expect(await uncoveredRoles(t.house.db, [world.callId])).toEqual([]);
    const chair = await world.person('Clara', [{ role: 'chair', scope: world.callId }]);
    await recordConflict(t.house, world.office, world.callId, { applicationId: a, personId: chair.id, reason: 'Coniuge di chi presenta' });
    expect(await uncoveredRoles(t.house.db, [world.callId])).toEqual([{ callId: world.callId, role: 'chair', proposals: 1 }]);
  });
});
