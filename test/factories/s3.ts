import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export const s3Keys = { bucket: 'mics-test', region: 'eu-south-1', key: 'AKIDEXAMPLE', secret: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };

const sha = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
const mac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** Signature Version 4, computed again from what arrived (AWS, "Create a signed request"). */
function signed(request: IncomingMessage): boolean {
  const m = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
    request.headers.authorization ?? '',
  );
  if (!m || m[1] !== s3Keys.key || m[3] !== s3Keys.region) return false;
  const [, , day, region, names, signature] = m as unknown as string[];
  if (!names!.split(';').includes('host')) return false;
  const [path, query = ''] = request.url!.split('?') as [string, string?];
  const headers = names!.split(';').map(
    (n) =>
      `${n}:${String(request.headers[n] ?? '')
        .trim()
        .replace(/ +/g, ' ')}\n`,
  );
  const canonical = [request.method, path, query, headers.join(''), names, request.headers['x-amz-content-sha256']].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, sha(canonical)].join('\n');
  const key = mac(mac(mac(mac(`AWS4${s3Keys.secret}`, day!), region!), 's3'), 'aws4_request');
  return mac(key, text).toString('hex') === signature;
}

export type S3Server = {
  endpoint: string;
  objects: Map<string, Buffer>;
  puts: () => number;
  /** The next answers, instead of doing what was asked; `drop` breaks the line. */
  next: (...answers: (number | 'drop')[]) => void;
  /** Does not know conditional writes. */
  withoutConditions: (on: boolean) => void;
  close: () => Promise<void>;
};

/** A small store that speaks as much S3 as is used: PUT and GET of one object, path style, with every signature and checksum verified. */
export async function s3Server(): Promise<S3Server> {
  const objects = new Map<string, Buffer>();
  let planned: (number | 'drop')[] = [];
  let puts = 0;
  let simple = false;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const answer = (status: number, content?: Buffer) => response.writeHead(status).end(content);
    const instead = planned.shift();
    if (instead === 'drop') return void request.socket.destroy();
    if (instead !== undefined) return answer(instead);
    if (!signed(request)) return answer(403);
    const told = request.headers['x-amz-content-sha256'];
    if (told !== sha(body)) return answer(400);
    const name = request.url!;
    if (!name.startsWith(`/${s3Keys.bucket}/`)) return answer(404);
    if (request.method === 'GET') return objects.has(name) ? answer(200, objects.get(name)!) : answer(404);
    if (request.method !== 'PUT') return answer(405);
    if (request.headers['x-amz-checksum-sha256'] !== createHash('sha256').update(body).digest('base64')) return answer(400);
    if (request.headers['if-none-match'] && simple) return answer(501);
    if (request.headers['if-none-match'] === '*' && objects.has(name)) return answer(412);
    puts++;
    objects.set(name, body);
    return answer(200);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    puts: () => puts,
    next: (...answers) => (planned = answers),
    withoutConditions: (on) => (simple = on),
    close: () => new Promise((done) => server.close(() => done())),
  };
}
