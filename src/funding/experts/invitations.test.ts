import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { actorOf } from '#src/partnership/identity/queries.ts';
import type { Actor } from '#src/core/actor.ts';
import { admitTogether } from '#src/funding/screening/actions.ts';
import { asRefusal } from '#src/plumbing/http/refusals.ts';
import { list } from '#src/plumbing/listing.ts';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { AFTER_DEADLINE, evaluationWorld, eventsOf, type World } from '../../../test/factories/evaluation.ts';
import { runJobs } from '../../../test/jobs.ts';
import { addExperts } from './actions/experts.ts';
import { acceptAsExpert, inviteExpert, refuseAsExpert, remindExpert, remindInvited, withdrawInvitation } from './actions/invitations.ts';
import { registerExpert } from './actions/profile.ts';
import { keepPublications } from './actions/publications.ts';
import { expertBackgrounds } from './queries/backgrounds.ts';
import { profileChoices, profileOf } from './queries/experts.ts';
import { invitationsList, invitationsSpec, suggestions } from './queries/invitations.ts';
import { registerList, registerSpec } from './queries/register.ts';
import { invitationInput, profileInput } from './schema.ts';

let t: TestHouse;
let world: World;
beforeEach(async () => {
  t = await testHouse({ at: AFTER_DEADLINE });
  world = await evaluationWorld(t.house);
});
afterEach(() => t.end());

const outcomeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (e: unknown) => {
      const refused = asRefusal(e);
      if (!refused) throw e;
      return `${refused.kind} ${refused.reasons.map((r) => r.code).join(' ')}`;
    },
  );
const days = (n: number) => new Date(Date.parse(AFTER_DEADLINE) + n * 86_400_000);
const invited = (more: Record<string, unknown> = {}) =>
  invitationInput.parse({ email: 'nuova@example.org', name: 'Nuova Esperta', maxLoad: 3, replyBy: '2024-03-20', ...more });
const profile = (more: Record<string, unknown> = {}) => profileInput.parse({ employerId: '', region: 'lombardy', gender: 'f', ...more });
const mails = async () =>
  (await t.house.db.selectFrom('mail_messages').select(['recipient', 'subject', 'body']).orderBy('queued_at').execute()) as {
    recipient: string;
    subject: string;
    body: string;
  }[];
const lastToken = async () => /expert-invitations\/([\w-]{43})/.exec((await mails()).findLast((m) => m.body.includes('expert-invitations'))!.body)![1]!;
const rows = async () =>
  (await list(t.house.db, invitationsList(world.callId, t.house.clock().toISOString()) as never, invitationsSpec, new URL('http://x/?sort=name'))).rows;
/** Somebody who registers with an address. */
async function registered(email: string): Promise<Actor> {
  const { id } = await t.house.writer
    .insertInto('people')
    .values({ name: 'Nuova Esperta', email, image: null, example: true })
    .returning('id')
    .executeTakeFirstOrThrow();
  return (await actorOf(t.house.db, id))!;
}

