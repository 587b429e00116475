import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { aCompleteDraft, anOrganisation, aPerson, applicationsScene } from '../../../../../test/factories/applications.ts';
import { testHouse, type TestHouse } from '../../../../../test/database.ts';
import { submitApplication } from '../submit.ts';

/** What a submission refers to is looked at by triggers for all rows at once (migration 0048): the same as foreign keys would. */
const at = '2026-02-10T10:00:00.000Z';
let t: TestHouse;
let s: Awaited<ReturnType<typeof applicationsScene>>;
let applicationId: string;
let unused: string;
beforeAll(async () => {
  t = await testHouse({ at });
  s = await applicationsScene(t.house);
  applicationId = await aCompleteDraft(t.house, s.applicant, s.call, s.lead.id);
  await submitApplication(t.house, s.applicant, applicationId, { arrivedAt: new Date(at), idempotencyKey: 'references' });
  unused = (await anOrganisation(t.house, 'Nessuna domanda', 'enterprise')).id;
});
afterAll(() => t.end());

const nobody = '99999999-9999-4999-8999-999999999999';
const outcome = (statement: string, values: unknown[] = []) =>
  t.house.pool.query(statement, values).then(
    ({ rowCount }) => rowCount,
    (e: { code?: string; constraint?: string }) => `${e.code} ${e.constraint}`,
  );

test.each([
  ['application_id', 'submissions_application_fk', nobody],
  ['call_id', 'submissions_call_fk', 'no-call'],
  ['call_version_id', 'submissions_call_version_fk', nobody],
  ['submitted_by', 'submissions_submitted_by_fk', nobody],
  ['sha256', 'submissions_frozen_fk', '0'.repeat(64)],
])('a submission names no %s that is not there, written or changed', async (column, name, missing) => {
  const columns = 'application_id, call_id, call_version_id, submitted_by, sha256, submitted_at, eligible_cents, grant_cents, south_grant_cents';
  const values = columns.split(', ').map((c) => (c === column ? '$1' : c));
  const insert = `insert into submissions (year, number, protocol, idempotency_key, superseded_at, ${columns})
    select 1999, 1, 'X-1', 'x', now(), ${values.join(', ')} from submissions limit 1`;
  expect(await outcome(insert, [missing])).toBe(`23503 ${name}`);
  expect(await outcome(`update submissions set ${column} = $1`, [missing])).toBe(`23503 ${name}`);
});

test('nor a member or a confirming person', async () => {
  const insert = (organisation: string, person: string | null) =>
    outcome('insert into submission_members (submission_id, organisation_id, role, confirmed_by) select id, $1, $2, $3 from submissions limit 1', [
      organisation,
      'partner',
      person,
    ]);
  expect(await insert(nobody, null)).toBe('23503 submission_members_organisation_fk');
  expect(await insert(unused, nobody)).toBe('23503 submission_members_confirmed_by_fk');
  expect(await outcome('insert into submission_members (submission_id, organisation_id, role) values ($1, $2, $3)', [nobody, unused, 'partner'])).toBe(
    '23503 submission_members_submission_fk',
  );
});

test('what a submission names is not deleted; what it does not name is', async () => {
  // References that remain in the database would refuse first: they are set aside to see these alone.
  const refused = async (table: string, where: string) => {
    const client = await t.house.pool.connect();
    try {
      await client.query('begin');
      const { rows } = await client.query(
        `select conrelid::regclass as "from", conname as name from pg_constraint where contype = 'f' and confrelid = $1::regclass`,
        [table],
      );
      for (const r of rows) await client.query(`alter table ${r.from} drop constraint ${r.name}`);
      await client.query(`delete from ${table} where ${where}`);
      return null;
    } catch (error) {
      return (error as { constraint?: string }).constraint;
    } finally {
      await client.query('rollback');
      client.release();
    }
  };
  expect(await refused('applications', 'true')).toBe('submissions_application_fk');
  expect(await refused('calls', 'true')).toBe('submissions_call_fk');
  expect(await refused('frozen_texts', 'true')).toBe('submissions_frozen_fk');
  expect(await refused('organisations', `id = '${s.lead.id}'`)).toBe('submission_members_organisation_fk');
  expect(await refused('people', `id = '${s.applicant.id}'`)).toBe('submissions_submitted_by_fk');
  expect(await outcome(`delete from organisations where id = '${(await anOrganisation(t.house, 'Ancora nessuna', 'enterprise')).id}'`)).toBe(1);
  const someone = await aPerson(t.house, 'Nessun ruolo', [], []);
  expect(await outcome(`delete from people where id = '${someone.id}'`)).toBe(1);
});

test('who deletes waits for who writes, and finds what was written', async () => {
  const writer = await t.house.pool.connect();
  await writer.query('begin');
  await writer.query(`insert into submission_members (submission_id, organisation_id, role) select id, $1, 'partner' from submissions limit 1`, [unused]);
  const deleted = outcome('delete from organisations where id = $1', [unused]);
  await vi.waitFor(async () => {
    const { rows } = await t.house.pool.query("select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
    expect(rows).toHaveLength(1);
  });
  await writer.query('commit');
  writer.release();
  expect(await deleted).toBe('23503 submission_members_organisation_fk');
});
