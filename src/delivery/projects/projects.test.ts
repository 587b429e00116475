import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Actor } from '#src/core/actor.ts';
import { AppError } from '#src/core/errors.ts';
import { sum } from '#src/core/money.ts';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { eventsOf } from '../../../test/factories/evaluation.ts';
import { partneredWorld, withDeed } from '../../../test/factories/partnered.ts';
import { accepted } from '../../../test/factories/paid.ts';
import { acceptedReport } from '../../../test/factories/reported.ts';
import { makeAuthority, makeCertificate, signPdf, smallPdf, type Holder } from '../../../test/factories/signatures.ts';
import { faultsOf, pageTexts } from '../../../test/pdf/check.ts';
import { acceptAddendum, handInAddendum, offerAddendum } from '../contracts/actions/addenda.ts';
import { contractById, linesOf } from '../contracts/queries.ts';
import { balancesOf } from '#src/plumbing/ledger/read.ts';
import { jobTasks } from '#src/house/jobs.ts';
import { beginProject, endProject, raiseProject } from './actions/begin.ts';
import { savePerson } from './actions/people.ts';
import { answerVariation, proposeVariation, withdrawVariation } from './actions/variations.ts';
import { addIndicator, noteValue, prove } from './actions/work.ts';
import { budgetOf, membersOf, peopleOf, projectById, projectsFor, womenAtWorkWithout } from './queries.ts';
import { variationByNumber, variationsOf } from './queries/variations.ts';
import { planById, versionsOf } from './queries/versions.ts';
import { dueOf, indicatorsOf, risksOf, watchFor, workPackagesOf } from './queries/work.ts';
import { leadReaders } from '../contracts/queries/lead.ts';
import { partiesOf } from '../contracts/rules/addendum.ts';
import { cellField } from './rules/change.ts';
import { differences } from './rules/differences.ts';
import { giveField, goesField, keepField, leadsField, takerField } from './rules/partners.ts';

let t: TestHouse;
let w: Awaited<ReturnType<typeof partneredWorld>>;
let lead: Actor;
let partner: Actor;
let stranger: Actor;
let id: string;
let contractId: string;
let applicationId: string;
let university: string;
let enterprise: string;

beforeAll(async () => {
  t = await testHouse({ at: '2024-07-10T10:00:00.000Z' });
  w = await partneredWorld(t.house);
  ({ university, enterprise, lead, partner, stranger, applicationId, contractId } = w);
});
afterAll(() => t.end());

const refused = async (work: Promise<unknown>): Promise<[string, string[]] | 'done'> =>
  work.then(
    () => 'done' as const,
    (e: unknown) => {
      if (!(e instanceof AppError)) throw e;
      return [e.kind, e.reasons.map((r) => r.code)];
    },
  );
const project = async () => (await projectById(t.house.db, id))!;
const mayList = async (actor: Actor) => (await projectsFor(t.house.db, actor, '2025-02-01').execute()).map((r) => r.id);
const why = 'Il fornitore ha cambiato i prezzi e il lavoro si sposta.';

test('a signed contract becomes a project, once, with plan, budget, team, risks and TRL of the proposal', async () => {
  await beginProject(t.house, contractId);
  await beginProject(t.house, contractId);
  const { id: made } = await t.house.db.selectFrom('projects').select('id').executeTakeFirstOrThrow();
  id = made;
  const p = await project();
  expect([p.acronym, p.version, p.signedOn, p.startsOn, p.endsOn, p.trlFrom, p.trlTo, p.mainSpoke]).toEqual([
    'PROVA',
    1,
    '2024-07-10',
    '2024-07-15',
    '2025-07-14',
    3,
    6,
    5,
  ]);
  expect((await membersOf(t.house.db, id)).map((m) => [m.name, m.role, m.eligibleCents, m.aidCents])).toEqual([
    ['Università di prova', 'lead', 20_000_000, 20_000_000],
    ['Altra università', 'partner', 10_000_000, 10_000_000],
  ]);
  expect((await budgetOf(t.house.db, id)).map((b) => [b.category, b.cents]).sort()).toEqual(
    [
      ['consultancy', 5_000_000],
      ['equipment', 800_000],
      ['indirect', 1_200_000],
      ['indirect', 1_500_000],
      ['materials', 3_500_000],
      ['personnel', 10_000_000],
      ['personnel', 8_000_000],
    ].sort(),
  );
  expect((await workPackagesOf(t.house.db, id)).map((x) => [x.title, x.from, x.until, Number(x.personMonths)])).toEqual([
    ['Coordinamento', 1, 12, 4],
    ['Linea pilota', 3, 10, 12.5],
  ]);
  expect((await dueOf(t.house.db, id)).map((d) => [d.of, d.title, d.month, d.note])).toEqual([
    ['deliverables', 'Prototipo', 6, 'prototype'],
    ['milestones', 'Prima fibra', 9, 'Rapporto di prova'],
  ]);
  expect((await risksOf(t.house.db, id)).map((r) => [r.risk, r.likelihood])).toEqual([['Manca il materiale', 'high']]);
  expect((await peopleOf(t.house.db, id)).map((x) => [x.name, x.role, x.gender, x.newHire, x.ftePercent])).toEqual([
    ['Da nominare 1', 'Ricercatore', 'f', true, 50],
    ['Da nominare 2', 'Ricercatore', 'f', true, 50],
  ]);
  const [one] = await peopleOf(t.house.db, id);
  expect(await womenAtWorkWithout(t.house.db, w.call.programme, [one!.id])).toEqual({ now: { women: 2, stated: 2 }, afterwards: { women: 1, stated: 1 } });
  expect((await versionsOf(t.house.db, id)).map((v) => [v.number, v.cause])).toEqual([[1, 'funded']]);
  expect((await eventsOf(t.house, 'project.begun')).length).toBe(1);
});

