import { z } from 'zod';
import type { EvidenceProof } from './leaf.ts';

/** A SHA-256 in hex, as it stands in everything that is checked offline. */
export const hex = z.string().regex(/^[0-9a-f]{64}$/);

/** A proof as it comes along with a receipt or a ranking bundle: one event of the log, its place, and the head that it stands under. */
export const evidenceProof = z.strictObject({
  event: z.strictObject({
    at: z.iso.datetime(),
    actor: z.string().nullable(),
    kind: z.string(),
    subject: z.string(),
    body: z.string(),
    salt: z.string().optional(),
  }),
  index: z.int().min(0),
  proof: z.array(hex),
  head: z.strictObject({ size: z.int().min(1), root: hex, signedAt: z.iso.datetime(), signature: z.string(), publicKey: z.string() }),
}) satisfies z.ZodType<EvidenceProof>;
