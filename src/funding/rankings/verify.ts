import { canonical, hashOf } from '#src/core/canonical.ts';
import { verifyInclusion } from '#src/core/merkle.ts';
import { eventLeaf } from '#src/plumbing/evidence/leaf.ts';
import { isSigned, type EvidenceProof } from '#src/plumbing/evidence/log.ts';
import { hashOfInput, rankingBundleSchema, type RankingBundle } from './bundle.ts';
import { rank } from './rules/rank.ts';

export type Check = { name: 'format' | 'input' | 'ranking' | 'hash' | 'event' | 'inclusion' | 'signature'; ok: boolean; detail: string };

export type Verification = { ok: boolean; checks: Check[] };

/** Reads a bundle; the first problem in words when it is none. */
export function readBundle(value: unknown): { ok: true; bundle: RankingBundle } | { ok: false; problems: string[] } {
  const parsed = rankingBundleSchema.safeParse(value);
  return parsed.success ? { ok: true, bundle: parsed.data as unknown as RankingBundle } : { ok: false, problems: parsed.error.issues.slice(0, 20).map((i) => `${i.path.join('.') || '/'}: ${i.message}`) };
}

/** That an event stands in the log: its leaf under the head's root, the head under its key's signature. */
export function checkEvidence(evidence: EvidenceProof): Check[] {
  const { event, index, proof, head } = evidence;
  const included = verifyInclusion({ index, size: head.size, leaf: eventLeaf(event), proof: [...proof], root: head.root });
  return [
    { name: 'inclusion', ok: included, detail: included ? `event ${index} of ${head.size} under root ${head.root.slice(0, 16)}…` : 'the event is not in the tree that the head names' },
    { name: 'signature', ok: isSigned(head), detail: isSigned(head) ? `signed at ${head.signedAt}` : 'the head is not signed by the key that it names' },
  ];
}

/** Computes the ranking that a bundle claims again, and checks its hashes and its place in the evidence log. No database, no network. */
export function verifyBundle(value: unknown): Verification {
  const read = readBundle(value);
  if (!read.ok) return { ok: false, checks: [{ name: 'format', ok: false, detail: read.problems.join('; ') }] };
  const { bundle } = read;
  const checks: Check[] = [{ name: 'format', ok: true, detail: bundle.format }];
  const inputHash = hashOfInput(bundle);
  checks.push({ name: 'input', ok: inputHash === bundle.inputHash, detail: inputHash });
  const again = rank(bundle);
  const same = bundle.ranking !== undefined && canonical(again) === canonical(bundle.ranking);
  checks.push({ name: 'ranking', ok: same, detail: same ? `${again.places.length} places computed again` : firstDifference(again.places, bundle.ranking?.places) });
  const rankingHash = hashOf(again);
  checks.push({ name: 'hash', ok: rankingHash === bundle.rankingHash, detail: rankingHash });
  if (!bundle.evidence) {
    checks.push({ name: 'event', ok: false, detail: 'the bundle carries no proof from the evidence log' });
  } else {
    const said = JSON.parse(bundle.evidence.event.body) as { inputHash?: string; rankingHash?: string; kind?: string };
    const named = bundle.evidence.event.kind === 'ranking.published' && said.inputHash === inputHash && said.rankingHash === rankingHash && said.kind === bundle.kind;
    checks.push({ name: 'event', ok: named, detail: named ? `published at ${bundle.evidence.event.at}` : 'the logged event is about another ranking' });
    checks.push(...checkEvidence(bundle.evidence));
  }
  return { ok: checks.every((c) => c.ok), checks };
}

function firstDifference(again: readonly { application: string }[], claimed: readonly { application: string }[] | undefined): string {
  if (!Array.isArray(claimed)) return 'the bundle claims no ranking';
  const i = again.findIndex((place, n) => claimed[n] === undefined || canonical(place) !== canonical(claimed[n]));
  return i < 0 ? 'the claimed ranking differs in its totals' : `the claimed ranking differs at ${again[i]!.application}`;
}
