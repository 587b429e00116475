import { sha256 } from '#src/core/canonical.ts';
import { receiptSchema, statedText, type ProvenReceipt } from '#src/funding/applications/receipt.ts';
import { isSignedText } from '#src/plumbing/evidence/signed.ts';
import { checkEvidence, keyName, type Check, type Trust, type Verification } from '#src/funding/rankings/verify.ts';

/**
 * Checks a submission receipt: what it says is signed, by the key of the log; the frozen application's hash where it is sent along; the logged
 * event is about this very submission; the event has its place in the log. What lacks its signature or its proof is not a receipt that anybody
 * can rely on.
 */
export function verifyReceipt(value: unknown, trust: Trust = {}): Verification {
  const parsed = receiptSchema.safeParse(value);
  if (!parsed.success)
    return {
      ok: false,
      checks: [{ name: 'format', ok: false, detail: parsed.error.issues.map((i) => `${i.path.join('.') || '/'}: ${i.message}`).join('; ') }],
    };
  const receipt = parsed.data;
  const checks: Check[] = [{ name: 'format', ok: true, detail: receipt.protocol }];
  if (receipt.snapshot !== undefined) {
    const found = sha256(receipt.snapshot);
    checks.push({ name: 'hash', ok: found === receipt.sha256, detail: found });
  }
  checks.push(ofReceipt(receipt, trust));
  const { evidence } = receipt;
  if (!evidence) checks.push({ name: 'event', ok: false, detail: 'the receipt carries no proof from the evidence log' });
  else checks.push(aboutThis(evidence.event, receipt), ...checkEvidence(evidence, trust));
  return { ok: checks.every((c) => c.ok), checks };
}

function ofReceipt(receipt: ProvenReceipt, { trustedKey }: Trust): Check {
  const { signature, evidence } = receipt;
  const failed = (detail: string): Check => ({ name: 'receipt', ok: false, detail });
  if (!signature) return failed('the receipt is not signed');
  if (!isSignedText(statedText(receipt), signature)) return failed('the receipt does not say what was signed');
  if (trustedKey !== undefined && trustedKey !== signature.publicKey) return failed('signed by another key than the trusted one');
  // Anyone can make a key and sign a receipt of their own around the proof of somebody else's.
  if (evidence && evidence.head.publicKey !== signature.publicKey) return failed('signed by another key than the log');
  return { name: 'receipt', ok: true, detail: `signed by ${keyName(signature.publicKey)}` };
}

function aboutThis(event: { kind: string; at: string; subject: string; body: string }, receipt: ProvenReceipt): Check {
  let said: Record<string, unknown> = {};
  try {
    said = (JSON.parse(event.body) as typeof said | null) ?? {};
  } catch {
    // A body that is no JSON names nothing.
  }
  const ok =
    event.kind === 'application.submitted' &&
    event.subject === `applications/${receipt.applicationId}` &&
    said['protocol'] === receipt.protocol &&
    said['sha256'] === receipt.sha256 &&
    said['arrivedAt'] === receipt.submittedAt &&
    said['call'] === receipt.callId &&
    said['version'] === receipt.callVersion;
  return { name: 'event', ok, detail: ok ? `submitted at ${receipt.submittedAt}` : 'the logged event is about another submission' };
}
