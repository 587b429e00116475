import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHash } from 'node:crypto';
import { AppError } from '#src/core/errors.ts';
import type { FileStore } from '#src/plumbing/files.ts';
import { s3Keys, s3Server, type S3Server } from '../../../test/factories/s3.ts';
import { s3Store } from './s3.ts';

let server: S3Server;
let store: FileStore;
const settings = () => ({ ...s3Keys, endpoint: server.endpoint });
beforeAll(async () => {
  server = await s3Server();
  store = s3Store(settings(), 1);
});
afterAll(() => server.close());

const bytes = (text: string) => new TextEncoder().encode(text);
const hash = (text: string) => createHash('sha256').update(text).digest('hex');

test('what is put comes back, under the hash of its content, and is written once', async () => {
  const sha256 = await store.put(bytes('uno'));
  expect([sha256, (await store.get(sha256)).toString()]).toEqual([hash('uno'), 'uno']);
  expect([...server.objects.keys()]).toEqual([`/mics-test/${sha256.slice(0, 2)}/${sha256}`]);
  const before = server.puts();
  expect([await store.put(bytes('uno')), server.puts() - before]).toEqual([sha256, 0]);
});

test('a store without conditional writes takes it all the same', async () => {
  server.withoutConditions(true);
  expect(await store.put(bytes('due'))).toBe(hash('due'));
  server.withoutConditions(false);
  expect((await store.get(hash('due'))).toString()).toBe('due');
});

test('a broken line and answers that say "later" are tried again, and in the end said', async () => {
  server.next('drop', 503, 429, 409);
  expect(await store.put(bytes('tre'))).toBe(hash('tre'));
  server.next(500, 'drop');
  expect((await store.get(hash('tre'))).toString()).toBe('tre');
  server.next(503, 503, 503, 503, 503);
  const refused = await store.put(bytes('quattro')).catch((e: unknown) => e);
  expect(refused instanceof AppError && [refused.kind, refused.reasons[0]!.code]).toEqual(['unavailable', 'file.storeSilent']);
});

test('a wrong key, other bytes, nothing there: never an answer that looks right', async () => {
  const stranger = s3Store({ ...settings(), secret: 'wrong' }, 1);
  await expect(stranger.put(bytes('cinque'))).rejects.toThrow('the file store refused a file: 403');
  await expect(store.get(hash('nowhere'))).rejects.toThrow(': 404');
  const [name] = [...server.objects.keys()];
  server.objects.set(name!, Buffer.from('altro'));
  await expect(store.get(name!.slice(-64))).rejects.toThrow('other bytes');
  await expect(store.get('../../etc/passwd')).rejects.toThrow(RangeError);
});
