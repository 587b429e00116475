import type { Actor } from '#src/core/actor.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { beforeAll, afterAll, describe, expect, test } from 'vitest';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import {
  aCompleteDraft,
  allDocuments,
  anOrganisation,
  aPerson,
  applicationsScene,
  confirmPartners,
  fullDraft,
  serveApplications,
  type Body,
} from '../../../test/factories/applications.ts';
import { saveAnswer } from './actions/answers.ts';
import { confirmMember, takeBackConfirmation } from './actions/confirm.ts';
import { leaveApplication, removePartner, replacePartner, undoRemoval } from './actions/departures.ts';
import { saveDraft } from './actions/draft.ts';
import { acceptInvitation, invite, refuseInvitation, removePerson, resendInvitation, revokeInvitation } from './actions/invitations.ts';
import { addPartner, saveMember, saveMemberPart } from './actions/members.ts';
import { startApplication } from './actions/start.ts';
import { submitApplication } from './actions/submit.ts';
import { applicationById, applicationFor, type Application } from './queries/application.ts';
import { consortiumOf, elsewhere } from './queries/consortium.ts';
import { asRows } from './rules/answers.ts';
import { confirmStamp, linesOfMember, partStamp } from './rules/consortium.ts';
import { examine } from './rules/examine.ts';
import type { StaffLine } from './snapshot.ts';

let t: TestHouse;
let call: Call;
let lead: Body;
let second: Body;
let university: Body;
let applicant: Actor;
let partner: Actor;
let researcher: Actor;
let serve: ReturnType<typeof serveApplications>;
const day = (n: number, hour = 10) => `2026-02-${String(n).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00.000Z`;

beforeAll(async () => {
  t = await testHouse({ at: day(2) });
  const scene = await applicationsScene(t.house, (c) => ({ ...c, rules: c.rules.filter((r) => r.rule !== 'proposalsPerApplicant') }));
  ({ call, lead, second, university, applicant, partner } = scene);
  researcher = await aPerson(t.house, 'Carla Università', [], [university.id]);
  serve = serveApplications(t.house);
});
afterAll(() => t.end());

const cost = (cents: number) => [{ category: 'personnel' as const, researchType: 'industrial' as const, cents }];
const counts = { women: 1, men: 1, under40: 1, newHires: 0 };
const ats = () => ({
  members: [
    { organisationId: lead.id, region: 'campania', ...counts, costs: cost(9_000_000) },
    { organisationId: second.id, region: 'lombardy', ...counts, costs: cost(7_000_000) },
    { organisationId: university.id, region: 'lazio', ...counts, costs: cost(3_000_000) },
  ],
});
const now = (id: string): Promise<Application> => applicationById(t.house.db, id).then((a) => a!);
const missing = async (id: string) => examine(call, (await now(id)).proposal).missing.map((r) => `${r.code} ${r.at}`);
/** The letters to someone since they were looked at last. */
const read = new Set<string>();
async function mails(to: string): Promise<{ subject: string; body: string }[]> {
  const { rows } = await t.house.pool.query('select id, subject, body from mail_messages where recipient = $1', [to]);
  const fresh = (rows as { id: string; subject: string; body: string }[]).filter((m) => !read.has(m.id));
  for (const m of fresh) read.add(m.id);
  return fresh;
}
const refused = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { kind?: string; reasons?: { code: string }[] }) => (error.reasons ? [error.kind, ...error.reasons.map((r) => r.code)].join(' ') : String(error)),
  );
const draft = async (): Promise<string> => {
  const id = await startApplication(t.house, applicant, { callId: call.id, organisationId: lead.id });
  await saveDraft(t.house, applicant, id, fullDraft(call, lead.id, 1, ats()));
  return id;
};
const tokenIn = (body: string) => /\/invitations\/([\w-]{43})/.exec(body)![1]!;
const agreed = async (id: string, organisationId: string) => {
  const application = await now(id);
  const member = application.proposal.facts.members.find((m) => m.id === organisationId)!;
  return {
    seen: confirmStamp(call, member, linesOfMember(application.proposal, organisationId)),
    data: true,
    mandate: true,
    declarations: call.consortium!.declarations.map((d) => d.id),
  };
};

