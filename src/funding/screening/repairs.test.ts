import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '#src/core/errors.ts';
import { renderPdf } from '#src/plumbing/documents/pdf.ts';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { AFTER_DEADLINE, evaluationWorld, eventsOf, type World } from '../../../test/factories/evaluation.ts';
import { reasonsOf } from '../../../test/factories/refused.ts';
import { frozenNow } from '../../../test/factories/frozen.ts';
import { admitTogether, answerProposal, confirmMany, decideScreening, type Entry } from './actions.ts';
import { giveFile, giveText, sendRepair } from './actions/answers.ts';
import { assignCases, distributeCases, saveChecks } from './actions/cases.ts';
import { saveTemplate } from './actions/letters.ts';
import { cancelRepair, endRepair, openRepair, remindRepair } from './actions/repairs.ts';
import { inOrder, screeningCase, screeningDesk } from './desk.ts';
import { can } from './policy.ts';
import { screeningTerms } from './rules/term.ts';
import { openReserves, repairedDocuments, screeningOutcomes } from './queries.ts';
import { letterById, letterSeries } from './queries/letters.ts';
import { repairById } from './queries/repairs.ts';
import { receiptDocument } from './receipt.ts';

let t: TestHouse;
let world: World;
let fourEyes = false;
const terms = { repairDays: 10, fourEyes: true, admissionDays: 15, source: { ref: 'prova', status: 'example' as const } };

async function open(four = false) {
  fourEyes = four;
  t = await testHouse({ at: AFTER_DEADLINE });
  world = await evaluationWorld(t.house, {
    change: (call) => ({ ...call, documents: call.documents.map((d) => ({ ...d, signature: 'none' as const })), ...(fourEyes && { screening: terms }) }),
  });
}
afterEach(() => t.end());

const entry = (more: Partial<Entry> = {}): Entry => ({ outcome: 'admitted', verified: ['all'], reasons: [], written: '', note: '', ...more });
const codesOf = async (work: Promise<unknown>): Promise<[string, string[]] | 'done'> =>
  work.then(
    () => 'done' as const,
    (e: unknown) => {
      if (!(e instanceof AppError)) throw e;
      return [e.kind, e.reasons.map((r) => r.code)];
    },
  );
const asking = (now = AFTER_DEADLINE) => ({ db: t.house.db, actor: world.office, callId: world.callId, now });
const pdf = () =>
  new Uint8Array(renderPdf({ locale: 'it', title: 'Documento', issuer: ['Uno'], at: AFTER_DEADLINE, foot: 'x', blocks: [{ kind: 'text', text: 'Testo.' }] }));

/** The first document of the call that can be repaired, as an item. */
const repairable = () => world.call.documents.find((d) => d.repairable && d.when === 'always')!;
const itemOf = (organisation: string) => `document.${repairable().id}${repairable().of === 'eachMember' ? `.${organisation}` : ''}`;

async function oneWithout() {
  const uno = await world.organisation('Università Uno');
  const lead = await world.person('Lia Legale', [{ role: 'applicant', scope: null }], [uno]);
  const all = world.call.documents.filter((d) => d.when === 'always').map((d) => d.id);
  const a = await world.submission(uno, 'Università Uno', { documents: all.filter((d) => d !== repairable().id) });
  return { uno, lead, a, item: itemOf(uno) };
}
const ask = (a: string, item: string, days = 10, key: string | null = null) =>
  openRepair(t.house, world.office, world.callId, a, { days, note: '', defects: { [item]: 'Il documento manca: allegarlo.' } }, key);
const mails = () => t.house.db.selectFrom('mail_messages').select(['recipient', 'subject', 'key', 'body']).orderBy('id').execute();
const DUE = '2024-03-23T22:59:59.000Z';

