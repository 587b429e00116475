import type { Instant } from '#src/core/time.ts';
import * as asn1js from 'asn1js';
import { constants, createHash, verify } from 'node:crypto';
import * as pkijs from 'pkijs';
import { readCertificate, type Cert } from './certificates.ts';

/** What a CMS `SignedData` (RFC 5652) holds. */
export type Signed = { data: pkijs.SignedData; content: Buffer | null; certificates: Cert[] };

const SIGNED_DATA = '1.2.840.113549.1.7.2';

/**
 * Null unless the bytes begin with a CMS signature. A PDF's placeholder may be longer than what stands in it (`padded`); a file of its own
 * ends where its signature does.
 */
export function readSigned(bytes: Uint8Array, padded = false): Signed | null {
  try {
    const asn1 = asn1js.fromBER(bytes as Uint8Array<ArrayBuffer>);
    if (asn1.offset === -1 || (!padded && asn1.offset < bytes.length && !/^\s*$/.test(Buffer.from(bytes.subarray(asn1.offset)).toString('latin1'))))
      return null;
    const info = new pkijs.ContentInfo({ schema: asn1.result });
    if (info.contentType !== SIGNED_DATA) return null;
    const data = new pkijs.SignedData({ schema: info.content });
    const inside = data.encapContentInfo.eContent;
    const certificates = (data.certificates ?? []).flatMap((c) =>
      c instanceof pkijs.Certificate ? (readCertificate(new Uint8Array(c.toSchema().toBER())) ?? []) : [],
    );
    return { data, content: inside ? Buffer.from(inside.getValue()) : null, certificates };
  } catch {
    return null;
  }
}

const digestNames: Record<string, string> = {
  '1.2.840.113549.2.5': 'md5',
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
  '2.16.840.1.101.3.4.2.8': 'sha3-256',
  '2.16.840.1.101.3.4.2.9': 'sha3-384',
  '2.16.840.1.101.3.4.2.10': 'sha3-512',
};
const weakDigests = new Set(['md5', 'sha1']);

/** Digest that the signature algorithm's own name says; null: the signer's digest algorithm. */
const digestOfSignature: Record<string, string | null> = {
  '1.2.840.113549.1.1.1': null,
  '1.2.840.113549.1.1.4': 'md5',
  '1.2.840.113549.1.1.5': 'sha1',
  '1.2.840.113549.1.1.10': null,
  '1.2.840.113549.1.1.14': 'sha224',
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.2.1': null,
  '1.2.840.10045.4.1': 'sha1',
  '1.2.840.10045.4.3.1': 'sha224',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
  '1.3.101.112': null,
};
const PSS = '1.2.840.113549.1.1.10';
const ED25519 = '1.3.101.112';

const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_TIME = '1.2.840.113549.1.9.5';
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
const TIME_STAMP = '1.2.840.113549.1.9.16.2.14';

/** One signer of a CMS signature, checked over the bytes that it is meant to cover. */
export type SignerCheck = {
  cert: Cert | null;
  /** The bytes are those that were signed. */
  digestHolds: boolean;
  /** The certificate's key made this signature, over this digest. */
  signatureHolds: boolean;
  /** Null: the signature names no certificate inside what is signed. */
  certificateBound: boolean | null;
  /** The names of algorithms that are no longer safe. */
  weak: string[];
  /** An algorithm that nobody here knows. */
  unknown: string | null;
  /** What the signer's clock said. */
  claimedAt: Instant | null;
  /** The token of a time stamp over this signature. */
  stamp: { signed: Signed; imprintHolds: boolean; at: Instant } | null;
};

export function checkSigners(signed: Signed, content: Uint8Array): SignerCheck[] {
  return signed.data.signerInfos.map((info) => checkSigner(signed, info, content));
}

function checkSigner(signed: Signed, info: pkijs.SignerInfo, content: Uint8Array): SignerCheck {
  const cert = certificateOf(signed, info);
  const digest = digestNames[info.digestAlgorithm.algorithmId];
  const signatureOid = info.signatureAlgorithm.algorithmId;
  const own = digestOfSignature[signatureOid];
  const pss = signatureOid === PSS ? pssOf(info.signatureAlgorithm) : null;
  const signingDigest = pss ? pss.digest : (own ?? digest);
  const base: SignerCheck = {
    cert,
    digestHolds: false,
    signatureHolds: false,
    certificateBound: null,
    weak: [...new Set([digest, signingDigest].filter((d): d is string => d !== undefined && weakDigests.has(d)))],
    unknown: digest === undefined ? info.digestAlgorithm.algorithmId : own === undefined || signingDigest === undefined ? signatureOid : null,
    claimedAt: timeOf(info.signedAttrs, SIGNING_TIME),
    stamp: stampOf(info),
  };
  if (!cert || digest === undefined || signingDigest === undefined || own === undefined) return base;
  const attributes = info.signedAttrs;
  const told = attributes && octetsOf(attributes, MESSAGE_DIGEST);
  const contentType = attributes && valueOf(attributes, CONTENT_TYPE);
  const typeFits =
    !attributes || (contentType instanceof asn1js.ObjectIdentifier && contentType.valueBlock.toString() === signed.data.encapContentInfo.eContentType);
  const digestHolds = attributes ? typeFits && told !== undefined && told !== null && createHash(digest).update(content).digest().equals(told) : true;
  const covered = attributes ? Buffer.from(attributes.encodedValue) : content;
  const signatureHolds = keyMade(cert, signatureOid, signingDigest, pss, covered, Buffer.from(info.signature.valueBlock.valueHexView));
  // Without signed attributes, the signature is over the content itself.
  return { ...base, digestHolds: attributes ? digestHolds : signatureHolds, signatureHolds, certificateBound: attributes ? bound(attributes, cert) : null };
}

