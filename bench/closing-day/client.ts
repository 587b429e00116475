import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import type { Draft } from './world.ts';

/** What the client process is told to do; everything that it sends is prepared before the clock starts. */
export type Plan = {
  ports: number[];
  drafts: string;
  from: number;
  count: number;
  /** So many clients, each as soon as it has its answer; or so many requests a second, answered or not. */
  clients?: number;
  perSecond?: number;
  form?: boolean;
  /** Gets a page or saves an answer instead of handing in; or uploads a file of 100 KB first. */
  kind?: 'submit' | 'page' | 'save' | 'file';
  key?: string;
};

export type Sent = {
  draft: number;
  status: number;
  protocol: string;
  arrivedAt: string;
  milliseconds: number;
  turnedBack: number;
  scheduled: number;
  answered: number;
};
export type Done = {
  seconds: number;
  sent: Sent[];
  refused503: number;
  failed: number;
  /** Milliseconds of processor time that the client itself took. */ processor: number;
};

const body = Buffer.from('{"declaration":true}');

type Request = { step: 'file' | 'last'; draft: number; head: string; body: Buffer; scheduled: number; turnedBack: number; ticket: string; port: number };

/** A form with a PDF of 100 KB; the id in it makes each another file. */
const file = Buffer.concat([
  Buffer.from(
    '--bench\r\nContent-Disposition: form-data; name="document"\r\n\r\nannex\r\n--bench\r\nContent-Disposition: form-data; name="file"; filename="allegato.pdf"\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.7\n% xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx\n',
  ),
  randomBytes(100 * 1024),
  Buffer.from('\n%%EOF\n\r\n--bench--\r\n'),
]);

/** Raw sockets with keep-alive: a client that costs little leaves the cores to the server. */
export function prepare(plan: Plan): () => Promise<Done> {
  const drafts = (JSON.parse(readFileSync(plan.drafts, 'utf8')) as Draft[]).slice(plan.from, plan.from + plan.count);
  return () => run(plan, drafts);
}

