import { readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.json': 'application/json',
};

export type Assets = { address: (name: string) => string; serve: (file: string, accepts: string) => Response };

/** Built assets, read and compressed once; their names carry their content's hash, so they may be kept for ever. */
export function loadAssets(folder: string): Assets {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, string>;
  const files = new Map(
    readdirSync(folder).map((name) => {
      const plain = readFileSync(join(folder, name));
      const zip = extname(name) === '.woff2' ? null : gzipSync(plain, { level: 9 });
      return [name, { plain, zip, type: types[extname(name)] ?? 'application/octet-stream' }];
    }),
  );
  return {
    address: (name) => `/assets/${manifest[name] ?? name}`,
    serve(name, accepts) {
      const found = files.get(name);
      if (!found) return new Response('not found', { status: 404 });
      const zip = found.zip && /\bgzip\b/.test(accepts) ? found.zip : null;
      return new Response((zip ?? found.plain) as BodyInit, {
        headers: {
          'content-type': found.type,
          'cache-control': 'public, max-age=31536000, immutable',
          'x-content-type-options': 'nosniff',
          vary: 'accept-encoding',
          ...(zip && { 'content-encoding': 'gzip' }),
        },
      });
    },
  };
}
