import { build, install, run } from './ready.mjs';

install();
await build();
await run('serve.mjs', process.argv.slice(2));
