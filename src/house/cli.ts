import { commands, type Outcome } from './commands.ts';

/** JSON on stdout, words on stderr; exit 0 yes, 1 no (with reasons), 2 bad input. */
async function main(argv: string[]): Promise<number> {
  const name =
    argv[0] === 'help'
      ? undefined
      : Object.keys(commands)
          .filter((n) => n.split(' ').every((word, i) => argv[i] === word))
          .sort((a, b) => b.length - a.length)[0];
  if (!name) {
    const asked = argv.length > 0 && argv[0] !== 'help' && argv[0] !== '--help';
    if (asked) process.stderr.write(`mics: there is no command "${argv.join(' ')}"\n\n`);
    const width = Math.max(...Object.values(commands).map((c) => c.usage.length));
    process.stderr.write(
      `MICS on the command line. JSON on stdout, words on stderr; exit 0 yes, 1 no, 2 bad input.\n\n${Object.values(commands)
        .map((c) => `  npx mics ${c.usage.padEnd(width)}  ${c.words}`)
        .join('\n')}\n`,
    );
    return asked ? 2 : 0;
  }
  const outcome = await commands[name]!.run(argv.slice(name.split(' ').length));
  return tell(outcome);
}

async function tell({ exit, out, words }: Outcome): Promise<number> {
  for (const line of words ?? []) process.stderr.write(`${line}\n`);
  if (out !== undefined) await new Promise((done) => process.stdout.write(`${JSON.stringify(out, null, 2)}\n`, done));
  return exit;
}

process.exitCode = await main(process.argv.slice(2));