test('who sees it: office, auditor, payer, the leader of its Spoke, its members; nobody else', async () => {
  const of = (name: string, role: 'auditor' | 'payer' | 'spokeLeader' | 'office', scope: string | null = null) => w.person(name, [{ role, scope }]);
  const see = [
    w.office,
    lead,
    partner,
    await of('Ada', 'auditor'),
    await of('Pia', 'payer'),
    await of('Cora', 'spokeLeader', '5'),
    await of('Uffa', 'office', w.callId),
  ];
  expect(await Promise.all(see.map(mayList))).toEqual(see.map(() => [id]));
  const blind = [stranger, await of('Dina', 'spokeLeader', '6'), await of('Teo', 'office', '01-2024')];
  expect(await Promise.all(blind.map(mayList))).toEqual([[], [], []]);
  expect(await refused(addIndicator(t.house, stranger, id, { name: 'x', unit: 'x', target: 1 }))).toEqual(['notFound', ['notFound']]);
  expect(await refused(addIndicator(t.house, partner, id, { name: 'x', unit: 'x', target: 1 }))).toEqual(['forbidden', ['project.leadOnly']]);
});

test('a place in the team gets a name; who has the e-mail sees the project', async () => {
  const ida = await w.person('Ida Ricercatrice');
  const [place] = await peopleOf(t.house.db, id);
  const entry = {
    person: place!.id,
    organisation: university,
    name: 'Ida Ricercatrice',
    email: ida.email,
    role: 'Ricercatrice',
    gender: 'f' as const,
    birthYear: 1990,
    contract: 'fixedTerm' as const,
    newHire: true,
    band: 'low' as const,
    region: 'lombardy',
    ftePercent: 80,
    fromOn: '2024-07-15',
    untilOn: null,
  };
  expect(await mayList(ida)).toEqual([]);
  expect(await refused(savePerson(t.house, partner, id, entry))).toEqual(['forbidden', ['project.ownPeople']]);
  expect(await refused(savePerson(t.house, partner, id, { ...entry, organisation: enterprise }))).toEqual(['forbidden', ['project.ownPeople']]);
  await savePerson(t.house, lead, id, entry);
  await savePerson(t.house, partner, id, { ...entry, person: null, organisation: enterprise, name: 'Eva Tecnica', email: null });
  expect(await mayList(ida)).toEqual([id]);
  expect((await peopleOf(t.house.db, id)).map((p) => [p.name, p.personId])).toEqual([
    ['Eva Tecnica', null],
    ['Da nominare 2', null],
    ['Ida Ricercatrice', ida.id],
  ]);
});

