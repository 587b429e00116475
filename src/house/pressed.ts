import type { RawInput } from '#src/plumbing/http/door.ts';
import type { Reply } from '#src/plumbing/http/reply.ts';
import { createHash } from 'node:crypto';

/** How long after a press the same press is one by mistake. */
const WHILE = 60_000;

/**
 * A button pressed twice is pressed once: each form carries a key of its own, and what comes again from the same person, with the same key and the same
 * content, is led to where the first press led. A browser drops the answer of the first press as soon as there is a second. Only what was done is
 * remembered: a refusal is decided anew. Kept in the memory of this process; between processes it is the rooms that do nothing twice.
 */
export function presses(clock: () => number = Date.now) {
  const done = new Map<string, { until: number; led: Promise<Reply | null> }>();
  return async function once(mark: string | null, work: () => Promise<Reply> | Reply): Promise<Reply> {
    if (mark === null) return work();
    const now = clock();
    for (const [known, { until }] of done) {
      if (until > now) break;
      done.delete(known);
    }
    for (let first = done.get(mark); first; first = done.get(mark)) {
      const led = await first.led;
      if (led) return led;
    }
    const reply = (async () => work())();
    const led = reply.then(
      (r) => (r.kind === 'redirect' ? r : null),
      () => null,
    );
    done.set(mark, { until: now + WHILE, led });
    if ((await led) === null) done.delete(mark);
    return reply;
  };
}

/** Who pressed what, with what in it: with anything else in the form, or in a file, it is another press. */
export async function markOf(who: string, address: string, key: string, raw: RawInput): Promise<string> {
  const hash = createHash('sha256');
  const files: File[] = [];
  hash.update(
    JSON.stringify([who, address, key, raw], (_name, value: unknown) => (value instanceof File ? [files.push(value), value.name, value.type] : value)),
  );
  for (const file of files) hash.update(`\0${file.size}\0`).update(await file.bytes());
  return hash.digest('base64url');
}
