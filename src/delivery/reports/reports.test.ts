import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#src/core/actor.ts';
import { sha256 } from '#src/core/canonical.ts';
import type { AppError } from '#src/core/errors.ts';
import { versionById } from '#src/funding/calls/queries.ts';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { fundedWorld } from '../../../test/factories/funded.ts';
import { acceptReport, answerQuestion, giveBack, judgeLine, passUnsampled } from './actions/check.ts';
import { addLine, attach, attest, changeLine, saveTexts } from './actions/lines.ts';
import { prove } from '../projects/actions/work.ts';
import { watchFor } from '../projects/queries/work.ts';
import { smallPdf } from '../../../test/factories/signatures.ts';
import { addProofs } from './actions/proofs.ts';
import { frozenSheets } from '../audit/queries/evidence.ts';
import { openReports } from './actions/open.ts';
import { remindOfQuestion, remindOfReport } from './actions/remind.ts';
import { submitReport } from './actions/submit.ts';
import { countersignSheet, reopenSheet, saveSheet, signSheet } from './actions/timesheets.ts';
import { acceptedByMember, reportCounts } from './queries.ts';
import { linesOf } from './queries/lines.ts';
import { reportById } from './queries/report.ts';
import { sheetMonth } from './queries/sheet.ts';
import { countersignedHours } from './queries/timesheets.ts';
import { situationOf } from './queries/situation.ts';
import { rateOn } from './rules/rates.ts';
import { sampleOf } from './rules/sample.ts';
import { settle, type SettlementInput } from './rules/settlement.ts';
import type { LineInput } from './schema.ts';

// The first period of a project: hours, costs, handing in, the office's check, acceptance.

let t: TestHouse;
let w: Awaited<ReturnType<typeof fundedWorld>>;
let office: Actor;
let colleague: Actor;
let id: string;

const CUP = 'D43C22003120001';
const OCTOBER = '2024-10-01';

beforeAll(async () => {
  t = await testHouse({ at: '2024-11-04T09:00:00.000Z' });
  w = await fundedWorld(t.house);
  office = await w.person('Ugo Ufficio', [{ role: 'office', scope: null }]);
  colleague = await w.person('Carla Collega', [{ role: 'applicant', scope: null }], [w.university]);
  await openReports(t.house);
  ({ id } = await t.house.db.selectFrom('reports').select('id').where('project_id', '=', w.projectId).executeTakeFirstOrThrow());
});
afterAll(() => t.end());

const codes = (promise: Promise<unknown>): Promise<string[]> =>
  promise.then(
    () => [],
    (error: AppError) => error.reasons?.map((r) => r.code) ?? [String(error)],
  );
const worker = (name: string): string => w.people.find((p) => p.name.startsWith(name))!.id;
const ida = () => ({ workerId: worker('Ida'), month: OCTOBER });
const pdf = (said: string): File => new File([`%PDF-1.7\n% ${said}\n%%EOF\n`], 'fattura.pdf', { type: 'application/pdf' });
const line = (more: Partial<LineInput> = {}): LineInput => ({
  organisation: w.enterprise,
  category: 'equipment',
  description: 'Estrusore',
  supplier: 'Fornitore S.r.l.',
  supplierVat: '12345678903',
  invoiceNumber: '12/A',
  invoiceOn: '2024-09-02',
  paidOn: '2024-10-01',
  paymentRef: 'TRN 1',
  cents: 1_000_000,
  cup: CUP,
  file: pdf(more.invoiceNumber ?? '12/A'),
  ...more,
});
const hours = (from: number, until: number, quarters = 32) =>
  Array.from({ length: until - from + 1 }, (_, i) => ({ workPackage: 'wp-1', day: `2024-10-${String(from + i).padStart(2, '0')}`, quarters }));

test('the report of a period opens by itself, once', async () => {
  expect(await t.house.db.selectFrom('reports').select(['number', 'from_on', 'until_on', 'due_on', 'state']).execute()).toEqual([
    { number: 1, from_on: '2024-07-15', until_on: '2025-01-14', due_on: '2025-02-13', state: 'open' },
  ]);
  expect(await openReports(t.house)).toBe(0);
});

