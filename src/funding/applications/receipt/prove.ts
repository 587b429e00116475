import { proveEvent, signText } from '#src/plumbing/evidence/log.ts';
import type { House } from '#src/plumbing/house.ts';
import type { Receipt } from '../queries/lists.ts';
import { statedText, type ProvenReceipt } from '../receipt.ts';

/** The receipt with its proof from the evidence log; seals the log first where needed. */
export async function provenReceipt(house: House, receipt: Receipt, earlier: readonly Receipt[] = []): Promise<ProvenReceipt> {
  const evidence = await proveEvent(house, 'application.submitted', `applications/${receipt.applicationId}`, receipt.sha256);
  const chain = earlier.map(({ protocol, submittedAt, sha256, supersededAt }) => ({ protocol, submittedAt, sha256, supersededAt }));
  const stated = { format: 'mics-receipt/1' as const, ...receipt, earlier: chain };
  return { ...stated, signature: signText(house, statedText(stated)), ...(evidence && { evidence: { ...evidence, proof: [...evidence.proof] } }) };
}
