import { reason } from '#src/core/decision.ts';
import { AppError } from '#src/core/errors.ts';
import type { FileStore } from '#src/plumbing/files.ts';
import { AwsClient } from 'aws4fetch';
import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

export type S3Settings = { endpoint: string; bucket: string; region: string; key: string; secret: string };

const tries = 5;
const patience = 30_000;

/**
 * Files in any store that speaks S3, path style, each under its own hash. A file that is there already is not written again
 * (`If-None-Match`); the store checks the hash of what it gets, and what comes back is checked here.
 */
export function s3Store({ endpoint, bucket, region, key, secret }: S3Settings, pause = 200): FileStore {
  // One try of its own: which answers are worth another one is decided below.
  const client = new AwsClient({ accessKeyId: key, secretAccessKey: secret, service: 's3', region, retries: 0 });
  const addressOf = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('not a SHA-256');
    return `${endpoint}/${encodeURIComponent(bucket)}/${sha256.slice(0, 2)}/${sha256}`;
  };

  /** Again after a broken line or an answer that says "later"; `AppError` when it stays silent. */
  async function ask(address: string, request: () => RequestInit): Promise<Response> {
    for (let attempt = 1; ; attempt++) {
      const answer = await client.fetch(address, { ...request(), signal: AbortSignal.timeout(patience) }).catch(() => null);
      const later = answer === null || answer.status >= 500 || answer.status === 429 || answer.status === 409;
      if (!later || answer?.status === 501) return answer!;
      await answer?.body?.cancel();
      if (attempt === tries) throw new AppError('unavailable', [reason('file.storeSilent', {}, { at: 'file' })]);
      await wait(pause * 2 ** (attempt - 1));
    }
  }

  return {
    async put(bytes) {
      const digest = createHash('sha256').update(bytes).digest();
      const sha256 = digest.toString('hex');
      const headers = { 'content-type': 'application/octet-stream', 'x-amz-content-sha256': sha256, 'x-amz-checksum-sha256': digest.toString('base64') };
      const write = (more: Record<string, string>) =>
        ask(addressOf(sha256), () => ({ method: 'PUT', headers: { ...headers, ...more }, body: bytes as BodyInit }));
      let answer = await write({ 'if-none-match': '*' });
      // Stores that know no conditions: the same bytes under the same name, written over.
      if (answer.status === 501) answer = await write({});
      await answer.body?.cancel();
      if (!answer.ok && answer.status !== 412) throw new Error(`the file store refused a file: ${answer.status}`);
      return sha256;
    },
    async get(sha256) {
      const answer = await ask(addressOf(sha256), () => ({ headers: { 'x-amz-content-sha256': createHash('sha256').digest('hex') } }));
      if (!answer.ok) throw new Error(`the file store does not give ${sha256}: ${answer.status}`);
      const bytes = Buffer.from(await answer.arrayBuffer());
      if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Error(`the file store gave other bytes than those of ${sha256}`);
      return bytes;
    },
  };
}