describe('a defect repaired', () => {
  beforeEach(() => open());

  test('from the request to the admission, the submission untouched', async () => {
    const { lead, a, item } = await oneWithout();
    const frozen = await frozenNow(t.house, a);
    const id = await ask(a, item);
    const request = await repairById(t.house.db, id);
    expect([request.dueAt, request.items.map((i) => [i.id, i.defect])]).toEqual([DUE, [[item, 'Il documento manca: allegarlo.']]]);
    const [letter] = await t.house.db.selectFrom('letters').selectAll().execute();
    expect(letter).toMatchObject({ kind: 'repairRequest', protocol: 'MICS-U-2024-000001', recipients: 2 });
    expect((await mails()).map((m) => m.recipient).sort()).toEqual([world.applicant.email, lead.email].sort());
    expect((await mails())[0]!.body).toContain(`/repairs/${id}`);
    expect(renderPdf((await letterById(t.house.db, letter!.id)).content.it).toString('latin1')).toContain('pdfuaid');
    // While the term runs, nobody decides against the applicant.
    expect(
      await codesOf(decideScreening(t.house, world.office, world.callId, a, entry({ outcome: 'excluded', written: 'Il documento manca del tutto.' }))),
    ).toEqual(['conflict', ['screening.repairRuns']]);
    expect(await codesOf(ask(a, item))).toEqual(['conflict', ['screening.repairOpen']]);

    t.setClock(DUE.replace('59.000', '59.999'));
    const now = t.house.clock().toISOString();
    const { maxBytes, source } = repairable();
    const heavy = giveFile(t.house, lead, id, { item, fileName: 'nuovo.pdf', bytes: Buffer.alloc(maxBytes + 1, pdf()) }, now);
    expect(await reasonsOf(heavy)).toEqual([{ code: 'form.fileTooBig', params: { bytes: maxBytes + 1, maxBytes, of: 'call' }, at: 'file', source }]);
    await giveFile(t.house, lead, id, { item, fileName: 'nuovo.pdf', bytes: pdf() }, now);
    expect(await repairedDocuments(t.house.db, a)).toEqual([]);
    const sent = await Promise.all([1, 2, 3].map(() => sendRepair(t.house, lead, id, { incomplete: false, key: 'double-click', arrivedAt: now })));
    expect(new Set(sent.map((s) => s.receipt))).toEqual(new Set([`${world.callId}-INT-0001`]));
    expect(await eventsOf(t.house, 'repair.answered')).toHaveLength(1);
    const answered = await repairById(t.house.db, id);
    expect(renderPdf(receiptDocument(answered, 'it', true)).toString('latin1')).toContain('pdfuaid');
    expect(await codesOf(giveText(t.house, lead, id, { item, text: 'troppo tardi, inviata' }, now))).toEqual(['conflict', ['screening.repairAnswered']]);

    const back = await repairedDocuments(t.house.db, a);
    expect(back.map((d) => [d.document, d.fileName, d.receipt])).toEqual([[repairable().id, 'nuovo.pdf', `${world.callId}-INT-0001`]]);
    const { lines } = await screeningCase(asking(now), a);
    expect(lines.find((l) => l.id === item)).toMatchObject({ met: true, code: 'screening.document.repaired' });
    // An answer is looked at by a person, never admitted in a bundle.
    expect(await inOrder(asking(now), (await screeningCase(asking(now), a)).version)).toEqual([]);
    await decideScreening(t.house, world.office, world.callId, a, entry());
    expect(await screeningOutcomes(t.house.db, world.callId)).toEqual(new Map([[a, { outcome: 'admitted', reasons: [] }]]));
    expect(await frozenNow(t.house, a)).toEqual(frozen);
    expect(await letterSeries(t.house.db)).toEqual([{ year: 2024, letters: 2, last: 2 }]);
  });

  test('late by a millisecond is refused with both instants and the source', async () => {
    const { lead, a, item } = await oneWithout();
    const id = await ask(a, item);
    await giveFile(t.house, lead, id, { item, fileName: 'x.pdf', bytes: pdf() }, AFTER_DEADLINE);
    const late = '2024-03-23T23:00:00.000Z';
    t.setClock(late);
    const error = await sendRepair(t.house, lead, id, { incomplete: false, key: 'key-late-1', arrivedAt: late }).catch((e: AppError) => e);
    expect((error as AppError).reasons).toEqual([
      { code: 'screening.repairLate', params: { dueAt: DUE, at: late }, source: { ref: expect.stringContaining('Gazzetta Ufficiale'), status: 'sourced' } },
    ]);
    expect(await codesOf(giveFile(t.house, lead, id, { item, fileName: 'x.pdf', bytes: pdf() }, late))).toEqual(['conflict', ['screening.repairLate']]);
  });

  test('only what the request names reopens, only for the lead’s people', async () => {
    const { lead, a, item } = await oneWithout();
    const id = await ask(a, item);
    const other = world.call.documents.find((d) => !d.repairable);
    expect(await codesOf(giveFile(t.house, lead, id, { item: `document.${other?.id ?? 'x'}`, fileName: 'x.pdf', bytes: pdf() }, AFTER_DEADLINE))).toEqual([
      'notFound',
      ['notFound'],
    ]);
    expect(await codesOf(giveText(t.house, lead, id, { item: 'declaration.application', text: 'Non è stata chiesta.' }, AFTER_DEADLINE))).toEqual([
      'notFound',
      ['notFound'],
    ]);
    const stranger = await world.person('Estranea', [{ role: 'applicant', scope: null }]);
    for (const who of [stranger, world.office])
      expect(await codesOf(sendRepair(t.house, who, id, { incomplete: true, key: 'key-key-1', arrivedAt: AFTER_DEADLINE }))).toEqual([
        'notFound',
        ['notFound'],
      ]);
    expect(await codesOf(giveFile(t.house, lead, id, { item, fileName: 'x.pdf', bytes: new TextEncoder().encode('no pdf') }, AFTER_DEADLINE))).toEqual([
      'invalid',
      ['form.fileType'],
    ]);
    expect(await codesOf(sendRepair(t.house, lead, id, { incomplete: true, key: 'key-key-2', arrivedAt: AFTER_DEADLINE }))).toEqual([
      'invalid',
      ['screening.nothingGiven'],
    ]);
    expect(await codesOf(sendRepair(t.house, lead, id, { incomplete: true, key: null, arrivedAt: AFTER_DEADLINE }))).toEqual([
      'invalid',
      ['screening.keyMissing'],
    ]);
  });

  test('a request of more days than the call gives, or of what cannot be repaired, is refused', async () => {
    const { lead, a, item } = await oneWithout();
    expect(await codesOf(ask(a, item, 11))).toEqual(['invalid', ['screening.termTooLong']]);
    expect(await codesOf(ask(a, 'form', 5))).toEqual(['invalid', ['screening.notRepairable.form']]);
    expect(await t.house.db.selectFrom('letters').select('id').execute()).toEqual([]);
    const [one, two] = await Promise.all([ask(a, item, 5, 'same-open-key'), ask(a, item, 5, 'same-open-key')]);
    expect(one).toBe(two);
    await cancelRepair(t.house, world.office, world.callId, a, 'Errore');
    const told = (await mails()).filter((m) => m.key.startsWith(`repair.cancelled/${one}/`));
    expect(told.map((m) => m.recipient)).toContain(lead.email);
    for (const { subject, body } of told) expect([subject.includes('ritirata la richiesta'), body.includes('Motivo: Errore')]).toEqual([true, true]);
    expect(await codesOf(ask(a, item, 5))).toBe('done');
    expect(await letterSeries(t.house.db)).toEqual([{ year: 2024, letters: 2, last: 2 }]);
  });

  test('reminders go once, and not after the answer', async () => {
    const { lead, a, item } = await oneWithout();
    const id = await ask(a, item);
    const queued = await t.house.pool.query("select key from graphile_worker.jobs where key like 'repair.%' order by key");
    expect(queued.rows.map((r: { key: string }) => r.key)).toEqual([`repair.end/${id}`, `repair.remind/${id}/1`, `repair.remind/${id}/3`]);
    t.setClock('2024-03-20T08:00:00.000Z');
    await remindRepair(t.house, id, 3);
    await remindRepair(t.house, id, 3);
    expect((await mails()).filter((m) => m.key === `repair/${id}/3/${lead.id}`)).toHaveLength(1);
    await giveFile(t.house, lead, id, { item, fileName: 'x.pdf', bytes: pdf() }, t.house.clock().toISOString());
    await sendRepair(t.house, lead, id, { incomplete: false, key: 'key-send-1', arrivedAt: t.house.clock().toISOString() });
    t.setClock('2024-03-22T08:00:00.000Z');
    await remindRepair(t.house, id, 1);
    expect((await mails()).some((m) => m.key.startsWith(`repair/${id}/1/`))).toBe(false);
  });

  test('silence prepares the exclusion, and a person confirms it; it never admits', async () => {
    const { lead, a, item } = await oneWithout();
    const id = await ask(a, item);
    await giveFile(t.house, lead, id, { item, fileName: 'x.pdf', bytes: pdf() }, AFTER_DEADLINE);
    t.setClock('2024-03-23T22:59:59.999Z');
    await expect(endRepair(t.house, id)).rejects.toThrow('runs until');
    t.setClock('2024-03-23T23:00:00.000Z');
    expect([await endRepair(t.house, id), await endRepair(t.house, id)]).toEqual(['ended', 'nothing']);
    expect(await screeningOutcomes(t.house.db, world.callId)).toEqual(new Map());
    expect(await repairedDocuments(t.house.db, a)).toEqual([]);
    const { proposals } = await screeningCase(asking('2024-03-24T09:00:00.000Z'), a);
    expect(proposals).toMatchObject([{ outcome: 'excluded', ground: 'termExpired', proposedBy: null, state: 'open' }]);
    expect(proposals[0]!.reasons).toMatchObject([{ code: 'screening.termExpired', params: { dueAt: DUE, letter: 'MICS-U-2024-000001' } }]);
    const answer = { proposal: proposals[0]!.id, answer: 'confirm' as const, why: '' };
    await answerProposal(t.house, world.office, world.callId, a, answer);
    await answerProposal(t.house, world.office, world.callId, a, answer);
    expect((await screeningOutcomes(t.house.db, world.callId)).get(a)).toMatchObject({ outcome: 'excluded', reasons: [{ code: 'screening.termExpired' }] });
    expect(await t.house.db.selectFrom('screening_decisions').select('id').execute()).toHaveLength(1);
    expect((await mails()).filter((m) => m.body.includes('23 marzo 2024, ore 23:59:59'))).toHaveLength(2);
  });
});

