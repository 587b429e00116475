import { expect, test } from 'vitest';
import { json, page, seeOther, type Reply } from '#src/plumbing/http/reply.ts';
import { AppError } from '#src/core/errors.ts';
import { markOf, presses } from './pressed.ts';

const counting = (answer: (nth: number) => Promise<Reply> | Reply) => {
  const counted = { times: 0, work: () => answer(++counted.times) };
  return counted;
};

test('what was done leads a second press to the same place, while it is under way and for a minute after', async () => {
  let now = 0;
  const once = presses(() => now);
  let finish = () => {};
  const slow = counting(async (nth) => {
    await new Promise<void>((done) => (finish = done));
    return seeOther(`/things/${nth}`);
  });
  const [first, second] = [once('a', slow.work), once('a', slow.work)];
  await Promise.resolve();
  finish();
  expect([await first, await second, slow.times]).toEqual([seeOther('/things/1'), seeOther('/things/1'), 1]);
  now = 59_999;
  expect(await once('a', slow.work)).toEqual(seeOther('/things/1'));
  const quick = counting((nth) => seeOther(`/things/${nth}`));
  expect([await once('b', quick.work), await once(null, quick.work), await once(null, quick.work)]).toEqual([1, 2, 3].map((n) => seeOther(`/things/${n}`)));
  now = 60_001;
  expect([await once('a', quick.work), await once('b', quick.work)]).toEqual([seeOther('/things/4'), seeOther('/things/1')]);
});

test('what was refused, shown or failed is decided anew', async () => {
  const once = presses();
  const answers = [json({ n: 1 }), page('Again', null as never), seeOther('/done')];
  const varied = counting((nth) => {
    if (nth === 1) throw new AppError('conflict', []);
    return answers[nth - 2]!;
  });
  await expect(once('a', varied.work)).rejects.toThrow('conflict');
  for (const wanted of [...answers, seeOther('/done')]) expect(await once('a', varied.work)).toEqual(wanted);
  expect(varied.times).toBe(4);
});

test('somebody else, another address, key, field or file makes another press', async () => {
  const paper = (said: string) => new File([said], 'a.pdf', { lastModified: Math.random() * 1e12 });
  const marks = await Promise.all([
    markOf('anna', '/x', 'key-of-a-form', { ref: 'Act 1', file: paper('x') }),
    markOf('bruno', '/x', 'key-of-a-form', { ref: 'Act 1', file: paper('x') }),
    markOf('anna', '/y', 'key-of-a-form', { ref: 'Act 1', file: paper('x') }),
    markOf('anna', '/x', 'key-of-another', { ref: 'Act 1', file: paper('x') }),
    markOf('anna', '/x', 'key-of-a-form', { ref: 'Act 2', file: paper('x') }),
    markOf('anna', '/x', 'key-of-a-form', { ref: 'Act 1', file: paper('y') }),
  ]);
  expect(new Set(marks).size).toBe(marks.length);
  expect(await markOf('anna', '/x', 'key-of-a-form', { ref: 'Act 1', file: paper('x') })).toBe(marks[0]);
});