describe('confirmation by the partner’s legal representative', () => {
  test('is missing until each has confirmed, with its reason, place and source', async () => {
    const id = await draft();
    await allDocuments(t.house, applicant, id);
    expect(await missing(id)).toEqual([`application.confirmationMissing members.${second.id}`, `application.confirmationMissing members.${university.id}`]);
    expect(examine(call, (await now(id)).proposal).missing[0]).toEqual({
      code: 'application.confirmationMissing',
      params: { who: second.name },
      at: `members.${second.id}`,
      source: call.consortium!.source,
    });
    expect(await refused(submitApplication(t.house, applicant, id, { arrivedAt: t.house.clock(), idempotencyKey: 'too-early' }))).toBe(
      'invalid application.confirmationMissing application.confirmationMissing',
    );
    await confirmMember(t.house, partner, id, second.id, await agreed(id, second.id));
    expect(await missing(id)).toEqual([`application.confirmationMissing members.${university.id}`]);
    await confirmMember(t.house, researcher, id, university.id, await agreed(id, university.id));
    expect(await missing(id)).toEqual([]);
    const receipt = await submitApplication(t.house, applicant, id, { arrivedAt: t.house.clock(), idempotencyKey: 'complete' });
    expect(receipt.protocol).toMatch(/^MICS-2026-/);
    const { confirmations, staff } = (await now(id)).submission!.snapshot;
    expect(confirmations!.map((k) => [k.organisation, k.personName])).toEqual([
      [second.id, partner.name],
      [university.id, researcher.name],
    ]);
    expect(staff!.map((s) => s.organisation)).toEqual([lead.id, second.id, university.id]);
  });

  test('only who represents the partner confirms, all of it, and what stands there', async () => {
    const id = await draft();
    const fine = await agreed(id, second.id);
    const colleague = await aPerson(t.house, 'Dario Beta');
    await t.house.pool.query("insert into organisation_people (organisation_id, person_id, role) values ($1, $2, 'member')", [second.id, colleague.id]);
    expect(await refused(confirmMember(t.house, applicant, id, second.id, fine))).toBe('forbidden application.representativeOnly');
    expect(await refused(confirmMember(t.house, { ...colleague, organisationIds: [second.id] }, id, second.id, fine))).toBe(
      'forbidden application.representativeOnly',
    );
    expect(await refused(confirmMember(t.house, applicant, id, lead.id, fine))).toBe('conflict application.leadDeclares');
    for (const less of [{ data: false }, { mandate: false }, { declarations: fine.declarations.slice(1) }])
      expect(await refused(confirmMember(t.house, partner, id, second.id, { ...fine, ...less }))).toBe('invalid application.confirmAll');
    expect(await refused(confirmMember(t.house, partner, id, second.id, { ...fine, seen: 'a'.repeat(64) }))).toBe('conflict application.confirmStale');
    await confirmMember(t.house, partner, id, second.id, fine);
    expect(await refused(confirmMember(t.house, partner, id, second.id, fine))).toBe('conflict application.alreadyConfirmed');
    await takeBackConfirmation(t.house, partner, id, second.id);
    expect(await missing(id)).toContain(`application.confirmationMissing members.${second.id}`);
  });

  test('a later change of that partner’s data lapses it, says so once a day, and shows what changed', async () => {
    const id = await draft();
    await confirmMember(t.house, partner, id, second.id, await agreed(id, second.id));
    await confirmMember(t.house, researcher, id, university.id, await agreed(id, university.id));
    await mails(partner.email);
    await saveMemberPart(t.house, applicant, id, second.id, { revision: null, costs: cost(7_500_000) });
    expect((await missing(id)).filter((m) => m.includes('confirmation'))).toEqual([`application.confirmationLapsed members.${second.id}`]);
    expect((await mails(partner.email)).map((m) => m.subject)).toEqual([`Da confermare di nuovo: i dati di ${second.name}`]);
    const page = await (await serve(partner).get(`/applications/${id}/members/${second.id}/confirmation`)).text();
    expect(page).toContain('Che cosa è cambiato da allora');
    expect(page).toContain('75.000');
    await confirmMember(t.house, partner, id, second.id, await agreed(id, second.id));
    await saveMemberPart(t.house, applicant, id, second.id, { revision: null, region: 'veneto' });
    expect(await mails(partner.email)).toEqual([]);
    // Back as it was confirmed: the same words hold again.
    await saveMemberPart(t.house, applicant, id, second.id, { revision: null, region: 'lombardy' });
    expect((await missing(id)).filter((m) => m.includes('confirmation'))).toEqual([]);
  });
});

