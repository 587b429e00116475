import { reason, type Reason, type Source } from '#src/core/decision.ts';
import type { Instant } from '#src/core/time.ts';
import {
  bindsItsOwner,
  chainsTo,
  describe,
  saysQualified,
  subjectOf,
  validAt,
  validFrom,
  validUntil,
  weakKey,
  weaklyIssued,
  type TrustList,
} from './certificates.ts';
import { checkSigners, readSigned, type Signed, type SignerCheck } from './cms.ts';
import { isDetached, openP7m } from './p7m.ts';
import { appendedAfter, isPdf, pdfSignatures } from './pdf.ts';
import type { ExpectedSigner, SignatureReport, SignerReport } from './report.ts';

export type Verify = {
  /** When the file was received. */
  at: Instant;
  /** Null: no list was set up, and nobody's issuer is looked at. */
  trust: TrustList | null;
  /** One of these has to be among the signers. */
  expected: readonly ExpectedSigner[];
};

/** Where each check comes from. The texts were not read for this; the articles are our reading of them. */
const cad: Source = { ref: 'D.Lgs. 82/2005 (CAD), artt. 20 e 24', status: 'inferred' };
const eidas: Source = { ref: 'Reg. (UE) 910/2014 (eIDAS), artt. 26 e 32', status: 'inferred' };
const pades: Source = { ref: 'ETSI EN 319 142-1 (PAdES)', status: 'inferred' };
const cades: Source = { ref: 'ETSI EN 319 122-1 (CAdES)', status: 'inferred' };
const algorithms: Source = { ref: 'ETSI TS 119 312', status: 'inferred' };

/** Looks at every signature of a PDF or a `.p7m`. Never throws: what cannot be read is a reason. */
export function verifySignatures(bytes: Uint8Array, asked: Verify): SignatureReport {
  const file = Buffer.from(bytes);
  // A small envelope holds a PDF's marks too: what begins as an envelope is one.
  const found = file[0] !== 0x30 && isPdf(file) ? fromPdf(file, asked) : fromP7m(file, asked);
  return judged(found, asked);
}

/** One signature looked at, and how many bytes of the file stand behind what it covers. */
type Looked = { report: SignerReport; appended: number };
type Found = { format: SignatureReport['format']; looked: Looked[]; reasons: Reason[] };

function fromPdf(file: Buffer, asked: Verify): Found {
  const reasons: Reason[] = [];
  const looked: Looked[] = [];
  for (const s of pdfSignatures(file)) {
    // A document's time stamp is nobody's signature; what came before it has to hold on its own.
    if (s.subFilter === 'ETSI.RFC3161') continue;
    const signed = s.wellFormed ? readSigned(s.cms, true) : null;
    if (!s.wellFormed) reasons.push(reason('signature.byteRange', {}, { source: pades }));
    else if (s.subFilter !== 'ETSI.CAdES.detached' && s.subFilter !== 'adbe.pkcs7.detached')
      reasons.push(reason('signature.subFilter', { found: s.subFilter || '?' }, { source: pades }));
    else if (!signed || signed.data.signerInfos.length === 0) reasons.push(reason('signature.unreadable', {}, { source: pades }));
    else {
      const appended = appendedAfter(file, s.end);
      const where = { source: pades, claimedAt: s.claimedAt, appended };
      looked.push(...checkSigners(signed, s.covered).map((c) => ({ report: signerReport(c, signed, asked, where), appended })));
    }
  }
  return { format: looked.length + reasons.length > 0 ? 'pades' : null, looked, reasons };
}

function fromP7m(file: Buffer, asked: Verify): Found {
  const envelope = openP7m(file);
  if (!envelope) {
    const reasons = isDetached(file) ? [reason('signature.detached', {}, { source: cades })] : [];
    return { format: reasons.length > 0 ? 'cades' : null, looked: [], reasons };
  }
  const looked = envelope.layers.flatMap(({ signed, content }) =>
    checkSigners(signed, content).map((c) => ({ report: signerReport(c, signed, asked, { source: cades, claimedAt: null, appended: 0 }), appended: 0 })),
  );
  // A PDF that was signed on its own before it went into the envelope.
  const inside = isPdf(envelope.content) ? fromPdf(envelope.content, asked) : null;
  return { format: 'cades', looked: [...looked, ...(inside?.looked ?? [])], reasons: inside?.reasons ?? [] };
}