type Pss = { digest: string; saltLength: number };

function keyMade(cert: Cert, oid: string, digest: string, pss: Pss | null, covered: Uint8Array, signature: Uint8Array): boolean {
  const key = cert.x509.publicKey;
  try {
    if (oid === ED25519) return verify(null, covered, key, signature);
    if (pss) return verify(digest, covered, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: pss.saltLength }, signature);
    const type = key.asymmetricKeyType;
    return (type === 'rsa' || type === 'ec') && verify(digest, covered, key, signature);
  } catch {
    return false;
  }
}

function pssOf(algorithm: pkijs.AlgorithmIdentifier): Pss {
  try {
    const params = new pkijs.RSASSAPSSParams({ schema: algorithm.algorithmParams });
    return { digest: digestNames[params.hashAlgorithm.algorithmId] ?? 'sha1', saltLength: params.saltLength };
  } catch {
    return { digest: 'sha1', saltLength: 20 };
  }
}

function certificateOf({ certificates }: Signed, info: pkijs.SignerInfo): Cert | null {
  const { sid } = info;
  if (sid instanceof pkijs.IssuerAndSerialNumber)
    return certificates.find((c) => c.parsed.issuer.isEqual(sid.issuer) && c.parsed.serialNumber.isEqual(sid.serialNumber)) ?? null;
  const wanted = hexOf(sid);
  return wanted === null ? null : (certificates.find((c) => keyIdOf(c) === wanted) ?? null);
}

function hexOf(block: unknown): string | null {
  const value = (block as { valueBlock?: { valueHexView?: Uint8Array } } | undefined)?.valueBlock?.valueHexView;
  return value && value.length > 0 ? Buffer.from(value).toString('hex') : null;
}

function keyIdOf({ parsed }: Cert): string | null {
  const found = parsed.extensions?.find((e) => e.extnID === '2.5.29.14');
  return found ? hexOf(asn1js.fromBER(found.extnValue.valueBlock.valueHexView as Uint8Array<ArrayBuffer>).result) : null;
}

type Attributes = pkijs.SignedAndUnsignedAttributes;

/** The only value of an attribute that has to be there at most once. */
function valueOf(attributes: Attributes | undefined, oid: string): unknown {
  const found = (attributes?.attributes ?? []).filter((a) => a.type === oid);
  return found.length === 1 && found[0]!.values.length === 1 ? found[0]!.values[0] : undefined;
}

function octetsOf(attributes: Attributes, oid: string): Buffer | null {
  const value = valueOf(attributes, oid);
  return value instanceof asn1js.OctetString ? Buffer.from(value.getValue()) : null;
}

function timeOf(attributes: Attributes | undefined, oid: string): Instant | null {
  const value = valueOf(attributes, oid);
  return value instanceof asn1js.UTCTime || value instanceof asn1js.GeneralizedTime ? instantOf(value.toDate()) : null;
}

const instantOf = (date: Date): Instant | null => (Number.isNaN(date.getTime()) ? null : date.toISOString());

/** Signing-certificate(-v2), RFC 5035: the first hash named is that of the signer's certificate. Null: not there. */
function bound(attributes: Attributes, cert: Cert): boolean | null {
  const v2 = valueOf(attributes, SIGNING_CERTIFICATE_V2);
  const first = firstCertId(v2 ?? valueOf(attributes, SIGNING_CERTIFICATE));
  if (!first) return v2 === undefined ? null : false;
  const [head, second] = first;
  // v2 may name its hash algorithm before the hash; left out, it is SHA-256.
  const named =
    head instanceof asn1js.Sequence ? digestNames[String((head.valueBlock.value[0] as asn1js.ObjectIdentifier | undefined)?.valueBlock)] : undefined;
  const algorithm = v2 === undefined ? 'sha1' : head instanceof asn1js.Sequence ? named : 'sha256';
  const hash = head instanceof asn1js.OctetString ? head : second;
  if (algorithm === undefined || !(hash instanceof asn1js.OctetString)) return false;
  return createHash(algorithm).update(cert.der).digest().equals(Buffer.from(hash.getValue()));
}

function firstCertId(value: unknown): unknown[] | null {
  const inner = (block: unknown): unknown[] => (block instanceof asn1js.Sequence ? block.valueBlock.value : []);
  const certs = inner(value)[0];
  const first = inner(inner(certs)[0]);
  return first.length > 0 ? first : null;
}

function stampOf(info: pkijs.SignerInfo): SignerCheck['stamp'] {
  const value = valueOf(info.unsignedAttrs, TIME_STAMP);
  if (!(value instanceof asn1js.BaseBlock)) return null;
  const signed = readSigned(new Uint8Array(value.toBER()));
  return signed && readStamp(signed, Buffer.from(info.signature.valueBlock.valueHexView));
}

/** A time-stamp token (RFC 3161) over these bytes. */
export function readStamp(signed: Signed, over: Uint8Array): { signed: Signed; imprintHolds: boolean; at: Instant } | null {
  try {
    const info = pkijs.TSTInfo.fromBER(signed.content as Buffer<ArrayBuffer>);
    const digest = digestNames[info.messageImprint.hashAlgorithm.algorithmId];
    const at = instantOf(info.genTime);
    if (digest === undefined || at === null) return null;
    const told = Buffer.from(info.messageImprint.hashedMessage.valueBlock.valueHexView);
    return { signed, imprintHolds: !weakDigests.has(digest) && createHash(digest).update(over).digest().equals(told), at };
  } catch {
    return null;
  }
}