describe('one member’s own part', () => {
  const line: StaffLine = { profile: 'Ricercatrice', gender: 'f', age: '30to39', contract: 'fixedTerm', newHire: true, heads: 2, personMonths: 18 };
  test('its people change it and nobody else’s; counts of the API stay as lines', async () => {
    const id = await draft();
    const part = async (organisationId: string) => {
      const { proposal } = await now(id);
      return {
        region: 'puglia',
        staff: [line],
        seen: partStamp(
          proposal.facts.members.find((m) => m.id === organisationId)!,
          linesOfMember(proposal, organisationId),
        ),
      };
    };
    expect(await refused(saveMember(t.house, partner, id, university.id, { ...(await part(university.id)), region: 'lazio' }))).toBe(
      'forbidden application.memberOnly',
    );
    const seen = { ...(await part(second.id)), region: 'apulia' };
    await saveMember(t.house, partner, id, second.id, seen);
    expect(await refused(saveMember(t.house, partner, id, second.id, seen))).toBe('conflict form.stale');
    const { proposal, revision } = await now(id);
    expect(proposal.facts.members[1]).toMatchObject({ region: 'apulia', staff: { women: 2, men: 0, under40: 2, newHires: 2 } });
    // A program that sends back the counts that it read takes nothing from the lines.
    const told = ats();
    told.members[1] = { ...told.members[1]!, region: 'apulia', women: 2, men: 0, under40: 2, newHires: 2 };
    await saveDraft(t.house, applicant, id, fullDraft(call, lead.id, revision, told));
    expect(linesOfMember((await now(id)).proposal, second.id)).toEqual([line]);
  });

  test('the form takes lines as they are typed, keeps what is wrong, and shows the page again', async () => {
    const id = await draft();
    const { proposal } = await now(id);
    const seen = partStamp(proposal.facts.members[1]!, linesOfMember(proposal, second.id));
    const form = {
      seen,
      region: 'lombardy',
      'staff.0.profile': 'Tecnico',
      'staff.0.gender': 'm',
      'staff.0.age': '40plus',
      'staff.0.contract': 'permanent',
      'staff.0.heads': '3',
    };
    const again = await serve(partner).post(`/applications/${id}/members/${second.id}`, { ...form, 'staff.0.heads': 'tre' });
    expect([again.status, (await again.text()).includes('value="Tecnico"')]).toEqual([422, true]);
    const names = { 'staff.0.people': 'Luca Neri, 0000-0002-1825-0097\r\nPaolo Blu' };
    const wrong = async (more: Record<string, string>) => {
      const page = await (await serve(partner).post(`/applications/${id}/members/${second.id}`, { ...form, ...names, ...more })).text();
      return [page.includes('Un ORCID non è valido'), page.includes('I nomi sono più delle persone')];
    };
    expect(await wrong({ 'staff.0.people': 'Luca Neri, 0000-0002-1825-0098' })).toEqual([true, false]);
    expect(await wrong({ 'staff.0.heads': '1' })).toEqual([false, true]);
    const saved = await serve(partner).post(`/applications/${id}/members/${second.id}`, { ...form, ...names });
    expect([saved.status, saved.headers.get('location')]).toEqual([303, `/applications/${id}/members?saved=members`]);
    expect((await now(id)).proposal.facts.members[1]!.staff).toEqual({ women: 0, men: 3, under40: 0, newHires: 0 });
    const named = [
      { name: 'Luca Neri', orcid: '0000-0002-1825-0097' },
      { name: 'Paolo Blu', orcid: null },
    ];
    expect(linesOfMember((await now(id)).proposal, second.id).map((l) => l.people)).toEqual([named]);
    expect(await (await serve(partner).get(`/applications/${id}/members/${second.id}`)).text()).toContain(
      'Luca Neri, 0000-0002-1825-0097\nPaolo Blu</textarea>',
    );
    // As JSON the same; a line without names is as it always was.
    const part = {
      profile: 'Tecnico',
      gender: 'm' as const,
      age: '40plus' as const,
      contract: 'permanent' as const,
      newHire: false,
      heads: 3,
      personMonths: null,
    };
    await saveMemberPart(t.house, applicant, id, second.id, { revision: null, staff: [{ ...part, people: named }] });
    expect(linesOfMember((await now(id)).proposal, second.id)).toEqual([{ ...part, people: named }]);
    await saveMemberPart(t.house, applicant, id, second.id, { revision: null, staff: [part] });
    expect(linesOfMember((await now(id)).proposal, second.id)).toEqual([part]);
  });
});