function signerReport(
  check: SignerCheck,
  signed: Signed,
  { at, trust }: Verify,
  where: { source: Source; claimedAt: Instant | null; appended: number },
): SignerReport {
  const { cert } = check;
  const { source } = where;
  if (!cert) {
    return {
      ...nobody,
      reasons: [reason('signature.noCertificate', {}, { source })],
    };
  }
  const who = subjectOf(cert);
  const stamped = check.stamp !== null && check.stamp.imprintHolds && stampHolds(check.stamp, trust);
  const signedAt = stamped ? check.stamp!.at : (check.claimedAt ?? where.claimedAt);
  const when = signedAt ?? at;
  const intact = check.digestHolds && check.signatureHolds && check.certificateBound !== false;
  const inTime = validAt(cert, when) && (stamped || validAt(cert, at));
  const trusted = trust === null ? null : chainsTo(trust, cert, signed.certificates, when);
  const name = who.name;
  const why: Reason[] = [];
  if (check.unknown) why.push(reason('signature.unknownAlgorithm', { name, algorithm: check.unknown }, { source: algorithms }));
  else if (!check.digestHolds) why.push(reason('signature.changed', { name }, { source: eidas }));
  else if (!check.signatureHolds) why.push(reason('signature.notByThisKey', { name }, { source: eidas }));
  else if (check.certificateBound === false) why.push(reason('signature.otherCertificate', { name }, { source }));
  if (check.weak.length > 0) why.push(reason('signature.weak', { name, algorithm: check.weak.join(', ').toUpperCase() }, { source: algorithms }));
  if (weakKey(cert) || weaklyIssued(cert)) why.push(reason('signature.weakCertificate', { name }, { source: algorithms }));
  if (when < validFrom(cert)) why.push(reason('signature.notYetValid', { name, from: validFrom(cert), signedAt: when }, { source: cad }));
  else if (when > validUntil(cert)) why.push(reason('signature.expired', { name, until: validUntil(cert), signedAt: when }, { source: cad }));
  else if (!stamped && at > validUntil(cert)) why.push(reason('signature.expiredSince', { name, until: validUntil(cert), at }, { source: cad }));
  else if (!stamped && at < validFrom(cert)) why.push(reason('signature.notYetValid', { name, from: validFrom(cert), signedAt: at }, { source: cad }));
  if (trusted === false) why.push(reason('signature.untrusted', { name, issuer: describe(cert).issuer }, { source: eidas }));
  const notes: Reason[] = [];
  if (trusted === null) notes.push(reason('signature.trustNotChecked', { name, issuer: describe(cert).issuer }, { source: eidas }));
  if (check.certificateBound === null) notes.push(reason('signature.notBaseline', { name }, { source }));
  if (!bindsItsOwner(cert)) notes.push(reason('signature.noCommitment', { name }, { source: cad }));
  if (!saysQualified(cert)) notes.push(reason('signature.notQualified', { name }, { source: cad }));
  if (signedAt !== null && signedAt > new Date(Date.parse(at) + 300_000).toISOString()) notes.push(reason('signature.clockAhead', { name, signedAt, at }));
  if (where.appended > 0) notes.push(reason('signature.addedLater', { name, bytes: where.appended }, { source: pades }));
  notes.push(reason('signature.revocationNotChecked', { name }, { source: cad }));
  return {
    ...who,
    signedAt,
    intact,
    inTime,
    trusted,
    coversWholeDocument: where.appended === 0,
    certificate: describe(cert),
    reasons: why,
    notes,
  };
}

const nobody: SignerReport = {
  name: '?',
  fiscalCode: null,
  organisation: null,
  signedAt: null,
  intact: false,
  inTime: false,
  trusted: null,
  coversWholeDocument: false,
  certificate: { issuer: '?', serial: '', from: '1970-01-01T00:00:00.000Z', until: '1970-01-01T00:00:00.000Z', sha256: '' },
  reasons: [],
  notes: [],
};