test('what is finished is shown by a file; what is not is late, and at risk before', async () => {
  const spokeLeader = await w.person('Capo', [{ role: 'spokeLeader', scope: '5' }]);
  expect((await watchFor(t.house, spokeLeader, { today: '2024-12-15', until: '2025-01-14' })).map((l) => [l.what, l.title, l.dueOn])).toEqual([
    ['deliverables', 'Prototipo', '2025-01-14'],
    ['risk', 'Manca il materiale', null],
  ]);
  expect((await watchFor(t.house, spokeLeader, { today: '2024-12-14', until: '2025-01-13' })).map((l) => l.what)).toEqual(['risk']);
  // Its end is told while it is ahead, and not for ever after.
  const ends = async (today: string, until: string) => (await watchFor(t.house, spokeLeader, { today, until })).filter((l) => l.what === 'end').length;
  expect([await ends('2025-07-01', '2025-07-31'), await ends('2025-07-14', '2025-08-13'), await ends('2025-07-15', '2025-08-14')]).toEqual([1, 1, 0]);
  const late = async (day: string) => (await projectsFor(t.house.db, lead, day).execute()).map((r) => [r.lateItems, r.late]);
  expect([await late('2025-01-14'), await late('2025-01-15')]).toEqual([[[0, 'no']], [[1, 'yes']]]);
  const given = { of: 'deliverables' as const, id: 'd', fileName: 'prototipo.pdf', bytes: new Uint8Array(smallPdf()) };
  expect(await refused(prove(t.house, partner, id, { ...given, metOn: '2024-07-16' }))).toEqual(['invalid', ['project.notYet']]);
  t.setClock('2025-01-20T10:00:00.000Z');
  await prove(t.house, partner, id, { ...given, metOn: '2025-01-19' });
  expect(await late('2025-01-20')).toEqual([[0, 'no']]);
  await addIndicator(t.house, lead, id, { name: 'Scarti riciclati', unit: 't', target: 120 });
  const [indicator] = await indicatorsOf(t.house.db, id);
  await noteValue(t.house, partner, id, { indicator: indicator!.id, on: '2025-01-19', value: 33.5 });
  expect((await indicatorsOf(t.house.db, id)).map((i) => i.values)).toEqual([[{ on: '2025-01-19', value: 33.5 }]]);
});

describe('variations', () => {
  const budget = (of: string, category: string, typed: string) => ({ [cellField({ organisation: of, category, researchType: 'industrial' })]: typed });
  const propose = (actor: Actor, kind: 'budget' | 'workPlan' | 'extension' | 'partner', fields: Record<string, string>) =>
    proposeVariation(t.house, actor, id, { kind, reason: why, ...fields });

  test('a small move is a notice: the next version at once', async () => {
    const number = await propose(partner, 'budget', { ...budget(university, 'materials', '30.000'), ...budget(university, 'equipment', '5.000') });
    const v = (await variationByNumber(t.house.db, id, number))!;
    expect([v.state, v.movedCents, v.movedPercent, v.version]).toEqual(['noticed', 500_000, 1.67, 2]);
    const [before, after] = [(await planById(t.house.db, id, 1))!, (await planById(t.house.db, id, 2))!];
    expect(differences(before, after).map((d) => [d.subject.slice(0, 2), d.before, d.after])).toEqual([
      [['Università di prova', 'materials'], 3_500_000, 3_000_000],
      [['Università di prova', 'equipment'], 0, 500_000],
    ]);
    expect((await project()).version).toBe(2);
  });

  test('a large one is a request, one at a time, that the office answers; its flat rate follows', async () => {
    const number = await propose(lead, 'budget', { ...budget(university, 'personnel', '60.000'), ...budget(university, 'equipment', '51.000') });
    const v = (await variationByNumber(t.house.db, id, number))!;
    expect([v.state, v.movedCents, v.dueOn]).toEqual(['requested', 4_600_000, '2025-02-19']);
    expect((await project()).version).toBe(2);
    expect(await refused(propose(partner, 'extension', { months: '14' }))).toEqual(['conflict', ['project.requestOpen']]);
    expect(await refused(answerVariation(t.house, lead, id, number, { outcome: 'approved', answer: 'Va bene così com’è.' }))).toEqual([
      'forbidden',
      ['project.officeOnly', 'project.ownOrganisation'],
    ]);
    await answerVariation(t.house, w.office, id, number, { outcome: 'approved', answer: 'La variazione è coerente con gli obiettivi.' });
    const after = await budgetOf(t.house.db, id);
    expect(after.filter((b) => b.organisationId === university).map((b) => [b.category, b.cents])).toEqual([
      ['consultancy', 5_000_000],
      ['equipment', 5_100_000],
      ['indirect', 900_000],
      ['materials', 3_000_000],
      ['personnel', 6_000_000],
    ]);
    expect([(await project()).version, sum((await membersOf(t.house.db, id)).map((m) => m.aidCents))]).toEqual([3, 30_000_000]);
    const letters = await t.house.db.selectFrom('letters').select('kind').where('kind', '=', 'variationAnswer').execute();
    expect(letters.length).toBe(1);
  });

  test('what breaks a rule of the call is refused with its source, and what grows the cost', async () => {
    const error = (await propose(lead, 'budget', { ...budget(university, 'consultancy', '95.000'), ...budget(university, 'equipment', '6.000') }).catch(
      (e: unknown) => e,
    )) as AppError;
    expect(error.reasons.map((r) => [r.code, r.source?.ref !== undefined])).toEqual([['rule.categoryCap.over', true]]);
    expect(await refused(propose(lead, 'budget', budget(university, 'materials', '40.000')))).toEqual(['conflict', ['project.costGrows']]);
    expect(await refused(propose(lead, 'budget', {}))).toEqual(['invalid', ['project.nothingChanged']]);
    expect(await refused(propose(lead, 'budget', budget(university, 'materials', 'molti')))).toEqual(['invalid', ['form.notAnAmount']]);
    expect(await refused(propose(lead, 'extension', { months: '19' }))).toEqual(['conflict', ['rule.duration.tooLong', 'rule.duration.endsLate']]);
  });

  test('dates of the plan are a notice, an extension is a request', async () => {
    const rows = {
      'wp.0.title': 'Coordinamento',
      'wp.0.from': '1',
      'wp.0.until': '12',
      'wp.0.leader': university,
      'wp.1.title': 'Linea pilota',
      'wp.1.leader': enterprise,
      'wp.1.from': '4',
      'wp.1.until': '11',
    };
    const dues = { 'deliverable.0.title': 'Prototipo', 'deliverable.0.month': '6', 'milestone.0.title': 'Prima fibra', 'milestone.0.month': '10' };
    const number = await propose(lead, 'workPlan', { ...rows, 'wp.2.title': 'Diffusione', 'wp.2.from': '2', 'wp.2.until': '12', ...dues });
    expect((await variationByNumber(t.house.db, id, number))!.state).toBe('noticed');
    expect((await dueOf(t.house.db, id)).map((d) => [d.month, d.metOn])).toEqual([
      [6, '2025-01-19'],
      [10, null],
    ]);
    expect(await refused(propose(lead, 'workPlan', { ...rows, ...dues, 'wp.1.until': '13' }))).toEqual(['conflict', ['project.workOutside']]);
    const longer = await propose(lead, 'extension', { months: '14' });
    await withdrawVariation(t.house, partner, id, longer);
    const again = await propose(lead, 'extension', { months: '13' });
    await answerVariation(t.house, w.office, id, again, { outcome: 'approved', answer: 'La proroga è motivata dal ritardo.' });
    expect((await project()).endsOn).toBe('2025-08-14');
  });
});

