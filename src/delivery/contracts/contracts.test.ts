import { afterAll, beforeAll, expect, test } from 'vitest';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Actor } from '#src/core/actor.ts';
import { sha256 } from '#src/core/canonical.ts';
import { AppError } from '#src/core/errors.ts';
import { adoptDecree } from '#src/funding/awards/actions.ts';
import { endGrantOfContract } from '#src/funding/rankings/actions.ts';
import { jobTasks } from '#src/house/jobs.ts';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { AFTER_DEADLINE, eventsOf } from '../../../test/factories/evaluation.ts';
import { rankedWorld } from '../../../test/factories/ranked.ts';
import { makeAuthority, makeCertificate, signP7m, signPdf, smallPdf, type Holder } from '../../../test/factories/signatures.ts';
import { faultsOf, pageTexts } from '../../../test/pdf/check.ts';
import { handIn, handInDeed, noteRegister, refuseDocument } from './actions/documents.ts';
import { confirmLapse, renounceContract } from './actions/end.ts';
import { acceptContract, offerContract, setTerms, withdrawOffer } from './actions/offer.ts';
import { contractOfApplication, contractsFor, type ContractFile } from './queries.ts';

// One contract from the decree to the signature, and another to its end; jobs are run as the worker would.

const DATES = { from: '2024-01-01', until: '2030-01-01' };
let t: TestHouse;
let w: Awaited<ReturnType<typeof rankedWorld>>;
let signer: Holder;
let stranger: Holder;
let auditor: Actor;

beforeAll(async () => {
  t = await testHouse({ at: AFTER_DEADLINE });
  w = await rankedWorld(t);
  await w.publish('provisional');
  await w.day(40);
  await w.publish('final');
  auditor = await w.person('Ada Revisora', [{ role: 'auditor', scope: null }]);
  const authority = await makeAuthority('Autorità di prova', DATES);
  const folder = join(t.house.settings.dataDir, 'trust');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'a.pem'), authority.pem);
  Object.assign(t.house.settings, { trustedAuthorities: folder });
  signer = await makeCertificate(authority, { name: 'Rita Legale', fiscalCode: 'RSSRTI80A41H501X' }, DATES);
  stranger = await makeCertificate(authority, { name: 'Altra Persona', fiscalCode: 'BNCLRA85T50F205Z' }, DATES);
  for (const of of [w.first, w.second]) {
    await t.house.writer.updateTable('organisation_people').set({ role: 'representative' }).where('organisation_id', '=', of.organisation).execute();
    await t.house.writer.updateTable('people').set({ fiscal_code: 'RSSRTI80A41H501X' }).where('id', '=', of.lead.id).execute();
  }
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
/** Runs what was queued of these tasks. */
async function work(...tasks: string[]): Promise<number> {
  const { rows } = await t.house.pool.query(
    'select j.id, k.identifier as task, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks k on k.id = j.task_id where k.identifier = any($1) order by j.id',
    [tasks],
  );
  for (const { id, task, payload } of rows) {
    await t.house.pool.query('delete from graphile_worker._private_jobs where id = $1', [id]);
    await jobTasks[task as string]!(t.house, payload);
  }
  return rows.length;
}
const contractOf = async (application: string): Promise<ContractFile> => (await contractOfApplication(t.house.db, application))!;
const mayList = async (actor: Actor) => (await contractsFor(t.house.db, actor, '2024-04-30').execute()).map((r) => r.id);

let id: string;

test('a decree makes a contract in preparation for each award, once', async () => {
  await adoptDecree(t.house, w.office, w.callId);
  expect(await work('contract.prepare')).toBe(1);
  const contract = await contractOf(w.first.id);
  id = contract.id;
  expect([contract.state, contract.grantCents, contract.members.map((m) => [m.name, m.role, m.aidCents]), contract.deed]).toEqual([
    'preparing',
    20_000_000,
    [['Uno', 'lead', 20_000_000]],
    'none',
  ]);
  expect(await contractOfApplication(t.house.db, w.second.id)).toBeUndefined();
  await jobTasks['contract.prepare']!(t.house, { applicationIds: [w.first.id, w.second.id] });
  expect((await eventsOf(t.house, 'contract.prepared')).length).toBe(1);
});

