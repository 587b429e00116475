import { bundleOf } from '#src/funding/rankings/bundle.ts';
import { readBundle } from '#src/funding/rankings/verify.ts';
import { hashOf } from '#src/core/canonical.ts';
import { readJson, type Outcome } from './outcome.ts';
import { verifyValue } from './verification.ts';

/** `npx mics rank BUNDLE.json`: computes the ranking of a bundle, whatever result the bundle itself claims. */
export async function rankFile(args: string[]): Promise<Outcome> {
  const read = await readJson(args[0]);
  if (!read.ok) return read.outcome;
  const parsed = readBundle(read.value);
  if (!parsed.ok) return { exit: 2, out: { problems: parsed.problems }, words: parsed.problems };
  const { ranking, inputHash } = bundleOf(parsed.bundle, parsed.bundle.kind);
  const funded = ranking.places.filter((p) => p.state === 'funded').length;
  return {
    exit: 0,
    out: { inputHash, rankingHash: hashOf(ranking), ranking },
    words: [`${ranking.call}: ${funded} of ${ranking.places.length} proposals funded, ${ranking.grantedCents / 100} of ${ranking.budgetCents / 100} euros`],
  };
}

/** `npx mics verify FILE.json [--key BASE64]`: a ranking bundle or a submission receipt; `--key` pins the log's public key. */
export async function verifyFile(args: string[]): Promise<Outcome> {
  const keyAt = args.indexOf('--key');
  const key = keyAt >= 0 ? args[keyAt + 1] : undefined;
  const trust = key === undefined ? {} : { trustedKey: key };
  const read = await readJson(args.find((a, i) => !a.startsWith('--') && (keyAt < 0 || i !== keyAt + 1)));
  if (!read.ok) return read.outcome;
  const result = verifyValue(read.value, trust);
  const bad = result.checks.some((c) => c.name === 'format' && !c.ok);
  return { exit: result.ok ? 0 : bad ? 2 : 1, out: result, words: result.checks.map((c) => `${c.ok ? 'ok    ' : 'FAILED'} ${c.name}: ${c.detail}`) };
}
