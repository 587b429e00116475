import { beforeAll, describe, expect, test } from 'vitest';
import {
  makeAuthority,
  makeCertificate,
  signP7m,
  signPdf,
  smallPdf,
  tamper,
  trusting,
  type Authority,
  type Holder,
} from '../../../test/factories/signatures.ts';
import { openP7m } from './p7m.ts';
import { verifySignatures, type Verify } from './verify.ts';

const at = '2026-02-10T10:00:00.000Z';
const anna = { name: 'Anna Alfa', fiscalCode: 'LFANNA80A41F205X' };
const bruno = { name: 'Bruno Beta', fiscalCode: 'BTEBRN70A01F205K' };
let authority: Authority;
let stranger: Authority;
let signer: Holder;
let other: Holder;
let asked: Verify;

beforeAll(async () => {
  authority = await makeAuthority('Autorità di prova');
  stranger = await makeAuthority('Autorità sconosciuta');
  signer = await makeCertificate(authority, anna);
  other = await makeCertificate(authority, bruno);
  asked = { at, trust: trusting(authority), expected: [anna] };
});

const codes = (reasons: readonly { code: string }[]) => reasons.map((r) => r.code);
const look = (bytes: Uint8Array, more: Partial<Verify> = {}) => {
  const report = verifySignatures(bytes, { ...asked, ...more });
  return { outcome: report.outcome, format: report.format, why: codes(report.reasons), signers: report.signers.map((s) => s.name), report };
};

