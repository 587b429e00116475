import { expect, test } from 'vitest';
import { plainAddPlaceholder } from '@signpdf/placeholder-plain';
import { P12Signer } from '@signpdf/signer-p12';
import { SignPdf } from '@signpdf/signpdf';
// @ts-expect-error it brings no types
import forge from 'node-forge';
import { smallPdf, tamper } from '../../../test/factories/signatures.ts';
import { readCertificate, type TrustList } from './certificates.ts';
import { verifySignatures } from './verify.ts';

/** A PDF signed by tools that know nothing of ours: node-forge's keys and certificate in a PKCS#12, @signpdf's placeholder and signature. */
async function foreign(subFilter?: string): Promise<{ pdf: Buffer; trust: TrustList }> {
  const keys = forge.pki.rsa.generateKeyPair(2048);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = keys.publicKey;
  certificate.serialNumber = '0abc';
  certificate.validity.notBefore = new Date('2025-01-01T00:00:00Z');
  certificate.validity.notAfter = new Date('2029-01-01T00:00:00Z');
  const name = [
    { name: 'commonName', value: 'Anna Alfa' },
    { type: '2.5.4.5', value: 'TINIT-LFANNA80A41F205M' },
  ];
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.setExtensions([{ name: 'keyUsage', digitalSignature: true }]);
  certificate.sign(keys.privateKey, forge.md.sha256.create());
  const p12 = forge.asn1.toDer(forge.pkcs12.toPkcs12Asn1(keys.privateKey, certificate, 'x')).getBytes();
  const placed = plainAddPlaceholder({
    pdfBuffer: smallPdf(),
    reason: 'prova',
    contactInfo: 'x',
    name: 'x',
    location: 'x',
    ...(subFilter && { subFilter }),
  });
  const pdf = await new SignPdf().sign(placed, new P12Signer(Buffer.from(p12, 'latin1'), { passphrase: 'x' }), new Date('2026-02-09T08:30:00Z'));
  const der = Buffer.from(forge.asn1.toDer(forge.pki.certificateToAsn1(certificate)).getBytes(), 'latin1');
  return { pdf, trust: { anchors: [readCertificate(der)!] } };
}

const asked = { at: '2026-02-10T10:00:00.000Z', expected: [{ name: 'Anna Alfa', fiscalCode: 'LFANNA80A41F205M' }] };

test.each(['adbe.pkcs7.detached', 'ETSI.CAdES.detached'])('files of another producer: %s', async (subFilter) => {
  const { pdf, trust } = await foreign(subFilter);
  const report = verifySignatures(pdf, { ...asked, trust });
  expect([report.format, report.outcome, report.reasons, report.signers.map((s) => [s.name, s.fiscalCode, s.signedAt, s.coversWholeDocument])]).toEqual([
    'pades',
    'valid',
    [],
    [['Anna Alfa', 'LFANNA80A41F205M', '2026-02-09T08:30:00.000Z', true]],
  ]);
  expect(report.notes.map((n) => n.code)).toEqual([
    'signature.notBaseline',
    'signature.noCommitment',
    'signature.notQualified',
    'signature.revocationNotChecked',
  ]);
  expect(verifySignatures(tamper(pdf), { ...asked, trust }).reasons.map((r) => r.code)).toEqual(['signature.changed']);
  expect(verifySignatures(pdf, { ...asked, trust: { anchors: [] } }).reasons.map((r) => r.code)).toEqual(['signature.untrusted']);
});
