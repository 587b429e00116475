import { proveEvent } from '#src/plumbing/evidence/log.ts';
import type { House } from '#src/plumbing/house.ts';
import { z } from 'zod';
import type { Receipt } from './queries/lists.ts';

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const cents = z.int().min(0);

/**
 * A submission receipt as `npx mics verify` reads it, published as `docs/formats/receipt.schema.json`. `sha256` is that of the frozen application
 * (canonical JSON, at `/applications/<id>/snapshots/<protocol>`); `evidence` proves that the submission stands in the signed log.
 */
export const receiptSchema = z.object({
  format: z.literal('mics-receipt/1'),
  applicationId: z.string(),
  protocol: z.string().min(1),
  submittedAt: z.iso.datetime(),
  submittedBy: z.string(),
  sha256: hex,
  callId: z.string(),
  callCode: z.string(),
  callVersion: z.int().min(1),
  acronym: z.string(),
  title: z.string(),
  leadName: z.string(),
  eligibleCents: cents,
  grantCents: cents,
  supersededAt: z.iso.datetime().nullable(),
  /** The frozen application itself, when it is sent along: its bytes are what was hashed. */
  snapshot: z.string().optional(),
  evidence: z
    .object({
      event: z.object({ at: z.iso.datetime(), actor: z.string().nullable(), kind: z.string(), subject: z.string(), body: z.string() }),
      index: z.int().min(0),
      proof: z.array(hex),
      head: z.object({ size: z.int().min(1), root: hex, signedAt: z.iso.datetime(), signature: z.string(), publicKey: z.string() }),
    })
    .optional(),
});

export type ProvenReceipt = z.output<typeof receiptSchema>;

/** The receipt with its proof from the evidence log; seals the log first where needed. */
export async function provenReceipt(house: House, receipt: Receipt): Promise<ProvenReceipt> {
  const evidence = await proveEvent(house, 'application.submitted', `applications/${receipt.applicationId}`, receipt.sha256);
  return { format: 'mics-receipt/1', ...receipt, ...(evidence && { evidence: { ...evidence, proof: [...evidence.proof] } }) };
}

/** `docs/formats/receipt.schema.json`, as committed; a test keeps the two equal. */
export const receiptJsonSchemaText = (): string =>
  `${JSON.stringify({ title: 'MICS submission receipt', ...(z.toJSONSchema(receiptSchema) as object) }, null, 2)}\n`;
