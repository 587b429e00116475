import type { Instant } from '#src/core/time.ts';
import { fromBER, type BitString } from 'asn1js';
import { X509Certificate } from 'node:crypto';
import * as pkijs from 'pkijs';
import type { CertificateReport } from './report.ts';

/** A certificate as node reads it, for its key and its chain, and as pkijs does, for what stands inside. */
export type Cert = { x509: X509Certificate; parsed: pkijs.Certificate; der: Buffer };

export function readCertificate(der: Uint8Array): Cert | null {
  try {
    const bytes = Buffer.from(der);
    return { x509: new X509Certificate(bytes), parsed: pkijs.Certificate.fromBER(bytes), der: bytes };
  } catch {
    return null;
  }
}

const COMMON_NAME = '2.5.4.3';
const ORGANISATION = '2.5.4.10';
const SERIAL_NUMBER = '2.5.4.5';

const partOf = (name: pkijs.RelativeDistinguishedNames, type: string): string | null => {
  const found = name.typesAndValues.find((t) => t.type === type);
  const value: unknown = found?.value.valueBlock.value;
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
};

const personalCode = /^(?:TINIT-|IT:)?([A-Z]{6}[0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z])$/;

/** Who the certificate is of. Italian authorities write the fiscal code as the subject's serial number: `TINIT-…` (ETSI EN 319 412-1), before that `IT:…`. */
export function subjectOf({ parsed }: Cert): { name: string; fiscalCode: string | null; organisation: string | null } {
  const serial = partOf(parsed.subject, SERIAL_NUMBER)?.toUpperCase() ?? '';
  const organisation = partOf(parsed.subject, ORGANISATION);
  return {
    name: partOf(parsed.subject, COMMON_NAME) ?? organisation ?? '?',
    fiscalCode: personalCode.exec(serial)?.[1] ?? null,
    organisation: organisation === null || /^non presente$/i.test(organisation) ? null : organisation,
  };
}

export const validFrom = ({ parsed }: Cert): Instant => parsed.notBefore.value.toISOString();
export const validUntil = ({ parsed }: Cert): Instant => parsed.notAfter.value.toISOString();
export const validAt = (cert: Cert, at: Instant): boolean => validFrom(cert) <= at && at <= validUntil(cert);

export const describe = (cert: Cert): CertificateReport => ({
  issuer: partOf(cert.parsed.issuer, COMMON_NAME) ?? partOf(cert.parsed.issuer, ORGANISATION) ?? '?',
  serial: cert.x509.serialNumber,
  from: validFrom(cert),
  until: validUntil(cert),
  sha256: cert.x509.fingerprint256.replaceAll(':', '').toLowerCase(),
});

const extension = ({ parsed }: Cert, oid: string): pkijs.Extension | undefined => parsed.extensions?.find((e) => e.extnID === oid);

/** The key is for signatures that bind (`nonRepudiation`, now `contentCommitment`). */
export function bindsItsOwner(cert: Cert): boolean {
  const usage = extension(cert, '2.5.29.15')?.extnValue.valueBlock.valueHexView;
  const bits = usage && (fromBER(usage as Uint8Array<ArrayBuffer>).result as BitString).valueBlock?.valueHexView;
  return bits !== undefined && ((bits[0] ?? 0) & 0x40) !== 0;
}

/** The certificate says of itself that it is a qualified one (`QcCompliance`, ETSI EN 319 412-5). */
export function saysQualified(cert: Cert): boolean {
  const value = extension(cert, '1.3.6.1.5.5.7.1.3')?.extnValue.valueBlock.valueHexView;
  // The DER of OID 0.4.0.1862.1.1.
  return value !== undefined && Buffer.from(value).includes(Buffer.from('06060400 8e460101'.replaceAll(' ', ''), 'hex'));
}

/** A certificate that was itself signed with what can be forged. */
const weakOids = new Set(['1.2.840.113549.1.1.2', '1.2.840.113549.1.1.4', '1.2.840.113549.1.1.5', '1.2.840.10045.4.1', '1.2.840.10040.4.3', '1.3.14.3.2.29']);
export const weaklyIssued = ({ parsed }: Cert): boolean => weakOids.has(parsed.signatureAlgorithm.algorithmId);

/** RSA below 2048 bits, curves below 224: ETSI TS 119 312. */
export function weakKey({ x509 }: Cert): boolean {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = x509.publicKey;
  if (type === 'rsa' || type === 'rsa-pss') return (details?.modulusLength ?? 0) < 2048;
  return type === 'ec' ? /^(secp1|prime19|secp19|sect1)/.test(details?.namedCurve ?? '') : false;
}

/** Authorities that this house takes signatures of. */
export type TrustList = { anchors: readonly Cert[] };

const longestChain = 6;

/** Whether a chain leads from this certificate to a listed authority, each link signed, in time and by an authority. */
export function chainsTo(trust: TrustList, cert: Cert, others: readonly Cert[], at: Instant, depth = 0): boolean {
  const known = new Set(trust.anchors.map((a) => a.x509.fingerprint256));
  if (depth === 0 && known.has(cert.x509.fingerprint256)) return true;
  if (depth >= longestChain) return false;
  const issues = (issuer: Cert) => issuer.x509.ca && issuer !== cert && cert.x509.checkIssued(issuer.x509) && cert.x509.verify(issuer.x509.publicKey);
  if (trust.anchors.some((anchor) => validAt(anchor, at) && issues(anchor))) return true;
  return others.some((o) => !weaklyIssued(o) && validAt(o, at) && issues(o) && chainsTo(trust, o, others, at, depth + 1));
}
