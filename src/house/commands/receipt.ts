import { sha256 } from '#src/core/canonical.ts';
import { receiptSchema } from '#src/funding/applications/receipt.ts';
import { checkEvidence, type Check, type Trust, type Verification } from '#src/funding/rankings/verify.ts';

/** Checks a submission receipt: the frozen application's hash where it is sent along, the logged event about it, the event's place in the log. */
export function verifyReceipt(value: unknown, trust: Trust = {}): Verification {
  const parsed = receiptSchema.safeParse(value);
  if (!parsed.success)
    return {
      ok: false,
      checks: [{ name: 'format', ok: false, detail: parsed.error.issues.map((i) => `${i.path.join('.') || '/'}: ${i.message}`).join('; ') }],
    };
  const { protocol, sha256: claimed, snapshot, evidence } = parsed.data;
  const checks: Check[] = [{ name: 'format', ok: true, detail: protocol }];
  if (snapshot !== undefined) checks.push({ name: 'hash', ok: sha256(snapshot) === claimed, detail: sha256(snapshot) });
  if (!evidence) checks.push({ name: 'event', ok: false, detail: 'the receipt carries no proof from the evidence log' });
  else checks.push(aboutThis(evidence.event, protocol, claimed), ...checkEvidence(evidence, trust));
  return { ok: checks.every((c) => c.ok), checks };
}

function aboutThis(event: { kind: string; at: string; body: string }, protocol: string, claimed: string): Check {
  let said: { protocol?: unknown; sha256?: unknown } = {};
  try {
    said = JSON.parse(event.body) as typeof said;
  } catch {
    // A body that is no JSON names nothing.
  }
  const ok = event.kind === 'application.submitted' && said.protocol === protocol && said.sha256 === claimed;
  return { name: 'event', ok, detail: ok ? `submitted at ${event.at}` : 'the logged event is about another submission' };
}
