import { expect, test } from 'vitest';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { listenWide } from './listen.ts';

/** In how many turns of the event loop so many who came while it was busy are let in. */
async function turnsFor(doors: number, count: number): Promise<number> {
  const server = createServer((_, res) => void res.end('in'));
  const { port, close } = await listenWide(server, 0, doors);
  let turn = 0;
  const letIn: number[] = [];
  server.on('connection', () => void letIn.push(turn));
  const sockets = Array.from({ length: count }, () => connect({ port, host: '127.0.0.1' }));
  let over = false;
  const next = () => {
    turn++;
    if (!over) setImmediate(next);
  };
  next();
  await Promise.all(sockets.map((s) => once(s, 'connect')));
  while (letIn.length < count) await new Promise((done) => setImmediate(done));
  over = true;
  for (const s of sockets) s.destroy();
  await close();
  return letIn.at(-1)! - letIn[0]!;
}

test.runIf(process.platform === 'linux')('by several doors a crowd is in after a fraction of the turns of the loop', async () => {
  expect(await turnsFor(1, 200)).toBeGreaterThanOrEqual(190);
  expect(await turnsFor(16, 200)).toBeLessThan(80);
});

test('whoever comes by any door is served', async () => {
  const server = createServer((_, res) => void res.end('in'));
  const { port, close } = await listenWide(server, 0);
  const answers = await Promise.all(Array.from({ length: 60 }, async () => (await fetch(`http://127.0.0.1:${port}/`)).text()));
  expect(answers).toEqual(Array.from({ length: 60 }, () => 'in'));
  const empty = close();
  server.closeAllConnections();
  await empty;
});

test('a port that another server has is not shared with it', async () => {
  const first = createServer();
  const { port, close } = await listenWide(first, 0);
  await expect(listenWide(createServer(), port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await close();
});