async function run(plan: Plan, drafts: readonly Draft[]): Promise<Done> {
  const sent: Sent[] = [];
  let refused503 = 0;
  let failed = 0;
  const idle = plan.ports.map((): Socket[] => []);
  const cpu = process.cpuUsage();
  const began = performance.now();
  let finish!: () => void;
  const finished = new Promise<void>((done) => (finish = done));
  let next = 0;

  const mark = file.indexOf('xxxxxxxx-xxxx');
  const [before, after] = [file.toString('latin1', 0, mark), file.subarray(mark + 36)];
  const requestOf = (i: number, scheduled: number): Request => {
    const draft = drafts[i]!;
    const cookie = `Host: localhost\r\nCookie: ${draft.cookie}\r\nSec-Fetch-Site: same-origin\r\n`;
    const own =
      plan.kind === 'page'
        ? `${cookie}\r\n`
        : plan.form
          ? `${cookie}Content-Type: application/x-www-form-urlencoded\r\n`
          : `${cookie}Content-Type: application/json\r\nIdempotency-Key: bench-${plan.key ?? 'x'}-${draft.id}\r\nContent-Length: ${body.length}\r\n\r\n`;
    return {
      step: plan.kind === 'file' ? 'file' : 'last',
      draft: plan.from + i,
      head: own,
      body,
      scheduled,
      turnedBack: 0,
      ticket: '',
      port: i % plan.ports.length,
    };
  };
  const write = (socket: Socket, r: Request) => {
    const { id } = drafts[r.draft - plan.from]!;
    if (plan.kind === 'page') socket.write(`GET /applications/${id} HTTP/1.1\r\n${r.head}`);
    else if (plan.kind === 'save') {
      const value = `Testo salvato dalla prova di carico ${r.draft} ${Math.random()}`;
      const text = JSON.stringify({ answers: [{ section: 'exploitation', field: 'dissemination', value, base: 0 }] });
      socket.write(
        `POST /api/applications/${id}/answers HTTP/1.1\r\n${r.head.replace(`Content-Length: ${body.length}`, `Content-Length: ${Buffer.byteLength(text)}`)}${text}`,
      );
    } else if (r.step === 'file') {
      socket.cork();
      socket.write(
        `POST /applications/${id}/documents HTTP/1.1\r\nHost: localhost\r\nCookie: ${drafts[r.draft - plan.from]!.cookie}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: multipart/form-data; boundary=bench\r\nContent-Length: ${file.length}\r\n\r\n${before}${id}`,
      );
      socket.write(after);
      socket.uncork();
    } else if (plan.form) {
      const form = `declaration=on&idempotencyKey=bench-${plan.key ?? 'x'}-${id}`;
      socket.write(`POST /applications/${id}/submission HTTP/1.1\r\n${r.head}Content-Length: ${form.length}\r\n\r\n${form}`);
    } else socket.write(`POST /api/applications/${id}/submission${r.ticket && `?ticket=${r.ticket}`} HTTP/1.1\r\n${r.head}${body.toString()}`);
  };

  function send(r: Request): void {
    const socket = idle[r.port]!.pop() ?? open(r.port);
    (socket as Socket & { request?: Request }).request = r;
    write(socket, r);
  }
  function open(port: number): Socket {
    const socket = connect({ port: plan.ports[port]!, host: '127.0.0.1', noDelay: true });
    let kept: Buffer = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      kept = kept.length === 0 ? chunk : Buffer.concat([kept, chunk]);
      const headEnd = kept.indexOf('\r\n\r\n');
      if (headEnd < 0) return;
      const head = kept.toString('latin1', 0, headEnd);
      const length = /content-length: (\d+)/i.exec(head);
      const chunked = !length && /transfer-encoding: chunked/i.test(head);
      const end = chunked ? kept.indexOf('\r\n0\r\n\r\n', headEnd) + 7 : headEnd + 4 + Number(length?.[1] ?? 0);
      if (kept.length < end || (chunked && end < headEnd + 7)) return;
      const text = kept.toString('utf8', headEnd + 4, end);
      kept = Buffer.alloc(0);
      answered(socket, Number(head.slice(9, 12)), text);
    });
    const lost = () => {
      const r = (socket as Socket & { request?: Request | undefined }).request;
      if (r) {
        (socket as Socket & { request?: Request | undefined }).request = undefined;
        failed++;
        record(r, 0, '', '');
      }
    };
    socket.on('error', lost);
    socket.on('close', lost);
    return socket;
  }
  const json = plan.kind !== 'page' && plan.kind !== 'save' && !plan.form;
  function answered(socket: Socket, status: number, text: string): void {
    const held = socket as Socket & { request?: Request | undefined };
    const r = held.request!;
    held.request = undefined;
    idle[r.port]!.push(socket);
    if (r.step === 'file' && status === 303) {
      r.step = 'last';
      idle[r.port]!.pop();
      held.request = r;
      write(socket, r);
      return;
    }
    if (status === 503 && json) {
      refused503++;
      r.turnedBack++;
      const { ticket, retryAfter } = JSON.parse(text) as { ticket?: string; retryAfter?: number };
      r.ticket = ticket ?? '';
      setTimeout(() => send(r), (retryAfter ?? 1) * 1000);
      return;
    }
    const receipt = !json || status !== 201 ? null : (JSON.parse(text) as { protocol?: string; submittedAt?: string });
    record(r, status, receipt?.protocol ?? '', receipt?.submittedAt ?? '');
    if (plan.clients && next < drafts.length) send(requestOf(next++, performance.now()));
  }
  function record(r: Request, status: number, protocol: string, arrivedAt: string): void {
    const now = performance.now();
    sent.push({
      draft: r.draft,
      status,
      protocol,
      arrivedAt,
      milliseconds: now - r.scheduled,
      turnedBack: r.turnedBack,
      scheduled: r.scheduled - began,
      answered: now - began,
    });
    if (sent.length === drafts.length) finish();
  }

  if (plan.clients) while (next < Math.min(plan.clients, drafts.length)) send(requestOf(next++, performance.now()));
  else {
    const tick = () => {
      const due = Math.min(drafts.length, Math.floor(((performance.now() - began) / 1000) * plan.perSecond!));
      while (next < due) {
        // The latency counts from when it should have been sent, whatever kept this process from sending it.
        send(requestOf(next, began + (next / plan.perSecond!) * 1000));
        next++;
      }
      if (next < drafts.length) setTimeout(tick, 1);
    };
    tick();
  }
  await finished;
  const seconds = (performance.now() - began) / 1000;
  for (const sockets of idle) for (const s of sockets) s.destroy();
  const { user, system } = process.cpuUsage(cpu);
  return { seconds, sent, refused503, failed, processor: (user + system) / 1000 };
}
