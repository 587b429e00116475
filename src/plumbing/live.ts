import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { House } from './house.ts';

/**
 * What happens now, told to whoever is looking: nothing here is kept. Several web processes on one database hear each other by PostgreSQL's
 * NOTIFY; each has one connection for it, and only while somebody looks. A message may get lost: whoever needs the truth reads it.
 */
export type Live = {
  publish: (topic: string, message: LiveMessage) => void;
  /** Calls back for every message on the topic, of this process too, and with `{ kind: 'resumed' }` when some may have been missed. */
  subscribe: (topic: string, hear: (message: LiveMessage) => void) => () => void;
  /** Calls back once when the process ends: what is held open for messages has to let go. */
  onClose: (end: () => void) => () => void;
  /** Ends whatever listens and lets the connection go; when the process ends. */
  close: () => Promise<void>;
};

export type LiveMessage = { kind: string; [more: string]: unknown };

const channel = 'mics_live';
/** PostgreSQL refuses payloads from 8000 bytes. */
const mostBytes = 7900;

const lives = new WeakMap<pg.Pool, Live>();

/** The one of this process for the house's database. */
export function liveOf({ pool }: Pick<House, 'pool'>): Live {
  const known = lives.get(pool);
  if (known) return known;
  const live = openLive(pool);
  lives.set(pool, live);
  return live;
}

function openLive(pool: pg.Pool): Live {
  const self = randomUUID();
  const topics = new Map<string, Set<(message: LiveMessage) => void>>();
  let client: pg.Client | null = null;
  const endings = new Set<() => void>();
  let closed = false;
  let tries = 0;
  let waiting: ReturnType<typeof setTimeout> | null = null;

  const tell = (topic: string, message: LiveMessage) => {
    for (const hear of topics.get(topic) ?? []) {
      try {
        hear(message);
      } catch (error) {
        console.error('live listener failed:', error);
      }
    }
  };

  async function listen() {
    if (client || closed || pool.ending || topics.size === 0) return;
    const opened = new pg.Client({ connectionString: pool.options.connectionString, keepAlive: true, application_name: 'mics live' });
    client = opened;
    let lost = false;
    const lose = () => {
      if (lost) return;
      lost = true;
      if (client === opened) client = null;
      void opened.end().catch(() => undefined);
      again();
    };
    opened.on('error', lose);
    opened.on('end', lose);
    opened.on('notification', ({ payload }) => {
      const { from, topic, message } = JSON.parse(payload ?? '{}') as { from: string; topic: string; message: LiveMessage };
      if (from !== self) tell(topic, message);
    });
    try {
      await opened.connect();
      await opened.query(`listen ${channel}`);
      if (tries > 0) for (const topic of topics.keys()) tell(topic, { kind: 'resumed' });
      tries = 0;
    } catch {
      lose();
    }
  }

  function again() {
    if (closed || pool.ending || topics.size === 0 || waiting) return;
    waiting = setTimeout(
      () => {
        waiting = null;
        void listen();
      },
      Math.min(10_000, 250 * 2 ** tries++),
    );
    waiting.unref();
  }

  // Notifications of one moment go in one statement: each commit that notifies waits for the one before.
  let outgoing: string[] = [];
  let flushing: ReturnType<typeof setTimeout> | null = null;
  function flush() {
    flushing = null;
    const batch = outgoing;
    outgoing = [];
    if (pool.ending) return;
    pool.query(`select pg_notify('${channel}', m) from unnest($1::text[]) as m`, [batch]).catch((error: Error) => {
      if (!pool.ending) console.error('live message lost:', error.message);
    });
  }

  return {
    publish(topic, message) {
      tell(topic, message);
      const text = JSON.stringify({ from: self, topic, message });
      if (Buffer.byteLength(text) > mostBytes) throw new RangeError(`a live message is too long: ${message.kind}`);
      outgoing.push(text);
      flushing ??= setTimeout(flush, 40);
    },
    subscribe(topic, hear) {
      const hearers = topics.get(topic) ?? new Set();
      topics.set(topic, hearers.add(hear));
      void listen();
      return () => {
        hearers.delete(hear);
        if (hearers.size === 0) topics.delete(topic);
        if (topics.size === 0 && client) {
          const idle = client;
          client = null;
          idle.removeAllListeners('end');
          void idle.end().catch(() => undefined);
        }
      };
    },
    onClose(end) {
      if (closed) end();
      else endings.add(end);
      return () => void endings.delete(end);
    },
    async close() {
      closed = true;
      for (const end of endings) end();
      endings.clear();
      if (waiting) clearTimeout(waiting);
      if (flushing) clearTimeout(flushing);
      const last = client;
      client = null;
      await last?.end().catch(() => undefined);
    },
  };
}
