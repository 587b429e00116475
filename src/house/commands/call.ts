import { checkCall } from '#src/funding/calls/check.ts';
import { readJson, type Outcome } from './outcome.ts';

/** `npx mics call check CALL.json`: the whole call in words, or each problem with its place. */
export async function callCheckCommand(args: string[]): Promise<Outcome> {
  const read = await readJson(args[0]);
  if (!read.ok) return read.outcome;
  const checked = checkCall(read.value);
  if (!checked.ok) return { exit: 1, out: { ok: false, problems: checked.problems }, words: checked.problems.map((p) => `${p.path}: ${p.message}`) };
  const { call, words, cautions } = checked;
  const said = words.it.flatMap((chapter) => [
    '',
    chapter.heading.toUpperCase(),
    ...chapter.lines.map((l) => `  ${l.text}  [${l.source.ref}${l.source.status === 'sourced' ? '' : `; ${statuses[l.source.status]}`}]`),
  ]);
  const warned = cautions.it.map((c) => `! ${c.path}: ${c.message}`);
  return {
    exit: 0,
    out: { ok: true, id: call.id, officialCode: call.officialCode, words, cautions },
    words: [`${call.officialCode}: ${call.title.it}`, ...said, ...warned],
  };
}

const statuses = { brief: 'presentazione del partenariato', inferred: 'interpretazione', example: 'valore di esempio' };
