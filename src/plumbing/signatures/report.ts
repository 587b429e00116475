import type { Reason } from '#src/core/decision.ts';
import type { Instant } from '#src/core/time.ts';

export type SignatureFormat = 'pades' | 'cades';

/** What a signature's certificate says of itself. `issuer` and `name` are common names, `serial` is hexadecimal, `sha256` that of its DER. */
export type CertificateReport = { issuer: string; serial: string; from: Instant; until: Instant; sha256: string };

/** One signature, looked at. */
export type SignerReport = {
  name: string;
  /** From the certificate's subject (`TINIT-…` or `IT:…`), in upper case; null where it names none. */
  fiscalCode: string | null;
  organisation: string | null;
  /** As the signer's own clock said, unless a time stamp says it. */
  signedAt: Instant | null;
  /** What was signed is what is there, and this key signed it. */
  intact: boolean;
  /** The certificate was in time when it was signed and when it was received. */
  inTime: boolean;
  /** Its chain ends in a listed authority. Null: this house has no list, so nobody looked. */
  trusted: boolean | null;
  /** PAdES: nothing stands outside of what was signed but the signature itself. CAdES signatures always cover all of it. */
  coversWholeDocument: boolean;
  certificate: CertificateReport;
  /** Why it does not hold. */
  reasons: Reason[];
  /** What does not make it invalid, and should be known. */
  notes: Reason[];
};

/** What a file's signatures are worth at one instant. `reasons` is why the file does not count as signed; `notes` is for whoever checks by hand. */
export type SignatureReport = {
  format: SignatureFormat | null;
  outcome: 'valid' | 'invalid' | 'unsigned';
  /** When it was looked at. */
  checkedAt: Instant;
  signers: SignerReport[];
  reasons: Reason[];
  notes: Reason[];
};

/** One of these people has to have signed. Without a code there is nothing to compare. */
export type ExpectedSigner = { name: string; fiscalCode: string | null };
