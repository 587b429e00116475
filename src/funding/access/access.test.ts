import { afterAll, beforeAll, expect, test } from 'vitest';
import { inflateRawSync } from 'node:zlib';
import type { Actor } from '#src/core/actor.ts';
import { sha256 } from '#src/core/canonical.ts';
import { AppError } from '#src/core/errors.ts';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { AFTER_DEADLINE, eventsOf } from '../../../test/factories/evaluation.ts';
import { rankedWorld } from '../../../test/factories/ranked.ts';
import { faultsOf, pageTexts } from '../../../test/pdf/check.ts';
import { askAccess, decideAccess, deliverPack, notifyParties, objectToAccess, tellTermOver, withdrawAccess } from './actions.ts';
import { accessById, accessRequestsFor, deliveriesFor, noticesFor } from './queries.ts';
import type { PackIndex } from './rules/pack.ts';

let t: TestHouse;
let w: Awaited<ReturnType<typeof rankedWorld>>;
const reason = 'Serve per valutare il ricorso contro la graduatoria provvisoria.';

beforeAll(async () => {
  t = await testHouse({ at: AFTER_DEADLINE });
  w = await rankedWorld(t);
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
const protocolOf = async (id: string) =>
  (await t.house.db.selectFrom('submissions').select('protocol').where('application_id', '=', id).executeTakeFirstOrThrow()).protocol;
const ask = (actor: Actor | null, application: string, others: string[] = []) => askAccess(t.house, actor, { application, reason, others });
const mayList = async (actor: Actor) => (await accessRequestsFor(t.house.db, actor).execute()).map((r) => r.id);

/** The files of a ZIP, by name, read through its central directory. */
function unzip(bytes: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (let at = bytes.readUInt32LE(bytes.length - 6); bytes.readUInt32LE(at) === 0x02014b50;) {
    const [packed, name, offset] = [bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt32LE(at + 42)];
    const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
    files.set(bytes.toString('utf8', at + 46, at + 46 + name), inflateRawSync(bytes.subarray(start, start + packed)));
    at += 46 + name;
  }
  return files;
}

let request: string;

test('before a ranking access is deferred; then the lead asks, once, and nobody else', async () => {
  expect(await refused(ask(w.second.lead, w.second.id))).toEqual(['conflict', ['access.tooEarly']]);
  await w.publish('provisional');
  expect(await refused(ask(w.first.lead, w.second.id))).toEqual(['notFound', ['notFound']]);
  expect(await refused(ask(w.second.lead, w.second.id, ['MICS-2024-9999']))).toEqual(['invalid', ['access.unknownProtocol']]);
  expect(await refused(ask(w.second.lead, w.second.id, [await protocolOf(w.second.id)]))).toEqual(['invalid', ['access.ownProtocol']]);
  request = await ask(w.second.lead, w.second.id, [await protocolOf(w.first.id), await protocolOf(w.low.id)]);
  expect(await refused(ask(w.second.lead, w.second.id))).toEqual(['conflict', ['access.openAlready']]);
  const found = (await accessById(t.house.db, request))!;
  expect([found.state, found.dueOn, found.parties.length]).toEqual(['asked', '2024-04-12', 2]);
  expect(await mayList(w.second.lead)).toEqual([request]);
  expect(await mayList(w.office)).toEqual([request]);
  for (const stranger of [w.first.lead, w.low.lead, w.applicant]) expect(await mayList(stranger)).toEqual([]);
});

test('those concerned are told by numbered letter, see their own notice alone, and object in time', async () => {
  const decide = () => decideAccess(t.house, w.office, request, { decision: 'partial', answer: 'Concesso in parte.', granted: [] });
  expect(await refused(decide())).toEqual(['conflict', ['access.noticeFirst']]);
  expect(await refused(notifyParties(t.house, w.second.lead, request, []))).toEqual(['forbidden', ['access.officeOnly', 'access.ownOrganisation']]);
  expect(await noticesFor(t.house.db, w.first.lead)).toEqual([]);
  await notifyParties(t.house, w.office, request, []);
  const letters = await t.house.db.selectFrom('letters').selectAll().where('kind', '=', 'accessNotice').execute();
  expect(letters.map((l) => l.application_id).sort()).toEqual([w.first.id, w.low.id].sort());
  const [mail] = await t.house.db
    .selectFrom('mail_messages')
    .selectAll()
    .where('recipient', '=', w.first.lead.email)
    .where('subject', 'like', '%accesso%')
    .execute();
  const [notice] = await noticesFor(t.house.db, w.first.lead);
  expect(mail!.body).toContain(`/access/notices/${notice!.id}`);
  // Whoever is told does not learn who asks.
  expect(/\bDue\b/.test(mail!.body)).toBe(false);
  expect(await refused(decide())).toEqual(['conflict', ['access.stillHeard']]);
  expect(await refused(objectToAccess(t.house, w.low.lead, notice!.id, 'Non sono io.'))).toEqual(['notFound', ['notFound']]);
  await objectToAccess(t.house, w.first.lead, notice!.id, 'Contiene segreti industriali nella sezione tecnica.');
  expect(await refused(objectToAccess(t.house, w.first.lead, notice!.id, 'Di nuovo, lo stesso.'))).toEqual(['conflict', ['access.objectedAlready']]);
  w.day(12);
  const [late] = await noticesFor(t.house.db, w.low.lead);
  expect(await refused(objectToAccess(t.house, w.low.lead, late!.id, 'Troppo tardi, temo.'))).toEqual(['conflict', ['access.objectionLate']]);
});

test('decided in part: the pack holds one’s own file and what was granted, redacted, each file under its fingerprint', async () => {
  await t.house.writer
    .updateTable('consensus_reports')
    .set({ report: 'Il presidente Ugo Commissario concorda; scrivere a ugo.c@example.org.' } as never)
    .where('application_id', '=', w.second.id)
    .execute();
  await w.person('Ugo Commissario', [{ role: 'chair', scope: w.callId }]);
  const before = (await accessById(t.house.db, request))!;
  const low = before.parties.find((p) => p.applicationId === w.low.id)!;
  expect(await refused(decideAccess(t.house, w.office, request, { decision: 'granted', answer: 'Tutto concesso.', granted: [low.id] }))).toEqual([
    'invalid',
    ['access.notAll'],
  ]);
  await decideAccess(t.house, w.office, request, { decision: 'partial', answer: 'Non i segreti industriali di una proposta.', granted: [low.id] });
  const { bytes, name } = await deliverPack(t.house, w.second.lead, request);
  const files = unzip(bytes);
  const index = JSON.parse(files.get('index.json')!.toString()) as PackIndex;
  const own = await protocolOf(w.second.id);
  const theirs = await protocolOf(w.low.id);
  expect(name).toBe(`accesso-${own}.zip`);
  expect([...files.keys()]).toEqual([
    '0-indice.pdf',
    'index.json',
    '1-domanda.json',
    '1-domanda.pdf',
    '2-fascicolo.pdf',
    '3-valutazioni.json',
    '4-graduatoria.json',
    `altre/1-${theirs}.pdf`,
    `altre/1-${theirs}.json`,
  ]);
  for (const f of index.files) expect([f.name, sha256(files.get(f.name)!)]).toEqual([f.name, f.sha256]);
  for (const [file, content] of files) if (file.endsWith('.pdf')) expect([file, faultsOf(content)]).toEqual([file, []]);
  const said = [...files.values()].map((f) => f.toString('latin1')).join('\n');
  expect(said.includes('Commissario') || said.includes('ugo.c@')).toBe(false);
  expect(pageTexts(files.get('2-fascicolo.pdf')!).join(' ')).toContain('[omissis]');
  // Nothing of the proposal that was not granted, nor its points where the call does not publish them.
  const first = await protocolOf(w.first.id);
  const pages = pageTexts(files.get('0-indice.pdf')!).join(' ');
  expect([pages.includes(first), files.has(`altre/1-${first}.pdf`)]).toEqual([true, false]);
  const ranking = JSON.parse(files.get('4-graduatoria.json')!.toString()) as { places: { protocol?: string; criteria?: unknown }[] };
  expect(ranking.places.filter((p) => p.criteria !== undefined).map((p) => p.protocol)).toEqual([own]);
  expect(JSON.parse(files.get('1-domanda.json')!.toString()).acronym).toBe(before.acronym);
  const paper = pageTexts(files.get('1-domanda.pdf')!).join(' ');
  expect([own, before.acronym].filter((text) => !paper.includes(text))).toEqual([]);
});

test('the log says who got what and when; office and auditor read it, and the evidence log has it', async () => {
  expect(await refused(deliverPack(t.house, w.office, request))).toEqual(['notFound', ['notFound']]);
  expect(await refused(deliverPack(t.house, w.first.lead, request))).toEqual(['notFound', ['notFound']]);
  const rows = await deliveriesFor(t.house.db, w.office).execute();
  expect(rows.map((r) => [r.person, r.requestId, r.sha256.length])).toEqual([[w.second.lead.name, request, 64]]);
  expect((await eventsOf(t.house, 'access.asked', 'access.noticed', 'access.objected', 'access.decided', 'access.delivered')).map((e) => e.kind)).toEqual([
    'access.asked',
    'access.noticed',
    'access.objected',
    'access.decided',
    'access.delivered',
  ]);
  const letters = await t.house.db.selectFrom('letters').select(['application_id', 'subject_it']).where('kind', '=', 'accessDecided').execute();
  expect(letters.map((l) => l.application_id)).toEqual([w.second.id]);
});

test('one’s own documents alone need nobody else; a request can be withdrawn; refused, there is nothing to hand over', async () => {
  const withdrawn = await ask(w.low.lead, w.low.id);
  await withdrawAccess(t.house, w.low.lead, withdrawn);
  expect(await refused(decideAccess(t.house, w.office, withdrawn, { decision: 'granted', answer: 'Concesso tutto.', granted: [] }))).toEqual([
    'conflict',
    ['access.closed'],
  ]);
  const again = await ask(w.low.lead, w.low.id);
  await decideAccess(t.house, w.office, again, { decision: 'refused', answer: 'Manca l’interesse attuale.', granted: [] });
  expect(await refused(deliverPack(t.house, w.low.lead, again))).toEqual(['conflict', ['access.nothingGranted']]);
  const third = await ask(w.low.lead, w.low.id);
  await decideAccess(t.house, w.office, third, { decision: 'granted', answer: 'Concessi i propri documenti.', granted: [] });
  expect(unzip((await deliverPack(t.house, w.low.lead, third)).bytes).size).toBe(7);
});

test('under open review one’s own file lists who reviewed it; whoever is granted that proposal reads no name', async () => {
  // The version in force is what counts.
  await t.house.pool.query(
    `insert into call_versions (call_id, number, definition, hash, act_id, opens_at, closes_at, pot_cents, published_at, published_by)
     select call_id, 2, jsonb_set(definition, '{evaluation,blind}', '"open"'), 'open', act_id, opens_at, closes_at, pot_cents, published_at, published_by
     from call_versions where call_id = $1`,
    [w.callId],
  );
  const expert = await w.person('Zoe Rarissima');
  await t.house.pool.query("insert into experts (person_id, region, gender) values ($1, 'lazio', 'f')", [expert.id]);
  await t.house.pool.query('insert into call_experts (call_id, person_id, pseudonym, max_load, added_at) values ($1, $2, $3, 5, $4)', [
    w.callId,
    expert.id,
    'E77',
    AFTER_DEADLINE,
  ]);
  await t.house.pool.query(
    "insert into review_assignments (application_id, person_id, state, assigned_at, updated_at, submitted_at, summary) values ($1, $2, 'submitted', $3, $3, $3, 'Di Zoe Rarissima.')",
    [w.low.id, expert.id, AFTER_DEADLINE],
  );
  const said = async (actor: Actor, id: string, what = 'Rarissima') => {
    const files = unzip((await deliverPack(t.house, actor, id)).bytes);
    return [...files].map(([name, b]) => [name, (name.endsWith('.pdf') ? pageTexts(b).join(' ') : b.toString()).split(what).length - 1] as const);
  };
  const own = await ask(w.low.lead, w.low.id);
  await decideAccess(t.house, w.office, own, { decision: 'granted', answer: 'Concessi i propri documenti.', granted: [] });
  // Once in the list of names; never in the texts, nor beside a review.
  expect((await said(w.low.lead, own)).filter(([, n]) => n > 0)).toEqual([
    ['2-fascicolo.pdf', 1],
    ['3-valutazioni.json', 1],
  ]);
  const other = await ask(w.second.lead, w.second.id, [await protocolOf(w.low.id)]);
  await notifyParties(t.house, w.office, other, []);
  const [notice] = (await noticesFor(t.house.db, w.low.lead)).filter((n) => n.objectedAt === null);
  await objectToAccess(t.house, w.low.lead, notice!.id, 'Nessuna obiezione di rilievo.');
  const [party] = (await accessById(t.house.db, other))!.parties;
  await decideAccess(t.house, w.office, other, { decision: 'granted', answer: 'Concessi.', granted: [party!.id] });
  expect((await said(w.second.lead, other)).filter(([, n]) => n > 0)).toEqual([]);
  // The pseudonym of the call would say which other reviews are by who is named here.
  const labelled = [...(await said(w.low.lead, own, 'E77')), ...(await said(w.second.lead, other, 'E77'))];
  expect(labelled.filter(([, n]) => n > 0)).toEqual([]);
});

test('a term that ends without a decision is told once to who asked and to the office, and not where there was one', async () => {
  const id = await ask(w.first.lead, w.first.id);
  const { dueOn } = (await accessById(t.house.db, id))!;
  const told = async () =>
    (await t.house.pool.query("select recipient from mail_messages where key like 'access.termOver/%' order by 1")).rows.map(
      (r: { recipient: string }) => r.recipient,
    );
  t.setClock(`${dueOn}T12:00:00.000Z`);
  await tellTermOver(t.house, id);
  expect(await told()).toEqual([]);
  t.setClock(new Date(Date.parse(`${dueOn}T12:00:00.000Z`) + 86_400_000).toISOString());
  await tellTermOver(t.house, id);
  await tellTermOver(t.house, id);
  await tellTermOver(t.house, request);
  expect((await told()).includes(w.first.lead.email)).toBe(true);
  expect(new Set(await told()).size).toBe((await told()).length);
  expect((await told()).length).toBeGreaterThan(1);
});
