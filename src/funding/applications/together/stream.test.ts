import { afterAll, beforeAll, expect, test } from 'vitest';
import { liveOf } from '#src/plumbing/live.ts';
import { testHouse, type TestHouse } from '../../../../test/database.ts';
import { aPerson } from '../../../../test/factories/applications.ts';
import { liveStream } from './stream.ts';

let t: TestHouse;
beforeAll(async () => {
  t = await testHouse();
});
afterAll(() => t.end());

test('a server that stops ends every open stream, and one that is opened meanwhile', async () => {
  const actor = await aPerson(t.house, 'Anna Alfa');
  const open = () => liveStream(t.house, actor, '00000000-0000-4000-8000-000000000001', 'identity').text();
  const [one, two] = [open(), open()];
  await liveOf(t.house).close();
  expect((await Promise.all([one, two, open()])).map((text) => text.startsWith('retry: 3000'))).toEqual([true, true, true]);
});
