import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256 } from '#src/core/sha256.ts';
import { seedPeople } from '#src/partnership/identity/actions.ts';
import { personas } from '#src/partnership/identity/personas.ts';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { fundedWorld } from '../../../test/factories/funded.ts';
import { paidProject, persona } from '../../../test/factories/paid.ts';
import { acceptedReport } from '../../../test/factories/reported.ts';
import { openArchive } from '#src/plumbing/unzip.ts';
import { deliverEvidence } from './actions/packs.ts';
import { deliveriesOf, groundsOf } from './queries/evidence.ts';
import { fileName, reportsOf, type PackIndex } from './rules/pack.ts';
import { codesOf } from '../../../test/factories/refused.ts';

let t: TestHouse;
let world: Awaited<ReturnType<typeof fundedWorld>>;
let paid: Awaited<ReturnType<typeof paidProject>>;

beforeAll(async () => {
  t = await testHouse({ at: '2025-03-01T10:00:00.000Z' });
  await seedPeople(t.house, [...personas]);
  world = await fundedWorld(t.house);
  const { reportId } = await acceptedReport(t.house, world.projectId, world.university, [40_000_00, 26_666_66], '2025-02-20T09:00:00.000Z');
  paid = await paidProject(t.house, world.applicationId);
  await countersignedSheet(world.university, 'Anna Bo', '2024-09-01', '2024-09-12', reportId);
  // Of another member, and of a month outside the report.
  await countersignedSheet(world.enterprise, 'Altra Persona', '2024-09-01', '2024-09-12', reportId);
  await countersignedSheet(world.university, 'Dopo Fine', '2025-03-01', '2025-03-03');
});
afterAll(() => t.end());

async function countersignedSheet(organisation: string, name: string, month: string, day: string, reportId?: string) {
  const [signer, other] = [persona('office').id, persona('auditor').id];
  const worker = await t.house.pool.query<{ id: string }>(
    `insert into project_people (project_id, organisation_id, name, role, contract, new_hire, band, region, fte_percent, from_on)
     values ($1, $2, $3, 'Ricerca', 'permanent', false, 'medium', 'lombardy', 50, '2024-07-15') returning id`,
    [world.projectId, organisation, name],
  );
  const sheet = await t.house.pool.query<{ id: string }>(
    `insert into timesheets (project_id, worker_id, month, state, revision, updated_at, signed_at, signed_by, content, sha256, countersigned_at, countersigned_by)
     values ($1, $2, $3, 'countersigned', 1, now(), now(), $4, $5, $6, now(), $7) returning id`,
    [world.projectId, worker.rows[0]!.id, month, signer, `{"name":"${name}"}`, sha256(`{"name":"${name}"}`), other],
  );
  await t.house.pool.query("insert into timesheet_hours (timesheet_id, work_package, day, quarters) values ($1, 'WP1', $2, 32)", [sheet.rows[0]!.id, day]);
  if (reportId)
    await t.house.pool.query(
      "insert into report_hours (report_id, timesheet_id, day, work_package, sheet) select $1, id, $3, 'WP1', sha256 from timesheets where id = $2",
      [reportId, sheet.rows[0]!.id, day],
    );
}