describe('a reserve', () => {
  beforeEach(() => open());
  test('goes to the experts, and stays open until it is settled, also after a review', async () => {
    const { a } = await oneWithout();
    expect(await codesOf(decideScreening(t.house, world.office, world.callId, a, entry({ outcome: 'admittedWithReserve' })))).toEqual([
      'invalid',
      ['screening.reserveNeeded'],
    ]);
    const reserve = 'In attesa della conferma del codice fiscale.';
    await decideScreening(t.house, world.office, world.callId, a, entry({ outcome: 'admittedWithReserve', reserve }));
    expect(await screeningOutcomes(t.house.db, world.callId)).toEqual(new Map([[a, { outcome: 'admitted', reasons: [] }]]));
    expect((await openReserves(t.house.db, world.callId)).map((r) => [r.applicationId, r.reserve])).toEqual([[a, reserve]]);
    expect((await mails()).filter((m) => m.body.includes(reserve))).toHaveLength(2);
    const { act } = await import('#src/plumbing/house.ts');
    await act(t.house, null, 'review.submit', `evaluation/${a}`, ({ record }) => record({ kind: 'review.submitted', subject: `evaluation/${a}` }));
    await decideScreening(t.house, world.office, world.callId, a, entry({ note: 'La conferma è arrivata per iscritto.' }));
    expect(await openReserves(t.house.db, world.callId)).toEqual([]);
    expect(await codesOf(decideScreening(t.house, world.office, world.callId, a, entry()))).toEqual(['conflict', ['screening.reviewed']]);
  });
});

