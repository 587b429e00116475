import { afterAll, beforeAll, expect, test } from 'vitest';
import { act } from '#src/plumbing/house.ts';
import { sealEvidence } from '#src/plumbing/evidence/log.ts';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { mentions } from './unseen.ts';

let t: TestHouse;
beforeAll(async () => (t = await testHouse()));
afterAll(() => t.end());

const hidden = '01890a5d-ac96-774b-bcce-b302099a8057';
const other = '01890a5d-ac96-774b-bcce-b302099a8058';
const lines = [
  ['by.subject', `applications/${hidden}`, {}],
  ['by.body', 'call/x', { review: hidden, of: [other] }],
  ['by.protocol', 'call/x', { protocol: 'MICS-2026-000007' }],
  ['of.another', `applications/${other}`, { protocol: 'MICS-2026-000070' }],
  ['of.none', 'call/x', {}],
] as const;
const seen = async (names: readonly string[], wanted = false) =>
  (await t.house.db.selectFrom('evidence_events').select('kind').where(mentions(names, wanted)).orderBy('id').execute()).map((r) => r.kind);

test('a line that names what somebody must not read is found, sealed or not, whatever else it says; sealed, it keeps what it names', async () => {
  await act(t.house, null, 'sample.make', 'x', async ({ record }) => {
    for (const [kind, subject, body] of lines) await record({ kind, subject, body });
  });
  const names = [hidden, 'MICS-2026-000007'];
  const found = ['by.subject', 'by.body', 'by.protocol'];
  const rest = ['of.another', 'of.none'];
  expect([await seen(names, true), await seen(names), await seen([])]).toEqual([found, rest, [...found, ...rest]]);
  await sealEvidence(t.house);
  expect([await seen(names, true), await seen(names), await seen([])]).toEqual([found, rest, [...found, ...rest]]);
  const kept = await t.house.db.selectFrom('evidence_events').select(['kind', 'names']).orderBy('id').execute();
  expect(kept.map((k) => k.names)).toEqual([[hidden], [hidden, other], ['MICS-2026-000007'], [other, 'MICS-2026-000070'], []]);
});
