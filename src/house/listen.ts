import type { Server } from 'node:http';
import { createServer, type AddressInfo, type Server as Listener } from 'node:net';
import { once } from 'node:events';

/** Crowds come at once: the kernel's usual line of 511 would turn them away unseen. */
const backlog = 4096;

/** How many listen at the same port. */
const DOORS = 16;

/**
 * Listens at a port with several doors. The event loop lets one new connection in by each door in each of its turns, and a turn may be long when
 * there is much to do: by one door alone whoever comes new would wait for seconds while those inside are served (`decisions/0009`).
 *
 * Only Linux shares a port between sockets; elsewhere there is one door.
 */
export async function listenWide(server: Server, port: number, doors = process.platform === 'linux' ? DOORS : 1): Promise<Doors> {
  if (doors === 1) return { port: await listening(server, { port }), close: () => closed([server]) };
  // Sockets that share a port do not notice another server there, so it is asked for alone first.
  const probe = createServer();
  await listening(probe, { port });
  await new Promise((done) => probe.close(done));
  const shared = await listening(server, { port, reusePort: true });
  const others = Array.from({ length: doors - 1 }, () =>
    createServer({ allowHalfOpen: true, noDelay: true }, (socket) => void server.emit('connection', socket)),
  );
  for (const door of others) await listening(door, { port: shared, reusePort: true });
  return {
    port: shared,
    close: () => closed([server, ...others]),
  };
}

/** `close`: nobody comes in any more; resolves when the last who is in has gone. */
export type Doors = { port: number; close: () => Promise<void> };

async function closed(doors: readonly Listener[]): Promise<void> {
  await Promise.all(doors.map((door) => new Promise((done) => door.close(done))));
}

async function listening(server: Listener, at: { port: number; reusePort?: boolean }): Promise<number> {
  server.listen({ ...at, backlog });
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