describe('an invitation', () => {
  test('is accepted once by whom it was sent to, makes them an expert of the call, and gives the role', async () => {
    await world.submission(await world.organisation('Università Uno'), 'Università Uno', { acronym: 'SEGRETO', title: 'Titolo mai visto' });
    await inviteExpert(t.house, world.office, world.callId, invited());
    const [letter] = await mails();
    expect(letter!.recipient).toBe('nuova@example.org');
    expect(letter!.body).not.toMatch(/SEGRETO|Titolo mai visto|Università Uno/);
    const token = await lastToken();
    const stranger = await registered('altra@example.org');
    expect(await outcomeOf(acceptAsExpert(t.house, stranger, token, profile()))).toBe('forbidden expertInvitation.otherAddress');
    const expert = await registered('nuova@example.org');
    expect(await outcomeOf(acceptAsExpert(t.house, expert, token, null))).toBe('invalid expert.profileFirst');
    // A double click.
    expect(await Promise.all([acceptAsExpert(t.house, expert, token, profile()), acceptAsExpert(t.house, expert, token, profile())].map(outcomeOf))).toEqual([
      'done',
      'done',
    ]);
    await runJobs(t.house);
    expect((await actorOf(t.house.db, expert.id))!.grants).toEqual([{ role: 'expert', scope: world.callId }]);
    const seats = await t.house.db.selectFrom('call_experts').select(['person_id', 'pseudonym', 'max_load']).execute();
    expect(seats).toEqual([{ person_id: expert.id, pseudonym: 'E01', max_load: 3 }]);
    expect((await rows()).map((r) => r.state)).toEqual(['accepted']);
    expect(await outcomeOf(refuseAsExpert(t.house, null, token, { kind: 'other', reason: 'Ho cambiato idea' }))).toBe('conflict expertInvitation.accepted');
    expect((await eventsOf(t.house, 'expert.accepted', 'expert.acceptedAgain', 'role.granted')).map((e) => e.kind).sort()).toEqual([
      'expert.accepted',
      'expert.acceptedAgain',
      'role.granted',
    ]);
    expect((await mails()).filter((m) => m.recipient === world.office.email)).toHaveLength(1);
  });

  test('is refused with a reason by the letter alone, and somebody else is invited instead, once', async () => {
    const { id } = await inviteExpert(t.house, world.office, world.callId, invited());
    expect(await outcomeOf(inviteExpert(t.house, world.office, world.callId, invited({ email: 'b@example.org', replaces: id })))).toBe(
      'conflict expertInvitation.not.replace',
    );
    const token = await lastToken();
    await refuseAsExpert(t.house, null, token, { kind: 'unavailable', reason: '' });
    await refuseAsExpert(t.house, null, token, { kind: 'conflict', reason: 'un altro clic' });
    expect((await rows()).map((r) => [r.state, r.refusalKind])).toEqual([['refused', 'unavailable']]);
    await inviteExpert(t.house, world.office, world.callId, invited({ email: 'b@example.org', name: 'Seconda', replaces: id }));
    expect(await outcomeOf(inviteExpert(t.house, world.office, world.callId, invited({ email: 'c@example.org', replaces: id })))).toBe(
      'conflict expertInvitation.replacedAlready',
    );
    expect((await rows()).map((r) => [r.name, r.replaces, r.replacedBy])).toEqual([
      ['Nuova Esperta', null, 'Seconda'],
      ['Seconda', 'Nuova Esperta', null],
    ]);
  });

  test('expires, is sent again with a new link and a new term, and the old link is nobody’s', async () => {
    const { id } = await inviteExpert(t.house, world.office, world.callId, invited());
    const first = await lastToken();
    expect(await outcomeOf(remindExpert(t.house, world.office, world.callId, id))).toBe('conflict expertInvitation.sentJustNow');
    expect(await outcomeOf(inviteExpert(t.house, world.office, world.callId, invited()))).toBe('conflict expertInvitation.openAlready');
    t.setClock(days(10));
    expect((await rows()).map((r) => r.state)).toEqual(['expired']);
    const expert = await registered('nuova@example.org');
    expect(await outcomeOf(acceptAsExpert(t.house, expert, first, profile()))).toBe('conflict expertInvitation.expired');
    await remindExpert(t.house, world.office, world.callId, id);
    expect(await outcomeOf(acceptAsExpert(t.house, expert, first, profile()))).toBe('notFound notFound');
    expect((await rows()).map((r) => [r.state, r.timesSent])).toEqual([['sent', 2]]);
    await acceptAsExpert(t.house, expert, await lastToken(), profile());
    expect((await rows()).map((r) => r.state)).toEqual(['accepted']);
  });

  test('unanswered three days before its term, it goes out once more by itself, with a new link', async () => {
    const { id } = await inviteExpert(t.house, world.office, world.callId, invited());
    const waiting = await t.house.pool.query('select run_at from graphile_worker.jobs where key = $1', [`expert.remindInvited/${id}`]);
    expect((waiting.rows as { run_at: Date | string }[]).map((r) => new Date(r.run_at).toISOString())).toEqual(['2024-03-17T22:59:59.000Z']);
    const first = await lastToken();
    const remind = () => remindInvited(t.house, { callId: world.callId, id });
    t.setClock(new Date('2024-03-17T23:00:00.000Z'));
    await remind();
    await remind();
    expect((await mails()).map((m) => m.recipient)).toEqual(['nuova@example.org', 'nuova@example.org']);
    expect(await lastToken()).not.toBe(first);
    expect((await rows()).map((r) => [r.state, r.timesSent, r.expiresAt])).toEqual([['sent', 2, '2024-03-20T22:59:59.000Z']]);
    await refuseAsExpert(t.house, null, await lastToken(), { kind: 'unavailable', reason: '' });
    const other = await inviteExpert(t.house, world.office, world.callId, invited({ email: 'b@example.org', replyBy: '2024-03-20' }));
    await withdrawInvitation(t.house, world.office, world.callId, other.id);
    const before = (await mails()).length;
    await remindInvited(t.house, { callId: world.callId, id: other.id });
    expect((await mails()).length).toBe(before);
  });

  test('is withdrawn: the link ends and the person is told; then the same address can be invited again', async () => {
    const { id } = await inviteExpert(t.house, world.office, world.callId, invited());
    await withdrawInvitation(t.house, world.office, world.callId, id);
    expect(await outcomeOf(refuseAsExpert(t.house, null, await lastToken(), { kind: 'conflict', reason: '' }))).toBe('conflict expertInvitation.withdrawn');
    expect(await outcomeOf(withdrawInvitation(t.house, world.office, world.callId, id))).toBe('conflict expertInvitation.not.withdraw');
    expect((await mails()).map((m) => m.recipient)).toEqual(['nuova@example.org', 'nuova@example.org']);
    expect(await outcomeOf(inviteExpert(t.house, world.office, world.callId, invited()))).toBe('done');
  });

  test('has a term ahead, a load within the call, and goes to nobody who serves already', async () => {
    const ask = (more: Record<string, unknown>, who = world.office) => outcomeOf(inviteExpert(t.house, who, world.callId, invited(more)));
    expect(await ask({ replyBy: '2024-03-13' })).toBe('invalid expertInvitation.term');
    expect(await ask({ replyBy: '2024-08-01' })).toBe('invalid expertInvitation.term');
    expect(await ask({ maxLoad: 50 })).toBe('invalid expert.loadTooHigh');
    expect(await ask({}, world.applicant)).toBe('forbidden expert.officeOnly');
    const serves = await world.person('Ada', [{ role: 'expert', scope: null }]);
    await addExperts(t.house, world.office, world.callId, [{ email: serves.email, maxLoad: 2, profile: profile() }]);
    expect(await ask({ email: serves.email })).toBe('conflict expertInvitation.serves');
  });
});

