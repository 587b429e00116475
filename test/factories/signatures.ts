import { readCertificate, type TrustList } from '#src/plumbing/signatures/certificates.ts';
import type { Authority } from '#src/plumbing/signatures/make.ts';

export { cmsOver, makeAuthority, makeCertificate, signP7m, signPdf, type Authority, type Holder } from '#src/plumbing/signatures/make.ts';

/** A trust list of these authorities. */
export const trusting = (...authorities: Authority[]): TrustList => ({ anchors: authorities.map((a) => readCertificate(a.der)!) });

/** A small PDF with one empty page, as a reader takes it. */
export function smallPdf(text = 'example'): Buffer {
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>'];
  let body = `%PDF-1.7\n% ${text}\n`;
  const places = objects.map((o, i) => {
    const at = body.length;
    body += `${i + 1} 0 obj\n${o}\nendobj\n`;
    return at;
  });
  const xref = body.length;
  body += `xref\n0 4\n0000000000 65535 f \n${places.map((p) => `${String(p).padStart(10, '0')} 00000 n \n`).join('')}trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF\n`;
  return Buffer.from(body, 'latin1');
}

/** The same file with one byte of its signed content changed. */
export function tamper(bytes: Uint8Array, find = '% example'): Buffer {
  const changed = Buffer.from(bytes);
  const at = changed.indexOf(find);
  if (at < 0) throw new Error(`nothing to tamper with: ${find}`);
  changed[at + 2] = changed[at + 2]! ^ 1;
  return changed;
}
