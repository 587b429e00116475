import { reason } from '#src/core/decision.ts';
import { AppError } from '#src/core/errors.ts';
import { connect } from 'node:net';

export type Scanner = { host: string; port: number; /** Files are taken while it is silent. */ optional: boolean };

const patience = 30_000;
const piece = 64 * 1024;

/** Sends the bytes to clamd (`INSTREAM`) and refuses what it finds something in; also when it does not answer, unless it is optional. */
export async function scan(scanner: Scanner | null, bytes: Uint8Array, timeout = patience): Promise<void> {
  if (scanner === null) return;
  const answer = await ask(scanner, bytes, timeout).catch(() => null);
  const found = answer && /^stream: (.+) FOUND$/.exec(answer);
  if (found) throw new AppError('invalid', [reason('file.infected', { name: found[1]! }, { at: 'file' })]);
  if (answer !== 'stream: OK' && !scanner.optional) throw new AppError('unavailable', [reason('file.scannerSilent', {}, { at: 'file' })]);
}

function ask({ host, port }: Scanner, bytes: Uint8Array, timeout: number): Promise<string> {
  return new Promise((done, failed) => {
    const socket = connect({ host, port });
    let answer = '';
    socket.setTimeout(timeout, () => socket.destroy(new Error('clamd does not answer')));
    socket.on('error', failed);
    socket.on('data', (chunk) => {
      answer += chunk.toString('utf8');
    });
    socket.on('close', () => done(answer.replace(/\0[\s\S]*$/, '').trim()));
    socket.on('connect', () => {
      socket.write('zINSTREAM\0');
      for (let at = 0; at < bytes.length; at += piece) {
        const part = bytes.subarray(at, at + piece);
        const length = Buffer.alloc(4);
        length.writeUInt32BE(part.length);
        socket.write(length);
        socket.write(part);
      }
      socket.write(Buffer.alloc(4));
    });
  });
}
