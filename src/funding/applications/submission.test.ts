import { sha256 } from '#src/core/canonical.ts';
import { AppError } from '#src/core/errors.ts';
import { addAct } from '#src/funding/calls/actions.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aCompleteDraft, anOrganisation, aPerson, applicationsScene, fullDraft, openCall } from '../../../test/factories/applications.ts';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { saveDraft } from './actions/draft.ts';
import { startApplication } from './actions/start.ts';
import { submitApplication } from './actions/submit.ts';
import { queueReceipts } from './actions/submit/receipts.ts';
import { withdrawApplication } from './actions/withdraw.ts';
import { currentSubmission, submissionsWithSnapshots, submittedApplications, submittedDocument } from './queries.ts';
import { applicationById } from './queries/application.ts';
import { frozenText, receiptsOf } from './queries/lists.ts';

const at = '2026-02-10T10:00:00.000Z';
const deadline = '2026-02-20T11:00:00.000Z';
let t: TestHouse;
let s: Awaited<ReturnType<typeof applicationsScene>>;
beforeAll(async () => {
  t = await testHouse({ at });
  s = await applicationsScene(t.house);
});
afterAll(() => t.end());

let keys = 0;
const key = () => `test-key-${++keys}`;
const submit = (id: string, more: { arrivedAt?: string; key?: string | null; actor?: typeof s.applicant } = {}) =>
  submitApplication(t.house, more.actor ?? s.applicant, id, {
    arrivedAt: new Date(more.arrivedAt ?? at),
    idempotencyKey: more.key === undefined ? key() : more.key,
  });

const refusal = async (work: Promise<unknown>): Promise<AppError> => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof AppError)) throw error ?? new Error('was not refused');
  return error;
};
const codes = async (work: Promise<unknown>) => (await refusal(work)).reasons.map((r) => r.code);

/** A complete draft of an enterprise of its own, so that limits per applicant do not meet. */
async function draftOfNew(name: string) {
  const organisation = await anOrganisation(t.house, name, 'enterprise');
  const actor = await aPerson(t.house, `Persona ${name}`, [], [organisation.id]);
  return { id: await aCompleteDraft(t.house, actor, s.call, organisation.id), actor, organisation };
}

