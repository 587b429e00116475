import { canonical, hashOf, sha256 } from '#src/core/canonical.ts';
import { verifyInclusion } from '#src/core/merkle.ts';
import { eventLeaf, headText, type EvidenceProof } from '#src/plumbing/evidence/leaf.ts';
import { isSignedText } from '#src/plumbing/evidence/signed.ts';
import { hashOfInput, rankingBundleSchema, rankingBundleTwoSchema, type RankingBundle } from './bundle.ts';
import { rank } from './rules/rank.ts';

export type Check = { name: 'format' | 'input' | 'ranking' | 'hash' | 'event' | 'inclusion' | 'signature' | 'receipt'; ok: boolean; detail: string };

export type Verification = { ok: boolean; checks: Check[] };

/**
 * `trustedKey`: the log's public key (base64 of its SPKI), got from elsewhere than the bundle. Without it, the signature shows only that
 * whoever holds the key in the bundle signed the head: anyone can make a key.
 * `allowUnlogged`: do not ask for a place in the log, for a ranking that is not published.
 */
export type Trust = { trustedKey?: string; allowUnlogged?: boolean };

/** Reads a bundle; the first problem in words when it is none. */
export function readBundle(value: unknown): { ok: true; bundle: RankingBundle } | { ok: false; problems: string[] } {
  const two = (value as { format?: unknown } | null)?.format === 'mics-ranking-bundle/2';
  const parsed = (two ? rankingBundleTwoSchema : rankingBundleSchema).safeParse(value);
  return parsed.success
    ? { ok: true, bundle: parsed.data as unknown as RankingBundle }
    : { ok: false, problems: parsed.error.issues.slice(0, 20).map((i) => `${i.path.join('.') || '/'}: ${i.message}`) };
}

/** That an event stands in the log: its leaf under the head's root, the head under its key's signature. */
export function checkEvidence(evidence: EvidenceProof, { trustedKey }: Trust = {}): Check[] {
  const { event, index, proof, head } = evidence;
  const included = verifyInclusion({ index, size: head.size, leaf: eventLeaf(event), proof: [...proof], root: head.root });
  const signed = isSignedText(headText(head), head);
  const trusted = trustedKey === undefined || trustedKey === head.publicKey;
  const key = keyName(head.publicKey);
  return [
    {
      name: 'inclusion',
      ok: included,
      detail: included ? `event ${index} of ${head.size} under root ${head.root.slice(0, 16)}…` : 'the event is not in the tree that the head names',
    },
    {
      name: 'signature',
      ok: signed && trusted,
      detail: !signed
        ? 'the head is not signed by the key that it names'
        : !trusted
          ? `signed by ${key}, not by the trusted one`
          : `signed at ${head.signedAt} by ${key}${trustedKey === undefined ? ', to be compared with the published one' : ''}`,
    },
  ];
}

/** What a key is called by: the start of its hash. */
export function keyName(publicKey: string): string {
  try {
    return `key ${sha256(Uint8Array.from(atob(publicKey), (c) => c.charCodeAt(0))).slice(0, 16)}…`;
  } catch {
    return 'a key that cannot be read';
  }
}

/** Computes the ranking that a bundle claims again, and checks its hashes and its place in the evidence log. No database, no network. */
export function verifyBundle(value: unknown, trust: Trust = {}): Verification {
  const read = readBundle(value);
  if (!read.ok) return { ok: false, checks: [{ name: 'format', ok: false, detail: read.problems.join('; ') }] };
  const { bundle } = read;
  const checks: Check[] = [{ name: 'format', ok: true, detail: bundle.format }];
  const inputHash = hashOfInput(bundle);
  checks.push({ name: 'input', ok: inputHash === bundle.inputHash, detail: inputHash });
  const again = rank(bundle);
  const same = bundle.ranking !== undefined && canonical(again) === canonical(bundle.ranking);
  checks.push({
    name: 'ranking',
    ok: same,
    detail: same ? `${again.places.length} places computed again` : firstDifference(again.places, bundle.ranking?.places),
  });
  const rankingHash = hashOf(again);
  checks.push({ name: 'hash', ok: rankingHash === bundle.rankingHash, detail: rankingHash });
  if (!bundle.evidence) {
    if (!trust.allowUnlogged) checks.push({ name: 'event', ok: false, detail: 'the bundle carries no proof from the evidence log' });
  } else {
    const said = factsIn(bundle.evidence.event.body);
    const named =
      bundle.evidence.event.kind === 'ranking.published' && said.inputHash === inputHash && said.rankingHash === rankingHash && said.kind === bundle.kind;
    checks.push({ name: 'event', ok: named, detail: named ? `published at ${bundle.evidence.event.at}` : 'the logged event is about another ranking' });
    checks.push(...checkEvidence(bundle.evidence, trust));
  }
  return { ok: checks.every((c) => c.ok), checks };
}

/** What an event's body says; nothing when it is no JSON object. */
function factsIn(body: string): { inputHash?: unknown; rankingHash?: unknown; kind?: unknown } {
  try {
    const said: unknown = JSON.parse(body);
    return typeof said === 'object' && said !== null ? said : {};
  } catch {
    return {};
  }
}

function firstDifference(again: readonly { application: string }[], claimed: readonly { application: string }[] | undefined): string {
  if (!Array.isArray(claimed)) return 'the bundle claims no ranking';
  const i = again.findIndex((place, n) => claimed[n] === undefined || canonical(place) !== canonical(claimed[n]));
  return i < 0 ? 'the claimed ranking differs in its totals' : `the claimed ranking differs at ${again[i]!.application}`;
}
