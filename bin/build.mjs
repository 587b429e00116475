// One file for the server, one for the command line; packages stay outside. Assets get names made of their content.
import { build } from 'esbuild';
import { join } from 'node:path';
import { buildAssets } from './assets.mjs';

export async function buildAll(root, out) {
  await Promise.all([
    build({
      absWorkingDir: root,
      entryPoints: { serve: 'src/house/serve.ts', cli: 'src/house/cli.ts' },
      outdir: out,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      splitting: true,
      chunkNames: 'part-[hash]',
      format: 'esm',
      platform: 'node',
      target: 'node24',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      sourcemap: true,
      logLevel: 'warning',
      plugins: [
        {
          name: 'packages-stay-outside',
          setup(b) {
            b.onResolve({ filter: /^[^./#]/ }, (args) => (args.kind === 'entry-point' ? undefined : { path: args.path, external: true }));
          },
        },
      ],
    }),
    buildAssets(join(out, 'assets')),
  ]);
}
