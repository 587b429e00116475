#!/usr/bin/env node
import { build, install, run } from './ready.mjs';

install();
await build();
await run('cli.mjs', process.argv.slice(2));