test('office, auditor and the member see it, nobody else', async () => {
  expect(await Promise.all([w.office, auditor, w.first.lead, w.second.lead, w.applicant].map(mayList))).toEqual([[id], [id], [id], [], []]);
  expect(await refused(setTerms(t.house, w.second.lead, id, { cup: null, startsOn: null }))).toEqual(['notFound', ['notFound']]);
  expect(await refused(setTerms(t.house, w.first.lead, id, { cup: null, startsOn: null }))).toEqual(['forbidden', ['contract.officeOnly']]);
});

test('it is offered only when all that comes before the signature is there, and says what is missing with its source', async () => {
  expect(await refused(offerContract(t.house, w.office, id))).toEqual([
    'conflict',
    ['contract.cupMissing', 'contract.startMissing', 'contract.document.missing'],
  ]);
  await setTerms(t.house, w.office, id, { cup: 'D43C22003120001', startsOn: '2025-01-15' });
  const error = await offerContract(t.house, w.office, id).catch((e: AppError) => e);
  const reasons = (error as AppError).reasons;
  expect(reasons.map((r) => [r.code, r.source?.ref])).toEqual([
    ['contract.endsTooLate', expect.any(String)],
    ['contract.document.missing', 'Circolare RGS 13/2024'],
  ]);
  await setTerms(t.house, w.office, id, { cup: 'D43C22003120001', startsOn: '2024-06-01' });
});

const place = (contract: ContractFile, document: string) => ({ document, organisation: contract.members[0]!.id });

test('a document with the wrong signature stands between the contract and its offer; the right one does not', async () => {
  const contract = await contractOf(w.first.id);
  const given = async (by: Holder) => ({
    fileName: 'dichiarazione.pdf',
    bytes: new Uint8Array(await signPdf(smallPdf(), by, { at: AFTER_DEADLINE })),
  });
  await handIn(t.house, w.first.lead, id, place(contract, 'noDoubleFunding'), await given(stranger), null);
  expect(await refused(offerContract(t.house, w.office, id))).toEqual(['conflict', ['contract.document.badSignature']]);
  await handIn(t.house, w.first.lead, id, place(contract, 'noDoubleFunding'), await given(signer), null);
  const row = (await contractOf(w.first.id)).documents[0]!;
  await refuseDocument(t.house, w.office, id, { document: row.id, reason: 'Manca la data della dichiarazione.' });
  expect(await refused(offerContract(t.house, w.office, id))).toEqual(['conflict', ['contract.document.refused']]);
  await handIn(t.house, w.first.lead, id, place(contract, 'noDoubleFunding'), await given(signer), null);
  expect(await refused(handIn(t.house, w.second.lead, id, place(contract, 'noDoubleFunding'), await given(signer), null))).toEqual(['notFound', ['notFound']]);
});

test('what a register says is written down by the office, with its validity', async () => {
  const contract = await contractOf(w.first.id);
  expect(await refused(noteRegister(t.house, w.office, id, { ...place(contract, 'durc'), reference: 'INPS_1', validUntil: null }))).toEqual([
    'invalid',
    ['contract.validUntilMissing'],
  ]);
  await noteRegister(t.house, w.office, id, { ...place(contract, 'durc'), reference: 'INPS_40123456', validUntil: '2024-08-01' });
  expect(await refused(noteRegister(t.house, w.first.lead, id, { ...place(contract, 'durc'), reference: 'x', validUntil: null }))).toEqual([
    'forbidden',
    ['contract.officeOnly'],
  ]);
});

