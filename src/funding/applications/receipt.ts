import { canonical } from '#src/core/canonical.ts';
import { evidenceProof, hex } from '#src/plumbing/evidence/proof.ts';
import { z } from 'zod';

const cents = z.int().min(0);

/**
 * A submission receipt as `npx mics verify` reads it, published as `docs/formats/receipt.schema.json`. `sha256` is that of the frozen application
 * (canonical JSON, at `/applications/<id>/snapshots/<protocol>`); `evidence` proves that the submission stands in the signed log.
 */
export const receiptSchema = z.strictObject({
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
  /** The submissions that this one replaced, the last first. */
  earlier: z.array(z.strictObject({ protocol: z.string(), submittedAt: z.iso.datetime(), sha256: hex, supersededAt: z.iso.datetime().nullable() })).optional(),
  /** The frozen application itself, when it is sent along: its bytes are what was hashed. */
  snapshot: z.string().optional(),
  /** Of the receipt itself, by the key of the log: Ed25519 over the canonical JSON of everything here but `snapshot`, `evidence` and this. */
  signature: z.strictObject({ signature: z.string(), publicKey: z.string() }).optional(),
  evidence: evidenceProof.optional(),
});

export type ProvenReceipt = z.output<typeof receiptSchema>;

/** What the signature of a receipt is over. */
export function statedText(receipt: Omit<ProvenReceipt, 'signature'> & Pick<Partial<ProvenReceipt>, 'signature'>): string {
  const { snapshot: _snapshot, evidence: _evidence, signature: _signature, ...stated } = receipt;
  return canonical(stated);
}

/** `docs/formats/receipt.schema.json`, as committed; a test keeps the two equal. */
export const receiptJsonSchemaText = (): string =>
  `${JSON.stringify({ title: 'MICS submission receipt', ...(z.toJSONSchema(receiptSchema) as object) }, null, 2)}\n`;