describe('four eyes', () => {
  beforeEach(() => open(true));

  test('one proposes, another confirms; never the same, and never one of a member', async () => {
    const { uno, a } = await oneWithout();
    const second = await world.person('Elsa Seconda', [{ role: 'office', scope: null }]);
    const partial = await world.person('Olga Parziale', [{ role: 'office', scope: null }], [uno]);
    const proposal = await decideScreening(t.house, world.office, world.callId, a, entry({ note: 'Tutto verificato a mano, in ordine.' }), 'key-propose');
    expect(await decideScreening(t.house, world.office, world.callId, a, entry({ note: 'Tutto verificato a mano, in ordine.' }), 'key-propose')).toBe(proposal);
    expect(await screeningOutcomes(t.house.db, world.callId)).toEqual(new Map());
    expect(await mails()).toEqual([]);
    const answer = (who: typeof second, more: object = {}) =>
      answerProposal(t.house, who, world.callId, a, { proposal, answer: 'confirm', why: '', ...more } as Parameters<typeof answerProposal>[4]);
    expect(await codesOf(answer(world.office))).toEqual(['forbidden', ['screening.sameEyes']]);
    expect(await codesOf(answer(partial))).toEqual(['notFound', ['notFound']]);
    expect(await codesOf(confirmMany(t.house, world.office, world.callId, [a]))).toEqual(['forbidden', ['screening.confirmedAgainst']]);
    expect(await codesOf(answer(second, { answer: 'return', why: 'no' }))).toEqual(['invalid', ['screening.answerNeeded']]);
    await answer(second, { answer: 'return', why: 'Manca il verbale della verifica della firma.' });
    const again = await decideScreening(t.house, second, world.callId, a, entry({ note: 'Ora con il verbale allegato agli atti.' }));
    expect(await confirmMany(t.house, world.office, world.callId, [a])).toBe(1);
    const [row] = await t.house.db.selectFrom('screening_decisions').select(['decided_by', 'proposed_by', 'outcome']).execute();
    expect(row).toEqual({ decided_by: world.office.id, proposed_by: second.id, outcome: 'admitted' });
    expect(again).not.toBe(proposal);
  });

  test('what silence prepared is taken on by one and confirmed by another', async () => {
    const { a, item } = await oneWithout();
    const second = await world.person('Elsa Seconda', [{ role: 'office', scope: null }]);
    const id = await ask(a, item, 1);
    t.setClock('2024-03-20T09:00:00.000Z');
    await endRepair(t.house, id);
    const proposal = (await screeningCase(asking('2024-03-20T09:00:00.000Z'), a)).proposals[0]!.id;
    await answerProposal(t.house, world.office, world.callId, a, { proposal, answer: 'confirm', why: '' });
    expect(await screeningOutcomes(t.house.db, world.callId)).toEqual(new Map());
    expect(await codesOf(answerProposal(t.house, world.office, world.callId, a, { proposal, answer: 'confirm', why: '' }))).toEqual([
      'forbidden',
      ['screening.sameEyes'],
    ]);
    await answerProposal(t.house, second, world.callId, a, { proposal, answer: 'confirm', why: '' });
    expect((await screeningOutcomes(t.house.db, world.callId)).get(a)!.outcome).toBe('excluded');
  });

  test('the database itself refuses the same person twice', async () => {
    const { a } = await oneWithout();
    const { id } = await t.house.db.selectFrom('submissions').select('id').executeTakeFirstOrThrow();
    const same = t.house.writer.insertInto('screening_decisions').values({
      application_id: a,
      submission_id: id,
      outcome: 'admitted',
      reasons: '[]',
      checklist: '[]',
      decided_at: AFTER_DEADLINE,
      decided_by: world.office.id,
      proposed_by: world.office.id,
      idempotency_key: null,
      superseded_at: null,
    });
    await expect(same.execute()).rejects.toMatchObject({ constraint: 'screening_decisions_four_eyes_ck' });
  });

  test('never the same two eyes, whoever they are', () => {
    const terms = screeningTerms({});
    const role = (id: string) => ({ id, name: id, email: '', locale: 'it' as const, grants: [{ role: 'office' as const, scope: null }], organisationIds: [] });
    fc.assert(
      fc.property(fc.uuid(), fc.option(fc.uuid()), (me, other) => {
        const it = { closesAt: '2024-01-01T00:00:00.000Z', members: [], reviewed: false, ranked: false };
        expect(can.confirm(role(me), it, { proposedBy: me }, terms, AFTER_DEADLINE).ok).toBe(false);
        expect(can.confirm(role(me), it, { proposedBy: other }, terms, AFTER_DEADLINE).ok).toBe(other !== me);
      }),
    );
  });
});

