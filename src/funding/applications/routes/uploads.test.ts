import { afterAll, beforeAll, expect, test } from 'vitest';
import { createServer, request as ask, type Server } from 'node:http';
import { connect, createServer as createPipe, type AddressInfo, type Server as Pipe } from 'node:net';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import { Upload, type UploadOptions } from 'tus-js-client';
import type { Actor } from '#src/core/actor.ts';
import { startApplication } from '#src/funding/applications/actions/start.ts';
import { frame } from '#src/house/frame.tsx';
import { web } from '#src/house/web.ts';
import { testHouse, type TestHouse } from '../../../../test/database.ts';
import { applicationsScene, signedPdf } from '../../../../test/factories/applications.ts';
import { sweepUploads } from '../actions/uploads.ts';
import { applicationById } from '../queries/application.ts';
import { applicationsDoors } from '../routes.tsx';

const at = '2026-02-10T10:00:00.000Z';
let t: TestHouse;
let s: Awaited<ReturnType<typeof applicationsScene>>;
let id: string;
let origin: string;
let server: Server;
let big: Buffer;

beforeAll(async () => {
  t = await testHouse({ at });
  s = await applicationsScene(t.house);
  id = await startApplication(t.house, s.applicant, { callId: s.call.id, organisationId: s.lead.id });
  const known = new Map<string, Actor>([s.applicant, s.partner, s.office].map((a) => [a.id, a]));
  const mark = { acronym: 'MICS', name: { it: 'MICS', en: 'MICS' }, projectCode: 'PE00000004', cup: 'D43C22003120001' };
  const app = web({
    house: t.house,
    doors: applicationsDoors,
    identify: async (headers) => known.get(headers.get('x-test-person') ?? '') ?? null,
    assets: { address: (name) => `/assets/${name}`, serve: () => new Response() },
    frame: frame(mark),
  });
  server = serve({ fetch: app.fetch, port: 0, createServer }) as Server;
  await new Promise((done) => server.once('listening', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  big = Buffer.concat([await signedPdf(t.house), Buffer.alloc(700_000, 32), Buffer.from('%%EOF\n')]);
});
afterAll(async () => {
  server.close();
  await t.end();
});

const headers = (actor: Actor = s.applicant) => ({ 'x-test-person': actor.id, accept: 'application/json' });
const parts = () => (existsSync(join(t.house.settings.dataDir, 'uploads')) ? readdirSync(join(t.house.settings.dataDir, 'uploads')) : []);
const stored = async () => (await applicationById(t.house.db, id))!.proposal.documents.find((d) => d.document === 'application');

function send(bytes: Buffer, more: Partial<UploadOptions> & { base?: string; document?: string } = {}): Promise<{ progress: number[]; retried: number }> {
  const { base = origin, document = 'application', ...options } = more;
  const progress: number[] = [];
  let retried = 0;
  return new Promise((done, failed) => {
    new Upload(bytes, {
      endpoint: `${base}/applications/${id}/uploads`,
      headers: headers(),
      metadata: { document, filename: 'Domanda firmata.pdf' },
      retryDelays: [10, 20, 40, 80],
      onShouldRetry: (_error, _attempt, { retryDelays }) => {
        retried++;
        return retried <= retryDelays!.length;
      },
      onProgress: (sent) => void progress.push(sent),
      onSuccess: () => done({ progress, retried }),
      onError: failed,
      ...options,
    }).start();
  });
}

test('a file arrives in pieces, sent by a client that is not ours', async () => {
  const { progress } = await send(big, { chunkSize: 100_000 });
  expect(progress.at(-1)).toBe(big.length);
  expect(await stored()).toMatchObject({ fileName: 'Domanda firmata.pdf', sha256: createHash('sha256').update(big).digest('hex'), bytes: big.length });
  expect([parts(), (await t.house.pool.query('select count(*)::int as n from uploads')).rows[0].n]).toEqual([[], 0]);
});

/** Resolves when what the server keeps of unfinished uploads has stopped growing: all that reached it lies there. */
async function settled(): Promise<void> {
  const size = () => parts().reduce((sum, name) => sum + statSync(join(t.house.settings.dataDir, 'uploads', name)).size, 0);
  for (let before = -1, same = 0; same < 5; before = size()) {
    await wait(20);
    same = size() === before ? same + 1 : 0;
  }
}

/** Passes everything on to the server, and cuts the line once, after so many bytes. What was passed on by then arrives. */
function cuttingLine(after: number): Promise<{ pipe: Pipe; base: string; cut: () => boolean; passed: () => number }> {
  let passed = 0;
  let done = false;
  const pipe = createPipe((socket) => {
    const far = connect({ host: '127.0.0.1', port: (server.address() as AddressInfo).port });
    socket.on('data', (chunk) => {
      passed += chunk.length;
      if (!done && passed > after) {
        done = true;
        far.write(chunk.subarray(0, Math.floor(chunk.length / 2)), () => void settled().then(() => far.destroy()));
        socket.destroy();
      } else far.write(chunk);
    });
    far.on('data', (chunk) => socket.write(chunk));
    for (const [a, b] of [
      [socket, far],
      [far, socket],
    ] as const) {
      a.on('close', () => (done && a === socket ? undefined : b.destroy()));
      a.on('error', () => undefined);
    }
  });
  return new Promise((ready) =>
    pipe.listen(0, '127.0.0.1', () => ready({ pipe, base: `http://127.0.0.1:${(pipe.address() as AddressInfo).port}`, cut: () => done, passed: () => passed })),
  );
}

test('after a broken line it goes on from where it was', async () => {
  await t.house.pool.query('update application_documents set removed_at = now()');
  const { pipe, base, cut, passed } = await cuttingLine(300_000);
  const { retried } = await send(big, { base, retryDelays: [400, 400, 400] });
  pipe.close();
  expect([cut(), retried > 0]).toEqual([true, true]);
  // Not from the start again.
  expect(passed()).toBeLessThan(big.length + 150_000);
  expect((await stored())!.sha256).toBe(createHash('sha256').update(big).digest('hex'));
  const events = await t.house.pool.query("select kind from evidence_events where kind like 'application.upload%' order by id desc limit 2");
  expect(events.rows.map((r: { kind: string }) => r.kind)).toEqual(['application.uploadFinished', 'application.uploadStarted']);
});

const tus = (method: string, path: string, more: Record<string, string> = {}, body?: BodyInit, actor?: Actor) =>
  fetch(`${origin}${path}`, {
    method,
    headers: { ...headers(actor), 'tus-resumable': '1.0.0', ...more },
    ...(body !== undefined && { body, duplex: 'half' }),
  } as RequestInit);
const meta = (document: string) => `document ${Buffer.from(document).toString('base64')},filename ${Buffer.from('a.pdf').toString('base64')}`;
const create = async (length: number, document = 'application', actor?: Actor) =>
  tus('POST', `/applications/${id}/uploads`, { 'upload-length': String(length), 'upload-metadata': meta(document) }, undefined, actor);
const patch = (location: string, offset: number, body: BodyInit, more: Record<string, string> = {}, actor?: Actor) =>
  tus('PATCH', location, { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream', ...more }, body, actor);

test('the protocol: what is there is told, a wrong place refused, a checksum held to, and it can be called off', async () => {
  const made = await create(10);
  expect([made.status, made.headers.get('tus-resumable'), made.headers.get('upload-offset')]).toEqual([201, '1.0.0', '0']);
  const location = made.headers.get('location')!;
  expect((await patch(location, 0, '%PDF')).headers.get('upload-offset')).toBe('4');
  const head = await tus('HEAD', location);
  expect([head.status, head.headers.get('upload-offset'), head.headers.get('upload-length'), head.headers.get('cache-control')]).toEqual([
    200,
    '4',
    '10',
    'no-store',
  ]);
  const wrong = await patch(location, 2, 'xx');
  expect([wrong.status, wrong.headers.get('upload-offset')]).toEqual([409, '4']);
  const sum = (text: string) => `sha256 ${createHash('sha256').update(text).digest('base64')}`;
  const bad = await patch(location, 4, '-1', { 'upload-checksum': sum('-2') });
  expect([bad.status, bad.headers.get('upload-offset')]).toEqual([460, '4']);
  expect((await patch(location, 4, '-1', { 'upload-checksum': 'crc32 AAAA' })).status).toBe(400);
  expect((await patch(location, 4, '-1', { 'upload-checksum': sum('-1') })).headers.get('upload-offset')).toBe('6');
  const long = await patch(location, 6, '123456789');
  expect([long.status, long.headers.get('upload-offset'), (await long.json()).reasons]).toEqual([
    413,
    '6',
    [
      {
        code: 'application.uploadTooLong',
        params: { bytes: 15, announced: 10 },
        at: 'file',
        message: 'Il file pesa 15 byte, ma all’inizio del caricamento ne sono stati annunciati 10 byte: caricarlo da capo.',
      },
    ],
  ]);
  const unsaid = new ReadableStream<Uint8Array>({
    start(c) {
      c.enqueue(new TextEncoder().encode('123456789'));
      c.close();
    },
  });
  const more = await tus('PATCH', location, { 'upload-offset': '6', 'content-type': 'application/offset+octet-stream' }, unsaid);
  expect([more.status, (await more.json()).reasons[0].params]).toEqual([413, { bytes: null, announced: 10 }]);
  expect((await tus('PATCH', location, { 'upload-offset': '6' }, 'x')).status).toBe(415);
  const old = await tus('PATCH', location, { 'tus-resumable': '0.2.2' }, 'x');
  expect([old.status, old.headers.get('tus-version')]).toEqual([412, '1.0.0']);
  expect((await tus('DELETE', location)).status).toBe(204);
  expect([(await tus('HEAD', location)).status, parts()]).toEqual([404, []]);
});

test('what is not asked for, too big, not a PDF, too much at once, not one’s own', async () => {
  const { maxBytes: max, source } = s.call.documents.find((d) => d.id === 'application')!;
  expect([(await create(max)).status, (await create(max + 1)).status, (await create(0)).status, (await create(10, 'nobody-asks')).status]).toEqual([
    201, 422, 422, 404,
  ]);
  const { reasons } = await (await create(max + 1)).json();
  expect(reasons.map((r: Record<string, unknown>) => [r['code'], r['at'], r['params'], r['source']])).toEqual([
    ['form.fileTooBig', 'file', { bytes: max + 1, maxBytes: max, of: 'call' }, source],
  ]);
  expect((await create(10, 'application', s.partner)).status).toBe(404);
  const location = (await create(5)).headers.get('location')!;
  expect((await tus('HEAD', location, {}, undefined, s.office)).status).toBe(404);
  expect((await patch(location, 0, 'hello', {}, s.office)).status).toBe(404);
  const refused = await patch(location, 0, 'hello');
  expect([refused.status, (await refused.json()).reasons[0].code]).toEqual([422, 'form.fileType']);
  expect((await tus('HEAD', location)).status).toBe(404);
  for (let i = 0; i < 25; i++) await create(10);
  const full = await create(10);
  const { code, params } = (await full.json()).reasons[0];
  expect([full.status, code, params]).toEqual([
    409,
    'application.uploadTooMuch',
    { ownBytes: 10, files: 20, bytes: max + 190, mostFiles: 20, mostBytes: 209_715_200 },
  ]);
});

test('what is not finished in a day is swept away', async () => {
  expect(parts().length).toBeGreaterThan(0);
  t.setClock('2026-02-10T22:00:00.000Z');
  expect(await sweepUploads(t.house)).toBe(0);
  t.setClock('2026-02-11T10:00:00.000Z');
  expect(await sweepUploads(t.house)).toBe(20);
  expect([parts(), await sweepUploads(t.house)]).toEqual([[], 0]);
  t.setClock(at);
});

test('the form of another site cannot start one', async () => {
  const answer = await new Promise<number>((done) =>
    ask(`${origin}/applications/${id}/uploads`, { method: 'POST', headers: { ...headers(), 'sec-fetch-site': 'cross-site' } }, (r) =>
      done(r.statusCode!),
    ).end(),
  );
  expect(answer).toBe(403);
});

test('the day until when a document is valid goes with its pieces', async () => {
  const validity = { metadata: { document: 'application', filename: 'Domanda.pdf', validUntil: '2027-01-31' }, chunkSize: 100_000 };
  await send(big, validity);
  expect((await stored())!.validUntil).toBe('2027-01-31');
  await expect(send(big, { metadata: { ...validity.metadata, validUntil: 'domani' }, retryDelays: [] })).rejects.toThrow('422');
});