/** Acts for who joins, and leads in the end. */
let representative: Actor;

describe('a change of partners', () => {
  const reportedCell = { category: 'personnel', researchType: 'industrial' };
  const of = (fields: Record<string, string>) => proposeVariation(t.house, lead, id, { kind: 'partner', reason: why, ...fields });
  let joining: string;
  let signer: Holder;
  let other: Holder;
  const fields = (more: Record<string, string> = {}) => ({
    change: 'replaced',
    leaving: enterprise,
    joining,
    region: 'campania',
    from: '2025-03-01',
    [keepField(reportedCell)]: '50.000',
    [takerField(reportedCell)]: joining,
    [keepField({ category: 'equipment', researchType: 'industrial' })]: '',
    [takerField({ category: 'equipment', researchType: 'industrial' })]: university,
    [leadsField('b')]: joining,
    ...more,
  });
  /** Runs what was queued of these tasks. */
  const work = async (...tasks: string[]) => {
    const { rows } = await t.house.pool.query(
      `select j.id, k.identifier as task, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks k on k.id = j.task_id
       where k.identifier = any($1) and (j.run_at <= $2 or j.run_at > now() - interval '1 hour') order by j.id`,
      [tasks, t.house.clock().toISOString()],
    );
    for (const { id: job, task, payload } of rows) {
      await t.house.pool.query('delete from graphile_worker._private_jobs where id = $1', [job]);
      await jobTasks[task as string]!(t.house, payload);
    }
    return rows.length;
  };
  const contract = async () => (await contractById(t.house.db, contractId))!;
  const approve = (number: number) => answerVariation(t.house, w.office, id, number, { outcome: 'approved', answer: 'Il nuovo partner ha i requisiti.' });

  beforeAll(async () => {
    joining = await w.organisation('Terza università');
    representative = await w.person('Tina Terza', [{ role: 'applicant', scope: null }], [joining]);
    // 40,000 € of personnel and its flat rate were accepted of who will leave, 5,000 € more wait in the next report.
    const { reportId: first } = await acceptedReport(t.house, id, enterprise, [], '2025-02-10T08:00:00Z');
    const { rows } = await t.house.pool.query<{ id: string }>(
      `insert into reports (project_id, number, from_on, until_on, due_on, state, technical, milestones, revision, opened_at, late)
       values ($1, 2, '2025-01-15', '2025-07-14', '2025-08-13', 'open', '', '', 1, now(), false) returning id`,
      [id],
    );
    const second = rows[0]!.id;
    await t.house.pool.query(
      `insert into report_results (report_id, organisation_id, category, reported_cents, accepted_cents) values ($1, $2, 'personnel', 4000000, 4000000), ($1, $2, 'indirect', 600000, 600000)`,
      [first, enterprise],
    );
    await t.house.pool.query(
      `insert into report_lines (report_id, organisation_id, kind, category, description, supplier, supplier_vat, invoice_number, invoice_on, payment_ref, cents, cup, invoice_key, claimed, sampled, verdict, cut_cents, created_at)
       values ($1, $2, 'cost', 'equipment', 'x', 'x', '1', '1', '2025-01-16', '', 500000, '', '1|1|2025', false, false, 'open', 0, now())`,
      [second, enterprise],
    );
    await accepted(t.house, applicationId, enterprise, 4_600_000, first);
    const authority = await makeAuthority('Autorità di prova', { from: '2024-01-01', until: '2030-01-01' });
    const folder = join(t.house.settings.dataDir, 'trust');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'a.pem'), authority.pem);
    Object.assign(t.house.settings, { trustedAuthorities: folder });
    signer = await makeCertificate(authority, { name: 'Rita Legale', fiscalCode: 'RSSRTI80A41H501X' }, { from: '2024-01-01', until: '2030-01-01' });
    other = await makeCertificate(authority, { name: 'Tina Terza', fiscalCode: 'BNCLRA85T50F205Z' }, { from: '2024-01-01', until: '2030-01-01' });
    await t.house.writer.updateTable('people').set({ fiscal_code: 'RSSRTI80A41H501X' }).where('id', '=', lead.id).execute();
    await t.house.writer.updateTable('organisation_people').set({ role: 'representative' }).where('person_id', '=', lead.id).execute();
    await withDeed(t.house, w);
  });

  test('is refused where a rule, what was accepted or the day does not allow it, with figures, each at its field', async () => {
    const told = async (more: Record<string, string>) =>
      of(fields(more)).then(
        () => [],
        (e: AppError) => e.reasons.map((r) => [r.code, r.at ?? null, r.params]),
      );
    expect(await told({ leaving: university })).toEqual([['project.newLeadMissing', 'newLead', { name: 'Università di prova' }]]);
    expect(await told({ from: '2025-01-14' })).toEqual([['project.changeReported', 'from', { number: 1, until: '2025-01-14' }]]);
    expect(await told({ joining: university })).toEqual([['project.joinsAlready', 'joining', { name: 'Università di prova' }]]);
    expect(await told({ [keepField(reportedCell)]: '39.999,99' })).toEqual([
      ['project.keptTooLittle', keepField(reportedCell), { name: 'Altra università', category: 'personnel', keptCents: 3_999_999, acceptedCents: 4_000_000 }],
    ]);
    expect(await told({ [takerField(reportedCell)]: enterprise })).toEqual([['project.takerMissing', takerField(reportedCell), { cents: 3_000_000 }]]);
    expect(await told({ [keepField(reportedCell)]: '80.000,01' })).toEqual([['project.moreThanAwarded', keepField(reportedCell), { cents: 8_000_000 }]]);
    // Looked at as a new proposal is: who would join has to be admitted, wherever it comes from.
    const founder = { programme_id: w.call.programme, organisation_id: joining, role: 'public' };
    await t.house.writer
      .insertInto('founding_partners')
      .values(founder as never)
      .execute();
    expect((await told({})).map(([code]) => code)).toEqual(['rule.outsidePartnership.inside']);
    await t.house.writer.deleteFrom('founding_partners').where('organisation_id', '=', joining).execute();
  });

  test('is approved, and waits for an addendum that lead and new partner sign once its documents are there', async () => {
    const number = await of(fields({ [goesField((await peopleOf(t.house.db, id)).find((p) => p.name === 'Eva Tecnica')!.id)]: joining }));
    await approve(number);
    expect((await variationByNumber(t.house.db, id, number))!.state).toBe('toSign');
    expect(await refused(of(fields()))).toEqual(['conflict', ['project.requestOpen']]);
    expect(await work('contract.amend')).toBe(1);
    expect((await contract()).members.map((m) => [m.name, m.joinsWith, m.aidCents])).toEqual([
      ['Università di prova', null, 20_000_000],
      ['Altra università', null, 10_000_000],
      ['Terza università', 1, 3_450_000],
    ]);
    expect(await refused(offerAddendum(t.house, w.office, contractId, 1))).toEqual([
      'conflict',
      ['contract.representativeMissing', ...Array<string>(3).fill('contract.document.missing')],
    ]);
    await t.house.writer.updateTable('people').set({ fiscal_code: 'BNCLRA85T50F205Z' }).where('id', '=', representative.id).execute();
    await t.house.writer.updateTable('organisation_people').set({ role: 'representative' }).where('person_id', '=', representative.id).execute();
    for (const l of linesOf(await contract(), '2025-01-20').filter((x) => x.member?.id === joining))
      await t.house.pool.query(
        "insert into contract_documents (contract_id, organisation_id, document_id, reference, valid_until, handed_in_at) values ($1, $2, $3, 'Prot. 1', '2099-12-31', now())",
        [contractId, joining, l.document.id],
      );
    await offerAddendum(t.house, w.office, contractId, 1);
    const [addendum] = (await contract()).addenda;
    expect([addendum!.state, addendum!.dueOn]).toEqual(['offered', '2025-02-09']);
    const paper = await t.house.files.get(addendum!.paperSha256!);
    expect(faultsOf(paper)).toEqual([]);
    const said = pageTexts(paper).join(' ').replaceAll(/\s+/g, ' ');
    expect(said).toContain('Dal 1 marzo 2025 Altra università non partecipa più al progetto');
    expect(said).not.toContain('{');
    const as = async (by: Holder) => ({ fileName: 'addendum.pdf', bytes: new Uint8Array(await signPdf(paper, by, { at: '2025-01-20T10:00:00.000Z' })) });
    expect(await refused(handInAddendum(t.house, partner, contractId, 1, joining, await as(other)))).toEqual(['forbidden', ['contract.otherMember']]);
    await handInAddendum(t.house, lead, contractId, 1, university, await as(signer));
    await handInAddendum(t.house, representative, contractId, 1, joining, await as(signer));
    const error = (await acceptAddendum(t.house, w.office, contractId, 1).catch((e: unknown) => e)) as AppError;
    expect(error.reasons.map((r) => [r.code, r.params])).toEqual([['contract.addendumUnsigned', { names: ['Terza università'] }]]);
    await handInAddendum(t.house, representative, contractId, 1, joining, await as(other));
    await acceptAddendum(t.house, w.office, contractId, 1);
    await acceptAddendum(t.house, w.office, contractId, 1).catch((e: AppError) => expect(e.reasons[0]!.code).toBe('contract.addendumNotOffered'));
  });

  test('holds from its day: what was accepted stays with who left, the rest, work and people go to whom they were given', async () => {
    const { version } = await project();
    expect(await work('project.vary')).toBe(1);
    expect([(await project()).version, (await variationByNumber(t.house.db, id, (await last()).number))!.state]).toEqual([version, 'agreed']);
    t.setClock('2025-03-01T08:00:00.000Z');
    expect(await work('project.vary')).toBe(1);
    expect([(await project()).version, (await last()).state, (await last()).version]).toEqual([version + 1, 'approved', version + 1]);
    // 50,000 € and 15 % of them stay; 30,000 € and theirs go on; equipment goes to the lead. Nothing is lost or made.
    const members = await membersOf(t.house.db, id);
    expect(members.map((m) => [m.name, m.eligibleCents, m.aidCents, m.joinedOn, m.leftOn])).toEqual([
      ['Università di prova', 20_800_000, 20_800_000, '2024-07-10', null],
      ['Altra università', 5_750_000, 5_750_000, '2024-07-10', '2025-03-01'],
      ['Terza università', 3_450_000, 3_450_000, '2025-03-01', null],
    ]);
    const committed = (await balancesOf(t.house.db, [applicationId])).filter((b) => b.kind === 'committed');
    expect(new Map(committed.map((b) => [b.organisation, b.cents]))).toEqual(new Map(members.map((m) => [m.id, m.aidCents])));
    expect((await workPackagesOf(t.house.db, id)).find((x) => x.id === 'b')!.leaderId).toBe(joining);
    expect((await peopleOf(t.house.db, id)).filter((p) => p.name === 'Eva Tecnica').map((p) => [p.organisation, p.fromOn, p.untilOn])).toEqual([
      ['Altra università', '2024-07-15', '2025-02-28'],
      ['Terza università', '2025-03-01', null],
    ]);
    const [was, is] = [(await planById(t.house.db, id, version))!, (await planById(t.house.db, id, version + 1))!];
    expect(differences(was, is).flatMap((d) => (d.field === 'there' ? [[d.subject[0], d.before, d.after]] : []))).toEqual([
      ['Altra università', 'partner', 'former'],
      ['Terza università', null, 'partner'],
    ]);
    expect(await refused(proposeVariation(t.house, partner, id, { kind: 'extension', reason: why, months: '14' }))).toEqual([
      'forbidden',
      ['project.membersOnly'],
    ]);
    // Who left cannot be asked to come back, and keeps what it has through the next versions.
    expect(await refused(of(fields({ change: 'joins', joining: enterprise, from: '2025-04-01' })))).toEqual(['invalid', ['project.leftBefore']]);
  });
  const last = async () => (await variationsOf(t.house.db, id))[0]!;

  test('falls, and its addendum with it, when what was accepted meanwhile no longer leaves it room', async () => {
    const { version } = await project();
    const sixth = await w.organisation('Sesta università');
    const equipment = { organisation: joining, category: 'personnel', researchType: 'industrial' };
    const number = await of({ change: 'joins', joining: sixth, region: 'lombardy', from: '2025-04-01', [giveField(equipment)]: '30.000' });
    await approve(number);
    await work('contract.amend');
    const before = (await contract()).members.filter((m) => m.joinsWith === null).map((m) => [m.id, m.aidCents, m.leftOn]);
    // As accepted: signed by everybody. Then a report of who gives is accepted before the day comes.
    await t.house.pool.query(
      `update contract_addenda set state = 'signed', signed_at = now(), due_on = '2025-03-20', offered_at = now(), content = '{}', sha256 = 'x', paper_sha256 = 'x' where contract_id = $1 and variation = $2`,
      [contractId, number],
    );
    await t.house.pool.query('update contract_members set joins_with = null where contract_id = $1 and organisation_id = $2', [contractId, sixth]);
    const { rows } = await t.house.pool.query('select id from reports where project_id = $1 and number = 1', [id]);
    await t.house.pool.query(
      "insert into report_results (report_id, organisation_id, category, reported_cents, accepted_cents) values ($1, $2, 'personnel', 100, 100)",
      [rows[0].id, joining],
    );
    await jobTasks['project.vary']!(t.house, { contractId, variation: number });
    expect([(await last()).state, (await last()).endedReasons!.map((r) => r.code), (await project()).version]).toEqual([
      'lapsed',
      ['project.keptTooLittle'],
      version,
    ]);
    expect(await work('contract.restore')).toBe(1);
    expect((await contract()).members.map((m) => [m.id, m.aidCents, m.leftOn])).toEqual(before);
    expect((await contract()).addenda.at(-1)!.state).toBe('withdrawn');
    await t.house.pool.query('delete from report_results where organisation_id = $1', [joining]);
  });

  test('falls with its addendum when that is not signed in time; the project stays as it is', async () => {
    const { version } = await project();
    const fourth = await w.organisation('Quarta università');
    const give = {
      change: 'joins',
      joining: fourth,
      region: 'lombardy',
      from: '2025-05-01',
      [giveField({ organisation: university, category: 'materials', researchType: 'industrial' })]: '5.000',
    };
    const person = await w.person('Quinto Quarti', [{ role: 'applicant', scope: null }], [fourth]);
    await t.house.writer.updateTable('organisation_people').set({ role: 'representative' }).where('person_id', '=', person.id).execute();
    const number = await of(give);
    await approve(number);
    await work('contract.amend');
    for (const l of linesOf(await contract(), '2025-03-01').filter((x) => x.member?.id === fourth))
      await t.house.pool.query(
        "insert into contract_documents (contract_id, organisation_id, document_id, reference, valid_until, handed_in_at) values ($1, $2, $3, 'Prot. 1', '2099-12-31', now())",
        [contractId, fourth, l.document.id],
      );
    await offerAddendum(t.house, w.office, contractId, 3);
    t.setClock('2025-03-22T09:00:00.000Z');
    expect(await work('contract.addendumTerm')).toBeGreaterThan(0);
    expect((await contract()).addenda.map((a) => [a.number, a.state])).toEqual([
      [1, 'signed'],
      [2, 'withdrawn'],
      [3, 'lapsed'],
    ]);
    expect((await contract()).members.some((m) => m.id === fourth)).toBe(false);
    await work('project.dropVariation');
    const v = await last();
    expect([v.state, v.endedReasons!.map((r) => [r.code, r.params])]).toEqual(['lapsed', [['project.addendumLate', { number: 3, dueOn: '2025-03-21' }]]]);
    expect([(await project()).version, (await eventsOf(t.house, 'project.variationLapsed')).length]).toEqual([version, 2]);
  });

  test('a lead leaves where another takes its place: the mandate is given anew, both sign, and reports, letters and money are then of the new one', async () => {
    const { version } = await project();
    const budget = (await planById(t.house.db, id, version))!.budget.filter((b) => b.organisation === university && b.category !== 'indirect');
    const given = Object.fromEntries(
      budget.flatMap((b) => [
        [keepField(b), ''],
        [takerField(b), joining],
      ]),
    );
    const led = (await workPackagesOf(t.house.db, id)).filter((x) => x.leaderId === university);
    const all = {
      change: 'leaves',
      leaving: university,
      newLead: joining,
      from: '2025-05-01',
      ...given,
      ...Object.fromEntries(led.map((x) => [leadsField(x.id), joining])),
    };
    const told = async () =>
      of(all).then(
        () => [],
        (e: AppError) => e.reasons.map((r) => [r.code, r.params]),
      );
    // What is on its way to it for others goes on first: the refusal says which orders, and how much.
    const port = t.house.ports.leadMoneyOf;
    t.house.ports.leadMoneyOf = async () => ({ orders: [{ code: 'MICS-P-2025-000009', cents: 70_000 }], withLeadCents: 5_000 });
    expect(await told()).toEqual([
      ['project.leadOrders', { name: 'Università di prova', codes: ['MICS-P-2025-000009'], cents: 70_000 }],
      ['project.leadHolds', { name: 'Università di prova', cents: 5_000 }],
    ]);
    t.house.ports.leadMoneyOf = port;
    const number = await of(all);
    await approve(number);
    await work('contract.amend');
    const addendum = (await contract()).addenda.at(-1)!;
    expect(await refused(offerAddendum(t.house, w.office, contractId, addendum.number))).toEqual(['conflict', ['contract.mandateAnew']]);
    const consortium = linesOf(await contract(), '2025-03-22').find((l) => l.document.when === 'ats')!;
    await t.house.pool.query('delete from contract_documents where contract_id = $1 and document_id = $2', [contractId, consortium.document.id]);
    await t.house.pool.query(
      "insert into contract_documents (contract_id, document_id, reference, valid_until, handed_in_at) values ($1, $2, 'Nuovo mandato', '2099-12-31', $3)",
      [contractId, consortium.document.id, '2025-03-22T10:00:00Z'],
    );
    await offerAddendum(t.house, w.office, contractId, addendum.number);
    const paper = await t.house.files.get((await contract()).addenda.at(-1)!.paperSha256!);
    const said = pageTexts(paper).join(' ').replaceAll(/\s+/g, ' ');
    expect(said).toContain('Dal 1 maggio 2025 Università di prova cede a Terza università il ruolo di capofila');
    expect(said).toContain('e Università di prova. Le altre clausole');
    const as = async (by: Holder) => ({ fileName: 'addendum.pdf', bytes: new Uint8Array(await signPdf(paper, by, { at: '2025-03-22T10:00:00.000Z' })) });
    await handInAddendum(t.house, representative, contractId, addendum.number, joining, await as(other));
    const error = (await acceptAddendum(t.house, w.office, contractId, addendum.number).catch((e: unknown) => e)) as AppError;
    expect(error.reasons.map((r) => [r.code, r.params])).toEqual([['contract.addendumUnsigned', { names: ['Università di prova'] }]]);
    await handInAddendum(t.house, lead, contractId, addendum.number, university, await as(signer));
    await acceptAddendum(t.house, w.office, contractId, addendum.number);
    await work('project.vary');
    t.setClock('2025-05-01T08:00:00.000Z');
    await work('project.vary');
    expect([(await project()).version, (await last()).state]).toEqual([version + 1, 'approved']);
    expect((await membersOf(t.house.db, id)).map((m) => [m.name, m.role, m.leftOn])).toEqual([
      ['Terza università', 'lead', null],
      ['Altra università', 'partner', '2025-03-01'],
      ['Università di prova', 'partner', '2025-05-01'],
    ]);
    expect((await contract()).members.map((m) => [m.name, m.role]).filter(([, role]) => role === 'lead')).toEqual([['Terza università', 'lead']]);
    const [was, is] = [(await planById(t.house.db, id, version))!, (await planById(t.house.db, id, version + 1))!];
    expect(differences(was, is).flatMap((d) => (d.field === 'there' ? [[d.subject[0], d.before, d.after]] : []))).toEqual([
      ['Università di prova', 'lead', 'former'],
      ['Terza università', 'partner', 'lead'],
    ]);
    // From now on it is the new lead that asks, and that is written to.
    expect(await refused(proposeVariation(t.house, lead, id, { kind: 'extension', reason: why, months: '14' }))).toEqual([
      'forbidden',
      ['project.membersOnly'],
    ]);
    expect((await leadReaders(t.house.db, applicationId)).map((p) => p.personId)).toEqual([representative.id]);
    expect((await contract()).addenda.flatMap((a) => (a.change ? [partiesOf(a, 'x')] : [])).at(0)).toEqual([university, joining]);
  });
});

test('a raised grant is shared out as a version; an ended contract ends the project', async () => {
  const { version } = await project();
  await raiseProject(t.house, contractId);
  expect((await project()).version).toBe(version);
  await t.house.writer.updateTable('contracts').set({ state: 'revoked', ended_at: '2025-02-01T10:00:00.000Z' }).where('id', '=', contractId).execute();
  await endProject(t.house, contractId);
  expect((await project()).state).toBe('revoked');
  expect(await refused(proposeVariation(t.house, representative, id, { kind: 'extension', reason: why, months: '15' }))).toEqual([
    'conflict',
    ['project.ended'],
  ]);
});
