import { AppError } from '#src/core/errors.ts';
import { expect, test } from 'vitest';
import type { Ended } from './house.ts';
import { Gathering } from './together.ts';

type Entry = { key: string; n: number };

/** Notes what each run was given; runs end when they are told to. */
function aQueue(most: number, run: (entries: readonly Entry[]) => readonly Ended<number>[] = (entries) => entries.map(({ n }) => ({ unchanged: n }))) {
  const runs: number[][] = [];
  const queue = new Gathering<Entry, number>({
    keyOf: (e) => e.key,
    most,
    async run(entries) {
      runs.push(entries.map((e) => e.n));
      await new Promise((next) => setTimeout(next, 5));
      return run(entries);
    },
  });
  return { runs, add: (key: string, n: number) => queue.add({ key, n }) };
}

test('what comes while one runs goes into the next, in order and not more than fit', async () => {
  const { runs, add } = aQueue(3);
  const first = add('a', 1);
  await new Promise((next) => setTimeout(next, 2));
  expect(await Promise.all([first, ...[2, 3, 4, 5].map((n) => add(`k${n}`, n))])).toEqual([1, 2, 3, 4, 5]);
  expect(runs).toEqual([[1], [2, 3, 4], [5]]);
});

test('two of one key never share a run, and nobody behind them waits for that', async () => {
  const { runs, add } = aQueue(10);
  await Promise.all([add('a', 1), add('a', 2), add('b', 3), add('a', 4)]);
  expect(runs).toEqual([[1, 3], [2], [4]]);
});

test('where several may be at work the next goes beside as soon as it is full, and two of one key are never at work together', async () => {
  const runs: { keys: string[]; end: () => void }[] = [];
  const queue = new Gathering<Entry, number>({
    keyOf: (e) => e.key,
    most: 2,
    beside: 2,
    async run(entries) {
      await new Promise<void>((end) => runs.push({ keys: entries.map((e) => e.key), end }));
      return entries.map(({ n }) => ({ unchanged: n }));
    },
  });
  const soon = () => new Promise((next) => setTimeout(next, 2));
  const came = async (...keys: string[]) => {
    const added = keys.map((key, n) => queue.add({ key, n }));
    await soon();
    return added;
  };
  const added = await came('a');
  added.push(...(await came('b')));
  // One alone waits: it would be no group.
  expect(runs.map((r) => r.keys)).toEqual([['a']]);
  added.push(...(await came('a', 'c', 'd', 'e')));
  expect(runs.map((r) => r.keys)).toEqual([['a'], ['b', 'c']]);
  runs[1]!.end();
  await soon();
  // The first is still at work: its key waits on.
  expect(runs.slice(2).map((r) => r.keys)).toEqual([['d', 'e']]);
  runs[0]!.end();
  await soon();
  expect(runs.slice(3).map((r) => r.keys)).toEqual([['a']]);
  for (const { end } of runs) end();
  expect(await Promise.all(added)).toEqual([0, 0, 0, 1, 2, 3]);
});

test('what throws is tried alone; a refusal is one outcome among others', async () => {
  const { runs, add } = aQueue(10, (entries) => {
    if (entries.some((e) => e.n === 2)) throw new Error('broken');
    return entries.map(({ n }) => (n === 3 ? { refused: new AppError('invalid', []) } : { unchanged: n }));
  });
  const ended = await Promise.allSettled([add('a', 1), add('b', 2), add('c', 3)]);
  expect(ended.map((e) => (e.status === 'fulfilled' ? e.value : (e.reason as Error).message))).toEqual([1, 'broken', expect.any(String)]);
  expect((ended[2] as PromiseRejectedResult).reason).toBeInstanceOf(AppError);
  expect(runs).toEqual([[1, 2, 3], [1], [2], [3]]);
});

test('when the database is away nobody is tried again: all are told at once', async () => {
  const lost = Object.assign(new Error('gone'), { code: '57P01' });
  for (const [gone, expected] of [
    [[1, 2, 3], [[1, 2, 3]]],
    // It broke for another reason first, and was lost while each was tried.
    [[2], [[1, 2, 3], [1], [2]]],
  ] as const) {
    const { runs, add } = aQueue(10, (entries) => {
      if (entries.length === gone.length && entries.every((e) => (gone as readonly number[]).includes(e.n))) throw lost;
      if (entries.length > 1) throw new Error('broken');
      return entries.map(({ n }) => ({ unchanged: n }));
    });
    const ended = await Promise.allSettled([add('a', 1), add('b', 2), add('c', 3)]);
    expect(runs).toEqual(expected);
    expect(ended.map((e) => (e.status === 'fulfilled' ? e.value : (e.reason as AppError).reasons[0]!.code))).toEqual(
      gone.length === 3 ? ['database.away', 'database.away', 'database.away'] : [1, 'database.away', 'database.away'],
    );
  }
});
