import { afterAll, beforeAll, expect, test } from 'vitest';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { aCompleteDraft, applicationsScene } from '../../../test/factories/applications.ts';
import { AppError } from '#src/core/errors.ts';
import { saveAnswer } from './actions/answers.ts';
import { examineAhead } from './actions/submit/ready.ts';
import { submitApplication } from './actions/submit.ts';
import { applicationById } from './queries/application.ts';
import { openBranches } from './queries/edits.ts';
import { ask } from '#src/plumbing/database/trip.ts';
import { readyRows } from './queries/ready.ts';

const arrivedAt = new Date('2026-02-10T10:00:00Z');
let t: TestHouse;
beforeAll(async () => {
  t = await testHouse({ at: arrivedAt.toISOString() });
});
afterAll(() => t.end());

test('what two people wrote differently keeps a complete draft from being handed in until one of them decides, frozen ahead or not', async () => {
  const { applicant, call, lead } = await applicationsScene(t.house);
  const id = await aCompleteDraft(t.house, applicant, call, lead.id);
  const place = { section: call.form.sections[0]!.id, field: call.form.sections[0]!.fields.find((f) => f.kind === 'longText')!.id };
  const base = (await applicationById(t.house.db, id))!.answerVersions[place.section]![place.field]!;
  await examineAhead(t.house);
  expect((await ask(t.house.db, readyRows([id])))[0]).toHaveLength(1);
  // The draft lay ready; the second text changes none of its answers.
  const save = (value: string, version: number, more: object = {}) => saveAnswer(t.house, applicant, id, { ...place, value, base: version, ...more } as never);
  await save('Il terzo filo', base);
  await examineAhead(t.house);
  expect((await ask(t.house.db, readyRows([id])))[0]).toHaveLength(1);
  const { conflicts } = await save('Il secondo filo', base);
  expect(conflicts).toHaveLength(1);
  expect((await ask(t.house.db, readyRows([id])))[0]).toHaveLength(0);
  const submit = () => submitApplication(t.house, applicant, id, { arrivedAt, idempotencyKey: 'key-1' });
  const refused = await submit().catch((error: unknown) => error as AppError);
  expect((refused as AppError).reasons.map((r) => [r.code, r.at])).toEqual([['application.conflictOpen', `sections.${place.section}.${place.field}`]]);
  await save('Il terzo filo', base + 1, { settles: conflicts[0]!.edit });
  expect(await openBranches(t.house.db, id)).toEqual([]);
  expect((await submit()).protocol).toBe('MICS-2026-000001');
});
