import * as asn1js from 'asn1js';
import { createHash, webcrypto } from 'node:crypto';
import * as pkijs from 'pkijs';

/** Makes authorities, certificates and signatures: for the example partnership and the tests, never for anything that binds. */

type Key = webcrypto.CryptoKey;
export type Holder = { key: Key; certificate: pkijs.Certificate; der: Buffer; pem: string };
export type Authority = Holder;

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const;

export type Person = { name: string; fiscalCode: string | null; organisation?: string };
export type CertificateOptions = {
  from?: string;
  until?: string;
  /** The prefix of the subject's serial number. */
  prefix?: 'TINIT-' | 'IT:';
  /** Not meant for signatures that bind. */
  noCommitment?: true;
  notQualified?: true;
  /** What the certificate itself is signed with. */
  digest?: 'SHA-1' | 'SHA-256';
};

const name = (parts: readonly (readonly [oid: string, text: string])[]) =>
  parts.map(([type, value]) => new pkijs.AttributeTypeAndValue({ type, value: new asn1js.Utf8String({ value }) as never }));

let serial = Date.now();

async function issue(
  subject: readonly (readonly [string, string])[],
  issuer: { key: Key; certificate: pkijs.Certificate } | null,
  extensions: pkijs.Extension[],
  { from = '2020-01-01T00:00:00Z', until = '2040-01-01T00:00:00Z', digest = 'SHA-256' }: CertificateOptions,
): Promise<Holder> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = new pkijs.Certificate({ version: 2, serialNumber: new asn1js.Integer({ value: ++serial }) });
  certificate.subject.typesAndValues.push(...name(subject));
  certificate.issuer.typesAndValues.push(...(issuer ? issuer.certificate.subject.typesAndValues : name(subject)));
  certificate.notBefore.value = new Date(from);
  certificate.notAfter.value = new Date(until);
  certificate.extensions = extensions;
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey as never);
  await certificate.sign((issuer?.key ?? keys.privateKey) as never, digest);
  const der = Buffer.from(certificate.toSchema(true).toBER());
  return { key: keys.privateKey, certificate, der, pem: pemOf(der) };
}