test('its term is recalled before and on the day, once each; another term, or a day long past, says nothing', async () => {
  const { rows } = await t.house.pool.query<{ payload: { daysLeft: number }; run_at: string }>(
    `select j.payload, j.run_at from graphile_worker._private_jobs j join graphile_worker._private_tasks x on x.id = j.task_id where x.identifier = 'reports.remind' order by j.run_at`,
  );
  expect(rows.map((r) => [r.payload, new Date(r.run_at).toISOString()])).toEqual([
    [{ id, dueOn: '2025-02-13', daysLeft: 7 }, '2025-02-06T08:00:00.000Z'],
    [{ id, dueOn: '2025-02-13', daysLeft: 0 }, '2025-02-13T08:00:00.000Z'],
  ]);
  const remind = (dueOn: string, daysLeft: number) => remindOfReport(t.house, { id, dueOn, daysLeft });
  const told = async () => (await t.house.db.selectFrom('mail_messages').select('recipient').where('key', 'like', 'reports.remind/%').execute()).length;
  const before = t.house.clock().toISOString();
  t.setClock('2025-02-06T08:00:00.000Z');
  await remind('2025-02-14', 7);
  expect(await told()).toBe(0);
  await remind('2025-02-13', 7);
  await remind('2025-02-13', 7);
  expect(await told()).toBe(3);
  t.setClock('2025-02-16T08:00:00.000Z');
  await remind('2025-02-13', 0);
  expect(await told()).toBe(3);
  t.setClock(before);
});

/** What a desk says: months to confirm, and months to countersign. */
const waiting = async (actor: Actor) => {
  const { confirm, countersign } = await reportCounts(t.house.db, actor, '2024-11-04');
  return [confirm, countersign];
};

