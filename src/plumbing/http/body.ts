import type { Readable } from 'node:stream';

/**
 * A body whose length is known, read into one piece. The platform's `Request` would hold it three times at once, its pieces, their sum and a copy of
 * that; what lies outside of the engine's heap makes it look for garbage all the time in a rush of files.
 *
 * @param length bytes, as the head of the request says; the server's parser lets no other number through
 * @throws when the sender goes away before its end
 */
export function wholeBody(incoming: Readable, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const whole = Buffer.allocUnsafeSlow(length);
  let at = 0;
  return new Promise((done, failed) => {
    incoming.on('data', (piece: Buffer<ArrayBuffer>) => {
      whole.set(piece, at);
      at += piece.byteLength;
      // Nobody else has it: given back now, not when the engine next looks for garbage.
      if (piece.buffer.byteLength === piece.byteLength) piece.buffer.transfer(0);
    });
    incoming.once('end', () => done(whole));
    incoming.once('error', failed);
    incoming.once('close', () => failed(new Error('the sender went away')));
  });
}
