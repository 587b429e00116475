import type { Command } from './commands/outcome.ts';

export type { Outcome } from './commands/outcome.ts';

/** The command line, by name. Each command loads only what it needs: `rank` and `verify` never touch a database. */
export const commands: Record<string, Command> = {
  help: { usage: 'help', words: 'lists the commands', run: async () => ({ exit: 0 }) },
  assign: {
    usage: 'assign INSTANCE.json [--out FILE]',
    words: 'assigns reviewers to proposals, and says whether the answer is proven optimal',
    run: async (args) => (await import('./commands/assign.ts')).assignCommand(args),
  },
  'call check': {
    usage: 'call check CALL.json',
    words: 'validates a call and prints each of its rules in words',
    run: async (args) => (await import('./commands/call.ts')).callCheckCommand(args),
  },
  rank: {
    usage: 'rank BUNDLE.json',
    words: 'computes a ranking from its bundle, with its hash',
    run: async (args) => (await import('./commands/rank.ts')).rankFile(args),
  },
  verify: {
    usage: 'verify FILE.json [--key BASE64]',
    words: 'checks a ranking bundle or a submission receipt, offline',
    run: async (args) => (await import('./commands/rank.ts')).verifyFile(args),
  },
  office: {
    usage: 'office EMAIL',
    words: 'names the first person of the programme office on a new system',
    run: async (args) => (await import('./commands/office.ts')).officeCommand(args),
  },
};
