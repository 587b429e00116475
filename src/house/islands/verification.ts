import { statedText, type ProvenReceipt } from '#src/funding/applications/receipt.ts';
import type { Verification } from '#src/funding/rankings/verify.ts';
import { headText, type SignedHead, type SignedText } from '#src/plumbing/evidence/leaf.ts';
import { lookAt } from '#src/plumbing/evidence/signed.browser.ts';
import { z } from 'zod';
import { verifyText as verify } from '../commands/verification.ts';

export { knowsSignatures } from '#src/plumbing/evidence/signed.browser.ts';

// A page's content policy forbids code made of text.
z.config({ jitless: true });

/** The checks of the server and the command line, played in the browser; its signatures are looked at first, since the browser answers only later. */
export async function verifyText(text: string, trustedKey: string): Promise<Verification> {
  try {
    const value = JSON.parse(text) as { evidence?: { head: SignedHead }; signature?: SignedText };
    if (value.evidence) await lookAt(headText(value.evidence.head), value.evidence.head);
    if (value.signature) await lookAt(statedText(value as ProvenReceipt), value.signature);
  } catch {
    // What is not shaped like it is found by the checks.
  }
  return verify(text, { trustedKey });
}
