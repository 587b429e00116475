import { aPerson, applicationsScene } from '../../../../test/factories/applications.ts';
import { testHouse, type TestHouse } from '../../../../test/database.ts';
import { declareIncident } from '#src/funding/calls/actions/incidents.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writersOfDrafts } from '../queries/writers.ts';
import { tellIncident } from './incident.ts';
import { startApplication } from './start.ts';

let t: TestHouse;
beforeAll(async () => {
  t = await testHouse({ at: '2026-02-05T09:00:00Z' });
});
afterAll(() => t.end());

test('an incident is told once to whoever may write a draft, each in their language, and to nobody else', async () => {
  const s = await applicationsScene(t.house);
  const id = await startApplication(t.house, s.applicant, { callId: s.call.id, organisationId: s.lead.id });
  const [editor, reader] = [await aPerson(t.house, 'Edda Editor'), await aPerson(t.house, 'Rino Lettore')];
  await t.house.pool.query("insert into application_members (application_id, organisation_id, role, position, region) values ($1, $2, 'partner', 1, '')", [
    id,
    s.second.id,
  ]);
  for (const [person, access] of [
    [editor, 'editor'],
    [reader, 'reader'],
    // Invited by name besides acting for the lead: still one message.
    [s.applicant, 'editor'],
  ] as const)
    await t.house.pool.query('insert into application_people (application_id, person_id, access, since, invited_by) values ($1, $2, $3, now(), $4)', [
      id,
      person.id,
      access,
      s.applicant.id,
    ]);
  await t.house.pool.query("update people set locale = 'en' where id = $1", [editor.id]);
  const emails = [s.applicant.email, s.partner.email, editor.email].sort();
  expect((await writersOfDrafts(t.house.db, s.call.id)).map((w) => [w.applicationId, w.email])).toEqual(emails.map((e) => [id, e]));

  const incident = await declareIncident(
    t.house,
    s.office,
    s.call.id,
    {
      startsAt: '2026-02-05T07:00:00.000Z',
      endsAt: '2026-02-05T08:00:00.000Z',
      what: { it: 'Il sito non rispondeva', en: 'The site did not answer' },
      log: '503',
      actRef: 'Decreto n. 9',
      actOn: '2026-02-05',
    },
    'key-incident-1',
  );
  const { rows: jobs } = await t.house.pool.query("select key from graphile_worker.jobs where task_identifier = 'call.incidentDeclared'");
  expect(jobs).toEqual([{ key: `call.incidentDeclared/${incident}` }]);
  for (let twice = 0; twice < 2; twice++) await tellIncident(t.house, s.call.id, incident);
  const { rows } = await t.house.pool.query('select recipient, subject, body from mail_messages order by recipient');
  expect(rows.map((r) => r.recipient)).toEqual(emails);
  const english = rows.find((r) => r.recipient === editor.email)!;
  expect([english.subject, english.body.includes('The site did not answer'), english.body.includes(`/en/applications/${id}`)]).toEqual([
    `${s.call.officialCode}: incident of the platform`,
    true,
    true,
  ]);
  expect(rows.find((r) => r.recipient === s.partner.email)!.body).toContain('Il sito non rispondeva');
});