describe('a month of hours', () => {
  test('is filled in by its person only, and a draft may break the rules', async () => {
    expect(await codes(saveSheet(t.house, w.lead, ida(), { revision: 0, hours: [] }))).toEqual(['reports.sheet.ownOnly']);
    expect(await codes(saveSheet(t.house, w.partner, ida(), { revision: 0, hours: [] }))).toEqual(['notFound']);
    await saveSheet(t.house, w.researcher, ida(), { revision: 0, hours: hours(1, 1, 40) });
    expect(await codes(saveSheet(t.house, w.researcher, ida(), { revision: 0, hours: [] }))).toEqual(['form.stale']);
    expect(await codes(signSheet(t.house, w.researcher, ida(), 1))).toEqual(['reports.sheet.dailyHours']);
  });

  test('is confirmed by its person, countersigned by another of the member, and then frozen', async () => {
    await saveSheet(t.house, w.researcher, ida(), { revision: 1, hours: hours(1, 4) });
    expect(await codes(countersignSheet(t.house, w.lead, ida()))).toEqual(['reports.sheet.notSigned']);
    expect([await waiting(w.researcher), await waiting(w.lead), await waiting(w.partner)]).toEqual([
      [4, 0],
      [0, 0],
      [0, 0],
    ]);
    await signSheet(t.house, w.researcher, ida(), 2);
    // Who confirmed it does not countersign it, nor does another partner; the three months before were never filled in.
    expect([await waiting(w.researcher), await waiting(w.lead), await waiting(w.partner)]).toEqual([
      [3, 0],
      [0, 1],
      [0, 0],
    ]);
    const { sheet } = (await sheetMonth(t.house.db, ida().workerId, OCTOBER))!;
    expect(sheet).toMatchObject({ state: 'signed', signedByName: 'Ida Ricercatrice', signedAt: '2024-11-04T09:00:00.000Z', sha256: sha256(sheet!.content!) });
    expect(JSON.parse(sheet!.content!)).toMatchObject({ format: 'mics-timesheet/1', month: '2024-10', quarters: 128, project: { cup: CUP } });
    expect(await codes(countersignSheet(t.house, w.researcher, ida()))).toEqual(['reports.sheet.memberOnly', 'reports.sheet.twoPeople']);
    expect(await codes(countersignSheet(t.house, w.partner, ida()))).toEqual(['notFound']);
    await countersignSheet(t.house, w.lead, ida());
    expect(await codes(saveSheet(t.house, w.researcher, ida(), { revision: 2, hours: [] }))).toEqual(['reports.sheet.frozen']);
    const mails = await t.house.db.selectFrom('mail_messages').select('recipient').where('key', 'like', 'timesheet.signed/%').execute();
    expect(mails.map((m) => m.recipient).toSorted()).toEqual([colleague.email, w.lead.email].toSorted());
  });

  test('is opened again with a reason', async () => {
    expect(await codes(reopenSheet(t.house, w.researcher, ida(), 'Ho sbagliato un giorno.'))).toEqual(['reports.sheet.memberOnly']);
    await reopenSheet(t.house, w.lead, ida(), 'Manca un giorno di ottobre.');
    await saveSheet(t.house, w.researcher, ida(), { revision: 2, hours: hours(1, 5).filter((h) => h.day !== '2024-10-05') });
    await signSheet(t.house, w.researcher, ida(), 3);
    await countersignSheet(t.house, colleague, ida());
  });

  test('of one person is written in time and confirmed by nobody yet', async () => {
    await saveSheet(t.house, w.partner, { workerId: worker('Eva'), month: OCTOBER }, { revision: 0, hours: hours(9, 9) });
  });

  test('of who has no account is filled in by the member, and countersigned by somebody else', async () => {
    const aldo = { workerId: worker('Aldo'), month: OCTOBER };
    await saveSheet(t.house, w.lead, aldo, { revision: 0, hours: hours(7, 8, 16) });
    await signSheet(t.house, w.lead, aldo, 1);
    expect(await codes(countersignSheet(t.house, w.lead, aldo))).toEqual(['reports.sheet.twoPeople']);
    await countersignSheet(t.house, colleague, aldo);
  });

  test('hours on another project count for the day', async () => {
    const { id: other } = await t.house.writer
      .insertInto('projects')
      .values({ ...(await copyOfProject()), code: 'MICS-2024-000099', application_id: await w.submission(w.university, 'Altra') })
      .returning('id')
      .executeTakeFirstOrThrow();
    const { project_id: _project, ...member } = await t.house.db
      .selectFrom('project_members')
      .selectAll()
      .where('organisation_id', '=', w.university)
      .executeTakeFirstOrThrow();
    await t.house.writer
      .insertInto('project_members')
      .values({ ...member, project_id: other })
      .execute();
    const { id: _id, ...place } = await t.house.db.selectFrom('project_people').selectAll().where('id', '=', worker('Ida')).executeTakeFirstOrThrow();
    const { id: elsewhere } = await t.house.writer
      .insertInto('project_people')
      .values({ ...place, project_id: other })
      .returning('id')
      .executeTakeFirstOrThrow();
    await t.house.writer
      .insertInto('project_work_packages')
      .values({ project_id: other, id: 'a', position: 1, title: 'A', leader_id: null, from_month: 1, until_month: 12, person_months: null, description: '' })
      .execute();
    const there = { workerId: elsewhere, month: OCTOBER };
    await saveSheet(t.house, w.researcher, there, { revision: 0, hours: [{ workPackage: 'a', day: '2024-10-02', quarters: 1 }] });
    expect(await codes(signSheet(t.house, w.researcher, there, 1))).toEqual(['reports.sheet.overlap']);
  });
});

async function copyOfProject() {
  const { id: _id, ...project } = await t.house.db.selectFrom('projects').selectAll().where('id', '=', w.projectId).executeTakeFirstOrThrow();
  return project;
}

