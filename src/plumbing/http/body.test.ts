import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wholeBody } from './body.ts';

let port: number;
let ended: PromiseWithResolvers<string>;
const server = createServer((incoming, outgoing) => {
  wholeBody(incoming, Number(incoming.headers['content-length'])).then(
    (bytes) => {
      ended.resolve(Buffer.from(bytes).toString('latin1'));
      outgoing.end();
    },
    (error: Error) => ended.resolve(`refused: ${error.message}`),
  );
});

beforeAll(async () => {
  server.listen(0);
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
afterAll(() => new Promise((done) => server.close(done)));

async function sent(pieces: readonly string[], length = pieces.join('').length, goAway = false): Promise<string> {
  ended = Promise.withResolvers();
  const came = once(server, 'request');
  const socket = connect({ port, noDelay: true });
  socket.on('error', () => undefined);
  socket.write(`POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${length}\r\n\r\n`);
  for (const piece of pieces) {
    socket.write(Buffer.from(piece, 'latin1'));
    await new Promise((next) => setTimeout(next, 5));
  }
  if (goAway) {
    await came;
    socket.destroy();
  }
  const said = await ended.promise;
  socket.destroy();
  return said;
}

test('a body is what was sent, whatever the pieces in which it came', async () => {
  const large = Array.from({ length: 300_000 }, (_, i) => String.fromCharCode(i % 251)).join('');
  expect(await sent([large.slice(0, 7), large.slice(7, 100_000), large.slice(100_000)])).toBe(large);
  expect(await sent([large])).toBe(large);
  expect(await sent(['è'])).toBe('è');
  expect(await sent([])).toBe('');
});

test('who goes away before the end hands nothing in', async () => {
  expect(await sent(['abc'], 10, true)).toMatch(/^refused: /);
});