describe('invitations', () => {
  test('a partner by mail: nothing is shared before, the organisation takes part after', async () => {
    const id = await startApplication(t.house, applicant, { callId: call.id, organisationId: lead.id });
    await invite(t.house, applicant, id, { kind: 'partner', email: 'nuova@example.org', organisationId: null, message: 'Vi aspettiamo' });
    const [letter] = await mails('nuova@example.org');
    expect(letter!.subject).toBe(`Invito di ${lead.name}: Bando test-call / Invitation from ${lead.name}: Bando test-call`);
    expect(letter!.body).toContain('Vi aspettiamo');
    const token = tokenIn(letter!.body);
    const { rows } = await t.house.pool.query('select token_hash from application_invitations where application_id = $1', [id]);
    expect(rows[0].token_hash).not.toContain(token);
    expect(await (await serve(applicant).get(`/applications/${id}/members`)).text()).toContain('nuova@example.org');

    const stranger = await serve(null).get(`/invitations/${token}`);
    const text = await stranger.text();
    expect([stranger.status, text.includes(lead.name), text.includes('Accedi e accetta'), text.includes(`/applications/${id}`)]).toEqual([
      200,
      true,
      true,
      false,
    ]);
    expect((await serve(null).get(`/invitations/${'x'.repeat(43)}`)).status).toBe(404);

    const nobody = await aPerson(t.house, 'Elena Senza');
    expect(await refused(acceptInvitation(t.house, nobody, token, null))).toBe('conflict invitation.chooseOrganisation');
    expect(await (await serve(nobody).get(`/invitations/${token}`)).text()).toContain('/organisations/new');
    expect(await refused(acceptInvitation(t.house, applicant, token, lead.id))).toBe('conflict invitation.memberAlready');
    expect(await refused(applicationFor(t.house.db, partner, id))).toBe('notFound notFound');
    const door = await serve(partner).post(`/invitations/${token}/acceptance`, { organisationId: second.id });
    expect([door.status, door.headers.get('location')]).toEqual([303, `/applications/${id}/members/${second.id}`]);
    expect((await applicationFor(t.house.db, partner, id)).memberIds).toEqual([lead.id, second.id]);
    expect((await mails(applicant.email)).at(-1)!.body).toContain('nuova@example.org è stato accettato');
    expect(await refused(acceptInvitation(t.house, partner, token, second.id))).toBe('conflict invitation.accepted');
    expect(await (await serve(partner).get(`/invitations/${token}`)).text()).toContain('già stato accettato');
  });

  test('for one organisation only that one can accept', async () => {
    const id = await startApplication(t.house, applicant, { callId: call.id, organisationId: lead.id });
    await mails(researcher.email);
    await invite(t.house, applicant, id, { kind: 'partner', email: researcher.email, organisationId: university.id, message: '' });
    const letter = (await mails(researcher.email)).at(-1)!;
    expect(letter.subject).toBe(`Invito di ${lead.name}: Bando test-call`);
    const token = tokenIn(letter.body);
    expect(await refused(acceptInvitation(t.house, partner, token, second.id))).toBe('conflict invitation.otherOrganisation');
    expect(await (await serve(partner).get(`/invitations/${token}`)).text()).toContain(university.name);
    await acceptInvitation(t.house, researcher, token, university.id);
    expect((await now(id)).memberIds).toEqual([lead.id, university.id]);
  });

  test('two that accept at once for the same organisation: one takes part, once', async () => {
    const id = await startApplication(t.house, applicant, { callId: call.id, organisationId: lead.id });
    for (const email of ['uno@example.org', 'due@example.org'])
      await invite(t.house, applicant, id, { kind: 'partner', email, organisationId: null, message: '' });
    const tokens = [tokenIn((await mails('uno@example.org')).at(-1)!.body), tokenIn((await mails('due@example.org')).at(-1)!.body)];
    const answers = await Promise.all(tokens.map((token) => refused(acceptInvitation(t.house, partner, token, second.id))));
    expect(answers.sort()).toEqual(['conflict invitation.memberAlready', 'done']);
    expect((await now(id)).memberIds).toEqual([lead.id, second.id]);
  });

  test('sent again, revoked, refused, expired: each link says what it is', async () => {
    const id = await startApplication(t.house, applicant, { callId: call.id, organisationId: lead.id });
    const send = async (email: string) => {
      const { id: invitation } = await invite(t.house, applicant, id, { kind: 'editor', email, organisationId: null, message: '' });
      return { invitation, token: tokenIn((await mails(email)).at(-1)!.body) };
    };
    const writer = await aPerson(t.house, 'Fabio Autore');
    const first = await send('autore@example.org');
    expect(await refused(invite(t.house, applicant, id, { kind: 'editor', email: 'autore@example.org', organisationId: null, message: '' }))).toBe(
      'conflict invitation.openAlready',
    );
    expect(await refused(resendInvitation(t.house, applicant, id, first.invitation))).toBe('conflict invitation.sentJustNow');
    t.setClock(day(3));
    await resendInvitation(t.house, applicant, id, first.invitation);
    const renewed = tokenIn((await mails('autore@example.org')).at(-1)!.body);
    expect(await refused(acceptInvitation(t.house, writer, first.token, null))).toBe('notFound notFound');
    const revoked = await send('revocato@example.org');
    await revokeInvitation(t.house, applicant, id, revoked.invitation);
    expect(await refused(acceptInvitation(t.house, writer, revoked.token, null))).toBe('conflict invitation.revoked');
    const no = await send('rifiuta@example.org');
    expect((await serve(null).post(`/invitations/${no.token}/refusal`, {})).status).toBe(303);
    expect(await refused(refuseInvitation(t.house, null, no.token))).toBe('conflict invitation.refused');
    const late = await send('tardi@example.org');
    const { invitations } = await consortiumOf(t.house.db, id, [], day(3));
    // Never past the deadline, which is noon in Rome on the 20th.
    expect(invitations.map((i) => i.expiresAt)).toEqual([day(17), day(17), day(17), day(17)]);
    t.setClock('2026-02-17T09:59:59.000Z');
    await acceptInvitation(t.house, writer, renewed, null);
    t.setClock(day(17));
    expect(await refused(acceptInvitation(t.house, writer, late.token, null))).toBe('conflict invitation.expired');
    for (const [token, said] of [
      [revoked.token, 'revocato'],
      [no.token, 'rifiutato'],
      [late.token, 'è scaduto'],
    ] as const)
      expect(await (await serve(writer).get(`/invitations/${token}`)).text()).toContain(said);
    await invite(t.house, applicant, id, { kind: 'editor', email: 'ultimo@example.org', organisationId: null, message: '' });
    expect((await consortiumOf(t.house.db, id, [], day(17))).invitations[0]!.expiresAt).toBe('2026-02-20T11:00:00.000Z');
    t.setClock(day(2));
  });

  test('a co-writer writes, a reader reads, and neither manages', async () => {
    const id = await startApplication(t.house, applicant, { callId: call.id, organisationId: lead.id });
    const reader = await aPerson(t.house, 'Gina Legge');
    await invite(t.house, applicant, id, { kind: 'reader', email: reader.email, organisationId: null, message: '' });
    const token = tokenIn((await mails(reader.email)).at(-1)!.body);
    expect((await serve(reader).get(`/applications/${id}`)).status).toBe(404);
    await acceptInvitation(t.house, reader, token, null);
    expect((await serve(reader).get(`/applications/${id}`)).status).toBe(200);
    expect(await (await serve(reader).get('/applications')).text()).toContain(`/applications/${id}`);
    const told = (await (await serve(reader).get(`/api/applications/${id}`)).json()) as { allowed: Record<string, { ok: boolean }> };
    expect([told.allowed['edit']!.ok, told.allowed['write']!.ok]).toEqual([false, false]);
    expect((await serve(reader).post(`/applications/${id}/partners`, { organisationId: second.id })).status).toBe(403);
    await removePerson(t.house, applicant, id, reader.id);
    expect((await serve(reader).get(`/applications/${id}`)).status).toBe(404);
  });
});