test('a pack holds all that the payment rests on, each file under its fingerprint', async () => {
  const { bytes, name } = await deliverEvidence(t.house, persona('auditor'), paid.orderId, 'it');
  expect(name).toBe('prove-MICS-P-2025-000001.zip');
  const archive = openArchive(bytes, 50_000_000);
  const files = new Map(archive.names.map((file) => [file, archive.read(file)]));
  const index = JSON.parse(files.get('index.json')!.toString()) as PackIndex;
  expect([index.order, index.missing]).toEqual(['MICS-P-2025-000001', []]);
  expect(index.files.map((f) => f.name)).toEqual([
    '1-ordine.json',
    '1-ordine.pdf',
    '2-rendiconti/1/rendiconto.json',
    '2-rendiconti/1/calcolo.json',
    '2-rendiconti/1/righe.csv',
    '2-rendiconti/1/fogli-ore/0001-Anna-Bo-2024-09.json',
    '2-rendiconti/1/prove/0001-fattura-1.pdf',
    '2-rendiconti/1/prove/0002-fattura-2.pdf',
    '3-contratto/contratto.json',
    '3-contratto/documenti.json',
    '5-registro-contabile.json',
    '6-banca/MICS-B-2025-000001.xml',
    '6-banca/estratto-E-1.xml',
    '6-banca/movimenti.json',
    '7-registro-prove.json',
  ]);
  for (const f of index.files) expect([f.name, sha256(files.get(f.name)!), files.get(f.name)!.length]).toEqual([f.name, f.sha256, f.bytes]);
  expect(files.get('SHA256SUMS')!.toString().split('\n')[0]).toBe(`${index.files[0]!.sha256}  1-ordine.json`);
  expect(files.get('0-indice.pdf')!.subarray(0, 5).toString()).toBe('%PDF-');
  expect(files.get('2-rendiconti/1/fogli-ore/0001-Anna-Bo-2024-09.json')!.toString()).toBe('{"name":"Anna Bo"}');
  expect(JSON.parse(files.get('6-banca/movimenti.json')!.toString())).toMatchObject([{ statementId: 'E-1', line: 1, endToEndId: 'MICS-P-2025-000001' }]);
  const entries = JSON.parse(files.get('5-registro-contabile.json')!.toString()) as { event: string; key: string }[];
  expect([...new Set(entries.map((e) => e.event))]).toEqual(['payment.settled', 'payment.ordered', 'payment.paid']);
  const log = JSON.parse(files.get('7-registro-prove.json')!.toString()) as { events: { kind: string }[]; proofs: { event: { kind: string } }[] };
  expect(log.events.map((e) => e.kind)).toEqual(['payment.proposed', 'payment.approved', 'batch.made', 'payment.paid']);
  expect(log.proofs.map((p) => p.event.kind)).toEqual(['payment.approved', 'payment.paid']);
});

test('each delivery is on record; nobody who acts for a member gets it, and to others it does not exist', async () => {
  await deliverEvidence(t.house, persona('office'), paid.orderId, 'en');
  const deliveries = await deliveriesOf(t.house.db, paid.orderId);
  expect(deliveries.map((d) => d.contents.order)).toEqual(['MICS-P-2025-000001', 'MICS-P-2025-000001']);
  const events = await t.house.db.selectFrom('evidence_events').select('body').where('kind', '=', 'audit.evidenceDelivered').orderBy('id').execute();
  expect(events.map((e) => (JSON.parse(e.body) as { sha256: string }).sha256).toSorted()).toEqual(deliveries.map((d) => d.sha256).toSorted());
  const involved = { ...persona('auditor'), organisationIds: [world.enterprise] };
  expect(await codesOf(deliverEvidence(t.house, involved, paid.orderId, 'it'))).toEqual(['audit.ownOrganisation']);
  for (const other of [world.lead, persona('payer'), null]) expect(await codesOf(deliverEvidence(t.house, other, paid.orderId, 'it'))).toEqual(['notFound']);
  expect(await codesOf(deliverEvidence(t.house, persona('office'), 'x', 'it'))).toEqual(['notFound']);
});

test('what the store no longer has is said', async () => {
  t.setClock('2025-03-02T10:00:00.000Z');
  await t.house.pool.query("update report_lines set file_sha256 = $1 where invoice_number = 'F1'", ['0'.repeat(64)]);
  await deliverEvidence(t.house, persona('office'), paid.orderId, 'it');
  const [last] = await deliveriesOf(t.house.db, paid.orderId);
  expect(last!.contents.missing).toEqual([{ name: '2-rendiconti/1/prove/0001-fattura-1.pdf', sha256: '0'.repeat(64) }]);
});

test('an order pays for the reports since the one before it; a balance for all, an advance for none', async () => {
  const reports = [1, 2, 3].map((n) => ({ number: n, decidedAt: `2025-0${n}-01T00:00:00.000Z` }));
  const of = (kind: string, proposedAt: string, previousAt: string | null) => reportsOf({ kind, proposedAt, previousAt }, reports).map((r) => r.number);
  expect(of('interim', '2025-02-10', null)).toEqual([1, 2]);
  expect(of('interim', '2025-03-10', '2025-01-10')).toEqual([2, 3]);
  expect(of('balance', '2025-03-10', '2025-02-10')).toEqual([1, 2, 3]);
  expect(of('advance', '2025-03-10', null)).toEqual([]);
  expect((await groundsOf(t.house.db, paid.orderId))!.previousAt).toBeNull();
});

test('names of files unpack everywhere', () => {
  expect(['Fattura n. 3/àè.pdf', '../../etc/passwd', '', `${'x'.repeat(200)}.xlsx`].map(fileName)).toEqual([
    'Fattura-n.-3-ae.pdf',
    'etc-passwd',
    'file',
    `${'x'.repeat(60)}.xlsx`,
  ]);
});