describe('the register', () => {
  test('tells an employer from its name as people write it, and from nothing that is only like it', async () => {
    const [milano, firenze, padova] = [
      await world.organisation('Politecnico di Milano'),
      await world.organisation('Università degli Studi di Firenze'),
      await world.organisation('Università degli Studi di Padova'),
    ];
    const expert = await world.person('Ada', [{ role: 'expert', scope: null }]);
    const written = ['Poli Milano', 'Univ. di Firenze', 'Dip. di Ingegneria, Università di Padova', 'Università di Prato', 'Politecnico'];
    await registerExpert(t.house, expert, profile({ employments: written.map((organisationName) => ({ organisationName })) }));
    const { employments } = (await expertBackgrounds(t.house.db, [expert.id])).get(expert.id)!;
    expect(Object.fromEntries(employments.map((e) => [e.organisationName, e.organisationId]))).toEqual({
      'Poli Milano': milano,
      'Univ. di Firenze': firenze,
      'Dip. di Ingegneria, Università di Padova': padova,
      'Università di Prato': null,
      // With one polytechnic in the register the bare word is still no name of it.
      Politecnico: null,
    });
  });

  test('keeps the whole profile, resolves employers by name, and a profile of less leaves the rest as it is', async () => {
    const known = await world.organisation('Università di Prova');
    const expert = await world.person('Ada', [{ role: 'expert', scope: null }]);
    await registerExpert(
      t.house,
      expert,
      profile({
        languages: ['it', 'en'],
        orcid: 'https://orcid.org/0000-0002-1825-0097',
        cv: 'Riciclo di fibre',
        availableFrom: '2024-01-01',
        mostAtOnce: '4',
        employments: [
          { organisationName: 'università di prova', role: 'Docente', fromOn: '2015-01-01', untilOn: '2020-12-31' },
          { organisationName: 'Ditta Ignota' },
        ],
        absences: [{ fromOn: '2024-08-01', untilOn: '2024-08-31' }],
      }),
    );
    await keepPublications(t.house, expert, expert.id, [
      { title: 'Fibre corte', year: 2020, doi: null, coauthors: ['Rossi M.'], written: 'Rossi M. Fibre corte, 2020' },
    ]);
    await registerExpert(t.house, expert, profile({ keywords: 'fibre' }));
    const background = (await expertBackgrounds(t.house.db, [expert.id])).get(expert.id)!;
    expect(background.employments.map((e) => [e.organisationName, e.organisationId, e.untilOn])).toEqual([
      ['università di prova', known, '2020-12-31'],
      ['Ditta Ignota', null, null],
    ]);
    expect(background.publications.map((p) => [p.title, p.year, p.coauthors])).toEqual([['Fibre corte', 2020, ['Rossi M.']]]);
    expect(background.absences.map((a) => [a.fromOn, a.untilOn])).toEqual([['2024-08-01', '2024-08-31']]);
    expect(await profileOf(t.house.db, expert.id)).toMatchObject({ keywords: 'fibre', cv: 'Riciclo di fibre', orcid: '0000-0002-1825-0097', mostAtOnce: 4 });
    const spec = registerSpec(await profileChoices(t.house.db, 'mics'));
    const found = async (query: string, today = '2024-03-13') =>
      (await list(t.house.db, registerList(t.house, today, world.office) as never, spec, new URL(`http://x/?${query}`))).rows.map((r) => [r.name, r.available]);
    expect(await found('languages=en')).toEqual([['Ada', 'yes']]);
    expect(await found('languages=fr')).toEqual([]);
    expect(await found('', '2024-08-15')).toEqual([['Ada', 'no']]);
    expect(await found('available=no')).toEqual([]);
  });

  test('a wrong ORCID and dates out of order are refused', () => {
    const wrong = (more: Record<string, unknown>) =>
      profileInput.safeParse({ region: 'lombardy', gender: 'f', ...more }).error?.issues.map((i) => [i.path.join('.'), i.message]);
    expect(wrong({ orcid: '0000-0002-1825-0098' })).toEqual([['orcid', 'codes.orcid.check']]);
    expect(wrong({ employments: [{ organisationName: 'A', fromOn: '2020-01-02', untilOn: '2020-01-01' }] })).toEqual([
      ['employments.0.untilOn', 'expert.datesInOrder'],
    ]);
    expect(wrong({ orcid: '' })).toBeUndefined();
  });

  test('suggests whom to invite next: the closest to what wants reviews, never who serves, was invited or is away', async () => {
    const lead = await world.organisation('Università Uno');
    const application = await world.submission(lead, 'Università Uno', { title: 'Recycling of textile fibres', spoke: 5 });
    await admitTogether(t.house, world.office, world.callId, [application]);
    const people: Record<string, Actor> = {};
    for (const [name, more] of Object.entries({
      Lontano: { keywords: 'forni, ceramica' },
      Vicina: { keywords: 'riciclo di fibre tessili', spokes: ['5'] },
      Invitata: { keywords: 'riciclo tessile', spokes: ['5'] },
      Assente: { keywords: 'riciclo tessile', absences: [{ fromOn: '2024-03-01', untilOn: '2024-04-01' }] },
      Piena: { keywords: 'riciclo tessile', mostAtOnce: '0' },
    })) {
      people[name] = await world.person(name, [{ role: 'expert', scope: null }]);
      await registerExpert(t.house, people[name], profile(more));
    }
    await inviteExpert(t.house, world.office, world.callId, invited({ email: people['Invitata']!.email }));
    const found = await suggestions(t.house, world.callId, { wanted: 3, maxLoad: 3, now: '2024-03-13T12:00:00Z', viewer: world.office });
    expect(found.map((s) => s.name)).toEqual(['Vicina', 'Lontano']);
    expect(found[0]!.score!).toBeGreaterThan(found[1]!.score!);
    expect(JSON.stringify(found)).not.toContain('Recycling');
  });

  test('conflicts are looked for before anybody is named: who is barred from all that waits is neither proposed nor invited', async () => {
    const [one, two] = [await world.organisation('Università Uno'), await world.organisation('Università Due')];
    const title = 'Recycling of textile fibres';
    const [first, second] = [
      await world.submission(one, 'Università Uno', { title, spoke: 5 }),
      await world.submission(two, 'Università Due', { title, spoke: 5 }),
    ];
    await admitTogether(t.house, world.office, world.callId, [first, second]);
    const people: Record<string, Actor> = {};
    for (const [name, more] of Object.entries({
      'Libera Lodi': {},
      'Mezza Monti': { employerId: one },
      'Tutta Testa': { employerId: one, employments: [{ organisationName: 'Università Due', fromOn: '2015-01-01', untilOn: '2023-12-31' }] },
    })) {
      people[name] = await world.person(name, [{ role: 'expert', scope: null }]);
      await registerExpert(t.house, people[name], profile({ keywords: 'riciclo di fibre tessili', ...more }));
    }
    const proposed = async (viewer: Actor) =>
      (await suggestions(t.house, world.callId, { wanted: 3, maxLoad: 3, now: '2024-03-13T12:00:00Z', viewer })).map((s) => [s.name, s.barred]);
    expect(await proposed(world.office)).toEqual([
      ['Libera Lodi', 0],
      ['Mezza Monti', 1],
    ]);
    // Who has something to do with the other proposal learns nothing from it: of what they may know she could review none.
    const tied = await world.person('Dora Dentro', [{ role: 'office', scope: null }], [two]);
    expect(await proposed(tied)).toEqual([['Libera Lodi', 0]]);
    const refused = await inviteExpert(t.house, world.office, world.callId, invited({ email: people['Tutta Testa']!.email })).catch(asRefusal);
    expect(refused).toMatchObject({ kind: 'conflict', reasons: [{ code: 'expertInvitation.barred', params: { name: 'Tutta Testa', count: 2 }, at: 'email' }] });
    await inviteExpert(t.house, world.office, world.callId, invited({ email: people['Mezza Monti']!.email }));
    await runJobs(t.house);
    const found = await t.house.db
      .selectFrom('conflict_findings')
      .select(['application_id', 'kind'])
      .where('person_id', '=', people['Mezza Monti']!.id)
      .execute();
    expect(found).toEqual([{ application_id: first, kind: 'employer' }]);
  });
});
