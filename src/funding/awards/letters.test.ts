import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordRenunciation } from '#src/funding/rankings/actions.ts';
import { saveTemplate } from '#src/funding/screening/actions/letters.ts';
import { letterById, letterSeries } from '#src/funding/screening/queries/letters.ts';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { AFTER_DEADLINE } from '../../../test/factories/evaluation.ts';
import { rankedWorld } from '../../../test/factories/ranked.ts';
import { adoptDecree } from './actions.ts';

let t: TestHouse;
let w: Awaited<ReturnType<typeof rankedWorld>>;

beforeAll(async () => {
  t = await testHouse({ at: AFTER_DEADLINE });
  w = await rankedWorld(t);
});
afterAll(() => t.end());

const outcomes = ['funded', 'notFunded', 'belowThreshold', 'leftOut', 'grantEnded'];
const letters = () => t.house.db.selectFrom('letters').selectAll().where('kind', 'in', outcomes).orderBy('number').execute();
const mailsTo = (email: string) => t.house.db.selectFrom('mail_messages').selectAll().where('recipient', '=', email).orderBy('queued_at').execute();

test('the decree writes to every applicant, each its own outcome, under gapless numbers, by mail with the letter', async () => {
  await w.publish('provisional');
  w.day(16);
  await w.publish('final');
  await saveTemplate(t.house, w.office, w.callId, {
    kind: 'leftOut',
    locale: 'it',
    subject: 'Esito {{protocol}}',
    body: '{{protocol}} {{act}} {{reasons}}',
    revision: 0,
  });
  const before = await letterSeries(t.house.db);
  await adoptDecree(t.house, w.office, w.callId);
  const found = await letters();
  const kinds = Object.fromEntries(found.map((l) => [l.application_id, l.kind]));
  expect(kinds).toEqual({ [w.first.id]: 'funded', [w.second.id]: 'notFunded', [w.low.id]: 'belowThreshold', [w.out.id]: 'leftOut' });
  expect((await letterSeries(t.house.db))[0]!.last).toBe(before[0]!.last + 4);
  const [mail] = (await mailsTo(w.first.lead.email)).slice(-1);
  const own = found.find((l) => l.kind === 'funded')!;
  expect([mail!.subject.includes('contributo concesso'), mail!.body.includes(`/letters/${own.id}`), /200\.000\s€/.test(mail!.body)]).toEqual([
    true,
    true,
    true,
  ]);
  const letter = await letterById(t.house.db, own.id);
  expect([letter.content.it.number, JSON.stringify(letter.content.it.blocks).includes('decreto di concessione n. 1/2024')]).toEqual([own.protocol, true]);
  expect(letter.content.en.blocks.at(-1)).toEqual({ kind: 'text', text: 'Courtesy translation; the Italian text prevails' });
  // The office's own words, and the reasons of the admission check.
  const [left] = (await mailsTo(w.out.lead.email)).slice(-1);
  expect(left!.subject).toMatch(/^Esito MICS-2024-/);
  expect(left!.body).toContain('decreto di concessione n. 1/2024 - ');
  const low = found.find((l) => l.kind === 'belowThreshold')!;
  expect(JSON.stringify(low.content)).toMatch(/soglia/);
});

test('a scroll writes only to those for whom it changes something', async () => {
  t.setClock('2024-04-11T10:00:00.000Z');
  await recordRenunciation(t.house, w.office, w.callId, w.first.id, { on: '2024-04-10', ref: 'Nota 3' });
  await w.publish('scrolled');
  await adoptDecree(t.house, w.office, w.callId);
  const later = (await letters()).slice(4);
  expect(later.map((l) => [l.application_id, l.kind]).sort()).toEqual(
    [
      [w.first.id, 'grantEnded'],
      [w.second.id, 'funded'],
    ].sort(),
  );
  expect(JSON.stringify(later.find((l) => l.kind === 'grantEnded')!.content)).toMatch(/200\.000\s€/);
});
