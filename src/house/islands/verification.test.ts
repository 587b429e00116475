import { canonical } from '#src/core/canonical.ts';
import { inclusionProof, root } from '#src/core/merkle.ts';
import { rankingBundleSchema, bundleOf } from '#src/funding/rankings/bundle.ts';
import { projectRoot } from '#src/house/root.ts';
import { eventLeaf, headText } from '#src/plumbing/evidence/leaf.ts';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { generateKeyPairSync, sign } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCall } from '../../../test/factories/proposal.ts';
import { verifyText } from '../commands/verification.ts';
import { verifyCopy } from '../pages/verifyCopy.ts';

// The script that the page sends, as it is built, against the command line's checks.

type Script = typeof import('./verification.ts');
let folder: string;
let script: Script;
let bytes: Buffer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mics-assets-'));
  const { buildAssets } = (await import(pathToFileURL(join(projectRoot, 'bin/assets.mjs')).href)) as {
    buildAssets: (to: string) => Promise<Record<string, string>>;
  };
  const file = join(folder, (await buildAssets(folder))['verification.js']!);
  bytes = readFileSync(file);
  script = (await import(pathToFileURL(file).href)) as Script;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const key = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');

/** A published ranking of three proposals, one of them excluded, with its place in a log of three lines. */
function published() {
  const call = readCall('02-2024');
  const points = (n: number) => Object.fromEntries(call.evaluation.criteria.map((c) => [c.id, Math.min(c.max, Math.floor(n / c.step) * c.step)]));
  const facts = { eligibleCents: 20_000_000, grantCents: 20_000_000, southEligibleCents: 0, southGrantCents: 0, women: 1, men: 1, under40: 1 };
  const application = (id: string, n: number | null) => ({
    id,
    protocol: `MICS-2024-${id}`,
    submittedAt: '2024-02-20T10:00:00.000Z',
    title: id,
    screening:
      n === null
        ? { outcome: 'excluded' as const, reasons: [{ code: 'screening.written', params: { text: 'x' } }] }
        : { outcome: 'admitted' as const, reasons: [] },
    facts,
    reviews: n === null ? [] : Array.from({ length: call.evaluation.reviewsPerProposal }, (_, i) => ({ expert: `E${i}`, points: points(n), premiums: {} })),
    consensus: null,
  });
  const input = { call, callVersion: 1, applications: [application('A', 14), application('B', 12), application('C', null)], renunciations: [], seed: 'seed' };
  const bundle = JSON.parse(JSON.stringify(bundleOf(input, 'final'))) as ReturnType<typeof bundleOf>;
  const body = canonical({ inputHash: bundle.inputHash, rankingHash: bundle.rankingHash, kind: 'final' });
  const event = { at: '2024-05-01T10:00:00.000Z', actor: null, kind: 'ranking.published', subject: 'ranking/1', body };
  const leaves = [{ ...event, subject: 'other' }, event, { ...event, subject: 'another' }].map(eventLeaf);
  const head = { root: root(leaves), signedAt: '2024-05-01T11:00:00.000Z', size: 3 };
  const signature = sign(null, Buffer.from(headText(head)), privateKey).toString('base64');
  return { ...bundle, evidence: { event, index: 1, proof: inclusionProof(1, leaves), head: { ...head, signature, publicKey: key } } };
}

type Published = ReturnType<typeof published>;

/** Each part of a bundle, spoilt, and the checks that must fail. */
const parts: [string, (b: Published) => void, string[]][] = [
  ['nothing', () => undefined, []],
  ['the call', (b) => (b.call.title.it = 'Un altro'), ['input', 'event']],
  ['the version of the call', (b) => (b.callVersion = 2), ['input', 'ranking', 'hash', 'event']],
  ['the frozen facts', (b) => ((b.applications[0]!.facts as { women: number }).women = 2), ['input', 'event']],
  [
    'the grant that was asked for',
    (b) => ((b.applications[0]!.facts as { grantCents: number }).grantCents = 19_000_000),
    ['input', 'ranking', 'hash', 'event'],
  ],
  ['the scores', (b) => (b.applications[0]!.reviews[0]!.points[b.call.evaluation.criteria[0]!.id] = 0), ['input', 'ranking', 'hash', 'event']],
  ['an expert’s pseudonym', (b) => ((b.applications[0]!.reviews[0] as { expert: string }).expert = 'X'), ['input', 'event']],
  ['the seed', (b) => (b.seed = 'another'), ['input', 'ranking', 'hash', 'event']],
  ['the kind of ranking', (b) => (b.kind = 'provisional'), ['event']],
  ['the result', (b) => (b.ranking.places[0]!.grantCents = 1), ['ranking']],
  ['the fingerprint of the input', (b) => (b.inputHash = '0'.repeat(64)), ['input']],
  ['the fingerprint of the result', (b) => (b.rankingHash = '0'.repeat(64)), ['hash']],
  ['the event', (b) => (b.evidence.event.at = '2024-05-01T10:00:01.000Z'), ['inclusion']],
  ['the event’s content', (b) => (b.evidence.event.body = '{}'), ['event', 'inclusion']],
  ['the place in the log', (b) => (b.evidence.index = 0), ['inclusion']],
  ['the proof', (b) => (b.evidence.proof[0] = '0'.repeat(64)), ['inclusion']],
  ['the root', (b) => (b.evidence.head.root = '0'.repeat(64)), ['inclusion', 'signature']],
  ['the signature', (b) => (b.evidence.head.signature = sign(null, Buffer.from('x'), privateKey).toString('base64')), ['signature']],
  ['the proof left out', (b) => delete (b as { evidence?: unknown }).evidence, ['event']],
  ['points that the scale does not have', (b) => (b.applications[0]!.reviews[0]!.points[b.call.evaluation.criteria[0]!.id] = 1000), ['format']],
];

test.each(parts)('tampering with %s is named, in the browser as on the command line', async (_, spoil, failing) => {
  const bundle = published();
  expect(rankingBundleSchema.safeParse(bundle).success).toBe(true);
  spoil(bundle);
  const text = JSON.stringify(bundle);
  const found = await script.verifyText(text, key);
  expect(found.checks.filter((c) => !c.ok).map((c) => c.name)).toEqual(failing);
  expect(found).toEqual(verifyText(text, { trustedKey: key }));
  for (const { name } of found.checks) expect([verifyCopy[name].it, verifyCopy[`${name}Bad`].it].every((words) => words.length > 3)).toBe(true);
});

test('a key of one’s own does not pass, nor half a file', async () => {
  const bundle = published();
  const other = generateKeyPairSync('ed25519');
  const { signature: _s, publicKey: _k, ...head } = bundle.evidence.head;
  bundle.evidence.head = {
    ...head,
    signature: sign(null, Buffer.from(headText(head)), other.privateKey).toString('base64'),
    publicKey: other.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
  };
  const failing = async (text: string) => (await script.verifyText(text, key)).checks.filter((c) => !c.ok).map((c) => c.name);
  expect(await failing(JSON.stringify(bundle))).toEqual(['signature']);
  expect(await failing(JSON.stringify(bundle).slice(0, 500))).toEqual(['format']);
  expect(await failing('[]')).toEqual(['format']);
});

test('the script is fetched only by who checks, and stays under 80 kB on the wire', () => {
  expect(gzipSync(bytes, { level: 9 }).length).toBeLessThan(80_000);
});