describe('the work of the officers', () => {
  beforeEach(() => open());

  test('cases are taken, passed on, distributed without conflicts, and counted', async () => {
    const { uno, a } = await oneWithout();
    const due = await world.organisation('Università Due');
    const b = await world.submission(due, 'Università Due');
    const partial = await world.person('Olga Parziale', [{ role: 'office', scope: null }], [uno]);
    expect(await codesOf(assignCases(t.house, partial, world.callId, [a, b], { deed: 'take' }))).toEqual(['notFound', ['notFound']]);
    expect(await codesOf(assignCases(t.house, world.office, world.callId, [a, b], { deed: 'assign', officer: partial.id }))).toEqual([
      'conflict',
      ['screening.officerConflict'],
    ]);
    expect(await codesOf(assignCases(t.house, world.office, world.callId, [a], { deed: 'assign', officer: world.applicant.id }))).toEqual([
      'invalid',
      ['screening.officerUnknown'],
    ]);
    expect(await distributeCases(t.house, world.office, world.callId)).toEqual({ given: 2, nobody: 0 });
    const rows = await t.house.db.selectFrom('screening_cases').select(['application_id', 'officer_id']).execute();
    expect(new Map(rows.map((r) => [r.application_id, r.officer_id]))).toEqual(
      new Map([
        [a, world.office.id],
        [b, partial.id],
      ]),
    );
    expect(await codesOf(distributeCases(t.house, world.office, world.callId))).toEqual(['conflict', ['screening.nothingToDistribute']]);
    await assignCases(t.house, world.office, world.callId, [b], { deed: 'return' });
    const desk = await screeningDesk(asking());
    expect(desk.counts.map((c) => [c.state, c.owner, c.n]).sort()).toEqual([
      ['waiting', 'mine', 1],
      ['waiting', 'unassigned', 1],
    ]);
    expect([desk.toDistribute, desk.dueOn]).toEqual([1, '2024-03-07']);
  });

  test('what an officer finds is kept line by line, apart from the decision', async () => {
    const { a } = await oneWithout();
    await saveChecks(t.house, world.office, world.callId, a, { checks: [{ line: 'content', verdict: 'met', remark: 'Letto tutto.' }] });
    t.setClock('2024-03-14T09:00:00.000Z');
    await saveChecks(t.house, world.office, world.callId, a, { checks: [{ line: 'content', verdict: 'met', remark: 'Letto tutto.' }] });
    expect((await screeningCase(asking(), a)).checks).toEqual([
      { line: 'content', met: true, remark: 'Letto tutto.', by: world.office.name, officerId: world.office.id, at: AFTER_DEADLINE },
    ]);
    await saveChecks(t.house, world.office, world.callId, a, { checks: [{ line: 'content', verdict: '', remark: '' }] });
    expect((await screeningCase(asking(), a)).checks).toEqual([]);
    expect(await codesOf(saveChecks(t.house, world.office, world.callId, a, { checks: [{ line: 'rule.0', verdict: 'met', remark: '' }] }))).toEqual([
      'notFound',
      ['notFound'],
    ]);
  });

  test('two officers at once number their letters without a gap', async () => {
    const due = await world.organisation('Università Due');
    const ids = [await world.submission(due, 'Università Due'), await world.submission(due, 'Università Due'), await world.submission(due, 'Università Due')];
    await Promise.all(ids.map((id) => decideScreening(t.house, world.office, world.callId, id, entry())));
    await codesOf(admitTogether(t.house, world.office, world.callId, []));
    expect(await letterSeries(t.house.db)).toEqual([{ year: 2024, letters: 3, last: 3 }]);
  });

  test('the office’s own words go into the next letter; a stale edit is told', async () => {
    const { a } = await oneWithout();
    const input = { kind: 'admitted' as const, locale: 'it' as const, subject: 'Oggetto {{protocol}}', body: 'Parole nostre su {{protocol}}.', revision: 0 };
    expect(await codesOf(saveTemplate(t.house, world.office, world.callId, { ...input, body: 'Senza numero' }))).toEqual([
      'invalid',
      ['screening.template.missing'],
    ]);
    await saveTemplate(t.house, world.office, world.callId, input);
    expect(await codesOf(saveTemplate(t.house, world.office, world.callId, input))).toEqual(['conflict', ['form.stale']]);
    await decideScreening(t.house, world.office, world.callId, a, entry({ note: 'Ammessa: il documento non è richiesto.' }));
    expect((await mails()).at(-1)!.body).toMatch(/^Gentile .*,\n\nParole nostre su MICS-2024-/);
  });
});
