import { verifyBundle, type Trust, type Verification } from '#src/funding/rankings/verify.ts';
import { verifyReceipt } from './receipt.ts';

/** Checks a submission receipt or a ranking bundle, whichever it says that it is. */
export function verifyValue(value: unknown, trust: Trust): Verification {
  const format = (value as { format?: unknown } | null)?.format;
  return typeof format === 'string' && format.startsWith('mics-receipt/') ? verifyReceipt(value, trust) : verifyBundle(value, trust);
}

/** The same of a file's text; what is no JSON is a finding like others. */
export function verifyText(text: string, trust: Trust): Verification {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, checks: [{ name: 'format', ok: false, detail: (error as Error).message }] };
  }
  return verifyValue(value, trust);
}