export const pemOf = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der
    .toString('base64')
    .replace(/(.{64})/g, '$1\n')
    .trim()}\n-----END CERTIFICATE-----\n`;

const extension = (extnID: string, critical: boolean, value: asn1js.BaseBlock) => new pkijs.Extension({ extnID, critical, extnValue: value.toBER() });
const constraints = (ca: boolean) => extension('2.5.29.19', true, new pkijs.BasicConstraints({ cA: ca }).toSchema());
const usage = (bits: number, unused: number) =>
  extension('2.5.29.15', true, new asn1js.BitString({ valueHex: new Uint8Array([bits]).buffer, unusedBits: unused }));

/** An authority of its own, or one under another. */
export const makeAuthority = (commonName: string, options: CertificateOptions & { under?: Authority } = {}): Promise<Authority> =>
  issue(
    [
      ['2.5.4.6', 'IT'],
      ['2.5.4.10', 'Esempio'],
      ['2.5.4.3', commonName],
    ],
    options.under ?? null,
    [constraints(true), usage(0b0000_0110, 1)],
    options,
  );

/** A certificate for signing, as Italian authorities write them: the fiscal code is the subject's serial number. */
export function makeCertificate(authority: Authority, person: Person, options: CertificateOptions = {}): Promise<Holder> {
  const qualified = new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [new asn1js.ObjectIdentifier({ value: '0.4.0.1862.1.1' })] })] });
  return issue(
    [
      ['2.5.4.6', 'IT'],
      ...(person.organisation ? [['2.5.4.10', person.organisation] as const] : []),
      ...(person.fiscalCode ? [['2.5.4.5', `${options.prefix ?? 'TINIT-'}${person.fiscalCode}`] as const] : []),
      ['2.5.4.3', person.name],
    ],
    authority,
    [
      constraints(false),
      options.noCommitment ? usage(0b1000_0000, 7) : usage(0b0100_0000, 6),
      ...(options.notQualified ? [] : [extension('1.3.6.1.5.5.7.1.3', false, qualified)]),
    ],
    options,
  );
}

export type SignOptions = {
  /** The signer's clock. */
  at?: string;
  digest?: 'SHA-1' | 'SHA-256' | 'SHA-512';
  /** Certificates to send along: the authorities between. */
  chain?: readonly Authority[];
  /** Without signing-certificate-v2, as older tools do. */
  plain?: true;
};

const attribute = (type: string, value: asn1js.BaseBlock) => new pkijs.Attribute({ type, values: [value] });

/** A CMS signature over the bytes; they travel inside it, or not. */
export async function cmsOver(
  bytes: Uint8Array,
  signer: Holder,
  enclosed: boolean,
  { at, digest = 'SHA-256', chain = [], plain }: SignOptions = {},
): Promise<Buffer> {
  const hashName = digest.replace('-', '').toLowerCase();
  const certificateHash = createHash('sha256').update(signer.der).digest();
  const attributes = [
    attribute('1.2.840.113549.1.9.3', new asn1js.ObjectIdentifier({ value: '1.2.840.113549.1.7.1' })),
    attribute('1.2.840.113549.1.9.4', octets(createHash(hashName).update(bytes).digest())),
    ...(at && enclosed ? [attribute('1.2.840.113549.1.9.5', new asn1js.UTCTime({ valueDate: new Date(at) }))] : []),
    ...(plain
      ? []
      : [
          attribute(
            '1.2.840.113549.1.9.16.2.47',
            new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [octets(certificateHash)] })] })] }),
          ),
        ]),
  ];
  const content = new pkijs.EncapsulatedContentInfo({ eContentType: '1.2.840.113549.1.7.1' });
  if (enclosed) content.eContent = octets(bytes);
  const signed = new pkijs.SignedData({
    version: 1,
    encapContentInfo: content,
    certificates: [signer.certificate, ...chain.map((c) => c.certificate)],
    signerInfos: [
      new pkijs.SignerInfo({
        version: 1,
        sid: new pkijs.IssuerAndSerialNumber({ issuer: signer.certificate.issuer, serialNumber: signer.certificate.serialNumber }),
        signedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes }),
      }),
    ],
  });
  await signed.sign(signer.key as never, 0, digest, enclosed ? undefined : (bytes as Uint8Array<ArrayBuffer>));
  const info = new pkijs.ContentInfo({ contentType: '1.2.840.113549.1.7.2', content: signed.toSchema(true) });
  return Buffer.from(info.toSchema().toBER());
}

const octets = (bytes: Uint8Array) => new asn1js.OctetString({ valueHex: new Uint8Array(bytes).buffer });

/** CAdES: the bytes inside their signature, DER or base64. */
export async function signP7m(bytes: Uint8Array, signer: Holder, options: SignOptions & { base64?: true } = {}): Promise<Buffer> {
  const der = await cmsOver(bytes, signer, true, options);
  return options.base64 ? Buffer.from(der.toString('base64').replace(/(.{76})/g, '$1\n')) : der;
}

const room = 8192;

/** PAdES: an incremental update with a signature dictionary whose ranges leave out nothing but the signature. A second one comes after the first. */
export async function signPdf(pdf: Uint8Array, signer: Holder, options: SignOptions & { subFilter?: string } = {}): Promise<Buffer> {
  const before = Buffer.from(pdf);
  const text = before.toString('latin1');
  const size = Math.max(1, ...[...text.matchAll(/(\d+) 0 obj/g)].map((m) => Number(m[1]) + 1));
  const root = [...text.matchAll(/\/Root\s+(\d+ \d+ R)/g)].at(-1)?.[1] ?? '1 0 R';
  const previous = [...text.matchAll(/startxref\s+(\d+)/g)].at(-1)?.[1];
  const when = options.at ? `/M (D:${options.at.replace(/[-:T]/g, '').slice(0, 14)}Z) ` : '';
  const gap = before.length > 0 && before.at(-1) !== 10 ? '\n' : '';
  const head = `${gap}${size} 0 obj\n<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /${options.subFilter ?? 'ETSI.CAdES.detached'} ${when}/ByteRange `;
  const ranges = 50;
  const start = before.length + head.length + ranges + '/Contents '.length;
  const end = start + room * 2 + 2;
  const xref = end + ' >>\nendobj\n'.length;
  const tail = ` >>\nendobj\nxref\n${size} 1\n${String(before.length + gap.length).padStart(10, '0')} 00000 n \ntrailer\n<< /Size ${size + 1} /Root ${root}${previous ? ` /Prev ${previous}` : ''} >>\nstartxref\n${xref}\n%%EOF\n`;
  const written = `[0 ${start} ${end} ${tail.length}]`.padEnd(ranges);
  const first = Buffer.concat([before, Buffer.from(`${head}${written}/Contents `, 'latin1')]);
  const second = Buffer.from(tail, 'latin1');
  const cms = await cmsOver(Buffer.concat([first, second]), signer, false, options);
  if (cms.length > room) throw new Error('the signature does not fit');
  return Buffer.concat([first, Buffer.from(`<${cms.toString('hex').padEnd(room * 2, '0')}>`, 'latin1'), second]);
}