test('offered: the text is frozen with its clauses filled in, a letter goes out, the term runs', async () => {
  await offerContract(t.house, w.office, id);
  const contract = await contractOf(w.first.id);
  expect([contract.state, contract.dueOn, contract.sha256]).toEqual(['offered', '2024-05-12', sha256((await raw()).content!)]);
  const said = contract.content!.clauses.map((c) => c.text.it).join('\n');
  expect(said).not.toMatch(/\{/);
  expect(said).toContain('Il progetto comincia il 1 giugno 2024 e termina il 31 maggio 2025.');
  const paper = await t.house.files.get(contract.paperSha256!);
  expect(faultsOf(paper)).toEqual([]);
  expect(pageTexts(paper).join(' ').replaceAll(/\s+/g, ' ')).toContain('D43C22003120001');
  const letters = await t.house.db
    .selectFrom('letters')
    .select(['kind', 'recipients'])
    .where('application_id', '=', w.first.id)
    .where('kind', '=', 'contractOffer')
    .execute();
  expect(letters).toEqual([{ kind: 'contractOffer', recipients: 2 }]);
  expect(await refused(setTerms(t.house, w.office, id, { cup: null, startsOn: null }))).toEqual(['conflict', ['contract.offeredAlready']]);
});
const raw = () => t.house.db.selectFrom('contracts').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

test('a raise before the signature: the contract says the new figures and is offered again', async () => {
  const raised = (cents: number) => t.house.writer.updateTable('awards').set({ grant_cents: cents }).where('application_id', '=', w.first.id).execute();
  await raised(19_000_000);
  await jobTasks['contract.prepare']!(t.house, { applicationIds: [w.first.id] });
  const contract = await contractOf(w.first.id);
  expect([contract.state, contract.grantCents, contract.dueOn]).toEqual(['preparing', 19_000_000, null]);
  await raised(20_000_000);
  await jobTasks['contract.prepare']!(t.house, { applicationIds: [w.first.id] });
  await offerContract(t.house, w.office, id);
  expect((await contractOf(w.first.id)).content!.grantCents).toBe(20_000_000);
});

test('an offer can be taken back and made again; the reminder of the first is silent', async () => {
  await withdrawOffer(t.house, w.office, id);
  expect((await contractOf(w.first.id)).state).toBe('preparing');
  await offerContract(t.house, w.office, id);
  await jobTasks['contract.remind']!(t.house, { id, dueOn: '2024-05-11', daysLeft: 1 });
  await jobTasks['contract.remind']!(t.house, { id, dueOn: '2024-05-12', daysLeft: 1 });
  expect((await eventsOf(t.house, 'contract.reminded')).length).toBe(1);
});

test('only the offered text, signed by the legal representative, in time; then the office accepts it', async () => {
  const paper = await t.house.files.get((await contractOf(w.first.id)).paperSha256!);
  const as = async (by: Holder, of: Uint8Array) => ({
    fileName: 'contratto.pdf',
    bytes: new Uint8Array(await signPdf(of, by, { at: AFTER_DEADLINE })),
  });
  expect(await refused(acceptContract(t.house, w.office, id))).toEqual(['conflict', ['contract.deedMissing']]);
  expect(await refused(handInDeed(t.house, w.office, id, await as(signer, paper)))).toEqual(['forbidden', ['contract.leadOnly']]);
  expect(await refused(handInDeed(t.house, w.first.lead, id, await as(signer, smallPdf())))).toEqual(['invalid', ['contract.otherText']]);
  await handInDeed(t.house, w.first.lead, id, await as(stranger, paper));
  expect(await refused(acceptContract(t.house, w.office, id))).toEqual(['conflict', ['contract.deedBad']]);
  const envelope = await signP7m(paper, signer, { at: AFTER_DEADLINE });
  t.setClock('2024-05-12T21:59:59.500Z');
  await handInDeed(t.house, w.first.lead, id, { fileName: 'contratto.p7m', bytes: new Uint8Array(envelope) });
  t.setClock('2024-05-12T22:00:00.000Z');
  expect(await refused(handInDeed(t.house, w.first.lead, id, await as(signer, paper)))).toEqual(['conflict', ['contract.tooLate']]);
  expect(await refused(confirmLapse(t.house, w.office, id, { reason: 'Termine scaduto.', ref: 'Atto 1' }))).toEqual(['conflict', ['contract.deedIn']]);
  await acceptContract(t.house, w.office, id);
  const contract = await contractOf(w.first.id);
  expect([contract.state, contract.signedAt]).toEqual(['signed', '2024-05-12T21:59:59.500Z']);
});

test('a raise after the signature is an addendum, once, with its paper and letter', async () => {
  const raised = (cents: number) => t.house.writer.updateTable('awards').set({ grant_cents: cents }).where('application_id', '=', w.first.id).execute();
  await raised(20_500_000);
  for (let i = 0; i < 2; i++) await jobTasks['contract.prepare']!(t.house, { applicationIds: [w.first.id] });
  const { addenda, state, grantCents } = await contractOf(w.first.id);
  expect([state, grantCents, addenda.map((a) => [a.number, a.beforeCents, a.grantCents])]).toEqual(['signed', 20_500_000, [[1, 20_000_000, 20_500_000]]]);
  expect(faultsOf(await t.house.files.get(addenda[0]!.paperSha256!))).toEqual([]);
  const kinds = await t.house.db.selectFrom('letters').select('kind').where('kind', '=', 'contractAddendum').execute();
  expect(kinds.length).toBe(1);
  await raised(20_000_000);
  await t.house.writer.updateTable('contracts').set({ grant_cents: 20_000_000 }).where('id', '=', id).execute();
});

test('a renunciation frees the grant for the ranking; the contract of who follows is prepared, and lapses when its term is missed', async () => {
  await renounceContract(t.house, w.first.lead, id, { reason: 'L’impresa non può più realizzare il progetto.' });
  expect((await contractOf(w.first.id)).state).toBe('renounced');
  expect(await work('grant.end')).toBe(1);
  await endGrantOfContract(t.house, { callId: w.callId, applicationId: w.first.id, on: '2024-05-13', ref: 'x', kind: 'renunciation' });
  expect((await eventsOf(t.house, 'grant.renounced')).length).toBe(1);
  await w.publish('scrolled');
  await adoptDecree(t.house, w.office, w.callId);
  await work('contract.prepare');
  const second = await contractOf(w.second.id);
  expect([second.state, second.grantCents]).toEqual(['preparing', 20_000_000]);
  expect(await refused(confirmLapse(t.house, w.office, second.id, { reason: 'Termine scaduto.', ref: 'Atto 1' }))).toEqual(['conflict', ['contract.termRuns']]);
  await setTerms(t.house, w.office, second.id, { cup: 'D43C22003120001', startsOn: '2024-06-01' });
  const given = { fileName: 'd.pdf', bytes: new Uint8Array(await signPdf(smallPdf(), signer, { at: AFTER_DEADLINE })) };
  await handIn(t.house, w.second.lead, second.id, place(second, 'noDoubleFunding'), given, null);
  await offerContract(t.house, w.office, second.id);
  const { dueOn } = await contractOf(w.second.id);
  t.setClock(`${dueOn}T23:30:00.000Z`);
  await jobTasks['contract.termOver']!(t.house, { id: second.id, dueOn: '2024-01-01' });
  for (let i = 0; i < 2; i++) await jobTasks['contract.termOver']!(t.house, { id: second.id, dueOn: dueOn! });
  const told = await t.house.db.selectFrom('mail_messages').select('recipient').where('key', 'like', `contract.over/${second.id}/%`).execute();
  expect(told.map((m) => m.recipient)).toEqual(expect.arrayContaining([w.office.email, w.second.lead.email]));
  expect(new Set(told.map((m) => m.recipient)).size).toBe(told.length);
  expect((await eventsOf(t.house, 'contract.termOver')).length).toBe(2);
  await confirmLapse(t.house, w.office, second.id, { reason: 'Il contratto non è stato firmato in tempo.', ref: 'Atto 2' });
  expect((await contractOf(w.second.id)).state).toBe('lapsed');
  await work('grant.end');
  expect((await eventsOf(t.house, 'grant.revoked')).length).toBe(1);
});