describe('submitting', () => {
  test('freezes the snapshot, hashes it, and answers the same receipt for the same key', async () => {
    const { id, actor } = await draftOfNew('Uno');
    const receipt = await submit(id, { actor, key: 'same-key-1' });
    expect(receipt).toMatchObject({
      applicationId: id,
      submittedAt: at,
      submittedBy: actor.name,
      callId: 'test-call',
      callVersion: 1,
      title: 'Fibre dagli scarti',
      eligibleCents: 20_000_000,
      supersededAt: null,
    });
    const { snapshot, sha256: hash } = await currentSubmission(t.house.db, id);
    expect(hash).toBe(receipt.sha256);
    expect(sha256((await frozenText(t.house.db, id, receipt.protocol))!)).toBe(hash);
    // 100,000 € of personnel, 15 % of it flat, 85,000 € of materials; small: 70 % + 10 for wide dissemination; all of it in Campania.
    expect(snapshot.aid).toEqual({
      eligibleCents: 20_000_000,
      grantCents: 16_000_000,
      southGrantCents: 16_000_000,
      members: [{ id: snapshot.facts.members[0]!.id, eligibleCents: 20_000_000, aidCents: 16_000_000 }],
    });
    expect(snapshot.findings.filter((f) => !f.met)).toEqual([]);
    expect(await submit(id, { actor, key: 'same-key-1' })).toEqual(receipt);
    const { rows } = await t.house.pool.query("select count(*)::int as n from evidence_events where kind = 'application.submitted' and subject = $1", [
      `applications/${id}`,
    ]);
    expect(rows).toEqual([{ n: 1 }]);
    await queueReceipts(t.house, [receipt.protocol]);
    await queueReceipts(t.house, [receipt.protocol]);
    const mails = await t.house.db
      .selectFrom('mail_messages')
      .select(['recipient', 'subject'])
      .where('key', '=', `application.submitted/${id}/${receipt.protocol}`)
      .execute();
    expect(mails).toEqual([{ recipient: actor.email, subject: `Ricevuta della domanda ${receipt.protocol}` }]);
    expect(await submittedDocument(t.house.db, id, snapshot.documents[0]!.sha256)).toEqual(snapshot.documents[0]);
  });

  test('numbers are gapless: a refused submission gives its number back', async () => {
    const { rows } = await t.house.pool.query('select last_number from protocol_years where year = 2026');
    const before = (rows[0] as { last_number: number }).last_number;
    const bad = await startApplication(t.house, s.applicant, { callId: 'test-call', organisationId: s.lead.id });
    await refusal(submit(bad));
    const drafts = await Promise.all(['A', 'B', 'C', 'D'].map((n) => draftOfNew(`Impresa ${n}`)));
    const receipts = await Promise.all(drafts.map((d) => submit(d.id, { actor: d.actor })));
    expect(receipts.map((r) => r.protocol).sort()).toEqual([1, 2, 3, 4].map((n) => `MICS-2026-${String(before + n).padStart(6, '0')}`));
  });

  test('in time at the very instant of the deadline, refused a millisecond later, with what would change it', async () => {
    const { id, actor } = await draftOfNew('Puntuale');
    const late = await refusal(submit(id, { actor, arrivedAt: '2026-02-20T11:00:00.001Z' }));
    expect(late.kind).toBe('conflict');
    expect(late.reasons).toEqual([{ code: 'application.late', params: { closesAt: deadline, at: '2026-02-20T11:00:00.001Z' }, source: s.call.dates.source }]);
    expect(await codes(submit(id, { actor, arrivedAt: '2026-02-20T11:00:01.000Z' }))).toEqual(['application.late']);
    expect(await codes(submit(id, { actor, arrivedAt: '2026-02-01T07:59:59.999Z' }))).toEqual(['application.notOpenYet']);
    // The server may deal with it later than it arrived.
    t.setClock('2026-02-20T11:00:07Z');
    const receipt = await submit(id, { actor, arrivedAt: deadline });
    t.setClock(at);
    expect(receipt.submittedAt).toBe(deadline);
    const { rows } = await t.house.pool.query(
      "select body from evidence_events where kind = 'application.submit.refused' and subject = $1 order by id limit 1",
      [`applications/${id}`],
    );
    expect(rows).toEqual([{ body: '{"kind":"conflict","reasons":["application.late"]}' }]);
  });

  test('nothing is submitted twice: two at once with one key, two at once with two', async () => {
    const one = await draftOfNew('Doppio clic');
    const [a, b] = await Promise.all([submit(one.id, { actor: one.actor, key: 'double-1' }), submit(one.id, { actor: one.actor, key: 'double-1' })]);
    expect(a).toEqual(b);
    const two = await draftOfNew('Due persone');
    const results = await Promise.allSettled([submit(two.id, { actor: two.actor }), submit(two.id, { actor: two.actor })]);
    expect(results.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = results.find((r) => r.status === 'rejected') as PromiseRejectedResult;
    expect((refused.reason as AppError).reasons[0]!.code).toBe('application.unchanged');
    expect(await receiptsOf(t.house.db, two.id)).toHaveLength(1);
  });

  test('a later submission supersedes the earlier; until then what was written since shows nowhere', async () => {
    const { id, actor, organisation } = await draftOfNew('Ripensamento');
    const first = await submit(id, { actor });
    const { revision } = (await applicationById(t.house.db, id))!;
    await saveDraft(t.house, actor, id, {
      ...fullDraft(s.call, organisation.id, revision),
      answers: { ...fullDraft(s.call, organisation.id, 1).answers, identity: { title: 'Titolo nuovo', acronym: 'NUOVO', abstract: 'x' } },
    });
    const listed = async () =>
      (await submittedApplications(t.house.db, 'test-call').execute()).filter((r) => r.applicationId === id).map((r) => [r.title, r.protocol]);
    expect(await listed()).toEqual([['Fibre dagli scarti', first.protocol]]);
    const second = await submit(id, { actor });
    expect(await listed()).toEqual([['Titolo nuovo', second.protocol]]);
    expect((await receiptsOf(t.house.db, id)).map((r) => [r.protocol, r.supersededAt])).toEqual([
      [second.protocol, null],
      [first.protocol, at],
    ]);
  });

  test('limits per applicant count what was submitted, not drafts, also when both arrive at once', async () => {
    const organisation = await anOrganisation(t.house, 'Una sola', 'enterprise');
    const actor = await aPerson(t.house, 'Unica', [], [organisation.id]);
    const [a, b] = [await aCompleteDraft(t.house, actor, s.call, organisation.id), await aCompleteDraft(t.house, actor, s.call, organisation.id)];
    // Holding the register of numbers keeps both from finishing until each has gone as far as it can.
    const register = await t.house.pool.connect();
    await register.query('begin');
    await register.query('update protocol_years set last_number = last_number');
    const both = Promise.allSettled([submit(a, { actor }), submit(b, { actor })]);
    await new Promise((done) => setTimeout(done, 300));
    await register.query('rollback');
    register.release();
    const results = await both;
    expect(results.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = results.find((r) => r.status === 'rejected') as PromiseRejectedResult;
    expect((refused.reason as AppError).reasons.map((r) => r.code)).toEqual(['rule.proposalsPerApplicant.over']);
    // Withdrawing the one that counts makes room for the other.
    const [first, second] = results[0]!.status === 'fulfilled' ? [a, b] : [b, a];
    await withdrawApplication(t.house, actor, first!);
    expect((await submit(second!, { actor })).applicationId).toBe(second);
    expect((await submissionsWithSnapshots(t.house.db, 'test-call')).some((x) => x.applicationId === first)).toBe(false);
  });

  test('an incomplete application is refused with everything that is missing, each at its place', async () => {
    const id = await startApplication(t.house, s.applicant, { callId: 'test-call', organisationId: s.lead.id });
    const { kind, reasons } = await refusal(submit(id));
    expect(kind).toBe('invalid');
    const places = reasons.map((r) => r.at);
    expect(places).toContain('sections.identity.title');
    expect(places).toContain('documents.application');
    expect(places).toContain(`documents.size.${s.lead.id}`);
    expect(places).toContain('spokes');
    expect(places).toContain('budget');
    expect(places.every((p) => p !== undefined)).toBe(true);
  });

  test('only the lead’s people submit; others are told why, strangers nothing', async () => {
    const { id } = await draftOfNew('Di altri');
    expect((await refusal(submit(id))).kind).toBe('notFound');
    expect((await refusal(submit(id, { actor: s.office }))).kind).toBe('notFound');
    expect((await refusal(submit('../../etc/passwd'))).kind).toBe('notFound');
    expect(await codes(submit(await aCompleteDraft(t.house, s.applicant, s.call, s.lead.id), { key: null }))).toEqual(['application.keyMissing']);
  });

  test('an extension lets in what was late, and the receipt cites the new version', async () => {
    const call = await openCall(t.house, s.office, 'extended');
    const organisation = await anOrganisation(t.house, 'Prorogata', 'enterprise');
    const actor = await aPerson(t.house, 'Prorogata', [], [organisation.id]);
    const id = await aCompleteDraft(t.house, actor, call, organisation.id);
    await addAct(t.house, s.office, 'extended', 1, { kind: 'deadlineExtension', on: '2026-02-10', ref: 'Decreto n. 7', to: '2026-03-31T12:00' } as never);
    expect((await refusal(submit(id, { actor, arrivedAt: '2026-03-31T10:00:00.001Z' }))).reasons[0]!.source).toEqual({
      ref: 'Decreto n. 7',
      status: 'example',
    });
    // 31 March is two days after the clocks went forward: noon in Rome is 10:00 UTC.
    expect(await submit(id, { actor, arrivedAt: '2026-03-31T10:00:00.000Z' })).toMatchObject({ callVersion: 2, submittedAt: '2026-03-31T10:00:00.000Z' });
  });

  test('the year of the number is that of the arrival in Rome', async () => {
    const call = await openCall(t.house, s.office, 'new-year', (c) => ({ ...c, dates: { ...c.dates, closesAt: '2027-06-30T12:00' } }));
    const organisation = await anOrganisation(t.house, 'Capodanno', 'enterprise');
    const actor = await aPerson(t.house, 'Capodanno', [], [organisation.id]);
    const draft = { startsOn: '2027-09-01' };
    const id = await aCompleteDraft(t.house, actor, call, organisation.id, draft);
    expect((await submit(id, { actor, arrivedAt: '2026-12-31T23:00:00.000Z' })).protocol).toBe('MICS-2027-000001');
  });
});

describe('withdrawing', () => {
  test('until the deadline what was submitted; a draft at any time; never twice', async () => {
    const { id, actor } = await draftOfNew('Ritirata');
    await submit(id, { actor });
    t.setClock('2026-02-20T11:00:00.001Z');
    expect(await codes(withdrawApplication(t.house, actor, id))).toEqual(['application.withdrawAfterDeadline']);
    t.setClock(at);
    await withdrawApplication(t.house, actor, id);
    expect(await codes(withdrawApplication(t.house, actor, id))).toEqual(['application.withdrawn']);
    expect((await receiptsOf(t.house.db, id))[0]!.supersededAt).toBe(at);
    expect(await codes(submit(id, { actor }))).toEqual(['application.withdrawn']);
  });
});