describe('PAdES', () => {
  test('signed by the legal representative: valid, with who, when and by which certificate', async () => {
    const { report } = look(await signPdf(smallPdf(), signer, { at: '2026-02-09T08:30:00Z' }));
    expect(report).toMatchObject({ format: 'pades', outcome: 'valid', checkedAt: at, reasons: [] });
    expect(report.signers).toEqual([
      {
        name: 'Anna Alfa',
        fiscalCode: 'LFANNA80A41F205X',
        organisation: null,
        signedAt: '2026-02-09T08:30:00.000Z',
        intact: true,
        inTime: true,
        trusted: true,
        coversWholeDocument: true,
        certificate: {
          issuer: 'Autorità di prova',
          serial: expect.stringMatching(/^[0-9A-F]+$/),
          from: '2020-01-01T00:00:00.000Z',
          until: '2040-01-01T00:00:00.000Z',
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
        reasons: [],
        notes: [expect.objectContaining({ code: 'signature.revocationNotChecked' })],
      },
    ]);
  });

  test('not signed', () => {
    expect(look(smallPdf())).toMatchObject({ outcome: 'unsigned', format: null, why: ['signature.none'] });
  });

  test('one byte changed after signing', async () => {
    const { outcome, why, report } = look(tamper(await signPdf(smallPdf(), signer)));
    expect([outcome, why, report.signers[0]!.intact]).toEqual(['invalid', ['signature.changed'], false]);
  });

  test('something added after signing', async () => {
    const signed = await signPdf(smallPdf(), signer);
    const longer = Buffer.concat([signed, Buffer.from('9 0 obj\n<< >>\nendobj\n%%EOF\n')]);
    const { outcome, report } = look(longer);
    expect([outcome, report.reasons, report.signers[0]!.coversWholeDocument]).toMatchObject([
      'invalid',
      [{ code: 'signature.changedAfter', params: { bytes: 26 } }],
      false,
    ]);
  });

  test('two signers: the second update covers the first; the first alone would leave it out', async () => {
    const both = await signPdf(await signPdf(smallPdf(), signer), other);
    const { outcome, signers, report } = look(both);
    expect([outcome, signers]).toEqual(['valid', ['Anna Alfa', 'Bruno Beta']]);
    expect(report.signers.map((s) => [s.intact, s.coversWholeDocument])).toEqual([
      [true, false],
      [true, true],
    ]);
    expect(codes(report.notes)).toContain('signature.addedLater');
  });

  test('what was added is not saved by a signature that nobody trusts', async () => {
    const mallory = await makeCertificate(stranger, bruno);
    const both = await signPdf(Buffer.concat([await signPdf(smallPdf(), signer), Buffer.from('9 0 obj\n<< >>\nendobj\n')]), mallory);
    expect(look(both)).toMatchObject({ outcome: 'invalid', why: ['signature.changedAfter'] });
  });

  test('expired, not yet valid, expired since', async () => {
    const expired = await makeCertificate(authority, anna, { until: '2026-01-01T00:00:00Z' });
    expect(look(await signPdf(smallPdf(), expired, { at: '2026-01-20T00:00:00Z' })).why).toEqual(['signature.expired']);
    expect(look(await signPdf(smallPdf(), expired, { at: '2025-12-20T00:00:00Z' })).why).toEqual(['signature.expiredSince']);
    const early = await makeCertificate(authority, anna, { from: '2026-02-09T00:00:00Z' });
    expect(look(await signPdf(smallPdf(), early, { at: '2026-02-08T00:00:00Z' })).why).toEqual(['signature.notYetValid']);
    expect(look(await signPdf(smallPdf(), early, { at: '2026-02-09T00:00:00Z' })).why).toEqual([]);
  });

  test('someone else signed', async () => {
    const { outcome, report } = look(await signPdf(smallPdf(), other));
    expect([outcome, report.reasons]).toMatchObject([
      'invalid',
      [{ code: 'signature.wrongPerson', params: { found: 'Bruno Beta (BTEBRN70A01F205K)', expected: 'Anna Alfa' } }],
    ]);
  });

  test('an authority that is not listed; through one in between; without any list', async () => {
    const unknown = await makeCertificate(stranger, anna);
    expect(look(await signPdf(smallPdf(), unknown)).why).toEqual(['signature.untrusted']);
    const between = await makeAuthority('Autorità intermedia', { under: authority });
    const under = await makeCertificate(between, anna);
    expect(look(await signPdf(smallPdf(), under)).why).toEqual(['signature.untrusted']);
    expect(look(await signPdf(smallPdf(), under, { chain: [between] })).why).toEqual([]);
    const nobody = look(await signPdf(smallPdf(), unknown), { trust: null });
    expect([nobody.outcome, nobody.report.signers[0]!.trusted, codes(nobody.report.notes)]).toEqual([
      'valid',
      null,
      ['signature.trustNotChecked', 'signature.revocationNotChecked'],
    ]);
  });

  test('a person’s certificate issues no other', async () => {
    const forged = await makeCertificate(signer, bruno);
    expect(look(await signPdf(smallPdf(), forged, { chain: [signer] }), { expected: [bruno] }).why).toEqual(['signature.untrusted']);
  });

  test('weak algorithms: the digest of the signature, that of the certificate', async () => {
    expect(look(await signPdf(smallPdf(), signer, { digest: 'SHA-1' })).why).toEqual(['signature.weak']);
    const weakly = await makeCertificate(authority, anna, { digest: 'SHA-1' });
    expect(look(await signPdf(smallPdf(), weakly)).why).toEqual(['signature.weakCertificate']);
  });

  test('ranges that leave out more than the signature', async () => {
    const signed = (await signPdf(smallPdf(), signer)).toString('latin1');
    const wider = signed.replace(/\/ByteRange \[0 (\d+) (\d+) (\d+)\]/, (_, a, b, c) => `/ByteRange [0 ${Number(a) - 9} ${b} ${c}]`.padEnd(0));
    expect(look(Buffer.from(wider, 'latin1')).why).toEqual(['signature.byteRange']);
    const beyond = signed.replace(/\/ByteRange \[0 (\d+) (\d+) (\d+)\]/, (_, a, b, c) => `/ByteRange [0 ${a} ${b} ${Number(c) + 5}]`);
    expect(look(Buffer.from(beyond, 'latin1')).why).toEqual(['signature.byteRange']);
  });

  test('a signature of another kind, one that is no signature', async () => {
    expect(look(await signPdf(smallPdf(), signer, { subFilter: 'adbe.pkcs7.sha1' })).why).toEqual(['signature.subFilter']);
    const signed = (await signPdf(smallPdf(), signer)).toString('latin1');
    expect(look(Buffer.from(signed.replace(/<308/, '<0a8'), 'latin1')).why).toEqual(['signature.unreadable']);
  });
});

describe('whose signature it is', () => {
  test('nothing to compare with is said, and stops nothing', async () => {
    const signed = await signPdf(smallPdf(), signer);
    const unknown = look(signed, { expected: [{ name: 'Carla', fiscalCode: null }] });
    expect([unknown.outcome, codes(unknown.report.notes)]).toEqual(['valid', ['signature.notCompared', 'signature.revocationNotChecked']]);
    const nobody = look(signed, { expected: [] });
    expect([nobody.outcome, codes(nobody.report.notes)]).toEqual(['valid', ['signature.noRepresentative', 'signature.revocationNotChecked']]);
    const codeless = await signPdf(smallPdf(), await makeCertificate(authority, { name: 'Anna Alfa', fiscalCode: null }));
    expect([look(codeless).outcome, codes(look(codeless).report.notes)]).toEqual(['valid', ['signature.noCode', 'signature.revocationNotChecked']]);
  });

  test('one of several is enough; the older spelling of the code', async () => {
    const signed = await signPdf(smallPdf(), await makeCertificate(authority, anna, { prefix: 'IT:' }));
    expect(look(signed, { expected: [bruno, anna] }).outcome).toBe('valid');
    expect(look(signed, { expected: [bruno] }).why).toEqual(['signature.wrongPerson']);
  });

  test('the right person signed badly and someone else well: it is the right one’s fault that is told', async () => {
    const expired = await makeCertificate(authority, anna, { until: '2026-01-01T00:00:00Z' });
    const both = await signPdf(await signPdf(smallPdf(), expired, { at: '2026-01-20T00:00:00Z' }), other);
    expect(look(both)).toMatchObject({ outcome: 'invalid', why: ['signature.expired'] });
  });

  test('what should be known without making it invalid', async () => {
    const loose = await makeCertificate(authority, anna, { noCommitment: true, notQualified: true });
    const { outcome, report } = look(await signPdf(smallPdf(), loose, { plain: true, at: '2026-02-11T10:00:00Z' }));
    expect([outcome, codes(report.notes)]).toEqual([
      'valid',
      ['signature.notBaseline', 'signature.noCommitment', 'signature.notQualified', 'signature.clockAhead', 'signature.revocationNotChecked'],
    ]);
  });
});

describe('CAdES', () => {
  test('DER, base64 and a PEM frame', async () => {
    const der = await signP7m(smallPdf(), signer, { at: '2026-02-09T08:30:00Z' });
    const pem = Buffer.from(`-----BEGIN PKCS7-----\n${der.toString('base64')}\n-----END PKCS7-----\n`);
    for (const file of [der, await signP7m(smallPdf(), signer, { base64: true, at: '2026-02-09T08:30:00Z' }), pem]) {
      const { outcome, format, report } = look(file);
      expect([outcome, format, report.signers[0]!.signedAt, report.signers[0]!.coversWholeDocument]).toEqual([
        'valid',
        'cades',
        '2026-02-09T08:30:00.000Z',
        true,
      ]);
      expect(openP7m(file)!.content.equals(smallPdf())).toBe(true);
    }
  });

  test('signed twice, one envelope in the other; a signed PDF inside', async () => {
    const nested = await signP7m(await signP7m(smallPdf(), signer), other);
    expect(look(nested)).toMatchObject({ outcome: 'valid', signers: ['Bruno Beta', 'Anna Alfa'] });
    expect(openP7m(nested)!.content.equals(smallPdf())).toBe(true);
    expect(look(await signP7m(await signPdf(smallPdf(), signer), other))).toMatchObject({ outcome: 'valid', signers: ['Bruno Beta', 'Anna Alfa'] });
  });

  test('content changed, wrong person, unknown authority', async () => {
    expect(look(tamper(await signP7m(smallPdf(), signer))).why).toEqual(['signature.changed']);
    expect(look(await signP7m(smallPdf(), other)).why).toEqual(['signature.wrongPerson']);
    expect(look(await signP7m(smallPdf(), await makeCertificate(stranger, anna))).why).toEqual(['signature.untrusted']);
  });
});

describe('whatever comes', () => {
  test('nothing, noise, cut off at every place: never valid, never an exception', async () => {
    const noise = Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 7919 + 13) % 256));
    expect(look(new Uint8Array())).toMatchObject({ outcome: 'unsigned' });
    expect(look(noise)).toMatchObject({ outcome: 'unsigned' });
    const pdf = await signPdf(smallPdf(), signer);
    const p7m = await signP7m(smallPdf(), signer);
    for (const whole of [pdf, p7m])
      for (let length = 0; length < whole.length; length += 131) expect(look(whole.subarray(0, length)).outcome).not.toBe('valid');
  });
});