describe('leaving, replacing, bringing back', () => {
  test('a partner leaves by itself, with its reason; the lead is told', async () => {
    const id = await draft();
    expect(await refused(leaveApplication(t.house, applicant, id, second.id, 'x'))).toBe('forbidden application.ownPeopleOnly');
    const empty = await serve(partner).post(`/applications/${id}/members/${second.id}/leave`, { motive: '' });
    expect([empty.status, (await empty.text()).includes('Indicare il motivo')]).toEqual([422, true]);
    await mails(applicant.email);
    await leaveApplication(t.house, partner, id, second.id, 'Personale non più disponibile');
    expect((await mails(applicant.email)).at(-1)!.body).toContain('Personale non più disponibile');
    expect((await now(id)).memberIds).toEqual([lead.id, university.id]);
    expect(await refused(applicationFor(t.house.db, partner, id))).toBe('notFound notFound');
    const { departures } = await consortiumOf(t.house.db, id, [], day(2));
    expect(await refused(undoRemoval(t.house, applicant, id, departures[0]!.id))).toBe('conflict application.notGone');
  });

  test('a removal can be undone: place, costs, staff and documents as they were, the confirmation not', async () => {
    const id = await draft();
    await allDocuments(t.house, applicant, id);
    await confirmPartners(t.house, id);
    const before = (await now(id)).proposal;
    await mails(researcher.email);
    await removePartner(t.house, applicant, id, university.id);
    expect((await mails(researcher.email)).at(-1)!.subject).toBe(`${university.name} non è più fra i partner: Bando test-call`);
    const { departures } = await consortiumOf(t.house.db, id, [], day(2));
    await undoRemoval(t.house, applicant, id, departures[0]!.id);
    const after = (await now(id)).proposal;
    expect([after.facts, after.staff, after.documents]).toEqual([before.facts, before.staff, before.documents]);
    expect(await missing(id)).toEqual([`application.confirmationMissing members.${university.id}`]);
    expect(await refused(undoRemoval(t.house, applicant, id, departures[0]!.id))).toBe('conflict application.notGone');
  });

  test('a replacement takes over place, staff, costs and what tables give it to do, not documents or confirmation, and both are told', async () => {
    const id = await draft();
    // Every row of the work plan is the partner's that goes.
    const leaders = async () => asRows((await now(id)).proposal.answers['workPlan']?.['workPackages']).map((row) => row['leader']);
    const { proposal: plan, answerVersions } = await now(id);
    const rows = asRows(plan.answers['workPlan']?.['workPackages']).map((row) => ({ ...row, leader: second.id }));
    await saveAnswer(t.house, applicant, id, {
      section: 'workPlan',
      field: 'workPackages',
      value: rows,
      base: answerVersions['workPlan']?.['workPackages'] ?? 0,
    });
    expect(new Set(await leaders())).toEqual(new Set([second.id]));
    await allDocuments(t.house, applicant, id);
    await confirmPartners(t.house, id);
    const third = await anOrganisation(t.house, 'Maglieria Gamma S.r.l.', 'enterprise');
    const gamma = await aPerson(t.house, 'Ugo Gamma', [], [third.id]);
    const before = (await now(id)).proposal.facts.members[1]!;
    await mails(partner.email);
    await replacePartner(t.house, applicant, id, second.id, { organisationId: third.id, motive: 'Recesso' });
    const { proposal, memberIds } = await now(id);
    expect(memberIds).toEqual([lead.id, third.id, university.id]);
    const { region, staff, costs } = proposal.facts.members[1]!;
    expect({ region, staff, costs }).toEqual({ region: before.region, staff: before.staff, costs: before.costs });
    expect(proposal.documents.some((d) => d.organisation === second.id || d.organisation === third.id)).toBe(false);
    expect(new Set(await leaders())).toEqual(new Set([third.id]));
    expect((await missing(id)).filter((m) => m.startsWith('application.answer'))).toEqual([]);
    expect((await mails(partner.email)).at(-1)!.body).toContain('Recesso');
    expect((await mails(gamma.email)).map((m) => m.subject)).toEqual([`${third.name} è fra i partner di una domanda: Bando test-call`]);
    expect((await missing(id)).filter((m) => m.includes('confirmation'))).toEqual([`application.confirmationMissing members.${third.id}`]);
  });
});

test('other applications are counted for the organisation’s own people only', async () => {
  const other = await anOrganisation(t.house, 'Seta Delta S.r.l.', 'enterprise');
  const delta = await aPerson(t.house, 'Ivo Delta', [], [other.id]);
  await aCompleteDraft(t.house, delta, call, other.id);
  const id = await draft();
  await addPartner(t.house, applicant, id, other.id);
  const application = await now(id);
  expect(await elsewhere(t.house.db, delta, application)).toEqual([{ organisationId: other.id, drafts: 1, submitted: 0 }]);
  expect(await elsewhere(t.house.db, partner, application)).not.toContainEqual(expect.objectContaining({ organisationId: other.id }));
  expect(await (await serve(delta).get(`/applications/${id}/members`)).text()).toContain('anche ad altre domande: una in bozza. ');
});
