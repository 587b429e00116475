import { sha256 } from '#src/core/canonical.ts';
import { checkEvidence, type Verification } from '#src/funding/rankings/verify.ts';
import type { EvidenceProof } from '#src/plumbing/evidence/log.ts';

/** Checks a submission receipt: the snapshot's hash, the logged event about it, the event's place in the log. */
export function verifyReceipt(value: unknown): Verification {
  const receipt = value as { protocol?: unknown; sha256?: unknown; snapshot?: unknown; evidence?: EvidenceProof };
  if (typeof receipt.protocol !== 'string' || typeof receipt.sha256 !== 'string') return { ok: false, checks: [{ name: 'format', ok: false, detail: 'protocol and sha256 are expected' }] };
  const checks: Verification['checks'] = [{ name: 'format', ok: true, detail: receipt.protocol }];
  if (typeof receipt.snapshot === 'string') {
    const hash = sha256(receipt.snapshot);
    checks.push({ name: 'hash', ok: hash === receipt.sha256, detail: hash });
  }
  if (receipt.evidence) {
    const named = receipt.evidence.event.kind === 'application.submitted' && receipt.evidence.event.body.includes(receipt.sha256) && receipt.evidence.event.body.includes(receipt.protocol);
    checks.push({ name: 'event', ok: named, detail: named ? `submitted at ${receipt.evidence.event.at}` : 'the logged event is about another submission' });
    checks.push(...checkEvidence(receipt.evidence));
  } else checks.push({ name: 'event', ok: false, detail: 'the receipt carries no proof from the evidence log' });
  return { ok: checks.every((c) => c.ok), checks };
}