describe('the report', () => {
  test('costs are written by each member for itself, and by the lead for all', async () => {
    expect(await codes(addLine(t.house, w.partner, id, line({ organisation: w.university })))).toEqual(['reports.membersOnly']);
    expect(await codes(addLine(t.house, w.researcher, id, line()))).toEqual(['notFound']);
    expect(await codes(addLine(t.house, office, id, line()))).toEqual(['reports.membersOnly']);
    await addLine(t.house, w.partner, id, line({ file: undefined }));
    // Proofs of many lines at once: what fits is kept, what does not is told file by file, a line that has its proof keeps it.
    const named = (name: string, said: string) => new File([`%PDF-1.7\n% ${said}\n%%EOF\n`], name, { type: 'application/pdf' });
    const many = (actor: Actor, files: File[]) => addProofs(t.house, actor, id, w.enterprise, files);
    expect(await codes(many(w.researcher, [named('12A.pdf', 'x')]))).toEqual(['notFound']);
    expect(await codes(many(office, [named('12A.pdf', 'x')]))).toEqual(['reports.membersOnly']);
    expect((await many(w.partner, [named('12A.pdf', 'a'.repeat(10_000_000))])).refused).toEqual([
      { code: 'form.fileTooBig', params: { bytes: 10_000_018, maxBytes: 10_000_000, of: 'system', file: '12A.pdf' }, at: 'files' },
    ]);
    const first = await many(w.partner, [named('fornitore 12-A.pdf', '12/A'), named('12a bis.pdf', 'y'), named('scansione.pdf', 'z')]);
    expect([first.attached, first.refused.map((r) => [r.code, r.params['file']])]).toEqual([
      1,
      [
        ['reports.proof.twice', '12a bis.pdf'],
        ['reports.proof.none', 'scansione.pdf'],
      ],
    ]);
    expect((await many(w.partner, [named('12A.pdf', 'altro')])).refused.map((r) => r.code)).toEqual(['reports.proof.none']);
    expect((await linesOf(t.house.db, id)).map((l) => l.fileName)).toEqual(['fornitore 12-A.pdf']);
    await addLine(
      t.house,
      w.lead,
      id,
      line({ organisation: w.university, category: 'consultancy', invoiceNumber: '9', cents: 900_000, description: 'Consulenza' }),
    );
  });

  test('it says what is missing, and is not handed in before its period is over nor without it', async () => {
    const report = (await reportById(t.house.db, id))!;
    const { items, settlement } = await situationOf(t.house.db, report);
    expect(items.filter((i) => !i.met).map((i) => [i.level, i.code])).toEqual([
      ['must', 'reports.has.technical'],
      ['should', 'reports.has.attestation'],
      ['should', 'reports.has.countersignature'],
    ]);
    // 32 hours at 53 and 8 at 81 euros; 15 % of it; then consultancy at 30 % of the whole.
    const personnel = 32 * 5300 + 8 * 8100;
    expect(settlement.categories.map((c) => [c.category, c.reportedCents])).toEqual([
      ['personnel', personnel],
      ['consultancy', 900_000],
      ['indirect', Math.floor(personnel * 0.15)],
      ['equipment', 1_000_000],
    ]);
    expect(await codes(submitReport(t.house, w.lead, id, null))).toEqual(['reports.periodRuns']);
    t.setClock('2025-02-14T08:00:00.000Z');
    expect(await codes(submitReport(t.house, w.lead, id, null))).toEqual(['reports.has.technical']);
    expect(await codes(submitReport(t.house, w.partner, id, null))).toEqual(['reports.leadOnly']);
    await saveTexts(t.house, w.lead, id, { technical: 'Nel periodo si è messa a punto la linea pilota. '.repeat(4), milestones: 'M1 raggiunta.', revision: 0 });
  });

  test('what is due in the period has to be said, each in its field; what is late is seen by the leader of the Spoke', async () => {
    const due = (due_id: string, month: number) => ({
      project_id: w.projectId,
      id: due_id,
      position: month,
      title: `Risultato ${due_id}`,
      month,
      kind: 'report',
    });
    await t.house.writer
      .insertInto('project_deliverables')
      .values([due('d1', 3), due('d2', 6), due('d3', 7)] as never)
      .execute();
    const report = (await reportById(t.house.db, id))!;
    const items = (await situationOf(t.house.db, report)).items.filter((i) => i.code.startsWith('reports.has.due'));
    expect(items.map((i) => [i.met, i.level, i.params['title'], i.href])).toEqual([
      [false, 'must', 'Risultato d1', `/reports/${id}/technical#f-due-deliverables-d1-outcome`],
      [false, 'must', 'Risultato d2', `/reports/${id}/technical#f-due-deliverables-d2-outcome`],
    ]);
    expect(await codes(submitReport(t.house, w.lead, id, null))).toEqual(['reports.has.due.deliverables', 'reports.has.due.deliverables']);
    await prove(t.house, w.partner, w.projectId, { of: 'deliverables', id: 'd1', metOn: '2024-10-10', fileName: 'd1.pdf', bytes: new Uint8Array(smallPdf()) });
    const texts = { technical: report.technical, milestones: '', revision: 1 };
    const said = (outcome: string, newOn: string) => ({
      'due.deliverables.d2.outcome': outcome,
      'due.deliverables.d2.newOn': newOn,
      'due.deliverables.d2.reason': 'Il banco prova è arrivato tardi.',
    });
    expect(await codes(saveTexts(t.house, w.lead, id, { ...texts, ...said('late', '2025-01-14') }))).toEqual(['reports.due.newDay']);
    await saveTexts(t.house, w.lead, id, { ...texts, ...said('late', '2025-04-30') });
    expect(
      (await situationOf(t.house.db, (await reportById(t.house.db, id))!)).items.filter((i) => i.code.startsWith('reports.has.due')).every((i) => i.met),
    ).toBe(true);
    const leader = await w.person('Capo Spoke', [{ role: 'spokeLeader', scope: '5' }]);
    expect(
      (await watchFor(t.house, leader, { today: '2025-01-15', until: '2025-02-14' }))
        .filter((l) => l.what !== 'end')
        .map((l) => [l.title, l.outcome, l.newOn, l.why]),
    ).toEqual([
      ['Risultato d2', 'late', '2025-04-30', 'Il banco prova è arrivato tardi.'],
      ['Risultato d3', null, null, null],
    ]);
  });

  test('a public university attests its controls, then its check-list is asked for; an enterprise cannot', async () => {
    expect(await codes(attest(t.house, w.partner, id, w.enterprise))).toEqual(['reports.noAttestation']);
    expect(await codes(attest(t.house, w.partner, id, w.university))).toEqual(['reports.memberAttests']);
    await attest(t.house, w.lead, id, w.university);
    expect(await codes(submitReport(t.house, w.lead, id, null))).toEqual(['reports.has.checklist']);
    await attach(t.house, w.lead, id, { organisation: w.university, kind: 'checklist', file: pdf('check-list') });
  });

  test('every problem of a line stops it, with its field', async () => {
    const [equipment] = await linesOf(t.house.db, id);
    await changeLine(t.house, w.partner, id, equipment!.id, line({ cup: 'D43C22003120002', file: undefined }));
    expect(await codes(submitReport(t.house, w.lead, id, null))).toEqual(['reports.line.cupOther']);
    const report = (await reportById(t.house.db, id))!;
    const item = (await situationOf(t.house.db, report)).items.find((i) => i.code === 'reports.line.cupOther')!;
    expect(item.href).toBe(`/reports/${id}/lines/${equipment!.id}#f-cup`);
    await changeLine(t.house, w.partner, id, equipment!.id, line({ file: undefined }));
  });

  test('handed in it is frozen with its fingerprint, late is marked, the same key answers the same receipt', async () => {
    const receipt = await submitReport(t.house, w.lead, id, 'chiave-1');
    const report = (await reportById(t.house.db, id))!;
    expect(receipt).toEqual({ report: id, sha256: sha256(report.content!), submittedAt: '2025-02-14T08:00:00.000Z', late: true, lines: 4, cents: 2_169_560 });
    expect(report).toMatchObject({ state: 'submitted', late: true, checkDueOn: '2025-03-31', sha256: receipt.sha256 });
    expect(await submitReport(t.house, w.lead, id, 'chiave-1')).toEqual(receipt);
    expect(await codes(submitReport(t.house, w.lead, id, 'chiave-2'))).toEqual(['reports.closed']);
    expect(await codes(addLine(t.house, w.partner, id, line({ invoiceNumber: '13/A' })))).toEqual(['reports.closed']);
  });

  test('hours that were countersigned too late are reported in the next period, once, at the price of their day', async () => {
    const october = { workerId: worker('Eva'), month: OCTOBER };
    const { sheet } = (await sheetMonth(t.house.db, october.workerId, OCTOBER))!;
    expect(sheet!.state).toBe('draft');
    await signSheet(t.house, w.partner, october, 1);
    const second = await w.person('Sara Seconda', [{ role: 'applicant', scope: null }], [w.enterprise]);
    await countersignSheet(t.house, second, october);
    await openReports(t.house);
    const { id: next } = await t.house.db
      .selectFrom('reports')
      .select('id')
      .where('project_id', '=', w.projectId)
      .where('number', '=', 2)
      .executeTakeFirstOrThrow();
    const personnel = async (report: string) =>
      (await situationOf(t.house.db, (await reportById(t.house.db, report))!)).personnel.map((p) => [p.name, p.month, p.quarters, p.hourCents, p.period]);
    // Of the first period, though it is the second report that takes them: the price is that of October.
    const rate = rateOn(w.call.delivery!.reporting.personnel, 'enterprise', 'low', '2024-10-09')!.centsPerHour;
    expect(await personnel(next)).toEqual([['Eva Tecnica', OCTOBER, 32, rate, 1]]);
    const held = (report: string) =>
      t.house.writer
        .insertInto('report_hours')
        .values({ report_id: report, timesheet_id: sheet!.id, day: '2024-10-09', work_package: 'wp-1', sheet: 'x' })
        .execute();
    await held(next);
    await expect(held(id)).rejects.toMatchObject({ constraint: 'report_hours_pk' });
    // Sent back, the first report does not take what another holds.
    await t.house.writer
      .updateTable('reports')
      .set({ state: 'returned', returned_at: t.house.clock().toISOString(), returned_reason: 'x' })
      .where('id', '=', id)
      .execute();
    expect((await personnel(id)).map(([name]) => name)).not.toContain('Eva Tecnica');
    await t.house.writer.updateTable('reports').set({ state: 'submitted', returned_at: null, returned_reason: null }).where('id', '=', id).execute();
    await t.house.writer.deleteFrom('report_hours').where('report_id', '=', next).execute();
    expect((await t.house.db.selectFrom('report_hours').select('day').where('report_id', '=', id).execute()).length).toBe(6);
    // What follows is of the first report as it was.
    await t.house.writer.deleteFrom('timesheet_hours').where('timesheet_id', '=', sheet!.id).execute();
    await t.house.writer.deleteFrom('organisation_people').where('person_id', '=', second.id).execute();
  });

  test('the sample is drawn again from the frozen content alone', async () => {
    const report = (await reportById(t.house.db, id))!;
    const content = JSON.parse(report.content!) as { lines: { id: string }[] };
    const lines = await linesOf(t.house.db, id);
    const drawn = sampleOf(
      sha256(report.content!),
      content.lines.map((l) => l.id),
      report.project.call.delivery!.reporting.sample,
    );
    expect(
      lines
        .filter((l) => l.sampled)
        .map((l) => l.id)
        .toSorted(),
    ).toEqual(drawn.toSorted());
    expect(drawn).toHaveLength(4);
  });

  test('an invoice of it cannot be handed in anywhere else, and the database is the last to say so', async () => {
    const other = (await t.house.db.selectFrom('projects').select('id').where('code', '=', 'MICS-2024-000099').executeTakeFirstOrThrow()).id;
    const { id: second } = await t.house.db
      .selectFrom('reports')
      .select('id')
      .where('project_id', '=', other)
      .executeTakeFirst()
      .then((r) => r ?? { id: '' });
    const twin = second !== '' ? second : await openOther(other);
    await addLine(t.house, w.lead, twin, line({ organisation: w.university, supplierVat: 'IT 12345678903', invoiceNumber: '12 / a', file: pdf('12/A') }));
    const report = (await reportById(t.house.db, twin))!;
    const { items } = await situationOf(t.house.db, report);
    expect(items.filter((i) => !i.met && i.level === 'must').map((i) => i.code)).toEqual([
      'reports.has.technical',
      'reports.line.usedElsewhere',
      'reports.line.fileElsewhere',
    ]);
    await expect(t.house.writer.updateTable('report_lines').set({ claimed: true }).where('report_id', '=', twin).execute()).rejects.toMatchObject({
      constraint: 'report_lines_invoice_uq',
    });
  });

  async function openOther(projectId: string): Promise<string> {
    await openReports(t.house, projectId);
    return (await t.house.db.selectFrom('reports').select('id').where('project_id', '=', projectId).where('number', '=', 1).executeTakeFirstOrThrow()).id;
  }

  test('the office asks, the beneficiary answers, lines are cut with reason; who acts for a member checks nothing', async () => {
    const lines = await linesOf(t.house.db, id);
    const of = (category: string) => lines.find((l) => l.category === category)!.id;
    const judge = (who: Actor, what: string, entry: Parameters<typeof judgeLine>[4]) => judgeLine(t.house, who, id, of(what), entry);
    const partial = await w.person('Olga Parziale', [{ role: 'office', scope: null }], [w.enterprise]);
    expect(await codes(judge(partial, 'equipment', { verdict: 'eligible', text: '' }))).toEqual(['reports.ownOrganisation']);
    expect(await codes(judge(w.lead, 'equipment', { verdict: 'eligible', text: '' }))).toEqual(['reports.officeOnly', 'reports.ownOrganisation']);
    await judge(office, 'equipment', { verdict: 'queried', text: 'A che cosa serve questo estrusore?' });
    expect(await codes(acceptReport(t.house, office, id, ''))).toEqual(['reports.sampleFirst', 'reports.questionsFirst']);
    const question = await t.house.db.selectFrom('report_questions').selectAll().executeTakeFirstOrThrow();
    expect(question.due_on).toBe('2025-02-24');
    expect(await codes(answerQuestion(t.house, w.researcher, id, question.id, 'Serve alla linea pilota.'))).toEqual(['notFound']);
    const reminded = async () =>
      (await t.house.db.selectFrom('mail_messages').select('recipient').where('key', 'like', `reports.remindQuestion/${question.id}/%`).execute()).length;
    for (let i = 0; i < 2; i++) await remindOfQuestion(t.house, { id: question.id, daysLeft: 2 });
    expect(await reminded()).toBe(4);
    await answerQuestion(t.house, w.partner, id, question.id, 'Serve alla linea pilota.');
    await remindOfQuestion(t.house, { id: question.id, daysLeft: 0 });
    expect(await reminded()).toBe(4);
    expect(await codes(answerQuestion(t.house, w.partner, id, question.id, 'Di nuovo.'))).toEqual(['reports.answeredAlready']);
    expect(await codes(judge(office, 'equipment', { verdict: 'cut', cut: 1_000_001, reason: 'amount', text: 'Troppo.' }))).toEqual(['reports.cutTooMuch']);
    await judge(office, 'equipment', { verdict: 'cut', cut: 100_000, reason: 'amount', text: 'Il trasporto non è ammesso.' });
  });

  test('sent back it can be mended and handed in again; its invoices stay held', async () => {
    await giveBack(t.house, office, id, 'La consulenza è sulla voce sbagliata: correggere.');
    const [, consultancy] = (await linesOf(t.house.db, id)).filter((l) => l.kind === 'cost');
    await changeLine(
      t.house,
      w.lead,
      id,
      consultancy!.id,
      line({ organisation: w.university, category: 'materials', invoiceNumber: '9', cents: 900_000, description: 'Resine', file: undefined }),
    );
    const again = await submitReport(t.house, w.lead, id, 'chiave-3');
    expect(again.cents).toBe(2_169_560);
    const kept = (await linesOf(t.house.db, id)).map((l) => [l.category, l.verdict, l.cutCents]);
    expect(kept).toEqual([
      ['equipment', 'cut', 100_000],
      ['materials', 'open', 0],
      ['personnel', 'open', 0],
      ['personnel', 'open', 0],
    ]);
  });

  test('accepted it pays by member, stays as it is, and computes again from what is stored', async () => {
    for (const l of (await linesOf(t.house.db, id)).filter((x) => x.sampled && x.verdict === 'open'))
      await judgeLine(t.house, office, id, l.id, { verdict: 'eligible', text: '' });
    await passUnsampled(t.house, office, id);
    await acceptReport(t.house, office, id, 'Buon lavoro.');
    const letters = await t.house.db.selectFrom('letters').select(['protocol', 'recipients', 'content']).where('kind', '=', 'reportAccepted').execute();
    expect(letters.map((l) => [l.protocol, l.recipients])).toEqual([['MICS-U-2025-000001', 2]]);
    for (const said of ['1.000 € tagliati, importo errato (Il trasporto non è ammesso.)', 'Buon lavoro.'])
      expect(JSON.stringify(letters[0]!.content).replaceAll('\u00a0', ' ')).toContain(said);
    const personnel = 32 * 5300 + 8 * 8100;
    const university = personnel + Math.floor(personnel * 0.15) + 900_000;
    expect((await acceptedByMember(t.house.db, w.projectId)).toSorted((a, b) => b.acceptedCents - a.acceptedCents)).toEqual([
      { reportId: id, number: 1, organisationId: w.university, acceptedCents: university, aidCents: university, acceptedAt: '2025-02-14T08:00:00.000Z' },
      { reportId: id, number: 1, organisationId: w.enterprise, acceptedCents: 900_000, aidCents: 630_000, acceptedAt: '2025-02-14T08:00:00.000Z' },
    ]);
    const { rows } = await t.house.pool.query(
      `select g.kind, a.organisation_id as organisation, sum(p.cents)::int as cents from ledger_entries e join ledger_postings p on p.entry_id = e.id
       join ledger_accounts a on a.id = p.account_id join ledger_groups g on g.id = a.group_id where e.key = $1 group by 1, 2 order by 3`,
      [`report.accepted/${id}`],
    );
    expect(rows).toEqual([
      { kind: 'owed', organisation: w.university, cents: -university },
      { kind: 'owed', organisation: w.enterprise, cents: -630_000 },
      { kind: 'accepted', organisation: w.enterprise, cents: 630_000 },
      { kind: 'accepted', organisation: w.university, cents: university },
    ]);
    const report = (await reportById(t.house.db, id))!;
    expect(report.outcomeSha256).toBe(sha256(report.outcome!));
    const stored = JSON.parse(report.outcome!) as { input: Omit<SettlementInput, 'call'>; settlement: unknown; callVersion: { id: string; hash: string } };
    const { call, hash } = (await versionById(t.house.db, stored.callVersion.id))!;
    expect(hash).toBe(stored.callVersion.hash);
    expect(settle({ call, ...stored.input })).toEqual(stored.settlement);
    expect(await codes(giveBack(t.house, office, id, 'Non si può più cambiare nulla qui.'))).toEqual(['reports.notToCheck']);
  });

  test('hours never typed before are added to a month of its period and go into the next report once; what it took stays, to the very text', async () => {
    const month = () => sheetMonth(t.house.db, ida().workerId, OCTOBER).then((it) => it!);
    const before = await month();
    const lines = await linesOf(t.house.db, id);
    expect([before.held.length, before.held.every((c) => c.report === 1), before.late]).toEqual([4, true, 1]);
    await reopenSheet(t.house, w.lead, ida(), 'Manca l’otto di ottobre.');
    const { revision } = (await month()).sheet!;
    const save = (of: typeof before.hours) => saveSheet(t.house, w.researcher, ida(), { revision, hours: of });
    const added = { workPackage: 'wp-1', day: '2024-10-08', quarters: 20 };
    expect(await codes(save([...before.hours.slice(1), added]))).toEqual(['reports.sheet.reportedDay']);
    expect(await codes(save(before.hours.map((h, i) => (i === 0 ? { ...h, quarters: h.quarters + 1 } : h))))).toEqual(['reports.sheet.reportedDay']);
    await save([...before.hours, { ...added, quarters: 60 }]);
    // The rules of any month hold, over all projects.
    expect(await codes(signSheet(t.house, w.researcher, ida(), revision + 1))).toEqual(['reports.sheet.overlap', 'reports.sheet.dailyHours']);
    await t.house.writer.deleteFrom('timesheet_hours').where('work_package', '=', 'a').execute();
    await saveSheet(t.house, w.researcher, ida(), { revision: revision + 1, hours: [...before.hours, added] });
    await signSheet(t.house, w.researcher, ida(), revision + 2);
    await countersignSheet(t.house, colleague, ida());
    const next = (await t.house.db.selectFrom('reports').select('id').where('project_id', '=', w.projectId).where('number', '=', 2).executeTakeFirstOrThrow())
      .id;
    const now = await situationOf(t.house.db, (await reportById(t.house.db, next))!);
    expect(now.personnel.map((p) => [p.name, p.month, p.quarters, p.period])).toEqual([['Ida Ricercatrice', OCTOBER, 20, 1]]);
    expect(now.days.map((d) => [d.day, d.workPackage])).toEqual([['2024-10-08', 'wp-1']]);
    expect(await linesOf(t.house.db, id)).toEqual(lines);
    // The first report's evidence is the month as it took it, not as it is now.
    const taken = (await frozenSheets(t.house.db, id, w.university)).filter((s) => s.name === 'Ida Ricercatrice');
    expect(taken.map((s) => sha256(s.content))).toEqual([before.sheet!.sha256]);
    await t.house.writer
      .insertInto('report_hours')
      .values(now.days.map(({ day, workPackage, sheet, sheetId }) => ({ report_id: next, timesheet_id: sheetId, day, work_package: workPackage, sheet })))
      .execute();
    const third = { id: crypto.randomUUID(), projectId: w.projectId, fromOn: '2025-07-15', untilOn: '2026-01-14' };
    expect(await countersignedHours(t.house.db, third)).toEqual([]);
  });
});