/** The token is signed, by a certificate for time stamps that was in time, of a listed authority where there is a list. */
function stampHolds({ signed, at }: { signed: Signed; at: Instant }, trust: TrustList | null): boolean {
  if (!signed.content) return false;
  const [check] = checkSigners(signed, signed.content);
  if (!check?.cert || !check.digestHolds || !check.signatureHolds || check.weak.length > 0) return false;
  const forStamps = check.cert.x509.keyUsage?.includes('1.3.6.1.5.5.7.3.8') ?? false;
  // Without a list anyone could stamp: then no stamp counts.
  return forStamps && trust !== null && validAt(check.cert, at) && chainsTo(trust, check.cert, signed.certificates, at);
}

/** From single signatures to the file: is there one that holds, of someone who had to sign, and nothing broken beside it? */
function judged({ format, looked, reasons: unread }: Found, { at, expected }: Verify): SignatureReport {
  const signers = looked.map((l) => l.report);
  const holding = looked.filter((l) => l.report.reasons.length === 0);
  // Whatever was added behind a signature has to be signed too, by someone whose signature holds.
  const appended = holding.length > 0 ? Math.min(...holding.map((l) => l.appended)) : 0;
  const whole = appended > 0 ? [...unread, reason('signature.changedAfter', { bytes: appended }, { source: pades })] : unread;
  if (signers.length === 0 && whole.length === 0) {
    return { format: null, outcome: 'unsigned', checkedAt: at, signers: [], reasons: [reason('signature.none', {}, { source: cad })], notes: [] };
  }
  const good = holding.map((l) => l.report);
  const { reasons, notes } = compared(signers, good, expected);
  const broken = signers.filter((s) => !s.intact && s.reasons.length > 0).flatMap((s) => s.reasons);
  const why = unique([...whole, ...broken, ...(good.length === 0 ? signers.flatMap((s) => s.reasons) : []), ...reasons]);
  const aside = why.length === 0 ? signers.filter((s) => s.reasons.length > 0).map((s) => reason('signature.otherSigner', { name: s.name })) : [];
  return {
    format,
    outcome: why.length === 0 ? 'valid' : 'invalid',
    checkedAt: at,
    signers,
    reasons: why,
    notes: unique([...notes, ...aside, ...good.flatMap((s) => s.notes)]),
  };
}

function compared(
  signers: readonly SignerReport[],
  good: readonly SignerReport[],
  expected: readonly ExpectedSigner[],
): { reasons: Reason[]; notes: Reason[] } {
  const source = cad;
  const known = expected.filter((e) => e.fiscalCode !== null);
  const isExpected = (s: SignerReport) => s.fiscalCode !== null && known.some((e) => e.fiscalCode === s.fiscalCode);
  if (good.some(isExpected)) return { reasons: [], notes: [] };
  if (good.length === 0) return { reasons: [], notes: [] };
  const late = signers.filter((s) => isExpected(s)).flatMap((s) => s.reasons);
  if (late.length > 0) return { reasons: late, notes: [] };
  const names = good.map((s) => s.name).join(', ');
  if (expected.length === 0) return { reasons: [], notes: [reason('signature.noRepresentative', { names }, { source })] };
  const who = expected.map((e) => e.name).join(', ');
  if (known.length < expected.length) return { reasons: [], notes: [reason('signature.notCompared', { names, expected: who }, { source })] };
  const coded = good.filter((s) => s.fiscalCode !== null);
  if (coded.length === 0) return { reasons: [], notes: [reason('signature.noCode', { names, expected: who }, { source })] };
  const found = coded.map((s) => `${s.name} (${s.fiscalCode})`).join(', ');
  return { reasons: [reason('signature.wrongPerson', { found, expected: who }, { source })], notes: [] };
}

function unique(reasons: readonly Reason[]): Reason[] {
  const seen = new Set<string>();
  return reasons.filter((r) => {
    const key = JSON.stringify([r.code, r.params]);
    return !seen.has(key) && seen.add(key);
  });
}
