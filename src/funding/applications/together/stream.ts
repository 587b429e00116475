import type { Actor } from '#src/core/actor.ts';
import type { House } from '#src/plumbing/house.ts';
import { liveOf } from '#src/plumbing/live.ts';
import { follow } from './presence.ts';

/** A page that is open follows for so long; then it asks again, and its right to is looked at again. */
const longest = 5 * 60_000;
const beat = 15_000;

/** Server-sent events: `here` with who is there, `changed` with which answers somebody saved. Texts are asked for where they are wanted. */
export function liveStream(house: House, actor: Actor, applicationId: string, section: string): Response {
  const encoder = new TextEncoder();
  let stop: () => void = () => undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => {
        try {
          controller.enqueue(encoder.encode(text));
        } catch {
          stop();
        }
      };
      send('retry: 3000\n\n');
      const unfollow = follow(house, actor, applicationId, section, (told) => send(`event: ${told.kind}\ndata: ${JSON.stringify(told)}\n\n`));
      const pulse = setInterval(() => send(':\n\n'), beat);
      const close = () => {
        stop();
        try {
          controller.close();
        } catch {
          // Closed by the other side already.
        }
      };
      const end = setTimeout(close, longest);
      // A server that stops waits for its answers: this one would take minutes.
      const stay = liveOf(house).onClose(close);
      pulse.unref();
      end.unref();
      stop = () => {
        clearInterval(pulse);
        clearTimeout(end);
        stay();
        unfollow();
        stop = () => undefined;
      };
    },
    cancel: () => stop(),
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // A proxy that waits for more before it hands on would hold back every message.
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    },
  });
}
